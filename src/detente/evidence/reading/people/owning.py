"""Whose an office is that names no state: a spokesman for President Moon, its chief executive."""

from __future__ import annotations

import re
from typing import NamedTuple

from detente.evidence.reading.people.naming import Person
from detente.evidence.reading.people.offices import Office
from detente.evidence.reading.people.scene import Scene
from detente.evidence.reading.saying.finding import Find


class Owned(NamedTuple):
    """The party that an office belongs to, the reason, and how far to trust it."""

    code: str
    why: str
    trust: float


def unowned(office: Office) -> str:
    """Return an office without the state it belongs to, which is told as the party."""
    owned = re.match(r"[^'\u2019]{2,40}(?:'s|\u2019s|s'|s\u2019) (?=\w)", office.words)
    return office.words[owned.end() :] if owned and office.state else office.words


def owner(scene: Scene, office: Office, person: Person | None) -> Owned | None:
    """Return the party of the person whose office it is: Trump's adviser."""
    for other in scene.persons:
        if other is person or not re.search(rf"\b{re.escape(other.surname)}\b", office.words):
            continue
        held = other.office()
        if held is not None and held.state and not held.former:
            return Owned(held.state, f"the office is with {other.name}", 0.9)
    return None


def whose(scene: Scene, office: Office, find: Find) -> Owned | None:
    """Return the party that `his` or `its` means before an office: the latest of the paragraph."""
    pronoun = office.words.split()[0].lower()
    if pronoun not in {"his", "her", "its", "their"} or not find.source:
        return None
    paragraph, place = find.spoken_in, find.source[0].start
    if pronoun in {"his", "her"}:
        for mention in reversed([m for m in scene.named(paragraph.offset, place) if m.subject]):
            bearers = scene.bearers(mention.name)
            held = bearers[0].office(place) if len(bearers) == 1 else None
            if held is None or not held.state:
                return None
            return Owned(held.state, f"'{pronoun}' is {bearers[0].name}", 0.85)
        return None
    for token in reversed([t for t in paragraph.doc if paragraph.offset + t.idx < place]):
        if token.dep_ in {"nsubj", "nsubjpass"} and token.pos_ != "PRON":
            last = paragraph.offset + token.right_edge.idx + len(token.right_edge.text)
            states = scene.states(paragraph.offset + token.left_edge.idx, last)
            if len({state.code for state in states}) != 1:
                return None
            return Owned(states[0].code, f"'{pronoun}' is {scene.party(states[0].code)}", 0.85)
    return None
