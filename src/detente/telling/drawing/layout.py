"""The layout of a roadmap: where every step, mark and word of it stands, in abstract units.

Columns are the stages in their order, rows the parties.  Between two stages stands a gate, on
which each party has a mark: whether it hangs there, and whether it is tempted to leave.  What is
too long for one width goes on in a further band below, like a line of music.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from detente.analyses.roadmaps.results import Roadmap
from detente.analyses.sequencing.exposing import Kind
from detente.analyses.wording import Words, short_words
from detente.graph.model import GraphModel
from detente.telling.drawing.fallbacks import Named, back, letters_of
from detente.telling.drawing.grid import Lane, Piece, banded, lanes_of
from detente.telling.drawing.lettering import LINE, lines_of

WIDTH = 640.0
MARGIN = 4.0
LABEL = 84.0  # of the parties' names
GATE = 30.0
LANE, WIDEST = 92.0, 200.0
PAD = 5.0  # around the words in a box
GAP = 3.0  # around a box
ROW = 46.0  # the lowest row: two marks fit
HEAD = 20.0

Tempted = Literal["", "might", "surely"]


@dataclass(frozen=True, slots=True)
class Box:
    """A step, or the part of it in some rows; `lines` is what stands in it."""

    step: str
    lines: tuple[str, ...]
    left: float
    top: float
    width: float
    height: float
    joint: bool
    ends: bool
    final: bool


@dataclass(frozen=True, slots=True)
class Link:
    """What joins the boxes of one step across rows that have no part in it."""

    x: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Mark:
    """How a party stands at a gate: `exposed` is None where it is not asked, today."""

    y: float
    exposed: Kind | None
    tempted: Tempted


@dataclass(frozen=True, slots=True)
class Gate:
    """What follows a stage: a mark for each party, and where agreement would fall back to."""

    stage: int
    x: float
    marks: tuple[Mark, ...]
    back: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A party's row in a band."""

    title: tuple[str, ...]
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Head:
    """A heading above a stage, or above its gate."""

    stage: int
    text: str
    x: float


