"""Who waits for whom, taken literally: what makes an order needed, and circles of waits."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from copy import copy
from itertools import pairwise

from detente.conflict.parties import Condition, Statement

from .literal import Point
from .sequences import Case, Order, above_floor, along
from .sequences_differing import Edges, common_precedences, declared, needed, needs

Test = Callable[[Point, Point], bool]


def tests_of(case: Case, party: str, require: Collection[str]) -> dict[str, Test]:
    """Return what a party asks of a bundle, by the id of the item; its floor under no id."""
    found: dict[str, Test] = {}
    if "conditions" in require:
        found |= {condition.id: _term(case, condition) for condition in case.conditions[party]}
    if "red-lines" in require:
        lines = [line for line in case.statements[party] if line.kind == "red line"]
        found |= {line.id: _kept(case, line) for line in lines}
    if "floor" in require:
        found[""] = lambda _, x: above_floor(case, party, x)
    return found


def _term(case: Case, condition: Condition) -> Test:
    def met(s: Point, x: Point) -> bool:
        taken = condition.step.option in ((x - s) if condition.step.on else (s - x))
        judged = s if condition.order == "after" else x
        return not taken or case.model.holds(condition.formula, judged)

    return met


def _kept(case: Case, line: Statement) -> Test:
    holds = case.model.holds
    return lambda s, x: not holds(line.formula, s) or holds(line.formula, x)


def passing(case: Case, orders: Iterable[Order], tests: Iterable[Test]) -> list[Order]:
    """Return the orders every bundle of which passes the tests."""
    listed = list(tests)
    return [
        order
        for order in orders
        if all(test(s, x) for s, x in pairwise(along(case.start, order)) for test in listed)
    ]


def asks(edges: Edges, pair: tuple[str, str], how: str) -> bool:
    """Tell whether a pair is asked for, as strictly as said."""
    return edges.get(pair) == "strict" or (how == "weak" and pair in edges)


def makers(
    case: Case,
    party: str,
    pair: tuple[str, str],
    how: str,
    legal: Collection[Order],
    require: Collection[str],
) -> set[str]:
    """Return the items by which a party needs an order of two steps.

    'Each need names the conditions, red lines or statements that suffice for it': each that does
    alone; if none does, those without which it is not needed; if there is none, all of them.
    """
    tests = tests_of(case, party, require)
    alone = {
        name for name, test in tests.items()
        if asks(needed(passing(case, legal, [test]), legal), pair, how)
    }  # fmt: skip
    if alone:
        return alone
    spared = {
        name
        for name in tests
        if not asks(
            needed(passing(case, legal, [t for other, t in tests.items() if other != name]), legal),
            pair,
            how,
        )
    }
    return spared or set(tests)


def declaring(
    case: Case, party: str, pair: tuple[str, str], how: str, legal: Collection[Order]
) -> set[str]:
    """Return the conditions that by themselves ask for an order of two steps."""
    steps = frozenset(step for order in legal for bundle in order for step in bundle)
    found = set()
    for condition in case.conditions[party]:
        alone = copy(case)
        alone.conditions = {**case.conditions, party: (condition,)}
        if asks(declared(alone, party, steps, legal), pair, how):
            found.add(condition.id)
    return found


def waits(
    case: Case, steps: frozenset[str], legal: Collection[Order], require: Collection[str]
) -> dict[str, Edges]:
    """Return the orders of two steps that each party needs, and under no name those of all."""
    strict, weak = common_precedences(legal)
    found = {party: needs(case, party, steps, legal, require) for party in case.parties}
    found[""] = dict.fromkeys(weak, "weak") | dict.fromkeys(strict, "strict")
    return found


def circular(found: dict[str, Edges], *, through: Collection[str] = ()) -> bool:
    """Tell whether steps wait for each other in a circle, with a strict wait in it.

    'Circular wait: a cycle in the union of needed precedences'; `through`: one of its waits is of
    one of these parties.
    """
    edges = [
        (a, b, how == "strict", party)
        for party, pairs in found.items()
        for (a, b), how in pairs.items()
    ]

    def closes(first: str, here: str, seen: frozenset[str], *, firm: bool, ours: bool) -> bool:
        for a, b, strict, party in edges:
            if a != here:
                continue
            tight, mine = firm or strict, ours or party in through
            if b == first and tight and (mine or not through):
                return True
            if b not in seen and closes(first, b, seen | {b}, firm=tight, ours=mine):
                return True
        return False

    starts = {a for a, _, _, _ in edges}
    return any(closes(a, a, frozenset({a}), firm=False, ours=False) for a in starts)
