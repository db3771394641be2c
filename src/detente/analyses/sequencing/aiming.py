"""Which steps lead to a target: the smallest sets of steps that a negotiation about it is about.

A set of steps counts if what it ends in satisfies the target and leaves no party worse off than the
status quo, and if every party accepts some order of it, the same one: a step that only a condition
asks for belongs to it then.  Of these the sets that hold no smaller one.  If there is none, those
with a legal order, accepted or not; if there is none of these either, those that leave somebody
worse off.  The answer says which of the three it is, and every question goes by the same sets.

Where orders were left out because there are too many, smaller sets than those found are excluded,
but there may be others; and where none of those found is accepted, one that was left out could be.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.analyses.choosing import chosen
from detente.analyses.sequencing.accepting import REQUIREMENTS
from detente.analyses.sequencing.orders import Orders, orders_of, start_of
from detente.analyses.sequencing.sides import Sides, sides_of
from detente.analyses.wording import counted
from detente.errors import LimitReached, NoAnswer, WrongUse
from detente.graph.model import GraphModel, each_bit

Truth = NDArray[np.bool_]

MOST_SETS = 6  # step sets that are looked into


@dataclass(frozen=True, slots=True)
class StepSets:
    """The smallest sets of steps to a target, as stages: fewest steps first, then file order.

    `accepted` tells whether every party accepts some order of each; `agreed` whether each leaves
    every party at least as well off as the status quo, as those that are accepted do; `already`
    whether the target is true before any step, in which case no set is listed.  They are not
    `complete` if orders were left out that lead to the target, and not `settled` if some of these
    could be what the sets found are not, accepted by all or worse for nobody.
    """

    stages: tuple[int, ...]
    agreed: bool
    accepted: bool = False
    already: bool = False
    complete: bool = True
    settled: bool = True


def step_sets(sides: Sides, target: Truth, require: Collection[str] = REQUIREMENTS) -> StepSets:
    """Return the step sets considered for a target; `target` is over the states that exist.

    `require` is what a party insists on where it accepts an order.
    """
    if target[int(sides.places[0])]:
        return StepSets((), agreed=True, already=True)
    orders = sides.orders
    # of larger sets nobody knows whether fewer of the steps would do
    meant = sides.at_stages(target) & orders.near
    as_good = meant & nobody_worse(sides)
    # all parties, those that only ratify among them
    allowed = sides.accepted(require, range(len(sides.sides)))
    accepted = as_good & orders.reached(allowed)
    now = sides.ranks[:, [int(sides.places[0])]]
    beyond = target & orders.beyond
    better = beyond & (sides.ranks >= now).all(axis=0)
    if accepted.any():
        stages = smallest(orders, accepted)
        complete = not _further(sides, better, stages)
        return StepSets(stages, agreed=True, accepted=True, complete=complete)
    legal = orders.reached()
    agreed = bool((as_good & legal).any())
    stages = smallest(orders, legal & (as_good if agreed else meant))
    if agreed or better.any():
        # steps that hold these may be accepted although these are not
        settled = not better.any()
        return StepSets(stages, agreed=agreed, complete=settled, settled=settled)
    complete = not _further(sides, beyond, stages)
    return StepSets(stages, agreed=agreed, complete=complete, settled=complete or bool(stages))


def nobody_worse(sides: Sides) -> Truth:
    """Return at which stages no party is worse off than at the status quo, who only ratifies too."""
    ranks = sides.ranks[:, sides.places]
    as_good: Truth = np.logical_and.reduce(ranks >= ranks[:, [0]], axis=0)
    return as_good


def _further(sides: Sides, states: Truth, stages: tuple[int, ...]) -> bool:
    """Tell whether some of the states that exist are the end of steps that hold none of some sets."""
    exist = np.flatnonzero(sides.graph.exists)
    switched = exist[states] ^ sides.orders.start
    for stage in stages:
        switched = switched[(switched & stage) != stage]
    return bool(switched.size)


def smallest(orders: Orders, chosen: Truth) -> tuple[int, ...]:
    """Return of some stages those that hold no other: fewest steps first, then file order."""
    found = []
    stages = orders.stages[orders.small_first(chosen)]
    while stages.size:
        stage = int(stages[0])
        found.append(stage)
        stages = stages[(stages & stage) != stage]
    return tuple(sorted(found, key=lambda s: (s.bit_count(), tuple(each_bit(s)))))


@dataclass(frozen=True, slots=True)
class Aim:
    """What the parties would differ over: a target or none, sets of steps, and their end states.

    `ends` is over all combinations of options; `agreed`, `accepted` and `settled` tell of all the
    sets what they do in `StepSets`.  There are no `sets` if some state satisfies the target and no
    order of steps leads to it.  `limits` say what was left out, `notes` what else there is to know.
    """

    target: str | None
    sets: tuple[tuple[str, ...], ...]
    agreed: bool
    accepted: bool
    ends: Truth
    notes: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    settled: bool = True


def aims(
    graph: GraphModel,
    *,
    to: str | None = None,
    steps: tuple[str, ...] | None = None,
    require: Collection[str] = REQUIREMENTS,
) -> Aim:
    """Return the sets of steps in question: those given, or the smallest to a target.

    `require` is what a party insists on where it accepts an order.

    Raises
    ------
    WrongUse : for an unknown target or step, no step at all, and a file without targets or
        status quo.
    NoAnswer : if the target is true already or no state satisfies it, if the steps can be taken in
        no legal order, and for a model that does not consist of options.
    LimitReached : if the steps are too many for their orders to be listed.
    """
    start_of(graph)
    target = to
    if target is None and steps is None:
        if not graph.conflict.targets:
            raise WrongUse("the file names no target; give one with --to, or some --steps")
        target = graph.conflict.targets[0].name
    sides = sides_of(graph, orders_of(graph, steps=steps))
    orders = sides.orders
    meant = None if target is None else chosen(graph, target)
    if steps is not None:
        goal = orders.stage(steps)
        if not goal:
            raise WrongUse("--steps names no step")
        _can_be_taken(graph, sides.orders.steps(goal))
        if meant is None:
            meant = np.zeros(graph.exists.size, dtype=np.bool_)
            meant[orders.start ^ goal] = True
        notes: tuple[str, ...] = ()
        if not meant[orders.start ^ goal]:
            notes = (f"the steps do not lead to the target '{target}'",)
        agreed, accepted = standing(sides, goal, require)
        return Aim(target, (orders.steps(goal),), agreed, accepted, meant, notes)
    assert meant is not None
    found = step_sets(sides, meant[graph.exists], require)
    if found.already:
        raise NoAnswer(f"the target '{target}' is reached at the status quo: nothing is to be done")
    if not found.stages and not found.settled:
        raise LimitReached(
            f"no order of up to {counted(orders.most, 'step')} leads to the target '{target}', and longer ones "
            f"were not looked at: {counted(len(orders.open), 'step')} can be taken from the status quo; "
            "--steps looks at the orders of some"
        )
    if not found.stages and not meant.any():
        raise NoAnswer(f"the target '{target}' cannot be reached: no state satisfies it")
    limits = []
    if len(found.stages) > MOST_SETS:
        limits.append(
            f"left out: sets of steps. There are {len(found.stages):,} smallest ones to the target; "
            f"the first {MOST_SETS} are compared"
        )
    if not found.complete:
        limits.append(sets_left_out(sides, found))
    sets = tuple(orders.steps(stage) for stage in found.stages[:MOST_SETS])
    return Aim(target, sets, found.agreed, found.accepted, meant, (), tuple(limits), found.settled)


def longer_orders(orders: Orders) -> str:
    """Return which orders were left out."""
    return f"left out: orders of more than {counted(orders.most, 'step')}"


def sets_left_out(sides: Sides, found: StepSets) -> str:
    """Return which orders were left out, and what that leaves open of the sets found."""
    orders = sides.orders
    said = (
        f"{longer_orders(orders)} ({counted(len(orders.open), 'step')} can be taken from the status quo); "
        "--steps looks at the orders of some"
    )
    if found.settled:
        return f"{said}. Larger sets than those told here may lead there as well"
    what = "that everybody accepts" if found.agreed else "that leaves nobody worse off"
    if not found.stages:
        what = "that leads there"
    return f"{said}. Whether one of these is an order {what} is not established"


def standing(sides: Sides, goal: int, require: Collection[str] = REQUIREMENTS) -> tuple[bool, bool]:
    """Return whether steps leave no party worse off, and whether some order is accepted by all."""
    orders = sides.orders
    number = orders.number(goal)
    if number is None:
        return False, False
    ranks = sides.ranks[:, sides.places[[0, number]]]
    allowed = sides.accepted(require, range(len(sides.sides)))
    accepted = orders.reached(allowed & orders.inside(goal))[number]
    return bool((ranks[:, 1] >= ranks[:, 0]).all()), bool(accepted)


def _can_be_taken(graph: GraphModel, steps: tuple[str, ...]) -> None:
    """Raise NoAnswer unless some legal order of the steps exists."""
    orders = orders_of(graph, steps=steps)
    goal = orders.stage(steps)
    for bit in range(len(graph.options)):
        if goal >> bit & 1 and bit not in orders.open:
            raise NoAnswer(f"nobody can take the step '{orders.step(bit)}' from the status quo")
    listed = ", ".join(steps)
    if not graph.exists[orders.start ^ goal]:
        raise NoAnswer(f"the steps {listed} together break a rule: their end is no state")
    number = orders.number(goal)
    if goal.bit_count() > orders.most:
        raise LimitReached(
            f"{counted(goal.bit_count(), 'step')} have too many orders: give {orders.most} or fewer to --steps"
        )
    if number is None or not orders.reached()[number]:
        raise NoAnswer(f"the steps {listed} can be taken in no legal order")
