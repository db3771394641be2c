"""detente compare: what changed between two versions of a file, and because of whose words."""

from __future__ import annotations

import click

from detente.cli.common import (
    answering,
    as_json_option,
    emit,
    epoch_of,
    leave,
    listed,
    open_graph,
    selection_options,
)
from detente.errors import WrongUse


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("--to", "target", help="One target, or a formula, instead of all targets.")
@selection_options
@as_json_option
def command(
    old: str,
    new: str,
    target: str | None,
    perspective: str | None,
    epoch: str | None,
    without: str | None,
    status_quo: str | None,
    as_json: bool,
) -> None:
    """Compare two versions of a file: what changed, on whose word, and what became of targets.

    Example: detente compare korea/declaration-2021 conflict.yaml --to declare
    """
    with answering("compare", as_json=as_json):
        from detente.analyses.compare.asking import compare
        from detente.language.loading import load

        if target is not None and not target.strip():
            raise WrongUse("--to is empty: name a target, or leave the flag out")
        graph = open_graph(
            new, perspective=perspective, epoch=epoch, without=without, status_quo=status_quo
        )
        older = load(old)
        found = compare(
            older,
            graph.conflict,
            to=target,
            perspective=perspective,
            epoch=epoch_of(epoch),
            without=listed(without),
            status_quo=status_quo,
        )
        if as_json:
            emit(found.to_dict())
        else:
            from detente.telling.comparing import comparison_text

            print(comparison_text(older, graph.conflict, found))
        leave(complete=found.complete)
