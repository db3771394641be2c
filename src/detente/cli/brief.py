"""detente brief: the main job, for somebody who has two minutes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

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
    progress_on,
    say,
    selection_options,
    with_changes,
)

if TYPE_CHECKING:
    from detente.briefing.content import Brief


@click.command()
@file_argument
@click.option("--out", help="Where the page goes: a path (.html, .md, .txt), or '-' for none.")
@click.option("--to", help="The target it is about; the first of the file if left out.")
@selection_options
@click.option("--against", help="An older file: tell what changed since.")
@click.option("--corpus", help="A corpus: what was read there joins the timeline.")
@click.option("--full", is_flag=True, help="All of it in the terminal, with every quotation.")
@as_json_option
def command(
    file: str,
    out: str | None,
    to: str | None,
    perspective: str | None,
    epoch: str | None,
    without: str | None,
    status_quo: str | None,
    against: str | None,
    corpus: str | None,
    full: bool,
    as_json: bool,
) -> None:
    """Tell a conflict in short: in the terminal, and as one page that needs nothing else.

    Without --out the page is written to NAME.brief.html in the current directory.

    Example: detente brief korea/declaration-2021 --out -
    """
    with answering("brief", as_json=as_json):
        from detente.briefing.building import brief
        from detente.files import may_write, write_atomically
        from detente.language.loading import files_of, load

        graph = open_graph(
            file, perspective=perspective, epoch=epoch, without=without, status_quo=status_quo
        )
        older = None if against is None else load(against)
        reads = [*files_of(graph.conflict), *(files_of(older) if older is not None else ())]
        reads += [Path(corpus)] if corpus is not None else []
        path = Path(f"{_name(file)}.brief.html") if out is None and not as_json else None
        if out not in (None, "-"):
            path = Path(str(out))
        if path is not None:
            may_write(path, reads=reads)
        changed = None
        if older is not None:
            from detente.analyses.changes import changes

            changed = changes(
                older,
                graph.conflict,
                perspective=perspective,
                epoch=epoch_of(epoch),
                without=listed(without),
                status_quo=status_quo,
            )
        sentences = () if changed is None else changed.sentences()
        found = brief(
            graph,
            to=to,
            changed=sentences,
            corpus=corpus,
            progress=progress_on("brief", "questions"),
        )
        if path is not None:
            write_atomically(path, _in_form(found, path.suffix), reads=reads)
        if as_json:
            emit(with_changes(found.to_dict(), changed))
        else:
            print(found.to_text(full=full), end="")
        if path is not None:
            say(f"written: {path}")
        leave(complete=found.complete and (changed is None or changed.complete))


def _in_form(found: Brief, suffix: str) -> str:
    if suffix == ".md":
        return found.to_markdown()
    return found.to_text(full=True) if suffix == ".txt" else found.to_html()


def _name(file: str) -> str:
    """Return what the page of a file is called."""
    if file == "-":
        return "conflict"
    path = Path(file)
    return path.parent.name if path.stem == "conflict" and path.parent.name else path.stem
