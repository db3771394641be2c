"""events_in: what happened, is to happen, could happen, or did not, by patterns of verb and object.

What is only demanded or offered is a stance, and no event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from detente.evidence.reading.dates.dates import When, dates_in
from detente.evidence.reading.events import words
from detente.evidence.reading.events.dating import far_ahead, too_late, when_of
from detente.evidence.reading.events.event import Event
from detente.evidence.reading.events.happening import coming
from detente.evidence.reading.events.nouns import by_nouns
from detente.evidence.reading.events.verbs import Told, by_verbs
from detente.evidence.reading.parsing.grammar import Stretch, Token, can_speak
from detente.evidence.reading.parsing.parsed import Parsed
from detente.evidence.reading.parties.circle import Circle, Held, circle_of, person_at
from detente.evidence.reading.parties.holding import joined, who
from detente.evidence.reading.parties.states import places
from detente.evidence.reading.people.scene import Scene
from detente.evidence.reading.saying.utterance import Utterance

_READ = frozenset({"body", "caption"})


_DATELINE = re.compile(r"[A-Z][A-Z .'-]{2,}[^.\n]{0,80}?\s(?:-{1,2}|\u2013|\u2014)\s")
_FAR = 2  # paragraphs back that two who met before may have met in


def events_in(
    scene: Scene,
    utterances: Sequence[Utterance],
    *,
    published: str = "",
    circle: Circle | None = None,
) -> tuple[Event, ...]:
    """Return the events that a document tells of, in the order they stand in it.

    Parameters
    ----------
    published : the day of publication, where it is known otherwise than by the document.
    circle : who is in the document, if that was found before.
    """
    if not published and scene.document.date is not None:
        published = scene.document.date.value[:10]
    circle = circle or circle_of(scene, utterances)
    found: list[Event] = []
    for paragraph in scene.parsed:
        if paragraph.kind in _READ:
            found += _in_paragraph(circle, paragraph, published, found)
    return _asked_once(sorted(found, key=lambda one: (one.span.start, one.span.end, one.kind)))


def _in_paragraph(
    circle: Circle, paragraph: Parsed, published: str, earlier: Sequence[Event]
) -> list[Event]:
    doc, text = paragraph.doc, paragraph.text
    head = _DATELINE.match(text)
    told_from = head.end() if head else 0  # the day of a dateline is no event's
    whens = [w for w in dates_in(text, published, ahead=coming(doc)) if w.start >= told_from]
    later = [w for w in dates_in(text, published, ahead=[(0, len(text))]) if w.start >= told_from]
    caption = paragraph.kind == "caption"
    told = list(_best([*by_verbs(doc, text, caption=caption), *by_nouns(doc, text)]))
    told = [replace(t, stretch=_after(t, told_from)) for t in told]
    found: list[Event] = []
    for one in sorted(told, key=lambda t: t.stretch):
        # what is planned is still to come, and so is its date
        dates = later if one.status == "planned" else whens
        found.append(_event(circle, paragraph, one, dates, told, [*earlier, *found], published))
    return found


def _after(told: Told, told_from: int) -> Stretch:
    """Return the words for an event without the dateline that a parse puts before them."""
    start, end = told.stretch
    return (max(start, told_from), end) if told.token.idx >= told_from else (start, end)


def _best(told: Sequence[Told]) -> Iterator[Told]:
    """Yield each event once: of two that overlap in kind and words, the verb's."""
    kept: list[Told] = []
    order = {"verb with object": 0, "verb": 1, "noun": 2}
    # exercises had ended: the noun tells whose they were
    heads = {(t.kind, t.token.head) for t in told if t.rule == "noun"}
    for one in sorted(told, key=lambda t: (order[t.rule], t.token.i)):
        if one.rule != "noun" and (one.kind, one.token) in heads:
            continue
        clash = any(
            other.stretch[0] <= one.token.idx < other.stretch[1]
            and (other.kind == one.kind or one.rule == "noun")
            for other in kept
        )
        if not clash:
            kept.append(one)
    yield from kept


