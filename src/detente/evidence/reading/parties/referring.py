"""Whom a pronoun means, in a position or an event: the two, both sides, they, it, she.

Only what acts, or who speaks, is meant; where it may be two, it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.evidence.reading.parsing.grammar import Token
from detente.evidence.reading.parsing.parsed import Parsed
from detente.evidence.reading.parties.circle import Circle, Held, of_person, speaker
from detente.evidence.reading.parties.outright import outright, phrase

PERSONAL = {"he": False, "him": False, "his": False, "she": True, "her": True, "hers": True}
SINGULAR = frozenset({"it", "its"})
PLURAL = frozenset({"they", "them", "their"})
_SIDES = (
    r"(?:sides|parties|countries|governments|capitals|delegations|states|nations|leaders"
    r"|neighbou?rs|allies|ministers|men|women|koreas|pair|negotiators|envoys)"
)
_TWO = re.compile(
    rf"(?:both|(?:the\s+)?two|the pair)(?:\s+\w+)?(?:\s+{_SIDES})?|both|two|pair", re.IGNORECASE
)
_ALL = re.compile(rf"the {_SIDES}|(?:either|neither|each) side", re.IGNORECASE)
_BACK = 2  # paragraphs looked back into
FAR = 300  # words of each


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts somewhere before, whether it is more than one, and whether in a main clause."""

    held: Held
    several: bool
    main: bool


def collective(words: str) -> bool:
    """Tell whether words mean several parties without naming them: the two, both sides."""
    return _TWO.fullmatch(words) is not None or _ALL.fullmatch(words) is not None


def personal(circle: Circle, paragraph: Parsed, token: Token, utterance: int | None) -> Held:
    """Return whom `he` or `she` means: the source of what it stands in, else the latest who acts."""
    place = paragraph.offset + token.idx
    for one in circle.utterances:
        whole = any(
            span.start == place and span.end == place + len(token.text) for span in one.source
        )
        if whole and one.speaker:
            known = one.parties or circle.parties_of.get(one.speaker) or (one.speaker,)
            names = tuple(circle.named(p) for p in known)
            return Held(names, f"'{token.text}' is {one.speaker}")
    if utterance is not None and circle.utterances[utterance].form != "direct":
        spoken = circle.utterances[utterance]
        if spoken.speaker and not _other(circle, spoken.speaker, token):
            return speaker(circle, utterance)
    return _latest_person(circle, paragraph, token, place)


def _latest_person(circle: Circle, paragraph: Parsed, token: Token, place: int) -> Held:
    female = PERSONAL[token.lower_]
    for number in range(paragraph.number, max(-1, paragraph.number - _BACK), -1):
        other = circle.scene.parsed[number]
        stop = place if number == paragraph.number else other.end
        acting = [
            m
            for m in circle.scene.named(other.offset, stop)
            if m.subject and m.female in {None, female}
        ]
        if acting:
            held = of_person(circle, acting[-1])
            return Held(held.names, f"'{token.text}' is the latest who acts", held.question)
        spoke = [
            u
            for u in circle.utterances
            if u.speaker and u.source and other.offset <= u.source[0].start < stop
        ]
        if spoke:
            known = circle.parties_of.get(spoke[-1].speaker, (spoke[-1].speaker,))
            return Held(known, f"'{token.text}' spoke last")
    return Held((), "", f"Who is '{token.text}'?")


def _other(circle: Circle, name: str, token: Token) -> bool:
    person = next((p for p in circle.scene.persons if p.name == name), None)
    return person is None or person.female() not in {None, PERSONAL[token.lower_]}


def it(circle: Circle, paragraph: Parsed, token: Token, utterance: int | None) -> Held:
    """Return the party that `it` means: whoever tells it of itself, else the latest that acts."""
    place = paragraph.offset + token.idx
    own = _told_by_itself(circle, utterance)
    inner = _before(circle, paragraph, place, _begins(circle, utterance))
    if own is not None and not any(a.main and not a.several for a in inner):
        return own
    inside = [a for a in inner if not a.several] if utterance is not None else []
    if len({a.held.names for a in inside}) == 1:
        return Held(inside[0].held.names, f"'{token.text}' is who acts in the same words")
    single = [a for a in _before(circle, paragraph, place) if not a.several]
    main = [a for a in single if a.main]
    chosen = (main or single)[:1]
    if chosen:
        return Held(chosen[0].held.names, f"'{token.text}' is the latest party that acts")
    return Held((), "", f"Who is '{token.text}'?")


def _told_by_itself(circle: Circle, utterance: int | None) -> Held | None:
    """Return the government that reports of itself: Seoul said it would."""
    if utterance is None:
        return None
    one = circle.utterances[utterance]
    person = any(p.name == one.speaker for p in circle.scene.persons)
    if one.form == "direct" or not one.speaker or person:
        return None
    held = speaker(circle, utterance)
    return held if held.names else None


