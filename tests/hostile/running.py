"""Running commands on hostile files, and a small sound file to spoil."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from click.testing import CliRunner, Result

from detente.cli.main import app

SOUND = """\
detente: 1
title: Fence
parties:
  north:
    prefers: [fence, not toll]
  south:
    prefers: [not fence, toll]
options:
  fence: {label: Build a fence, by: north}
  toll: {label: Ask for a toll, by: south}
rules:
  - fence implies not toll
status_quo: []
"""

# how each command that reads a conflict file is called
COMMANDS = {
    "check": ["check", "FILE"],
    "describe": ["describe", "FILE"],
    "states": ["states", "FILE"],
    "stability": ["stability", "FILE"],
    "brief": ["brief", "FILE", "--out", "-"],
}


def run(*words: str) -> Result:
    """Run a command; a traceback is a failure wherever it comes from."""
    found = CliRunner().invoke(app, list(words))
    assert found.exception is None or isinstance(found.exception, SystemExit), found.exc_info
    assert "Traceback" not in found.output
    return found


def every(path: Path | str) -> dict[str, Result]:
    """Run every command on a file; each says why if it does not answer."""
    found = {
        name: run(*(str(path) if word == "FILE" else word for word in words))
        for name, words in COMMANDS.items()
    }
    for name, one in found.items():
        assert one.exit_code in {0, 1, 2, 3}, (name, one.output)
        assert one.exit_code == 0 or one.stderr.strip(), name
    return found


def refused(path: Path | str, code: str, *words: str) -> str:
    """Assert that every command refuses a file with one code, exit code 1; return the message."""
    found = every(path)
    for name, one in found.items():
        assert one.exit_code == 1, (name, one.output)
        assert f"  {code}  " in one.stderr, (name, one.stderr)
        for word in words:
            assert word in one.stderr, (name, one.stderr)
    return found["stability"].stderr


def answered(path: Path | str) -> dict[str, Result]:
    """Assert that every command answers a file, exit code 0."""
    found = every(path)
    for name, one in found.items():
        assert one.exit_code == 0, (name, one.output)
    return found


def written(folder: Path, content: str | bytes, name: str = "conflict.yaml") -> Path:
    """Return a new file with that content."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    """Run with another current directory."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def mode_is_ignored() -> bool:
    """Tell whether this user may write where nobody may, as root may."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o500)
        try:
            (folder / "try").touch()
        except OSError:
            return False
        else:
            return True
        finally:
            folder.chmod(0o700)
