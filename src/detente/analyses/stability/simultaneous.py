"""Simultaneous stability (sim), on its own: improvements made at the same moment cancel out.

A state is stable for a party if each of its improvements, made at the same moment as
improvements of some others (each of them moving from the same state), leads to a state that
the party does not prefer to the first.  The idea is Fraser and Hipel's (1979, 1984), who use
it as the last step of their tableau: that reading is `fraser-hipel`.

Defined in option form, where moves made together are all their switches made together.

>>> import detente
>>> graph = detente.compile(detente.load("classics/prisoners-dilemma"))
>>> detente.stability(graph, concepts=["sim"]).equilibria["sim"].states
('NN', 'YY')
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from detente.errors import LimitReached
from detente.graph.model import GraphModel, States, Truth
from detente.graph.worst import Sanctions

MOST_TOGETHER = 4_000_000  # combinations of improvements made at the same moment

Improvements = tuple[States, States]


def stable(graph: GraphModel, party: int, sanctions: Sanctions = "sequences") -> Truth:
    """Return the states in which simultaneous improvements undo each one of `party`.

    Raises LimitReached if there are more than `MOST_TOGETHER` combinations of improvements.
    """
    every = [improvements(graph, number) for number in range(len(graph.parties))]
    return undone_together(graph, party, every)


def improvements(graph: GraphModel, party: int) -> Improvements:
    """Return the improvements of a party, as two arrays: from and to."""

    def compute() -> Improvements:
        assert graph.moves is not None
        states = np.flatnonzero(graph.exists).astype(np.int64)
        starts, targets = graph.moves.bundles(1 << party, states)
        gains = graph.ranks[party][targets] > graph.ranks[party][starts]
        return starts[gains], targets[gains]

    found: Improvements = graph.remember(("improvements", party), compute)
    return found


def undone_together(graph: GraphModel, party: int, every: Sequence[Improvements]) -> Truth:
    """Return the states where all of a party's given improvements are undone by others'."""
    starts, targets = every[party]
    # each row: one improvement of the party, with the switches of those who move with it
    row = np.arange(starts.size)
    switched = starts ^ targets
    accompanied = np.zeros(starts.size, dtype=np.bool_)
    for other, (their_starts, their_targets) in enumerate(every):
        if other == party or not their_starts.size:
            continue
        order = np.argsort(their_starts, kind="stable")
        begins = their_starts[order]
        their_switches = begins ^ their_targets[order]
        begin = np.searchsorted(begins, starts[row], side="left")
        number = np.searchsorted(begins, starts[row], side="right") - begin
        if row.size + int(number.sum()) > MOST_TOGETHER:
            raise LimitReached(
                f"more than {MOST_TOGETHER:,} combinations of improvements at the same moment"
            )
        joined = np.repeat(np.arange(row.size), number)
        offset = np.arange(joined.size) - np.repeat(np.cumsum(number) - number, number)
        theirs = their_switches[begin[joined] + offset]
        row = np.concatenate([row, row[joined]])
        switched = np.concatenate([switched, switched[joined] | theirs])
        accompanied = np.concatenate([accompanied, np.ones(joined.size, dtype=np.bool_)])
    ranks = graph.ranks[party]
    reached = starts[row] ^ switched
    undoes = accompanied & graph.exists[reached] & (ranks[reached] <= ranks[starts[row]])
    undone = np.zeros(starts.size, dtype=np.bool_)
    undone[row[undoes]] = True
    found = graph.exists.copy()
    found[starts[~undone]] = False
    return found
