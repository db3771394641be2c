"""detente: the commands, in the order in which one uses them."""

from __future__ import annotations

import sys
from importlib import import_module

import typer

# name of the command, module that holds it; the order is that of the help page
COMMANDS = {
    "check": "detente.cli.check",
    "examples": "detente.cli.examples",
    "new": "detente.cli.new",
    "describe": "detente.cli.describe",
    "states": "detente.cli.states",
    "stability": "detente.cli.stability",
    "brief": "detente.cli.brief",
    "cite": "detente.cli.cite",
    "import": "detente.cli.import_",
    "export": "detente.cli.export",
    "schema": "detente.cli.schema",
}

app = typer.Typer(
    help="Negotiations as sourced, computable models: where a conflict rests, and what could move it.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


@app.callback()
def options() -> None:
    """Negotiations as sourced, computable models: where a conflict rests, what could move it."""


for name, module in COMMANDS.items():
    app.command(name)(import_module(module).command)


def main() -> None:
    """Run the command line."""
    try:
        app()
    except KeyboardInterrupt:
        print("detente: interrupted", file=sys.stderr)
        sys.exit(130)
    except BrokenPipeError:
        # the reader of a pipe has gone: nothing is left to say, not even at closing time
        sys.stdout = None
        sys.exit(141)
