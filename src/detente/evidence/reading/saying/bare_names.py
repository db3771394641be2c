"""Who a bare name means: the name before a colon in a transcript, a surname told with an office."""

from __future__ import annotations

import re
from dataclasses import replace

from detente.evidence.reading.people.naming import Mention
from detente.evidence.reading.people.offices import is_office
from detente.evidence.reading.people.scene import Scene
from detente.evidence.reading.people.speaking import Speaker, by_name
from detente.evidence.reading.saying import source_words as words_of
from detente.evidence.reading.saying.finding import Find


def titled_before(scene: Scene, find: Find, words: str) -> Speaker | None:
    """Return the person that a bare surname means, once told with an office: Prime Minister Ek."""
    told = [m for m in scene.mentions if m.titled and m.name == words]
    before = [m for m in told if m.start < find.source[0].start]
    return by_name(scene, before[-1], find) if before else None


def of_turn(scene: Scene, find: Find, words: str) -> Speaker:
    """Return who speaks in a line of a transcript, by the name in front of it."""
    if words.rstrip(".").lower() in words_of.TURNS:
        ask = f"Who is '{words}'? The turn names nobody."
        return Speaker(voice="own words").because("a turn without a name").asking(ask)
    parts = re.sub(r"\(.*?\)", "", words).split()
    bare = " ".join(
        w for w in parts if not (is_office(w.rstrip(".,")) or w.rstrip(".") in words_of.MISTER)
    )
    name = bare.title() if bare.isupper() else bare
    office = " ".join(w for w in parts if is_office(w.rstrip(".,"))).capitalize()
    bearers = scene.bearers(name) if name else ()
    start, end = find.source[0].start, find.source[-1].end
    if len(bearers) == 1 or scene.member(name) is not None:
        who = bearers[0].name if len(bearers) == 1 else name
        mention = Mention(start, end, who, " " in who, True, office, None, None)
        return by_name(scene, mention, find)
    speaker = Speaker(name or words, office=office, voice="own words", person=name)
    states = scene.states(start, end)
    if states:
        return replace(speaker, parties=(states[0].code,)).because("the state is named")
    return speaker.asking(f"Whom does '{words}' speak for?")
