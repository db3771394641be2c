"""Proving that accepted orders to a target do not hold, fit or pass; or that one does."""

from __future__ import annotations

from collections.abc import Collection

from detente.analyses.blockers.certificate import Certificate, Ending, Leaving
from detente.analyses.blockers.ladder import (
    Fitting,
    Rung,
    bundles_of,
    dated,
    dated_to,
    fitting,
    hang_on_order,
    holding,
)
from detente.analyses.blockers.proving import at_content, at_reach, at_sequence, refused_by
from detente.analyses.roadmaps.picking import best_of_all, closest
from detente.analyses.sequencing.enforcing import Temptation, temptations
from detente.analyses.sequencing.sides import Sides, Truth, places_of
from detente.analyses.timing.dating import sooner

MOST_ENDINGS = 4  # of one temptation, and states of one circle


def certificate(sides: Sides, target: Truth, rung: Rung, require: Collection[str]) -> Certificate:
    """Return the proof that a target fails at a rung; if it fails at none, an order that passes.

    Nothing, if it is not established where it fails.
    """
    wanted = target & sides.zone
    match rung:
        case "content":
            return at_content(sides, target)
        case "reach":
            return at_reach(sides, wanted)
        case "sequence":
            return at_sequence(sides, wanted, require)
        case "commitment":
            return _at_commitment(sides, wanted, require)
        case "time":
            return _at_time(sides, wanted, require)
        case "ratification":
            return _at_ratification(sides, wanted, require)
        case "none":
            everybody = range(len(sides.sides))
            fit = next(f for f in dated(sides, wanted, require, parties=everybody) if f.fits)
            return Certificate(bundles=bundles_of(sides, fit.stages))
        case "not established":
            return Certificate()


# commitment ------------------------------------------------------------------------------------


def _at_commitment(sides: Sides, wanted: Truth, require: Collection[str]) -> Certificate:
    orders = sides.orders
    allowed = sides.accepted(require)
    ends = orders.small_first(sides.at_stages(wanted) & orders.reached(allowed))
    stages = best_of_all(sides, ends.tolist(), allowed)
    found = temptations(sides, places_of(sides, stages))
    return Certificate(
        bundles=bundles_of(sides, stages),
        leaving=tuple(_leaving(sides, item) for item in found),
    )


def _leaving(sides: Sides, item: Temptation) -> Leaving:
    """Return a temptation with its endings: those best for the party first, circles last."""
    graph, back = sides.graph, sides.fallback
    ranks = back.ranks[graph.party_number(item.party)]
    place = int(back.own[0].place[graph.number(item.to)])
    endings = sorted(
        back.endings(place), key=lambda e: (len(e) > 1, -max(int(ranks[s]) for s in e), e)
    )
    return Leaving(
        item,
        tuple(
            Ending(tuple(_written(sides, s) for s in ending[:MOST_ENDINGS]), len(ending))
            for ending in endings[:MOST_ENDINGS]
        ),
        max(len(endings) - MOST_ENDINGS, 0),
    )


def _written(sides: Sides, place: int) -> str:
    return sides.graph.naming.write(int(sides.fallback.own[0].states[place]))


# time ------------------------------------------------------------------------------------------


def _at_time(sides: Sides, wanted: Truth, require: Collection[str]) -> Certificate:
    """Return the days of the order that misses its last days by least, and what would help."""
    least = min(dated(sides, wanted, require), key=_missed)
    bundles = bundles_of(sides, least.stages)
    return Certificate(
        bundles=bundles,
        dates=least.dates,
        extend=sooner(
            sides.declared,
            sides.orders.steps(least.stages[-1]),
            bundles=bundles,
            parties=[sides.graph.parties[number] for number in sides.deciders],
            conditions="conditions" in require,
        ),
    )


def _missed(found: Fitting) -> tuple[bool, int]:
    """Return by how many days an order misses a last day at the most; circles come last."""
    slack = None if found.dates is None else found.dates.slack
    return slack is None, -(slack or 0)


# ratification ----------------------------------------------------------------------------------


def _at_ratification(sides: Sides, wanted: Truth, require: Collection[str]) -> Certificate:
    """Return the fitting order that those who only ratify refuse least, and what they refuse."""
    everybody = range(len(sides.sides))
    ratify = [number for number in everybody if number not in sides.deciders]
    tried = []
    for goal, kept in holding(sides, wanted, require):
        _, few = closest(sides, [goal], require, parties=ratify, allowed=kept)
        ways = [fitting(sides, few, require)]
        if hang_on_order(sides, goal):
            ways += dated_to(sides, goal, kept, require)
        tried += [_refused(sides, way.stages, require, ratify) for way in ways if way.fits]
    return min(tried, key=lambda c: (len(c.refusals) + len(c.worse_off), c.dates is not None))


def _refused(
    sides: Sides, stages: tuple[int, ...], require: Collection[str], ratify: Collection[int]
) -> Certificate:
    place, here = places_of(sides, stages)[-1], int(sides.places[0])
    refused = refused_by(sides, stages, require, ratify)
    # an order against their conditions has no days by these
    whole = fitting(sides, stages, require, parties=None if refused else range(len(sides.sides)))
    return Certificate(
        bundles=bundles_of(sides, stages),
        refusals=refused,
        worse_off=tuple(
            sides.graph.parties[number]
            for number in ratify
            if sides.ranks[number, place] < sides.ranks[number, here]
        ),
        dates=None if whole.fits else whole.dates,
    )
