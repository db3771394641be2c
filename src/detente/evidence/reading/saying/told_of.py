"""Whose wish another tells: the parties an utterance is about, once its stances are known.

A mediator says what the army wants; a report tells what a ministry looks into.  They are the
holders of the stances read in the words, other than whoever speaks; where nobody is spoken for,
also who is the subject of the words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from detente.evidence.reading.parsing.grammar import Token
from detente.evidence.reading.parsing.parsed import Parsed
from detente.evidence.reading.parties.circle import Circle, Held
from detente.evidence.reading.parties.holding import who
from detente.evidence.reading.saying.utterance import Utterance
from detente.evidence.reading.stances.stance import Stance

_GIVING = frozenset({"give", "grant", "offer", "allow", "deny", "promise"})
_WANTING = frozenset({"want", "ask", "demand", "seek", "request", "desire", "need"})


def told_of(
    circle: Circle, utterances: Sequence[Utterance], stances: Sequence[Stance]
) -> tuple[Utterance, ...]:
    """Return the utterances with the parties they are about, where that was not known."""
    within: dict[int, list[Stance]] = {}
    for stance in stances:
        if stance.utterance is not None and not stance.questions:
            within.setdefault(stance.utterance, []).append(stance)
    found = []
    for number, one in enumerate(utterances):
        about = one.about or _about(circle, number, one, within.get(number, ()))
        found.append(one if about == one.about else replace(one, about=about))
    return tuple(found)


def _about(
    circle: Circle, number: int, one: Utterance, stances: Sequence[Stance]
) -> tuple[str, ...]:
    held = [
        name
        for stance in stances
        for name in stance.holders
        if name not in one.parties and name != one.speaker
    ]
    if not held and not one.parties:
        held = [name for name in _subjects(circle, number, one) if name != one.speaker]
    return tuple(dict.fromkeys(held))


def _subjects(circle: Circle, number: int, one: Utterance) -> tuple[str, ...]:
    """Return the parties that are the subject of the words, or are given what they want in them."""
    place = one.content[0]
    parsed = circle.scene.parsed
    number_there = bisect_right(parsed, place.start, key=lambda paragraph: paragraph.offset) - 1
    paragraph = parsed[max(0, number_there)]
    tokens = paragraph.tokens(place)
    if tokens is None:
        return ()
    for token in tokens:
        wants = token.lemma_ in _WANTING and any(c.lower_ == "what" for c in token.subtree)
        if wants and token.head.lemma_ in _GIVING:
            given = (c for c in token.head.children if c.dep_ in ("dative", "dobj"))
            to = [c for c in given if c.pos_ == "PROPN"]
            return _named(circle, paragraph, to, number).names
    subjects = [c for c in tokens.root.children if c.dep_ in ("nsubj", "nsubjpass")]
    inside = [c for c in subjects if tokens.start <= c.i < tokens.end and c.pos_ != "PRON"]
    held = _named(circle, paragraph, inside[:1], number)
    return held.names if set(held.names) <= set(circle.parties) else ()


def _named(circle: Circle, paragraph: Parsed, heads: Sequence[Token], number: int) -> Held:
    """Return whom some words mean, if it is clear."""
    held = Held()
    for head in heads:
        held = held + who(circle, paragraph, head, number)
    return held if held.known and not held.question else Held()
