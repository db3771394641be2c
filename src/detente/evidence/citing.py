"""cite: whether words stand in a document, and the lines that quote them in a conflict file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from difflib import get_close_matches

from detente.errors import ConflictProblems, NoAnswer, Problem, WrongUse
from detente.evidence import passages
from detente.evidence.full_texts import as_it_is
from detente.language.syntax import flat
from detente.language.tree import read_file
from detente.version import program_version

_LINE_END = re.compile("\r\n|\r|\n")
_WORD = re.compile(r"\w+(?:['-]\w+)*")
MOST_SPELLINGS = 5_000  # different words looked through for one that is spelled alike


@dataclass(frozen=True, slots=True)
class Citation:
    """Words found in a document: where, and the fingerprint that stands for them."""

    question: str
    document: str
    words: str
    line: int
    passage: str

    @property
    def lines(self) -> str:
        """The lines to paste below a quotation; keep `text` only for direct words."""
        quoted = self.words.replace("\\", "\\\\").replace('"', '\\"')
        passage = f"\npassage: {self.passage}" if self.passage else ""
        return f'text: "{quoted}"{passage}'

    def rows(self) -> list[dict[str, object]]:
        """Return the one row there is."""
        return [{"document": self.document, "line": self.line, "passage": self.passage}]

    def to_dict(self) -> dict[str, object]:
        """Return the citation as one plain document."""
        return {
            "question": self.question,
            "title": None,
            "fingerprint": None,
            "version": program_version(),
            "settings": {"document": self.document},
            "words": self.words,
            "line": self.line,
            "passage": self.passage,
        }

    def _repr_html_(self) -> str:
        from html import escape

        return f"<pre>{escape(self.lines)}</pre>"


def cite(document: str, words: str, *, name: str = "<text>") -> Citation:
    """Return the citation of `words` in the text of a document.

    Raises WrongUse if there are no words, or too many; NoAnswer, with the nearest words, if
    they do not stand in the document.
    """
    pieces = passages.pieces(words)
    try:
        passage = passages.fingerprint(" ".join(pieces))
    except ValueError as error:
        raise WrongUse(str(error)) from None
    plain, begins, numbers = _lines(document)
    found = passages.stretch(words, plain)
    if found is None:
        near = nearest_said(document, words)
        hint = f"; {near}" if near else ""
        raise NoAnswer(f"these words do not stand in '{name}'{hint}")
    return Citation(
        "cite",
        name,
        flat(words).strip(),
        numbers[bisect_right(begins, found[0]) - 1],
        passage if len(pieces) == 1 else "",
    )


def cited_text(path: str) -> tuple[str, Problem | None]:
    """Return the text of a document that words are cited from, and what is wrong with it.

    Of a page, a mail or a PDF it is what is read of it; without the extra `read` it is what was
    saved, and that is said.  Raises ConflictProblems if it has no text.
    """
    if path == "-":
        return read_file(path), None
    from detente.evidence.documents.document import Unread
    from detente.evidence.documents.kinds import kind_of, refusal
    from detente.evidence.documents.loading import document_of, read_bytes

    data = read_bytes(path)
    if isinstance(data, Unread) or refusal(data) or kind_of(data, path) in ("text", "markdown"):
        return read_file(path), None
    found = document_of(data, path)
    if not isinstance(found, Unread):
        return found.text, None
    if as_it_is(data) is None or kind_of(data, path) == "pdf":
        raise ConflictProblems([found.problem])
    return read_file(path), replace(found.problem, severity="warning")


def _lines(document: str) -> tuple[str, list[int], list[int]]:
    """Return a document normalised, where each of its lines begins in it, and their numbers."""
    plain, begins, numbers = [], [], []
    length = 0
    for number, line in enumerate(_LINE_END.split(document), start=1):
        words = passages.normalise(line)
        if words:
            plain.append(words)
            begins.append(length)
            numbers.append(number)
            length += len(words) + 1
    return " ".join(plain), begins, numbers


def nearest_said(document: str, words: str) -> str:
    """Return which words of a document come nearest to some, as a clause; empty if none do."""
    near = _nearest(_lines(document)[0], passages.normalise(words))
    return f"the nearest words are \u201c{near}\u201d" if near else ""


def _nearest(document: str, words: str) -> str:
    """Return the stretch of a document that has most of `words` in it; empty if none has half.

    Where not one of them stands there, it is the word that is spelled most like the first.
    """
    spans = [match.span() for match in _WORD.finditer(document)]
    there = [document[start:end].casefold() for start, end in spans]
    wanted = Counter(word.casefold() for word in _WORD.findall(words))
    if wanted.keys().isdisjoint(there):
        known = list(dict.fromkeys(there))[:MOST_SPELLINGS]
        alike = get_close_matches(next(iter(wanted)), known, n=1)
        first = there.index(alike[0]) if alike else len(there)
        return document[slice(*spans[first])] if alike else ""
    # two words more than were asked for, so that one left out does not hide the rest
    width = wanted.total() + 2
    best, most, held, shared = 0, 0, Counter[str](), 0
    for last, word in enumerate(there):
        held[word] += 1
        shared += held[word] <= wanted[word]
        if last >= width:
            gone = there[last - width]
            shared -= held[gone] <= wanted[gone]
            held[gone] -= 1
        if shared > most:
            best, most = max(0, last - width + 1), shared
    if 2 * most < wanted.total():
        return ""
    while there[best] not in wanted:
        best += 1
    best = max(0, best - 1)
    return document[spans[best][0] : spans[min(best + width, len(spans)) - 1][1]]
