"""Which pattern of events a verb fits: its lemma, what it is done to, the small word it needs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.evidence.reading import event_words as words
from detente.evidence.reading.grammar import Token, can_speak, children, passive, subtree

_HYPHEN = re.compile(r"\b(test|trial|flight|re)[-\u2011](fir|launch|arm|test)(?:ed|ing|es?|s)?\b")


def lemma_of(verb: Token, text: str) -> str:
    """Return the lemma of a verb, `test-fire` as one word."""
    hyphen = verb.nbor(-1).text in {"-", "\u2011"} if verb.i else False
    if hyphen and verb.i > 1:
        found = _HYPHEN.search(text, max(0, verb.idx - 8), verb.idx + len(verb.text))
        if found is not None:
            ends = {"fir": "fire", "launch": "launch", "arm": "arm", "test": "test"}
            return f"{found[1]}-{ends[found[2]]}"
    return str(verb.lemma_.lower())


def objects_of(verb: Token) -> list[Token]:
    """Return what a verb is done to, whatever the parse calls it."""
    found = children(verb, "dobj", "nsubjpass", "dative", "oprd")
    if verb.dep_ in {"acl", "relcl"} and (verb.tag_ == "VBN" or passive(verb)):
        found.append(verb.head)
    found += [
        c
        for c in children(verb, "npadvmod", "attr")
        if c.lemma_.lower() in words.HANDED or not found
    ]
    subjects = children(verb, "nsubj")
    if not found and verb.lemma_ in {
        "resume",
        "end",
        "collapse",
        "open",
        "close",
        "reopen",
        "begin",
        "start",
        "lapse",
    }:
        found += subjects
    found += letter_of(verb)
    return [t for one in found for t in (one, *(c for c in one.conjuncts if c.i > one.i))]


def letter_of(verb: Token) -> list[Token]:
    """Return the paper that was passed, where the parse gives it to what the paper demands."""
    return [
        c
        for clause in children(verb, "advcl")
        if clause.tag_ == "VBG"
        for c in children(clause, "nsubj", "npadvmod")
        if c.lemma_.lower() in words.HANDED and c.i == clause.i - 1
    ]


def fits(pattern: words.Pattern, verb: Token) -> bool:
    """Tell whether a verb, with its objects and small words, is what a pattern describes."""
    objects = objects_of(verb)
    if pattern.bare and children(verb, "dobj"):
        return False
    if pattern.kind == "meet" and not pattern.objects:
        return _met(pattern, verb)
    if pattern.small and not pattern.small & _smalls(verb):
        return False
    if pattern.person:
        return _holds_post(verb, objects, pattern.objects)
    if pattern.objects:
        behind = [
            p
            for c in children(verb, "prep")
            for p in children(c, "pobj")
            if c.lower_ in pattern.small
        ]
        return _among([*objects, *behind], pattern.objects)
    if verb.lemma_ == "attack" and any(c.lower_ in {"for", "over", "as"} for c in verb.children):
        return False  # in words only
    if pattern.kind in {"act", "attack", "inspect", "deploy", "sanction"} and not pattern.small:
        return bool(objects) or passive(verb)
    return True


def _smalls(verb: Token) -> set[str]:
    roles = {"prt", "prep", "advmod", "agent", "npadvmod"}
    return {c.lower_ for c in verb.children if c.dep_ in roles}


def _met(pattern: words.Pattern, verb: Token) -> bool:
    """Tell whether somebody met, or spoke with, somebody: not a demand, not about a thing."""
    subject = next(iter(children(verb, "nsubj")), None)
    if subject is None and verb.dep_ not in {"conj", "xcomp", "relcl"}:
        return False
    whom = children(verb, "dobj")
    if passive(verb) or (whom and not any(can_speak(o) for o in whom)):
        return False
    if not pattern.small or pattern.small & _smalls(verb):
        return True
    if any(t.lower_ in {"telephone", "phone", "video"} for t in subtree(verb)):
        return True
    return subject is not None and (
        subject.lower_ in {"two", "pair", "both", "three", "sides", "leaders", "ministers"}
        or bool(subject.conjuncts)
    )


def _holds_post(verb: Token, objects: Sequence[Token], posts: frozenset[str]) -> bool:
    """Tell whether somebody is put into an office, or out of it."""
    if verb.lemma_ == "name":
        return any(t.lemma_.lower() in posts for t in subtree(verb)) and verb.dep_ != "acl"
    return any(
        o.lemma_.lower() in posts or o.ent_type_ == "PERSON" or o.pos_ == "PROPN" for o in objects
    )


def _among(found: Sequence[Token], wanted: frozenset[str]) -> bool:
    """Tell whether one of some nouns is wanted; three of our ports are ports."""
    inner = [
        p
        for o in found
        for c in children(o, "prep")
        if c.lower_ == "of"
        for p in children(c, "pobj")
    ]
    return any(o.lemma_.lower() in wanted or o.lower_ in wanted for o in (*found, *inner))
