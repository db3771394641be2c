"""PDF: the text of its pages, and what is said about those without."""

from __future__ import annotations

import pytest
from pypdf import PdfReader, PdfWriter

from detente.evidence.documents.document import Told

from .making import WRAPPED, kinds, pdf, shown, unread
from .making import document as made

LINES = WRAPPED.splitlines()


def test_the_text_of_a_pdf() -> None:
    """Broken lines are one paragraph again, a page's number is none, and its title is taken."""
    found = made(
        pdf(LINES, ["2", "They will meet again in June, both of them said."], title="The Sluice")
    )
    assert [kind for kind, _ in shown(found)] == ["title", "body", "body", "boilerplate", "body"]
    assert shown(found)[1][1].endswith("been paid.")
    assert found.title == Told("The Sluice", "file")
    assert found.date is None


def test_a_title_that_stands_nowhere() -> None:
    """Many PDFs are called by the file they were made from."""
    found = made(pdf(LINES, title="Microsoft Word - final.doc"))
    assert found.title == Told("THE SLUICE", "text")


def test_pages_without_text() -> None:
    """They are named; a PDF without any text is sent to text recognition."""
    found = made(pdf(LINES, [], LINES, []))
    assert "hold no text; they may be pictures: 2, 4." in found.skipped[0]
    refused = unread(pdf([], []), "scan.pdf")
    assert refused.problem.code == "D004"
    assert "OCR" in refused.problem.hint


def test_a_page_that_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """It does not cost the others."""
    import pypdf

    read = pypdf.PageObject.extract_text
    calls: list[int] = []

    def breaking(page: object) -> str:
        calls.append(1)
        if len(calls) == 1:
            raise KeyError("font")
        return str(read(page))  # type: ignore[arg-type]

    monkeypatch.setattr(pypdf.PageObject, "extract_text", breaking)
    found = made(pdf(["lost"], LINES))
    assert "could not be read: 1." in found.skipped[0]
    assert "THE SLUICE" in found.text


def test_a_short_page_is_no_list_of_titles() -> None:
    """A lead with a dateline, broken within a word, is a paragraph under the one title."""
    lead = [
        *("BRENNA, May 5, 2030 - The Northern Council will not give its approv-",),
        *("al of the toll unless the sluice is opened, Storm said",),
        *("on Sunday.",),
    ]
    found = made(pdf(["Storm sets terms for the toll", *lead, "Brook will wait."]), "a.pdf")
    assert kinds(found)[:2] == ["title", "body"]
    assert "approv-\nal of the toll" in shown(found)[1][1]


def test_broken_and_locked() -> None:
    """Both are refused with what to do."""
    broken = unread(pdf(LINES)[:300], "a.pdf").problem
    assert broken.code == "D006"
    assert "as text" in broken.hint
    assert "is none" in unread(b"\0\1\2\3" * 99, "a.pdf").problem.hint
    assert unread(b"%PDF-1.7 nothing of the kind", "a.pdf").problem.code == "D006"
    import io

    out = io.BytesIO()
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(LINES))))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(out)
    locked = unread(out.getvalue(), "a.pdf")
    assert locked.problem.code == "D006"
    assert "password" in locked.problem.message


def test_pages_that_are_drawn_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages before it are read, and what was left out is said as a limit."""
    monkeypatch.setattr("detente.evidence.documents.pdf.MOST_DRAWN", 400)
    found = made(pdf(["The sluice stays closed."], ["It will open in May."] * 20, ["No."]))
    assert found.text == "The sluice stays closed."
    assert found.limits == (
        "What draws page 2 is too long to be read.",
        "2 pages after page 1 were not read.",
    )


def test_characters_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is cut off is not cut off silently."""
    monkeypatch.setattr("detente.evidence.documents.pdf.MOST_CHARACTERS", 10)
    found = made(pdf(["The sluice stays closed."]))
    assert found.text == "The sluice"
    assert found.limits == ("Only the first 10 characters were read.",)


def test_no_page_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that is too long, or broken, is not taken for a picture."""
    monkeypatch.setattr("detente.evidence.documents.pdf.MOST_DRAWN", 10)
    assert unread(pdf(["The sluice stays closed."])).problem.code == "D002"
    monkeypatch.undo()

    def breaking(_: object) -> str:
        raise KeyError("font")

    monkeypatch.setattr("pypdf.PageObject.extract_text", breaking)
    assert unread(pdf(["The sluice stays closed."])).problem.code == "D006"
