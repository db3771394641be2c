"""The office that goes with a name: the one that tells most, and whether it is held no longer."""

from __future__ import annotations

import re

from detente.evidence.reading.parsing.parsed import Parsed
from detente.evidence.reading.parties.states import Own, places
from detente.evidence.reading.people.offices import Office

_RETIRED = re.compile(
    r",? (?:now |since |long )?(?:retired|sacked|dismissed|fired|ousted)\b(?! (?:the|a|his|her|its)\b)"
)


_DISMISSES = frozenset({"fire", "dismiss", "sack", "oust"})


def dismissed(paragraph: Parsed, start: int, end: int) -> bool:
    """Tell whether somebody is dismissed or retired where the name stands: fired his chief, Strand."""
    if _RETIRED.match(paragraph.text, end):
        return True
    span = paragraph.doc.char_span(start, end, alignment_mode="expand")
    top = span.root if span is not None else None
    while top is not None and top.dep_ in {"compound", "appos"} and top.head != top:
        top = top.head
    return (
        top is not None
        and top.dep_ in {"dobj", "nsubjpass"}
        and top.head.lemma_.lower() in _DISMISSES
        and paragraph.text[end : end + 2] not in {"\u2019s", "'s"}
    )


def of_state(text: str, start: int, own: Own | None) -> Office | None:
    """Return the state whose person a name is: Ukraine’s Dmytro Kuleba."""
    possessive = re.search(r"([\w. ]{2,40})['\u2019]s $", text[max(0, start - 44) : start])
    if possessive is None:
        return None
    owner = [p for p in places(possessive[1], own) if p.end == len(possessive[1])]
    if not owner:
        return None
    why = f"'{possessive[1][owner[-1].start :]}' stands before the name"
    return Office("", owner[-1].code, reason=why)


def richer(one: Office | None, other: Office | None) -> Office | None:
    """Return the office that tells more: the one with a state, else the first."""
    if one is None or other is None:
        return one or other
    if one.former or other.former:
        return one if one.former else other
    return other if other.state and not one.state else one
