"""detente corpus: documents kept together and asked: who said what when, and what changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from detente.cli.common import answering, as_json_option, emit, leave, progress_on, say

if TYPE_CHECKING:
    from detente.evidence.corpus.results import Found

_CHOICES = {
    "party": "Only what this party says, takes part in, or is said to want.",
    "speaker": "Only what this person says; a part of the name will do.",
    "topic": "Only where all these words stand; a phrase in quotation marks.",
    "outlet": "Only what this outlet prints; a part of the name will do.",
    "since": "From this day on: 2022-05-10.",
    "until": "Up to this day.",
}
_OF_DOCUMENTS = {
    "party": "Only documents in which this party is heard, or told of.",
    "speaker": "Only documents in which this person is heard; a part of the name will do.",
    "topic": "Only documents in which all these words stand; a phrase in quotation marks.",
    "outlet": "Only documents of this outlet; a part of the name will do.",
    "since": "Only documents from this day on: 2022-05-10.",
    "until": "Only documents up to this day.",
}
_OF_REVIEW = {**_OF_DOCUMENTS, **{key: _CHOICES[key] for key in ("party", "speaker")}}


def choices(
    *names: str, told: Mapping[str, str] = _CHOICES
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Add the flags that choose what is asked for, with what is told of them."""

    def add(command: Callable[..., None]) -> Callable[..., None]:
        for name in reversed(names):
            command = click.option(f"--{name}", help=told[name])(command)
        return command

    return add


@click.group()
def command() -> None:
    """Keep documents in one file, and ask them: who said what when, and what changed since.

    A corpus keeps the bytes, the text and what was read of every document; adding goes on where
    it was stopped, and reads only what is new. Nothing is fetched.

    Example: detente corpus list papers.corpus
    """


@command.command()
@click.argument("corpus")
@click.argument("documents", nargs=-1, required=True)
@click.option("--cast", help="A file that names the people and parties of the project.")
@click.option("--date", help="The day of those that give none; 'name': that in the file's name.")
@click.option("--outlet", help="The outlet of those that name none.")
@as_json_option
def add(
    corpus: str,
    documents: tuple[str, ...],
    cast: str | None,
    date: str | None,
    outlet: str | None,
    as_json: bool,
) -> None:
    """Store documents and read what was not read before."""
    with answering("corpus", as_json=as_json):
        from detente.evidence.corpus.asking import corpus as kept

        progress = progress_on("corpus", "documents")
        try:
            found = kept(corpus).add(
                documents, cast=cast, date=date, outlet=outlet, processes=None, progress=progress
            )
        except KeyboardInterrupt:
            say(f"what was read stands in '{corpus}'; the same command goes on from there")
            raise
        for problem in found.unread:
            say(str(problem))
        show(found, as_json=as_json)
        # nothing that was named is in the corpus now
        if found.unread and not any(found.counts[key] for key in ("added", "read again", "known")):
            raise click.exceptions.Exit(1)
        leave(complete=found.complete)


@command.command()
@click.argument("corpus")
@click.argument("words")
@choices("since", "until")
@as_json_option
def search(corpus: str, words: str, as_json: bool, **chosen: str | None) -> None:
    """List the documents in which all the WORDS stand, the best first."""
    _ask(corpus, "search", words, as_json=as_json, **chosen)


@command.command("list")
@click.argument("corpus")
@choices("party", "speaker", "topic", "outlet", "since", "until", told=_OF_DOCUMENTS)
@as_json_option
def list_(corpus: str, as_json: bool, **chosen: str | None) -> None:
    """List documents by day."""
    _ask(corpus, "list", as_json=as_json, **chosen)


@command.command()
@click.argument("corpus")
@choices("party", "speaker", "topic", "outlet", "since", "until")
@as_json_option
def who(corpus: str, as_json: bool, **chosen: str | None) -> None:
    """List who said what when; the same words in several documents are told once."""
    _ask(corpus, "who", as_json=as_json, **chosen)


@command.command()
@click.argument("corpus")
@click.option("--since", required=True, help="The day: 2022-05-10.")
@choices("party", "topic")
@as_json_option
def changed(corpus: str, since: str, as_json: bool, **chosen: str | None) -> None:
    """List what parties say since a day, beside what they said before it."""
    _ask(corpus, "changed", since, as_json=as_json, **chosen)


@command.command()
@click.argument("corpus")
@as_json_option
def duplicates(corpus: str, as_json: bool) -> None:
    """List documents with the same text as another, or nearly the same."""
    _ask(corpus, "duplicates", as_json=as_json)


@command.command()
@click.argument("corpus")
@click.option("--to", "file", required=True, help="The review file; what you decided in it stays.")
@choices("party", "speaker", "topic", "outlet", "since", "until", told=_OF_REVIEW)
def review(corpus: str, file: str, **chosen: str | None) -> None:
    """Write what was read in the documents that 'list' gives to a file, for you to review.

    With --party or --speaker it is only what these say, or what is told of the party.
    """
    with answering("corpus"):
        from detente.evidence.corpus.asking import corpus as kept
        from detente.evidence.reviewing.asking import known_review, write_review

        known_review(file, reads=[corpus])
        written = write_review(kept(corpus).readings(**chosen), file, reads=[corpus])
        say(f"written: {file}" if written else f"not changed: {file}")


def _ask(corpus: str, question: str, *words: str, as_json: bool, **chosen: Any) -> None:
    with answering("corpus", as_json=as_json):
        from detente.evidence.corpus.asking import corpus as kept

        show(getattr(kept(corpus), question)(*words, **chosen), as_json=as_json)


def show(found: Found, *, as_json: bool) -> None:
    """Print an answer."""
    if as_json:
        emit(found.to_dict())
    else:
        from detente.telling.keeping import corpus_text

        print(corpus_text(found))
