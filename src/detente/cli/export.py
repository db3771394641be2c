"""detente export: a conflict as a file for others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional, cast

import typer

from detente.cli.common import AsJson, File, PerspectiveName, answering, say
from detente.cli.handing import hand_over

if TYPE_CHECKING:
    from detente.telling.exporting import Form

_ENDINGS = {".gmcr": "gmcr", ".csv": "csv", ".json": "json"}


def command(
    file: File,
    form: Annotated[
        Optional[str],
        typer.Option(
            "--as", help="yaml, gmcr, csv or json. Left out: what --out ends in, or yaml."
        ),
    ] = None,
    public: Annotated[
        bool, typer.Option("--public", help="Leave out what is confidential, and what mentions it.")
    ] = False,
    perspective: PerspectiveName = None,
    out: Annotated[
        Optional[str], typer.Option("--out", help="Write the file here; '-' is standard output.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write a conflict for others: its public part, or in another program's format.

    What was withheld, and what the format cannot hold, is said on standard error.

    Example: detente export classics/chicken --as csv
    """
    with answering("export", as_json=as_json):
        from detente.telling.exporting import export

        ending = "" if out is None else Path(out).suffix.lower()
        wanted = cast("Form", form or _ENDINGS.get(ending, "yaml"))
        found = export(file, form=wanted, public=public, perspective=perspective)
        hand_over(found.text, found.to_dict(), found.notes, out, source=file, as_json=as_json)
        if public:
            items = "1 item was" if found.withheld == 1 else f"{found.withheld} items were"
            say(f"{items} withheld")
