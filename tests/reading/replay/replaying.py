"""An article read, reviewed as a record says, taken over into an empty file, and held against ours."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import detente
from detente.evidence.placing import Place
from detente.evidence.readings import Readings, read
from detente.evidence.reviewing.asking import review, write_review
from detente.evidence.reviewing.loading import load_review
from detente.evidence.reviewing.parties import meant_by
from detente.evidence.reviewing.records import Review
from tests.reading.replay.judging import Yielded, faults, nearness
from tests.reading.replay.recording import Decisions, decisions_of
from tests.reading.replay.wanting import Article, Wanted, skeleton


@dataclass(frozen=True, slots=True)
class Held:
    """One quotation of the shipped file: what yields it, or what comes nearest and why it does not."""

    wanted: Wanted
    by: Yielded | None
    faults: tuple[str, ...]

    @property
    def yielded(self) -> bool:
        """Whether the review has it."""
        return self.by is not None and not self.faults


@dataclass(frozen=True, slots=True)
class Replay:
    """What became of a recorded review."""

    article: Article
    held: tuple[Held, ...]
    quotations: int
    proposals: int
    gone: tuple[str, ...]
    conflict: str

    @property
    def yielded(self) -> int:
        """How many quotations of the shipped file the review has."""
        return sum(one.yielded for one in self.held)


class Desk:
    """A folder with one article, the review file of its reading, and an empty conflict file."""

    def __init__(self, article: Article, folder: Path) -> None:
        self.article, self.folder = article, folder
        self.file, self.review = folder / "article.txt", folder / "review.yaml"
        self.conflict = folder / "conflict.yaml"
        self.file.write_bytes(article.text.encode())
        self.conflict.write_text(skeleton(article.conflict), encoding="utf-8")
        self.readings: Readings = read(self.file)
        assert not self.readings.unread, self.readings.unread
        write_review(self.readings, self.review)

    def proposals(self) -> dict[str, Yielded]:
        """Return what each proposal would be as a quotation."""
        conflict, found = detente.load(self.conflict), {}
        for record in load_review(self.review).records:
            meant = meant_by(record, conflict)
            found[record.id] = Yielded(
                record.id,
                record.at,
                record.text("voice"),
                record.text("speaker"),
                meant.party,
                meant.about,
            )
        return found

    def replayed(self, decisions: Decisions) -> Replay:
        """Decide as it was recorded, take over what was accepted, and hold it against our file."""
        before: Review = load_review(self.review)
        decided, gone = decisions.on(before)
        by = {word: [n for n, d in decided.items() if d == word] for word in ("accept", "reject")}
        found = review(self.review, into=self.conflict, accept=by["accept"], reject=by["reject"])
        conflict = detente.load(self.conflict)
        added = []
        for one in found.added.quotations:
            quotation = conflict.quotation(str(one["name"]))
            added.append(
                Yielded(
                    quotation.name,
                    _place(one),
                    quotation.voice,
                    quotation.speaker,
                    quotation.party,
                    quotation.about,
                )
            )
        held = tuple(_held(wanted, added) for wanted in self.article.wanted)
        text = self.conflict.read_text(encoding="utf-8")
        return Replay(self.article, held, len(added), len(before.records), tuple(gone), text)


def replay(article: Article, decisions: Decisions) -> Replay:
    """Return what becomes of a recorded review of an article."""
    with tempfile.TemporaryDirectory() as folder:
        return Desk(article, Path(folder)).replayed(decisions)


def chosen(article: Article) -> Decisions:
    """Return the decisions of a person who wants the quotations of the shipped file.

    For each the proposal is accepted that is the same, else the one that comes nearest, as
    whoever reviews would mend it; of several, the one whose words are most nearly those.
    """
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(article, Path(folder))
        proposals = desk.proposals()
        best = (_best(wanted, proposals.values()) for wanted in article.wanted)
        accepted = dict.fromkeys(one.name for one in best if one is not None)
        return decisions_of(article.text, load_review(desk.review), accepted)


def _best(wanted: Wanted, found: Iterable[Yielded]) -> Yielded | None:
    """Return what is most like a quotation, if anything stands in its place."""
    there = [one for one in found if faults(wanted, one) != ["place"]]
    key = {one.name: (len(faults(wanted, one)), -nearness(wanted, one), one.name) for one in there}
    return min(there, key=lambda one: key[one.name], default=None)


def _held(wanted: Wanted, added: list[Yielded]) -> Held:
    best = _best(wanted, added)
    return Held(wanted, best, tuple(faults(wanted, best)) if best else ())


def _place(one: Mapping[str, object]) -> Place:
    return tuple((start, end) for start, end in one["place"])  # type: ignore[attr-defined]
