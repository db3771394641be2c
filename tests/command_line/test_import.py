"""detente import."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

from click.testing import CliRunner

import detente
from detente.cli.main import app
from detente.telling.exporting import export


def run(*words: str, given: str | None = None) -> tuple[int, str, str]:
    """Return exit code, standard output and standard error of a command."""
    found = CliRunner().invoke(app, list(words), input=given)
    return found.exit_code, found.stdout, found.stderr


def test_a_pipe():
    """A model from standard input goes to standard output, notes elsewhere."""
    model = export("nuclear/cuban-missile-crisis", form="gmcr").text
    code, out, said = run("import", "-", given=model)
    assert code == 0
    assert [party.name for party in detente.loads(out).parties] == ["US", "USSR"]
    assert "note: the decision maker 'United States' is called US" in said


def test_a_file(tmp_path: Path):
    """With --out the conflict file is written there, and replaces what was there."""
    model, made = tmp_path / "cuba.gmcr", tmp_path / "cuba.yaml"
    model.write_text(export("nuclear/cuban-missile-crisis", form="gmcr").text, encoding="utf-8")
    made.write_text("old", encoding="utf-8")
    code, out, said = run("import", str(model), "--out", str(made))
    assert (code, out) == (0, "")
    assert f"written: {made}" in said
    assert run("stability", str(made), "--concept", "nash")[0] == 0
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".tmp"]


def test_the_file_that_is_read_is_kept(tmp_path: Path):
    """The model itself is never written over."""
    model = tmp_path / "cuba.gmcr"
    model.write_text(export("nuclear/cuban-missile-crisis", form="gmcr").text, encoding="utf-8")
    before = model.read_bytes()
    code, _, said = run("import", str(model), "--out", str(model))
    assert code == 2
    assert "is a file that is read" in said
    assert model.read_bytes() == before


def test_problems(tmp_path: Path):
    """A file that is no model leaves with 1, and lists its problems as a document."""
    model = tmp_path / "bad.gmcr"
    model.write_text('{"options": [], "decisionMakers": 3}', encoding="utf-8")
    code, out, said = run("import", str(model), "--json")
    assert code == 1
    assert "decisionMakers is '3', not a list" in said
    document = json.loads(out)
    assert document["title"] is None
    assert {problem["code"] for problem in document["problems"]} == {"G003"}
    assert run("import", str(tmp_path / "none.gmcr"))[0] == 1


def test_a_pickle(tmp_path: Path):
    """An old file of GMCR+ is told what it is, and is not opened."""
    model = tmp_path / "old.gmcr"
    model.write_bytes(pickle.dumps({"options": []}))
    code, out, said = run("import", str(model))
    assert (code, out) == (1, "")
    assert f"{model}:1:1  G007  this is an old file of GMCR+, saved as a Python pickle, " in said
    assert "which is not opened because" in said
    assert "open it in GMCR+ and save it again" in said


def test_what_is_not_understood_is_said(tmp_path: Path):
    """A key that is not understood is named on standard error."""
    found = json.loads(export("classics/chicken", form="gmcr").text) | {"attitudes": [1]}
    code, out, said = run("import", "-", given=json.dumps(found))
    assert code == 0
    assert detente.loads(out)
    assert said.startswith("note: the key 'attitudes' is not understood and left out\n")


def test_one_document(tmp_path: Path):
    """With --json the text and the notes come as one document."""
    code, out, _ = run("import", "-", "--json", given=export("classics/chicken", form="gmcr").text)
    document = json.loads(out)
    assert code == 0
    assert document["question"] == "import"
    assert document["out"] is None
    assert detente.loads(document["text"]).title == "Chicken"
