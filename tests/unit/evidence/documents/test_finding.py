"""From paths to files: folders in order, loops and links, patterns."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.evidence.documents.document import Unread
from detente.evidence.documents.finding import find_files


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return a folder with files, a hidden one, a folder in it and a loop of links."""
    for name in ["b.txt", "a.txt", ".hidden", "deep/c.html", "deep/er/d.txt", ".git/e.txt"]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    (tmp_path / "deep" / "loop").symlink_to(tmp_path, target_is_directory=True)
    return tmp_path


def found(*paths: str, below: Path) -> list[str]:
    """Return the files found, and the codes of those that were not, below a folder."""
    return [
        f"{one.problem.code} {Path(one.file).name}"
        if isinstance(one, Unread)
        else str(Path(one).relative_to(below))
        for one in find_files(paths)
    ]


def test_a_folder_in_the_order_of_names(tree: Path) -> None:
    """Files and folders by name; hidden ones are left out, a loop is named and not followed."""
    inside = ["a.txt", "b.txt", "deep/c.html", "deep/er/d.txt", "D007 loop"]
    assert found(str(tree), below=tree) == inside


def test_patterns(tree: Path) -> None:
    """`*` stays in a folder, `**` goes below, a folder that matches is gone through."""
    assert found(f"{tree}/*.txt", below=tree) == ["a.txt", "b.txt"]
    assert found(f"{tree}/**/*.txt", below=tree) == ["a.txt", "b.txt", "deep/er/d.txt"]
    assert found(f"{tree}/de*", below=tree) == ["deep/c.html", "deep/er/d.txt", "D007 loop"]
    assert found(f"{tree}/.git/*", below=tree) == [".git/e.txt"]
    assert found(f"{tree}/*.pdf", below=tree) == ["D001 *.pdf"]


def test_patterns_from_here(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pattern starts from the current folder unless it says otherwise."""
    monkeypatch.chdir(tree / "deep")
    assert list(find_files(["*.html", "../*.txt"])) == ["c.html", "../a.txt", "../b.txt"]


@pytest.mark.parametrize("pattern", ["**x", "a[", "*\0", "[!", "**/**/**/nothing", "*" * 300])
def test_patterns_that_match_nothing(pattern: str, tree: Path) -> None:
    """Odd patterns are answered with a sentence."""
    (one,) = find_files([f"{tree}/{pattern}"])
    assert isinstance(one, Unread)
    assert one.problem.code == "D001"


@pytest.mark.parametrize("name", ["https://news.example/a.html", "http://news.example", "ftp://x"])
def test_nothing_is_fetched(name: str) -> None:
    """An address is refused with what to do instead."""
    (one,) = find_files([name])
    assert isinstance(one, Unread)
    assert "nothing is fetched" in one.problem.message
    assert "save the page" in one.problem.hint


def test_a_file_is_read_once(tree: Path) -> None:
    """Named twice it is read once; under another name that is said."""
    (tree / "other.txt").symlink_to(tree / "a.txt")
    name = str(tree / "a.txt")
    assert found(name, name, str(tree / "other.txt"), below=tree) == ["a.txt", "D007 other.txt"]


def test_names_that_look_like_patterns(tree: Path) -> None:
    """A file that is there is that file."""
    (tree / "[draft].txt").write_text("x", encoding="utf-8")
    assert found(str(tree / "[draft].txt"), below=tree) == ["[draft].txt"]


@pytest.mark.parametrize("path", ["", "none.txt", "a\0b", "x" * 5_000])
def test_paths_that_lead_nowhere(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A path without a file is answered with a sentence that can be printed."""
    monkeypatch.chdir(tmp_path)
    found_ = [one for one in find_files([path]) if isinstance(one, Unread)]
    assert [one.problem.code for one in found_] == ["D001"]
    assert found_[0].problem.message.isprintable()


def test_an_empty_folder_and_a_dangling_link(tmp_path: Path) -> None:
    """Nothing is left out without a word."""
    assert found(str(tmp_path), below=tmp_path) == [f"D001 {tmp_path.name}"]
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    assert found(str(tmp_path), below=tmp_path) == ["D001 gone.txt"]


def test_standard_input_comes_as_it_is() -> None:
    """`-` is no file and no pattern."""
    assert list(find_files(["-"])) == ["-"]


def test_a_folder_that_is_deep(tmp_path: Path) -> None:
    """Every level is gone through."""
    path = tmp_path
    for _ in range(400):
        path /= "d"
        path.mkdir()
    (path / "x.txt").write_text("x", encoding="utf-8")
    (one,) = find_files([str(tmp_path)])
    assert str(one).endswith("x.txt")
