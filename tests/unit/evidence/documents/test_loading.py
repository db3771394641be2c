"""Loading: every kind of file from every place, with no word to the network."""

from __future__ import annotations

import importlib
import io
import logging
import socket
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from detente.evidence.documents.document import Document, Unread
from detente.evidence.documents.loading import (
    LARGEST,
    document_of,
    load_document,
    load_documents,
)
from detente.evidence.readings import broken
from detente.language.codes import CODES

from .making import PARTISAN, SENTENCE, WIRE, mail, page, pdf

PLAIN = f"Content-Type: text/plain\r\n\r\n{SENTENCE}"


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """Return a folder with a file of every kind."""
    files = {
        "a.txt": PARTISAN.encode(),
        "b.html": page(SENTENCE, SENTENCE.replace("May", "June")).encode(),
        "c.md": f"# Sluice\n\n{SENTENCE}\n".encode(),
        "d.eml": mail(PLAIN),
        "e.pdf": pdf(["The sluice stays closed until the toll is lifted, they said."]),
        "f.zip": b"PK\x03\x04",
        "g.txt": b"",
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


def test_a_folder_of_all_kinds(shelf: Path) -> None:
    """Each file is a document or a reason, in order; one that is broken stops no other."""
    found = list(load_documents([str(shelf)]))
    assert [Path(one.file).name[0] for one in found] == list("abcdefg")
    assert [isinstance(one, Document) for one in found] == [*[True] * 5, False, False]


def test_nothing_is_fetched(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No socket is opened, even for a page with pictures, frames and style sheets elsewhere."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    away = "http://riverpost.example/x"
    links = f"<link rel=stylesheet href={away}><base href={away}>"
    body = f"<img src={away}><iframe src={away}></iframe>"
    (shelf / "b.html").write_text(page(SENTENCE + body, head=links), encoding="utf-8")
    # what reads pages is imported before: half imported, it would fail in every later test
    importlib.import_module("trafilatura")
    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    found = list(load_documents([str(shelf)]))
    assert sum(isinstance(one, Document) for one in found) == 5
    assert "a connection" not in "".join(str(one) for one in found if isinstance(one, Unread))


def test_nothing_is_said_aside(
    shelf: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """What other programs log does not reach the reader, and their levels are put back."""
    level = logging.getLogger("trafilatura").level
    (shelf / "broken.pdf").write_bytes(pdf(["x"])[:-200])
    (shelf / "empty.html").write_bytes(b"<html></html>")
    list(load_documents([str(shelf)]))
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []
    assert logging.getLogger("trafilatura").level == level


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` is read as bytes; a closed input is said."""
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(WIRE.encode())))
    (found,) = load_documents(["-"])
    assert isinstance(found, Document)
    assert (found.file, found.text) == ("<stdin>", WIRE)
    monkeypatch.setattr(sys, "stdin", None)
    closed = load_document("-")
    assert isinstance(closed, Unread)
    assert "closed" in closed.problem.message


def test_a_large_file(tmp_path: Path) -> None:
    """It is refused before it is taken apart."""
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(LARGEST + 1)
    found = load_document(str(path))
    assert isinstance(found, Unread)
    assert found.problem.code == "D002"
    assert "10 MB" in found.problem.message


def test_line_ends_stay_as_they_are() -> None:
    """What is cited can be looked up in the file, character by character."""
    text = WIRE.replace("\n", "\r\n")
    found = document_of(text.encode(), "a.txt")
    assert isinstance(found, Document)
    assert found.text == text
    assert found.sha256 == found.text_sha256


@pytest.mark.parametrize("module", ["trafilatura", "lxml", "pypdf"])
def test_without_the_extra(module: str, shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What needs it says what to install; plain text, Markdown and mail need none."""
    monkeypatch.setitem(sys.modules, module, None)
    found = {Path(one.file).name: one for one in load_documents([str(shelf)])}
    wanting = found["e.pdf" if module == "pypdf" else "b.html"]
    assert isinstance(wanting, Unread)
    assert wanting.problem.code == "D005"
    assert "pip install 'detente[read]'" in wanting.problem.hint
    for name in ("a.txt", "c.md", "d.eml"):
        assert isinstance(found[name], Document)


def test_heavy_modules_come_late() -> None:
    """To import the loader costs nothing that only some files need."""
    code = (
        "import sys; import detente.evidence.documents.loading; "
        "print([m for m in ('trafilatura', 'lxml', 'pypdf', 'spacy', 'email') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() in {"[]", "['email']"}


def test_a_reader_that_fails_is_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a reader raises, the file is named and the next one is read."""
    from detente.evidence.documents import loading

    for error, code in [
        (KeyError("x"), "D006"),
        (MemoryError(), "D002"),
        (RecursionError(), "D006"),
    ]:

        def fail(_: bytes, error: Exception = error) -> None:
            raise error

        monkeypatch.setitem(loading._READERS, "text", fail)
        found = document_of(b"x y", "a.txt")
        assert isinstance(found, Unread)
        assert found.problem.code == code


def test_every_code_of_documents_comes_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each has a file that brings it about, and says what to do."""
    monkeypatch.setitem(sys.modules, "pypdf", None)
    path = tmp_path / "a.txt"
    path.write_text("x", encoding="utf-8")
    (tmp_path / "b.txt").symlink_to(path)
    many = ("<html><body>" + "<p>a</p>" * 50_001).encode()
    deep = "".join(
        f"Content-Type: multipart/mixed; boundary=B{n}\n\n--B{n}\n" for n in range(2_000)
    )
    found = [
        document_of(many, "a.html"),
        document_of(b"PK\x03\x04", "a.zip"),
        document_of(b"", "a.txt"),
        document_of(pdf(["x"]), "a.pdf"),
        document_of(deep.encode(), "a.eml"),
        *load_documents([str(tmp_path / "none"), str(path), str(tmp_path / "b.txt")]),
    ]
    problems = [one.problem for one in found if isinstance(one, Unread)]
    problems.append(broken("a.txt", "it fell"))
    assert {problem.code for problem in problems} == {c for c in CODES if c.startswith("D")}
    assert all(
        problem.hint and problem.severity == CODES[problem.code].severity for problem in problems
    )
    assert all(len(str(problem)) < 500 for problem in problems)
