"""detente: the commands, in the order in which one uses them."""

from __future__ import annotations

import io
import sys
from importlib import import_module

import click

from detente.errors import did_you_mean

INTERRUPTED = 130  # exit code

# name of the command, module that holds it; the order is that of the help page
COMMANDS = {
    "check": "detente.cli.check",
    "examples": "detente.cli.examples",
    "new": "detente.cli.new",
    "describe": "detente.cli.describe",
    "states": "detente.cli.states",
    "stability": "detente.cli.stability",
    "roadmaps": "detente.cli.roadmaps",
    "blockers": "detente.cli.blockers",
    "unlocks": "detente.cli.unlocks",
    "perspectives": "detente.cli.perspectives",
    "robustness": "detente.cli.robustness",
    "compare": "detente.cli.compare",
    "backtest": "detente.cli.backtest",
    "differences": "detente.cli.differences",
    "timeline": "detente.cli.timeline",
    "brief": "detente.cli.brief",
    "read": "detente.cli.read",
    "review": "detente.cli.review",
    "corpus": "detente.cli.corpus",
    "cite": "detente.cli.cite",
    "import": "detente.cli.import_",
    "export": "detente.cli.export",
    "schema": "detente.cli.schema",
}


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
@click.version_option(package_name="detente", message="detente %(version)s")
def app() -> None:
    """Negotiations as sourced, computable models: where a conflict rests, what could move it."""


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # a terminal that cannot show a letter shows its number instead
            stream.reconfigure(errors="backslashreplace")
    try:
        app(prog_name="detente")
    except KeyboardInterrupt:
        print("detente: interrupted", file=sys.stderr)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # the reader of a pipe has gone: nothing is left to say, not even at closing time
        sys.stdout = None
        sys.exit(141)
    except OSError as error:
        print(f"detente: the answer cannot be written: {error.strerror}", file=sys.stderr)
        sys.stdout = None
        sys.exit(2)


if __name__ == "__main__":
    main()
