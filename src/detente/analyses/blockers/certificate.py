"""The proof that a rung fails, as values that name parties, steps and items."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from detente.analyses.blockers.ladder import Fitting, Rung, dated
from detente.analyses.differences.circles import Circles, Edge, circles, head_on
from detente.analyses.differences.needing import needs_of, rules_of
from detente.analyses.differences.orders_apart import unread_by
from detente.analyses.joint import steps
from detente.analyses.roadmaps.picking import accepted_orders, closest
from detente.analyses.sequencing.accepting import Refusal, refusals
from detente.analyses.sequencing.aiming import step_sets
from detente.analyses.sequencing.enforcing import Temptation, temptations
from detente.analyses.sequencing.sides import Sides, Truth, places_of
from detente.analyses.sequencing.walking import walks
from detente.analyses.taken import Taken
from detente.analyses.timing.dating import sooner
from detente.analyses.timing.days import Dates
from detente.conflict.conflict import statements
from detente.graph.model import each_bit, meanings
from detente.graph.truth import Truths


@dataclass(frozen=True, slots=True)
class Excluded:
    """So many states of the target are worse than today for a party, because of one statement."""

    party: str
    item: str
    states: int

    def to_dict(self) -> dict[str, object]:
        """Return the exclusion in plain words."""
        return {"party": self.party, "item": self.item, "states": self.states}


@dataclass(frozen=True, slots=True)
class Missing:
    """A step that every state in question needs and that no walk ever takes."""

    step: str
    guards: tuple[str, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the step in plain words."""
        return {"step": self.step, "guards": list(self.guards)}


