"""Spoilers: who loses by an end, is not needed for it, and could upset the way there.

S. J. Stedman, *Spoiler problems in peace processes* (International Security 1997), looks at those
who believe that peace threatens them and use what power they have to undermine it.  Here a
spoiler ranks the end below the status quo; of every step some coalition leaves it out; and at some
stage of a legal order it has a move of its own that takes a step back, or after which what is left
of the steps can be taken in no legal order.
"""

from __future__ import annotations

from collections.abc import Iterator

from detente.analyses.joint import steps
from detente.analyses.roadmaps.results import Spoiling
from detente.analyses.sequencing.orders import orders_from
from detente.analyses.sequencing.sides import Sides


def spoiling(sides: Sides, goal: int, parties: tuple[int, ...]) -> tuple[Spoiling, ...]:
    """Return how each of some parties could upset the steps of a stage, by the smallest move.

    Parties that a step needs are left out, and those that could not.
    """
    found = (next(_of(sides, goal, n), None) for n in parties if not _needed(sides, goal, n))
    return tuple(item for item in found if item is not None)


def _needed(sides: Sides, goal: int, party: int) -> bool:
    """Tell whether some step cannot be taken without a party."""
    moves, start = sides.graph.moves, sides.orders.start
    assert moves is not None
    return any(
        all(members >> party & 1 for members in (s.off if start >> s.bit & 1 else s.on))
        for s in moves.switches
        if goal >> s.bit & 1
    )


def _of(sides: Sides, goal: int, party: int) -> Iterator[Spoiling]:
    """Yield the moves of a party that upset the steps, early stages and small moves first."""
    orders, graph, own = sides.orders, sides.graph, sides.sides[party].own
    numbers = orders.small_first(orders.reached() & orders.leading(goal))
    ends: dict[int, dict[int, bool]] = {}
    for number in numbers.tolist():
        stage, place = int(orders.stages[number]), int(sides.places[number])
        state = int(orders.states[number])
        for pattern in own.switched[own.leading(place) >= 0].tolist():
            undone = pattern & stage
            beside = pattern & ~goal
            if not undone:
                if beside not in ends:
                    ends[beside] = _leading(sides, goal, beside)
                if ends[beside].get(stage | pattern & goal, False):
                    continue
            yield Spoiling(
                graph.parties[party],
                orders.steps(stage),
                steps(graph, state, state ^ pattern),
                orders.steps(undone),
            )


def _leading(sides: Sides, goal: int, beside: int) -> dict[int, bool]:
    """Return from which stages all steps can be taken once options beside them are switched."""
    orders = orders_from(sides.graph, sides.orders.start ^ beside, goal)
    onward = orders.leading(goal)
    found = dict(zip(orders.stages.tolist(), onward.tolist(), strict=True))
    return {**found, goal: True}
