"""`detente corpus`: adding, asking, and what goes wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from detente.cli.main import app
from detente.evidence.corpus.asking import Corpus
from tests.unit.evidence.corpus.keeping import kept

__all__ = ["kept"]


def asked(*words: str) -> Result:
    """Return what `detente corpus` answers."""
    return CliRunner().invoke(app, ["corpus", *words])


@pytest.mark.usefixtures("kept")
def test_adding_again() -> None:
    """Counts in a sentence; a file that cannot be read is told on standard error."""
    Path("picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    found = asked("add", "papers.corpus", ".")
    assert found.exit_code == 0
    assert found.stdout == "papers.corpus: 4 documents; 0 added, 4 known and 1 not taken.\n"
    assert "picture.txt:1:1  D003" in found.stderr


@pytest.mark.usefixtures("kept")
def test_who_said_what_when() -> None:
    """One line a saying, with its day and in how many more documents it stands."""
    found = asked("who", "papers.corpus", "--party", "italy")
    assert found.stdout.startswith(
        "2 sayings.\n2031-04-10    Italy: Neri, own words: the tolls stay"
    )
    assert "[one.txt and 2" in found.stdout


@pytest.mark.usefixtures("kept")
def test_every_question_answers_in_text_and_as_a_document() -> None:
    """Each has the same head, and the same bytes when it is asked twice."""
    questions = [
        ["search", "papers.corpus", "treaty"],
        ["list", "papers.corpus", "--since", "2031-04-11"],
        ["who", "papers.corpus"],
        ["changed", "papers.corpus", "--since", "2031-04-15"],
        ["duplicates", "papers.corpus"],
    ]
    for question in questions:
        assert asked(*question).stdout
        found = asked(*question, "--json")
        document = json.loads(found.stdout)
        assert document["question"] == "corpus"
        assert document["settings"]["asked"] == question[0]
        assert asked(*question, "--json").stdout == found.stdout


def test_what_changed(kept: Corpus) -> None:
    """Another stance on the same stands first, with what was said before."""
    found = asked("changed", kept.file, "--since", "2031-04-15")
    assert "1 other stance, 1 new, 1 again and 0 no more" in found.stdout
    assert "before: 2031-04-10, demand: the dam has to be opened" in found.stdout


@pytest.mark.usefixtures("kept")
def test_into_a_review() -> None:
    """What was read is put into a review file."""
    found = asked("review", "papers.corpus", "--to", "review.yaml", "--party", "France")
    assert (found.exit_code, found.stderr) == (0, "written: review.yaml\n")
    assert CliRunner().invoke(app, ["review", "review.yaml"]).exit_code == 0


@pytest.mark.usefixtures("kept")
def test_wrong_use() -> None:
    """Exit code 2: no corpus, nobody heard, no date."""
    assert asked("list", "none.corpus").exit_code == 2
    found = asked("who", "papers.corpus", "--party", "Frence")
    assert found.exit_code == 2
    assert "did you mean 'France'?" in found.stderr
    assert asked("changed", "papers.corpus", "--since", "soon").exit_code == 2


def test_a_folder_that_all_share_is_told_once(kept: Corpus) -> None:
    """Long names of files are shown below their folder; the document has them whole."""
    folder = Path("clippings/of/the/spring")
    folder.mkdir(parents=True)
    for number in (1, 2):
        text = f"Bell of France says: nobody counted umbrella number {number}.\n"
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    kept.add(str(folder))
    found = asked("search", kept.file, "counted")
    assert found.stdout.endswith("All files are in clippings/of/the/spring.\n")
    assert found.stdout.count("clippings") == 1
    (one, _) = json.loads(asked("search", kept.file, "counted", "--json").stdout)["rows"]
    assert one["file"] == "clippings/of/the/spring/1.txt"


@pytest.mark.usefixtures("kept")
def test_a_day_is_given() -> None:
    """`--date` and `--outlet` are told of documents that give none; what is no day is refused."""
    found = asked("add", "papers.corpus", "undated.txt", "--date", "2031-05-01", "--outlet", "Post")
    assert "1 read again" in found.stdout
    assert "2031-05-01" in asked("list", "papers.corpus", "--outlet", "post").stdout
    assert asked("add", "papers.corpus", "undated.txt", "--date", "May").exit_code == 2
