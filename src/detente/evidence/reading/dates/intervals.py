"""Intervals of days as a text, 2031-02 or 2031-02-03/2031-02-09, and their ends."""

from __future__ import annotations

import datetime as dt

DECEMBER = 12


def day_of(value: str) -> dt.date | None:
    """Return the day that a text is, 2031-04-17, or None."""
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        return None


def date_of(year: int, month: int, day: int) -> dt.date | None:
    """Return a day, or None if there is none such: 31 February."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def between(first: dt.date, last: dt.date) -> str:
    """Return the interval from one day to another; a single day is one day."""
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def end_of(year: int, month: int) -> dt.date:
    """Return the last day of a month."""
    year, month = (year + 1, 1) if month == DECEMBER else (year, month + 1)
    return dt.date(year, month, 1) - dt.timedelta(1)


def bounds(value: str) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day of an interval, 2031-02 or 2031-02-03/2031-02-09."""
    parts = value.split("/")
    first, last = _ends(parts[0]), _ends(parts[-1])
    return (first[0], last[1]) if first and last and len(parts) <= 2 else None


def _ends(value: str) -> tuple[dt.date, dt.date] | None:
    numbers = value.split("-")
    if not all(part.isdigit() for part in numbers) or len(numbers) > 3:
        return None
    try:
        year, month, day = (*map(int, numbers), 0, 0)[:3]
        if day:
            one = dt.date(year, month, day)
            return one, one
        if month:
            return dt.date(year, month, 1), end_of(year, month)
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    except ValueError:
        return None
