"""The computation that the sanction concepts share.

Give every state a value for the focal party.  A state is stable exactly when, for each of the
party's improvements, the others can lead from there to a state whose value is no higher than
the rank of the state it started from.  What differs between the concepts is the value and the
moves the others may use:

    concept   value of a state                               the others' moves
    gmr       its rank                                       all
    smr       the better of its rank and the best answer     all
    seq       its rank                                       improvements
    sseq      the better of its rank and the best answer     improvements
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.graph.model import GraphModel, Truth
from detente.graph.passes import Values, highest
from detente.graph.worst import Sanctions, worst


@dataclass(frozen=True, slots=True)
class Sanctioning:
    """How the others answer under one concept; see the table above."""

    symmetric: bool
    improving: bool

    def values(self, graph: GraphModel, party: int) -> Values:
        """Return the value of every state for the focal party."""
        ranks = graph.ranks[party]
        return highest(graph.one_move(1 << party), ranks) if self.symmetric else ranks

    def worst(self, graph: GraphModel, party: int, sanctions: Sanctions) -> Values:
        """Return the smallest value the others can lead to from every state."""
        found: Values = graph.remember(
            ("worst", self, party, sanctions),
            lambda: worst(
                graph,
                party,
                self.values(graph, party),
                improving=self.improving,
                sanctions=sanctions,
            ),
        )
        return found

    def stable(self, graph: GraphModel, party: int, sanctions: Sanctions) -> Truth:
        """Return the states in which every improvement of `party` is sanctioned."""
        ranks = graph.ranks[party]
        kept = np.minimum(self.worst(graph, party, sanctions), ranks)
        found: Truth = graph.exists & (highest(graph.one_move(1 << party), kept) <= ranks)
        return found
