"""`detente read`: what is found, what is written, what is not read and why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from detente.cli.main import app
from detente.evidence.reading import model
from detente.evidence.reviewing.loading import load_review

REPORT = """\
Towns talk about the dam

By Lena Moor

ROME, April 17 2031 (Harbour Wire) - The towns on the canal met on Thursday and agreed on nothing.

"We will not move first," French Foreign Minister Ana Bell told reporters after the talks.
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a report, in which one works."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "wire.txt").write_text(REPORT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def reading() -> None:
    """Skip where nothing is installed that reads."""
    if not model.available():
        pytest.skip("the extra 'read' is not installed")


@pytest.mark.usefixtures("desk", "reading")
def test_what_is_told() -> None:
    """The document, its party, the exact words, and how sure that is."""
    found = CliRunner().invoke(app, ["read", "wire.txt"])
    assert found.exit_code == 0
    assert found.stdout.startswith("wire.txt: Towns talk about the dam")
    assert "\nFrance\n" in found.stdout
    assert "Ana Bell" in found.stdout
    assert "\u201cWe will not move first\u201d" in found.stdout


@pytest.mark.usefixtures("desk", "reading")
def test_offsets_count_in_the_text_of_the_file() -> None:
    """With `--json` every span of a plain file is a stretch of the file itself."""
    found = CliRunner().invoke(app, ["read", "wire.txt", "--json"])
    (document,) = json.loads(found.stdout)["documents"]
    words = [REPORT[slice(*span)] for one in document["utterances"] for span in one["content"]]
    assert any("We will not move first" in one for one in words)


@pytest.mark.usefixtures("reading")
def test_a_review_is_written_and_stays(desk: Path) -> None:
    """The file is written once; the second time nothing changes, and it is said."""
    found = CliRunner().invoke(app, ["read", "wire.txt", "--to", "review.yaml"])
    assert (found.exit_code, found.stdout, found.stderr) == (0, "", "written: review.yaml\n")
    before = (desk / "review.yaml").read_bytes()
    found = CliRunner().invoke(app, ["read", "wire.txt", "--to", "review.yaml"])
    assert found.stderr == "not changed: review.yaml\n"
    assert (desk / "review.yaml").read_bytes() == before
    assert load_review("review.yaml").records


@pytest.mark.usefixtures("reading")
def test_a_broken_document_costs_nobody(desk: Path) -> None:
    """What cannot be read is told on standard error; the rest is answered."""
    (desk / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    found = CliRunner().invoke(app, ["read", "picture.txt", "wire.txt", "none.txt"])
    assert found.exit_code == 0
    assert "picture.txt:1:1  D003" in found.stderr
    assert "none.txt:1:1  D001" in found.stderr
    assert found.stdout.startswith("wire.txt")


@pytest.mark.usefixtures("desk", "reading")
def test_nothing_could_be_read() -> None:
    """Exit code 1, and with `--json` still one document."""
    found = CliRunner().invoke(app, ["read", "none.txt", "--json"])
    assert found.exit_code == 1
    assert json.loads(found.stdout)["problems"][0]["code"] == "D001"


@pytest.mark.usefixtures("reading")
def test_a_review_with_problems_is_told_first(desk: Path) -> None:
    """Nobody waits for a reading that cannot be written."""
    (desk / "review.yaml").write_text("review: 1\nproposal: {}\n", encoding="utf-8")
    found = CliRunner().invoke(app, ["read", "wire.txt", "--to", "review.yaml"])
    assert found.exit_code == 1
    assert "review.yaml:2:1  S001" in found.stderr
    assert "did you mean 'proposals'?" in found.stderr


@pytest.mark.usefixtures("desk")
def test_without_what_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 2, and what to install."""
    monkeypatch.setattr(model, "available", tuple)
    found = CliRunner().invoke(app, ["read", "wire.txt"])
    assert found.exit_code == 2
    assert "pip install 'detente[read]'" in found.stderr
