"""Verifying: how far each quotation is proven, and that only the right files are read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import detente
from detente.errors import Place
from detente.evidence import verifying
from detente.evidence.full_texts import LARGEST, read_originals
from detente.evidence.passages import fingerprint
from detente.evidence.verifying import verify
from detente.language.codes import problem

HEAD = """\
detente: 1
title: Fence
parties: {north: {prefers: [fence]}}
options: {fence: {by: north}}
sources:
  paper: {title: The Paper of the North, file: paper.md}
quotations:
"""


def conflict_of(*quotations: str, head: str = HEAD) -> detente.Conflict:
    """Return a conflict with these quotations, each a YAML entry."""
    return detente.loads(head + "".join(f"  {one}\n" for one in quotations))


SAID = "said: {source: paper, voice: own words, text: we want walls}"
GIST = "gist: {source: paper, voice: report, paraphrase: Walls are wanted.%s}"


def test_declared_words_stand_in_our_own_file(tmp_path: Path) -> None:
    """Words found in the source's file beside the conflict are declared, not verbatim."""
    (tmp_path / "paper.md").write_text("They said \u201cwe want\nwalls\u201d.", encoding="utf-8")
    found = verify(conflict_of(SAID), tmp_path)
    assert found.declared == ("said",)
    assert found.to_dict() == {
        "verbatim": [],
        "declared": ["said"],
        "paraphrased": [],
        "missing": [],
    }
    assert found.problems == ()
    assert found.confirmed == ()


def test_verbatim_words_stand_in_an_original(tmp_path: Path) -> None:
    """Words found in an original are verbatim, whatever our own file says."""
    (tmp_path / "paper.md").write_text("nothing of the kind", encoding="utf-8")
    found = verify(conflict_of(SAID), tmp_path, originals={"o.txt": "Yes, we want walls!"})
    assert found.verbatim == ("said",)
    assert found.confirmed == ("said",)
    assert found.problems == ()


def test_paraphrased_words_are_ours(tmp_path: Path) -> None:
    """A paraphrase is never looked up; its passage is confirmed in an original."""
    passage = fingerprint("we want walls")
    (tmp_path / "paper.md").write_text("", encoding="utf-8")
    conflict = conflict_of(GIST % f", passage: '{passage}'")
    assert verify(conflict, tmp_path).paraphrased == ("gist",)
    assert verify(conflict, tmp_path).confirmed == ()
    found = verify(conflict, tmp_path, originals={"o.txt": "\u2018We hope, we want walls.\u2019"})
    assert found.paraphrased == ("gist",)
    assert found.confirmed == ("gist",)
    assert found.problems == ()


def test_a_passage_that_is_not_there(tmp_path: Path) -> None:
    """It is a warning if the original is at hand, and nothing if it is not."""
    (tmp_path / "paper.md").write_text("", encoding="utf-8")
    conflict = conflict_of(GIST % f", passage: '{fingerprint('we want gates')}'")
    there = {"o.txt": "The Paper of the North. We want walls."}
    found = verify(conflict, tmp_path, originals=there)
    assert [problem.code for problem in found.problems] == ["E005"]
    elsewhere = {"o.txt": "The Paper of the South. We want walls."}
    assert verify(conflict, tmp_path, originals=elsewhere).problems == ()


def test_missing_words(tmp_path: Path) -> None:
    """Words that stand in no file are missing, and the message shows them."""
    (tmp_path / "paper.md").write_text("We want gates.", encoding="utf-8")
    found = verify(conflict_of(SAID), tmp_path)
    assert found.missing == ("said",)
    (problem,) = found.problems
    assert problem.code == "E001"
    assert "'said'" in problem.message
    assert "paper.md" in problem.message
    assert "we want walls" in problem.message


def test_words_of_a_source_whose_original_says_otherwise(tmp_path: Path) -> None:
    """Our own file is not believed against the original."""
    (tmp_path / "paper.md").write_text("we want walls", encoding="utf-8")
    there = {"o.txt": "The Paper of the North. We want gates."}
    found = verify(conflict_of(SAID), tmp_path, originals=there)
    assert found.missing == ("said",)
    assert [problem.code for problem in found.problems] == ["E001"]
    assert "the original of 'paper'" in found.problems[0].message


def test_words_of_a_source_without_a_file(tmp_path: Path) -> None:
    """They cannot be looked up: missing, with a warning only."""
    conflict = conflict_of(SAID, head=HEAD.replace(", file: paper.md", ""))
    found = verify(conflict, tmp_path)
    assert found.missing == ("said",)
    assert [problem.code for problem in found.problems] == ["E006"]
    assert found.problems[0].severity == "warning"


@pytest.mark.parametrize(
    "file",
    [
        "../secret.txt",
        "sub/../../secret.txt",
        "/etc/hostname",
        "link.txt",
        "linked/secret.txt",
        "~/secret.txt",
    ],
)
def test_a_file_outside_the_folder_is_not_read(tmp_path: Path, file: str) -> None:
    """Neither dots, nor an absolute path, nor a link lead out of the conflict's folder."""
    (tmp_path / "secret.txt").write_text("we want walls", encoding="utf-8")
    folder = tmp_path / "folder"
    (folder / "sub").mkdir(parents=True)
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "linked").symlink_to(tmp_path)
    conflict = conflict_of(SAID, head=HEAD.replace("paper.md", file))
    found = verify(conflict, folder)
    assert found.missing == ("said",)
    assert [problem.code for problem in found.problems] == ["E002"]
    assert found.problems[0].place.line == 6


