"""detente cite: whether words stand in a document, and the lines that quote them."""

from __future__ import annotations

import click

from detente.cli.common import answering, as_json_option, emit, say


@click.command()
@click.argument("document")
@click.argument("words")
@as_json_option
def command(document: str, words: str, as_json: bool) -> None:
    """Find words in a document and print the lines that quote them in a conflict file.

    Of a page, a PDF or a mail the text is looked through that is read of it. The exit code is 4
    if the words do not stand there; the nearest ones are shown.

    DOCUMENT: A text, Markdown, HTML, PDF or mail file, or '-' for standard input.

    WORDS: The words, in quotation marks; [...] for a gap.

    Example: echo "They agreed to meet in May." | detente cite - "agreed to meet"
    """
    with answering("cite", as_json=as_json):
        from detente.evidence.citing import cite, cited_text

        name = "<stdin>" if document == "-" else document
        text, problem = cited_text(document)
        if problem is not None:
            say(str(problem))
        found = cite(text, words, name=name)
        if as_json:
            emit(found.to_dict())
        else:
            print(f"# stands in {found.document}, line {found.line}")
            print(found.lines)
