"""Files that are no conflict files: wrong path, wrong size, wrong bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.language.tree import LARGEST

from .running import SOUND, answered, every, mode_is_ignored, refused, run, written


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """The path is named, and that there is nothing."""
    refused(tmp_path / "none.yaml", "F001", "none.yaml", "No such file")


def test_a_folder(tmp_path: Path) -> None:
    """A folder is not a file; the message says what to name instead."""
    refused(
        tmp_path, "F001", "is a folder", "it has no conflict.yaml; name the conflict file inside it"
    )


@pytest.mark.parametrize("name", ["a\0b.yaml", "x" * 5000, "no/such/slug", "../..", "/", " "])
def test_paths_that_cannot_be(name: str) -> None:
    """NUL in a path, endless names and the like are said, not raised."""
    refused(name, "F001")


@pytest.mark.skipif(mode_is_ignored(), reason="this user may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    """What may not be read is said to be so."""
    path = written(tmp_path, SOUND)
    path.chmod(0)
    refused(path, "F001", "Permission denied")


def test_a_file_of_fifty_megabytes(tmp_path: Path) -> None:
    """A file far too large is refused before it is read."""
    path = tmp_path / "large.yaml"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    refused(path, "F002", f"larger than {LARGEST // 1_000_000} MB")


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"title: \xff\xfe\n", ":1:8"),
        (b"detente: 1\ntitle: Caf\xe9\n", ":2:11"),
        ("title: Zaun".encode("utf-16"), ":1:1"),
        (b"title: \xed\xa0\x80\n", ":1:8"),
    ],
)
def test_bytes_that_are_not_utf_8(tmp_path: Path, content: bytes, place: str) -> None:
    """The place of the first wrong byte is named."""
    refused(written(tmp_path, content), "F003", place, "UTF-8")


@pytest.mark.parametrize("content", ["", "\n\n", "# only a comment\n", "---\n...\n", "\ufeff"])
def test_an_empty_file(tmp_path: Path, content: str) -> None:
    """Nothing at all is one problem, whatever kind of nothing it is."""
    found = every(written(tmp_path, content))
    for one in found.values():
        assert one.exit_code == 1
        assert "F007" in one.stderr or "S004" in one.stderr


@pytest.mark.parametrize("content", ["just words", "- a\n- list\n", "42", "null", "[]", '""'])
def test_yaml_that_is_no_mapping(tmp_path: Path, content: str) -> None:
    """A file of another kind is told how a conflict file starts."""
    refused(written(tmp_path, content), "S004", "detente: 1")


def test_two_documents(tmp_path: Path) -> None:
    """The second document is refused where it starts."""
    refused(written(tmp_path, f"{SOUND}---\n{SOUND}"), "F007", ":14:1")


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_other_line_ends(tmp_path: Path, ends: str) -> None:
    """Line ends of other systems change nothing, not even the fingerprint."""
    here = answered(written(tmp_path, SOUND.replace("\n", ends)))
    there = answered(written(tmp_path, SOUND))
    assert here["stability"].stdout == there["stability"].stdout


def test_a_mark_in_front_of_the_file(tmp_path: Path) -> None:
    """The byte order mark that some editors write is not part of the first key."""
    found = answered(written(tmp_path, b"\xef\xbb\xbf" + SOUND.encode()))
    assert found["check"].stdout.startswith("Fence: no problems")


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("a: b\0c", ":1:5"),
        ("a: 1\nb: \x07", ":2:4"),
        ("a: \x1b[31mred", ":1:4"),
        ('detente: 1\ntitle: "a\\0b"', ":2:8"),
        ('detente: 1\ntitle: "\\e[31mred"', ":2:8"),
        ('detente: 1\n"\\e[2J": x', ":2:1"),
        ('title: "\\x9b31m"', ":1:8"),
    ],
)
def test_control_characters(tmp_path: Path, content: str, place: str) -> None:
    """What would command a terminal is refused, written raw or as an escape."""
    message = refused(written(tmp_path, content), "F010", place, "control character")
    assert not any(sign in message for sign in "\0\x07\x1b\x9b")


@pytest.mark.parametrize("command", ["check", "describe", "states", "stability", "brief"])
def test_a_document_for_programs_even_so(tmp_path: Path, command: str) -> None:
    """With --json a refused file still gives one document, which lists the problems."""
    import json

    path = written(tmp_path, SOUND.replace("by: south", "by: sooth"))
    found = run(command, str(path), "--json")
    document = json.loads(found.stdout)
    assert found.exit_code == 1
    assert document["question"] == command
    assert document["title"] is None
    assert document["fingerprint"] is None
    assert [one["code"] for one in document["problems"]] == ["N001"]
    assert document["problems"][0]["line"] == 10
    assert document["problems"][0]["column"] == 37
