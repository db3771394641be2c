"""An office that names no state, and speakers told before: proposals with their reasons."""

from __future__ import annotations

import pytest

from .conftest import Reader
from .telling import said


@pytest.mark.parametrize(
    ("text", "part", "party"),
    [
        # the words commit a state, and the report comes from its capital
        (
            "OSLO, May 4 (Wire) - Norway will not close the strait, Trade Minister Liv Dahl said.",
            "Norway will not",
            "Norway",
        ),
        # the agency of a state carried them
        (
            (
                "“We shall wait,” Vice Minister Li Shan said in a note carried by China's state radio."
                " Japan said nothing."
            ),
            "We shall wait",
            "China",
        ),
        # demands are made on the other one
        (
            (
                "Chief negotiator Nils Berg said that Denmark must pay first. Norway and Denmark meet"
                " again today."
            ),
            "that Denmark must",
            "Norway",
        ),
        # a government that bears a name
        (
            (
                "Envoys warned France, urging the Morel government to sign. President Luc Morel said"
                " that it was late."
            ),
            "that it was late",
            "France",
        ),
    ],
)
def test_the_signs_of_a_party(read: Reader, text: str, part: str, party: str) -> None:
    """The party is proposed with its reason, and asked."""
    one = said(read(text), part)
    assert one.party == party
    assert any("names no state" in question for question in one.questions)


def test_signs_that_differ_are_no_answer(read: Reader) -> None:
    """A consequence for somebody tells nothing of who speaks."""
    one = said(read("Trade Minister Liv Dahl said Norway would suffer."), "Norway would")
    assert one.party == ""
    assert one.questions


@pytest.mark.parametrize(
    ("text", "speaker", "party"),
    [
        (
            "Norwegian Trade Minister Liv Dahl met the press. “It is late,” the minister said.",
            "Liv Dahl",
            "Norway",
        ),
        (
            "A Norwegian official said that talks had failed. “It is late,” the official said.",
            "",
            "Norway",
        ),
        (
            "Norway said in a statement that talks had failed. “It is late,” the statement said.",
            "Norway",
            "Norway",
        ),
        (
            (
                "Norwegian Trade Minister Liv Dahl met Danish Trade Minister Bo Lund."
                " “It is late,” the minister said."
            ),
            "",
            "",
        ),
    ],
)
def test_somebody_told_before(read: Reader, text: str, speaker: str, party: str) -> None:
    """The minister, the official and the statement are those told before; two are asked."""
    one = said(read(text), "It is late")
    assert (one.speaker, one.party) == (speaker, party)


@pytest.mark.parametrize(
    "text",
    [
        "Norway’s president fired his navy chief, Ola Vik. “It is late,” Vik said.",
        "“It is late,” said Gen. Ola Vik, now retired.",
    ],
)
def test_who_was_dismissed_speaks_for_nobody(read: Reader, text: str) -> None:
    """Whoever was fired or retired holds the office no longer."""
    one = said(read(text), "It is late")
    assert (one.speaker, one.party, one.voice) == ("Ola Vik", "", "observer")


@pytest.mark.parametrize(
    ("text", "party"),
    [
        (
            "The Minister of Ports of the Republic of Ghana, Ms Ama Osei, said that it was late.",
            "Ghana",
        ),
        ("Minister of Home Affairs Li Wei of China said that it was late.", ""),
        ("A member of the Danish delegation said that it was late.", "Denmark"),
    ],
)
def test_formal_offices(read: Reader, text: str, party: str) -> None:
    """An office with all its names, and one of a delegation."""
    assert said(read(text), "that it was late").party == party


def test_who_is_told(read: Reader) -> None:
    """Those told by the words for them, a state by its name."""
    reading = read(
        "Norwegian Trade Minister Liv Dahl told the harbour council that it was late."
        " Norway told Denmark that ships had sailed."
    )
    assert said(reading, "that it was late").addressee == "harbour council"
    assert said(reading, "that ships").addressee == "Denmark"
