"""When each step of a roadmap can take effect: earliest, latest, and how much time is to spare.

Time is counted in days from `as_of`.  What a step waits for, how long it takes and the windows it
has to fall in make a network of constraints over the partial order of the steps, not over their
bundles: what need not wait goes on at the same time.  Switching an option on takes the time the
file states, at its least; switching it off takes none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from detente.analyses import saying
from detente.analyses.timing.days import Dates, Hindrance, Length, StepDays, Wished, hindrance
from detente.analyses.timing.network import START, Constraint, Schedule, solve
from detente.analyses.timing.precedences import (
    Demand,
    Precedence,
    demands_of,
    in_order,
    unread_of,
)
from detente.analyses.wording import counted, short_words
from detente.conflict.options import Option
from detente.conflict.time import Window
from detente.errors import WrongUse
from detente.graph.model import GraphModel

__all__ = ["Dates", "constraints_of", "dates", "left_open", "sooner"]

Bundles = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class _Bound:
    """A window as constraints; `number` counts the windows of its option from 1."""

    option: str
    number: int
    window: Window
    constraints: tuple[Constraint, ...]


@dataclass(frozen=True, slots=True)
class _Times:
    """What does not depend on the order of the steps."""

    steps: tuple[str, ...]
    demands: tuple[Demand, ...]
    lengths: tuple[tuple[Constraint, Constraint], ...]  # at least, at most; in the order of steps
    bounds: tuple[_Bound, ...]


def constraints_of(
    graph: GraphModel,
    steps: Iterable[str],
    *,
    bundles: Bundles | None = None,
    parties: Collection[str] | None = None,
    rules: bool = True,
    conditions: bool = True,
    longest: bool = False,
    wishes: Iterable[tuple[str, int]] = (),
) -> tuple[Constraint, ...]:
    """Return the constraints on the days of some steps from the status quo.

    Parameters
    ----------
    steps : written `a` for switching on, `not a` for switching off.
    bundles : an order of the steps; it settles what a formula like `a or b` waits for.
    parties : whose conditions and windows count, beside windows of nobody; all by default.
    conditions : whether the parties' declared conditions count.
    rules : whether `after`, `needs`, `undone_when` and the rules count.
    longest : take the higher figure of each duration.
    wishes : windows, as option and number from 1, that bind although the file says `wish`.

    Raises
    ------
    WrongUse : for a step, party or window that there is not, for bundles that are no order of
        the steps, for windows without `as_of`, and without a status quo.
    NoAnswer : for models that do not consist of options.
    """
    times = _times(graph, steps)
    for party in parties or ():
        graph.party_number(party)
    binding = _counting(times, parties, wish=False)
    windows = dict.fromkeys((*binding, *_wanted(times, wishes)))
    chosen = [
        d for d in times.demands if (conditions and _counts(d.party, parties) if d.party else rules)
    ]
    return _constraints(times, chosen, windows, _checked(times, bundles), longest=longest)


def dates(
    graph: GraphModel,
    steps: Iterable[str],
    *,
    bundles: Bundles | None = None,
    parties: Collection[str] | None = None,
    conditions: bool = True,
) -> Dates:
    """Return when each step can take effect, whether all fit the windows, and what if not.

    The parameters, and what is raised, are those of `constraints_of`.
    """
    times = _times(graph, steps)
    order = times.steps
    base = constraints_of(graph, order, bundles=bundles, parties=parties, conditions=conditions)
    found = solve(order, base)
    slow = constraints_of(
        graph, order, bundles=bundles, parties=parties, conditions=conditions, longest=True
    )
    windows = _counting(times, parties, wish=False)
    as_of = graph.conflict.as_of
    return Dates(
        as_of=as_of.first if as_of else None,
        steps=tuple(StepDays(step, *days) for step, days in _by_step(found).items()),
        feasible=found.feasible,
        days=found.days,
        slack=found.least_slack,
        longest=_length(solve(order, slow)),
        serial=None if bundles is None else _serial(times, bundles, windows, longest=False),
        serial_longest=None if bundles is None else _serial(times, bundles, windows, longest=True),
        wishes=tuple(
            _wished(
                bound,
                solve(order, (*base, *bound.constraints)),
                solve(order, (*slow, *bound.constraints)),
            )
            for bound in _counting(times, parties, wish=True)
        ),
        hindrances=() if found.feasible else tuple(_hindrances(graph, order, base, found)),
        unread=tuple(
            item
            for item, party in unread_of(graph, order)
            if (conditions and _counts(party, parties) if party else True)
        ),
    )


def knows_time(graph: GraphModel) -> bool:
    """Tell whether the file states a window or a length of time."""
    options = graph.selection.options
    return any(option.takes is not None or option.windows for option in options)


def left_open(graph: GraphModel, steps: Iterable[str]) -> bool:
    """Tell whether something asks for one of several steps, so that an order has to settle which.

    If nothing does, all orders of the steps have the same days.
    """
    return any(demand.requirement.open for demand in _times(graph, steps).demands)


def sooner(
    graph: GraphModel,
    steps: Iterable[str],
    *,
    bundles: Bundles | None = None,
    parties: Collection[str] | None = None,
    wishes: Iterable[tuple[str, int]] = (),
    conditions: bool = True,
) -> tuple[tuple[str, str, int], ...]:
    """Return which windows would have to be extended so that the steps fit, and by how many days.

    Each is an option, the id of its window and the days by which the last day is missed.  No step
    can take effect sooner than on the day the others leave it, so each of these windows has to last
    that much longer, and that is enough.  None if all fits, and none if steps wait for each other:
    no extension helps there.  The parameters, and what is raised, are those of `constraints_of`.
    """
    order = in_order(graph, steps)
    given = constraints_of(
        graph, order, bundles=bundles, parties=parties, conditions=conditions, wishes=wishes
    )
    earliest = dict(solve(order, given).earliest)
    return tuple(
        (one.earlier, one.items[0], earliest[one.earlier] + one.days)
        for one in given
        if one.later == START and earliest and earliest[one.earlier] + one.days > 0
    )


# what does not depend on the order ---------------------------------------------------------------


def _times(graph: GraphModel, steps: Iterable[str]) -> _Times:
    order = in_order(graph, steps)
    found: _Times = graph.remember(("times", order), lambda: _read(graph, order))
    return found


def _read(graph: GraphModel, order: tuple[str, ...]) -> _Times:
    switched_on = {step: option for option in graph.selection.options for step in [option.name]}
    return _Times(
        order,
        demands_of(graph, order),
        tuple(_lengths(graph, step, switched_on.get(step)) for step in order),
        tuple(
            _bound(graph, option, number, window)
            for step in order
            if (option := switched_on.get(step)) is not None
            for number, window in enumerate(option.windows, start=1)
        ),
    )


def _lengths(graph: GraphModel, step: str, option: Option | None) -> tuple[Constraint, Constraint]:
    """Return the constraint of a step's own duration, at its least and at its most."""
    if option is None or option.takes is None:
        none = Constraint(START, step, 0, "The file states no length of time.")
        return none, none
    said, takes = short_words(graph.conflict).quoted(option.name), option.takes
    low, high = counted(takes.low, "day"), counted(takes.high, "day")
    items = (f"{option.name}.takes",)
    return (
        Constraint(START, step, takes.low, f"{said} takes at least {low}.", items),
        Constraint(START, step, takes.high, f"{said} takes up to {high}.", items),
    )


