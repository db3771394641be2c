"""Days: only those that are certain."""

from __future__ import annotations

from datetime import date

import pytest

from detente.evidence.documents.days import date_lines, dateline, days_in, iso_day

DAY = date(2021, 10, 27)


@pytest.mark.parametrize(
    "text",
    [
        "27 October 2021",
        "27th of October, 2021",
        "October 27, 2021",
        "Oct. 27 2021",
        "OCTOBER 27th, 2021",
        "Wednesday, 27 October 2021",
        "Wed. Oct 27, 2021",
        "2021-10-27",
        "2021.10.27.",
        "2021. 10. 27",
        "2021/10/27",
    ],
)
def test_whole_days(text: str) -> None:
    """Day, month and year, in words or with the year first."""
    assert [day for *_, day in days_in(f"it was {text} they said")] == [DAY]
    assert [found.day for found in date_lines(text)] == [DAY]


@pytest.mark.parametrize(
    "text",
    [
        "27 October",
        "October 2021",
        "10/11/2021",
        "27.10.2021",
        "Tuesday, 27 October 2021",
        "30 February 2021",
        "2021-13-01",
        "2021-10-271",
        "1 May 0021",
        "may 2021",
        "",
    ],
)
def test_what_is_no_certain_day(text: str) -> None:
    """A part of a date, a day that may be another, and a weekday that does not fit."""
    assert days_in(text) == []
    assert date_lines(text) == []


@pytest.mark.parametrize(
    ("line", "later"),
    [
        ("Published: Oct. 27, 2021 - 18:05", [False]),
        ("Published: Oct. 27, 2021 | Updated: Oct. 28, 2021, 9:00 a.m.", [False, True]),
        ("Last updated on October 27, 2021", [True]),
        ("October 27, 2021 at 18:05 (KST)", [False]),
        ("2021-10-27T18:05:00+09:00", [False]),
        ("Upperton, 27 October 2021", [False]),
        ("New Upper Town, 27 October 2021", [False]),
        ("Joint Statement, 27 October 2021", []),
        ("They met on 27 October 2021 at the weir", []),
        ("27 October 2021: the day the sluice opened", []),
    ],
)
def test_lines_that_are_dates(line: str, later: list[bool]) -> None:
    """Days, times and a place; whatever else stands there makes it a sentence or a title."""
    assert [found.later for found in date_lines(line)] == later


@pytest.mark.parametrize(
    ("paragraph", "day", "agency"),
    [
        ("UPPERTON, Oct. 27, 2021 (RPA) -- The towns met.", DAY, "RPA"),
        ("UPPERTON, Oct. 27 (RPA) -- The towns met.", None, "RPA"),
        ("Upperton (RPA) \u2014 The towns met.", None, "RPA"),
        ("Upperton, 27 October 2021 \u2013 The towns met.", DAY, ""),
        ("Storm - the warden of 27 October 2021 - met them.", None, ""),
        ("The warden, who met them on 27 October 2021 - a Wednesday - left.", None, ""),
        ("The towns met.", None, ""),
    ],
)
def test_datelines(paragraph: str, day: date | None, agency: str) -> None:
    """A place, a day, an agency and a dash; a sentence with a dash in it is none."""
    assert dateline(paragraph) == (day, agency)


def test_time_stamps() -> None:
    """The day that a tag begins with."""
    assert iso_day("2021-10-27T18:05:00Z") == iso_day("20211027") == "2021-10-27"
    assert iso_day("Wed, 27 Oct 2021 09:00") == "2021-10-27"
    assert iso_day("soon") == iso_day("2021-10") == iso_day("2021-99-99") == ""
