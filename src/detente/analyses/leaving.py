"""The moves out of a state: whose they are, where they lead, and who would prefer that.

Every legal move of a party alone and every legal bundle of a coalition is named, improving or
not; a bundle that fewer parties could carry out counts as theirs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from detente.analyses.joint import steps
from detente.errors import LimitReached
from detente.graph.comparing import unknown_order
from detente.graph.model import GraphModel, States, Truth, each_bit

MOST_MOVES = 50_000  # moves out of one state that are told one by one


@dataclass(frozen=True, slots=True)
class Leave:
    """One move out of a state.

    `preferred_by` and `worse_for` name all parties, movers or not, that would gain or lose by
    it; `unknown_to` those whose comparison is not known.  `against` holds the declared
    conditions of its movers that a joint move does not meet; they bind what is signed, not what
    a party does alone.
    """

    parties: tuple[str, ...]
    steps: tuple[str, ...]
    to: str
    preferred_by: tuple[str, ...]
    worse_for: tuple[str, ...]
    unknown_to: tuple[str, ...]
    against: tuple[str, ...]

    @property
    def improving(self) -> bool:
        """Whether every mover strictly prefers it."""
        return set(self.parties) <= set(self.preferred_by)

    def to_dict(self) -> dict[str, object]:
        """Return the move in plain words."""
        return {
            "parties": list(self.parties),
            "steps": list(self.steps),
            "to": self.to,
            "improving": self.improving,
            "preferred_by": list(self.preferred_by),
            "worse_for": list(self.worse_for),
            "unknown_to": list(self.unknown_to),
            "against": list(self.against),
        }


def leaving(graph: GraphModel, state: str, *, where: Truth | None = None) -> tuple[Leave, ...]:
    """Return the moves out of `state` to the states of `where`, those of one party first.

    Raises WrongUse if there is no such state; LimitReached if there are too many moves.
    """
    start = graph.number(state)
    found: dict[tuple[int, int, tuple[str, ...]], Leave] = {}
    moves = 0
    for mover, begins, ends, targets in _moves(graph, start):
        keep = targets != start
        if where is not None:
            keep &= where[targets]
        moves += int(keep.sum())
        if moves > MOST_MOVES:
            raise LimitReached(
                f"more than {MOST_MOVES:,} moves lead out of '{state}': "
                "ask for those that lead to some states only, by a formula"
            )
        rows = zip(begins[keep].tolist(), ends[keep].tolist(), targets[keep].tolist(), strict=True)
        for begin, end, to in rows:
            done = steps(graph, begin, end) if graph.moves is not None else ()
            if (mover, to, done) not in found:
                against = _against(graph, mover, begin, end) if mover.bit_count() > 1 else ()
                found[mover, to, done] = _told(graph, mover, done, start, to, against)
    return tuple(found.values())


def _moves(graph: GraphModel, start: int) -> Iterator[tuple[int, States, States, States]]:
    """Yield mover, from, to and the states reached; from and to are combinations of options."""
    alone = [1 << number for number in range(len(graph.parties))]
    if graph.moves is None:
        for mover in alone:
            begins, ends = graph.moves_from(mover, [start])
            yield mover, begins, ends, ends
        return
    merged = graph.naming.merged
    sources = graph.naming.members(start)
    for mover in (*alone, *graph.moves.coalitions()):
        begins, ends = graph.moves.bundles(mover, sources, minimal=mover.bit_count() > 1)
        yield mover, begins, ends, ends if merged is None else merged[ends]


def _against(graph: GraphModel, mover: int, begin: int, end: int) -> tuple[str, ...]:
    begins, ends = _one(begin), _one(end)
    return tuple(
        term.id
        for party in each_bit(mover)
        for term in graph.terms[party]
        if not term.met(begins, ends)[0]
    )


def _one(number: int) -> States:
    return np.array([number], dtype=np.int64)


def _told(
    graph: GraphModel,
    mover: int,
    done: tuple[str, ...],
    start: int,
    to: int,
    against: tuple[str, ...],
) -> Leave:
    better, worse, unknown = [], [], []
    begin, end = graph.naming.write(start), graph.naming.write(to)
    for number, party in enumerate(graph.selection.parties):
        ranks = graph.ranks[number]
        if (
            unknown_order(party, graph.count, graph.existing)
            and graph.compare(party.name, end, begin) == "unknown"
        ):
            unknown.append(party.name)
        elif ranks[to] > ranks[start]:
            better.append(party.name)
        elif ranks[to] < ranks[start]:
            worse.append(party.name)
    return Leave(
        graph.coalition_names(mover),
        done,
        end,
        tuple(better),
        tuple(worse),
        tuple(unknown),
        against,
    )
