"""Who said what when: the timeline as a drawing and in words, every item linked to what tells it.

What a corpus adds was read by rules and reviewed by nobody: it is numbered on behind the file's
quotations and listed under its documents, and supports nothing in the model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from detente.analyses.wording import counted
from detente.briefing.content import Line, Mark, Picture, Points, Quoted, Section, Sourced
from detente.briefing.items import Teller
from detente.evidence.corpus.asking import Corpus
from detente.evidence.timeline.asking import timeline
from detente.evidence.timeline.results import Item
from detente.telling.dated import day_of, said_of
from detente.telling.drawing.daily import timeline_svg
from detente.telling.drawing.daily_rows import Sign

MOST_READ = 40  # items of a corpus that a brief tells
FEWEST = 3  # items that make a timeline
WORDS = 16  # of an item in the list


@dataclass(frozen=True, slots=True)
class Dated:
    """The section on days, and the documents of a corpus that it names, with their words."""

    section: Section | None
    sources: tuple[Sourced, ...]


def dating(telling: Teller, corpus: str | None) -> Dated:
    """Return the section on who said what when; none if there is too little with a day.

    Raises WrongUse if a corpus is named and is none.
    """
    found = timeline(
        telling.graph.conflict, corpus=corpus, perspective=telling.selection.perspective.name
    )
    items, left = _chosen(found.items)
    if len(items) < FEWEST or len({item.day for item in items}) == 1:
        lead = tuple(map(Line, found.notes)) if corpus is not None else ()
        empty = Section("timeline", "Who said what when", lead) if lead else None
        return Dated(empty, ())
    numbers = _numbers(telling, items)
    marks = [_mark(item, number) for item, number in zip(items, numbers, strict=True)]
    signs = [Sign(str(number), f"#q{number}") for number in numbers]
    drawing = timeline_svg(
        replace(found, items=items),
        parties=telling.words.titles,
        options=telling.words.options,
        signs=signs,
    )
    lines = tuple(
        Line(f"{day_of(item)}: {said_of(item, telling.words, most=WORDS, voiced=False)}", (mark,))
        for item, mark in zip(items, marks, strict=True)
    )
    listed = Points("Day by day", lines, folded=True)
    last = max(item.last for item in items)
    told = f"{counted(len(items), 'item')} from {items[0].first} to {last}."
    picture = Picture("By day and party, numbered as the quotations", drawing or "", (Line(told),))
    notes = tuple(map(Line, (*_read(corpus, numbers, telling, left), *found.notes)))
    section = Section("timeline", "Who said what when", notes, (picture, listed))
    return Dated(section, tuple(_documents(corpus, items, numbers)))


def _chosen(items: Sequence[Item]) -> tuple[tuple[Item, ...], int]:
    """Return the items to tell, and how many are left out.

    Of what was read in a corpus those that most documents tell are told, stances and events
    before what is only said.
    """
    read = [n for n, item in enumerate(items) if item.kind != "quotation"]
    best = sorted(read, key=lambda n: (-items[n].tellers, not items[n].what, n))[:MOST_READ]
    left = set(read) - set(best)
    return tuple(item for n, item in enumerate(items) if n not in left), len(left)


def _numbers(telling: Teller, items: Sequence[Item]) -> list[int]:
    following = iter(range(len(telling.numbers) + 1, len(telling.numbers) + len(items) + 1))
    return [
        telling.numbers[item.quotation] if item.quotation else next(following) for item in items
    ]


def _mark(item: Item, number: int) -> Mark:
    return Mark("quotation", number, item.voice if item.kind == "quotation" else "read")


def _read(corpus: str | None, numbers: Sequence[int], telling: Teller, left: int) -> list[str]:
    """Return what has to be known about what a corpus adds."""
    first = len(telling.numbers) + 1
    if corpus is None or not any(number >= first for number in numbers):
        return []
    said = (
        f"What is numbered {first:,} and up was read by the program in '{corpus}' and reviewed by "
        f"nobody: it supports nothing in the model."
    )
    more = f" {counted(left, 'further item')} there: 'detente timeline' lists all." if left else ""
    return [said + more]


def _documents(corpus: str | None, items: Sequence[Item], numbers: Sequence[int]) -> list[Sourced]:
    """Return the documents of a corpus that tell items, each item under the first of them."""
    by_file: dict[str, list[Quoted]] = {}
    for item, number in zip(items, numbers, strict=True):
        if item.kind != "quotation":
            by_file.setdefault(item.sources[0], []).append(_quoted(item, number))
    if corpus is None or not by_file:
        return []
    told = {str(row["file"]): row for row in Corpus(corpus).list().rows()}
    return [
        Sourced(
            str(told[file]["title"] or PurePath(file).name),
            ", ".join(filter(None, (str(told[file]["outlet"]), f"in {corpus}"))),
            str(told[file]["byline"]),
            str(told[file]["day"]),
            file,
            tuple(quoted),
        )
        for file, quoted in sorted(by_file.items(), key=lambda pair: pair[1][0].number)
    ]


def _quoted(item: Item, number: int) -> Quoted:
    also = f"also in {', '.join(item.sources[1:])}" if item.tellers > 1 else ""
    about = (item.what, item.voice, "read and not reviewed", also)
    return Quoted(
        number=number,
        name="",
        verbatim=True,
        words=item.words,
        voice=", ".join(filter(None, about)),
        speaker=item.speaker,
        party="",
        date=day_of(item),
        source=item.sources[0],
    )
