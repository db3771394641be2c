"""Whether a difference over order is what holds the steps up.

A position is at issue between two parties if it excludes orders that the other accepts, and if
no head-on pair with a third party comes from it: then it is that quarrel, not this one.  The
difference binds if there is no order that everybody accepts, and giving up one such position
alone, the rest as it stands, makes one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from detente.analyses.differences.circles import head_on
from detente.analyses.differences.needing import needs_of
from detente.analyses.differences.orders_apart import Ordering, related
from detente.analyses.sequencing.sides import side
from detente.analyses.unlocks.conceding import conceded, held_in
from detente.analyses.wording import Words, begun, counted, joined, short_words


@dataclass(frozen=True, slots=True)
class Tried:
    """A position that excludes orders the other party accepts.

    `against` are the third parties that it meets head-on; if there is none it is at issue between
    the two, and `accepted_without` counts the orders that everybody would accept without it.
    """

    position: str
    party: str
    against: tuple[str, ...]
    accepted_without: int

    def to_dict(self) -> dict[str, object]:
        """Return the position in plain words and numbers."""
        return {
            "position": self.position,
            "party": self.party,
            "head_on_with": list(self.against),
            "accepted_by_all_without": self.accepted_without,
        }


@dataclass(frozen=True, slots=True)
class Binding:
    """Whether the difference between two parties binds, and the positions by which it does.

    `accepted` is how many orders everybody accepts now; `tried` are the positions that exclude
    orders the other accepts.
    """

    accepted: int
    tried: tuple[Tried, ...]
    sentence: str

    @property
    def binding(self) -> tuple[str, ...]:
        """The positions each of which, given up alone, leaves an order that all accept."""
        return tuple(one.position for one in _unlocking(self.accepted, self.tried))

    @property
    def binds(self) -> bool:
        """Whether there is such a position."""
        return bool(self.binding)

    def to_dict(self) -> dict[str, object]:
        """Return the answer in plain words and numbers."""
        return {
            "binds": self.binds,
            "binding": list(self.binding),
            "accepted_by_all": self.accepted,
            "positions": [one.to_dict() for one in self.tried],
            "sentence": self.sentence,
        }


def binding(over: Ordering, first: int, second: int) -> Binding:
    """Return whether the difference of two parties over the order of some steps binds."""
    now = over.accepted(*range(len(over.sides.sides)))
    counts = over.accepted(first), over.accepted(second)
    relation, stricter = related(*counts, over.accepted(first, second))
    pairs = [(first, second), (second, first)]
    if stricter is not None:
        pairs = [pairs[stricter]]
    tried = (
        () if relation == "same" else tuple(t for pair in pairs for t in _excluding(over, *pair))
    )
    graph = over.sides.graph
    names = graph.parties[first], graph.parties[second]
    parts = _said(short_words(graph.conflict), now, tried, names, same=relation == "same")
    return Binding(now, tried, " ".join(f"{begun(part)}." for part in parts))


def _excluding(over: Ordering, holder: int, other: int) -> Iterator[Tried]:
    """Yield the positions of one party that exclude orders the other accepts."""
    sides, require = over.sides, over.require
    needs = over.needs[holder].pairs
    third = [n for n in range(len(sides.sides)) if n not in (holder, other)]
    clashes = {n: head_on(needs, over.needs[n].pairs) for n in third}
    theirs = sides.accepted(require, [other])
    ours = sides.accepted(require, [holder, other])
    for held in held_in(sides.graph):
        if held.number != holder:
            continue
        freed = side(conceded(sides.graph, [held.name]), holder, sides.orders)
        allowed = freed.acceptance.accepts(require)
        if over.count(allowed & theirs) == over.count(allowed & ours):
            continue
        left = needs_of(freed, sides.orders, over.goal, require).pairs
        against = tuple(
            sides.graph.parties[n]
            for n, pairs in clashes.items()
            if any(left.get(pair) != needs[pair] for pair in pairs)
        )
        without = over.count(allowed & sides.accepted(require, [*third, other]))
        yield Tried(held.name, sides.graph.parties[holder], against, without)


def _unlocking(accepted: int, tried: Iterable[Tried]) -> tuple[Tried, ...]:
    """Return the positions at issue whose loss alone makes an order that all accept."""
    if accepted:
        return ()
    return tuple(one for one in tried if one.accepted_without and not one.against)


def _said(
    words: Words,
    accepted: int,
    tried: tuple[Tried, ...],
    names: tuple[str, str],
    *,
    same: bool,
) -> Iterator[str]:
    def called(one: Tried) -> str:
        return words.position(one.position)

    if accepted:
        orders = counted(accepted, "order is", "orders are")
        yield f"it does not bind: {orders} accepted by every party"
        return
    if same:
        yield "it does not bind: both accept the same orders"
        return
    found = _unlocking(accepted, tried)
    here = [one for one in tried if not one.against]
    who = words.parties(names, "or")
    if found:
        ways = [
            f"if {words.party(one.party)} gave up {called(one)}, "
            f"{counted(one.accepted_without, 'order')} would be accepted by every party"
            for one in found
        ]
        yield f"it binds: now there is no order that every party accepts; {'; '.join(ways)}"
    elif here:
        ways = [f"{words.party(one.party)} gave up {called(one)}" for one in here]
        if len(ways) == 1:
            yield f"it does not bind: if {ways[0]}, there would still be no order that all accept"
        else:
            yield (
                f"it does not bind: if {joined(ways, 'or')}, and nothing else, there would still be "
                "no order that all accept"
            )
    elif tried:
        yield (
            f"it does not bind: every position of {who} that keeps out orders the other accepts is "
            "part of a quarrel with a third party"
        )
    else:
        yield (
            f"it does not bind: no single position of {who}, given up alone, would leave an order "
            "more that both accept"
        )
    for one in tried:
        if one.against:
            yield (
                f"{called(one)} of {words.party(one.party)} keeps orders out too, but that is its "
                f"quarrel with {words.parties(one.against)}"
            )
