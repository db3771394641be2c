"""The words of a conflict: names, clauses, steps and states."""

from __future__ import annotations

import pytest

import detente
from detente.analyses.wording import counted, joined, sentence_of, words_of
from detente.language.expressions import parse

TEXT = """
detente: 1
title: Harbour
parties:
  US: {name: United States, prefers: [a]}
  B: {prefers: [b]}
  C: {name: Council of Elders, prefers: [not a]}
options:
  a: {label: Open the harbour, by: US}
  b: {by: B}
  c: {label: Pay, by: C}
facts:
  deal: a and c
"""
WORDS = words_of(detente.loads(TEXT))


@pytest.mark.parametrize(
    ("formula", "clause"),
    [
        ("a", "'Open the harbour' is in effect"),
        ("not b", "'b' is not in effect"),
        ("deal", "'deal' is the case"),
        ("not deal", "'deal' is not the case"),
        ("a and b", "'Open the harbour' and 'b' are in effect"),
        ("a or b or c", "'Open the harbour', 'b' or 'Pay' is in effect"),
        ("not (a or b)", "neither 'Open the harbour' nor 'b' is in effect"),
        ("not (a and b)", "'Open the harbour' and 'b' are not both in effect"),
        ("not (a and b and c)", "'Open the harbour', 'b' and 'Pay' are not all in effect"),
        ("not a and not b", "neither 'Open the harbour' nor 'b' is in effect"),
        ("not a and not b and not c", "none of 'Open the harbour', 'b' and 'Pay' is in effect"),
        ("a and not b", "'Open the harbour' is in effect and 'b' is not in effect"),
        ("a implies b or c", "if 'Open the harbour' is in effect, then 'b' or 'Pay' is in effect"),
        ("a iff b", "'Open the harbour' is in effect exactly when 'b' is in effect"),
        ("at least 2 of a, b, c", "at least 2 of 'Open the harbour', 'b' and 'Pay' are in effect"),
        ("at least 1 of a, b", "at least 1 of 'Open the harbour' and 'b' is in effect"),
        (
            "at least 2 of a, not b, c",
            ("at least 2 of these hold ('Open the harbour' is in effect; 'b' is not in effect; "
            "'Pay' is in effect)"),
        ),
        ("not (a implies b)", "it is not so that (if 'Open the harbour' is in effect, then 'b' is in effect)"),
        (
            "(a implies b) or c",
            "(if 'Open the harbour' is in effect, then 'b' is in effect) or 'Pay' is in effect",
        ),
    ],
)  # fmt: skip
def test_a_formula_reads_as_a_clause(formula: str, clause: str) -> None:
    """Every form of the logic has its clause; what could be misread stands in parentheses."""
    assert WORDS.clause(parse(formula)) == clause


@pytest.mark.parametrize(
    ("formula", "clause"),
    [
        ("a", "'Open the harbour' be in effect"),
        ("not b", "'b' not be in effect"),
        ("not (a and b)", "'Open the harbour' and 'b' not both be in effect"),
        ("a implies b", "if 'Open the harbour' is in effect, then 'b' be in effect"),
        ("b iff a", "'b' be in effect exactly when 'Open the harbour' is in effect"),
    ],
)
def test_behind_a_demand_the_clause_stands_in_the_other_mood(formula: str, clause: str) -> None:
    """After "demands that" it says what is to be, not what is."""
    assert WORDS.clause(parse(formula), "be") == clause


def test_a_name_gets_its_article_only_where_english_needs_one() -> None:
    """The United States has one; a name that is not known keeps its own form."""
    assert WORDS.parties(["US", "B", "C"]) == "the United States, B and Council of Elders"


def test_steps_read_as_what_somebody_does() -> None:
    """Steps done and undone are told together; in an explicit graph only the state is."""
    assert WORDS.doing(("a", "not b")) == "put in effect 'Open the harbour' and end 'b'"
    elmira = words_of(detente.load("water/elmira"))
    assert elmira.doing((), "s9") == "move to 'Uniroyal abandons its Elmira operation'"


def test_a_state_reads_as_what_is_in_effect() -> None:
    """Options by label; a named state by its own label; nothing at all in so many words."""
    assert WORDS.state("YNY") == "'Open the harbour' and 'Pay'"
    assert WORDS.state("NNN") == "nothing in effect"
    elmira = words_of(detente.load("water/elmira"))
    assert elmira.state("s9") == "'Uniroyal abandons its Elmira operation'"
    assert elmira.in_effect("s9") == ()


def test_lists_and_numbers() -> None:
    """Small helpers: lists with one last word, numbers with their noun, sentences with an end."""
    assert joined(["a", "b", "c"], "or") == "a, b or c"
    assert [counted(1, "party", "parties"), counted(4096, "state")] == ["1 party", "4,096 states"]
    assert sentence_of("the end") == "The end."
    assert sentence_of("Is it so?") == "Is it so?"
