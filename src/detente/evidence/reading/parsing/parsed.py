"""A document parsed: paragraph by paragraph, each with the place where it stands.

Titles and captions are parsed apart from the body, so that a name in a heading does not run
into the first sentence.  What is too long is cut, and what is left out is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from detente.evidence.documents.document import Document, Span
from detente.evidence.reading.parsing.cutting import BATCH, Pieces, batches, pieces_of
from detente.evidence.reading.parsing.preparing import prepared


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


def parse(document: Document, language: Any) -> tuple[tuple[Parsed, ...], Pieces]:
    """Return the parsed paragraphs of a document, and what was not parsed and why."""
    pieces = pieces_of(document)
    parsed: list[Parsed] = []
    for batch in batches(pieces.places):
        texts = [document.text[one.start : one.end] for one in batch]
        # line ends and tabs become spaces one for one: offsets stay, the parse gets better
        docs = language.pipe(map(prepared, texts), batch_size=BATCH)
        for one, text, doc in zip(batch, texts, docs, strict=True):
            kind = document.blocks[one.block].kind
            parsed.append(Parsed(len(parsed), one.block, kind, one.start, text, doc))
    return tuple(parsed), pieces
