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

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from detente.analyses.sequencing.accepting import REQUIREMENTS
from detente.analyses.sequencing.passage import Passage, at_stages
from detente.analyses.sequencing.sides import LEVELS, Level, Sides
from detente.analyses.timing.dating import dates, knows_time, left_open
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
    wanted = target & sides.zone
    if not fits(sides, wanted, require):
        return "time"
    if len(sides.deciders) == len(sides.sides):
        return "none"
    everybody = range(len(sides.sides))
    return "none" if fits(sides, wanted, require, parties=everybody) else "ratification"


def fits(
    sides: Sides,
    wanted: Truth,
    require: Collection[str] = REQUIREMENTS,
    *,
    parties: Collection[int] | None = None,
) -> bool:
    """Tell whether an order that some parties accept, and that holds, fits the windows."""
    return any(found.fits for found in dated(sides, wanted, require, parties=parties))


def dated(
    sides: Sides,
    wanted: Truth,
    require: Collection[str] = REQUIREMENTS,
    *,
    parties: Collection[int] | None = None,
) -> Iterator[Fitting]:
    """Yield orders to wanted states that are accepted and weakly self-enforcing, with their dates.

    `parties` are those that have to accept and whose windows count, the deciders if none are
    named.  The order with the fewest bundles to each end comes first; where the days hang on the
    order, at most `MOST_DATED` to one end are looked at.
    """
    for goal, kept in holding(sides, wanted, require, parties=parties):
        yield from dated_to(sides, goal, kept, require, parties=parties)


def dated_to(
    sides: Sides,
    goal: int,
    kept: Passage,
    require: Collection[str],
    *,
    parties: Collection[int] | None = None,
) -> Iterator[Fitting]:
    """Yield orders of some bundles to one end, with their dates."""
    many = MOST_DATED if hang_on_order(sides, goal) else 1
    for stages in sides.orders.cheapest(goal, kept, most=many):
        yield fitting(sides, stages, require, parties=parties)


def holding(
    sides: Sides,
    wanted: Truth,
    require: Collection[str] = REQUIREMENTS,
    *,
    parties: Collection[int] | None = None,
) -> Iterator[tuple[int, Passage]]:
    """Yield each end stage to which accepted, weakly self-enforcing orders lead, and their bundles."""
    orders = sides.orders
    chosen = sides.deciders if parties is None else parties
    allowed = sides.accepted(require, chosen)
    good = sides.at_stages(wanted) & orders.reached(allowed)
    for number in chosen:
        good &= sides.ranks[number][sides.places] >= sides.ranks[number, int(sides.places[0])]
    for end in sides.enforced(orders.small_first(good), allowed, surely=True):
        firm = sides.firm(end, surely=True)
        goal = int(orders.stages[end])
        yield goal, at_stages(allowed, firm & orders.parts_of(goal))


def fitting(
    sides: Sides,
    stages: tuple[int, ...],
    require: Collection[str],
    *,
    parties: Collection[int] | None = None,
) -> Fitting:
    """Return an order with its dates, by the windows and conditions of some parties."""
    if not knows_time(sides.declared):
        return Fitting(stages, None)
    chosen = sides.deciders if parties is None else parties
    steps, bundles = sides.orders.steps(stages[-1]), bundles_of(sides, stages)
    names = [sides.graph.parties[number] for number in chosen]
    terms = "conditions" in require
    days = dates(sides.declared, steps, bundles=bundles, parties=names, conditions=terms)
    return Fitting(stages, days)


def bundles_of(sides: Sides, stages: tuple[int, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the bundles of an order, as steps."""
    return tuple(
        sides.orders.steps(stage ^ before)
        for before, stage in zip((0, *stages), stages, strict=False)
    )


def hang_on_order(sides: Sides, goal: int) -> bool:
    """Tell whether the days of some steps can differ from one order of them to another."""
    steps = sides.orders.steps(goal)
    return knows_time(sides.declared) and left_open(sides.declared, steps)


def left_undated(sides: Sides, wanted: Truth, require: Collection[str] = REQUIREMENTS) -> bool:
    """Tell whether an order that was not dated could fit although none of those dated does."""
    for goal, kept in holding(sides, wanted, require):
        many = len(sides.orders.cheapest(goal, kept, most=MOST_DATED + 1))
        if hang_on_order(sides, goal) and many > MOST_DATED:
            names = [sides.graph.parties[number] for number in sides.deciders]
            terms = "conditions" in require
            steps = sides.orders.steps(goal)
            # no order of these steps can be quicker than what all of them have in common
            if dates(sides.declared, steps, parties=names, conditions=terms).feasible:
                return True
    return False
