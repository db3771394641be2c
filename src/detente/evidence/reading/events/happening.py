"""Whether it happened: tense, denial, condition and plan around a verb."""

from __future__ import annotations

import re

from detente.evidence.reading.events import words
from detente.evidence.reading.events.awaiting import awaited
from detente.evidence.reading.events.event import Status
from detente.evidence.reading.parsing.grammar import (
    Stretch,
    Token,
    children,
    passive,
    runs,
    subtree,
)
from detente.evidence.reading.parsing.sentences import words_of
from detente.evidence.reading.stances.posed import denied, modal, under_condition

_NAMED_DAY = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$|(?:January|February|March|April|May|June|July"
    r"|August|September|October|November|December)$"
)
_FALSE = frozenset({"false", "untrue", "baseless", "wrong", "unfounded", "incorrect"})


def status_of(verb: Token, *, caption: bool = False) -> Status | None:
    """Return whether what a verb tells happened; None where it is only wished or done by nobody.

    Under a picture the present tells of what is shown.
    """
    shown = verb.tag_ in {"VBZ", "VBP"} or (verb.tag_ == "VB" and verb.dep_ in {"ROOT", "xcomp"})
    if caption and shown and not children(verb, "aux"):
        return "happened"
    hyphened = (
        verb.dep_ in {"amod", "acomp"} and verb.i > 0 and verb.nbor(-1).text in {"-", "\u2011"}
    )
    status = _of_adjective(verb) if hyphened else _told(verb)
    return "denied" if status is not None and _disowned(verb) else status


def _of_adjective(verb: Token) -> Status | None:
    """Return the status of `test-fired` where the parse takes it for an adjective."""
    before = verb.doc[max(verb.sent.start, verb.i - 6) : verb.i]
    had = any(t.lower_ in {"has", "have", "had", "was", "were", "been"} for t in before)
    return "happened" if had or verb.tag_ == "VBD" else None


def _told(verb: Token, depth: int = 0) -> Status | None:
    if depth > 6:
        return None
    no = denied(verb) or _nothing(verb)
    word = modal(verb)
    if word in {"must", "should", "ought"} or "?" in verb.sent.text[-2:]:
        return None
    if _is_term(verb) or awaited(verb):
        return None  # a condition is a term of a stance
    if word == "could" and no:
        return "denied"  # no agreement could be reached
    if word == "would" and not no and _reported(verb):
        return "planned"  # it said the talks would resume in June
    if word in {"would", "could", "may", "might", "can"}:
        return None if no else "conditional"
    if word in {"will", "shall"}:
        return None if no else "conditional" if _hangs(verb) else "planned"
    if any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        return _infinitive(verb, depth, no=no)
    if verb.dep_ == "conj" and verb.tag_ == "VB" and verb.head.pos_ in {"VERB", "AUX"}:
        return _told(verb.head, depth + 1)
    if no:
        return "denied"
    if verb.tag_ == "VBG":
        return _going_on(verb, depth)
    if verb.tag_ in {"VBZ", "VBP"} and not children(verb, "aux", "auxpass"):
        return "planned" if _dated_ahead(verb) else None
    if verb.tag_ == "VB" or any(c.tag_ == "VB" for c in children(verb, "auxpass")):
        return None  # demands that they be lifted
    if (
        verb.tag_ == "VBN"
        and verb.dep_ in {"ccomp", "oprd"}
        and not children(verb, "aux", "auxpass")
    ):
        return None  # wants it lifted
    return "happened"


def _going_on(verb: Token, depth: int) -> Status | None:
    auxiliaries = {c.lower_ for c in children(verb, "aux", "auxpass")}
    if auxiliaries & {"been", "was", "were", "has", "have", "had"}:
        return "happened"
    if auxiliaries & {"is", "are"}:
        return "planned" if _dated_ahead(verb) else "happened"
    if (
        verb.dep_ in {"advcl", "xcomp", "conj"}
        and verb.head.pos_ in {"VERB", "AUX"}
        and verb.head != verb
    ):
        return _told(verb.head, depth + 1)
    return None


