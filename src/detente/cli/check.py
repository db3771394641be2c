"""detente check: everything that is wrong with a file, and what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from detente.cli.common import (
    answering,
    as_json_option,
    emit,
    file_argument,
    perspective_option,
    say,
)

if TYPE_CHECKING:
    from detente.checking import Check


@click.command()
@file_argument
@click.option("--originals", help="A folder of original documents to confirm quotations in.")
@click.option("--assumptions", is_flag=True, help="List every assumption, not only their count.")
@perspective_option
@as_json_option
def command(
    file: str, originals: str | None, assumptions: bool, perspective: str | None, as_json: bool
) -> None:
    """Find every problem of a file, count its assumptions, and look its quotations up.

    The exit code is 1 if there is an error, 0 if there are at most warnings.

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


def text(found: Check, *, listed: bool = False) -> str:
    """Return what was found as plain text, problems aside."""
    from detente.analyses.assuming import counted_by_type
    from detente.analyses.wording import counted, joined

    errors = sum(problem.severity == "error" for problem in found.problems)
    warnings = len(found.problems) - errors
    head = f"{found.title or found.file}: " + (
        "no problems"
        if not found.problems
        else joined(
            [counted(n, word) for n, word in ((errors, "error"), (warnings, "warning")) if n]
        )
    )
    parts = [head]
    if found.items:
        total, assumed = counted_by_type(found.items), counted_by_type(found.assumptions)
        by_type = [f"{n} of {counted(total[kind], kind)}" for kind, n in assumed.items()]
        count = f"{len(found.assumptions)} of {len(found.items)} items are assumptions"
        parts.append(f"{count}: {joined(by_type)}" if by_type else count)
        if found.disputed:
            parts.append(f"disputed: {', '.join(found.disputed)}")
        proven = found.quotations
        status = [
            f"{len(names)} {word}"
            for word, names in (
                ("verbatim", proven.verbatim),
                ("declared (in a dossier of ours)", proven.declared),
                ("paraphrased", proven.paraphrased),
                ("missing", proven.missing),
            )
            if names
        ]
        if status:
            parts.append(
                f"quotations: {joined(status)}; {len(proven.confirmed)} confirmed in originals"
            )
    if listed:
        parts += [f"  {item.id}: {item.text}" for item in found.assumptions]
    return "\n".join(parts)
