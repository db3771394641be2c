"""Where any legal moves can lead: options may be switched on and off again on the way."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from detente.analyses.joint import steps
from detente.analyses.sequencing.orders import start_of
from detente.analyses.taken import Taken
from detente.errors import LimitReached
from detente.graph.model import GraphModel

Truth = NDArray[np.bool_]

_HOME = ("walks at",)
MOST_STATES = 1 << 14  # from which all bundles are listed


@dataclass(frozen=True)
class Walks:
    """The states that legal walks lead to, and how: `before` is the state one move earlier.

    Both are over all combinations of options; `before` is -1 where no walk leads.
    """

    seen: Truth
    before: NDArray[np.int64]

    def to(self, state: int) -> tuple[int, ...]:
        """Return a shortest walk to a state, the status quo first."""
        found = [state]
        while self.before[found[-1]] != found[-1]:
            found.append(int(self.before[found[-1]]))
        return tuple(reversed(found))


def walked(graph: GraphModel) -> Truth:
    """Return which of the states that exist some legal walk leads to from the status quo.

    Raises LimitReached if there are too many bundles to list.
    """
    found = walks(graph)
    assert graph.moves is not None
    return np.asarray(found.seen[graph.moves.exists])


def walks(graph: GraphModel) -> Walks:
    """Return where legal walks lead from the status quo.

    Raises LimitReached if there are too many bundles to list.
    """
    home = graph.remember(_HOME, lambda: graph)  # walks hang on no wish: models may share them
    found: Walks | LimitReached = home.remember(("walks",), lambda: _or_limit(home))
    if isinstance(found, LimitReached):
        raise found
    return found


def walk_to(graph: GraphModel, wanted: Truth) -> tuple[Taken, ...]:
    """Return a shortest legal walk from the status quo to one of some states; empty without one.

    `wanted` is over all combinations of options.  Raises as `walks` does.
    """
    found = walks(graph)
    assert graph.moves is not None
    ends = [int(state) for state in np.flatnonzero(wanted & found.seen)]
    if not ends:
        return ()
    way = min((found.to(state) for state in ends), key=len)
    moves = []
    for begin, end in pairwise(way):
        pair = np.array([begin]), np.array([end])
        who = graph.coalition_names(int(graph.moves.carriers(*pair)[0]))
        moves.append(Taken(who, steps(graph, begin, end), graph.naming.write(end)))
    return tuple(moves)


def share_walks(graph: GraphModel, like: GraphModel) -> None:
    """Let a model use the walks of another with the same moves, once somebody asks for them."""
    graph.remember(_HOME, lambda: like.remember(_HOME, lambda: like))


def _or_limit(graph: GraphModel) -> Walks | LimitReached:
    try:
        return _walks(graph)
    except LimitReached as limit:  # to find this out takes as long as an answer
        return limit


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
            raise LimitReached(
                f"more than {MOST_STATES:,} states can be reached: walks are not followed further"
            )
        new: list[NDArray[np.int64]] = []
        for coalition in coalitions:
            begins, ends = moves.bundles(coalition, frontier, minimal=True)
            fresh = before[ends] < 0
            ends, first = np.unique(ends[fresh], return_index=True)
            before[ends] = begins[fresh][first]
            new.append(ends)
        frontier = np.sort(np.concatenate(new))
    return Walks(before >= 0, before)
