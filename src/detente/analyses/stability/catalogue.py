"""The table of concepts: what the command line, the brief and the pages read.

To add a concept: one file beside this one, one row here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from detente.analyses.stability import (
    fraser_hipel,
    general,
    nash,
    sequential,
    simultaneous,
    symmetric,
    symmetric_sequential,
)
from detente.analyses.stability.shared import Sanctioning
from detente.graph.model import GraphModel, Truth
from detente.graph.worst import Sanctions


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept of stability: its name, its meaning in a line, its origin."""

    name: str
    title: str
    meaning: str
    citation: str
    stable: Callable[[GraphModel, int, Sanctions], Truth]
    sanctioning: Sanctioning | None = None
    together: bool = False


CONCEPTS: dict[str, Concept] = {
    concept.name: concept
    for concept in (
        Concept(
            "nash",
            "Nash stability",
            "the party has no move to a state it prefers",
            "Nash 1950; Fang, Hipel and Kilgour 1993",
            nash.stable,
        ),
        Concept(
            "gmr",
            "general metarationality",
            "the others can answer each such move",
            "Howard 1971; Fang, Hipel and Kilgour 1993",
            general.stable,
            general.SANCTIONING,
        ),
        Concept(
            "smr",
            "symmetric metarationality",
            "the others can answer each such move, and the party cannot escape the answer",
            "Howard 1971; Fang, Hipel and Kilgour 1993",
            symmetric.stable,
            symmetric.SANCTIONING,
        ),
        Concept(
            "seq",
            "sequential stability",
            "the others can answer each such move by moves that they gain from",
            "Fraser and Hipel 1979; Fang, Hipel and Kilgour 1993",
            sequential.stable,
            sequential.SANCTIONING,
        ),
        Concept(
            "sseq",
            "symmetric sequential stability",
            "the others can so answer, and the party cannot escape the answer",
            "Rêgo and Vieira 2017",
            symmetric_sequential.stable,
            symmetric_sequential.SANCTIONING,
        ),
        Concept(
            "sim",
            "simultaneous stability",
            "each such move, made at the same moment as moves the others gain from, is undone",
            "Fraser and Hipel 1979, read on its own",
            simultaneous.stable,
            together=True,
        ),
        Concept(
            "fraser-hipel",
            "Fraser and Hipel's tableau",
            "sequentially stable, or undone by unanswered moves of others at the same moment",
            "Fraser and Hipel 1984",
            fraser_hipel.stable,
            sequential.SANCTIONING,
            together=True,
        ),
    )
}
