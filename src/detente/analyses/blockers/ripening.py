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

import numpy as np

from detente.analyses.sequencing.sides import Sides, Truth
from detente.analyses.sequencing.walking import walked


@dataclass(frozen=True, slots=True)
class Ripeness:
    """Whether a conflict is ripe, and which of the three it takes there are.

    `outcome`: a state can be reached that is as good for everybody and better for somebody; `stuck`:
    the parties that can hope for nothing better than today by waiting or by a move of their own;
    `way_out`: an order of steps to such a state of the target is accepted by everybody.
    """

    outcome: bool
    stuck: tuple[str, ...]
    way_out: bool

    @property
    def ripe(self) -> bool:
        """Whether all three are there."""
        return self.outcome and len(self.stuck) > 1 and self.way_out

    def to_dict(self) -> dict[str, object]:
        """Return the answer in plain words."""
        return {
            "ripe": self.ripe,
            "outcome": self.outcome,
            "stuck": list(self.stuck),
            "way_out": self.way_out,
        }


def ripeness(sides: Sides, target: Truth, require: Collection[str]) -> Ripeness:
    """Return whether a conflict is ripe; `target` is over the states that exist.

    Raises LimitReached if there are too many moves to list.
    """
    here = int(sides.places[0])
    hoped = sides.fallback.hoped[:, here]
    orders = sides.orders
    good = sides.at_stages(target & sides.zone)
    return Ripeness(
        bool((sides.zone & walked(sides.graph)).any()),
        tuple(
            sides.graph.parties[number]
            for number in sides.deciders
            if hoped[number] <= sides.ranks[number, here]
        ),
        bool(np.any(good & orders.reached(sides.accepted(require)))),
    )
