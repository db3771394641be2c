"""A document: what a span cites is what stands there, always."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.errors import WrongUse
from detente.evidence.documents.document import CONTEXT, Document, Span, Unread
from detente.evidence.documents.loading import document_of

from .making import PARTISAN, WIRE, document

LINES = st.lists(
    st.sampled_from(
        [
            *WIRE.splitlines(),
            *PARTISAN.splitlines(),
            "",
            "  ",
            "Q  Why?",
            "27 October 2021",
            "\u200b",
            "# x",
            "> y",
            "- z",
            "```",
            "---",
            "a\x00b",
            "\ufeff",
            "| a | b |",
            "\ud7ff\U0001f600",
        ]
    ),
    max_size=25,
)
ENDS = st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\x0c", "\u2028"])


@given(
    st.text() | st.builds(lambda lines, end: end.join(lines), LINES, ENDS),
    st.sampled_from(["a.txt", "a.md"]),
)
def test_text_and_blocks_hold_together(text: str, name: str) -> None:
    """The text is the file's own; blocks come in order, apart, and begin and end with a word."""
    found = document_of(text.encode(), name)
    if isinstance(found, Unread):
        assert found.problem.code in {"D003", "D004"}
        return
    assert found.text == text.removeprefix("\ufeff") or found.text == text
    assert found.text_sha256 == hashlib.sha256(found.text.encode()).hexdigest()
    last = 0
    for block in found.blocks:
        assert last <= block.start < block.end <= len(found.text)
        last = block.end
        words = found.words(block.span)
        assert words == found.text[block.start : block.end] == words.strip()
        cited = found.cite(block.span)
        assert cited.exact == words
        assert found.text[: block.start].endswith(cited.before)
        assert found.text[block.end :].startswith(cited.after)
    if name == "a.txt":
        covered = set().union(*(range(b.start, b.end) for b in found.blocks), set())
        left = "".join(c for n, c in enumerate(found.text) if n not in covered)
        assert not any(c.isalnum() for c in left)


@settings(deadline=None)  # the first page loads what takes pages apart
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.md", "a.eml", "a.html", "a"]))
def test_any_bytes_are_a_document_or_a_reason(data: bytes, name: str) -> None:
    """Nothing is raised, and the same bytes are the same document."""
    found = document_of(data, name)
    assert found == document_of(data, name)
    if isinstance(found, Document):
        found.text.encode()
        assert found.sha256 == hashlib.sha256(data).hexdigest()
        json.dumps(found.to_dict())
    else:
        assert found.problem.code.startswith("D")
        assert found.problem.message.isprintable()
        assert found.problem.hint


def test_context_is_cut_at_the_ends() -> None:
    """There are no more characters before the first word or after the last."""
    found = document("The sluice stays closed.")
    cited = found.cite(Span(4, 10))
    assert (cited.before, cited.exact, cited.after) == ("The ", "sluice", " stays closed.")
    long = document("a" * 50 + " sluice " + "b" * 50)
    assert len(long.cite(Span(51, 57)).before) == len(long.cite(Span(51, 57)).after) == CONTEXT
    assert cited.to_dict() == {
        "exact": "sluice",
        "before": "The ",
        "after": " stays closed.",
        "start": 4,
    }


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (-1, 4)])
def test_a_stretch_has_a_beginning_and_an_end(start: int, end: int) -> None:
    """Nothing, and what runs backwards, cannot be cited."""
    with pytest.raises(WrongUse):
        Span(start, end)


def test_what_is_not_there_cannot_be_cited() -> None:
    """A span that ends beyond the text is refused, not cut."""
    found = document("The sluice stays closed.")
    with pytest.raises(WrongUse, match="24 characters"):
        found.cite(Span(20, 25))


def test_as_plain_values() -> None:
    """The document says what it knows with where it was found, and nothing where it does not."""
    told = document(PARTISAN).to_dict()
    assert told["title"] == {
        "value": "Northern Council Ready for Further Talks on the Sluice",
        "origin": "text",
    }
    assert told["byline"] == {"value": "Mira Solveig Lund", "origin": "text"}
    assert told["date"] is None
    assert told["outlet"] is None
    assert "text" not in told
    assert list(told) == [
        *("file", "sha256", "text_sha256", "language", "title", "outlet", "byline", "date"),
        *("blocks", "skipped", "complete"),
    ]
