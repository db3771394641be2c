"""Days, taken literally: what each step waits for, and the earliest days that follow.

Days are those on which steps take effect.  'Minimal durations; precedence a before b means end(a)
<= start(b), and `needs` counts as such a precedence; "with" means end(a) <= end(b).  Network over
the PARTIAL order (needs, after, conditions), not over the bundles.  Windows bind the COMPLETION
day.'  What a formula asks for is found by trying every combination of the other steps.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise, product

from detente.conflict.conflict import Conflict
from detente.conflict.logic import Formula, Implies, Name, names
from detente.conflict.time import Window

from .sequences import Bundle, Case, Order
from .sequences_giving import earliest

START = ""
Bound = tuple[str, str, int]  # day(later) >= day(earlier) + days


@dataclass(frozen=True)
class Wait:
    """One step takes effect no sooner than another; `starts`: it starts when that has ended.

    `strict`: the two cannot take effect together.
    """

    earlier: str
    later: str
    starts: bool
    strict: bool


@dataclass(frozen=True)
class Days:
    """When steps can take effect: `first` and `last` by step, and by how much the worst is late.

    `circular` if steps wait for each other: then there are no days.  `last` holds those steps only
    that a last day bounds.
    """

    circular: bool
    first: dict[str, int]
    last: dict[str, int]
    short_by: int

    @property
    def total(self) -> int:
        """The day by which all is done."""
        return max(self.first.values(), default=0)

    @property
    def slack(self) -> int | None:
        """How many days the most pressed step can be put off."""
        return min((day - self.first[step] for step, day in self.last.items()), default=None)

    @property
    def feasible(self) -> bool:
        """Whether all can be done in time."""
        return not self.circular and not self.short_by


class Calendar:
    """Some steps of a case, and when they can be taken; `order` settles what a choice waits for."""

    def __init__(
        self,
        case: Case,
        steps: Bundle,
        order: Order | None = None,
        *,
        conditions: bool = True,
        longest: bool = False,
        serial: bool = False,
    ) -> None:
        self.case, self.steps, self.order = case, steps, order
        self.longest = longest
        self.lengths = {name: self._length(name) for name in steps}
        asked = list(self._asked(conditions=conditions and not serial))
        self.waits = _together([wait for one in asked for wait in self._waits(*one)])
        if serial:
            assert order is not None
            self.waits += [
                Wait(a, b, starts=True, strict=False)
                for one, two in pairwise(order)
                for a, b in product(one, two)
            ]

    def _length(self, name: str) -> int:
        takes = self.case.model.options[name].takes
        if takes is None or name in self.case.start:  # switching off takes no time
            return 0
        return takes.high if self.longest else takes.low

    # -- what is asked ------------------------------------------------------------------

    def _asked(self, *, conditions: bool) -> Iterator[tuple[str, str, Formula]]:
        """Yield the formulas that steps wait for: the step, after or needs or with, the formula."""
        case, model = self.case, self.case.model
        for name in self.steps:
            option = model.options[name]
            if name in case.start:
                if option.undone_when is not None:
                    yield name, "after", option.undone_when
                continue
            if option.after is not None:
                yield name, "after", option.after
            if option.needs is not None:
                yield name, "needs", option.needs
        for formula, but in self._rules():
            for name in self.steps & set(options_in(case, formula)):
                if name != but:
                    yield name, "with", formula
        for party in case.parties if conditions else ():
            for term in case.conditions[party]:
                name = term.step.option
                if name in self.steps and term.step.on == (name not in case.start):
                    yield name, term.order, term.formula

    def _rules(self) -> Iterator[tuple[Formula, str]]:
        """Yield what holds in every state: the rules, and `needs` of what is or comes in effect."""
        for rule in self.case.model.rules:
            yield rule.formula, ""
        for name, option in self.case.model.options.items():
            before = name in self.case.start
            if option.needs is not None and (before or name in self.steps):
                yield Implies(Name(name), option.needs), "" if before else name

    # -- what is waited for -------------------------------------------------------------

    def _waits(self, step: str, how: str, formula: Formula) -> Iterator[Wait]:
        """Yield what a step waits for by one formula, and what waits for it.

        'A step waits for another if the formula holds nowhere without that other.'
        """
        case = self.case
        free = [n for n in options_in(case, formula) if n in self.steps and n != step]
        base = case.start if how == "after" else case.start ^ {step}

        def holds(done: Iterable[str]) -> bool:
            return case.model.holds(formula, base ^ frozenset(done))

        good = [done for done in _parts(free) if holds(done)]
        if not good or len(good) == 1 << len(free):
            return
        done = {name for name in free if all(name in one for one in good)}
        never = [name for name in free if not any(name in one for one in good)]
        if self.order is not None and len(good) != 1 << len(free) - len(done) - len(never):
            done |= self._settled(step, how, free, holds)
        for name in free:
            if name in done:
                strict = how == "after" or self._apart(step, name)
                yield Wait(name, step, how != "with" or strict, strict)
        for name in never if how != "needs" else ():
            strict = how == "with" or self._apart(step, name)
            yield Wait(step, name, starts=False, strict=strict)

    def _settled(self, step: str, how: str, free: list[str], holds: object) -> set[str]:
        """Return what made the formula hold for good when the order came to the step.

        'A smallest part of the first stage by which it holds for good: whatever else is done
        before the step; of several that which takes the fewest days', then by the formula's order.
        """
        assert callable(holds)
        assert self.order is not None
        stages: list[frozenset[str]] = [frozenset()]
        for bundle in self.order:
            if step in bundle and how == "after":
                break
            stages.append(stages[-1] | (bundle & set(free)))
            if step in bundle:
                break
        for place, stage in enumerate(stages):
            if not all(holds(later) for later in stages[place:]):
                continue
            parts = [part for part in _parts(free) if part <= stage]
            low = {n: self._least(n) for n in free}
            parts.sort(
                key=lambda part: (
                    len(part),
                    sum(low[n] for n in part),
                    sum(1 << free.index(n) for n in part),
                )
            )
            for part in parts:
                rest = sorted(stages[-1] - part)
                if all(holds(part | more) for more in _parts(rest)):
                    return set(part)
        return set()

    def _least(self, name: str) -> int:
        takes = self.case.model.options[name].takes
        return 0 if takes is None or name in self.case.start else takes.low

    def _apart(self, one: str, other: str) -> bool:
        """Tell whether a slow step keeps two apart: 'only with steps of its own owner'."""
        model, start = self.case.model, self.case.start
        slow = [n for n in (one, other) if model.options[n].slow and n not in start]
        if not slow:
            return False
        carriers = set.intersection(*(set(model.family(n, start)) for n in slow))
        return not any(
            all(any(c <= group for c in model.family(n, start)) for n in (one, other))
            for group in carriers
        )

    # -- days ---------------------------------------------------------------------------

    def windows(self, *, wish: bool) -> Iterator[tuple[str, int, Window]]:
        """Yield the windows of the steps that are switched on, those that bind or the wishes."""
        for option in self.case.conflict.options:
            if option.name in self.steps and option.name not in self.case.start:
                for number, window in enumerate(option.windows, start=1):
                    if window.wish == wish:
                        yield option.name, number, window

    def days(self, wish: tuple[str, int] | None = None) -> Days:
        """Return the days of the steps; with a wish as if it bound."""
        base = [(START, name, days) for name, days in self.lengths.items()]
        base += [(w.earlier, w.later, self.lengths[w.later] if w.starts else 0) for w in self.waits]
        late: list[Bound] = []
        for name, number, window in (*self.windows(wish=False), *self.windows(wish=True)):
            if window.wish and (name, number) != wish:
                continue
            first, last = bounds(self.case.conflict, window)
            base += [] if first is None else [(START, name, first)]
            late += [] if last is None else [(name, START, -last)]
        found = earliest(base)
        if not found.feasible or self._circle(found.earliest, base):
            return Days(circular=True, first={}, last={}, short_by=0)
        days = {name: found.earliest[name] for name in self.steps}
        short = max((days[name] + bound for name, _, bound in late), default=0)
        last_days = {name: self._last(name, base, late) for name in self.steps}
        return Days(
            circular=False,
            first=days,
            last={name: day for name, day in last_days.items() if day is not None},
            short_by=max(short, 0),
        )

    def _last(self, step: str, base: list[Bound], late: list[Bound]) -> int | None:
        """Return the latest day that a step may take effect on, seen from the last days alone."""
        after = {step: 0}  # how much later than the step something is, at the least
        for _ in self.steps:
            for a, b, days in base:
                if (
                    a in after
                    and b != START
                    and after.get(b, after[a] + days - 1) < after[a] + days
                ):
                    after[b] = after[a] + days
        found = [-bound - after[name] for name, _, bound in late if name in after]
        return min(found, default=None)

    def _circle(self, days: dict[str, int], base: list[Bound]) -> bool:
        """Tell whether steps of one day wait for each other, some of them strictly."""
        strict = {(w.earlier, w.later) for w in self.waits if w.strict}
        follows = {(a, b) for a, b, least in base if a != START and days[b] == days[a] + least}
        while True:
            more = {(a, d) for a, b in follows for c, d in follows if b == c} - follows
            if not more:
                break
            follows |= more
        return any((b, a) in follows and (a, b) in follows for a, b in strict)


def bounds(conflict: Conflict, window: Window) -> tuple[int | None, int | None]:
    """Return the first and the last day of a window, counted from the day time starts."""
    assert conflict.as_of is not None
    start = conflict.as_of.first
    return (
        None if window.start is None else (window.start.first - start).days,
        None if window.end is None else (window.end.last - start).days,
    )


def _together(waits: list[Wait]) -> list[Wait]:
    """Return the waits; 'steps that need each other take effect together, not in turn'."""
    soft = {(w.earlier, w.later) for w in waits if not w.strict}
    while True:
        more = {(a, d) for a, b in soft for c, d in soft if b == c} - soft
        if not more:
            break
        soft |= more
    return [
        Wait(
            w.earlier,
            w.later,
            w.starts and (w.strict or (w.later, w.earlier) not in soft),
            w.strict,
        )
        for w in waits
    ]


def options_in(case: Case, formula: Formula) -> tuple[str, ...]:
    """Return the options that a formula speaks of, those of its facts after its own."""
    found: dict[str, None] = {}
    waiting = list(names(formula))
    while waiting:
        name = waiting.pop(0)
        meaning = case.model.meaning.get(name)
        if meaning is None:
            found[name] = None
        else:
            waiting.extend(n for n in names(meaning))
    return tuple(found)


def _parts(listed: list[str]) -> list[frozenset[str]]:
    return [frozenset(p) for k in range(len(listed) + 1) for p in combinations(listed, k)]
