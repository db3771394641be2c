"""Transcripts: whose turn it is, paragraph by paragraph.

A turn begins with a name and a colon.  A paragraph without a name between two turns goes on with
the first of them; behind the last turn it does where it speaks of itself, `we`, or to somebody,
`you`.  Whoever only asks, an interviewer or a moderator, says nothing for a party: of such turns
only what they tell of others is read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from detente.evidence.reading.parsing.grammar import Stretch
from detente.evidence.reading.parsing.parsed import Parsed
from detente.evidence.reading.saying.phrases import transcript

_TURNS = 2  # lines with a name that make a document a transcript
_ASKS = re.compile(
    r"(?:q\.?$|(?:question(?:er)?|interviewer|moderator|reporter|journalist|host|anchor|presenter)\b)",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"(?:(?:exclusive |full )?(?:interview|transcript|analysis|opinion|update|breaking|exclusive|watch"
    r"|statement|note|correction|photo|video|subject|date|place|topic|participants|present))\.?$",
    re.IGNORECASE,
)
_SPEAKS = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Oo]ur|[Mm]y|[Uu]s|[Mm]e|[Yy]our)\b|\bI['\u2019]")
_TELLS = re.compile(r"\b(?:[Hh]e|[Ss]he|[A-Z]\w+),? (?:said|says|added|told|asked|replied)\b")
_ASIDE = re.compile(
    r"\s*(?:[\[(*#].*|[-_=*#\s]*|END|(?:The )?(?:interview|briefing|transcript)\b.*)"
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What a paragraph is in a transcript: somebody's words, or those of whoever asks.

    `name` is empty where the paragraph goes on with the turn before.
    """

    asks: bool
    name: Stretch | None
    words: Stretch


def turns(parsed: Sequence[Parsed]) -> dict[int, Turn]:
    """Return the turns of a document by the number of their paragraph; none if it has no two."""
    named = {p.number: line for p in parsed if (line := _line(p.text)) is not None}
    if len(named) < _TURNS:
        return {}
    found: dict[int, Turn] = {}
    last = max(named)
    asks: bool | None = None
    for paragraph in parsed:
        begun = named.get(paragraph.number) if paragraph.kind == "body" else None
        if begun is not None:
            name, words, _ = begun
            asks = _ASKS.match(paragraph.text[slice(*name)]) is not None
            found[paragraph.number] = Turn(asks, name, words)
        elif paragraph.kind != "body":
            asks = asks if paragraph.kind == "caption" else None
        elif asks is not None and _goes_on(paragraph.text, between=paragraph.number < last):
            start = len(paragraph.text) - len(paragraph.text.lstrip())
            found[paragraph.number] = Turn(asks, None, (start, len(paragraph.text.rstrip())))
        else:
            asks = asks if _ASIDE.fullmatch(paragraph.text) else None
    return found


def _line(text: str) -> tuple[Stretch, Stretch, bool] | None:
    """Return the name and the words of a line, if it is a name and no heading: INTERVIEW: ..."""
    line = transcript(text)
    return None if line is None or heading(text[slice(*line[0])]) else line


def heading(words: str) -> bool:
    """Tell whether words before a colon head what follows, and name nobody: INTERVIEW: ..."""
    return _HEADING.match(words) is not None


def _goes_on(text: str, *, between: bool) -> bool:
    """Tell whether a paragraph without a name is in the words of whoever spoke before."""
    if _ASIDE.fullmatch(text):
        return False
    return _SPEAKS.search(text) is not None or (between and _TELLS.search(text) is None)
