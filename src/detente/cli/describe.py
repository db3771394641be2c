"""detente describe: the file read back as plain sentences."""

from __future__ import annotations

from detente.cli.common import (
    AsJson,
    EpochDate,
    File,
    PerspectiveName,
    answering,
    emit,
    epoch_of,
)


def command(
    file: File,
    perspective: PerspectiveName = None,
    epoch: EpochDate = None,
    as_json: AsJson = False,
) -> None:
    """Read a file back as plain sentences: does it say what you meant?

    Example: detente describe korea/declaration-2021
    """
    with answering("describe", as_json=as_json):
        from detente.language.loading import load
        from detente.telling.describing import describe

        found = describe(load(file), perspective=perspective, epoch=epoch_of(epoch))
        if as_json:
            emit(found.to_dict())
        else:
            print(found.to_text())
