"""Who said what when: what is heard in a corpus, each thing once with all that tells it.

What is heard are utterances, stances and events.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.evidence.corpus.listing import conditions, without_day
from detente.evidence.corpus.merging import Same, Telling, merged
from detente.evidence.corpus.results import Found
from detente.evidence.corpus.selecting import Selection, like, matching
from detente.evidence.corpus.store import opened
from detente.evidence.reading.dates.intervals import bounds
from detente.evidence.reviewing.proposals import NO_PARTY

SPOKEN = ("own words", "report")  # voices in which a party is heard itself
_ASKED = """
    SELECT f.id FROM found f JOIN documents d ON d.id = f.document WHERE {where}
"""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a party or a person is heard to say, or what happened.

    `day` is the first on which it is heard, `last` the last; of an event they are the first and
    the last day on which it can have been.  `files` are all the documents that tell it, `asked`
    what has to be asked because they were put together.  `form` is `direct` where the words are
    quoted from the first to the last.
    """

    kind: str
    party: str
    parties: tuple[str, ...]
    speaker: str
    what: str
    words: str
    voice: str
    form: str
    day: str
    last: str
    confidence: float
    files: tuple[str, ...]
    outlets: tuple[str, ...]
    questions: tuple[str, ...]
    asked: tuple[str, ...]

    @property
    def spoken(self) -> bool:
        """Whether it is the party's own: what an observer or an outlet tells of it is not."""
        return self.kind == "event" or self.voice in SPOKEN

    def row(self) -> dict[str, object]:
        """Return it as one row."""
        return {
            "day": self.day,
            "last": self.last,
            "kind": self.kind,
            "party": self.party,
            "speaker": self.speaker,
            "what": self.what,
            "words": self.words,
            "voice": self.voice,
            "form": self.form or None,
            "confidence": self.confidence,
            "files": list(self.files),
            "outlets": list(self.outlets),
            "questions": list(self.questions),
        }


def said(file: str, asked: Selection) -> Found:
    """Return who said what when."""
    with opened(Path(file)) as store:
        heard = heard_in(store, asked)
        notes = without_day(store, asked)
    rows = tuple(one.row() for one in heard)
    together = tuple(f"To be asked: {ask}" for one in heard for ask in one.asked)
    counts = {"rows": len(rows)}
    return Found("corpus", file, "who", asked.to_dict(), counts, rows, (*notes, *together))


def heard_in(store: sqlite3.Connection, asked: Selection) -> list[Heard]:
    """Return what is heard in a corpus in the order of its days, each thing once.

    One is meant if one of the documents that tell it tells it so; all of them are its sources.
    """
    chosen = _chosen(store, asked)
    found = [_heard(same) for same in merged(store) if chosen is None or _meant(same, chosen)]
    return sorted(found, key=lambda one: one.day)


def _chosen(store: sqlite3.Connection, asked: Selection) -> frozenset[int] | None:
    """Return which rows are asked for; None for all."""
    told, given = asked.days("f.day")
    heard, names = conditions(store, asked)
    told, given = [*told, *heard], [*given, *names]
    if asked.topic is not None:
        told.append("f.id IN (SELECT rowid FROM heard WHERE heard MATCH ?)")
        given.append(matching(asked.topic))
    if asked.outlet is not None:
        told.append("d.outlet LIKE ? ESCAPE '\\'")
        given.append(like(asked.outlet))
    if not told:
        return None
    query = _ASKED.format(where=" AND ".join(told))
    return frozenset(number for (number,) in store.execute(query, given))


def _meant(same: Same, chosen: frozenset[int]) -> bool:
    return any(one.row["id"] in chosen for one in same.tellings)


def _heard(same: Same) -> Heard:
    """Return tellings as one: in the words of the most certain, by the fullest names."""
    every = same.tellings
    # the first of equals, so that further documents change nothing
    sure = max(every, key=lambda one: one.row["confidence"])
    known = next((one for one in (sure, *every) if one.row["party"] != NO_PARTY), sure)
    speaker = sure.row["speaker"] or next(filter(None, (one.row["speaker"] for one in every)), "")
    event = sure.row["kind"] == "event"
    day, last = _when(same) if event and same.date else _days(every)
    asked = dict.fromkeys(q for one in every for q in one.questions if q not in same.answered)
    return Heard(
        kind=sure.row["kind"],
        party=known.row["party"],
        parties=known.parties,
        speaker=speaker,
        what=sure.row["what"] or "said",
        words=sure.row["words"],
        voice=sure.row["voice"],
        form=sure.row["form"],
        day=day,
        last=last,
        confidence=same.confidence,
        files=tuple(dict.fromkeys(one.row["file"] for one in every)),
        outlets=tuple(dict.fromkeys(one.row["outlet"] for one in every if one.row["outlet"])),
        questions=(*asked, *same.asked),
        asked=same.asked,
    )


def _days(tellings: Sequence[Telling]) -> tuple[str, str]:
    days = sorted(one.row["day"] for one in tellings if one.row["day"])
    return (days[0], days[-1]) if days else ("", "")


def _when(same: Same) -> tuple[str, str]:
    """Return the first and the last day of an event, as far as they are told."""
    first, _, last = same.date.partition("/")
    return (first, last or first) if bounds(same.date) else ("", "")