@dataclass(frozen=True, slots=True)
class Band:
    """Some stages side by side; `foot` is where the line on fallbacks begins."""

    top: float
    foot: float
    bottom: float
    right: float
    rows: tuple[Row, ...]
    heads: tuple[Head, ...]
    boxes: tuple[Box, ...]
    links: tuple[Link, ...]
    gates: tuple[Gate, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A roadmap laid out; `named` are states that fallbacks call by a letter, with their stage."""

    bands: tuple[Band, ...]
    named: tuple[Named, ...]
    last: int
    height: float


def layout(graph: GraphModel, roadmap: Roadmap, *, top: float = 0) -> Layout:
    """Return where everything of a roadmap stands, from `top` downwards."""
    words = short_words(graph.conflict)
    lanes = lanes_of(graph, roadmap)
    room = WIDTH - 2 * MARGIN - LABEL - GATE
    bands = banded(lanes, room=room, lane=LANE, gate=GATE) or [[]]
    width = min((_lane_width(band, room) for band in bands if band), default=LANE)
    names = letters_of(roadmap)
    found: list[Band] = []
    for band in bands:
        before = {head.stage for earlier in found for head in earlier.heads}
        found.append(_band(graph, words, roadmap, band, width, names, top, before))
        top = found[-1].bottom + 2 * MARGIN
    return Layout(tuple(found), tuple(names.values()), len(roadmap.bundles), top)


def _lane_width(band: Sequence[Lane], room: float) -> float:
    gates = sum(lane.last for lane in band)
    return min(WIDEST, (room - gates * GATE) / len(band))


# bands -------------------------------------------------------------------------------------------


def _band(
    graph: GraphModel,
    words: Words,
    roadmap: Roadmap,
    lanes: Sequence[Lane],
    width: float,
    names: dict[str, Named],
    top: float,
    before: set[int],
) -> Band:
    titles = [words.titles[name] for name in graph.parties]
    labels = [lines_of(title, LABEL - 6, most=4, bold=True) for title in titles]
    rows = _rows(words, labels, lanes, width, top + HEAD)
    x = MARGIN + LABEL
    heads: list[Head] = []
    boxes: list[Box] = []
    links: list[Link] = []
    spots: list[tuple[int, float, float]] = []  # stage, place of its gate, room of its words
    if not before:
        spots.append((0, x + GATE / 2, GATE + 12))
        heads.append(Head(0, "today", x + GATE / 2))
        x += GATE
    begin = x
    for number, lane in enumerate(lanes):
        for piece in lane.pieces:
            boxes += _boxes(words, piece, rows, x, width)
            links += _links(piece, rows, x + width / 2)
        x += width
        if lane.last or number == len(lanes) - 1:
            torn = ", continued" if lane.stage in before else ""
            heads.append(Head(lane.stage, f"Stage {lane.stage}{torn}", (begin + x) / 2))
        if lane.last:
            spots.append((lane.stage, x + GATE / 2, x - begin + GATE))
            if lane.stage == len(roadmap.bundles):
                heads.append(Head(lane.stage, "end", x + GATE / 2))
            x += GATE
            begin = x
    foot = rows[-1].top + rows[-1].height
    backs = [lines_of(back(roadmap, stage, names), space - 2, most=3) for stage, _, space in spots]
    gates = tuple(
        Gate(stage, place, tuple(_marks(graph, roadmap, stage, rows)), said)
        for (stage, place, _), said in zip(spots, backs, strict=True)
    )
    told = max([2, *map(len, backs)])
    return Band(
        top,
        foot,
        foot + told * LINE + 2 * PAD,
        x,
        rows,
        tuple(heads),
        tuple(boxes),
        tuple(links),
        gates,
    )


def _rows(
    words: Words,
    labels: Sequence[tuple[str, ...]],
    lanes: Sequence[Lane],
    width: float,
    top: float,
) -> tuple[Row, ...]:
    """Return the rows, each as high as its name, its marks and its boxes need."""
    heights = [max(ROW, len(label) * LINE + 2 * PAD) for label in labels]
    needs = [
        (run, len(_lines(words, piece, run, width)) * LINE + 2 * (PAD + GAP))
        for lane in lanes
        for piece in lane.pieces
        for run in piece.runs
    ]
    for run, need in sorted(needs, key=lambda item: len(item[0])):
        short = need - sum(heights[row] for row in run)
        if short > 0:
            for row in run:
                heights[row] += short / len(run)
    found: list[Row] = []
    for label, height in zip(labels, heights, strict=True):
        found.append(Row(label, top, height))
        top += height
    return tuple(found)


def _boxes(words: Words, piece: Piece, rows: Sequence[Row], x: float, width: float) -> list[Box]:
    return [
        Box(
            piece.step,
            _lines(words, piece, run, width),
            x + GAP,
            rows[run[0]].top + GAP,
            width - 2 * GAP,
            rows[run[-1]].top + rows[run[-1]].height - rows[run[0]].top - 2 * GAP,
            len(piece.rows) > 1,
            piece.ends,
            piece.final,
        )
        for run in piece.runs
    ]


def _links(piece: Piece, rows: Sequence[Row], x: float) -> list[Link]:
    runs = piece.runs
    return [
        Link(x, rows[above[-1]].top + rows[above[-1]].height - GAP, rows[below[0]].top + GAP)
        for above, below in pairwise(runs)
    ]


def _lines(words: Words, piece: Piece, run: tuple[int, ...], width: float) -> tuple[str, ...]:
    """Return what stands in a box: the step in its longest run, a word on it in the others."""
    runs = piece.runs
    if run != max(runs, key=len):
        return ("jointly",)
    title = words.options[piece.step.removeprefix("not ")]
    said = f"End: {title}" if piece.ends else title
    return lines_of(said, width - 2 * (GAP + PAD))


# marks -----------------------------------------------------------------------------


def _marks(graph: GraphModel, roadmap: Roadmap, stage: int, rows: Sequence[Row]) -> list[Mark]:
    exposed = {item.party: item.kind for item in roadmap.exposure if item.stage == stage}
    lured: dict[str, Tempted] = {}
    for item in roadmap.temptations:
        if item.stage == stage and lured.get(item.party) != "surely":
            lured[item.party] = "surely" if item.surely else "might"
    return [
        Mark(
            row.top + row.height / 2,
            exposed.get(party, "none") if stage else None,
            lured.get(party, ""),
        )
        for party, row in zip(graph.parties, rows, strict=True)
    ]
