"""Who said what when: the sayings of a corpus, the same words in several documents once."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path

from detente.evidence.corpus.listing import conditions, without_day
from detente.evidence.corpus.results import Found
from detente.evidence.corpus.selecting import Selection, like, matching
from detente.evidence.corpus.store import opened

_ASKED = """
    SELECT f.*, d.file, d.outlet FROM found f JOIN documents d ON d.id = f.document
    WHERE {where} ORDER BY f.day, f.document, f.first, f.last, f.id
"""


@dataclass(frozen=True, slots=True)
class Saying:
    """What a party or a person is heard to say; `files` are all the documents that report it.

    `day` is the first on which it is heard, `last` the last.
    """

    party: str
    speaker: str
    what: str
    words: str
    plain: str
    voice: str
    day: str
    last: str
    confidence: float
    files: tuple[str, ...]
    outlets: tuple[str, ...]

    def row(self) -> dict[str, object]:
        """Return the saying as one row."""
        return {
            "day": self.day,
            "last": self.last,
            "party": self.party,
            "speaker": self.speaker,
            "what": self.what,
            "words": self.words,
            "voice": self.voice,
            "confidence": self.confidence,
            "files": list(self.files),
            "outlets": list(self.outlets),
        }


def said(file: str, asked: Selection) -> Found:
    """Return who said what when."""
    with opened(Path(file)) as store:
        sayings = sayings_in(store, asked)
        notes = without_day(store, asked)
    rows = tuple(one.row() for one in sayings)
    return Found("corpus", file, "who", asked.to_dict(), {"rows": len(rows)}, rows, notes)


def sayings_in(store: sqlite3.Connection, asked: Selection) -> list[Saying]:
    """Return the sayings and events of a corpus in the order of their days, each once.

    The same words of the same party, read as the same, are one; its day is the first known.
    """
    told, given = asked.days("f.day")
    heard, names = conditions(store, asked)
    told, given = [*told, *heard], [*given, *names]
    if asked.topic is not None:
        told.append("f.id IN (SELECT rowid FROM sayings WHERE sayings MATCH ?)")
        given.append(matching(asked.topic))
    if asked.outlet is not None:
        told.append("d.outlet LIKE ? ESCAPE '\\'")
        given.append(like(asked.outlet))
    query = _ASKED.format(where=" AND ".join(told) or "1")
    merged: dict[tuple[str, str, str], Saying] = {}
    for row in store.execute(query, given):
        one = _saying(row)
        key = (one.party, one.what, one.plain)
        first = merged.get(key)
        merged[key] = one if first is None else _both(first, one)
    return sorted(merged.values(), key=lambda one: one.day)


def _saying(row: sqlite3.Row) -> Saying:
    return Saying(
        row["party"],
        row["speaker"],
        row["what"] or "said",
        row["words"],
        row["plain"],
        row["voice"],
        row["day"],
        row["day"],
        row["confidence"],
        (row["file"],),
        (row["outlet"],) if row["outlet"] else (),
    )


def _both(one: Saying, other: Saying) -> Saying:
    """Return a saying that two documents report, told by the more certain of them."""
    sure = one if one.confidence >= other.confidence else other
    days = sorted(filter(None, (one.day, one.last, other.day, other.last)))
    return replace(
        sure,
        speaker=sure.speaker or one.speaker or other.speaker,
        day=days[0] if days else "",
        last=days[-1] if days else "",
        files=tuple(dict.fromkeys((*one.files, *other.files))),
        outlets=tuple(dict.fromkeys((*one.outlets, *other.outlets))),
    )
