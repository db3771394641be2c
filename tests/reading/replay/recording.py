"""The record of a review: which proposals were accepted, by kind, place and id, and no word.

hanoi-2019:
  sha256: ...                       the SHA-256 of the article's text
  accept:
  - utterance 462-532 u-1234567890
  reject: [...]
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from detente.evidence.reviewing.records import Record, Review
from tests.reading.replay.wanting import HERE

TRUE, RETOLD = HERE / "articles.yaml", HERE / "retold-articles.yaml"
TOP = """\
# {what}: what was accepted and what was rejected of all that a
# reading proposes. Nothing was edited or paraphrased. Kind, characters of the text, id.
# Written by: python -m tests.reading.replay {folder}--record
"""


@dataclass(frozen=True, slots=True)
class Decisions:
    """What was decided on the proposals of one article."""

    sha256: str
    accept: tuple[str, ...]
    reject: tuple[str, ...]

    def on(self, review: Review) -> tuple[dict[str, str], list[str]]:
        """Return the decision on each proposal, by id, and what is proposed no more.

        A proposal is known again by its id, else by its kind and place.
        """
        ids = {record.id for record in review.records}
        places = {_place(record): record.id for record in review.records}
        decided: dict[str, str] = {}
        gone: list[str] = []
        for decision, lines in (("accept", self.accept), ("reject", self.reject)):
            for line in lines:
                kind, place, name = line.split()
                found = name if name in ids else places.get((kind, place))
                if found is not None:
                    decided.setdefault(found, decision)
                elif decision == "accept":
                    gone.append(line)
        return decided, gone


def recorded(path: Path) -> dict[str, Decisions]:
    """Return the record in a file, by the example it is held against."""
    tree = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {
        example: Decisions(one["sha256"], tuple(one["accept"]), tuple(one["reject"]))
        for example, one in tree.items()
    }


def write(path: Path, decisions: Mapping[str, Decisions]) -> None:
    """Write a record."""
    true = path == TRUE
    top = TOP.format(
        what="A review of the articles of the two Korean examples"
        if true
        else "A review of the same articles told again",
        folder="FOLDER " if true else "",
    )
    tree = {
        example: {"sha256": one.sha256, "accept": list(one.accept), "reject": list(one.reject)}
        for example, one in decisions.items()
    }
    path.write_text(top + yaml.safe_dump(tree, sort_keys=False), encoding="utf-8")


def decisions_of(text: str, review: Review, accepted: Iterable[str]) -> Decisions:
    """Return the decisions of somebody who accepts these proposals and rejects all others."""
    wanted = set(accepted)
    records = sorted(review.records, key=lambda one: (one.at, one.text("kind"), one.id))
    lines = {one.id: f"{one.text('kind')} {_place(one)[1]} {one.id}" for one in records}
    return Decisions(
        sha256_of(text),
        tuple(line for name, line in lines.items() if name in wanted),
        tuple(line for name, line in lines.items() if name not in wanted),
    )


def sha256_of(text: str) -> str:
    """Return the hash by which a record names an article."""
    return hashlib.sha256(text.encode()).hexdigest()


def _place(record: Record) -> tuple[str, str]:
    return record.text("kind"), record.text("place").replace(" ", "")
