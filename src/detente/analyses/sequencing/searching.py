"""Searches over the stages of some steps: which are reached, by how many orders, at what cost.

Stages are numbered by their bits, so that every part of a stage has a smaller number.  Bundles are
made a few million at a time and never kept: the parts of each stage that could have been the
last bundle, tested all at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.analyses.sequencing.passage import Index, Passage, Truth

Counts = NDArray[np.int64]
Cost = Callable[[Index, Index], Counts]  # of bundles: from, to

AT_ONCE = 1 << 20  # bundles tested together
NEVER = np.int64(1) << np.int64(60)


@dataclass(frozen=True, slots=True, eq=False)
class Carried:
    """Who can carry which bundle where: bit k is set in `by` if carriers of kind k suffice for the
    steps of a bundle, and in `open` if what they need to act together holds at a stage.
    """

    by: tuple[NDArray[np.uint64], ...]
    open: tuple[NDArray[np.uint64], ...]

    def carries(self, taken: Index, ends: Index) -> Truth:
        """Return which bundles somebody can carry to where they lead."""
        found = np.zeros(taken.size, dtype=np.bool_)
        for by, open_ in zip(self.by, self.open, strict=True):
            found |= (by[taken] & open_[ends]) != 0
        return found


def reached(passage: Passage, carried: Carried, most: int | None = None) -> Truth:
    """Return the stages to which bundles that pass lead from the first stage.

    To stages of more than `most` steps only bundles of one step are looked at.  Of larger bundles
    either those that could lead to the stages in question are looked at, or those that could lead
    on from the stages reached: the latter as soon as the former have cost as much.
    """
    size = passage.stages.size
    found = np.zeros(size, dtype=np.bool_)
    found[0] = True
    larger = passage.stages.copy()
    if most is not None:
        larger &= np.bitwise_count(np.arange(size)) <= most
    waiting, spent = [np.zeros(1, dtype=np.int64)], 0  # from where it has not been led on
    for ends in by_size(passage.stages):
        left = _one_step(passage, carried, found, ends)
        # a stage of one step has no other bundle that leads to it
        if left.size and larger[left[0]] and int(left[0]).bit_count() > 1:
            here = np.concatenate(waiting)
            spent += bundles(left & passage.arriving[left])
            if spent > bundles(~here & (size - 1) & passage.leaving[here]):
                _lead_on(passage, carried, found, here, larger)
                waiting, spent = [], 0
            else:
                for rows, begins, late in backward(passage, left):
                    good = found[begins]
                    good[good] = passes(passage, carried, begins[good], late[good])
                    found[left[rows[good]]] = True
        waiting.append(ends[found[ends]])
    return found


def bundles(masks: Index) -> int:
    """Return how many non-empty parts some masks have together."""
    return int((np.int64(1) << np.bitwise_count(masks).astype(np.int64)).sum()) - masks.size


def _lead_on(
    passage: Passage, carried: Carried, found: Truth, begins: Index, larger: Truth
) -> None:
    """Mark the stages among the `larger` to which bundles lead on from some stages."""
    for _, early, ends in forward(passage, begins, found.size - 1):
        good = larger[ends] & ~found[ends]
        good[good] = passes(passage, carried, early[good], ends[good])
        found[ends[good]] = True


def _one_step(passage: Passage, carried: Carried, found: Truth, ends: Index) -> Index:
    """Mark the stages reached by a last bundle of one step; return the others."""
    left = ends
    for bit in range(passage.stages.size.bit_length() - 1):
        step = np.int64(1 << bit)
        has = (left & step) != 0
        late = left[has]
        good = found[late ^ step]
        late = late[good]
        late = late[passes(passage, carried, late ^ step, late)]
        found[late] = True
        left = left[~found[left]]
    return left


def passes(passage: Passage, carried: Carried, begins: Index, ends: Index) -> Truth:
    """Return which bundles pass and can be carried, given as pairs of stages."""
    good = passage.passes(begins, ends)
    good[good] = carried.carries(begins[good] ^ ends[good], ends[good])
    return good


def counts(passage: Passage, carried: Carried) -> Counts:
    """Return how many orders of bundles that pass lead to each stage."""
    found = np.zeros(passage.stages.size, dtype=np.int64)
    found[0] = 1
    for ends in by_size(passage.stages):
        for rows, begins, late in backward(passage, ends):
            good = found[begins] > 0
            good[good] = passes(passage, carried, begins[good], late[good])
            np.add.at(found, ends[rows[good]], found[begins[good]])
    return found


def ahead(goal: int, passage: Passage, carried: Carried, cost: Cost | None) -> Counts:
    """Return what the cheapest way from each part of a goal to it costs; NEVER if none leads there.

    Without a cost every way is free.  All stages of the passage have to be parts of the goal.
    """
    found = np.full(passage.stages.size, NEVER, dtype=np.int64)
    found[goal] = 0
    here = passage.stages.copy()
    here[0], here[goal] = True, False
    for begins in by_size(here, largest_first=True):
        for rows, early, ends in forward(passage, begins, goal):
            good = found[ends] < NEVER
            good[good] = passes(passage, carried, early[good], ends[good])
            worth = found[ends[good]]
            if cost is not None:
                worth = worth + cost(early[good], ends[good])
            np.minimum.at(found, begins[rows[good]], worth)
    return found


def nearing(goal: int, passage: Passage, carried: Carried) -> Iterator[Counts]:
    """Yield from how many bundles of a goal each stage is, as far as it is known: 1, then 2, and so on.

    NEVER where more are needed, or where none leads there.  Only bundles to stages that near are
    looked at; it ends when no further stage is found.
    """
    found = np.full(passage.stages.size, NEVER, dtype=np.int64)
    found[goal] = 0
    here = passage.stages.copy()
    here[0] = True
    level, last = 0, np.array([goal], dtype=np.int64)
    while last.size:
        level += 1
        for _, begins, late in backward(passage, last):
            good = here[begins] & (found[begins] == NEVER)
            good[good] = passes(passage, carried, begins[good], late[good])
            found[begins[good]] = level
        last = np.flatnonzero(found == level)
        yield found


def onward(stage: int, goal: int, passage: Passage, carried: Carried) -> Index:
    """Return where bundles that pass lead from a stage, towards a goal, in the order of their bits."""
    begins = np.array([stage], dtype=np.int64)
    found = [ends[passes(passage, carried, early, ends)] for _, early, ends in
             forward(passage, begins, goal)]  # fmt: skip
    return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)


def legal_in(passage: Passage, carried: Carried) -> Iterator[tuple[Index, Index]]:
    """Yield all bundles that pass between stages of a passage: from and to, many at once."""
    ends = np.flatnonzero(passage.stages).astype(np.int64)
    for _, begins, late in backward(passage, ends):
        good = passage.stages[begins]
        good[good] = passes(passage, carried, begins[good], late[good])
        if good.any():
            yield begins[good], late[good]


def bundles_in(goal: int, passage: Passage, carried: Carried) -> Iterator[tuple[Index, Index]]:
    """Yield the bundles that pass and belong to some order to a goal: from and to, many at once."""
    ways = reached(passage, carried)
    on = ahead(goal, passage, carried, None) < NEVER
    ends = np.flatnonzero(ways & on & passage.stages).astype(np.int64)
    for _, begins, late in backward(passage, ends):
        good = ways[begins]
        good[good] = passes(passage, carried, begins[good], late[good])
        if good.any():
            yield begins[good], late[good]


# bundles, a few at a time --------------------------------------------------------------------------


def by_size(chosen: Truth, *, largest_first: bool = False) -> Iterator[Index]:
    """Yield the chosen stages, those of one size at a time; the first stage is not among them."""
    numbers = np.flatnonzero(chosen).astype(np.int64)
    sizes = np.bitwise_count(numbers)
    order = np.argsort(sizes, kind="stable")
    numbers, sizes = numbers[order], sizes[order]
    top = int(sizes[-1]) if sizes.size else 0
    bounds = np.searchsorted(sizes, np.arange(top + 2))
    spans = range(top, -1, -1) if largest_first else range(1, top + 1)
    for size in spans:
        if bounds[size] < bounds[size + 1]:
            yield numbers[bounds[size] : bounds[size + 1]]


def backward(
    passage: Passage, ends: Index, at_once: int = AT_ONCE
) -> Iterator[tuple[Index, Index, Index]]:
    """Yield the bundles that could lead to some stages: the row of the stage, from and to.

    Bundles to one stage come together, about `at_once` at a time.
    """
    last = ends & passage.arriving[ends]
    for rows, taken in _parts(last, at_once):
        late = ends[rows]
        yield rows, late ^ taken, late


def forward(passage: Passage, begins: Index, goal: int) -> Iterator[tuple[Index, Index, Index]]:
    """Yield the bundles that could lead on from some stages: the row of the stage, from and to."""
    open_ = ~begins & goal & passage.leaving[begins]
    for rows, taken in _parts(open_):
        early = begins[rows]
        yield rows, early, early | taken


def _parts(masks: Index, at_once: int = AT_ONCE) -> Iterator[tuple[Index, Index]]:
    """Yield every non-empty part of each mask, with the row of the mask, about `at_once` together.

    The parts of one mask come in the order of their numbers and never apart.
    """
    widths = np.bitwise_count(masks)
    for width in np.unique(widths).tolist():
        if not width:
            continue
        rows = np.flatnonzero(widths == width)
        each = max(1, at_once >> width)
        for first in range(0, rows.size, each):
            chosen = rows[first : first + each]
            left = masks[chosen].copy()
            parts = np.zeros((chosen.size, 1), dtype=np.int64)
            for _ in range(width):
                low = left & -left
                left ^= low
                parts = np.concatenate([parts, parts | low[:, None]], axis=1)
            parts = parts[:, 1:]
            yield np.repeat(chosen, parts.shape[1]), parts.ravel()
