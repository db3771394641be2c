"""Where a conflict can go from here by moves that everyone making them prefers.

From a state, a party can make an improvement of its own, and several can make a joint improving
move.  Followed on, such moves lead to states from which there are none: there the conflict
rests.  (Nash stability, with the joint improving moves of `joint`; the paths are those of
Li, Kilgour and Hipel 2005, by improvements only, with joint moves added.)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from detente.analyses.answer import Asked, asked
from detente.analyses.joint import joint_moves, steps
from detente.analyses.stability.catalogue import CONCEPTS
from detente.analyses.stability.results import Reply
from detente.analyses.stability.witness import replies
from detente.analyses.taken import Taken
from detente.errors import WrongUse
from detente.graph.model import GraphModel

MOST_STATES = 300  # states followed before the search says that it stopped


@dataclass(frozen=True, slots=True)
class OwnMove:
    """An improvement a party can make alone, and the credible answer to it, if there is one."""

    party: str
    reply: Reply

    def to_dict(self) -> dict[str, object]:
        """Return the move in plain words."""
        return {"party": self.party, **self.reply.to_dict()}


@dataclass(frozen=True, slots=True)
class Ending:
    """A state at which such moves end, and a shortest way to it."""

    state: str
    way: tuple[Taken, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the ending in plain words."""
        return {"state": self.state, "way": [stage.to_dict() for stage in self.way]}


@dataclass(frozen=True, slots=True)
class Onward:
    """The moves open from a state, and the states at which they end.

    `circles` are the sets of states between which such moves go round without end, once they got
    there.  `complete` is false if there were more than `MOST_STATES` states to follow; then no
    circle is looked for.
    """

    asked: Asked
    start: str
    alone: tuple[OwnMove, ...]
    together: tuple[Taken, ...]
    endings: tuple[Ending, ...]
    circles: tuple[tuple[str, ...], ...]
    complete: bool

    @property
    def rests(self) -> bool:
        """Whether nothing is open: the start itself is where it ends."""
        return not self.alone and not self.together

    def rows(self) -> list[dict[str, object]]:
        """Return one row for each way to an ending."""
        return [
            {"ending": ending.state, "moves": len(ending.way), "way": [s.to for s in ending.way]}
            for ending in self.endings
        ]

    def to_dict(self) -> dict[str, object]:
        """Return the answer as one plain document."""
        return {
            **self.asked.to_dict(),
            "start": self.start,
            "rests": self.rests,
            "alone": [move.to_dict() for move in self.alone],
            "together": [move.to_dict() for move in self.together],
            "endings": [ending.to_dict() for ending in self.endings],
            "circles": [list(circle) for circle in self.circles],
            "complete": self.complete,
        }

    def _repr_html_(self) -> str:
        from detente.analyses.showing import html_table

        return html_table(f"{self.asked.title}: onward from {self.start}", self.rows())


def onward(graph: GraphModel, *, state: str | None = None) -> Onward:
    """Return the moves open from `state`, the status quo if left out, and where they end.

    Raises WrongUse if there is no such state, or none is named at all; LimitReached if there are
    too many bundles.
    """
    chosen = state if state is not None else graph.status_quo
    if chosen is None:
        raise WrongUse("the file names no status quo: say from which state to go on")
    start = graph.number(chosen)
    found = survey(graph, start)
    alone = tuple(
        OwnMove(party, reply)
        for number, party in enumerate(graph.parties)
        for reply in replies(
            graph,
            number,
            start,
            CONCEPTS["seq"],
            "sequences",
            only={stage.to for stage in found.open if stage.parties == (party,)},
        )
    )
    return Onward(
        asked("onward", graph, state=graph.naming.write(start)),
        graph.naming.write(start),
        alone,
        tuple(stage for stage in found.open if len(stage.parties) > 1),
        found.endings,
        found.circles,
        found.complete,
    )


@dataclass(frozen=True, slots=True)
class Survey:
    """The preferred moves open from a state, without idle parts, and where such moves end."""

    open: tuple[Taken, ...]
    endings: tuple[Ending, ...]
    circles: tuple[tuple[str, ...], ...]
    complete: bool


def survey(graph: GraphModel, start: int) -> Survey:
    """Follow preferred moves from a state, breadth first; no answers are looked for."""
    came: dict[int, tuple[int, Taken] | None] = {start: None}
    arcs: dict[int, set[int]] = {}
    layer, ends = [start], []
    first: tuple[Taken, ...] = ()
    while layer and len(came) <= MOST_STATES:
        moves = openings(graph, layer)
        following = []
        for state in layer:
            stages = moves[state]
            if state == start:
                first = tuple(stages)
            if not stages:
                ends.append(state)
            arcs[state] = {graph.number(stage.to) for stage in stages}
            for stage in stages:
                end = graph.number(stage.to)
                if end not in came:
                    came[end] = (state, stage)
                    following.append(end)
        layer = following
    endings = tuple(Ending(graph.naming.write(end), _way(came, end)) for end in ends)
    circles = () if layer else _circles(arcs)
    told = tuple(tuple(map(graph.naming.write, circle)) for circle in circles)
    return Survey(first, endings, told, not layer)


def _circles(arcs: Mapping[int, set[int]]) -> tuple[tuple[int, ...], ...]:
    """Return the sets of states that, once entered, are gone round in and never left."""
    onward = {state: _reached(arcs, state) for state in arcs}
    found = {
        state: tuple(sorted(ends))
        for state, ends in onward.items()
        if ends and all(state in onward[end] for end in ends)
    }
    return tuple(dict.fromkeys(found.values()))


def _reached(arcs: Mapping[int, set[int]], state: int) -> set[int]:
    """Return where one or more moves lead."""
    seen: set[int] = set()
    waiting = [state]
    while waiting:
        new = arcs[waiting.pop()] - seen
        seen |= new
        waiting += new
    return seen


def openings(graph: GraphModel, states: Sequence[int]) -> dict[int, list[Taken]]:
    """Return the preferred moves open from each of some states, without idle parts.

    Raises LimitReached if there are too many bundles.
    """
    joint = joint_moves(graph, states)
    return {
        state: _improvements(graph, state)
        + [Taken(m.parties, m.bundle, m.to) for m in joint[state] if m.lean]
        for state in states
    }


def _improvements(graph: GraphModel, state: int) -> list[Taken]:
    """Return the parties' own improvements without idle steps, as joint moves are told lean."""
    found = []
    for number, party in enumerate(graph.parties):
        ranks = graph.ranks[number]
        _, targets = graph.moves_from(1 << number, [state])
        targets = np.unique(targets)
        for target in targets[ranks[targets] > ranks[state]].tolist():
            switched = state ^ target
            part = (((targets ^ state) & ~switched) == 0) & (targets != target)
            if graph.naming.merged is None and graph.options:
                if (ranks[targets[part]] >= ranks[target]).any():
                    continue
                done = steps(graph, state, target)
            else:
                done = ()
            found.append(Taken((party,), done, graph.naming.write(target)))
    return found


def _way(came: dict[int, tuple[int, Taken] | None], end: int) -> tuple[Taken, ...]:
    stages: list[Taken] = []
    while (step := came[end]) is not None:
        end, stage = step
        stages.append(stage)
    return tuple(reversed(stages))
