"""detente blockers: what stands between the status quo and a target."""

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
@click.option("--to", "target", required=True, help="The name of a target, or a formula.")
@click.option("--require", help="What parties insist on: conditions,red-lines,floor.")
@selection_options
@as_json_option
def command(
    file: str,
    target: str,
    require: str | None,
    perspective: str | None,
    epoch: str | None,
    without: str | None,
    status_quo: str | None,
    as_json: bool,
) -> None:
    """Find what blocks a target: the first rung that fails, its proof, and what it rests on.

    Example: detente blockers korea/declaration-2021 --to declare
    """
    with answering("blockers", as_json=as_json):
        from detente.analyses.blockers.asking import blockers

        refuse_empty(to=target, require=require)
        graph = open_graph(
            file, perspective=perspective, epoch=epoch, without=without, status_quo=status_quo
        )
        found = blockers(
            graph,
            target,
            require=None if require is None else listed(require),
            progress=progress_on("blockers", "items tried"),
        )
        if as_json:
            emit(found.to_dict())
        else:
            from detente.telling.blocking import blockers_text

            print(blockers_text(graph, found))
        leave(complete=found.complete)
        if found.found == "impossible":
            raise click.exceptions.Exit(4)
