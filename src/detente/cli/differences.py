"""detente differences: where two parties differ over a target, and whether that holds it up."""

from __future__ import annotations

import click

from detente.cli.common import (
    answering,
    as_json_option,
    emit,
    file_argument,
    hand,
    leave,
    listed,
    open_graph,
    refuse_empty,
    selection_options,
)
from detente.errors import WrongUse


@click.command()
@file_argument
@click.argument("first", required=False)
@click.argument("second", required=False)
@click.option("--to", help="A target, or a formula; the first target of the file if left out.")
@click.option("--steps", help="One set of steps, with commas: review,draft,not exer.")
@click.option(
    "--require", help="conditions,red-lines,floor: what parties insist on; all if left out."
)
@click.option("--csv", "as_csv", is_flag=True, help="Who needs which step before which, as CSV.")
@selection_options
@as_json_option
def command(
    file: str,
    first: str | None,
    second: str | None,
    to: str | None,
    steps: str | None,
    require: str | None,
    as_csv: bool,
    perspective: str | None,
    epoch: str | None,
    without: str | None,
    status_quo: str | None,
    as_json: bool,
) -> None:
    """Compare two parties: goals, sequence, timing, conditions. Without parties: all in a matrix.

    Example: detente differences korea/declaration-2021 US ROK --to declare
    """
    with answering("differences", as_json=as_json):
        refuse_empty(to=to, steps=steps, require=require)
        if first is not None and second is None:
            raise WrongUse(f"name a second party to compare '{first}' with, or none at all")
        if as_csv and as_json:
            raise WrongUse("--csv and --json exclude each other: choose one")
        graph = open_graph(
            file, perspective=perspective, epoch=epoch, without=without, status_quo=status_quo
        )
        chosen = [name for name in (first, second) if name is not None]
        for name in chosen:
            graph.party_number(name)
        wanted = None if steps is None else listed(steps)
        insisted = None if require is None else listed(require)
        if first is None or second is None or as_csv:
            from detente.analyses.differences.order_matrix import order_matrix

            matrix = order_matrix(graph, to=to, steps=wanted, require=insisted)
            complete = matrix.complete
            if as_json:
                emit(matrix.to_dict())
            elif as_csv:
                hand(matrix.to_csv(chosen or None))
            else:
                from detente.telling.differing import order_matrix_text

                print(order_matrix_text(graph, matrix))
        else:
            from detente.analyses.differences.asking import differences

            found = differences(graph, first, second, to=to, steps=wanted, require=insisted)
            complete = found.complete
            if as_json:
                emit(found.to_dict())
            else:
                from detente.telling.differing import differences_text

                print(differences_text(graph, found))
        leave(complete=complete)
