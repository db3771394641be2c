"""What of a document is parsed: its paragraphs, the long ones in pieces, up to a limit.

A parser holds a whole paragraph at once, and some rules look at all words of a paragraph for
each of them.  So no piece is longer than these limits, and time grows with the length of a
document and not with its square, whatever stands in it.  What is left out is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from detente.evidence.documents.document import Document

READ = frozenset({"title", "caption", "body"})
LONGEST = 8_000  # characters parsed at once; a longer paragraph is cut
MOST_AT_ONCE = 1_600  # words and marks parsed at once; a paragraph of news has about 60
MOST = 300_000  # characters parsed of one document
MOST_WORDS = 75_000  # words and marks parsed of one document; 300,000 characters have fewer
MOST_PIECES = 6_000  # stretches parsed of one document
BATCH = 64  # stretches parsed together
BATCH_WORDS = 3_200

_BLANK = re.compile(r"\n[ \t\r]*\n\s*")
_SENTENCE = re.compile(r"[.!?][\u201d\"')\]]*\s")
_WORD = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch that is parsed at once, the number of the block it stands in, how many words."""

    block: int
    start: int
    end: int
    words: int


@dataclass(frozen=True, slots=True)
class Pieces:
    """What is parsed of a document; `notes` on how, `limits` on what is left out, and why."""

    places: tuple[Piece, ...]
    notes: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()


def pieces_of(document: Document) -> Pieces:
    """Return the stretches of a document that are parsed."""
    places: list[Piece] = []
    text = document.text
    characters = words = cut = 0
    for number, block in enumerate(document.blocks):
        if block.kind not in READ:
            continue
        for start, end in _paragraphs(text, block.start, block.end):
            pieces = 0
            for first, last, count in _pieces(text, start, end):
                full = characters + last - first > MOST or words + count > MOST_WORDS
                if full or len(places) >= MOST_PIECES:
                    return Pieces(tuple(places), _notes(cut + (pieces > 1)), _left(document, first))
                characters += last - first
                words += count
                pieces += 1
                places.append(Piece(number, first, last, count))
            cut += pieces > 1
    return Pieces(tuple(places), _notes(cut))


def batches(places: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield stretches in batches that are parsed together: what they need grows with their words."""
    batch: list[Piece] = []
    for one in places:
        if batch and (len(batch) >= BATCH or sum(p.words for p in batch) + one.words > BATCH_WORDS):
            yield batch
            batch = []
        batch.append(one)
    if batch:
        yield batch


def _notes(cut: int) -> tuple[str, ...]:
    if not cut:
        return ()
    which = "A paragraph" if cut == 1 else f"{cut:,} paragraphs"
    long = f"more than {LONGEST:,} characters or {MOST_AT_ONCE:,} words"
    return (f"{which} of {long} {'was' if cut == 1 else 'were'} read in pieces, cut at sentences.",)


def _left(document: Document, first: int) -> tuple[str, ...]:
    """Return the sentence that says what is not read, from a place on."""
    left = sum(
        b.end - max(first, b.start) for b in document.blocks if b.kind in READ and b.end > first
    )
    most = f"{MOST:,} characters, {MOST_WORDS:,} words or {MOST_PIECES:,} paragraphs"
    read = f"Only what stands before character {first:,} was read; {left:,} characters after it"
    return (f"{read} were not: at most {most} of a document are read.",)


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


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield a paragraph in pieces of bearable length, each with how many words it has.

    It is cut after a sentence, or else at a space.
    """
    while start < end:
        limit = min(end, start + LONGEST)
        words = list(islice(_WORD.finditer(text, start, limit), MOST_AT_ONCE + 1))
        if len(words) > MOST_AT_ONCE:
            limit = words[-1].start()
        if limit < end:
            middle = start + (limit - start) // 2
            ends = [found.end() for found in _SENTENCE.finditer(text, middle, limit)]
            space = text.rfind(" ", start, limit) + 1
            limit = ends[-1] if ends else space if space > start else limit
        yield start, limit, sum(word.start() < limit for word in words)
        start = limit
