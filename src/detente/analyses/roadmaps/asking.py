"""roadmaps: which orders of which steps lead to a target, and what becomes of each.

A roadmap is an ordered partition of a set of steps into bundles that are legal one after
another.  It is accepted if at every bundle every party's conditions are met, no red line is
crossed and nobody falls below its floor.  (Bundles and orders after the graph model's joint moves,
Kilgour, Hipel, Fang and Peng 2001; the status quo analysis of Li, Kilgour and Hipel 2005 follows
paths too, but of single improvements.)
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

import numpy as np
from numpy.typing import NDArray

from detente.analyses.answer import asked
from detente.analyses.choosing import chosen
from detente.analyses.roadmaps.goals import Case
from detente.analyses.roadmaps.guaranteeing import guarantees
from detente.analyses.roadmaps.locking import MOST_TRIED, locks_left_out
from detente.analyses.roadmaps.picking import Found, accepted_orders, telling_failures
from detente.analyses.roadmaps.results import Roadmap, Roadmaps, StepSet
from detente.analyses.roadmaps.spoiling import spoiling
from detente.analyses.roadmaps.succeeding import successions
from detente.analyses.sequencing.accepting import refusals, required
from detente.analyses.sequencing.aiming import (
    StepSets,
    longer_orders,
    sets_left_out,
    standing,
    step_sets,
)
from detente.analyses.sequencing.enforcing import end_of, falls_to, strength, temptations
from detente.analyses.sequencing.exposing import exposed_along
from detente.analyses.sequencing.orders import orders_of
from detente.analyses.sequencing.own import too_wide
from detente.analyses.sequencing.passage import Passage
from detente.analyses.sequencing.sides import Sides, places_of, sides_of
from detente.analyses.settled import UNSETTLED
from detente.analyses.timing.dating import Dates, dates, knows_time
from detente.analyses.timing.precedences import UNREAD
from detente.analyses.wording import counted, joined
from detente.errors import LimitReached, WrongUse
from detente.graph.comparing import unknown_order
from detente.graph.model import GraphModel, each_bit

Truth = NDArray[np.bool_]
Progress = Callable[[int, int], None]

MOST_HOLDING = 2  # larger sets shown because their roadmaps hold by themselves
MOST_SETS = 6  # step sets whose roadmaps are worked out; of the others the orders are counted


def roadmaps(
    graph: GraphModel,
    target: str | None = None,
    *,
    steps: Iterable[str] | None = None,
    require: Collection[str] | None = None,
    progress: Progress | None = None,
) -> Roadmaps:
    """Return the roadmaps to a target, or those of one set of steps.

    Parameters
    ----------
    target : the name of a target, a pattern or a formula; may be left out if `steps` are given.
    steps : one set of steps, `a` to switch on and `not a` to switch off.
    require : which of `conditions`, `red-lines` and `floor` a party insists on; all by default.
    progress : called with the number of step sets done, and of all of them.

    Raises
    ------
    WrongUse : without a target or steps, for an unknown one, or if there is no status quo.
    NoAnswer : for a model that does not consist of options.
    """
    insisted = required(require)
    wanted = None if steps is None else tuple(steps)
    if target is None and wanted is None:
        raise WrongUse("name a target (--to), or the steps to put in order (--steps)")
    head = asked(
        "roadmaps",
        graph,
        to=target,
        steps=None if wanted is None else list(wanted),
        require=list(insisted),
    )
    sides = sides_of(graph, orders_of(graph, steps=wanted))
    limits: list[str] = []
    notes: list[str] = []
    if wanted is None:
        assert target is not None
        meant = chosen(graph, target)[graph.exists]
        aim = step_sets(sides, meant, insisted)
        found = "steps" if aim.stages else "already" if aim.already else _why_none(meant, aim)
        if not aim.complete:
            limits.append(sets_left_out(sides, aim))
    else:
        stage, found = sides.orders.stage(wanted), "steps"
        if not stage:
            raise WrongUse("--steps names no step")
        if not sides.orders.complete:
            raise LimitReached(
                f"{counted(stage.bit_count(), 'step')} have too many orders: give {sides.orders.most} or "
                "fewer to --steps"
            )
        agreed, accepted = standing(sides, stage, insisted)
        aim = StepSets((stage,), agreed, accepted)
        notes += _end_note(graph, sides, stage, target)
    stages = aim.stages
    if stages:
        limits += too_wide(graph)
    sets = []
    for done, stage in enumerate(stages):
        if progress is not None:
            progress(done, len(stages))
        sets.append(_step_set(graph, sides, stage, insisted, whole=done < MOST_SETS, limits=limits))
    if len(stages) > MOST_SETS:
        limits.append(
            f"left out: roadmaps of some sets. There are {len(stages)} sets of steps; roadmaps are "
            f"worked out for the first {MOST_SETS}, of the others the orders are counted"
        )
    holding: tuple[StepSet, ...] = ()
    if wanted is None and found == "steps":
        holding = _holding(graph, sides, meant, insisted, stages, limits)
    unread = dict.fromkeys(
        item
        for one in (*sets, *holding)
        for roadmap in one.roadmaps
        if roadmap.dates is not None
        for item in roadmap.dates.unread
    )
    if unread:
        limits.append(UNREAD.format(joined(list(unread))))
    vague = tuple(
        party.name
        for party in graph.selection.parties
        if unknown_order(party, graph.count, graph.existing)
    )
    return Roadmaps(
        head,
        target if target is not None else ", ".join(wanted or ()),
        found,
        aim.agreed,
        aim.accepted,
        tuple(sets),
        holding,
        vague,
        tuple(notes),
        tuple(dict.fromkeys(limits)),
        aim.settled,
    )


def _holding(
    graph: GraphModel,
    sides: Sides,
    meant: Truth,
    require: Collection[str],
    shown: tuple[int, ...],
    limits: list[str],
) -> tuple[StepSet, ...]:
    """Return the smallest larger sets of steps with a roadmap that holds by itself.

    None if one of the smallest sets has such a roadmap already, or if own moves are too many to tell.
    """
    if not sides.whole:
        return ()
    orders = sides.orders
    allowed = sides.accepted(require, range(len(sides.sides)))
    reached = orders.reached(allowed)
    known = [number for stage in shown if (number := orders.number(stage)) is not None]
    ends = orders.small_first(sides.at_stages(meant & sides.zone) & reached & orders.near)
    found: list[int] = []
    held = sides.enforced(np.array([n for n in known if reached[n]], int), allowed, surely=False)
    if next(held, None) is not None:
        return ()
    for end in sides.enforced(ends, allowed, surely=False):
        stage = int(orders.stages[end])
        if not any(smaller & stage == smaller for smaller in found):
            found.append(stage)
        if len(found) == MOST_HOLDING:
            break
    if len(found) < MOST_HOLDING and sides.hope(meant & sides.zone) == "strong":
        limits.append(
            f"{longer_orders(orders)}. Whether more steps would hold by themselves is not established"
        )
    return tuple(_step_set(graph, sides, s, require, whole=True, limits=limits) for s in found)


def _why_none(meant: Truth, aim: StepSets) -> str:
    if not aim.settled:
        return UNSETTLED
    return "unreachable" if meant.any() else "impossible"


def _end_note(graph: GraphModel, sides: Sides, stage: int, target: str | None) -> list[str]:
    if target is None or chosen(graph, target)[sides.orders.start ^ stage]:
        return []
    return [f"these steps do not lead to the target '{target}'"]


def _step_set(
    graph: GraphModel,
    sides: Sides,
    stage: int,
    require: Collection[str],
    *,
    whole: bool,
    limits: list[str],
) -> StepSet:
    orders = sides.orders
    number = orders.number(stage)
    names = orders.steps(stage)
    state = graph.naming.write(orders.start ^ stage)
    everybody = range(len(sides.sides))
    allowed = sides.accepted(require, everybody)
    if number is None:
        nobody = dict.fromkeys((*graph.parties, "all"), 0)
        return StepSet(names, state, 0, nobody, (), (), (), ())
    counts = {
        side.acceptance.party: orders.count(stage, side.acceptance.accepts(require))
        for side in sides.sides
    }
    counts["all"] = orders.count(stage, allowed)
    total = orders.count(stage)
    good: tuple[Roadmap, ...] = ()
    bad: tuple[Roadmap, ...] = ()
    if whole and total:
        every = [
            _roadmap(graph, sides, require, found, limits, first=not place)
            for place, found in enumerate(
                _shown(sides, stage, allowed & orders.inside(stage), require)
            )
        ]
        good = tuple(roadmap for roadmap in every if roadmap.accepted)
        bad = tuple(roadmap for roadmap in every if not roadmap.accepted)
    worse = _worse_off(sides, number)
    return StepSet(
        names,
        state,
        total,
        counts,
        good,
        bad,
        tuple(graph.parties[n] for n in worse),
        spoiling(sides, stage, worse) if total else (),
    )


def _shown(sides: Sides, stage: int, kept: Passage, require: Collection[str]) -> list[Found]:
    """Return the orders worth showing, each once, with every reason for it."""
    found: dict[tuple[int, ...], list[str]] = {}
    for stages, kinds in (
        *accepted_orders(sides, stage, kept),
        *telling_failures(sides, stage, kept, require),
    ):
        found.setdefault(stages, []).extend(kinds)
    return [(stages, tuple(kinds)) for stages, kinds in found.items()]


def _roadmap(
    graph: GraphModel,
    sides: Sides,
    require: Collection[str],
    found: Found,
    limits: list[str],
    *,
    first: bool,
) -> Roadmap:
    """Return an order as a roadmap; `first` if it is the one that is told in full."""
    stages, kinds = found
    orders = sides.orders
    places = places_of(sides, stages)
    bundles = tuple(
        orders.steps(stage ^ before) for before, stage in zip((0, *stages), stages, strict=False)
    )
    acceptances = tuple(side.acceptance for side in sides.sides)
    refused = tuple(
        item for item in refusals(graph, orders, acceptances, stages) if item.kind in require
    )
    movers = tuple(graph.coalition_names(c) for c in orders.carriers(stages))
    kind, _ = end_of(sides, places[-1])
    whole = (first and not refused) or "finest" in kinds
    days = _dates(graph, bundles, require) if not refused else None
    case = Case(sides, stages, require=require)
    changes = successions(graph, case, days) if whole else ()
    holding = [(strength(sides, places), kind), *((c.self_enforcing, c.end) for c in changes)]
    if sides.whole and whole and locks_left_out(case) and set(holding) != {("strong", "resting")}:
        limits.append(
            f"left out: locks of options beyond the first {counted(MOST_TRIED, 'set')} of them"
        )
    return Roadmap(
        kinds=kinds,
        bundles=bundles,
        movers=movers,
        consenters=_consenters(graph, sides, stages, movers),
        states=tuple(graph.naming.write(orders.start ^ stage) for stage in (0, *stages)),
        refusals=refused,
        exposure=exposed_along(graph, places[1:]),
        temptations=temptations(sides, places),
        self_enforcing=strength(sides, places),
        end=kind,
        backs=tuple(falls_to(graph, sides.fallback, place) for place in places)
        if sides.whole
        else (),
        guarantees=guarantees(case) if whole else (),
        dates=days,
        succession=changes,
    )


def _dates(
    graph: GraphModel, bundles: tuple[tuple[str, ...], ...], require: Collection[str]
) -> Dates | None:
    """Return when the steps can be taken; None if the file says nothing of time."""
    if not knows_time(graph):
        return None
    steps = tuple(step for bundle in bundles for step in bundle)
    return dates(graph, steps, bundles=bundles, conditions="conditions" in require)


def _consenters(
    graph: GraphModel,
    sides: Sides,
    stages: tuple[int, ...],
    movers: tuple[tuple[str, ...], ...],
) -> tuple[tuple[str, ...], ...]:
    """Return who else has a declared condition on a step of each bundle."""
    start = sides.orders.start
    found = []
    for before, stage, taking in zip((0, *stages), stages, movers, strict=False):
        bits = set(each_bit(stage ^ before))
        found.append(
            tuple(
                name
                for number, name in enumerate(graph.parties)
                if name not in taking
                and any(
                    t.bit in bits and t.on != bool(start >> t.bit & 1) for t in graph.terms[number]
                )
            )
        )
    return tuple(found)


def _worse_off(sides: Sides, number: int) -> tuple[int, ...]:
    """Return the parties that rank the end of some steps below the status quo."""
    place, here = int(sides.places[number]), int(sides.places[0])
    ranks = sides.ranks
    return tuple(n for n in range(len(sides.sides)) if ranks[n, place] < ranks[n, here])
