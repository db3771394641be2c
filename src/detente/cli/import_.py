"""detente import: another program's model as a conflict file."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

from detente.cli.common import AsJson, answering
from detente.cli.handing import hand_over


def command(
    file: Annotated[str, typer.Argument(help="A .gmcr file of GMCR+, '-' for standard input.")],
    out: Annotated[
        Optional[str],
        typer.Option("--out", help="Write the conflict file here; '-' is standard output."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Turn a .gmcr model into a conflict file; what was dropped or renamed is said.

    Example: detente import model.gmcr --out model.yaml
    """
    with answering("import", as_json=as_json):
        from detente.telling.importing import import_

        found = import_(file)
        hand_over(found.text, found.to_dict(), found.notes, out, source=file, as_json=as_json)
