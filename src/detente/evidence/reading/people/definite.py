"""Descriptions of somebody told before: the minister, the first official, the statement.

Who has the office in the document is meant; else whoever spoke before without a name under the
same word; a statement is by whoever gave it.  Where it may be two, it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from detente.evidence.reading.people.naming import Person
from detente.evidence.reading.people.offices import is_office
from detente.evidence.reading.people.scene import Scene
from detente.evidence.reading.people.speaking import GUESS, Speaker, by_name
from detente.evidence.reading.saying.finding import Find

_THE = re.compile(
    r"(?:the|this|that|both)\s+(?:(?:first|same|former|senior|two)\s+)?(?P<what>[\w-]+(?:\s+[\w-]+){0,4})",
    re.IGNORECASE,
)
_NAMELESS = frozenset(
    [
        "official",
        "officials",
        "source",
        "sources",
        "diplomat",
        "diplomats",
        "aide",
        "aides",
        "insider",
        "insiders",
        "negotiator",
        "delegate",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "adviser",
        "advisor",
        "lawmaker",
        "person",
    ]
)
_WRITTEN = frozenset(
    ["statement", "communique", "communiqué", "note", "message", "letter", "text", "release"]
)
BACK = 4  # paragraphs in which a statement may have been told of


def described(
    scene: Scene, find: Find, words: str, earlier: Sequence[tuple[Find, Speaker]]
) -> Speaker | None:
    """Return the speaker told before whom a description means, or None."""
    found = _THE.fullmatch(words)
    if found is None:
        return None
    what = found["what"].lower()
    head = what.split()[-1]
    if head in _WRITTEN:
        return _statement(scene, find, head, earlier)
    if not (is_office(head) or head in _NAMELESS):
        return None
    if scene.states(find.source[0].start, find.source[-1].end):
        return None
    place = find.source[0].start
    if head not in _NAMELESS or head.startswith("spokes") or head == "negotiator":
        bearers = _in_office(scene, what, place)
        if len(bearers) == 1:
            person = bearers[0]
            near = [m for m in person.mentions if m.start < place] or list(person.mentions)
            speaker = by_name(scene, near[-1], find)
            return speaker.because(f"'{words}' is {person.name}", trust=0.9)
        if bearers:
            names = " or ".join(person.name for person in bearers)
            return Speaker(voice="own words").asking(f"Who is '{words}': {names}?")
    return _again(words, head, earlier)


def _in_office(scene: Scene, what: str, place: int) -> list[Person]:
    """Return the persons who are said to have an office; the ones told last, if there are several."""
    sought = what.split()
    found = [
        person
        for person in scene.persons
        for office in [person.office(place)]
        if office is not None
        and not office.former
        and (all(word in _words(office.words) for word in sought) or _same_rank(office.words))
        and any(m.start < place for m in person.mentions)
    ]
    paragraph = next((p for p in scene.parsed if p.offset <= place < p.end), None)
    if len(found) < 2 or paragraph is None:
        return found
    near = [p for p in found if any(paragraph.offset <= m.start < place for m in p.mentions)]
    return near or found


def _same_rank(words: str) -> bool:
    """Tell whether somebody is called another's counterpart, and so has the same office."""
    return not _words(words).isdisjoint({"counterpart", "colleague"})


def _words(text: str) -> set[str]:
    return set(re.findall(r"[\w-]+", text.lower()))


def _again(words: str, head: str, earlier: Sequence[tuple[Find, Speaker]]) -> Speaker | None:
    """Return who spoke before without a name, under the same word: a US official, the official."""
    same = [
        speaker
        for _, speaker in earlier
        if not speaker.person and speaker.office and head in _words(speaker.office)
    ]
    told = {speaker.office: speaker for speaker in same}
    if not told or ("first" not in words.lower() and len({s.parties for s in told.values()}) > 1):
        return None
    chosen = same[0] if "first" in words.lower() else same[-1]
    return replace(chosen, questions=(), reasons=chosen.reasons[:1]).because(
        f"'{words}' is '{chosen.office}', told before", trust=0.9
    )


def _statement(
    scene: Scene, find: Find, head: str, earlier: Sequence[tuple[Find, Speaker]]
) -> Speaker | None:
    """Return who gave the statement that is told of last: said in a statement, the statement said."""
    for other, speaker in reversed(earlier):
        if find.spoken_in.number - other.spoken_in.number > BACK:
            return None
        start, end = other.spoken_in.offset, other.spoken_in.end
        told = scene.document.text[start : min(end, find.source[0].start)]
        if re.search(rf"\b(?:a|its|his|her|their|separate|joint) (?:\w+ ){{0,2}}{head}\b", told):
            kept = replace(speaker, questions=(), reasons=speaker.reasons[:1])
            return kept.because(f"'the {head}' is theirs", trust=GUESS)
    return None
