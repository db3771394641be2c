"""Verbs of position: demands that, urged Y to, turned down, left the door open to."""

from __future__ import annotations

from collections.abc import Iterator

from detente.evidence.reading.parsing.grammar import Token, can_speak, children, passive, subtree
from detente.evidence.reading.parsing.sentences import words_of
from detente.evidence.reading.stances import words
from detente.evidence.reading.stances.idioms import (
    dismissed,
    door_open,
    given_thought,
    reached,
    seen_as,
)
from detente.evidence.reading.stances.making import made
from detente.evidence.reading.stances.posed import (
    Posed,
    denied,
    modal,
    threatening,
    under_condition,
    whole,
)
from detente.evidence.reading.stances.stance import Kind


def by_verbs(doc: Token, text: str) -> Iterator[Posed]:
    """Yield the positions that verbs tell."""
    for verb in words_of(doc):
        if verb.pos_ not in {"VERB", "AUX"} or verb.is_space:
            continue
        lemma = verb.lemma_.lower()
        if _only_meant(verb) or under_condition(verb):
            continue
        if lemma in words.URGING:
            yield from _urged(verb, text)
        small = _small(verb)
        if small is not None:
            yield from _with_small(verb, *small, text)
        elif lemma in words.VERBS:
            yield from _plain(verb, words.VERBS[lemma], text)
        elif lemma in words.INFINITIVE:
            yield from _infinitive(verb, words.INFINITIVE[lemma], text)
        if lemma == "dismiss":
            yield from dismissed(verb, text)
        if lemma == "leave":
            yield from door_open(verb, text)
        if lemma == "give":
            yield from given_thought(verb, text)
        if lemma in {"view", "regard", "see"}:
            yield from seen_as(verb, text)
        if lemma in {"reach", "conclude", "achieve", "find"}:
            yield from reached(verb, text)


def _only_meant(verb: Token) -> bool:
    """Tell whether a verb of position is itself what is demanded, offered or hard to do."""
    if not any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        return False
    return verb.head.lemma_.lower() not in {"begin", "continue", "start", "appear", "seem", "come"}


def _small(verb: Token) -> tuple[Kind, Token] | None:
    lemma = verb.lemma_.lower()
    for child in verb.children:
        kind = words.SMALL.get((lemma, child.lower_))
        if kind is not None and child.dep_ in {"prt", "prep", "advmod"} and child.i > verb.i:
            if (lemma, child.lower_) == ("agree", "with") and not children(child, "pobj"):
                continue
            return kind, child
    return None


def _with_small(verb: Token, kind: Kind, small: Token, text: str) -> Iterator[Posed]:
    if passive(verb):
        return
    inner = children(small, "pobj", "pcomp", "prep")
    if small.dep_ == "prt" or not inner:
        inner = [*inner, *children(verb, "dobj", "xcomp", "ccomp")]
    inner = [c for c in inner if c.i > verb.i]
    if verb.lemma_ in {"press", "call"} and any(c.dep_ == "xcomp" for c in verb.children):
        return
    if inner:
        tokens = [t for c in inner for t in whole(c, subject=True)]
        yield from made(kind, "verb of position with a small word", verb, tokens, text, inner[0])


def _urged(verb: Token, text: str) -> Iterator[Posed]:
    """Yield a demand with the one it is made to: urged Laos not to flush, called on Seoul to."""
    that = next(
        (
            c
            for c in children(verb, "ccomp")
            if c.i > verb.i and any(m.lower_ == "that" for m in children(c, "mark"))
        ),
        None,
    )
    if that is not None and verb.lemma_ in {"ask", "urge", "request", "order"}:
        asked = next(iter(children(that, "nsubj", "nsubjpass")), None)
        yield from made(
            "demand", "asks somebody to", verb, whole(that, subject=True), text, that, asked
        )
        return
    so = next(
        (
            c
            for c in children(verb, "advcl", "ccomp", "xcomp")
            if c.i > verb.i and any(m.lower_ == "for" for m in children(c, "mark"))
        ),
        None,
    )
    if so is not None and not passive(verb):
        # called for the crew to be released
        yield from made("demand", "asks somebody to", verb, whole(so, subject=True), text, so)
        return
    act, asked = _act_and_asked(verb)
    if act is None or asked is None or passive(verb):
        return
    if verb.lemma_ == "tell" and asked.lower_ in {"reporters", "journalists"}:
        return
    yield from made("demand", "asks somebody to", verb, _to_do(act), text, act, addressee=asked)


def _act_and_asked(verb: Token) -> tuple[Token | None, Token | None]:
    asked = next((c for c in children(verb, "dobj", "dative") if c.i > verb.i), None)
    if asked is None:
        on = next((c for c in children(verb, "prep") if c.lower_ in {"on", "upon", "to"}), None)
        asked = next(iter(children(on, "pobj")), None) if on is not None else None
    for child in verb.children:
        if child.i < verb.i or child.dep_ not in {"xcomp", "ccomp", "advcl", "acl"}:
            continue
        if child.dep_ == "advcl" and verb.lemma_ not in {"urge", "press", "call", "appeal"}:
            continue
        if any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children):
            own = next((c for c in children(child, "nsubj") if c.i > verb.i), None)
            return child, own if own is not None else asked
    return None, None


