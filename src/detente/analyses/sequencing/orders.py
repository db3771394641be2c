"""Every legal order of steps from a start, as one graph of what has been done so far.

A *stage* is the set of steps taken so far; a legal bundle leads from a stage to a larger one.
Each step is taken at most once, so an order of some steps is a path from the empty stage to the
stage of all of them, and whatever is asked of orders is asked of paths: how many there are,
whether there is one, which is the best.  Legality does not depend on what anybody prefers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush
from itertools import pairwise
from math import comb

import numpy as np
from numpy.typing import NDArray

from detente.errors import NoAnswer, WrongUse, did_you_mean
from detente.graph.model import GraphModel, States, each_bit

Truth = NDArray[np.bool_]
Index = NDArray[np.int32]
Counts = NDArray[np.int64]

MOST_PAIRS = 2_000_000  # of stages, one part of the other: 13 open steps
NEVER = np.int64(1) << np.int64(60)


@dataclass(frozen=True)
class Orders:
    """The stages between a start and its end states, and the legal bundles between them.

    `stages` holds the options switched so far as bit patterns, small stages first; the bundle
    number k leads from stage `earlier[k]` to stage `later[k]` and is carried by the coalition
    `carriers[k]`.  Stages of more than `most` steps are left out: `complete` is false then, and
    nothing is known of the orders that lead `beyond`.
    """

    graph: GraphModel
    start: int
    open: tuple[int, ...]
    most: int
    stages: States
    earlier: Index
    later: Index
    carriers: NDArray[np.int64]

    @property
    def complete(self) -> bool:
        """Whether stages of any size were looked at."""
        return self.most >= len(self.open)

    @cached_property
    def beyond(self) -> Truth:
        """Which of the states that exist could be the end of an order that was left out.

        All orders to the others were looked at: their parts are no larger than they are.
        """
        assert self.graph.moves is not None
        switched = np.flatnonzero(self.graph.moves.exists) ^ self.start
        can = np.int64(sum(1 << bit for bit in self.open))
        return np.asarray(((switched & ~can) == 0) & (np.bitwise_count(switched) > self.most))

    @cached_property
    def states(self) -> States:
        """The combination of options that each stage leads to."""
        return self.stages ^ self.start

    @cached_property
    def _number(self) -> dict[int, int]:
        return {stage: number for number, stage in enumerate(self.stages.tolist())}

    @cached_property
    def _levels(self) -> tuple[slice, ...]:
        """The bundles by the size of the stage they lead to: those of one slice are independent."""
        sizes = np.bitwise_count(self.stages)[self.later]
        bounds = np.searchsorted(sizes, np.arange(self.most + 2))
        return tuple(slice(int(a), int(b)) for a, b in pairwise(bounds) if a < b)

    def number(self, stage: int) -> int | None:
        """Return the number of a stage; None if no state belongs to it."""
        return self._number.get(stage)

    def step(self, bit: int) -> str:
        """Return the step that switches an option from the start: `a`, or `not a`."""
        name = self.graph.options[bit]
        return f"not {name}" if self.start >> bit & 1 else name

    def steps(self, stage: int) -> tuple[str, ...]:
        """Return the steps of a stage, or of a bundle, in option order."""
        return tuple(self.step(bit) for bit in each_bit(stage))

    def stage(self, steps: Iterable[str]) -> int:
        """Return the stage of some steps, written `a` or `not a`.

        Raises WrongUse for a step that nobody can take from the start.
        """
        known = {self.step(bit): bit for bit in range(len(self.graph.options))}
        found = 0
        for step in steps:
            if step not in known:
                raise WrongUse(_no_step(step, known, self.graph.options))
            found |= 1 << known[step]
        return found

    # paths -----------------------------------------------------------------------------------

    def inside(self, goal: int) -> Truth:
        """Return the bundles between stages that are parts of `goal`."""
        return np.asarray((self.stages[self.later] & ~goal) == 0)

    def reached(self, allowed: Truth) -> Truth:
        """Return the stages to which an order of allowed bundles leads."""
        found = np.zeros(self.stages.size, dtype=np.bool_)
        found[0] = True
        for level in self._levels:
            good = allowed[level] & found[self.earlier[level]]
            found[self.later[level][good]] = True
        return found

    def leading(self, goal: int, allowed: Truth) -> Truth:
        """Return the stages from which allowed bundles lead on to `goal`."""
        found = np.zeros(self.stages.size, dtype=np.bool_)
        number = self.number(goal)
        if number is not None:
            found[number] = True
            for level in reversed(self._levels):
                good = allowed[level] & found[self.later[level]]
                found[self.earlier[level][good]] = True
        return found

    def used(self, goal: int, allowed: Truth) -> Truth:
        """Return the bundles that some order of allowed bundles to `goal` uses."""
        ways = self.reached(allowed)[self.earlier]
        return np.asarray(allowed & ways & self.leading(goal, allowed)[self.later])

    def counts(self, allowed: Truth) -> Counts:
        """Return how many orders of allowed bundles lead to each stage."""
        found = np.zeros(self.stages.size, dtype=np.int64)
        found[0] = 1
        for level in self._levels:
            good = allowed[level]
            np.add.at(found, self.later[level][good], found[self.earlier[level][good]])
        return found

    def least(self, allowed: Truth, costs: Counts) -> Counts:
        """Return what the cheapest order of allowed bundles to each stage costs, `NEVER` if none."""
        found = np.full(self.stages.size, NEVER, dtype=np.int64)
        found[0] = 0
        for level in self._levels:
            good = allowed[level] & (found[self.earlier[level]] < NEVER)
            before = found[self.earlier[level][good]]
            np.minimum.at(found, self.later[level][good], before + costs[level][good])
        return found

    def cheapest(
        self, goal: int, allowed: Truth, costs: Counts, *, most: int = 1
    ) -> tuple[tuple[int, ...], ...]:
        """Return the cheapest orders to `goal`, each as its stages from the first bundle on.

        `costs` are those of the bundles.  Of orders that cost the same, those come first whose
        first different bundle has the earlier options.
        """
        number = self.number(goal)
        if number is None:
            return ()
        ahead = self._ahead(number, allowed, costs)
        if ahead[0] >= NEVER:
            return ()
        return tuple(self._best_first(number, ahead, allowed, costs, most))

    def _ahead(self, goal: int, allowed: Truth, costs: Counts) -> Counts:
        """Return what the cheapest way from each stage to the goal costs."""
        ahead = np.full(self.stages.size, NEVER, dtype=np.int64)
        ahead[goal] = 0
        for level in reversed(self._levels):
            good = allowed[level] & (ahead[self.later[level]] < NEVER)
            here = self.earlier[level][good]
            np.minimum.at(ahead, here, ahead[self.later[level][good]] + costs[level][good])
        return ahead

    def _best_first(
        self, goal: int, ahead: Counts, allowed: Truth, costs: Counts, most: int
    ) -> Iterator[tuple[int, ...]]:
        """Yield orders, cheapest first: what lies ahead is known, so no way is tried in vain."""
        useful = np.flatnonzero(allowed & (ahead[self.later] < NEVER))
        useful = useful[np.argsort(self.earlier[useful], kind="stable")]
        begins = self.earlier[useful]
        waiting: list[tuple[int, tuple[int, ...], tuple[int, ...], int, int]] = []
        heappush(waiting, (int(ahead[0]), (), (), 0, 0))
        found = 0
        while waiting and found < most:
            _, bundles, stages, here, spent = heappop(waiting)
            if here == goal:
                yield stages
                found += 1
                continue
            first, last = np.searchsorted(begins, [here, here + 1])
            for bundle in useful[first:last].tolist():
                to, cost = int(self.later[bundle]), spent + int(costs[bundle])
                stage = int(self.stages[to])
                taken = stage ^ int(self.stages[here])
                entry = (*bundles, taken), (*stages, stage)
                heappush(waiting, (cost + int(ahead[to]), *entry, to, cost))


def _no_step(step: str, known: Iterable[str], options: Sequence[str]) -> str:
    name = step.removeprefix("not ").strip()
    if name in options:
        way = "is in effect already" if not step.startswith("not ") else "is not in effect"
        return f"'{step}' is no step from the status quo: '{name}' {way}"
    return f"'{step}' is not a step; {did_you_mean(step, known)}"


def orders_of(graph: GraphModel, *, steps: Iterable[str] | None = None) -> Orders:
    """Return the legal orders from the status quo: of all open steps, or of some.

    Raises NoAnswer for models that do not consist of options; WrongUse if the file names no
    status quo, or a step that there is not; LimitReached if too many parties act together.
    """
    start = start_of(graph)
    found: Orders = graph.remember(("orders", None), lambda: _orders(graph, start, None))
    if steps is None:
        return found
    goal = found.stage(steps)
    part: Orders = graph.remember(("orders", goal), lambda: _orders(graph, start, goal))
    return part


def start_of(graph: GraphModel) -> int:
    """Return the combination of the status quo, from which all orders start.

    Raises NoAnswer for models that do not consist of options; WrongUse without a status quo.
    """
    if graph.moves is None:
        raise NoAnswer("this model lists its states; an order of steps needs a model of options")
    if graph.merges:
        named = ", ".join(f"'{name}'" for name in graph.naming.names)
        raise NoAnswer(
            f"this model treats several combinations of options as one state ({named}); "
            "an order of steps needs each combination by itself: leave out `states`"
        )
    if graph.status_quo is None:
        raise WrongUse("the file names no status quo to start from; add one, or give --status-quo")
    return graph.number(graph.status_quo)


def _orders(graph: GraphModel, start: int, only: int | None) -> Orders:
    moves = graph.moves
    assert moves is not None
    can = [
        switch.bit
        for switch in moves.switches
        if (switch.off if start >> switch.bit & 1 else switch.on)
        and (only is None or only >> switch.bit & 1)
    ]
    most = _most(len(can))
    parts, wholes = _pairs(can, most)
    keep = moves.exists[start ^ parts] & moves.exists[start ^ wholes]
    parts, wholes = parts[keep], wholes[keep]
    carriers = moves.carriers(start ^ parts, start ^ wholes)
    legal = carriers != 0
    parts, wholes, carriers = parts[legal], wholes[legal], carriers[legal]
    stages = np.unique(np.concatenate([np.zeros(1, dtype=np.int64), wholes, parts]))
    stages = stages[np.lexsort((stages, np.bitwise_count(stages)))]
    by_value = np.argsort(stages)
    later = by_value[np.searchsorted(stages, wholes, sorter=by_value)].astype(np.int32)
    earlier = by_value[np.searchsorted(stages, parts, sorter=by_value)].astype(np.int32)
    order = np.lexsort((earlier, later))
    return Orders(
        graph,
        start,
        tuple(can),
        most,
        stages,
        earlier[order],
        later[order],
        carriers[order],
    )


def _most(steps: int) -> int:
    """Return up to how many steps the stages may have, so that their pairs stay listable."""
    pairs, size = 0, 0
    while size <= steps:
        pairs += comb(steps, size) << size
        if pairs > MOST_PAIRS:
            return size - 1
        size += 1
    return steps


def _pairs(bits: Sequence[int], most: int) -> tuple[States, States]:
    """Return every proper part of every set of at most `most` bits, and the set."""
    parts = np.zeros(1, dtype=np.int64)
    wholes = np.zeros(1, dtype=np.int64)
    for number in bits:
        bit = np.int64(1 << number)
        small = np.bitwise_count(wholes) < most
        part, whole = parts[small], wholes[small]
        parts = np.concatenate([parts, part, part | bit])
        wholes = np.concatenate([wholes, whole | bit, whole | bit])
    proper = parts != wholes
    return parts[proper], wholes[proper]