def _bound(graph: GraphModel, option: Option, number: int, window: Window) -> _Bound:
    as_of = graph.conflict.as_of
    words = short_words(graph.conflict)
    if as_of is None:
        raise WrongUse(
            f"a window of {words.quoted(option.name)} cannot be counted in days: the file does "
            "not say on which day time starts; add `as_of: YYYY-MM-DD`"
        )
    why = saying.window(words, option.name, window)
    items = (f"{option.name}.window.{number}",)
    found = []
    if window.start is not None:
        first = (window.start.first - as_of.first).days
        found.append(Constraint(START, option.name, first, why, items))
    if window.end is not None:
        last = (window.end.last - as_of.first).days
        found.append(Constraint(option.name, START, -last, why, items))
    return _Bound(option.name, number, window, tuple(found))


# what counts -------------------------------------------------------------------------------------


def _counts(party: str, parties: Collection[str] | None) -> bool:
    return parties is None or not party or party in parties


def _counting(times: _Times, parties: Collection[str] | None, *, wish: bool) -> tuple[_Bound, ...]:
    """Return the windows of some parties and of nobody: those that bind, or the wishes."""
    return tuple(
        bound
        for bound in times.bounds
        if bound.window.wish == wish and _counts(bound.window.party, parties)
    )


def _wanted(times: _Times, wishes: Iterable[tuple[str, int]]) -> tuple[_Bound, ...]:
    known = {(bound.option, bound.number): bound for bound in times.bounds}
    found = []
    for option, number in wishes:
        if (option, number) not in known:
            listed = ", ".join(f"{name} {count}" for name, count in known) or "none"
            raise WrongUse(
                f"these steps have no window {number} of '{option}'; their windows are: {listed}"
            )
        found.append(known[option, number])
    return tuple(found)


