"""What may be concluded about an office that names no state: proposals, never facts."""

from __future__ import annotations

import re

from detente.evidence.reading import saying_verbs as verbs
from detente.evidence.reading.finding import Find
from detente.evidence.reading.parsed import Parsed
from detente.evidence.reading.scene import Scene

MEDIA = frozenset(
    {
        "Korean Central News Agency",
        "KCNA",
        "Rodong Sinmun",
        "IRNA",
        "Tasnim",
        "Fars",
        "Press TV",
        "Tass",
        "TASS",
        "RIA Novosti",
        "SANA",
        "Xinhua",
    }
)


_GOVERNMENT = re.compile(r"\b(?:government|regime|ministry|delegation|administration)\b")


def medium(scene: Scene, find: Find) -> tuple[str, str] | None:
    """Return the state whose own news agency carried the words, in the sentence that tells them."""
    anchor = find.source[0] if find.source else find.content[0]
    start, end = _sentence(find.spoken_in, anchor.start)
    for place in scene.states(start, end):
        word = scene.document.text[place.start : place.end]
        if place.sort == "body" and word in MEDIA:
            return place.code, f"The words were given to '{word}'."
    return None


def government_before(scene: Scene, find: Find) -> tuple[str, str] | None:
    """Return the state that the paragraph before names as the one that speaks, if it is one only."""
    number = find.spoken_in.number
    if not number:
        return None
    before = scene.parsed[number - 1]
    if before.kind != "body":
        return None
    office = " ".join(scene.document.words(span) for span in find.source)
    if re.search(r"\bopposition\b", office, re.IGNORECASE):
        return None
    codes = []
    for token in before.doc:
        if token.dep_ == "nsubj" and token.head.lemma_ in verbs.SPEECH | verbs.WILL:
            span = (
                before.offset + token.left_edge.idx,
                before.offset + token.right_edge.idx + len(token.right_edge.text),
            )
            if not _GOVERNMENT.search(before.doc.text[token.left_edge.idx : token.right_edge.idx]):
                continue
            codes += [place.code for place in scene.states(*span)]
    if len(set(codes)) != 1:
        return None
    return codes[0], f"The paragraph before tells of {scene.party(codes[0])}."


def _sentence(paragraph: Parsed, place: int) -> tuple[int, int]:
    for sentence in paragraph.doc.sents:
        if paragraph.offset + sentence.end_char > place:
            return paragraph.offset + sentence.start_char, paragraph.offset + sentence.end_char
    return paragraph.offset, paragraph.end
