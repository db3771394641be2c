"""Two parties, or two options, of one name: no sentence leaves open which of them is meant."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from detente.cli.main import app

TWINS = """\
detente: 1
title: Same labels
as_of: 2024-01-01
parties:
  A: {name: Alpha, prefers: [s2, not s1]}
  B: {name: Alpha, prefers: [s1, not s2], conditions: [s2 only after s1]}
options:
  s1: {label: Stop firing, by: A, takes: 3 days}
  s2: {label: Stop firing, by: B, window: 2024}
status_quo: []
targets: {g: s1 and s2}
"""


@pytest.mark.parametrize(
    "words",
    [
        ["describe"],
        ["states"],
        ["stability", "--state", "NN", "--all"],
        ["roadmaps", "--to", "g"],
        ["blockers", "--to", "g"],
        ["unlocks", "--to", "g"],
        ["differences", "A", "B", "--to", "g"],
        ["robustness", "--to", "g"],
        ["brief", "--out", "-"],
    ],
    ids=lambda words: words[0],
)
def test_every_sentence_says_which(tmp_path: Path, words: list[str]) -> None:
    """Behind each name that two share stands its key."""
    path = tmp_path / "twins.yaml"
    path.write_text(TWINS, encoding="utf-8")
    found = CliRunner().invoke(app, [words[0], str(path), *words[1:]])
    assert found.exit_code == 0, found.output
    text = " ".join(found.stdout.split())
    assert "Alpha" in text or "Stop firing" in text
    assert re.findall(r"Alpha(?! \([AB]\))", text) == []
    assert re.findall(r"Stop firing(?!'? \(s[12]\))", text) == []


def test_comparing_versions(tmp_path: Path) -> None:
    """What changed is told with the keys, too."""
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text(TWINS, encoding="utf-8")
    new.write_text(TWINS.replace("by: B, window: 2024", "by: A"), encoding="utf-8")
    found = CliRunner().invoke(app, ["compare", str(old), str(new)])
    assert found.exit_code == 0, found.output
    text = " ".join(found.stdout.split())
    assert "Alpha (A)" in text
    assert re.findall(r"Alpha(?! \([AB]\))", text) == []
