"""detente perspectives: what is found about a target according to whom, and what it hangs on."""

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
@click.option("--to", "target", required=True, help="A target of the file, or a formula.")
@click.option("--sources", help="One more perspective, 'chosen', hears these sources.")
@click.option("--voices", help="It hears these voices: own words,report,observer,gloss.")
@click.option(
    "--size", default=3, show_default=True, help="Up to how many sources are left out together."
)
@selection_options
@as_json_option
def command(
    file: str,
    target: str,
    sources: str | None,
    voices: str | None,
    size: int,
    perspective: str | None,
    epoch: str | None,
    without: str | None,
    status_quo: str | None,
    as_json: bool,
) -> None:
    """Tell which findings on a target all perspectives share, and which hang on whom.

    Example: detente perspectives korea/declaration-2021 --to declare --sources herald
    """
    with answering("perspectives", as_json=as_json):
        from detente.analyses.perspectives.asking import perspectives

        refuse_empty(to=target, sources=sources, voices=voices)
        graph = open_graph(
            file, perspective=perspective, epoch=epoch, without=without, status_quo=status_quo
        )
        found = perspectives(
            graph.conflict,
            target,
            perspective=perspective,
            sources=None if sources is None else listed(sources),
            voices=None if voices is None else listed(voices),
            size=size,
            epoch=epoch_of(epoch),
            without=listed(without),
            status_quo=status_quo,
        )
        if as_json:
            emit(found.to_dict())
        else:
            from detente.telling.hearing import perspectives_text

            print(perspectives_text(graph.conflict, found))
        leave(complete=found.complete)
