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
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from detente.analyses.sequencing.accepting import REQUIREMENTS
from detente.analyses.sequencing.passage import Passage, at_stages
from detente.analyses.sequencing.sides import Sides
from detente.analyses.settled import UNSETTLED, Value, value_of
from detente.analyses.timing.dating import dates, knows_time, left_open
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

MOST_DATED = 400  # orders to one end whose dates are worked out


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

    `more` if there are orders to the same end that might fit, whose dates were not worked out.
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
    span, wanted = sides.span(target, require), target & sides.zone
    held = span.value("weak")
    time = ratified = held
    if held == "established":
        time = ratified = fits(sides, wanted, require)
    if time == "established" and len(sides.deciders) < len(sides.sides):
        ratified = fits(sides, wanted, require, parties=range(len(sides.sides)))
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


def holds(sides: Sides, wanted: Truth, require: Collection[str] = REQUIREMENTS) -> Value:
    """Return whether an accepted order to a wanted state is weakly self-enforcing."""
    allowed = sides.accepted(require)
    if not sides.whole:
        led = sides.led_to(wanted, allowed)
        return led if led == "refuted" else UNSETTLED
    ends = sides.orders.small_first(sides.at_stages(wanted) & sides.orders.reached(allowed))
    return value_of(
        proved=next(sides.enforced(ends, allowed, surely=True), None) is not None,
        possible=sides.hope(wanted) in ("weak", "strong"),
    )


def fits(
    sides: Sides,
    wanted: Truth,
    require: Collection[str] = REQUIREMENTS,
    *,
    parties: Collection[int] | None = None,
) -> Value:
    """Return whether an order that some parties accept, and that holds, fits the windows."""
    if not sides.whole:
        held = holds(sides, wanted, require)
        return held if held == "refuted" else UNSETTLED
    more = False
    for found in dated(sides, wanted, require, parties=parties):
        if found.fits:
            return "established"
        more = more or found.more or found.value == UNSETTLED
    chosen = sides.deciders if parties is None else parties
    hope = sides.hope(_as_good(sides, wanted, chosen))
    return value_of(proved=False, possible=more or hope in ("weak", "strong"))


def _as_good(sides: Sides, wanted: Truth, parties: Collection[int]) -> Truth:
    """Return the wanted states that leave none of some parties worse off."""
    found = wanted
    for number in parties:
        found = found & (sides.ranks[number] >= sides.ranks[number, int(sides.places[0])])
    return np.asarray(found)


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
    order, at most `MOST_DATED` to one end are looked at, and the last of these tells if one of the
    others might fit.
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
    """Yield orders of some bundles to one end, with their dates; the last tells of the others."""
    many = MOST_DATED + 1 if hang_on_order(sides, goal) else 1
    ways = sides.orders.cheapest(goal, kept, most=many)
    for number, stages in enumerate(ways[:MOST_DATED], start=1):
        found = fitting(sides, stages, require, parties=parties)
        if number == MOST_DATED < len(ways):
            # no order of these steps can be quicker than what all of them have in common
            found = replace(found, more=_days(sides, goal, require, parties=parties).feasible)
        yield found


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
    good = sides.at_stages(_as_good(sides, wanted, chosen)) & orders.reached(allowed)
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
    bundles = bundles_of(sides, stages)
    return Fitting(stages, _days(sides, stages[-1], require, parties=parties, bundles=bundles))


def _days(
    sides: Sides,
    goal: int,
    require: Collection[str],
    *,
    parties: Collection[int] | None,
    bundles: tuple[tuple[str, ...], ...] | None = None,
) -> Dates:
    """Return the days of some steps, by the windows and conditions of some parties."""
    chosen = sides.deciders if parties is None else parties
    return dates(
        sides.declared,
        sides.orders.steps(goal),
        bundles=bundles,
        parties=[sides.graph.parties[number] for number in chosen],
        conditions="conditions" in require,
    )


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
