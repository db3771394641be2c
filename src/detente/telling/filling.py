"""The tables of a compiled model, filled in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from detente.analyses.stability import CONCEPTS
from detente.analyses.states import states
from detente.formats.tables import ModelTables, MovesFrom, StateRow
from detente.graph.model import GraphModel


def tables_of(
    graph: GraphModel, *, concepts: Iterable[str] = (), moves: bool = False
) -> ModelTables:
    """Return the tables of a model; with `concepts`, verdicts, and with `moves`, every move.

    Raises LimitReached if a concept or the moves are too large to compute.
    """
    listed = states(graph, limit=graph.count)
    chosen = tuple(concepts)
    stable = {
        name: [CONCEPTS[name].stable(graph, n, "sequences") for n in range(len(graph.parties))]
        for name in chosen
    }
    numbers = np.flatnonzero(graph.exists)
    rows = (
        StateRow(
            state=view.state,
            in_effect=view.options,
            places=view.places,
            stable={
                name: tuple(
                    party
                    for party, truth in zip(graph.parties, found, strict=True)
                    if truth[number]
                )
                for name, found in stable.items()
            },
        )
        for view, number in zip(listed.states, numbers, strict=True)
    )
    conflict = graph.conflict
    return ModelTables(
        options={option.name: option.title for option in conflict.options},
        parties={party.name: party.title for party in conflict.parties},
        status_quo=graph.status_quo,
        states=tuple(rows),
        moves=tuple(_moves(graph)) if moves else (),
        concepts=chosen,
        unknown_order=listed.unknown_order,
    )


def _moves(graph: GraphModel) -> Iterator[MovesFrom]:
    """Yield who can move where: each party alone, and coalitions with a joint act."""
    numbers = np.flatnonzero(graph.exists).tolist()
    for mover in graph.movers():
        starts, ends = graph.moves_from(mover, numbers)
        pairs = np.unique(np.stack([starts, ends], axis=1), axis=0)
        names = graph.coalition_names(mover)
        for part in np.split(pairs, np.flatnonzero(np.diff(pairs[:, 0])) + 1):
            if len(part):
                to = tuple(graph.naming.write(int(end)) for end in part[:, 1])
                yield MovesFrom(names, graph.naming.write(int(part[0, 0])), to)
