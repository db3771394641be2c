"""Hold every sentence that the commands print on random files against the definitions.

    PYTHONPATH=src python scripts/sentences.py [--of COMMAND,...] [--count 3000] [--start 0] [--hits]

Prints how many texts were read and everything that is not true, or that no row of the table in
`tests/sentences` knows; exit code 1 if there is any.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from functools import partial
from multiprocessing import Pool
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.sentences.running import COMMANDS, judge, rows_of


def main() -> int:
    """Run it; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--of", default=",".join(COMMANDS), help="commands, with commas")
    parser.add_argument("--count", type=int, default=3_000, help="how many files")
    parser.add_argument("--start", type=int, default=0, help="the first seed")
    parser.add_argument("--processes", type=int, default=os.cpu_count(), help="at the same time")
    parser.add_argument("--most", type=int, default=60, help="faults that are printed")
    parser.add_argument("--hits", action="store_true", help="how often each row was judged")
    options = parser.parse_args()
    seeds = range(options.start, options.start + options.count)
    began, texts, wrong, hits = time.monotonic(), 0, list[str](), Counter[str]()
    with Pool(options.processes) as pool:
        work = pool.imap(partial(judge, commands=options.of.split(",")), seeds, chunksize=4)
        for done, tally in enumerate(work, start=1):
            texts += tally.texts
            wrong += tally.wrong
            hits.update(tally.hits)
            if done % 50 == 0 or done == len(seeds):
                sys.stderr.write(f"\r{done:,}/{len(seeds):,} files, {len(wrong):,} faults")
                sys.stderr.flush()
    sys.stderr.write(f", {time.monotonic() - began:.0f} s\n")
    if options.hits:
        rows = [r for c in options.of.split(",") for one in rows_of(c) for r in one.templates()]
        for template in sorted(dict.fromkeys(rows), key=lambda one: hits[one]):
            print(f"{hits[template]:>8,}  {template}")
    for line in wrong[: options.most]:
        print(line)
    kinds = Counter(line.partition(": ")[2].partition(":")[0] for line in wrong)
    for kind, many in kinds.most_common():
        print(f"{many:,} x {kind}")
    print(f"{texts:,} texts read, {len(wrong):,} faults")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
