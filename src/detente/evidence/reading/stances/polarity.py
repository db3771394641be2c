"""Whether a position is told as held, and in whose words.

It is not held if it is denied, given up, doubted, or would have been.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.evidence.reading.parsing.quoting import Quote
from detente.evidence.reading.saying.denying import ASSERTED, accused, disowned, given_up, unreal
from detente.evidence.reading.saying.utterance import Utterance
from detente.evidence.reading.saying.worded import own
from detente.evidence.reading.stances.posed import Posed
from detente.evidence.reading.stances.stance import Stance

_RECIPROCAL = frozenset({"each", "other", "another"})
_IN_OWN_WORDS = frozenset({"if, in own words", "unless, in own words"})


def as_told(posed: Posed) -> Posed | None:
    """Return a position as it is told; None if it is not told to be anybody's."""
    cue = posed.cue
    if unreal(cue) or (posed.rule in _IN_OWN_WORDS and unreal(posed.top)):
        return None  # if they had asked, we would have signed
    told = disowned(cue)
    if told == "doubted":
        return None
    no = given_up(cue)
    if told == "denied" or no:
        # that it refused to offer, or has not offered, is denied: what holds is not told
        return None if posed.negated or (no and told == "denied") else replace(posed, negated=True)
    other = accused(cue)
    if other is not None:
        if other.lower_ in _RECIPROCAL:
            return None  # they accuse each other: no one of them holds it
        posed = replace(posed, holder=other if posed.holder is not None else None)
    return replace(posed, question=ASSERTED) if told == "claimed" or other is not None else posed


def in_marks(
    text: str, marked: Sequence[Quote], utterances: Sequence[Utterance], one: Stance
) -> Stance:
    """Return a stance told in words quoted in part as own words only if the marks are around it."""
    mixed = one.utterance is not None and utterances[one.utterance].form == "mixed"
    if one.voice != "own words" or not mixed or own(text, (one.content,), marked):
        return one
    return replace(one, voice="report")
