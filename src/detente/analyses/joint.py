"""Joint improving moves, and where a conflict rests.

A joint improving move is a legal bundle of two or more parties that each of them strictly
prefers, and that meets the conditions each of them has declared.  A state rests if it is an
equilibrium and has no joint improving move.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.errors import LimitReached
from detente.graph.model import GraphModel, States, each_bit

Truth = NDArray[np.bool_]

MOST_PAIRS = 4_000_000  # of a joint move and a part of it, compared at one time


@dataclass(frozen=True, slots=True)
class JointMove:
    """A bundle that each of its parties prefers; `lean` if no part of it can be left out.

    A part can be left out if what remains is legal for some of the parties, meets their declared
    conditions where several take it, and leads to a state that is at least as good for them all.
    """

    parties: tuple[str, ...]
    bundle: tuple[str, ...]
    to: str
    lean: bool

    def to_dict(self) -> dict[str, object]:
        """Return the move in plain words."""
        return {
            "parties": list(self.parties),
            "bundle": list(self.bundle),
            "to": self.to,
            "lean": self.lean,
        }


def joint_moves(graph: GraphModel, states: Sequence[int]) -> dict[int, tuple[JointMove, ...]]:
    """Return the joint improving moves from each of some states, smallest coalitions first.

    Raises LimitReached if there are too many bundles to look through.
    """
    found: dict[int, dict[tuple[int, int], JointMove]] = {state: {} for state in states}
    if graph.moves is None:
        return dict.fromkeys(states, ())
    owner, sources = _sources(graph, states)
    for coalition in graph.moves.coalitions():
        starts, targets = _improving(graph, coalition, sources)
        lean = ~_can_be_smaller(graph, coalition, starts, targets)
        ends = _states(graph, targets)
        for start, target, end, is_lean in zip(
            starts.tolist(), targets.tolist(), ends.tolist(), lean.tolist(), strict=True
        ):
            known = found[owner[start]].get((coalition, end))
            if known is None or (is_lean and not known.lean):
                found[owner[start]][coalition, end] = JointMove(
                    parties=graph.coalition_names(coalition),
                    bundle=steps(graph, start, target),
                    to=graph.naming.write(end),
                    lean=is_lean,
                )
    return {state: tuple(moves.values()) for state, moves in found.items()}


def has_joint_move(graph: GraphModel, states: Sequence[int]) -> set[int]:
    """Return those of some states that have a joint improving move."""
    if graph.moves is None:
        return set()
    owner, sources = _sources(graph, states)
    found: set[int] = set()
    # the largest first: if it is too large to look through, that shows at once
    for coalition in reversed(graph.moves.coalitions()):
        starts, _ = _improving(graph, coalition, sources)
        found.update(owner[start] for start in np.unique(starts).tolist())
    return found


def _sources(graph: GraphModel, states: Sequence[int]) -> tuple[dict[int, int], States]:
    """Return the combinations that some states stand for, and the state of each."""
    owner = {int(code): s for s in states for code in graph.naming.members(s)}
    return owner, np.array(sorted(owner), dtype=np.int64)


def _improving(graph: GraphModel, coalition: int, sources: States) -> tuple[States, States]:
    """Return the bundles of exactly `coalition` that all its parties gain by and agree to."""
    assert graph.moves is not None
    starts, targets = graph.moves.bundles(coalition, sources, minimal=True)
    keep = np.ones(starts.size, dtype=np.bool_)
    for party in each_bit(coalition):
        ranks = graph.ranks[party]
        keep &= ranks[_states(graph, targets)] > ranks[_states(graph, starts)]
    keep &= _signed(graph, coalition, starts, targets)
    return starts[keep], targets[keep]


def steps(graph: GraphModel, start: int, target: int) -> tuple[str, ...]:
    """Return the steps between two combinations, in option order; `not` for one undone."""
    changed = start ^ target
    return tuple(
        name if target >> bit & 1 else f"not {name}"
        for bit, name in enumerate(graph.options)
        if changed >> bit & 1
    )


def _can_be_smaller(graph: GraphModel, coalition: int, starts: States, targets: States) -> Truth:
    """Return the bundles with a part that would do: legal, signed, and as good for them all.

    A part that several take has to meet the conditions those have declared, as the whole does.

    Raises LimitReached if there are too many parts to compare.
    """
    assert graph.moves is not None
    found = np.zeros(starts.size, dtype=np.bool_)
    here = np.unique(starts)
    members = list(each_bit(coalition))
    for smaller in _within(coalition) if starts.size else ():
        begins, ends = graph.moves.bundles(smaller, here, minimal=True)
        order = np.argsort(begins, kind="stable")
        begins, ends = begins[order], ends[order]
        if smaller.bit_count() > 1:
            signed = _signed(graph, smaller, begins, ends)
            begins, ends = begins[signed], ends[signed]
        # pair every bundle with every legal part that starts where it starts
        first = np.searchsorted(begins, starts, side="left")
        number = np.searchsorted(begins, starts, side="right") - first
        pairs = int(number.sum())
        if pairs > MOST_PAIRS:
            raise LimitReached(
                f"{pairs:,} parts of joint moves to compare, more than the {MOST_PAIRS:,} looked at"
            )
        row = np.repeat(np.arange(starts.size), number)
        part = ends[np.arange(row.size) + np.repeat(first - (np.cumsum(number) - number), number)]
        switched = part ^ starts[row]
        proper = ((switched & ~(targets[row] ^ starts[row])) == 0) & (part != targets[row])
        row, part = row[proper], part[proper]
        as_good = np.ones(row.size, dtype=np.bool_)
        for party in members:
            ranks = graph.ranks[party]
            as_good &= ranks[_states(graph, part)] >= ranks[_states(graph, targets[row])]
        found[row[as_good]] = True
    return found


def _signed(graph: GraphModel, coalition: int, starts: States, targets: States) -> Truth:
    """Return the bundles that meet the conditions of every party of `coalition`."""
    keep = np.ones(starts.size, dtype=np.bool_)
    for party in each_bit(coalition):
        for term in graph.terms[party]:
            keep &= term.met(starts, targets)
    return keep


def _within(coalition: int) -> Iterator[int]:
    """Yield every non-empty coalition inside another one, itself included."""
    part = coalition
    while part:
        yield part
        part = (part - 1) & coalition


def _states(graph: GraphModel, combinations: States) -> States:
    merged = graph.naming.merged
    return combinations if merged is None else merged[combinations]
