"""Common words that stand for one party of a document: the union, the company, the government."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from detente.evidence.reading.parties.party_words import BODIES, COMPANIES
from detente.evidence.reading.parties.states import Own, places


def common(texts: Sequence[str], own: Own) -> Own:
    """Return the common words that stand for one party here: the union, the company, the government."""
    bodies: dict[str, set[str]] = {}
    for code, _ in own.values():
        for word in code[1:].split():
            if word in BODIES and " " in code:
                bodies.setdefault(word.lower(), set()).add(code)
            for common in COMPANIES.get(word, ()):
                bodies.setdefault(common, set()).add(code)
    ruled = _governments(texts, own)
    if len(ruled) == 1:
        bodies["government"] = ruled
    elif (
        bodies
        and not ruled
        and not _known_governments(texts)
        and any(re.search(r"\bthe government\b", text) for text in texts)
    ):
        # a government that is told of beside a movement or a union is one of the two sides
        return {
            **_common_words(texts, bodies),
            "government": ("=the government", "body"),
            "Government": ("=the government", "body"),
        }
    return _common_words(texts, bodies)


def _common_words(texts: Sequence[str], bodies: Mapping[str, set[str]]) -> Own:
    """Return the common words that stand for one body each, in small letters and large."""
    return {
        form: (next(iter(codes)), "body")
        for word, codes in bodies.items()
        if len(codes) == 1 and _definite(texts, word)
        for form in (word, word.capitalize())
    }


def _governments(texts: Sequence[str], own: Own) -> set[str]:
    """Return the parties that are said to have a government."""
    found = set()
    for word, (code, _) in own.items():
        name = re.escape(word)
        ruled = re.compile(rf"\bgovernment of (?:the )?{name}\b|\b{name}(?:'s)? government\b")
        if any(ruled.search(text) for text in texts):
            found.add(code)
    return found


def _known_governments(texts: Sequence[str]) -> bool:
    """Tell whether a state that is known is said to have a government: the German government."""
    for text in texts:
        for place in places(text):
            after = re.match(r"(?:'s)? government\b", text[place.end :])
            if after or re.search(r"\bgovernment of (?:the )?$", text[: place.start]):
                return True
    return False


def _definite(texts: Sequence[str], word: str) -> bool:
    """Tell whether a word stands with `the` only, so that it means one thing: the union."""
    use = re.compile(rf"(\S+)\s+{re.escape(word)}\b")
    before = [found[1].lower() for text in texts for found in use.finditer(text)]
    return "the" in before and all(one in {"the", "both", "between"} for one in before)
