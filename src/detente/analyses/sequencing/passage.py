"""Which bundles pass: what a test of bundles comes to, stage by stage, without a list of bundles.

A stage is the set of steps taken so far.  Whether a bundle may lead from one stage to another hangs
on its steps one by one (may this step be taken from here, may it have been among the last ones
there), on the stage it leads to, and on what must not get lost on the way.  All guards, rules,
declared conditions, red lines and floors are of that kind, so that the test of every bundle
between n steps (3^n of them) fits into four arrays over the stages (2^n).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, reduce
from operator import and_

import numpy as np
from numpy.typing import NDArray

Truth = NDArray[np.bool_]
Bits = NDArray[np.uint32]
Lines = NDArray[np.uint64]
Index = NDArray[np.int64]

MOST_LINES = 64  # bits of one word


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """Which bundles pass, by stages: each array has one entry for every stage.

    `leaving` holds the steps that may be taken from a stage, `arriving` those that may have been
    taken last where a stage is reached, each as bits; `stages` the stages that may be reached.
    `lines` holds what must not get lost, a bit for each thing that is so at a stage: none of them
    may be so before a bundle and not after it.
    """

    leaving: Bits
    arriving: Bits
    stages: Truth
    lines: tuple[Lines, ...] = ()

    def __and__(self, other: Passage) -> Passage:
        """Return the bundles that pass both."""
        known = {id(line) for line in self.lines}
        return Passage(
            self.leaving & other.leaving,
            self.arriving & other.arriving,
            self.stages & other.stages,
            (*self.lines, *(line for line in other.lines if id(line) not in known)),
        )

    def passes(self, begins: Index, ends: Index) -> Truth:
        """Return which bundles pass, of those between pairs of stages; each begin is a part."""
        taken = (begins ^ ends).astype(np.uint32)
        found = self.stages[ends]
        found &= (taken & ~self.leaving[begins]) == 0
        found &= (taken & ~self.arriving[ends]) == 0
        for line in self.lines:
            found &= (line[begins] & ~line[ends]) == 0
        return np.asarray(found)


@cache
def everything(steps: int) -> Passage:
    """Return the test that every bundle between some steps passes; its arrays are not to be changed."""
    size = 1 << steps
    every = np.full(size, (1 << steps) - 1, dtype=np.uint32)
    return Passage(every, every, np.ones(size, dtype=np.bool_))


def all_of(passages: Iterable[Passage]) -> Passage:
    """Return the test that a bundle passes if it passes all of some tests; of one at least."""
    return reduce(and_, passages)


def at_stages(passage: Passage, chosen: Truth) -> Passage:
    """Return a test passed only by bundles between chosen stages, the first stage included."""
    nothing = np.uint32(0)
    return Passage(
        np.where(chosen, passage.leaving, nothing),
        passage.arriving,
        passage.stages & chosen,
        passage.lines,
    )


def kept_so(held: Iterable[Truth]) -> tuple[Lines, ...]:
    """Return lines for things that must not get lost; each given as the stages where it is so."""
    words: list[Lines] = []
    for number, truth in enumerate(held):
        if number % MOST_LINES == 0:
            words.append(np.zeros(truth.size, dtype=np.uint64))
        words[-1] |= truth.astype(np.uint64) << np.uint64(number % MOST_LINES)
    return tuple(words)
