"""detente new: a file to start from."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

from detente.cli.common import AsJson, answering, emit, say


def command(
    path: Annotated[
        Optional[str],
        typer.Argument(help="A .yaml file, or a folder for one. Left out: standard output."),
    ] = None,
    example: Annotated[
        Optional[str], typer.Option("--from", help="Copy this example, with its sources.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write a conflict file to start from; its comments teach the format.

    Nothing is overwritten.

    Example: detente new
    """
    with answering("new", as_json=as_json):
        from detente.telling.starting import new

        found = new(path, example=example)
        if as_json:
            emit(found.to_dict())
        elif not found.written:
            print(found.text, end="")
        for name in found.written:
            say(f"written: {name}")
        if found.written and not as_json:
            say(f"next: detente describe {found.written[0]}")
