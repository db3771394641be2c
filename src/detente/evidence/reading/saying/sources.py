"""Sources without a name: states, governments, officials, observers, papers, pronouns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from detente.evidence.reading.parsing.grammar import Token
from detente.evidence.reading.parties.states import Place
from detente.evidence.reading.people.concluding import MEDIA
from detente.evidence.reading.people.definite import described
from detente.evidence.reading.people.naming import Mention
from detente.evidence.reading.people.offices import Office, office_in
from detente.evidence.reading.people.pronouns import collective, one_of_two, personal
from detente.evidence.reading.people.scene import Scene
from detente.evidence.reading.people.speaking import (
    GUESS,
    Speaker,
    by_name,
    inside,
    without_article,
)
from detente.evidence.reading.saying import source_words as words_of
from detente.evidence.reading.saying import verbs
from detente.evidence.reading.saying.bare_names import of_turn, titled_before
from detente.evidence.reading.saying.finding import Find

PERSONAL = frozenset({"he", "she"})


COLLECTIVE = frozenset({"they", "it", "its", "their"})


OUTLET = frozenset({"i", "we", "us", "me", "my", "our"})


def unnamed(scene: Scene, find: Find, earlier: Sequence[tuple[Find, Speaker]]) -> Speaker:
    """Return the speaker of a source that names no person."""
    words = " ".join(" ".join(scene.document.words(span) for span in find.source).split())
    words = re.sub(r"(?:['\u2019]s|(?<=s)['\u2019])$", "", words)
    if not words:
        return Speaker(voice="own words").asking("Who says this? No source stands with it.")
    token = find.said.speaker
    if token is not None and token.text == "US":
        return _described(scene, find, words, token)
    lower = token.lower_ if token is not None else words.lower()
    lower = words_of.POSSESSIVE.get(lower, lower)
    if find.said.rule == "transcript":
        return of_turn(scene, find, words)
    if lower in PERSONAL:
        return personal(scene, find, lower, earlier)
    if lower in COLLECTIVE:
        return collective(scene, find, words, earlier)
    known = titled_before(scene, find, words)
    if known is not None:
        return known
    if re.fullmatch(r"the (?:latter|former)", words, re.IGNORECASE):
        return one_of_two(scene, find, words)
    told = described(scene, find, words, earlier)
    if told is not None:
        return told
    if lower in OUTLET:
        return Speaker(words, voice="gloss").because("the outlet speaks of itself")
    return _described(scene, find, words, token)


def _described(scene: Scene, find: Find, words: str, token: Token | None) -> Speaker:
    """Return the speaker that a description stands for: a South Korean official, observers, Seoul."""
    short = words_of.LONGER.split(words)[0]
    name = re.sub(r"^(?:the|a|an)\s+", "", short, flags=re.IGNORECASE)
    own = _own_states(scene, find, token)
    if own:
        return _states_speak(scene, words, name, own)
    if token is not None and token.ent_type_ == "GPE" and not words_of.PAPER.search(words):
        ask = f"Is '{name}' a party? It is not in the table of states."
        return Speaker(
            name, parties=(f"={_entity(token)}",), voice="own words", trust=GUESS
        ).asking(ask)
    listed_states = words_of.LISTED.search(words) and scene.states(*_span(find))
    if listed_states:
        codes = tuple(dict.fromkeys(place.code for place in listed_states))
        speaker = Speaker(words, parties=codes, voice="own words")
        return speaker.because("those of several states speak as one")
    if _takes(find, token):
        return Speaker(name, voice="gloss").because("what the outlet takes from somebody's words")
    first, last = _span(find)
    end = min(last, first + len(short)) if len(find.source) == 1 else last
    states = scene.states(first, end)
    head = token.text if token is not None else short.split()[-1]
    return (
        _official(short, name, head, states, first)
        or _its_own(scene, find, short)
        or _government(scene, find, short, name, head, states)
        or _paper(scene, short, name, states)
        or _nobody_known(short, name, head)
    )


def _entity(token: Token) -> str:
    """Return the whole name that a token is part of."""
    inside_of = (e.text for e in token.doc.ents if e.start <= token.i < e.end)
    return re.sub(r"^the ", "", next(inside_of, str(token.text)))


def _own_states(scene: Scene, find: Find, token: Token | None) -> Sequence[Place]:
    """Return the states that the source itself is, not those that only describe it."""
    if token is not None:
        joined = [token, *token.conjuncts]
        return [place for one in joined for place in _at(scene, find, one)]
    first, last = _span(find)
    own = scene.states(first, last)
    return own if own and own[0].start - first <= 4 and own[0].end >= last - 2 else ()


def _takes(find: Find, token: Token | None) -> bool:
    """Tell whether the outlet reads something out of somebody's words: her remarks suggest that."""
    verb = find.said.verb
    return (
        verb is not None
        and token is not None
        and verb.lemma_ in words_of.SHOWS
        and token.lemma_ in verbs.NOUNS
        and any(child.dep_ == "poss" for child in token.children)
    )


def _official(
    short: str, name: str, head: str, states: Sequence[Place], first: int
) -> Speaker | None:
    """Return an onlooker, or an unnamed holder of an office that names its state."""
    inner = tuple(Place(p.start - first, p.end - first, p.code, p.sort) for p in states)
    office = office_in(short, known=inner)
    stateful = office is not None and office.state and not office.observer
    if words_of.OBSERVERS.search(short) and not stateful:
        return Speaker(name, voice="observer").because("an onlooker, not a party")
    if office is None:
        before = [p for p in inner if p.end <= short.lower().rfind(head.lower())]
        if not before or not words_of.ANONYMOUS.fullmatch(head):
            return None
        office = Office(short, before[-1].code, reason="the state stands before it")
    if office.former or office.observer:
        return Speaker(name, voice="observer").because(office.reason)
    if not office.state:
        return None
    speaker = Speaker(
        _unless_one(name, head), office=name, parties=(office.state,), voice="own words"
    )
    return speaker.because(office.reason)


