"""Attacks on the whole program, each a number of runs from a seed; `scripts/attack.py` runs them."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.hostile import mutants, strange
from tests.hostile.forked import Run, forked, prepare

Once = Callable[[int], Iterator[tuple[Run, list[str]]]]

REVIEW_OF = '"We will not build a fence," French Foreign Minister Ana Bell said on Tuesday.\n'


class Attack(NamedTuple):
    """What is done with one number, and how many of them a run of the script takes."""

    once: Once
    usual: int


@cache
def reviewed() -> str:
    """Return a review file in which all is accepted; empty where nothing is installed that reads."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "report.txt").write_text(REVIEW_OF * 3, encoding="utf-8")
        forked("read", "report.txt", "--to", "review.yaml", folder=folder)
        made = folder / "review.yaml"
        text = made.read_text(encoding="utf-8") if made.exists() else ""
    return text.replace("\n    decide:\n", "\n    decide: accept\n")


def of_mutant(seed: int) -> Iterator[tuple[Run, list[str]]]:
    """Ask about one conflict file that is nearly sound."""
    prepare()
    text, base = mutants.mutant(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "d.yaml").write_text(base, encoding="utf-8")
        (folder / "review.yaml").write_text(reviewed(), encoding="utf-8")
        for words in mutants.calls(seed, mutants.tree_of(text)):
            (folder / "c.yaml").write_text(text, encoding="utf-8")
            run = forked(*words, folder=folder)
            yield run, list(run.faults(commented=words[0] == "export"))


def of_document(seed: int) -> Iterator[tuple[Run, list[str]]]:
    """Have one strange document read, cited, and taken into a corpus."""
    prepare()
    read_before()
    file, data = strange.strange(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / file).write_bytes(data)
        for words in strange.calls(seed, file):
            run = forked(*words, folder=folder)
            yield run, list(run.faults())


@cache
def read_before() -> None:
    """Load what reads, once for all."""
    from detente.evidence.documents.loading import document_of
    from detente.evidence.reading.parsing import model

    for name, data in strange.papers():
        document_of(data, f"paper{name}")
    if model.available():
        model.load(model.chosen())


ATTACKS = {"mutants": Attack(of_mutant, 10_000), "documents": Attack(of_document, 300)}