def _infinitive(verb: Token, depth: int, *, no: bool) -> Status | None:
    above = verb.head
    lemma = above.lemma_.lower()
    if any(c.lemma_ == "be" and c.dep_ == "aux" for c in verb.children) and not passive(verb):
        return "denied" if no else "planned"  # is to meet
    if verb.dep_ in {"xcomp", "ccomp"} and lemma == "be":
        return "denied" if no else "planned"
    if lemma in words.FAILS:
        return "denied"
    if lemma in words.PLANS or any(
        c.lemma_.lower() in words.PLANS for c in children(above, "acomp", "dobj")
    ):
        held = (
            _told(above, depth + 1)
            if above.pos_ in {"VERB", "AUX"} and verb.dep_ in {"xcomp", "advcl"}
            else "happened"
        )
        if no or held == "denied":
            return "denied"
        return "conditional" if _hangs(verb) else "planned"
    if lemma in words.GOES_ON and above.pos_ == "VERB":
        return _told(above, depth + 1)
    return None


def _reported(verb: Token) -> bool:
    """Tell whether `would` is the `will` of what somebody said, with no condition near."""
    above = verb.head
    told = verb.dep_ == "ccomp" and above.tag_ in {"VBD", "VBN"} and above.lemma_ in words.TELLS
    return told and not any(t.lower_ in words.ON_TERMS for t in verb.sent)


def _is_term(verb: Token) -> bool:
    """Tell whether a verb stands in a condition: provided that both have exchanged lists."""
    first = max(verb.sent.start, verb.left_edge.i - 3)
    before = verb.doc[first : verb.i]
    if any(t.lower_ in {"provided", "providing"} for t in before):
        return True
    return under_condition(verb)


def _hangs(verb: Token) -> bool:
    """Tell whether an if-clause hangs on a verb."""
    return any(
        c.dep_ == "advcl" and any(m.lower_ in {"if", "unless"} for m in c.children)
        for c in verb.children
    )


def _nothing(verb: Token) -> bool:
    """Tell whether it was done to nothing, to no treaty; by nobody."""
    for child in children(verb, "dobj", "nsubj", "nsubjpass", "attr"):
        if child.lower_ in {"nothing", "nobody", "none", "neither"}:
            return True
        if any(c.lower_ in {"no", "neither"} for c in child.children):
            return True
    return False


def _disowned(verb: Token) -> bool:
    """Tell whether it is told only to say that it is not so: denied that, reports were false."""
    one = verb
    for _ in range(5):
        if one.head == one:
            return False
        above = one.head
        if one.dep_ in {"ccomp", "acl", "relcl", "xcomp", "pcomp"}:
            if above.lemma_.lower() in words.DENIES and not denied(above):
                return True
            if above.pos_ == "NOUN" and any(
                c.lower_ in _FALSE for c in children(above.head, "acomp", "attr", "oprd")
            ):
                return True
        if above.pos_ == "VERB" and one.dep_ == "advcl":
            return False
        one = above
    return False


def _dated_ahead(verb: Token) -> bool:
    days = [
        p
        for c in children(verb, "prep", "npadvmod")
        for p in (*children(c, "pobj"), c)
        if p.ent_type_ == "DATE" and p.i > verb.i
    ]
    if any(_NAMED_DAY.match(p.text) for p in days):
        return True  # who meet on 4 November, the talks open on Monday
    return any(t.lower_ in {"next", "tomorrow", "tonight", "coming"} for t in subtree(verb))


def coming(doc: Token) -> list[Stretch]:
    """Return the stretches of a paragraph that speak of what is still to come."""
    found = []
    for verb in words_of(doc):
        if verb.lemma_ in words.SET_FOR | {"expect"} and passive(verb):
            found += runs(subtree(verb))
            continue
        if verb.pos_ not in {"VERB", "AUX"} or verb.tag_ != "VB":
            continue
        lead = [c for c in verb.children if c.dep_ == "aux"]
        if any(
            c.lower_ in {"to", "will", "would", "may", "might", "could", "shall", "can"}
            for c in lead
        ):
            if verb.head.lemma_ in words.FAILS:
                continue
            # the map handed over in February is behind, whatever is to be done with it
            kept = subtree(verb, lambda t: t.dep_ not in {"acl", "relcl"})
            found += runs(kept)
    return found
