"""What becomes of a roadmap when offices change hands: who would undo what, and what remains.

Every epoch of the file brings other preferences from its date on.  A roadmap survives it if,
from the stage that can have been reached by then, it is strongly self-enforcing under those preferences.
"""

from __future__ import annotations

from datetime import date

from detente.analyses.roadmaps.guaranteeing import Case, guarantees
from detente.analyses.roadmaps.results import Succession
from detente.analyses.sequencing.enforcing import end_of, strength, temptations, written
from detente.analyses.sequencing.sides import Sides, places_of, sides_of
from detente.analyses.settled import UNSETTLED
from detente.conflict.conflict import Epoch
from detente.graph.compiling import compile
from detente.graph.model import GraphModel


def successions(graph: GraphModel, sides: Sides, stages: tuple[int, ...]) -> tuple[Succession, ...]:
    """Return what each epoch that is still to come makes of a roadmap."""
    selection = graph.selection
    now = selection.epoch
    return tuple(
        _succession(graph, sides, stages, epoch)
        for epoch in graph.conflict.epochs
        if now is None or epoch.start.first > now
    )


def _succession(
    graph: GraphModel, sides: Sides, stages: tuple[int, ...], epoch: Epoch
) -> Succession:
    later = sides_at(graph, sides, epoch.start.first)
    reached = _reached(graph, sides, stages, epoch.start.first)
    case = Case(later, stages, reached)
    every = places_of(later, stages)
    kind, ends = end_of(later, every[-1])
    found = tuple(item for item in temptations(later, every) if item.stage >= reached)
    holds = strength(later, case.places)
    robust = None if holds == UNSETTLED else holds == "strong" and kind != "unravels"
    worse = tuple(
        name
        for number, name in enumerate(graph.parties)
        if later.ranks[number, every[-1]] < later.ranks[number, every[0]]
    )
    return Succession(
        epoch.start.text,
        epoch.title,
        reached,
        robust,
        kind,
        written(later, ends),
        found,
        worse,
        # a promise has to hold the whole road together, not only what is left of it
        guarantees(Case(later, stages)),
    )


def sides_at(graph: GraphModel, sides: Sides, day: date) -> Sides:
    """Return the sides as they are at a date, over the same legal orders."""
    selection = graph.selection
    then = compile(
        selection.conflict,
        perspective=selection.perspective.name,
        epoch=day,
        without=selection.without,
        status_quo=graph.status_quo,
    )
    return sides_of(then, sides.orders)


def _reached(graph: GraphModel, sides: Sides, stages: tuple[int, ...], day: date) -> int:
    """Return the last stage that can have been reached by a day, one after another; all if unknown."""
    as_of = graph.conflict.as_of
    if as_of is None:
        return len(stages)
    left = (day - as_of.first).days
    before = 0
    for number, stage in enumerate(stages):
        taken = sides.orders.steps(stage ^ before)
        lengths = [
            option.takes.low
            for option in graph.selection.options
            if option.takes is not None and option.name in taken
        ]
        left -= max(lengths, default=0)
        if left < 0:
            return number
        before = stage
    return len(stages)
