"""How far concessions are looked for: up to how many positions, whatever size is asked for.

If there are few positions every set of them is tried and every half concession, so that what is
said of all of them holds of all.  If there are more, only those of a few positions are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.analyses.unlocks.conceding import Held
from detente.analyses.unlocks.giving import affordable

MOST_TRIED = 20_000  # concessions looked at one by one
MOST_AT_ONCE = 200_000  # the same where one search has answered for all of them
MOST_POSITIONS = 12  # of which every set is tried, for the crux


@dataclass(frozen=True, slots=True)
class Reach:
    """Up to how many positions `sets` and `halves` are looked for, where `size` are asked for.

    `few` tells whether the positions are so few that the crux is worked out; `every_set` and
    `every_half` whether everything there is was looked at; up to `most` concessions are.
    """

    size: int
    few: bool
    sets: int
    halves: int
    every_set: bool
    every_half: bool
    most: int


def reach_of(held: Sequence[Held], size: int, *, at_once: bool = False) -> Reach:
    """Return how far concessions are looked for; `at_once` if all sets are searched together."""
    many = len(held)
    most = MOST_AT_ONCE if at_once else MOST_TRIED
    asked = affordable(held, min(size, many), most)
    few = many <= MOST_POSITIONS
    every_half = affordable(held, many, most) == many
    return Reach(
        size,
        few,
        many if few else asked,
        many if every_half else asked,
        few or asked == many,
        every_half,
        most,
    )
