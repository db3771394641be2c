"""How long `detente stability` takes on a file of 16 states, as a whole cold process.

    python benchmarks/startup.py

It is run in turn with `python -c "import numpy"`, which it cannot do without; what counts is the
ratio of the medians.  The environment holds next to nothing, as a user's may: a variable such as
PYTHONDONTWRITEBYTECODE would be measured as well.  It is measured twice: with the bytecode that
Python keeps of a program that was run once, and with none of ours, as at the first run, or where
a user may not write.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import detente

FILE = """
detente: 1
title: Sixteen states
parties:
  A: {prefers: [a and not c, b, not d]}
  B: {prefers: [c or a, not b, d]}
options:
  a: {by: A}
  b: {by: A}
  c: {by: B}
  d: {by: B}
status_quo: []
"""
NUMPY = [sys.executable, "-c", "import numpy"]
STABILITY = [sys.executable, "-m", "detente.cli.main", "stability", "sixteen.yaml"]
NO_BYTECODE = {"PYTHONDONTWRITEBYTECODE": "1"}


def environment(**more: str) -> dict[str, str]:
    """Return an environment as a user's shell has it at least, and what is named."""
    kept = {name: os.environ[name] for name in ("HOME", "PATH") if name in os.environ}
    return {**kept, "LANG": "C.UTF-8", **more}


def seconds(command: list[str], folder: Path, **more: str) -> float:
    """Return how long one run of a command takes in a folder, whose package it uses first."""
    start = time.perf_counter()
    subprocess.run(
        command, check=True, stdout=subprocess.DEVNULL, cwd=folder, env=environment(**more)
    )
    return time.perf_counter() - start


def rows(runs: int, folder: Path) -> Iterator[tuple[str, float]]:
    """Yield what was run and its median: NumPy, with our bytecode, and without."""
    kept, bare = folder / "kept", folder / "bare"
    for one in (kept, bare):
        shutil.copytree(
            Path(detente.__file__).parent,
            one / "detente",
            ignore=shutil.ignore_patterns("__pycache__"),
        )
        (one / "sixteen.yaml").write_text(FILE, encoding="utf-8")
    seconds(NUMPY, kept)
    seconds(STABILITY, kept)  # writes what Python keeps
    times = [
        (
            seconds(NUMPY, kept),
            seconds(STABILITY, kept),
            seconds(STABILITY, bare, **NO_BYTECODE),
        )
        for _ in range(runs)
    ]
    assert any(kept.rglob("*.pyc"))
    assert not any(bare.rglob("*.pyc"))
    names = (
        '`python -c "import numpy"`',
        "`detente stability`, 16 states, bytecode kept",
        "`detente stability`, 16 states, without its bytecode",
    )
    yield from zip(names, map(statistics.median, zip(*times, strict=True)), strict=True)


def main() -> None:
    """Print the medians, and how many times that of NumPy alone they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        found = list(rows(runs, Path(folder)))
    base = found[0][1]
    print("| process | seconds, median | ratio |")
    print("| --- | ---: | ---: |")
    for name, median in found:
        print(f"| {name} | {median:.3f} | {median / base:.2f} |")


if __name__ == "__main__":
    main()
