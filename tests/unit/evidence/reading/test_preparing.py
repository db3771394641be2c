"""Paragraphs made ready for the parser: of the same length, without datelines and odd marks."""

from __future__ import annotations

import pytest

from detente.evidence.reading.parsing.preparing import dateline, prepared

from .conftest import Reader
from .telling import content, said, source


@pytest.mark.parametrize(
    "line",
    [
        "ROME, April 17 2031 (Harbour Wire) - ",
        "PARIS, 4 May, 2033 \u2014 ",
        "Geneva, Oct. 3 (Wire) -- ",
        "SEOUL - ",
    ],
)
def test_a_dateline_is_blanked(line: str) -> None:
    """Place, day and agency before a dash are no part of the first sentence."""
    text = line + "Ships left."
    assert dateline(text) == line
    assert prepared(text) == " " * len(line) + "Ships left."


@pytest.mark.parametrize(
    "text", ["Talks - the third round - failed.", "Ana Berg - an envoy - spoke."]
)
def test_a_dash_alone_makes_no_dateline(text: str) -> None:
    """A name before a dash is read."""
    assert dateline(text) == ""


def test_nobody_says_the_dateline(read: Reader) -> None:
    """The content begins behind it, and the office does too."""
    reading = read(
        "ROME, April 17 2031 (Wire) - Foreign Minister Ugo Neri said Italy will not pay."
    )
    (one,) = reading.utterances
    assert (content(reading, one), one.office) == ("Italy will not pay", "Foreign Minister")


@pytest.mark.parametrize(
    "text",
    [
        "\u00abThe door is open,\u00bb said Jan Ober, Denmark's envoy.",
        "``The door is open,'' said Jan Ober, Denmark's envoy.",
        ",,The door is open,'' said Jan Ober, Denmark's envoy.",
        "'The door is open,' said Jan Ober, Denmark's envoy.",
        'Jan Ober: "The door is open."',
    ],
)
def test_odd_marks(read: Reader, text: str) -> None:
    """Marks of all kinds quote, and the speaker is found."""
    (one,) = read(text).utterances
    assert (one.speaker, one.form) == ("Jan Ober", "direct")
    assert len(prepared(text)) == len(text)


def test_a_quotation_told_at_its_end(read: Reader) -> None:
    """What goes on over paragraphs is by whoever is named at last."""
    reading = read(
        "\u201cWe asked for time.\n\n\u201cWe were given none.\n\n"
        "\u201cI regret it,\u201d Danish envoy Jan Ober said."
    )
    (one,) = reading.utterances
    assert (one.speaker, len(one.content)) == ("Jan Ober", 3)


def test_the_day_of_saying_is_not_said(read: Reader) -> None:
    """A day behind the verb, and a deed of the speaker's own, stay outside."""
    reading = read("Norway said on Tuesday it would wait, but ruled out paying for the delay.")
    one = said(reading, "it would wait")
    assert content(reading, one) == "it would wait"
    assert source(reading, one) == "Norway"
