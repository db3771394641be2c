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
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from detente.analyses.sequencing.accepting import REQUIREMENTS, Acceptance, acceptance
from detente.analyses.sequencing.fallback import Fallback, Places, joined, ranks_of
from detente.analyses.sequencing.orders import Orders, orders_of
from detente.analyses.sequencing.own import Own, Ranks, own_moves
from detente.analyses.sequencing.passage import Passage, all_of, at_stages
from detente.analyses.sequencing.walking import walked
from detente.graph.model import GraphModel

Truth = NDArray[np.bool_]
Level = Literal["nothing", "content", "reach", "sequence", "weak", "strong"]
LEVELS: tuple[Level, ...] = get_args(Level)


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
        """The party's lean improvements, from and to."""
        return self.own.lean(self.ranks)


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
        arcs = [side.arcs for side in self.sides]
        own = tuple(side.own for side in self.sides)
        return joined(own, tuple(side.ranks for side in self.sides), arcs)

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

    def level(
        self,
        target: Truth,
        require: Collection[str] = REQUIREMENTS,
        *,
        up_to: Level = "strong",
    ) -> Level:
        """Return the highest rung up to one that a target passes.

        `target` is over the states that exist.
        """
        good = target & self.zone
        if not good.any():
            return "nothing"
        if up_to == "content":
            return up_to
        at_stage = self.at_stages(good)
        if not (at_stage & self.orders.reached()).any() and not (good & walked(self.graph)).any():
            return "content"
        if up_to == "reach":
            return up_to
        allowed = self.accepted(require)
        ends = self.orders.small_first(at_stage & self.orders.reached(allowed))
        if not ends.size:
            return "reach"
        if up_to == "sequence":
            return up_to
        if next(self.enforced(ends, allowed, surely=True), None) is None:
            return "sequence"
        strong = next(self.enforced(ends, allowed, surely=False), None)
        return "weak" if strong is None else "strong"

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
        lure = (self.fallback.sure if surely else self.fallback.hoped)[list(self.deciders)]
        worth = self.ranks[list(self.deciders)][:, self.places[ends]]
        start = lure[:, [int(self.places[0])]] <= worth
        stays = lure[:, self.places[ends]] <= worth
        return [int(end) for end in ends[(start & stays).all(axis=0)]]

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
