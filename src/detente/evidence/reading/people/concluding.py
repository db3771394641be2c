"""What may be concluded about an office that names no state: proposals, never facts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.evidence.reading.parsing.parsed import Parsed
from detente.evidence.reading.people.scene import Scene
from detente.evidence.reading.saying import verbs
from detente.evidence.reading.saying.finding import Find

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


# carried by the North's state radio, in a statement to the state-run agency
_CARRIED = re.compile(
    r"^(?:'s|\u2019s)?\s+(?:own\s+)?(?:official|state(?:-run|-owned)?|government)?\s*"
    r"(?:[A-Z]\w+\s+){0,3}(?:news agency|radio|television|TV|media|broadcaster|newspaper|daily|gazette"
    r"|News Agency|News Service|Radio|Television)"
)
_OWN_SUMMARY = re.compile(
    r"^(?:'s|\u2019s)?\s+(?:side(?:'s|\u2019s)?\s+)?(?:own\s+)?(?:summary|readout|account)"
)


def medium(scene: Scene, find: Find) -> Iterator[tuple[str, str]]:
    """Yield the state whose own agency carried the words, in the sentence that tells them."""
    anchor = find.source[0] if find.source else find.content[0]
    start, end = _sentence(find.spoken_in, anchor.start)
    for place in scene.states(start, end):
        word = scene.document.text[place.start : place.end]
        rest = scene.document.text[place.end : min(end, place.end + 60)]
        if any(span.start <= place.start < span.end for span in find.content):
            continue
        if (place.sort == "body" and word in MEDIA) or _CARRIED.match(rest):
            yield place.code, f"The words were given to '{word}'."
            return
        if _OWN_SUMMARY.match(rest):
            yield place.code, f"They are told by '{word}'."
            return


def government_before(scene: Scene, find: Find) -> Iterator[tuple[str, str]]:
    """Yield the state that the paragraph before names as the one that speaks, if it is one only."""
    number = find.spoken_in.number
    if not number:
        return
    before = scene.parsed[number - 1]
    if before.kind != "body":
        return
    office = " ".join(scene.document.words(span) for span in find.source)
    if re.search(r"\bopposition\b", office, re.IGNORECASE):
        return
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
        return
    yield codes[0], f"The paragraph before tells of {scene.party(codes[0])}."


def _sentence(paragraph: Parsed, place: int) -> tuple[int, int]:
    for sentence in paragraph.doc.sents:
        if paragraph.offset + sentence.end_char > place:
            return paragraph.offset + sentence.start_char, paragraph.offset + sentence.end_char
    return paragraph.offset, paragraph.end
