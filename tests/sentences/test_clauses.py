"""Clauses in English against the formulas they stand for, and what the reader of them sees."""

from __future__ import annotations

from functools import cache
from random import Random

import pytest

import detente
from detente.analyses.wording import Words, words_of
from detente.conflict.logic import And, AtLeast, Formula, Iff, Implies, Name, Not, Or
from detente.language.expressions import parse

from .clauses import Clauses
from .scene import Call, Scene

TEXT = """
detente: 1
title: Harbour
parties: {A: {prefers: [a]}, B: {prefers: [b]}}
options:
  a: {label: Open the harbour, by: A}
  b: {label: Pay, by: B}
  c: {by: B}
  d: {label: Sign, by: A}
facts: {deal: a and b, peace: {formula: c or d, label: Peace}}
states: {war: c and not d}
"""
NAMES = ("a", "b", "c", "d", "deal", "peace", "war")
COUNT = 400


@cache
def setting() -> tuple[Words, Clauses]:
    """Return the words of a conflict, and what reads them back."""
    conflict = detente.loads(TEXT)
    return words_of(conflict), Clauses(Scene(conflict, Call("describe")))


def random_formula(rng: Random, depth: int) -> Formula:
    """Return a formula in which lists of plain options are as frequent as anything else."""
    if depth == 0 or rng.random() < 0.2:
        return Name(rng.choice(NAMES))
    kind = rng.choice(("not", "and", "or", "implies", "iff", "at least", "list", "list"))
    if kind == "not":
        return Not(random_formula(rng, depth - 1))
    if kind == "list":
        names: tuple[Formula, ...] = tuple(map(Name, rng.sample(NAMES[:4], rng.choice((2, 2, 3)))))
        inner = tuple(map(Not, names)) if rng.random() < 0.3 else names
        found = rng.choice((And(inner), Or(inner), AtLeast(rng.randint(1, len(inner)), inner)))
        return Not(found) if rng.random() < 0.3 else found
    parts = tuple(random_formula(rng, depth - 1) for _ in range(rng.choice((2, 2, 3))))
    match kind:
        case "and":
            return And(parts)
        case "or":
            return Or(parts)
        case "implies":
            return Implies(parts[0], parts[1])
        case "iff":
            return Iff(parts[0], parts[1])
        case _:
            return AtLeast(rng.randint(1, len(parts)), parts)


@pytest.mark.parametrize("seed", range(8))
def test_a_clause_reads_in_one_way(seed: int) -> None:
    """In both moods, and behind other words, a clause means its formula and nothing else."""
    words, read = setting()
    rng = Random(f"clauses {seed}")
    for _ in range(COUNT // 8):
        formula = random_formula(rng, rng.choice((1, 2, 2, 3)))
        assert read.says(words.clause(formula), formula), words.clause(formula)
        assert read.says(words.clause(formula, "be"), formula), words.clause(formula, "be")
        assert read.says_apart(words.holds(formula), formula), words.holds(formula)
        assert read.says_apart(words.part(formula), formula), words.part(formula)


@pytest.mark.parametrize(
    ("text", "meanings"),
    [
        ("'Pay' is in effect and 'c' is not in effect exactly when 'Sign' is in effect", 2),
        ("'Pay' is in effect exactly when 'c' is in effect or 'Sign' is not in effect", 2),
        ("if 'Pay' is in effect, then 'c' is in effect and 'Sign' is not in effect", 2),
        ("'Pay' is in effect, 'c' is in effect or 'Sign' is not in effect", 1),
        ("'Pay' is not in effect unless 'c' is in effect and 'Sign' is not in effect", 2),
        ("'Pay' is not in effect unless this holds: 'c' is in effect and 'Sign' is in effect", 1),
        ("'Pay' and 'c' is in effect", 0),
        ("'Pay' is the case", 0),
    ],
)
def test_what_can_be_read_in_two_ways_is_seen(text: str, meanings: int) -> None:
    """The reader finds every meaning of a clause, and none in what is no clause."""
    assert len(setting()[1].readings(text)) == meanings


def test_a_clause_that_says_another_thing_is_seen() -> None:
    """A wrong word changes the meaning that is read."""
    read = setting()[1]
    assert read.says("neither 'Open the harbour' nor 'Pay' is in effect", parse("not (a or b)"))
    assert not read.says(
        "'Open the harbour' and 'Pay' are not both in effect", parse("not (a or b)")
    )
    assert not read.says("at least 2 of 'Pay' and 'c' are in effect", parse("at least 1 of b, c"))
