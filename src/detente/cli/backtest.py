"""detente backtest: what the model says beside what the file records as the outcome."""

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
    refuse_empty,
    selection_options,
)


@click.command()
@file_argument
@click.option("--to", "target", help="A target of the file, or a formula; the first by default.")
@selection_options
@as_json_option
def command(
    file: str,
    target: str | None,
    perspective: str | None,
    epoch: str | None,
    without: str | None,
    status_quo: str | None,
    as_json: bool,
) -> None:
    """Compare what the model says with what happened: hit, miss, or no call.

    Example: detente backtest korea/declaration-2021
    """
    with answering("backtest", as_json=as_json):
        from detente.analyses.backtest.asking import backtest

        refuse_empty(to=target)
        graph = open_graph(
            file, perspective=perspective, epoch=epoch, without=without, status_quo=status_quo
        )
        found = backtest(
            graph.conflict,
            target,
            perspective=perspective,
            epoch=epoch_of(epoch),
            without=listed(without),
            status_quo=status_quo,
        )
        if as_json:
            emit(found.to_dict())
        else:
            from detente.telling.testing import backtest_text

            print(backtest_text(graph.conflict, found))
        leave(complete=found.complete)
