"""Under a limit nothing false is said of roadmaps, and what is open is said to be."""

from __future__ import annotations

import pytest

from . import roads
from .cutting import faults, lower
from .files import KINDS

# how low each limit is set, and where it stands in the program
LIMITS: dict[tuple[str, int], tuple[str, ...]] = {
    ("orders", 12): ("sequencing.orders.MOST_BUNDLES",),
    ("orders", 30): ("sequencing.orders.MOST_BUNDLES",),
    ("own moves", 24): ("sequencing.own.MOST_MOVES",),
    ("own moves", 100): ("sequencing.own.MOST_MOVES",),
    ("names", 0): ("timing.requiring.MOST_NAMES",),
    ("locks", 1): ("roadmaps.locking.MOST_TRIED", "roadmaps.asking.MOST_TRIED"),
}
SEEDS = [seed for seed in range(1_100, 1_250) if KINDS[seed % len(KINDS)] not in ("plain", "told")]


@pytest.mark.parametrize("part", range(2))
@pytest.mark.parametrize("limit", LIMITS)
def test_what_was_not_looked_at_is_not_denied(
    monkeypatch: pytest.MonkeyPatch, limit: tuple[str, int], part: int
) -> None:
    """With a limit so low that it is met everywhere, what is said is still true."""
    what, most = limit
    lower(monkeypatch, dict.fromkeys(LIMITS[limit], most))
    monkeypatch.setitem(roads.LOOKED, what, most)
    assert not faults("roadmaps", SEEDS[part::16])
