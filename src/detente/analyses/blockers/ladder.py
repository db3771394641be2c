"""The ladder: which rungs a target passes, and the first that it fails.

content        some state of the target is at least as good as the status quo for everybody, and
               better for somebody;
reach          legal moves lead to such a state;
sequence       an order of steps to such a state is accepted by everybody;
commitment     one such order is at least weakly self-enforcing;
time           one of those fits the windows;
ratification   one of those is accepted by the ratifiers too;
none           every rung is passed: only initiative is lacking.

Parties that do nothing but ratify have their say on the last rung only.  Where a limit kept orders,
walks or dates from being looked at, a rung may be neither passed nor failed; then the first that
fails is not established, and only the rungs below it are known to be passed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from detente.analyses.sequencing.accepting import REQUIREMENTS
from detente.analyses.sequencing.sides import Sides
from detente.analyses.settled import UNSETTLED, Value, value_of
from detente.analyses.timing.dating import dates, knows_time
from detente.analyses.timing.days import Dates

Truth = NDArray[np.bool_]
Rung = Literal[
    "content",
    "reach",
    "sequence",
    "commitment",
    "time",
    "ratification",
    "none",
    "not established",
]
RUNGS: tuple[Rung, ...] = get_args(Rung)[:7]
STEPS: tuple[Rung, ...] = RUNGS[:-1]

LOCKED: frozenset[Rung] = frozenset(("content", "reach", "sequence"))  # no order is accepted

MOST_DATED = 40  # orders to one end whose dates are worked out


@dataclass(frozen=True, slots=True)
class Climb:
    """Of each rung but `none`, from the lowest on, whether a target passes it."""

    values: tuple[Value, ...]

    @property
    def passed(self) -> tuple[Rung, ...]:
        """The rungs that are known to be passed, up to the first that is not."""
        return tuple(
            rung
            for rung, _ in takewhile(
                lambda pair: pair[1] == "established", zip(STEPS, self.values, strict=True)
            )
        )

    @property
    def rung(self) -> Rung:
        """The first rung that fails, `none` if none does, if that is established."""
        for rung, value in zip(STEPS, self.values, strict=True):
            if value != "established":
                return rung if value == "refuted" else UNSETTLED
        return "none"

    def may_fail_at(self, rung: Rung) -> bool:
        """Tell whether it is not excluded that this rung is the first that fails, or that none is."""
        place = RUNGS.index(rung)
        below = "refuted" not in self.values[:place]
        return below and (rung == "none" or self.values[place] != "established")

    def to_dict(self) -> dict[str, object]:
        """Return what is known of each rung."""
        return dict(zip(STEPS, self.values, strict=True))


@dataclass(frozen=True, slots=True)
class Fitting:
    """An order that passes the first four rungs, and its dates; None if the file knows no time.

    `more` if there are orders to the same end whose dates were not worked out.
    """

    stages: tuple[int, ...]
    dates: Dates | None
    more: bool = False

    @property
    def value(self) -> Value:
        """Whether it fits the windows; what could not be read might still ask for more time."""
        if self.dates is None:
            return "established"
        if not self.dates.feasible:
            return "refuted"
        return UNSETTLED if self.dates.unread else "established"

    @property
    def fits(self) -> bool:
        """Whether it is established that it fits the windows."""
        return self.value == "established"


def rung_of(sides: Sides, target: Truth, require: Collection[str] = REQUIREMENTS) -> Rung:
    """Return the first rung that a target fails, if that is established."""
    return climb(sides, target, require).rung


def climb(sides: Sides, target: Truth, require: Collection[str] = REQUIREMENTS) -> Climb:
    """Return which rungs a target passes; `target` is over the states that exist."""
    span = sides.span(target, require)
    held = span.value("weak")
    time = ratified = held
    if held == "established":
        time = ratified = _timed(sides, target, require, sides.deciders)
    if time == "established" and len(sides.deciders) < len(sides.sides):
        ratified = _timed(sides, target, require, range(len(sides.sides)))
    return Climb(
        (
            span.value("content"),
            span.value("reach"),
            span.value("sequence"),
            held,
            time,
            ratified,
        )
    )


def _timed(
    sides: Sides, target: Truth, require: Collection[str], parties: Collection[int]
) -> Value:
    """Return whether an order that some parties accept, and that holds, fits the windows."""
    more = False
    for found in dated(sides, target, require, parties=parties):
        if found.fits:
            return "established"
        more = more or found.more or found.value == UNSETTLED
    hope = sides.hope(_good(sides, target, parties))
    return value_of(proved=False, possible=more or hope in ("weak", "strong"))


def _good(sides: Sides, target: Truth, parties: Collection[int]) -> Truth:
    """Return the states of a target in the zone that leave none of some parties worse off."""
    good = target & sides.zone
    for number in parties:
        good = good & (sides.ranks[number] >= sides.ranks[number, int(sides.places[0])])
    return np.asarray(good)


def dated(
    sides: Sides,
    target: Truth,
    require: Collection[str] = REQUIREMENTS,
    *,
    parties: Collection[int] | None = None,
) -> Iterator[Fitting]:
    """Yield orders that are accepted and weakly self-enforcing, with their dates.

    `parties` are those that have to accept, the deciders if none are named.  The order with the
    fewest bundles to each end comes first; at most `MOST_DATED` to one end are looked at, and the
    last of these tells if there are more.
    """
    orders = sides.orders
    chosen = sides.deciders if parties is None else parties
    allowed = sides.accepted(require, chosen)
    good = _good(sides, target, chosen)[sides.places] & orders.reached(allowed)
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
        ways = orders.cheapest(goal, kept, one, most=MOST_DATED + 1)
        for number, stages in enumerate(ways[:MOST_DATED], start=1):
            bundles = tuple(
                orders.steps(stage ^ before)
                for before, stage in zip((0, *stages), stages, strict=False)
            )
            found = dates(sides.declared, steps, bundles=bundles, conditions=terms)
            yield Fitting(stages, found, more=number == MOST_DATED < len(ways))
