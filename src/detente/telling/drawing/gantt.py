"""The steps of a roadmap in time: a bar for each, with windows, wishes and last days.

A bar runs from the earliest start of a step to its earliest completion, a thin line from there
to its latest.  It is read without colour.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from detente.analyses.timing.days import Dates, StepDays
from detente.analyses.wording import counted, short_words
from detente.conflict.options import Option
from detente.conflict.time import Window
from detente.graph.model import GraphModel
from detente.telling.drawing import svg
from detente.telling.drawing.layout import MARGIN, PAD, WIDTH
from detente.telling.drawing.legend import Entry, legend
from detente.telling.drawing.lettering import LINE, lines_of, width_of
from detente.telling.drawing.timeline import Timeline, timeline
from detente.telling.scheduled import in_time

LABEL = 226.0
BAR = 12.0
SHOWN = 6  # changes of office and last days with a line of their own


@dataclass(frozen=True, slots=True)
class _Row:
    """A step with the words beside it; `start` is the day its bar begins."""

    days: StepDays
    option: Option | None
    title: tuple[str, ...]
    about: tuple[str, ...]
    start: int
    top: float
    height: float

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


@dataclass(frozen=True, slots=True)
class _Upright:
    """A day with a vertical line through all rows; `change` if preferences change on it."""

    day: int
    text: str
    change: bool


def gantt_svg(graph: GraphModel, dates: Dates | None) -> str | None:
    """Return the dates of a roadmap as one SVG document; None if there is nothing to date.

    Nothing is drawn where the steps wait for each other, or where no step takes any time and
    none has a window.
    """
    if dates is None or not dates.steps:
        return None
    options = {option.name: option for option in graph.selection.options}
    used = [options.get(one.step) for one in dates.steps]
    if not any(option is not None and (option.takes or option.windows) for option in used):
        return None
    title = f"{graph.conflict.title}: when the steps could be taken"
    heading = lines_of(title, WIDTH - 2 * MARGIN, most=2, bold=True)
    uprights = _uprights(graph, dates, options)
    line = _timeline(dates, options, uprights)
    shown = [one for one in uprights if line.shows(one.day)][:SHOWN]
    top = MARGIN + len(heading) * LINE + 6
    first = top + len(shown) * (LINE + 2) + 4
    rows = _rows(graph, dates, options, first)
    foot = rows[-1].top + rows[-1].height
    parts = list(svg.lines(MARGIN, MARGIN, heading, bold=True))
    parts += _ground(rows, line, foot, dates.as_of)
    for number, one in enumerate(shown):
        parts += _upright(one, line, top + number * (LINE + 2), foot)
    for row in rows:
        parts += _row(row, line)
    y = foot + LINE + 3 * PAD
    for note in _notes(dates, line, len(uprights) > len(shown)):
        broken = lines_of(note, WIDTH - 2 * MARGIN, most=6)
        parts += svg.lines(MARGIN, y, broken)
        y += len(broken) * LINE
    signs, height = legend(
        _entries(rows, shown), _sign, left=MARGIN, right=WIDTH - MARGIN, top=y + PAD
    )
    about = " ".join([in_time(dates), *(_told(dates, row) for row in rows)])
    return svg.document(title, about, WIDTH, height + MARGIN, [*parts, *signs])


def _day(on: date, as_of: date | None) -> int:
    return 0 if as_of is None else (on - as_of).days


def _uprights(graph: GraphModel, dates: Dates, options: dict[str, Option]) -> list[_Upright]:
    """Return last days of windows that bind, and days on which preferences change."""
    if dates.as_of is None:
        return []
    words = short_words(graph.conflict)
    found = []
    for one in dates.steps:
        option = options.get(one.step)
        for window in option.windows if option else ():
            if window.end is not None and not window.wish:
                said = f"{window.end.last.isoformat()} last day: {words.options[one.step]}"
                found.append(_Upright(_day(window.end.last, dates.as_of), said, change=False))
    for epoch in graph.conflict.epochs:
        title = epoch.title or "preferences change"
        day = _day(epoch.start.first, dates.as_of)
        found.append(_Upright(day, f"{epoch.start.text} {title}", change=True))
    return sorted(dict.fromkeys(found), key=lambda one: (one.day, one.text))


def _timeline(dates: Dates, options: dict[str, Option], uprights: list[_Upright]) -> Timeline:
    others = [one.day for one in uprights]
    for one in dates.steps:
        others += [one.latest] if one.latest is not None else []
        option = options.get(one.step)
        for window in option.windows if option else ():
            others += [_day(day.last, dates.as_of) for day in (window.start, window.end) if day]
    done = max(one.earliest for one in dates.steps)
    return timeline(dates.as_of, done, others, MARGIN + LABEL, WIDTH - MARGIN - 8)


# rows --------------------------------------------------------------------------------------------


def _rows(graph: GraphModel, dates: Dates, options: dict[str, Option], top: float) -> list[_Row]:
    words = short_words(graph.conflict)
    found: list[_Row] = []
    for one in sorted(dates.steps, key=lambda step: step.earliest):
        name = one.step.removeprefix("not ")
        said = words.options[name] if name == one.step else f"End: {words.options[name]}"
        title = lines_of(said, LABEL - 10, most=3, bold=True)
        about = lines_of(_about(dates, one), LABEL - 10, most=3)
        option = options.get(one.step)
        takes = option.takes.low if option and option.takes else 0
        height = (len(title) + len(about)) * LINE + 2 * PAD
        found.append(_Row(one, option, title, about, one.earliest - takes, top, height))
        top += height
    return found


def _about(dates: Dates, one: StepDays) -> str:
    early = dates.day(one.earliest) or f"day {one.earliest}"
    if one.latest is None or one.slack is None:
        return f"{early} at the earliest"
    late = dates.day(one.latest) or f"day {one.latest}"
    if one.slack < 0:
        return f"{early} at the earliest, {counted(-one.slack, 'day')} after {late}"
    return f"{early} to {late} ({one.slack:,} to spare)"


def _told(dates: Dates, row: _Row) -> str:
    return f"{' '.join(row.title)}: {_about(dates, row.days)}."


def _ground(rows: list[_Row], line: Timeline, foot: float, as_of: date | None) -> Iterator[str]:
    """Yield what lies under the bars: stripes, ticks, windows and wishes."""
    top = rows[0].top
    for number, row in enumerate(rows):
        if number % 2 == 0:
            yield svg.rect(MARGIN, row.top, WIDTH - 2 * MARGIN, row.height, fill=svg.PALE)
    for row in rows:
        windows = row.option.windows if row.option else ()
        for window in sorted(windows, key=lambda w: w.wish):
            yield from _window(window, row, line, as_of)
    free = -1.0
    for day, said in line.ticks():
        x = line.x(day)
        yield svg.line(x, top, x, foot + 4, stroke=svg.RULE, thick=0.7)
        left = min(max(x - width_of(said) / 2, MARGIN), WIDTH - MARGIN - width_of(said))
        if left > free:
            yield svg.text(left, foot + LINE + 2, said, fill=svg.SOFT)
            free = left + width_of(said) + 6
    yield svg.line(line.left, foot, line.right, foot)


def _window(window: Window, row: _Row, line: Timeline, as_of: date | None) -> Iterator[str]:
    start = _day(window.start.first, as_of) if window.start else 0
    end = _day(window.end.last, as_of) if window.end else line.days
    if end < 0 or start > line.days or as_of is None:
        return
    x, width = line.x(start), max(line.x(end) - line.x(start), 2)
    top, height = row.top + 3, row.height - 6
    if window.wish:
        yield svg.rect(x, top, width, height, fill=svg.PAPER, stroke=svg.SOFT, dashes="2 2")
        yield svg.hatching(x, top, width, height)
    else:
        yield svg.rect(x, top, width, height, fill="#dcdcdc", stroke=svg.SOFT)


def _upright(one: _Upright, line: Timeline, top: float, foot: float) -> Iterator[str]:
    x = line.x(one.day)
    dashes = "6 3" if one.change else ""
    yield svg.line(x, top + 1, x, foot, thick=1.6, dashes=dashes)
    before = x > (line.left + line.right) / 2
    room = x - MARGIN - 6 if before else WIDTH - MARGIN - x - 6
    said = lines_of(one.text, room, most=1)
    yield from svg.lines(x - 5 if before else x + 5, top, said, anchor="end" if before else "start")


def _row(row: _Row, line: Timeline) -> Iterator[str]:
    one, y = row.days, row.middle
    yield from svg.lines(MARGIN + 3, row.top + PAD, row.title, bold=True)
    yield from svg.lines(MARGIN + 3, row.top + PAD + len(row.title) * LINE, row.about)
    start, done = line.x(row.start), line.x(one.earliest)
    if one.latest is not None and one.latest != one.earliest:
        late = line.x(one.latest)
        missed = one.latest < one.earliest
        yield svg.line(done, y, late, y, thick=1.6, dashes="2 3" if missed else "")
        yield svg.line(late, y - 6, late, y + 6, thick=1.6)
    if row.start == one.earliest:
        yield from _diamond(done, y)
    else:
        yield svg.rect(
            start, y - BAR / 2, max(done - start, 2), BAR, fill="#6a6a6a", stroke=svg.INK
        )


def _diamond(x: float, y: float) -> Iterator[str]:
    around = svg.points((x, y - 7), (x + 7, y), (x, y + 7), (x - 7, y), closed=True)
    yield svg.path(around, fill="#6a6a6a")


# below -------------------------------------------------------------------------------------------


def _notes(dates: Dates, line: Timeline, more: bool) -> Iterator[str]:  # noqa: FBT001
    yield in_time(dates)
    if any(one.slack is not None for one in dates.steps):
        yield "Beside each step stand its earliest and latest end, and the days to spare between."
    yield from dates.impossible
    if line.cut or more:
        yield "Some dates lie too far off to be drawn."


def _entries(rows: list[_Row], shown: list[_Upright]) -> list[Entry]:
    windows = [window for row in rows if row.option for window in row.option.windows]
    entries = [("bar", "from the earliest start to the earliest end")]
    entries += (
        [("moment", "takes no time")] if any(r.start == r.days.earliest for r in rows) else []
    )
    entries += [("late", "to the latest end")] if any(r.days.slack for r in rows) else []
    entries += [("window", "window")] if any(not window.wish for window in windows) else []
    entries += [("wish", "wish, binds nobody")] if any(w.wish for w in windows) else []
    entries += [("last", "last day")] if any(not one.change for one in shown) else []
    entries += [("change", "preferences change")] if any(one.change for one in shown) else []
    return entries


def _sign(kind: str, x: float, y: float) -> Iterator[str]:
    match kind:
        case "bar":
            yield svg.rect(x - 9, y - 5, 18, 10, fill="#6a6a6a", stroke=svg.INK)
        case "moment":
            yield from _diamond(x, y)
        case "late":
            yield svg.line(x - 9, y, x + 9, y, thick=1.6)
            yield svg.line(x + 9, y - 6, x + 9, y + 6, thick=1.6)
        case "window":
            yield svg.rect(x - 9, y - 6, 18, 12, fill="#dcdcdc", stroke=svg.SOFT)
        case "wish":
            yield svg.rect(x - 9, y - 6, 18, 12, fill=svg.PAPER, stroke=svg.SOFT, dashes="2 2")
            yield svg.hatching(x - 9, y - 6, 18, 12)
        case _:
            dashes = "6 3" if kind == "change" else ""
            yield svg.line(x, y - 7, x, y + 7, thick=1.6, dashes=dashes)
