"""Utterances inside utterances: X said that Y wants.

Whose wish another reports is kept in both: the teller's `about`, and the voice of the told.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from detente.evidence.reading.saying.utterance import Utterance, Voice

LONGEST = 20_000  # characters from the beginning of an utterance to one inside it


def nested(utterances: tuple[Utterance, ...]) -> tuple[Utterance, ...]:
    """Return the utterances with those that stand inside another's content marked as such.

    Whose wish another reports is kept in both: the teller's `about`, and the voice of the told.
    """
    starts = [one.start for one in utterances]
    outer = {n: _around(utterances, starts, n) for n in range(len(utterances))}
    about: dict[int, list[str]] = {}
    result = list(utterances)
    for number, around in outer.items():
        if around is None:
            continue
        inner, teller = result[number], utterances[around]
        if inner.parties and inner.parties == teller.parties:
            result[number] = replace(inner, within=around)
            continue
        told: Voice = "observer" if teller.voice == "observer" else "report"
        by = teller.speaker or "another source"
        result[number] = replace(
            inner,
            within=around,
            voice=told,
            about=inner.parties,
            reason=f"{inner.reason}; told by {by}",
        )
        about.setdefault(around, []).extend(inner.parties)
    for number, parties in about.items():
        result[number] = replace(
            result[number], about=tuple(dict.fromkeys((*result[number].about, *parties)))
        )
    return tuple(result)


def _around(utterances: Sequence[Utterance], starts: Sequence[int], number: int) -> int | None:
    """Return the shortest utterance that another stands in, cue and all.

    `starts` are where the utterances begin, in order.
    """
    one = utterances[number]
    anchor = one.cue or one.content[0]
    first = one.content[0]
    found = []
    for n in range(bisect_right(starts, anchor.start) - 1, -1, -1):
        other = utterances[n]
        if n == number or other.cue == one.cue:
            continue
        if anchor.start - other.start > LONGEST:
            break
        held = any(s.start <= anchor.start and anchor.end <= s.end for s in other.content)
        if held and any(s.start <= first.start and first.end <= s.end + 1 for s in other.content):
            found.append((other.end - other.start, n))
    return min(found)[1] if found else None
