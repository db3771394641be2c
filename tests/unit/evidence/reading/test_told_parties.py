"""Parties that no table knows: taken from what the document calls them."""

from __future__ import annotations

import pytest

from detente.evidence.reading import read_cast

from .conftest import Reader
from .telling import said

PACT = "Ravelia and Torsk have agreed to reopen the canal. "


@pytest.mark.parametrize(
    ("text", "party"),
    [
        (PACT + "The Ravelian water minister, Ines Dorn, said the pact was close.", "Ravelia"),
        (PACT + "Torsk's chief negotiator, Jan Ober, said the pact was close.", "Torsk"),
        (PACT + "Jan Ober, who leads the delegation of Torsk, said the pact was close.", "Torsk"),
        (
            (
                "The Canal Workers' Union rejected the offer. Ada Holm, the union's president, said the"
                " pact was close."
            ),
            "Canal Workers' Union",
        ),
        (
            (
                "Lorn Ferries offered more pay. Its chief executive, Tom Hale, met the mayor."
                " The company said the pact was close."
            ),
            "Lorn Ferries",
        ),
        (
            (
                "The Front for the Southern Hills (FSH) declared a truce. A spokesman for the Front,"
                " Paul Adeka, said the pact was close."
            ),
            "Front for the Southern Hills",
        ),
    ],
)
def test_a_party_of_the_document(read: Reader, text: str, party: str) -> None:
    """A name that owns an office, or agrees to something, is a party; short forms go with it."""
    one = said(read(text), "the pact was close")
    assert one.party == party


@pytest.mark.parametrize(
    "text",
    [
        "Mara Quist's envoy, Jan Ober, said the pact was close.",
        "The Harbour Institute's director, Jan Ober, said the pact was close.",
        "The Minister of the Sea, Jan Ober, said the pact was close.",
    ],
)
def test_what_is_no_party(read: Reader, text: str) -> None:
    """Persons, institutes and what a minister deals with are none."""
    assert said(read(text), "the pact was close").party == ""


def test_the_cast_comes_first(read: Reader) -> None:
    """What the project calls a party is kept."""
    cast = read_cast("parties:\n  UPPER: {aliases: [Ravelia]}\n")
    text = "Ravelia said the pact was close."
    assert said(read(text, cast=cast), "the pact was close").party == "UPPER"
