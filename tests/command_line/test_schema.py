"""`detente schema`: the JSON Schema of the conflict file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import detente
from detente.cli.main import app


def test_it_prints_the_schema_alone() -> None:
    """What is printed is the schema itself, for an editor to use."""
    found = CliRunner().invoke(app, ["schema"])
    assert found.exit_code == 0
    assert json.loads(found.stdout) == detente.schema().document


def test_with_json_it_has_the_head_of_every_document() -> None:
    """`--json` puts the schema under a key, below the head."""
    document = json.loads(CliRunner().invoke(app, ["schema", "--json"]).stdout)
    assert document["question"] == "schema"
    assert document["schema"] == detente.schema().document


def test_it_writes_a_file_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--out` writes the same text whole, and leaves nothing else behind."""
    monkeypatch.chdir(tmp_path)
    found = CliRunner().invoke(app, ["schema", "--out", "conflict.schema.json"])
    assert found.exit_code == 0
    assert "conflict.schema.json" in found.stderr
    assert found.stdout == ""
    printed = CliRunner().invoke(app, ["schema"]).stdout
    assert Path("conflict.schema.json").read_text(encoding="utf-8") == printed
    assert [path.name for path in tmp_path.iterdir()] == ["conflict.schema.json"]


def test_a_file_that_cannot_be_written_is_wrong_usage(tmp_path: Path) -> None:
    """The message names the file and why; exit code 2."""
    found = CliRunner().invoke(app, ["schema", "--out", str(tmp_path / "none" / "x.json")])
    assert found.exit_code == 2
    assert "cannot be written" in found.stderr


def test_rows_name_every_key_in_words() -> None:
    """The result lists shape, key, form and meaning, and shows itself in a notebook."""
    found = detente.schema()
    row = next(row for row in found.rows() if (row["shape"], row["key"]) == ("party", "prefers"))
    assert row["form"] == "a list; each item a formula, or the keys of 'statement'"
    assert not row["required"]
    assert "<table>" in found._repr_html_()
