"""What each party can do alone, everywhere: its own moves, and which of them are lean.

An improvement is lean if no part of it would do: no legal, non-empty, proper part of the same
steps leads to a state that is at least as good for the party.  Without this a party could hide a
step it dislikes behind a step it likes, and call the two together an improvement.

Where a party has very many options of its own, only moves of a few steps at once are listed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import comb

import numpy as np
from numpy.typing import NDArray

from detente.analyses.wording import counted
from detente.errors import LimitReached
from detente.graph.model import GraphModel, States

Truth = NDArray[np.bool_]
Ranks = NDArray[np.int64]
Places = NDArray[np.int32]

MOST_MOVES = 40_000_000  # of one party, over all states
AT_ONCE = 1 << 20  # moves weighed together


@dataclass(frozen=True)
class Own:
    """The moves of one party by itself: `legal[m, s]` if in state s it may switch `switched[m]`.

    `states` are the combinations that exist, `place` the number of each among them.  `widest` is
    the most steps of a move that is listed, None if all are.
    """

    switched: States
    legal: Truth
    states: States
    place: NDArray[np.int32]
    widest: int | None = None

    def to(self, places: slice | Places) -> NDArray[np.int32]:
        """Where each switch leads from some states, as the number of a state; -1 if not legal."""
        reached = self.place[self.states[places] ^ self.switched[:, None]]
        return np.where(self.legal[:, places], reached, np.int32(-1))

    def leading(self, place: int) -> NDArray[np.int32]:
        """Where each switch leads from one state; -1 where it is not legal."""
        return self.to(slice(place, place + 1))[:, 0]

    def _parts(self) -> Iterator[tuple[int, int]]:
        """Yield some states at a time: the first, and the one after the last."""
        each = max(1, AT_ONCE // max(1, self.switched.size))
        for first in range(0, self.states.size, each):
            yield first, min(first + each, self.states.size)

    def best(self, values: Ranks) -> Ranks:
        """Return the largest of `values` over each state and those one own move away."""
        found = values.copy()
        for first, last in self._parts():
            here = found[first:last]
            for row in self.to(slice(first, last)):
                can = row >= 0
                here[can] = np.maximum(here[can], values[row[can]])
        return found

    def lean(self, ranks: Ranks) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Return the lean improvements for a party with these ranks: from and to."""
        starts, ends = [np.zeros(0, dtype=np.int32)], [np.zeros(0, dtype=np.int32)]
        for first, last in self._parts():
            to = self.to(slice(first, last))
            chosen, begins = np.nonzero(self._gains(to, ranks, ranks[first:last]))
            starts.append((begins + first).astype(np.int32))
            ends.append(to[chosen, begins])
        return np.concatenate(starts), np.concatenate(ends)

    def _gains(self, to: NDArray[np.int32], ranks: Ranks, here: Ranks) -> Truth:
        """Tell which moves from some states are lean improvements; `here` are their own ranks."""
        worth = np.where(to >= 0, ranks[to], np.int64(-1))
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
        return np.asarray((worth > here[None, :]) & (parts < worth))


def own_moves(graph: GraphModel) -> tuple[Own, ...]:
    """Return the own moves of every party; they do not depend on what anybody prefers.

    Raises LimitReached if even the moves of one step at a time are too many.
    """
    found: tuple[Own, ...] = graph.remember(
        ("own",), lambda: tuple(own_of(graph, number) for number in range(len(graph.parties)))
    )
    return found


def own_of(graph: GraphModel, number: int) -> Own:
    """Return the own moves of one party, or those of few steps if they are too many.

    Raises LimitReached as `own_moves` does.
    """
    moves = graph.moves
    assert moves is not None
    states = np.flatnonzero(moves.exists).astype(np.int64)
    place = np.full(moves.exists.size, -1, dtype=np.int32)
    place[states] = np.arange(states.size, dtype=np.int32)
    bits = [bit for bit, _, _ in moves.own(number)]
    widest = _widest(graph.parties[number], len(bits), states.size)
    patterns = [0]
    for bit in bits:
        patterns += [p | 1 << bit for p in patterns if p.bit_count() < widest]
    switched = np.array(sorted(patterns[1:], key=lambda p: (p.bit_count(), p)), dtype=np.int64)
    legal = np.zeros((switched.size, states.size), dtype=np.bool_)
    for row, pattern in enumerate(switched.tolist()):
        legal[row] = moves.legal(1 << number, states, states ^ pattern)
    return Own(switched, legal, states, place, widest if widest < len(bits) else None)


def _widest(party: str, options: int, states: int) -> int:
    """Return up to how many steps at once can be listed."""
    patterns = 0
    for steps in range(1, options + 1):
        patterns += comb(options, steps)
        if patterns * states > MOST_MOVES:
            if steps > 1:
                return steps - 1
            raise LimitReached(
                f"{party} can switch {counted(options, 'option')} alone in "
                f"{counted(states, 'state')}: more than the {counted(MOST_MOVES, 'move')} listed"
            )
    return options


def too_wide(graph: GraphModel) -> tuple[str, ...]:
    """Return which moves are left out because their party has too many, and what that leaves open."""
    return tuple(
        f"left out: moves of {party} by itself of more than {counted(own.widest, 'step')} at once, so "
        "that who is tempted, what holds by itself and where it comes to rest is not established"
        for party, own in zip(graph.parties, own_moves(graph), strict=True)
        if own.widest is not None
    )
