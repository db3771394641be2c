"""Finds that say nothing: whether he will accept it, declined to comment, citing two diplomats."""

from __future__ import annotations

import re

from detente.evidence.reading.saying.said import Said
from detente.evidence.reading.saying.source_words import ANONYMOUS

_OPEN = frozenset({"whether", "if"})
_ANSWERS = re.compile(
    r"(?:(?:declin|refus)\w+ )?(?:to )?(?:publicly )?(?:comment|elaborate|speculate|answer questions"
    r"|be (?:named|identified|quoted)|give (?:any )?(?:details|reasons)|go into details?)\b(?: (?:further"
    r"|publicly|directly|immediately|on .{0,60}|about .{0,60}))?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w-]+")
_FEW = 4  # words that only say who is cited


def silent(words: str) -> bool:
    """Tell whether all that somebody declines is to speak: to comment further."""
    return _ANSWERS.fullmatch(words.strip()) is not None


def idle(said: Said, text: str) -> bool:
    """Tell whether a find brings in nothing that anybody said or wanted."""
    words = " ".join(text[start:end] for start, end in said.content)
    if said.rule in {"verb with object", "verb with to-clause"}:
        asked = said.verb is not None and any(
            c.dep_ == "mark" and c.lower_ in _OPEN for c in said.verb.children
        )
        return asked or silent(words)
    if said.rule == "citing":
        told = _WORD.findall(words)
        return len(told) <= _FEW and bool(told) and ANONYMOUS.fullmatch(told[-1]) is not None
    return False
