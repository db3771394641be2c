"""Parties that no table knows, as the document itself names them: Vellmark, the Hill Assembly.

Taken is a name that owns an office or a government, `Vellmark's envoy`, `the army of Tarrow`, or
that wants, says or agrees something; a body of people, a union, a front, a company, needs the
same.  An adjective goes with its name, `Ostrian` with `Ostria`, and `the Assembly` with the one
Assembly there is.  Persons, known states and what reports or studies are none.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from detente.evidence.reading.parsing.parsed import Parsed
from detente.evidence.reading.parties.common_words import common
from detente.evidence.reading.parties.party_words import (
    BODIES,
    ENDINGS,
    GENERIC,
    REALMS,
    RULED,
    STUDIES,
    TOPICS,
)
from detente.evidence.reading.parties.states import Own, Sort, places, plain, terms
from detente.evidence.reading.people.name_words import NOT_NAMES
from detente.evidence.reading.people.naming import Mention
from detente.evidence.reading.people.offices import is_office
from detente.evidence.reading.saying import verbs

_CAP = r"[A-Z\u00c0-\u00de][\w-]+"
# Coastal Workers' League, People's Front, Front for the Eastern Provinces
_PART = rf"{_CAP}(?:'s?(?= [A-Z]))?"
_NAME = rf"{_PART}(?: (?:of (?:the )?|for (?:the )?|and )?{_PART}){{0,4}}"
# Vellmark's chief negotiator: up to four words between the owner and the office
_OWNER = re.compile(rf"\b({_CAP}(?: {_CAP}){{0,3}})(?:'s|(?<=s)') ((?:[\w-]+ ){{0,4}}[\w-]+)")
_OF = re.compile(rf"\b([A-Za-z][\w-]+) (?:of|for) (?:the )?({_CAP}(?: {_CAP}){{0,3}})")
_RULED = re.compile(rf"\b({_CAP}(?: {_CAP}){{0,3}}) ([a-z]+)\b(?: ([a-z]+)\b)?")
_TITLED = re.compile(rf"\b({_CAP})(?= ((?:[\w-]+ ){{0,4}}[\w-]+))")
_LONG = re.compile(rf"\b({_NAME})(?:'s\b)?(?:,? \(([A-Z]{{2,8}})\))?")
_WORD = re.compile(r"[\w-]+")
SHORT = 3  # letters; from shorter names no words are made


@dataclass(frozen=True, slots=True)
class _Page:
    """What a document says: its texts, its words, and the surnames of its persons."""

    texts: tuple[str, ...]
    words: frozenset[str]
    persons: frozenset[str]


def told_parties(parsed: Sequence[Parsed], named: Sequence[Mention]) -> Own:
    """Return the words for parties that the document names and no table knows, each with its party."""
    body = [p for p in parsed if p.kind == "body"]
    texts = tuple(plain(p.text) for p in body)
    people = {word for one in named if one.full or one.titled for word in one.name.split()} - BODIES
    page = _Page(
        texts,
        frozenset(word for text in texts for word in _WORD.findall(text)),
        frozenset(people),
    )
    found = dict.fromkeys(name for text in texts for name in _owning(text, page))
    for paragraph in body:
        found.update(dict.fromkeys(_acting(paragraph, page)))
    adjectives = dict.fromkeys(name for text in texts for name in _peoples(text, page, found))
    return _called(page, [*found, *adjectives])


def _owning(text: str, page: _Page) -> Iterator[str]:
    """Yield names that own an office or a government: Vellmark's envoy, the army of Tarrow."""
    for match in _OWNER.finditer(text):
        if _leads(match[2]):
            yield from _fit(match[1], page)
    for match in _OF.finditer(text):
        if match[1] in RULED or match[1] in REALMS:
            yield from _fit(match[2], page)
    for match in _RULED.finditer(text):
        if match[2] == "administration":
            continue  # that of a person, more often than not
        if match[2] in RULED or ((match[3] or "") in RULED and match[2] in TOPICS):
            yield from _fit(match[1], page)


def _acting(paragraph: Parsed, page: _Page) -> Iterator[str]:
    """Yield names that say, want or agree something: Ostria and Vellmark have agreed."""
    for token in paragraph.doc:
        if token.pos_ not in {"PROPN", "NOUN", "ADJ"} or not token.text[:1].isupper():
            continue
        top = token
        while top.dep_ == "conj" and top.head.pos_ in {"PROPN", "NOUN"}:
            top = top.head
        if top.dep_ != "nsubj" or top.head.lemma_.lower() not in _WILLED:
            continue
        phrase = paragraph.text[token.left_edge.idx : token.idx + len(token.text)]
        name = _LONG.search(plain(phrase))
        last = name[1] if name else token.text
        state = token.ent_type_ in {"GPE", "NORP"} and len(last.split()) == 1
        if state or last.split()[-1] in BODIES or last.split()[0] in BODIES:
            yield from _fit(last, page)


