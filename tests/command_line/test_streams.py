"""Where answers go: terminals of few letters, full disks, readers that have gone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

FILE = """\
detente: 1
title: "\ud55c\uad6d\uc5b4 \u00e9"
parties: {A: {}}
options: {a: {by: A}}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a conflict file with letters that few encodings have."""
    found = tmp_path / "conflict.yaml"
    found.write_text(FILE, encoding="utf-8")
    return found


def detente(*words: str, encoding: str = "utf-8", to: int | None = None) -> tuple[int, str, str]:
    """Run a command in a process of its own; return its exit code, answer and messages."""
    done = subprocess.run(
        [sys.executable, "-m", "detente.cli.main", *words],
        env={**os.environ, "PYTHONIOENCODING": encoding},
        stdout=subprocess.PIPE if to is None else to,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return done.returncode, (done.stdout or b"").decode(encoding), done.stderr.decode(encoding)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_letters_a_terminal_cannot_show_are_shown_by_number(path: Path, encoding: str) -> None:
    """An answer is given in any case; nobody is shown a traceback for a letter."""
    code, answer, messages = detente("check", str(path), encoding=encoding)
    assert (code, messages) == (0, "")
    assert answer.startswith("\\ud55c\\uad6d\\uc5b4 ")


def test_letters_are_letters_where_the_terminal_has_them(path: Path) -> None:
    """The usual case."""
    assert detente("check", str(path))[1].startswith("\ud55c\uad6d\uc5b4 \u00e9: no problems\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk at hand")
def test_a_full_disk_is_said(path: Path) -> None:
    """An answer that cannot be written is exit code 2, not a traceback."""
    with Path("/dev/full").open("wb") as full:
        code, _, messages = detente("check", str(path), "--json", to=full.fileno())
    assert code == 2
    assert messages.startswith("detente: the answer cannot be written")
    assert messages.count("\n") == 1
