"""How two parties differ over the order of some steps: the orders each accepts, and why.

The orders that one party accepts are the same as the other's, all among them (nested), partly
among them (overlap) or none of them (disjoint).  A head-on pair are two steps that one party
needs in one order and the other in the other; a circular wait is a longer circle of such needs,
through the rules or further parties.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from detente.analyses.differences.circles import Circles, Edge, circles, head_on
from detente.analyses.differences.needing import Needed, Needs, needs_of, rules_of
from detente.analyses.sequencing.accepting import REQUIREMENTS
from detente.analyses.sequencing.orders import orders_of
from detente.analyses.sequencing.passage import Passage
from detente.analyses.sequencing.sides import Sides, sides_of
from detente.analyses.timing.precedences import unread_of
from detente.analyses.wording import Words, begun, short_words
from detente.graph.model import GraphModel

Truth = NDArray[np.bool_]
Relation = Literal["same", "nested", "overlap", "disjoint", "one empty"]


@dataclass(frozen=True)
class Ordering:
    """One set of steps as all parties see it: legal orders, what each needs, who waits for whom.

    `sides` are over the legal orders of these steps alone; `goal` is the stage of all of them.
    `unread` are rules, and conditions of parties whose needs are read from them, that are too long to
    be looked into.
    """

    sides: Sides
    goal: int
    require: tuple[str, ...]
    needs: tuple[Needs, ...]
    rules: Needs
    circles: Circles
    unread: tuple[str, ...] = ()

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps, in the order of the options."""
        return self.sides.orders.steps(self.goal)

    def count(self, allowed: Passage) -> int:
        """Return how many orders of the steps consist of allowed bundles."""
        return self.sides.orders.count(self.goal, allowed)

    def accepted(self, *parties: int) -> int:
        """Return how many orders some parties accept; without any, how many are legal."""
        return self.count(self.sides.accepted(self.require, parties))

    @property
    def legal(self) -> int:
        """How many orders of the steps are legal."""
        return self.accepted()


@dataclass(frozen=True, slots=True)
class OrdersApart:
    """How two parties differ over the order of some steps.

    `stricter` is the party whose orders are all among the other's, if one is.  `waits` are the
    orders of two steps that the two need, and those that the rules need, with what they rest on;
    those of a party in `declared` are read from its conditions, since it accepts no order.
    `circular_waits` go through one of the two at least; there may be more if not
    `every_circle` was found, or if conditions were `unread`.
    """

    steps: tuple[str, ...]
    relation: Relation
    stricter: str | None
    legal: int
    accepted: Mapping[str, int] = field(hash=False)
    waits: tuple[Needed, ...]
    declared: tuple[str, ...]
    head_on: tuple[tuple[str, str], ...]
    circular_waits: tuple[tuple[Edge, ...], ...]
    every_circle: bool
    unread: tuple[str, ...]
    sentence: str

    def to_dict(self) -> dict[str, object]:
        """Return the difference in plain words and numbers."""
        parties = [name for name in self.accepted if name != "common"]
        return {
            "steps": list(self.steps),
            "relation": self.relation,
            "stricter": self.stricter,
            "legal": self.legal,
            "accepted": dict(self.accepted),
            "needed": {p: [list(n.triple) for n in self.waits if n.party == p] for p in parties},
            "needed_by_declaration": list(self.declared),
            "waits": [needed.to_dict() for needed in self.waits],
            "head_on": [list(pair) for pair in self.head_on],
            "circular_waits": [[edge.to_dict() for edge in way] for way in self.circular_waits],
            "sentence": self.sentence,
        }


def ordering(sides: Sides, goal: int, require: Collection[str] = REQUIREMENTS) -> Ordering:
    """Return what all parties make of one set of steps; `sides` are over its legal orders."""
    insisted = tuple(require)
    needs = tuple(needs_of(one, sides.orders, goal, insisted) for one in sides.sides)
    rules = rules_of(sides.orders, goal)
    steps = sides.orders.steps(goal)
    found = circles(needs, rules, steps)
    return Ordering(sides, goal, insisted, needs, rules, found, unread_by(sides, steps, needs))


