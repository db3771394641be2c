"""A whole reading: its invariants, its notes, its form."""

from __future__ import annotations

import dataclasses

import pytest

from detente.evidence.documents.document import Block
from detente.evidence.reading import read_document

from .conftest import Reader, document
from .telling import content

ARTICLE = """\
Talks may resume, envoy says

By Ada Storm

Iranian envoy Ali Rostami said on Monday that talks could resume “within weeks”. “We are ready,” he
added. Washington has not said whether it would attend.

Observers said it would be difficult for Washington to return without guarantees.
"""


def test_spans_stand_in_the_text(read: Reader) -> None:
    """Every span cites words of the document, trimmed."""
    reading = read(ARTICLE)
    for one in reading.utterances:
        for span in (*one.content, *one.source, *((one.cue,) if one.cue else ())):
            words = reading.document.words(span)
            assert words == words.strip()
            assert words


def test_every_utterance_has_its_reason(read: Reader) -> None:
    """Each proposal carries its rule, its reason and its confidence."""
    for one in read(ARTICLE).utterances:
        assert one.reason.startswith(one.rule)
        assert 0 < one.confidence <= 1
        assert one.party or one.voice != "own words" or one.questions


def test_the_same_twice(read: Reader) -> None:
    """The same document gives the same reading."""
    assert read(ARTICLE).to_dict() == read(ARTICLE).to_dict()


def test_the_form_of_the_document(read: Reader) -> None:
    """Utterances are written with the keys that others rely on."""
    told = read(ARTICLE).to_dict()
    assert {"file", "sha256", "text_sha256", "blocks", "utterances", "skipped"} <= told.keys()
    utterances = told["utterances"]
    assert isinstance(utterances, list)
    wanted = "content source cue form speaker office party voice confidence questions"
    assert all(set(wanted.split()) <= one.keys() for one in utterances)


def test_the_title_is_read_apart(read: Reader) -> None:
    """What a headline says is worth less than the sentence below it."""
    reading = read(ARTICLE)
    titled = [u for u in reading.utterances if reading.document.blocks[u.block].kind == "title"]
    assert titled
    assert all(one.confidence <= 0.6 for one in titled)


@pytest.mark.parametrize(
    "text",
    [
        '“We will go, the minister said. "No," he said. She said: ”what” and “this',
        "\" “ ” said \" '' `` « »",
        "said said said said",
        "He said, he said, he said, he said that that that.",
        "🙂 said “🙂” and\u202e left.",
        "Moon said 'tis Moon’s moon, said Moon.",
    ],
)
def test_odd_texts(read: Reader, text: str) -> None:
    """Odd marks never lose a document."""
    reading = read(text)
    assert isinstance(reading.utterances, tuple)


def test_a_document_without_text(read: Reader) -> None:
    """Nothing is said in nothing."""
    assert read
    empty = dataclasses.replace(document("It rained."), text="", blocks=())
    reading = read_document(empty)
    assert reading.utterances == ()
    assert reading.notes


def test_marks_left_open_are_said(read: Reader) -> None:
    """A mark that is missing stands in the notes."""
    assert any("not closed" in note for note in read("He said “the door.").notes)


def test_what_is_too_long_is_cut_and_said(read: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line of absurd length is read in part, and the rest is told."""
    monkeypatch.setattr("detente.evidence.reading.parsing.cutting.LONGEST", 200)
    monkeypatch.setattr("detente.evidence.reading.parsing.cutting.MOST", 1_000)
    reading = read("The minister said that talks would resume. " * 100)
    assert any("Only what stands before" in sentence for sentence in reading.skipped)
    assert any("in pieces" in sentence for sentence in reading.skipped)
    assert 5 < len(reading.utterances) < 30


def test_line_ends_are_no_words(read: Reader) -> None:
    """A sentence broken over lines is one sentence; its offsets are those of the file."""
    assert read
    text = "The minister said on Monday that the long talks\r\nwould soon resume here.\r\n"
    whole = dataclasses.replace(document(text), blocks=(Block("body", 0, len(text)),))
    reading = read_document(whole)
    (one,) = reading.utterances
    assert content(reading, one) == "that the long talks\r\nwould soon resume here"
