"""The words that dates are made of: some thirty patterns, each with the form it has."""

from __future__ import annotations

import re
from collections.abc import Mapping

Named = Mapping[str, str]

_MONTHS = "january february march april may june july august september october november december"
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
_NUMBERS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {"a": 1, "an": 1, "couple": 2, "few": 0, "first": 1, "second": 2, "third": 3, "fourth": 4}

# with a large letter: `may` is a verb, `march` a walk
_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November"
    r"|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_UNTIL = r"(?P<until>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d|21\d\d)"
_WEEKDAY = r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_BEFORE = rf"(?:{_WEEKDAY.replace('?P<weekday>', '?:')},?\s)?"
_TO = r"(?:\s?[-\u2013\u2014]\s?|\s(?:to|until|through|and)\s)"
_COUNT = (
    r"(?P<count>an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3}"
    r"|a\scouple\sof)"
)
_UNITS = r"(?P<unit>days?|weeks?|months?|years?)"
_NOT_A_MONTH = r"(?!(?<=May)\s(?:have|be|not|also|well|still|yet|soon|differ)\b)"
_PART = r"(?:the\s)?(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate|[Mm]iddle|[Bb]eginning|[Ee]nd)(?:\sin\s|\sof\s|[-\s])(?:the\s)?)?"
_WHICH = r"(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his)\s)?"


def _compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w./-]){pattern}(?![\w/]|-\d)", flags)


EXPRESSIONS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("full", _compiled(rf"{_BEFORE}{_DAY}\s(?:of\s)?{_MONTH},?\s{_YEAR}")),
    ("full", _compiled(rf"{_BEFORE}{_MONTH}\s{_DAY},?\s{_YEAR}")),
    ("full", _compiled(rf"{_YEAR}-(?P<number>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])")),
    (
        "span",
        _compiled(rf"(?:[Ff]rom\s|[Bb]etween\s)?{_DAY}{_TO}{_UNTIL}\s{_MONTH}(?:,?\s{_YEAR})?"),
    ),
    (
        "span",
        _compiled(rf"(?:[Ff]rom\s|[Bb]etween\s)?{_MONTH}\s{_DAY}{_TO}{_UNTIL}(?:,?\s{_YEAR})?"),
    ),
    ("day", _compiled(rf"{_BEFORE}{_DAY}\s(?:of\s)?{_MONTH}(?!,?\s\d{{4}})")),
    ("day", _compiled(rf"{_BEFORE}{_MONTH}\s{_DAY}(?!,?\s\d{{4}}|\d)")),
    ("month", _compiled(rf"{_PART}{_WHICH}{_MONTH}{_NOT_A_MONTH}(?:,?\s(?:of\s)?{_YEAR})?")),
    ("year", _compiled(rf"{_YEAR}(?P<decade>s)")),
    ("year", _compiled(rf"(?:[Ff]rom\s|[Bb]etween\s)?{_YEAR}{_TO}(?P<until>\d\d(?:\d\d)?)")),
    ("year", _compiled(_YEAR)),
    (
        "quarter",
        _compiled(rf"(?P<nth>first|second|third|fourth)\s(?P<half>quarter|half)\sof\s{_YEAR}"),
    ),
    (
        "season",
        _compiled(
            rf"{_WHICH}(?P<season>spring|summer|autumn|winter)(?:\s(?:of\s)?{_YEAR})?",
            re.IGNORECASE,
        ),
    ),
    ("season", _compiled(r"(?P<which>[Ll]ast|[Nn]ext|[Tt]his)\s(?P<season>fall)")),
    ("weekday", _compiled(rf"{_WHICH}{_WEEKDAY}")),
    (
        "named",
        _compiled(
            r"(?P<named>today|tonight|yesterday|tomorrow|this\s(?:morning|afternoon|evening)|last\snight)",
            re.IGNORECASE,
        ),
    ),
    (
        "unit",
        _compiled(
            r"(?:the\s)?(?P<which>last|past|previous|this|next|coming)\s(?P<unit>week|weekend|month|year)",
            re.IGNORECASE,
        ),
    ),
    ("unit", _compiled(r"(?:at|over|on)\s(?P<which>the)\s(?P<unit>weekend)", re.IGNORECASE)),
    ("ago", _compiled(rf"{_COUNT}\s{_UNITS}\sago", re.IGNORECASE)),
    (
        "ago",
        _compiled(
            rf"in\s{_COUNT}\s{_UNITS}(?P<time>\stime|'\stime|\u2019\stime|\sfrom\snow)",
            re.IGNORECASE,
        ),
    ),
    ("ago", _compiled(rf"{_COUNT}\s{_UNITS}(?P<time>\sfrom\s(?:now|today))", re.IGNORECASE)),
    (
        "behind",
        _compiled(rf"{_COUNT}\s{_UNITS}\safter(?=\s(?:the|its|their|his|her|a)\s)", re.IGNORECASE),
    ),
    (
        "counted",
        _compiled(
            rf"{_COUNT}\s{_UNITS}\s(?P<side>earlier|later|before|after)(?!\s(?:the|an?|its?|his|her|their|that|this|[A-Z]))",
            re.IGNORECASE,
        ),
    ),
    (
        "counted",
        _compiled(r"(?:the\s)(?P<side>following|previous|next)\s(?P<unit>day)", re.IGNORECASE),
    ),
)


def month_of(word: str) -> int:
    """Return the number of a month by its name."""
    names = [name[:3] for name in _MONTHS.split()]
    return names.index(word[:3].lower()) + 1


def weekday_of(word: str) -> int:
    """Return the number of a weekday, Monday being 0."""
    return _WEEKDAYS.split().index(word.lower())


def number_of(word: str) -> int:
    """Return what a word counts, 0 if it does not say exactly."""
    word = " ".join(word.lower().split())
    if word == "a couple of":
        return 2
    return int(word) if word.isdigit() else _NUMBERS.get(word, 0)