def _checked(times: _Times, bundles: Bundles | None) -> Bundles | None:
    if bundles is not None:
        given = sorted(step for bundle in bundles for step in bundle)
        if given != sorted(times.steps):
            raise WrongUse(
                f"the bundles ({', '.join(given)}) are no order of the steps "
                f"({', '.join(times.steps)}): each step is taken once"
            )
    return bundles


# constraints -------------------------------------------------------------------------------------


def _constraints(
    times: _Times,
    demands: Iterable[Demand],
    windows: Iterable[_Bound],
    bundles: Bundles | None,
    *,
    longest: bool,
) -> tuple[Constraint, ...]:
    lengths = {pair[longest].later: pair[longest] for pair in times.lengths}
    pairs = _together([p for demand in demands for p in demand.precedences(bundles)])
    return (
        *lengths.values(),
        *(_constraint(pair, lengths[pair.later]) for pair in dict.fromkeys(pairs)),
        *(one for bound in windows for one in bound.constraints),
    )


def _constraint(pair: Precedence, length: Constraint) -> Constraint:
    days, items = (length.days, length.items) if pair.starts else (0, ())
    return Constraint(
        pair.earlier, pair.later, days, pair.why, (pair.item, *items), strict=pair.strict
    )


def _together(pairs: list[Precedence]) -> Iterator[Precedence]:
    """Yield the precedences; steps that need each other take effect together, not in turn."""
    onward: dict[str, set[str]] = {}
    for pair in pairs:
        if not pair.strict:
            onward.setdefault(pair.earlier, set()).add(pair.later)
    for pair in pairs:
        soft = pair.starts and not pair.strict
        mutual = soft and _leads(onward, pair.later, pair.earlier)
        yield replace(pair, starts=False) if mutual else pair


def _leads(onward: dict[str, set[str]], start: str, goal: str) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        more = onward.get(waiting.pop(), set()) - seen
        seen |= more
        waiting.extend(more)
    return goal in seen


# answers -----------------------------------------------------------------------------------------


def _serial(times: _Times, bundles: Bundles, windows: Iterable[_Bound], *, longest: bool) -> Length:
    """Return the time it takes if each bundle starts when the one before has ended.

    The conditions of the parties are left out: the order of the bundles stands for them.
    """
    ruled = [demand for demand in times.demands if not demand.party]
    given = _constraints(times, ruled, windows, bundles, longest=longest)
    lengths = {pair[longest].later: pair[longest] for pair in times.lengths}
    turns = [
        Constraint(
            earlier, later, lengths[later].days, "The bundles go in turn.", lengths[later].items
        )
        for one, two in pairwise(bundles)
        for earlier in one
        for later in two
    ]
    return _length(solve(times.steps, (*given, *turns)))


def _length(schedule: Schedule) -> Length:
    return Length(schedule.days, schedule.least_slack, schedule.feasible)


def _by_step(schedule: Schedule) -> dict[str, tuple[int, int | None, int | None]]:
    latest, slack = dict(schedule.latest), dict(schedule.slack)
    return {step: (day, latest[step], slack[step]) for step, day in schedule.earliest}


def _wished(bound: _Bound, schedule: Schedule, slow: Schedule) -> Wished:
    earliest, latest, slack = _by_step(schedule).get(bound.option, (None, None, None))
    return Wished(
        option=bound.option,
        number=bound.number,
        item=f"{bound.option}.window.{bound.number}",
        party=bound.window.party,
        fits=schedule.feasible,
        fits_longest=slow.feasible,
        earliest=earliest,
        latest=latest,
        slack=slack,
        short_by=schedule.short_by,
    )


def _hindrances(
    graph: GraphModel, order: tuple[str, ...], given: Sequence[Constraint], found: Schedule
) -> Iterator[Hindrance]:
    """Yield every last day that is missed, the worst first; or the first circle."""
    as_of: date | None = graph.conflict.as_of.first if graph.conflict.as_of else None
    words = short_words(graph.conflict)
    while not found.feasible:
        yield hindrance(words, found, as_of)
        if found.circular:
            return
        given = [one for one in given if one is not found.conflict[-1]]
        found = solve(order, given)
