"""detente: the commands, in the order in which one uses them, and the way in from a shell.

Nothing is loaded here before Ctrl-C is listened to: the commands, and what stands behind them,
come after that.
"""

from __future__ import annotations

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


def main() -> None:
    """Run the command line, and leave with its exit code."""
    try:
        from detente.cli.leaving import guarded
    except KeyboardInterrupt:
        import os

        os.write(2, b"detente: interrupted\n")
        os._exit(130)
    raise SystemExit(guarded())


def __getattr__(name: str) -> object:
    if name == "app":
        from detente.cli.commands import app

        return app
    raise AttributeError(f"module 'detente.cli.main' has no attribute '{name}'")


if __name__ == "__main__":
    main()
