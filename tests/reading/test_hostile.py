"""Texts made to break or stall the reader: never an exception, spans exact, the same twice."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.errors import WrongUse
from detente.evidence.documents.document import Document
from detente.evidence.documents.loading import document_of
from detente.evidence.reading import Reading, read_document
from detente.evidence.reading.parsing import cutting, model

OPENING = "The council of France said on Monday that it will go to the talks. "
PATIENCE = 30.0  # seconds on a slow machine that does other things too; one or two are needed
LONG = 2_500  # characters; what grows with the square of it takes minutes

PIECES = {
    "quotations": "\u201ca\u201d ",
    "single marks": "\u2018a\u2019 ",
    "angular marks": "\u00aba\u00bb ",
    "bare marks": "\u201c",
    "straight marks": '" ',
    "doubled marks": "''a'' ",
    "open quotations": "\u201cwe will go ",
    "turns": "BROOK: We will not go.\n\n",
    "quoted paragraphs": "\u201cWe will not go\n\n",
    "speech": "he said ",
    "speech in speech": "he said that ",
    "demands": "demanded that they demand that ",
    "one sentence": "the council agreed to the talks and it refused them because ",
    "conditions": "if it signs, unless it does, ",
    "names": "Ada Brook, ",
    "offices": "President Ada Brook ",
    "halves": "North Korea South Korea the North ",
    "states": "France and Italy, ",
    "dates": "on Tuesday, May 2021 ",
    "dashes": "\u2014 Ada Brook ",
    "brackets": "(a) [",
    "commas": "a, ",
    "stops": "... ",
    "lines": "a\n",
    "old line ends": "The council said it will go.\r",
    "marks of direction": "\u202e\u2066a\u2069\u200b",
    "families": "\U0001f468\u200d\U0001f469\u200d\U0001f467 ",
    "accents": "e\u0301\u0301",
    "other letters": "\u4e2d\u6587\u3002\u0645\u0631\u062d\u0628\u0627 ",
    "nothing": "\0",
}
WORDS = st.sampled_from(
    [
        *("said", "that", "told", "France", "Moon", "President", "the two", "he", "it", "they"),
        *("will not", "agreed", "demanded", "talks", "summit", "May 2021", "on Tuesday", "if"),
        *("unless", "without", "before", "first", "in return for", "US", "South Korea", "Q:"),
        *("\u201c", "\u201d", '"', "'", "\u2019s", "\u2014", "-", ",", ".", ":", ";", "(", "]"),
        *(
            "\n",
            "\n\n",
            "\r\n",
            "\r",
            "\t",
            "\u2028",
            "\u00a0",
            "\u200b",
            "\u202e",
            "\0",
            "\x1b[31m",
        ),
    ]
)
SOUP = st.lists(WORDS | st.text(max_size=5), max_size=60).map(" ".join)


@pytest.fixture(scope="module", autouse=True)
def _reader() -> None:
    """Skip where nothing is installed that reads."""
    try:
        model.load(model.chosen())
    except WrongUse as error:
        pytest.skip(str(error))


def spans_in(value: object) -> Iterator[tuple[int, int]]:
    """Yield everything in a reading that is a pair of places."""
    if isinstance(value, list) and len(value) == 2 and all(isinstance(v, int) for v in value):
        yield value[0], value[1]
    elif isinstance(value, list | tuple):
        for one in value:
            yield from spans_in(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from spans_in(one)


def checked(text: str, name: str = "a.txt") -> Reading | None:
    """Return the reading of a text, None if it is no document; every span stands in the text."""
    document = document_of(text.encode("utf-8", "replace"), name)
    if not isinstance(document, Document):
        assert document.problem.message
        return None
    reading = read_document(document)
    told = reading.to_dict()
    for key in ("utterances", "stances", "events"):
        for start, end in spans_in(told[key]):
            assert 0 <= start < end <= len(document.text)
            assert document.text[start:end].strip(), key
    assert json.dumps(told, ensure_ascii=False).encode()
    return reading


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SOUP, st.sampled_from(["a.txt", "a.md", "a.html", "a.eml"]))
def test_any_soup_of_words_is_answered(soup: str, name: str) -> None:
    """Whatever stands in a file, its reading ends, cites what is there, and is always the same."""
    first = checked(OPENING + soup, name)
    if first is not None:
        again = checked(OPENING + soup, name)
        assert again is not None
        assert again.to_dict() == first.to_dict()


@pytest.mark.parametrize("case", PIECES)
def test_what_is_repeated_without_end_takes_no_longer_than_it_is_long(case: str) -> None:
    """No rule looks at everything again for everything it sees."""
    start = time.monotonic()
    checked(OPENING + (PIECES[case] * LONG)[:LONG])
    assert time.monotonic() - start < PATIENCE


@pytest.mark.parametrize(
    ("limit", "value"), [("MOST", 500), ("MOST_WORDS", 100), ("MOST_PIECES", 5)]
)
def test_what_a_limit_leaves_out_is_said(
    limit: str, value: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The beginning is read, the rest is told with the place where it begins."""
    monkeypatch.setattr(cutting, limit, value)
    reading = checked("\n\n".join(f"{OPENING}It is day {n}." for n in range(40)))
    assert reading is not None
    assert not reading.complete
    assert reading.to_dict()["complete"] is False
    assert reading.utterances
    (sentence,) = (one for one in reading.skipped if one.startswith("Only what stands before"))
    place = int(sentence.split()[5].replace(",", ""))
    assert max(one.end for one in reading.utterances) <= place


def test_a_sentence_without_end_is_said() -> None:
    """Its quotations are read and nothing else; the reader is told."""
    reading = checked(OPENING + "he said that " * 200)
    assert reading is not None
    assert any("only quotations were looked for" in one for one in reading.skipped)
    assert reading.complete


def test_words_are_counted_like_characters() -> None:
    """A paragraph of one-letter words is cut as one of many characters is."""
    document = document_of(("a " * 3_000).encode(), "a.txt")
    assert isinstance(document, Document)
    pieces = cutting.pieces_of(document)
    assert len(pieces.places) == 2
    assert all(one.words <= cutting.MOST_AT_ONCE for one in pieces.places)
    joined = "".join(document.text[one.start : one.end] for one in pieces.places)
    assert joined == document.text.strip()
    assert "was read in pieces" in pieces.notes[0]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-7", "cp1252", "shift_jis"]
)
def test_encodings(encoding: str) -> None:
    """Whatever the letters were written in, the reading ends, and cites what was decoded."""
    document = document_of(OPENING.encode(encoding), "a.txt")
    assert isinstance(document, Document)
    reading = read_document(document)
    if encoding != "utf-7":
        assert reading.utterances
