"""The inner loops of the searches over stages, compiled by numba where the extra `fast` is installed.

The same answers as `searching` and `spreading`, which work without it.  A stage is a number whose
parts are smaller numbers, so that going through the numbers in order meets every part of a stage
before the stage itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numba
import numpy as np
from numpy.typing import NDArray

from detente.analyses.sequencing.passage import Passage, Truth

if TYPE_CHECKING:
    from detente.analyses.sequencing.searching import Carried
    from detente.analyses.sequencing.spreading import Cases, Objections, Positions, Serving

# the place of a single bit, by what is left of it divided by 37, which is another for each
PLACES = np.zeros(37, dtype=np.int64)
PLACES[[(1 << place) % 37 for place in range(36)]] = np.arange(36)

_jit: Any = numba.njit(cache=True, nogil=True)


def reached(passage: Passage, carried: Carried, most: int) -> Truth:
    """Return the stages to which bundles that pass lead; beyond `most` steps by single steps only."""
    return np.asarray(_reached(*_tables(passage, carried), most))


def spread(
    passage: Passage,
    carried: Carried,
    objections: Objections,
    allowed: Cases,
    serving: Serving,
    most: int,
) -> Cases:
    """Return the cases in which an accepted order leads to each stage; `most` as for `reached`."""
    held = [line for line, _ in objections.lines]
    lines = np.stack(held) if held else np.zeros((0, passage.stages.size), dtype=np.bool_)
    insist = np.array([positions for _, positions in objections.lines], dtype=np.uint16)
    found = _spread(
        *_tables(passage, carried),
        *_objecting(objections.leaving),
        *_objecting(objections.arriving),
        *_objecting(objections.softened),
        np.ascontiguousarray(lines.T),
        insist,
        np.ascontiguousarray(allowed),
        np.ascontiguousarray(serving.given),
        np.ascontiguousarray(serving.given if serving.kept is None else serving.kept),
        0 if serving.kept is not None else 1 if serving.lenient else 2,
        most,
    )
    return np.asarray(found)


def _objecting(rows: Positions) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return who objects to each step at each stage, and at each stage the steps anybody objects to."""
    some = np.zeros(rows.shape[1], dtype=np.int64)
    for place, row in enumerate(rows):
        some |= (row != 0).astype(np.int64) << place
    return np.ascontiguousarray(rows.T), some


def _tables(passage: Passage, carried: Carried) -> tuple[NDArray[Any], ...]:
    size = passage.stages.size
    lines = np.stack(passage.lines) if passage.lines else np.zeros((0, size), dtype=np.uint64)
    return (
        passage.leaving,
        passage.arriving,
        passage.stages,
        np.ascontiguousarray(lines.T),
        np.ascontiguousarray(np.stack(carried.by).T),
        np.ascontiguousarray(np.stack(carried.open).T),
    )


@_jit
def _may(leaving, arriving, lines, by, open_, begin, end, taken):  # type: ignore[no-untyped-def] # pragma: no cover
    if taken & ~leaving[begin]:
        return False
    for word in range(lines.shape[1]):
        if lines[begin, word] & ~lines[end, word]:
            return False
    for word in range(by.shape[1]):
        if by[taken, word] & open_[end, word]:
            return True
    return False


@_jit
def _count(bits):  # type: ignore[no-untyped-def] # pragma: no cover
    count = 0
    while bits:
        bits &= bits - 1
        count += 1
    return count


