"""Paragraphs: lines as they are, or put together where a program has broken them."""

from __future__ import annotations

import pytest

from detente.evidence.documents.paragraphs import LONGEST, MOST, paragraphs

from .making import PARTISAN, WIRE, WRAPPED


def texts(text: str) -> list[str]:
    """Return the paragraphs of a text."""
    return [text[start:end] for start, end in paragraphs(text).places]


@pytest.mark.parametrize("text", [PARTISAN, WIRE])
def test_a_paragraph_on_a_line(text: str) -> None:
    """In a crawl every line that is not empty is a paragraph."""
    assert texts(text) == [line.strip() for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_broken_by_a_program(end: str) -> None:
    """Full lines go on in the next; a blank line ends a paragraph."""
    text = WRAPPED.replace("\n", end)
    found = texts(text)
    assert len(found) == 3
    assert found[1].startswith("The Northern Council")
    assert found[1].endswith("been paid.")


def test_items_and_quoted_lines_are_kept_apart() -> None:
    """An item begins a paragraph in a broken text, and so does the first quoted line."""
    text = WRAPPED.replace("A further", "- A further").replace("The southern", "> The southern")
    found = texts(text)
    assert [one[:9] for one in found[1:]] == ["The North", "> The sou", "been paid", "- A furth"]


def test_short_lines_are_not_put_together() -> None:
    """A list of names is no paragraph, and neither is a verse."""
    text = "Home\nNews\nOpinion\nSport\n\nOne line here\nAnother one\nA third line"
    assert texts(text) == [line for line in text.splitlines() if line]


def test_speakers_on_a_line_each() -> None:
    """Lines that end with a full stop are sentences of their own, whatever their width."""
    text = "\n".join(f"Speaker {n} said that the sluice would be closed in May." for n in range(9))
    assert len(texts(text)) == 9


TURN = (
    "MINISTER VOSS: We are prepared to open the lower sluice at once\n"
    "when the toll has been paid. We have promised nothing else.\n"
    "If they pay, we will talk."
)


def test_a_turn_goes_on_in_broken_lines() -> None:
    """A condition in the next line is not lost, and the next label begins a turn."""
    assert texts(TURN) == [TURN]
    assert texts(f"{TURN}\nQUESTION: And then?\nMINISTER VOSS: Then we wait.") == [
        *(TURN, "QUESTION: And then?", "MINISTER VOSS: Then we wait."),
    ]


def test_a_turn_ends_within_a_sentence() -> None:
    """What somebody says goes on in the next line, though that begins with a name."""
    text = "MINISTER VOSS: We will talk in the spring about the toll with\nBrenna and the rest."
    assert texts(text) == [text]


def test_short_turns_are_not_put_together() -> None:
    """Where no sentence goes on, a line is a paragraph."""
    text = "MINISTER VOSS: No.\nShe left the room."
    assert texts(text) == text.splitlines()


def test_who_was_there_is_no_turn_that_goes_on() -> None:
    """A list with labels stays a list."""
    text = "PRESENT: Hana Voss, Minister for the River of Upperton\nPlace: Brenna, at the weir"
    assert texts(text) == text.splitlines()


def test_two_lines_of_one_sentence() -> None:
    """Two lines are enough where the sentence surely goes on, a broken word more so."""
    text = "The Northern Council will not open the lower sluice of Brenna\nunless the toll is paid."
    assert texts(text) == [text]
    assert texts("Voss will not give her approv-\nal unless they pay.") == [
        "Voss will not give her approv-\nal unless they pay."
    ]


def test_what_begins_an_article_is_no_line_that_goes_on() -> None:
    """A byline in small letters and a dateline stand alone, whatever the line before."""
    title = "Voss and Brook meet again at the weir below the bridge"
    assert texts(f"{title}\nby Kim Storm") == [title, "by Kim Storm"]
    lead = (
        "BRENNA, May 5 (River Post) - Voss and Brook met at the weir and\nspoke for an hour there."
    )
    assert texts(f"{title}\n{lead}") == [title, lead]


def test_a_long_paragraph_is_cut_after_sentences() -> None:
    """What a parser could not hold is cut, nothing is lost, and it is said."""
    text = "The sluice stays closed for now. " * 2_000
    found = paragraphs(text)
    pieces = [text[start:end] for start, end in found.places]
    assert all(len(piece) <= LONGEST and piece.endswith(".") for piece in pieces)
    assert "".join(pieces).replace(" ", "") == text.replace(" ", "")
    assert "cut into pieces" in found.notes[0]
    assert len(paragraphs("a" * (LONGEST * 3 + 1)).places) == 4


def test_a_text_of_too_many_lines() -> None:
    """What comes after them is one stretch that is not looked at, and it is said."""
    found = paragraphs("a line\n" * (MOST + 5))
    assert len(found.places) == MOST
    assert found.rest == (7 * MOST, 7 * (MOST + 5) - 1)
    assert "not read" in found.limits[0]
