"""Where it comes to rest if agreement stops: the fallback of a state.

From a state each party makes lean improvements of its own; the fallback is what such moves end
in, the terminal strong components of their graph that can be reached: states from which no party
gains, or circles that are never left.  Joint moves are left out: agreement has stopped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from detente.analyses.sequencing.own import AT_ONCE, Own, Ranks, own_moves
from detente.graph.model import GraphModel

Places = NDArray[np.int32]
_LOW, _HIGH = np.int32(-1), np.iinfo(np.int32).max


@dataclass(frozen=True)
class Fallback:
    """The improvements that lead where lean ones of all parties lead; states are numbered as in `own`.

    `starts` is sorted; the arcs of one start stand together.
    """

    own: tuple[Own, ...]
    ranks: tuple[Ranks, ...]
    starts: Places
    ends: Places

    @cached_property
    def _first(self) -> NDArray[np.int64]:
        """Where the arcs of each state begin; one number more than there are states."""
        count = self.ranks[0].size
        return np.searchsorted(self.starts, np.arange(count + 1)).astype(np.int64)

    def following(self, place: int) -> Places:
        """Return the states that one of these improvements leads to."""
        return self.ends[self._first[place] : self._first[place + 1]]

    @cached_property
    def _circles(self) -> tuple[tuple[int, ...], ...]:
        """The terminal strong components of more than one state."""
        quiet = self._first[1:] == self._first[:-1]
        # what leads to a state without improvements is in no terminal circle
        escapes = self._spread(quiet.astype(np.int32)[None, :], highest=True)[0] > 0
        left = np.flatnonzero(~escapes)
        return tuple(_terminal(left.tolist(), self.following)) if left.size else ()

    def _spread(self, values: Ranks, *, highest: bool) -> Ranks:
        """Pass values back along the arcs until nothing changes; one row for each party."""
        values = values.copy()
        if not self.starts.size:
            return values
        first = np.flatnonzero(np.r_[True, self.starts[1:] != self.starts[:-1]])
        sources = self.starts[first]
        bounds = np.append(first, self.starts.size)
        choose = np.maximum if highest else np.minimum
        spans = [(at, min(at + AT_ONCE, first.size)) for at in range(0, first.size, AT_ONCE)]
        for row in values:
            changed = True
            while changed:
                changed = False
                for begin, end in spans:
                    here, low, high = sources[begin:end], bounds[begin], bounds[end]
                    passed = choose.reduceat(row[self.ends[low:high]], first[begin:end] - low)
                    better = choose(row[here], passed)
                    if not np.array_equal(better, row[here]):
                        row[here] = better
                        changed = True
        return values

    def _ends(self, *, highest: bool) -> Ranks:
        """Return for each party the best, or the worst, that each state falls back to."""
        start = _LOW if highest else _HIGH
        quiet = self._first[1:] == self._first[:-1]
        values = np.where(quiet[None, :], np.stack(self.ranks), start)
        for circle in self._circles:
            members = np.array(circle)
            inside = np.stack(self.ranks)[:, members]
            found = inside.max(axis=1) if highest else inside.min(axis=1)
            values[:, members] = found[:, None]
        return self._spread(values, highest=highest)

    @cached_property
    def best(self) -> Ranks:
        """For each party and state, the best that the state may fall back to."""
        return self._ends(highest=True)

    @cached_property
    def worst(self) -> Ranks:
        """For each party and state, the worst that the state may fall back to."""
        return self._ends(highest=False)

    @cached_property
    def hoped(self) -> Ranks:
        """For each party and state, the best end by stopping or by any own move, if all goes well."""
        return np.stack([own.best(self.best[number]) for number, own in enumerate(self.own)])

    @cached_property
    def sure(self) -> Ranks:
        """For each party and state, the best end by stopping or by any own move, if all goes ill."""
        return np.stack([own.best(self.worst[number]) for number, own in enumerate(self.own)])

    @property
    def tempting(self) -> tuple[Ranks, Ranks]:
        """For each party and state, the best end by stopping or by any own move.

        Two arrays: if what follows turns out best for the party, and if it turns out worst.
        """
        return self.hoped, self.sure

    def passed(self, place: int) -> NDArray[np.int64]:
        """Return the states that one state may lead through, itself included, in order."""
        seen, waiting = {place}, [place]
        while waiting:
            new = set(self.following(waiting.pop()).tolist()) - seen
            seen |= new
            waiting += new
        return np.array(sorted(seen), dtype=np.int64)

    def rests_in(self, place: int) -> tuple[int, ...]:
        """Return the states that one state falls back to, in order; those of circles included."""
        passed = self.passed(place)
        quiet = self._first[passed + 1] == self._first[passed]
        found = [int(state) for state in passed[quiet | (self.circle_of[passed] >= 0)]]
        return tuple(found)

    @cached_property
    def circle_of(self) -> Places:
        """The number of the terminal circle each state is in; -1 where it is in none."""
        found = np.full(self.ranks[0].size, -1, dtype=np.int32)
        for number, circle in enumerate(self._circles):
            found[list(circle)] = number
        return found

    def endings(self, place: int) -> tuple[tuple[int, ...], ...]:
        """Return what one state falls back to: single states that rest, and circles never left."""
        found: dict[tuple[int, ...], None] = {}
        for end in self.rests_in(place):
            number = int(self.circle_of[end])
            found[(end,) if number < 0 else self._circles[number]] = None
        return tuple(found)


def fallback(graph: GraphModel) -> Fallback:
    """Return the graph of the improvements of a model.

    Raises LimitReached for a party with too many moves to list.
    """
    found: Fallback = graph.remember(
        ("fallback",), lambda: joined(own_moves(graph), ranks_of(graph))
    )
    return found


def ranks_of(graph: GraphModel) -> tuple[Ranks, ...]:
    """Return the ranks of each party over the states that exist."""
    states = own_moves(graph)[0].states
    found: tuple[Ranks, ...] = graph.remember(
        ("ranks",), lambda: tuple(classes(ranks[states]) for ranks in graph.ranks)
    )
    return found


def classes(ranks: NDArray[np.unsignedinteger]) -> Ranks:
    """Return the classes of equally good states, from 1 on: of any width, they fit beside marks."""
    found: Ranks = np.unique(ranks, return_inverse=True)[1].astype(np.int32)
    return found + np.int32(1)


def joined(
    own: tuple[Own, ...],
    ranks: tuple[Ranks, ...],
    arcs: Sequence[tuple[Places, Places]] | None = None,
) -> Fallback:
    """Return the graph of the improvements of all parties, whose `arcs` may be known."""
    lists = arcs or [moves.leading_on(values) for moves, values in zip(own, ranks, strict=True)]
    return Fallback(own, ranks, *_sorted(lists))


def _sorted(arcs: Iterable[tuple[Places, Places]]) -> tuple[Places, Places]:
    """Return arcs as two arrays, in order of where they start, then of where they end."""
    every = np.concatenate([(starts.astype(np.int64) << 32) | ends for starts, ends in arcs])
    every.sort()
    return (every >> 32).astype(np.int32), (every & 0xFFFFFFFF).astype(np.int32)


def around(
    own: tuple[Own, ...], ranks: tuple[Ranks, ...], places: Iterable[int]
) -> tuple[Places, Fallback]:
    """Return some states with all that improvements lead to from there, and the graph of these.

    In this graph the states are numbered by their places among those returned, and of moves that
    are no improvements it knows nothing.
    """
    new = np.unique(np.array(list(places), dtype=np.int32))
    seen = np.zeros(ranks[0].size, dtype=np.bool_)
    seen[new] = True
    arcs: list[tuple[Places, Places]] = []
    while new.size:
        more = [moves.leading_on(values, new) for moves, values in zip(own, ranks, strict=True)]
        arcs += more
        reached = np.unique(np.concatenate([ends for _, ends in more]))
        new = reached[~seen[reached]]
        seen[new] = True
    found = np.flatnonzero(seen).astype(np.int32)
    starts, ends = (np.searchsorted(found, some).astype(np.int32) for some in _sorted(arcs))
    return found, Fallback(own, tuple(values[found] for values in ranks), starts, ends)


def _terminal(states: Sequence[int], following: object) -> list[tuple[int, ...]]:
    """Return the strong components that are never left (Tarjan 1972, without recursion)."""
    assert callable(following)
    number: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    on_stack: set[int] = set()
    component: dict[int, int] = {}
    members: list[list[int]] = []
    for root in states:
        if root in number:
            continue
        work = [(root, iter(following(root).tolist()))]
        number[root] = low[root] = len(number)
        stack.append(root)
        on_stack.add(root)
        while work:
            here, rest = work[-1]
            for to in rest:
                if to not in number:
                    number[to] = low[to] = len(number)
                    stack.append(to)
                    on_stack.add(to)
                    work.append((to, iter(following(to).tolist())))
                    break
                if to in on_stack:
                    low[here] = min(low[here], number[to])
            else:
                work.pop()
                if work:
                    before = work[-1][0]
                    low[before] = min(low[before], low[here])
                if low[here] == number[here]:
                    found: list[int] = []
                    while not found or found[-1] != here:
                        found.append(stack.pop())
                        on_stack.discard(found[-1])
                        component[found[-1]] = len(members)
                    members.append(found)
    left = {
        component[state]
        for state in states
        for to in following(state).tolist()
        if component[to] != component[state]
    }
    return [tuple(sorted(c)) for n, c in enumerate(members) if n not in left]
