"""The ladder: which rungs a target passes, and the first that it fails.

content        some state of the target is at least as good as the status quo for everybody, and
               better for somebody;
reach          legal moves lead to such a state;
sequence       an order of steps to such a state is accepted by everybody;
commitment     one such order is at least weakly self-enforcing;
time           one of those fits the windows;
ratification   one of those is accepted by the ratifiers too;
none           every rung is passed: only initiative is lacking.

Parties that do nothing but ratify have their say on the last rung only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from detente.analyses.sequencing.accepting import REQUIREMENTS
from detente.analyses.sequencing.sides import LEVELS, Level, Sides
from detente.analyses.timing.dating import dates, knows_time
from detente.analyses.timing.days import Dates

Truth = NDArray[np.bool_]
Rung = Literal["content", "reach", "sequence", "commitment", "time", "ratification", "none"]
RUNGS: tuple[Rung, ...] = get_args(Rung)

LOCKED: frozenset[Rung] = frozenset(("content", "reach", "sequence"))  # no order is accepted

MOST_DATED = 40  # orders to one end whose dates are worked out

_FAILS: dict[Level, Rung] = dict(zip(LEVELS, RUNGS, strict=False))


@dataclass(frozen=True, slots=True)
class Fitting:
    """An order that passes the first four rungs, and its dates; None if the file knows no time."""

    stages: tuple[int, ...]
    dates: Dates | None

    @property
    def fits(self) -> bool:
        """Whether it fits the windows."""
        return self.dates is None or self.dates.feasible


def rung_of(sides: Sides, target: Truth, require: Collection[str] = REQUIREMENTS) -> Rung:
    """Return the first rung that a target fails; `target` is over the states that exist."""
    level = sides.level(target, require)
    if level not in ("weak", "strong"):
        return _FAILS[level]
    if not any(found.fits for found in dated(sides, target, require)):
        return "time"
    everybody = range(len(sides.sides))
    if len(sides.deciders) == len(sides.sides):
        return "none"
    ratified = dated(sides, target, require, parties=everybody)
    return "none" if any(found.fits for found in ratified) else "ratification"


def dated(
    sides: Sides,
    target: Truth,
    require: Collection[str] = REQUIREMENTS,
    *,
    parties: Collection[int] | None = None,
) -> Iterator[Fitting]:
    """Yield orders that are accepted and weakly self-enforcing, with their dates.

    `parties` are those that have to accept, the deciders if none are named.  The order with the
    fewest bundles to each end comes first; at most `MOST_DATED` to one end are looked at.
    """
    orders = sides.orders
    chosen = sides.deciders if parties is None else parties
    allowed = sides.accepted(require, chosen)
    good = (target & sides.zone)[sides.places] & orders.reached(allowed)
    for number in chosen:
        good &= sides.ranks[number][sides.places] >= sides.ranks[number, int(sides.places[0])]
    one = np.ones(orders.later.size, dtype=np.int64)
    for end in sides.enforced(np.flatnonzero(good), allowed, surely=True):
        firm = sides.firm(end, surely=True)
        goal = int(orders.stages[end])
        kept = allowed & firm[orders.earlier] & firm[orders.later] & orders.inside(goal)
        if not knows_time(sides.declared):
            for stages in orders.cheapest(goal, kept, one):
                yield Fitting(stages, None)
            continue
        steps = orders.steps(goal)
        terms = "conditions" in require
        least = dates(sides.declared, steps, conditions=terms)
        if not least.feasible:
            # no order of these steps can be quicker than what all of them have in common
            yield from (Fitting(s, least) for s in orders.cheapest(goal, kept, one))
            continue
        for stages in orders.cheapest(goal, kept, one, most=MOST_DATED):
            bundles = tuple(
                orders.steps(stage ^ before)
                for before, stage in zip((0, *stages), stages, strict=False)
            )
            found = dates(sides.declared, steps, bundles=bundles, conditions=terms)
            yield Fitting(stages, found)


def most_dated(sides: Sides, target: Truth, require: Collection[str] = REQUIREMENTS) -> int:
    """Return of how many orders to one end the dates were worked out, at the most."""
    ends = Counter(found.stages[-1] for found in dated(sides, target, require))
    return max(ends.values(), default=0)
