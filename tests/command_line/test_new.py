"""detente new."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from detente.cli.main import app
from detente.telling.starting import new


def run(*words: str) -> tuple[int, str, str]:
    """Return exit code, standard output and standard error of a command."""
    found = CliRunner().invoke(app, list(words))
    return found.exit_code, found.stdout, found.stderr


def test_standard_output():
    """Without a path the starter is printed, letter by letter."""
    assert run("new") == (0, new().text, "")


def test_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """With a path it is written, and what to do next is said."""
    monkeypatch.chdir(tmp_path)
    code, out, said = run("new", "mine.yaml")
    assert (code, out) == (0, "")
    assert said == "written: mine.yaml\nnext: detente describe mine.yaml\n"
    assert run("describe", "mine.yaml")[0] == 0
    assert run("stability", "mine.yaml")[0] == 0


def test_a_second_time(tmp_path: Path):
    """What is there stays, and the command says so with the code of wrong usage."""
    path = tmp_path / "mine.yaml"
    path.write_text("mine", encoding="utf-8")
    code, out, said = run("new", str(path))
    assert (code, out) == (2, "")
    assert "is there already" in said
    assert path.read_text(encoding="utf-8") == "mine"


def test_an_example(tmp_path: Path):
    """A copy of an example, as one document."""
    code, out, _ = run("new", str(tmp_path / "copy"), "--from", "korea/hanoi-2019", "--json")
    document = json.loads(out)
    assert code == 0
    assert document["question"] == "new"
    assert document["title"].startswith("Nuclear talks after Hanoi")
    assert document["out"] == str(tmp_path / "copy" / "conflict.yaml")
    assert len(document["written"]) == 9
    assert run("new", "--from", "nowhere/at-all")[0] == 2
