"""Quotation marks, odd and missing ones included."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.evidence.reading.parsing.quoting import Paragraph, quotes


def _paragraphs(text: str) -> list[Paragraph]:
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append(Paragraph(len(found), start, start + len(line)))
        start += len(line) + 1
    return found


def _quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotes(text, _paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “yes” and “no”.", ["“yes”", "“no”"]),
        ('"Yes," he said. "No."', ['"Yes,"', '"No."']),
        ("''We may,'' she said.", ["''We may,''"]),
        ("«Oui», he said.", ["«Oui»"]),
        ("He said: ‘We want peace.’", ["‘We want peace.’"]),
        ("The dogs’ bowl and the cats’ food.", []),
        ('A 6\'2" man on a 15" stool.', []),
        ("”Wrong mark first,” he said.", ["”Wrong mark first,”"]),
        ("He said “the door", ["“the door"]),
        ("“We will go, the envoy said.", ["“We will go"]),
        ("“We will go, he said on Monday.", ["“We will go"]),
        ("“One “two” three", ["“One", "“two”"]),
        ("A stray ” mark", []),
        ("", []),
    ],
)
def test_quoted_stretches(text: str, expected: list[str]) -> None:
    """A quotation is found with whatever marks it has."""
    assert _quoted(text) == expected


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    """A mark that is not closed goes on where the next paragraph begins with a mark."""
    first, second = quotes(text := "“One.\n“Two,” he said.", _paragraphs(text))
    assert (first.closed, second.continues) == (False, True)


def test_a_closed_quotation_does_not_go_on() -> None:
    """A paragraph that begins with a mark is another quotation if the one before was closed."""
    _, second = quotes(text := "“One.”\n“Two,” he said.", _paragraphs(text))
    assert not second.continues


@given(st.text(alphabet="a B.,!\u201c\u201d\"'\u2018\u2019\u00ab\n", max_size=80))
def test_any_marks_at_all(text: str) -> None:
    """Quotations stand in order, in their paragraph, one apart from the other."""
    end = 0
    for quote in quotes(text, _paragraphs(text)):
        assert end <= quote.start < quote.end <= len(text)
        assert "\n" not in text[quote.start : quote.end]
        end = quote.end
