"""Where everything of a timeline stands: the days that are drawn, rows, and the signs in them.

Signs that would stand on each other stand below each other; too many of them are counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from detente.evidence.timeline.results import Item, Mark, Timeline
from detente.telling.drawing.layout import MARGIN, PAD, WIDTH
from detente.telling.drawing.lettering import LINE, lines_of, width_of
from detente.telling.drawing.timeline import Timeline as Days
from detente.telling.drawing.timeline import timeline as line_of

LABEL = 118.0
SIGN, HIGH = 20.0, 16.0  # how wide and how high a sign is
MOST_STACKED = 8  # signs below each other
WIDER, AHEAD = 2, 100  # how far a window or an epoch makes the line go on, times and days
FAR, FEW = 4, 5  # what lies so many times further back than all the rest, one of so many
NOBODY, EVENTS = "Observers and outlets", "Events"


@dataclass(frozen=True, slots=True)
class Sign:
    """What an item is called in the drawing, and the place in the page that it leads to."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A sign at its place; `start` and `end` are those of a day that is not known to the day."""

    sign: Sign
    item: Item
    x: float
    y: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Row:
    """The row of a party; `more` are places where so many more signs would stand."""

    title: tuple[str, ...]
    top: float
    height: float
    placed: tuple[Placed, ...]
    more: tuple[tuple[float, float, int], ...]


# days ------------------------------------------------------------------------------------------


def number_of(day: str, start: date) -> int:
    """Return a day as a number, counted from the first that is drawn."""
    return (date.fromisoformat(day) - start).days


def middle(item: Item) -> int:
    """Return the day of an item as a number, the middle one of those it can have been."""
    first, last = date.fromisoformat(item.first), date.fromisoformat(item.last)
    return (first.toordinal() + last.toordinal()) // 2


def days_of(found: Timeline) -> tuple[date, Days]:
    """Return the first day that is drawn, and the line of time; a few far days do not stretch it."""
    as_of = [date.fromisoformat(m.first).toordinal() for m in found.marks if m.kind == "as of"]
    numbers = sorted([*map(middle, found.items), *as_of])
    kept = numbers
    while len(kept) > FEW and len(numbers) - len(kept) < len(numbers) // FEW:
        if kept[1] - kept[0] <= FAR * max(numbers[-1] - kept[1], 30):
            break
        kept = kept[1:]
    # what stands at the left edge stands apart from the first day
    apart = max(1, (numbers[-1] - kept[0]) // 12) if len(kept) < len(numbers) else 0
    first = date.fromordinal(kept[0] - apart)
    others = [
        number_of(day, first)
        for mark in found.marks
        for day in (mark.first, mark.last)
        if day and mark.kind != "as of"
    ]
    done = max(numbers[-1] - kept[0], 1) + apart
    # a window that is open for years does not press what was said into a corner
    others = [min(day, done * WIDER + AHEAD) for day in others]
    return first, line_of(first, done, others, MARGIN + LABEL + SIGN / 2, WIDTH - MARGIN - SIGN)


def near(mark: Mark, line: Days, start: date) -> bool:
    """Tell whether any of it lies on the line of time."""
    first = number_of(mark.first, start) if mark.first else 0
    last = number_of(mark.last, start) if mark.last else line.days
    return last >= 0 and first <= line.days


# rows ------------------------------------------------------------------------------------------


def rows_of(
    found: Timeline,
    parties: Mapping[str, str],
    signs: Sequence[Sign],
    line: Days,
    start: date,
    top: float,
) -> list[Row]:
    """Return a row for each party that has items, for nobody's, and for events."""
    pairs = list(zip(signs, found.items, strict=True))
    lanes = [
        (
            parties.get(name, name),
            [p for p in pairs if p[1].kind != "event" and name in p[1].parties],
        )
        for name, _ in found.parties
    ]
    lanes.append((NOBODY, [p for p in pairs if p[1].kind != "event" and not p[1].parties]))
    lanes.append((EVENTS, [p for p in pairs if p[1].kind == "event"]))
    rows: list[Row] = []
    for title, inside in lanes:
        if inside:
            rows.append(_lane(title, inside, line, start, top))
            top += rows[-1].height
    return rows


def _lane(
    title: str, pairs: Sequence[tuple[Sign, Item]], line: Days, start: date, top: float
) -> Row:
    words = lines_of(title, LABEL - 10, most=3, bold=True)
    wide = max(SIGN, *(width_of(sign.text) + 6 for sign, _ in pairs))
    spots = sorted(
        ((line.x(middle(item) - start.toordinal()), n) for n, (_, item) in enumerate(pairs)),
    )
    columns: list[list[tuple[float, int]]] = []
    for spot in spots:
        if columns and spot[0] < columns[-1][0][0] + wide + 2:
            columns[-1].append(spot)
        else:
            columns.append([spot])
    placed, more = [], []
    highest = 1
    for column in columns:
        x = column[0][0]
        room = len(column) if len(column) <= MOST_STACKED else MOST_STACKED - 1
        for place, (_, number) in enumerate(column[:room]):
            sign, item = pairs[number]
            y = top + PAD + place * (HIGH + 2) + HIGH / 2
            ends = (line.x(number_of(item.first, start)), line.x(number_of(item.last, start)))
            placed.append(Placed(sign, item, x, y, *ends))
        if len(column) > room:
            more.append((x, top + PAD + room * (HIGH + 2) + HIGH / 2, len(column) - room))
        highest = max(highest, min(len(column), MOST_STACKED))
    height = max(highest * (HIGH + 2), len(words) * LINE) + 2 * PAD
    return Row(words, top, height, tuple(placed), tuple(more))
