"""The sides of a negotiation: what each party accepts and prefers, and how far that carries.

Legal orders and own moves are the same whatever anybody wants, so they are computed once; a side
can then be exchanged for the same party with a position given up.  The *level* of a target is
the highest rung of the ladder that it passes:

content     a state of the target that is at least as good as the status quo for everybody and
            better for somebody (such states form the zone of agreement);
reach       a legal walk of any moves leads to such a state;
sequence    an order of steps to such a state is accepted by everybody;
weak        one such order is weakly self-enforcing: at no stage does a party surely do better
            by stopping, or by a move of its own;
strong      one is strongly self-enforcing: at no stage could a party do better.

Where orders, walks or own moves were too many, a level may be neither passed nor failed: a *span*
tells the highest that is proved, and the highest that is not ruled out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from detente.analyses.sequencing.accepting import REQUIREMENTS, Acceptance, acceptance
from detente.analyses.sequencing.fallback import Fallback, Places, fallback, joined, ranks_of
from detente.analyses.sequencing.orders import Orders, orders_of
from detente.analyses.sequencing.own import Own, Ranks, own_moves
from detente.analyses.sequencing.passage import Passage, all_of, at_stages
from detente.analyses.sequencing.walking import walked
from detente.analyses.settled import UNSETTLED, Value, value_of
from detente.graph.model import GraphModel

Truth = NDArray[np.bool_]
Level = Literal["nothing", "content", "reach", "sequence", "weak", "strong"]
LEVELS: tuple[Level, ...] = get_args(Level)
Reached = Level | Literal["not established"]


@dataclass(frozen=True, slots=True)
class Span:
    """How far a target comes: the highest level that is `proved`, and the highest `possible`."""

    proved: Level
    possible: Level

    @property
    def level(self) -> Reached:
        """The highest level it passes, if that is settled."""
        return self.proved if self.proved == self.possible else UNSETTLED

    def value(self, level: Level) -> Value:
        """Return whether it passes a level."""
        place = LEVELS.index(level)
        return value_of(
            proved=LEVELS.index(self.proved) >= place, possible=LEVELS.index(self.possible) >= place
        )


@dataclass(frozen=True)
class Side:
    """One party: what it accepts of the orders, how it ranks the states, what it can do alone.

    `graph` is the model in which the party wants and declares this; it may be another than that
    of the orders.
    """

    graph: GraphModel
    number: int
    acceptance: Acceptance
    ranks: Ranks
    own: Own

    @cached_property
    def arcs(self) -> tuple[Places, Places]:
        """Improvements of the party that lead where its lean ones lead, from and to."""
        return self.own.leading_on(self.ranks)


@dataclass(frozen=True)
class Sides:
    """All parties over the same legal orders; `deciders` are those that do not only ratify.

    `declared` is the model of what the parties declare; the moves may be those of another.
    """

    orders: Orders
    sides: tuple[Side, ...]
    deciders: tuple[int, ...]
    declared: GraphModel

    @property
    def graph(self) -> GraphModel:
        """The model whose moves all sides share."""
        return self.orders.graph

    @cached_property
    def places(self) -> Places:
        """The number of each stage's state among those that exist; that of the start if none."""
        found = own_moves(self.graph)[0].place[self.orders.states]
        return np.where(found < 0, found[0], found)

    def at_stages(self, states: Truth) -> Truth:
        """Return which stages are one of some states; `states` is over those that exist."""
        found = np.asarray(states[self.places])
        found &= self.orders.exists
        return found

    @cached_property
    def ranks(self) -> Ranks:
        """How each party ranks the states that exist; one row for each party."""
        return np.stack([side.ranks for side in self.sides])

    @cached_property
    def fallback(self) -> Fallback:
        """The graph of all parties' lean improvements."""
        own = tuple(side.own for side in self.sides)
        ranks = tuple(side.ranks for side in self.sides)
        known = (*own_moves(self.graph), *ranks_of(self.graph))
        if all(mine is one for mine, one in zip((*own, *ranks), known, strict=True)):
            return fallback(self.graph)
        return joined(own, ranks, [side.arcs for side in self.sides])

    def accepted(
        self,
        require: Collection[str] = REQUIREMENTS,
        parties: Collection[int] | None = None,
    ) -> Passage:
        """Return the legal bundles that some parties accept; the deciders if none are named."""
        chosen = self.deciders if parties is None else parties
        return all_of(
            [
                self.orders.legal,
                *(self.sides[number].acceptance.accepts(require) for number in chosen),
            ]
        )

    @cached_property
    def zone(self) -> Truth:
        """The states at least as good as the status quo for every decider, better for one."""
        deciders = list(self.deciders)
        ranks = self.ranks[deciders]
        now = ranks[:, [int(self.places[0])]]
        return np.asarray((ranks >= now).all(axis=0) & (ranks > now).any(axis=0))

    @cached_property
    def whole(self) -> bool:
        """Whether all own moves are listed; if not, nothing is known of where it comes to rest."""
        return all(side.own.widest is None for side in self.sides)

    def level(self, target: Truth, require: Collection[str] = REQUIREMENTS) -> Reached:
        """Return the highest level that a target passes, if that is settled."""
        return self.span(target, require).level

    def span(
        self,
        target: Truth,
        require: Collection[str] = REQUIREMENTS,
        *,
        up_to: Level = "strong",
    ) -> Span:
        """Return how far up to a level a target comes; `target` is over the states that exist."""
        good = target & self.zone
        if not good.any():
            return Span("nothing", "nothing")
        if up_to == "content":
            return Span(up_to, up_to)
        at_stage, reach = self.at_stages(good), self._reach(good)
        if reach == "refuted":
            return Span("content", "content")
        proved: Level = "reach" if reach == "established" else "content"
        if up_to == "reach":
            return Span(proved, up_to)
        allowed = self.accepted(require)
        ends = self.orders.small_first(at_stage & self.orders.reached(allowed))
        if not ends.size:
            return Span(proved, self.hope(good, up_to=up_to) or "reach")
        if up_to == "sequence":
            return Span(up_to, up_to)
        if not self.whole:
            return Span("sequence", "strong")
        found: Level = "sequence"
        if next(self.enforced(ends, allowed, surely=True), None) is not None:
            strong = next(self.enforced(ends, allowed, surely=False), None)
            found = "weak" if strong is None else "strong"
        return Span(found, max(found, self.hope(good) or found, key=LEVELS.index))

    def _reach(self, good: Truth) -> Value:
        """Return whether an order, or any other walk, leads to one of some states that exist."""
        if (self.at_stages(good) & self.orders.reached()).any():
            return "established"
        return walked(self.graph, good)

    def led_to(self, states: Truth, allowed: Passage | None = None) -> Value:
        """Return whether an order of allowed bundles leads to one of some states that exist."""
        return value_of(
            proved=bool((self.at_stages(states) & self.orders.reached(allowed)).any()),
            possible=bool((states & self.orders.beyond).any()),
        )

    def hope(self, good: Truth, *, up_to: Level = "strong") -> Level | None:
        """Return how far orders that were not looked at could carry, to some states that exist.

        None if none of these could lead there.  To hold by itself an order needs an end, and a
        status quo, that nobody would leave for something better than that end.
        """
        ends = np.flatnonzero(good & self.orders.beyond)
        if not ends.size:
            return None
        if up_to == "sequence":
            return up_to
        if not self.whole or self._steady(ends, surely=False).any():
            return "strong"
        return "weak" if self._steady(ends, surely=True).any() else "sequence"

    def enforced(self, ends: NDArray[np.intp], allowed: Passage, *, surely: bool) -> Iterator[int]:
        """Yield the end stages to which a self-enforcing order leads; `surely`: weakly so."""
        known: dict[bytes, Truth] = {}
        for end in self.steady(ends, surely=surely):
            firm = self.firm(end, surely=surely)
            key = firm.tobytes()
            if key not in known:
                # what leads to an end are parts of it: one search serves all ends alike
                known[key] = self.orders.reached(at_stages(allowed, firm))
            if known[key][end]:
                yield end

    def steady(self, ends: NDArray[np.intp], *, surely: bool) -> list[int]:
        """Return the end stages that nobody would leave, nor the status quo for one of them."""
        return [int(end) for end in ends[self._steady(self.places[ends], surely=surely)]]

    def _steady(self, ends: NDArray[np.intp] | Places, *, surely: bool) -> Truth:
        """Tell of some states whether nobody would leave them, nor the status quo for them."""
        lure = (self.fallback.sure if surely else self.fallback.hoped)[list(self.deciders)]
        worth = self.ranks[list(self.deciders)][:, ends]
        start = lure[:, [int(self.places[0])]] <= worth
        return np.asarray((start & (lure[:, ends] <= worth)).all(axis=0))

    def firm(self, end: int, *, surely: bool) -> Truth:
        """Return the stages that no decider would rather leave than go on to an end stage."""
        lure = (self.fallback.sure if surely else self.fallback.hoped)[list(self.deciders)]
        worth = self.ranks[list(self.deciders)][:, [int(self.places[end])]]
        return np.asarray((lure[:, self.places] <= worth).all(axis=0))


