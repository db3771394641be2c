"""What a text says about itself; no date beats a wrong date."""

from __future__ import annotations

import pytest

from detente.evidence.documents.document import Told

from .making import SENTENCE, WIRE, document

OTHER = SENTENCE.replace("May", "June")


def with_line(line: str) -> str:
    """Return an article with a line under its title."""
    return f"Sluice talks open again\n\n{line}\n\n{SENTENCE}\n\n{OTHER}\n"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("27 October 2021", "2021-10-27"),
        ("Published: Oct. 27, 2021 | Updated: Oct. 28, 2021", "2021-10-27"),
        ("27 October 2021\n\nOct. 27, 2021, 18:05", "2021-10-27"),
        ("Updated: Oct. 28, 2021", None),
        ("Tuesday, 27 October 2021", None),
        ("10/11/2021", None),
        ("October 27", None),
        ("27 October 2021\n\n28 October 2021", None),
        ("They met on 27 October 2021 at the old weir of Upperton.", None),
    ],
)
def test_the_date_of_a_text(line: str, day: str | None) -> None:
    """A day of its own, and only one."""
    assert document(with_line(line)).date == (Told(day, "text") if day else None)


def test_two_dates_are_said() -> None:
    """Why there is no date stands in what was skipped."""
    found = document(with_line("27 October 2021\n\n28 October 2021"))
    assert any("2021-10-27 and 2021-10-28" in sentence for sentence in found.skipped)


def test_a_day_in_a_chronology_is_not_its_date() -> None:
    """Days between paragraphs are headings."""
    text = f"How the sluice came to close\n\n{SENTENCE}\n\n27 October 2021\n\n{OTHER}"
    assert document(text).date is None


def test_a_dateline() -> None:
    """It gives the day and the agency."""
    found = document(f"Sluice talks open\n\nUPPERTON, Oct. 27, 2021 (RPA) -- {SENTENCE}")
    assert found.date == Told("2021-10-27", "text")
    assert found.outlet == Told("RPA", "text")


def test_bylines() -> None:
    """One after the article counts if it is the only one."""
    assert document(WIRE).byline == Told("Ahn Berg", "text")
    two = WIRE.replace("MOST POPULAR", "By Kim Storm")
    assert document(two).byline is None
    assert document(with_line("By Kim Storm\n\nBy Ada Brook")).byline == Told("Kim Storm", "text")


def test_the_head_of_a_memorandum() -> None:
    """Its subject is its title."""
    head = "From: Embassy in Upperton\nTo: The Ministry\nSubject: The sluice\nDate: 27 October 2021"
    found = document(f"{head}\n\n{SENTENCE}\n")
    assert found.title == Told("The sluice", "text")
    assert found.date == Told("2021-10-27", "text")
    assert found.byline is None


def test_nothing_is_made_up() -> None:
    """A text that says nothing about itself has no title, outlet, byline or date."""
    found = document(f"{SENTENCE}\n\n{OTHER}\n")
    assert (found.title, found.outlet, found.byline, found.date) == (None, None, None, None)
