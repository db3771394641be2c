"""The smallest concessions that unlock a target: positions given up, or given up and softened.

Sets of which no part unlocks the target, after the minimal diagnoses of R. Reiter (1987).  To
give up a statement can lock what was unlocked, so a set is left out for one reason only: that
a part of it unlocks already.  Where it is not established of a part whether it unlocks, a set is
enough, but nobody knows whether it is one of the smallest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import comb
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from detente.analyses.settled import UNSETTLED, Value
from detente.analyses.unlocks.conceding import Concessions, Held
from detente.graph.model import each_bit

Pattern = int
Both = tuple[Pattern, Pattern]  # given up, softened
Progress = Callable[[int, int], None]
T = TypeVar("T")

UNUSED = 1_000  # a place in a list below any other


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """Concessions that unlock: the `smallest`, and those of which a part might do as well.

    Of each of the first it is established that no part of it, or nothing milder, unlocks; of those
    that are `enough` it is not.  `settled` if it is established of all that were tried whether they
    unlock.
    """

    smallest: list[T]
    enough: list[T]
    settled: bool


def every_set(found: Concessions, progress: Progress | None = None) -> NDArray[np.bool_] | None:
    """Return for every set of positions whether giving it up unlocks, None if not known of all."""
    total = 1 << len(found.held)
    unlocked = np.zeros(total, dtype=np.bool_)
    for pattern in range(total):
        if progress is not None:
            progress(pattern, total)
        value = found.value(pattern)
        if value == UNSETTLED:
            return None
        unlocked[pattern] = value == "established"
    return unlocked


def minimal_sets(found: Concessions, size: int) -> Found[Pattern]:
    """Return the sets of at most `size` positions that unlock, without a part that does."""
    patterns = (sum(1 << bit for bit in chosen) for chosen in _chosen(range(len(found.held)), size))
    known = _least(patterns, found.value, lambda part, whole: part & whole == part)

    def sort(sets: list[Pattern]) -> list[Pattern]:
        return sorted(sets, key=lambda pattern: _order(found.held, pattern))

    return replace(known, smallest=sort(known.smallest), enough=sort(known.enough))


def half_concessions(
    found: Concessions, size: int, progress: Progress | None = None
) -> Found[Both]:
    """Return the mildest concessions of at most `size` positions in which one is softened.

    To keep is milder than to soften, and that milder than to give up: of two concessions one is
    milder if it is so position by position.  Softened are only positions with an `only after`.
    """
    total = tried(found.held, size)

    def value(both: Both) -> Value:
        return found.value(*both)

    known = _least(_told(_mixed(found.held, size, found.hopeful), total, progress), value, _milder)

    def sort(ones: list[Both]) -> list[Both]:
        halves = [(given, soft) for given, soft in ones if soft]
        return sorted(halves, key=lambda both: (*_order(found.held, both[0] | both[1]), both[0]))

    return replace(known, smallest=sort(known.smallest), enough=sort(known.enough))


def _told(ones: Iterable[T], total: int, progress: Progress | None) -> Iterator[T]:
    for number, one in enumerate(ones):
        if progress is not None:
            progress(number, total)
        yield one


def _least(
    ones: Iterable[T], value: Callable[[T], Value], within: Callable[[T, T], bool]
) -> Found[T]:
    """Return those that unlock and hold no other that does; what is within one comes before it."""
    found: Found[T] = Found([], [], settled=True)
    unknown: list[T] = []
    for one in ones:
        if any(within(other, one) for other in (*found.smallest, *found.enough)):
            continue
        match value(one):
            case "established" if any(within(other, one) for other in unknown):
                found.enough.append(one)
            case "established":
                found.smallest.append(one)
            case "not established":
                unknown.append(one)
    return replace(found, settled=not unknown)


def tried(held: Sequence[Held], size: int) -> int:
    """Return of how many concessions the mildest are chosen."""
    soft = sum(one.soft for one in held)
    hard = len(held) - soft
    return sum(
        comb(soft, a) * comb(hard, b) << a
        for a in range(min(size, soft) + 1)
        for b in range(min(size - a, hard) + 1)
    )


def affordable(held: Sequence[Held], size: int, most: int) -> int:
    """Return the largest size up to `size` of which no more than `most` concessions are to be tried."""
    return max(n for n in range(size + 1) if n <= 1 or tried(held, n) <= most)


def _chosen(items: Sequence[int], size: int) -> Iterator[tuple[int, ...]]:
    for number in range(min(size, len(items)) + 1):
        yield from combinations(items, number)


def _mixed(held: Sequence[Held], size: int, hopeful: Callable[[Pattern], bool]) -> Iterator[Both]:
    """Yield concessions so that whatever is milder than one comes before it.

    None are softened beside what is given up where that is known to be in vain.
    """
    every: list[tuple[int, Both]] = []
    for chosen in _chosen(range(len(held)), size):
        given = sum(1 << bit for bit in chosen)
        every.append((2 * len(chosen), (given, 0)))
        if not hopeful(given):
            continue
        left = [bit for bit, one in enumerate(held) if one.soft and not given >> bit & 1]
        for more in _chosen(left, size - len(chosen)):
            if more:
                soft = sum(1 << bit for bit in more)
                every.append((2 * len(chosen) + len(more), (given, soft)))
    yield from (both for _, both in sorted(every, key=lambda one: one[0]))


def _milder(one: Both, other: Both) -> bool:
    """Tell whether one concession asks no more than the other of any position."""
    return not one[0] & ~other[0] and not (one[0] | one[1]) & ~(other[0] | other[1])


def _order(held: Sequence[Held], pattern: Pattern) -> tuple[int, int, int, tuple[int, ...]]:
    """Return what concessions are sorted by: the mildest come first.

    How many positions, of how many parties; then how far down its party's list the most
    important statement stands that is touched; then the order of the file.
    """
    bits = tuple(each_bit(pattern))
    places = [held[bit].place or UNUSED for bit in bits]
    return len(bits), len({held[bit].number for bit in bits}), -min(places, default=0), bits
