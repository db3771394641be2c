"""Attack the whole program with files, documents and bad luck, and print what it does wrong.

    PYTHONPATH=src python scripts/attack.py mutants [--count 10000] [--start 0] [--processes N]
    PYTHONPATH=src python scripts/attack.py documents [--count 300] [--start 0]

`mutants` are conflict files that are nearly sound, each asked two questions; `documents` what a
stranger may hand over.  A run is at fault that ends in a traceback, with an exit code that is not
documented, or without a word; that prints a control character; or that takes more than 1 GB or
thirty times the import of NumPy without a limit that says so.  Each is printed with its number,
which `--start` takes; exit code 1 if there is any.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from multiprocessing import Pool
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.hostile.attacks import ATTACKS


def attacked(asked: tuple[str, int]) -> tuple[int, list[tuple[str, int, list[str]]]]:
    """Attack with one number; return it, and of each run its call, its exit code and its faults."""
    name, number = asked
    return number, [(run.call, run.code, wrong) for run, wrong in ATTACKS[name].once(number)]


def main() -> int:
    """Run it; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("attack", choices=ATTACKS)
    parser.add_argument("--count", type=int, help="how many; as many as usual if left out")
    parser.add_argument("--start", type=int, default=0, help="the first number")
    parser.add_argument("--processes", type=int, default=os.cpu_count(), help="at a time")
    options = parser.parse_args()
    count = ATTACKS[options.attack].usual if options.count is None else options.count
    began, faults = time.monotonic(), 0
    codes: Counter[int] = Counter()
    numbers = range(options.start, options.start + count)
    asked = [(options.attack, number) for number in numbers]
    with Pool(options.processes) as pool:
        for number, ended in pool.imap_unordered(attacked, asked, chunksize=5):
            for call, code, wrong in ended:
                codes[code] += 1
                faults += len(wrong)
                for fault in wrong:
                    print(f"{number}: {call}: {fault}", flush=True)
    runs = codes.total()
    left = ", ".join(f"{many:,} with {code}" for code, many in sorted(codes.items()))
    print(f"{count:,} {options.attack}, {runs:,} runs ({left}), {faults:,} faults", end="")
    print(f", {time.monotonic() - began:.0f} s")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
