"""Which orders are worth showing: the best by a stated order, and the telling failures.

The best accepted orders come first: those with the fewest stages at which a party surely does
better by leaving, then at which one may, then at which one is exposed beyond recovery, then at
which one is exposed at all, then with the fewest bundles, then with the steps in file order.
Counts of stages and parties are compared one after another and never added up to a score.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from detente.analyses.sequencing.exposing import exposure
from detente.analyses.sequencing.sides import Sides
from detente.graph.model import each_bit

Costs = NDArray[np.int64]
Truth = NDArray[np.bool_]
Found = tuple[tuple[int, ...], tuple[str, ...]]

BEST = 3  # accepted orders shown besides the finest and the coarsest
_WIDTH = 11  # bits of one count, summed over the stages of an order
_FIELDS = 5


def accepted_orders(sides: Sides, goal: int, allowed: Truth) -> tuple[Found, ...]:
    """Return the accepted orders shown, each with why: the best few, the finest, the coarsest."""
    orders = sides.orders
    costs = _costs(sides, goal)
    # the best is the one with the fewest temptations, and these may not be known
    first = "best" if sides.whole else "good"
    more = np.int64(1) << np.int64(_WIDTH * _FIELDS)
    shown: dict[tuple[int, ...], list[str]] = {}
    for number, stages in enumerate(orders.cheapest(goal, allowed, costs, most=BEST)):
        shown.setdefault(stages, []).append(first if number == 0 else "good")
    for kind, each in (("finest", -more), ("coarsest", more)):
        for stages in orders.cheapest(goal, allowed, costs + each):
            shown.setdefault(stages, []).append(kind)
    return tuple((stages, tuple(kinds)) for stages, kinds in shown.items())


def _costs(sides: Sides, goal: int) -> Costs:
    """Return what each bundle adds: the counts of the stage it leads to, weightiest first."""
    orders, places = sides.orders, sides.places
    parties = list(sides.deciders)
    number = orders.number(goal)
    assert number is not None
    worth = sides.ranks[parties][:, [int(places[number])]]
    none = np.zeros((len(sides.sides), sides.ranks.shape[1]), dtype=np.int64)
    best, worst = sides.fallback.tempting if sides.whole else (none, none)
    plain = exposure(sides.graph)
    beyond = plain.exposed & ~plain.recoverable
    fields = [
        (worst[parties][:, places] > worth).sum(axis=0),
        (best[parties][:, places] > worth).sum(axis=0),
        beyond[parties][:, places].sum(axis=0),
        plain.exposed[parties][:, places].sum(axis=0),
        np.ones(places.size, dtype=np.int64),
    ]
    packed = np.zeros(places.size, dtype=np.int64)
    # more parties than that at one stage count as so many, lest a sum spill into the next count
    most = ((1 << _WIDTH) - 1) // max(goal.bit_count(), 1)
    for field in fields:
        packed = (packed << _WIDTH) + np.minimum(field.astype(np.int64), most)
    return packed[orders.later]


def telling_failures(
    sides: Sides, goal: int, allowed: Truth, require: Collection[str]
) -> tuple[Found, ...]:
    """Return legal orders that somebody refuses, each with why it is shown.

    All at once, or in as few bundles as are legal; each party's own steps before what others
    give alone; and, if no order is accepted at all, the one with the fewest refusals.
    """
    orders = sides.orders
    inside = orders.inside(goal)
    shown: dict[tuple[int, ...], list[str]] = {}
    few = np.ones(orders.later.size, dtype=np.int64)
    kinds = [("all at once", few)]
    refused = _refused(sides, require) * 64 + few
    # of the orders in which one side gives first, the one that is refused least
    kinds += [(f"{name} upfront", (cost << 40) + refused) for name, cost in _upfront(sides, goal)]
    none_accepted = not orders.cheapest(goal, allowed & inside, few)
    if none_accepted:
        kinds.insert(0, ("closest", refused))
    for kind, costs in kinds:
        for stages in orders.cheapest(goal, inside, costs):
            said = kind
            if kind == "all at once" and len(stages) > 1:
                said = "in as few bundles as are legal"
            shown.setdefault(stages, []).append(said)
    return tuple((stages, tuple(why)) for stages, why in shown.items())


def closest(
    sides: Sides, goals: Sequence[int], require: Collection[str]
) -> tuple[int, tuple[int, ...]]:
    """Return the legal order with the fewest refusals, as its end and its stages.

    `goals` are stages that legal orders lead to; of those as close as each other the first is taken.
    """
    orders = sides.orders
    legal = np.ones(orders.later.size, dtype=np.bool_)
    refused = _refused(sides, require)
    least = orders.least(legal, refused)
    goal = min(goals, key=lambda stage: int(least[orders.number(stage)]))
    few = np.ones(orders.later.size, dtype=np.int64)
    (stages,) = orders.cheapest(goal, legal, refused * 64 + few)
    return goal, stages


def _upfront(sides: Sides, goal: int) -> Iterator[tuple[str, Costs]]:
    """Yield for each party what an order costs that lets others give before it has given all.

    A party's part are the steps it takes alone; what others give are the steps they take
    without it.  Each of these taken no later than the last step of the party costs one.
    """
    orders, graph = sides.orders, sides.graph
    moves = graph.moves
    assert moves is not None
    alone: dict[int, int] = {}
    for switch in moves.switches:
        family = switch.off if orders.start >> switch.bit & 1 else switch.on
        if goal >> switch.bit & 1:
            for number in range(len(graph.parties)):
                if (1 << number) in family:
                    alone[number] = alone.get(number, 0) | 1 << switch.bit
    earlier, later = orders.stages[orders.earlier], orders.stages[orders.later]
    for number, mine in sorted(alone.items()):
        theirs = sum(
            1 << bit
            for bit in each_bit(goal & ~mine)
            if any(steps >> bit & 1 for other, steps in alone.items() if other != number)
        )
        if theirs:
            taken = np.bitwise_count((later ^ earlier) & theirs).astype(np.int64)
            yield graph.parties[number], np.where(earlier & mine == mine, 0, taken) * 64


def _refused(sides: Sides, require: Collection[str]) -> Costs:
    """Return how many tests each bundle fails, of those that parties insist on."""
    found = np.zeros(sides.orders.later.size, dtype=np.int64)
    for number in range(len(sides.sides)):
        acceptance = sides.sides[number].acceptance
        for test in acceptance.tests:
            if test.kind in require:
                found += ~test.passed
        if "floor" in require:
            found += ~acceptance.above[acceptance.later]
    return found
