"""What becomes of a roadmap when offices change hands: who would undo what, and what remains.

Every epoch of the file brings other preferences from its date on.  A step that takes effect on
that day does so under the new ones.  So what counts is the stage of which every step can have taken
effect before, by the same days as the roadmap's dates, and the stages after it: a roadmap survives
the change if it is strongly self-enforcing from there on under the new preferences.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from detente.analyses.roadmaps.goals import Case
from detente.analyses.roadmaps.guaranteeing import guarantees
from detente.analyses.roadmaps.results import Succession
from detente.analyses.sequencing.enforcing import Ends, end_of, falls_to, strength, temptations
from detente.analyses.sequencing.sides import Sides, places_of, sides_of
from detente.analyses.timing.days import Dates
from detente.conflict.conflict import Epoch
from detente.graph.compiling import compile
from detente.graph.model import GraphModel


def successions(graph: GraphModel, case: Case, dates: Dates | None) -> tuple[Succession, ...]:
    """Return what each epoch makes of a roadmap whose preferences do not count yet.

    Those count that the model was asked for: the first ones, or those of a date.  `dates` are the
    days of the roadmap, None if the file knows no lengths of time and no windows.
    """
    now, as_of = graph.selection.epoch, graph.conflict.as_of
    return tuple(
        _succession(graph, case, dates, epoch, (epoch.start.first - as_of.first).days)
        for epoch in graph.conflict.epochs
        if as_of is not None and (now is None or epoch.start.first > now)
    )


def _succession(
    graph: GraphModel, today: Case, dates: Dates | None, epoch: Epoch, left: int
) -> Succession:
    later = sides_at(graph, today.sides, epoch.start.first)
    reached = _reached(today, dates, left)
    case = replace(today, sides=later, first=reached)
    every = places_of(later, case.stages)
    return Succession(
        start=epoch.start.text,
        title=epoch.title,
        begun=left <= 0,
        stage=reached,
        self_enforcing=strength(later, case.places),
        end=end_of(later, every[-1])[0],
        back=falls_to(graph, later.fallback, every[-1]) if later.whole else Ends((), 0),
        temptations=tuple(t for t in temptations(later, every) if t.stage >= reached),
        worse_off=tuple(
            name
            for number, name in enumerate(graph.parties)
            if later.ranks[number, every[-1]] < later.ranks[number, every[0]]
        ),
        no_lock=_no_lock(case) if later.whole else None,
        guarantees=guarantees(case),
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


def _reached(case: Case, dates: Dates | None, left: int) -> int:
    """Return the last stage of which every step can have taken effect when so many days are over.

    What takes effect on the last of them, day number `left`, comes too late.
    """
    # a file without lengths of time lets every step take effect at once; one whose steps wait for
    # each other never does
    first = None if dates is None else {one.step: one.earliest for one in dates.steps}
    for number, stage in enumerate(case.stages):
        steps = case.sides.orders.steps(stage)
        if any((0 if first is None else first.get(step, left)) >= left for step in steps):
            return number
    return len(case.stages)


def _no_lock(case: Case) -> tuple[int, str] | None:
    """Return a stage before the end that rests, and a party that prefers it to the end.

    A lock takes moves away and adds no lean one, since a part of a move undoes no more than the
    whole: so the stage rests under every lock, and whoever stops there does better.
    """
    sides, places = case.sides, case.places
    for stage, place in enumerate(places[:-1], start=case.first):
        if sides.fallback.following(place).size:
            continue
        for number in sides.deciders:
            if sides.ranks[number, place] > sides.ranks[number, places[-1]]:
                return stage, case.graph.parties[number]
    return None
