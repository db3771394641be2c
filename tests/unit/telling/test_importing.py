"""import: a .gmcr file as a conflict and as a conflict file."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

import detente
from detente.errors import ConflictProblems
from detente.telling.importing import import_

MODEL = {
    "options": [{"name": "Give way", "permittedDirection": "both"}],
    "decisionMakers": [
        {"name": "A", "options": [0], "preferences": [[[0, "Y"]]], "misperceptions": [[[0, "Y"]]]}
    ],
    "infeasibles": [],
}


def test_a_file(tmp_path: Path):
    """The conflict is the one that the text states; notes say what was left out."""
    path = tmp_path / "road.gmcr"
    path.write_text(json.dumps(MODEL), encoding="utf-8")
    found = import_(path)
    assert found.conflict == detente.loads(found.text)
    assert found.conflict.title == "road"
    assert found.asked.title == "road"
    assert found.rows() == [{"note": note} for note in found.notes]
    assert "does not see" in found.notes[0]
    assert found.to_dict()["text"] == found.text
    assert "does not see" in found._repr_html_()


def test_standard_input(monkeypatch: pytest.MonkeyPatch):
    """`-` reads standard input."""
    stream = io.TextIOWrapper(io.BytesIO(json.dumps(MODEL).encode()))
    monkeypatch.setattr(sys, "stdin", stream)
    assert import_("-").conflict.options[0].name == "give-way"


def test_files_that_cannot_be_read(tmp_path: Path):
    """A file that is not there, or is no model, is a problem with its name."""
    with pytest.raises(ConflictProblems, match="F001"):
        import_(tmp_path / "none.gmcr")
    path = tmp_path / "bad.gmcr"
    path.write_bytes(b"\xff{}")
    with pytest.raises(ConflictProblems, match="F003"):
        import_(path)
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(ConflictProblems, match=r"bad\.gmcr:1:1  G002"):
        import_(path)
