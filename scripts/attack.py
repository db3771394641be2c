"""Attack the whole program with files, documents and bad luck, and print what it does wrong.

    PYTHONPATH=src python scripts/attack.py mutants [--count 10000] [--start 0]
    PYTHONPATH=src python scripts/attack.py documents [--count 300] [--start 0]

`mutants` are conflict files that are nearly sound, each asked two questions; `documents` what a
stranger may hand over.  A run is at fault that ends in a traceback, with an exit code that is not
documented, or without a word; that prints a control character; or that takes more than 1 GB or
thirty times the import of NumPy without a limit that says so.  Each is printed with its number,
which `--start` takes; exit code 1 if there is any.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.hostile.attacks import ATTACKS


def main() -> int:
    """Run it; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("attack", choices=ATTACKS)
    parser.add_argument("--count", type=int, help="how many; as many as usual if left out")
    parser.add_argument("--start", type=int, default=0, help="the first number")
    options = parser.parse_args()
    attack = ATTACKS[options.attack]
    count = attack.usual if options.count is None else options.count
    began, runs, faults = time.monotonic(), 0, 0
    codes: Counter[int] = Counter()
    for number in range(options.start, options.start + count):
        for run, wrong in attack.once(number):
            runs += 1
            codes[run.code] += 1
            for fault in wrong:
                faults += 1
                print(f"{number}: {run.call}: {fault}", flush=True)
    ended = ", ".join(f"{many:,} with {code}" for code, many in sorted(codes.items()))
    print(f"{count:,} {options.attack}, {runs:,} runs ({ended}), {faults:,} faults", end="")
    print(f", {time.monotonic() - began:.0f} s")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
