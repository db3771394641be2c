"""Positions in a list: The two Parties: 1. Agreed to open the pass; 2. Called for a pause."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.evidence.reading.parsing.grammar import Token, trimmed
from detente.evidence.reading.parsing.parsed import Parsed
from detente.evidence.reading.parties.circle import Circle, Held
from detente.evidence.reading.parties.holding import who
from detente.evidence.reading.stances.posed import Posed
from detente.evidence.reading.stances.stance import Kind

LISTED = "item of a list"
_KINDS: dict[str, Kind] = {
    "agree": "agree",
    "decide": "agree",
    "resolve": "agree",
    "undertake": "offer",
    "undertook": "offer",
    "pledge": "offer",
    "offer": "offer",
    "propose": "offer",
    "demand": "demand",
    "request": "demand",
    "urge": "demand",
    "call": "demand",
    "reject": "reject",
    "oppose": "reject",
}
_ITEM = re.compile(
    r"(?P<lead>[\W\d_]*)(?P<verb>agree|decide|resolve|undertake|undertook|pledge|offer|propose"
    r"|demand|request|urge|call|reject|oppose)(?:s|d|ed)?\b[\W_]*"
    r"(?:(?:further|also|therefore|in principle)\b[\W_]*)*(?:(?:to|that|on|upon|for)\s)?",
    re.IGNORECASE,
)
_STOP = re.compile(r"[;.](?=\s|$)|,?\s+and\s+(?=(?:decid|agree|call|request|urge|undert)\w+)")
_GOES_ON = re.compile(r"(?:[;,]|\band)\s*$")
_FAR = 20  # items of a list that are looked back over


def by_list(doc: Token, text: str) -> Iterator[Posed]:
    """Yield what an item of a list begins with; whose it is, its lead-in tells."""
    item = _ITEM.match(text)
    if item is None or not text[item.start("verb")].isupper():
        return
    stop = _STOP.search(text, item.end())
    content = trimmed(text, (item.end(), stop.start() if stop else len(text)))
    cue = doc.char_span(*item.span("verb"), alignment_mode="expand")
    if content is not None and cue is not None and len(text[slice(*content)].split()) > 1:
        kind = _KINDS[item["verb"].lower()]
        yield Posed(kind, LISTED, cue[0], cue[0], content)


def of_lead_in(circle: Circle, paragraph: Parsed) -> Held | None:
    """Return whose list an item stands in: that of whom the lead-in names; None without one."""
    parsed = circle.scene.parsed
    for number in range(paragraph.number - 1, max(-1, paragraph.number - _FAR), -1):
        before = parsed[number]
        if before.text.rstrip().endswith(":"):
            named = [
                t
                for t in before.doc
                if t.pos_ in {"NOUN", "PROPN"} and t.dep_ in {"ROOT", "nsubj", "nsubjpass"}
            ]
            return who(circle, before, named[0], None, somebody=True) if named else None
        if not _GOES_ON.search(before.text):
            return None
    return None
