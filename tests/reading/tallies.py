"""What a comparison counts: things found and missed, and answers right, wrong and left open."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

_INTERVAL = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:/(\d{4})(?:-(\d\d))?(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True)
class Count:
    """How many things are right, of those found and of those wanted."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.right + other.right, self.found + other.found, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        """Which share of what was found is right; 1 if nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Which share of what was wanted was found; 1 if nothing was wanted."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def full(self) -> bool:
        """Whether all that was wanted was found, and nothing else."""
        return self.right == self.found == self.wanted


@dataclass(frozen=True, slots=True)
class Choice:
    """How often an answer is right, how often it is wrong, and how often none is given."""

    right: int = 0
    wrong: int = 0
    open: int = 0

    def __add__(self, other: Choice) -> Choice:
        return Choice(self.right + other.right, self.wrong + other.wrong, self.open + other.open)

    @property
    def asked(self) -> int:
        """How often there was something to answer."""
        return self.right + self.wrong + self.open

    @property
    def full(self) -> bool:
        """Whether every answer is right."""
        return self.right == self.asked


RIGHT, WRONG, OPEN, UNASKED = Choice(right=1), Choice(wrong=1), Choice(open=1), Choice()


@dataclass(frozen=True, slots=True)
class Score:
    """The counts and the choices of one reading, or of several together, by what is compared."""

    counts: Mapping[str, Count] = field(default_factory=dict)
    choices: Mapping[str, Choice] = field(default_factory=dict)

    def __add__(self, other: Score) -> Score:
        return Score(
            {
                name: self.counts.get(name, Count()) + other.counts.get(name, Count())
                for name in self.counts | other.counts
            },
            {
                name: self.choices.get(name, Choice()) + other.choices.get(name, Choice())
                for name in self.choices | other.choices
            },
        )

    @property
    def full(self) -> bool:
        """Whether the reading could not be better."""
        return all(item.full for item in (*self.counts.values(), *self.choices.values()))


def judged(wanted: object, got: object, same: Callable[[object, object], bool]) -> Choice:
    """Return how one answer fares; where nothing is wanted, any answer is wrong."""
    if not wanted:
        return WRONG if got else RIGHT
    if not got:
        return OPEN
    return RIGHT if same(wanted, got) else WRONG


def judged_set(wanted: frozenset[str], got: frozenset[str]) -> Choice:
    """Return how a list of names fares: with a name too many it is wrong, with too few open."""
    if got == wanted:
        return RIGHT
    return WRONG if got - wanted else OPEN


def days(interval: str) -> tuple[int, int] | None:
    """Return the first and last day of an interval such as `2031-02` or `2031-05-01/2031-05-10`."""
    found = _INTERVAL.fullmatch(interval.strip())
    if not found:
        return None
    parts = [int(part) if part else 0 for part in found.groups()]
    first, last = parts[:3], parts[3:] if parts[3] else parts[:3]
    try:
        return _first_day(*first), _last_day(*last)
    except ValueError:
        return None


def same_days(wanted: object, got: object) -> bool:
    """Return whether two intervals share at least half of the days of both together."""
    one, other = days(str(wanted)), days(str(got))
    if one is None or other is None:
        return False
    shared = min(one[1], other[1]) - max(one[0], other[0]) + 1
    return 2 * shared >= max(one[1], other[1]) - min(one[0], other[0]) + 1


def _first_day(year: int, month: int, day: int) -> int:
    return dt.date(year, month or 1, day or 1).toordinal()


def _last_day(year: int, month: int, day: int) -> int:
    if day:
        return dt.date(year, month, day).toordinal()
    year, month = (year, month + 1) if 0 < month < 12 else (year + 1, 1)
    return dt.date(year, month, 1).toordinal() - 1
