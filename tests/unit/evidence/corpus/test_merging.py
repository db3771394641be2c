"""One statement or event, many sources: the rules of the reading over the documents of a corpus."""

from __future__ import annotations

from pathlib import Path

from detente.evidence.corpus.asking import Corpus
from detente.evidence.readings import Readings
from detente.evidence.reviewing.proposals import Proposal, proposals_in

from .keeping import kept

__all__ = ["kept"]

LONG = "the tolls stay as long as the dam is closed, and not a day longer than that"
CUT = "the tolls stay as long as the dam is closed, and not a day longer"


def add(kept: Corpus, **texts: str) -> None:
    """Write documents and add them, in the order they are given."""
    for name, text in texts.items():
        Path(f"{name}.txt").write_text(text, encoding="utf-8")
        kept.add(f"{name}.txt")


def proposed(read: Readings) -> dict[str, Proposal]:
    """Return all proposals of readings by their words."""
    return {one.words: one for document in read.documents for one in proposals_in(document)}


def test_an_outlet_that_cuts_is_one_more_source(kept: Corpus) -> None:
    """Most of the same words of the same speaker are one statement, in the words of the surest."""
    add(
        kept,
        long=f"2031-05-01\n\nNeri of Italy rejects: {LONG}.\n",
        cut=f"2031-05-03\n\nNeri of Italy rejects: {CUT}.\n",
        other=f"2031-05-03\n\nBell of France rejects: {CUT}.\n",
    )
    rows = [row for row in kept.who(topic="longer").rows() if row["what"] == "reject"]
    assert [(row["party"], row["files"]) for row in rows] == [
        ("Italy", ["long.txt", "cut.txt"]),
        ("France", ["other.txt"]),
    ]
    assert (rows[0]["day"], rows[0]["last"]) == ("2031-05-01", "2031-05-03")


def test_a_choice_finds_what_any_of_its_documents_tells_so(kept: Corpus) -> None:
    """What is asked for by a day or an outlet comes with all of its sources."""
    (row,) = kept.who(since="2031-04-15", topic="tolls").rows()
    assert row["files"] == ["one.txt", "two.txt", "three.txt"]
    assert (row["day"], row["last"]) == ("2031-04-10", "2031-04-20")


def test_another_document_supplies_the_year(kept: Corpus) -> None:
    """A month here and a year there make one event, which is asked; so it is proposed as well."""
    add(
        kept,
        month="France and Italy meet in February: delegates sat down at Mount Calder.\n",
        year="France and Italy meet 2030: since the talks at Mount Calder nothing moved.\n",
    )
    found = kept.who(topic="Calder")
    (row,) = found.rows()
    assert (row["kind"], row["day"], row["files"]) == (
        "event",
        "2030-02",
        ["month.txt", "year.txt"],
    )
    (question,) = row["questions"]
    assert question.startswith("'in February' in 'month.txt' is read as that of 2030, which")
    assert found.notes == (f"To be asked: {question}",)
    (one,) = (p for p in proposed(kept.readings()).values() if p.kind == "event")
    assert (one.when, one.questions) == ("2030-02", (question,))
    assert one.reason == "a line; also told in year.txt"


def test_events_are_not_said_no_more(kept: Corpus) -> None:
    """What happened is new once; it is not expected to be told again."""
    add(kept, year="France and Italy meet 2030: talks at Mount Calder.\n")
    assert not any(row["kind"] == "event" for row in kept.changed("2031-06").rows())


def test_a_copy_is_a_place_and_no_source(kept: Corpus) -> None:
    """The same text in other bytes is named, and makes nothing more certain."""
    text = "France and Italy meet 2030-02-03: talks at Mount Calder.\n"
    add(kept, one_copy=text)
    Path("marked.txt").write_text(text, encoding="utf-8-sig")
    kept.add("marked.txt")
    (row,) = kept.who(topic="Calder").rows()
    assert (row["files"], row["confidence"]) == (["one_copy.txt", "marked.txt"], 0.6)


def test_a_review_has_each_once(kept: Corpus) -> None:
    """The document added first proposes it and names the others; further ones do not move it."""
    words = "the tolls stay as long as the dam is closed"
    before = proposed(kept.readings())[words]
    assert before.file == "one.txt"
    assert before.reason == "a line; also told in two.txt, three.txt"
    add(kept, four=f"2031-01-01\n\nNeri of Italy says: {words}.\n")
    after = kept.readings()
    assert proposed(after)[words].id == before.id
    assert sum(one.words == words for d in after.documents for one in proposals_in(d)) == 1
    assert proposed(kept.readings(since="2031-04-20"))[words].file == "two.txt"


def test_words_that_are_a_stance_are_listed_once(kept: Corpus) -> None:
    """Indirect words that a stance all but repeats are that stance."""
    add(kept, both="Neri of Italy says: an umbrella.\nNeri of Italy rejects: an umbrella.\n")
    rows = kept.who(topic="umbrella", party="Italy").rows()
    assert [row["what"] for row in rows] == ["reject"]
