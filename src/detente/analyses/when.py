"""Days, months and years in sentences: each with the word that goes with it.

A date of a file is known to the day, the month or the year, and stands in a sentence as it was
written: "on 2023-04-05", "in 2023-04", "in 2023".  Where a time ends with a month or a year it ends
with the last day of it, and that is said: "by 2023" could be read as before it begins.
"""

from __future__ import annotations

from detente.conflict.time import Day, parse_day


def at(day: Day | str) -> str:
    """Return when something is or happens: "on 2023-04-05", "in 2023-04".

    >>> at("2023-04-05"), at("2023-04"), at("2023")
    ('on 2023-04-05', 'in 2023-04', 'in 2023')
    """
    found = parse_day(day) if isinstance(day, str) else day
    if found is None:
        return f"on {day}"
    return f"on {found.text}" if found.first == found.last else f"in {found.text}"


def ending(word: str, day: Day) -> str:
    """Return the end of a time behind a word such as 'until', 'by' or 'to'.

    >>> from detente.conflict.time import parse_day
    >>> ending("until", parse_day("2023-04-05")), ending("by", parse_day("2023"))
    ('until 2023-04-05', 'by the end of 2023')
    """
    return f"{word} {day.text}" if day.first == day.last else f"{word} the end of {day.text}"


def span(start: Day | None, end: Day | None, *, word: str = "until") -> str:
    """Return the time from one date to another, either of them open; `word` begins one without start.

    >>> from detente.conflict.time import parse_day
    >>> year, day = parse_day("2023"), parse_day("2024-05-09")
    >>> span(year, year), span(year, day), span(day, None), span(None, year, word="by")
    ('in 2023', 'from 2023 to 2024-05-09', 'from 2024-05-09 on', 'by the end of 2023')
    """
    if start is None:
        return "at any time" if end is None else ending(word, end)
    if end is None:
        return f"from {start.text} on"
    if (start.first, start.last) == (end.first, end.last):
        return at(start)
    return f"from {start.text} {ending('to', end)}"


def counted_from(day: Day) -> str:
    """Return where time starts: in a month or a year, with its first day.

    >>> from detente.conflict.time import parse_day
    >>> counted_from(parse_day("2023-04-05")), counted_from(parse_day("2023"))
    ('on 2023-04-05', 'in 2023, counted from 2023-01-01')
    """
    first = "" if day.first == day.last else f", counted from {day.first.isoformat()}"
    return at(day) + first
