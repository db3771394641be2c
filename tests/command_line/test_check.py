"""`detente check`: problems on standard error, counts on standard output."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import detente
from detente.cli.main import app

FILE = """\
detente: 1
title: Fence
sources: {paper: {title: The Paper, file: paper.md}}
quotations:
  said: {source: paper, voice: own words, text: we want walls}
parties:
  north:
    prefers:
      - demand: fence
        because: said
  south:
    prefers: [toll]
options:
  fence: {by: north}
  toll: {by: south}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a conflict file with its source beside it."""
    (tmp_path / "paper.md").write_text("we want walls", encoding="utf-8")
    found = tmp_path / "conflict.yaml"
    found.write_text(FILE, encoding="utf-8")
    return found


def test_a_sound_file_exits_with_zero(path: Path) -> None:
    """Nothing stands on standard error; assumptions and quotations are counted."""
    found = CliRunner().invoke(app, ["check", str(path)])
    assert found.exit_code == 0
    assert found.stderr == ""
    assert found.stdout == (
        "Fence: no problems\n"
        "3 of the 4 items are assumptions, which no source supports: "
        "1 of 2 statements and 2 of 2 options.\n"
        "1 quotation: 1 declared.\n"
    )


def test_assumptions_are_listed_on_request(path: Path) -> None:
    """Each with its id, so that it can be left out."""
    found = CliRunner().invoke(app, ["check", str(path), "--assumptions"])
    assert [line.split(":")[0].strip() for line in found.stdout.splitlines()[3:]] == [
        "south.s1",
        "fence",
        "toll",
    ]


def test_errors_exit_with_one(path: Path) -> None:
    """Every problem is on standard error with file, line and column; the count on standard output."""
    path.write_text(FILE.replace("by: south", "by: sooth, takes: long"), encoding="utf-8")
    found = CliRunner().invoke(app, ["check", str(path)])
    assert found.exit_code == 1
    assert found.stderr.splitlines() == [
        f"{path}:15:14  N001  'sooth' is not a party of this file",
        "    did you mean 'south'?",
        f"{path}:15:28  T001  'long' is not a duration",
        found.stderr.splitlines()[3],
    ]
    assert found.stdout == f"{path}: 2 errors\n"


def test_warnings_exit_with_zero(path: Path) -> None:
    """A warning is said, and does not fail a check."""
    path.write_text(FILE.replace(", file: paper.md", ""), encoding="utf-8")
    found = CliRunner().invoke(app, ["check", str(path)])
    assert found.exit_code == 0
    assert "E006" in found.stderr
    assert found.stdout.startswith("Fence: 1 warning\n")


def test_the_document_is_that_of_the_library(path: Path) -> None:
    """`--json` prints what the function returns, and nothing else."""
    found = CliRunner().invoke(app, ["check", str(path), "--json"])
    assert found.exit_code == 0
    assert json.loads(found.stdout) == detente.check(path).to_dict()
    assert found.stderr == ""


def test_standard_input_is_a_file_too(path: Path) -> None:
    """`-` reads the conflict from standard input."""
    sound = FILE.replace(", file: paper.md", "").replace("text: we", "paraphrase: we")
    found = CliRunner().invoke(app, ["check", "-"], input=sound)
    assert found.exit_code == 0
    assert found.stdout.startswith("Fence: no problems")
    found = CliRunner().invoke(app, ["check", "-"], input="title: [")
    assert found.exit_code == 1
    assert found.stderr.startswith("<stdin>:")
    assert path.exists()


def test_originals(path: Path, tmp_path: Path) -> None:
    """Quotations are confirmed in a folder of originals; a missing folder is wrong use."""
    folder = tmp_path / "originals"
    folder.mkdir()
    (folder / "paper.txt").write_text(
        "\u201cWe want walls\u201d, or: we want walls.", encoding="utf-8"
    )
    found = CliRunner().invoke(app, ["check", str(path), "--originals", str(folder)])
    assert found.exit_code == 0
    assert "1 quotation: 1 verbatim; 1 confirmed in the originals." in found.stdout
    found = CliRunner().invoke(app, ["check", str(path), "--originals", str(tmp_path / "none")])
    assert found.exit_code == 2
    assert "there is no folder" in found.stderr
