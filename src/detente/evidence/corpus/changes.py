"""What changed since a day: what a party says that it did not say before, and what no more.

Two things that a party says are about the same if they share many of their telling words.  What
is said about the same with another stance, or with other words that turn it round or hang it on
something (not, only, unless), comes first: that is where a position may have moved.  The rest is
said again.  What others tell of a party is compared with what others told of it before.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from detente.conflict.time import parse_day
from detente.errors import WrongUse
from detente.evidence.corpus.hearing import Heard, heard_in
from detente.evidence.corpus.likeness import overlap, telling
from detente.evidence.corpus.listing import without_day
from detente.evidence.corpus.results import Found
from detente.evidence.corpus.selecting import Selection
from detente.evidence.corpus.store import opened
from detente.evidence.reading.turning import turning

ABOUT_THE_SAME = 0.34  # share of telling words
CHANGES = ("other stance", "other words", "new", "again", "no more")


def changed(file: str, since: str, asked: Selection) -> Found:
    """Return what parties say since a day, beside what they said before.

    Raises WrongUse if `since` is no date.
    """
    day = parse_day(since)
    if day is None:
        raise WrongUse(f"'{since}' is not a date: write 2022, 2022-05 or 2022-05-10")
    first = day.first.isoformat()[: len(day.text)]
    with opened(Path(file)) as store:
        heard = [one for one in heard_in(store, asked) if one.day]
        notes = without_day(store, Selection(since=since))
    by_party: dict[tuple[str, bool], list[Heard]] = {}
    for one in heard:
        by_party.setdefault((one.party, not one.spoken), []).append(one)
    rows: list[dict[str, object]] = []
    for party in sorted(by_party):
        rows += _of(by_party[party], first)
    counts = {change: sum(row["change"] == change for row in rows) for change in CHANGES}
    settings = {**asked.to_dict(), "since": since}
    return Found("corpus", file, "changed", settings, counts, tuple(rows), notes)


def _of(said: list[Heard], first: str) -> list[dict[str, object]]:
    """Return the changes of one party, other stances first."""
    before = [one for one in said if one.day < first]
    words = {one: telling(one.words) for one in said}
    found: list[tuple[int, dict[str, object]]] = []
    repeated: set[Heard] = set()
    for one in said:
        if one.last < first:
            continue
        old = one if one.day < first else _nearest(one, before, words)
        if old is not None:
            repeated.add(old)
        change = "new" if old is None else _change(old, one)
        found.append((CHANGES.index(change), _row(change, one, old)))
    for one in before:
        # words alone are not expected to be said again, and what happened is not said at all
        if one not in repeated and one.kind == "stance":
            found.append((CHANGES.index("no more"), _row("no more", one, None)))
    return [row for _, row in sorted(found, key=lambda pair: pair[0])]


def _change(old: Heard, one: Heard) -> str:
    if old.what != one.what:
        return "new" if one.kind == "event" else "other stance"
    return "again" if turning(old.words) == turning(one.words) else "other words"


def _nearest(
    one: Heard, before: list[Heard], words: Mapping[Heard, frozenset[str]]
) -> Heard | None:
    """Return what was said before about the same, the nearest and latest; None if nothing was."""
    rated = [
        (overlap(words[one], words[other]), other.what == one.what, other.last, number)
        for number, other in enumerate(before)
        if other.kind == one.kind
    ]
    best = max(rated, default=None)
    return None if best is None or best[0] < ABOUT_THE_SAME else before[best[3]]


def _row(change: str, one: Heard, old: Heard | None) -> dict[str, object]:
    return {
        "change": change,
        **one.row(),
        "before": None if old is None else {key: old.row()[key] for key in _OLD},
    }


_OLD = ("day", "speaker", "what", "words", "form")
