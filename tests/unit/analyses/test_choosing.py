"""States meant by a formula, a pattern, or the name of a target or state."""

from __future__ import annotations

import pytest

import detente
from detente.analyses.choosing import chosen, is_pattern, pattern_of

TEXT = """
detente: 1
title: Three switches
parties:
  A: {prefers: [a]}
options:
  a: {by: A}
  b: {by: A}
  Y-N: {by: A}
facts:
  pair: a and b
rules:
  - not (a and b and Y-N)
targets: {goal: a or b}
"""
GRAPH = detente.compile(detente.loads(TEXT))
MERGED = detente.compile(
    detente.loads(TEXT.replace("facts:", "states: {done: a}\nfacts:").replace("a or b", "a"))
)


@pytest.mark.parametrize(
    ("where", "states"),
    [
        (None, {"NNN", "YNN", "NYN", "NNY", "YNY", "NYY", "YYN"}),
        ("YY-", {"YYN"}),
        ("N-Y", {"NNY", "NYY"}),
        ("---", {"NNN", "YNN", "NYN", "NNY", "YNY", "NYY", "YYN"}),
        ("pair", {"YYN"}),
        ("a and not b", {"YNN", "YNY"}),
        ("goal", {"YNN", "NYN", "YNY", "NYY", "YYN"}),
        ("Y-N", {"NNY", "YNY", "NYY"}),  # an option of that name comes before the pattern
        ("at least 2 of a, b, Y-N", {"YNY", "NYY", "YYN"}),
    ],
)
def test_states_are_chosen_by_what_is_meant(where: str | None, states: set[str]) -> None:
    """A pattern, a fact, a formula, a target; a name of the file comes before a pattern."""
    assert set(GRAPH.words(chosen(GRAPH, where))) == states


def test_states_treated_as_one_hold_a_formula_where_all_do() -> None:
    """The state 'done' is chosen by 'a', which it stands for, and not by 'b'."""
    assert set(MERGED.words(chosen(MERGED, "a"))) == {"done"}
    assert set(MERGED.words(chosen(MERGED, "b"))) == {"NYN", "NYY"}
    assert set(MERGED.words(chosen(MERGED, "not done and b"))) == {"NYN", "NYY"}
    assert set(MERGED.words(chosen(MERGED, "goal"))) == {"done"}


def test_explicit_graphs_are_asked_by_the_names_of_states() -> None:
    """A formula over names of states picks these states."""
    graph = detente.compile(detente.load("water/elmira"))
    assert set(graph.words(chosen(graph, "s1 or s3"))) == {"s1", "s3"}
    assert len(graph.words(chosen(graph, "not s1"))) == 8
    assert not is_pattern(graph, "YN")


@pytest.mark.parametrize(
    ("where", "pattern"),
    [
        ("Y--", "Y--"),
        ("a and not b", "YN-"),
        ("not Y-N", "--N"),
        ("a and a", "Y--"),
        ("a and not a", None),
        ("a or b", None),
        ("pair", None),
        ("goal", None),
        (None, None),
    ],
)
def test_one_pattern_covers_what_only_says_yes_or_no(where: str | None, pattern: str) -> None:
    """A formula that says of some options whether they are in effect is a pattern."""
    assert pattern_of(GRAPH, where) == pattern
    if pattern is not None:
        assert set(GRAPH.words(chosen(GRAPH, where))) == set(GRAPH.words(chosen(GRAPH, pattern)))
    assert pattern_of(MERGED, "a") is None


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("YY", "the pattern 'YY' has 2 letters, the file 3 options"),
        ("a and c", "'c' is not an option or fact of this file"),
        ("a &", "'a &' is not a formula"),
        ("", "'' is not a formula"),
    ],
)
def test_what_cannot_be_read_is_wrong_use(where: str, message: str) -> None:
    """The message says what was written and what is possible."""
    with pytest.raises(detente.WrongUse, match="^" + message.replace("(", r"\(")):
        chosen(GRAPH, where)
