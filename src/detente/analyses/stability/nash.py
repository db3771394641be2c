"""Nash stability: the party has no improvement (Nash 1950; as stated in Fang, Hipel, Kilgour 1993).

>>> import detente
>>> graph = detente.compile(detente.load("classics/prisoners-dilemma"))
>>> detente.stability(graph, concepts=["nash"]).equilibria["nash"].states
('NN',)
"""

from __future__ import annotations

from detente.graph.model import GraphModel, Truth
from detente.graph.passes import highest
from detente.graph.worst import Sanctions


def stable(graph: GraphModel, party: int, sanctions: Sanctions = "sequences") -> Truth:
    """Return the states from which `party` cannot move to one that it prefers."""
    ranks = graph.ranks[party]
    found: Truth = graph.exists & (highest(graph.one_move(1 << party), ranks) <= ranks)
    return found