def several(
    circle: Circle, paragraph: Parsed, token: Token, words: str, utterance: int | None
) -> Held:
    """Return `they`, `the two`, `both sides`: two that acted, or the only two there are."""
    place = paragraph.offset + token.idx
    if words.endswith("Koreas"):
        names = tuple(circle.scene.party(code) for code in ("PRK", "KOR"))
        return Held(names, "the two Koreas")
    if token.lower_ in PLURAL:
        return _they(circle, paragraph, token, utterance)
    acting = [a.held.names for a in _before(circle, paragraph, place) if a.several]
    two = _TWO.fullmatch(words) is not None
    named = next((names for names in acting if len(names) == 2 or not two), ())
    if named:
        return Held(named, f"'{words}' acted before")
    states = re.search(r"countr|state|nation|government|capital|side|part", words) is not None
    # who tells of both sides, or urges them, is none of them
    doer = _doer(circle, paragraph, token)
    mine = speaker(circle, utterance).names + doer
    met = _met(circle, paragraph, place, told=states) if two else ()
    met = () if set(met) & set(mine) else met
    every = met or tuple(p for p in circle.parties if p not in doer)
    if len(every) == 2 or (len(every) == 3 and not two):
        return Held(every, f"'{words}' are those of the document")
    single = tuple(
        dict.fromkeys(
            n
            for a in _before(circle, paragraph, place)
            for n in a.held.names
            if n not in doer and not (states and _private(circle, n))
        )
    )
    if two and len(single) == 2:
        return Held(single[::-1], f"'{words}' are the two that acted last")
    return Held((), "", f"Who is '{words}'?")


def one_of_two(circle: Circle, paragraph: Parsed, token: Token) -> Held:
    """Return whom `the latter` or `the former` means: one of the last two that acted together."""
    place = paragraph.offset + token.idx
    for acting in _before(circle, paragraph, place):
        if acting.several and len(acting.held.names) == 2:
            name = acting.held.names[-1 if token.lower_ == "latter" else 0]
            return Held((name,), f"'the {token.lower_}' of two that acted before")
    return Held((), "", f"Who is 'the {token.lower_}'?")


def _doer(circle: Circle, paragraph: Parsed, token: Token) -> tuple[str, ...]:
    """Return who does something to those a word means: the Union urged both sides."""
    verb = token.head
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb:
        verb = verb.head
    subjects = [c for c in verb.children if c.dep_ == "nsubj" and c != token and c.i < token.i]
    found = (outright(circle, paragraph, one) for one in subjects if one.pos_ != "PRON")
    return tuple(name for held in found for name in held.names)


def _private(circle: Circle, name: str) -> bool:
    """Tell whether a name is that of a person who speaks for no party."""
    return any(name in (p.name, p.surname) for p in circle.scene.persons)


def _they(circle: Circle, paragraph: Parsed, token: Token, utterance: int | None) -> Held:
    place = paragraph.offset + token.idx
    own = _told_by_itself(circle, utterance)
    inner = [a for a in _before(circle, paragraph, place, _begins(circle, utterance)) if a.main]
    if own is not None and not inner:
        return own
    if utterance is not None and circle.utterances[utterance].form == "direct":
        spoken = circle.utterances[utterance]
        mine = speaker(circle, utterance).names
        if spoken.about:
            return Held(spoken.about, f"'{token.text}' is whom it is about")
        others = [p for p in circle.parties if p not in mine]
        if len(others) == 1 and spoken.parties:
            return Held(tuple(others), f"'{token.text}' is the other party of the document")
        return Held((), "", f"Who is '{token.text}'?")
    acting = list(_before(circle, paragraph, place))
    chosen = [a for a in acting if a.several and a.main] or [a for a in acting if a.main]
    if chosen:
        return Held(chosen[0].held.names, f"'{token.text}' is the latest that acts")
    return Held((), "", f"Who is '{token.text}'?")


def _begins(circle: Circle, utterance: int | None) -> int:
    """Return where an utterance begins, 0 outside of all."""
    return 0 if utterance is None else circle.utterances[utterance].start


def _before(circle: Circle, paragraph: Parsed, place: int, after: int = 0) -> Iterator[Acting]:
    """Yield who acts before a place, the nearest first; only those named outright."""
    for number in range(paragraph.number, max(-1, paragraph.number - _BACK), -1):
        other = circle.scene.parsed[number]
        if other.kind != "body":
            continue
        span = other.doc.char_span(
            0, max(1, min(len(other.text), place - other.offset)), alignment_mode="expand"
        )
        near = span[-FAR:] if span is not None else ()
        for token in reversed(list(near)):
            subject = token.dep_ in {"nsubj", "nsubjpass"} and token.pos_ != "PRON"
            if not subject or not after <= other.offset + token.idx < place:
                continue
            words = phrase(token)
            if collective(words):
                every = circle.parties
                if len(every) == 2:
                    yield Acting(Held(every), several=True, main=True)
                continue
            found = Held()
            for one in (token, *(t for t in token.conjuncts if t.i > token.i)):
                found = found + outright(circle, other, one)
            if found.names and found.known and not found.question:
                verb = token.head
                main = verb.dep_ in {"ROOT", "conj", "ccomp"} or verb.head == verb
                yield Acting(found, several=len(found.names) > 1, main=main)


def _met(circle: Circle, paragraph: Parsed, place: int, *, told: bool) -> tuple[str, ...]:
    """Return the two persons named last before a place, by party; `told` where it has to be known."""
    first = circle.scene.parsed[max(0, paragraph.number - _BACK)].offset
    found: list[str] = []
    for mention in reversed(circle.scene.named(first, place)):
        held = of_person(circle, mention)
        if told and (held.question or any(_private(circle, name) for name in held.names)):
            continue
        found += [n for n in held.names if n not in found]
        if len(found) == 2:
            return tuple(reversed(found))
    return ()
