"""The crux: the position on which most hangs.

Take every set of positions that could be given up.  A position swings a set without it if the
target is locked after that set and unlocked once the position is given up too.  Its index is
the share of the sets without it that it swings: the absolute index of power of L. S. Penrose
(1946) and J. F. Banzhaf (1965), asked of positions instead of votes.  To give up more is not
always better, so there are reverse swings as well, from unlocked to locked.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.analyses.unlocks.conceding import Held


@dataclass(frozen=True, slots=True)
class Weight:
    """What hangs on one position.

    `needed` if nothing unlocks the target without it, `sufficient` if it does so by itself.
    """

    position: str
    party: str
    index: float
    reverse: float
    needed: bool
    sufficient: bool

    def to_dict(self) -> dict[str, object]:
        """Return the weight in plain words and numbers."""
        return {
            "position": self.position,
            "party": self.party,
            "index": self.index,
            "reverse": self.reverse,
            "needed": self.needed,
            "sufficient": self.sufficient,
        }


def crux_of(held: tuple[Held, ...], unlocked: NDArray[np.bool_]) -> tuple[Weight, ...]:
    """Return the weight of each position, the heaviest first, equals in file order.

    `unlocked[pattern]` tells of every set of positions whether giving it up unlocks the target.
    """
    found = []
    for bit, one in enumerate(held):
        pairs = unlocked.reshape(-1, 2, 1 << bit)
        before, after = pairs[:, 0, :], pairs[:, 1, :]
        half = unlocked.size // 2
        found.append(
            Weight(
                one.name,
                one.party,
                int((~before & after).sum()) / half,
                int((before & ~after).sum()) / half,
                needed=bool(unlocked.any() and not before.any()),
                sufficient=bool(unlocked[1 << bit]),
            )
        )
    return tuple(sorted(found, key=lambda weight: -weight.index))
