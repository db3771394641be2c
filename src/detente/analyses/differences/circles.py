"""Circular waits: steps that wait for each other in a circle, through any number of parties.

What the parties and the rules need makes a graph of steps that wait for steps.  A circle of it
can be taken together unless some edge is strict; so exactly the circles with a strict edge leave
no order that everybody accepts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

from detente.analyses.differences.needing import Needed, Needs
from detente.analyses.differences.pairing import Pairs, further

MOST_CIRCLES = 12
_MOST_WORK = 50_000  # steps of the search


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


def more_circles() -> str:
    """Return that there may be more circles than were found, as a note."""
    return f"left out: circular waits. There may be more of them; up to {MOST_CIRCLES} are listed"


def head_on(first: Pairs, second: Pairs) -> tuple[tuple[str, str], ...]:
    """Return the head-on pairs: `first` needs a before b, `second` b before a, one strictly."""
    return tuple(
        (step, other)
        for (step, other), strict in first.items()
        if (other, step) in second and (strict or second[other, step])
    )


def circles(
    parties: Iterable[Needs], rules: Needs, steps: Iterable[str], through: Collection[str] = ()
) -> Circles:
    """Return the circular waits among `steps`, each of which holds the steps of no shorter one.

    If some parties are named, only circles `through` a wait of one of them count.
    """
    needs, order = tuple(parties), tuple(steps)
    found = _search(_edges(needs, rules, through), order, through)
    if through and not found.found:
        # a wait that follows from others can close a circle of its own
        edges = _edges(needs, _followed(rules, order), through, whole=True)
        whole = _search(edges, order, through)
        return Circles(whole.found, found.complete and whole.complete)
    return found


def _followed(rules: Needs, steps: Iterable[str]) -> Needs:
    """Return what the rules need together with what follows from it, by the items of the chain."""
    found = {(one.step, one.other): one for one in rules.needed}
    for middle in steps:
        before = [one for one in found.values() if one.other == middle]
        after = [one for one in found.values() if one.step == middle]
        for one, other in product(before, after):
            pair, strict = (one.step, other.other), one.strict or other.strict
            known = found.get(pair)
            if one.step != other.other and (known is None or (strict and not known.strict)):
                items = tuple(dict.fromkeys((*one.items, *other.items)))
                found[pair] = Needed(*pair, strict, "", ("rule",), items)
    return replace(rules, needed=tuple(found.values()))


def _search(
    edges: Mapping[tuple[str, str], tuple[Edge, ...]],
    steps: tuple[str, ...],
    through: Collection[str],
) -> Circles:
    search = _Search(edges, through)
    for length in range(2, len(steps) + 1):
        for step in steps:
            for edge in search.leaving(step):
                if edge.strict:
                    search.close(edge, length)
    return Circles(tuple(search.found), search.complete)


def _edges(
    parties: Iterable[Needs], rules: Needs, through: Collection[str], *, whole: bool = False
) -> dict[tuple[str, str], tuple[Edge, ...]]:
    """Return an edge for each pair of steps that somebody needs in an order, as strictly as any do.

    What follows from a party's own conditions and the rules is left out, unless the `whole` is
    asked for.  A pair has a second edge, less strict, if only that is of a party `through` which
    circles are looked for.
    """
    given = rules.pairs
    found: dict[tuple[str, str], dict[bool, Edge]] = {}
    for needs in (rules, *parties):
        said = {pair: strict for pair, strict in needs.pairs.items() if pair in needs.direct}
        own = {**said, **further(needs.pairs, [said, given])} if needs.party else given
        for one in needs.needed:
            if whole or (one.step, one.other) in own:
                kinds = found.setdefault((one.step, one.other), {})
                kinds[one.strict] = _joined(kinds.get(one.strict), one)

    def chosen(kinds: Mapping[bool, Edge]) -> tuple[Edge, ...]:
        if len(kinds) == 1:
            return tuple(kinds.values())
        strict, weak = kinds[True], kinds[False]
        both = not set(weak.parties).isdisjoint(through) and set(strict.parties).isdisjoint(through)
        return (strict, weak) if both else (strict,)

    return {pair: chosen(kinds) for pair, kinds in found.items()}


def _joined(before: Edge | None, one: Needed) -> Edge:
    who = (one.party,) if one.party else ()
    if before is None:
        return Edge(one.step, one.other, one.strict, who, one.items)
    return Edge(
        one.step,
        one.other,
        one.strict,
        (*before.parties, *who),
        tuple(dict.fromkeys((*before.items, *one.items))),
    )


class _Search:
    """A search for circles; it stops at a number of them, and after so much work."""

    def __init__(
        self, edges: Mapping[tuple[str, str], tuple[Edge, ...]], through: Collection[str]
    ) -> None:
        self.out: dict[str, list[Edge]] = {}
        for some in edges.values():
            for edge in some:
                self.out.setdefault(edge.step, []).append(edge)
        self.through = frozenset(through)
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
            if self.through and not any(self.through & set(one.parties) for one in way):
                continue
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
