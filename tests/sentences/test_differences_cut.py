"""Where `differences` meets a limit, it says so, and denies nothing that it did not look at."""

from __future__ import annotations

import pytest

from . import say_differences
from .by_hand import BACK_AND_FORTH, EITHER_OF_TWO, RING_WITH_A_RULE
from .cutting import DEALS, faults, judged, lower

# limits of what is looked through: how low, where, and what of it the rows are told
LIMITS: dict[str, tuple[dict[str, int], dict[str, int]]] = {
    "orders of two or three steps": ({"sequencing.orders.MOST_BUNDLES": 12}, {"orders": 2}),
    "one set of steps": (
        {"sequencing.aiming.MOST_SETS": 1, "tests.sentences.say_differences.MOST_SETS": 1},
        {},
    ),
    "gaps of no option": (
        {
            "differences.terms_apart.MOST_LITERALS": 0,
            "tests.sentences.say_differences_terms.MOST_LITERALS": 0,
        },
        {},
    ),
}


def test_circles_that_were_not_looked_for_are_not_denied(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the search for circles stops at once, nobody was found to wait."""
    monkeypatch.setattr("detente.analyses.differences.circles._MOST_WORK", 0)
    monkeypatch.setitem(say_differences.LOOKED, "circles", 0)
    code, text, wrong = judged(RING_WITH_A_RULE, "differences", "Union", "Press", "--to", "goal")
    assert (code, wrong) == (3, [])
    assert "Neither Union nor Press was found to wait in a circle." in text
    code, text, wrong = judged(RING_WITH_A_RULE, "differences", "--to", "goal")
    assert (code, wrong) == (3, [])
    assert "Nobody was found to wait in a circle." in text


def test_a_list_of_circles_that_is_cut_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """With no circle listed there may be more."""
    monkeypatch.setattr("detente.analyses.differences.circles.MOST_CIRCLES", 0)
    monkeypatch.setitem(say_differences.LOOKED, "circles", 0)
    code, text, wrong = judged(RING_WITH_A_RULE, "differences", "Union", "State", "--to", "goal")
    assert (code, wrong) == (3, [])
    assert "There may be more of them; up to" in text


@pytest.mark.parametrize("pair", [("A", "B"), ("B", "A")])
def test_states_that_were_not_followed_are_not_said_to_be_reached(
    monkeypatch: pytest.MonkeyPatch, pair: tuple[str, str]
) -> None:
    """Where walks are not followed, goals and conditions are told of every state there is."""
    monkeypatch.setattr("detente.analyses.sequencing.walking.MOST_STATES", 0)
    monkeypatch.setattr("detente.analyses.sequencing.walking.swept", lambda *_: None)
    monkeypatch.setitem(say_differences.LOOKED, "walks", 0)
    code, text, wrong = judged(BACK_AND_FORTH, "differences", *pair, "--to", "peace and talks")
    assert (code, wrong) == (3, [])
    assert "that can be reached" not in text


def test_days_that_were_not_tried_are_not_denied(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the first order is too late and no other is tried, whether one fits is not known."""
    code, text, wrong = judged(EITHER_OF_TWO, "differences", "A", "B", "--to", "goal")
    assert (code, wrong) == (0, [])
    assert "in one order they take" in text
    monkeypatch.setattr("detente.analyses.differences.time_apart.MOST_TRIED", 1)
    monkeypatch.setitem(say_differences.LOOKED, "dated", 1)
    code, text, wrong = judged(EITHER_OF_TWO, "differences", "A", "B", "--to", "goal")
    assert (code, wrong) == (3, [])
    assert "is not known: 1 order of them was tried, and does not fit." in text


def test_what_a_long_formula_asks_is_not_said_to_be_met(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no formula is looked into, whether there is time for the steps is not known."""
    monkeypatch.setattr("detente.analyses.timing.requiring.MOST_NAMES", 0)
    monkeypatch.setitem(say_differences.LOOKED, "names", 0)
    code, text, wrong = judged(EITHER_OF_TWO, "differences", "A", "B", "--to", "goal")
    assert (code, wrong) == (3, [])
    assert "is not known: a formula is too long to be looked into." in text
    assert "Left out: what B.c1 asks for, in a formula that is too long" in text


@pytest.mark.parametrize("part", range(4))
@pytest.mark.parametrize("limit", LIMITS)
def test_where_not_all_is_looked_at_nothing_false_is_said(
    monkeypatch: pytest.MonkeyPatch, limit: str, part: int
) -> None:
    """With few orders or sets of steps, or no gap of terms, what is said of all holds of all."""
    limits, looked = LIMITS[limit]
    lower(monkeypatch, limits)
    for name, most in looked.items():
        monkeypatch.setitem(say_differences.LOOKED, name, most)
    assert not faults("differences", DEALS[part::4])