def _event(
    circle: Circle,
    paragraph: Parsed,
    told: Told,
    whens: Sequence[When],
    beside: Sequence[Told],
    earlier: Sequence[Event],
    published: str,
) -> Event:
    place = paragraph.offset + told.token.idx
    told_in = circle.around(place)
    names, question = _names(circle, paragraph, told, told_in)
    when = when_of(told, whens, beside)
    confidence = words.CONFIDENCE["caption" if paragraph.kind == "caption" else told.rule]
    reason = f"{told.rule} ('{told.token.text}')"
    questions = [question] if question else []
    if told.status == "happened" and when is not None and too_late(when, published):
        questions.append(f"Did this happen? '{when.words}' comes after the day of publication.")
        when = None
        confidence *= 0.8
    elif told.status == "planned" and when is not None and far_ahead(when, published):
        questions.append(f"In which year is '{when.words}'? It may lie before the publication.")
        when = None
    elif when is None and told.status == "happened" and len(names) > 1:
        for other in reversed(earlier):
            near = other.block >= paragraph.block - _FAR
            if (
                near
                and other.when is not None
                and other.status == "happened"
                and set(other.participants) == set(names)
            ):
                when = other.when
                reason += "; the date is that of what they did before"
                confidence *= 0.9
                break
    if when is not None and when.question:
        questions.append(when.question)
    return Event(
        kind=told.kind,
        status=told.status,
        participants=names,
        span=paragraph.span(*told.stretch),
        rule=told.rule,
        reason=reason,
        confidence=round(confidence * (0.9 if question else 1), 2),
        block=paragraph.block,
        date=when.value if when else "",
        when=when,
        utterance=told_in,
        questions=tuple(questions),
    )


def _names(
    circle: Circle, paragraph: Parsed, told: Told, told_in: int | None
) -> tuple[tuple[str, ...], str]:
    held = Held()
    names: list[str] = []
    if told.kind == "exercise" and told.rule == "noun":
        # the states whose exercises they are stand before the noun
        first = paragraph.offset + told.token.left_edge.idx
        before = circle.scene.document.text[first : paragraph.offset + told.token.idx]
        codes = [place.code for place in places(re.sub(r"[-\u2011]", " ", before))]
        return tuple(dict.fromkeys(circle.scene.party(code) for code in codes)), ""
    for token in told.people:
        for one in joined(token):
            done_to = one.dep_ in {"dobj", "dative", "nsubjpass", "nmod", "compound"}
            person = person_at(circle, paragraph, one)
            if told.kind in {"dismiss", "appoint"} and done_to and not person:
                continue
            if person:
                names.append(person)
                continue
            found = who(circle, paragraph, one, told_in)
            thing = one.lemma_.lower() in words.HANDED | words.PAPERS
            gets = told.kind == "hand over" and can_speak(one) and not thing
            if found.known or gets or not (done_to or one.head.dep_ == "appos"):
                names += found.names
                held = held + found
    if not names and told.token.dep_ == "amod":
        names = _hyphened(circle, paragraph, told.token)
    return tuple(dict.fromkeys(names)), "" if names else held.question


def _hyphened(circle: Circle, paragraph: Parsed, token: Token) -> list[str]:
    """Return the state right before `test-fired`, which the parse takes for an adjective."""
    first = paragraph.offset + token.sent.start_char
    places = circle.scene.states(first, paragraph.offset + token.idx)
    return [circle.scene.party(places[-1].code)] if places else []


def _asked_once(found: Sequence[Event]) -> tuple[Event, ...]:
    """Return the events with each question asked where it first comes up."""
    asked: set[str] = set()
    result = []
    for one in found:
        questions = tuple(q for q in one.questions if q not in asked)
        asked |= set(one.questions)
        result.append(replace(one, questions=questions))
    return tuple(result)
