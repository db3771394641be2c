"""Terms of a stance: conditions, order and exchange, each with its words."""

from __future__ import annotations

import pytest

from .conftest import Reader

CASES = [
    ("Iran will not talk unless the siege ends.", "conditions", "unless", "unless the siege ends"),
    ("Iran refused to talk without a pause.", "conditions", "without", "without a pause"),
    ("Iran would sign only if the siege ended.", "conditions", "only if", "only if the siege ended"),
    ("Iran is ready to share data as long as Iraq does.", "conditions", "as long as", "as long as Iraq does"),
    ("Iran is open to a deal, provided the siege ends.", "conditions", "provided", "provided the siege ends"),
    ("Iran could lift the ban if the truce holds.", "conditions", "if", "if the truce holds"),
    ("Iran refused to sign before the vote.", "order", "before", "before the vote"),
    ("Iran wants the ban lifted first.", "order", "first", "first"),
    ("Iran demanded the money upfront.", "order", "upfront", "upfront"),
    ("Iran wants both steps taken simultaneously.", "order", "simultaneously", "simultaneously"),
    ("Iran agreed to open the road step by step.", "order", "step by step", "step by step"),
    ("Iran offered a pause in return for fuel.", "exchange", "in return for", "in return for fuel"),
    ("In exchange for fuel, Iran has offered a pause.", "exchange", "in exchange for", "In exchange for fuel"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sort", "word", "words"), CASES)
def test_a_term(read: Reader, text: str, sort: str, word: str, words: str) -> None:
    """A term is found with its word, and reaches to the end of its clause."""
    reading = read(text)
    (stance,) = reading.stances
    found = [(term.word, reading.document.words(term.span)) for term in getattr(stance, sort)]
    assert found == [(word, words)]


@pytest.mark.parametrize(
    "text",
    [
        "Iran demanded the first ship.",
        "Iran wants a deal before the end of the month.",
        "Iran wants First Minister Adeyemi to resign.",
    ],
)
def test_no_order(read: Reader, text: str) -> None:
    """The first ship, a date and an office are no order of steps."""
    (stance,) = read(text).stances
    assert stance.order == ()


def test_a_term_belongs_to_one(read: Reader) -> None:
    """A condition in the words of one stance is none of the other in the sentence."""
    reading = read("Iran ruled out a vote but said it was ready to talk, provided the siege ends.")
    by_kind = {stance.kind: stance for stance in reading.stances}
    assert by_kind["reject"].conditions == ()
    assert [term.word for term in by_kind["willing"].conditions] == ["provided"]
