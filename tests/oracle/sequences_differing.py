"""How two parties differ over order, taken literally: relations, precedences, what binds."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from .sequences import REQUIRE, Case, Order, accepted, by_all, legal_orders, positions

Edges = dict[tuple[str, str], str]


def relation(one: Collection[Order], other: Collection[Order]) -> str:
    """Return how A_i and A_j stand to each other.

    'Same, nested, overlap, disjoint, one empty'; 'nested = A_i proper subset of A_j'.
    """
    first, second = set(one), set(other)
    if not first or not second:
        return "one empty"
    if first == second:
        return "same"
    if first < second or second < first:
        return "nested"
    return "overlap" if first & second else "disjoint"


def place(order: Order, step: str) -> int:
    """Return the number of the bundle that holds the step."""
    return next(number for number, bundle in enumerate(order) if step in bundle)


def common_precedences(orders: Collection[Order]) -> tuple[set[tuple[str, str]], ...]:
    """Return what comes strictly before what, and what at the latest with what, in all."""
    steps = sorted({step for order in orders for bundle in order for step in bundle})
    pairs = [(a, b) for a in steps for b in steps if a != b]
    strict = {(a, b) for a, b in pairs if all(place(o, a) < place(o, b) for o in orders)}
    weak = {(a, b) for a, b in pairs if all(place(o, a) <= place(o, b) for o in orders)}
    return strict, weak


def needed(own: Collection[Order], legal: Collection[Order]) -> Edges:
    """Return Nec_i: pairs (a, b) with `strict` for a < b, `weak` for a <= b.

    'Strict a<b if in all orders accepted by i a comes before b, and not in all legal orders;
    weak a<=b likewise; strongest form reported.  A_i(X) empty: none defined.'
    """
    if not own:
        return {}
    (strict, weak), (all_strict, all_weak) = common_precedences(own), common_precedences(legal)
    return dict.fromkeys(weak - all_weak, "weak") | dict.fromkeys(strict - all_strict, "strict")


def head_on(first: Edges, second: Edges) -> set[tuple[str, str]]:
    """Return the head-on pairs (a, b): the first party needs a before b, the second b before a.

    '"a<b in Nec_i and b<a or b<=a in Nec_j": one strict edge suffices', on either side.
    """
    return {
        (a, b)
        for (a, b), how in first.items()
        if (b, a) in second and "strict" in (how, second[b, a])
    }


def binding_positions(
    case: Case,
    stricter: str,
    ally: str,
    steps: frozenset[str],
    require: Iterable[str] = REQUIRE,
) -> dict[str, bool]:
    """Return the positions over which two allies differ, and whether each binds.

    'A position p of the stricter ally that excludes orders the other ally accepts, and that
    makes no edge of a head-on pair with a third party, binds iff giving up p alone turns
    A_N(X) from empty to non-empty, the rest as it stands.'  The stricter ally's set is a
    proper subset of the other's.  p makes an edge that is no longer needed without p.
    """
    orders = legal_orders(case, steps)
    own, others = accepted(case, stricter, orders, require), accepted(case, ally, orders, require)
    if not own < others:
        return {}
    edges = needed(own, orders)
    third = [party for party in case.parties if party not in (stricter, ally)]
    clashes = {
        pair
        for party in third
        for pair in head_on(edges, needed(accepted(case, party, orders, require), orders))
    }
    found = {}
    for position in positions(case):
        without = case.conceding([position])
        if case.left[stricter] == without.left[stricter] and (
            case.conditions[stricter] == without.conditions[stricter]
        ):
            continue  # another party's
        freed = accepted(without, stricter, orders, require)
        kept = needed(freed, orders)
        excludes = (freed - own) & others
        if excludes and not any(kept.get(pair) != edges[pair] for pair in clashes):
            now, then = by_all(case, orders, require), by_all(without, orders, require)
            found[position] = not now and bool(then)
    return found
