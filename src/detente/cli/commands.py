"""The commands as one group: found by name, loaded when they are asked for."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from detente.cli.leaving import INTERRUPTED
from detente.cli.main import COMMANDS
from detente.errors import did_you_mean
from detente.version import program_version


class Commands(click.Group):
    """The commands by name; the module of one is imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return the command of a name, None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name]).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the nearest command where there is none of that name."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(f"there is no command '{args[0]}'; {did_you_mean(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; an interrupted one leaves with its own exit code."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            print("detente: interrupted", file=sys.stderr)
            ctx.exit(INTERRUPTED)


@click.command(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(program_version(), message="detente %(version)s")
def app() -> None:
    """Negotiations as sourced, computable models: where a conflict rests, what could move it."""
