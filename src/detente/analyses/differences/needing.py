"""Which orders of two steps each party needs, and what of its terms makes it need them.

A party needs `a` before `b` if it is so in every order of the steps that the party accepts, and
not in every legal one; at the latest together with it likewise.  A party that accepts no order
at all needs, in this sense, everything: for it the order is read from its declared conditions.
What holds in every legal order is needed by the rules.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from detente.analyses.differences.pairing import Pairs, beyond, in_all, in_file_order, reduced
from detente.analyses.sequencing.accepting import REQUIREMENTS, Test, floor_of
from detente.analyses.sequencing.orders import Orders
from detente.analyses.sequencing.passage import all_of, everything
from detente.analyses.sequencing.sides import Side
from detente.analyses.timing.precedences import demands_of
from detente.analyses.timing.requiring import required
from detente.conflict.conflict import statements
from detente.graph.model import meanings
from detente.graph.truth import Truths

Truth = NDArray[np.bool_]
Origin = Literal["condition", "red line", "floor", "rule"]

_ORIGINS: dict[str, Origin] = {
    "conditions": "condition",
    "red-lines": "red line",
    "floor": "floor",
}


@dataclass(frozen=True, slots=True)
class Needed:
    """One order of two steps: `step` before `other`, or (not `strict`) at the latest with it.

    `party` is empty for what the rules need.  `items` are the conditions, red lines, rules or
    statements each of which makes it needed, `origin` their kinds.
    """

    step: str
    other: str
    strict: bool
    party: str
    origin: tuple[Origin, ...]
    items: tuple[str, ...]

    @property
    def triple(self) -> tuple[str, str, str]:
        """The order in short: `("talks", "<", "drop")`."""
        return self.step, "<" if self.strict else "<=", self.other

    def to_dict(self) -> dict[str, object]:
        """Return the order in plain words."""
        return {
            "step": self.step,
            "order": "before" if self.strict else "with",
            "other": self.other,
            "party": self.party or None,
            "origin": list(self.origin),
            "items": list(self.items),
        }


@dataclass(frozen=True, slots=True)
class Needs:
    """What one party needs; `declared` if it is read from conditions, since no order will do.

    `direct` are the pairs that a condition asks for in so many words.
    """

    party: str
    needed: tuple[Needed, ...]
    declared: bool = False
    direct: frozenset[tuple[str, str]] = frozenset()

    @property
    def pairs(self) -> Pairs:
        """The orders as pairs of steps."""
        return {(n.step, n.other): n.strict for n in self.needed}


def needs_of(
    side: Side, orders: Orders, goal: int, require: Collection[str] = REQUIREMENTS
) -> Needs:
    """Return what one party needs of the orders of a step set that can be legally taken."""
    legal = in_all(orders, goal) or {}
    own = in_all(orders, goal, side.acceptance.accepts(require))
    party = side.acceptance.party
    terms = _declared(side, orders, goal) if "conditions" in require else ()
    asked = {(n.step, n.other): n.strict for n in terms}
    direct = frozenset(asked)
    if own is None:
        kept = beyond(asked, legal)
        left = tuple(n for n in terms if (n.step, n.other) in kept)
        return Needs(party, left, declared=True, direct=direct)
    explained = _explained(side, orders, goal, require, beyond(own, legal), legal)
    return Needs(party, tuple(explained), direct=direct)


def rules_of(orders: Orders, goal: int) -> Needs:
    """Return what holds in every legal order, each as a rule asks it or, failing that, as it is.

    What follows from the others is left out.
    """
    legal = in_all(orders, goal) or {}
    graph = orders.graph
    asked: dict[tuple[str, str], tuple[bool, tuple[str, ...]]] = {}
    for demand in demands_of(graph, orders.steps(goal)):
        if not demand.party:
            for one in demand.precedences():
                pair = one.earlier, one.later
                strict, items = asked.get(pair, (False, ()))
                asked[pair] = strict or one.strict, tuple(dict.fromkeys((*items, one.item)))
    known = {pair: (legal[pair], items) for pair, (_, items) in asked.items() if pair in legal}
    for pair in reduced(legal, known):
        known.setdefault(pair, (legal[pair], tuple(_channels(orders, *pair))))
    ordered = in_file_order(orders, {pair: strict for pair, (strict, _) in known.items()})
    return Needs(
        "",
        tuple(
            Needed(*pair, strict, "", ("rule",), known[pair][1]) for pair, strict in ordered.items()
        ),
    )


def _declared(side: Side, orders: Orders, goal: int) -> tuple[Needed, ...]:
    """Return the orders that a party's conditions ask for, whatever it accepts."""
    party = side.acceptance.party
    found: dict[tuple[str, str], Needed] = {}
    for demand in demands_of(side.graph, orders.steps(goal)):
        if demand.party != party:
            continue
        for one in demand.precedences():
            pair = one.earlier, one.later
            before = found.get(pair)
            if before is not None and (before.strict or not one.strict):
                continue
            found[pair] = Needed(*pair, one.strict, party, ("condition",), (one.item,))
    ordered = in_file_order(orders, {pair: needed.strict for pair, needed in found.items()})
    return tuple(found[pair] for pair in ordered)


