"""Shipped files, spoiled at random, and trees made at random: problems, never an exception.

Everything follows from fixed seeds, so that a failure can be run again by its number.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

import detente
from detente.errors import ConflictProblems, WrongUse
from detente.language.codes import CODES
from detente.language.loading import loads, read
from detente.language.schema import SHAPES
from detente.shipped import path_of, slugs

ODD = [*"[]{}:,-#&*!|>'\"%@`?\t \n\r\\0YN~", "\u00e9", "\u0301", "\u200b", "\ufeff", "\x00", "  "]
ODD += ["- ", ": ", "not ", " and ", " only after ", "<<", "&a ", "*a", "!!str ", "---\n", "9" * 30]


def lines_gone(text: str, luck: random.Random) -> str:
    """Take a few lines out."""
    lines = text.splitlines(keepends=True)
    for _ in range(luck.randint(1, 4)):
        if lines:
            del lines[luck.randrange(len(lines))]
    return "".join(lines)


def lines_twice(text: str, luck: random.Random) -> str:
    """Repeat a stretch of lines somewhere else."""
    lines = text.splitlines(keepends=True)
    start = luck.randrange(len(lines))
    stretch = lines[start : start + luck.randint(1, 8)]
    at = luck.randrange(len(lines))
    return "".join([*lines[:at], *stretch, *lines[at:]])


def lines_swapped(text: str, luck: random.Random) -> str:
    """Exchange two lines."""
    lines = text.splitlines(keepends=True)
    one, other = luck.randrange(len(lines)), luck.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "".join(lines)


def indented(text: str, luck: random.Random) -> str:
    """Move some lines to the left or to the right."""
    lines = text.splitlines(keepends=True)
    for _ in range(luck.randint(1, 4)):
        at = luck.randrange(len(lines))
        lines[at] = lines[at][2:] if luck.random() < 0.5 else "  " + lines[at]
    return "".join(lines)


def letters(text: str, luck: random.Random) -> str:
    """Change, add and drop letters."""
    signs = list(text)
    for _ in range(luck.randint(1, 6)):
        at = luck.randrange(len(signs))
        signs[at : at + luck.randint(0, 2)] = [luck.choice(ODD)]
    return "".join(signs)


def cut(text: str, luck: random.Random) -> str:
    """Keep the beginning only."""
    return text[: luck.randrange(len(text))]


def words(text: str, luck: random.Random) -> str:
    """Put words of the file where other words stood."""
    parts = text.split(" ")
    for _ in range(luck.randint(1, 6)):
        parts[luck.randrange(len(parts))] = luck.choice(parts)
    return " ".join(parts)


def noise(text: str, luck: random.Random) -> str:
    """Forget the file: random bytes, as a careless editor would decode them."""
    del text
    return luck.randbytes(luck.randint(0, 400)).decode("latin-1")


CHANGES = [lines_gone, lines_twice, lines_swapped, indented, letters, cut, words, noise]
EVERY_KEY = sorted({key for table in SHAPES.values() for key in table.fields} | {"sees", "slices"})
LEAVES = [
    "a",
    "b",
    "not a",
    "a only after b",
    "YN",
    "NN",
    "2021",
    "2021-10..2020",
    "3 days",
    "true",
]
LEAVES += ["", "nobody", "same", "others", "much", "1", "-1.5", "own words", "sha256:00", "a iff a"]


def tree(luck: random.Random, depth: int = 0) -> object:
    """Return a random value; keys are mostly those of the format."""
    kind = luck.random()
    if depth > 5 or kind < 0.4:
        return luck.choice(LEAVES)
    if kind < 0.6:
        return [tree(luck, depth + 1) for _ in range(luck.randint(0, 3))]
    keys = [luck.choice([*EVERY_KEY, "a", "b"]) for _ in range(luck.randint(0, 5))]
    return {key: tree(luck, depth + 1) for key in keys}


def survives(text: str) -> str:
    """Read a text, check every problem, and go on as far as a sound file may go."""
    conflict, problems = read(text)
    for problem in problems:
        assert problem.code in CODES
        assert problem.place.line >= 1
        assert problem.place.column >= 1
        assert "\n" not in problem.message
    if conflict is None:
        assert any(problem.severity == "error" for problem in problems)
        return "refused"
    return "read"


@pytest.mark.parametrize("change", CHANGES, ids=[change.__name__ for change in CHANGES])
def test_spoiled_examples(change: Callable[[str, random.Random], str]) -> None:
    """Each shipped file, spoiled in one way a few times over, is read or refused."""
    ends = set()
    for slug in slugs():
        path = path_of(slug)
        assert path is not None
        text = path.read_text(encoding="utf-8")
        for seed in range(4):
            luck = random.Random(f"{slug} {change.__name__} {seed}")
            ends.add(survives(change(text, luck)))
    assert "refused" in ends


def test_random_trees() -> None:
    """Random YAML with the keys of the format is read or refused."""
    for seed in range(500):
        luck = random.Random(seed)
        top = {
            key: tree(luck, 1)
            for key in luck.sample(sorted(SHAPES["conflict"].fields), luck.randint(4, 12))
        }
        survives(json.dumps({"title": "x", **top, "detente": 1}))


@pytest.mark.parametrize("seed", range(5))
def test_checking_what_was_spoiled(tmp_path: Path, seed: int) -> None:
    """The whole check of a spoiled file raises nothing either."""
    for slug in ("classics/chicken", "water/elmira", "korea/hanoi-2019"):
        path = path_of(slug)
        assert path is not None
        text = path.read_text(encoding="utf-8")
        for change in CHANGES:
            luck = random.Random(f"{slug} {change.__name__} {seed}")
            spoiled = tmp_path / "conflict.yaml"
            spoiled.write_text(change(text, luck), encoding="utf-8", newline="")
            found = detente.check(spoiled)
            assert found.to_dict()["question"] == "check"
            assert all(problem.place.file == str(spoiled) for problem in found.problems)


@pytest.mark.parametrize("seed", range(3))
def test_bytes_that_are_spoiled(tmp_path: Path, seed: int) -> None:
    """Bytes exchanged in the file itself are problems of the file."""
    luck = random.Random(seed)
    path = path_of("classics/chicken")
    assert path is not None
    for _ in range(30):
        data = bytearray(path.read_bytes())
        for _ in range(luck.randint(1, 5)):
            data[luck.randrange(len(data))] = luck.randrange(256)
        (tmp_path / "conflict.yaml").write_bytes(data)
        found = detente.check(tmp_path / "conflict.yaml")
        with suppress(ConflictProblems):
            detente.load(tmp_path / "conflict.yaml")
            assert all(problem.code[0] in "PME" for problem in found.problems)


def test_texts_that_no_file_can_hold() -> None:
    """A text handed over in a program may hold even half a letter."""
    for text in ("title: \ud800", "\udc00", "detente: 1\ntitle: \udfff\n"):
        with pytest.raises(ConflictProblems):
            loads(text)


def test_wrong_use_is_no_other_exception() -> None:
    """A perspective that the file does not have is wrong use, in a check too."""
    with pytest.raises(WrongUse, match="there is no perspective"):
        detente.check("classics/chicken", perspective="nobody's")
