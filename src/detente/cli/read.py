"""detente read: what documents report that people said and wanted, and what happened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from detente.cli.common import answering, as_json_option, emit, leave, progress_on, say

if TYPE_CHECKING:
    from detente.evidence.readings import Readings


@click.command()
@click.argument("documents", nargs=-1, required=True)
@click.option("--cast", help="A file that names the people and parties of the project.")
@click.option("--to", "review", help="Write what was read to this file, for you to review.")
@as_json_option
def command(
    documents: tuple[str, ...], cast: str | None, review: str | None, as_json: bool
) -> None:
    """Read documents: who said and wanted what, in whose voice, and what happened.

    Reads text, Markdown, HTML, PDF and mail; fetches nothing. What is found are proposals with
    their words, reasons and open questions. A review file keeps what you have decided in it.

    DOCUMENTS: Files, folders, patterns such as 'news/*.html', or '-' for standard input.

    Example: echo "The envoy of France said that Paris would not sign first." | detente read -
    """
    with answering("read", as_json=as_json):
        from detente.evidence.readings import Interrupted, read

        reads = [*documents, *([cast] if cast is not None else [])]
        if review is not None:
            from detente.evidence.reviewing.asking import known_review

            # its problems are told before the reading, which takes time
            known_review(review, reads=reads)
        progress = progress_on("read", "documents")
        try:
            found = read(documents, cast=cast, but=review, processes=None, progress=progress)
        except Interrupted as stopped:
            if stopped.found.documents:
                tell(stopped.found, review=review, reads=reads, as_json=as_json)
            say(stopped.found.stopped)
            raise
        tell(found, review=review, reads=reads, as_json=as_json)
        leave(complete=found.complete)


def tell(found: Readings, *, review: str | None, reads: Sequence[str], as_json: bool) -> None:
    """Print what was read, or write it to a review file; raises ConflictProblems if it is nothing."""
    from detente.errors import ConflictProblems

    if not found.documents:
        raise ConflictProblems(found.unread)
    for problem in found.unread:
        say(str(problem))
    if review is not None:
        from detente.evidence.reviewing.asking import write_review

        changed = write_review(found, review, reads=reads)
        say(f"written: {review}" if changed else f"not changed: {review}")
    if as_json:
        emit(found.to_dict())
    elif review is None:
        from detente.telling.reading import readings_text

        print(readings_text(found))
