"""The table of scores: printed for a folder, never by document for the kept one."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from scripts.reading_score import main

from tests.reading.labels import DEVELOPMENT, KEPT, as_reading, labels_of, text_of

LOADER, READER = "detente.evidence.documents.loading", "detente.evidence.reading"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader gives back: here, what the labels say."""

    document: SimpleNamespace

    def to_dict(self) -> dict[str, Any]:
        """Return the reading as plain values."""
        return as_reading(labels_of(self.document.path), self.document.text)


def loaded(name: str) -> SimpleNamespace | str:
    """Load a document; one is refused."""
    path = Path(name)
    return SimpleNamespace(path=path, text=text_of(path)) if path.stem != "refused" else "no text"


@pytest.fixture
def perfect(monkeypatch: pytest.MonkeyPatch):
    """A reader that knows the labels."""
    loading, reading = ModuleType(LOADER), ModuleType(READER)
    loading.load_document = loaded  # type: ignore[attr-defined]
    reading.read_document = Reading  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, LOADER, loading)
    monkeypatch.setitem(sys.modules, READER, reading)


@pytest.mark.usefixtures("perfect")
def test_table(capsys: pytest.CaptureFixture[str]):
    """A perfect reading has only ones in its table, and every document has its line."""
    assert main([str(DEVELOPMENT), "--lost"]) == 0
    printed = capsys.readouterr().out
    assert "01-river-wire.txt      utterances 7/7" in printed
    assert printed.count("    nothing\n") == 15
    shares = [row.split()[-1] for row in printed.split("\n\n", 1)[1].splitlines() if row]
    assert set(shares) == {"1.000", "recall", "all"}


@pytest.mark.usefixtures("perfect")
def test_kept_is_told_in_sums_only(capsys: pytest.CaptureFixture[str]):
    """No line of the kept documents is printed, even if asked for."""
    assert main([str(KEPT), "--each", "--lost"]) == 0
    printed = capsys.readouterr().out
    assert "utterances" in printed
    assert not any(path.stem in printed for path in KEPT.iterdir())


@pytest.mark.usefixtures("perfect")
def test_unread(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """A document that cannot be loaded is said to be, and counts as one in which nothing is found."""
    wire = DEVELOPMENT / "01-river-wire.txt"
    labels = wire.with_name("01-river-wire.labels.yaml").read_text(encoding="utf-8")
    (tmp_path / "refused.txt").write_text("anything", encoding="utf-8")
    (tmp_path / "refused.labels.yaml").write_text(labels, encoding="utf-8")
    assert main([str(tmp_path), "--each"]) == 0
    printed = capsys.readouterr()
    assert "not read: no text" in printed.err
    assert "utterances 0/7" in printed.out


def test_no_reader(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Without a reader the script says what is missing and what to do."""
    monkeypatch.setitem(sys.modules, READER, None)
    assert main([]) == 2
    assert "there is no reader yet" in capsys.readouterr().err


def test_no_documents(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """A folder without labels is refused as wrong usage."""
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(SystemExit) as stopped:
            main([str(folder)])
        assert stopped.value.code == 2
    assert "has labels beside it" in capsys.readouterr().err
