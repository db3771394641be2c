"""detente schema: the JSON Schema of the conflict file, for editors."""

from __future__ import annotations

import click

from detente.cli.common import answering, as_json_option, emit, say


@click.command()
@click.option("--out", help="Write it to this file; '-' is standard output.")
@as_json_option
def command(out: str | None, as_json: bool) -> None:
    """Print the JSON Schema of a conflict file.

    With it an editor completes keys and underlines mistakes.

    Example: detente schema --out conflict.schema.json
    """
    with answering("schema", as_json=as_json):
        import json

        from detente.reference import schema

        found = schema()
        document = found.to_dict() if as_json else found.document
        if out is None or out == "-":
            emit(document)
        else:
            from detente.files import write_atomically

            write_atomically(out, json.dumps(document, ensure_ascii=False, indent=2) + "\n")
            say(f"written: {out}")
