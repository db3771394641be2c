"""Which order of two steps each party needs, from what, and who waits for whom in a circle."""

from __future__ import annotations

from itertools import combinations

import pytest

import detente
from detente.analyses.differences.circles import MOST_CIRCLES, head_on
from detente.analyses.differences.orders_apart import Ordering, over_steps
from detente.analyses.differences.pairing import beyond, further, reduced
from detente.graph.model import GraphModel

ALL = ("conditions", "red-lines", "floor")
DECLARATION = ("review", "draft", "drop", "commit", "talks", "eow")
SETTLEMENT = ("newprop", "talk", "yb", "full", "relief1", "relief2")

RING = """
detente: 1
title: Three wait in a ring
parties:
  A: {prefers: [b], conditions: [a only after b]}
  B: {prefers: [c], conditions: [b only with c]}
  C: {prefers: [a], conditions: [c only with a]}
options:
  a: {by: A}
  b: {by: B}
  c: {by: C}
status_quo: []
targets: {ring: a and b and c}
"""

MANY = """
detente: 1
title: Opposite orders
parties:
  A: {{prefers: [a], conditions: [{there}]}}
  B: {{prefers: [a], conditions: [{back}]}}
options:
{options}
status_quo: []
"""


def model(slug: str, perspective: str) -> GraphModel:
    return detente.compile(detente.load(slug), perspective=perspective)


def needs(over: Ordering) -> dict[str, set[str]]:
    return {one.party: {" ".join(n.triple) for n in one.needed} for one in over.needs}


def test_what_each_party_needs_of_the_declaration() -> None:
    """The figures of the notes: what all legal orders have is left out."""
    over = over_steps(model("korea/declaration-2021", "moon"), DECLARATION, ALL)
    assert needs(over) == {
        "US": {"commit <= eow", "talks < drop"},
        "ROK": set(),
        "DPRK": {"drop < talks", "drop < eow", "drop < commit"},
        "CHN": set(),
    }
    assert [" ".join(n.triple) for n in over.rules.needed] == ["review <= draft", "draft <= eow"]
    assert [n.items for n in over.rules.needed] == [("draft.needs",), ("eow.needs",)]


def test_an_order_is_traced_to_the_term_that_alone_makes_it_needed() -> None:
    """A condition and the floor can each suffice; both are named then."""
    over = over_steps(model("korea/declaration-2021", "moon"), DECLARATION, ALL)
    origin = {" ".join(n.triple): (n.origin, n.items) for each in over.needs for n in each.needed}
    assert origin["talks < drop"] == (("condition",), ("US.c3",))
    assert origin["commit <= eow"] == (("condition", "floor"), ("US.c2", "US.s2"))
    assert origin["drop < talks"] == (("condition",), ("DPRK.c2",))


def test_an_order_that_only_the_floor_needs_goes_with_the_floor() -> None:
    """No American statement of order declares that talks come before a new proposal."""
    graph = model("korea/hanoi-2019", "record")
    with_floor = over_steps(graph, SETTLEMENT, ALL)
    (found,) = (n for n in with_floor.needs[0].needed if n.triple == ("talk", "<", "newprop"))
    assert (found.origin, found.items) == (("floor",), ("US.s5",))
    without = over_steps(graph, SETTLEMENT, ("conditions", "red-lines"))
    assert "talk < newprop" not in needs(without)["US"]


def test_who_accepts_no_order_is_read_by_its_conditions() -> None:
    """In `hard`, the North accepts none of the orders; what it needs is what it declares."""
    over = over_steps(model("korea/declaration-2021", "hard"), DECLARATION, ALL)
    dprk = over.needs[2]
    assert dprk.declared
    assert {" ".join(n.triple) for n in dprk.needed} == {"drop < talks", "drop < eow"}
    assert all(n.origin == ("condition",) for n in dprk.needed)


def test_the_circles_of_hanoi_go_through_both_parties_and_a_rule() -> None:
    """Full relief and full disarmament wait for each other; partial relief does so by a rule."""
    over = over_steps(model("korea/hanoi-2019", "record"), SETTLEMENT, ("conditions", "red-lines"))
    ways = [
        [(e.step, "<" if e.strict else "<=", e.other, e.parties) for e in way]
        for way in over.circles.found
    ]
    assert ways == [
        [("full", "<", "relief2", ("US",)), ("relief2", "<=", "full", ("DPRK",))],
        [
            ("full", "<", "relief1", ("US",)),
            ("relief1", "<=", "yb", ("DPRK",)),
            ("yb", "<=", "full", ()),
        ],
    ]
    assert over.circles.found[1][2].items == ("rule.1",)


def test_a_ring_of_three_is_a_circle_and_no_head_on_pair() -> None:
    """One strict edge suffices; with none of them strict, all can go together."""
    over = over_steps(detente.compile(detente.loads(RING)), ("a", "b", "c"), ("conditions",))
    (way,) = over.circles.found
    assert [(e.step, e.other, e.strict) for e in way] == [
        ("b", "a", True),
        ("a", "c", False),
        ("c", "b", False),
    ]
    pairs = [each.pairs for each in over.needs]
    assert not any(head_on(one, two) for one in pairs for two in pairs)
    assert over.accepted(0, 1, 2) == 0
    softer = detente.loads(RING.replace("only after", "only with"))
    assert not over_steps(detente.compile(softer), ("a", "b", "c"), ("conditions",)).circles.found


def test_the_list_of_circles_is_cut_and_says_so() -> None:
    """Six steps that two parties want in opposite orders make fifteen circles; twelve are listed."""
    pairs = list(combinations("abcdef", 2))
    there = ", ".join(f"{one} only after {two}" for one, two in pairs)
    back = ", ".join(f"{two} only after {one}" for one, two in pairs)
    options = "\n".join(f"  {name}: {{by: A}}" for name in "abcdef")
    graph = detente.compile(detente.loads(MANY.format(there=there, back=back, options=options)))
    over = over_steps(graph, tuple("abcdef"), ("conditions",))
    assert (len(over.circles.found), over.circles.complete) == (MOST_CIRCLES, False)
    assert all(len(way) == 2 for way in over.circles.found)
    found = detente.differences(graph, "A", "B", steps="abcdef", require=["conditions"])
    assert len(found.sequence.head_on) == len(pairs)
    assert not found.complete
    assert "circular waits" in found.limits[0]


@pytest.mark.parametrize(
    ("own", "others", "left"),
    [
        ({("a", "b"): True}, {}, {("a", "b"): True}),
        ({("a", "b"): True}, {("a", "b"): False}, {("a", "b"): True}),
        ({("a", "b"): False}, {("a", "b"): True}, {}),
    ],
)
def test_what_is_needed_beyond(
    own: dict[tuple[str, str], bool],
    others: dict[tuple[str, str], bool],
    left: dict[tuple[str, str], bool],
) -> None:
    """A pair stays if the others lack it, or have it less strictly."""
    assert beyond(own, others) == left


def test_what_follows_is_left_out() -> None:
    """A chain is strict if one of its pairs is."""
    chain = {("a", "b"): True, ("b", "c"): False}
    assert reduced({**chain, ("a", "c"): True}) == chain
    assert further({("a", "c"): True}, [chain]) == {}
    weak = {("a", "b"): False, ("b", "c"): False}
    assert further({("a", "c"): True}, [weak]) == {("a", "c"): True}
