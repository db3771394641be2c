"""A document parsed: paragraph by paragraph, each with the place where it stands.

Titles and captions are parsed apart from the body, so that a name in a heading does not run
into the first sentence.  What is too long is cut, and what is left out is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from detente.evidence.documents.document import Document, Span

READ = frozenset({"title", "caption", "body"})
LONGEST = 8_000  # characters parsed at once; a longer paragraph is cut
MOST = 300_000  # characters parsed of one document
SCRAPS = 400  # letters of one word; longer ones are no words

_BLANK = re.compile(r"\n[ \t\r]*\n\s*")
_BREAK = re.compile(r"[\r\n\t\u00a0\u2028\u2029\f\v]")
_SENTENCE = re.compile(r"[.!?][\u201d\"')\]]*\s")


@dataclass(frozen=True, slots=True, eq=False)
class Parsed:
    """One paragraph: its number, the block it stands in, where it begins, and its parse.

    `doc` is the spaCy document; its character 0 is character `offset` of the canonical text.
    """

    number: int
    block: int
    kind: str
    offset: int
    text: str
    doc: Any

    @property
    def end(self) -> int:
        """Return where the paragraph ends in the canonical text."""
        return self.offset + len(self.text)

    def span(self, start: int, end: int) -> Span:
        """Return a stretch of the paragraph as a span of the canonical text."""
        return Span(self.offset + start, self.offset + end)

    def tokens(self, span: Span) -> Any:
        """Return the spaCy tokens that a span of the canonical text touches."""
        return self.doc.char_span(
            max(0, span.start - self.offset),
            min(len(self.text), span.end - self.offset),
            alignment_mode="expand",
        )


def parse(document: Document, language: Any) -> tuple[tuple[Parsed, ...], tuple[str, ...]]:
    """Return the parsed paragraphs of a document, and what was not parsed and why."""
    pieces: list[tuple[int, int, int]] = []
    skipped: list[str] = []
    total = 0
    for number, block in enumerate(document.blocks):
        if block.kind not in READ:
            continue
        for start, end in _paragraphs(document.text, block.start, block.end):
            if end - start > LONGEST:
                skipped.append(
                    f"A paragraph of {end - start:,} characters was read in pieces of at most"
                    f" {LONGEST:,}."
                )
            for first, last in _pieces(document.text, start, end):
                if total + last - first > MOST:
                    left = sum(b.end - b.start for b in document.blocks if b.kind in READ) - total
                    skipped.append(
                        f"Only the first {total:,} characters were read; about {left:,} were not."
                    )
                    return _parsed(document, language, pieces), tuple(dict.fromkeys(skipped))
                total += last - first
                pieces.append((number, first, last))
    return _parsed(document, language, pieces), tuple(dict.fromkeys(skipped))


def _parsed(
    document: Document, language: Any, pieces: list[tuple[int, int, int]]
) -> tuple[Parsed, ...]:
    texts = [document.text[start:end] for _, start, end in pieces]
    # line ends and tabs become spaces one for one: offsets stay, the parse gets better
    docs = language.pipe((_BREAK.sub(" ", _shorn(text)) for text in texts), batch_size=16)
    return tuple(
        Parsed(number, block, document.blocks[block].kind, start, text, doc)
        for number, ((block, start, _), text, doc) in enumerate(
            zip(pieces, texts, docs, strict=True)
        )
    )


def _shorn(text: str) -> str:
    """Return a text with words of absurd length blanked out, which would take forever."""
    return re.sub(rf"\S{{{SCRAPS},}}", lambda found: " " * len(found[0]), text)


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    position = start
    for blank in [*_BLANK.finditer(text, start, end), None]:
        last = blank.start() if blank else end
        first = position
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if first < last:
            yield first, last
        if blank:
            position = blank.end()


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a paragraph in pieces of bearable length, cut after a sentence or at a space."""
    while end - start > LONGEST:
        cut = start + LONGEST
        ends = [found.end() for found in _SENTENCE.finditer(text, start + LONGEST // 2, cut)]
        space = text.rfind(" ", start, cut) + 1
        stop = ends[-1] if ends else space if space > start else cut
        yield start, stop
        start = stop
    if start < end:
        yield start, end
