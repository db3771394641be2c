"""detente unlocks: which positions, given up or softened, would open a way to a target."""

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
@click.option("--to", "target", required=True, help="A target of the file, or a formula.")
@click.option(
    "--level",
    default="sequence",
    show_default=True,
    help="How far it should come: content, reach, sequence, weak or strong.",
)
@click.option("--size", default=4, show_default=True, help="Up to how many positions together.")
@click.option("--require", help="Of conditions,red-lines,floor those that count; all if left out.")
@selection_options
@as_json_option
def command(
    file: str,
    target: str,
    level: str,
    size: int,
    require: str | None,
    perspective: str | None,
    epoch: str | None,
    without: str | None,
    status_quo: str | None,
    as_json: bool,
) -> None:
    """Find the smallest concessions that open a way to a target, and the crux.

    Example: detente unlocks korea/hanoi-2019 --to settle
    """
    with answering("unlocks", as_json=as_json):
        from detente.analyses.unlocks.asking import unlocks

        refuse_empty(to=target, level=level, require=require)
        graph = open_graph(
            file, perspective=perspective, epoch=epoch, without=without, status_quo=status_quo
        )
        found = unlocks(
            graph,
            target,
            level=level,
            size=size,
            require=None if require is None else listed(require),
            progress=progress_on("unlocks", "concessions"),
        )
        if as_json:
            emit(found.to_dict())
        else:
            from detente.telling.unlocking import unlocks_text

            print(unlocks_text(graph, found))
        leave(complete=found.complete)
        if found.found == "impossible":
            raise click.exceptions.Exit(4)
