"""Positions in nouns and in phrases: Seoul's push to, views differ, what they offer is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.evidence.reading.parsing.grammar import Token, children, holder, subtree
from detente.evidence.reading.parsing.sentences import words_of
from detente.evidence.reading.stances import words
from detente.evidence.reading.stances.making import soft
from detente.evidence.reading.stances.posed import Posed, denied, modal, reach, whole


def by_nouns(doc: Token, text: str) -> Iterator[Posed]:
    """Yield the positions that nouns tell."""
    for noun in words_of(doc):
        if noun.pos_ != "NOUN":
            continue
        lemma = noun.lemma_.lower()
        if lemma in words.NOUNS:
            yield from _of_noun(noun, lemma, text)
        if lemma in words.VIEWS:
            yield from _views(noun, text)
    for token in words_of(doc):
        if token.lower_ == "differently" and token.head.lemma_ in {"see", "view", "read", "rank"}:
            yield from _differently(token, text)
        if token.lemma_ in {"differ", "disagree", "clash", "diverge"} and token.pos_ == "VERB":
            yield from _differ(token, text)
        if token.lower_ == "odds" and token.nbor(-1).lower_ == "at" if token.i else False:
            yield from _differ(token.head.head, text)
        if token.lemma_ == "be" and token.pos_ == "AUX":
            yield from _what_is(token, text)
        if (
            token.lower_ == "risk"
            and token.i
            and token.nbor(-1).lower_ == "at"
            and token.head.head.lemma_ == "put"
        ):
            yield from _at_risk(token.head.head, text)


def _of_noun(noun: Token, lemma: str, text: str) -> Iterator[Posed]:
    owner = next(iter(children(noun, "poss")), None)
    if owner is None:
        return
    behind = [c for c in noun.children if c.i > noun.i]
    act = next(
        (
            c
            for c in behind
            if c.dep_ in {"acl", "ccomp", "xcomp"}
            and any(k.lower_ in {"to", "that"} for k in c.children)
        ),
        None,
    )
    small = next(
        (c for c in behind if c.dep_ == "prep" and c.lower_ in {"for", "of", "to", "in", "on"}),
        None,
    )
    if act is None:
        act = next(
            (
                c
                for c in noun.head.children
                if c.i > noun.i
                and c.dep_ in {"xcomp", "advcl"}
                and any(k.lower_ == "to" for k in c.children)
                and noun.dep_ == "pobj"
            ),
            None,
        )
    inner = children(small, "pobj", "pcomp") if small is not None else []
    if act is not None and (small is None or act.i < small.i or not inner):
        tokens, top = whole(act), act
    elif inner:
        tokens, top = whole(inner[0], subject=True), inner[0]
    else:
        return
    if lemma == "interest":
        tokens = [noun, *subtree(small)] if small is not None and small.lower_ == "in" else []
    content = reach(text, tokens) if tokens else None
    if content is not None:
        content = _with_purpose(text, content)
        yield Posed(
            words.NOUNS[lemma],
            "noun of position",
            noun,
            top,
            content,
            owner,
            negated=_never_made(noun, owner),
        )


def _never_made(noun: Token, owner: Token) -> bool:
    """Tell whether it is told that an offer was not made: has not put its offer.

    Who does not accept another's offer, or has not dropped its own, denies no offer.
    """
    made = noun.dep_ == "dobj" and noun.head.lemma_.lower() in words.MAKING
    return made and owner.pos_ == "PRON" and denied(noun.head)


def _with_purpose(text: str, content: tuple[int, int]) -> tuple[int, int]:
    """Return the content with what it is wanted for: , as a way to nudge X back to talks."""
    found = re.match(r", (?:with an? [^,.;]+? )?as (?:an?|the) [^,.;]+", text[content[1] :])
    return (content[0], content[1] + found.end()) if found else content


def _views(noun: Token, text: str) -> Iterator[Posed]:
    """Yield what parties see differently: different perspectives on the sequence."""
    unlike = any(c.lower_ in words.UNLIKE for c in noun.children)
    unlike = unlike or noun.lemma_ in {"difference", "disagreement"}
    verb = noun.head
    if noun.dep_ == "pobj":
        verb = verb.head
    about = next(
        (
            c
            for c in noun.children
            if c.dep_ == "prep" and c.lower_ in {"on", "about", "over", "of", "as"}
        ),
        None,
    )
    if (
        not unlike
        or verb.pos_ not in {"VERB", "AUX"}
        or verb.lemma_ not in {"have", "hold", "keep", "remain", "be", "take"}
    ):
        return
    if about is None and noun.lemma_ != "trajectory":
        return
    who = holder(verb)
    content = reach(text, subtree(noun))
    if who is not None and content is not None:
        yield Posed("obstacle", "views differ", noun, noun, content, who, modality=soft(verb))


def _differently(token: Token, text: str) -> Iterator[Posed]:
    verb = token.head
    who = holder(verb)
    content = reach(text, whole(verb))
    if who is not None and content is not None and children(verb, "dobj"):
        yield Posed("obstacle", "views differ", token, verb, content, who)


def _differ(verb: Token, text: str) -> Iterator[Posed]:
    if verb.pos_ not in {"VERB", "AUX"}:
        return
    who = holder(verb)
    over = any(c.dep_ == "prep" and c.lower_ in {"on", "over", "about"} for c in subtree(verb))
    content = reach(text, whole(verb))
    if who is not None and content is not None and over:
        yield Posed("obstacle", "views differ", verb, verb, content, who)


def _what_is(be: Token, text: str) -> Iterator[Posed]:
    """Yield `what they have not offered is silence`."""
    clause = next(
        (
            c
            for c in be.children
            if c.dep_ in {"csubj", "nsubj", "ccomp"} and c.i < be.i and c.pos_ in {"VERB", "AUX"}
        ),
        None,
    )
    thing = next((c for c in children(be, "attr", "acomp", "xcomp") if c.i > be.i), None)
    if clause is None or thing is None or not any(t.lower_ == "what" for t in clause.children):
        return
    kind = words.VERBS.get(clause.lemma_.lower())
    if clause.lemma_ == "do" and denied(clause):
        # what we will not do is sign
        who = next(iter(children(clause, "nsubj")), None)
        content = reach(text, whole(thing))
        if who is not None and content is not None and modal(clause):
            yield Posed("reject", "will not", clause, thing, content, who)
        return
    who = next(iter(children(clause, "nsubj")), None)
    content = reach(text, subtree(thing))
    if kind is not None and who is not None and content is not None:
        yield Posed(kind, "what they offer is", clause, thing, content, who, negated=denied(clause))


def _at_risk(verb: Token, text: str) -> Iterator[Posed]:
    content = reach(text, whole(verb, subject=True))
    if content is not None:
        yield Posed("obstacle", "puts at risk", verb, verb, content, spoken=True)
