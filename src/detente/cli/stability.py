"""detente stability: where each party would stay, where all would, where the conflict rests."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from detente.cli.common import (
    answering,
    as_json_option,
    emit,
    epoch_of,
    file_argument,
    leave,
    listed,
    open_graph,
    selection_options,
    state_of,
    with_changes,
)

if TYPE_CHECKING:
    from detente.conflict.conflict import Conflict
    from detente.graph.worst import Sanctions


@click.command()
@file_argument
@click.option("--concept", help="Concepts, with commas: nash,gmr,smr,seq ...")
@click.option(
    "--sanctions", default="sequences", help="'sequences', or 'once': each party at most once."
)
@click.option("--state", help="Explain every verdict on this state.")
@click.option("--party", help="One party instead of all.")
@click.option("--all", "all_states", is_flag=True, help="Joint improving moves of every state.")
@selection_options
@click.option("--against", help="An older file: list what changed since.")
@as_json_option
def command(
    file: str,
    concept: str | None,
    sanctions: str,
    state: str | None,
    party: str | None,
    all_states: bool,
    perspective: str | None,
    epoch: str | None,
    without: str | None,
    status_quo: str | None,
    against: str | None,
    as_json: bool,
) -> None:
    """Find where the conflict can rest, by every concept of stability.

    Example: detente stability korea/declaration-2021 --state status-quo --party US
    """
    with answering("stability", as_json=as_json):
        from detente.analyses.stability import stability

        graph = open_graph(
            file, perspective=perspective, epoch=epoch, without=without, status_quo=status_quo
        )
        older = None if against is None else _load(against)
        found = stability(
            graph,
            party=party,
            state=None if state is None else state_of(graph, state),
            concepts=listed(concept) or None,
            sanctions=cast("Sanctions", sanctions),
            all_states=all_states,
        )
        changed = None
        if older is not None:
            from detente.analyses.changes import changes

            changed = changes(
                older,
                graph.conflict,
                concepts=listed(concept) or None,
                sanctions=cast("Sanctions", sanctions),
                perspective=perspective,
                epoch=epoch_of(epoch),
                without=listed(without),
                status_quo=status_quo,
            )
        whole = found.complete and (changed is None or changed.complete)
        if as_json:
            emit(with_changes(found.to_dict(), changed))
        else:
            from detente.telling.resting import stability_text

            print(stability_text(graph, found, changed))
        leave(complete=whole)


def _load(file: str) -> Conflict:
    from detente.language.loading import load

    return load(file)
