"""detente stability: where each party would stay, where all would, where the conflict rests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Optional, cast

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
    epoch_of,
    listed,
    open_graph,
    state_of,
)

if TYPE_CHECKING:
    from detente.conflict.conflict import Conflict
    from detente.graph.worst import Sanctions


def command(
    file: File,
    concept: Annotated[
        Optional[str], typer.Option("--concept", help="Concepts, with commas: nash,gmr,smr,seq ...")
    ] = None,
    sanctions: Annotated[
        str, typer.Option("--sanctions", help="'sequences', or 'once': each party at most once.")
    ] = "sequences",
    state: Annotated[
        Optional[str], typer.Option("--state", help="Explain every verdict on this state.")
    ] = None,
    party: Annotated[
        Optional[str], typer.Option("--party", help="One party instead of all.")
    ] = None,
    all_states: Annotated[
        bool, typer.Option("--all", help="Joint improving moves of every state.")
    ] = False,
    perspective: PerspectiveName = None,
    epoch: EpochDate = None,
    without: Without = None,
    status_quo: StatusQuo = None,
    against: Annotated[
        Optional[str], typer.Option("--against", help="An older file: list what changed since.")
    ] = None,
    as_json: AsJson = False,
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
        if as_json:
            emit(found.to_dict() | ({} if changed is None else {"against": changed.parts()}))
        else:
            from detente.telling.resting import stability_text

            print(stability_text(graph, found, changed))
        if not found.complete:
            raise typer.Exit(3)


def _load(file: str) -> Conflict:
    from detente.language.loading import load

    return load(file)
