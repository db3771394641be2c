"""detente describe: the file read back as plain sentences."""

from __future__ import annotations

import click

from detente.cli.common import (
    answering,
    as_json_option,
    emit,
    epoch_of,
    epoch_option,
    file_argument,
    listed,
    perspective_option,
    without_option,
)


@click.command()
@file_argument
@perspective_option
@epoch_option
@without_option
@as_json_option
def command(
    file: str, perspective: str | None, epoch: str | None, without: str | None, as_json: bool
) -> None:
    """Read a file back as plain sentences: does it say what you meant?

    Example: detente describe korea/declaration-2021
    """
    with answering("describe", as_json=as_json):
        from detente.language.loading import load
        from detente.telling.describing import describe

        found = describe(
            load(file), perspective=perspective, epoch=epoch_of(epoch), without=listed(without)
        )
        if as_json:
            emit(found.to_dict())
        else:
            print(found.to_text())
