"""An office that names no state: what the words and the place of a report tell of its party.

Each sign has a weight: whom the words commit, `France will not dilute its levy`, whom they make
demands on, where the report was sent from, whose agency carried them.  One party has to lead
clearly; then it is proposed, with the signs, and asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.evidence.reading.parsing.grammar import Token
from detente.evidence.reading.parties.states import places
from detente.evidence.reading.people.scene import Scene
from detente.evidence.reading.saying.finding import Find

ENOUGH = 2
_WILLING = frozenset(["ready", "willing", "prepared", "open", "committed", "determined", "able"])
_WILLS = frozenset(
    [
        "want",
        "seek",
        "refuse",
        "accept",
        "agree",
        "offer",
        "reject",
        "insist",
        "intend",
        "hope",
        "plan",
        "wish",
    ]
)
_OUGHT = frozenset(["must", "should", "need", "ought", "have"])
_DATELINE = re.compile(r"\s*([A-Z][A-Z' .-]{2,30})\b[^\n]{0,60}?(?:[\u2013\u2014\u2015]|--| - )")

Sign = tuple[str, float, str]


def weighed(scene: Scene, find: Find, signs: list[Sign]) -> tuple[str, str] | None:
    """Return the party that the signs point to, with the reasons, or None if none leads clearly."""
    every = [*signs, *_said_of(scene, find), *_sent_from(scene), *_headed(scene, find)]
    sums: dict[str, float] = {}
    for code, weight, _ in every:
        sums[code] = sums.get(code, 0) + weight
    ranked = sorted(sums.items(), key=lambda one: (-one[1], one[0]))
    if (
        not ranked
        or ranked[0][1] < ENOUGH
        or (len(ranked) > 1 and ranked[1][1] >= ranked[0][1] - 1)
    ):
        return None
    code = ranked[0][0]
    return code, " ".join(why for other, weight, why in every if other == code and weight > 0)


def governing(scene: Scene, name: str) -> Iterator[Sign]:
    """Yield the state whose government bears somebody's name: warned Ostria, urging the Ek government."""
    call = re.compile(
        rf"\b{re.escape(name)}(?:'s|\u2019s)? (?:administration|government|cabinet|presidency)\b"
    )
    for found in call.finditer(scene.text):
        for paragraph in scene.parsed:
            if not paragraph.offset <= found.start() < paragraph.end:
                continue
            for sentence in paragraph.doc.sents:
                start = paragraph.offset + sentence.start_char
                end = paragraph.offset + sentence.end_char
                codes = {p.code for p in scene.states(start, end)}
                if start <= found.start() < end and len(codes) == 1:
                    code = codes.pop()
                    yield code, 2, f"'{found[0]}' stands for {scene.party(code)} there."
                    return


def _said_of(scene: Scene, find: Find) -> Iterator[Sign]:
    """Yield whom the words commit, and whom they ask something of."""
    two = sorted({place.code for place in scene.places if place.sort != "body"})
    for token in find.paragraph.doc:
        place = find.paragraph.offset + token.idx
        if token.dep_ not in {"nsubj", "nsubjpass"} or not any(
            span.start <= place < span.end for span in find.content
        ):
            continue
        named = scene.states(place, place + len(token.text))
        if not named or token.head.dep_ in {"relcl", "advcl"}:
            continue
        code, name = named[-1].code, scene.party(named[-1].code)
        weight = _commits(token.head)
        if weight:
            yield code, weight, f"The words say what {name} will do."
        elif _owes(token.head):
            yield code, -3, ""
            for other in two if len(two) == 2 else ():
                if other != code:
                    yield other, 2, f"The words ask something of {name}."


def _commits(verb: Token) -> float:
    """Return how much a verb commits its subject: will not, is ready to, would."""
    helpers = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    denied = any(c.dep_ == "neg" for c in verb.children)
    ready = any(c.dep_ in {"acomp", "attr"} and c.lower_ in _WILLING for c in verb.children)
    if ready or (helpers & {"will", "wo", "'ll", "would"} and denied):
        return 2
    if verb.lemma_ in _WILLS:
        return 2 if helpers & {"may", "might", "could", "would", "will"} else 1.5
    return 1 if helpers & {"will", "would", "wo", "could", "might", "may"} else 0


def _owes(verb: Token) -> bool:
    """Tell whether a verb says what its subject has to do."""
    helpers = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    owing = verb.lemma_ in _OUGHT and any(c.dep_ == "xcomp" for c in verb.children)
    return bool(helpers & {"must", "should", "ought"}) or owing


def _headed(scene: Scene, find: Find) -> Iterator[Sign]:
    """Yield the state whose body gives a briefing: the heading of a transcript names it."""
    if find.said.rule != "transcript":
        return
    end = scene.parsed[0].end if scene.parsed else 0
    for place in scene.states(0, end):
        if place.sort == "body":
            word = scene.document.text[place.start : place.end]
            yield place.code, 2, f"The heading names '{word}'."
            return


def _sent_from(scene: Scene) -> Iterator[Sign]:
    """Yield the state whose capital the report was sent from."""
    for paragraph in scene.parsed:
        line = _DATELINE.match(paragraph.text) if paragraph.kind == "body" else None
        if line is None:
            continue
        for place in places(line[1].strip().title()):
            if place.sort == "capital":
                yield place.code, 1, f"The report was sent from {line[1].strip().title()}."
        return
