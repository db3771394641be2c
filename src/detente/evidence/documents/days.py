"""Days written out in full: with day, month and year, and a weekday that fits where one is given.

A document's date is only taken from such a day.  `10/11/2021` is two days, `27 October` none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month{0}>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?"
    r"|aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = r"(?:(?P<weekday>mon|tue|wed|thu|fri|sat|sun)(?:[a-z]{0,6}day|[a-z]{0,2}\.)?,?\s{1,3})?"
_DAY = re.compile(
    rf"(?<![\w/]){_WEEKDAY}(?:"
    rf"(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH.format(1)},?\s(?P<year1>\d{{4}})"
    rf"|{_MONTH.format(2)}\s(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year2>\d{{4}})"
    r"|(?P<year3>\d{4})(?P<mark>[-./])\s?(?P<month3>\d{1,2})(?P=mark)\s?(?P<day3>\d{1,2})"
    r")(?=\D|$)(?![-/]\d)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\d{4}")
_EARLIEST = 1800
_LONGEST = 160  # characters of a line that can be a date line
_TIME = re.compile(
    r"(?:\bat\s|\bt)?\b\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:\.\d+)?\s?(?:[ap]\.?m\.?)?"
    r"\s?\(?(?:GMT|UTC|KST|EST|EDT|ET|BST|CET|CEST|local time|Z)?\)?(?:[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    r"\b(?:(?:first |last )?(?:published|posted|released|issued|date|dated|updated|modified|corrected"
    r"|revised|updates|update|input|pub)|on)\b\s?:?",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\b(?:updat\w+|modified|corrected|revised|accessed|retrieved)\W{0,4}(?:on\s)?$", re.IGNORECASE
)
_PLACE = re.compile(r"[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,2}")
# a line of these with a date is a title
_PAPERS = re.compile(
    r"statement|communiqu|declaration|agreement|treaty|release|briefing|remarks|transcript|press"
    r"|summit|conference|talks|protocol|memorandum|report|war|peace|crisis|attack|election",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"(.{3,100}?)\s?(?:--|[-\u2013\u2014])\s")
_AGENCY = re.compile(r"\(([A-Z][\w.&'’ -]{1,40})\)")


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that gives a day and nothing else; `later` if it is that of an update."""

    day: date
    later: bool


def days_in(text: str) -> list[tuple[int, int, date]]:
    """Return the days written out in a text, each with where it stands."""
    found = []
    for match in _DAY.finditer(text):
        day = _day_of(match)
        if day is not None:
            found.append((match.start(), match.end(), day))
    return found


def date_lines(line: str) -> list[DateLine]:
    """Return the days of a line that holds nothing but days, times and a place."""
    if len(line) > _LONGEST or not _YEAR.search(line):
        return []
    days = days_in(line)
    rest, last = [], 0
    for start, end, _ in days:
        rest.append(line[last:start])
        last = end
    left = _PREFIX.sub(" ", _TIME.sub(" ", " ".join([*rest, line[last:]])))
    left = " ".join(left.split()).strip(" ,.:;|()[]-\u2013\u2014\u00b7/")
    if not days or (left and (not _PLACE.fullmatch(left) or _PAPERS.search(left))):
        return []
    return [DateLine(day, _LATER.search(line[:start]) is not None) for start, _, day in days]


def dateline(paragraph: str) -> tuple[date | None, str]:
    """Return the day and the agency of `SEOUL, Oct. 27, 2021 (Yonhap) --` before a paragraph.

    Either is empty where the paragraph does not begin with a place and it.
    """
    match = _DATELINE.match(paragraph)
    if match is None:
        return None, ""
    head = match[1]
    agencies = _AGENCY.findall(head)
    days = days_in(head)
    place = _AGENCY.sub("", head[: days[0][0]] + head[days[0][1] :] if days else head)
    # without the year it is still a dateline: its agency counts, its day does not
    place = re.sub(rf"{_MONTH.format(4)}\s\d{{1,2}}\b", "", place, flags=re.IGNORECASE)
    names = [word for word in re.split(r"[\s,;/]+", place) if word.strip(".")]
    if not names or len(names) > 5 or not all(name[0].isupper() for name in names):
        return None, ""
    return (days[0][2] if len(days) == 1 else None), (agencies[0] if len(agencies) == 1 else "")


def iso_day(value: str) -> str:
    """Return the day that a time stamp begins with, 2021-10-27, or an empty text."""
    match = re.match(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?=\D|$)", value[:80])
    if match is None:
        days = days_in(value[:80])
        return days[0][2].isoformat() if len(days) == 1 else ""
    day = _valid(*(int(group) for group in match.groups()))
    return day.isoformat() if day else ""


def _day_of(match: re.Match[str]) -> date | None:
    for form in "123":
        if match[f"day{form}"]:
            month = match[f"month{form}"]
            number = int(month) if form == "3" else _MONTHS.index(month[:3].lower()) + 1
            day = _valid(int(match[f"year{form}"]), number, int(match[f"day{form}"]))
            weekday = match["weekday"]
            if day and weekday and _WEEKDAYS[day.weekday()] != weekday.lower():
                return None  # one of the two is wrong, and nothing says which
            return day
    return None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year >= _EARLIEST else None
    except ValueError:
        return None
