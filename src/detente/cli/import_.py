"""detente import: another program's model as a conflict file."""

from __future__ import annotations

import click

from detente.cli.common import answering, as_json_option
from detente.cli.handing import hand_over


@click.command()
@click.argument("file")
@click.option("--out", help="Write the conflict file here; '-' is standard output.")
@as_json_option
def command(file: str, out: str | None, as_json: bool) -> None:
    """Turn a .gmcr model into a conflict file; what was dropped or renamed is said.

    FILE: A .gmcr file of GMCR+, '-' for standard input.

    Example: detente import model.gmcr --out model.yaml
    """
    with answering("import", as_json=as_json):
        from detente.telling.importing import import_

        found = import_(file)
        hand_over(found.text, found.to_dict(), found.notes, out, reads=[file], as_json=as_json)
