"""Where `stability` meets a limit, it says so, and denies nothing that it did not look at."""

from __future__ import annotations

import pytest

from detente.analyses.answer import state_set
from detente.errors import LimitReached
from detente.graph import compiling
from detente.graph.model import GraphModel

from .cutting import faults, lower
from .say_stability import LOOKED, SHOWN

# how low each limit is set, and where it stands in the program
LIMITS: dict[str, dict[str, int]] = {
    "parts": {"joint.MOST_PAIRS": 0},
    "others": {"stability.asking.MOVES_OF_UP_TO": 1},
    "unasked": {"stability.asking.TOGETHER_UP_TO": 4},
    "together": {"stability.simultaneous.MOST_TOGETHER": 0},
    "escapes": {"stability.witness.MOST_ESCAPES": 1},
    "patterns": {"stability.asking.MOST_PATTERNS": 0, "answer.MOST_PATTERNS": 0},
}
SEEDS = range(7_000, 7_024)


@pytest.mark.parametrize("part", range(2))
@pytest.mark.parametrize("limit", LIMITS)
def test_what_was_not_looked_at_is_not_denied(
    monkeypatch: pytest.MonkeyPatch, limit: str, part: int
) -> None:
    """With a limit so low that it is met everywhere, what is said is true, and the limit is told."""
    lower(monkeypatch, LIMITS[limit])
    monkeypatch.setitem(LOOKED, limit, *set(LIMITS[limit].values()))
    if limit == "patterns":
        assert state_set.__kwdefaults__ is not None
        monkeypatch.setitem(state_set.__kwdefaults__, "limit", SHOWN)
    compiling._shared.cache_clear()
    wrong = faults("stability", SEEDS[part::2])
    compiling._shared.cache_clear()
    assert not wrong


@pytest.mark.parametrize("part", range(2))
def test_joint_moves_that_were_not_looked_through_are_not_denied(
    monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    """Where the first look for joint moves meets the limit of bundles, nothing is said to rest."""

    def never(graph: GraphModel, _: object) -> set[int]:
        if graph.moves is None:
            return set()
        raise LimitReached(
            "one coalition has 9 bundles from 1 state, more than the 3 that are listed"
        )

    monkeypatch.setattr("detente.analyses.stability.asking.has_joint_move", never)
    monkeypatch.setitem(LOOKED, "bundles", 3)
    assert not faults("stability", SEEDS[part::2])
