"""Words that turn what is said round, or hang it on something: not, never, only, unless.

Two texts may share nearly all their words and say the opposite.  Outlets cut what they quote at
either end, sentence by sentence; what one of them has between words that both have, or right
beside them, was not cut but said otherwise.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

_WORD = re.compile(r"n['\u2019]t\b|[^\W\d_]+?(?=n['\u2019]t\b)|[^\W_]+|[.!?]")
_NOT = frozenset(
    [
        *("no", "not", "n't", "nor", "none", "never", "neither", "nothing", "nobody", "cannot"),
        *("hardly", "scarcely", "barely"),
    ]
)
_HANGING = frozenset(
    ["without", "only", "must", "unless", "until", "before", "after", "if", "once", "except"]
)
_REFUSING = re.compile(
    r"refus(?:e[sd]?|ing|al)|reject(?:s|ed|ing|ion)?|den(?:y|ies|ied|ying|ial)"
    r"|declin(?:e[sd]?|ing)|oppos(?:e[sd]?|ing|ition)"
)
_STOPS = frozenset(".!?")
NEAR = 3  # words before or behind a text, in the other, that turn its first or last one


def turning(words: str) -> tuple[str, ...]:
    """Return what turns a text round or hangs it on something, each by one name, sorted."""
    return tuple(sorted(filter(None, map(_turn, _words(words)))))


def turned(one: str, other: str) -> bool:
    """Tell whether either of two texts has, among words of both, what turns it round."""
    ours, theirs = _words(one), _words(other)
    if turning(one) == turning(other):
        return False
    steps = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    for number, (what, a, b, c, d) in enumerate(steps):
        if what == "equal":
            continue
        mine, yours = ours[a:b], theirs[c:d]
        if number == 0:  # what was cut at the beginning, but for what is next to the first word
            mine, yours = _next(mine[::-1]), _next(yours[::-1])
        elif number == len(steps) - 1:
            # behind the last word a term hangs it on something; a 'not' there is about the rest
            stopped = a and ours[a - 1] in _STOPS
            ends = [[w for w in _next(end) if w in _HANGING] for end in (mine, yours)]
            mine, yours = ([], []) if stopped else ends
        if sorted(filter(None, map(_turn, mine))) != sorted(filter(None, map(_turn, yours))):
            return True
    return False


def _next(words: list[str]) -> list[str]:
    """Return the words that are nearest, no further than the sentence goes."""
    stop = next((n for n, word in enumerate(words) if word in _STOPS), len(words))
    return words[: min(stop, NEAR)]


def _words(text: str) -> list[str]:
    return [found[0].lower().replace("\u2019", "'") for found in _WORD.finditer(text)]


def _turn(word: str) -> str:
    """Return the one name of a word that turns, nothing for another."""
    if word in _NOT:
        return "not"
    if word in _HANGING:
        return word
    return word[:3] if _REFUSING.fullmatch(word) else ""
