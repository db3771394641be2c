"""new: a starter that works, copies of examples, and nothing overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

import detente
from detente.errors import WrongUse
from detente.shipped import path_of
from detente.telling.starting import new


def test_the_starter_is_a_conflict_worth_asking_about():
    """It loads, its status quo can exist, and a deal both sides like is out of reach alone."""
    found = new()
    assert found.written == ()
    graph = detente.compile(detente.loads(found.text))
    answer = detente.stability(graph)
    assert graph.status_quo in answer.equilibria["nash"].states
    deal = graph.naming.write(graph.number("open,pay,repair"))
    for party in graph.parties:
        assert graph.compare(party, deal, "NNNN") == "better"


def test_the_starter_teaches_the_format():
    """Its comments name the parts; lines fit a terminal."""
    lines = new().text.splitlines()
    assert 55 <= len(lines) <= 80
    assert max(map(len, lines)) <= 100
    assert sum("#" in line for line in lines) > 20


def test_a_file_is_written(tmp_path: Path):
    """A path that ends in .yaml is the file."""
    found = new(tmp_path / "mine.yaml")
    assert found.written == (str(tmp_path / "mine.yaml"),)
    assert (tmp_path / "mine.yaml").read_text(encoding="utf-8") == found.text
    assert found.rows() == [{"file": str(tmp_path / "mine.yaml")}]
    assert found.to_dict()["out"] == found.written[0]
    assert "mine.yaml" in found._repr_html_()


def test_a_folder_is_made(tmp_path: Path):
    """Any other path is a folder, made if need be, with conflict.yaml in it."""
    new(tmp_path / "a" / "dispute")
    assert (tmp_path / "a" / "dispute" / "conflict.yaml").is_file()


def test_an_example_comes_with_its_sources(tmp_path: Path):
    """A copy of an example is its file and its dossiers, byte by byte."""
    found = new(tmp_path, example="korea/hanoi-2019")
    shipped = path_of("korea/hanoi-2019")
    assert shipped is not None
    for name in found.written:
        copied = Path(name)
        original = shipped.parent / copied.relative_to(tmp_path)
        assert copied.read_bytes() == original.read_bytes()
    assert len(found.written) == 1 + len(list((shipped.parent / "sources").iterdir()))
    assert detente.load(tmp_path / "conflict.yaml") == detente.load("korea/hanoi-2019")


def test_nothing_is_overwritten(tmp_path: Path):
    """If any file is there already, none is written."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "tass.md").write_text("mine", encoding="utf-8")
    with pytest.raises(WrongUse, match="is there already"):
        new(tmp_path, example="korea/hanoi-2019")
    assert not (tmp_path / "conflict.yaml").exists()
    (tmp_path / "conflict.yaml").symlink_to(tmp_path / "nowhere")
    with pytest.raises(WrongUse, match="is there already"):
        new(tmp_path)


def test_paths_that_cannot_be(tmp_path: Path):
    """A folder that is a file, and an example that is not there."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(WrongUse, match="cannot be made"):
        new(tmp_path / "file" / "below")
    with pytest.raises(WrongUse, match="no example"):
        new(tmp_path / "x.yaml", example="korea/nowhere")
