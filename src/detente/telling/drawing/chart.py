"""A roadmap as a chart: stages from left to right, a row for each party, marks between stages.

It is read without colour: every mark differs by shape and by shade.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente.analyses.roadmaps.results import Roadmap
from detente.analyses.wording import counted, short_words
from detente.graph.model import GraphModel
from detente.telling.drawing import svg
from detente.telling.drawing.fallbacks import note_of
from detente.telling.drawing.layout import (
    GAP,
    GATE,
    HEAD,
    LABEL,
    MARGIN,
    PAD,
    WIDTH,
    Band,
    Box,
    Gate,
    Layout,
    Mark,
    layout,
)
from detente.telling.drawing.legend import Entry, legend
from detente.telling.drawing.lettering import LINE, lines_of
from detente.telling.journey import end, hanging_on, taken


def roadmap_svg(graph: GraphModel, roadmap: Roadmap) -> str:
    """Return the chart of a roadmap as one SVG document."""
    words = short_words(graph.conflict)
    title = f"{graph.conflict.title}: a roadmap in {counted(len(roadmap.bundles), 'stage')}"
    heading = lines_of(title, WIDTH - 2 * MARGIN, most=2, bold=True)
    top = MARGIN + len(heading) * LINE + GAP
    found = layout(graph, roadmap, top=top)
    notes = [end(roadmap.end), *(note_of(words, roadmap, item) for item in found.named)]
    parts = list(svg.lines(MARGIN, MARGIN, heading, bold=True))
    for band in found.bands:
        parts += _band(band, roadmap, found.last)
    y = found.height
    for note in notes:
        broken = lines_of(note, WIDTH - 2 * MARGIN, most=6)
        parts += svg.lines(MARGIN, y, broken)
        y += len(broken) * LINE
    signs, height = legend(
        _entries(found, roadmap), _sign, left=MARGIN, right=WIDTH - MARGIN, top=y + PAD
    )
    return svg.document(
        title, _description(graph, roadmap), WIDTH, height + MARGIN, [*parts, *signs]
    )


def _description(graph: GraphModel, roadmap: Roadmap) -> str:
    words = short_words(graph.conflict)
    told = [
        f"Stage {number}: {taken(words, bundle, movers)}"
        for number, (bundle, movers) in enumerate(
            zip(roadmap.bundles, roadmap.movers, strict=True), start=1
        )
    ]
    return " ".join([*told, "Left hanging:", *hanging_on(words, roadmap), end(roadmap.end)])


# a band ------------------------------------------------------------------------------------------


def _band(band: Band, roadmap: Roadmap, last: int) -> Iterator[str]:
    left = MARGIN
    for number, row in enumerate(band.rows):
        if number % 2 == 0:
            yield svg.rect(left, row.top, band.right - left, row.height, fill=svg.PALE)
        height = len(row.title) * LINE
        yield from svg.lines(left + 3, row.top + (row.height - height) / 2, row.title, bold=True)
    for head in band.heads:
        yield svg.text(head.x, band.top + HEAD - 6, head.text, anchor="middle", fill=svg.SOFT)
    for gate in band.gates:
        yield from _gate(gate, band, roadmap.end if gate.stage == last else "")
    for link in band.links:
        yield svg.rect(
            link.x - 4, link.top, 8, link.bottom - link.top, fill=svg.TINT, stroke=svg.INK
        )
    for box in band.boxes:
        yield from _box(box)
    stops = lines_of("If agreement stops", LABEL - 6)
    yield svg.line(left, band.foot, band.right, band.foot, stroke=svg.RULE)
    yield from svg.lines(left + 3, band.foot + PAD, stops, fill=svg.SOFT)


def _box(box: Box) -> Iterator[str]:
    yield svg.rect(
        box.left,
        box.top,
        box.width,
        box.height,
        fill=svg.TINT if box.joint else svg.PAPER,
        stroke=svg.INK,
        thick=2.4 if box.final else 1,
        dashes="4 3" if box.ends else "",
        round=3,
    )
    middle = box.left + box.width / 2
    top = box.top + (box.height - len(box.lines) * LINE) / 2
    yield from svg.lines(middle, top, box.lines, anchor="middle")


def _gate(gate: Gate, band: Band, ends: str) -> Iterator[str]:
    top, bottom = band.rows[0].top, band.foot
    yield from _ending(ends, gate.x, top, bottom)
    for mark in gate.marks:
        yield from _mark(mark, gate.x)
    right = gate.x + GATE / 2 - 1
    yield from svg.lines(right, band.foot + PAD, gate.back, anchor="end")


def _ending(ends: str, x: float, top: float, bottom: float) -> Iterator[str]:
    match ends:
        case "resting" | "held by threat":
            dashes = "6 4" if ends == "held by threat" else ""
            for place in (x - 2.5, x + 2.5):
                yield svg.line(place, top, place, bottom, thick=2, dashes=dashes)
        case "unravels":
            yield svg.path(_zigzag(x, top, bottom), thick=1.6)
        case _:
            yield svg.line(x, top, x, bottom, stroke=svg.RULE)


def _zigzag(x: float, top: float, bottom: float) -> str:
    count = max(int((bottom - top) // 6), 1)
    step = (bottom - top) / count
    return svg.points(*((x + (3 if n % 2 else -3), top + n * step) for n in range(count + 1)))


def _mark(mark: Mark, x: float) -> Iterator[str]:
    y = mark.y - 10 if mark.tempted and mark.exposed else mark.y
    if mark.exposed:
        yield from _sign(mark.exposed, x, y)
    if mark.tempted:
        yield from _sign(mark.tempted, x, mark.y + 10 if mark.exposed else mark.y)


def _sign(kind: str, x: float, y: float) -> Iterator[str]:
    match kind:
        case "none":
            yield svg.circle(x, y, 4, fill=svg.PAPER, stroke=svg.SOFT)
        case "recoverable":
            around = svg.points((x, y - 8), (x + 8, y), (x, y + 8), (x - 8, y), closed=True)
            yield svg.path(around, fill=svg.PAPER, thick=1.4)
            half = svg.points((x, y - 8), (x, y + 8), (x - 8, y), closed=True)
            yield svg.path(half, fill="#777", thick=1.4)
        case "unrecoverable":
            yield svg.rect(x - 7, y - 7, 14, 14, fill=svg.INK, stroke=svg.PAPER)
        case "might" | "surely":
            head = svg.points((x - 5, y - 7), (x + 9, y), (x - 5, y + 7), closed=True)
            fill = svg.INK if kind == "surely" else svg.PAPER
            yield svg.path(head, fill=fill, thick=1.4)
        case "resting" | "held by threat" | "unravels":
            yield from _ending(kind, x, y - 8, y + 8)
        case _:
            yield from _frame(kind, x, y)


def _frame(kind: str, x: float, y: float) -> Iterator[str]:
    yield svg.rect(
        x - 8,
        y - 6,
        16,
        12,
        fill=svg.TINT if kind == "joint" else svg.PAPER,
        stroke=svg.INK,
        thick=2.4 if kind == "final" else 1,
        dashes="4 3" if kind == "ends" else "",
        round=2,
    )


# legend ------------------------------------------------------------------------------------------


def _entries(found: Layout, roadmap: Roadmap) -> list[Entry]:
    boxes = [box for band in found.bands for box in band.boxes]
    lured = {"surely" if item.surely else "might" for item in roadmap.temptations}
    entries = [("alone", "step of one party")]
    entries += [("joint", "joint step")] if any(box.joint for box in boxes) else []
    entries += [("final", "cannot be undone")] if any(box.final for box in boxes) else []
    entries += [("ends", "step that ends something")] if any(box.ends for box in boxes) else []
    entries += [
        ("none", "not left hanging"),
        ("recoverable", "could be hurt, could recover"),
        ("unrecoverable", "could be hurt, could not recover"),
    ]
    entries += [("might", "might do better by leaving")] if "might" in lured else []
    entries += [("surely", "would do better by leaving")] if "surely" in lured else []
    rest = {
        "resting": "the end rests",
        "unravels": "the end unravels",
        "held by threat": "the end is held by threat",
    }
    return [*entries, (roadmap.end, rest[roadmap.end])] if roadmap.end in rest else entries
