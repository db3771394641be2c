"""detente new: a file to start from, or to take a review over into."""

from __future__ import annotations

import click

from detente.cli.common import answering, as_json_option, emit, hand, say


@click.command()
@click.argument("path", required=False)
@click.option("--from", "example", help="Copy this example, with its sources.")
@click.option("--review", help="Draft it with the parties of what was accepted in this review.")
@as_json_option
def command(path: str | None, example: str | None, review: str | None, as_json: bool) -> None:
    """Write a conflict file to start from; its comments teach the format.

    Nothing is overwritten.

    PATH: A .yaml file, or a folder for one. Left out: standard output.

    Example: detente new
    """
    with answering("new", as_json=as_json):
        from detente.telling.starting import new

        found = new(path, example=example, review=review)
        if as_json:
            emit(found.to_dict())
        elif not found.written:
            hand(found.text)
        for name in found.written:
            say(f"written: {name}")
        if found.written and not as_json:
            step = "describe" if review is None else f"review {review} --into"
            say(f"next: detente {step} {found.written[0]}")
