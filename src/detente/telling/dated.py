"""A timeline in words: what was said and done, and the days the model names, in their order."""

from __future__ import annotations

from collections.abc import Iterator

from detente.analyses import saying
from detente.analyses.wording import Words, begun, counted, joined, short_words
from detente.conflict.conflict import Conflict
from detente.evidence.timeline.results import Item, Timeline
from detente.telling.drawing.daily import timeline_svg
from detente.telling.drawing.daily_rows import Sign
from detente.telling.tables import wrapped

_HANGING = " " * 14
_KINDS = ("quotation", "utterance", "stance", "event")


def timeline_text(conflict: Conflict, found: Timeline) -> str:
    """Return a timeline for a terminal: one line an item, the days of the model among them."""
    words = short_words(conflict)
    dated = [(day, 0, told) for day, told in _named(conflict, words)]
    dated += [(item.first, 1, _item(item, words)) for item in found.items]
    lines = [
        wrapped(told, indent=f"{day:<12}  ", hanging=_HANGING)
        for day, _, told in sorted(dated, key=lambda one: one[:2])
    ]
    asked = [f"To be asked: {question}" for item in found.items for question in item.asked]
    return "\n".join([wrapped(_head(found)), *lines, *map(wrapped, (*found.notes, *asked))])


def timeline_drawing(conflict: Conflict, found: Timeline) -> str | None:
    """Return a timeline as one SVG document, its items numbered; None if there is nothing."""
    words = short_words(conflict)
    signs = [Sign(str(number)) for number in range(1, len(found.items) + 1)]
    return timeline_svg(found, parties=words.titles, options=words.options, signs=signs)


def said_of(item: Item, words: Words, *, most: int | None = None, voiced: bool = True) -> str:
    """Return an item without its day: who, in which voice, what, and at most so many words."""
    said = item.words.split()
    cut = most is not None and len(said) > most
    text = f"{' '.join(said[:most])}\u2026" if cut else " ".join(said)
    parties = joined([words.titles.get(name, name) for name in item.parties])
    voice = item.voice if voiced and item.voice != "own words" else ""
    about = words.parties(item.about) if item.about and not item.parties else ""
    told = " on ".join(filter(None, (voice, about))) if voice else about and f"on {about}"
    speaker = "" if item.speaker == parties else item.speaker
    head = ", ".join(filter(None, (parties, speaker, told, item.what)))
    if item.quoted:
        text = f"\u201c{text}\u201d"
    return begun(f"{head}: {text}") if head else text


def day_of(item: Item) -> str:
    """Return the day of an item as a reader knows it: a month, a year, or from day to day."""
    if item.first == item.last:
        return item.first
    if item.first[4:] == "-01-01" and item.last == f"{item.first[:4]}-12-31":
        return item.first[:4]
    if item.first[:7] == item.last[:7] and item.first[8:] == "01" and int(item.last[8:]) > 27:
        return item.first[:7]
    return f"{item.first} to {item.last}"


def _head(found: Timeline) -> str:
    if not found.items:
        return f"{found.title}: nothing that has a day."
    told = [
        counted(number, kind)
        for kind in _KINDS
        if (number := sum(item.kind == kind for item in found.items))
    ]
    last = max(item.last for item in found.items)
    return f"{found.title}: {joined(told)} from {found.items[0].first} to {last}."


def _item(item: Item, words: Words) -> str:
    when = "" if item.first == item.last else f" ({day_of(item)})"
    when = " (the day of publication)" if item.published else when
    where = item.quotation or item.sources[0]
    more = f" and {item.tellers - 1:,} more" if item.tellers > 1 else ""
    return f"{said_of(item, words)}{when} [{where}{more}]"


def _named(conflict: Conflict, words: Words) -> Iterator[tuple[str, str]]:
    """Yield the days that the model names, each with what they are."""
    as_of = conflict.as_of
    if as_of is not None:
        which = "" if as_of.first == as_of.last else f" ({as_of.text})"
        yield as_of.first.isoformat(), f"** as of{which}"
    for epoch in conflict.epochs:
        title = epoch.title or "another epoch"
        changed = ["preferences"] if any(c.prefers is not None for c in epoch.parties) else []
        changed += ["terms"] if any(c.conditions is not None for c in epoch.parties) else []
        said = f"{joined(changed)} change" if changed else "no list changes"
        yield epoch.start.first.isoformat(), f"** {title}: {said}"
    for option in conflict.options:
        for window in option.windows:
            day = window.start or window.end
            if day is not None:
                said = saying.window(words, option.name, window)
                yield day.first.isoformat(), f"** {said}"
