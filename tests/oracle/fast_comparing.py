"""The compiled searches for orders held against those of NumPy alone, on the conflict of one seed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from unittest import mock

import numpy as np

import detente
from detente.analyses.sequencing import fast, orders, searching, spreading
from detente.analyses.unlocks import cases
from detente.errors import DetenteError
from tests.oracle.comparison import Comparison
from tests.oracle.sequences_random import random_sequence_conflict

LEVELS = ("reach", "sequence", "strong")


def compare_fast(seed: int, *, whole: bool = False) -> Comparison:
    """Ask whatever searches for orders; each search runs in both ways, whatever its size.

    The answers go on from the search of NumPy alone, so that a difference does not hide another.
    """
    found = Comparison(seed)

    def both(name: str, plain: Callable[..., Any], compiled: Callable[..., Any]) -> Any:
        def search(*given: Any) -> Any:
            expected = plain(*given)
            same = np.array_equal(expected, compiled(*given))
            found.claim(f"fast, seed {seed}: {name} differs", holds=same)
            return expected

        return search

    reached = both("reached", searching.reached, fast.reached)
    spread = both("spread", spreading.spread, fast.spread)
    conflict = random_sequence_conflict(seed)
    target = conflict.targets[0].name
    asked: list[Callable[[Any], object]] = [
        lambda graph: detente.roadmaps(graph, target),
        lambda graph: detente.blockers(graph, target),
    ]
    for level in LEVELS if whole else LEVELS[1:2]:
        asked.append(lambda graph, level=level: detente.unlocks(graph, target, level=level))
    with mock.patch.object(orders, "reached", reached), mock.patch.object(cases, "spread", spread):
        for question in asked:
            try:
                question(detente.compile(conflict))
            except DetenteError:
                continue  # refused in words before or after the searches, in both ways alike
    return found
