"""detente export: a conflict as a file for others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from detente.cli.common import answering, as_json_option, file_argument, perspective_option, say
from detente.cli.handing import hand_over
from detente.errors import ConflictProblems

if TYPE_CHECKING:
    from detente.telling.exporting import Form

_ENDINGS = {".gmcr": "gmcr", ".csv": "csv", ".json": "json"}


@click.command()
@file_argument
@click.option(
    "--as", "form", help="yaml, gmcr, csv or json. Left out: what --out ends in, or yaml."
)
@click.option(
    "--public", is_flag=True, help="Leave out what is confidential, and what mentions it."
)
@click.option(
    "--anyway",
    is_flag=True,
    help="With --public: go on although words of what is withheld are left.",
)
@perspective_option
@click.option("--out", help="Write the file here; '-' is standard output.")
@as_json_option
def command(
    file: str,
    form: str | None,
    public: bool,
    anyway: bool,
    perspective: str | None,
    out: str | None,
    as_json: bool,
) -> None:
    """Write a conflict for others: its public part, or in another program's format.

    What was withheld, and what the format cannot hold, is said on standard error.  Words of what is
    withheld that stand elsewhere as well, however they are written, are told with their places;
    then nothing is written unless --anyway says so.

    Example: detente export classics/chicken --as csv
    """
    with answering("export", as_json=as_json):
        from detente.telling.exporting import export

        ending = "" if out is None else Path(out).suffix.lower()
        wanted = cast("Form", form or _ENDINGS.get(ending, "yaml"))
        found = export(file, form=wanted, public=public, perspective=perspective)
        if found.leaks and not anyway:
            raise ConflictProblems(found.leaks)
        for leak in found.leaks:
            say(str(leak))
        hand_over(found.text, found.to_dict(), found.notes, out, reads=found.files, as_json=as_json)
        if public:
            items = "1 item was" if found.withheld == 1 else f"{found.withheld} items were"
            say(f"{items} withheld")
