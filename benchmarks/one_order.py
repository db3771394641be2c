"""One measurement of `benchmarks/sequencing.py`, in a process of its own; run by that script.

    python benchmarks/one_order.py QUESTION FILE [--alone]

Prints user seconds of the question, peak megabytes of the process, and whether the answer is
complete, as JSON.  `--alone` hides numba, so that NumPy does the work alone.  Nothing here is
newer than what is measured: any checkout whose package comes first can be asked.
"""

from __future__ import annotations

import json
import resource
import sys
import time


def user() -> float:
    """Return the seconds of the processor this process has taken for itself so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime


def main() -> None:
    """Measure one question about one file."""
    question, file, *more = sys.argv[1:]
    if "--alone" in more:
        sys.modules["numba"] = None  # type: ignore[assignment]  # as if it were not installed
    import detente
    from detente.errors import DetenteError

    kind, _, level = question.partition(", ")
    graph = detente.compile(detente.load(file))
    before, start = user(), time.perf_counter()
    settled = "settled"
    try:
        result = getattr(detente, kind)(graph, "deal", **({"level": level} if level else {}))
        if not getattr(result, "complete", True):
            settled = "not settled"
    except DetenteError:
        settled = "refused"
    except MemoryError:
        settled = "out of memory"
    print(
        json.dumps(
            {
                "user": user() - before,
                "seconds": time.perf_counter() - start,
                "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                "settled": settled,
            }
        )
    )


if __name__ == "__main__":
    main()
