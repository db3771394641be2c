"""Formulas as patterns: the same truth in every combination."""

from __future__ import annotations

from functools import reduce
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.conflict.logic import And, AtLeast, Formula, Iff, Implies, Name, Not, Or, evaluate
from detente.errors import LimitReached
from detente.formats.patterns import (
    TooManyPatterns,
    expanded,
    formula_of,
    left_by,
    patterns_of,
    truth_over,
)

NAMES = ("a", "b", "c", "d")
PLACES = {name: place for place, name in enumerate(NAMES)}


def larger(inner: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
    """Return formulas made of smaller ones."""
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        inner.map(Not),
        several.map(And),
        several.map(Or),
        st.builds(Implies, inner, inner),
        st.builds(Iff, inner, inner),
        several.flatmap(lambda parts: st.integers(1, len(parts)).map(lambda n: AtLeast(n, parts))),
    )


FORMULAS = st.recursive(st.sampled_from(NAMES).map(Name), larger, max_leaves=8)


@settings(deadline=None)
@given(FORMULAS)
def test_patterns_say_what_the_formula_says(formula: Formula):
    """In every combination the formula holds exactly if one of its patterns does."""
    patterns = patterns_of(formula, PLACES)
    for signs in product((False, True), repeat=len(NAMES)):
        value = dict(zip(NAMES, signs, strict=True))
        by_pattern = any(all(signs[place] == on for place, on in one) for one in patterns)
        assert by_pattern == bool(evaluate(formula, value.__getitem__))


@settings(deadline=None)
@given(FORMULAS)
def test_what_patterns_exclude(formula: Formula):
    """Excluding the patterns of a formula leaves where it does not hold."""
    left = left_by(len(NAMES), patterns_of(formula, PLACES))
    assert (left == ~truth_over(len(NAMES), PLACES)(formula)).all()


def test_facts_are_written_out():
    """A fact stands for its formula, at any depth."""
    meanings = {"f": Or((Name("a"), Name("g"))), "g": Not(Name("b"))}
    found = expanded(Implies(Name("f"), AtLeast(1, (Name("c"), Name("g")))), meanings)
    inner = Or((Name("a"), Not(Name("b"))))
    assert found == Implies(inner, AtLeast(1, (Name("c"), Not(Name("b")))))


def test_patterns_stay_short():
    """What another pattern includes is not said twice, and order is kept."""
    formula = Or((And((Name("b"), Name("a"))), Name("b"), And((Name("c"), Not(Name("c"))))))
    assert patterns_of(formula, PLACES) == (((1, True),),)
    assert patterns_of(Or((Name("a"), Not(Name("a")))), PLACES)[0:] == (
        ((0, True),),
        ((0, False),),
    )


def test_too_many_patterns():
    """A formula that needs thousands of patterns is refused before it fills the memory."""
    names = {f"o{n}": n for n in range(16)}
    parity = reduce(Iff, map(Name, names))
    with pytest.raises(TooManyPatterns):
        patterns_of(parity, names)
    pairs = And(tuple(Or((Name(f"o{n}"), Name(f"o{n + 1}"))) for n in range(0, 16, 2)))
    assert len(patterns_of(pairs, names)) == 256


def test_too_many_combinations():
    """More options than can be numbered are refused."""
    with pytest.raises(LimitReached, match="23 options"):
        left_by(23, [])
    with pytest.raises(LimitReached, match="patterns"):
        left_by(
            22,
            [((n, True), (m, on)) for n in range(22) for m in range(22) for on in (True, False)]
            + [
                ((0, True), (1, True), (n, True), (m, True))
                for n in range(2, 22)
                for m in range(2, 22)
            ],
        )


def test_a_pattern_as_a_formula():
    """One place is a literal, several are joined by and."""
    assert formula_of([(1, False)], NAMES) == Not(Name("b"))
    assert formula_of([(0, True), (1, False)], NAMES) == And((Name("a"), Not(Name("b"))))
