"""What the outlet itself says: its judgements, and the reasons it gives for what parties do.

Nobody is heard in them.  They are apart from utterances, so that an outlet's view is never taken
for anybody's words; a person who reviews may want it as evidence, as what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from detente.evidence.documents.document import Span
from detente.evidence.reading.parsing.grammar import Token
from detente.evidence.reading.parsing.parsed import Parsed
from detente.evidence.reading.people.scene import Scene
from detente.evidence.reading.saying.utterance import Utterance

CONFIDENCE = 0.4
SHORTEST = 5  # words of a judgement

_MODALS = frozenset({"can", "could", "may", "might"})
_SEEMING = frozenset({"appear", "seem", "look"})
_HEDGES = frozenset({"potentially", "possibly", "perhaps", "probably", "apparently", "arguably"})
_JUDGING = frozenset(
    {
        "possible", "impossible", "likely", "unlikely", "difficult", "hard", "important", "crucial",
        "vital", "decisive", "significant", "essential", "unclear", "doubtful",
    }
)  # fmt: skip
_WEIGHT = frozenset({"significance", "importance", "weight"})
_WEIGHING = frozenset({"hold", "carry", "have", "be"})
_MEANING = ("a great deal", "a lot", "much")
_REACH = frozenset({"reach", "sight"})
# 'in response to', 'because of': head of the phrase, and the words around it
_REASONS = ("in response to", "in answer to", "in retaliation for", "in reaction to", "because", "due to",
            "owing to", "as a result of", "in protest at", "in protest against")  # fmt: skip
_DANGLING = re.compile(r"\s+(?:should|and|but|or|that|if|as|while|when|with|for|to)\s*\Z")
_CLAUSES = frozenset({"as", "because", "since"})


@dataclass(frozen=True, slots=True)
class Gloss:
    """Something the outlet itself says; `about` are the parties it says it of."""

    content: Span
    about: tuple[str, ...]
    rule: str
    reason: str
    block: int
    confidence: float = CONFIDENCE

    def to_dict(self) -> dict[str, object]:
        """Return the gloss as plain words and numbers."""
        return {
            "content": [[self.content.start, self.content.end]],
            "about": list(self.about),
            "voice": "gloss",
            "block": self.block,
            "rule": self.rule,
            "reason": self.reason,
            "confidence": self.confidence,
            "questions": [],
        }


def glosses_in(scene: Scene, utterances: Sequence[Utterance]) -> tuple[Gloss, ...]:
    """Return what the outlet itself says of the parties, in the order of the text."""
    heard = sorted(
        (span.start, span.end)
        for one in utterances
        for span in (*one.content, *one.source, *((one.cue,) if one.cue else ()))
    )
    found = []
    for paragraph, sentence, near in _sentences(scene, heard):
        gloss = _gloss(scene, paragraph, sentence, near)
        found += [gloss] if gloss is not None else []
    return tuple(found)


def _sentences(
    scene: Scene, heard: Sequence[tuple[int, int]]
) -> Iterator[tuple[Parsed, Token, list[tuple[int, int]]]]:
    """Yield the sentences of the body, each with the stretches in it in which somebody is heard."""
    near: list[tuple[int, int]] = []
    number = 0
    for paragraph in scene.parsed:
        if paragraph.kind != "body":
            continue
        for sentence in paragraph.doc.sents:
            start, end = (
                paragraph.offset + sentence.start_char,
                paragraph.offset + sentence.end_char,
            )
            while number < len(heard) and heard[number][0] < end:
                near.append(heard[number])
                number += 1
            near = [stretch for stretch in near if stretch[1] > start]
            yield paragraph, sentence, near


def _gloss(
    scene: Scene, paragraph: Parsed, sentence: Token, heard: Iterable[tuple[int, int]]
) -> Gloss | None:
    """Return the judgement that a sentence passes outside what somebody says in it."""
    start, end = paragraph.offset + sentence.start_char, paragraph.offset + sentence.end_char
    if not scene.states(start, end):
        return None
    root = sentence.root
    part = _own_part((start, end), paragraph.offset + root.idx, heard)
    if part is None:
        return None
    span = _trimmed(scene.document.text, *part, whole=(start, end))
    tokens = [
        t for t in sentence if span.start <= paragraph.offset + t.idx < span.end and not t.is_space
    ]
    if sum(t.is_alpha for t in tokens) < SHORTEST or any(t.is_quote for t in tokens):
        return None
    found = _marker(root, tokens)
    if found is None:
        return None
    rule, words = found
    about = tuple(dict.fromkeys(_about(scene, paragraph, root)))
    return Gloss(span, about, rule, f"{rule} ('{words}'); nobody else is heard", paragraph.block)


def _own_part(
    whole: tuple[int, int], root: int, heard: Iterable[tuple[int, int]]
) -> tuple[int, int] | None:
    """Return the part of a sentence around its verb in which nobody else is heard."""
    start, end = whole
    for begin, stop in heard:
        if begin <= root < stop:
            return None
        if begin < end and stop > start:
            start, end = (max(start, stop), end) if stop <= root else (start, min(end, begin))
    return start, end


def _trimmed(text: str, start: int, end: int, *, whole: tuple[int, int]) -> Span:
    """Return a part of a sentence from clause to clause, without the marks at its ends."""
    if end < whole[1]:
        comma = text.rfind(",", start, end)
        end = comma if comma > start else end
        dangling = _DANGLING.search(text[start:end])
        end = start + dangling.start() if dangling else end
    while start < end and (text[start].isspace() or text[start] in ",;:\u2013\u2014-"):
        start += 1
    while end > start + 1 and (text[end - 1].isspace() or text[end - 1] in ".,;:\u2013\u2014-"):
        end -= 1
    return Span(start, max(end, start + 1))


def _marker(root: Token, tokens: Sequence[Token]) -> tuple[str, str] | None:
    """Return what shows that a sentence is a judgement or gives a reason, and the words for it."""
    judged = next(_judgements(root), None)
    if judged is not None:
        return "the outlet's own judgement", judged
    said = " ".join(t.lower_ for t in tokens)
    for words in _REASONS:
        if f" {words} " in f" {said} ":
            return "the outlet's own reason", words
    clause = next((t for t in tokens if t.lower_ in _CLAUSES and t.dep_ == "mark"), None)
    if clause is not None and clause.head.head == root and clause.lower_ != "since":
        return "the outlet's own reason", clause.text
    return None


def _judgements(root: Token) -> Iterator[str]:
    """Yield the words by which the main clause of a sentence judges, rather than tells."""
    if root.lemma_ in _SEEMING and any(c.dep_ in ("xcomp", "oprd", "acomp") for c in root.children):
        yield root.text
    for child in root.children:
        if child.dep_ == "aux" and child.lemma_.lower() in _MODALS:
            yield child.text
        if child.dep_ == "advmod" and child.lower_ in _HEDGES:
            yield child.text
        if child.dep_ in ("acomp", "attr", "oprd") and child.lemma_.lower() in _JUDGING:
            yield child.text
        if child.dep_ in ("dobj", "attr") and child.lemma_ in _WEIGHT and root.lemma_ in _WEIGHING:
            yield child.text
        if child.dep_ == "prep" and any(
            c.dep_ == "pobj" and c.lemma_ in _REACH for c in child.children
        ):
            yield f"{child.text} reach"
    if root.lemma_ == "mean":
        after = " ".join(t.lower_ for t in root.subtree if t.i > root.i)
        yield from (f"mean {words}" for words in _MEANING if after.startswith(words))


def _about(scene: Scene, paragraph: Parsed, root: Token) -> Iterator[str]:
    """Yield the parties that are the subject of a sentence."""
    for child in root.children:
        if child.dep_ in ("nsubj", "nsubjpass"):
            for head in (child, *child.conjuncts):
                first = paragraph.offset + head.idx
                for place in scene.states(first, first + len(head.text)):
                    if place.sort != "people":
                        yield scene.party(place.code)
