"""Days, taken literally: earliest and latest, what is missed, and what is wished for.

'Network over the PARTIAL order (needs, after, conditions), not over the bundles.  Windows bind the
COMPLETION day.'  What steps wait for is read in `sequences_timing`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, product

from detente.conflict.conflict import Conflict
from detente.conflict.time import Window

from .sequences import Case, Order
from .sequences_giving import earliest
from .sequences_timing import Timetable

START = ""
Bound = tuple[str, str, int]  # day(later) >= day(earlier) + days


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
    """The steps of an order, and when they can be taken.

    `longest` takes the higher figure of each length; `serial` lets each bundle start only when the
    one before has ended, and leaves out the parties' conditions.
    """

    def __init__(
        self,
        case: Case,
        order: Order,
        *,
        conditions: bool = True,
        longest: bool = False,
        serial: bool = False,
        most_names: int | None = None,
    ) -> None:
        self.case, self.longest = case, longest
        table = Timetable(
            case,
            order,
            case.parties,
            conditions=conditions and not serial,
            most_names=most_names,
        )
        self.unread = table.unread
        self.steps = table.steps
        self.lengths = {name: self._length(name) for name in self.steps}
        # the earlier, the later; it starts only then; never together
        self.waits = [wait for wait, _ in table.waits]
        if serial:
            turns = (pair for one, two in pairwise(order) for pair in product(one, two))
            self.waits += [(a, b, True, False) for a, b in turns]

    def _length(self, name: str) -> int:
        takes = self.case.model.options[name].takes
        if takes is None or name in self.case.start:  # switching off takes no time
            return 0
        return takes.high if self.longest else takes.low

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
        base += [(a, b, self.lengths[b] if starts else 0) for a, b, starts, _ in self.waits]
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
        strict = {(a, b) for a, b, _, strict in self.waits if strict}
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
