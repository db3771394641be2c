"""Modals: will not, cannot accept, might consider, would if, must."""

from __future__ import annotations

from collections.abc import Iterator

from detente.evidence.reading.parsing.grammar import Token, children, holder, passive, subtree
from detente.evidence.reading.saying.verbs import SPEECH
from detente.evidence.reading.stances import words
from detente.evidence.reading.stances.posed import Posed, denied, modal, reach, threatening, whole

_CONDITIONS = frozenset({"if", "unless", "provided", "once"})


def by_modal(verb: Token, text: str) -> Iterator[Posed]:
    """Yield the position that a verb with a modal tells, if it tells one."""
    word = modal(verb)
    lemma = verb.lemma_.lower()
    if (
        verb.dep_ in {"relcl", "csubj"}
        or (verb.dep_ == "acl" and not _with_subject(verb))
        or "?" in verb.sent.text[-3:]
    ):
        return
    obliged = (
        lemma in words.NEEDS and word in {"", "would", "will", "'ll"} and _to(verb) is not None
    )
    if any(c.lower_ == "yet" for c in verb.children) or _asks_if(verb):
        return  # they have yet to; should they agree
    if word in words.OUGHT or obliged:
        yield from _must(verb, text, word)
        return
    subject = next(iter(children(verb, "nsubj")), None)
    if subject is None and verb.dep_ == "conj":
        subject = holder(verb)
    if subject is None:
        if passive(verb):
            return
        subject = holder(verb) if verb.dep_ in {"conj", "ccomp"} else None
    if subject is None or (
        subject.lower_ in {"it", "this", "that", "there", "which"} and lemma in words.NO_DECISION
    ):
        return
    if any(c.lower_ in {"whether", "if"} and c.dep_ == "mark" for c in verb.children):
        return  # whether they might is not told
    no = denied(verb)
    if word in {"will", "would", "can", "'ll", "wo", "ca", "could", "shall"} and no:
        yield from (
            _wont(verb, subject, text, word) if not _hinders(verb) else _lets(verb, subject, text)
        )
    elif word and not no and threatening(verb):
        yield from _might(verb, subject, text, word, "would on a condition")
    elif no and lemma == "come" and subject.lower_ in {"we", "i"}:
        yield from _not_come(verb, subject, text)
    elif word in {"may", "might", "could"} and lemma in words.YIELDING:
        yield from _might(verb, subject, text, word, "may or might")
    elif word in {"would", "will"} and _said_of_oneself(verb, subject) and lemma in words.YIELDING:
        yield from _might(verb, subject, text, word, "said it would")
    elif word in {"would", "will"} and (
        lemma in {"consider", "accept", "welcome", "contemplate", "support"} or _conditional(verb)
    ):
        yield from _might(verb, subject, text, word, "would on a condition")


def _not_come(verb: Token, subject: Token, text: str) -> Iterator[Posed]:
    """Yield what somebody has not come to do."""
    act = next(
        (
            c
            for c in children(verb, "xcomp", "advcl")
            if c.i > verb.i and any(k.lower_ == "to" for k in c.children)
        ),
        None,
    )
    content = reach(text, whole(act)) if act is not None else None
    if content is not None:
        yield Posed("reject", "will not", verb, act, content, subject)


def _with_subject(verb: Token) -> bool:
    """Tell whether a verb read as part of a dateline has a subject of its own."""
    return any(
        c.dep_ == "nsubj" and c.lower_ not in {"who", "which", "that"} for c in verb.children
    )


def _conditional(verb: Token) -> bool:
    """Tell whether a condition hangs on a verb."""
    if verb.lemma_.lower() in words.NO_DECISION:
        return False
    for child in verb.children:
        below = {t.lower_ for t in subtree(child)} if child.dep_ in {"advcl", "prep"} else set()
        if below & _CONDITIONS and child.dep_ == "advcl" and not below & {"otherwise"}:
            return True
        if "only" in below and below & {"after", "when", "with", "once"}:
            return True
        if child.lower_ == "only" and any(
            c.lower_ in {"after", "when", "with", "once", "if"} for c in verb.children
        ):
            return True
        if (
            child.lower_ == "as" and any(t.lower_ == "long" for t in verb.children)
        ) or child.lower_ == "long":
            return True
    return False


