"""detente states: which states there are, and how each party ranks them."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

from detente.cli.common import (
    AsJson,
    EpochDate,
    File,
    PerspectiveName,
    StatusQuo,
    Without,
    answering,
    emit,
    open_graph,
    state_of,
)

LISTED_AS_TEXT = 100


def command(
    file: File,
    where: Annotated[
        Optional[str],
        typer.Option("--where", help="A formula, a pattern such as Y--N, or the name of a target."),
    ] = None,
    party: Annotated[
        Optional[str], typer.Option("--party", help="This party's places, its best states first.")
    ] = None,
    start: Annotated[
        Optional[str],
        typer.Option("--from", help="A state, or 'status-quo': the moves out of it."),
    ] = None,
    limit: Annotated[
        Optional[int], typer.Option("--limit", min=0, help="List at most so many; count above it.")
    ] = None,
    perspective: PerspectiveName = None,
    epoch: EpochDate = None,
    without: Without = None,
    status_quo: StatusQuo = None,
    as_json: AsJson = False,
) -> None:
    """List the states, or the moves out of one, in words.

    Example: detente states korea/declaration-2021 --where "eow and talks" --party US
    """
    with answering("states", as_json=as_json):
        from detente.analyses.answer import LIST_UP_TO
        from detente.analyses.states import states

        graph = open_graph(
            file, perspective=perspective, epoch=epoch, without=without, status_quo=status_quo
        )
        usual = LIST_UP_TO if as_json else LISTED_AS_TEXT
        found = states(
            graph,
            party=party,
            where=where,
            start=None if start is None else state_of(graph, start),
            limit=usual if limit is None else limit,
        )
        if as_json:
            emit(found.to_dict())
        else:
            from detente.telling.listing import states_text

            print(states_text(graph, found, limit=usual if limit is None else limit))
