"""Which step comes before which in all of some orders, and what follows from that.

A pair of steps stands with whether the first comes strictly before the second, or at the latest
together with it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from detente.analyses.sequencing.orders import Orders
from detente.analyses.sequencing.passage import Passage
from detente.graph.model import each_bit

Truth = NDArray[np.bool_]
Pairs = Mapping[tuple[str, str], bool]  # (step, other): whether the step comes strictly before


def in_all(orders: Orders, goal: int, allowed: Passage | None = None) -> Pairs | None:
    """Return what comes before what in all orders of allowed bundles; None if there is none."""
    before, by_then = dict.fromkeys(each_bit(goal), goal), dict.fromkeys(each_bit(goal), goal)
    some = False
    for begins, ends in orders.used(goal, allowed):
        some = True
        for bit in each_bit(goal):
            takes = ((begins ^ ends) >> bit & 1) == 1
            before[bit] &= int(np.bitwise_and.reduce(begins[takes], initial=goal))
            by_then[bit] &= int(np.bitwise_and.reduce(ends[takes], initial=goal))
    if not some:
        return None
    found = {
        (orders.step(other), orders.step(bit)): bool(before[bit] >> other & 1)
        for bit in each_bit(goal)
        for other in each_bit(by_then[bit] & ~(1 << bit))
    }
    return in_file_order(orders, found)


def beyond(own: Pairs, others: Pairs) -> Pairs:
    """Return what `own` asks beyond `others`: pairs that stand there not at all, or less strictly."""
    return {
        pair: strict
        for pair, strict in own.items()
        if pair not in others or (strict and not others[pair])
    }


def reduced(pairs: Pairs, kept: Collection[tuple[str, str]] = ()) -> Pairs:
    """Return pairs without those that follow from the others; `kept` stay."""
    left = dict(pairs)
    for pair, strict in pairs.items():
        rest = {other: s for other, s in left.items() if other != pair}
        if pair not in kept and _follows(pair, strict=strict, ways=[rest]):
            del left[pair]
    return left


def further(pairs: Pairs, known: Iterable[Pairs]) -> Pairs:
    """Return the pairs that do not follow from others that are known."""
    ways = list(known)
    return {p: strict for p, strict in pairs.items() if not _follows(p, strict=strict, ways=ways)}


def _follows(pair: tuple[str, str], *, strict: bool, ways: Iterable[Pairs]) -> bool:
    """Tell whether a chain of pairs leads from the one step to the other, strictly if asked."""
    chains = [chain for some in ways for chain in some.items()]
    seen, waiting = {(pair[0], not strict)}, [(pair[0], not strict)]
    while waiting:
        here, firm = waiting.pop()
        for (step, other), tight in chains:
            place = other, firm or tight
            if step == here and place not in seen:
                if place == (pair[1], True):
                    return True
                seen.add(place)
                waiting.append(place)
    return False


def in_file_order(orders: Orders, pairs: Pairs) -> Pairs:
    """Return pairs in the order of the options."""
    place = {orders.step(bit): bit for bit in range(len(orders.graph.options))}
    return dict(sorted(pairs.items(), key=lambda p: (place[p[0][0]], place[p[0][1]])))
