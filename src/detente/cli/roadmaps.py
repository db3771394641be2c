"""detente roadmaps: which orders of which steps lead to a target, and what becomes of each."""

from __future__ import annotations

import click

from detente.cli.common import (
    answering,
    as_json_option,
    emit,
    file_argument,
    leave,
    listed,
    open_graph,
    progress_on,
    refuse_empty,
    selection_options,
)


@click.command()
@file_argument
@click.option("--to", "target", help="A target of the file, or a formula: 'eow and talks'.")
@click.option("--steps", help="The steps to put in order, with commas: a,b,'not c'.")
@click.option("--require", help="Of conditions,red-lines,floor those that count; all if left out.")
@selection_options
@as_json_option
def command(
    file: str,
    target: str | None,
    steps: str | None,
    require: str | None,
    perspective: str | None,
    epoch: str | None,
    without: str | None,
    status_quo: str | None,
    as_json: bool,
) -> None:
    """Find the orders of steps that lead to a target and that all accept, and what could go wrong.

    Example: detente roadmaps korea/hanoi-2019 --to settle --without us-upfront
    """
    with answering("roadmaps", as_json=as_json):
        from detente.analyses.roadmaps.asking import roadmaps

        refuse_empty(to=target, steps=steps, require=require)
        graph = open_graph(
            file, perspective=perspective, epoch=epoch, without=without, status_quo=status_quo
        )
        found = roadmaps(
            graph,
            target,
            steps=None if steps is None else listed(steps),
            require=None if require is None else listed(require),
            progress=progress_on("roadmaps", "sets of steps"),
        )
        if as_json:
            emit(found.to_dict())
        else:
            from detente.telling.mapping import roadmaps_text

            print(roadmaps_text(graph, found))
        leave(complete=found.complete)
        if found.found in ("impossible", "unreachable"):
            raise click.exceptions.Exit(4)
