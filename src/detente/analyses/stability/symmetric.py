"""Symmetric metarationality (smr): each improvement can be answered for good (Howard 1971;
Fang, Hipel, Kilgour 1993).

As general metarationality, and from the state the others lead to, the party itself can move
to nothing that it prefers to where it began.

>>> import detente
>>> graph = detente.compile(detente.load("classics/prisoners-dilemma"))
>>> detente.stability(graph, concepts=["smr"]).equilibria["smr"].states
('NN', 'YY')
"""

from __future__ import annotations

from detente.analyses.stability.shared import Sanctioning
from detente.graph.model import GraphModel, Truth
from detente.graph.worst import Sanctions

SANCTIONING = Sanctioning(symmetric=True, improving=False)


def stable(graph: GraphModel, party: int, sanctions: Sanctions = "sequences") -> Truth:
    """Return the states in which the others can answer every improvement of `party` for good."""
    return SANCTIONING.stable(graph, party, sanctions)
