"""Which pattern of events a verb fits: its lemma, what it is done to, the small word it needs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.evidence.reading.events import words
from detente.evidence.reading.events.patterns import Pattern
from detente.evidence.reading.parsing.grammar import Token, can_speak, children, passive, subtree
from detente.evidence.reading.stances.idioms import thought_over

_HYPHEN = re.compile(
    r"\b(test|trial|flight|re)[-\u2011](fir|launch|arm|test|min)(?:ed|ing|es?|s)?\b"
)
_TRAVEL = frozenset({"arrive", "travel", "depart", "go", "return"})
_BY_PHONE = frozenset({"telephone", "phone", "video", "call"})


def lemma_of(verb: Token, text: str) -> str:
    """Return the lemma of a verb, `test-fire` as one word."""
    hyphen = verb.nbor(-1).text in {"-", "\u2011"} if verb.i else False
    if hyphen and verb.i > 1:
        found = _HYPHEN.search(text, max(0, verb.idx - 8), verb.idx + len(verb.text))
        if found is not None:
            ends = {"fir": "fire", "launch": "launch", "arm": "arm", "test": "test", "min": "mine"}
            return f"{found[1]}-{ends[found[2]]}"
    return str(verb.lemma_.lower())


def objects_of(verb: Token) -> list[Token]:
    """Return what a verb is done to, whatever the parse calls it."""
    found = children(verb, "dobj", "nsubjpass", "dative", "oprd")
    if verb.dep_ in {"acl", "relcl"} and (verb.tag_ == "VBN" or passive(verb) or _missing(verb)):
        found.append(verb.head)
    found += [
        c
        for c in children(verb, "npadvmod", "attr")
        if c.lemma_.lower() in words.HANDED or not found
    ]
    subjects = children(verb, "nsubj")
    if not found and verb.lemma_ in {
        "resume",
        "restart",
        "end",
        "collapse",
        "open",
        "close",
        "reopen",
        "begin",
        "start",
        "lapse",
        "be",
    }:
        found += subjects
    found += letter_of(verb)
    return [t for one in found for t in (one, *(c for c in one.conjuncts if c.i > one.i))]


def _missing(verb: Token) -> bool:
    """Tell whether a verb is done to what its clause describes: the mayors it removed."""
    subject = next(iter(children(verb, "nsubj")), None)
    own = subject is not None and subject.lower_ not in {"who", "which", "that"}
    return verb.dep_ == "relcl" and own and not children(verb, "dobj")


def letter_of(verb: Token) -> list[Token]:
    """Return the paper that was passed, where the parse gives it to what the paper demands."""
    # sent the mayor, X, an open letter: read as beside X
    beside = [
        t
        for c in children(verb, "dobj", "dative")
        for t in subtree(c)
        if t.dep_ == "appos" and t.lemma_.lower() in words.HANDED and can_speak(c)
    ]
    return beside + [
        c
        for clause in children(verb, "advcl")
        if clause.tag_ == "VBG"
        for c in children(clause, "nsubj", "npadvmod")
        if c.lemma_.lower() in words.HANDED and c.i == clause.i - 1
    ]


def fits(pattern: Pattern, verb: Token) -> bool:
    """Tell whether a verb, with its objects and small words, is what a pattern describes."""
    objects = objects_of(verb)
    if (pattern.bare and children(verb, "dobj")) or thought_over(verb) or _in_words(verb):
        return False
    if pattern.bare and not _can_fail(verb):
        return False
    if pattern.small == {"off"} and any(can_speak(o) for o in children(verb, "dobj")):
        return False  # cut a speaker off
    if pattern.kind == "meet" and not pattern.objects:
        return _met(pattern, verb)
    if pattern.small and not pattern.small & _smalls(verb):
        return False
    if pattern.verbs & _TRAVEL and not pattern.objects:
        return _travelled(pattern, verb)
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
    if pattern.kind in {"act", "attack", "inspect", "deploy", "sanction"} and not pattern.small:
        return bool(objects) or passive(verb) or verb.lemma_ == "retaliate"
    return True


def _in_words(verb: Token) -> bool:
    """Tell whether something is done in words only: attacked a rival, shot oneself in the foot."""
    things = children(verb, "dobj")
    if any(t.lower_.endswith(("self", "selves")) for t in things):
        return True
    smalls = {c.lower_ for c in verb.children}
    if verb.lemma_ == "attack":
        one = next(iter(children(verb, "nsubj")), None)
        alone = one is not None and (one.ent_type_ == "PERSON" or one.lower_ in {"he", "she", "i"})
        named = any(t.ent_type_ == "PERSON" for t in things)
        return bool(smalls & {"for", "over", "as"}) or alone or named
    return verb.lemma_ == "dismiss" and "as" in smalls


def _can_fail(verb: Token) -> bool:
    """Tell whether what collapses or stalls is a thing that talks are made of; no man, no car."""
    subject = next(iter(children(verb, "nsubj")), None)
    if subject is None:
        return True
    wanted = words.TALKS | words.PAPERS | words.DISPUTES | words.FRAIL
    return _among([subject, *subject.conjuncts], wanted) or subject.ent_type_ == "EVENT"


def _travelled(pattern: Pattern, verb: Token) -> bool:
    """Tell whether somebody went somewhere: a person, to a place with a name."""
    if passive(verb):
        return False
    if pattern.small == {"home"}:
        return True
    subject = next(iter(children(verb, "nsubj")), None)
    if subject is not None and (not can_speak(subject) or subject.lower_ in {"it", "this", "that"}):
        return False
    places = [
        p for c in children(verb, "prep") if c.lower_ in pattern.small for p in children(c, "pobj")
    ]
    return any(p.ent_type_ in {"GPE", "LOC", "FAC"} or p.lemma_ == "capital" for p in places)


def _smalls(verb: Token) -> set[str]:
    roles = {"prt", "prep", "advmod", "agent", "npadvmod"}
    return {c.lower_ for c in verb.children if c.dep_ in roles}


def _met(pattern: Pattern, verb: Token) -> bool:
    """Tell whether somebody met, or spoke with, somebody: not a demand, not about a thing."""
    subject = next(iter(children(verb, "nsubj")), None)
    if subject is None and verb.dep_ not in {"conj", "xcomp", "relcl"}:
        return False
    if verb.lemma_ == "discuss":
        several = subject is not None and bool(subject.conjuncts)
        return several and any(t.lower_ in _BY_PHONE for t in subtree(verb))
    whom = children(verb, "dobj")
    if passive(verb) or (whom and not any(can_speak(o) for o in whom)):
        return False
    if not pattern.small or pattern.small & _smalls(verb):
        return True
    if any(t.lower_ in _BY_PHONE - {"call"} for t in subtree(verb)):
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
