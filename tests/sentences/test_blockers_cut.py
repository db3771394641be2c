"""Under a limit nothing false is said of what blocks a target."""

from __future__ import annotations

import pytest

from detente.graph import compiling

from .files import KINDS
from .running import judge

LIMITS = {
    "orders": {"detente.analyses.sequencing.orders.MOST_BUNDLES": 6},
    "walks": {"detente.analyses.sequencing.walking.MOST_STATES": 0},
    "own moves": {"detente.analyses.sequencing.own.MOST_MOVES": 24},
    "dates": {
        "detente.analyses.blockers.ladder.MOST_DATED": 1,
        "detente.analyses.blockers.asking.MOST_DATED": 1,
    },
    "formulas": {"detente.analyses.timing.requiring.MOST_NAMES": 0},
    "circles": {"detente.analyses.differences.circles.MOST_CIRCLES": 1},
}
SEEDS = [seed for seed in range(3_000, 3_200) if KINDS[seed % len(KINDS)] not in ("plain", "told")]


@pytest.mark.parametrize("part", range(2))
@pytest.mark.parametrize("limit", LIMITS)
def test_what_was_not_looked_at_is_not_denied(
    monkeypatch: pytest.MonkeyPatch, limit: str, part: int
) -> None:
    """With a limit so low that it is met everywhere, what is said is still true."""
    for name, most in LIMITS[limit].items():
        monkeypatch.setattr(name, most)
    compiling._shared.cache_clear()
    wrong = [line for seed in SEEDS[part::12] for line in judge(seed, ["blockers"]).wrong]
    compiling._shared.cache_clear()
    assert not wrong, "\n".join(wrong[:20])
