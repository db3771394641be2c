"""All sets of given-up positions at once: after which of them an accepted order leads to a target.

What a party accepts and how it ranks states hangs on its own positions alone, so each party is
looked at once for each set of its own; the orders are then searched once for all sets together
(`spreading`).  To soften a position changes its conditions and no ranking.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np

from detente.analyses.sequencing.accepting import red_lines
from detente.analyses.sequencing.fallback import Places
from detente.analyses.sequencing.kernels import spread
from detente.analyses.sequencing.orders import Orders
from detente.analyses.sequencing.passage import Index, Truth, at_stages
from detente.analyses.sequencing.sides import Side
from detente.analyses.sequencing.spreading import (
    WORD,
    Cases,
    Objections,
    Serving,
    given_up,
    packed,
    unpacked,
)
from detente.graph.model import GraphModel, each_bit, meanings
from detente.graph.truth import Truths

MOST_POSITIONS = 12  # of which all sets are looked at together


class Held(Protocol):
    """A position that somebody holds: its name, whose it is, whether it can be softened."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def number(self) -> int:
        """The number of the party."""

    @property
    def soft(self) -> bool:
        """Whether one of its conditions is an `only after`."""


class Sided(Protocol):
    """Gives a party as it is once some positions of its own are given up."""

    def __call__(self, number: int, given: int) -> Side:
        """Return the party of a number without a set of positions."""


