"""Which orders are worth showing: the best by a stated order, and the telling failures.

The best accepted orders come first: those with the fewest stages at which a party surely does
better by leaving, then at which one may, then at which one is exposed beyond recovery, then at
which one is exposed at all, then with the fewest bundles, then with the steps in file order.
Counts of stages and parties are compared one after another and never added up to a score.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from detente.analyses.sequencing.exposing import exposure
from detente.analyses.sequencing.passage import Index, Passage, everything
from detente.analyses.sequencing.searching import Cost
from detente.analyses.sequencing.sides import Sides
from detente.graph.model import each_bit

Counted = NDArray[np.int64]
Counts = tuple[int, ...]
Found = tuple[tuple[int, ...], tuple[str, ...]]

BEST = 3  # accepted orders shown besides the finest and the coarsest
_WIDTH = 11  # bits of one count, summed over the stages of an order
_FIELDS = 5
_REFUSED = 64  # what a refusal costs, in bundles: more than an order has


def accepted_orders(sides: Sides, goal: int, allowed: Passage) -> tuple[Found, ...]:
    """Return the accepted orders shown, each with why: the best few, the finest, the coarsest."""
    orders = sides.orders
    # the best is the one with the fewest temptations, and these may not be known
    first = "best" if sides.whole else "good"
    more = 1 << _WIDTH * _FIELDS
    shown: dict[tuple[int, ...], list[str]] = {}
    for number, stages in enumerate(orders.cheapest(goal, allowed, _costs(sides, goal), most=BEST)):
        shown.setdefault(stages, []).append(first if number == 0 else "good")
    for kind, each in (("finest", -more), ("coarsest", more)):
        for stages in orders.cheapest(goal, allowed, _costs(sides, goal, each)):
            shown.setdefault(stages, []).append(kind)
    return tuple((stages, tuple(kinds)) for stages, kinds in shown.items())


def best_of_all(sides: Sides, ends: Iterable[int], allowed: Passage) -> tuple[int, ...]:
    """Return the best order of allowed bundles to any of some end stages, as its stages.

    Ends can differ in who is tempted before the first stage, so that is counted here too.  The
    first in file order, of those that are equally good; nothing, if none leads to any.
    """
    orders = sides.orders
    every = [int(orders.stages[end]) for end in ends]
    # no order to an end is better than what the status quo and the end itself make of it
    bounds = {goal: _weighed(sides, goal, (0, goal)) for goal in every}
    best: tuple[Counts, tuple[int, ...], tuple[int, ...]] | None = None
    for goal in sorted(every, key=lambda goal: (bounds[goal], goal)):
        if best is not None and bounds[goal] > best[0]:
            break
        costs = _costs(sides, goal)
        for stages in orders.cheapest(goal, allowed, costs):
            bundles = tuple(to ^ of for of, to in zip((0, *stages), stages, strict=False))
            found = _weighed(sides, goal, (0, *stages)), bundles, stages
            best = found if best is None else min(best, found)
    return () if best is None else best[2]


def _weighed(sides: Sides, goal: int, stages: Iterable[int]) -> Counts:
    """Return the counts of some stages on the way to an end, each summed; weightiest first."""
    numbers = [n for n in map(sides.orders.number, stages) if n is not None]
    sums = [int(field.sum()) for field in _fields(sides, goal, numbers)]
    return (*sums[:-1], len(numbers) - 1)


def _fields(sides: Sides, goal: int, stages: Sequence[int] | None = None) -> list[Counted]:
    """Return for some stages, or all, what counts against them on the way to an end, weightiest first."""
    places = sides.places if stages is None else sides.places[list(stages)]
    parties = np.array(sides.deciders)[:, None]
    number = sides.orders.number(goal)
    assert number is not None
    worth = sides.ranks[parties, sides.places[number]]
    none = np.zeros((len(sides.sides), sides.ranks.shape[1]), dtype=np.int64)
    best, worst = sides.fallback.tempting if sides.whole else (none, none)
    plain = exposure(sides.graph)
    exposed = plain.exposed[parties, places]
    return [
        (worst[parties, places] > worth).sum(axis=0),
        (best[parties, places] > worth).sum(axis=0),
        (exposed & ~plain.recoverable[parties, places]).sum(axis=0),
        exposed.sum(axis=0),
        np.ones(places.size, dtype=np.int64),
    ]


def _costs(sides: Sides, goal: int, each: int = 0) -> Cost:
    """Return what bundles cost: the counts of the stage they lead to, weightiest first.

    `each` is added for every bundle.
    """
    parts = np.flatnonzero(sides.orders.parts_of(goal))
    fields = _fields(sides, goal, parts.tolist())
    packed = np.zeros(parts.size, dtype=np.int64)
    # more parties than that at one stage count as so many, lest a sum spill into the next count
    most = ((1 << _WIDTH) - 1) // max(goal.bit_count(), 1)
    for field in fields:
        packed = (packed << _WIDTH) + np.minimum(field.astype(np.int64), most)
    costs = np.zeros(sides.places.size, dtype=np.int64)
    costs[parts] = packed + np.int64(each)
    return lambda _, ends: costs[ends]


def telling_failures(
    sides: Sides, goal: int, allowed: Passage, require: Collection[str]
) -> tuple[Found, ...]:
    """Return legal orders that somebody refuses, each with why it is shown.

    All at once, or in as few bundles as are legal; each party's own steps before what others
    give alone, where that is legal; and, if no order is accepted at all, the one with the fewest
    refusals.
    """
    orders = sides.orders
    shown: dict[tuple[int, ...], list[str]] = {}
    refused = _refused(sides, require)
    kinds: list[tuple[str, Cost | None, Passage | None]] = [("all at once", None, None)]
    # of the orders in which one side gives first, the one that is refused least
    kinds += [(f"{name} upfront", refused, kept) for name, kept in _upfront(sides, goal)]
    none_accepted = not orders.cheapest(goal, allowed)
    if none_accepted:
        kinds.insert(0, ("closest", refused, None))
    for kind, costs, kept in kinds:
        for stages in orders.cheapest(goal, kept, costs):
            said = kind
            if kind == "all at once" and len(stages) > 1:
                said = "in as few bundles as are legal"
            shown.setdefault(stages, []).append(said)
    return tuple((stages, tuple(why)) for stages, why in shown.items())


def closest(
    sides: Sides,
    goals: Sequence[int],
    require: Collection[str],
    *,
    parties: Collection[int] | None = None,
    allowed: Passage | None = None,
) -> tuple[int, tuple[int, ...]]:
    """Return the legal order with the fewest refusals, as its end and its stages.

    `goals` are stages that legal orders lead to; of those as close as each other the first is taken.
    `parties` are those whose refusals count, all if none are named; `allowed` are the bundles that
    may be used, all that are legal if none are named.
    """
    refused = _refused(sides, require, parties)
    goal = min(goals, key=lambda stage: sides.orders.least(stage, allowed, refused) // _REFUSED)
    (stages,) = sides.orders.cheapest(goal, allowed, refused)
    return goal, stages


def _upfront(sides: Sides, goal: int) -> Iterator[tuple[str, Passage]]:
    """Yield for each party the bundles in which nobody else gives before it has given all.

    A party's part are the steps it takes alone; what others give are the steps they take
    without it.
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
    for number, mine in sorted(alone.items()):
        theirs = sum(
            1 << bit
            for bit in each_bit(goal & ~mine)
            if any(steps >> bit & 1 for other, steps in alone.items() if other != number)
        )
        if theirs:
            given = (orders.stages & mine) == mine
            places = sum(1 << n for n, bit in enumerate(orders.open) if not theirs >> bit & 1)
            every = everything(len(orders.open))
            may = np.where(given, every.leaving, every.leaving & np.uint32(places))
            yield graph.parties[number], replace(every, leaving=may)


def _refused(
    sides: Sides, require: Collection[str], parties: Collection[int] | None = None
) -> Cost:
    """Return the cost of bundles by how many tests they fail, of those that parties insist on."""
    tests = [
        test.passage
        for number in (range(len(sides.sides)) if parties is None else parties)
        for test in sides.sides[number].acceptance.tests
        if test.kind in require
    ]

    def cost(begins: Index, ends: Index) -> Counted:
        failed = np.zeros(ends.size, dtype=np.int64)
        for test in tests:
            failed += ~test.passes(begins, ends)
        return failed * _REFUSED + 1

    return cost
