"""Dates that are counted: two weeks ago, in a month's time, a day earlier."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from detente.evidence.reading.dates.intervals import between
from detente.evidence.reading.dates.words import Named, number_of

Granularity = Literal["day", "days", "week", "month", "season", "year", "years"]


Anchor = Literal["", "publication", "another date"]

Made = tuple[str, Granularity, Anchor]

WEEK = 7


def _moved(day: dt.date, count: int, unit: str) -> Made:
    """Return a day, month or year so many units away, as exactly as the unit is."""
    if unit.startswith(("day", "week")):
        moved = day + dt.timedelta(count * (WEEK if unit.startswith("week") else 1))
        if unit.startswith("day"):
            return moved.isoformat(), "day", "publication"
        monday = moved - dt.timedelta(moved.weekday())
        return between(monday, monday + dt.timedelta(6)), "week", "publication"
    if unit.startswith("month"):
        months = day.year * 12 + day.month - 1 + count
        return f"{months // 12:04}-{months % 12 + 1:02}", "month", "publication"
    return f"{day.year + count:04}", "year", "publication"


def ago(parts: Named, day: dt.date | None) -> Made | None:
    """Return two weeks ago, in a month's time: counted from the day of publication."""
    unit = parts["unit"].lower()
    count = number_of(parts["count"])
    if not count:
        return None
    if day is None:
        return "", _granularity(unit), "publication"
    try:
        return _moved(day, count if "time" in parts else -count, unit)
    except (ValueError, OverflowError):
        return None


def counted(parts: Named, last: dt.date | None) -> Made | None:
    """Return a day earlier, two weeks later: from the date told before, whatever it is."""
    unit = parts["unit"].lower() if "unit" in parts else "day"
    count = number_of(parts["count"]) if "count" in parts else 1
    later = parts["side"].lower() in {"later", "after", "following", "next"}
    if not count:
        return None
    if last is None:
        return "", _granularity(unit), "another date"
    try:
        value, granularity, _ = _moved(last, count if later else -count, unit)
    except (ValueError, OverflowError):
        return None
    return value, granularity, "another date"


def _granularity(unit: str) -> Granularity:
    for name in ("day", "week", "month", "year"):
        if unit.startswith(name):
            return name
    return "days"
