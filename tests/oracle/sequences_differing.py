"""How two parties differ over order, taken literally: relations, precedences, what binds."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from .sequences import REQUIRE, Case, Order, accepted, by_all, legal_orders, parts, positions

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


def declared(case: Case, party: str, steps: frozenset[str], legal: Collection[Order]) -> Edges:
    """Return what the party's declared conditions ask for, whatever it accepts.

    'If A_i(X) is empty Nec_i is undefined: use the declared conditions and rules instead.'  A
    condition on o asks for b before o if its formula holds nowhere before b is taken, and for o
    before b if it holds nowhere after; where the formula is judged decides which may coincide,
    and a slow step can only come before or after what it cannot be taken together with.
    """
    asks: Edges = {}
    for condition in case.conditions[party]:
        o = condition.step.option
        if o not in steps or condition.step.on == (o in case.start):
            continue
        others = frozenset(steps - {o})
        done = [frozenset(), *parts(others)]
        judged = [
            case.start ^ taken ^ (frozenset([o]) if condition.order == "with" else frozenset())
            for taken in done
        ]
        holds = [
            taken
            for taken, point in zip(done, judged, strict=True)
            if case.model.holds(condition.formula, point)
        ]
        if not holds:
            continue  # no order of these steps will do
        for b in others:
            after = condition.order == "after"
            if all(b in taken for taken in holds):
                _ask(asks, (b, o), strict=after or _apart(case, o, b))
            if all(b not in taken for taken in holds):
                _ask(asks, (o, b), strict=not after or _apart(case, o, b))
    strict, weak = common_precedences(legal)
    return {
        (a, b): how
        for (a, b), how in asks.items()
        if (a, b) not in (strict if how == "strict" else weak)
    }


def _ask(asks: Edges, pair: tuple[str, str], *, strict: bool) -> None:
    if strict:
        asks[pair] = "strict"
    asks.setdefault(pair, "weak")


def _apart(case: Case, one: str, other: str) -> bool:
    """Tell whether a slow step of the two keeps them from being switched together.

    'If o is switched on and slow, then H equals one of its coalitions.'
    """
    model = case.model
    slow = [n for n in (one, other) if model.options[n].slow and n not in case.start]
    return bool(slow) and not any(
        model.covers(group, case.start, frozenset([one, other]))
        and all(group in model.family(name, case.start) for name in slow)
        for group in parts(case.parties)
    )


def needs(
    case: Case, party: str, steps: frozenset[str], legal: Collection[Order], require: Iterable[str]
) -> Edges:
    """Return what the party needs; what its conditions ask for, if it accepts no order."""
    own = accepted(case, party, legal, require)
    if own:
        return needed(own, legal)
    return declared(case, party, steps, legal) if "conditions" in require else {}


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
    holder: str,
    ally: str,
    steps: frozenset[str],
    require: Iterable[str] = REQUIRE,
) -> dict[str, bool]:
    """Return the positions of one party over which it differs from another, and whether each binds.

    'A position p of the stricter ally that excludes orders the other ally accepts, and that
    makes no edge of a head-on pair with a third party, binds iff giving up p alone turns
    A_N(X) from empty to non-empty, the rest as it stands.'  p makes an edge that is no longer
    needed without p.  Of two parties of which neither is the stricter, each may be the holder; of
    nested ones the other has no such position.
    """
    require = tuple(require)
    orders = legal_orders(case, steps)
    own, others = accepted(case, holder, orders, require), accepted(case, ally, orders, require)
    edges = needs(case, holder, steps, orders, require)
    third = [party for party in case.parties if party not in (holder, ally)]
    clashes = {
        pair
        for party in third
        for pair in head_on(edges, needs(case, party, steps, orders, require))
    }
    found = {}
    for position in positions(case):
        without = case.conceding([position])
        if case.left[holder] == without.left[holder] and (
            case.conditions[holder] == without.conditions[holder]
        ):
            continue  # another party's
        freed = accepted(without, holder, orders, require)
        kept = needed(freed, orders)
        excludes = (freed - own) & others
        if excludes and not any(kept.get(pair) != edges[pair] for pair in clashes):
            now, then = by_all(case, orders, require), by_all(without, orders, require)
            found[position] = not now and bool(then)
    return found