def _asks_if(verb: Token) -> bool:
    """Tell whether a verb stands behind an inverted `should`: should the truce hold."""
    first = next((c for c in verb.children if c.lower_ == "should" and c.dep_ == "aux"), None)
    subject = next(iter(children(verb, "nsubj", "nsubjpass")), None)
    return first is not None and subject is not None and subject.i > first.i


def _to(verb: Token) -> Token | None:
    return next(
        (
            c
            for c in children(verb, "xcomp", "ccomp", "advcl")
            if any(k.lower_ == "to" for k in c.children)
            and (c.dep_ != "advcl" or c.left_edge.i == verb.i + 1)
        ),
        None,
    )


def _must(verb: Token, text: str, word: str) -> Iterator[Posed]:
    """Yield what must be done; it counts only inside what somebody says."""
    tokens = whole(verb, subject=True)
    subject = next(iter(children(verb, "nsubj", "nsubjpass")), None)
    if subject is None or subject.lower_ in {"which", "who", "that"}:
        return
    content = reach(text, tokens)
    act = _to(verb) or verb
    if subject.lower_ == "you" and act.lemma_.lower() in words.IDLE:
        return
    if word == "should" and (
        denied(verb) or any(c.lower_ == "have" for c in children(verb, "aux"))
    ):
        return  # should have been done: too late to be asked for
    if any(c.tag_ == "WRB" for c in verb.children):
        return  # why it must be wrong
    if subject.lower_ in {"we", "i"} and act.lemma_.lower() not in {
        "have",
        "get",
        "see",
        "receive",
    }:
        return  # what one ought to do oneself is no demand
    if content is not None and not denied(verb):
        yield Posed(
            "demand",
            "must",
            verb,
            act,
            content,
            None,
            spoken=True,
            addressee=subject,
            modality="should" if word == "should" else "",
        )


def _wont(verb: Token, subject: Token, text: str, word: str) -> Iterator[Posed]:
    lemma = verb.lemma_.lower()
    if lemma == "get" and any(c.lower_ == "into" for c in verb.children):
        return  # will not get into that: no comment
    if lemma in words.NO_DECISION and not (lemma == "be" and _to(verb) is not None):
        return
    if word in {"can", "ca", "could"} and lemma not in words.UNACCEPTED:
        return  # what cannot be done is not refused
    content = reach(text, whole(verb))
    if content is not None and subject.lower_ not in {"this", "that"}:
        yield Posed("reject", "will not", verb, verb, content, subject)


def _hinders(verb: Token) -> bool:
    """Tell whether a verb hinders a thing: who will not block it would live with it."""
    way = verb.lemma_ == "stand" and any(t.lower_ == "way" for t in subtree(verb))
    return way or verb.lemma_.lower() in words.HINDERING


def _lets(verb: Token, subject: Token, text: str) -> Iterator[Posed]:
    """Yield what somebody will not stand in the way of."""
    things = children(verb, "dobj")
    if verb.lemma_ == "stand":
        ofs = [t for t in subtree(verb) if t.lower_ == "of" and t.head.lower_ == "way"]
        things = [p for of in ofs for p in children(of, "pobj")]
    content = reach(text, subtree(things[0])) if things else None
    if content is not None:
        yield Posed("willing", "will not stand in the way", verb, things[0], content, subject)


def _said_of_oneself(verb: Token, subject: Token) -> bool:
    """Tell whether somebody says what they themselves would do: said it would observe a truce."""
    if verb.dep_ == "conj" and verb.head.dep_ == "ccomp":
        verb = verb.head
    above = verb.head
    said = verb.dep_ == "ccomp" and above.lemma_.lower() in SPEECH and above.i < verb.i
    return said and subject.lower_ in {"it", "they", "he", "she", "we", "i"}


def _might(verb: Token, subject: Token, text: str, word: str, rule: str) -> Iterator[Posed]:
    if verb.dep_ == "advcl" and any(c.dep_ == "mark" for c in verb.children):
        return
    content = reach(text, whole(verb))
    if content is not None and not passive(verb) and threatening(verb):
        yield Posed("warn", rule, verb, verb, content, subject)
    elif content is not None and not passive(verb):
        yield Posed(
            "willing",
            rule,
            verb,
            verb,
            content,
            subject,
            modality=word if word in words.SOFT else "",
        )
