"""Agreement told without its verb: aligned on, in full agreement, share the view, eye to eye.

Denied, it is an obstacle: they do not see eye to eye.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente.evidence.reading.parsing.grammar import Token, children, subtree
from detente.evidence.reading.parsing.sentences import words_of
from detente.evidence.reading.stances.posed import Posed, denied, modal, reach
from detente.evidence.reading.stances.words import SOFT

# said of several: they are at one
AT_ONE = frozenset({"aligned", "united", "unanimous"})
# shared by several: the view that; the word for a thought with what is thought behind it
THOUGHTS = frozenset(
    [
        "view",
        "belief",
        "conviction",
        "goal",
        "aim",
        "objective",
        "position",
        "assessment",
        "understanding",
        "opinion",
        "vision",
        "commitment",
        "interest",
        "priority",
        "idea",
    ]
)
# in full agreement, of one mind, on the same page
_STATES = {
    ("in", "agreement"),
    ("in", "accord"),
    ("in", "lockstep"),
    ("of", "mind"),
    ("on", "page"),
    ("on", "wavelength"),
}
_ABOUT = frozenset({"on", "about", "over", "in", "regarding", "concerning", "around"})


def by_accord(doc: Token, text: str) -> Iterator[Posed]:
    """Yield what several are at one on, or are not."""
    for token in words_of(doc):
        if (
            token.lower_ in AT_ONE
            and token.dep_ not in {"amod", "compound"}
            and token.pos_ != "PROPN"
        ):
            yield from _at_one(token, token, text)
        elif token.lemma_ == "eye" and token.dep_ == "dobj" and token.head.lemma_ == "see":
            if any(c.lower_ == "eye" for c in children(token.nbor(1), "pobj")):
                yield from _at_one(token.head, token.head, text)
        elif token.dep_ == "pobj" and (token.head.lower_, token.lemma_.lower()) in _STATES:
            unlike = token.lemma_ in {"mind", "page", "wavelength"}
            if not unlike or any(c.lower_ in {"one", "same"} for c in token.children):
                yield from _at_one(token, token, text)
        elif token.lemma_ == "share" and token.pos_ == "VERB":
            yield from _shared(token, text)


def _verb_of(token: Token) -> Token | None:
    """Return the verb that something is said with, itself if it is one."""
    one = token
    for _ in range(3):
        if one.pos_ in {"VERB", "AUX"}:
            return one
        one = one.head
    return None


def _at_one(token: Token, top: Token, text: str) -> Iterator[Posed]:
    verb = _verb_of(token)
    if verb is None or verb.lemma_ not in {"be", "stand", "remain", "see", "align", "unite"}:
        return
    subject = next(iter(children(verb, "nsubj", "nsubjpass")), None)
    if subject is None or any(c.lower_ in {"if", "whether"} for c in children(verb, "mark")):
        return
    on = [c for c in [*token.children, *verb.children] if c.dep_ == "prep" and c.lower_ in _ABOUT]
    on = [c for c in on if c.i > token.i]
    first = on[0] if on else None
    if first is None and token.lower_ in {"united", "unanimous"}:
        return  # united stands everybody
    last = _end(first) if first is not None else token
    words = list(verb.doc[subject.left_edge.i : max(last.i, verb.i) + 1])
    yield from _posed(token, verb, top, subject, words, text)
    if first is not None and not denied(verb):
        for more in (t for t in first.conjuncts if t.i > first.i):
            inner = next(iter(children(more, "pobj")), None)
            thought = _thought(inner) if inner is not None else None
            if inner is not None:
                yield from _posed(token, verb, inner, subject, thought or subtree(inner), text)


def _end(small: Token) -> Token:
    """Return the last word of a small phrase, without what is joined to it."""
    kept = subtree(small, lambda t: t.dep_ not in {"conj", "cc", "punct"} or t.head != small)
    while kept[-1].is_punct:
        kept.pop()
    return kept[-1]


def _thought(noun: Token) -> list[Token] | None:
    """Return what is thought: the clause behind `the belief that`."""
    if noun.lemma_.lower() not in THOUGHTS:
        return None
    for clause in children(noun, "acl", "ccomp"):
        if any(c.lower_ == "that" and c.dep_ == "mark" for c in clause.children):
            return [t for t in subtree(clause) if not (t.dep_ == "mark" and t.head == clause)]
    return None


def _shared(verb: Token, text: str) -> Iterator[Posed]:
    """Yield the view that several share."""
    thing = next((c for c in children(verb, "dobj") if c.lemma_.lower() in THOUGHTS), None)
    subject = next(iter(children(verb, "nsubj")), None)
    if thing is None or subject is None:
        return
    own = any(
        c.dep_ == "poss" or c.lower_ in {"the", "this", "that", "same"} for c in thing.children
    )
    clause = _thought(thing)
    if own and (
        clause is not None or subject.lower_ in {"we", "they", "both"} or subject.conjuncts
    ):
        yield from _posed(verb, verb, thing, subject, clause or subtree(thing), text)


def _posed(
    cue: Token, verb: Token, top: Token, subject: Token, words: list[Token], text: str
) -> Iterator[Posed]:
    content = reach(text, words)
    if content is None:
        return
    word = modal(verb)
    if denied(verb) or denied(cue):
        yield Posed("obstacle", "views differ", cue, top, content, subject)
    else:
        soft = word if word in SOFT else ""
        yield Posed("agree", "at one", cue, top, content, subject, modality=soft)
