"""Preferences to ranks: one whole number a state, larger is better, 0 where no state is.

Only the order of ranks within one party means anything.  What the order leaves unknown is
answered by `comparing`, never by ranks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.conflict.conflict import statements
from detente.conflict.logic import Formula
from detente.conflict.parties import Party, Ranking

Ranks = NDArray[np.unsignedinteger]
Truth = NDArray[np.bool_]

_AT_ONCE = 62  # statements that fit one number beside the 0 of no state


def ranks_of(
    party: Party,
    exists: Truth,
    truth_of: Callable[[Formula], Truth],
    index_of: Callable[[str], int | None],
) -> Ranks:
    """Return the rank of every state for `party`.

    `truth_of` gives the truth of a formula over the states, `index_of` the place of a state
    written in a ranking, None if the rules exclude it.
    """
    if party.ranking is not None:
        ranks = _of_ranking(party.ranking, exists, index_of)
    elif party.weights:
        scale = lcm(*(weight.number.denominator for weight in party.weights))
        numbers = [int(weight.number * scale) for weight in party.weights]
        # whole numbers of any size where their sum would not fit
        exact = sum(map(abs, numbers)) > np.iinfo(np.int64).max
        kind = np.object_ if exact else np.int64
        total: NDArray[Any] = np.zeros(exists.size, dtype=kind)
        for weight, number in zip(party.weights, numbers, strict=True):
            total += truth_of(weight.formula).astype(kind) * number
        ranks = _dense(total)
    else:
        listed = [statement.formula for statement in statements(party.prefers)]
        ranks = _lexicographic([truth_of(formula) for formula in listed], exists.size)
    return _without(ranks, exists)


def _lexicographic(truths: Sequence[Truth], size: int) -> Ranks:
    """Return ranks by the first statement that two states differ in."""
    width = len(truths) if len(truths) <= _AT_ONCE else _AT_ONCE + 1
    ranks = np.zeros(size, dtype=_type_for(width))
    for count, truth in enumerate(truths, start=1):
        np.left_shift(ranks, 1, out=ranks)
        np.bitwise_or(ranks, truth, out=ranks)
        if count % (_AT_ONCE // 2) == 0 and len(truths) > _AT_ONCE:
            ranks = _dense(ranks).astype(ranks.dtype)
    ranks += 1
    return ranks


def _of_ranking(ranking: Ranking, exists: Truth, index_of: Callable[[str], int | None]) -> Ranks:
    """Return ranks by tier; states not named come below all named ones, as equals."""
    tiers = ranking.tiers
    named_others = next((n for n, tier in enumerate(tiers) if "others" in tier), len(tiers))
    best = len(tiers) + 1
    ranks = np.full(exists.size, best - named_others, dtype=_type_for(best.bit_length()))
    for number, tier in enumerate(tiers):
        for state in tier:
            index = None if state == "others" else index_of(state)
            if index is not None:
                ranks[index] = best - number
    return ranks


def _dense(values: NDArray[Any]) -> Ranks:
    _, inverse = np.unique(values, return_inverse=True)
    highest = int(inverse.max(initial=0)) + 1
    found: Ranks = (inverse + 1).astype(_type_for(highest.bit_length()))
    return found


def _without(ranks: Ranks, exists: Truth) -> Ranks:
    ranks[~exists] = 0
    return ranks


def _type_for(bits: int) -> type[np.unsignedinteger]:
    """Return the smallest type in which the largest value stays free, as the mark of no state."""
    for width, kind in ((15, np.uint16), (31, np.uint32)):
        if bits <= width:
            return kind
    return np.uint64
