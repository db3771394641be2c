"""The words of a conflict: names, clauses, steps and states."""

from __future__ import annotations

from dataclasses import replace

import pytest

import detente
from detente.analyses.wording import counted, joined, sentence_of, short_words, words_of
from detente.conflict.titles import distinct
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


ALIKE = """
detente: 1
title: Two of a name
parties:
  US: {name: United States, prefers: [s1]}
  USA: {name: United  States, prefers: [not s2]}
  C: {name: Gamma, prefers: [s3]}
positions:
  p: {party: US, label: No steps}
  q: {party: US, label: No steps}
  r: {party: C, label: No steps}
  s: {party: C, label: Steps}
options:
  s1: {label: Stop firing, by: US}
  s2: {label: "Stop\u00a0firing", by: USA}
  s3: {label: Pay (at once), by: C}
  s4: {label: Pay (later), by: C}
facts:
  ended: {label: Stop firing, formula: s1 and s2}
sources:
  a: {title: The end}
  b: {title: The end}
"""


def test_what_is_called_alike_is_told_apart() -> None:
    """Where two parties or options share a name the key stands behind it, and only there."""
    words = words_of(detente.loads(ALIKE))
    assert words.parties(["US", "USA", "C"]) == (
        "the United States (US), the United  States (USA) and Gamma"
    )
    assert words.title("US") == "United States (US)"
    assert words.doing(["s1", "not s2"]) == (
        "put in effect 'Stop firing' (s1) and end 'Stop\u00a0firing' (s2)"
    )
    assert words.clause(parse("ended and not s3")) == (
        "'Stop firing' (ended) is the case and 'Pay (at once)' is not in effect"
    )
    assert words.sources == {"a": "The end (a)", "b": "The end (b)"}


def test_a_position_is_told_apart_from_those_of_its_party() -> None:
    """A position is told with its party, so that only its own party's may not be called alike."""
    words = words_of(detente.loads(ALIKE))
    assert [words.position(name) for name in "pqrs"] == [
        "'No steps' (p)",
        "'No steps' (q)",
        "'No steps'",
        "'Steps'",
    ]
    assert words.position("r", alone=True) == "'No steps' of Gamma"
    assert words.position("s", alone=True) == "'Steps'"


def test_a_remark_that_tells_labels_apart_stays() -> None:
    """The remark at the end of a label goes where the label can be told without it."""
    text = ALIKE.replace("Pay (later)", "Ask (later)")
    assert short_words(detente.loads(ALIKE)).quoted("s3") == "'Pay (at once)'"
    assert short_words(detente.loads(text)).quoted("s3") == "'Pay'"


def test_a_name_that_looks_like_a_key_behind_a_name() -> None:
    """Whoever is called just as another one is with its key gets a key, too."""
    assert distinct({"A": "Alpha", "B": "Alpha", "C": "Alpha (A)"}) == {
        "A": "Alpha (A)",
        "B": "Alpha (B)",
        "C": "Alpha (A) (C)",
    }
    assert distinct({"a": "b", "b": "b", "B": "B"}) == {"a": "b (a)", "b": "b (b)", "B": "B"}


def test_two_versions_of_one_file() -> None:
    """What only the older version has is told by its own words, apart from those of the newer."""
    older = detente.loads(TEXT)
    newer = detente.loads(TEXT.replace("  B:", "  D:").replace("by: B", "by: D"))
    newer = replace(
        newer, parties=tuple(replace(p, label="B") if p.name == "D" else p for p in newer.parties)
    )
    both = words_of(newer, older)
    assert [*both.options] == ["a", "b", "c"]
    assert (both.title("D"), both.title("B")) == ("B (D)", "B (B)")
