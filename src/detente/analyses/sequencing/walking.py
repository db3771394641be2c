"""Where any legal moves can lead: options may be switched on and off again on the way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.analyses.sequencing.orders import start_of
from detente.analyses.settled import Value, value_of
from detente.errors import LimitReached
from detente.graph.model import GraphModel

Truth = NDArray[np.bool_]

_HOME = ("walks at",)
MOST_STATES = 1 << 14  # from which all bundles are listed
WALKS_CUT = f"left out: walks that lead further than to the first {MOST_STATES:,} states"


@dataclass(frozen=True)
class Walks:
    """The states that legal walks lead to, and how: `before` is the state one move earlier.

    Both are over all combinations of options; `before` is -1 where no walk leads.  If they are not
    `complete`, walks may lead to further states.
    """

    seen: Truth
    before: NDArray[np.int64]
    complete: bool = True

    def to(self, state: int) -> tuple[int, ...]:
        """Return a shortest walk to a state, the status quo first."""
        found = [state]
        while self.before[found[-1]] != found[-1]:
            found.append(int(self.before[found[-1]]))
        return tuple(reversed(found))


def walked(graph: GraphModel, states: Truth) -> Value:
    """Return whether a legal walk leads from the status quo to one of some states that exist."""
    found = walks(graph)
    assert graph.moves is not None
    seen = bool((states & found.seen[graph.moves.exists]).any())
    return value_of(proved=seen, possible=not found.complete and bool(states.any()))


def walks(graph: GraphModel) -> Walks:
    """Return where legal walks lead from the status quo, as far as they could be followed."""
    home = graph.remember(_HOME, lambda: graph)  # walks hang on no wish: models may share them
    found: Walks = home.remember(("walks",), lambda: _walks(home))
    return found


def share_walks(graph: GraphModel, like: GraphModel) -> None:
    """Let a model use the walks of another with the same moves, once somebody asks for them."""
    graph.remember(_HOME, lambda: like.remember(_HOME, lambda: like))


def _walks(graph: GraphModel) -> Walks:
    moves = graph.moves
    assert moves is not None
    start = start_of(graph)
    before = np.full(moves.exists.size, -1, dtype=np.int64)
    before[start] = start
    frontier = np.array([start], dtype=np.int64)
    coalitions = (*(1 << party for party in range(moves.parties)), *moves.coalitions())
    while frontier.size:
        if int((before >= 0).sum()) > MOST_STATES:
            return Walks(before >= 0, before, complete=False)
        new: list[NDArray[np.int64]] = []
        for coalition in coalitions:
            try:
                begins, ends = moves.bundles(coalition, frontier, minimal=True)
            except LimitReached:
                return Walks(before >= 0, before, complete=False)
            fresh = before[ends] < 0
            ends, first = np.unique(ends[fresh], return_index=True)
            before[ends] = begins[fresh][first]
            new.append(ends)
        frontier = np.sort(np.concatenate(new))
    return Walks(before >= 0, before)