@_jit
def _reached(leaving, arriving, stages, lines, by, open_, most):  # type: ignore[no-untyped-def] # pragma: no cover
    size = stages.size
    found = np.zeros(size, dtype=np.bool_)
    found[0] = True
    # the stages reached from which it has not been led on, and what that would cost
    waiting = np.zeros(size, dtype=np.int64)
    many, ahead, spent = 1, np.int64(1) << _count((size - 1) & np.int64(leaving[0])), np.int64(0)
    for end in range(1, size):
        if not stages[end]:
            continue
        last = end & np.int64(arriving[end])
        # one step at a time first: most stages are reached so
        rest = last
        while rest and not found[end]:
            taken = rest & -rest
            rest ^= taken
            begin = end ^ taken
            if found[begin] and _may(leaving, arriving, lines, by, open_, begin, end, taken):
                found[end] = True
        if not found[end] and many and _count(end) <= most:
            spent += np.int64(1) << _count(last)
            if spent > ahead:
                for number in range(many):
                    begin = waiting[number]
                    every = ~begin & (size - 1) & np.int64(leaving[begin])
                    taken = every
                    while taken:
                        late = begin | taken
                        if (
                            not found[late]
                            and stages[late]
                            and not taken & ~np.int64(arriving[late])
                            and _count(late) <= most
                            and _may(leaving, arriving, lines, by, open_, begin, late, taken)
                        ):
                            found[late] = True
                        taken = (taken - 1) & every
                many, ahead, spent = 0, np.int64(0), np.int64(0)
            else:
                taken = last
                while taken:
                    begin = end ^ taken
                    if found[begin] and _may(
                        leaving, arriving, lines, by, open_, begin, end, taken
                    ):
                        found[end] = True
                        break
                    taken = (taken - 1) & last
        if found[end]:
            waiting[many] = end
            many += 1
            ahead += np.int64(1) << _count(~end & (size - 1) & np.int64(leaving[end]))
    return found


@_jit
def _spread(  # type: ignore[no-untyped-def] # pragma: no cover
    leaving,
    arriving,
    stages,
    lines,
    by,
    open_,
    firm_at,
    firm_in,
    both_at,
    both_in,
    soft_at,
    soft_in,
    held,
    insist,
    allowed,
    given,
    kept,
    way,
    most,
):
    size, words = allowed.shape
    found = np.zeros((size, words), dtype=np.uint64)
    some = np.zeros(size, dtype=np.bool_)
    some[0] = True
    for word in range(words):
        found[0, word] = given[0, word]
    for end in range(1, size):
        if not stages[end]:
            continue
        last = end & np.int64(arriving[end])
        # one step at a time first, then every part
        single, rest, taken = True, last, last & -last
        while taken:
            begin = end ^ taken
            # most bundles lead to nothing that is not found yet
            gains = False
            if some[begin]:
                for word in range(words):
                    if found[begin, word] & allowed[end, word] & ~found[end, word]:
                        gains = True
                        break
            if gains and _may(leaving, arriving, lines, by, open_, begin, end, taken):
                firm, soft, both = 0, 0, 0
                left = taken & firm_in[begin]
                while left:
                    firm |= firm_at[begin, PLACES[(left & -left) % 37]]
                    left &= left - 1
                left = taken & soft_in[end]
                while left:
                    soft |= soft_at[end, PLACES[(left & -left) % 37]]
                    left &= left - 1
                left = taken & both_in[end]
                while left:
                    both |= both_at[end, PLACES[(left & -left) % 37]]
                    left &= left - 1
                for line in range(insist.size):
                    if held[begin, line] and not held[end, line]:
                        both |= insist[line]
                full = True
                if way == 1:
                    firm, soft = both | (firm & soft), 0
                elif way == 2:
                    firm, soft = both | firm, 0
                for word in range(words):
                    cases = found[begin, word] & given[firm, word] & allowed[end, word]
                    if way == 0:
                        cases &= np.uint64(0) if both else kept[soft, word]
                    found[end, word] |= cases
                    if found[end, word] != allowed[end, word]:
                        full = False
                if full:
                    break
            if single:
                rest &= rest - 1
                single, taken = rest != 0, rest & -rest if rest else last
                if not single and _count(end) > most:
                    break
            else:
                taken = (taken - 1) & last
        for word in range(words):
            if found[end, word]:
                some[end] = True
    return found
