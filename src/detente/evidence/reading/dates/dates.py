"""Dates: what a text says about when, as an interval with its granularity and its anchor.

An interval is written as in ISO 8601: 2031-04-16, 2031-02, 2031, or first/last.  Most dates in
the news hang on an anchor, the day of publication; without it they stay as they are worded, and
the reader asks.  Nothing hangs on the clock of the machine.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from detente.evidence.reading.dates.counts import Anchor, Granularity
from detente.evidence.reading.dates.intervals import day_of
from detente.evidence.reading.dates.values import value_of
from detente.evidence.reading.dates.words import EXPRESSIONS


@dataclass(frozen=True, slots=True)
class When:
    """A date as it is worded in a paragraph, and what it comes to.

    `start` and `end` count in the paragraph.  `value` is empty where the anchor is not known;
    `symbol` then says what it hangs on: `the Tuesday before publication`.
    """

    start: int
    end: int
    words: str
    value: str
    granularity: Granularity
    anchor: Anchor
    symbol: str = ""

    @property
    def question(self) -> str:
        """Return what has to be asked to know the day, or nothing."""
        if self.value:
            return ""
        if self.anchor == "publication":
            return f"When was this published? '{self.words}' hangs on it."
        return f"Which date does '{self.words}' count from?"


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    form: str
    parts: dict[str, str]


def dates_in(
    text: str,
    published: str = "",
    *,
    ahead: Sequence[tuple[int, int]] = (),
    before: str = "",
) -> tuple[When, ...]:
    """Return the dates of a paragraph, in order.

    Parameters
    ----------
    published : the day of publication, 2031-04-17, or nothing.
    ahead : stretches that speak of what is still to come; `Tuesday` is the next one there.
    before : a day that the text before has told, for `a day earlier`.
    """
    day = day_of(published)
    found: list[When] = []
    last = day_of(before)
    for one in _expressions(text):
        coming = any(a <= one.start < b for a, b in ahead)
        when = _valued(one, text, day, last, coming=coming)
        if when is None:
            continue
        found.append(when)
        single = day_of(when.value)
        last = single or last
    return tuple(found)


def _expressions(text: str) -> list[_Found]:
    """Return what looks like a date, the longer one where two overlap."""
    every: list[_Found] = []
    for form, pattern in EXPRESSIONS:
        for match in pattern.finditer(text):
            parts = {key: value for key, value in match.groupdict().items() if value is not None}
            every.append(_Found(match.start(), match.end(), form, parts))
    every.sort(key=lambda one: (one.start - one.end, one.start))
    kept: list[_Found] = []
    for one in every:
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _valued(
    one: _Found, text: str, day: dt.date | None, last: dt.date | None, *, coming: bool
) -> When | None:
    words = text[one.start : one.end]
    made = value_of(one.form, one.parts, day, last, coming=coming)
    if made is None:
        return None
    value, granularity, anchor = made
    symbol = "" if value else _symbol(one.form, words, coming=coming)
    return When(one.start, one.end, words, value, granularity, anchor, symbol)


def _symbol(form: str, words: str, *, coming: bool) -> str:
    if form == "counted":
        return f"{words}, from a date told before"
    if form in {"named", "unit", "ago"}:
        return f"{words}, counted from publication"
    return f"{words}, {'after' if coming else 'before'} publication"


def tightest(found: Sequence[When]) -> When | None:
    """Return the date that says most: one with a value first, then the shorter interval."""
    order: tuple[Granularity, ...] = ("day", "days", "week", "month", "season", "year", "years")
    return min(
        found,
        key=lambda one: (not one.value, order.index(one.granularity), one.start),
        default=None,
    )


def is_interval(value: str) -> bool:
    """Tell whether a text is an interval as this module writes it."""
    return re.fullmatch(r"\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?", value) is not None
