"""A timeline as values: dated items, and the days and times of the model itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from detente.version import program_version

Kind = Literal["quotation", "utterance", "stance", "event"]
MarkKind = Literal["as of", "window", "wish", "epoch"]


@dataclass(frozen=True, slots=True)
class Item:
    """What was said or done: a quotation of the file, or what was read in a document of a corpus.

    `parties` are keys of the conflict file: the party that speaks, or those that take part in an
    event; nobody's for an observer or an outlet, who may be heard `about` some.  `first` and
    `last` are days, the same where the day is known.  `exact` words stand so in a source;
    `quoted` ones were said so, from the first to the last.  `sources` are names of sources, or files of the corpus; `also` further files with
    the same words as a quotation.  `published` if only the day of publication is known.
    """

    kind: Kind
    first: str
    last: str
    parties: tuple[str, ...]
    about: tuple[str, ...]
    speaker: str
    voice: str
    what: str
    words: str
    exact: bool
    quoted: bool = False
    quotation: str = ""
    sources: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    published: bool = False
    asked: tuple[str, ...] = ()

    @property
    def day(self) -> str:
        """The day, or the first and the last one."""
        return self.first if self.first == self.last else f"{self.first}/{self.last}"

    @property
    def tellers(self) -> int:
        """How many documents tell it."""
        return len(self.sources) + len(self.also)

    def row(self) -> dict[str, object]:
        """Return the item as one row."""
        return {
            "first": self.first,
            "last": self.last,
            "kind": self.kind,
            "parties": list(self.parties),
            "about": list(self.about),
            "speaker": self.speaker,
            "voice": self.voice,
            "what": self.what,
            "words": self.words,
            "quoted": self.quoted,
            "quotation": self.quotation or None,
            "sources": list(self.sources),
            "also": list(self.also),
            "published": self.published,
            "questions": list(self.asked),
        }


@dataclass(frozen=True, slots=True)
class Mark:
    """A day, or a time from day to day, that the model itself names; an open end is empty."""

    kind: MarkKind
    first: str
    last: str
    title: str
    option: str = ""
    party: str = ""

    def to_dict(self) -> dict[str, object]:
        """Return the mark in plain words."""
        return {
            "kind": self.kind,
            "first": self.first or None,
            "last": self.last or None,
            "title": self.title,
            "option": self.option or None,
            "party": self.party or None,
        }


@dataclass(frozen=True, slots=True)
class Timeline:
    """Items and marks in the order of their days; `notes` say what is not among them, and why."""

    question: str
    title: str
    fingerprint: str
    settings: Mapping[str, object] = field(hash=False)
    parties: tuple[tuple[str, str], ...]
    items: tuple[Item, ...]
    marks: tuple[Mark, ...]
    notes: tuple[str, ...]

    def rows(self) -> list[dict[str, object]]:
        """Return one row for each item."""
        return [item.row() for item in self.items]

    def to_dict(self) -> dict[str, object]:
        """Return the timeline as one plain document."""
        return {
            "question": self.question,
            "title": self.title,
            "fingerprint": self.fingerprint,
            "version": program_version(),
            "settings": dict(self.settings),
            "items": self.rows(),
            "marks": [mark.to_dict() for mark in self.marks],
            "notes": list(self.notes),
        }

    def _repr_html_(self) -> str:
        from html import escape

        told = "".join(
            f"<tr><td>{escape(one.day)}</td><td>{escape(', '.join(one.parties))}</td>"
            f"<td>{escape(one.speaker)}</td><td>{escape(one.words)}</td></tr>"
            for one in self.items
        )
        return f"<table><caption>{escape(self.title)}</caption>{told}</table>"
