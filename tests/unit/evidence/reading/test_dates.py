"""Dates: every pattern of the grammar, with and without the day of publication."""

from __future__ import annotations

import pytest

from detente.evidence.reading.dates.dates import dates_in, tightest
from detente.evidence.reading.dates.intervals import bounds

DAY = "2031-04-17"  # a Thursday

CASES = [
    ("on 5 May 2031", "2031-05-05", "day", ""),
    ("on Monday, May 5, 2031", "2031-05-05", "day", ""),
    ("on 2031-05-05", "2031-05-05", "day", ""),
    ("from 3 to 5 May 2031", "2031-05-03/2031-05-05", "days", ""),
    ("May 3-5, 2031", "2031-05-03/2031-05-05", "days", ""),
    ("on 3 April", "2031-04-03", "day", "publication"),
    ("on May 30", "2030-05-30", "day", "publication"),
    ("in June 2018", "2018-06", "month", ""),
    ("at November's conference", "2030-11", "month", "publication"),
    ("last April", "2030-04", "month", "publication"),
    ("late in March", "2031-03-21/2031-03-31", "days", "publication"),
    ("mid-March", "2031-03-11/2031-03-20", "days", "publication"),
    ("the end of February", "2031-02-21/2031-02-28", "days", "publication"),
    ("in 1948", "1948", "year", ""),
    ("the 1950-53 war", "1950/1953", "years", ""),
    ("the 1990s", "1990/1999", "years", ""),
    ("the first half of 2031", "2031-01/2031-06", "season", ""),
    ("the fourth quarter of 2030", "2030-10/2030-12", "season", ""),
    ("in the autumn of 2029", "2029-09/2029-11", "season", ""),
    ("last autumn", "2030-09/2030-11", "season", "publication"),
    ("last winter", "2030-12/2031-02", "season", "publication"),
    ("on Wednesday", "2031-04-16", "day", "publication"),
    ("on Thursday", "2031-04-17", "day", "publication"),
    ("last Thursday", "2031-04-10", "day", "publication"),
    ("next Tuesday", "2031-04-22", "day", "publication"),
    ("yesterday", "2031-04-16", "day", "publication"),
    ("tomorrow", "2031-04-18", "day", "publication"),
    ("last week", "2031-04-07/2031-04-13", "week", "publication"),
    ("next week", "2031-04-21/2031-04-27", "week", "publication"),
    ("last weekend", "2031-04-12/2031-04-13", "days", "publication"),
    ("this month", "2031-04", "month", "publication"),
    ("last year", "2030", "year", "publication"),
    ("three days ago", "2031-04-14", "day", "publication"),
    ("five months ago", "2030-11", "month", "publication"),
    ("in two weeks' time", "2031-04-28/2031-05-04", "week", "publication"),
]


@pytest.mark.parametrize(("text", "value", "granularity", "anchor"), CASES)
def test_a_pattern(text: str, value: str, granularity: str, anchor: str) -> None:
    """The interval, how exact it is, and what it hangs on."""
    (when,) = dates_in(text, DAY)
    assert (when.value, when.granularity, when.anchor) == (value, granularity, anchor)
    assert text[when.start : when.end] == when.words


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("in early May", "2031-05-01/2031-05-10"),
        ("on 2 December", "2031-12-02"),
        ("in the autumn", "2031-09/2031-11"),
        ("on Tuesday", "2031-04-22"),
        ("in March", "2032-03"),
    ],
)
def test_what_is_still_to_come(text: str, value: str) -> None:
    """Where a plan is told, a date without a year or week is the next one."""
    (when,) = dates_in(text, DAY, ahead=[(0, len(text))])
    assert when.value == value


def test_a_date_counted_from_another() -> None:
    """A day earlier counts from the date told before it."""
    first, second = dates_in("They met on Sunday. It had ended a day earlier.", DAY)
    assert (first.value, second.value) == ("2031-04-13", "2031-04-12")
    assert second.anchor == "another date"
    (alone,) = dates_in("It had ended a day earlier.", DAY)
    assert alone.value == ""
    assert alone.question == "Which date does 'a day earlier' count from?"
    (told,) = dates_in("It had ended a day earlier.", DAY, before="2031-03-01")
    assert told.value == "2031-02-28"


def test_without_an_anchor() -> None:
    """What hangs on an unknown day is not guessed: it stays as it is worded, with a question."""
    (when,) = dates_in("They met on Tuesday.")
    assert (when.value, when.symbol) == ("", "Tuesday, before publication")
    assert when.question == "When was this published? 'Tuesday' hangs on it."


@pytest.mark.parametrize(
    "text",
    ["We may have", "on 31 February 2031", "10/11/2021", "sixteen ships", "now and then", "No. 20"],
)
def test_no_date(text: str) -> None:
    """A verb, a day there is not, two possible days and other numbers are no dates."""
    assert dates_in(text, DAY) == ()


def test_tightest() -> None:
    """Of several dates the one that says most: a known one first, then the shortest."""
    found = dates_in("on Tuesday in June 2018")
    chosen = tightest(found)
    assert chosen is not None
    assert chosen.words == "June 2018"
    assert tightest(()) is None


@pytest.mark.parametrize(
    ("value", "ends"),
    [
        ("2031-02", ("2031-02-01", "2031-02-28")),
        ("2031", ("2031-01-01", "2031-12-31")),
        ("2031-02-03/2031-02-09", ("2031-02-03", "2031-02-09")),
        ("", None),
        ("soon", None),
        ("2031-13", None),
    ],
)
def test_bounds(value: str, ends: tuple[str, str] | None) -> None:
    """An interval has a first and a last day; what is none has neither."""
    found = bounds(value)
    assert (found and tuple(day.isoformat() for day in found)) == ends
