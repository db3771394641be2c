"""The engine against the literal oracle: order, concessions, blockers, perspectives, versions.

`DETENTE_ORACLE_COUNT` sets how many seeds are compared; every analysis is compared on each of them,
on a small conflict where a larger one would be dear.  `scripts/oracle.py` compares more of them,
and each in whole.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from random import Random

import pytest

from .comparison import Comparison
from .sequences_answers import compare_roadmaps, compare_timetable, compare_unlocks
from .sequences_blocking import compare_blockers
from .sequences_comparing import compare_versions
from .sequences_giving import LEVELS
from .sequences_hearing import compare_perspectives
from .sequences_random import FULL, SMALL, random_sequence_conflict, scale_of
from .sequences_timed import timed_conflict
from .sequences_timing import timed
from .sequences_verdicts import (
    Both,
    cases,
    compare_differences,
    compare_exposures,
    compare_parts,
)

COUNT = int(os.environ.get("DETENTE_ORACLE_COUNT", "2000"))
CHUNKS = 20

Compare = Callable[[int], Comparison]


def _ground(comparison: Comparison, both: Both) -> None:
    compare_blockers(comparison, both, ground=True)


def _rung(comparison: Comparison, both: Both) -> None:
    compare_blockers(comparison, both, ground=False)


def _unlocks(comparison: Comparison, both: Both) -> None:
    compare_unlocks(comparison, both, LEVELS[1 + both.seed % 5], 2)


# what is compared on the full conflict of which seeds, as a remainder; on all others a small one
# stands for it
TURNS = (
    (compare_parts, 2, 0),
    (compare_exposures, 16, 2),
    (compare_differences, 16, 4),
    (compare_roadmaps, 16, 6),
    (_unlocks, 14, 8),
    (_rung, 8, 0),
    (_ground, 28, 0),
)


def compare_timed(comparison: Comparison, *, whole: bool) -> None:
    """Compare roadmaps where time matters: days, changes of office; and what blocks, if it is late."""
    seed = comparison.seed
    scale = FULL if whole or seed % 16 == 12 else scale_of(seed)
    conflict = timed_conflict(seed, scale=scale)
    for both in cases(conflict, seed, "timed ", every=whole):
        compare_roadmaps(comparison, both)
    scale = FULL if whole or seed % 16 == 14 else SMALL
    late = timed(random_sequence_conflict(seed, scale=scale), Random(f"late {seed}"))
    for both in cases(late, seed, "late ", every=whole):
        compare_blockers(comparison, both, ground=True)


def compare(seed: int, *, whole: bool = False) -> Comparison:
    """Compare oracle and engine on the conflict of a seed: every analysis.

    Those whose turn it is are compared on the full conflict, the others on a small one of the
    same seed; or, if the `whole` is asked for, all on the full one.
    """
    comparison = Comparison(seed)
    now = [part for part, every, rest in TURNS if whole or seed % every == rest]
    later = [part for part, _, _ in TURNS if part not in now]
    for wanted, scale in ((now, FULL), (later, scale_of(seed))):
        if not wanted:
            continue
        every = whole or (scale is FULL and seed % 10 == 0)
        conflict = random_sequence_conflict(seed, scale=scale)
        for both in cases(conflict, seed, "" if scale is FULL else "small ", every=every):
            for part in wanted:
                if part is not _rung or _ground not in wanted:
                    part(comparison, both)
    compare_timed(comparison, whole=whole)
    for number in range(4):
        compare_timetable(comparison, number)
    return comparison


def _mismatches(compared: Compare, chunk: int) -> str:
    seeds = range(chunk, COUNT, CHUNKS)
    return "\n".join([line for seed in seeds for line in compared(seed).mismatches][:20])


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_engine_and_oracle_agree_on_order(chunk: int) -> None:
    """Whatever the engine says of the conflicts of many seeds, the oracle says too."""
    assert not _mismatches(compare, chunk)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_engine_and_oracle_agree_on_perspectives(chunk: int) -> None:
    """What is found according to whom, and what it hangs on, the oracle finds set by set."""
    assert not _mismatches(compare_perspectives, chunk)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_engine_and_oracle_agree_on_versions(chunk: int) -> None:
    """Of two versions the engine tells the edits that were made, and what these brought about."""
    assert not _mismatches(compare_versions, chunk)


@pytest.mark.parametrize(
    "seed",
    [
        pytest.param(4, id="to stop is never a gain at once"),
        pytest.param(662, id="the closest order by what is insisted on"),
        pytest.param(401117, id="what is no exposure is proved by no moves"),
        pytest.param(408434, id="where no legal path is left, it is not the order that fails"),
        pytest.param(410003, id="more orders to one end than forty have dates"),
        pytest.param(411780, id="what follows from several rules closes a circle"),
        pytest.param(412724, id="a slow step is not shared by more than need be there"),
    ],
)
def test_what_once_differed(seed: int) -> None:
    """Seeds on which the engine was wrong stay right, in whole."""
    assert not compare(seed, whole=True).mismatches
