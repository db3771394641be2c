"""Documents that changed since they were read, pages and mails, and files that lie elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

import detente
from detente.errors import ConflictProblems
from detente.evidence.documents.loading import load_document
from detente.evidence.reviewing.asking import review, write_review

from .making import decided, desk, read, readings, utterance

FIRST = "Ana Bell said: \u201cWe would not pay.\u201d \u201cThe dam stays,\u201d she said.\n"
THEN = "Ana Bell said: \u201cWe would pay.\u201d \u201cThe dam stays,\u201d she said.\n"
PAGE = """\
<!doctype html><html><head><title>Talks of the two sides stall again</title></head>
<body><article><p>The talks <b>of Monday</b> were short.</p>
<p>The envoy said on Monday: \u201cWe will <i>not</i> pay.\u201d</p></article></body></html>
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with a conflict file."""
    monkeypatch.chdir(tmp_path)
    desk(tmp_path)
    return tmp_path


def reviewed(*texts: str, file: str = "note.txt") -> Path:
    """Write a review of some texts of one file, in which everything is accepted."""
    for text in texts:
        Path(file).write_text(text, encoding="utf-8", newline="")
        words = (one + "\u201d" for one in text.split("\u201d")[:-1])
        said = [utterance(text, one[one.index("\u201c") :]) for one in words]
        write_review(readings(read(text, file, utterances=said)), "review.yaml")
    path = Path("review.yaml")
    written = path.read_text(encoding="utf-8").replace("    decide:\n", "    decide: accept\n")
    path.write_text(written, encoding="utf-8")
    return path


def test_a_document_that_has_changed() -> None:
    """It is said that it has, and what stands there now."""
    path = reviewed(FIRST)
    Path("note.txt").write_text(THEN, encoding="utf-8")
    with pytest.raises(ConflictProblems, match="which has changed since it was read") as raised:
        review(path, into="conflict.yaml")
    (problem,) = raised.value.problems
    assert problem.code == "R001"
    assert "We would pay" in problem.hint
    assert "read the document again" in problem.hint


def test_two_texts_of_one_file() -> None:
    """What only the earlier one says is left out and told; the rest comes in, from one source."""
    path = Path("review.yaml")
    both = []
    for text in (FIRST, THEN):
        Path("note.txt").write_text(text, encoding="utf-8", newline="")
        pieces = [one + "\u201d" for one in text.split("\u201d")[:-1]]
        said = [utterance(text, one[one.index("\u201c") :]) for one in pieces]
        both.append(read(text, "note.txt", utterances=said))
    assert write_review(readings(*both), path)
    accepted = path.read_text(encoding="utf-8").replace("    decide:\n", "    decide: accept\n")
    path.write_text(accepted, encoding="utf-8")
    found = review(path, into="conflict.yaml")
    assert [one["words"] for one in found.added.quotations] in (
        ["The dam stays", "We would pay."],
        ["We would pay.", "The dam stays"],
    )
    assert len(found.added.sources) == 1
    (note,) = [one for one in found.notes if "earlier text of 'note.txt'" in one]
    assert note.startswith("1 accepted proposal was read")
    assert detente.check("conflict.yaml").quotations.missing == ()


def page_read(file: str) -> Path:
    """Write a review of a page, in which its one quotation is accepted."""
    Path(file).parent.mkdir(exist_ok=True)
    Path(file).write_text(PAGE, encoding="utf-8", newline="")
    document = load_document(file)
    text = document.text  # type: ignore[union-attr]
    said = utterance(text, "\u201cWe will not pay.\u201d")
    one = read(text, file, utterances=[said], sha256=document.sha256)  # type: ignore[union-attr]
    path = Path("review.yaml")
    assert write_review(readings(one), path)
    words = decided(path.read_text(encoding="utf-8"), "We will not pay.", decide="accept")
    path.write_text(words, encoding="utf-8")
    return path


def test_a_page_beside_the_conflict_file() -> None:
    """It is the file of its source, and check reads it as the reader did."""
    found = review(page_read("page.html"), into="conflict.yaml")
    conflict = detente.load("conflict.yaml")
    assert [one.file for one in conflict.sources] == ["page.html"]
    checked = detente.check("conflict.yaml")
    assert checked.quotations.declared == ("page-bell",)
    assert not [one for one in checked.problems if one.code.startswith("E")]
    assert not [note for note in found.notes if "--originals" in note]


def test_a_page_that_lies_elsewhere(folder: Path) -> None:
    """It can be no file of the source; what confirms its words is printed, and does."""
    (folder / "desk").mkdir()
    (folder / "conflict.yaml").rename(folder / "desk" / "conflict.yaml")
    found = review(page_read("press room/page.html"), into="desk/conflict.yaml")
    (note,) = [one for one in found.notes if "--originals" in one]
    assert "detente check desk/conflict.yaml --originals 'press room'" in note
    checked = detente.check("desk/conflict.yaml")
    assert [one.code for one in checked.problems if one.code.startswith("E")] == ["E006"]
    confirmed = detente.check("desk/conflict.yaml", originals="press room")
    assert confirmed.quotations.verbatim == ("page-bell",)
    assert not [one for one in confirmed.problems if one.code.startswith("E")]
