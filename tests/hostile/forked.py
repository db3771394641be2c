"""The program in a process of its own that is forked from this one: measured, and soon there.

A fork has everything loaded that this process has; a thousand runs take no longer than their work.
"""

from __future__ import annotations

import gc
import io
import json
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from detente.cli.main import COMMANDS, main

DOCUMENTED = {0, 1, 2, 3, 4}
MOST_MEMORY = 1_000.0  # MB
MOST_TIME = 30.0  # times what it takes to import NumPy
NEVER = 200.0  # seconds of work after which a run is given up
RAW = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
)


@dataclass(frozen=True, slots=True)
class Run:
    """What a run was asked and answered; seconds of work of its own, and its memory in MB."""

    words: tuple[str, ...]
    code: int  # negative: the signal that ended it
    answer: bytes
    messages: bytes
    seconds: float
    memory: float

    @property
    def call(self) -> str:
        """The run as one types it."""
        return " ".join(["detente", *self.words])

    def faults(self, *, commented: bool = False) -> Iterator[str]:
        """Yield what may not be, whatever was asked about; `commented` if the answer is a file."""
        told = self.messages.decode(errors="replace")
        if b"Traceback" in self.answer + self.messages:
            yield f"a traceback: {told.splitlines()[-1]}"
        if self.code not in DOCUMENTED:
            yield f"exit code {self.code}"
        elif self.code and not (told + self.answer.decode(errors="replace")).strip():
            yield f"exit code {self.code} without a word"
        if RAW.search(told) or (not commented and RAW.search(self.answer.decode(errors="replace"))):
            yield "a control character"
        if "--json" in self.words and self.answer:
            try:
                json.loads(self.answer)
            except ValueError:
                yield "no document"
        # who stops at a limit says so; all others are to keep to what a small machine has
        if self.code != 3 and self.memory > MOST_MEMORY:
            yield f"{self.memory:.0f} MB"
        if self.code != 3 and self.seconds > MOST_TIME * unit():
            yield f"{self.seconds:.1f} s, {self.seconds / unit():.0f} times the import of NumPy"


@cache
def unit() -> float:
    """Return the user time that it takes to import NumPy, in seconds."""
    code = "import numpy, resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_utime)"
    tried = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout)
        for _ in range(5)
    ]
    return max(sorted(tried)[len(tried) // 2], 0.05)


@cache
def prepare() -> None:
    """Load what the commands stand on, so that no run has to."""
    for module in (*COMMANDS.values(), "numpy", "detente.cli.commands", "detente.cli.leaving"):
        import_module(module)
    unit()
    gc.collect()
    gc.freeze()


def forked(
    *words: str,
    folder: Path,
    given: bytes = b"",
    before: Callable[[], None] | None = None,
    after: Callable[[int], None] | None = None,
) -> Run:
    """Run a command in a folder; `before` is done in its process, `after` with its number here."""
    with ExitStack() as files:
        source, out, errors = (files.enter_context(tempfile.TemporaryFile()) for _ in range(3))
        source.write(given)
        source.seek(0)
        sys.stdout.flush()
        sys.stderr.flush()
        number = os.fork()
        if number == 0:
            streams = (source.fileno(), out.fileno(), errors.fileno())
            _child(words, folder, streams, before)
        if after is not None:
            after(number)
        _, status, used = os.wait4(number, 0)
        for one in (out, errors):
            one.seek(0)
        return Run(
            words,
            os.waitstatus_to_exitcode(status),
            out.read(),
            errors.read(),
            used.ru_utime,
            used.ru_maxrss / 1024,
        )


def _child(
    words: tuple[str, ...],
    folder: Path,
    streams: tuple[int, int, int],
    before: Callable[[], None] | None,
) -> NoReturn:
    """Be the program; never comes back."""
    code = 99
    try:
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
        resource.setrlimit(resource.RLIMIT_CPU, (int(NEVER), int(NEVER) + 5))
        with suppress(ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        signal.alarm(int(NEVER) * 5)
        os.chdir(folder)
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(io.FileIO(1, "w", closefd=False)), "utf-8")
        sys.stderr = io.TextIOWrapper(io.BufferedWriter(io.FileIO(2, "w", closefd=False)), "utf-8")
        sys.argv = ["detente", *words]
        if before is not None:
            before()
        main()
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else 98
    except BaseException:  # noqa: BLE001  whatever it is, it is looked for
        with suppress(BaseException):
            traceback.print_exc(file=sys.__stderr__ if sys.stderr is None else sys.stderr)
    finally:
        with suppress(BaseException):
            if sys.stdout is not None:
                sys.stdout.flush()
            if sys.stderr is not None:
                sys.stderr.flush()
        os._exit(code)
