"""Where `differences` meets a limit, it says so, and denies nothing that it did not look at."""

from __future__ import annotations

from typing import NoReturn

import pytest

from detente.errors import LimitReached
from detente.graph.model import GraphModel

from . import say_differences
from .by_hand import BACK_AND_FORTH, EITHER_OF_TWO, RING_WITH_A_RULE
from .test_lists_cut import judged


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
    assert "There may be more of them; up to 0 are listed." in text


@pytest.mark.parametrize("pair", [("A", "B"), ("B", "A")])
def test_states_that_were_not_followed_are_not_said_to_be_reached(
    monkeypatch: pytest.MonkeyPatch, pair: tuple[str, str]
) -> None:
    """Where walks are not followed, goals and conditions are told of every state there is."""

    def too_many(graph: GraphModel) -> NoReturn:
        raise LimitReached("too many bundles")

    monkeypatch.setattr("detente.analyses.differences.terms_apart.walked", too_many)
    monkeypatch.setitem(say_differences.LOOKED, "walks", 0)
    code, text, wrong = judged(BACK_AND_FORTH, "differences", *pair, "--to", "peace and talks")
    assert (code, wrong) == (3, [])
    assert "can be reached" not in text.replace("which states legal moves can reach", "")


def test_days_that_were_not_tried_are_not_denied(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the first order is too late and no other is tried, whether one fits is not known."""
    code, text, wrong = judged(EITHER_OF_TWO, "differences", "A", "B", "--to", "goal")
    assert (code, wrong) == (0, [])
    assert "in one order they take" in text
    monkeypatch.setattr("detente.analyses.differences.time_apart.MOST_TRIED", 1)
    monkeypatch.setitem(say_differences.LOOKED, "dated", 1)
    code, text, wrong = judged(EITHER_OF_TWO, "differences", "A", "B", "--to", "goal")
    assert (code, wrong) == (3, [])
    assert "is not known: 1 orders of them were tried, and none fits." in text
