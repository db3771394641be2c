"""Ripe for a settlement: it hurts to stay, and there is a way out.

I. W. Zartman (*Ripe for Resolution*, 1985) calls a conflict ripe when its parties are in a
stalemate that hurts them and see a way out.  In terms of order alone: some state that can be reached
is as good as the status quo for everybody and better for somebody; two or more parties can
forecast nothing better than the status quo, whether they wait or make any move of their own; and
an order of steps to an outcome of the target that nobody would refuse is accepted by everybody.
Parties that do nothing but ratify are not asked.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from detente.analyses.sequencing.sides import Sides, Truth
from detente.analyses.sequencing.walking import walked
from detente.analyses.settled import as_known


@dataclass(frozen=True, slots=True)
class Ripeness:
    """Whether a conflict is ripe, and which of the three it takes there are.

    `outcome`: a state can be reached that is as good for everybody and better for somebody; `stuck`:
    the parties that can hope for nothing better than today by waiting or by a move of their own;
    `way_out`: an order of steps to such a state of the target is accepted by everybody.  None
    stands for what is not established.
    """

    outcome: bool | None
    stuck: tuple[str, ...]
    way_out: bool | None

    @property
    def ripe(self) -> bool | None:
        """Whether all three are there."""
        three = (self.outcome, len(self.stuck) > 1, self.way_out)
        return False if False in three else None if None in three else True

    def to_dict(self) -> dict[str, object]:
        """Return the answer in plain words."""
        return {
            "ripe": self.ripe,
            "outcome": self.outcome,
            "stuck": list(self.stuck),
            "way_out": self.way_out,
        }


def ripeness(sides: Sides, target: Truth, require: Collection[str]) -> Ripeness | None:
    """Return whether a conflict is ripe; `target` is over the states that exist.

    None if some party has too many moves of its own to tell where they lead.
    """
    if not sides.whole:
        return None
    here = int(sides.places[0])
    hoped = sides.fallback.hoped[:, here]
    way_out = sides.span(target, require, up_to="sequence").value("sequence")
    return Ripeness(
        as_known(walked(sides.graph, sides.zone)),
        tuple(
            sides.graph.parties[number]
            for number in sides.deciders
            if hoped[number] <= sides.ranks[number, here]
        ),
        as_known(way_out),
    )
