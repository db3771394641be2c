"""Where any legal moves can lead: options may be switched on and off again on the way."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from detente.analyses.sequencing.orders import start_of
from detente.errors import LimitReached
from detente.graph.model import GraphModel

Truth = NDArray[np.bool_]

MOST_STATES = 1 << 14  # from which all bundles are listed


def walked(graph: GraphModel) -> Truth:
    """Return which of the states that exist some legal walk leads to from the status quo.

    Raises LimitReached if there are too many bundles to list.
    """
    found: Truth = graph.remember(("walked",), lambda: _walked(graph))
    return found


def _walked(graph: GraphModel) -> Truth:
    moves = graph.moves
    assert moves is not None
    start = start_of(graph)
    seen = np.zeros(moves.exists.size, dtype=np.bool_)
    seen[start] = True
    frontier = np.array([start], dtype=np.int64)
    coalitions = (*(1 << party for party in range(moves.parties)), *moves.coalitions())
    while frontier.size:
        if int(seen.sum()) > MOST_STATES:
            raise LimitReached(
                f"more than {MOST_STATES:,} states can be reached: walks are not followed further"
            )
        before = seen.copy()
        for coalition in coalitions:
            _, ends = moves.bundles(coalition, frontier, minimal=True)
            seen[ends] = True
        frontier = np.flatnonzero(seen & ~before).astype(np.int64)
    return np.asarray(seen[moves.exists])
