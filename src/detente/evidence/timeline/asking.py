"""timeline: what was said and done on which day, and the days that the model itself names.

The dated quotations of a conflict file make a timeline by themselves; a corpus adds what was
read in its documents about the parties of the file.  What a corpus tells in words that the file
quotes already is one item with further sources.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from detente.conflict.basis import Quotation
from detente.conflict.conflict import Conflict
from detente.conflict.fingerprint import fingerprint
from detente.conflict.time import Day, parse_day
from detente.conflict.titles import distinct
from detente.errors import WrongUse, did_you_mean
from detente.evidence.timeline.heard import in_corpus
from detente.evidence.timeline.results import Item, Mark, Timeline
from detente.graph.selecting import select


def timeline(
    conflict: Conflict,
    *,
    corpus: str | Path | None = None,
    perspective: str | None = None,
    party: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Timeline:
    """Return what was said and done on which day, and the days that the model names.

    Parameters
    ----------
    corpus : the file of a corpus; what was read there about the parties is added, unreviewed.
    perspective : which sources and voices count; the file's own if left out.
    party : only what this party says, takes part in, or what others say it wants.
    since, until : the first and the last day, 2021, 2021-10 or 2021-10-27.

    Raises
    ------
    WrongUse : for a party or a perspective that the file does not have, a day that is none, or a
        file that is no corpus.
    """
    view = select(conflict, perspective=perspective).perspective
    names = [one.name for one in conflict.parties]
    if party is not None and party not in names:
        raise WrongUse(f"there is no party '{party}'; {did_you_mean(party, names)}")
    first, last = _day("since", since), _day("until", until)
    quoted = [_quoted(conflict, one) for one in conflict.quotations if view.admits(one)]
    dated = [one for one in quoted if one is not None]
    notes = list(_undated(len(quoted) - len(dated)))
    if corpus is not None:
        heard, more = in_corpus(conflict, Path(corpus), dated)
        dated = heard
        notes += more
    kept = [
        one
        for one in dated
        if (party is None or party in one.parties or party in one.about)
        and (first is None or one.last >= first.first.isoformat())
        and (last is None or one.first <= last.last.isoformat())
    ]
    settings = {
        "perspective": view.name,
        "corpus": None if corpus is None else str(corpus),
        "party": party,
        "since": since,
        "until": until,
    }
    return Timeline(
        "timeline",
        conflict.title,
        fingerprint(conflict),
        settings,
        tuple(distinct({one.name: one.title for one in conflict.parties}).items()),
        tuple(sorted(kept, key=lambda one: (one.first, one.last))),
        tuple(_marks(conflict)),
        tuple(notes),
    )


def _day(name: str, text: str | None) -> Day | None:
    if text is None:
        return None
    found = parse_day(text)
    if found is None:
        raise WrongUse(f"'{text}' for '{name}' is not a date: write 2022, 2022-05 or 2022-05-10")
    return found


def _quoted(conflict: Conflict, one: Quotation) -> Item | None:
    """Return a quotation as an item; None if neither it nor its source has a day."""
    day = parse_day(one.date) if one.date else None
    published = day is None
    if day is None:
        # what a study of 2018 quotes was not said in 2018: only a report of a day is of its day
        day = parse_day(conflict.source(one.source).date)
        if day is None or day.first != day.last:
            return None
    return Item(
        kind="quotation",
        first=day.first.isoformat(),
        last=day.last.isoformat(),
        parties=(one.party,) if one.party else (),
        about=one.about,
        speaker=one.speaker,
        voice=one.voice,
        what="",
        words=" ".join((one.text or one.paraphrase).split()),
        exact=bool(one.text),
        quoted=bool(one.text) and one.voice == "own words",
        quotation=one.name,
        sources=(one.source,),
        published=published,
    )


def _undated(number: int) -> Iterator[str]:
    if number:
        told = "1 quotation gives" if number == 1 else f"{number:,} quotations give"
        stand = "stands" if number == 1 else "stand"
        yield f"{told} no day, and {stand} nowhere here."


def _marks(conflict: Conflict) -> Iterator[Mark]:
    """Yield the days that the model names, in order."""
    found = []
    labels = distinct({option.name: option.title for option in conflict.options})
    if conflict.as_of is not None:
        day = conflict.as_of
        found.append(Mark("as of", day.first.isoformat(), day.last.isoformat(), "as of"))
    for epoch in conflict.epochs:
        title = epoch.title or "preferences change"
        start = epoch.start.first.isoformat()
        found.append(Mark("epoch", start, start, title))
    for option in conflict.options:
        for window in option.windows:
            mark = Mark(
                "wish" if window.wish else "window",
                window.start.first.isoformat() if window.start else "",
                window.end.last.isoformat() if window.end else "",
                labels[option.name],
                option.name,
                window.party,
            )
            found.append(mark)
    yield from sorted(found, key=lambda one: (one.first or one.last, one.kind, one.title))
