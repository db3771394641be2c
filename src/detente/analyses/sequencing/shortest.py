"""A shortest sequence of own moves of several parties, in which nobody moves twice running.

The search goes on by one move at a time, from all that were reached by as many moves at once.  Of
sequences as short as each other the first is taken: that of the party named first in the file, by
the move with the fewest steps, move by move.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.analyses.joint import steps
from detente.analyses.sequencing.fallback import ranks_of
from detente.analyses.sequencing.own import AT_ONCE, Places, Ranks, Truth, own_moves
from detente.analyses.taken import Taken
from detente.graph.model import GraphModel

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class _Reached:
    """What as many moves lead to: the state and who moved last, in the order in which it is found.

    `came` is the number of the state before, among those that one move less leads to.
    """

    here: Places
    last: Numbers
    came: Numbers


@dataclass(frozen=True)
class _Search:
    """Which moves are looked at; `seen` marks, by who moved last, where some have led already."""

    graph: GraphModel
    ranks: tuple[Ranks, ...]
    between: Truth
    without: int
    gaining: bool
    seen: Truth

    def onward(self, reached: _Reached) -> _Reached:
        """Return what one more move leads to, and mark it as seen."""
        own = own_moves(self.graph)
        each = max(1, AT_ONCE // max(1, *(moves.switched.size for moves in own)))
        pieces: list[_Reached] = []
        for first in range(0, reached.here.size, each):
            pieces.append(self._from(reached, slice(first, first + each)))
        return _Reached(*(np.concatenate(part) for part in zip(*map(_parts, pieces), strict=True)))

    def _from(self, reached: _Reached, some: slice) -> _Reached:
        movers = [n for n in range(len(self.graph.parties)) if n != self.without]
        each = [_parts(self._by(mover, reached, some)) for mover in movers]
        here, last, came = (np.concatenate(part) for part in zip(*each, strict=True))
        # as if it were gone on from one state after the other
        order = np.lexsort((last, came))
        return _Reached(here[order], last[order], came[order])

    def _by(self, mover: int, reached: _Reached, some: slice) -> _Reached:
        own, ranks = own_moves(self.graph)[mover], self.ranks[mover]
        can = np.flatnonzero(reached.last[some] != mover) + some.start
        here = reached.here[can]
        to = own.to(here).T
        taken = (to >= 0) & self.between[to] & ~self.seen[mover, to]
        if self.gaining:
            taken &= ranks[to] > ranks[here][:, None]
        before, move = np.nonzero(taken)
        places, first = np.unique(to[before, move], return_index=True)
        self.seen[mover, places] = True
        first.sort()
        before, move = before[first], move[first]
        who = np.full(first.size, mover, dtype=np.int64)
        return _Reached(to[before, move], who, can[before])


def _parts(reached: _Reached) -> tuple[Places, Numbers, Numbers]:
    return reached.here, reached.last, reached.came


def shortest(
    graph: GraphModel, place: int, ends: Truth, between: Truth, *, without: int, gaining: bool
) -> tuple[Taken, ...]:
    """Return a shortest sequence of listed moves from a state to one of some ends.

    It goes `between` these states only, takes no move of the party `without`, and, if it is to be
    `gaining`, none that its mover does not gain by.  Empty if there is none, or nothing to do.
    """
    seen = np.zeros((len(graph.parties), ends.size), dtype=np.bool_)
    search = _Search(graph, ranks_of(graph), between, without, gaining, seen)
    nobody = np.full(1, -1, dtype=np.int64)
    found = [_Reached(np.full(1, place, dtype=np.int32), nobody, nobody)]
    while found[-1].here.size:
        there = np.flatnonzero(ends[found[-1].here])
        if there.size:
            return _told(graph, found, int(there[0]))
        found.append(search.onward(found[-1]))
    return ()


def _told(graph: GraphModel, found: list[_Reached], at: int) -> tuple[Taken, ...]:
    states = own_moves(graph)[0].states
    moves: list[Taken] = []
    for before, reached in zip(found[-2::-1], found[:0:-1], strict=True):
        came = int(reached.came[at])
        start, end = int(states[before.here[came]]), int(states[reached.here[at]])
        done = steps(graph, start, end)
        moves.append(Taken((graph.parties[int(reached.last[at])],), done, graph.naming.write(end)))
        at = came
    return tuple(reversed(moves))
