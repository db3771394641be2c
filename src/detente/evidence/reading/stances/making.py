"""A verb with its words made a position; a letter that demands is the demand of who sends it."""

from __future__ import annotations

from collections.abc import Iterator

from detente.evidence.reading.parsing.governed import stranded
from detente.evidence.reading.parsing.grammar import Token, can_speak, children, holder
from detente.evidence.reading.stances import words
from detente.evidence.reading.stances.posed import (
    Posed,
    denied,
    modal,
    reach,
)
from detente.evidence.reading.stances.stance import Kind


def made(
    kind: Kind,
    rule: str,
    verb: Token,
    tokens: list[Token],
    text: str,
    top: Token | None = None,
    addressee: Token | None = None,
    who: Token | None = None,
) -> Iterator[Posed]:
    """Yield the position that a verb and the words behind it make, with whose it is."""
    content = reach(text, [t for t in tokens if t.i != verb.i])
    subject = who if who is not None else holder(verb)
    if content is None or subject is None:
        return
    receiver = None
    paper = _paper(verb, subject)
    if paper is not None:
        giver = paper.head if verb.dep_ in {"acl", "relcl"} else verb.head
        while (
            giver.dep_ in {"prep", "pobj", "dobj", "appos"}
            and giver.head != giver
            and giver.pos_ != "VERB"
        ):
            giver = giver.head
        if giver.pos_ != "VERB":
            return
        receiver = _receiver(giver)
        subject = stranded(giver) or holder(giver)
        if subject is None:
            return
        rule, addressee = "demand by letter", addressee or receiver
        if addressee is not None and addressee.pos_ == "PRON" and addressee.idx == content[0]:
            # `he` is whoever gets the letter: what is demanded of him begins behind it
            content = reach(text, [t for t in tokens if t.i > addressee.i]) or content
    yield Posed(
        kind,
        rule,
        verb,
        top if top is not None else verb,
        content,
        subject,
        addressee=addressee,
        negated=denied(verb),
        modality=soft(verb),
        pronoun_is=receiver,
    )


def _paper(verb: Token, subject: Token) -> Token | None:
    """Return the letter that says it: a letter demanding, a note asking that."""
    if subject.lemma_.lower() in words.PAPERS and verb.dep_ in {"acl", "relcl"}:
        return subject
    if verb.tag_ == "VBG" and verb.i and verb.nbor(-1).lemma_.lower() in words.PAPERS:
        return verb.nbor(-1)
    return None


def soft(verb: Token) -> str:
    """Return the modal that makes a position soft, could or might, or nothing."""
    found = modal(verb)
    return found if found in words.SOFT else ""


def _receiver(giver: Token) -> Token | None:
    """Return who gets a letter: handed X a letter, sent a letter to X."""
    for child in giver.children:
        if child.dep_ == "dative" and child.pos_ in {"PROPN", "PRON", "NOUN"}:
            return child
        if child.dep_ in {"prep", "dative"} and child.lower_ == "to":
            return next(iter(children(child, "pobj")), None)
        if child.dep_ == "dobj" and child.lemma_.lower() not in words.PAPERS and can_speak(child):
            return child
    paper = next(iter(children(giver, "dobj")), None)
    # `gave Premier Hana Voss a letter`, read as one phrase
    if paper is not None:
        return next((c for c in paper.children if c.pos_ == "PROPN"), None)
    return None
