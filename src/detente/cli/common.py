"""What every command shares: its file, its choices, its output, its exit code."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, NoReturn, cast

import click

from detente.cli.streams import Door
from detente.errors import (
    ConflictProblems,
    DetenteError,
    LimitReached,
    Place,
    Problem,
    WrongUse,
)

if TYPE_CHECKING:
    from detente.analyses.changes import Changes
    from detente.graph.model import GraphModel

PATIENCE = 2.0  # seconds before progress is shown, and between two lines of it

file_argument = click.argument("file")
as_json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON document instead of text."
)
perspective_option = click.option("--perspective", help="Which sources and voices count.")
epoch_option = click.option("--epoch", help="The date whose preferences count: 2022-05-10.")
without_option = click.option(
    "--without", help="Ids or positions to leave out, with commas: what if?"
)
status_quo_option = click.option(
    "--status-quo", help="Another status quo: YNN, or a list of options."
)


def selection_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the flags that choose what of a file counts; `open_graph` takes them."""
    return perspective_option(epoch_option(without_option(status_quo_option(command))))


@contextmanager
def answering(question: str, *, as_json: bool = False) -> Iterator[None]:
    """Turn what goes wrong into a message on standard error and the documented exit code.

    With `as_json` a file with problems still gives one document, that lists them.
    """
    try:
        yield
    except ConflictProblems as error:
        if as_json:
            from detente.version import program_version

            listed = [problem.to_dict() for problem in error.problems]
            emit(
                {
                    "question": question,
                    "title": None,
                    "fingerprint": None,
                    "version": program_version(),
                    "settings": {},
                    "problems": listed,
                }
            )
        say(str(error))
        raise click.exceptions.Exit(error.exit_code) from None
    except LimitReached as error:
        if as_json:
            _emit_nothing(question, str(error))
        # which of several files is meant a message about a size does not say by itself
        stop(LimitReached(f"{name}: {error}" if (name := _file_meant()) else str(error)))
    except DetenteError as error:
        stop(error)
    except RecursionError:
        stop(WrongUse("the file is nested too deep to be worked with"))
    except MemoryError:
        why = "not enough memory for a model of this size"
        if as_json:
            _emit_nothing(question, why)
        say(f"detente: {name}: {why}" if (name := _file_meant()) else f"detente: {why}")
        raise click.exceptions.Exit(3) from None


def _emit_nothing(question: str, why: str) -> None:
    """Print the document of an answer of which a limit left nothing."""
    from detente.version import program_version

    emit(
        {
            "question": question,
            "title": None,
            "fingerprint": None,
            "version": program_version(),
            "settings": {},
            "notes": [f"left out: the whole answer. {why[:1].upper()}{why[1:]}"],
            "complete": False,
        }
    )


def _file_meant() -> str:
    """Return the file that a command was called with, empty if it takes none."""
    context = click.get_current_context(silent=True)
    given = {} if context is None else context.params
    # of two versions the newer one is asked about; what is wrong with the older is a note
    names = (given.get(word) for word in ("file", "new", "review", "corpus", "document"))
    name = next((name for name in names if isinstance(name, str)), "")
    return "<stdin>" if name == "-" else name


def with_changes(document: dict[str, object], changed: Changes | None) -> dict[str, object]:
    """Return a document with what changed since an older file; it is whole if both are."""
    if changed is None:
        return document
    complete = bool(document["complete"]) and changed.complete
    notes = [*cast("list[str]", document["notes"]), *([] if changed.complete else changed.notes)]
    return document | {"notes": notes, "complete": complete, "against": changed.parts()}


def leave(*, complete: bool) -> None:
    """Leave with 3 if a limit left something out of the answer; else do nothing."""
    if not complete:
        raise click.exceptions.Exit(LimitReached.exit_code)


def stop(error: DetenteError) -> NoReturn:
    """Say what went wrong on standard error and leave with the exit code of its kind."""
    say(f"detente: {error}")
    raise click.exceptions.Exit(error.exit_code) from None


def say(message: str) -> None:
    """Print a message for people on standard error."""
    print(message, file=sys.stderr)


def emit(document: object) -> None:
    """Print one JSON document on standard output."""
    print(json.dumps(document, ensure_ascii=False, indent=2))


def hand(text: str) -> None:
    """Print the text of a file on standard output, for others to read: every character of it."""
    door = sys.stdout
    if isinstance(door, Door):
        door.hand(text)
    else:
        print(text, end="")


def progress_on(question: str, what: str) -> Callable[[int, int], None] | None:
    """Return what tells a person who waits at a terminal how far it is; None for a program."""
    if not sys.stderr.isatty():
        return None
    last = [time.monotonic()]

    def progress(done: int, of: int) -> None:
        if time.monotonic() - last[0] > PATIENCE:
            last[0] = time.monotonic()
            say(f"{question}: {done:,} of {of:,} {what}")

    return progress


def refuse_empty(**flags: str | None) -> None:
    """Raise WrongUse for a flag that is given and names nothing; `--to` goes by `to`."""
    for name, value in flags.items():
        if value is not None and not listed(value):
            flag = f"--{name.replace('_', '-')}"
            raise WrongUse(f"{flag} is empty: name something, or leave the flag out")


def listed(text: str | None) -> list[str]:
    """Return the items of a list with commas."""
    return [" ".join(item.split()) for item in (text or "").split(",") if item.strip()]


def epoch_of(text: str | None) -> date | None:
    """Return the date of `--epoch`; raises WrongUse if it is none."""
    if text is None:
        return None
    from detente.conflict.time import parse_day

    found = parse_day(text)
    if found is None:
        raise WrongUse(f"'{text}' is not a date: write 2022, 2022-05 or 2022-05-10")
    return found.last


def open_graph(
    file: str,
    *,
    perspective: str | None = None,
    epoch: str | None = None,
    without: str | None = None,
    status_quo: str | None = None,
) -> GraphModel:
    """Return the graph model of a file under the common flags."""
    from detente.graph.compiling import compile
    from detente.language.loading import load

    refuse_empty(perspective=perspective, epoch=epoch, without=without, status_quo=status_quo)
    graph = compile(
        load(file),
        perspective=perspective,
        epoch=epoch_of(epoch),
        without=listed(without),
        status_quo=status_quo,
    )
    stated = graph.selection.status_quo
    if status_quo is None and stated is not None and graph.existing(stated) is None:
        # a mistake of the file, told as one
        from detente.analyses.impossible import status_quo as broken

        place = Place(graph.conflict.file, 1, 1)
        hint = "'detente check' names its line; --status-quo starts from another state"
        found = broken(graph, stated, None)
        raise ConflictProblems([Problem(f.code, place, f.message, hint) for f in found])
    return graph


def state_of(graph: GraphModel, text: str) -> str:
    """Return the state a flag names; `status-quo` stands for the status quo.

    Raises WrongUse if the file names none.
    """
    if text != "status-quo":
        return text
    if graph.status_quo is None:
        raise WrongUse("the file names no status quo; add one, or give --status-quo")
    return graph.status_quo
