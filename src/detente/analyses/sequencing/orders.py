"""Every legal order of steps from a start, as paths over what has been done so far.

A *stage* is the set of steps taken so far; a legal bundle leads from a stage to a larger one.
Each step is taken at most once, so an order of some steps is a path from the empty stage to the
stage of all of them, and whatever is asked of orders is asked of paths: how many there are,
whether there is one, which is the best.  Legality does not depend on what anybody prefers.

Stages are numbered by the bits of their steps; bundles are never listed as a whole (`searching`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from heapq import heappop, heappush
from itertools import takewhile

import numpy as np

from detente.analyses.impossible import refuse_floors
from detente.analyses.sequencing.carrying import carried_by
from detente.analyses.sequencing.kernels import reached
from detente.analyses.sequencing.passage import Index, Passage, Truth, at_stages, everything
from detente.analyses.sequencing.searching import (
    NEVER,
    Carried,
    Cost,
    Counts,
    ahead,
    bundles_in,
    counts,
    legal_in,
    nearing,
    onward,
    passes,
)
from detente.errors import NoAnswer, WrongUse, did_you_mean
from detente.graph.model import GraphModel, each_bit

MOST_BUNDLES = 500_000_000  # tested in one search: all between 18 steps of which nothing is known
MOST_COUNTED = 14  # steps whose orders are counted


@dataclass(frozen=True)
class Orders:
    """The stages between a start and its end states, and what is legal between them.

    `open` are the bits of the options that can be switched; bit k of a stage's number stands for
    `open[k]`.  Stages of more than `most` steps are reached by bundles of one step only where
    the others would be too many to look at: `complete` is false then, and what is not found
    reached `beyond` may be reached.
    """

    graph: GraphModel
    start: int
    open: tuple[int, ...]
    _known: dict[bytes, Truth] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def stages(self) -> Index:
        """The options switched at each stage, as bits of options."""
        found = np.zeros(1, dtype=np.int64)
        for bit in self.open:
            found = np.concatenate([found, found | np.int64(1 << bit)])
        return found

    @cached_property
    def beyond(self) -> Truth:
        """Which of the states that exist could be the end of an order that was not looked at.

        All orders to the others were: their parts are no larger than they are.
        """
        assert self.graph.moves is not None
        switched = np.flatnonzero(self.graph.moves.exists) ^ self.start
        can = np.int64(sum(1 << bit for bit in self.open))
        return np.asarray(((switched & ~can) == 0) & (np.bitwise_count(switched) > self.most))

    @cached_property
    def states(self) -> Index:
        """The combination of options that each stage leads to."""
        return self.stages ^ self.start

    @cached_property
    def exists(self) -> Truth:
        """Which stages are states."""
        assert self.graph.moves is not None
        return np.asarray(self.graph.moves.exists[self.states])

    @cached_property
    def legal(self) -> Passage:
        """What the guards of the options and the rules let pass, whoever carries it."""
        moves = self.graph.moves
        assert moves is not None
        base = everything(len(self.open))
        leaving = base.leaving.copy()
        by_bit = {switch.bit: switch for switch in moves.switches}
        for place, bit in enumerate(self.open):
            switch = by_bit[bit]
            guard = switch.undone_when if self.start >> bit & 1 else switch.after
            if guard is not None:
                leaving[~guard[self.states]] &= ~np.uint32(1 << place)
        return Passage(leaving, base.arriving, self.exists)

    @cached_property
    def carried(self) -> Carried:
        """Who can carry which bundle."""
        return carried_by(self.graph, self.start, self.open, self.states)

    @cached_property
    def _sizes(self) -> Counts:
        return np.bitwise_count(self.stages).astype(np.int64)

    @cached_property
    def most(self) -> int:
        """Up to how many steps every bundle is looked at."""
        last = np.arange(self.stages.size) & self.legal.arriving
        many = np.where(self.exists, np.int64(1) << np.bitwise_count(last).astype(np.int64), 0)
        total = np.cumsum(np.bincount(self._sizes, weights=many, minlength=len(self.open) + 1))
        return int(np.searchsorted(total, MOST_BUNDLES, side="right")) - 1

    @property
    def near(self) -> Truth:
        """Which stages have so few steps that every bundle on the way to them is looked at."""
        return np.asarray(self._sizes <= self.most)

    @property
    def complete(self) -> bool:
        """Whether every bundle between stages of any size is looked at."""
        return self.most >= len(self.open)

    # names -----------------------------------------------------------------------------------

    def number(self, stage: int) -> int | None:
        """Return the number of a stage; None if no state belongs to it."""
        if stage & ~sum(1 << bit for bit in self.open):
            return None
        found = sum(1 << place for place, bit in enumerate(self.open) if stage >> bit & 1)
        return found if self.exists[found] else None

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

    def small_first(self, chosen: Truth) -> Index:
        """Return the numbers of some stages: those of fewest steps first, then in option order."""
        numbers = np.flatnonzero(chosen).astype(np.int64)
        return numbers[np.argsort(self._sizes[numbers], kind="stable")]

    # paths -----------------------------------------------------------------------------------
    # `passage` is what a party, or all of them, let pass; only what is legal counts of it

    def inside(self, goal: int) -> Passage:
        """Return the legal bundles between stages that are parts of `goal`."""
        return at_stages(self.legal, self.parts_of(goal))

    def parts_of(self, goal: int) -> Truth:
        """Return the stages that are states and parts of `goal`."""
        return np.asarray(((self.stages & ~goal) == 0) & self.exists)

    def reached(self, passage: Passage | None = None) -> Truth:
        """Return the stages to which an order of legal bundles leads that pass; all legal by None.

        Beyond `most` steps a stage may be reached although it is not found so.
        """
        if passage is None:
            return self._legally
        return reached(self.legal & passage, self.carried, self.most)

    @cached_property
    def _legally(self) -> Truth:
        return reached(self.legal, self.carried, self.most)

    def within(self, goal: int, passage: Passage | None = None) -> Passage:
        """Return what is legal and passes between parts of a goal."""
        every = self.legal if passage is None else self.legal & passage
        return at_stages(every, self.parts_of(goal))

    def count(self, goal: int, passage: Passage | None = None) -> int:
        """Return how many orders of bundles that pass lead to a goal of up to `MOST_COUNTED` steps."""
        number = self.number(goal)
        if number is None:
            return 0
        return int(counts(self.within(goal, passage), self.carried)[number])

    def used(self, goal: int, passage: Passage | None = None) -> Iterator[tuple[Index, Index]]:
        """Yield the bundles that some order to a goal uses: from and to, as options switched."""
        number = self.number(goal)
        if number is None:
            return
        for begins, ends in bundles_in(number, self.within(goal, passage), self.carried):
            yield self.stages[begins], self.stages[ends]

    def least(self, goal: int, passage: Passage | None = None, cost: Cost | None = None) -> int:
        """Return what the cheapest order to a goal costs, `NEVER` if there is none."""
        number = self.number(goal)
        if number is None:
            return int(NEVER)
        way = self.within(goal, passage)
        if cost is not None:
            return int(ahead(number, way, self.carried, cost)[0])
        near = nearing(number, way, self.carried)
        return next((int(left[0]) for left in near if left[0] < NEVER), int(NEVER))

    def leading(self, goal: int, passage: Passage | None = None) -> Truth:
        """Return the stages from which bundles that pass lead on to a goal, itself included."""
        number = self.number(goal)
        if number is None:
            return np.zeros(self.stages.size, dtype=np.bool_)
        way = self.within(goal, passage)
        return np.asarray(ahead(number, way, self.carried, None) < NEVER)

    def cheapest(
        self, goal: int, passage: Passage | None = None, cost: Cost | None = None, *, most: int = 1
    ) -> tuple[tuple[int, ...], ...]:
        """Return the cheapest orders to `goal`, each as its stages from the first bundle on.

        `cost` tells what bundles cost, from and to given by numbers of stages; one each by None.
        Of orders that cost the same, those come first whose first different bundle has the
        earlier options.
        """
        number = self.number(goal)
        if number is None:
            return ()
        way = self.within(goal, passage)
        if cost is not None:
            left = ahead(number, way, self.carried, cost)
            return tuple(self._best_first(number, way, left, cost, most))
        left = np.full(0, NEVER)
        for bundles, left in enumerate(nearing(number, way, self.carried), start=1):
            every = self._best_first(number, way, left, _one, most)
            found = tuple(takewhile(partial(_no_more, bundles), every))
            if len(found) == most:
                return found
        # all that is near is known; an order can have more bundles than any stage is far
        return tuple(self._best_first(number, way, left, _one, most))

    def _best_first(
        self, goal: int, way: Passage, left: Counts, cost: Cost, most: int
    ) -> Iterator[tuple[int, ...]]:
        """Yield orders, cheapest first: what lies ahead is known, so no way is tried in vain."""
        waiting: list[tuple[int, tuple[int, ...], tuple[int, ...], int, int]] = []
        if left[0] >= NEVER:
            return
        heappush(waiting, (int(left[0]), (), (), 0, 0))
        found = 0
        while waiting and found < most:
            _, bundles, stages, here, spent = heappop(waiting)
            if here == goal:
                yield stages
                found += 1
                continue
            ends = onward(here, goal, way, self.carried)
            ends = ends[left[ends] < NEVER]
            costs = cost(np.full(ends.size, here, dtype=np.int64), ends)
            for to, each in zip(ends.tolist(), costs.tolist(), strict=True):
                stage = int(self.stages[to])
                taken = stage ^ int(self.stages[here])
                entry = (*bundles, taken), (*stages, stage)
                heappush(waiting, (spent + each + int(left[to]), *entry, to, spent + each))

    def is_bundle(self, before: int, after: int) -> bool:
        """Tell whether a legal bundle leads from one stage to another."""
        begin, end = self.number(before), self.number(after)
        if begin is None or end is None or before & ~after or before == after:
            return False
        pair = np.array([begin], dtype=np.int64), np.array([end], dtype=np.int64)
        return bool(passes(self.legal, self.carried, *pair).all())

    def needs(self, goal: int, party: int) -> bool:
        """Tell whether some legal bundle to a part of a goal needs a party."""
        moves = self.graph.moves
        assert moves is not None
        for begins, ends in legal_in(self.inside(goal), self.carried):
            carried = moves.carriers(self.states[begins], self.states[ends])
            if any(int(c) >> party & 1 for c in np.unique(carried).tolist()):
                return True
        return False

    def carriers(self, stages: Sequence[int]) -> tuple[int, ...]:
        """Return a smallest coalition that carries each bundle of an order, given by its stages."""
        moves = self.graph.moves
        assert moves is not None
        before = np.array([0, *stages[:-1]], dtype=np.int64) ^ self.start
        after = np.array(stages, dtype=np.int64) ^ self.start
        return tuple(int(c) for c in moves.carriers(before, after))


def _no_more(bundles: int, order: tuple[int, ...]) -> bool:
    return len(order) <= bundles


def _one(_: Index, ends: Index) -> Counts:
    """Return the cost of bundles of which each costs one."""
    return np.ones(ends.size, dtype=np.int64)


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


def orders_from(graph: GraphModel, start: int, goal: int) -> Orders:
    """Return the legal orders of the steps of a stage from another combination than today's.

    Raises LimitReached if too many parties act together.
    """
    found: Orders = graph.remember(("orders", start, goal), lambda: _orders(graph, start, goal))
    return found


def start_of(graph: GraphModel) -> int:
    """Return the combination of the status quo, from which all orders start.

    Raises NoAnswer for models that do not consist of options; WrongUse without a status quo;
    ConflictProblems if what a party refuses to fall below is no state.
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
    refuse_floors(graph.selection)
    return graph.number(graph.status_quo)


def _orders(graph: GraphModel, start: int, only: int | None) -> Orders:
    moves = graph.moves
    assert moves is not None
    return Orders(
        graph,
        start,
        tuple(
            switch.bit
            for switch in moves.switches
            if (switch.off if start >> switch.bit & 1 else switch.on)
            and (only is None or only >> switch.bit & 1)
        ),
    )
