"""Decisions from the command line: behind `decide`, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.errors import WrongUse
from detente.evidence.reviewing.asking import review, write_review
from detente.evidence.reviewing.loading import load_review

from .making import desk, readings


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a review file of the talks."""
    monkeypatch.chdir(tmp_path)
    found = desk(tmp_path)
    assert write_review(readings(), found)
    return found


def test_decisions_are_written_and_nothing_else(path: Path) -> None:
    """Two lines change; a decision can be taken back; comments beside it stay."""
    before = path.read_text(encoding="utf-8").replace("    decide:\n", "    decide:  # yours\n", 1)
    path.write_text(before, encoding="utf-8")
    first, second, *_ = (record.id for record in load_review(path).records)
    found = review(path, accept=[first], reject=[second])
    assert found.counts == {"accepted": 1, "rejected": 1, "edited": 0, "new": 3}
    after = path.read_text(encoding="utf-8")
    changed = [b for a, b in zip(before.split("\n"), after.split("\n"), strict=True) if a != b]
    assert changed == ["    decide: accept  # yours", "    decide: reject"]
    assert review(path, reject=[first]).counts["rejected"] == 2


def test_a_record_without_the_key_and_other_line_ends(path: Path) -> None:
    """The key is added where it was deleted; the line ends of the file stay."""
    text = path.read_text(encoding="utf-8").replace("    decide:\n", "")
    path.write_bytes(text.replace("\n", "\r\n").encode())
    names = [record.id for record in load_review(path).records]
    assert review(path, accept=names).counts["accepted"] == 5


def test_a_proposal_that_is_not_there(path: Path) -> None:
    """The nearest is named, and nothing is written."""
    before = path.read_bytes()
    name = load_review(path).records[0].id
    with pytest.raises(WrongUse, match=f"did you mean '{name}'"):
        review(path, accept=[name, name[:-1]])
    assert path.read_bytes() == before
    with pytest.raises(WrongUse, match="standard input"):
        review("-", accept=[name])


def test_a_record_in_brackets(path: Path) -> None:
    """What cannot be changed line by line is left to its author."""
    text = (
        "review: 1\ndocuments: {d: {file: f, sha256: s, text_sha256: t}}\nproposals:\n"
        "  u-1: {kind: event, words: w, voice: report, document: d, decide: accept}\n"
    )
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WrongUse, match="in brackets"):
        review(path, reject=["u-1"])
    assert path.read_text(encoding="utf-8") == text
