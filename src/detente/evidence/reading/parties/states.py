"""States and bodies that negotiate, as they are named in a text: names, peoples, capitals.

The table is short and holds facts only; persons come from the document and from the cast.  The
longest name wins, so that the Republic of Korea is not found inside the Democratic People's one.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Sort = Literal["name", "people", "capital", "body"]
# words for parties that a document names itself, with their codes, which begin with `=`
Own = Mapping[str, tuple[str, Sort]]

_TABLE = Path(__file__).with_name("states.txt")
_SORTS: tuple[Sort, ...] = ("name", "people", "capital", "body")
_PLAIN = str.maketrans({"\u2019": "'", "\u2018": "'", "\u2011": "-", "\u2010": "-", "\u00a0": " "})
_KOREAS = re.compile(r"\bKoreas\b|\binter-Korean\b")
_HALF = re.compile(r"\b[Tt]he (North|South)(?:'s)?\b(?!\s+[A-Z])|\b(North|South)'s\b")
HALVES = {"North": "PRK", "South": "KOR"}


@dataclass(frozen=True, slots=True)
class State:
    """A state, or a body that negotiates like one: its code and its common name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A state named in a text: from where to where, which one, and by which sort of word."""

    start: int
    end: int
    code: str
    sort: Sort


def plain(text: str) -> str:
    """Return a text with its apostrophes and hyphens made equal, character by character."""
    return text.translate(_PLAIN)


@functools.cache
def states() -> dict[str, State]:
    """Return the states of the table by their codes."""
    return {row[0]: State(row[0], row[1]) for row in _rows()}


@functools.cache
def terms() -> dict[str, tuple[tuple[str, Sort], ...]]:
    """Return what each word or name of the table stands for; Guinea stands for one state only."""
    found: dict[str, list[tuple[str, Sort]]] = {}
    for code, name, names, peoples, capitals, bodies in _rows():
        columns = (
            [name, *names.split(";")],
            peoples.split(";"),
            capitals.split(";"),
            bodies.split(";"),
        )
        for sort, column in zip(_SORTS, columns, strict=True):
            for word in column:
                if word and (code, sort) not in found.setdefault(plain(word), []):
                    found[plain(word)].append((code, sort))
    return {word: tuple(meant) for word, meant in found.items()}


@functools.cache
def former() -> frozenset[str]:
    """Return the names of the table that are of former days: Persia, Bonn."""
    return frozenset(plain(word) for word in re.findall(r"[|;]([^|;*\n]+)\*", _table()))


@functools.cache
def _finder() -> re.Pattern[str]:
    words = sorted(terms(), key=lambda word: (-len(word), word))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?!\w)")


def places(text: str, own: Own | None = None) -> tuple[Place, ...]:
    """Return the states named in a text, in order, the longest name first where names overlap.

    `own` are words for further parties; the states of the table come before them.
    """
    same = plain(text)
    found = []
    for match in _finder().finditer(same):
        meant = terms()[match[0]]
        if len(meant) == 1 or len({code for code, _ in meant}) == 1:
            found.append(Place(match.start(), match.end(), *meant[0]))
    if own:
        for match in _own_finder(tuple(own)).finditer(same):
            start, end = match.span()
            if not any(p.start < end and start < p.end for p in found):
                found.append(Place(start, end, *own[match[0]]))
        found.sort()
    return tuple(found)


@functools.lru_cache(maxsize=8)
def _own_finder(own: tuple[str, ...]) -> re.Pattern[str]:
    words = sorted(own, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?!\w)")


def two_koreas(text: str) -> bool:
    """Tell whether a text is about both Koreas, so that `the North` is one of them."""
    codes = {place.code for place in places(text)}
    return {"PRK", "KOR"} <= codes or (bool(_KOREAS.search(text)) and "PRK" in codes)


def halves(text: str) -> tuple[Place, ...]:
    """Return where a text says `the North` and `the South`; only of use if both Koreas are meant."""
    found = []
    for match in _HALF.finditer(plain(text)):
        group = 1 if match[1] else 2
        found.append(Place(match.start(group), match.end(group), HALVES[match[group]], "name"))
    return tuple(found)


@functools.cache
def _rows() -> tuple[tuple[str, str, str, str, str, str], ...]:
    rows = []
    for line in _table().replace("*", "").splitlines():
        code, name, names, peoples, capitals, bodies = line.split("|")
        rows.append((code, name, names, peoples, capitals, bodies))
    return tuple(rows)


def _table() -> str:
    """Return the lines of the table, without what is told of it."""
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if line and not line.startswith("#"))
