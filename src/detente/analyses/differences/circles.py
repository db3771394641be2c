"""Circular waits: steps that wait for each other in a circle, through any number of parties.

What the parties and the rules need makes a graph of steps that wait for steps.  A circle of it
can be taken together unless some edge is strict; so exactly the circles with a strict edge leave
no order that everybody accepts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from detente.analyses.differences.needing import Needed, Needs
from detente.analyses.differences.pairing import Pairs, further

MOST_CIRCLES = 12
_MOST_WORK = 50_000  # steps of the search
MORE_CIRCLES = (
    f"left out: circular waits. There may be more of them; up to {MOST_CIRCLES} are listed"
)


@dataclass(frozen=True, slots=True)
class Edge:
    """`step` comes before `other`, or at the latest with it: needed by parties, or by rules.

    `parties` is empty if the rules alone need it.
    """

    step: str
    other: str
    strict: bool
    parties: tuple[str, ...]
    items: tuple[str, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the edge in plain words."""
        return {
            "step": self.step,
            "order": "before" if self.strict else "with",
            "other": self.other,
            "parties": list(self.parties),
            "items": list(self.items),
        }


@dataclass(frozen=True, slots=True)
class Circles:
    """Circular waits, shortest first; `complete` is false if there may be more of them."""

    found: tuple[tuple[Edge, ...], ...]
    complete: bool


def head_on(first: Pairs, second: Pairs) -> tuple[tuple[str, str], ...]:
    """Return the head-on pairs: `first` needs a before b, `second` b before a, one strictly."""
    return tuple(
        (step, other)
        for (step, other), strict in first.items()
        if (other, step) in second and (strict or second[other, step])
    )


def circles(parties: Iterable[Needs], rules: Needs, steps: Iterable[str]) -> Circles:
    """Return the circular waits among `steps`, each of which holds the steps of no shorter one."""
    search = _Search(_edges(parties, rules))
    order = tuple(steps)
    for length in range(2, len(order) + 1):
        for step in order:
            for edge in search.leaving(step):
                if edge.strict:
                    search.close(edge, length)
    return Circles(tuple(search.found), search.complete)


def _edges(parties: Iterable[Needs], rules: Needs) -> dict[tuple[str, str], Edge]:
    """Return one edge for each pair of steps that somebody needs in an order.

    What follows from a party's own conditions and the rules is left out.
    """
    given = rules.pairs
    edges: dict[tuple[str, str], Edge] = {}
    for needs in (rules, *parties):
        said = {pair: strict for pair, strict in needs.pairs.items() if pair in needs.direct}
        own = {**said, **further(needs.pairs, [said, given])} if needs.party else given
        for one in needs.needed:
            pair = one.step, one.other
            if pair in own:
                edges[pair] = _joined(edges.get(pair), one)
    return edges


def _joined(before: Edge | None, one: Needed) -> Edge:
    who = (one.party,) if one.party else ()
    if before is None or (one.strict and not before.strict):
        return Edge(one.step, one.other, one.strict, who, one.items)
    if before.strict and not one.strict:
        return before
    return Edge(
        one.step,
        one.other,
        one.strict,
        (*before.parties, *who),
        tuple(dict.fromkeys((*before.items, *one.items))),
    )


class _Search:
    """A search for circles; it stops at a number of them, and after so much work."""

    def __init__(self, edges: Mapping[tuple[str, str], Edge]) -> None:
        self.out: dict[str, list[Edge]] = {}
        for edge in edges.values():
            self.out.setdefault(edge.step, []).append(edge)
        self.found: list[tuple[Edge, ...]] = []
        self.steps: list[frozenset[str]] = []
        self.complete = True
        self.work = 0

    def leaving(self, step: str) -> list[Edge]:
        """Return the edges from a step."""
        return self.out.get(step, [])

    def close(self, edge: Edge, length: int) -> None:
        """Add the circles of so many steps through an edge."""
        for way in self._ways([edge], length):
            if len(self.found) == MOST_CIRCLES:
                self.complete = False
                return
            self.found.append(tuple(way))
            self.steps.append(frozenset(one.step for one in way))

    def _ways(self, way: list[Edge], length: int) -> Iterator[list[Edge]]:
        self.work += 1
        if self.work > _MOST_WORK:
            self.complete = False
            return
        here = frozenset(edge.step for edge in way)
        if any(known <= here for known in self.steps):
            return
        for edge in self.leaving(way[-1].other):
            if edge.other == way[0].step and len(way) == length - 1:
                if not any(known <= here | {edge.step} for known in self.steps):
                    yield [*way, edge]
            elif len(way) < length - 1 and edge.other not in here | {edge.step}:
                yield from self._ways([*way, edge], length)
