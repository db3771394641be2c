"""Fraser and Hipel's tableau (fraser-hipel): sequential sanctions, then simultaneous ones
(Fraser and Hipel 1979, 1984).

A state is stable for a party if it is sequentially stable, or if others too have improvements
there that nobody answers credibly, and each unanswered improvement of the party, made at the
same moment as unanswered ones of some of them, leads to a state that the party does not prefer.

Defined in option form, as simultaneous stability is.

>>> import detente
>>> graph = detente.compile(detente.load("nuclear/us-nk-2017"))
>>> detente.stability(graph, concepts=["fraser-hipel"]).equilibria["fraser-hipel"].states
('NNNN', 'NNYN', 'YNYN', 'NYNY')
"""

from __future__ import annotations

import numpy as np

from detente.analyses.stability import sequential
from detente.analyses.stability.simultaneous import Improvements, improvements, undone_together
from detente.graph.model import GraphModel, Truth
from detente.graph.worst import Sanctions


def stable(graph: GraphModel, party: int, sanctions: Sanctions = "sequences") -> Truth:
    """Return the states that the tableau marks rational or stable for `party`."""
    every = [unanswered(graph, number, sanctions) for number in range(len(graph.parties))]
    return undone_together(graph, party, every)


def unanswered(graph: GraphModel, party: int, sanctions: Sanctions) -> Improvements:
    """Return the improvements of a party to which the others have no credible answer."""

    def compute() -> Improvements:
        starts, targets = improvements(graph, party)
        ranks = graph.ranks[party]
        kept = np.minimum(sequential.SANCTIONING.worst(graph, party, sanctions), ranks)
        free = kept[targets] > ranks[starts]
        return starts[free], targets[free]

    found: Improvements = graph.remember(("unanswered", party, sanctions), compute)
    return found
