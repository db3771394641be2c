"""The date that goes with an event: the one its own clause tells, not who said it when.

The day for which something was planned is not the day on which it was called off, and nothing
that happened lies after the day on which it was told.
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.evidence.reading.dates.dates import When, tightest
from detente.evidence.reading.dates.intervals import bounds, day_of
from detente.evidence.reading.events import words
from detente.evidence.reading.events.verbs import Told
from detente.evidence.reading.parsing.grammar import Token

_THINGS = frozenset({"nsubjpass", "dobj"})
_UNTIL = frozenset({"until", "till", "to"})
_DEEP = 12
_HALF_A_YEAR = 183


def when_of(told: Told, whens: Sequence[When], beside: Sequence[Told]) -> When | None:
    """Return the date that goes with an event, None where none does."""
    own = [w for w in whens if _governs(told, w)]
    if own:
        return tightest(own)
    token = told.token
    told_when = _in_when_clause(token)
    if told_when is not None:
        # on Tuesday, when talks broke off
        beyond = [
            w
            for w in whens
            if (span := token.doc.char_span(w.start, w.end, alignment_mode="expand")) is not None
            and span.end <= token.i
            and (told_when in span or told_when in (span.root.head, span.root.head.head))
        ]
        return tightest(beyond)
    if token.dep_ == "conj" and token.head.pos_ == "VERB":
        first = next((t for t in beside if t.token == token.head), None)
        if first is not None and first.status == told.status:
            return when_of(first, whens, ())
    return None


def too_late(when: When | None, published: str) -> bool:
    """Tell whether a date lies wholly after the day of publication."""
    told, day = bounds(when.value) if when and when.value else None, day_of(published)
    return told is not None and day is not None and told[0] > day


def far_ahead(when: When | None, published: str) -> bool:
    """Tell whether a plan's date without a year may as well lie behind the day of publication.

    In May, talks planned for April may have been planned for the April before.
    """
    told, day = bounds(when.value) if when and when.value else None, day_of(published)
    if when is None or told is None or day is None or when.anchor != "publication":
        return False
    yearless = when.granularity in {"day", "days", "month", "season"}
    named = when.words.lower().startswith(("next ", "this ", "coming "))
    return yearless and not named and (told[0] - day).days > _HALF_A_YEAR


def _in_when_clause(token: Token) -> Token | None:
    """Return what a when-clause hangs on, if an event is told in one."""
    if token.dep_ in {"relcl", "advcl"} and any(
        c.lower_ == "when" and c.dep_ in {"advmod", "mark"} for c in token.children
    ):
        return token.head
    return None


def _governs(told: Told, when: When) -> bool:
    """Tell whether a date stands in the clause of an event, and is its own."""
    doc = told.token.doc
    span = doc.char_span(when.start, when.end, alignment_mode="expand")
    if span is None:
        return False
    if span.sent != told.token.sent:
        return False
    if when.words.lower().endswith("after"):
        return bool(told.rule == "noun" and 0 <= told.stretch[0] - when.end <= 6)
    if told.token.dep_ == "amod" and when.start < told.token.idx:
        between = doc[span.end : told.token.i]
        return not any(t.pos_ == "VERB" for t in between)
    if _of_the_plan(told, span.root):
        return False
    one = span.root
    seen = 0
    while one.head != one and seen < _DEEP:
        if one == told.token:
            return True
        if one != span.root and one.pos_ in {"VERB", "AUX"} and one.dep_ not in {"acl", "amod"}:
            break
        one = one.head
        seen += 1
    if one == told.token:
        return True
    if told.token.lower_ == "due":
        return bool(one == told.token.head)
    if told.rule == "noun":
        return one == told.token.head and told.token.dep_ in {"nsubj", "nsubjpass"}
    if one != told.token.head or told.token.dep_ != "xcomp":
        return False
    # agreed on Monday to meet: the date of the verb above is that of a plan only; but that of
    # `is ready to meet on Monday` is the day of the meeting
    ready = one.lemma_ == "be" and when.start > told.token.idx
    return bool(told.status == "happened" or ready)


def _of_the_plan(told: Told, date: Token) -> bool:
    """Tell whether a date is that for which something was planned, not that of the event."""
    one = date
    for _ in range(_DEEP):
        if one in (told.token, one.head):
            return False
        planned = one.lemma_.lower() in words.SET_FOR | {"expect"} and one.tag_ in {"VBN", "VBD"}
        if planned and one.dep_ in {"acl", "amod", "advcl", "relcl"} and told.status != "planned":
            return True
        if told.kind == "suspend" and one.head == told.token:
            # the summit of 30 May was called off; it was put off until June
            return one.dep_ in _THINGS or one.lower_ in _UNTIL
        one = one.head
    return False
