"""Whom words are addressed to: told the US, urged Seoul to, called on Pyongyang to."""

from __future__ import annotations

import re

from detente.evidence.reading.parsing.grammar import Token, children
from detente.evidence.reading.parsing.word_lists import listed
from detente.evidence.reading.people.scene import Scene
from detente.evidence.reading.saying.finding import Find

_DIRECTED = listed(
    "tell ask urge warn inform assure reassure remind press advise order accuse beg"
    " implore exhort want request demand notify invite encourage instruct caution call"
    " appeal"
)


_TELLS = frozenset({"tell", "inform", "assure", "remind", "warn", "brief"})
_ARTICLE = re.compile(r"^(?:the|a|an) ", re.IGNORECASE)
_SHORT = 4  # words behind the name of those told that belong to it: a seminar in Abuja


def addressee(scene: Scene, find: Find) -> str:
    """Return the party, else the person, else nothing, that the words are addressed to."""
    verb = find.said.verb
    if verb is None or verb.lemma_.lower() not in _DIRECTED or verb.pos_ not in {"VERB", "AUX"}:
        return ""
    for token in _objects(verb):
        start = find.spoken_in.offset + token.left_edge.idx
        place = find.spoken_in.offset + token.idx
        for state in scene.states(place, place + len(token.text)):
            return scene.party(state.code)
        named = scene.named(place, place + len(token.text))
        if named:
            bearers = scene.bearers(named[0].name)
            return bearers[0].name if len(bearers) == 1 else named[0].name
        if token.lemma_.lower() in {"government", "administration", "side", "regime", "ministry"}:
            for state in scene.states(start, place):
                return scene.party(state.code)
            for mention in scene.named(start, place):
                for person in scene.bearers(mention.name):
                    office = person.office()
                    if office is not None and office.state:
                        return scene.party(office.state)
        if verb.lemma_.lower() in _TELLS and token.pos_ in {"NOUN", "PROPN", "PRON"}:
            return _listeners(scene, find, token)
    return ""


def _listeners(scene: Scene, find: Find, token: Token) -> str:
    """Return those told by the words for them: a parliamentary hearing, reporters, the Council."""
    kept = [t for t in token.subtree if t.i <= token.i or t.head.i <= token.i]
    first, last = token.left_edge, token
    for child in kept:
        near = child.dep_ in {"prep", "pobj"} and child.i == last.i + 1
        if near and child.lower_ in {"of", "in", "for"}:
            last = child.right_edge if len(list(child.subtree)) <= _SHORT else last
    start = find.spoken_in.offset + first.idx
    end = find.spoken_in.offset + last.idx + len(last.text)
    return _ARTICLE.sub("", " ".join(scene.document.text[start:end].split()))


def _objects(verb: Token) -> list[Token]:
    """Return the tokens of those spoken to, the nearest first."""
    found = [c for c in children(verb, "dobj", "dative") if c.i > verb.i]
    for clause in children(verb, "ccomp"):
        if any(c.lower_ == "to" for c in clause.children):
            found += [c for c in children(clause, "nsubj") if c.i > verb.i]
    for small in children(verb, "prep", "dative"):
        if small.lower_ in {"on", "upon", "to", "of"} and small.i > verb.i:
            found += children(small, "pobj")
    return sorted(found, key=lambda token: int(token.i))
