"""The words of a document as they are proposed: on one line, without the marks around them.

Nothing in them can steer a terminal, and what stands around them is cut at whole words.
"""

from __future__ import annotations

import re
import unicodedata

from detente.language.letters import thinned
from detente.language.syntax import flat

CONTEXT = 48  # characters shown before and after the words
_WORD = re.compile(r"\w+(?:['\u2019-]\w+)*")
_DOUBLE = '"\u201c\u201d\u201e\u201f\u00ab\u00bb'
_OUTER = _DOUBLE + "'\u2018\u2019`"


def count_words(text: str) -> int:
    """Return how many words a text has."""
    return len(_WORD.findall(text))


def before(text: str, start: int) -> str:
    """Return some whole words that stand before a place."""
    shown = text[max(0, start - CONTEXT) : start]
    return shown if start <= CONTEXT else f"\u2026 {shown.partition(' ')[2]}"


def after(text: str, end: int) -> str:
    """Return some whole words that stand behind a place."""
    shown = text[end : end + CONTEXT]
    return shown if end + CONTEXT >= len(text) else f"{shown.rpartition(' ')[0]} \u2026"


def tidy(words: str) -> str:
    """Return words on one line, without the marks of a quotation around them."""
    line = unicodedata.normalize("NFC", thinned(flat(words))).strip()
    inner = line.strip(_OUTER + " ")
    if not any(mark in inner for mark in _DOUBLE):
        line = inner
    return line.rstrip(",; ").rstrip(_OUTER if line == inner else "")  # 'words,' she said
