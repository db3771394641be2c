"""What each party accepts on the way: its conditions, its red lines, its floor.

A party accepts an order if at every bundle its declared conditions are met, no red line of its
own that held is crossed, and no stage is worse for it than its floor: the status quo, or what it
names instead.  The three are tested separately, so that each can be switched off.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

import numpy as np

from detente.analyses.sequencing.orders import Orders
from detente.analyses.sequencing.passage import Passage, Truth, all_of, everything, kept_so
from detente.conflict.conflict import statements
from detente.conflict.logic import Formula, Name, evaluate
from detente.conflict.parties import Party, Statement
from detente.errors import WrongUse, did_you_mean
from detente.graph.model import GraphModel, meanings
from detente.graph.terms import Term
from detente.graph.truth import Truths

Requirement = Literal["conditions", "red-lines", "floor"]
REQUIREMENTS: tuple[Requirement, ...] = get_args(Requirement)


@dataclass(frozen=True, slots=True)
class Test:
    """One thing that a party insists on: a condition, a red line, or its floor, which has no id."""

    id: str
    kind: Requirement
    position: str
    passage: Passage


@dataclass(frozen=True)
class Acceptance:
    """What one party makes of all bundles and stages of some orders.

    `above` tells which stages are at least as good for it as its floor.
    """

    party: str
    tests: tuple[Test, ...]
    above: Truth
    _known: dict[tuple[str, ...], Passage] = field(default_factory=dict, repr=False, compare=False)

    def accepts(self, require: Collection[str] = REQUIREMENTS) -> Passage:
        """Return the bundles that the party accepts under some of the three requirements."""
        key = tuple(sorted(require))
        if key not in self._known:
            base = everything(self.above.size.bit_length() - 1)
            insisted = [test.passage for test in self.tests if test.kind in require]
            self._known[key] = all_of([base, *insisted])
        return self._known[key]

    def keep(self, require: Collection[str], accepts: Passage) -> None:
        """Remember what the party accepts, for an acceptance that has no tests to tell it."""
        self._known[tuple(sorted(require))] = accepts


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
    ranks = graph.ranks[number]
    above = np.asarray(ranks[orders.states] >= ranks[floor_of(graph, number, orders.start)])
    floor = Test("", "floor", "", replace(everything(len(orders.open)), stages=above))
    return Acceptance(party.name, (*tests_on(graph, number, orders), floor), above)


def tests_on(graph: GraphModel, number: int, orders: Orders) -> Iterator[Test]:
    """Yield the conditions and red lines of a party, as tests of bundles."""
    party = graph.selection.parties[number]
    truths = Truths(graph.options, meanings(graph.conflict))
    positions = {c.id: getattr(c, "position", "") for c in party.conditions if hasattr(c, "id")}
    for term in graph.terms[number]:
        yield Test(term.id, "conditions", positions[term.id], _term(term, orders))
    for line in red_lines(party):
        held = truths.of(line.formula)[orders.states]
        every = replace(everything(len(orders.open)), lines=kept_so([held]))
        yield Test(line.id, "red-lines", line.position, every)


def unmet(
    graph: GraphModel, number: int, begin: int, end: int
) -> Iterator[tuple[Requirement, str]]:
    """Yield the conditions and red lines of a party that one bundle does not meet.

    `begin` and `end` are any combinations of options, wherever the bundle starts.
    """
    truths = Truths(graph.options, meanings(graph.conflict))
    for term in graph.terms[number]:
        if not term.met(np.array([begin]), np.array([end]))[0]:
            yield "conditions", term.id
    for line in red_lines(graph.selection.parties[number]):
        holds = truths.of(line.formula)
        if holds[begin] and not holds[end]:
            yield "red-lines", line.id


def _term(term: Term, orders: Orders) -> Passage:
    """Return which bundles leave the step of a condition alone, or meet it."""
    every = everything(len(orders.open))
    if term.bit not in orders.open or term.on == bool(orders.start >> term.bit & 1):
        return every  # its step is none from the start
    step = np.uint32(1 << orders.open.index(term.bit))
    may = every.leaving & ~np.where(term.holds[orders.states], np.uint32(0), step)
    return replace(every, leaving=may) if term.at_start else replace(every, arriving=may)


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
    numbers = [0, *(orders.number(stage) or 0 for stage in stages)]
    begins, ends = (np.array(part, dtype=np.int64) for part in (numbers[:-1], numbers[1:]))
    said: dict[tuple[int, int], list[Refusal]] = {}
    for number, acceptance in enumerate(found):
        for test in acceptance.tests:
            for place in np.flatnonzero(~test.passage.passes(begins, ends)).tolist():
                item = test.id
                if test.kind == "floor":
                    floor = floor_of(graph, number, orders.start)
                    item = deciding(graph, number, orders.start ^ stages[place], floor)
                one = Refusal(acceptance.party, place + 1, test.kind, item)
                said.setdefault((place, number), []).append(one)
    return tuple(one for key in sorted(said) for one in said[key])


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
