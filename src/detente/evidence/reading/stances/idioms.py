"""Fixed phrases of position: leaves the door open to, gives it some thought, sees it as a way to."""

from __future__ import annotations

from collections.abc import Iterator

from detente.evidence.reading.parsing.grammar import Token, children, holder, passive, subtree
from detente.evidence.reading.stances import words
from detente.evidence.reading.stances.making import made, soft
from detente.evidence.reading.stances.posed import (
    Posed,
    denied,
    reach,
    whole,
)


def door_open(verb: Token, text: str) -> Iterator[Posed]:
    """Yield what the door is left open to."""
    door = next((c for c in verb.children if c.lower_ == "door"), None)
    if door is None:
        return
    to = next(
        (
            t
            for t in subtree(verb)
            if t.lower_ == "to"
            and t.dep_ == "prep"
            and t.i > door.i
            and t.nbor(-1).lower_ == "open"
        ),
        None,
    )
    inner = children(to, "pobj", "pcomp") if to is not None else []
    if inner:
        yield from made("willing", "ready or open to", verb, subtree(inner[0]), text, inner[0])


def thought_over(verb: Token) -> bool:
    """Tell whether something is given thought: no thing is handed over."""
    roles = {"dobj", "npadvmod", "oprd"}
    return verb.lemma_ == "give" and any(
        c.dep_ in roles and c.i > verb.i and c.lemma_.lower() in words.THOUGHT
        for c in verb.children
    )


def given_thought(verb: Token, text: str) -> Iterator[Posed]:
    """Yield what is given some consideration, a second reading."""
    if thought_over(verb):
        tokens = [
            t
            for c in verb.children
            if c.dep_ in {"dobj", "dative", "npadvmod"} and c.i > verb.i
            for t in whole(c, subject=True)
        ]
        tokens = [t for t in tokens if not t.is_punct]
        content = reach(text, [verb, *tokens])
        subject = holder(verb)
        if subject is None and verb.head.lemma_ in {"appear", "seem"}:
            subject = next(iter(children(verb.head, "nsubj")), None)
        if content is not None and subject is not None:
            yield Posed(
                "willing",
                "verb of position",
                verb,
                verb,
                content,
                subject,
                negated=denied(verb),
                modality=soft(verb),
            )


def seen_as(verb: Token, text: str) -> Iterator[Posed]:
    """Yield what a party sees as a way to something it wants."""
    as_ = next(
        (c for c in subtree(verb) if c.lower_ == "as" and c.dep_ == "prep" and c.i > verb.i), None
    )
    subject = holder(verb)
    if as_ is None or subject is None or not children(verb, "dobj") or passive(verb):
        return
    good = {
        "gateway",
        "doorway",
        "way",
        "step",
        "path",
        "chance",
        "opportunity",
        "means",
        "bridge",
        "priority",
        "condition",
        "prerequisite",
        "precondition",
        "key",
        "basis",
        "start",
        "door",
        "end",
        "beginning",
        "opening",
        "route",
        "road",
        "goal",
        "solution",
        "foundation",
        "cornerstone",
        "prize",
    }
    if any(c.lemma_.lower() in good for c in children(as_, "pobj")):
        content = reach(
            text,
            [
                t
                for c in verb.children
                if c.dep_ in {"dobj", "prep"} and c.i > verb.i
                for t in whole(c, subject=True)
            ],
        )
        if content is not None:
            yield Posed("want", "sees it as", verb, verb, content, subject)


def dismissed(verb: Token, text: str) -> Iterator[Posed]:
    """Yield what is dismissed as something: the offer as a trick; no minister is."""
    thing = next((c for c in children(verb, "dobj") if c.pos_ == "NOUN"), None)
    as_ = any(c.lower_ == "as" and c.i > verb.i for c in subtree(verb))
    if thing is not None and as_ and not passive(verb):
        tokens = subtree(thing, lambda t: t.lower_ != "as")
        yield from made("reject", "verb of position", verb, tokens, text, thing)


def reached(verb: Token, text: str) -> Iterator[Posed]:
    """Yield what agreement was reached, or not reached, on."""
    thing = next(
        (
            c
            for c in children(verb, "dobj")
            if c.lemma_.lower() in {"agreement", "consensus", "compromise", "accord"}
        ),
        None,
    )
    subject = holder(verb)
    if thing is not None and passive(verb) is False and subject is None:
        return
    if (
        thing is None
        or subject is None
        or not any(c.lower_ in {"on", "over", "about"} for c in [*thing.children, *verb.children])
    ):
        return
    content = reach(text, whole(verb))
    if content is not None:
        yield Posed(
            "agree", "agreement reached", verb, verb, content, subject, negated=denied(verb)
        )
