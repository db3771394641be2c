"""detente timeline: who said what when, and the days that the model names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.common import (
    answering,
    as_json_option,
    emit,
    file_argument,
    perspective_option,
    refuse_empty,
    say,
)

if TYPE_CHECKING:
    from detente.conflict.conflict import Conflict
    from detente.evidence.timeline import Timeline


@click.command()
@file_argument
@click.option("--corpus", help="A corpus: what was read there about the parties is added.")
@perspective_option
@click.option("--party", help="Only what this party says, or takes part in.")
@click.option("--since", help="From this day on: 2022-05-10.")
@click.option("--until", help="Up to this day.")
@click.option("--out", help="Draw it as well: a path that ends in .svg.")
@as_json_option
def command(
    file: str,
    corpus: str | None,
    perspective: str | None,
    party: str | None,
    since: str | None,
    until: str | None,
    out: str | None,
    as_json: bool,
) -> None:
    """List who said what when, with the days that the model names: windows, epochs, its own day.

    The quotations of the file that have a day, and with --corpus what was read there about its
    parties, which nobody has reviewed; the same words in ten documents are one item.

    Example: detente timeline korea/declaration-2021
    """
    with answering("timeline", as_json=as_json):
        from detente.evidence.timeline import timeline
        from detente.language.loading import files_of, load

        refuse_empty(corpus=corpus, perspective=perspective, party=party, since=since, until=until)
        conflict = load(file)
        reads = [*files_of(conflict), *([Path(corpus)] if corpus is not None else [])]
        if out is not None:
            may_draw(out, reads)
        found = timeline(
            conflict, corpus=corpus, perspective=perspective, party=party, since=since, until=until
        )
        if out is not None:
            _draw(conflict, found, out, reads)
        if as_json:
            emit(found.to_dict())
        else:
            from detente.telling.dated import timeline_text

            print(timeline_text(conflict, found))


def may_draw(out: str, reads: Sequence[Path]) -> None:
    """Raise WrongUse if the timeline cannot be drawn into a file."""
    from detente.errors import WrongUse
    from detente.files import may_write

    if Path(out).suffix != ".svg":
        raise WrongUse(f"'{out}' does not end in .svg: the timeline is drawn as SVG")
    may_write(out, reads=reads)


def _draw(conflict: Conflict, found: Timeline, out: str, reads: Sequence[Path]) -> None:
    from detente.errors import NoAnswer
    from detente.files import write_atomically
    from detente.telling.dated import timeline_drawing

    drawing = timeline_drawing(conflict, found)
    if drawing is None:
        raise NoAnswer("nothing has a day, so nothing can be drawn")
    write_atomically(out, drawing, reads=reads)
    say(f"written: {out}")
