"""What the commands say of themselves: help, an example that runs, documents that are described."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from detente.cli.main import COMMANDS, app
from tests.desks import asked, example_of, lay, question_of, write_papers

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
HEAD = ["question", "title", "fingerprint", "version", "settings"]


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of a shipped conflict's sources, and a review file of one of them, made once."""
    folder = tmp_path_factory.mktemp("papers")
    write_papers(folder)
    return folder


@pytest.fixture
def desk(tmp_path: Path, papers: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as a user may have it: a conflict with sources, a corpus, a review, a .gmcr file."""
    lay(tmp_path, papers)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_in_the_reference(command: str) -> None:
    """Help answers, and its first line stands on the page of commands."""
    found = CliRunner().invoke(app, [command, "--help"])
    assert found.exit_code == 0
    assert "Example: " in found.output
    page = (REFERENCE / "commands.md").read_text(encoding="utf-8")
    assert f"## detente {command}\n" in page


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.usefixtures("desk")
def test_the_example_runs(command: str) -> None:
    """What the help tells one to type answers the question."""
    words, given = example_of(command)
    assert words[0] == command
    found = asked(words, given)
    assert found.exit_code == 0, found.output


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.usefixtures("desk")
def test_documents_start_with_the_same_head_and_every_key_is_described(command: str) -> None:
    """With `--json` the example prints one document, and the page of documents knows its keys."""
    found = asked(*question_of(command))
    assert found.exit_code == 0, found.output
    document = json.loads(found.stdout)
    assert list(document)[:5] == HEAD
    assert document["question"] == command
    page = (REFERENCE / "json.md").read_text(encoding="utf-8")
    section = page.partition(f"\n## {command}\n")[2].partition("\n## ")[0]
    assert section, f"json.md has no section '{command}'"
    for key in list(document)[5:]:
        assert f"`{key}`" in section, f"json.md does not describe '{key}' of {command}"


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.usefixtures("desk")
def test_the_same_question_gives_the_same_bytes(command: str) -> None:
    """Asked twice, a command prints the same document."""
    question = question_of(command)
    assert asked(*question).stdout == asked(*question).stdout
