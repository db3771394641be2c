"""`detente read`: what is found, what is written, what is not read and why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from detente.cli.main import app
from detente.evidence import readings
from detente.evidence.reading.parsing import model
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


@pytest.mark.usefixtures("reading")
def test_line_ends_stay_those_of_the_file(desk: Path) -> None:
    """Places count in the file's own text, two characters for each line end of Windows."""
    own = REPORT.replace("\n", "\r\n")
    (desk / "wire.txt").write_bytes(own.encode())
    found = CliRunner().invoke(app, ["read", "wire.txt", "--json"])
    (document,) = json.loads(found.stdout)["documents"]
    spans = [span for one in document["utterances"] for span in one["content"]]
    assert any("We will not move first" in own[slice(*span)] for span in spans)
    first = document["blocks"][0]
    assert own[first["start"] : first["end"]] == "Towns talk about the dam"


@pytest.mark.usefixtures("desk", "reading")
def test_the_keys_of_the_answer() -> None:
    """They are those that are documented, for the whole and for a document."""
    found = json.loads(CliRunner().invoke(app, ["read", "wire.txt", "--json"]).stdout)
    head = ["question", "title", "fingerprint", "version", "settings"]
    assert list(found) == [*head, "documents", "unread", "notes", "complete"]
    assert set(found["documents"][0]) >= {
        *("file", "sha256", "text_sha256", "language", "title", "outlet", "byline", "date"),
        *("blocks", "utterances", "stances", "events", "skipped", "complete"),
    }


@pytest.mark.usefixtures("desk", "reading")
def test_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """What could be read is answered, what is missing is said, and the exit code is 3."""
    monkeypatch.setattr("detente.evidence.reading.parsing.cutting.MOST", 150)
    found = CliRunner().invoke(app, ["read", "wire.txt"])
    assert found.exit_code == 3
    assert "Only what stands before character" in found.stdout
    answer = CliRunner().invoke(app, ["read", "wire.txt", "--json"])
    assert json.loads(answer.stdout)["complete"] is False


@pytest.mark.usefixtures("reading")
def test_an_interruption_keeps_what_was_read(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The documents read so far are answered, the count is told, and the exit code is 130."""
    whole = readings.read_one

    def stopped(file: str, *given: object) -> object:
        if file == "b.txt":
            raise KeyboardInterrupt
        return whole(file, *given)  # type: ignore[arg-type]

    (desk / "b.txt").write_text(REPORT, encoding="utf-8")
    monkeypatch.setattr(readings, "read_one", stopped)
    found = CliRunner().invoke(app, ["read", "wire.txt", "b.txt", "--json"])
    assert found.exit_code == 130
    assert "1 of 2 documents was read" in found.stderr
    answer = json.loads(found.stdout)
    assert [one["file"] for one in answer["documents"]] == ["wire.txt"]
    assert answer["complete"] is False
    assert answer["notes"] == ["It was interrupted: 1 of 2 documents was read."]


@pytest.mark.usefixtures("reading")
@pytest.mark.parametrize(
    ("cast", "code", "told"),
    [
        ("none.yaml", 1, "none.yaml:1:1  F001"),
        ("folder", 2, "'folder' is a folder"),
        ("broken.yaml", 1, "broken.yaml:2:1  F004"),
        ("empty.yaml", 1, "name people or parties in it, or leave out '--cast'"),
        ("wrong.yaml", 1, "wrong.yaml:1:27  S005  the state 'Atlantis'"),
    ],
)
def test_a_cast_with_problems(desk: Path, cast: str, code: int, told: str) -> None:
    """Its problems are told with their places, and nothing is read."""
    (desk / "folder").mkdir()
    (desk / "broken.yaml").write_text("a: [\n", encoding="utf-8")
    (desk / "empty.yaml").write_text("# nobody yet\n", encoding="utf-8")
    (desk / "wrong.yaml").write_text("parties: {France: {state: Atlantis}}\n", encoding="utf-8")
    found = CliRunner().invoke(app, ["read", "wire.txt", "--cast", cast])
    assert (found.exit_code, found.stdout) == (code, "")
    assert told in found.stderr


@pytest.mark.usefixtures("reading")
@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["folder"], "the folder 'folder' holds no file"),
        (["x*.txt"], "no file is called like 'x*.txt'"),
        (["empty.txt"], "it is empty"),
        (["none.txt"], "cannot be opened: No such file or directory"),
        (["http://news.example/a.html"], "is an address, and nothing is fetched"),
        (["-"], "'<stdin>' was not read: it is empty"),
    ],
)
def test_nothing_to_read_is_told_once(desk: Path, asked: list[str], told: str) -> None:
    """Exit code 1, and one problem that says why."""
    (desk / "folder").mkdir()
    (desk / "empty.txt").touch()
    found = CliRunner().invoke(app, ["read", *asked])
    assert (found.exit_code, found.stdout) == (1, "")
    assert found.stderr.count(told) == 1


@pytest.mark.usefixtures("reading")
def test_another_language_is_said(desk: Path) -> None:
    """It is read for what it is worth, and the reader is told to expect little."""
    text = "Der Minister sagte, dass die Regierung den Vertrag nicht unterzeichnen werde. "
    (desk / "de.txt").write_text(text * 3, encoding="utf-8")
    found = CliRunner().invoke(app, ["read", "de.txt"])
    assert found.exit_code == 0
    assert "does not look English" in found.stdout
