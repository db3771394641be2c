"""Time, taken literally: what each step waits for, on which day it can take effect, what is missed.

'Network over the partial order (needs, after, conditions), not over the bundles of a roadmap';
'minimal durations; a before b means end(a) <= start(b), and needs counts as such; with means
end(a) <= end(b); windows bind the day of completion'.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from random import Random

from detente.conflict.conflict import Conflict
from detente.conflict.logic import And, AtLeast, Formula, Iff, Implies, Name, Not, Or, names
from detente.conflict.time import Duration, Window, parse_day

from .literal import Point
from .sequences import Bundle, Case, Order, parts
from .sequences_giving import earliest

Waits = tuple[str, str, bool, bool]  # the earlier, the later; it starts only then; never together


@dataclass(frozen=True)
class Demand:
    """A formula that a step waits for: `kind` after, needs or with; of a party, or of the rules."""

    step: str
    kind: str
    party: str
    item: str
    formula: Formula


class Timetable:
    """The days of the steps of one order, by what some parties ask; `missed` days, by option."""

    def __init__(
        self,
        case: Case,
        order: Order,
        parties: Iterable[str],
        *,
        conditions: bool = True,
        moved: dict[str, int] | None = None,
        settle: bool = True,
        most_names: int | None = None,
    ) -> None:
        """Take the last day of some options as `moved`, by so many days.

        Without `settle` the order is no order: what a formula leaves open is waited for by nobody.
        With `most_names`, formulas over more of the other steps are not looked into.
        """
        self.settle = settle
        self.most_names = most_names
        self.case, self.order, self.parties = case, order, tuple(parties)
        self.conditions, self.moved = conditions, moved or {}
        self.steps: Bundle = frozenset[str]().union(*order)
        self.options = {option.name: option for option in case.conflict.options}

    @cached_property
    def lengths(self) -> dict[str, int]:
        """The days of each step; to switch something off takes none."""
        takes = {name: self.options[name].takes for name in self.steps - self.case.start}
        return {name: t.low if (t := takes.get(name)) else 0 for name in self.steps}

    @cached_property
    def demands(self) -> list[Demand]:
        """What the steps wait for, as far as it is looked into."""
        return [one for one in self._asked if not self._long(one)]

    @cached_property
    def unread(self) -> set[str]:
        """The items whose formula is not looked into."""
        return {one.item for one in self._asked if self._long(one)}

    @cached_property
    def _asked(self) -> list[Demand]:
        return [
            one
            for one in demands_on(self.case, self.steps)
            if not one.party or (self.conditions and one.party in self.parties)
        ]

    def _long(self, one: Demand) -> bool:
        others = mentioned(self.case, one.formula) & self.steps - {one.step}
        return self.most_names is not None and len(others) > self.most_names

    @cached_property
    def waits(self) -> list[tuple[Waits, str]]:
        """Which step waits for which, each with the item that says so."""
        found = [(one, d.item) for d in self.demands for one in waits_of(self, d)]
        # steps that need each other take effect together
        soft = {(a, b) for (a, b, _, strict), _ in found if not strict}
        return [
            ((a, b, starts and (strict or not _leads(soft, b, a)), strict), item)
            for (a, b, starts, strict), item in found
        ]

    @cached_property
    def windows(self) -> dict[str, tuple[int, int | None]]:
        """The first and the last day of each step that windows bind."""
        found: dict[str, tuple[int, int | None]] = {}
        for name in self.steps - self.case.start:
            first, last = 0, None
            for window in self.options[name].windows:
                if not window.wish and (not window.party or window.party in self.parties):
                    if window.start is not None:
                        first = max(first, self.day(window.start.first))
                    if window.end is not None:
                        day = self.day(window.end.last)
                        last = day if last is None else min(last, day)
            if last is not None:
                last += self.moved.get(name, 0)
            found[name] = first, last
        return found

    def day(self, when: date) -> int:
        """Return a date as a day."""
        as_of = self.case.conflict.as_of
        assert as_of is not None
        return (when - as_of.first).days

    @cached_property
    def _onward(self) -> list[tuple[str, str, int]]:
        found = [("", name, self.lengths[name]) for name in self.steps]
        found += [("", name, first) for name, (first, _) in self.windows.items()]
        found += [(a, b, self.lengths[b] if starts else 0) for (a, b, starts, _), _ in self.waits]
        return found

    @cached_property
    def circular(self) -> bool:
        """Whether steps wait for each other."""
        plain = earliest(self._onward)
        if not plain.feasible:
            return True
        days = plain.earliest
        tight = {(a, b) for a, b, least in self._onward if a and days[b] == days[a] + least}
        return any(
            strict and starts_free and _leads(tight, b, a)
            for (a, b, starts, strict), _ in self.waits
            if (starts_free := days[b] == days[a] + (self.lengths[b] if starts else 0))
        )

    @cached_property
    def earliest(self) -> dict[str, int]:
        """The day on which each step can take effect at the earliest, whatever the last days."""
        found = earliest(self._onward).earliest
        return {name: found[name] for name in self.steps}

    @cached_property
    def missed(self) -> dict[str, int]:
        """By how many days which last days are missed."""
        late = {
            name: self.earliest[name] - last
            for name, (_, last) in self.windows.items()
            if last is not None
        }
        return {name: days for name, days in late.items() if days > 0}

    @cached_property
    def feasible(self) -> bool:
        """Whether all fits; told from the last days as constraints of their own."""
        back = [(name, "", -last) for name, (_, last) in self.windows.items() if last is not None]
        return not self.circular and earliest([*self._onward, *back]).feasible


def demands_on(case: Case, steps: Bundle) -> Iterator[Demand]:
    """Yield every formula on which the switching of some step hangs."""
    options = case.model.options
    for name in sorted(steps):
        option = options[name]
        if name in case.start:
            if option.undone_when is not None:
                yield Demand(name, "after", "", f"{name}.undone_when", option.undone_when)
        else:
            if option.after is not None:
                yield Demand(name, "after", "", f"{name}.after", option.after)
            if option.needs is not None:
                yield Demand(name, "needs", "", f"{name}.needs", option.needs)
        for rule in case.model.rules:
            if name in mentioned(case, rule.formula):
                yield Demand(name, "with", "", rule.id, rule.formula)
        for other, whole in options.items():
            if whole.needs is None or (other not in case.start and other not in steps):
                continue
            says = Implies(Name(other), whole.needs)
            own = other == name and other not in case.start
            if not own and name in mentioned(case, says):
                yield Demand(name, "with", "", f"{other}.needs", says)
        for party in case.parties:
            for term in case.conditions[party]:
                if term.step.option == name and term.step.on == (name not in case.start):
                    yield Demand(name, term.order, party, term.id, term.formula)


def mentioned(case: Case, formula: Formula) -> frozenset[str]:
    """Return the options that a formula speaks of, those of facts included."""
    match formula:
        case Name(name):
            inner = case.model.meaning.get(name)
            return frozenset({name}) if inner is None else mentioned(case, inner)
        case Not(part):
            return mentioned(case, part)
        case Implies(left, right) | Iff(left, right):
            return mentioned(case, left) | mentioned(case, right)
        case And(inner) | Or(inner) | AtLeast(_, inner):
            return frozenset[str]().union(*(mentioned(case, part) for part in inner))


def in_words(case: Case, formula: Formula) -> list[str]:
    """Return the options that a formula speaks of, in the order in which it names them."""
    found: dict[str, None] = {}
    waiting = list(names(formula))
    for name in waiting:
        inner = case.model.meaning.get(name)
        if inner is None:
            found[name] = None
        else:
            waiting += [other for other in names(inner) if other not in waiting]
    return list(found)


def waits_of(table: Timetable, demand: Demand) -> Iterator[Waits]:
    """Yield what a step waits for by one formula, and what waits for it.

    'A step waits for another if the formula holds nowhere without that other.  Where it leaves a
    choice, an order decides it: what made it hold there is what the step waits for.'
    """
    case, step = table.case, demand.step
    free = sorted(mentioned(case, demand.formula) & table.steps - {step})
    itself = frozenset() if demand.kind == "after" else frozenset({step})

    def holds(taken: frozenset[str]) -> bool:
        return case.model.holds(demand.formula, case.start ^ taken ^ itself)

    every = [frozenset[str](), *parts(free)]
    good = [taken for taken in every if holds(taken)]
    if not good or len(good) == len(every):
        return
    done = frozenset.intersection(*good)
    undone = frozenset(free) - frozenset.union(*good)
    if table.settle and len(good) != 2 ** (len(free) - len(done) - len(undone)):
        done |= settled(table, demand, frozenset(free), holds)
    for other in sorted(done):
        strict = demand.kind == "after" or apart(case, step, other)
        yield other, step, demand.kind != "with" or strict, strict
    if demand.kind != "needs":
        for other in sorted(undone):
            yield step, other, False, demand.kind == "with" or apart(case, step, other)


def settled(
    table: Timetable, demand: Demand, free: frozenset[str], holds: object
) -> frozenset[str]:
    """Return the smallest part of the first stage by which a formula holds for good.

    Whatever else is done before the step; of several, what takes the fewest days, then what the
    formula names first.
    """
    assert callable(holds)
    stages = [frozenset[str]()]
    for bundle in table.order:
        if demand.step in bundle and demand.kind == "after":
            break
        stages.append(stages[-1] | bundle & free)
        if demand.step in bundle:
            break
    before = stages[-1]
    named = [name for name in in_words(table.case, demand.formula) if name in free]

    def size(part: frozenset[str]) -> tuple[int, int, list[int]]:
        listed = sorted((named.index(name) for name in part), reverse=True)
        return len(part), sum(table.lengths[name] for name in part), listed

    for number, stage in enumerate(stages):
        if all(holds(later) for later in stages[number:]):
            for part in sorted([frozenset[str](), *parts(stage)], key=size):
                rest = [frozenset[str](), *parts(before - part)]
                if all(holds(part | more) for more in rest):
                    return part
    return frozenset()


def apart(case: Case, one: str, other: str) -> bool:
    """Tell whether a slow step of the two keeps them from being switched together.

    'If o is switched on and slow, then H equals one of its coalitions.'
    """
    model = case.model
    slow = [n for n in (one, other) if model.options[n].slow and n not in case.start]
    return bool(slow) and not any(
        model.covers(group, case.start, frozenset([one, other]))
        and all(group in model.family(name, case.start) for name in slow)
        for group in parts(case.parties)
    )


def _leads(pairs: set[tuple[str, str]], start: str, goal: str) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        fresh = {b for a, b in pairs if a == here} - seen
        seen |= fresh
        waiting += fresh
    return goal in seen


def knows_time(case: Case) -> bool:
    """Tell whether the file says how long anything takes, or when."""
    return any(option.takes is not None or option.windows for option in case.conflict.options)


def time_items(conflict: Conflict) -> Iterator[str]:
    """Yield the ids of lengths of time and of windows that bind."""
    for option in conflict.options:
        if option.takes is not None:
            yield f"{option.name}.takes"
        for number, window in enumerate(option.windows, start=1):
            if not window.wish:
                yield f"{option.name}.window.{number}"


# random time -----------------------------------------------------------------------------------------


def timed(conflict: Conflict, rng: Random) -> Conflict:
    """Return the conflict with lengths of time and windows, most of which bind."""
    parties = [party.name for party in conflict.parties]
    options = []
    for option in conflict.options:
        takes = None
        if rng.random() < 0.7:
            low = rng.choice((5, 10, 20, 30))
            takes = Duration(low, low + rng.choice((0, 10)), f"{low} days")
        windows = tuple(_window(rng, parties) for _ in range(rng.choice((0, 0, 1, 1, 2))))
        options.append(replace(option, takes=takes, windows=windows))
    return replace(conflict, options=tuple(options), as_of=parse_day("2024-01-01"))


def _window(rng: Random, parties: list[str]) -> Window:
    start = rng.choice((None, "2024-01-01", "2024-01-11", "2024-02-01"))
    ends = ("2023-12-20", "2024-01-04", "2024-01-15", "2024-02-05", "2024-03-01", "2024-06-01")
    end = rng.choice([day for day in ends if day > (start or "")])
    return Window(
        start=parse_day(start) if start else None,
        end=None if start and rng.random() < 0.1 else parse_day(end),
        party=rng.choice(parties) if rng.random() < 0.4 else "",
        wish=rng.random() < 0.1,
    )


def point_of(case: Case, order: Order) -> Point:
    """Return the end of an order."""
    return case.start ^ frozenset[str]().union(*order)
