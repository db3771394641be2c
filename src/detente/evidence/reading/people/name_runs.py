"""Runs of words with large letters, cut into what may be names, with the titles before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detente.evidence.reading.people.name_words import FAMILY_FIRST, NOT_NAMES, SURNAMES, TITLE
from detente.evidence.reading.people.offices import is_office

_WORD = re.compile(r"\S+")
_OF_BEFORE = re.compile(r"\b[A-Za-z]+ (?:of|for) (?:the )?$")


def names_in(
    text: str, start: int, end: int, taken: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, str]]:
    """Yield the parts of a run that may be names, with the titles right before each."""
    words = [(start + m.start(), start + m.end()) for m in _WORD.finditer(text[start:end])]
    part: list[tuple[int, int]] = []
    titles: list[str] = []
    for first, last in [*words, (end, end)]:
        word = text[first:last]
        stateful = any(a <= first < b for a, b in taken)
        title = is_office(word.rstrip(".,")) or TITLE.match(word) is not None
        loose = not part and word[:1].islower()
        named = not (stateful or title or loose or word in NOT_NAMES)
        # Jim Jordan, Theresa May: behind a given name it is a surname
        if first < end and (named or (_surname_after(text, part, last) and not title)):
            part.append((first, last))
            continue
        while part and text[slice(*part[-1])].islower():
            part.pop()
        if part:
            yield part[0][0], part[-1][1], " ".join(titles)
            part, titles = [], []
        titles = [*titles, word] if title else []


def after_portfolio(text: str, start: int, end: int, names: Sequence[tuple[int, int]]) -> int:
    """Return where a name begins that a portfolio runs into: Minister of Home Affairs Li Wei."""
    if not _OF_BEFORE.search(text, max(0, start - 40), start):
        return start
    inner = [a for a, b in names if start < a < b and b >= end]
    words = [start + m.start() for m in _WORD.finditer(text[start:end])]
    family = [a for a in words[1:-1] if text[a:].split(maxsplit=1)[0] in FAMILY_FIRST]
    return (inner or family or [start])[0]


def _surname_after(text: str, part: Sequence[tuple[int, int]], last: int) -> bool:
    """Tell whether a state or a month behind one word is the surname of that name."""
    return len(part) == 1 and text[part[0][1] : last].strip() in SURNAMES
