"""detente review: what was accepted of the proposals of a reading, into the conflict file."""

from __future__ import annotations

import click

from detente.cli.common import answering, as_json_option, emit, listed, refuse_empty, say


@click.command()
@click.argument("review")
@click.option("--accept", help="Accept these proposals, by id, with commas.")
@click.option("--reject", help="Reject these proposals, by id, with commas.")
@click.option("--into", help="The conflict file that takes what you have accepted.")
@as_json_option
def command(
    review: str, accept: str | None, reject: str | None, into: str | None, as_json: bool
) -> None:
    """Show what waits for your decision, or take what you accepted over into a conflict file.

    Decide in the file itself, or with the flags. Accepted proposals become sources, quotations and draft statements; comments and order of
    the file stay. Words that do not stand in their document are refused. Done twice, nothing
    is added twice.

    REVIEW: A file written by 'detente read --to', or '-' for standard input.

    Example: detente review review.yaml --into conflict.yaml
    """
    with answering("review", as_json=as_json):
        from detente.evidence.reviewing.asking import review as ask

        refuse_empty(accept=accept, reject=reject)
        found = ask(review, into=into, accept=listed(accept), reject=listed(reject))
        if as_json:
            emit(found.to_dict())
        else:
            from detente.telling.reviewing import review_text

            print(review_text(found))
        if into is not None and not found.added.nothing:
            say(f"written: {found.into}")
