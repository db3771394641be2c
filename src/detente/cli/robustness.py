"""detente robustness: how far each finding on a target is from changing."""

from __future__ import annotations

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
    progress_on,
    refuse_empty,
    selection_options,
)


@click.command()
@file_argument
@click.option("--to", "target", required=True, help="A target of the file, or a formula.")
@selection_options
@as_json_option
def command(
    file: str,
    target: str,
    perspective: str | None,
    epoch: str | None,
    without: str | None,
    status_quo: str | None,
    as_json: bool,
) -> None:
    """Tell which single changes of the model change what is found about a target.

    Two neighbours in a party's list change places, one item or one source is left out, one assumed
    statement says the opposite: each finding with the exact exceptions, or that nothing changes it.

    Example: detente robustness korea/declaration-2021 --to declare
    """
    with answering("robustness", as_json=as_json):
        from detente.analyses.robustness.asking import robustness

        refuse_empty(to=target)
        graph = open_graph(
            file, perspective=perspective, epoch=epoch, without=without, status_quo=status_quo
        )
        found = robustness(
            graph.conflict,
            target,
            perspective=perspective,
            epoch=epoch_of(epoch),
            without=listed(without),
            status_quo=status_quo,
            progress=progress_on("robustness", "variations"),
        )
        if as_json:
            emit(found.to_dict())
        else:
            from detente.telling.withstanding import robustness_text

            print(robustness_text(graph.conflict, found))
        leave(complete=found.complete)