def unread_by(sides: Sides, steps: tuple[str, ...], needs: Iterable[Needs]) -> tuple[str, ...]:
    """Return the rules, and the conditions from which needs are read, that were not looked into."""
    declared = {one.party for one in needs if one.declared}
    return tuple(
        item for item, party in unread_of(sides.declared, steps) if not party or party in declared
    )


def over_steps(graph: GraphModel, steps: tuple[str, ...], require: Collection[str]) -> Ordering:
    """Return what all parties make of one set of steps."""
    orders = orders_of(graph, steps=steps)
    return ordering(sides_of(graph, orders), orders.stage(steps), require)


def related(first: int, second: int, common: int) -> tuple[Relation, int | None]:
    """Return how two sets of so many orders relate, and which is the stricter one: 0 or 1."""
    if not first or not second:
        return "one empty", None if first == second else int(bool(first))
    if common == first == second:
        return "same", None
    if common in (first, second):
        return "nested", int(common != first)
    return ("overlap" if common else "disjoint"), None


def orders_apart(over: Ordering, first: int, second: int) -> OrdersApart:
    """Return how two parties, by their numbers, differ over the order of the steps."""
    graph = over.sides.graph
    names = graph.parties[first], graph.parties[second]
    counts = over.accepted(first), over.accepted(second)
    common = over.accepted(first, second)
    relation, stricter = related(*counts, common)
    both = [over.needs[first], over.needs[second]]
    circular = circles(over.needs, over.rules, over.steps, through=names)
    legal = over.legal
    words = short_words(graph.conflict)
    declared = tuple(needs.party for needs in both if needs.declared)
    terms = "conditions" in over.require
    said = [
        _said(words, names, counts, common, legal),
        *(_declared(words, party, terms=terms) for party in declared),
    ]
    return OrdersApart(
        over.steps,
        relation,
        None if stricter is None else names[stricter],
        legal,
        {names[0]: counts[0], names[1]: counts[1], "common": common},
        tuple(n for needs in (*both, over.rules) for n in needs.needed),
        declared,
        head_on(both[0].pairs, both[1].pairs),
        circular.found,
        circular.complete,
        over.unread,
        " ".join(said),
    )


def _said(
    words: Words, names: tuple[str, str], counts: tuple[int, int], common: int, legal: int
) -> str:
    """Return the relation as a sentence; two empty sets are said to be empty."""
    one, two = (words.party(name) for name in names)
    of = f"of the {legal:,} legal orders" if legal > 1 else "of the one legal order"
    relation, stricter = related(*counts, common)
    match relation:
        case "same" if common == legal == 1:
            said = f"{one} and {two} accept the one legal order there is."
        case "same" if common == legal:
            said = f"{one} and {two} accept every one {of}."
        case "same":
            said = f"{one} and {two} accept the same {common:,} {of}."
        case "nested":
            strict, other = (one, two) if stricter == 0 else (two, one)
            said = (
                f"{strict} is the stricter: it accepts {min(counts):,} {of}, and {other} accepts "
                f"{'this one' if common == 1 else 'all of these'} and {max(counts) - common:,} more."
            )
        case "overlap":
            said = (
                f"{one} accepts {counts[0]:,} {of}, {two} {counts[1]:,}; both accept "
                f"{common:,} of them."
            )
        case "disjoint":
            said = (
                f"no order is accepted by both: {one} accepts {counts[0]:,} {of}, {two} "
                f"{counts[1]:,}."
            )
        case _ if not any(counts):
            said = f"neither {one} nor {two} accepts any {of}."
        case _:
            none, some = (one, two) if stricter == 0 else (two, one)
            said = f"{none} accepts none {of}, {some} accepts {max(counts):,}."
    return begun(said)


def _declared(words: Words, party: str, *, terms: bool) -> str:
    """Return how one knows what a party needs that accepts no order at all."""
    if not terms:
        return (
            f"Which order {words.party(party)} needs is not told: it accepts no order at all, and "
            "its conditions are not insisted on."
        )
    return (
        f"Which order {words.party(party)} needs is read from its declared conditions, since "
        "it accepts no order at all."
    )
