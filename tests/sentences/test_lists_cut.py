"""Where a list is cut or a limit met, what is said of the rest is true as well."""

from __future__ import annotations

import pytest

from . import say_unlocks
from .cutting import DEALS, faults, judged, lower

# limits of what is listed: how low, where, and what of it the rows are told
LIMITS: dict[str, tuple[dict[str, int], dict[str, int]]] = {
    "orders of two or three steps": ({"sequencing.orders.MOST_BUNDLES": 12}, {"orders": 2}),
    "moves of one or two steps": ({"sequencing.own.MOST_MOVES": 64}, {"steps": 1}),
    "moves of one step": ({"sequencing.own.MOST_MOVES": 24}, {"steps": 1}),
}


@pytest.mark.parametrize("part", range(4))
@pytest.mark.parametrize("limit", LIMITS)
def test_where_not_all_is_looked_at_nothing_false_is_said(
    monkeypatch: pytest.MonkeyPatch, limit: str, part: int
) -> None:
    """With orders or moves of few steps listed, what is said of all of them holds of all."""
    limits, looked = LIMITS[limit]
    lower(monkeypatch, limits)
    for name, most in looked.items():
        monkeypatch.setitem(say_unlocks.LOOKED, name, most)
    assert not faults("unlocks", DEALS[part::4])


@pytest.mark.parametrize("part", range(4))
def test_a_list_that_is_cut_says_how_much_more_there_is(
    monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    """With one line of each kind shown, the others are counted."""
    monkeypatch.setattr("detente.telling.unlocking.SHOWN", 1)
    assert not faults("unlocks", DEALS[part::4])


@pytest.mark.parametrize("part", range(4))
def test_what_was_not_looked_at_is_not_denied(monkeypatch: pytest.MonkeyPatch, part: int) -> None:
    """With single positions tried alone, nothing is said of sets of several."""
    monkeypatch.setattr("detente.analyses.unlocks.reaching.MOST_POSITIONS", 0)
    monkeypatch.setattr("detente.analyses.unlocks.noting.MOST_POSITIONS", 0)
    monkeypatch.setattr("detente.analyses.unlocks.reaching.MOST_TRIED", 0)
    monkeypatch.setattr("detente.analyses.unlocks.reaching.MOST_AT_ONCE", 0)
    for name, most in (("sets", 1), ("halves", 1), ("crux", 0), ("tried", 0)):
        monkeypatch.setitem(say_unlocks.LOOKED, name, most)
    assert not faults("unlocks", DEALS[part::4])


WIDE = """\
detente: 1
title: Two options of one party
parties:
  A: {name: Alpha, prefers: [c, not a, not b]}
  B: {name: Beta, prefers: [a, not c]}
options:
  a: {label: Open the road, by: A}
  b: {label: Pay the arrears, by: A}
  c: {label: Lift the ban, by: B}
status_quo: []
targets: {goal: a and not b and not c}
"""


def test_moves_that_were_not_looked_at_are_not_denied(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where single steps are listed alone, it is not established whether one could begin.

    A has 3 moves in each of 8 states: one more than are listed.
    """
    monkeypatch.setattr("detente.analyses.sequencing.own.MOST_MOVES", 23)
    monkeypatch.setitem(say_unlocks.LOOKED, "steps", 1)
    code, text, wrong = judged(WIDE, "unlocks", "--to", "goal")
    assert (code, wrong) == (3, [])
    assert (
        "Whether an own move that is no gain at first would be repaid is not established." in text
    )
    assert "Left out: moves of A by itself of more than 1 step at once" in text
