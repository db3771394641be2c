"""detente brief: the main job, for somebody who has two minutes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from detente.cli.common import (
    AsJson,
    EpochDate,
    File,
    PerspectiveName,
    StatusQuo,
    Without,
    answering,
    emit,
    epoch_of,
    listed,
    open_graph,
    say,
)


def command(
    file: File,
    out: Annotated[
        Optional[str],
        typer.Option(
            "--out", help="Where the page goes: a path (.html, .md, .txt), or '-' for none."
        ),
    ] = None,
    perspective: PerspectiveName = None,
    epoch: EpochDate = None,
    without: Without = None,
    status_quo: StatusQuo = None,
    against: Annotated[
        Optional[str], typer.Option("--against", help="An older file: tell what changed since.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Tell a conflict in short: in the terminal, and as one page that needs nothing else.

    Without --out the page is written to NAME.brief.html in the current directory.

    Example: detente brief korea/declaration-2021 --out -
    """
    with answering("brief", as_json=as_json):
        from detente.briefing.building import brief
        from detente.files import write_atomically

        graph = open_graph(
            file, perspective=perspective, epoch=epoch, without=without, status_quo=status_quo
        )
        changed = None
        if against is not None:
            from detente.analyses.changes import changes
            from detente.language.loading import load

            changed = changes(
                load(against),
                graph.conflict,
                perspective=perspective,
                epoch=epoch_of(epoch),
                without=listed(without),
                status_quo=status_quo,
            )
        found = brief(graph, changed=() if changed is None else changed.sentences())
        if as_json:
            emit(found.to_dict() | ({} if changed is None else {"against": changed.parts()}))
        else:
            print(found.to_text(), end="")
        path = Path(f"{_name(file)}.brief.html") if out is None and not as_json else None
        if out not in (None, "-"):
            path = Path(str(out))
        if path is not None:
            forms = {".md": found.to_markdown, ".txt": found.to_text}
            write_atomically(path, forms.get(path.suffix, found.to_html)())
            say(f"written: {path}")
        if not found.complete:
            raise typer.Exit(3)


def _name(file: str) -> str:
    """Return what the page of a file is called."""
    if file == "-":
        return "conflict"
    path = Path(file)
    return path.parent.name if path.stem == "conflict" and path.parent.name else path.stem
