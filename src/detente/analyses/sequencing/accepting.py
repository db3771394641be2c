"""What each party accepts on the way: its conditions, its red lines, its floor.

A party accepts an order if at every bundle its declared conditions are met, no red line of its
own that held is crossed, and no stage is worse for it than its floor: the status quo, or what it
names instead.  The three are tested separately, so that each can be switched off.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from detente.analyses.sequencing.orders import Orders
from detente.conflict.conflict import statements
from detente.conflict.logic import Formula, Name, evaluate
from detente.conflict.parties import Party, Statement
from detente.errors import WrongUse, did_you_mean
from detente.graph.model import GraphModel, meanings
from detente.graph.truth import Truths

Truth = NDArray[np.bool_]
Requirement = Literal["conditions", "red-lines", "floor"]
REQUIREMENTS: tuple[Requirement, ...] = get_args(Requirement)


@dataclass(frozen=True, slots=True)
class Test:
    """One condition or red line of a party: which bundles pass it."""

    id: str
    kind: Requirement
    position: str
    passed: Truth


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What one party makes of all bundles and stages of some orders.

    `above` tells which stages are at least as good for it as its floor.
    """

    party: str
    tests: tuple[Test, ...]
    above: Truth
    later: NDArray[np.int32]

    def accepts(self, require: Collection[str] = REQUIREMENTS) -> Truth:
        """Return the bundles that the party accepts under some of the three requirements."""
        found = np.ones(self.later.size, dtype=np.bool_)
        for test in self.tests:
            if test.kind in require:
                found &= test.passed
        if "floor" in require:
            found &= self.above[self.later]
        return found


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a party refuses one bundle of an order: an item it declared, or its floor.

    For the floor, `item` is the most important statement that the stage leaves false although it
    holds at the floor; empty if the party's preferences are no statements.
    """

    party: str
    stage: int
    kind: Requirement
    item: str

    def to_dict(self) -> dict[str, object]:
        """Return the refusal in plain words."""
        return {"party": self.party, "stage": self.stage, "kind": self.kind, "item": self.item}


def required(texts: Collection[str] | None) -> tuple[Requirement, ...]:
    """Return the requirements of some names, in their order; all of them by None.

    Raises WrongUse for a name that is none.
    """
    if texts is None:
        return REQUIREMENTS
    for text in texts:
        if text not in REQUIREMENTS:
            hint = did_you_mean(text, REQUIREMENTS)
            raise WrongUse(f"'{text}' is not a requirement; {hint}")
    return tuple(name for name in REQUIREMENTS if name in texts)


def acceptances(graph: GraphModel, orders: Orders) -> tuple[Acceptance, ...]:
    """Return what each party makes of the bundles, in the order of the parties.

    `graph` may differ from the model of the orders in what the parties want and declare.
    """
    return tuple(acceptance(graph, number, orders) for number in range(len(graph.parties)))


def acceptance(graph: GraphModel, number: int, orders: Orders) -> Acceptance:
    """Return what one party makes of the bundles."""
    party = graph.selection.parties[number]
    begins, ends = orders.states[orders.earlier], orders.states[orders.later]
    ranks = graph.ranks[number]
    above = np.asarray(ranks[orders.states] >= ranks[floor_of(graph, number, orders.start)])
    tests = tuple(tests_on(graph, number, begins, ends))
    return Acceptance(party.name, tests, above, orders.later)


def tests_on(
    graph: GraphModel, number: int, begins: NDArray[np.int64], ends: NDArray[np.int64]
) -> Iterator[Test]:
    """Yield the conditions and red lines of a party, tested on bundles between combinations."""
    party = graph.selection.parties[number]
    truths = Truths(graph.options, meanings(graph.conflict))
    positions = {c.id: getattr(c, "position", "") for c in party.conditions if hasattr(c, "id")}
    for term in graph.terms[number]:
        yield Test(term.id, "conditions", positions[term.id], term.met(begins, ends))
    for line in red_lines(party):
        holds = truths.of(line.formula)
        yield Test(line.id, "red-lines", line.position, ~holds[begins] | holds[ends])


def red_lines(party: Party) -> Iterator[Statement]:
    """Yield the statements that must never become false once they are true."""
    return (item for item in statements(party.prefers) if item.kind == "red line")


def floor_of(graph: GraphModel, number: int, start: int) -> int:
    """Return the combination below which a party refuses to fall on the way."""
    floor = graph.selection.parties[number].floor
    if floor is None:
        return start
    return sum(1 << graph.options.index(name) for name in floor)


def refusals(
    graph: GraphModel, orders: Orders, found: tuple[Acceptance, ...], stages: tuple[int, ...]
) -> tuple[Refusal, ...]:
    """Return everything that any party refuses along one order."""
    bundles = bundle_numbers(orders, stages)
    said = []
    for place, bundle in enumerate(bundles, start=1):
        for number, acceptance in enumerate(found):
            said += [
                Refusal(acceptance.party, place, test.kind, test.id)
                for test in acceptance.tests
                if not test.passed[bundle]
            ]
            stage = int(orders.later[bundle])
            if not acceptance.above[stage]:
                floor = floor_of(graph, number, orders.start)
                item = deciding(graph, number, int(orders.states[stage]), floor)
                said.append(Refusal(acceptance.party, place, "floor", item))
    return tuple(said)


def bundle_numbers(orders: Orders, stages: tuple[int, ...]) -> tuple[int, ...]:
    """Return the numbers of the bundles that lead through some stages."""
    found, before = [], 0
    for stage in stages:
        number = orders.number(stage)
        assert number is not None
        first, last = np.searchsorted(orders.later, [number, number + 1])
        within = orders.earlier[first:last]
        place = int(np.searchsorted(within, before))
        found.append(int(first) + place)
        before = number
    return tuple(found)


def deciding(graph: GraphModel, number: int, worse: int, better: int) -> str:
    """Return the most important statement of a party that tells two states apart."""
    stands_for = meanings(graph.conflict)

    def holds(formula: Formula, state: int) -> bool:
        def value(name: str) -> bool:
            if name in stands_for:
                return holds(stands_for[name], state)
            return bool(state >> graph.options.index(name) & 1)

        return value(formula.name) if isinstance(formula, Name) else bool(evaluate(formula, value))

    party = graph.selection.parties[number]
    if party.ranking is not None or party.weights:
        return ""
    for item in statements(party.prefers):
        if holds(item.formula, better) != holds(item.formula, worse):
            return item.id
    return ""
