"""Where any legal moves can lead: options may be switched on and off again on the way."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from detente.analyses.joint import steps
from detente.analyses.sequencing.orders import start_of
from detente.analyses.settled import Value, value_of
from detente.analyses.taken import Taken
from detente.errors import LimitReached
from detente.graph.model import GraphModel
from detente.graph.moves import Moves
from detente.graph.sweeps import swept

Truth = NDArray[np.bool_]

_HOME = ("walks at",)
FAR = np.iinfo(np.int16).max  # where no walk leads
MOST_STATES = 1 << 20  # whose bundles are listed together, where guards sort them in many groups
WALKS_CUT = "left out: longer walks, which are too many to be followed"


@dataclass(frozen=True)
class Walks:
    """The states that legal walks lead to: `moves_to` is the fewest moves to each, `FAR` if none do.

    It is over all combinations of options.  If they are not `complete`, longer walks may lead to
    further states.
    """

    moves: Moves
    moves_to: NDArray[np.int16]
    complete: bool = True

    @property
    def seen(self) -> Truth:
        """Which states some walk leads to."""
        return np.asarray(self.moves_to < FAR)

    def to(self, state: int) -> tuple[int, ...]:
        """Return a shortest walk to a state, the status quo first."""
        found = [state]
        while (left := int(self.moves_to[found[-1]])) > 0:
            before = np.flatnonzero(self.moves_to == left - 1).astype(np.int64)
            carried = self.moves.carriers(before, np.full_like(before, found[-1]))
            found.append(int(before[np.flatnonzero(carried)[0]]))
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


def _walks(graph: GraphModel) -> Walks:
    moves = graph.moves
    assert moves is not None
    moves_to = np.full(moves.exists.size, FAR, dtype=np.int16)
    moves_to[start_of(graph)] = 0
    coalitions = (*(1 << party for party in range(moves.parties)), *moves.coalitions())
    sweeps = {coalition: swept(moves, coalition) for coalition in coalitions}
    frontier, far = moves_to == 0, 0
    while frontier.any():
        far += 1
        new = np.zeros_like(frontier)
        for coalition in coalitions:
            sweep = sweeps[coalition]
            if sweep is not None:
                new |= sweep.image(frontier)
                continue
            image = _image(moves, coalition, frontier)
            if image is None:
                return Walks(moves, moves_to, complete=False)
            new |= image  # a coalition larger than it takes leads nowhere else
        frontier = new & (moves_to == FAR)
        moves_to[frontier] = far
    return Walks(moves, moves_to)


def _image(moves: Moves, coalition: int, chosen: Truth) -> Truth | None:
    """Return where bundles that need a whole coalition lead, None if they are too many to list."""
    begins = np.flatnonzero(chosen).astype(np.int64)
    if begins.size > MOST_STATES:
        return None
    found = np.zeros_like(chosen)
    try:
        _, ends = moves.bundles(coalition, begins, minimal=True)
    except LimitReached:
        return None
    found[ends] = True
    return found
