"""Names of other programs: what they become can always be used, and once only."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from detente.formats.identifiers import WORDS, clean, is_name, option_name, party_name
from detente.language.expressions import RESERVED, name_problem
from detente.language.loading import loads

TEXTS = st.text(max_size=60) | st.text("aB Y'N-_1é평İß\u0301\u200d,:", max_size=12)


def test_words_of_the_language_are_known():
    """Every word that cannot be a name in a formula is avoided."""
    assert RESERVED <= WORDS


@settings(deadline=None)
@example("A'\u0300", "")
@given(TEXTS, st.text(max_size=8))
def test_an_option_always_gets_a_usable_name(text: str, owner: str):
    """Whatever an option is called, its identifier can stand in formulas."""
    first = option_name(text, (), owner=owner, number=3)
    second = option_name(text, {first}, owner=owner, number=3)
    third = option_name(text, {first, second}, owner=owner, number=3)
    assert len({first, second, third}) == 3
    assert [name_problem(name) for name in (first, second, third)] == [""] * 3
    assert is_name(first)


@settings(deadline=None)
@given(TEXTS)
def test_what_is_taken_for_a_name_is_one(text: str):
    """A name that is kept as it stands is one by the rules of the language."""
    assert not is_name(text) or name_problem(text) == ""


@settings(deadline=None)
@given(TEXTS)
def test_a_party_always_gets_a_usable_name(text: str):
    """Whatever a party is called, a file with its name loads."""
    name = party_name(text, ())
    again = party_name(text, {name})
    file = f"detente: 1\ntitle: t\nparties: {{{quoted(name)}: {{}}, {quoted(again)}: {{}}}}\n"
    conflict = loads(f"{file}options: {{x: {{by: {quoted(name)}}}}}\n")
    assert [party.name for party in conflict.parties] == [name, again]


def quoted(text: str) -> str:
    """Return a text in single quotation marks."""
    return "'" + text.replace("'", "''") + "'"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Release Water", "release-water"),
        ("Don't sign (yet)", "dont-sign-yet"),
        ("Not", "not-option"),
        ("2nd test", "option-2nd-test"),
        ("평화 협정", "평화-협정"),
        ("???", "option-7"),
        ("Withdraw every heavy weapon behind the river", "withdraw-every-heavy-weapon"),
        ("x" * 50, "x" * 32),
    ],
)
def test_names_stay_readable(text: str, name: str):
    """A name keeps its words, in small letters, with hyphens between."""
    assert option_name(text, (), number=7) == name


def test_a_name_used_twice_gets_its_owner():
    """Two options of one name are told apart by who owns them."""
    assert option_name("Full", {"full"}, owner="The IJC") == "full-the-ijc"
    assert option_name("Full", {"full", "full-the-ijc"}, owner="The IJC") == "full-2"


def test_clean_drops_what_nobody_sees():
    """Line breaks, control signs and halves of letters go; the words stay."""
    assert clean(" A\tlong\u2028\x00name\ud800 ") == "A long name"


def test_clean_cuts_piles_of_accents():
    """A letter under thousands of accents keeps some; the name can then stand in a file."""
    assert len(clean("a" + "\u0324" * 5000 + "b")) == 22
