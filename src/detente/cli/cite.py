"""detente cite: whether words stand in a document, and the lines that quote them."""

from __future__ import annotations

from typing import Annotated

import typer

from detente.cli.common import AsJson, answering, emit


def command(
    document: Annotated[str, typer.Argument(help="A text file, or '-' for standard input.")],
    words: Annotated[str, typer.Argument(help="The words, in quotation marks; [...] for a gap.")],
    as_json: AsJson = False,
) -> None:
    """Find words in a document and print the lines that quote them in a conflict file.

    The exit code is 4 if the words do not stand there; the nearest ones are shown.

    Example: echo "They agreed to meet in May." | detente cite - "agreed to meet"
    """
    with answering("cite", as_json=as_json):
        from detente.evidence.citing import cite
        from detente.language.tree import read_file

        name = "<stdin>" if document == "-" else document
        found = cite(read_file(document), words, name=name)
        if as_json:
            emit(found.to_dict())
        else:
            print(f"# stands in {found.document}, line {found.line}")
            print(found.lines)
