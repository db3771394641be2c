"""Steps in time: earliest and latest days, or why there are none.

A simple temporal network (Dechter, Meiri and Pearl 1991): every constraint says that one step
takes effect at least so many days after another.  The earliest days are longest paths from the
start; the latest days are longest paths back to it.  If the constraints cannot all be met, some
of them form a circle that asks for more days than it leaves: that circle is the proof.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

START = ""  # day 0, the day on which time starts


@dataclass(frozen=True, slots=True)
class Constraint:
    """day(later) >= day(earlier) + days; the day of a step is the one it takes effect on.

    `START` is day 0, so a constraint from it is a first day, and one back to it, with days below
    zero, a last day.  `strict`: the later step comes after the earlier one even where both take
    effect on one day.  `why` says it in words, `items` names the items of the file it rests on.
    """

    earlier: str
    later: str
    days: int
    why: str
    items: tuple[str, ...] = ()
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Schedule:
    """The days of each step, or the constraints that cannot be met together.

    `latest` is None for a step that no last day bounds; `slack` is latest less earliest.  If a
    last day is missed, `conflict` is the longest way to it, from the start and back, `short_by`
    the days by which it is missed (the worst, if several are), and `earliest` the days without
    any last day: some slack is below zero.  If steps wait for each other there is no order at
    all, and no days: `circular`; `conflict` is that circle and `short_by` the days once round.
    """

    feasible: bool
    earliest: tuple[tuple[str, int], ...] = ()
    latest: tuple[tuple[str, int | None], ...] = ()
    slack: tuple[tuple[str, int | None], ...] = ()
    conflict: tuple[Constraint, ...] = ()
    short_by: int = 0

    @property
    def circular(self) -> bool:
        """Whether steps wait for each other, whatever the last days."""
        return not self.feasible and not self.earliest

    @property
    def days(self) -> int | None:
        """The day by which every step can be done; None if there is no order."""
        return None if self.circular else max((day for _, day in self.earliest), default=0)

    @property
    def least_slack(self) -> int | None:
        """The slack of the most constrained step; None if no last day bounds any."""
        return min((days for _, days in self.slack if days is not None), default=None)


def solve(steps: Sequence[str], constraints: Iterable[Constraint]) -> Schedule:
    """Return the earliest and latest day of each step, or the constraints at odds.

    Nothing takes effect before the start.  Every step that a constraint names is one of `steps`.
    """
    begin = tuple(Constraint(START, step, 0, "time starts here") for step in steps)
    given = tuple(constraints)
    onward = (*begin, *(c for c in given if c.later != START))
    last_days = tuple(c for c in given if c.later == START)

    # A strict constraint counts as a grain of a day, too small for all of them to make a day:
    # so that strict constraints in a circle are found even if none of them takes any time.
    grains = len(steps) + 2
    known: dict[str, int] = {START: 0}
    through: dict[str, Constraint] = {}
    circle = _lengthen(known, through, onward, grains)
    if circle:
        return Schedule(False, conflict=circle, short_by=sum(c.days for c in circle))

    earliest = {step: known[step] // grains for step in steps}
    latest = _latest(steps, onward, last_days)
    bounds = {step: latest.get(step) for step in steps}
    # the first of the worst
    worst = max(last_days, key=lambda c: earliest[c.earlier] + c.days, default=None)
    short_by = 0 if worst is None else max(0, earliest[worst.earlier] + worst.days)
    return Schedule(
        feasible=not short_by,
        earliest=tuple(earliest.items()),
        latest=tuple(bounds.items()),
        slack=tuple((s, None if d is None else d - earliest[s]) for s, d in bounds.items()),
        conflict=(*_way(through, worst.earlier), worst) if worst and short_by else (),
        short_by=short_by,
    )


def _lengthen(
    known: dict[str, int],
    through: dict[str, Constraint],
    constraints: Sequence[Constraint],
    grains: int,
) -> tuple[Constraint, ...]:
    """Lengthen the ways to each step as far as they go; return a circle if they go on forever.

    (Bellman and Ford: without a circle, no way has more constraints than there are steps.)
    """
    changed = START
    for _ in range(grains):
        changed = START
        for one in constraints:
            if one.earlier not in known:
                continue
            day = known[one.earlier] + one.days * grains + one.strict
            if one.later not in known or day > known[one.later]:
                known[one.later] = day
                through[one.later] = one
                changed = one.later
        if not changed:
            return ()
    for _ in range(grains):  # back far enough to be on the circle, not on a way that leads to it
        changed = through[changed].earlier
    circle = [through[changed]]
    while circle[-1].earlier != changed:
        circle.append(through[circle[-1].earlier])
    return tuple(reversed(circle))


def _latest(
    steps: Sequence[str], onward: Sequence[Constraint], last_days: Sequence[Constraint]
) -> dict[str, int]:
    """Return the latest day of each step that a last day bounds, itself or through others."""
    latest: dict[str, int] = {}
    for bound in last_days:
        latest[bound.earlier] = min(-bound.days, latest.get(bound.earlier, -bound.days))
    between = [c for c in onward if c.earlier != START and latest]
    for _ in steps:
        changed = False
        for one in between:
            if one.later in latest:
                day = latest[one.later] - one.days
                if one.earlier not in latest or day < latest[one.earlier]:
                    latest[one.earlier] = day
                    changed = True
        if not changed:
            break
    return latest


def _way(through: Mapping[str, Constraint], step: str) -> tuple[Constraint, ...]:
    """Return the constraints that lead to the earliest day of a step, from the start."""
    way: list[Constraint] = []
    while step != START:
        way.append(through[step])
        step = through[step].earlier
    return tuple(reversed(way))
