"""What a review is held against: the quotations that the Korean examples take from one article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

import detente
from detente.conflict.basis import Quotation
from detente.conflict.conflict import Conflict
from detente.evidence.placing import Layout, Place, laid_out

HERE = Path(__file__).parent
TRAPS = HERE.parent / "traps"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A quotation of a shipped file, and where its words stand in the article."""

    name: str
    place: Place
    voice: str
    speaker: str
    party: str
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """An article that a shipped example quotes, as `source`; `text` is what was read of it."""

    example: str
    source: str
    text: str
    wanted: tuple[Wanted, ...]

    @property
    def conflict(self) -> Conflict:
        """The shipped conflict file."""
        return detente.load(f"korea/{self.example}")


EXAMPLES = {"hanoi-2019": "article", "declaration-2021": "herald"}


def true_article(example: str, text: str) -> Article:
    """Return an article with the places of the words, or of the passages, that the file has."""
    layout, source = laid_out(text), EXAMPLES[example]
    wanted = (_wanted(one, _place(one, layout)) for one in quotations_of(example))
    return Article(example, source, text, tuple(wanted))


def retold_article(example: str) -> Article:
    """Return an article told again, with the places of the words that tell the same."""
    told = yaml.safe_load((HERE / "retold.yaml").read_text(encoding="utf-8"))[example]
    text = (TRAPS / told["file"]).read_bytes().decode()
    wanted = []
    for one in quotations_of(example):
        place = (_anchored(text, told["quotations"][one.name]),)
        speaker = told["speakers"].get(speaker_of(one.speaker), speaker_of(one.speaker))
        wanted.append(replace(_wanted(one, place), speaker=speaker))
    return Article(example, EXAMPLES[example], text, tuple(wanted))


def quotations_of(example: str) -> list[Quotation]:
    """Return the quotations that a shipped example takes from its article."""
    conflict = detente.load(f"korea/{example}")
    return [one for one in conflict.quotations if one.source == EXAMPLES[example]]


def speaker_of(told: str) -> str:
    """Return the name in `Ana Bell, envoy of France`."""
    return told.partition(",")[0].strip()


def _wanted(one: Quotation, place: Place) -> Wanted:
    return Wanted(one.name, place, one.voice, speaker_of(one.speaker), one.party, one.about)


def _place(one: Quotation, layout: Layout) -> Place:
    return layout.place_of(one.text) if one.text else layout.place_of_passage(one.passage)


def _anchored(text: str, words: str) -> tuple[int, int]:
    """Return where words stand that are given whole, or as `first ... last`."""
    first, _, last = words.partition(" ... ")
    assert text.count(first) == 1, f"{first!r} does not stand there once"
    start = text.index(first)
    return start, text.index(last or first, start) + len(last or first)


def skeleton(conflict: Conflict) -> str:
    """Return a conflict file that has the parties and options of another, and nothing else."""
    parties: Mapping[str, object] = {
        party.name: {"name": party.label, "aliases": list(party.aliases)}
        for party in conflict.parties
    }
    first = conflict.parties[0].name
    options = {option.name: {"label": option.label, "by": first} for option in conflict.options}
    tree = {
        "detente": 1,
        "title": conflict.title,
        "parties": parties,
        "options": options,
        "status_quo": [],
    }
    return yaml.safe_dump(tree, sort_keys=False, allow_unicode=True)
