"""Compare the engine with the literal oracle on many random conflicts, over all cores.

    PYTHONPATH=src python scripts/oracle.py [--of KIND] [--count 20000] [--start 0]

KIND is one of these, each with as many conflicts of its own, or `all`:

    stability       the concepts of stability, where a conflict rests, joint moves
    orders          roadmaps, exposure, differences, concessions and what blocks
    perspectives    findings according to whom, and what they hang on
    robustness      what each change of one thing in a model does to what is found
    versions        what `compare` tells of two versions, one made from the other by known edits
    fast            the searches for orders compiled by the extra `fast`, and by NumPy alone

Prints how many verdicts were compared and every mismatch; exit code 1 if there is one.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import os
import sys
import time
import traceback
from multiprocessing import Pool
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.oracle.comparison import Comparison
from tests.oracle.fast_comparing import compare_fast
from tests.oracle.sequences_comparing import compare_versions
from tests.oracle.sequences_hearing import compare_perspectives
from tests.oracle.test_random_conflicts import compare as compare_stability
from tests.oracle.test_random_sequences import compare as compare_orders
from tests.oracle.test_random_variations import compare_variations

KINDS = {
    "fast": compare_fast,
    "orders": compare_orders,
    "perspectives": compare_perspectives,
    "robustness": compare_variations,
    "stability": compare_stability,
    "versions": compare_versions,
}


def settle() -> None:
    """Leave whatever is loaded alone when garbage is looked for, and look for it seldom.

    The comparisons make so many small values that looking as often as usual costs a tenth.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 10, 100)


def compare_safely(asked: tuple[str, int]) -> Comparison:
    """Compare one seed; an exception counts as a mismatch."""
    kind, seed = asked
    try:
        return KINDS[kind](seed, whole=True)
    except Exception:  # noqa: BLE001 - whatever goes wrong belongs in the list
        last = traceback.format_exc(limit=-2).strip().replace("\n", " | ")
        return Comparison(seed, mismatches=[f"{kind}, seed {seed}: {last}"])


def main() -> int:
    """Run the comparison; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--of", choices=(*KINDS, "all"), default="all", help="what is compared")
    parser.add_argument("--count", type=int, default=20_000, help="how many seeds")
    parser.add_argument("--start", type=int, default=0, help="the first seed")
    options = parser.parse_args()
    seeds = range(options.start, options.start + options.count)
    kinds = tuple(KINDS) if options.of == "all" else (options.of,)
    every = list(itertools.product(kinds, seeds))
    began = time.monotonic()
    verdicts = 0
    mismatches: list[str] = []
    # what the oracle remembers of a conflict is never asked for again: a process ends after a while
    with Pool(os.cpu_count(), settle, maxtasksperchild=10) as pool:
        found = pool.imap_unordered(compare_safely, every, chunksize=20)
        for done, comparison in enumerate(found, start=1):
            verdicts += comparison.verdicts
            mismatches += comparison.mismatches
            if done % 100 == 0 or done == len(every):
                line = f"{done:,}/{len(every):,} conflicts, {verdicts:,} verdicts"
                sys.stderr.write(f"\r{line}, {len(mismatches):,} mismatches")
                sys.stderr.flush()
    sys.stderr.write(f", {time.monotonic() - began:.0f} s\n")
    for line in sorted(mismatches)[:200]:
        print(line)
    print(f"{verdicts:,} verdicts compared, {len(mismatches):,} mismatches")
    return 1 if mismatches else 0


if __name__ == "__main__":
    sys.exit(main())
