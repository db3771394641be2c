"""The worst the others can lead to: the one computation behind every concept of stability.

From each state, the others answer by legal sequences: moves of their own and joint acts, in
which consecutive movers have no party in common (Fang, Hipel, Kilgour 1993, who let nobody move
twice running; a joint act counts for all its parties).  The smallest value such a sequence can
reach is one minimum passed along the moves until nothing changes.

`once` is the rule of the program GMCR+: each party takes part in a sequence at most once.
"""

from __future__ import annotations

from itertools import cycle
from typing import Literal

import numpy as np

from detente.errors import LimitReached
from detente.graph.model import GraphModel
from detente.graph.passes import Values, top_of

Sanctions = Literal["sequences", "once"]


def worst(
    graph: GraphModel,
    party: int,
    values: Values,
    *,
    improving: bool,
    sanctions: Sanctions = "sequences",
    joint_acts: bool = True,
) -> Values:
    """Return the smallest of `values` that the others can lead to from each state.

    The state itself counts as reached.  `improving` allows only moves by which every mover
    gains; without `joint_acts` the others move by themselves only.  States that do not exist
    carry the largest number of the type.
    """
    movers = graph.movers(without=party)
    if not joint_acts:
        movers = tuple(mover for mover in movers if mover.bit_count() == 1)
    start = np.where(graph.exists, values, values.dtype.type(top_of(values)))
    if sanctions == "once":
        return _once(graph, party, movers, start, improving=improving)
    if graph.simple:
        return _untracked(graph, movers, start, improving=improving)
    return _tracked(graph, movers, start, improving=improving)


def _untracked(
    graph: GraphModel, movers: tuple[int, ...], start: Values, *, improving: bool
) -> Values:
    """Pass the minimum round the movers; moving twice running gains nothing in a plain model."""
    found, unchanged = start, 0
    for mover in cycle(movers or (0,)):
        if unchanged >= len(movers):
            return found
        lower = graph.one_move(mover, improving=improving).lowest(found)
        unchanged = unchanged + 1 if np.array_equal(lower, found) else 1
        # a mover that has just moved gains nothing by moving again, so it counts as unchanged
        found = lower
    return found


def _tracked(
    graph: GraphModel, movers: tuple[int, ...], start: Values, *, improving: bool
) -> Values:
    """Pass the minimum along, remembering for each value who moved last."""
    after = dict.fromkeys(movers, start)
    while True:
        by_mover = {
            mover: graph.one_move(mover, improving=improving).lowest(after[mover])
            for mover in movers
        }
        changed = False
        for last in movers:
            lower = _least(start, [by_mover[m] for m in movers if not m & last])
            changed = changed or not np.array_equal(lower, after[last])
            after[last] = lower
        if not changed:
            return _least(start, list(by_mover.values()))


def _once(
    graph: GraphModel, party: int, movers: tuple[int, ...], start: Values, *, improving: bool
) -> Values:
    """Pass the minimum from longer sequences to shorter ones, by who has already moved."""
    others = [1 << number for number in range(len(graph.parties)) if number != party]
    if len(others) > 12:
        raise LimitReached("the rule 'once' is computed for up to 13 parties")
    used = [0]
    for other in others:
        used += [parties | other for parties in used]
    reached: dict[int, Values] = {}
    for parties in sorted(used, key=lambda u: (-u.bit_count(), u)):
        reached[parties] = _least(
            start,
            [
                graph.one_move(mover, improving=improving).lowest(reached[parties | mover])
                for mover in movers
                if not mover & parties
            ],
        )
    return reached[0]


def _least(start: Values, others: list[Values]) -> Values:
    found = start.copy()
    for other in others:
        np.minimum(found, other, out=found)
    return found
