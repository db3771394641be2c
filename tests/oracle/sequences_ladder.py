"""The ladder, taken literally: the first rung that a target fails, what it rests on, ripeness."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente.conflict.logic import Formula

from .literal import Point
from .sequences import Case, Order, no_worse, zone
from .sequences_giving import accepted_bundles, asked, led_to, tempted
from .sequences_timing import Timetable, knows_time, time_items


def wanted(case: Case, target: Formula) -> set[Point]:
    """Return the states of the target 'at least as good for all and better for one'."""
    return {point for point in zone(case, asked(case)) if case.model.holds(target, point)}


def agreed(case: Case, target: Formula) -> set[Point]:
    """Return the states of the target that leave nobody worse off, who does more than ratify."""
    return {
        point
        for point in case.ground.points
        if case.model.holds(target, point) and no_worse(case, point, asked(case))
    }


def rung(case: Case, target: Formula, require: Iterable[str]) -> str:
    """Return the first rung that fails.

    'content: no state is at least as good for all and better for one; reach: no legal path;
    sequence: legal but not acceptable to all; commitment: acceptable but no self-enforcing one;
    time: none fits the windows; ratification: none passes all ratifiers.'
    """
    return rung_to(case, wanted(case, target), tuple(require))


def rung_to(case: Case, goals: set[Point], require: tuple[str, ...]) -> str:
    """Return the first rung that fails on the way to some states."""
    who = asked(case)
    if not goals:
        return "content"
    if not goals & case.ground.walked(case.start):
        return "reach"
    onward = accepted_bundles(case, who, frozenset(require))
    if not goals & led_to(case.start, onward, set(onward)):
        return "sequence"
    found = "commitment"
    for order in held_orders(case, goals, who, require):
        found = "time"
        if fits(case, order, who, require):
            break
    else:
        return found
    # 'content to time are asked of the other parties, rung ratification of the ratifiers: does
    # some roadmap of that rung satisfy them too'; a ratifier's zone: it is not left worse off
    if who == case.parties:
        return "none"
    fair = {point for point in goals if no_worse(case, point, case.parties)}
    passed = held_orders(case, fair, case.parties, require)
    return "none" if any(fits(case, o, case.parties, require) for o in passed) else "ratification"


def held_orders(
    case: Case, goals: Iterable[Point], parties: tuple[str, ...], require: tuple[str, ...]
) -> Iterator[Order]:
    """Yield the orders to some states that these parties accept and that hold, at least weakly."""
    who = asked(case)
    onward = accepted_bundles(case, parties, frozenset(require))
    for end in sorted(goals, key=sorted):
        if end not in onward:
            continue
        calm = {s for s in onward if not tempted(case, who, s, end, sure=True)}
        if case.start in calm and end in led_to(case.start, onward, calm):
            yield from _ways(case.start, end, onward, calm, case.start)


def _ways(
    start: Point, end: Point, onward: dict[Point, list[Point]], through: set[Point], here: Point
) -> Iterator[Order]:
    if here == end:
        yield ()
        return
    for there in onward[here]:
        # each step is taken once, and only steps that lead to the end
        if there in through and (start ^ there) <= (start ^ end):
            for rest in _ways(start, end, onward, through, there):
                yield (here ^ there, *rest)


def fits(case: Case, order: Order, parties: tuple[str, ...], require: Iterable[str]) -> bool:
    """Tell whether an order fits the windows of these parties and of nobody."""
    if not knows_time(case):
        return True
    return Timetable(case, order, parties, conditions="conditions" in require).feasible


# -- what a failure rests on ----------------------------------------------------------------


def items(case: Case, *, time: bool = False) -> Iterator[str]:
    """Yield everything that can be left out: statements, weights, conditions, rules, guards.

    With `time` also lengths of time and windows.
    """
    for party in case.parties:
        yield from (statement.id for statement in case.statements[party])
        yield from (weight.id for weight in case.left[party].weights)
        yield from (condition.id for condition in case.conditions[party])
    yield from (rule.id for rule in case.model.rules)
    yield from (channel.id for channel in case.model.channels)
    for name, option in case.model.options.items():
        yield from [f"{name}.needs"] if option.needs is not None else []
        yield from [f"{name}.after"] if option.after is not None else []
    if time:
        yield from time_items(case.conflict)


class Failure:
    """The failure of a target at a rung, and whether it is still there without some items.

    Whether anybody gains by an outcome is no matter, unless the failure is that nobody does: those
    that leave nobody worse off are looked at; and, if one of these would pass, the zone alone
    wherever there is one.
    """

    def __init__(self, case: Case, target: Formula, failed: str, require: Iterable[str]) -> None:
        self.case, self.target, self.failed = case, target, failed
        self.require = tuple(require)
        self.every = frozenset(items(case, time=failed in ("time", "ratification")))
        for self.gain in (False, True):
            self.ordered = self._ordered(case)
            if self.remains(()):
                break

    def remains(self, dropped: Iterable[str]) -> bool:
        """Tell whether the target still fails in the same way without some items."""
        try:
            other = self.case.lacking(dropped)
        except ValueError:  # the status quo is no state, or there is none
            return False
        goals = self._goals(other)
        if self.failed == "content":
            return not goals
        if self.failed == "sequence" and self._ordered(other) != self.ordered:
            return False  # another failure: that there is no legal order at all
        return rung_to(other, goals, self.require) == self.failed

    def _goals(self, case: Case) -> set[Point]:
        zoned = wanted(case, self.target) if self.gain else set()
        return zoned or agreed(case, self.target)

    def _ordered(self, case: Case) -> bool:
        """Tell whether a legal order leads to a state in question."""
        onward = accepted_bundles(case, (), frozenset())
        return bool(self._goals(case) & led_to(case.start, onward, set(onward)))


# -- ripe -------------------------------------------------------------------------------------


def stuck(case: Case) -> list[str]:
    """Return for whom 'every unilateral forecast (best of B over own moves) is not above s0'."""
    return [
        party
        for party in asked(case)
        if not any(
            case.prefers(party, end, case.start)
            for here in (case.start, *case.ground.own(party, case.start))
            for end in case.fallback(here)
        )
    ]


def outcome(case: Case) -> bool:
    """Tell whether 's0 is Pareto-dominated by a reachable state'."""
    return bool(zone(case, asked(case)) & case.ground.walked(case.start))


def way_out(case: Case, target: Formula, require: Iterable[str]) -> bool:
    """Tell whether 'a roadmap at rung sequence or better exists'."""
    onward = accepted_bundles(case, asked(case), frozenset(require))
    return bool(wanted(case, target) & led_to(case.start, onward, set(onward)))