@dataclass(frozen=True)
class Every:
    """Every set of positions of a model, and what an accepted order leads to after each.

    `target` is over the states that exist; `side` tells what a party is without some positions.
    """

    graph: GraphModel
    orders: Orders
    held: Sequence[Held]
    target: Truth
    require: frozenset[str]
    deciders: Sequence[int]
    side: Sided

    @cached_property
    def unlocked(self) -> Truth:
        """For each set of positions given up, whether an accepted order leads to the target."""
        return self._opened_by(self._spread(Serving(given_up(len(self.held)))))

    @cached_property
    def lenient(self) -> Truth:
        """The same if every position objected only to what it would object to softened, too.

        Where this is false, no position that is kept can be softened so that it becomes true.
        """
        return self._opened_by(self._leniently)

    @cached_property
    def _leniently(self) -> Cases:
        return self._spread(Serving(given_up(len(self.held)), lenient=True))

    @cached_property
    def beyond(self) -> Truth:
        """For each set of positions, whether a wanted end is too large for all orders to it."""
        ends, wanted = self._wanted
        far = np.bitwise_or.reduce(wanted[~self.orders.near[ends]], axis=0)
        return unpacked(far, 1 << len(self.held))

    def softened(self, given: int) -> tuple[int, Truth]:
        """Return what can be softened beside some positions given up, and what that unlocks.

        The truth is over the sets of these, numbered by their bits in order.
        """
        soft = [
            bit for bit, one in enumerate(self.held) if one.soft and not given >> bit & 1
        ]  # fmt: skip
        every = np.arange(1 << len(soft))
        patterns = np.zeros_like(every)
        for place, bit in enumerate(soft):
            patterns |= (every >> place & 1) << bit
        sets = np.arange(1 << len(self.held))
        all_soft = (sets[:, None] & ~patterns[None, :]) == 0
        none_soft = (sets[:, None] & patterns[None, :]) == 0
        serving = Serving(packed(all_soft), packed(none_soft))
        sides = [self._without(number, given) for number in self.deciders]
        above = np.ones(self.orders.stages.size, dtype=np.bool_)
        for side in sides if "floor" in self.require else ():
            above &= side.acceptance.above
        full = packed(np.ones(every.size, dtype=np.bool_))
        # only what some softening could reach, on the way to what is wanted, is looked at
        could = (self._leniently[:, given // WORD] >> np.uint64(given % WORD) & np.uint64(1)) != 0
        ends = self._good(sides) & could
        way = could & _parts_of_any(ends)
        allowed = np.where((above & way)[:, None], full, np.uint64(0))
        found = spread(
            at_stages(self.orders.legal, way),
            self.orders.carried,
            self._objecting(~given),
            allowed,
            serving,
            self.orders.most,
        )
        return sum(1 << bit for bit in soft), self._any(found, ends, every.size)

    # what objects ------------------------------------------------------------------------------

    @cached_property
    def objections(self) -> Objections:
        """Which positions object to which steps."""
        return self._objecting(-1)

    def _objecting(self, positions: int) -> Objections:
        """Return what some positions object to."""
        orders, graph = self.orders, self.graph
        places = {one.name: 1 << bit for bit, one in enumerate(self.held) if positions >> bit & 1}
        shape = len(orders.open), orders.stages.size
        leaving, arriving, softened = (np.zeros(shape, dtype=np.uint16) for _ in range(3))
        lines: list[tuple[Truth, int]] = []
        truths = Truths(graph.options, meanings(graph.conflict))
        for number in self.deciders:
            party = graph.selection.parties[number]
            named = {c.id: getattr(c, "position", "") or c.id for c in party.conditions
                     if hasattr(c, "id")}  # fmt: skip
            for term in graph.terms[number] if "conditions" in self.require else ():
                position = places.get(named[term.id], 0)
                started = bool(orders.start >> term.bit & 1)
                if not position or term.bit not in orders.open or term.on == started:
                    continue
                row, unmet = orders.open.index(term.bit), ~term.holds[orders.states]
                for table in (leaving, softened) if term.at_start else (arriving,):
                    table[row][unmet] |= np.uint16(position)
            for line in red_lines(party) if "red-lines" in self.require else ():
                position = places.get(line.position or line.id, 0)
                if position:
                    lines.append((truths.of(line.formula)[orders.states], position))
        return Objections(leaving, arriving, softened, tuple(lines))

    # where it leads ----------------------------------------------------------------------------

    def _spread(self, serving: Serving) -> Cases:
        orders = self.orders
        return spread(
            orders.legal, orders.carried, self.objections, self._allowed(), serving, orders.most
        )

    def _opened_by(self, found: Cases) -> Truth:
        ends, wanted = self._wanted
        opened = np.bitwise_or.reduce(found[ends] & wanted, axis=0)
        return unpacked(opened, 1 << len(self.held))

    def _allowed(self) -> Cases:
        """Return for each stage the cases in which nobody is below its floor there."""
        full = packed(np.ones(1 << len(self.held), dtype=np.bool_))
        allowed = np.broadcast_to(full, (self.orders.stages.size, full.size)).copy()
        allowed[~self.orders.exists] = 0
        if "floor" in self.require:
            every = np.arange(self.orders.stages.size, dtype=np.int64)
            for number in self.deciders:
                self._keep(allowed, number, every, lambda side: side.acceptance.above)
        return allowed

    @cached_property
    def _wanted(self) -> tuple[Index, Cases]:
        """The stages of the target, and for each the cases in which it is in the zone."""
        stages = np.flatnonzero(self.target[self._places] & self.orders.exists).astype(np.int64)
        full = packed(np.ones(1 << len(self.held), dtype=np.bool_))
        found = np.broadcast_to(full, (stages.size, full.size)).copy()
        even = found.copy()
        for number in self.deciders:
            self._keep(found, number, stages, lambda side: self._above(side, 0))
            self._keep(even, number, stages, lambda side: ~self._above(side, 1))
        # no worse for anybody, and not even for all
        found &= ~even
        some = found.any(axis=1)
        return stages[some], found[some]

    def _above(self, side: Side, least: int) -> Truth:
        """Tell which stages are better for a party than the start by so many classes at least."""
        ranks = side.ranks[self._places]
        return np.asarray(ranks >= ranks[0] + least)

    def _keep(
        self, rows: Cases, number: int, stages: Index, holds: Callable[[Side], Truth]
    ) -> None:
        """Keep of each stage's cases those in which something holds of one party there."""
        sets = np.arange(1 << len(self.held))
        mine = sum(1 << bit for bit, one in enumerate(self.held) if one.number == number)
        for given in _parts(mine):
            cases = packed((sets & mine) == given)
            lost = ~holds(self._without(number, given))[stages]
            np.bitwise_and(rows, ~cases, out=rows, where=lost[:, None])

    def _good(self, sides: Sequence[Side]) -> Truth:
        ranks = np.stack([side.ranks[self._places] for side in sides])
        found = self.target[self._places] & self.orders.exists
        found &= (ranks >= ranks[:, [0]]).all(axis=0) & (ranks > ranks[:, [0]]).any(axis=0)
        return np.asarray(found)

    def _any(self, found: Cases, ends: Truth, count: int) -> Truth:
        if not ends.any():
            return np.zeros(count, dtype=np.bool_)
        return unpacked(np.bitwise_or.reduce(found[ends], axis=0), count)

    def _without(self, number: int, given: int) -> Side:
        mine = sum(1 << bit for bit, one in enumerate(self.held) if one.number == number)
        return self.side(number, given & mine)

    @cached_property
    def _places(self) -> Places:
        own = self.side(0, 0).own
        found = own.place[self.orders.states]
        return np.where(found < 0, found[0], found)


def _parts_of_any(chosen: Truth) -> Truth:
    """Return the stages that are parts of some chosen stage, these included."""
    found = chosen.copy()
    for bit in range(chosen.size.bit_length() - 1):
        halves = found.reshape(-1, 2, 1 << bit)
        halves[:, 0] |= halves[:, 1]
    return found


def _parts(pattern: int) -> list[int]:
    """Return every part of a set of bits."""
    found = [0]
    for bit in each_bit(pattern):
        found += [part | 1 << bit for part in found]
    return found
