"""What `brief` says of who said what when: each quotation that has a day, in the order of days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from detente.conflict.basis import Quotation
from detente.conflict.time import Day

from .brief_scene import form, lines_of
from .rows import Rows, Said
from .say_brief_wants import quotation_numbers
from .say_timeline import dated
from .scene import Scene

say = Rows("brief", covers=("briefing/dating.py",))

DAYS = "WHO SAID WHAT WHEN"
FEWEST, WORDS = 3, 16


@say("By day and party, numbered as the quotations", "Day by day")
def heading(scene: Scene, said: Said) -> bool:
    """Enough has a day; below the list every quotation that has one is told once, in order."""
    told = [line.text.partition(": ")[0] for line in lines_of(scene, DAYS, "Day by day")]
    days = [when for _, when, _ in _ordered(scene)]
    return enough(scene) and told == [_day(when) for when in days]


@say("{n:int} items from {first} to {last}.")
def span(scene: Scene, said: Said) -> bool:
    days = [day for _, day, _ in dated(scene)]
    first, last = min(day.first for day in days), max(day.last for day in days)
    told = (date.fromisoformat(said.first), date.fromisoformat(said.last))
    return said.number("n") == len(days) and told == (first, last)


@say("{day}: {what:any}")
def item(scene: Scene, said: Said) -> bool:
    """One of the quotations of that day: who, for whom or on whom, its first words, its mark."""
    numbers = quotation_numbers(scene)
    for one, when, _ in dated(scene):
        voice = "" if one.voice == "own words" else f" {one.voice}"
        if scene.at.marks == (f"{numbers[one.name]}{voice}",):
            return (said.day, said.what) == (_day(when), _told(scene, one))
    return False


@say.part("{what}\u2026", "on {who}", "{who}, on {about}: {what}", "{first} to {last}")
def of_an_item(scene: Scene, said: Said) -> bool:
    raise AssertionError("`item` puts them together")


@say.part("What is numbered {n:int} and up was read by the program in '{corpus}' and reviewed by "
          "nobody: it supports nothing in the model.",
          "{n:int} further item there: 'detente timeline' lists all.",
          "{n:int} further items there: 'detente timeline' lists all.",
          "in {corpus}", "also in {files}", "read and not reviewed")  # fmt: skip
def of_a_corpus(scene: Scene, said: Said) -> bool:
    raise AssertionError("corpora have tests of their own")


def _ordered(scene: Scene) -> list[tuple[Quotation, Day, bool]]:
    return sorted(dated(scene), key=lambda one: (one[1].first, one[1].last))


def enough(scene: Scene) -> bool:
    """Tell whether there are days enough for a section: three items, and not all of one day."""
    days = [(day.first, day.last) for _, day, _ in dated(scene)]
    return len(days) >= FEWEST and len(set(days)) > 1


def _day(day: Day) -> str:
    """Return a day as one knows it: a day, a month, a year."""
    return day.first.isoformat() if day.first == day.last else day.text


def _told(scene: Scene, one: Quotation) -> str:
    """Return who says it and its first words, in quotation marks if they are the party's own."""
    titles = [party.title for party in scene.conflict.parties]

    def called(name: str) -> str:
        title = scene.conflict.party(name).title
        return f"{title} ({name})" if titles.count(title) > 1 else title

    whose = called(one.party) if one.party else ""
    about = [called(name) for name in one.about] if not one.party else []
    listed = " and ".join(filter(None, (", ".join(about[:-1]), *about[-1:])))
    speaker = "" if one.speaker == whose else one.speaker
    head = ", ".join(filter(None, (whose, speaker, listed and f"on {listed}")))
    words = re.split(r"\s+", (one.text or one.paraphrase).strip())
    said = " ".join(words[:WORDS]) + ("\u2026" if len(words) > WORDS else "")
    said = f"\u201c{said}\u201d" if one.text and one.voice == "own words" else said
    said = f"{head}: {said}" if head else said
    return said[0].upper() + said[1:] if head else said


@say.end
def missing(scene: Scene) -> Iterator[str]:
    """Yield that the section is missing, or that it stands there although too little has a day."""
    told = any(line.section == DAYS for line in form(scene).lines)
    if told != enough(scene):
        yield f"the section on days: {'told' if told else 'not told'}"
