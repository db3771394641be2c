"""The engine against the literal oracle on orders, exposure, concessions and what blocks.

`DETENTE_ORACLE_COUNT` sets how many seeds are compared; `scripts/oracle.py --of orders` compares
more of them, and each in whole.
"""

from __future__ import annotations

import os

import pytest

from .comparison import Comparison
from .sequences_answers import (
    compare_blockers,
    compare_roadmaps,
    compare_timetable,
    compare_unlocks,
)
from .sequences_giving import LEVELS
from .sequences_random import random_sequence_conflict
from .sequences_verdicts import cases, compare_parts

COUNT = int(os.environ.get("DETENTE_ORACLE_COUNT", "2000"))
CHUNKS = 20


def compare(seed: int, *, whole: bool = False) -> Comparison:
    """Compare oracle and engine on the conflict of a seed; dear parts on every third, or all.

    A ground is dear for both: it is looked at on every fourteenth seed, or on every seventh.
    """
    comparison = Comparison(seed)
    for both in cases(random_sequence_conflict(seed), seed, whole=whole):
        compare_parts(comparison, both, whole=whole)
        if whole or seed % 3 == 0:
            compare_roadmaps(comparison, both)
        if whole or seed % 3 == 2:
            compare_unlocks(comparison, both, LEVELS[1 + seed % 5], 2)
        compare_blockers(comparison, both, ground=seed % (7 if whole else 14) == 0)
    for number in range(4):
        compare_timetable(comparison, number)
    return comparison


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_engine_and_oracle_agree_on_order(chunk: int) -> None:
    """Whatever the engine says of the conflicts of many seeds, the oracle says too."""
    seeds = range(chunk, COUNT, CHUNKS)
    mismatches = [line for seed in seeds for line in compare(seed).mismatches]
    assert not mismatches, "\n".join(mismatches[:20])


@pytest.mark.parametrize(
    "seed",
    [
        pytest.param(4, id="to stop is never a gain at once"),
        pytest.param(662, id="the closest order by what is insisted on"),
    ],
)
def test_what_once_differed(seed: int) -> None:
    """Seeds on which the engine was wrong stay right, in whole."""
    assert not compare(seed, whole=True).mismatches