_WILLED = verbs.SPEECH | verbs.WILL | verbs.OBJECT


def _peoples(text: str, page: _Page, known: Mapping[str, None]) -> Iterator[str]:
    """Yield adjectives before an office: the Ostrian water minister, Solan President Menzel."""
    for match in _TITLED.finditer(text):
        word = match[1]
        if not _leads(match[2]):
            continue
        if word in known or word in BODIES or (word.endswith(ENDINGS) and len(word) > SHORT + 1):
            yield from _fit(word, page)


def _leads(words: str) -> bool:
    """Tell whether words lead to an office or a government: chief border negotiator."""
    for word in words.split():
        if is_office(word) or word in RULED:
            return True
        if word.lower() not in TOPICS:
            return False
    return False


def _fit(name: str, page: _Page) -> Iterator[str]:
    """Yield a name without the words before it that are none, if it may be that of a party."""
    words = name.split()
    body = bool(words) and words[-1] in BODIES
    while words and (
        words[0] in NOT_NAMES or words[0] in GENERIC or (words[0].lower() in TOPICS and not body)
    ):
        words = words[1:]
    name = " ".join(words)
    if not words or len(words[0]) < SHORT or (name.isupper() and len(name) > 5):
        return
    if any(is_office(word) or word in page.persons for word in words):
        return
    if words[-1] in STUDIES or any(word in STUDIES for word in words):
        return
    if places(name) or (len(words) == 1 and words[0] in BODIES and not _body(page, words[0])):
        return
    if any("-" in word and places(word.rsplit("-", 1)[1]) for word in words):
        return  # people of a kind: African-American
    if len(words) == 1 and words[0].rstrip("s") in _known_words() and words[0] not in BODIES:
        return  # a part of a state's name
    if len(words) == 1 and words[0].lower() in page.words and words[0] not in BODIES:
        return  # an ordinary word at the beginning of a sentence
    if len(words) > 1 and words[-1] not in BODIES and words[0] not in BODIES:
        yield from _fit(words[-1], page) if len(words) > 2 else (name,)
        return
    yield name


@functools.cache
def _known_words() -> frozenset[str]:
    return frozenset(word for term in terms() for word in term.split())


def _body(page: _Page, word: str) -> str:
    """Return the full name of the one body that a word stands for: the Assembly."""
    found = set()
    for text in page.texts:
        for match in _LONG.finditer(text):
            words = match[1].split()
            while words and (words[0] in NOT_NAMES or words[0] in GENERIC):
                words = words[1:]
            if len(words) > 1 and word in (words[0], words[-1]) and not places(" ".join(words)):
                found.add(" ".join(words))
    return min(found, key=lambda one: (len(one), one)) if found else ""


def _called(page: _Page, names: Sequence[str]) -> Own:
    """Return the words that each party goes by, with its code."""
    own: dict[str, tuple[str, Sort]] = {}
    for name in names:
        long = _body(page, name) or name if len(name.split()) == 1 and name in BODIES else name
        base = _base(long, page)
        code = f"={base or long}"
        own.setdefault(long, (code, "people" if base else "name"))
        own.setdefault(code[1:], (code, "name"))
        own.setdefault(name, (code, "people" if base else "name"))
        if base:
            own.setdefault(f"{long}s", (code, "people"))
        for short in _short(page, long):
            own.setdefault(short, (code, "body"))
    own.update({word: meant for word, meant in common(page.texts, own).items() if word not in own})
    for name in [n for n, (code, sort) in own.items() if sort == "name" and " " not in n]:
        for ending in ENDINGS:
            for word in (name + ending, name[:-1] + ending):
                for one in (word, f"{word}s"):
                    if one in page.words and word != name:
                        own.setdefault(one, (own[name][0], "people"))
    return own


def _short(page: _Page, name: str) -> Iterator[str]:
    """Yield what stands for a long name: its letters in brackets, its last word with an article."""
    words = name.split()
    if len(words) < 2:
        return
    for text in page.texts:
        letters = re.search(rf"\b{re.escape(name)},? \(([A-Z]{{2,8}})\)", text)
        if letters:
            yield letters[1]
    for word in (words[-1], words[0]):
        if word in BODIES and _body(page, word) == name:
            yield word


def _base(name: str, page: _Page) -> str:
    """Return what an adjective is made of, if the document says it: Ostrian, Ostria."""
    if not name.endswith(ENDINGS) or len(name) <= SHORT + 1 or " " in name:
        return ""
    tried = (name[:-1], name[:-2], name[:-3], name[:-2] + "a", name[:-3] + "a", name[:-3] + "y")
    for one in tried:
        if len(one) > SHORT and one != name and one in page.words and one[0].isupper():
            return one
    return ""
