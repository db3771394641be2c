"""Sources without a name: states, governments, officials, observers, papers, pronouns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from detente.evidence.reading import saying_verbs as verbs
from detente.evidence.reading.concluding import MEDIA
from detente.evidence.reading.finding import Find
from detente.evidence.reading.grammar import Token
from detente.evidence.reading.naming import Mention
from detente.evidence.reading.offices import is_office, office_in
from detente.evidence.reading.pronouns import collective, personal
from detente.evidence.reading.scene import Scene
from detente.evidence.reading.speaking import GUESS, Speaker, by_name, inside
from detente.evidence.reading.states import Place
from detente.evidence.reading.utterance import Voice
from detente.evidence.reading.word_lists import listed

PERSONAL = frozenset({"he", "she"})


COLLECTIVE = frozenset({"they", "it", "its", "their"})


OUTLET = frozenset({"i", "we", "us", "me", "my", "our"})


_POSSESSIVE = {
    "his": "he",
    "her": "she",
    "him": "he",
    "hers": "she",
    "them": "they",
    "their": "they",
    "its": "it",
}


_OBSERVERS = re.compile(
    r"\b(?:observer|analyst|expert|critic|economist|scholar|professor|researcher|commentator|watcher"
    r"|pundit|historian|academic|activist|advocate|think[- ]tank|voter|resident|supporter|opponent"
    r"|protester|human rights group|many|some|most|few|others|skeptic|sceptic|specialist|lawyer)s?\b",
    re.IGNORECASE,
)


_ANONYMOUS = re.compile(
    r"\b(?:official|source|diplomat|aide|insider|person|people|staffer|negotiator|adviser|advisor|delegate"
    r"|lawmaker|figure|participant)s?\b",
    re.IGNORECASE,
)


_GOVERNMENT = re.compile(
    r"\b(?:government|administration|ministry|regime|side|delegation|team|military|army|leadership|cabinet"
    r"|parliament|embassy|mission|presidency|office|foreign ministry|authorities|negotiators|officials|state media)\b",
    re.IGNORECASE,
)


_TURNS = listed("q a question answer interviewer moderator reporter journalist")


_MISTER = listed("Mr Mrs Ms Dr MR MRS MS DR")


_LONGER = re.compile(r",| \(| who | which | that | with knowledge| familiar ")
_SEVERAL = re.compile(
    r"\b(?:both|two|three|sides|parties|allies|countries|leaders|ministers|they)\b", re.IGNORECASE
)
_LISTED = re.compile(
    r"\b(?:leaders|ministers|presidents|governments|envoys|delegations|representatives|ambassadors"
    r"|negotiators|diplomats|capitals) of .+ and ",
    re.IGNORECASE,
)
_SHOWS = frozenset({"suggest", "show", "indicate", "imply", "signal", "demonstrate", "reveal"})


_PAPER = re.compile(
    r"\b(?:reports?|media|outlets?|newspapers?|polls?|surveys?|study|studies|agency|broadcaster|daily"
    r"|magazine|article|document|letter|memo|data|figures)\b",
    re.IGNORECASE,
)


def unnamed(scene: Scene, find: Find, earlier: Sequence[tuple[Find, Speaker]]) -> Speaker:
    """Return the speaker of a source that names no person."""
    words = " ".join(" ".join(scene.document.words(span) for span in find.source).split())
    if not words:
        return Speaker(voice="report").asking("Who says this? No source stands with it.")
    token = find.said.speaker
    if token is not None and token.text == "US":
        return _described(scene, find, words, token)
    lower = token.lower_ if token is not None else words.lower()
    lower = _POSSESSIVE.get(lower, lower)
    if find.said.rule == "transcript":
        return _turn(scene, find, words)
    if lower in PERSONAL:
        return personal(scene, find, lower, earlier)
    if lower in COLLECTIVE:
        return collective(scene, find, words, earlier)
    if lower in OUTLET:
        return Speaker(words, voice="gloss").because("the outlet speaks of itself")
    return _described(scene, find, words, token)


def _turn(scene: Scene, find: Find, words: str) -> Speaker:
    """Return who speaks in a line of a transcript, by the name in front of it."""
    if words.rstrip(".").lower() in _TURNS:
        return Speaker(voice="report").because("a turn without a name")
    parts = re.sub(r"\(.*?\)", "", words).split()
    bare = " ".join(w for w in parts if not (is_office(w.rstrip(".,")) or w.rstrip(".") in _MISTER))
    name = bare.title() if bare.isupper() else bare
    office = " ".join(w for w in parts if is_office(w.rstrip(".,"))).capitalize()
    bearers = scene.bearers(name) if name else ()
    start, end = _span(find)
    if len(bearers) == 1 or scene.member(name) is not None:
        who = bearers[0].name if len(bearers) == 1 else name
        mention = Mention(start, end, who, " " in who, True, office, None, None)
        return by_name(scene, mention, find)
    speaker = Speaker(name or words, office=office, voice="own words", person=name)
    states = scene.states(start, end)
    if states:
        return replace(speaker, parties=(states[0].code,)).because("the state is named")
    return speaker.asking(f"Whom does '{words}' speak for?")


def _described(scene: Scene, find: Find, words: str, token: Token | None) -> Speaker:
    """Return the speaker that a description stands for: a South Korean official, observers, Seoul."""
    short = _LONGER.split(words)[0]
    name = re.sub(r"^(?:the|a|an)\s+", "", short, flags=re.IGNORECASE)
    own = _own_states(scene, find, token)
    if own:
        return _states_speak(scene, words, name, own)
    if token is not None and token.ent_type_ == "GPE" and not _PAPER.search(words):
        ask = f"Is '{name}' a party? It is not in the table of states."
        return Speaker(
            name, parties=(f"={_entity(token)}",), voice="own words", trust=GUESS
        ).asking(ask)
    listed_states = _LISTED.search(words) and scene.states(*_span(find))
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
        and verb.lemma_ in _SHOWS
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
    if _OBSERVERS.search(short) and not stateful:
        return Speaker(name, voice="observer").because("an onlooker, not a party")
    if office is None:
        return None
    if office.former or office.observer:
        return Speaker(name, voice="observer").because(office.reason)
    if not office.state:
        return None
    # who is not named cannot be held to it: a report of what the party says
    voice: Voice = "report" if _ANONYMOUS.fullmatch(head) else "own words"
    speaker = Speaker(name, office=name, parties=(office.state,), voice=voice)
    return speaker.because(office.reason)


def _government(
    scene: Scene, find: Find, short: str, name: str, head: str, states: Sequence[Place]
) -> Speaker | None:
    """Return the party whose government, ministry or delegation speaks."""
    if not _GOVERNMENT.search(short) or _ANONYMOUS.fullmatch(head):
        return None
    if states and not _PAPER.fullmatch(head):
        speaker = Speaker(name, parties=(states[0].code,), voice="own words")
        return speaker.because("the government is named")
    owner = next(iter(scene.named(*_span(find))), None)
    if owner is not None:
        known = by_name(scene, owner, find)
        if known.parties and known.voice == "own words":
            speaker = Speaker(name, parties=known.parties, voice="own words")
            return speaker.because(f"the government of {known.name}", trust=0.9)
    return Speaker(name, voice="own words").asking(f"Whose is '{name}'?")


def _paper(scene: Scene, short: str, name: str, states: Sequence[Place]) -> Speaker | None:
    """Return a paper or an outlet; that of a state may speak for it."""
    organ = next((p for p in states if scene.document.text[p.start : p.end] in MEDIA), None)
    if organ is not None:
        ask = f"'{name}' belongs to {scene.party(organ.code)}: does it speak for it here?"
        return Speaker(name, parties=(organ.code,), voice="report", trust=GUESS).asking(ask)
    if _PAPER.search(short):
        return Speaker(name, voice="report").because("a paper or an outlet, not a party")
    return None


def _nobody_known(short: str, name: str, head: str) -> Speaker:
    speaker = Speaker(name, voice="report")
    if _ANONYMOUS.fullmatch(head) or office_in(short) is not None:
        return speaker.asking(f"Whom does '{name}' speak for?")
    if _SEVERAL.search(short):
        return speaker.asking(f"Who are '{name}'?")
    return speaker.asking(f"Is '{name}' a party, or does it speak for one?")


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
        return replace(speaker, parties=guess, voice="report", trust=GUESS).asking(ask)
    if any(place.sort == "capital" for place in own):
        return speaker.because("a capital that speaks, wants or decides is its government")
    return speaker.because("the state is named")
