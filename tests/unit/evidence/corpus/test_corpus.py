"""A corpus: what is added stays, once, and answers who said what when."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from detente.errors import NoAnswer, WrongUse
from detente.evidence.corpus import taking
from detente.evidence.corpus.asking import Corpus, corpus
from detente.evidence.reviewing.asking import write_review
from detente.evidence.reviewing.loading import load_review

from .keeping import REPORTS, kept, told

__all__ = ["kept"]

TOLLS = "the tolls stay as long as the dam is closed"


def files(found: object) -> list[object]:
    """Return the files of the rows of an answer."""
    return [row["file"] for row in found.rows()]  # type: ignore[attr-defined]


def test_bytes_and_text_are_kept(kept: Corpus) -> None:
    """The store has the bytes as they were, and the text with its hash."""
    with sqlite3.connect(kept.file) as store:
        raw, text = store.execute(
            "SELECT raw, text FROM documents WHERE file = 'one.txt'"
        ).fetchone()
    store.close()
    assert raw.decode() == text == REPORTS["one.txt"]


def test_adding_again_reads_nothing(kept: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is there is not read again; another reader reads it anew, without leaving a trace."""

    def never(*given: object) -> None:
        raise AssertionError(given)

    monkeypatch.setattr(taking, "_told", never)
    again = kept.add("*.txt")
    assert again.counts == {"added": 0, "read again": 0, "known": 4, "not taken": 0, "documents": 4}
    monkeypatch.setattr(taking, "_told", told)
    before = kept.who().rows()
    monkeypatch.setattr(taking, "reader_of", lambda _: ("by hand", "another"))
    assert kept.add(".").counts["read again"] == 4
    assert kept.who().rows() == before
    assert files(kept.search("umbrella")) == ["undated.txt"]


def test_a_stop_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an interruption what was read is there, and only the rest is read."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(taking, "reader_of", lambda _: ("by hand", "by hand"))
    for name, text in REPORTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    read: list[str] = []

    def interrupted(document: object, cast: object, model: object) -> object:
        read.append(document.file)  # type: ignore[attr-defined]
        if len(read) == 3:
            raise KeyboardInterrupt
        return told(document, cast, model)  # type: ignore[arg-type]

    monkeypatch.setattr(taking, "_told", interrupted)
    with pytest.raises(KeyboardInterrupt):
        corpus("c").add(list(REPORTS))
    assert len(corpus("c").list().rows()) == 2
    found = corpus("c").add(list(REPORTS))
    assert found.counts["added"] == 2
    assert len(read) == 5