def places_of(sides: Sides, stages: Iterable[int]) -> tuple[int, ...]:
    """Return the states that a roadmap passes, the status quo first."""
    numbers = [0, *(sides.orders.number(stage) for stage in stages)]
    return tuple(int(sides.places[number]) for number in numbers if number is not None)


def side(graph: GraphModel, number: int, orders: Orders) -> Side:
    """Return one party of a model as a side over some orders."""
    own = own_moves(orders.graph)[number]
    return Side(graph, number, acceptance(graph, number, orders), ranks_of(graph)[number], own)


def sides_of(graph: GraphModel, orders: Orders | None = None) -> Sides:
    """Return all parties of a model over its legal orders.

    Raises as `orders_of` and `own_moves` do.
    """
    over = orders_of(graph) if orders is None else orders
    every = tuple(side(graph, number, over) for number in range(len(graph.parties)))
    return Sides(over, every, deciders_of(graph), graph)


def deciders_of(graph: GraphModel) -> tuple[int, ...]:
    """Return the parties that do more than ratify: a ratifier has its say at the end."""
    ratify = {name for option in graph.selection.options for name in option.ratified_by}
    act = {
        name
        for option in graph.selection.options
        for coalition in (*option.by, *option.undone_by)
        for name in coalition
    }
    only = ratify - act
    return tuple(number for number, name in enumerate(graph.parties) if name not in only)
