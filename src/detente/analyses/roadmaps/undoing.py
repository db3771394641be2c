"""Who would leave a state by a move of its own, and where that would end once others answer.

This is what keeps an end that does not rest: each such move gains at once, but what it sets off
may be no better for the party that makes it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.analyses.joint import steps
from detente.analyses.sequencing.enforcing import Ends, falls_to
from detente.analyses.sequencing.fallback import fallback
from detente.analyses.sequencing.sides import deciders_of
from detente.graph.model import GraphModel


@dataclass(frozen=True, slots=True)
class Undoing:
    """A lean improvement of one party at a state, where it leads, and what follows."""

    party: str
    steps: tuple[str, ...]
    to: str
    back: Ends


def undoings(graph: GraphModel, state: str) -> tuple[Undoing, ...]:
    """Return what each party would do at a state if it looked at its own move only.

    Raises LimitReached for a party with too many moves to list.
    """
    back = fallback(graph)
    number = graph.number(state)
    place = int(back.own[0].place[number])
    found = []
    for party in deciders_of(graph):
        own, ranks = back.own[party], back.ranks[party]
        _, targets = own.lean(ranks, np.array([place], dtype=np.int32))
        for to in targets.tolist():
            after = int(own.states[to])
            found.append(
                Undoing(
                    graph.parties[party],
                    steps(graph, number, after),
                    graph.naming.write(after),
                    falls_to(graph, back, to, best_for=party),
                )
            )
    return tuple(found)
