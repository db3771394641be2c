"""One event, many sources: what several documents tell of the same thing, put together.

Two tellings are one event if they are of one kind, their dates can be the same, and the same
take part; where one names nobody, the names in their words must meet.  A date that one lacks
another may supply: February's summit here, the summit in 2019 there.  That is asked, not known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from detente.evidence.documents.document import Document, Span
from detente.evidence.reading.dates.intervals import bounds
from detente.evidence.reading.dates.words import month_of
from detente.evidence.reading.events.event import Event, Status

_NAME = re.compile(r"(?<![.!?\u201c\"]\s)(?<!^)\b[A-Z][\w\u2019'-]{2,}")
_MONTH = re.compile(
    r"\b(January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_LIKELY = 0.95  # the most that any number of sources can make sure


@dataclass(frozen=True, slots=True)
class Source:
    """Where something is told: the document, the words, and the number among its like."""

    file: str
    text_sha256: str
    span: Span
    number: int

    def to_dict(self) -> dict[str, object]:
        """Return the source as plain words and numbers."""
        return {
            "file": self.file,
            "text_sha256": self.text_sha256,
            "span": [self.span.start, self.span.end],
            "number": self.number,
        }


@dataclass(frozen=True, slots=True)
class OneEvent:
    """An event with all that tells of it; `date` is the narrowest that they agree on."""

    kind: str
    status: Status
    participants: tuple[str, ...]
    date: str
    sources: tuple[Source, ...]
    confidence: float
    reason: str
    questions: tuple[str, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the event as plain words and numbers."""
        return {
            "kind": self.kind,
            "status": self.status,
            "participants": list(self.participants),
            "date": self.date,
            "sources": [source.to_dict() for source in self.sources],
            "confidence": self.confidence,
            "reason": self.reason,
            "questions": list(self.questions),
        }


@dataclass(frozen=True, slots=True)
class _Telling:
    source: Source
    event: Event
    names: frozenset[str]


def merged_events(read: Sequence[tuple[Document, Sequence[Event]]]) -> tuple[OneEvent, ...]:
    """Return the events of several documents, each once, in the order they are first told.

    Documents with the same text count once.
    """
    groups: list[list[_Telling]] = []
    by_kind: dict[tuple[str, str], list[list[_Telling]]] = {}
    seen: set[str] = set()
    for document, events in read:
        if document.text_sha256 in seen:
            continue
        seen.add(document.text_sha256)
        for number, event in enumerate(events):
            source = Source(document.file, document.text_sha256, event.span, number)
            telling = _Telling(source, event, _names(document, event))
            near = by_kind.setdefault((event.kind, event.status), [])
            group = next((g for g in near if all(_same(telling, other) for other in g)), None)
            if group is None:
                group = []
                near.append(group)
                groups.append(group)
            group.append(telling)
    return tuple(_one(group) for group in groups)


def _names(document: Document, event: Event) -> frozenset[str]:
    words = document.words(event.span)
    months = {found[0] for found in _MONTH.finditer(words)}
    found = {match[0].removesuffix("\u2019s").removesuffix("'s") for match in _NAME.finditer(words)}
    return frozenset(found - months)


def _same(one: _Telling, other: _Telling) -> bool:
    ours, theirs = set(one.event.participants), set(other.event.participants)
    if ours and theirs:
        if not (ours <= theirs or theirs <= ours):
            return False
    elif not one.names & other.names:
        return False
    if not _agree(one.event, other.event):
        return False
    dated = bool(one.event.date and other.event.date)
    # without a date on both sides the words must have a name in common as well
    return dated or bool(one.names & other.names)


def _agree(one: Event, other: Event) -> bool:
    """Tell whether two dates can be the same: one is not told, or they share a day."""
    ours, theirs = bounds(one.date), bounds(other.date)
    if ours and theirs:
        return ours[0] <= theirs[1] and theirs[0] <= ours[1]
    known = one if ours else other
    vague = other if ours else one
    month = _month(vague)
    if month and (ours or theirs):
        first, last = bounds(known.date) or (None, None)
        return first is None or last is None or first.month <= month <= last.month
    return True


def _month(event: Event) -> int:
    """Return the month that a date without a year names, 0 if none."""
    found = _MONTH.search(event.when.words) if event.when else None
    return month_of(found[1]) if found else 0


def _one(group: Sequence[_Telling]) -> OneEvent:
    events = [telling.event for telling in group]
    participants = max((e.participants for e in events), key=len)
    date, asked = _date(group)
    doubt = 1.0
    for event in events:
        doubt *= 1 - event.confidence
    files = {telling.source.file for telling in group}
    several = f"told {len(group)} times in {len(files)} documents" if len(group) > 1 else ""
    questions = tuple(dict.fromkeys(q for e in events for q in e.questions))
    if asked:
        # the other document answers what the first one had to ask
        questions = (*(q for q in questions if "hangs on it" not in q), asked)
    return OneEvent(
        kind=events[0].kind,
        status=events[0].status,
        participants=participants,
        date=date,
        sources=tuple(telling.source for telling in group),
        confidence=round(min(_LIKELY, 1 - doubt) if len(files) > 1 else events[0].confidence, 2),
        reason="; ".join(filter(None, (events[0].reason, several))),
        questions=questions,
    )


def _date(group: Sequence[_Telling]) -> tuple[str, str]:
    """Return the narrowest date told, and what has to be asked where two were put together."""
    known = [t for t in group if bounds(t.event.date)]
    if not known:
        return "", ""
    best = min(known, key=_length)
    vague = [t for t in group if not t.event.date and _month(t.event)]
    year = best.event.date
    if vague and re.fullmatch(r"\d{4}", year):
        month = _month(vague[0].event)
        worded = vague[0].event.when.words if vague[0].event.when else ""
        ask = (
            f"'{worded}' in '{vague[0].source.file}' is read as that of {year}, "
            f"which '{best.source.file}' tells: is it?"
        )
        return f"{year}-{month:02}", ask
    return year, ""


def _length(telling: _Telling) -> int:
    found = bounds(telling.event.date)
    return (found[1] - found[0]).days if found else 10**6
