"""One statement, one event, many sources: what several documents of a corpus tell of the same.

The rules are those of the reading (`merging`, `same_words`); here the rows of the store are put
before them.  A telling is a row; a copy of a document, the same text in other bytes, is one more
place where it stands, and no further source.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from detente.evidence.documents.document import Document, Span
from detente.evidence.reading.dates.dates import When, is_interval
from detente.evidence.reading.events.event import Event, Status
from detente.evidence.reading.merging import merged_events
from detente.evidence.reading.same_words import merged_statements
from detente.evidence.reading.saying.utterance import Utterance
from detente.evidence.reviewing.proposals import NO_PARTY

LONGEST = 1_000  # characters by which words are known again
NEARLY = 0.7  # the share of indirect words that a stance has to be, to stand for them
_ROWS = """
    SELECT f.*, d.file, d.outlet, d.text_sha256 FROM found f
    JOIN documents d ON d.id = f.document ORDER BY f.document, f.first, f.last, f.id
"""


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """What one document tells: a row of the store, with the parties it is listed under."""

    row: sqlite3.Row
    parties: tuple[str, ...]

    @property
    def questions(self) -> tuple[str, ...]:
        """What the reader asks about it."""
        return tuple(map(str, json.loads(self.row["questions"])))


@dataclass(frozen=True, slots=True, eq=False)
class Same:
    """Tellings of the same, those of the documents that were added first standing first.

    `date` is that of an event, as narrow as all of them together tell it; `asked` are questions
    that only putting them together raises, `answered` those that it answers.
    """

    tellings: tuple[Telling, ...]
    date: str = ""
    confidence: float = 0.0
    asked: tuple[str, ...] = ()
    answered: frozenset[str] = frozenset()


def merged(store: sqlite3.Connection) -> list[Same]:
    """Return all that was read in a corpus, each statement and each event once."""
    listed: dict[int, list[str]] = {}
    for found, party in store.execute("SELECT found, party FROM parties ORDER BY found, rowid"):
        listed.setdefault(found, []).append(party)
    tellings = [Telling(row, tuple(listed.get(row["id"], ()))) for row in store.execute(_ROWS)]
    kinds: dict[tuple[str, str], list[Telling]] = {}
    for one in _once(tellings):
        kind = one.row["kind"]
        kinds.setdefault((kind, "" if kind == "event" else one.row["what"]), []).append(one)
    found = []
    for (kind, _), alike in kinds.items():
        found += _events(alike) if kind == "event" else _statements(alike)
    return sorted(found, key=lambda same: _order(same.tellings[0]))


def _once(tellings: Sequence[Telling]) -> Iterable[Telling]:
    """Yield what is read, without indirect words that are a stance as well, all but whole."""
    stances: dict[int, list[sqlite3.Row]] = {}
    for one in tellings:
        if one.row["kind"] == "stance":
            stances.setdefault(one.row["document"], []).append(one.row)
    for one in tellings:
        row = one.row
        if row["kind"] != "utterance" or not any(
            _covers(stance, row) for stance in stances.get(row["document"], ())
        ):
            yield one


def _covers(stance: sqlite3.Row, said: sqlite3.Row) -> bool:
    if stance["plain"] == said["plain"]:
        return True
    inside = said["first"] <= stance["first"] and stance["last"] <= said["last"]
    length = stance["last"] - stance["first"]
    whole = length >= NEARLY * (said["last"] - said["first"])
    return bool(inside and whole and said["form"] == "indirect")


# one text, several documents -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Text:
    """The tellings of one text; `copies` are those of further documents with the same."""

    document: Document
    tellings: tuple[Telling, ...]
    copies: tuple[Telling, ...]

    def again(self, one: Telling) -> list[Telling]:
        """Return the same in the copies of the document."""
        return [copy for copy in self.copies if copy.row["name"] == one.row["name"]]


def _texts(tellings: Iterable[Telling]) -> dict[str, _Text]:
    """Return tellings by text; the words of each stand in a text of their own, one a line."""
    by_text: dict[str, dict[int, list[Telling]]] = {}
    for one in tellings:
        by_document = by_text.setdefault(one.row["text_sha256"], {})
        by_document.setdefault(one.row["document"], []).append(one)
    found = {}
    for sha256, (first, *copies) in ((sha, docs.values()) for sha, docs in by_text.items()):
        text = "\n".join(one.row["words"][:LONGEST] for one in first)
        name = first[0].row["file"]
        document = Document(name, sha256, text, sha256, "en", None, None, None, None, (), ())
        again = tuple(one for copy in copies for one in copy)
        found[sha256] = _Text(document, tuple(first), again)
    return found


def _spans(tellings: Iterable[Telling]) -> Iterable[Span]:
    start = 0
    for one in tellings:
        length = min(len(one.row["words"]), LONGEST)
        yield Span(start, start + max(length, 1))
        start += length + 1


def _gathered(texts: Mapping[str, _Text], sources: Iterable[Any]) -> tuple[Telling, ...]:
    found: list[Telling] = []
    for source in sources:
        text = texts[source.text_sha256]
        one = text.tellings[source.number]
        found += [one, *text.again(one)]
    return tuple(sorted(found, key=_order))


def _order(one: Telling) -> tuple[int, ...]:
    return tuple(one.row[key] for key in ("document", "first", "last", "id"))


# the rules -------------------------------------------------------------------------------------


def _statements(tellings: Sequence[Telling]) -> list[Same]:
    texts = _texts(tellings)
    read = [
        (text.document, [*map(_utterance, text.tellings, _spans(text.tellings))])
        for text in texts.values()
    ]
    found = []
    for one in merged_statements(read):
        group = _gathered(texts, one.sources)
        found.append(Same(group, confidence=max(t.row["confidence"] for t in group)))
    return found


def _utterance(one: Telling, span: Span) -> Utterance:
    row = one.row
    return Utterance(
        content=(span,),
        source=(),
        cue=None,
        form=row["form"] or "indirect",
        rule="",
        reason="",
        confidence=row["confidence"],
        block=0,
        speaker=row["speaker"],
        parties=tuple(party for party in one.parties if party != NO_PARTY),
    )


def _events(tellings: Sequence[Telling]) -> list[Same]:
    texts = _texts(tellings)
    read = [
        (text.document, [*map(_event, text.tellings, _spans(text.tellings))])
        for text in texts.values()
    ]
    found = []
    for one in merged_events(read):
        group = _gathered(texts, one.sources)
        known = {question for telling in group for question in telling.questions}
        asked = tuple(question for question in one.questions if question not in known)
        answered = frozenset(known - set(one.questions))
        found.append(Same(group, one.date, one.confidence, asked, answered))
    return found


def _event(one: Telling, span: Span) -> Event:
    row = one.row
    kind, _, status = row["what"].rpartition(", ")
    told = row["told"]
    dated = is_interval(told)
    # 'February, before publication': the words, and what they hang on
    words = told.rpartition(", ")[0] or told
    when = When(0, max(len(words), 1), words, "", "day", "publication") if words else None
    return Event(
        kind=kind,
        status=cast("Status", status),
        participants=tuple(party for party in one.parties if party != NO_PARTY),
        span=span,
        rule="",
        reason=row["reason"],
        confidence=row["confidence"],
        block=0,
        date=told if dated else "",
        when=when,
        questions=one.questions,
    )
