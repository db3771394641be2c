"""cite: whether words stand in a document, and the lines that quote them in a conflict file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher

from detente.errors import NoAnswer, WrongUse
from detente.evidence import passages
from detente.version import program_version


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
    try:
        passage = passages.fingerprint(words.replace("[...]", " "))
    except ValueError as error:
        raise WrongUse(str(error)) from None
    if not passages.occurs(words, document):
        near = _nearest(passages.normalise(document), passages.normalise(words))
        hint = f"; the nearest words are \u201c{near}\u201d" if near else ""
        raise NoAnswer(f"these words do not stand in '{name}'{hint}")
    gaps = len(passages.pieces(words)) > 1
    return Citation(
        "cite",
        name,
        " ".join(words.split()),
        _line(document, passages.pieces(words)[0]),
        "" if gaps else passage,
    )


def _line(document: str, piece: str) -> int:
    """Return the line in which a piece first begins."""
    lines = document.splitlines()
    # the shortest beginning of the document that holds it, then the shortest end of that
    last = _least(len(lines), lambda count: passages.occurs(piece, "\n".join(lines[:count])))
    kept = _least(last, lambda count: passages.occurs(piece, "\n".join(lines[last - count : last])))
    return last - kept + 1


def _least(most: int, holds: Callable[[int], bool]) -> int:
    """Return the least number up to `most` for which something holds that holds from there on."""
    low, high = 0, most
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low


def _nearest(document: str, words: str) -> str:
    """Return the stretch of a document most like `words`, a little context included."""
    matcher = SequenceMatcher(None, document[:200_000], words, autojunk=False)
    match = matcher.find_longest_match()
    if match.size < 8:
        return ""
    start = max(0, match.a - match.b)
    end = min(len(document), start + len(words))
    start = document.rfind(" ", 0, start) + 1
    end = document.find(" ", end)
    return document[start : end if end > 0 else len(document)]