def _to_do(act: Token) -> list[Token]:
    """Return what is to be done, `not` with it: it changes what is asked."""
    tokens = whole(act)
    tokens += [
        c
        for c in act.children
        if c.dep_ == "neg" or (c.lower_ == "to" and any(n.dep_ == "neg" for n in act.children))
    ]
    return tokens


def _plain(verb: Token, kind: Kind, text: str) -> Iterator[Posed]:
    lemma = verb.lemma_.lower()
    if passive(verb) and not any(c.dep_ == "agent" for c in verb.children):
        return
    if lemma == "seek" and modal(verb):
        return  # it would seek arbitration: that is to come, not wanted
    if lemma == "hope" and not children(verb, "xcomp", "ccomp"):
        return
    asked: Token | None = None
    for child in verb.children:
        if child.dep_ == "xcomp" and child.i > verb.i:
            if child.lemma_.lower() in words.IDLE:
                return
            subject = next((c for c in children(child, "nsubj", "nsubjpass") if can_speak(c)), None)
            thing = next((c for c in children(verb, "dobj") if c.i < child.i), None)
            tokens = whole(child, subject=True)
            if thing is not None and lemma in {"want", "require", "wish", "prefer"}:
                tokens += subtree(thing)
                asked = thing if can_speak(thing) else None
            tokens = [
                t
                for t in tokens
                if not (t.head == child and t.lower_ == "to" and t.dep_ == "aux")
                or thing is not None
            ]
            kind = "warn" if kind == "offer" and threatening(child) else kind
            yield from made(kind, "verb of position", verb, tokens, text, child, subject or asked)
            return
    clause = next((c for c in children(verb, "ccomp") if c.i > verb.i), None)
    if clause is not None and kind != "reject":
        subject = next(iter(children(clause, "nsubj", "nsubjpass")), None)
        if lemma == "insist" and _of_oneself(clause, subject):
            return  # insists it is ready, insists it will not: nothing is demanded
        asked = subject if subject is not None and kind in {"demand", "want"} else None
        kind = _sworn(kind, clause)
        yield from made(
            kind, "verb of position", verb, whole(clause, subject=True), text, clause, asked
        )
        return
    before = next((c for c in children(verb, "ccomp") if c.i < verb.i), None)
    if before is not None and kind == "warn":
        tokens = [t for t in whole(before, subject=True) if t.i < verb.i]
        yield from made(kind, "verb of position", verb, tokens, text, before)
        return
    thing = next((c for c in children(verb, "dobj") if c.i > verb.i), None)
    if thing is not None and lemma not in {"warn", "hope", "undertake", "insist"}:
        if kind == "agree" and modal(verb):
            return  # cannot accept is a refusal, might accept a willingness
        if kind == "want" and any(c.lower_ == "no" for c in children(thing, "det")):
            kind = "reject"  # who wants no troops refuses them
        yield from made(kind, "verb of position", verb, _thing(thing), text, thing)
    elif thing is None and lemma in {"want", "demand", "prefer"} and not children(verb, "xcomp"):
        yield from _wanted_so(verb, kind, text)


def _wanted_so(verb: Token, kind: Kind, text: str) -> Iterator[Posed]:
    """Yield what is wanted in an order, which parsers tear apart: both together, this first."""
    rest = []
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        if token.is_punct or token.is_quote or token.lower_ in {"but", "while", "because"}:
            break
        rest.append(token)
    if len(rest) > 1 and any(t.pos_ in {"NOUN", "PROPN", "PRON"} for t in rest):
        yield from made(kind, "wants it so", verb, rest, text)


def _of_oneself(clause: Token, subject: Token | None) -> bool:
    """Tell whether a clause tells what somebody is, does or will do, and asks for nothing."""
    finite = [clause, *children(clause, "aux", "auxpass")]
    if modal(clause) in words.OUGHT or clause.lemma_.lower() in words.NEEDS:
        return False
    told = any(t.tag_ in {"VBZ", "VBP", "VBD", "MD"} for t in finite)
    return told and subject is not None and subject.lower_ in {"it", "they", "he", "she", "we", "i"}


def _sworn(kind: Kind, clause: Token) -> Kind:
    """Return what a promise comes to: who vows that it will never, refuses."""
    if kind == "offer" and denied(clause):
        return "reject"
    return "warn" if kind == "offer" and threatening(clause) else kind


def _thing(thing: Token) -> list[Token]:
    """Return an object with the small phrases that follow it and were read as the verb's."""
    tokens = whole(thing, subject=True)
    last = max(t.i for t in tokens)
    for small in children(thing.head, "prep", "dative"):
        inner = children(small, "pobj", "pcomp")
        if (
            (small.i == last + 1 or (small.i == last + 2 and thing.doc[last + 1].text == ","))
            and small.lower_ in {"to", "for", "with", "from", "over", "between"}
            and inner
        ):
            tokens += whole(small, subject=True)
            last = max(t.i for t in tokens)
    return tokens


def _infinitive(verb: Token, kind: Kind, text: str) -> Iterator[Posed]:
    act = next((c for c in children(verb, "xcomp") if c.i > verb.i), None)
    if act is None or act.lemma_.lower() in words.NO_ACT:
        return
    if any(c.lemma_.lower() in words.NO_DETAIL for c in children(act, "dobj")):
        return  # who gives no details refuses nothing
    if verb.lemma_ == "fail":
        return
    yield from made(kind, "verb of position", verb, whole(act), text, act)
