"""Under a limit nothing false is said of what blocks a target."""

from __future__ import annotations

import pytest

from detente.graph import compiling

from .cutting import faults, lower
from .files import KINDS

LIMITS = {
    "orders": {"sequencing.orders.MOST_BUNDLES": 6},
    "walks": {"sequencing.walking.MOST_STATES": 0},
    "own moves": {"sequencing.own.MOST_MOVES": 24},
    "dates": {
        "blockers.ladder.MOST_DATED": 1,
        "blockers.asking.MOST_DATED": 1,
    },
    "formulas": {"timing.requiring.MOST_NAMES": 0},
    "circles": {"differences.circles.MOST_CIRCLES": 1},
}
SEEDS = [seed for seed in range(3_000, 3_200) if KINDS[seed % len(KINDS)] not in ("plain", "told")]


@pytest.mark.parametrize("part", range(2))
@pytest.mark.parametrize("limit", LIMITS)
def test_what_was_not_looked_at_is_not_denied(
    monkeypatch: pytest.MonkeyPatch, limit: str, part: int
) -> None:
    """With a limit so low that it is met everywhere, what is said is still true."""
    lower(monkeypatch, LIMITS[limit])
    compiling._shared.cache_clear()
    wrong = faults("blockers", SEEDS[part::12])
    compiling._shared.cache_clear()
    assert not wrong
