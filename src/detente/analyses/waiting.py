"""Who waits for whom: declared conditions of two parties that wait for each other.

One party takes, or signs, a step only after another; a second party will have that other step
only after, or with, the first.  If at least one of the two says "after", no order of the steps
meets both.  (Property 2 of orders with strict and weak precedences: a circle can be taken
together unless some edge of it is strict.)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from detente.analyses.onward import survey
from detente.analyses.timing.requiring import required
from detente.conflict.logic import Formula
from detente.conflict.parties import Condition
from detente.graph.compiling import compile
from detente.graph.model import GraphModel, meanings


@dataclass(frozen=True, slots=True)
class Wait:
    """Two conditions, of two parties, that no order of their steps can meet."""

    party: str
    condition: str
    other_party: str
    other_condition: str
    steps: tuple[str, str]

    def to_dict(self) -> dict[str, object]:
        """Return the pair in plain words."""
        return {
            "parties": [self.party, self.other_party],
            "conditions": [self.condition, self.other_condition],
            "steps": list(self.steps),
        }


def waiting(graph: GraphModel) -> tuple[Wait, ...]:
    """Return the pairs of conditions that wait for each other, in the order of the file."""
    terms = [
        (party.name, condition)
        for party in graph.selection.parties
        for condition in party.conditions
        if isinstance(condition, Condition) and condition.step.on
    ]
    return tuple(_waits(graph, terms))


def holds(graph: GraphModel, wait: Wait, state: str) -> bool:
    """Tell whether a wait is part of what keeps the conflict in a state.

    It is if neither step is in effect there, and moves would open that all their movers prefer
    if both conditions were left out.
    """
    effect = graph.naming.members(graph.number(state))
    bits = [graph.options.index(step) for step in wait.steps]
    if any(bool((effect >> bit & 1).any()) for bit in bits):
        return False
    selection = graph.selection
    other = compile(
        selection.conflict,
        perspective=selection.perspective.name,
        epoch=selection.epoch,
        without=(*selection.without, wait.condition, wait.other_condition),
        status_quo=state,
    )
    return bool(survey(other, other.number(state)).open)


def _waits(graph: GraphModel, terms: list[tuple[str, Condition]]) -> Iterator[Wait]:
    stands_for = meanings(graph.conflict)
    awaited = {c.id: _awaited(c.formula, stands_for) for _, c in terms}
    for place, (party, one) in enumerate(terms):
        for other_party, two in terms[place + 1 :]:
            a, b = one.step.option, two.step.option
            circular = b in awaited[one.id] and a in awaited[two.id]
            strict = "after" in (one.order, two.order)
            if party != other_party and a != b and circular and strict:
                yield Wait(party, one.id, other_party, two.id, (a, b))


def _awaited(formula: Formula, stands_for: Mapping[str, Formula]) -> frozenset[str]:
    """Return the options that are in effect wherever the formula holds."""
    found = required(formula, stands_for)
    return frozenset() if found is None else found.true