@dataclass(frozen=True, slots=True)
class Closest:
    """The legal order with the fewest refusals, and who refuses what in it."""

    bundles: tuple[tuple[str, ...], ...]
    refusals: tuple[Refusal, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the order in plain words."""
        return {
            "bundles": [list(bundle) for bundle in self.bundles],
            "refusals": [item.to_dict() for item in self.refusals],
        }


@dataclass(frozen=True, slots=True)
class Certificate:
    """Why a rung fails; only the parts that belong to the rung are filled.

    content: `states` of the target, `excluded` by party and statement, `indifferent` if nobody
    is against a state and nobody for it.  reach: `missing` steps.  sequence: `steps` that would lead
    there, and of these `head_on` pairs, `circular_waits` (`more_waits` if there may be more of them,
    `unread` the conditions of which nobody knows what waits for what)
    and the `closest` order; or a `walk`, if steps have to be taken and taken back.  commitment:
    `bundles` of the best order and its `temptations`.  time: `dates`, and by how many days which
    windows would have to be extended (`extend`).  ratification: `refusals` of those who ratify.  none: `bundles` of an order that passes all.
    """

    states: int = 0
    excluded: tuple[Excluded, ...] = ()
    indifferent: bool = False
    missing: tuple[Missing, ...] = ()
    steps: tuple[str, ...] = ()
    head_on: tuple[tuple[str, str], ...] = ()
    circular_waits: tuple[tuple[Edge, ...], ...] = ()
    more_waits: bool = False
    unread: tuple[str, ...] = ()
    closest: Closest | None = None
    walk: tuple[Taken, ...] = ()
    bundles: tuple[tuple[str, ...], ...] = ()
    temptations: tuple[Temptation, ...] = ()
    dates: Dates | None = None
    extend: tuple[tuple[str, str, int], ...] = ()
    refusals: tuple[Refusal, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """Return the parts that are filled, in plain words."""
        found: dict[str, object] = {}
        if self.states or self.excluded or self.indifferent:
            found["states"] = self.states
            found["excluded"] = [item.to_dict() for item in self.excluded]
            found["indifferent"] = self.indifferent
        if self.missing:
            found["missing"] = [item.to_dict() for item in self.missing]
        if self.closest is not None:
            found["steps"] = list(self.steps)
            found["head_on"] = [list(pair) for pair in self.head_on]
            found["circular_waits"] = [
                [edge.to_dict() for edge in circle] for circle in self.circular_waits
            ]
            found["more_waits"] = self.more_waits or bool(self.unread)
            found["closest"] = self.closest.to_dict()
        if self.walk:
            found["walk"] = [move.to_dict() for move in self.walk]
        if self.bundles:
            found["bundles"] = [list(bundle) for bundle in self.bundles]
        if self.temptations:
            found["temptations"] = [item.to_dict() for item in self.temptations]
        if self.dates is not None:
            found["dates"] = self.dates.to_dict()
            found["extend"] = [
                {"option": option, "window": item, "days": days}
                for option, item, days in self.extend
            ]
        if self.refusals:
            found["refusals"] = [item.to_dict() for item in self.refusals]
        return found


def certificate(sides: Sides, target: Truth, rung: Rung, require: Collection[str]) -> Certificate:
    """Return the proof that a target fails at a rung; if it fails at none, an order that passes.

    Nothing, if it is not established where it fails.
    """
    match rung:
        case "content":
            return _content(sides, target)
        case "reach":
            return Certificate(missing=tuple(_missing(sides, target & sides.zone)))
        case "sequence":
            return _sequence(sides, target, require)
        case "commitment":
            return _commitment(sides, target, require)
        case "time":
            late = [f for f in dated(sides, target, require) if not f.fits]
            # the one that misses least
            least = min(late, key=lambda fitting: _missed(fitting.dates))
            return Certificate(dates=least.dates, extend=_extended(sides, least, require))
        case "ratification":
            return _ratification(sides, target, require)
        case "none":
            return _passing(sides, target, require)
        case "not established":
            return Certificate()


def _passing(sides: Sides, target: Truth, require: Collection[str]) -> Certificate:
    everybody = range(len(sides.sides))
    fit = next(f for f in dated(sides, target, require, parties=everybody) if f.fits)
    return Certificate(bundles=_bundles(sides, fit.stages))


def _missed(found: Dates | None) -> int:
    return 0 if found is None else -(found.slack or 0)


def _extended(
    sides: Sides, fitting: Fitting, require: Collection[str]
) -> tuple[tuple[str, str, int], ...]:
    """Return by how many days which windows would have to last longer."""
    bundles = _bundles(sides, fitting.stages)
    steps = sides.orders.steps(fitting.stages[-1])
    return sooner(sides.declared, steps, bundles=bundles, conditions="conditions" in require)


# content ---------------------------------------------------------------------------------------


def _content(sides: Sides, target: Truth) -> Certificate:
    graph = sides.graph
    assert graph.moves is not None
    here = int(sides.places[0])
    states = np.flatnonzero(graph.moves.exists)[target]
    truths = Truths(graph.options, meanings(graph.conflict))
    found: list[Excluded] = []
    for number in sides.deciders:
        side = sides.sides[number]
        worse = side.ranks[target] < side.ranks[here]
        party = side.graph.selection.parties[number]
        if not worse.any():
            continue
        if party.ranking is not None or party.weights:
            found.append(Excluded(party.name, "", int(worse.sum())))
            continue
        undecided = worse.copy()
        for item in statements(party.prefers):
            truth = truths.of(item.formula)
            decides = undecided & (truth[states] != truth[sides.orders.start])
            if decides.any():
                found.append(Excluded(party.name, item.id, int(decides.sum())))
            undecided &= ~decides
    return Certificate(
        states=int(target.sum()),
        excluded=tuple(sorted(found, key=lambda e: -e.states)),
        indifferent=bool(target.any()) and not found,
    )


# reach -----------------------------------------------------------------------------------------


def _missing(sides: Sides, wanted: Truth) -> Iterator[Missing]:
    """Yield the steps that all wanted states need and no walk takes, with what guards them."""
    graph = sides.graph
    assert graph.moves is not None
    states = np.flatnonzero(graph.moves.exists)[wanted]
    seen = np.flatnonzero(walks(graph).seen)
    start = sides.orders.start
    needed = int(np.bitwise_and.reduce(states ^ start))
    ever = int(np.bitwise_or.reduce(seen ^ start))
    for bit in each_bit(needed & ~ever):
        option = graph.selection.options[bit]
        on = not start >> bit & 1
        guards = []
        if on and option.after is not None:
            guards.append(f"{option.name}.after")
        if on and option.needs is not None:
            guards.append(f"{option.name}.needs")
        if not on and option.undone_when is not None:
            guards.append(f"{option.name}.undone_when")
        yield Missing(sides.orders.step(bit), tuple(guards))


# sequence --------------------------------------------------------------------------------------


def _sequence(sides: Sides, target: Truth, require: Collection[str]) -> Certificate:
    """Return why the orders of one set of steps fail: who waits for whom, and the closest order.

    The rung speaks of states that all would rather have, so the steps told of lead to one of these:
    of the steps to another state of the target an order may well be accepted, since nobody gains by
    it.  Of steps to these no order is, so their sets are those with a legal order; everything told
    is told of one of them, the one whose best order the fewest terms refuse.
    """
    graph, orders = sides.graph, sides.orders
    stages = step_sets(sides, target & sides.zone, require).stages
    if not stages:
        return Certificate(walk=_walk(sides, target & sides.zone))
    stage, way = closest(sides, stages, require)
    needs = [needs_of(sides.sides[n], orders, stage, require) for n in sides.deciders]
    pairs = dict.fromkeys(
        pair
        for place, one in enumerate(needs)
        for two in needs[place + 1 :]
        for pair in head_on(one.pairs, two.pairs)
    )
    found: Circles = circles(needs, rules_of(orders, stage), orders.steps(stage))
    acceptances = tuple(side.acceptance for side in sides.sides)
    refused = tuple(
        item for item in refusals(graph, orders, acceptances, way) if item.kind in require
    )
    return Certificate(
        steps=orders.steps(stage),
        head_on=tuple(pairs),
        circular_waits=found.found,
        more_waits=not found.complete,
        unread=unread_by(sides, orders.steps(stage), needs),
        closest=Closest(_bundles(sides, way), refused),
    )


def _bundles(sides: Sides, stages: tuple[int, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        sides.orders.steps(stage ^ before)
        for before, stage in zip((0, *stages), stages, strict=False)
    )


def _walk(sides: Sides, wanted: Truth) -> tuple[Taken, ...]:
    """Return a shortest walk to a wanted state, on which some step is taken and taken back."""
    graph = sides.graph
    assert graph.moves is not None
    found = walks(graph)
    states = np.flatnonzero(graph.moves.exists)[wanted]
    ways = [found.to(int(state)) for state in states if found.seen[state]]
    way = min(ways, key=len)
    moves = []
    for begin, end in pairwise(way):
        pair = np.array([begin]), np.array([end])
        who = graph.coalition_names(int(graph.moves.carriers(*pair)[0]))
        moves.append(Taken(who, steps(graph, begin, end), graph.naming.write(end)))
    return tuple(moves)


# commitment, ratification ----------------------------------------------------------------------


def _commitment(sides: Sides, target: Truth, require: Collection[str]) -> Certificate:
    orders = sides.orders
    allowed = sides.accepted(require)
    ends = np.flatnonzero((target & sides.zone)[sides.places] & orders.reached(allowed))
    goal = int(orders.stages[ends[0]])
    stages, _ = accepted_orders(sides, goal, allowed & orders.inside(goal))[0]
    return Certificate(
        bundles=_bundles(sides, stages),
        temptations=temptations(sides, places_of(sides, stages)),
    )


def _ratification(sides: Sides, target: Truth, require: Collection[str]) -> Certificate:
    """Return what the ratifiers refuse in the first order that everybody else accepts."""
    first = next(f for f in dated(sides, target, require) if f.fits)
    acceptances = tuple(side.acceptance for side in sides.sides)
    names = {sides.graph.parties[n] for n in range(len(sides.sides)) if n not in sides.deciders}
    refused = tuple(
        item
        for item in refusals(sides.graph, sides.orders, acceptances, first.stages)
        if item.kind in require and item.party in names
    )
    return Certificate(bundles=_bundles(sides, first.stages), refusals=refused)
