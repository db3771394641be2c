"""Who waits for whom, taken literally: which orders are needed, and circles of waits."""

from __future__ import annotations

from collections.abc import Collection

from .sequences import Case, Order
from .sequences_differing import Edges, common_precedences, needs


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
