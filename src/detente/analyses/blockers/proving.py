"""Proving that a target fails at content, at reach or at sequence."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np

from detente.analyses.blockers.certificate import Certificate, Closest, Excluded, Missing
from detente.analyses.blockers.ladder import bundles_of
from detente.analyses.differences.circles import circles, head_on
from detente.analyses.differences.needing import needs_of, rules_of
from detente.analyses.differences.orders_apart import unread_by
from detente.analyses.roadmaps.picking import closest
from detente.analyses.sequencing.accepting import Refusal, refusals
from detente.analyses.sequencing.aiming import nobody_worse, smallest
from detente.analyses.sequencing.sides import Sides, Truth
from detente.analyses.sequencing.walking import walk_to, walks
from detente.conflict.conflict import statements
from detente.graph.model import each_bit, meanings
from detente.graph.truth import Truths


def at_content(sides: Sides, target: Truth) -> Certificate:
    """Return which states of a target are worse than today for whom, and by which statement."""
    graph = sides.graph
    assert graph.moves is not None
    here = int(sides.places[0])
    states = np.flatnonzero(graph.moves.exists)[target]
    truths = Truths(graph.options, meanings(graph.conflict))
    found: list[Excluded] = []
    refused = np.zeros(states.size, dtype=np.bool_)
    for number in sides.deciders:
        side = sides.sides[number]
        worse = side.ranks[target] < side.ranks[here]
        refused |= worse
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
        unmoved=int((~refused).sum()),
    )


def at_reach(sides: Sides, wanted: Truth) -> Certificate:
    """Return which steps all wanted states need although no walk ever takes them.

    Each with what it is to wait for; nothing where nobody could take it anyhow.
    """
    return Certificate(wanted=int(wanted.sum()), missing=tuple(_missing(sides, wanted)))


def _missing(sides: Sides, wanted: Truth) -> Iterator[Missing]:
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
        if on and option.by and option.after is not None:
            guards.append(f"{option.name}.after")
        if on and option.by and option.needs is not None:
            guards.append(f"{option.name}.needs")
        if not on and option.undone_by and option.undone_when is not None:
            guards.append(f"{option.name}.undone_when")
        yield Missing(sides.orders.step(bit), tuple(guards))


def at_sequence(sides: Sides, wanted: Truth, require: Collection[str]) -> Certificate:
    """Return who waits for whom, and the order that comes closest; or a walk that takes back.

    The rung speaks of states that all would rather have, so the steps told of lead to one of these:
    of the steps to another state of the target an order may well be accepted, since nobody gains by
    it.  Of the smallest sets of steps to these the one counts whose closest order is refused least.
    """
    orders = sides.orders
    sets = _sets(sides, wanted)
    if not sets:
        combinations = np.zeros(sides.graph.exists.size, dtype=np.bool_)
        combinations[sides.graph.exists] = wanted
        return Certificate(walk=walk_to(sides.graph, combinations))
    stage, way = closest(sides, sets, require, parties=sides.deciders)
    needs = [needs_of(sides.sides[n], orders, stage, require) for n in sides.deciders]
    pairs = dict.fromkeys(
        pair
        for place, one in enumerate(needs)
        for two in needs[place + 1 :]
        for pair in head_on(one.pairs, two.pairs)
    )
    found = circles(needs, rules_of(orders, stage), orders.steps(stage))
    return Certificate(
        steps=orders.steps(stage),
        step_sets=len(sets),
        head_on=tuple(pairs),
        circular_waits=found.found,
        more_circles=not found.complete,
        unread=unread_by(sides, orders.steps(stage), needs),
        closest=Closest(bundles_of(sides, way), refused_by(sides, way, require, sides.deciders)),
    )


def _sets(sides: Sides, wanted: Truth) -> tuple[int, ...]:
    """Return the smallest sets of steps with a legal order to a wanted state, as `aiming` does.

    The states are those that nobody who decides ranks below the status quo; those that nobody who
    ratifies does either go first.
    """
    led = sides.at_stages(wanted) & sides.orders.reached()
    agreed = led & nobody_worse(sides)
    return smallest(sides.orders, agreed if agreed.any() else led)


def refused_by(
    sides: Sides, way: tuple[int, ...], require: Collection[str], parties: Collection[int]
) -> tuple[Refusal, ...]:
    """Return what some parties refuse along an order, of what they insist on."""
    acceptances = tuple(side.acceptance for side in sides.sides)
    names = {sides.graph.parties[number] for number in parties}
    found = refusals(sides.graph, sides.orders, acceptances, way)
    return tuple(item for item in found if item.kind in require and item.party in names)
