"""One letter, one character: `é` is the same word however it was typed.

Bringing a text to that form takes time that grows with the square of the longest pile of
accents on one letter.  No script needs more than a few; a pile of thousands is made to stall
a program, and is found here before anything is composed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

HIGHEST = 30  # accents on one letter, the figure of Unicode's stream-safe texts

_CANDIDATE = re.compile(r"[^\x00-\u02ff\w\s]{31,}")


def piles(text: str) -> Iterator[tuple[int, int]]:
    """Yield where more than `HIGHEST` accents stand on one letter, as a start and an end."""
    if text.isascii():
        return
    for candidate in _CANDIDATE.finditer(text):
        start = candidate.start()
        for index in range(start, candidate.end() + 1):
            if index == candidate.end() or not unicodedata.combining(text[index]):
                if index - start > HIGHEST:
                    yield start, index
                start = index + 1


def thinned(text: str) -> str:
    """Return a text with every pile of accents cut to the `HIGHEST` there may be."""
    kept, last = [], 0
    for start, end in piles(text):
        kept.append(text[last : start + HIGHEST])
        last = end
    return "".join(kept) + text[last:]
