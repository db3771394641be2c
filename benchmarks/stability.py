"""How long nash, gmr, smr and seq take on random plain conflicts, beside the machine's memory.

    python benchmarks/stability.py            the table of the documentation
    python benchmarks/stability.py --largest 16

Each size runs in a process of its own, so that peak memory is its own; times are medians of
several runs and include ranks.  Bandwidth is that of copying an array much larger than any cache.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import statistics
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.random_plain import random_plain
from detente.analyses.stability.catalogue import CONCEPTS
from detente.graph.compiling import compile

ASKED = ("nash", "gmr", "smr", "seq")


def bandwidth() -> float:
    """Return the bytes a second that copying a large array moves, reads and writes counted."""
    source = np.ones(64 << 20, dtype=np.uint64)
    target = np.empty_like(source)
    best = float("inf")
    for _ in range(5):
        start = time.perf_counter()
        np.copyto(target, source)
        best = min(best, time.perf_counter() - start)
    return 2 * source.nbytes / best


def measure(options: int, runs: int) -> dict[str, float]:
    """Return states, seconds and megabytes of one size: the median over conflicts and runs."""
    seconds, counts = [], []
    for seed in range(1, runs + 1):
        conflict = random_plain(options, seed=seed)
        start = time.perf_counter()
        graph = compile(conflict)
        for concept in ASKED:
            for party in range(len(graph.parties)):
                CONCEPTS[concept].stable(graph, party, "sequences")
        seconds.append(time.perf_counter() - start)
        counts.append(graph.count)
    return {
        "combinations": 2**options,
        "states": statistics.median(counts),
        "seconds": statistics.median(seconds),
        "slowest": max(seconds),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def main() -> None:
    """Print the table as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--largest", type=int, default=20, help="options of the largest conflict")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    sizes = [size for size in (4, 10, 13, 16, 18, 20, 22) if size <= chosen.largest]
    found = []
    for size in sizes:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            found.append(pool.apply(measure, (size, chosen.runs)))
    rate = bandwidth()
    if chosen.json:
        print(json.dumps({"bandwidth": rate, "sizes": found}))
        return
    print(f"Memory bandwidth (copy): {rate / 1e9:.0f} GB/s. Three parties, 15 statements each.\n")
    print("| combinations | states | seconds, median | slowest | peak MB | passes over the ranks |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: |")
    for row in found:
        # what reading every party's ranks once would take at that bandwidth
        once = row["combinations"] * 3 * 2 / rate
        print(
            f"| {row['combinations']:,.0f} | {row['states']:,.0f} | {row['seconds']:.3f} "
            f"| {row['slowest']:.3f} | {row['megabytes']:.0f} | {row['seconds'] / once:,.0f} |"
        )


if __name__ == "__main__":
    main()
