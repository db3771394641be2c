"""Clauses that are positions without a verb of position: ready to, will not, must, hard for X to."""

from __future__ import annotations

from collections.abc import Iterator

from detente.evidence.reading.parsing.grammar import Token, children, holder
from detente.evidence.reading.parsing.sentences import words_of
from detente.evidence.reading.stances import words
from detente.evidence.reading.stances.making import soft
from detente.evidence.reading.stances.modals import by_modal
from detente.evidence.reading.stances.posed import Posed, denied, reach, whole
from detente.evidence.reading.stances.stance import Kind


def by_clauses(doc: Token, text: str) -> Iterator[Posed]:
    """Yield the positions that adjectives, modals and fixed phrases tell."""
    for token in words_of(doc):
        lemma = token.lemma_.lower()
        if token.lower_ in words.READY or token.lower_ in words.LOATH:
            yield from _ready(token, text, loath=token.lower_ in words.LOATH)
        if lemma in words.HARD or lemma in words.EASY:
            yield from _hard(token, text, easy=lemma in words.EASY)
        if lemma == "negotiable":
            yield from _negotiable(token, text)
        if lemma == "table" and token.nbor(-1).lower_ == "the" if token.i else False:
            yield from _table(token, text)
        if token.pos_ in {"VERB", "AUX"} and token.tag_ != "MD":
            yield from by_modal(token, text)


def _verb_of(token: Token) -> Token | None:
    """Return the verb that an adjective is said with: is ready, remains open."""
    head = token.head
    if token.dep_ in {"acomp", "oprd", "attr", "conj", "xcomp"} or (
        token.dep_ in {"ccomp", "ROOT", "advcl"}
        and any(c.dep_ in {"auxpass", "nsubj", "nsubjpass"} for c in token.children)
    ):
        if token.dep_ == "conj" and head.lemma_.lower() in words.READY:
            return _verb_of(head)
        return (
            head
            if head.pos_ in {"VERB", "AUX"} and token.dep_ not in {"ccomp", "ROOT", "advcl"}
            else token
        )
    return token if token.pos_ == "VERB" or token.dep_ in {"ROOT", "dep", "ccomp"} else None


def _ready(token: Token, text: str, *, loath: bool) -> Iterator[Posed]:
    verb = _verb_of(token)
    if verb is None:
        return
    act = next(
        (
            c
            for c in [*token.children, *verb.children]
            if c.dep_ in {"xcomp", "ccomp", "advcl", "acl"}
            and c.i > token.i
            and any(k.lower_ == "to" for k in c.children)
        ),
        None,
    )
    small = next(
        (
            c
            for c in [*token.children, *verb.children]
            if c.dep_ == "prep" and c.lower_ in {"to", "for"} and c.i > token.i
        ),
        None,
    )
    if act is not None:
        tokens, top = whole(act), act
    elif small is not None and children(small, "pobj", "pcomp"):
        top = children(small, "pobj", "pcomp")[0]
        tokens = whole(top, subject=True)
    else:
        return
    subject = holder(verb)
    if subject is None and any(c.dep_ == "nsubjpass" for c in verb.children):
        subject = children(verb, "nsubjpass")[0]
    content = reach(text, tokens)
    if content is None:
        return
    no = denied(verb) or denied(token)
    first = subject is None and _bare(verb)
    if subject is None and not first:
        return
    kind: Kind = "reject" if loath else "willing"
    if not loath and no:
        # not ready to is a refusal, not the denial of one
        kind, no = "reject", False
    yield Posed(
        kind,
        "ready or open to",
        token,
        top,
        content,
        subject,
        spoken=first,
        negated=no,
        modality=soft(verb),
    )


def _bare(verb: Token) -> bool:
    """Tell whether a quotation begins with the verb, its subject in brackets or gone."""
    if verb.i == verb.sent.start:
        return True
    before = verb.nbor(-1)
    return bool(before.is_quote or before.text == "]")


def _hard(token: Token, text: str, *, easy: bool) -> Iterator[Posed]:
    """Yield what it would be hard for somebody to do; the dummy `it` is nobody."""
    verb = token.head
    if token.dep_ not in {"acomp", "attr", "oprd", "ccomp", "xcomp"} or verb.pos_ not in {
        "VERB",
        "AUX",
    }:
        return
    if easy and not (denied(verb) or denied(token)):
        return
    if easy and _nothing(verb):
        # no contact was possible: whoever says so refuses it
        content = reach(text, whole(verb, subject=True))
        if content is not None:
            yield Posed("reject", "not possible", token, verb, content, spoken=True)
        return
    act = next(
        (
            c
            for c in [*verb.children, *token.children]
            if c.i > token.i
            and c.pos_ in {"VERB", "AUX"}
            and any(k.lower_ == "to" for k in c.children)
        ),
        None,
    )
    if act is None:
        return
    who = next(iter(children(act, "nsubj")), None)
    if who is None:
        small = next(
            (
                c
                for c in [*verb.children, *token.children]
                if c.lower_ == "for" and c.dep_ == "prep"
            ),
            None,
        )
        who = next(iter(children(small, "pobj")), None) if small is not None else None
    content = reach(text, whole(act))
    if who is not None and content is not None:
        yield Posed(
            "obstacle", "hard for somebody to", token, act, content, who, modality=soft(verb)
        )


def _nothing(verb: Token) -> bool:
    """Tell whether the subject of a verb is none: no contact, no deal."""
    return any(d.lower_ == "no" for s in children(verb, "nsubj", "nsubjpass") for d in s.children)


def _negotiable(token: Token, text: str) -> Iterator[Posed]:
    verb = token.head
    if token.dep_ == "acomp" and verb.lemma_ == "be":
        content = reach(text, whole(verb, subject=True))
        if content is not None:
            kind: Kind = "reject" if denied(verb) or denied(token) else "willing"
            yield Posed(kind, "ready or open to", token, verb, content, spoken=True)


def _table(token: Token, text: str) -> Iterator[Posed]:
    """Yield what is, or is not, on the table."""
    small = token.head
    verb = small.head
    if small.lower_ not in {"on", "off"} or verb.lemma_ != "be":
        return
    content = reach(text, whole(verb, subject=True))
    off = denied(verb) != (small.lower_ == "off")
    if content is not None:
        yield Posed(
            "reject" if off else "willing", "not on the table", token, verb, content, spoken=True
        )
