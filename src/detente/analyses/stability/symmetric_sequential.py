"""Symmetric sequential stability (sseq): answered credibly and for good (Rêgo and Vieira 2017).

As symmetric metarationality, where the others answer by improvements only.

>>> import detente
>>> graph = detente.compile(detente.load("classics/chicken"))
>>> detente.stability(graph, concepts=["sseq"]).equilibria["sseq"].states
('YN', 'NY')
"""

from __future__ import annotations

from detente.analyses.stability.shared import Sanctioning
from detente.graph.model import GraphModel, Truth
from detente.graph.worst import Sanctions

SANCTIONING = Sanctioning(symmetric=True, improving=True)


def stable(graph: GraphModel, party: int, sanctions: Sanctions = "sequences") -> Truth:
    """Return the states in which every improvement is answered credibly and for good."""
    return SANCTIONING.stable(graph, party, sanctions)
