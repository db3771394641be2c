"""Pronouns: whom `he`, `she`, `it` and `they` mean, or the question who it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.evidence.reading.parsing.grammar import Token
from detente.evidence.reading.parties.states import Place
from detente.evidence.reading.people.naming import Mention
from detente.evidence.reading.people.scene import Scene
from detente.evidence.reading.people.speaking import GUESS, Speaker, by_name
from detente.evidence.reading.saying.finding import Find


def personal(
    scene: Scene, find: Find, pronoun: str, earlier: Sequence[tuple[Find, Speaker]]
) -> Speaker:
    """Return whom `he` or `she` means: the latest person who acts or speaks in the paragraph.

    Where the paragraph has nobody, the only one who spoke in the paragraph before.
    """
    place = find.source[0].start
    number = find.spoken_in.number
    here = [m for m in scene.named(find.spoken_in.offset, place) if _may_be(m, pronoun)]
    acting = [m for m in here if m.subject]
    teller = _teller(find, earlier)
    if teller is not None and teller[0].form != "direct":
        between = {m.name for m in acting if m.start >= teller[0].content[0].start}
        if not between:
            return _again(teller[1]).because(f"'{pronoun}' is whoever tells it", trust=0.9)
        names = " or ".join(sorted({teller[1].person, *between}))
        return Speaker(voice="own words").asking(f"Who is '{pronoun}': {names}?")
    spoken = [
        (f, s)
        for f, s in earlier
        if s.person and f.spoken_in.number == number and f.source and f.source[0].start < place
    ]
    if acting and (not spoken or acting[-1].start >= spoken[-1][0].source[0].start):
        speaker = by_name(scene, acting[-1], find)
        return speaker.because(f"'{pronoun}' is the latest subject of the paragraph", trust=0.9)
    if spoken:
        return _again(spoken[-1][1]).because(
            f"'{pronoun}' spoke before in the paragraph", trust=0.9
        )
    if len({m.name for m in here}) == 1 and not acting:
        speaker = by_name(scene, here[0], find)
        return speaker.because(
            f"'{pronoun}' is the only person of the paragraph", trust=GUESS
        ).asking(f"Is '{pronoun}' {speaker.name}?")
    before = [(f, s) for f, s in earlier if s.person and f.paragraph.number in {number - 1, number}]
    known = [s for f, s in before if f.said.rule != "noun of saying"]
    if not here and len({s.person for s in known}) == 1:
        return _again(known[-1]).because(
            f"'{pronoun}' is the only one who spoke in the paragraph before", trust=0.85
        )
    return Speaker(voice="own words").asking(f"Who is '{pronoun}'?")


def _teller(find: Find, earlier: Sequence[tuple[Find, Speaker]]) -> tuple[Find, Speaker] | None:
    """Return the person in whose words a source stands, if it stands in somebody's."""
    place = find.source[0].start
    for other, speaker in reversed(earlier):
        if speaker.person and any(span.start <= place < span.end for span in other.content):
            return other, speaker
    return None


def _again(speaker: Speaker) -> Speaker:
    """Return a speaker met before, with the same doubts."""
    return replace(speaker, reasons=speaker.reasons[:1])


def _may_be(mention: Mention, pronoun: str) -> bool:
    return mention.female is None or mention.female == (pronoun == "she")


def collective(
    scene: Scene, find: Find, words: str, earlier: Sequence[tuple[Find, Speaker]]
) -> Speaker:
    """Return whom `it` or `they` means: the state that acts before it in the paragraph, if it is one."""
    place = find.source[0].start
    paragraph = find.spoken_in
    rivals = _acting(scene, find)
    if len(rivals) > 1:
        names = " or ".join(scene.party(code) for code in rivals)
        return Speaker(voice="own words").asking(f"Who is '{words}': {names}?")
    for token in reversed([t for t in paragraph.doc if paragraph.offset + t.idx < place]):
        if token.dep_ not in {"nsubj", "nsubjpass", "poss"} or token.pos_ == "PRON":
            continue
        states = _of_token(scene, find, token)
        if states:
            name = scene.party(states[-1].code)
            speaker = Speaker(name, parties=(states[-1].code,), voice="own words", trust=0.85)
            return speaker.because(f"'{words}' is the latest state that acts in the paragraph")
        break
    spoken = [
        s for f, s in earlier if f.spoken_in.number == paragraph.number and s.voice != "gloss"
    ]
    if spoken and not spoken[-1].person and spoken[-1].name:
        return _again(spoken[-1]).because(f"'{words}' spoke before in the paragraph", trust=0.8)
    return Speaker(voice="own words").asking(f"Who is '{words}'?")


def one_of_two(scene: Scene, find: Find, words: str) -> Speaker:
    """Return whom `the latter` or `the former` means: one of two states joined before, else ask."""
    place = find.source[0].start
    paragraph = find.spoken_in
    for token in reversed([t for t in paragraph.doc if paragraph.offset + t.idx < place]):
        joined = [t for t in token.conjuncts if t.i > token.i]
        if token.dep_ not in {"nsubj", "nsubjpass"} or len(joined) != 1:
            continue
        one = joined[0] if words.lower().endswith("latter") else token
        first = paragraph.offset + one.idx
        states = scene.states(first, first + len(one.text))
        if states:
            name = scene.party(states[-1].code)
            speaker = Speaker(name, parties=(states[-1].code,), voice="own words", trust=0.85)
            return speaker.because(f"'{words}' is one of two that acted before")
        break
    return Speaker(voice="own words").asking(f"Who is '{words}'?")


def _acting(scene: Scene, find: Find) -> list[str]:
    """Return the states that act before a pronoun in its sentence; more than one are rivals."""
    place = find.source[0].start - find.spoken_in.offset
    codes = []
    sentence = next((s for s in find.spoken_in.doc.sents if place < s.end_char), None)
    for token in sentence if sentence is not None and sentence.start_char <= place else ():
        if token.idx >= place:
            break
        if token.dep_ in {"nsubj", "nsubjpass"} and token.pos_ != "PRON":
            codes += [state.code for state in _of_token(scene, find, token)]
    return list(dict.fromkeys(codes))


def _of_token(scene: Scene, find: Find, token: Token) -> tuple[Place, ...]:
    start = find.spoken_in.offset + token.left_edge.idx
    return scene.states(start, find.spoken_in.offset + token.idx + len(token.text))
