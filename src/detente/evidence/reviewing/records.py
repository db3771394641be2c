"""A review file as values: the documents that were read, and what a person decided on each
proposal.

    review: 1
    documents:
      talks: {file: talks.txt, sha256: ..., text_sha256: ..., title: ..., proposed: ...}
    proposals:
      u-3fa94b12c0: {kind: utterance, document: talks, words: ..., decide: accept, ...}

`proposed` is a short hash of what the reader had proposed: a record that no longer agrees with
it was touched by a person.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from detente.errors import Place
from detente.evidence.reviewing.proposals import NO_PARTY, Proposal, Status
from detente.language.letters import thinned
from detente.language.syntax import flat

VERSION = "1"
DECISIONS = ("accept", "reject")
MOST_WORDS = 30  # of words that are quoted as they are, and need no paraphrase
_STRETCH = re.compile(r"\b([0-9]{1,9})-([0-9]{1,9})\b")


class Key(NamedTuple):
    """One key of a review file: what it holds, and whether it has to stand there."""

    form: str  # "text", "texts", "attach"
    needed: bool = False
    choices: tuple[str, ...] = ()


TOP = {"review": Key("text", needed=True, choices=(VERSION,))}
SECTIONS = ("documents", "proposals")
DOCUMENT = {
    "file": Key("text", needed=True),
    "sha256": Key("text", needed=True),
    "text_sha256": Key("text", needed=True),
    "title": Key("text"),
    "outlet": Key("text"),
    "byline": Key("text"),
    "date": Key("text"),
    "proposed": Key("text"),
}
RECORD = {
    "kind": Key("text", needed=True, choices=("utterance", "stance", "event", "gloss")),
    "what": Key("text"),
    "document": Key("text", needed=True),
    "place": Key("text"),
    "words": Key("text", needed=True),
    "form": Key("text", choices=("direct", "indirect", "mixed")),
    "speaker": Key("text"),
    "office": Key("text"),
    "party": Key("texts"),
    "about": Key("texts"),
    "participants": Key("texts"),
    "voice": Key("text", needed=True, choices=("own words", "report", "observer", "gloss")),
    "date": Key("text"),
    "when": Key("text"),
    "name": Key("text"),
    "paraphrase": Key("text"),
    "attach": Key("attach"),
    "decide": Key("text", choices=DECISIONS),
    "confidence": Key("text"),
    "rule": Key("text"),
    "reason": Key("text"),
    "questions": Key("texts"),
    "proposed": Key("text"),
}


@dataclass(frozen=True, slots=True)
class Value:
    """A text of the review file and where it stands."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Record:
    """One proposal with what a person made of it; `values` are its keys as written.

    `lists` holds those that can have several values.
    """

    id: str
    place: Place
    values: Mapping[str, Value] = field(hash=False)
    lists: Mapping[str, tuple[Value, ...]] = field(hash=False)

    def text(self, key: str) -> str:
        """Return the text of a key, empty if it is not there."""
        found = self.values.get(key)
        return found.text if found else ""

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts of a list."""
        return tuple(value.text for value in self.lists.get(key, ()))

    def place_of(self, key: str) -> Place:
        """Return where a key is written; that of the record if it is not."""
        if key in self.values:
            return self.values[key].place
        return self.lists[key][0].place if self.lists.get(key) else self.place

    @property
    def at(self) -> tuple[tuple[int, int], ...]:
        """The characters of the document that each piece of its words was read at."""
        return tuple((int(a), int(b)) for a, b in _STRETCH.findall(self.text("place")))

    @property
    def edited(self) -> bool:
        """Whether a person changed something in it, the decision aside."""
        return self.text("proposed") != mark_of_record(self)

    @property
    def mended(self) -> bool:
        """Whether a person changed something of what the reader had proposed."""
        return self.text("proposed") != mark_of_record(self, added=False)

    @property
    def status(self) -> Status:
        """What became of the proposal."""
        decided: dict[str, Status] = {"accept": "accepted", "reject": "rejected"}
        return decided.get(self.text("decide"), "edited" if self.edited else "new")

    @property
    def role(self) -> str:
        """What the words are read as."""
        return f"{self.text('kind')} {self.text('what')}".strip()

    @property
    def party(self) -> str:
        """The parties it is listed under."""
        listed = (self.texts(key) for key in ("participants", "about", "party"))
        return ", ".join(next(filter(None, listed), ())) or NO_PARTY

    def row(self) -> dict[str, object]:
        """Return the record as one row of a table."""
        return {
            "id": self.id,
            "party": self.party,
            "what": self.text("what") or self.text("kind"),
            "words": self.text("words"),
            "speaker": self.text("speaker"),
            "voice": self.text("voice"),
            "date": self.text("date") or self.text("when"),
            "status": self.status,
            "edited": self.edited,
            "document": self.text("document"),
            "place": [list(stretch) for stretch in self.at],
            "attach": list(self.texts("attach")),
        }


@dataclass(frozen=True, slots=True)
class ReviewedDocument:
    """A document that was read; `name` is what the review file, and then the source, call it."""

    name: str
    place: Place
    values: Mapping[str, Value] = field(hash=False)

    def text(self, key: str) -> str:
        """Return the text of a key, empty if it is not there."""
        found = self.values.get(key)
        return found.text if found else ""

    @property
    def edited(self) -> bool:
        """Whether a person changed what the document says about itself."""
        told = {key: self.text(key) for key in ("title", "outlet", "byline", "date")}
        return self.text("proposed") != mark_of_document(self.name, told)


@dataclass(frozen=True, slots=True)
class Review:
    """A review file: its documents and its records, in the order of the file."""

    file: str
    documents: tuple[ReviewedDocument, ...]
    records: tuple[Record, ...]

    def document(self, name: str) -> ReviewedDocument:
        """Return the document of that name; KeyError if there is none."""
        for one in self.documents:
            if one.name == name:
                return one
        raise KeyError(name)


def mark_of_record(record: Record, *, added: bool = True) -> str:
    """Return the mark of a record as it is written now, with what a person `added` or without."""
    left = () if added else _ADDED
    texts = ["" if key in left else record.text(key) for key in _PERSONS]
    lists = ([] if key in left else list(record.texts(key)) for key in _LISTS)
    return _mark([*texts, *lists])


def mark_of(proposal: Proposal) -> str:
    """Return the mark of a proposal that nobody has touched."""
    given = {
        "kind": proposal.kind,
        "what": proposal.what,
        "words": proposal.words,
        "form": proposal.form,
        "speaker": proposal.speaker,
        "office": proposal.office,
        "voice": proposal.voice,
        "date": proposal.date,
        "when": proposal.when,
    }
    texts = [one_line(given.get(key, "")) for key in _PERSONS]
    people = proposal.holders if proposal.kind == "event" else ()
    lists = (proposal.parties, proposal.about, people, proposal.questions, ())
    return _mark([*texts, *map(clean, lists)])


def mark_of_document(name: str, told: Mapping[str, str]) -> str:
    """Return the mark of what a document says about itself."""
    return _mark([name, *(one_line(told[key]) for key in sorted(told))])


def one_line(text: str) -> str:
    """Return a text as it is read back from a file."""
    return unicodedata.normalize("NFC", thinned(flat(text))).strip()


def clean(texts: Iterable[str]) -> list[str]:
    """Return texts as they are read back from a file."""
    return [line for text in texts if (line := one_line(text))]


_PERSONS = (
    "kind", "what", "words", "form", "speaker", "office", "voice", "date", "when", "name",
    "paraphrase",
)  # fmt: skip


_ADDED = ("name", "paraphrase", "attach")  # which no reader proposes
_LISTS = ("party", "about", "participants", "questions", "attach")


def _mark(values: list[object]) -> str:
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()[:8]
