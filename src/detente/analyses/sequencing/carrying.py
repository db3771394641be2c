"""Who can carry which bundle from a start, where each option is switched once.

From the start every option can be switched one way only, so whose consent a bundle takes hangs on
its steps alone; whether two parties may act together can hang on where the bundle leads, by a
channel.  Coalitions that need the same channels are of one kind.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from detente.analyses.sequencing.passage import Index, Truth
from detente.analyses.sequencing.searching import Carried
from detente.graph.model import GraphModel, each_bit
from detente.graph.moves import Moves, Switch

KINDS = 64  # bits of one word


def carried_by(graph: GraphModel, start: int, open_: Sequence[int], states: Index) -> Carried:
    """Return who can carry each bundle of the open options.

    Raises LimitReached if too many parties act together to list their coalitions.
    """
    moves = graph.moves
    assert moves is not None
    switches = {switch.bit: switch for switch in moves.switches}
    families = [_family(switches[bit], start) for bit in open_]
    slow = [switches[bit].slow and not start >> bit & 1 for bit in open_]
    bundles = np.arange(1 << len(open_), dtype=np.int64)
    kinds: dict[frozenset[int], int] = {}
    by: list[np.ndarray[tuple[int], np.dtype[np.uint64]]] = []
    for coalition in (*(1 << party for party in range(moves.parties)), *moves.coalitions()):
        able = _carries(bundles, coalition, families, slow)
        if not able.any():
            continue
        needed = frozenset(
            number for number, (pair, _) in enumerate(moves.channels) if pair & coalition == pair
        )
        kind = kinds.setdefault(needed, len(kinds))
        if kind // KINDS == len(by):
            by.append(np.zeros(bundles.size, dtype=np.uint64))
        by[kind // KINDS] |= able.astype(np.uint64) << np.uint64(kind % KINDS)
    return Carried(tuple(by), _open(moves, kinds, states, len(by)))


def _family(switch: Switch, start: int) -> tuple[int, ...]:
    return switch.off if start >> switch.bit & 1 else switch.on


def _carries(
    bundles: Index, coalition: int, families: Sequence[Sequence[int]], slow: Sequence[bool]
) -> Truth:
    """Return the bundles that take exactly a coalition, channels aside."""

    def outside(members: int) -> Index:
        """Return of each bundle the steps that need somebody else."""
        covered = sum(
            1 << place
            for place, family in enumerate(families)
            if any(c & members == c for c in family)
        )
        return bundles & ~np.int64(covered)

    able = (bundles != 0) & (outside(coalition) == 0)
    if coalition.bit_count() > 1:
        for party in each_bit(coalition):
            able &= outside(coalition & ~(1 << party)) != 0
    alone = sum(
        1 << place
        for place, family in enumerate(families)
        if slow[place] and coalition not in family
    )
    return np.asarray(able & ((bundles & np.int64(alone)) == 0))


def _open(
    moves: Moves, kinds: dict[frozenset[int], int], states: Index, words: int
) -> tuple[np.ndarray[tuple[int], np.dtype[np.uint64]], ...]:
    """Return at which stages the channels of each kind of coalition are open."""
    found = [np.zeros(states.size, dtype=np.uint64) for _ in range(words)]
    for needed, kind in kinds.items():
        truth = np.ones(states.size, dtype=np.bool_)
        for number in needed:
            truth &= moves.channels[number][1][states]
        found[kind // KINDS] |= truth.astype(np.uint64) << np.uint64(kind % KINDS)
    return tuple(found)
