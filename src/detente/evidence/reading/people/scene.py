"""The scene of a document: who and what is named in it, looked up by place.

Everything that decides who spoke is asked here: the persons, the states, the cast of the
project, and the day the document was published.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from detente.conflict.time import Day, parse_day
from detente.evidence.documents.document import Document
from detente.evidence.reading.parsing.parsed import Parsed
from detente.evidence.reading.parties.states import Place, halves, places, plain, two_koreas
from detente.evidence.reading.parties.told_parties import told_parties
from detente.evidence.reading.people.cast import Cast, Member
from detente.evidence.reading.people.naming import Mention, Person, mentions, people


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """Who and what is named in a document; `places` count in characters of its text."""

    document: Document
    parsed: tuple[Parsed, ...]
    mentions: tuple[Mention, ...]
    persons: tuple[Person, ...]
    places: tuple[Place, ...]
    cast: Cast
    day: Day | None

    @property
    def text(self) -> str:
        """The text of the document up to where it was read; a limit may have ended that early."""
        return read_part(self.document, self.parsed)

    def named(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return the persons named between two places, in order."""
        first = bisect_left(self.mentions, start, key=lambda m: m.end - 1)
        found = []
        for mention in self.mentions[first:]:
            if mention.start >= end:
                break
            found.append(mention)
        return tuple(found)

    def states(self, start: int, end: int) -> tuple[Place, ...]:
        """Return the states named between two places, in order."""
        first = bisect_left(self.places, start, key=lambda p: p.end - 1)
        found = []
        for place in self.places[first:]:
            if place.start >= end:
                break
            found.append(place)
        return tuple(found)

    def party(self, code: str) -> str:
        """Return what the project, or else the table, calls a state."""
        return self.cast.party_of(code)

    def member(self, name: str) -> Member | None:
        """Return the person of the cast who has a name, None if nobody has it."""
        wanted = plain(name).casefold()
        return next(
            (
                one
                for one in self.cast.persons
                if any(plain(n).casefold() == wanted for n in one.names)
            ),
            None,
        )

    def bearers(self, name: str) -> tuple[Person, ...]:
        """Return the persons of the document whom a bare name may mean."""
        exact = tuple(p for p in self.persons if p.name == name)
        if exact and " " in name:
            return exact
        small = name[:1].lower() + name[1:]
        bare = tuple(p for p in self.persons if p.surname in (name, small))
        return (
            bare
            or exact
            or tuple(p for p in self.persons if name in (p.name.split()[0], p.name.split()[-1]))
        )


def read_part(document: Document, parsed: Sequence[Parsed]) -> str:
    """Return the text of a document up to where it was read."""
    return document.text[: parsed[-1].end] if parsed else ""


def scene_of(document: Document, parsed: Sequence[Parsed], cast: Cast) -> Scene:
    """Return the scene of a parsed document."""
    told = mentions(parsed)
    own = told_parties(parsed, told)
    if own:
        # a party's name is no person's, and an office may be that of such a party
        told = mentions(parsed, own)
    found: list[Place] = []
    both = two_koreas(read_part(document, parsed))
    for paragraph in parsed:
        here = [*places(paragraph.text, own), *_own(paragraph.text, cast)]
        if both:
            here += halves(paragraph.text)
        kept: list[Place] = []
        for place in sorted(here, key=lambda p: (p.start, -p.end)):
            if not kept or place.start >= kept[-1].end:
                kept.append(place)
        found += [
            Place(p.start + paragraph.offset, p.end + paragraph.offset, p.code, p.sort)
            for p in kept
        ]
    day = parse_day(document.date.value[:10]) if document.date else None
    return Scene(document, tuple(parsed), told, people(told), tuple(found), cast, day)


def _own(text: str, cast: Cast) -> list[Place]:
    """Return where the aliases stand that the cast has for its parties."""
    found = []
    same = plain(text)
    for party in cast.parties:
        for alias in (*party.aliases, *(() if party.code else (party.name,))):
            start = same.find(plain(alias))
            while start >= 0:
                end = start + len(alias)
                before = start == 0 or not same[start - 1].isalnum()
                if before and (end == len(same) or not same[end].isalnum()):
                    found.append(Place(start, end, party.code or f"={party.name}", "body"))
                start = same.find(plain(alias), end)
    return found
