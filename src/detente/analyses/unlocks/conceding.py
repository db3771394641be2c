"""Conceding: what a target would reach if some positions were given up, or softened.

To give a position up removes its statements and conditions; to soften it turns its `only after`
into `only with`.  Everything is then asked anew: who ranks what how, what each accepts, where it
rests if agreement stops.  Legal orders and own moves stay as they are, so only the sides change,
and each side depends on nothing but what its own party concedes.

A set of positions is a bit pattern over the positions that are held, in the order of the file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.analyses.sequencing.accepting import REQUIREMENTS
from detente.analyses.sequencing.orders import Orders
from detente.analyses.sequencing.own import own_moves
from detente.analyses.sequencing.passage import Index, Passage, at_stages
from detente.analyses.sequencing.sides import LEVELS, Level, Side, Sides, deciders_of, side
from detente.analyses.sequencing.walking import walked
from detente.analyses.settled import UNSETTLED, Value, value_of
from detente.analyses.unlocks.cases import MOST_POSITIONS, Every
from detente.conflict.conflict import Conflict, statements
from detente.conflict.parties import Condition, Same
from detente.graph.compiling import compile
from detente.graph.model import GraphModel, each_bit

Truth = NDArray[np.bool_]
Way = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """Something a party holds and could give up: a position, or an item that has none.

    `place` is that of its most important statement in the party's list, from 1; None if it
    consists of conditions alone.  It is `soft` if it can be softened: one of its conditions is an
    `only after`.
    """

    name: str
    party: str
    number: int
    place: int | None
    soft: bool


def held_in(graph: GraphModel) -> tuple[Held, ...]:
    """Return what can be given up in a model, in the order of the file.

    Items that share a position are given up together; a red line, demand or condition without
    one by itself; a want never.  A position of which nothing counts in the model is not held.
    """
    found: dict[str, Held] = {}
    for number, party in enumerate(graph.selection.parties):
        for place, item in enumerate(statements(party.prefers), start=1):
            if item.position or item.kind != "want":
                name = item.position or item.id
                found.setdefault(name, Held(name, party.name, number, place, soft=False))
        for condition in party.conditions:
            if isinstance(condition, Condition):
                name = condition.position or condition.id
                known = found.setdefault(name, Held(name, party.name, number, None, soft=False))
                found[name] = replace(known, soft=known.soft or condition.order == "after")
    return tuple(found.values())


def softened(conflict: Conflict, names: Collection[str]) -> Conflict:
    """Return a conflict in which the `only after` of some positions is `only with`."""

    def softer(item: Condition | Same) -> Condition | Same:
        if isinstance(item, Condition) and (item.position or item.id) in names:
            return replace(item, order="with")
        return item

    if not names:
        return conflict
    parties = tuple(
        replace(p, conditions=tuple(map(softer, p.conditions))) for p in conflict.parties
    )
    epochs = []
    for epoch in conflict.epochs:
        changes = [
            change
            if change.conditions is None
            else replace(change, conditions=tuple(map(softer, change.conditions)))
            for change in epoch.parties
        ]
        epochs.append(replace(epoch, parties=tuple(changes)))
    return replace(conflict, parties=parties, epochs=tuple(epochs))


def conceded(
    graph: GraphModel, given: Collection[str] = (), soft: Collection[str] = ()
) -> GraphModel:
    """Return a model compiled anew with some positions given up and others softened."""
    selection = graph.selection
    return compile(
        softened(selection.conflict, soft),
        perspective=selection.perspective.name,
        epoch=selection.epoch,
        without=(*selection.without, *given),
        status_quo=graph.status_quo,
    )


@dataclass(frozen=True)
class Concessions:
    """Whether one target passes one level, under any concession; what is found is kept.

    `target` is over the states that exist.
    """

    graph: GraphModel
    orders: Orders
    held: tuple[Held, ...]
    target: Truth
    level: Level
    require: Collection[str] = REQUIREMENTS
    _numbers: dict[tuple[int, int, int], int] = field(default_factory=dict, repr=False)
    _alike: dict[tuple[int, tuple[int, ...]], int] = field(default_factory=dict, repr=False)
    _arrays: dict[bytes, NDArray[Any]] = field(default_factory=dict, repr=False)
    _variants: list[Side] = field(default_factory=list, repr=False)
    _known: dict[tuple[int, ...], Value] = field(default_factory=dict, repr=False)
    _softened: dict[int, tuple[int, Truth]] = field(default_factory=dict, repr=False)

    def names(self, pattern: int) -> tuple[str, ...]:
        """Return the names of a set of positions."""
        return tuple(self.held[bit].name for bit in each_bit(pattern))

    @cached_property
    def _mine(self) -> tuple[int, ...]:
        """The positions of each party."""
        return tuple(
            sum(1 << bit for bit, held in enumerate(self.held) if held.number == number)
            for number in range(len(self.graph.parties))
        )

    @cached_property
    def _deciders(self) -> tuple[int, ...]:
        return deciders_of(self.graph)

    @cached_property
    def _legally(self) -> Truth:
        """The stages that legal orders lead to."""
        return self.orders.reached()

    def value(self, given: int, soft: int = 0) -> Value:
        """Return whether the target passes the level with positions given up and softened."""
        if not self.target.any():
            return "refuted"
        if self._every is not None:
            opens = self._at_once(self._every, given, soft & ~given)
            return value_of(proved=opens, possible=bool(self._every.beyond[given]))
        key = self._sides_after(given, soft)
        if key not in self._known:
            self._known[key] = self._passes(key)
        return self._known[key]

    @property
    def at_once(self) -> bool:
        """Whether one search answers for all sets of positions."""
        return self._every is not None

    @cached_property
    def _every(self) -> Every | None:
        """All sets of positions at once, where the level asks for an order and no more."""
        if self.level != "sequence" or len(self.held) > MOST_POSITIONS:
            return None
        return Every(
            self.graph,
            self.orders,
            self.held,
            self.target,
            frozenset(self.require),
            self._deciders,
            lambda number, given: self._variants[self._variant(number, given, 0)],
        )

    def hopeful(self, given: int) -> bool:
        """Tell whether it is not excluded that softening helps beside some positions given up."""
        every = self._every
        return every is None or bool(every.lenient[given] or every.beyond[given])

    def _at_once(self, every: Every, given: int, soft: int) -> bool:
        if not soft:
            return bool(every.unlocked[given])
        if not every.lenient[given]:
            return False
        if given not in self._softened:
            self._softened[given] = every.softened(given)
        can, unlocked = self._softened[given]
        place = sum(1 << number for number, bit in enumerate(each_bit(can)) if soft >> bit & 1)
        return bool(unlocked[place])

    def way(self, given: int, soft: int = 0) -> Way:
        """Return an order that proves it, as its stages: the shortest end, in the finest bundles.

        Empty if the level asks for no order.
        """
        sides, allowed, ends = self._open(self._sides_after(given, soft))
        if not ends.size:
            return ()
        orders = sides.orders
        end = int(ends[0])
        if self.level != "sequence":
            surely = self.level == "weak"
            end = next(sides.enforced(ends, allowed, surely=surely))
            allowed = at_stages(allowed, sides.firm(end, surely=surely))
        (found,) = orders.cheapest(int(orders.stages[end]), allowed, _finest)
        return found

    # sides -----------------------------------------------------------------------------------

    def _sides_after(self, given: int, soft: int) -> tuple[int, ...]:
        return tuple(
            self._variant(number, given & mine, soft & mine & ~given)
            for number, mine in enumerate(self._mine)
        )

    def _variant(self, number: int, given: int, soft: int) -> int:
        """Return the number of a party's side; sides that do not differ share one."""
        key = (number, given, soft)
        if key not in self._numbers:
            graph = conceded(self.graph, self.names(given), self.names(soft))
            # own moves hang on no preference: they are computed once
            graph.remember(("own",), lambda: own_moves(self.graph))
            found = side(graph, number, self.orders)
            parts = found.acceptance.accepts(self.require)
            ranks, accepts = (
                self._once(found.ranks),
                replace(
                    parts,
                    leaving=self._once(parts.leaving),
                    arriving=self._once(parts.arriving),
                    stages=self._once(parts.stages),
                    lines=tuple(map(self._once, parts.lines)),
                ),
            )
            arrays = (ranks, accepts.leaving, accepts.arriving, accepts.stages, *accepts.lines)
            same = number, tuple(map(id, arrays))
            if same not in self._alike:
                self._alike[same] = len(self._variants)
                # the tests are in what it accepts, and a thousand sides should not carry them
                lean = replace(found.acceptance, tests=(), above=self._once(found.acceptance.above))
                lean.keep(self.require, accepts)
                found = replace(found, graph=self.graph, acceptance=lean, ranks=ranks)
                self._variants.append(found)
            self._numbers[key] = self._alike[same]
        return self._numbers[key]

    def _once(self, array: NDArray[Any]) -> NDArray[Any]:
        """Return the one array that is kept of all that are equal to this one."""
        found = blake2b(f"{array.dtype} ".encode())
        found.update(np.ascontiguousarray(array).data)
        return self._arrays.setdefault(found.digest(), array)

    def _sides(self, orders: Orders, sides: Iterable[Side]) -> Sides:
        return Sides(orders, tuple(sides), self._deciders, self.graph)

    # levels ----------------------------------------------------------------------------------

    def _passes(self, key: tuple[int, ...]) -> Value:
        sides = self._sides(self.orders, (self._variants[k] for k in key))
        good = self.target & sides.zone
        if self.level == "content" or not good.any():
            return value_of(proved=bool(good.any()), possible=False)
        if self.level == "reach":
            legally = bool((sides.at_stages(good) & self._legally).any())
            return "established" if legally else walked(self.graph, good)
        open_sides, allowed, ends = self._open(key)
        if self.level == "sequence":
            beyond = bool((good & self.orders.beyond).any())
            return value_of(proved=bool(ends.size), possible=beyond)
        if ends.size and not sides.whole:
            return UNSETTLED
        surely = self.level == "weak"
        held = next(open_sides.enforced(ends, allowed, surely=surely), None) is not None
        hope = None if held else sides.hope(good)
        possible = hope is not None and LEVELS.index(hope) >= LEVELS.index(self.level)
        return value_of(proved=held, possible=possible)

    def _open(self, key: tuple[int, ...]) -> tuple[Sides, Passage, Index]:
        """Return the sides, the bundles all accept, and the good stages these lead to."""
        sides = self._sides(self.orders, (self._variants[k] for k in key))
        allowed = sides.accepted(self.require)
        good = sides.at_stages(self.target & sides.zone)
        if LEVELS.index(self.level) < LEVELS.index("sequence") or not good.any():
            return sides, allowed, np.zeros(0, dtype=np.int64)
        return sides, allowed, self.orders.small_first(good & self.orders.reached(allowed))


def _finest(begins: Index, ends: Index) -> Index:
    """Return what bundles cost: squares, so that two small ones are cheaper than one of both."""
    return np.asarray(np.bitwise_count(begins ^ ends).astype(np.int64) ** 2)
