"""The eighteen traps: the table of what is to be expected of them, as values.

Two articles set eighteen traps for four tools.  `traps.yaml` tells what an analyst holds true of
each; this package reads the table, judges a reading by it, and prints what came out.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.reading.labels import occurrences

TABLE = Path(__file__).parent.parent / "traps.yaml"
RETOLD = Path(__file__).parent
_OVER = re.compile(r"\s\.\.\.\s")


@dataclass(frozen=True, slots=True)
class Expected:
    """One thing that is to be expected: where it stands, what it is, and what must be said of it."""

    document: str
    what: str
    at: str
    characters: tuple[int, int]
    says: Mapping[str, Any]
    found: bool = True
    asked: bool = False
    once: bool = False

    def place(self, text: str, *, true: bool) -> tuple[int, int]:
        """Return the characters it is about, in the article told again or in the `true` one."""
        if true:
            return self.characters
        first, *rest = _OVER.split(self.at)
        start, end = occurrences(text, first)[0]
        if rest:
            end = next(b for a, b in occurrences(text, rest[-1]) if a >= start)
        return start, end


@dataclass(frozen=True, slots=True)
class Trap:
    """A trap: its number and title, what is hard about it, and what is to be expected."""

    number: int
    title: str
    hard: str
    expect: tuple[Expected, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The whole table; `articles` tells how the hash of each true article begins.

    `recorded` holds the outcome of every trap, with the articles told again and the true ones.
    """

    articles: Mapping[str, str]
    traps: tuple[Trap, ...]
    quotations: tuple[Expected, ...]
    recorded: Mapping[bool, Mapping[int, str]]


def table() -> Table:
    """Return the table of the traps."""
    whole = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    traps = tuple(
        Trap(one["number"], one["title"], one["hard"], tuple(map(_expected, one["expect"])))
        for one in whole["traps"]
    )
    quotations = tuple(_expected({"is": "utterance", **one}) for one in whole["quotations"])
    others = {True: whole["not right"]["true articles"], False: whole["not right"]["told again"]}
    recorded = {
        true: {one.number: other.get(one.number, "right") for one in traps}
        for true, other in others.items()
    }
    return Table(whole["articles"], traps, quotations, recorded)


def _expected(one: Mapping[str, Any]) -> Expected:
    fixed = {"in", "is", "at", "characters", "found", "asked", "once"}
    first, last = one["characters"]
    return Expected(
        document=one["in"],
        what=one["is"],
        at=one["at"],
        characters=(first, last),
        says={key: value for key, value in one.items() if key not in fixed},
        found=one.get("found", True),
        asked=one.get("asked", False),
        once=one.get("once", False),
    )


def retold() -> dict[str, Path]:
    """Return the two articles told again in words of our own."""
    return {name: RETOLD / f"{name}.txt" for name in table().articles}


def true_ones(folder: str | Path | None) -> dict[str, Path] | None:
    """Return the two true articles, known by their hash, or None if a folder does not hold them."""
    files = sorted(Path(folder).glob("*.txt")) if folder and Path(folder).is_dir() else []
    hashes = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    found = {
        name: path
        for name, begins in table().articles.items()
        for path, value in hashes.items()
        if value.startswith(begins)
    }
    return found if len(found) == len(table().articles) else None
