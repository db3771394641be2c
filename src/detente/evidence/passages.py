"""A passage: the exact words of a document, and the fingerprint that stands for them.

A conflict file may say what a source wrote without shipping the source's words: it keeps
the fingerprint of the passage instead.  Whoever holds the original can find the passage
again and confirm it.  Two copies of one text often differ in white space, in quotation
marks and in dashes, so these are made equal before anything is compared.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from detente.language.letters import thinned

PREFIX = "sha256:"
LONGEST = 120  # words; a longer passage is not a passage but a page

_QUOTES = dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u2032`\u00b4"), "'") | dict.fromkeys(
    map(ord, "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb"), '"'
)
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), "")
# nobody sees these either, and no file of ours can hold them; some of them are white space
_CONTROLS = {
    number: ""
    for number in (*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
    if not chr(number).isspace()
}
_MARKS = _QUOTES | _DASHES | _INVISIBLE | _CONTROLS
_WORD = re.compile(r"\w+")
_GAP = re.compile(r"\[\s*(?:\.\.\.|\u2026)\s*\]")


def normalise(text: str) -> str:
    """Return `text` with white space and typographic marks made equal; letters are kept."""
    plain = unicodedata.normalize("NFKC", thinned(text.translate(_MARKS))).translate(_MARKS)
    return re.sub(r"-{2,}", "-", " ".join(plain.split()))


def trim(text: str) -> str:
    """Return the normalised `text` from its first word to its last, marks at the ends cut off."""
    plain = normalise(text)
    words = list(_WORD.finditer(plain))
    return plain[words[0].start() : words[-1].end()] if words else ""


def fingerprint(words: str) -> str:
    """Return the fingerprint of a passage: `sha256:` and 64 hexadecimal digits.

    Raises ValueError if `words` holds no word or more than `LONGEST`.
    """
    plain = trim(words)
    count = len(_WORD.findall(plain))
    if not 1 <= count <= LONGEST:
        raise ValueError(f"a passage has 1 to {LONGEST} words, this one has {count}")
    return _digest(plain)


def beginning(words: str) -> str:
    """Return the words, or the first `LONGEST` of them, which is as far as a passage goes."""
    found = list(_WORD.finditer(words))
    return words[: found[LONGEST - 1].end()] if len(found) > LONGEST else words


def pieces(quotation: str) -> list[str]:
    """Return the normalised pieces of a quotation, split where `[...]` leaves words out."""
    parts = (normalise(part).strip() for part in _GAP.split(quotation))
    return [part for part in parts if part]


def occurs(quotation: str, document: str) -> bool:
    """Tell whether every piece of `quotation` stands in `document`, in order.

    A piece begins and ends at a word's edge: `art of war` does not occur in `start of war`.
    """
    return stretch(quotation, normalise(document)) is not None


def stretch(quotation: str, plain: str) -> tuple[int, int] | None:
    """Return where a quotation begins and ends in a normalised text, None if it does not stand.

    The quotation may leave words out with `[...]`; its pieces stand in order.
    """
    start, position = -1, 0
    for piece in pieces(quotation):
        match = pattern(piece).search(plain, position)
        if match is None:
            return None
        start, position = (match.start() if start < 0 else start), match.end()
    return None if start < 0 else (start, position)


def pattern(piece: str) -> re.Pattern[str]:
    """Return what finds a normalised piece of a quotation in a normalised text."""
    left = r"(?<!\w)" if piece[0].isalnum() else ""
    right = r"(?!\w)" if piece[-1].isalnum() else ""
    return re.compile(left + re.escape(piece) + right)


def find(fingerprints: Iterable[str], document: str) -> set[str]:
    """Return those of `fingerprints` that stand for some passage of `document`."""
    return found_in(fingerprints, normalise(document))


def found_in(fingerprints: Iterable[str], plain: str) -> set[str]:
    """Return those of `fingerprints` that stand for some passage of a normalised text."""
    return set(located(fingerprints, plain))


def located(fingerprints: Iterable[str], plain: str) -> dict[str, tuple[int, int]]:
    """Return where the first passage of each fingerprint begins and ends in a normalised text."""
    wanted = {bytes.fromhex(one.removeprefix(PREFIX)): one for one in fingerprints}
    found: dict[str, tuple[int, int]] = {}
    if not wanted:
        return found
    # each word is hashed once for every place a passage may start, not once for every passage
    spans = _words(plain)
    words = [(plain[start:end].encode(), plain[end:after].encode()) for start, end, after in spans]
    for first in range(len(words)):
        digest = hashlib.sha256()
        for last, (word, gap) in enumerate(words[first : first + LONGEST], start=first):
            digest.update(word)
            one = wanted.get(digest.copy().digest())
            if one is not None and one not in found:
                found[one] = (spans[first][0], spans[last][1])
                if len(found) == len(wanted):
                    return found
            digest.update(gap)
    return found


def _words(plain: str) -> list[tuple[int, int, int]]:
    """Return each word of a text: where it starts, where it ends, where the next one starts."""
    spans = [match.span() for match in _WORD.finditer(plain)]
    nexts = [*(start for start, _ in spans), len(plain)][1:]
    return [(start, end, after) for (start, end), after in zip(spans, nexts, strict=False)]


def _digest(plain: str) -> str:
    return PREFIX + hashlib.sha256(plain.encode()).hexdigest()