def _explained(
    side: Side, orders: Orders, goal: int, require: Collection[str], pairs: Pairs, legal: Pairs
) -> Iterator[Needed]:
    """Yield the orders needed, each with the tests that make it so: alone, else together."""
    tests = _tests(side, orders, require)
    if not pairs:
        return
    alone = [beyond(in_all(orders, goal, t.passage) or {}, legal) for t in tests]
    for pair, strict in pairs.items():
        makes = [t for t, asks in zip(tests, alone, strict=True) if _asks(asks, pair, strict)]
        if not makes:
            makes = [t for t in tests if not _asks(_without(orders, goal, tests, t), pair, strict)]
        makes = makes or tests
        yield Needed(
            *pair,
            strict,
            side.acceptance.party,
            tuple(dict.fromkeys(_ORIGINS[t.kind] for t in makes)),
            tuple(dict.fromkeys(t.id for t in makes if t.id)),
        )


def _asks(pairs: Pairs, pair: tuple[str, str], strict: bool) -> bool:  # noqa: FBT001
    return pair in pairs and (pairs[pair] or not strict)


def _tests(side: Side, orders: Orders, require: Collection[str]) -> list[Test]:
    """Return the tests of a party, its floor as one test for each statement that decides on it."""
    found = [test for test in side.acceptance.tests if test.kind in require]
    floors = _floor_tests(side, orders) if "floor" in require else ()
    return [test for test in found if test.kind != "floor"] + list(floors)


def _floor_tests(side: Side, orders: Orders) -> Iterator[Test]:
    """Yield for each statement whether a stage is above the floor, or below it by another one.

    A stage is below it by the most important statement that tells the two apart; one test of no
    name if the party's preferences are no statements.
    """
    every, below = everything(len(orders.open)), ~side.acceptance.above
    party = side.graph.selection.parties[side.number]
    if party.ranking is not None or party.weights:
        yield Test("", "floor", "", replace(every, stages=~below))
        return
    truths = Truths(side.graph.options, meanings(side.graph.conflict))
    floor = floor_of(side.graph, side.number, orders.start)
    for item in statements(party.prefers):
        truth = truths.of(item.formula)
        by_this = below & (truth[orders.states] != truth[floor])
        if by_this.any():
            yield Test(item.id, "floor", "", replace(every, stages=~by_this))
        below = below & ~by_this


def _without(orders: Orders, goal: int, tests: list[Test], left_out: Test) -> Pairs:
    left = [test.passage for test in tests if test is not left_out]
    return in_all(orders, goal, all_of([orders.legal, *left])) or {}


def _channels(orders: Orders, step: str, other: str) -> Iterator[str]:
    """Yield the channels that all who could take a step together need the other step for."""
    graph = orders.graph
    bit = orders.stage([other]).bit_length() - 1
    option = graph.selection.options[bit]
    who = option.undone_by if orders.start >> bit & 1 else option.switched_on_by
    name, truth = step.removeprefix("not "), not step.startswith("not ")
    for channel in graph.selection.channels:
        if who and all(set(channel.between) <= set(coalition) for coalition in who):
            asks = required(
                channel.when, meanings(graph.conflict), {option.name: not other.startswith("not ")}
            )
            if asks is not None and name in (asks.true if truth else asks.false):
                yield channel.id
