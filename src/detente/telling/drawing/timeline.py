"""The line of time of a drawing: how far it goes, where a day stands on it, which days it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

AHEAD = 200  # days beyond the last step that are always shown, where something lies there
MOST_TICKS = 7


@dataclass(frozen=True, slots=True)
class Timeline:
    """Days from 0 to `days`, drawn between two places; `cut` if something lies beyond."""

    as_of: date | None
    days: int
    left: float
    right: float
    cut: bool

    def x(self, day: int) -> float:
        """Return where a day stands; days beyond an end stand at the end."""
        inside = min(max(day, 0), self.days)
        return self.left + inside * (self.right - self.left) / self.days

    def shows(self, day: int) -> bool:
        """Tell whether a day is on the line."""
        return 0 <= day <= self.days

    def ticks(self) -> Iterator[tuple[int, str]]:
        """Yield days with a label each, evenly spread."""
        if self.as_of is None or self._beyond_calendar():
            step = next(s for s in _rising(1, 2, 5) if self.days // s < MOST_TICKS)
            yield from ((day, f"day {day}") for day in range(0, self.days + 1, step))
        elif self.days <= 70:
            step = next(s for s in (1, 2, 7, 14) if self.days // s < MOST_TICKS - 2)
            for day in range(0, self.days + 1, step):
                yield day, (self.as_of + timedelta(days=day)).isoformat()
        else:
            yield from self._months(self.as_of)

    def _months(self, start: date) -> Iterator[tuple[int, str]]:
        months = self.days // 30
        spans = chain((1, 2, 3, 6), (12 * years for years in _rising(1, 2, 5)))
        step = next(s for s in spans if months // s < MOST_TICKS)
        for count in range(start.year * 12 + start.month, (start.year + 3) * 12 + months + 12):
            if count % step:
                continue
            first = date(count // 12, count % 12 + 1, 1)
            day = (first - start).days
            if day > self.days:
                return
            if day >= 0:
                yield day, first.isoformat()[:4] if step >= 12 else first.isoformat()[:7]

    def _beyond_calendar(self) -> bool:
        assert self.as_of is not None
        return (date.max - self.as_of).days < self.days + 800


def _rising(*leading: int) -> Iterator[int]:
    scale = 1
    while True:
        yield from (number * scale for number in leading)
        scale *= 10


def timeline(
    as_of: date | None, done: int, others: Iterable[int], left: float, right: float
) -> Timeline:
    """Return a line of time on which every step is done by `done`, and others lie if near."""
    limit = max(done * 4, done + AHEAD)
    beyond = [day for day in others if day >= 0]
    furthest = max([done, 1, *(day for day in beyond if day <= limit)])
    return Timeline(as_of, -(-furthest * 103 // 100), left, right, any(d > limit for d in beyond))
