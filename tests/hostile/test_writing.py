"""Whatever happens, no half file and no temporary file is left behind."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .running import SOUND, inside, mode_is_ignored, run, written


def entries(folder: Path) -> list[str]:
    """Return what lies in a folder, hidden files included."""
    return sorted(path.name for path in folder.iterdir())


def test_the_page_is_written_to_the_current_folder(tmp_path: Path) -> None:
    """Without --out the page is named after the file, and is the only thing written."""
    path = written(tmp_path, SOUND, "fence.yaml")
    with inside(tmp_path):
        assert run("brief", str(path)).exit_code == 0
    assert entries(tmp_path) == ["fence.brief.html", "fence.yaml"]
    assert (tmp_path / "fence.brief.html").read_text(encoding="utf-8").rstrip().endswith("</html>")


def test_the_page_is_no_more_private_than_other_files(tmp_path: Path) -> None:
    """What a temporary file became can be read like any new file."""
    path = written(tmp_path, SOUND)
    plain = tmp_path / "plain"
    plain.touch()
    assert run("brief", str(path), "--out", str(tmp_path / "page.html")).exit_code == 0
    assert (tmp_path / "page.html").stat().st_mode == plain.stat().st_mode


@pytest.mark.parametrize("out", ["none/page.html", "none/deeper/page.md"])
def test_a_missing_folder(tmp_path: Path, out: str) -> None:
    """A page cannot go where there is no folder: exit code 2, and no folder is made."""
    path = written(tmp_path, SOUND)
    found = run("brief", str(path), "--out", str(tmp_path / out))
    assert found.exit_code == 2
    assert "cannot be written" in found.stderr
    assert entries(tmp_path) == ["conflict.yaml"]


def test_a_folder_in_the_place_of_the_page(tmp_path: Path) -> None:
    """A folder is not replaced; nothing is left beside it."""
    path = written(tmp_path, SOUND)
    (tmp_path / "page.html").mkdir()
    found = run("brief", str(path), "--out", str(tmp_path / "page.html"))
    assert found.exit_code == 2
    assert entries(tmp_path) == ["conflict.yaml", "page.html"]


@pytest.mark.parametrize("out", ["a\0b.html", "x" * 4000 + ".html", ""])
def test_a_path_that_cannot_be(tmp_path: Path, out: str) -> None:
    """A path that no system takes is wrong use."""
    path = written(tmp_path, SOUND)
    with inside(tmp_path):
        found = run("brief", str(path), "--out", out)
    assert found.exit_code == 2
    assert entries(tmp_path) == ["conflict.yaml"]


@pytest.mark.skipif(mode_is_ignored(), reason="this user may write everywhere")
def test_a_folder_without_permission(tmp_path: Path) -> None:
    """A page cannot go where nobody may write."""
    path = written(tmp_path, SOUND)
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    found = run("brief", str(path), "--out", str(closed / "page.html"))
    assert found.exit_code == 2
    assert entries(closed) == []


def test_a_failure_keeps_the_older_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk gives up while writing, the page of yesterday stays whole."""
    path = written(tmp_path, SOUND)
    page = tmp_path / "page.html"
    page.write_text("yesterday", encoding="utf-8")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    found = run("brief", str(path), "--out", str(page))
    assert found.exit_code == 2
    assert "No space left" in found.stderr
    assert page.read_text(encoding="utf-8") == "yesterday"
    assert entries(tmp_path) == ["conflict.yaml", "page.html"]


def test_a_bad_file_writes_nothing(tmp_path: Path) -> None:
    """A file with problems leaves no page."""
    path = written(tmp_path, SOUND.replace("by: south", "by: sonth"))
    with inside(tmp_path):
        assert run("brief", str(path)).exit_code == 1
    assert entries(tmp_path) == ["conflict.yaml"]


def test_the_same_file_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two runs write the same page."""
    path = written(tmp_path, SOUND)
    pages = []
    for name in ("one.html", "two.html"):
        assert run("brief", str(path), "--out", str(tmp_path / name)).exit_code == 0
        pages.append((tmp_path / name).read_bytes())
    assert pages[0] == pages[1]
