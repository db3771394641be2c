"""Cues: the verbs of saying beside quotations, and whose they are.

A parser often loses the thread around quotation marks; then the nearest name speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from detente.evidence.reading.parsing.grammar import (
    TO_SOMEBODY,
    Stretch,
    Token,
    between,
    holder,
    name_of,
    runs,
    trimmed,
)
from detente.evidence.reading.saying import verbs
from detente.evidence.reading.saying.said import Said

_NAMES = frozenset({"PROPN", "NOUN", "PRON"})


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """A word that tells of speech, with whoever speaks."""

    verb: Any
    speaker: Any
    source: tuple[Stretch, ...]

    @property
    def stretch(self) -> Stretch:
        """Where the verb stands."""
        return int(self.verb.idx), int(self.verb.idx) + len(self.verb.text)


def cues(doc: Token, text: str, quoted: Sequence[Stretch]) -> list[Cue]:
    """Return the verbs of saying that stand outside the quotations, in order."""
    found = []
    for token in doc:
        if token.pos_ not in {"VERB", "AUX"} or not (
            token.lemma_.lower() in verbs.CUES or _put_it(token)
        ):
            continue
        if within(token.idx, quoted):
            continue
        speaker = holder(token)
        if speaker is None or within(speaker.idx, quoted):
            speaker = _beside(token, quoted)
        if speaker is None:
            continue
        source = [t for t in name_of(speaker, [token]) if not within(t.idx, quoted)]
        stretches = [s for s in (trimmed(text, one) for one in runs(source)) if s]
        if stretches:
            found.append(Cue(token, speaker, tuple(stretches)))
    return found


def outside(one: Said, quoted: Sequence[Stretch], text: str) -> Said:
    """Return a find whose speaker does not stand inside a quotation: that would be a misreading."""
    if one.speaker is None or not within(one.speaker.idx, quoted):
        return one
    other = _beside(one.verb, quoted)
    tokens = (
        []
        if other is None
        else [t for t in name_of(other, [one.verb]) if not within(t.idx, quoted)]
    )
    source = tuple(s for s in (trimmed(text, r) for r in runs(tokens)) if s)
    return replace(one, source=source, speaker=other)


def _put_it(token: Token) -> bool:
    """Tell whether a verb is that of `as X put it`."""
    following = token.doc[token.i + 1 : token.i + 2]
    return bool(token.lemma_ == "put" and following.text.lower() == "it")


def announced(doc: Token, text: str, quoted: Sequence[Stretch]) -> Cue | None:
    """Return the verb that a paragraph ends with, if it announces what follows: X said:"""
    if not text.rstrip().endswith(":"):
        return None
    found = cues(doc, text, quoted)
    return found[-1] if found else None


def within(place: int, stretches: Iterable[Stretch]) -> bool:
    """Tell whether a place lies in one of the stretches."""
    return any(start <= place < end for start, end in stretches)


def _beside(verb: Token, quoted: Sequence[Stretch]) -> Token | None:
    """Return the name right before or right behind a verb whose sentence was not understood."""
    doc = verb.doc
    for step in (-1,) if verb.lemma_ in TO_SOMEBODY else (-1, 1):
        i = verb.i + step
        while 0 <= i < len(doc) and abs(i - verb.i) <= 6 and not within(doc[i].idx, quoted):
            token = doc[i]
            if token.is_punct and token.text not in {",", "-", "(", ")"}:
                break
            if step == 1 and token.text == ",":
                break
            named = token.pos_ in _NAMES or (step < 0 and token.text[:1].isupper())
            if named and token.ent_type_ not in {"DATE", "TIME"}:
                while (
                    token.head.pos_ in _NAMES
                    and token.head.i > token.i
                    and token.dep_ == "compound"
                ):
                    token = token.head
                return token
            i += step
    return None


_STOP = frozenset({".", "!", "?", "...", "\u2026"})


_LEADS = re.compile(r"(?:[,:]|\bthat|\b(?:said|says|saying|wrote|asked|adding|added))\s*$")


@dataclass(frozen=True, slots=True, eq=False)
class Spoken:
    """A quotation in its paragraph; `whole` if it ends a sentence, `lead` if it goes on from one."""

    start: int
    end: int
    words: int
    continues: bool


def cue_of(
    doc: Token, text: str, quote: Spoken, before: Stretch, after: Stretch, telling: Sequence[Cue]
) -> tuple[str, Cue | None]:
    """Return the verb that goes with a quotation, and how it was found."""
    ahead = sentence_before(doc, before)
    behind = sentence_after(doc, after)
    leading = [c for c in telling if ahead[0] <= c.stretch[0] < ahead[1]]
    following = [c for c in telling if behind[0] <= c.stretch[0] < behind[1]]
    inner = text[quote.start : quote.end].rstrip("\u201d\"\u2019'\u00bb ")
    open_end = (
        inner[-1:] in {",", "?", "!", "\u2014", "-", "\u2026"}
        or inner.endswith("...")
        or text[quote.end : quote.end + 1] == ","
    )
    if leading and _LEADS.search(text[ahead[0] : quote.start]):
        near = leading[-1]
        if len(text[near.stretch[1] : quote.start].split()) <= 14:
            return "quotation with a verb of saying", near
    if open_end and following:
        first = following[0]
        if len(text[quote.end : first.stretch[0]].split()) <= 40:
            return "quotation with a verb of saying", first
    if not open_end and following and inner[-1:] not in _STOP and not leading and quote.words >= 3:
        return "quotation in the same sentence", following[0]
    if leading and quote.words >= 2:
        return "quotation in the same sentence", leading[-1]
    if (
        inner[-1:] in _STOP
        and not leading
        and following
        and text[quote.end :].lstrip()[:1].islower()
    ):
        return "quotation with a verb of saying", following[0]
    return "", None


def sentence_before(doc: Token, gap: Stretch) -> Stretch:
    """Return the part of the text before a quotation that belongs to its sentence."""
    start = gap[0]
    for token in between(doc, *gap):
        if token.text in _STOP:
            start = token.idx + len(token.text)
    return start, gap[1]


def sentence_after(doc: Token, gap: Stretch) -> Stretch:
    """Return the part of the text behind a quotation that belongs to its sentence."""
    for token in between(doc, *gap):
        if token.text in _STOP:
            return gap[0], token.idx
    return gap
