"""What was said and done on which day, drawn: a row for each party, a numbered sign for each item.

Days that the model names are lines through all rows, its windows are bars under them.  It is read
without colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from detente.evidence.timeline.results import Item, Mark, Timeline
from detente.telling.drawing import svg
from detente.telling.drawing.daily_rows import (
    HIGH,
    LABEL,
    SIGN,
    Placed,
    Row,
    Sign,
    days_of,
    middle,
    near,
    number_of,
    rows_of,
)
from detente.telling.drawing.layout import MARGIN, PAD, WIDTH
from detente.telling.drawing.legend import Entry, legend
from detente.telling.drawing.lettering import LINE, lines_of, width_of
from detente.telling.drawing.timeline import Timeline as Days

MOST_LINES = 6  # days with a line of their own


def timeline_svg(
    found: Timeline,
    *,
    parties: Mapping[str, str],
    options: Mapping[str, str],
    signs: Sequence[Sign],
) -> str | None:
    """Return a timeline as one SVG document; None if it holds nothing to be drawn.

    Parameters
    ----------
    parties, options : what they are called in the drawing.
    signs : one for each item, in order.
    """
    if not found.items:
        return None
    title = f"{found.title}: who said what when"
    heading = lines_of(title, WIDTH - 2 * MARGIN, most=2, bold=True)
    start, line = days_of(found)
    uprights = [m for m in found.marks if m.kind in ("as of", "epoch")]
    shown = [m for m in uprights if line.shows(number_of(m.first, start))][:MOST_LINES]
    # the last one on top: no line runs through the words of another
    shown.sort(key=lambda m: m.first, reverse=True)
    top = MARGIN + len(heading) * LINE + 6
    rows = rows_of(found, parties, signs, line, start, top + len(shown) * (LINE + 2) + 4)
    foot = rows[-1].top + rows[-1].height
    windows = [m for m in found.marks if m.kind in ("window", "wish") and near(m, line, start)]
    bars = list(_bars(windows, options, line, start, foot))
    foot = bars[-1].bottom if bars else foot
    parts = [*svg.lines(MARGIN, MARGIN, heading, bold=True), *_ground(rows, bars, line, foot)]
    for number, mark in enumerate(shown):
        parts += _upright(mark, line, start, top + number * (LINE + 2), foot)
    for row in rows:
        parts += _drawn(row)
    y = foot + LINE + 3 * PAD
    for note in _notes(found, line, start, cut=len(shown) < len(uprights)):
        broken = lines_of(note, WIDTH - 2 * MARGIN, most=3)
        parts += svg.lines(MARGIN, y, broken)
        y += len(broken) * LINE
    entries = _entries(rows, shown, windows)
    keys, height = legend(entries, _key, left=MARGIN, right=WIDTH - MARGIN, top=y + PAD)
    linked = any(sign.href for sign in signs)
    return svg.document(
        title,
        _told(found, parties),
        WIDTH,
        height + MARGIN,
        [*parts, *keys],
        role="group" if linked else "img",
    )


def _drawn(row: Row) -> Iterator[str]:
    yield from svg.lines(MARGIN + 3, row.top + PAD, row.title, bold=True)
    for one in row.placed:
        if one.end - one.start > SIGN:
            yield svg.line(one.start, one.y, one.end, one.y, stroke=svg.SOFT)
    for one in row.placed:
        yield from svg.linked(_sign(one), href=one.sign.href, title=_tip(one.item))
    for x, y, number in row.more:
        yield svg.text(x, y + 4, f"+{number:,}", anchor="middle", fill=svg.SOFT)


def _sign(one: Placed) -> Iterator[str]:
    wide = max(SIGN, width_of(one.sign.text) + 6)
    yield from _box(_style(one.item), one.x, one.y, wide)
    fill = svg.PAPER if _style(one.item) == "own words" else svg.INK
    yield svg.text(one.x, one.y + 4, one.sign.text, anchor="middle", fill=fill)


def _style(item: Item) -> str:
    if item.kind == "event":
        return "event"
    if item.kind in ("utterance", "stance"):
        return "read"
    return "own words" if item.voice == "own words" else "other"


def _box(style: str, x: float, y: float, wide: float) -> Iterator[str]:
    left, top = x - wide / 2, y - HIGH / 2
    match style:
        case "own words":
            yield svg.rect(left, top, wide, HIGH, fill=svg.INK, stroke=svg.INK, round=3)
        case "other":
            yield svg.rect(left, top, wide, HIGH, fill=svg.PAPER, stroke=svg.INK, round=3)
        case "event":
            yield svg.rect(left, top, wide, HIGH, fill=svg.TINT, stroke=svg.INK, dashes="2 2")
        case _:
            yield svg.rect(left, top, wide, HIGH, fill=svg.PAPER, stroke=svg.INK, dashes="2 2")


def _tip(item: Item) -> str:
    words = item.words if len(item.words) <= 200 else f"{item.words[:200]}\u2026"
    return ", ".join(filter(None, (item.day, item.speaker, item.what))) + f": {words}"


# what the model names --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Bar:
    title: tuple[str, ...]
    left: float
    right: float
    top: float
    bottom: float
    wish: bool


def _bars(
    windows: Sequence[Mark], options: Mapping[str, str], line: Days, start: date, top: float
) -> Iterator[_Bar]:
    for option, marks in groupby(sorted(windows, key=lambda m: m.option), lambda m: m.option):
        same = list(marks)
        words = lines_of(options.get(option, option), LABEL - 10, most=2)
        bottom = top + max(len(words), 1) * LINE + PAD
        for number, mark in enumerate(sorted(same, key=lambda m: m.kind == "wish")):
            left = line.x(number_of(mark.first, start)) if mark.first else line.left
            right = line.x(number_of(mark.last, start)) if mark.last else line.right
            said = words if number == 0 else ()
            yield _Bar(said, left, max(right, left + 2), top, bottom, mark.kind == "wish")
        top = bottom


def _ground(rows: Sequence[Row], bars: Sequence[_Bar], line: Days, foot: float) -> Iterator[str]:
    top = rows[0].top
    for number, row in enumerate(rows):
        if number % 2 == 0:
            yield svg.rect(MARGIN, row.top, WIDTH - 2 * MARGIN, row.height, fill=svg.PALE)
    for bar in bars:
        yield from svg.lines(MARGIN + 3, bar.top + 2, bar.title)
        yield from _window(bar.left, bar.top + 3, bar.right - bar.left, 12, wish=bar.wish)
    free = -1.0
    for day, said in line.ticks():
        x = line.x(day)
        yield svg.line(x, top, x, foot + 4, stroke=svg.RULE, thick=0.7)
        left = min(max(x - width_of(said) / 2, MARGIN), WIDTH - MARGIN - width_of(said))
        if left > free:
            yield svg.text(left, foot + LINE + 2, said, fill=svg.SOFT)
            free = left + width_of(said) + 6
    yield svg.line(line.left, foot, line.right, foot)


def _window(x: float, y: float, width: float, height: float, *, wish: bool) -> Iterator[str]:
    if wish:
        yield svg.rect(x, y, width, height, fill=svg.PAPER, stroke=svg.SOFT, dashes="2 2")
        yield svg.hatching(x, y, width, height)
    else:
        yield svg.rect(x, y, width, height, fill="#dcdcdc", stroke=svg.SOFT)


def _upright(mark: Mark, line: Days, start: date, top: float, foot: float) -> Iterator[str]:
    x = line.x(number_of(mark.first, start))
    yield svg.line(x, top + 1, x, foot, thick=1.6, dashes="" if mark.kind == "as of" else "6 3")
    words = f"as of {mark.first}" if mark.kind == "as of" else f"{mark.first} {mark.title}"
    before = x - MARGIN - 6 > width_of(words)
    said = lines_of(words, x - MARGIN - 6 if before else WIDTH - MARGIN - x - 6, most=1)
    yield from svg.lines(x - 5 if before else x + 5, top, said, anchor="end" if before else "start")


# below -----------------------------------------------------------------------------------------


def _notes(found: Timeline, line: Days, start: date, *, cut: bool) -> Iterator[str]:
    before = sum(middle(item) < start.toordinal() for item in found.items)
    if before:
        yield f"At the left edge stand {before:,} from before {start.isoformat()}."
    if line.cut or cut:
        yield "Some days lie too far off to be drawn."


def _told(found: Timeline, parties: Mapping[str, str]) -> str:
    """Return the drawing in words: how much, from when to when, by whom."""
    counts = []
    for name, _ in found.parties:
        number = sum(name in item.parties for item in found.items)
        if number:
            counts.append(f"{parties.get(name, name)}: {number:,}")
    first, last = found.items[0].first, max(item.last for item in found.items)
    told = "; ".join(counts)
    return f"{len(found.items):,} from {first} to {last}. {told}. All of them are listed beside it."


def _entries(rows: Sequence[Row], shown: Sequence[Mark], windows: Sequence[Mark]) -> list[Entry]:
    styles = {_style(one.item) for row in rows for one in row.placed}
    vague = any(one.end - one.start > SIGN for row in rows for one in row.placed)
    named = (
        ("own words", "own words"),
        ("other", "report, observer, gloss"),
        ("read", "read in a document, not reviewed"),
        ("event", "event, read and not reviewed"),
    )
    entries = [(key, said) for key, said in named if key in styles]
    entries += [("vague", "somewhere from day to day")] if vague else []
    entries += [("window", "window")] if any(m.kind == "window" for m in windows) else []
    entries += [("wish", "wish, binds nobody")] if any(m.kind == "wish" for m in windows) else []
    entries += [("as of", "as of")] if any(m.kind == "as of" for m in shown) else []
    entries += [("epoch", "preferences change")] if any(m.kind == "epoch" for m in shown) else []
    return entries


def _key(kind: str, x: float, y: float) -> Iterator[str]:
    match kind:
        case "window" | "wish":
            yield from _window(x - 9, y - 6, 18, 12, wish=kind == "wish")
        case "vague":
            yield svg.line(x - 9, y, x + 9, y, stroke=svg.SOFT)
        case "as of" | "epoch":
            dashes = "" if kind == "as of" else "6 3"
            yield svg.line(x, y - 7, x, y + 7, thick=1.6, dashes=dashes)
        case _:
            yield from _box(kind, x, y, 18)
