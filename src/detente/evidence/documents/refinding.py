"""refind: exact words found again in a document that was edited, or refused.

The words must stand there letter for letter.  Where they stand more than once, what stood
around them decides; where that does not decide either, nothing is returned: a citation that
points at the wrong place is worse than one that has to be made again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile

from detente.evidence.documents.document import Document, Span

MOST = 1_000  # places looked at; words that stand more often say nothing by themselves
ENOUGH = 4  # words that are found again without anything known around them
CLEARLY = 8  # characters of context by which one place must be ahead of the next


def refind(document: Document, exact: str, before: str, after: str, near: int) -> Span | None:
    """Return where words cited earlier stand now; None if nowhere, or in several places.

    Parameters
    ----------
    exact, before, after : the words and what stood around them, as `Document.cite` gave them.
    near : where they began; it decides only between places that are alike in all else.
    """
    if not exact.strip():
        return None
    text = document.text
    if (
        near >= 0
        and text.startswith(exact, near)
        and text[:near].endswith(before)
        and text.startswith(after, near + len(exact))
        and _whole_words(text, near, exact, before, after)
    ):
        return Span(near, near + len(exact))  # nothing has changed here
    whole = before + exact + after
    full = [at + len(before) for at in _places(text, whole, MOST)] if before or after else []
    full = [at for at in full if _whole_words(text, at, exact, before, after)]
    if full:
        return Span(full[0], full[0] + len(exact)) if len(full) == 1 else None
    found = list(_places(text, exact, MOST + 1))
    places = [at for at in found if _whole_words(text, at, exact, before, after)]
    if not places or len(found) > MOST:
        return None
    ranked = sorted(((_alike(text, at, exact, before, after), at) for at in places), reverse=True)
    best, at = ranked[0]
    if len(ranked) > 1 and best < ranked[1][0] + CLEARLY:
        return None
    if best < CLEARLY and (len(ranked) > 1 or len(exact.split()) < ENOUGH):
        return None
    return Span(at, at + len(exact))


def _places(text: str, words: str, most: int) -> Iterator[int]:
    """Yield where words stand in a text, at most so many places."""
    at = text.find(words)
    while at >= 0 and most > 0:
        yield at
        most -= 1
        at = text.find(words, at + 1)


def _whole_words(text: str, at: int, exact: str, before: str, after: str) -> bool:
    """Tell whether a place begins and ends inside a word only where the citation did."""
    end = at + len(exact)
    left = _inside(text[at - 1 : at] if at else "", exact[0])
    right = _inside(exact[-1], text[end : end + 1])
    return left <= _inside(before[-1:], exact[0]) and right <= _inside(exact[-1], after[:1])


def _inside(one: str, next_one: str) -> bool:
    """Tell whether two characters side by side belong to one word."""
    return one.isalnum() and next_one.isalnum()


def _alike(text: str, at: int, exact: str, before: str, after: str) -> int:
    """Return how many characters next to a place are those that stood there."""
    end = at + len(exact)
    behind = text[max(0, at - len(before)) : at]
    return _shared(reversed(behind), reversed(before)) + _shared(
        text[end : end + len(after)], after
    )


def _shared(one: Iterable[str], other: Iterable[str]) -> int:
    """Return how many characters two texts begin with alike."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
