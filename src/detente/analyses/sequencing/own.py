"""What each party can do alone, everywhere: its own moves, and which of them are lean.

An improvement is lean if no part of it would do: no legal, non-empty, proper part of the same
steps leads to a state that is at least as good for the party.  Without this a party could hide a
step it dislikes behind a step it likes, and call the two together an improvement.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from detente.errors import LimitReached
from detente.graph.model import GraphModel, States

Truth = NDArray[np.bool_]
Ranks = NDArray[np.int64]

MOST_MOVES = 40_000_000  # of one party, over all states


@dataclass(frozen=True)
class Own:
    """The moves of one party by itself: `legal[m, s]` if in state s it may switch `switched[m]`.

    `states` are the combinations that exist, `place` the number of each among them.
    """

    switched: States
    legal: Truth
    states: States
    place: NDArray[np.int32]

    @cached_property
    def to(self) -> NDArray[np.int32]:
        """Where each switch leads, as the number of a state; -1 where it is not legal."""
        reached = self.place[self.states[None, :] ^ self.switched[:, None]]
        return np.where(self.legal, reached, np.int32(-1))

    def best(self, values: Ranks) -> Ranks:
        """Return the largest of `values` over each state and those one own move away."""
        found = values.copy()
        for row in self.to:
            can = row >= 0
            found[can] = np.maximum(found[can], values[row[can]])
        return found

    def lean(self, ranks: Ranks) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Return the lean improvements for a party with these ranks: from and to."""
        worth = np.where(self.legal, ranks[self.to], np.int64(-1))
        bits = [int(bit) for bit in self.switched.tolist() if bit.bit_count() == 1]
        row = {int(pattern): number for number, pattern in enumerate(self.switched.tolist())}
        # the best of all legal parts, the whole included; small patterns come first
        best = worth.copy()
        parts = np.full(worth.shape, np.int64(-1))
        for number, pattern in enumerate(self.switched.tolist()):
            for bit in bits:
                if pattern & bit and pattern != bit:
                    np.maximum(parts[number], best[row[pattern ^ bit]], out=parts[number])
            np.maximum(best[number], parts[number], out=best[number])
        gains = (worth > ranks[None, :]) & (parts < worth)
        chosen, starts = np.nonzero(gains)
        return starts.astype(np.int32), self.to[chosen, starts]


def own_moves(graph: GraphModel) -> tuple[Own, ...]:
    """Return the own moves of every party; they do not depend on what anybody prefers.

    Raises LimitReached for a party with too many moves to list.
    """
    found: tuple[Own, ...] = graph.remember(
        ("own",), lambda: tuple(own_of(graph, number) for number in range(len(graph.parties)))
    )
    return found


def own_of(graph: GraphModel, number: int) -> Own:
    """Return the own moves of one party; raises LimitReached if there are too many."""
    moves = graph.moves
    assert moves is not None
    states = np.flatnonzero(moves.exists).astype(np.int64)
    place = np.full(moves.exists.size, -1, dtype=np.int32)
    place[states] = np.arange(states.size, dtype=np.int32)
    bits = [bit for bit, _, _ in moves.own(number)]
    if states.size << len(bits) > MOST_MOVES:
        raise LimitReached(
            f"{graph.parties[number]} can switch {len(bits)} options alone in {states.size:,} "
            f"states: more than the {MOST_MOVES:,} moves that are listed"
        )
    patterns = [0]
    for bit in bits:
        patterns += [pattern | 1 << bit for pattern in patterns]
    switched = np.array(sorted(patterns[1:], key=lambda p: (p.bit_count(), p)), dtype=np.int64)
    legal = np.zeros((switched.size, states.size), dtype=np.bool_)
    for row, pattern in enumerate(switched.tolist()):
        legal[row] = moves.legal(1 << number, states, states ^ pattern)
    return Own(switched, legal, states, place)
