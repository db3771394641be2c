"""General metarationality (gmr): each improvement can be answered (Howard 1971; Fang, Hipel,
Kilgour 1993).

A state is stable for a party if, from each of its improvements, the others have a legal
sequence of moves to a state that the party does not prefer to the first.

>>> import detente
>>> graph = detente.compile(detente.load("classics/prisoners-dilemma"))
>>> detente.stability(graph, concepts=["gmr"]).equilibria["gmr"].states
('NN', 'YY')
"""

from __future__ import annotations

from detente.analyses.stability.shared import Sanctioning
from detente.graph.model import GraphModel, Truth
from detente.graph.worst import Sanctions

SANCTIONING = Sanctioning(symmetric=False, improving=False)


def stable(graph: GraphModel, party: int, sanctions: Sanctions = "sequences") -> Truth:
    """Return the states in which the others can answer every improvement of `party`."""
    return SANCTIONING.stable(graph, party, sanctions)
