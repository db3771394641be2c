"""Where each step of a roadmap stands among its neighbours, before anything is measured.

Every party has a row.  A step lies across the rows from the first to the last of those who take
it; within a stage, steps whose rows do not overlap share a lane.
"""

from __future__ import annotations

from dataclasses import dataclass

from detente.analyses.roadmaps.results import Roadmap
from detente.graph.model import GraphModel, each_bit


@dataclass(frozen=True, slots=True)
class Piece:
    """A step in its lane: `rows` are those of the parties that take it.

    `ends` if it switches an option off, `final` if nobody can take it back.
    """

    step: str
    rows: tuple[int, ...]
    ends: bool
    final: bool

    @property
    def runs(self) -> tuple[tuple[int, ...], ...]:
        """The rows in unbroken runs, from above."""
        found: list[list[int]] = []
        for row in self.rows:
            if found and found[-1][-1] == row - 1:
                found[-1].append(row)
            else:
                found.append([row])
        return tuple(map(tuple, found))


@dataclass(frozen=True, slots=True)
class Lane:
    """Steps above each other in one stage; `last` if the stage ends with it."""

    stage: int
    pieces: tuple[Piece, ...]
    last: bool


def lanes_of(graph: GraphModel, roadmap: Roadmap) -> tuple[Lane, ...]:
    """Return the lanes of a roadmap from left to right."""
    found: list[Lane] = []
    for stage, bundle in enumerate(roadmap.bundles, start=1):
        coalition = graph.coalition(roadmap.movers[stage - 1])
        lanes: list[list[Piece]] = []
        for step in bundle:
            piece = _piece(graph, step, coalition)
            free = next((lane for lane in lanes if not any(_meet(piece, p) for p in lane)), None)
            if free is None:
                lanes.append([piece])
            else:
                free.append(piece)
        last = len(lanes) - 1
        found += [Lane(stage, tuple(lane), n == last) for n, lane in enumerate(lanes)]
    return tuple(found)


def _piece(graph: GraphModel, step: str, coalition: int) -> Piece:
    """Return a step with the rows of those of a coalition that take it."""
    name = step.removeprefix("not ")
    ends = name != step
    moves = graph.moves
    assert moves is not None
    switch = moves.switches[graph.options.index(name)]
    able = [h for h in (switch.off if ends else switch.on) if h & coalition == h]
    takers = able[0] if able else coalition
    return Piece(
        step, tuple(sorted(each_bit(takers))), ends, not (switch.on if ends else switch.off)
    )


def _meet(one: Piece, other: Piece) -> bool:
    return one.rows[0] <= other.rows[-1] and other.rows[0] <= one.rows[-1]


def banded(lanes: tuple[Lane, ...], *, room: float, lane: float, gate: float) -> list[list[Lane]]:
    """Return lanes in bands, one below the other, that fit a width and are about as long.

    A stage is torn apart only where it is too long for a band of its own.
    """
    groups: list[list[Lane]] = []
    for one in lanes:
        torn = not groups or groups[-1][0].stage != one.stage
        if torn or (len(groups[-1]) + 1) * lane + gate > room:
            groups.append([])
        groups[-1].append(one)
    fewest = _filled(groups, room=room, lane=lane, gate=gate)
    for most in range(1, len(lanes)):
        even = _filled(groups, room=room, lane=lane, gate=gate, most=most)
        if len(even) == len(fewest):
            return even
    return fewest


def _filled(
    groups: list[list[Lane]], *, room: float, lane: float, gate: float, most: int | None = None
) -> list[list[Lane]]:
    bands: list[list[Lane]] = []
    used = 0.0
    for group in groups:
        size = len(group) * lane + gate
        full = bool(bands) and most is not None and len(bands[-1]) + len(group) > most
        if not bands or full or used + size > room:
            bands.append([])
            used = 0.0
        bands[-1] += group
        used += size
    return bands
