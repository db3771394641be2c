"""How long `detente stability` takes on a file of 16 states, as a whole cold process.

    python benchmarks/startup.py

It is run in turn with `python -c "import numpy"`, which it cannot do without; what counts is the
ratio of the medians.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

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


def seconds(command: list[str]) -> float:
    """Return how long one run of a command takes."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Print the medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sixteen.yaml"
        file.write_text(FILE, encoding="utf-8")
        detente = [sys.executable, "-m", "detente.cli.main", "stability", str(file)]
        numpy = [sys.executable, "-c", "import numpy"]
        seconds(detente)
        pairs = [(seconds(numpy), seconds(detente)) for _ in range(runs)]
    base, ours = (statistics.median(column) for column in zip(*pairs, strict=True))
    print("| process | seconds, median |")
    print("| --- | ---: |")
    print(f'| `python -c "import numpy"` | {base:.3f} |')
    print(f"| `detente stability`, 16 states | {ours:.3f} |")
    print(f"| ratio | {ours / base:.2f} |")


if __name__ == "__main__":
    main()
