"""The circle of a document: its persons with their parties, its parties, and who spoke where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.evidence.documents.document import Span
from detente.evidence.reading.parsing.grammar import Token
from detente.evidence.reading.parsing.parsed import Parsed
from detente.evidence.reading.parties.coined import before, coined
from detente.evidence.reading.parties.states import states
from detente.evidence.reading.people.naming import Mention, Person
from detente.evidence.reading.people.scene import Scene
from detente.evidence.reading.people.speaking import inside
from detente.evidence.reading.saying.utterance import Utterance

_NEAR = 40  # characters behind a name in which the name set beside it may stand


@dataclass(frozen=True, slots=True)
class Held:
    """Who it is: names, with the reason; none, with the question.

    `known` if the names are those of parties or persons, and not just the words of the text.
    """

    names: tuple[str, ...] = ()
    why: str = ""
    question: str = ""
    known: bool = True

    def __add__(self, other: Held) -> Held:
        return Held(
            tuple(dict.fromkeys(self.names + other.names)),
            self.why or other.why,
            self.question or other.question,
            self.known and other.known,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Circle:
    """A document's people and parties, with what is known of them from who spoke."""

    scene: Scene
    utterances: tuple[Utterance, ...]
    parties_of: dict[str, tuple[str, ...]]
    coined: dict[str, str]
    parties: tuple[str, ...]

    def around(self, place: int) -> int | None:
        """Return the number of the shortest utterance that a place is told in."""
        found = [
            (one.end - one.start, number)
            for number, one in enumerate(self.utterances)
            if any(span.start <= place < span.end for span in one.content)
        ]
        return min(found)[1] if found else None

    def named(self, name: str) -> str:
        """Return what a party is called by: Ostria for Ostrian."""
        return self.coined.get(name, name)


def circle_of(scene: Scene, utterances: Sequence[Utterance]) -> Circle:
    """Return who is in a document."""
    names = coined(scene, utterances)
    parties: dict[str, tuple[str, ...]] = {}
    for one in utterances:
        if one.speaker and one.parties:
            parties.setdefault(one.speaker, one.parties)
    for person in scene.persons:
        for mention in person.mentions:
            office = mention.office
            if office is None or office.former or office.observer:
                continue
            if office.state:
                parties.setdefault(person.name, (scene.party(office.state),))
            elif before(office.words):
                parties.setdefault(person.name, (before(office.words),))
    known = {who: tuple(names.get(p, p) for p in of) for who, of in parties.items()}
    acting = _parties(scene, utterances, known, names)
    return Circle(scene, tuple(utterances), known, names, acting)


def speaker(circle: Circle, utterance: int | None) -> Held:
    """Return the parties that the speaker of an utterance speaks for, else the speaker."""
    if utterance is None:
        return Held()
    one = circle.utterances[utterance]
    if one.parties:
        return Held(tuple(circle.named(p) for p in one.parties), "whoever speaks")
    if one.speaker:
        known = circle.parties_of.get(one.speaker)
        if known:
            return Held(known, "whoever speaks")
        ask = ""
        if one.voice != "observer" and not one.questions:
            ask = f"Whom does '{one.speaker}' speak for?"
        return Held(
            (circle.named(one.speaker),), "whoever speaks, whose party is not known", ask, False
        )
    ask = "" if one.questions else "Whose words are these?"
    return Held((), "whoever speaks, who is not known", ask or "Whose words are these?", False)


def of_person(circle: Circle, mention: Mention) -> Held:
    """Return the party of a person named, else the person."""
    bearers = circle.scene.bearers(mention.name)
    for member in (circle.scene.member(p.name) for p in bearers):
        if member is not None and member.offices and member.offices[-1].party:
            return Held((member.offices[-1].party,), f"the cast has {member.name}")
    if len(bearers) > 1:
        bearers = _titled(mention, bearers) or bearers
    if len(bearers) == 1:
        known = circle.parties_of.get(bearers[0].name)
        if known:
            return Held(known, f"the party of {bearers[0].name}")
        return _alone(bearers[0])
    if len(bearers) > 1:
        names = " or ".join(p.name for p in bearers)
        return Held((mention.name,), "several have this name", f"Who is '{mention.name}': {names}?")
    return Held(
        (mention.name,), "a name, whose party is not told", f"Whom does '{mention.name}' speak for?"
    )


def _alone(person: Person) -> Held:
    """Return a person of whom no party is told; who holds no office any more needs none."""
    office = person.office()
    private = office is not None and (office.former or office.observer)
    ask = "" if private else f"Whom does '{person.name}' speak for?"
    return Held((person.name,), f"{person.name}, whose party is not told", ask)


def _titled(mention: Mention, bearers: Sequence[Person]) -> tuple[Person, ...]:
    """Return those of several whose office the word before the name is."""
    if not mention.titled:
        return ()
    title = str(mention.titled).split()[-1].lower() if isinstance(mention.titled, str) else ""
    found = []
    for person in bearers:
        office = person.office()
        if title and office is not None and title in office.words.lower():
            found.append(person)
    return tuple(found)


def person_at(circle: Circle, paragraph: Parsed, token: Token) -> str:
    """Return the full name of the person that a token names, or nothing."""
    mention = mention_at(circle, paragraph, token)
    if mention is None:
        return ""
    bearers = circle.scene.bearers(mention.name)
    return bearers[0].name if len(bearers) == 1 else mention.name


def mention_at(circle: Circle, paragraph: Parsed, token: Token) -> Mention | None:
    """Return the name that a token is part of, or that is set beside it."""
    start = paragraph.offset + token.left_edge.idx
    end = paragraph.offset + token.right_edge.idx + len(token.right_edge.text) + _NEAR
    return inside(token, paragraph, circle.scene.named(start, end))


def _parties(
    scene: Scene,
    utterances: Sequence[Utterance],
    parties_of: dict[str, tuple[str, ...]],
    names: dict[str, str],
) -> tuple[str, ...]:
    """Return the parties of a document: those spoken for, and the states that act in it."""
    found = [names.get(p, p) for one in utterances for p in one.parties]
    found += [p for of in parties_of.values() for p in of]
    for paragraph in scene.parsed:
        if paragraph.kind != "body":
            continue
        for place in scene.states(paragraph.offset, paragraph.end):
            tokens = paragraph.tokens(Span(place.start, place.end))
            acts = tokens is not None and tokens.root.dep_ in {"nsubj", "poss"}
            if acts and place.code in states():
                found.append(scene.party(place.code))
    return tuple(dict.fromkeys(found))
