"""Whether a text is English, told by the small words that every English text is full of."""

from __future__ import annotations

import re

_SMALL = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "that",
        "for",
        "with",
        "from",
        "by",
        "at",
        "this",
        "which",
        "these",
        "those",
        "have",
        "has",
        "had",
        "been",
        "were",
        "are",
        "would",
        "could",
        "should",
        "will",
        "they",
        "their",
        "them",
        "there",
        "its",
        "it",
        "is",
        "was",
        "not",
        "but",
        "what",
        "when",
        "who",
        "whom",
        "about",
        "after",
        "before",
        "between",
        "into",
        "over",
        "under",
        "than",
        "then",
        "said",
        "says",
        "his",
        "her",
        "he",
        "she",
        "we",
        "our",
        "you",
        "your",
        "as",
        "on",
    ]
)
# small words of other languages that are spelled like English ones do not count
_SHARED = frozenset(
    ["for", "at", "is", "was", "we", "her", "he", "over", "under", "has", "as", "on"]
)
_OWN = _SMALL - _SHARED
_WORD = re.compile(r"[^\W\d_]+")
ENOUGH = 20  # words below which nothing can be said
MOST = 5_000  # words looked at
SHORT = "It is too short to tell its language, and is taken for English."
FOREIGN = "It does not look English, and only English can be read: expect little of it."
SHARE = 0.12  # of small words that only English has; English prose has about a quarter


def language_of(text: str) -> tuple[str, str]:
    """Return `en` or nothing, and a sentence where it is nothing."""
    seen = own = 0
    for match in _WORD.finditer(text):
        seen += 1
        own += match[0].lower() in _OWN
        if seen >= MOST:
            break
    if seen < ENOUGH:
        return "", SHORT
    if own / seen >= SHARE:
        return "en", ""
    return "", FOREIGN
