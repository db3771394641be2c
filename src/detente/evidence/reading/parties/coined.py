"""Parties that no table knows: names the document itself uses for those who act in it.

Vellmark's envoy makes Vellmark a party, and so does the government of Tarrow; Ostrian is what
belongs to Ostria, if the document says both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detente.evidence.reading.parsing.grammar import children
from detente.evidence.reading.people.scene import Scene
from detente.evidence.reading.saying.utterance import Utterance

_BEFORE = re.compile(r"(?:[Tt]he\s)?([A-Z][a-z]+)(?:'s|\u2019s)?\s+(?=[A-Za-z])")
_OFFICES = re.compile(
    r"^(?:First|Second|Vice|Deputy|Prime|Foreign|Chief|Special|Energy|Water|Defen[cs]e|Interior"
    r"|National|Senior|Acting|Minister|President|Premier|Chairman|Chairwoman|Secretary|Commissioner"
    r"|State|Trade|Finance|Supreme|General|Mr|Ms|Mrs|Dr|Her|His|Its|Their|The|Former|Ambassador"
    r"|Director|Economic|External|Unification|Transport|Justice|Home|Ports?)$"
)
_RULED = frozenset(
    [
        "government",
        "delegation",
        "side",
        "army",
        "cabinet",
        "administration",
        "state",
        "republic",
        "kingdom",
        "federation",
        "authorities",
        "parliament",
        "regime",
        "leadership",
    ]
)
_BODIES = frozenset(
    [
        "Assembly",
        "Council",
        "League",
        "Front",
        "Movement",
        "Union",
        "Islands",
        "Republic",
        "Authority",
        "Alliance",
        "Party",
        "Army",
    ]
)
_WORD = re.compile(r"\w+")
SHORT = 3  # letters; from shorter names no words are made
_ENDINGS = ("n", "an", "ian", "ese", "i", "ish")


def coined(scene: Scene, utterances: Sequence[Utterance]) -> dict[str, str]:
    """Return the names of parties that no table knows, each with the one it is called by.

    Names in the plural and words for the people lead to the name itself.
    """
    known = {scene.party(place.code) for place in scene.places}
    found: dict[str, str] = {}
    for name in _told(scene, utterances):
        person = any(name in (p.surname, p.name) for p in scene.persons)
        if name not in known and name not in found and not person and not name.isupper():
            found[name] = _longest(scene, name)
    words = frozenset(_WORD.findall(scene.text))
    for name in list(found):
        base = _base(name, words, found)
        if base:
            found[name] = found.get(base, base)
            found.setdefault(base, found[name])
    for name in list(found):
        stem = name.split()[-1]
        for ending in _ENDINGS if len(stem) > SHORT else ():
            for word in (stem + ending, stem[:-1] + ending):
                if word in words:
                    found.setdefault(word, found[name])
    return found


def _told(scene: Scene, utterances: Sequence[Utterance]) -> Iterator[str]:
    for one in utterances:
        yield from one.parties
    for person in scene.persons:
        for mention in person.mentions:
            office = mention.office
            if office is not None and not (office.former or office.observer or office.state):
                name = before(office.words)
                if name:
                    yield name
    for paragraph in scene.parsed:
        if paragraph.kind != "body":
            continue
        for token in paragraph.doc:
            start = paragraph.offset + token.idx
            if scene.states(start, start + len(token.text)) or scene.named(start, start + 1):
                continue
            ruled = (
                token.dep_ == "pobj"
                and token.head.lower_ == "of"
                and (token.head.head.lemma_.lower() in _RULED)
            )
            acts = (
                token.ent_type_ in {"GPE", "NORP"}
                and token.dep_ in {"nsubj", "conj"}
                and (token.head.pos_ == "VERB" or token.head.dep_ == "nsubj")
            )
            if token.pos_ == "PROPN" and (ruled or acts) and token.text[0].isupper():
                joined = [
                    c.text
                    for c in children(token, "compound")
                    if c.pos_ == "PROPN" and c.i < token.i
                ]
                yield " ".join([*joined, token.text])


def before(words: str) -> str:
    """Return the name that an office begins with, `Vellmark's envoy`; empty if there is none."""
    found = _BEFORE.match(words)
    return "" if found is None or _OFFICES.match(found[1]) else found[1]


def _longest(scene: Scene, name: str) -> str:
    """Return the full name that a short one stands for: the Assembly, the Highland Assembly."""
    if name not in _BODIES:
        return name
    longer = re.findall(rf"\b((?:[A-Z][a-z]+ ){{1,2}}{re.escape(name)})\b", scene.text)
    for one in longer:
        first = one.split()[0]
        mere = first in {"The", "Our", "In", "At", "But", "And"} or _OFFICES.match(first)
        if not mere and not scene.states(*_place(scene, one)):
            return str(one)
    return name


def _place(scene: Scene, words: str) -> tuple[int, int]:
    start = scene.document.text.find(words)
    return start, start + len(words)


def _base(name: str, words: frozenset[str], found: dict[str, str]) -> str:
    """Return what an adjective is made of, if the document says it: Ostrian, Ostria."""
    if not name.endswith(("n", "ese", "ish", "i")) or len(name) <= SHORT + 1:
        return ""
    tried = (name[:-1], name[:-2], name[:-3], name[:-2] + "a", name[:-3] + "a")
    for one in tried:
        if len(one) > SHORT and (one in found or (name.endswith("ian") and one in words)):
            return one
    return ""
