"""detente review: what was accepted of the proposals of a reading, into the conflict file."""

from __future__ import annotations

import click

from detente.cli.common import answering, as_json_option, emit, listed, refuse_empty, say


@click.command()
@click.argument("review")
@click.option("--step", is_flag=True, help="Ask about one proposal after the other.")
@click.option("--accept", help="Accept these proposals, by id, with commas.")
@click.option("--reject", help="Reject these proposals, by id, with commas.")
@click.option("--into", help="The conflict file that takes what you have accepted.")
@as_json_option
def command(
    review: str,
    step: bool,
    accept: str | None,
    reject: str | None,
    into: str | None,
    as_json: bool,
) -> None:
    """Show what waits for your decision, or take what you accepted over into a conflict file.

    Decide in the file itself, one by one with --step, or by id with the other flags. Accepted
    proposals become sources, quotations and draft statements; comments and order of the file
    stay. Words that do not stand in their document are refused. Done twice, nothing is added
    twice.

    REVIEW: A file written by 'detente read --to', or '-' for standard input.

    Example: detente review review.yaml --into conflict.yaml
    """
    with answering("review", as_json=as_json):
        from detente.errors import WrongUse
        from detente.evidence.reviewing.asking import review as ask
        from detente.telling.reviewing import counts_text, review_text

        refuse_empty(accept=accept, reject=reject)
        if step and (as_json or accept is not None or reject is not None):
            raise WrongUse("--step asks a person: leave out --json, --accept and --reject")
        if step:
            _step(review, into)
        found = ask(review, into=into, accept=listed(accept), reject=listed(reject))
        if as_json:
            emit(found.to_dict())
        else:
            print(counts_text(found) if step and into is None else review_text(found))
        if into is not None and not found.added.nothing:
            say(f"written: {found.into}")


def _step(review: str, into: str | None) -> None:
    """Go through what waits, with the person at the terminal."""
    from detente.evidence.reviewing.asking import target
    from detente.evidence.reviewing.stepping import Asker, step
    from detente.language.loading import load
    from detente.telling.reviewing import proposal_text

    def ask(question: str) -> str | None:
        try:
            return str(click.prompt(question, default="", show_default=False, prompt_suffix=" "))
        except click.Abort:  # the end of what is piped in, or Ctrl-C
            print()
            return None

    def edit(text: str) -> str | None:
        return click.edit(text, extension=".yaml")

    asker = Asker(ask, print, edit, proposal_text)
    step(review, asker, conflict=None if into is None else load(target(into)))
