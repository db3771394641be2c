"""detente export."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import detente
from detente.cli.main import app
from detente.formats import gmcr
from detente.shipped import path_of

SECRETIVE = """\
detente: 1
title: Envoy
parties: {A: {prefers: [x]}, B: {prefers: [y]}}
options:
  x: {by: A}
  # found out in May
  y: {by: B, confidential: true}
"""


def run(*words: str) -> tuple[int, str, str]:
    """Return exit code, standard output and standard error of a command."""
    found = CliRunner().invoke(app, list(words))
    return found.exit_code, found.stdout, found.stderr


def test_the_file_itself():
    """Without a choice the file is printed as it is, and nothing is said."""
    path = path_of("classics/chicken")
    assert path is not None
    assert run("export", "classics/chicken") == (0, path.read_text(encoding="utf-8"), "")


def test_public(tmp_path: Path):
    """The public part is written, and the number of withheld items is said."""
    path, made = tmp_path / "envoy.yaml", tmp_path / "public.yaml"
    path.write_text(SECRETIVE, encoding="utf-8")
    code, out, said = run("export", str(path), "--public", "--out", str(made))
    assert (code, out) == (0, "")
    assert said == f"written: {made}\n2 items were withheld\n"
    assert detente.load(made).options[0].name == "x"
    assert "May" not in made.read_text(encoding="utf-8")
    assert run("export", "classics/chicken", "--public")[2] == "0 items were withheld\n"


def test_the_file_that_is_read_is_kept(tmp_path: Path):
    """What is withheld would be lost if the public part replaced the file."""
    path = tmp_path / "envoy.yaml"
    path.write_text(SECRETIVE, encoding="utf-8")
    code, _, said = run("export", str(path), "--public", "--out", str(path))
    assert code == 2
    assert "name another one" in said
    assert path.read_text(encoding="utf-8") == SECRETIVE


def test_a_warning_where_something_is_confidential(tmp_path: Path):
    """A file with confidential items that is exported whole says so."""
    path = tmp_path / "envoy.yaml"
    path.write_text(SECRETIVE, encoding="utf-8")
    assert "note: confidential items are in the file" in run("export", str(path))[2]


@pytest.mark.parametrize("how", ["--as", "--out"])
def test_gmcr(tmp_path: Path, how: str):
    """The format is named, or told by what the path ends in; notes say what is lost."""
    made = tmp_path / "declaration.gmcr"
    words = ["--as", "gmcr"] if how == "--as" else []
    code, _, said = run("export", "korea/declaration-2021", *words, "--out", str(made))
    assert code == 0
    assert "note: the file shows the perspective 'moon'" in said
    assert "note: channels are left out" in said
    assert len(gmcr.read(made.read_text(encoding="utf-8")).conflict.parties) == 4


def test_csv_and_json():
    """The tables of a model, on standard output."""
    code, out, _ = run("export", "classics/chicken", "--as", "csv")
    assert code == 0
    assert out.splitlines()[0].startswith("state,swerve-first,swerve-second,first place")
    code, out, _ = run("export", "classics/chicken", "--as", "json")
    assert code == 0
    assert json.loads(out)["preferences"]["first"] == [["NY"], ["YY"], ["YN"], ["NN"]]


def test_one_document():
    """With --json the text of the file is one key of a document."""
    code, out, _ = run("export", "classics/chicken", "--as", "csv", "--json")
    document = json.loads(out)
    assert code == 0
    assert document["question"] == "export"
    assert document["format"] == "csv"
    assert document["text"].startswith("state,")
    assert document["out"] is None


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["classics/chicken", "--as", "xml"], 2, "'xml' is not a format"),
        (["classics/chicken", "--perspective", "p"], 2, "no perspective"),
        (["classics/chicken", "--out", "/nowhere/at/all.yaml"], 2, "cannot be written"),
        (["no/such-file"], 1, "F001"),
        (["trade/uruguay-round", "--as", "json"], 3, "at most 4,096"),
        (["water/elmira", "--as", "gmcr"], 4, "explicit graph"),
    ],
)
def test_exit_codes(words: list[str], code: int, message: str):
    """Each way to fail has its documented code, a message, and nothing on standard output."""
    found, out, said = run("export", *words)
    assert (found, out) == (code, "")
    assert message in said
