"""Which steps lead to a target: the smallest sets of steps that a negotiation about it is about.

A set of steps counts if what it ends in satisfies the target, leaves no party worse off than the
status quo, and can be taken in some legal order; of these the sets that hold no smaller one.  If
nothing of the kind leaves everybody as well off, the smallest sets without that requirement are
given, and the answer says so.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.analyses.choosing import chosen
from detente.analyses.sequencing.orders import orders_of, start_of
from detente.analyses.sequencing.sides import Sides, sides_of
from detente.errors import LimitReached, NoAnswer, WrongUse
from detente.graph.model import GraphModel, each_bit

Truth = NDArray[np.bool_]

MOST_SETS = 6  # step sets that are looked into


@dataclass(frozen=True, slots=True)
class StepSets:
    """The smallest sets of steps to a target, as stages: fewest steps first, then file order.

    `agreed` tells whether each leaves every party at least as well off as the status quo;
    `already` whether the target is true before any step, in which case no set is listed.
    """

    stages: tuple[int, ...]
    agreed: bool
    already: bool = False


def step_sets(sides: Sides, target: Truth) -> StepSets:
    """Return the step sets considered for a target; `target` is over the states that exist."""
    if target[int(sides.places[0])]:
        return StepSets((), agreed=True, already=True)
    orders = sides.orders
    everything = np.ones(orders.later.size, dtype=np.bool_)
    meant = target[sides.places] & orders.reached(everything)
    ranks = sides.ranks[:, sides.places]
    agreed = meant & (ranks >= ranks[:, [0]]).all(axis=0)
    chosen = agreed if agreed.any() else meant
    return StepSets(_smallest(orders.stages[chosen]), agreed=bool(agreed.any()))


def _smallest(stages: NDArray[np.int64]) -> tuple[int, ...]:
    """Return the stages that hold no other of them; `stages` come with the small ones first."""
    found = []
    while stages.size:
        stage = int(stages[0])
        found.append(stage)
        stages = stages[(stages & stage) != stage]
    return tuple(sorted(found, key=lambda s: (s.bit_count(), tuple(each_bit(s)))))


@dataclass(frozen=True, slots=True)
class Aim:
    """What the parties would differ over: a target or none, sets of steps, and their end states.

    `ends` is over all combinations of options.
    """

    target: str | None
    sets: tuple[tuple[str, ...], ...]
    agreed: bool
    ends: Truth
    notes: tuple[str, ...]
    complete: bool


def aims(graph: GraphModel, *, to: str | None = None, steps: tuple[str, ...] | None = None) -> Aim:
    """Return the sets of steps in question: those given, or the smallest to a target.

    Raises
    ------
    WrongUse : for an unknown target or step, no step at all, and a file without targets or
        status quo.
    NoAnswer : if the target is true already or cannot be reached, if the steps can be taken in
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
        return Aim(target, (orders.steps(goal),), True, meant, notes, True)
    assert meant is not None
    found = step_sets(sides, meant[graph.exists])
    if found.already:
        raise NoAnswer(f"the target '{target}' is reached at the status quo: nothing is to be done")
    if not found.stages and meant.any() and not orders.complete:
        raise LimitReached(
            f"no order of up to {orders.most} steps leads to the target '{target}', and longer ones "
            f"were not looked at: {len(orders.open)} steps can be taken from the status quo; "
            "--steps looks at the orders of some"
        )
    if not found.stages:
        why = "no legal order of steps leads to it" if meant.any() else "no state satisfies it"
        raise NoAnswer(f"the target '{target}' cannot be reached: {why}")
    limits = []
    if len(found.stages) > MOST_SETS:
        limits.append(
            f"left out: sets of steps. There are {len(found.stages):,} smallest ones to the target; "
            f"the first {MOST_SETS} are compared"
        )
    if not orders.complete:
        limits.append(f"left out: sets of more than {orders.most} steps")
    sets = tuple(orders.steps(stage) for stage in found.stages[:MOST_SETS])
    return Aim(target, sets, found.agreed, meant, tuple(limits), not limits)


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
    everything = np.ones(orders.later.size, dtype=np.bool_)
    number = orders.number(goal)
    if goal.bit_count() > orders.most:
        raise LimitReached(
            f"{goal.bit_count()} steps have too many orders: give {orders.most} or fewer to --steps"
        )
    if number is None or not orders.reached(everything)[number]:
        raise NoAnswer(f"the steps {listed} can be taken in no legal order")