def test_a_file_below_the_folder_is_read(tmp_path: Path) -> None:
    """Folders below are fine, and so are dots that stay inside."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "paper.md").write_text("we want walls", encoding="utf-8")
    for file in ("sources/paper.md", "./sources/../sources/paper.md"):
        conflict = conflict_of(SAID, head=HEAD.replace("paper.md", file))
        assert verify(conflict, tmp_path).declared == ("said",)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """A missing file, a folder, a binary, a pipe and a circle of links are reported once each."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "binary").write_bytes(b"\x89PNG we want walls\0")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    with (tmp_path / "large").open("wb") as stream:
        stream.truncate(LARGEST + 1)
    for file in ("none.md", "folder", "binary", "pipe", "circle", "large", "x" * 400):
        conflict = conflict_of(SAID, GIST % "", head=HEAD.replace("paper.md", file))
        found = verify(conflict, tmp_path)
        assert [problem.code for problem in found.problems] == ["E002"], file
        assert found.missing == ("said",)
        assert found.paraphrased == ("gist",)


def test_other_bytes_do_not_stop_the_reading(tmp_path: Path) -> None:
    """A letter in another encoding is no reason not to find the other words."""
    (tmp_path / "paper.md").write_bytes(b"\xef\xbb\xbfwe want walls, caf\xe9")
    assert verify(conflict_of(SAID), tmp_path).declared == ("said",)


def test_originals_are_all_texts_below_a_folder(tmp_path: Path) -> None:
    """Texts are read by path, in order; binaries and what is too large are left out."""
    (tmp_path / "deep" / "deeper").mkdir(parents=True)
    (tmp_path / "b.txt").write_text("b", encoding="utf-8")
    (tmp_path / "deep" / "deeper" / "a").write_text("a", encoding="utf-8")
    (tmp_path / "picture").write_bytes(b"\x89PNG\0")
    os.mkfifo(tmp_path / "pipe")
    with (tmp_path / "large").open("wb") as stream:
        stream.truncate(LARGEST + 1)
    found = read_originals(tmp_path).texts
    assert found == {
        str(tmp_path / "b.txt"): "b",
        str(tmp_path / "deep" / "deeper" / "a"): "a",
    }
    assert read_originals(tmp_path / "b.txt").texts == {str(tmp_path / "b.txt"): "b"}
    with pytest.raises(OSError, match="there is no folder"):
        read_originals(tmp_path / "none")


@pytest.mark.parametrize("empty", [b"", b"\n \n", b"***"])
def test_an_original_without_words(tmp_path: Path, empty: bytes) -> None:
    """An empty file among the originals confirms nothing, and stops nothing."""
    (tmp_path / "empty.txt").write_bytes(empty)
    (tmp_path / "o.txt").write_text("we want walls", encoding="utf-8")
    conflict = conflict_of(GIST % f", passage: '{fingerprint('we want walls')}'")
    there = read_originals(tmp_path).texts
    assert verify(conflict, tmp_path / "elsewhere", originals=there).confirmed == ("gist",)


def test_a_source_without_a_file_is_told_once(tmp_path: Path) -> None:
    """One warning, at the source, however many quotations it has."""
    head = HEAD.replace(", file: paper.md", "")
    conflict = conflict_of(SAID, SAID.replace("said:", "again:"), head=head)
    found = verify(conflict, tmp_path)
    assert found.missing == ("said", "again")
    (problem,) = found.problems
    assert (problem.code, problem.place.line) == ("E006", 6)
    assert "the words of 2 quotations" in problem.message


def test_a_page_is_read_as_the_reader_reads_it(tmp_path: Path) -> None:
    """Tags between the words of a source's own page do not hide them."""
    page = "<html><body><p>We all said: we <b>want</b> walls, not gates.</p></body></html>"
    (tmp_path / "paper.html").write_text(page, encoding="utf-8")
    conflict = conflict_of(SAID, head=HEAD.replace("paper.md", "paper.html"))
    assert verify(conflict, tmp_path).declared == ("said",)


def test_a_text_in_another_encoding(tmp_path: Path) -> None:
    """Words with letters that are not written in UTF-8 are found, in a file and an original."""
    (tmp_path / "paper.txt").write_bytes("Nous voulons un ch\u00e2teau fort.".encode("cp1252"))
    said = SAID.replace("we want walls", "un ch\u00e2teau fort")
    conflict = conflict_of(said, head=HEAD.replace("paper.md", "paper.txt"))
    assert verify(conflict, tmp_path).declared == ("said",)
    there = read_originals(tmp_path).texts
    assert verify(conflict, tmp_path, originals=there).verbatim == ("said",)


def test_a_source_that_needs_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without what reads pages it is a warning, and no quotation is called wrong."""
    (tmp_path / "paper.html").write_text("<html><p>we <b>want</b> walls</p>", encoding="utf-8")
    needs = problem("D005", Place("paper.html", 1, 1), "'paper.html' was not read")
    monkeypatch.setattr(verifying, "text_of", lambda data, _: (data.decode(), needs))
    conflict = conflict_of(SAID, head=HEAD.replace("paper.md", "paper.html"))
    found = verify(conflict, tmp_path)
    assert [(one.code, one.severity) for one in found.problems] == [("D005", "warning")]
    assert found.problems[0].place.line == 6
    assert found.missing == ("said",)
