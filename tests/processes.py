"""The program as a process of its own, in an environment that holds next to nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = (sys.executable, "-m", "detente.cli.main")
# the same, hearing Ctrl-C, which what is started in the background does not
_LISTEN = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
LISTENING = (sys.executable, "-c", f"{_LISTEN}; from detente.cli.main import main; main()")
PATIENCE = 300.0  # seconds: the machine may be busy


def bare(**more: str) -> dict[str, str]:
    """Return an environment as a user's shell has it at least, and what is named."""
    kept = {name: os.environ[name] for name in ("HOME", "PATH") if name in os.environ}
    return {**kept, "LANG": "C.UTF-8", **more}


def detente(
    words: list[str],
    *,
    given: str = "",
    folder: Path | None = None,
    out: int | None = None,
    errors: int | None = None,
    environment: dict[str, str] | None = None,
    program: tuple[str, ...] = PROGRAM,
) -> subprocess.CompletedProcess[bytes]:
    """Run a command; its answer goes to `out` and its messages to `errors`, if they are given."""
    return subprocess.run(
        [*program, *words],
        cwd=folder,
        env=bare() if environment is None else environment,
        input=given.encode(),
        stdout=subprocess.PIPE if out is None else out,
        stderr=subprocess.PIPE if errors is None else errors,
        check=False,
        timeout=PATIENCE,
    )
