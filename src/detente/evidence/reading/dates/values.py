"""What the parts of a date come to: an interval, how exact it is, and what it hangs on."""

from __future__ import annotations

import datetime as dt

from detente.evidence.reading.dates.counts import (
    WEEK,
    Anchor,
    Granularity,
    Made,
    ago,
    counted,
)
from detente.evidence.reading.dates.intervals import DECEMBER, between, date_of, end_of
from detente.evidence.reading.dates.words import Named, month_of, number_of, weekday_of

_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


_THIRDS = {
    "early": (1, 10),
    "beginning": (1, 10),
    "mid": (11, 20),
    "middle": (11, 20),
    "late": (21, 31),
    "end": (21, 31),
}


def value_of(
    form: str, parts: Named, day: dt.date | None, last: dt.date | None, *, coming: bool
) -> Made | None:
    """Return what the parts of a date come to: interval, granularity and anchor; None for no date."""
    match form:
        case "full":
            return _full(parts)
        case "span":
            return _days_of_month(parts, day, coming=coming)
        case "day":
            return _day_of_year(parts, day, coming=coming)
        case "month":
            return _month(parts, day, coming=coming)
        case "year":
            return _years(parts)
        case "quarter":
            return _part_of_year(parts)
        case "season":
            return _season(parts, day, coming=coming)
        case "weekday":
            return _weekday(parts, day, coming=coming)
        case "named":
            return _named(parts, day)
        case "unit":
            return _unit(parts, day)
        case "ago" | "behind":
            return ago(parts, day)
        case "counted":
            return counted(parts, last)
    return None


def _full(parts: Named) -> Made | None:
    month = int(parts["number"]) if "number" in parts else month_of(parts["month"])
    day = date_of(int(parts["year"]), month, int(parts["day"]))
    return (day.isoformat(), "day", "") if day else None


def _days_of_month(parts: Named, day: dt.date | None, *, coming: bool) -> Made | None:
    """Return 3-5 May, with the year told or taken from the anchor."""
    month = month_of(parts["month"])
    first, final = int(parts["day"]), int(parts["until"])
    year = int(parts["year"]) if "year" in parts else _year_for(month, first, day, coming=coming)
    if not year:
        return "", "days", "publication"
    one, other = date_of(year, month, first), date_of(year, month, final)
    if one is None or other is None or other < one:
        return None
    return between(one, other), "days", "" if "year" in parts else "publication"


def _day_of_year(parts: Named, day: dt.date | None, *, coming: bool) -> Made | None:
    month, number = month_of(parts["month"]), int(parts["day"])
    if date_of(2000, month, number) is None:
        return None
    year = _year_for(month, number, day, coming=coming)
    found = date_of(year, month, number) if year else None
    return (found.isoformat() if found else "", "day", "publication")


def _year_for(month: int, number: int, day: dt.date | None, *, coming: bool) -> int:
    """Return the year in which a day without one lies: the nearest on the right side."""
    if day is None:
        return 0
    later, earlier = (month, number) > (day.month, day.day), (month, number) < (day.month, day.day)
    if coming:
        return day.year + earlier
    return day.year - later


def _month(parts: Named, day: dt.date | None, *, coming: bool) -> Made | None:
    month = month_of(parts["month"])
    which = parts.get("which", "").lower()
    anchor: Anchor = "publication"
    if "year" in parts:
        year, anchor = int(parts["year"]), ""
    elif day is None:
        return "", "month", "publication"
    elif which == "next" or (coming and not which):
        year = day.year + (month < day.month or (month == day.month and which == "next"))
    elif which == "this":
        year = day.year
    else:
        year = day.year - (month > day.month or (month == day.month and which == "last"))
    part = parts.get("part", "").lower()
    if not part:
        return f"{year:04}-{month:02}", "month", anchor
    first, final = _THIRDS[part]
    last = end_of(year, month)
    whole = between(last.replace(day=first), last.replace(day=min(final, last.day)))
    return whole, "days", anchor


def _years(parts: Named) -> Made | None:
    year = int(parts["year"])
    if "decade" in parts:
        return f"{year:04}/{year + 9:04}", "years", ""
    until = parts.get("until", "")
    if not until:
        return f"{year:04}", "year", ""
    final = int(str(year)[: 4 - len(until)] + until)
    return (f"{year:04}/{final:04}", "years", "") if final > year else None


def _part_of_year(parts: Named) -> Made | None:
    year, number = int(parts["year"]), number_of(parts["nth"])
    length = 3 if parts["half"].lower().startswith("quarter") else 6
    first = (number - 1) * length + 1
    if number * length > DECEMBER:
        return None
    return f"{year:04}-{first:02}/{year:04}-{first + length - 1:02}", "season", ""


def _season(parts: Named, day: dt.date | None, *, coming: bool) -> Made | None:
    month = _SEASONS[parts["season"].lower()]
    which = parts.get("which", "").lower()
    if "year" in parts:
        year, anchor = int(parts["year"]), ""
    else:
        anchor = "publication"
        if day is None:
            return "", "season", "publication"
        year = day.year
        ended = end_of(year + (month == DECEMBER), (month + 1) % 12 + 1) < day
        begun = dt.date(year, month, 1) <= day
        if which == "next" or (coming and not which):
            year += ended or (begun and which == "next")
        elif which == "last":
            year -= not ended
        elif which != "this":
            year -= not begun
    last = (year + 1, 2) if month == DECEMBER else (year, month + 2)
    return f"{year:04}-{month:02}/{last[0]:04}-{last[1]:02}", "season", anchor  # type: ignore[return-value]


def _weekday(parts: Named, day: dt.date | None, *, coming: bool) -> Made | None:
    if day is None:
        return "", "day", "publication"
    wanted = weekday_of(parts["weekday"])
    which = parts.get("which", "").lower()
    back, forth = (day.weekday() - wanted) % WEEK, (wanted - day.weekday()) % WEEK
    if which == "next":
        found = day + dt.timedelta(forth or WEEK)
    elif which == "last":
        found = day - dt.timedelta(back or WEEK)
    elif which == "this" or coming:
        found = day + dt.timedelta(forth)
    else:
        # a wire of Thursday says Thursday, and means the day itself
        found = day - dt.timedelta(back)
    return found.isoformat(), "day", "publication"


def _named(parts: Named, day: dt.date | None) -> Made | None:
    if day is None:
        return "", "day", "publication"
    word = parts["named"].lower()
    shift = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(word, 0)
    return (day + dt.timedelta(shift)).isoformat(), "day", "publication"


def _unit(parts: Named, day: dt.date | None) -> Made | None:
    """Return last week, this month, next year, the weekend."""
    unit, which = parts["unit"].lower(), parts["which"].lower()
    granularity: Granularity = {
        "week": "week",
        "weekend": "days",
        "month": "month",
        "year": "year",
    }[unit]  # type: ignore[assignment]
    if day is None:
        return "", granularity, "publication"
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(which, 0)
    if unit in {"week", "weekend"}:
        monday = day - dt.timedelta(day.weekday()) + step * dt.timedelta(WEEK)
        first = monday + dt.timedelta(5 if unit == "weekend" else 0)
        return between(first, monday + dt.timedelta(6)), granularity, "publication"
    if unit == "month":
        months = day.year * 12 + day.month - 1 + step
        return f"{months // 12:04}-{months % 12 + 1:02}", granularity, "publication"
    return f"{day.year + step:04}", granularity, "publication"
