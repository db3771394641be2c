"""What each party can do alone, everywhere: its own moves, and which of them are lean.

An improvement is lean if no part of it would do: no legal, non-empty, proper part of the same
steps leads to a state that is at least as good for the party.  Without this a party could hide a
step it dislikes behind a step it likes, and call the two together an improvement.

A party is *free* if what it can switch in a state hangs on nothing else that it can switch.  Then
the parts of its moves can be taken one after the other, and whatever lean improvements lead to,
those lead to that have no part that improves: of these there are few.

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
from detente.graph.moves import Moves

Truth = NDArray[np.bool_]
Ranks = NDArray[np.int32]  # few enough: no party has more classes than there are states
Places = NDArray[np.int32]
Patterns = NDArray[np.int32]

MOST_MOVES = 320_000_000  # of one party, over all states, if it is free
BOUND = 8  # times as many count where it is not
AT_ONCE = 1 << 20  # moves weighed together


@dataclass(frozen=True)
class Own:
    """The moves of one party by itself: in a state it may switch any part of what is available.

    `switched` are the patterns of options that are listed, small ones first; `available` tells of
    every combination of options, whether it exists or not, what the party can switch there.
    `states` are the combinations that exist, `place` the number of each among them.  `widest` is
    the most steps of a move that is listed, None if all are.
    """

    switched: States
    available: Patterns
    states: States
    place: NDArray[np.int32]
    free: bool
    widest: int | None = None

    def to(self, places: slice | Places) -> NDArray[np.int32]:
        """Where each switch leads from some states, as the number of a state; -1 if not legal."""
        here, switched = self.states[places], self.switched[:, None]
        legal = self.available[here] & switched == switched
        return np.where(legal, self.place[here ^ switched], np.int32(-1))

    def leading(self, place: int) -> NDArray[np.int32]:
        """Where each switch leads from one state; -1 where it is not legal."""
        return self.to(slice(place, place + 1))[:, 0]

    def _bits(self) -> list[int]:
        return [int(bit) for bit in self.switched.tolist() if bit.bit_count() == 1]

    def _parts(self, count: int, each: int) -> Iterator[tuple[int, int]]:
        """Yield some of many at a time: the first, and the one after the last."""
        for first in range(0, count, max(1, each)):
            yield first, min(first + max(1, each), count)

    def best(self, values: Ranks) -> Ranks:
        """Return the largest of `values` over each state and those one own move away."""
        if self.free and self.widest is None:
            return self._best_of_parts(values)
        found = values.copy()
        for first, last in self._parts(self.states.size, AT_ONCE // max(1, self.switched.size)):
            here = found[first:last]
            for row in self.to(slice(first, last)):
                can = row >= 0
                here[can] = np.maximum(here[can], values[row[can]])
        return found

    def _best_of_parts(self, values: Ranks) -> Ranks:
        """Return the same option by option: what may be switched before hangs on none of the rest."""
        found = np.full(self.place.size, np.iinfo(values.dtype).min, dtype=values.dtype)
        found[self.states] = values
        for bit in self._bits():
            # the combinations without and with the option, side by side
            both, can = found.reshape(-1, 2, bit), (self.available & bit != 0).reshape(-1, 2, bit)
            most = both.max(axis=1, keepdims=True)
            np.copyto(both, most, where=can)
        return found[self.states]

    def lean(self, ranks: Ranks, places: Places | None = None) -> tuple[Places, Places]:
        """Return the lean improvements for a party with these ranks: from and to.

        Those from some states, or from all of them if none are given.
        """
        chosen = np.arange(self.states.size, dtype=np.int32) if places is None else places
        starts, ends = [np.zeros(0, dtype=np.int32)], [np.zeros(0, dtype=np.int32)]
        for first, last in self._parts(chosen.size, AT_ONCE // max(1, self.switched.size)):
            some = chosen[first:last]
            to = self.to(some)
            patterns, begins = np.nonzero(self._gains(to, ranks, ranks[some]))
            starts.append(some[begins])
            ends.append(to[patterns, begins])
        return np.concatenate(starts), np.concatenate(ends)

    def _gains(self, to: NDArray[np.int32], ranks: Ranks, here: Ranks) -> Truth:
        """Tell which moves from some states are lean improvements; `here` are their own ranks."""
        worth = np.where(to >= 0, ranks[to], np.int32(-1))
        bits = self._bits()
        row = {int(pattern): number for number, pattern in enumerate(self.switched.tolist())}
        # the best of all legal parts, the whole included; small patterns come first
        best = worth.copy()
        parts = np.full(worth.shape, np.int32(-1))
        for number, pattern in enumerate(self.switched.tolist()):
            for bit in bits:
                if pattern & bit and pattern != bit:
                    np.maximum(parts[number], best[row[pattern ^ bit]], out=parts[number])
            np.maximum(best[number], parts[number], out=best[number])
        return np.asarray((worth > here[None, :]) & (parts < worth))

    def leading_on(self, ranks: Ranks, places: Places | None = None) -> tuple[Places, Places]:
        """Return improvements that lead, one after the other, where the lean ones lead: from, to.

        Those from some states, or from all of them if none are given.  All lean ones, or, if the
        party is free, those of which no part improves.  (Let x be lean and y a smallest part of it
        that improves.  Then y is lean, for its own parts do not improve.  The rest of x is still
        available after y, ends where x does, and is lean from there: with y each part of it is a
        part of x, and worse.)
        """
        if not (self.free and self.widest is None):
            return self.lean(ranks, places)
        if places is None:
            places = np.flatnonzero(self.best(ranks) > ranks).astype(np.int32)
        starts, ends = [np.zeros(0, dtype=np.int32)], [np.zeros(0, dtype=np.int32)]
        for first, last in self._parts(places.size, AT_ONCE // max(1, self.switched.size)):
            some = places[first:last]
            to = self.to(some)
            gains = (to >= 0) & (ranks[to] > ranks[some])
            patterns, begins = np.nonzero(gains & ~self._in_part(gains))
            starts.append(some[begins])
            ends.append(to[patterns, begins])
        return np.concatenate(starts), np.concatenate(ends)

    def _in_part(self, holds: Truth) -> Truth:
        """Tell of which switches some proper part holds; one row for each, of all that there are."""
        bits = self._bits()
        # each switch by which of the party's options it switches
        number = np.zeros(self.switched.size, dtype=np.int64)
        for place, bit in enumerate(bits):
            number |= (self.switched // bit & 1) << place
        within = np.zeros((1 << len(bits), holds.shape[1]), dtype=np.bool_)
        within[number] = holds
        parts = np.zeros_like(within)
        for place in range(len(bits)):
            apart = within.reshape(-1, 2, 1 << place, holds.shape[1])
            parts.reshape(apart.shape)[:, 1] |= apart[:, 0]
            apart[:, 1] |= apart[:, 0]
        return np.asarray(parts[number])


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
    available = moves.available(1 << number, np.arange(moves.exists.size)).astype(np.int32)
    bits = [bit for bit, _, _ in moves.own(number)]
    free = _free(moves, bits, available)
    most = MOST_MOVES if free else MOST_MOVES // BOUND
    widest = _widest(graph.parties[number], len(bits), states.size, most)
    patterns = [0]
    for bit in bits:
        patterns += [p | 1 << bit for p in patterns if p.bit_count() < widest]
    switched = np.array(sorted(patterns[1:], key=lambda p: (p.bit_count(), p)), dtype=np.int64)
    return Own(switched, available, states, place, free, widest if widest < len(bits) else None)


def _free(moves: Moves, bits: list[int], available: Patterns) -> bool:
    """Tell whether what can be switched hangs on no other option that can be."""
    guarded = sum(
        1 << switch.bit
        for switch in moves.switches
        if switch.after is not None or switch.undone_when is not None
    )
    for bit in bits:
        others = guarded & sum(1 << other for other in bits if other != bit)
        both = (available & others).reshape(-1, 2, 1 << bit)
        if others and (both[:, 0] != both[:, 1]).any():
            return False
    return True


def _widest(party: str, options: int, states: int, most: int) -> int:
    """Return up to how many steps at once can be listed."""
    patterns = 0
    for steps in range(1, options + 1):
        patterns += comb(options, steps)
        if patterns * states > most:
            if steps > 1:
                return steps - 1
            raise LimitReached(
                f"{party} can switch {counted(options, 'option')} alone in "
                f"{counted(states, 'state')}: more than the {counted(most, 'move')} listed"
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