def test_a_broken_document_costs_nobody(kept: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture is refused, and a document whose reader fails is kept without a reading."""
    Path("picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    Path("odd.txt").write_text("An odd little report.\n", encoding="utf-8")

    def failing(document: object, **given: object) -> None:
        raise ValueError(document, given)

    monkeypatch.setattr(taking, "_told", _ORIGINAL)
    monkeypatch.setattr("detente.evidence.reading.read_document", failing)
    found = kept.add(["picture.txt", "odd.txt", "none.txt"])
    assert [problem.code for problem in found.unread] == ["D001", "D003", "D008"]
    assert found.counts["added"] == 1
    assert files(kept.search("odd")) == ["odd.txt"]


_ORIGINAL = taking._told


def test_without_what_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents are stored and searched, and it is said what to install."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("detente.evidence.reading.parsing.model.available", tuple)
    Path("one.txt").write_text(REPORTS["one.txt"], encoding="utf-8")
    found = corpus("c").add("one.txt")
    assert "pip install 'detente[read]'" in found.notes[0]
    assert corpus("c").who().rows() == []
    assert files(corpus("c").search("treaty")) == ["one.txt"]


def test_search_finds_other_forms_and_phrases(kept: Corpus) -> None:
    """All words, in other forms; a phrase in quotation marks; signs are no commands."""
    assert files(kept.search("opening treaties")) == ["one.txt", "two.txt"]
    assert files(kept.search('"upper valley"')) == ["two.txt"]
    assert files(kept.search('"valley upper"')) == []
    assert files(kept.search("NEAR(dam) treaty*", since="2031")) == []
    assert files(kept.search("dam treaty", until="2031-04-10")) == ["one.txt"]
    with pytest.raises(WrongUse, match="there are no words to look for"):
        kept.search(" ")
    with pytest.raises(WrongUse, match="no word to look for"):
        kept.search('" *')


def test_lists_by_day_party_speaker_and_topic(kept: Corpus) -> None:
    """Each choice narrows; a day leaves out what has none, and says so."""
    assert files(kept.list()) == ["undated.txt", "one.txt", "two.txt", "three.txt"]
    assert files(kept.list(party="france")) == ["undated.txt", "one.txt", "two.txt"]
    assert files(kept.list(speaker="ner", since="2031-04-11")) == ["two.txt", "three.txt"]
    assert files(kept.list(topic="inspectors")) == ["two.txt"]
    found = kept.list(until="2031-04")
    assert files(found) == ["one.txt", "two.txt", "three.txt"]
    assert found.notes == ("1 document gives no day, and cannot be found by one.",)


def test_who_said_what_when(kept: Corpus) -> None:
    """The same words of the same party are told once, with all their reports and their first day."""
    rows = kept.who(party="Italy").rows()
    assert [(row["day"], row["words"]) for row in rows] == [
        ("2031-04-10", TOLLS),
        ("2031-04-20", "a visit of inspectors to the upper valley"),
    ]
    assert rows[0]["files"] == ["one.txt", "two.txt", "three.txt"]
    assert [row["what"] for row in kept.who(topic="treaty").rows()] == ["demand", "offer"]


def test_what_changed(kept: Corpus) -> None:
    """Another stance on the same comes first, then what is new, and what is said again."""
    rows = kept.changed("2031-04-15").rows()
    assert [(row["party"], row["change"]) for row in rows] == [
        ("France", "other stance"),
        ("Italy", "new"),
        ("Italy", "again"),
    ]
    before = rows[0]["before"]
    assert isinstance(before, dict)
    assert (before["day"], before["what"], rows[0]["what"]) == ("2031-04-10", "demand", "offer")
    counts = kept.changed("2031-04-21", party="Italy").counts
    assert counts == {"other stance": 0, "other words": 0, "new": 0, "again": 0, "no more": 1}


def test_a_reversal_is_not_said_again(kept: Corpus) -> None:
    """The same words with a `not`, or on a term, are other words; said alike they are said again."""
    for day, said in (
        ("2031-05-01", "the ferry will run on Sundays"),
        ("2031-05-02", "the bridge will be open to every cart from Rome"),
        ("2031-05-03", "the kiosk won't close"),
        ("2031-05-08", "the ferry will not run on Sundays"),
        ("2031-05-09", "the bridge will be open to every cart from Rome only if we count them"),
        ("2031-05-10", "the kiosk will not close"),
    ):
        text = f"A note\n\n{day}\n\nRau of Austria says: {said}.\n"
        Path(f"{day}.txt").write_text(text, encoding="utf-8")
    kept.add("2031-*.txt")
    rows = kept.changed("2031-05-07", party="Austria").rows()
    told = {row["words"].split()[1]: row["change"] for row in rows}  # type: ignore[attr-defined]
    assert told == {"ferry": "other words", "bridge": "other words", "kiosk": "again"}


def test_duplicates(kept: Corpus) -> None:
    """The same bytes, the same text in other bytes, and nearly the same text."""
    long = "".join(f"Sentence {n} tells of the {n}th gate of the old canal.  " for n in range(60))
    Path("a.txt").write_text(long, encoding="utf-8")
    Path("copy.txt").write_text(long, encoding="utf-8")
    Path("mark.txt").write_text(long, encoding="utf-8-sig")
    Path("cut.txt").write_text(long + "And that is all.", encoding="utf-8")
    kept.add(["a.txt", "copy.txt", "mark.txt", "cut.txt"])
    found = {(row["file"], row["other"]): row["kind"] for row in kept.duplicates().rows()}
    assert found == {
        ("a.txt", "copy.txt"): "same bytes",
        ("a.txt", "mark.txt"): "same text",
        ("a.txt", "cut.txt"): "nearly the same",
        ("mark.txt", "cut.txt"): "nearly the same",
    }


def test_into_a_review(kept: Corpus) -> None:
    """What was read in the documents that are listed becomes a review file."""
    assert write_review(kept.readings(party="Italy", since="2031-04-20"), "review.yaml")
    review = load_review("review.yaml")
    # the third document says nothing that the second does not say as well
    assert [one.name for one in review.documents] == ["two"]
    assert not write_review(kept.readings(party="Italy", since="2031-04-20"), "review.yaml")


def test_a_review_of_one_who_speaks(kept: Corpus) -> None:
    """It holds what that party or person says, and nothing of the others in the same documents."""
    both = kept.readings(party="Italy").rows()
    assert {row["party"] for row in both} == {"Italy"}
    said = kept.readings(speaker="bell").rows()
    assert [row["words"] for row in said] == ["nobody asked for an umbrella"]
    with pytest.raises(NoAnswer, match="nothing to review"):
        kept.readings(since="2040")
    assert not Path("review.yaml").exists()


@pytest.mark.parametrize(
    ("choice", "why"),
    [
        ({"party": "Itlay"}, "did you mean 'Italy'"),
        ({"since": "Monday"}, "is not a date"),
        ({"speaker": " "}, "is empty"),
    ],
)
def test_what_cannot_be_meant(kept: Corpus, choice: dict[str, str], why: str) -> None:
    """A party that is not heard, a day that is none, a choice of nothing."""
    with pytest.raises(WrongUse, match=why):
        kept.who(**choice)


def test_what_is_no_corpus(tmp_path: Path) -> None:
    """No file, another file, another database: each is told, none is touched."""
    with pytest.raises(WrongUse, match="there is no corpus"):
        corpus(tmp_path / "none").list()
    assert not (tmp_path / "none").exists()
    (tmp_path / "text").write_text("a text of some length, which is no database at all\n" * 9)
    with pytest.raises(WrongUse, match="is no corpus of Détente"):
        corpus(tmp_path / "text").add(())
    other = sqlite3.connect(tmp_path / "other")
    other.execute("CREATE TABLE mine (x)")
    other.close()
    with pytest.raises(WrongUse, match="no corpus of Détente"):
        corpus(tmp_path / "other").add(())
    with pytest.raises(WrongUse, match="there is no folder"):
        corpus(tmp_path / "no" / "folder").add(())


def test_the_same_question_gives_the_same_answer(kept: Corpus, tmp_path: Path) -> None:
    """Two corpora of the same documents answer alike."""
    other = corpus(tmp_path / "other.corpus")
    other.add(list(REPORTS))
    assert other.who().to_dict()["rows"] == kept.who().to_dict()["rows"]
    head = ["question", "title", "fingerprint", "version", "settings"]
    assert list(kept.who().to_dict())[:5] == head
