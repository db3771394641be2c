"""detente examples: the conflicts that come with the program, and the page of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from detente.cli.common import answering, as_json_option, emit

if TYPE_CHECKING:
    from detente.reference import Examples

WIDEST = 100  # characters of a line


@click.command()
@click.argument("slug", required=False)
@as_json_option
def command(slug: str | None, as_json: bool) -> None:
    """List the shipped conflicts, or print one's page.

    A slug stands wherever a conflict file is asked for.

    SLUG: The slug of an example: print its page.

    Example: detente examples korea/declaration-2021
    """
    with answering("examples", as_json=as_json):
        from detente.reference import examples

        found = examples(slug)
        if as_json:
            emit(found.to_dict())
        elif slug is None:
            print(text(found))
        else:
            for example in found:
                print(f"{example.readme.rstrip()}\n\nThe conflict file: {example.file}")


def text(found: Examples) -> str:
    """Return the list as plain text, two lines an example."""
    return "\n\n".join(f"{row['slug']}: {row['title']}\n{_line(row)}" for row in found.rows())


def _line(row: dict[str, object]) -> str:
    counts = [f"{row[key]:,} {key}" for key in ("parties", "options", "states") if row[key]]
    return _shortened(f"    {', '.join(counts)}. {row['summary']}")


def _shortened(line: str) -> str:
    if len(line) <= WIDEST:
        return line
    return line[: WIDEST - 4].rpartition(" ")[0] + " ..."
