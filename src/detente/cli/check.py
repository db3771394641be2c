"""detente check: everything that is wrong with a file, and what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from detente.cli.common import (
    answering,
    as_json_option,
    emit,
    file_argument,
    leave,
    perspective_option,
    say,
)

if TYPE_CHECKING:
    from detente.checking import Check


@click.command()
@file_argument
@click.option(
    "--originals", help="A folder of originals (text, pages, PDF, mail) to confirm quotations in."
)
@click.option("--assumptions", is_flag=True, help="List every assumption, not only their count.")
@perspective_option
@as_json_option
def command(
    file: str, originals: str | None, assumptions: bool, perspective: str | None, as_json: bool
) -> None:
    """Find every problem of a file, count its assumptions, and look its quotations up.

    The exit code is 1 if there is an error, 0 if there are at most warnings, and 3 if something was too
    large to be looked at.

    Example: detente check korea/declaration-2021
    """
    with answering("check", as_json=as_json):
        from detente.checking import check

        found = check(file, perspective=perspective, originals=originals)
        if as_json:
            emit(found.to_dict())
        else:
            for problem in found.problems:
                say(str(problem))
            print(text(found, listed=assumptions))
        if not found.sound:
            raise click.exceptions.Exit(1)
        leave(complete=found.complete)


def text(found: Check, *, listed: bool = False) -> str:
    """Return what was found as plain text, problems aside."""
    from detente.analyses.wording import counted, joined, sentence_of

    errors = sum(problem.severity == "error" for problem in found.problems)
    counts = ((errors, "error"), (len(found.problems) - errors, "warning"))
    said = joined([counted(number, word) for number, word in counts if number])
    parts = [f"{found.title or found.file}: {said or 'no problems'}"]
    if found.items:
        parts.append(_assumed(found))
    if found.disputed:
        parts.append(f"Disputed, a source speaks against it: {joined(found.disputed)}.")
    proven = found.quotations.to_dict()
    total = sum(map(len, proven.values()))
    if total:
        status = joined([f"{len(names)} {word}" for word, names in proven.items() if names])
        confirmed = f"; {len(found.quotations.confirmed)} confirmed in the originals"
        given = confirmed if found.originals is not None else ""
        parts.append(f"{counted(total, 'quotation')}: {status}{given}.")
    if found.later:
        are = "quotation is" if len(found.later) == 1 else "quotations are"
        parts.append(
            f"Written with hindsight: {len(found.later)} {are} later than its day: {joined(found.later)}."
        )
    parts += [sentence_of(note) for note in found.notes]
    if found.unused:
        parts.append(f"Quoted, but nothing rests on it: {joined(found.unused)}.")
    if listed:
        parts += [f"  {item.id}: {item.text}" for item in found.assumptions]
    return "\n".join(parts)


def _assumed(found: Check) -> str:
    """Return how many items no source supports, by type, and in which perspective."""
    from detente.analyses.assuming import counted_by_type
    from detente.analyses.wording import counted, joined

    where = f" (perspective '{found.perspective}')" if found.perspective != "everything" else ""
    number = len(found.assumptions)
    if not number:
        return f"Each of the {counted(len(found.items), 'item')} rests on a quotation{where}."
    total, assumed = counted_by_type(found.items), counted_by_type(found.assumptions)
    by_type = joined([f"{n} of {counted(total[kind], kind)}" for kind, n in assumed.items()])
    one = "is an assumption" if number == 1 else "are assumptions"
    items = counted(len(found.items), "item")
    return f"{number} of the {items} {one}, which no source supports{where}: {by_type}."
