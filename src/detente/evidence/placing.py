"""Where words stand: found in a text that was made equal, told in characters of the text itself.

Words are compared after white space and typographic marks were made equal, which moves every
character behind them.  A layout keeps where each stretch between white space came from, so that
a place in the one is a place in the other.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

from detente.evidence import passages

_BETWEEN = re.compile(r"\S+")

Place = tuple[tuple[int, int], ...]  # one stretch of the text for each piece of a quotation


@dataclass(frozen=True, slots=True)
class Layout:
    """A text, the same text made equal, and where its stretches begin in both."""

    text: str
    plain: str
    starts: tuple[int, ...] = field(repr=False)
    begins: tuple[int, ...] = field(repr=False)

    def place_of(self, quotation: str, *, near: int = 0) -> Place:
        """Return where the pieces of a quotation stand, in order; empty if they do not.

        Of several places it is the one whose beginning is nearest to `near`.
        """
        pieces = passages.pieces(quotation)
        if not pieces:
            return ()
        wish = self._begin_of(near)
        firsts = [found.span() for found in passages.pattern(pieces[0]).finditer(self.plain)]
        for first in sorted(firsts, key=lambda span: abs(span[0] - wish)):
            spans = [first]
            for piece in pieces[1:]:
                found = passages.pattern(piece).search(self.plain, spans[-1][1])
                if found is None:
                    break
                spans.append(found.span())
            if len(spans) == len(pieces):
                return tuple(self._span(start, end) for start, end in spans)
        return ()

    def place_of_passage(self, fingerprint: str) -> Place:
        """Return where the passage of a fingerprint stands; empty if nowhere."""
        found = passages.located([fingerprint], self.plain).get(fingerprint)
        return (self._span(*found),) if found else ()

    def _span(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the text that a stretch of the text made equal was made of."""
        first = bisect_right(self.begins, start) - 1
        last = bisect_right(self.begins, end - 1) - 1
        word, inside = self._word(first), start - self.begins[first]
        if not _as_it_is(word):
            # marks that were left out, drawn together or spelled out: the last that is not too long
            inside = bisect_right(range(len(word) + 1), inside, key=_length(word)) - 1
        begin = self.starts[first] + inside
        word, inside = self._word(last), end - self.begins[last]
        if not _as_it_is(word):
            inside = bisect_left(range(len(word) + 1), inside, key=_length(word))
        return begin, self.starts[last] + min(inside, len(word))

    def _word(self, number: int) -> str:
        found = _BETWEEN.match(self.text, self.starts[number])
        return found[0] if found else ""

    def _begin_of(self, at: int) -> int:
        """Return about where a place of the text lies in the text made equal."""
        number = bisect_right(self.starts, at) - 1
        return self.begins[number] + at - self.starts[number] if number >= 0 else 0


def laid_out(text: str) -> Layout:
    """Return the layout of a text."""
    starts, begins, words, length = [], [], [], 0
    for found in _BETWEEN.finditer(text):
        word = found[0]
        if not _as_it_is(word):
            word = passages.normalise(word)
        if word:
            starts.append(found.start())
            begins.append(length)
            words.append(word)
            length += len(word) + 1
    return Layout(text, " ".join(words), tuple(starts), tuple(begins))


def _as_it_is(word: str) -> bool:
    """Tell whether nothing in a stretch is made equal to anything."""
    return word.isascii() and word.isprintable() and "--" not in word and "`" not in word


def _length(word: str) -> Callable[[int], int]:
    """Return what tells how long the first characters of a stretch are once made equal."""
    return lambda number: len(passages.normalise(word[:number]))
