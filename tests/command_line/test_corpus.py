"""`detente corpus`: adding, asking, and what goes wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from typing import cast as as_type

import pytest
from click.testing import CliRunner, Result

from detente.cli.main import app
from detente.evidence.corpus import taking
from detente.evidence.corpus.asking import Corpus
from detente.evidence.documents.document import Document
from detente.evidence.readings import DocumentRead
from tests.unit.evidence.corpus.keeping import kept, told

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
    """One line for each, with its day and in how many more documents it stands."""
    found = asked("who", "papers.corpus", "--party", "italy")
    assert found.stdout.startswith(
        "1 utterance, 1 stance and 0 events.\n"
        "2031-04-10    Italy: Neri, own words: \u201cthe tolls stay"
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
    assert "1 other stance, 0 other words, 1 new, 1 again and 0 no more" in found.stdout
    assert "before: 2031-04-10, demand: the dam has to be opened" in found.stdout


@pytest.mark.usefixtures("kept")
def test_into_a_review() -> None:
    """What was read is put into a review file."""
    found = asked("review", "papers.corpus", "--to", "review.yaml", "--party", "France")
    assert (found.exit_code, found.stderr) == (0, "written: review.yaml\n")
    assert CliRunner().invoke(app, ["review", "review.yaml"]).exit_code == 0


@pytest.mark.usefixtures("kept")
def test_nothing_to_review() -> None:
    """Exit code 4, and no file is written."""
    found = asked("review", "papers.corpus", "--to", "review.yaml", "--since", "2040")
    assert (found.exit_code, found.stdout) == (4, "")
    assert "there is nothing to review" in found.stderr
    assert not Path("review.yaml").exists()


@pytest.mark.usefixtures("kept")
def test_nothing_was_added() -> None:
    """Exit code 1 if nothing of what was named is in the corpus, 0 if some of it is."""
    found = asked("add", "papers.corpus", "none.txt")
    assert found.exit_code == 1
    assert found.stdout == "papers.corpus: 4 documents; 0 added and 1 not taken.\n"
    assert "none.txt:1:1  D001" in found.stderr
    assert asked("add", "papers.corpus", "none.txt", "one.txt").exit_code == 0


@pytest.mark.usefixtures("kept")
def test_another_language_is_said() -> None:
    """When it is added, and in the list: that nothing was found there means nothing."""
    text = "Der Minister sagte, dass die Regierung den Vertrag nicht unterzeichnen werde. "
    Path("de.txt").write_text(text * 3, encoding="utf-8")
    found = asked("add", "papers.corpus", "de.txt")
    assert found.stdout.endswith("1 document does not look English: expect little of de.txt.\n")
    assert "de.txt; 0 found; not English\n" in asked("list", "papers.corpus").stdout


@pytest.mark.usefixtures("kept")
def test_an_observer_speaks_for_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """What others tell of a party does not stand under it as if the party had said it."""

    def observing(document: Document, cast: Any, model: Any) -> tuple[DocumentRead, None]:
        whole, _ = told(document, cast, model)
        utterances = [
            {**one, "voice": "observer", "about": one["parties"], "parties": []}
            for one in as_type("list[dict[str, Any]]", whole.answer["utterances"])
        ]
        return DocumentRead(whole.text, {**whole.answer, "utterances": utterances}), None

    monkeypatch.setattr(taking, "_told", observing)
    line = "2031-04-21\n\nOrr of Italy says: Rome wants to be asked first.\n"
    Path("orr.txt").write_text(line, encoding="utf-8")
    asked("add", "papers.corpus", "orr.txt")
    found = asked("who", "papers.corpus", "--speaker", "Orr").stdout
    words = "Orr, observer on Italy: \u201cRome wants to be asked first\u201d [orr.txt]"
    assert found == f"1 utterance, 0 stances and 0 events.\n2031-04-21    {words}\n"
    found = asked("changed", "papers.corpus", "--since", "2031-04-21").stdout
    assert "\nOthers on Italy\n  new: 2031-04-21, Orr, observer on Italy: " in found


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
