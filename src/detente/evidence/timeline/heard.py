"""What a corpus tells about the parties of a conflict, beside the quotations of its file.

It was read by rules and reviewed by nobody.  Whom the file does not have is left out: not
everybody who is heard takes part in the conflict.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import cast

from detente.conflict.conflict import Conflict
from detente.evidence.corpus.hearing import Heard, heard_in
from detente.evidence.corpus.selecting import Selection
from detente.evidence.corpus.store import opened
from detente.evidence.reading.dates.intervals import bounds
from detente.evidence.reading.same_words import SHARED, traces
from detente.evidence.reviewing.parties import party_of
from detente.evidence.timeline.results import Item, Kind


def in_corpus(
    conflict: Conflict, corpus: Path, quoted: Sequence[Item]
) -> tuple[list[Item], list[str]]:
    """Return the quotations with what a corpus adds to them, and what it does not tell.

    Raises WrongUse if the file is no corpus.
    """
    with opened(corpus) as store:
        heard = heard_in(store, Selection())
    items, others, undated = list(quoted), 0, 0
    known = _Known(quoted)

    @cache
    def meant(name: str) -> str | None:
        return party_of(conflict, name)

    for one in heard:
        parties = _parties(one, meant)
        days = (bounds(one.day), bounds(one.last)) if one.day and one.last else None
        same = known.same(one.words, parties)
        if same is not None:
            further = tuple(file for file in one.files if file not in items[same].also)
            items[same] = replace(items[same], also=(*items[same].also, *further))
        elif not parties:
            others += 1
        elif days is None or days[0] is None or days[1] is None:
            undated += 1
        else:
            first, last = days[0][0], days[0][1] if one.kind != "event" else days[1][1]
            items.append(_item(one, parties, first.isoformat(), last.isoformat()))
    return items, list(_notes(corpus, others, undated))


def _parties(one: Heard, meant: Callable[[str], str | None]) -> tuple[str, ...]:
    found = (meant(name) for name in one.parties)
    return tuple(dict.fromkeys(name for name in found if name is not None))


def _item(one: Heard, parties: tuple[str, ...], first: str, last: str) -> Item:
    # what others say that a party wants is not said by the party
    spoken = one.spoken
    return Item(
        kind=cast("Kind", one.kind),
        first=first,
        last=last,
        parties=parties if spoken else (),
        about=() if spoken else parties,
        speaker=one.speaker,
        voice="" if one.kind == "event" else one.voice,
        what="" if one.what == "said" else one.what,
        words=one.words,
        exact=True,
        quoted=one.kind != "event" and one.form == "direct",
        sources=one.files,
        asked=one.asked,
    )


class _Known:
    """The quotations of the file, to be known again in other documents."""

    def __init__(self, quoted: Sequence[Item]) -> None:
        self._parties = [one.parties for one in quoted]
        self._traces = [traces(one.words) if one.exact else frozenset() for one in quoted]
        self._by_trace: dict[tuple[str, ...], list[int]] = {}
        for number, found in enumerate(self._traces):
            for trace in sorted(found):
                self._by_trace.setdefault(trace, []).append(number)

    def same(self, words: str, parties: tuple[str, ...]) -> int | None:
        """Return the number of the quotation that these words are, None if they are none."""
        found = traces(words)
        counts: dict[int, int] = {}
        for trace in found:
            for number in self._by_trace.get(trace, ()):
                counts[number] = counts.get(number, 0) + 1
        for number in sorted(counts, key=lambda n: (-counts[n], n)):
            needed = SHARED * min(len(found), len(self._traces[number]))
            ours = self._parties[number]
            if counts[number] >= needed and not (ours and parties and not {*ours} & {*parties}):
                return number
        return None


def _notes(corpus: Path, others: int, undated: int) -> list[str]:
    notes = []
    if others:
        told = "1 item" if others == 1 else f"{others:,} items"
        notes.append(f"'{corpus}' tells {told} of nobody who is a party of this file.")
    if undated:
        told = "1 of a party gives" if undated == 1 else f"{undated:,} of a party give"
        notes.append(f"Of what '{corpus}' tells, {told} no day.")
    return notes
