"""Formulas: how tightly each word binds, and what is said of those that cannot be read."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.conflict.logic import (
    And,
    AtLeast,
    Formula,
    Iff,
    Implies,
    Name,
    Not,
    Or,
    evaluate,
    names,
    to_text,
)
from detente.conflict.parties import Step
from detente.language.expressions import (
    DEEPEST,
    LONGEST,
    RESERVED,
    WORDS,
    NotAFormula,
    name_problem,
    parse,
    parse_condition,
)

A, B, C, D = (Name(letter) for letter in "abcd")


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("a", A),
        ("  a  ", A),
        ("((a))", A),
        ("not a", Not(A)),
        ("not not a", Not(Not(A))),
        ("a and b and c", And((A, B, C))),
        ("a or b or c", Or((A, B, C))),
        ("a and (b and c)", And((A, And((B, C))))),
        ("not a and b", And((Not(A), B))),
        ("not (a and b)", Not(And((A, B)))),
        ("a or b and c", Or((A, And((B, C))))),
        ("a and b or c and d", Or((And((A, B)), And((C, D))))),
        ("(a or b) and c", And((Or((A, B)), C))),
        ("a or b implies c and d", Implies(Or((A, B)), And((C, D)))),
        ("a implies b implies c", Implies(A, Implies(B, C))),
        ("(a implies b) implies c", Implies(Implies(A, B), C)),
        ("not a implies b", Implies(Not(A), B)),
        ("a iff b implies c", Iff(A, Implies(B, C))),
        ("a implies b iff c or d", Iff(Implies(A, B), Or((C, D)))),
        ("(a iff b) iff c", Iff(Iff(A, B), C)),
        ("at least 2 of a, b, c", AtLeast(2, (A, B, C))),
        ("at least 1 of a", AtLeast(1, (A,))),
        ("at least 1 of not a, (b or c)", AtLeast(1, (Not(A), Or((B, C))))),
        ("at least 1 of a, b and c", And((AtLeast(1, (A, B)), C))),
        ("not at least 2 of a, b", Not(AtLeast(2, (A, B)))),
        ("d implies at least 1 of a, b", Implies(D, AtLeast(1, (A, B)))),
        ("a\n  and\tb", And((A, B))),
        ("a-b and a_b and a1", And((Name("a-b"), Name("a_b"), Name("a1")))),
    ],
)
def test_how_a_formula_is_read(text: str, formula: Formula) -> None:
    """Not binds tighter than and, then or, implies (to the right), iff."""
    assert parse(text) == formula


@pytest.mark.parametrize(
    ("text", "column", "message", "hint"),
    [
        ("", 0, "expected a name, 'not' or '(', and the text ends", ""),
        ("a and", 5, "after 'and', and the text ends", ""),
        ("a and or b", 6, "after 'and', not 'or'", ""),
        ("a b", 2, "expected the end of the formula after 'a', not 'b'", "'and' or 'or'"),
        ("(a", 2, "expected ')' after 'a', and the text ends", ""),
        ("a)", 1, "expected the end of the formula after 'a', not ')'", ""),
        ("a iff b iff c", 8, "not 'iff'", "'iff' is not chained"),
        ("a & b", 2, "'&' has no meaning in a formula", "write 'and'"),
        ("a | b", 2, "'|' has no meaning in a formula", "write 'or'"),
        ("!a", 0, "'!' has no meaning in a formula", "write 'not'"),
        ("a => b", 2, "'=' has no meaning in a formula", ""),
        ("a -> b", 2, "'-' has no meaning in a formula", "implies"),
        ("2 of a", 0, "expected a name, 'not' or '('", ""),
        ("at 2 of a", 3, "expected 'least' after 'at'", ""),
        ("at least two of a", 9, "expected a number after 'least'", ""),
        ("at least 0 of a", 0, "at least 0 of 1 makes no sense", "from 1 to 1"),
        ("d or at least 3 of a, b", 5, "at least 3 of 2 makes no sense", "from 1 to 2"),
        ("at least 1 of a,", 16, "and the text ends", ""),
        ("a, b", 1, "expected the end of the formula", ""),
        ("a only after b", 2, "not 'only'", ""),
    ],
)
def test_what_is_said_of_what_cannot_be_read(
    text: str, column: int, message: str, hint: str
) -> None:
    """The message names the column, what was expected and what stands there."""
    with pytest.raises(NotAFormula) as raised:
        parse(text)
    assert raised.value.column == column
    assert message in raised.value.message
    assert hint in raised.value.hint


def test_limits() -> None:
    """Formulas up to the limits are read, longer and deeper ones refused."""
    assert parse("(" * DEEPEST + "a" + ")" * DEEPEST) == A
    for deep in ("(" * (DEEPEST + 1), "not " * (DEEPEST + 1), "a implies " * (DEEPEST + 1)):
        with pytest.raises(NotAFormula, match="nested too deep"):
            parse(f"{deep}a")
    assert names(parse("a and " * 660 + "a")) == ("a",)
    with pytest.raises(NotAFormula, match=f"at most {LONGEST} characters"):
        parse("a" * (LONGEST + 1))


@pytest.mark.parametrize(
    ("text", "step", "order", "formula"),
    [
        ("a only after b", Step("a"), "after", B),
        ("a only with b or c", Step("a"), "with", Or((B, C))),
        ("not a only after b implies c", Step("a", on=False), "after", Implies(B, C)),
        ("a only with at least 1 of b, c", Step("a"), "with", AtLeast(1, (B, C))),
    ],
)
def test_conditions(text: str, step: Step, order: str, formula: Formula) -> None:
    """A condition is a step, an order and a formula."""
    assert parse_condition(text) == (step, order, formula)


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("a after b", 2, "expected 'only' after 'a'"),
        ("a only before b", 7, "expected 'after' or 'with' after 'only'"),
        ("a only after", 12, "and the text ends"),
        ("a and b only after c", 2, "expected 'only' after 'a'"),
        ("only after b", 0, "the step the condition is on"),
        ("", 0, "the step the condition is on"),
    ],
)
def test_what_is_said_of_conditions(text: str, column: int, message: str) -> None:
    """A condition that cannot be read names its column too."""
    with pytest.raises(NotAFormula) as raised:
        parse_condition(text)
    assert raised.value.column == column
    assert message in raised.value.message


@pytest.mark.parametrize("word", sorted(RESERVED))
def test_words_of_the_language_are_no_names(word: str) -> None:
    """What a formula or the format means by a word, no option can be called."""
    assert name_problem(word) == "it is a word of the language"


# the round trip --------------------------------------------------------------------------

_LETTERS = string.ascii_letters + "\u00e9\u00f8\u0436\uc885\u5e73\u0633"
_NAMES = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(_LETTERS),
        st.text(_LETTERS + string.digits + "_-", max_size=6),
    ),
).filter(lambda name: not name_problem(name))


def _larger(parts: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
    many = st.lists(parts, min_size=2, max_size=4).map(tuple)
    some = st.lists(parts, min_size=1, max_size=4).map(tuple)
    return st.one_of(
        parts.map(Not),
        many.map(And),
        many.map(Or),
        st.builds(Implies, parts, parts),
        st.builds(Iff, parts, parts),
        some.flatmap(lambda p: st.integers(1, len(p)).map(lambda count: AtLeast(count, p))),
    )


FORMULAS = st.recursive(_NAMES.map(Name), _larger, max_leaves=12)


@given(FORMULAS)
def test_what_is_written_is_read_back(formula: Formula) -> None:
    """The text of a formula, parsed again, is the same tree."""
    assert parse(to_text(formula)) == formula


@given(FORMULAS, st.data())
def test_counting_agrees_with_its_meaning(formula: Formula, data: st.DataObject) -> None:
    """'At least' holds just where so many of its parts do, whatever they are."""
    truth = {name: data.draw(st.booleans()) for name in names(formula)}
    parts = (formula, Not(formula), *map(Name, truth))
    holding = sum(bool(evaluate(part, truth.__getitem__)) for part in parts)
    for count in range(1, len(parts) + 1):
        found = bool(evaluate(AtLeast(count, parts), truth.__getitem__))
        assert found == (holding >= count)


@given(
    st.lists(st.sampled_from([*sorted(WORDS), "a", "b", "(", ")", ",", "2", " ", "\n", "&"])).map(
        " ".join
    )
)
def test_any_words_are_read_or_refused(text: str) -> None:
    """No text of words and signs does anything but parse or say at which column it fails."""
    column, formula = 0, None
    try:
        formula = parse(text)
    except NotAFormula as error:
        column = error.column
    assert 0 <= column <= len(text)
    assert formula is None or parse(to_text(formula)) == formula
