"""Persons: the names of people in a document, repaired, with the offices that stand beside them.

The language model finds most names and cuts many: a name here is the whole run of words with
large letters, given names with hyphens included, less the states and offices before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from detente.evidence.reading.parsing.parsed import Parsed
from detente.evidence.reading.parties.states import Own, places, plain, terms
from detente.evidence.reading.people.formal_offices import formal, leading
from detente.evidence.reading.people.name_offices import dismissed, of_state, richer
from detente.evidence.reading.people.name_runs import after_portfolio, names_in
from detente.evidence.reading.people.name_words import (
    FEMALE,
    NOT_NAMES,
    RUN,
    THINGS,
    surname,
)
from detente.evidence.reading.people.offices import (
    Office,
    left_of,
    office_in,
    right_of,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands: `full` if it has more than a surname, `subject` if it acts there."""

    start: int
    end: int
    name: str
    full: bool
    subject: bool
    titled: str
    office: Office | None
    female: bool | None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a document, by the fullest name there is; mentions in order."""

    name: str
    mentions: tuple[Mention, ...]

    @property
    def surname(self) -> str:
        """Return the name that a later mention may stand for."""
        return surname(self.name)

    def office(self, place: int | None = None) -> Office | None:
        """Return the office told latest before a place, else the first one told behind it."""
        told = [m for m in self.mentions if m.office is not None]
        before = [m for m in told if place is None or m.start <= place]
        # an office with its state tells more than a bare title
        best = [m for m in before if m.office and (m.office.state or m.office.observer)]
        chosen = best or before or [m for m in told if m.office and m.office.state] or told
        return chosen[-1 if best or before else 0].office if chosen else None

    def female(self) -> bool | None:
        """Tell whether she is a woman, None if nothing says so."""
        return next((m.female for m in self.mentions if m.female is not None), None)


def mentions(parsed: Sequence[Parsed], own: Own | None = None) -> tuple[Mention, ...]:
    """Return every name of a person in the paragraphs, in order; `own` are words for parties.

    A word with a large letter that is the surname of somebody named in full is that name.
    """
    found = [one for paragraph in parsed for one in _in(paragraph, own)]
    known = {surname(one.name) for one in found if one.full}
    # a name that begins with the family's may be shortened to its end: Nguyen Van Minh, Minh
    known |= {one.name.split()[-1] for one in found if len(one.name.split()) > 2}
    taken = {place for one in found for place in range(one.start, one.end)}
    for paragraph in parsed:
        for word in re.finditer(r"[A-Z\u00c0-\u00de][\w-]+", paragraph.text):
            start, end = paragraph.offset + word.start(), paragraph.offset + word.end()
            if word[0] in known and start not in taken:
                subject = _subject(paragraph, *word.span())
                # in May, in Jordan: only where it acts is it the person of that name
                if not subject and (word[0] in terms() or word[0] in NOT_NAMES):
                    continue
                found.append(Mention(start, end, word[0], False, subject, "", None, None))
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def people(found: Sequence[Mention]) -> tuple[Person, ...]:
    """Return the persons behind the names that are full; a bare surname waits to be resolved."""
    full: dict[str, list[Mention]] = {}
    for mention in found:
        if mention.full:
            full.setdefault(_key(mention.name, full), []).append(mention)
    alone: dict[str, list[Mention]] = {}
    surnames = {surname(name) for name in full}
    surnames |= {name.split()[-1] for name in full if len(name.split()) > 2}
    firsts = [name.split()[0] for name in full]
    surnames |= {first for first in firsts if firsts.count(first) == 1}
    surnames |= {name[:1].upper() + name[1:] for name in surnames}  # Al-Tayeb, Idris al-Tayeb
    for mention in found:
        acts = mention.subject or mention.titled or mention.office
        if not mention.full and mention.name not in surnames and acts:
            alone.setdefault(mention.name, []).append(mention)
    return tuple(Person(name, tuple(where)) for name, where in [*full.items(), *alone.items()])


def _key(name: str, known: dict[str, list[Mention]]) -> str:
    """Return the name under which a person is kept: Kyu-duk and Kyu Duk are one."""
    bare = _bare(name)
    return next((other for other in known if _bare(other) == bare), name)


def _bare(name: str) -> str:
    words = re.sub(r"[-\u2011]", " ", plain(name)).lower().split()
    kept = [word for word in words if not re.fullmatch(r"[a-z]\.", word)]
    return "".join(kept if len(kept) > 1 else words)


def _in(paragraph: Parsed, own: Own | None) -> Iterator[Mention]:
    text = paragraph.text
    names = [(e.start_char, e.end_char) for e in paragraph.doc.ents if e.label_ == "PERSON"]
    others = [
        (e.start_char, e.end_char)
        for e in paragraph.doc.ents
        if e.label_
        in {"GPE", "LOC", "FAC", "ORG", "NORP", "EVENT", "LAW", "WORK_OF_ART", "PRODUCT"}
    ]
    taken = [(p.start, p.end) for p in places(text, own)]
    for run in RUN.finditer(text):
        for first, end, titles in names_in(text, run.start(), run.end(), taken):
            start = after_portfolio(text, first, end, names)
            mention = _mention(paragraph, start, end, titles, names, others, own)
            if mention is not None:
                yield mention


def _mention(
    paragraph: Parsed,
    start: int,
    end: int,
    titles: str,
    names: Sequence[tuple[int, int]],
    others: Sequence[tuple[int, int]],
    own: Own | None,
) -> Mention | None:
    text = paragraph.text
    name = text[start:end]
    words = name.split()
    if len(words) > 6 or THINGS.search(name) or (not re.search(r"[a-z]", name) and len(words) < 2):
        return None
    if plain(name) in terms():
        return None
    phrase = left_of(paragraph.doc, text, start, end)
    before = office_in(phrase, known=places(phrase, own)) if phrase else None
    after = right_of(paragraph.doc, text, end)
    behind = office_in(after, known=places(after, own)) if after else None
    behind = behind or leading(text, end, own)
    if before is None and behind is None:
        before = formal(text, start, own)
    if before is None and behind is None:
        before = of_state(text, start, own)
    called = any(a < end and start < b for a, b in names)
    titled = bool(titles) or (before is not None and re.search(r"\w$", phrase) is not None)
    if not called and not titled and behind is None:
        return None
    if (
        not called
        and not titles
        and any(a <= start and end <= b for a, b in others)
        and len(words) < 2
    ):
        return None
    office = richer(before, behind)
    if dismissed(paragraph, start, end):
        held = office.words if office else ""
        office = Office(held, former=True, observer=True, reason="dismissed, as the text tells")
    where = paragraph.offset
    return Mention(
        where + start,
        where + end,
        " ".join(words),
        _full(words),
        _subject(paragraph, start, end),
        titles,
        office,
        True
        if FEMALE.search(f"{titles} {phrase} {after}")
        else False
        if re.search(r"\bMr\b", titles)
        else None,
    )


def _full(words: Sequence[str]) -> bool:
    return len([w for w in words if len(w.rstrip(".")) > 1]) > 1


def _subject(paragraph: Parsed, start: int, end: int) -> bool:
    span = paragraph.doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return False
    top = span.root
    while top.dep_ in {"compound", "appos"} and top.head != top:
        top = top.head
    following = paragraph.text[end : end + 2]
    return top.dep_ in {"nsubj", "nsubjpass"} or (
        following not in {"\u2019s", "'s"} and _said_by(top)
    )


def _said_by(token: object) -> bool:
    """Tell whether a name stands right behind a verb of saying: said Moon."""
    doc, i = token.doc, token.left_edge.i  # type: ignore[attr-defined]
    return (
        i > 0
        and not any(c.dep_ == "nsubj" for c in doc[i - 1].children)
        and doc[i - 1].lemma_ in {"say", "add", "tell", "write", "ask", "note", "warn", "explain"}
    )


def renamed(person: Person, name: str) -> Person:
    """Return a person under another name."""
    return replace(person, name=name)
