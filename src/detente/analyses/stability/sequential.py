"""Sequential stability (seq): each improvement can be answered credibly (Fraser and Hipel 1979;
Fang, Hipel, Kilgour 1993).

As general metarationality, where the others answer by improvements only: at each move, every
mover ends better off than it was.

>>> import detente
>>> graph = detente.compile(detente.load("classics/chicken"))
>>> detente.stability(graph, concepts=["seq"]).equilibria["seq"].states
('YN', 'NY')
"""

from __future__ import annotations

from detente.analyses.stability.shared import Sanctioning
from detente.graph.model import GraphModel, Truth
from detente.graph.worst import Sanctions

SANCTIONING = Sanctioning(symmetric=False, improving=True)


def stable(graph: GraphModel, party: int, sanctions: Sanctions = "sequences") -> Truth:
    """Return the states in which the others can answer every improvement credibly."""
    return SANCTIONING.stable(graph, party, sanctions)
