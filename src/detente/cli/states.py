"""detente states: which states there are, and how each party ranks them."""

from __future__ import annotations

import click

from detente.cli.common import (
    answering,
    as_json_option,
    emit,
    file_argument,
    leave,
    open_graph,
    selection_options,
    state_of,
)

LISTED_AS_TEXT = 100


@click.command()
@file_argument
@click.option("--where", help="A formula, a pattern such as Y--N, or the name of a target.")
@click.option("--party", help="This party's places, its best states first.")
@click.option("--from", "start", help="A state, or 'status-quo': the moves out of it.")
@click.option("--limit", type=click.IntRange(min=0), help="List at most so many; count above it.")
@selection_options
@as_json_option
def command(
    file: str,
    where: str | None,
    party: str | None,
    start: str | None,
    limit: int | None,
    perspective: str | None,
    epoch: str | None,
    without: str | None,
    status_quo: str | None,
    as_json: bool,
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
        leave(complete=found.complete)
