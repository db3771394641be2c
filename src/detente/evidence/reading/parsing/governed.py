"""What verbs govern: purposes, names, objects, and what stands behind a small word."""

from __future__ import annotations

from detente.evidence.reading.parsing.grammar import Token, children, passive, subtree

_CLAUSE_WORDS = frozenset({"after", "before", "since", "until", "as", "when", "once"})


def purpose(verb: Token) -> tuple[str, list[Token]] | None:
    """Return the to-clause of a verb of will, with whom it is asked of."""
    for child in children(verb, "xcomp", "ccomp", "advcl"):
        to = any(c.lower_ == "to" and c.dep_ in {"aux", "mark"} for c in child.children)
        if not to or child.i < verb.i:
            continue
        if child.dep_ == "advcl" and verb.lemma_ not in {
            "call",
            "appeal",
            "plead",
            "push",
            "press",
        }:
            continue
        tokens = subtree(child)
        for other in children(verb, "dobj"):
            if verb.i < other.i < child.i:
                tokens = subtree(other) + tokens
        for small in children(verb, "prep"):
            if verb.i < small.i < child.i and small.lower_ in {"on", "for", "with", "to"}:
                tokens = [t for t in subtree(small) if t != small] + tokens
        return "verb with to-clause", sorted(set(tokens), key=lambda t: int(t.i))
    return None


def stranded(verb: Token) -> Token | None:
    """Return the subject of a clause that was torn from it: after the minister, asked by X, handed.

    The small word before it was read as one of place or time, and the verb as joined to the one
    above, with no `and` between.
    """
    above = verb.head
    if verb.dep_ != "conj" or verb.tag_ not in {"VBD", "VBZ", "VBP"} or above == verb:
        return None
    if children(verb, "nsubj", "nsubjpass") or any(c.dep_ == "cc" for c in above.children):
        return None
    for token in reversed(verb.doc[above.i + 1 : verb.i]):
        if token.lower_ in _CLAUSE_WORDS and token.dep_ == "prep":
            return next((c for c in children(token, "pobj") if c.i < verb.i), None)
    return None


def naming(verb: Token) -> tuple[str, list[Token]] | None:
    """Return the object of called X Y, described X as Y, with what it is called."""
    if passive(verb) and not children(verb, "agent"):
        return None
    thing = children(verb, "dobj", "nsubjpass")
    name = children(verb, "oprd", "attr", "xcomp")
    as_ = [
        c for c in verb.children if c.lower_ in {"as", "to"} and c.dep_ in {"prep", "mark", "advcl"}
    ]
    small = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None)
    if verb.lemma_ == "call" and small is not None and not thing:
        return "named as", subtree(small)
    if name or (as_ and thing):
        tokens = [t for part in [*thing, *name, *as_] for t in subtree(part)]
        return "named as", sorted(set(tokens), key=lambda t: int(t.i))
    return None


def behind(verb: Token, small: frozenset[str]) -> tuple[str, list[Token]] | None:
    """Return what stands behind the small word of a verb: called for X, warned of X."""
    for child in children(verb, "prep", "prt", "dative"):
        if child.i < verb.i or child.lower_ not in small:
            continue
        if child.dep_ == "prt":
            things = [c for c in children(verb, "dobj", "ccomp", "prep") if c.i > child.i]
            tokens = [t for c in things for t in subtree(c)]
        else:
            tokens = [t for t in subtree(child) if t != child]
            if verb.lemma_ in {"accuse", "blame"}:
                tokens = [t for c in children(verb, "dobj") for t in subtree(c)] + subtree(child)
        if tokens:
            return "verb with a small word", sorted(set(tokens), key=lambda t: int(t.i))
    return None


def objects(verb: Token) -> tuple[str, list[Token]] | None:
    """Return what a verb acts on: criticised X for Y; in the passive, its subject."""
    if passive(verb):
        if not children(verb, "agent"):
            return None
        things = children(verb, "nsubjpass")
    else:
        things = [c for c in children(verb, "dobj", "xcomp", "pcomp") if c.i > verb.i]
        if things and verb.lemma_ == "tell":
            return None
    if not things or things[0].ent_type_ in {"DATE", "TIME"}:
        return None
    if things[0].pos_ == "PRON" and things[0].lower_ in {"it", "himself", "herself", "themselves"}:
        return None
    tokens = [t for c in things for t in subtree(c)]
    if not passive(verb):
        for small in children(verb, "prep"):
            if small.i > things[0].i and small.lower_ in {
                "for",
                "over",
                "as",
                "of",
                "against",
                "on",
            }:
                tokens += subtree(small)
    return "verb with object", sorted(set(tokens), key=lambda t: int(t.i))