def _its_own(scene: Scene, find: Find, short: str) -> Speaker | None:
    """Return an office of the state that acts before it: Finland is ready, its envoy said."""
    if not re.match(r"(?:its|their)\s", short, re.IGNORECASE) or office_in(short) is None:
        return None
    said = find.paragraph.tokens(find.content[0])
    subjects = [c for c in said.root.children if c.dep_ == "nsubj"] if said is not None else []
    if len(subjects) != 1 or subjects[0].pos_ == "PRON" or find.form != "indirect":
        return None
    first, last = subjects[0].left_edge, subjects[0].right_edge
    start = find.paragraph.offset + first.idx
    codes = {p.code for p in scene.states(start, start + last.idx + len(last.text) - first.idx)}
    if len(codes) != 1:
        return None
    code = codes.pop()
    bare = without_article(short)
    speaker = Speaker(office=bare, parties=(code,), voice="own words", trust=0.85)
    its = short.split(maxsplit=1)[0]
    return speaker.because(f"'{its}' is {scene.party(code)}, whom the words are about")


def _government(
    scene: Scene, find: Find, short: str, name: str, head: str, states: Sequence[Place]
) -> Speaker | None:
    """Return the party whose government, ministry or delegation speaks."""
    if not words_of.GOVERNMENT.search(short) or words_of.ANONYMOUS.fullmatch(head):
        return None
    if states and not words_of.PAPER.fullmatch(head):
        one = "" if head.lower() == "member" else name
        speaker = Speaker(
            one, office="" if one else name, parties=(states[0].code,), voice="own words"
        )
        return speaker.because("the government is named")
    owner = next(iter(scene.named(*_span(find))), None)
    if owner is None and _HIS.match(short):
        owner = _owner_before(scene, find, short)
    if owner is not None:
        known = by_name(scene, owner, find)
        if known.parties and known.voice == "own words":
            speaker = Speaker(name, parties=known.parties, voice="own words")
            return speaker.because(f"the government of {known.name}", trust=0.9)
    return Speaker(name, voice="own words").asking(f"Whose is '{name}'?")


_HIS = re.compile(r"(?:his|her)\b", re.IGNORECASE)


def _owner_before(scene: Scene, find: Find, short: str) -> Mention | None:
    """Return whom `his` or `her` means in `her office`: the latest person who acts before it."""
    place = find.source[0].start
    here = [m for m in scene.named(find.spoken_in.offset, place) if m.subject]
    female = short.lower().startswith("her")
    fitting = [m for m in here if m.female in {None, female}]
    return fitting[-1] if fitting else None


def _paper(scene: Scene, short: str, name: str, states: Sequence[Place]) -> Speaker | None:
    """Return a paper or an outlet; that of a state may speak for it."""
    organ = next((p for p in states if scene.document.text[p.start : p.end] in MEDIA), None)
    if organ is not None:
        ask = f"'{name}' belongs to {scene.party(organ.code)}: does it speak for it here?"
        return Speaker(name, parties=(organ.code,), voice="report", trust=GUESS).asking(ask)
    if words_of.BOARD.search(short):
        ask = f"Whose words are on '{name}'? It is no party."
        return Speaker(voice="observer").because("words that are held up or written").asking(ask)
    if words_of.PAPER.search(short):
        return Speaker(name, voice="report").because("a paper or an outlet, not a party")
    return None


def _nobody_known(short: str, name: str, head: str) -> Speaker:
    speaker = Speaker(name, voice="own words")
    if words_of.ANONYMOUS.fullmatch(head) or office_in(short) is not None:
        speaker = replace(speaker, name=_unless_one(name, head), office=name)
        if words_of.ELSEWHERE.search(short):
            return replace(speaker, voice="observer").because("from outside, as it is told")
        return speaker.asking(f"Whom does '{name}' speak for?")
    if words_of.SEVERAL.search(short):
        return speaker.asking(f"Who are '{name}'?")
    return speaker.asking(f"Is '{name}' a party, or does it speak for one?")


def _unless_one(name: str, head: str) -> str:
    """Return the words for several people; one without a name has none."""
    return name if head.lower().endswith("s") and not head.lower().endswith("ss") else ""


def _at(scene: Scene, find: Find, token: Token) -> tuple[Place, ...]:
    """Return the state that a token is itself part of."""
    if inside(token, find.spoken_in, scene.named(*_span(find))) is not None:
        return ()
    place = find.spoken_in.offset + token.idx
    return tuple(
        p
        for p in scene.states(place, place + len(token.text))
        if p.end <= place + len(token.text) + 40
    )


def _span(find: Find) -> tuple[int, int]:
    return find.source[0].start, find.source[-1].end


def _states_speak(scene: Scene, words: str, name: str, own: Sequence[Place]) -> Speaker:
    codes = tuple(dict.fromkeys(place.code for place in own))
    # the North is no name to go by
    name = scene.party(codes[0]) if name in {"North", "South"} else name
    speaker = Speaker(name, parties=codes, voice="own words")
    if any(place.sort == "people" for place in own):
        # the Iranians may be a delegation; Iranians are people
        ask = f"Are '{name}' a party here, or people?"
        guess = codes if words.lower().startswith("the ") else ()
        return replace(speaker, parties=guess, trust=GUESS).asking(ask)
    if any(place.sort == "capital" for place in own):
        return speaker.because("a capital that speaks, wants or decides is its government")
    return speaker.because("the state is named")
