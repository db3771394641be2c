"""A timeline: dated quotations, what a corpus adds, and the days that the model names."""

from __future__ import annotations

from pathlib import Path

import pytest

import detente
from detente.conflict.conflict import Conflict
from detente.errors import WrongUse
from detente.evidence.corpus.asking import Corpus
from detente.evidence.timeline import timeline
from tests.unit.evidence.corpus.keeping import kept

__all__ = ["kept"]

TEXT = """\
detente: 1
title: The dam and the tolls
as_of: 2031-04-15
sources:
  post: {title: A report, date: 2031-04-10}
  study: {title: A study, date: 2038}
quotations:
  stay:
    source: post
    voice: own words
    speaker: Ugo Neri
    party: ITA
    date: 2031-04-09
    text: the tolls stay as long as the dam is closed
  spring: {source: study, voice: report, party: FRA, date: 2031-03, paraphrase: It was wanted.}
  doubt: {source: post, voice: observer, about: [FRA], paraphrase: Nobody expects it.}
  late: {source: study, voice: gloss, paraphrase: Both were wrong.}
parties:
  FRA: {name: France, prefers: [lift]}
  ITA: {name: Italy, aliases: [Rome], prefers: [open]}
options:
  open: {label: Open the dam, by: FRA, window: 2031-05-01..2031-06-30}
  lift:
    by: ITA
    window: [{until: 2031-07-01, party: ITA, wish: true}]
epochs:
  - {from: 2031-06-01, title: President Roux, parties: {FRA: {prefers: [not lift]}}}
perspectives:
  record: {}
  heard: {voices: [own words]}
default_perspective: record
status_quo: []
"""


@pytest.fixture
def conflict() -> Conflict:
    """Return a conflict with quotations of several days."""
    return detente.loads(TEXT)


def test_quotations_by_their_days(conflict: Conflict) -> None:
    """A month is all its days; a report is of its day, a study is not, and both are told."""
    found = timeline(conflict)
    assert [(one.quotation, one.day, one.published) for one in found.items] == [
        ("spring", "2031-03-01/2031-03-31", False),
        ("stay", "2031-04-09", False),
        ("doubt", "2031-04-10", True),
    ]
    assert found.items[2].about == ("FRA",)
    assert found.notes == ("1 quotation gives no day, and stands nowhere here.",)


def test_days_that_the_model_names(conflict: Conflict) -> None:
    """Its own day, windows, wishes and epochs, in order; an open end is empty."""
    assert [(m.kind, m.first, m.last) for m in timeline(conflict).marks] == [
        ("as of", "2031-04-15", "2031-04-15"),
        ("window", "2031-05-01", "2031-06-30"),
        ("epoch", "2031-06-01", "2031-06-01"),
        ("wish", "", "2031-07-01"),
    ]


def test_choices_narrow(conflict: Conflict) -> None:
    """A party, days, a perspective: each leaves the others out."""
    assert [i.quotation for i in timeline(conflict, party="FRA").items] == ["spring", "doubt"]
    assert next(i.quotation for i in timeline(conflict, since="2031-03-31").items) == "spring"
    assert [i.quotation for i in timeline(conflict, until="2031-04-09").items][-1] == "stay"
    assert [i.quotation for i in timeline(conflict, perspective="heard").items] == ["stay"]


@pytest.mark.parametrize("choice", [{"party": "FRO"}, {"since": "soon"}, {"perspective": "none"}])
def test_what_the_file_does_not_have(conflict: Conflict, choice: dict[str, str]) -> None:
    """A party, a day or a perspective that is none is refused."""
    with pytest.raises(WrongUse):
        timeline(conflict, **choice)  # type: ignore[arg-type]


def test_what_a_corpus_adds(conflict: Conflict, kept: Corpus) -> None:
    """The words of a quotation are that quotation with further sources; the rest is unreviewed."""
    Path("talks.txt").write_text("France and Italy meet 2031-04-12: they sat down.\n")
    Path("other.txt").write_text("2031-04-12\n\nRau of Austria says: it is far from us.\n")
    kept.add(["talks.txt", "other.txt"])
    found = timeline(conflict, corpus=kept.file)
    (stay,) = (one for one in found.items if one.quotation == "stay")
    assert stay.also == ("one.txt", "two.txt", "three.txt")
    assert stay.tellers == 4
    assert stay.quoted
    assert not any(one.quoted for one in found.items if one.quotation in {"spring", "doubt"})
    read = [(one.kind, one.first, one.parties) for one in found.items if not one.quotation]
    assert read == [
        ("stance", "2031-04-10", ("FRA",)),
        ("event", "2031-04-12", ("FRA", "ITA")),
        ("stance", "2031-04-20", ("FRA",)),
        ("stance", "2031-04-20", ("ITA",)),
    ]
    assert "'papers.corpus' tells 1 item of nobody who is a party" in found.notes[1]
    assert found.notes[2] == "Of what 'papers.corpus' tells, 1 of a party gives no day."


def test_the_document(conflict: Conflict) -> None:
    """It begins with the head of every answer, and is the same when it is asked twice."""
    document = timeline(conflict).to_dict()
    assert list(document)[:5] == ["question", "title", "fingerprint", "version", "settings"]
    assert document == timeline(conflict).to_dict()
    assert "the tolls stay" in timeline(conflict)._repr_html_()


def test_nothing_dated() -> None:
    """A file without quotations has a timeline without items."""
    assert timeline(detente.load("classics/chicken")).items == ()
