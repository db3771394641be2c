"""Without the extra `read` evidence by hand works fully, and `read` says what to install."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from detente.evidence.reviewing.asking import write_review
from tests.unit.evidence.reviewing.making import decided, desk, readings

# a program in which what the extra brings is not there
BARE = """\
import sys
from importlib.machinery import PathFinder

GONE = ("spacy", "thinc", "trafilatura", "lxml", "pypdf", "htmldate", "en_core_web")


class Bare:
    @staticmethod
    def find_spec(name, path=None, target=None):
        return None if name.startswith(GONE) else PathFinder.find_spec(name, path, target)


sys.meta_path[sys.meta_path.index(PathFinder)] = Bare
from detente.cli.main import main

main()
"""


def bare(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command where nothing is installed that reads."""
    return subprocess.run(
        [sys.executable, "-c", BARE, *words],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_read_says_what_to_install(tmp_path: Path) -> None:
    """One sentence with the command, exit code 2, and no traceback."""
    (tmp_path / "wire.txt").write_text("France said that it would not sign.", encoding="utf-8")
    found = bare(tmp_path, "read", "wire.txt")
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr.count("\n") == 1
    assert "pip install 'detente[read]'" in found.stderr


def test_evidence_by_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A review is taken over, checked and cited, and the brief is written."""
    monkeypatch.chdir(tmp_path)
    review = desk(tmp_path)
    write_review(readings(), review)
    text = review.read_text(encoding="utf-8")
    chosen = decided(text, "We will not pay", decide="accept", attach="FRA.s1")
    review.write_text(chosen, encoding="utf-8")
    took = bare(tmp_path, "review", review.name, "--into", "conflict.yaml", "--json")
    assert took.returncode == 0, took.stderr
    (added,) = json.loads(took.stdout)["added"]["quotations"]
    checked = bare(tmp_path, "check", "conflict.yaml", "--originals", ".", "--json")
    assert checked.returncode == 0, checked.stderr
    assert added["name"] in json.loads(checked.stdout)["confirmed"]
    (original,) = (p for p in tmp_path.iterdir() if p.suffix == ".txt")
    cited = bare(tmp_path, "cite", original.name, "We will not pay")
    assert cited.returncode == 0, cited.stderr
    briefed = bare(tmp_path, "brief", "conflict.yaml", "--out", "brief.html")
    assert briefed.returncode == 0, briefed.stderr
    assert (tmp_path / "brief.html").stat().st_size > 1_000
