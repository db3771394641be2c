"""Dates, durations, windows: when a step can be taken and how long it takes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from detente.conflict.basis import Basis

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_DURATION = re.compile(r"(\d{1,5})(?:\s*\.\.\s*(\d{1,5}))?\s*(days?|weeks?)")
_DAYS = {"day": 1, "week": 7}


@dataclass(frozen=True, slots=True)
class Day:
    """A date known to the day, the month or the year; `text` is as it was written."""

    text: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Duration:
    """How long a step takes, in days: the lower figure decides what is feasible."""

    low: int
    high: int
    text: str
    basis: Basis = Basis()


@dataclass(frozen=True, slots=True)
class Window:
    """The moment a step takes effect lies in here; a wish is reported, never binding."""

    start: Day | None
    end: Day | None
    party: str = ""
    wish: bool = False
    basis: Basis = Basis()


def parse_day(text: str) -> Day | None:
    """Read `2021`, `2021-10` or `2021-10-27`; None if `text` is no date."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day) if day else _end_of_month(year, month or 12)
    except (ValueError, OverflowError):
        return None
    return Day(text.strip(), first, last)


def _end_of_month(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def parse_span(text: str) -> tuple[Day, Day] | None:
    """Read `2021-10-27..2022-05-09`, or one date that stands for all its days."""
    start, dots, end = text.partition("..")
    left, right = parse_day(start), parse_day(end if dots else start)
    return (left, right) if left and right else None


def parse_duration(text: str) -> Duration | None:
    """Read `10 days`, `30..75 days` or `2..3 weeks`; None if `text` is no duration."""
    match = _DURATION.fullmatch(text.strip())
    if match is None:
        return None
    low, high, unit = match.groups()
    days = _DAYS[unit.rstrip("s")]
    return Duration(int(low) * days, int(high or low) * days, text.strip())
