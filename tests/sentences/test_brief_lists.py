"""Where more is open than the brief tells one by one, it says how much more, and all of it is true."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from detente.cli.main import app
from detente.language.loading import loads

from .brief_judging import faults
from .scene import Call, Scene

# fifteen sets of four steps, of which each makes both better off than any part of it
SHARED = """\
detente: 1
title: Four steps that both want
parties:
  A: {name: Alpha, prefers: [a, b, c, d]}
  B: {name: Beta, prefers: [a, b, c, d]}
options:
  a: {label: Open the road, by: [A, B]}
  b: {label: Pay the arrears, by: [A, B]}
  c: {label: Lift the ban, by: [A, B]}
  d: {label: Free the prisoners, by: [A, B]}
status_quo: []
"""


def test_the_moves_that_are_not_told_are_counted(tmp_path: Path) -> None:
    """Of fifteen joint moves twelve are told one by one."""
    path, words = tmp_path / "conflict.yaml", ("--out", "-", "--full")
    path.write_text(SHARED, encoding="utf-8")
    done = CliRunner().invoke(app, ["brief", str(path), *words])
    scene = Scene(loads(SHARED), Call("brief", words), done.exit_code)
    assert faults(scene, path, done.stdout) == []
    text = " ".join(done.stdout.split())
    assert text.count("each of them prefers that.") == 12
    assert (
        "And 3 other moves for which several parties are needed, and that each of them prefers."
        in text
    )
