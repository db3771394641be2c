"""`detente cite`: the lines that quote words, if they stand there."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from detente.cli.main import app
from detente.evidence.passages import fingerprint

DOCUMENT = "A first line.\nThey agreed to meet in May,\nor perhaps in June.\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a document."""
    found = tmp_path / "paper.txt"
    found.write_text(DOCUMENT, encoding="utf-8")
    return found


def test_words_that_stand_there(path: Path) -> None:
    """The place is a comment, so that all of it can be pasted."""
    found = CliRunner().invoke(app, ["cite", str(path), "agreed to  meet"])
    assert found.exit_code == 0
    assert found.stdout == (
        f"# stands in {path}, line 2\n"
        'text: "agreed to meet"\n'
        f"passage: {fingerprint('agreed to meet')}\n"
    )


def test_words_that_do_not(path: Path) -> None:
    """Exit code 4, nothing on standard output, the nearest words on standard error."""
    found = CliRunner().invoke(app, ["cite", str(path), "agreed to meet in July"])
    assert found.exit_code == 4
    assert found.stdout == ""
    assert "do not stand in" in found.stderr
    assert "agreed to meet in May" in found.stderr


def test_no_words(path: Path) -> None:
    """Nothing to look for is wrong use."""
    found = CliRunner().invoke(app, ["cite", str(path), "..."])
    assert found.exit_code == 2
    assert "1 to 120 words" in found.stderr


@pytest.mark.parametrize("name", ["none.txt", "."])
def test_a_document_that_cannot_be_read(tmp_path: Path, name: str) -> None:
    """Exit code 1, with the path."""
    found = CliRunner().invoke(app, ["cite", str(tmp_path / name), "words"])
    assert found.exit_code == 1
    assert "F001" in found.stderr


def test_standard_input() -> None:
    """`-` reads the document from standard input."""
    found = CliRunner().invoke(app, ["cite", "-", "in May [...] in June"], input=DOCUMENT)
    assert found.exit_code == 0
    assert found.stdout == '# stands in <stdin>, line 2\ntext: "in May [...] in June"\n'


def test_the_document_for_programs(path: Path) -> None:
    """`--json` gives the same as one document."""
    document = json.loads(
        CliRunner().invoke(app, ["cite", str(path), "a first line".capitalize(), "--json"]).stdout
    )
    assert list(document)[:5] == ["question", "title", "fingerprint", "version", "settings"]
    assert document["question"] == "cite"
    assert document["settings"] == {"document": str(path)}
    assert document["words"] == "A first line"
    assert document["line"] == 1
    assert document["passage"] == fingerprint("A first line")


def test_a_page_is_cited_by_what_is_read_of_it(tmp_path: Path) -> None:
    """Markup between the words is not in their way, and the passage is that of a reading."""
    pytest.importorskip("trafilatura")
    page = tmp_path / "page.html"
    told = "<p>They <b>agreed</b> to&nbsp;meet in May, or perhaps, as some say, in June.</p>"
    page.write_text(f"<html><body><article>{told}</article></body></html>", encoding="utf-8")
    found = CliRunner().invoke(app, ["cite", str(page), "agreed to meet"])
    assert found.exit_code == 0
    assert f"passage: {fingerprint('agreed to meet')}" in found.stdout


def test_a_page_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file as it was saved is looked through, and what to install is said."""
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    page = tmp_path / "page.html"
    page.write_text("<html><body><p>They agreed to meet.</p></body></html>", encoding="utf-8")
    found = CliRunner().invoke(app, ["cite", str(page), "agreed to meet"])
    assert found.exit_code == 0
    assert "pip install 'detente[read]'" in found.stderr


def test_a_broken_pdf(tmp_path: Path) -> None:
    """There is no other text to look through: exit code 1, and why."""
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 nothing that a PDF would have")
    found = CliRunner().invoke(app, ["cite", str(tmp_path / "a.pdf"), "nothing"])
    assert found.exit_code == 1
    assert "D00" in found.stderr
