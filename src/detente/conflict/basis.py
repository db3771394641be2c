"""What an item of a conflict stands on: its quotations, its note, its place in the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from detente.errors import Place

NOWHERE = Place("", 0, 0)

Voice = Literal["own words", "report", "observer", "gloss"]
VOICES: tuple[Voice, ...] = ("own words", "report", "observer", "gloss")


@dataclass(frozen=True, slots=True)
class Basis:
    """Why an item is in the model, and who may see it.

    `because` and `against` name quotations; an item without `because` is an assumption,
    unless it is true by `definition`.  `only_in` names the perspectives that keep it.
    """

    because: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    note: str = ""
    confidential: bool = False
    only_in: tuple[str, ...] = ()
    definition: bool = False
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Source:
    """A document that says something about the conflict."""

    name: str
    title: str
    publisher: str = ""
    author: str = ""
    date: str = ""
    url: str = ""
    file: str = ""
    basis: Basis = Basis()


@dataclass(frozen=True, slots=True)
class Quotation:
    """What a source reports: verbatim words (`text`) or ours for them (`paraphrase`)."""

    name: str
    source: str
    voice: Voice
    text: str = ""
    paraphrase: str = ""
    passage: str = ""
    speaker: str = ""
    party: str = ""
    about: tuple[str, ...] = ()
    date: str = ""
    basis: Basis = Basis()
