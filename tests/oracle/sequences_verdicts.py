"""Order, exposure and concessions: the engine against the literal oracle on one conflict.

The parts from which answers are made: states, step sets, orders, exposure, differences, first
steps.  What the engine answers in whole (roadmaps, unlocks, blockers) is looked at in
`sequences_answers`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

import detente
from detente.analyses.choosing import chosen
from detente.analyses.differences.binding import binding
from detente.analyses.differences.orders_apart import orders_apart, over_steps
from detente.analyses.sequencing.aiming import aims
from detente.analyses.sequencing.aiming import step_sets as engine_step_sets
from detente.analyses.sequencing.enforcing import end_of, strength
from detente.analyses.sequencing.enforcing import temptations as engine_temptations
from detente.analyses.sequencing.exposing import exposed_along
from detente.analyses.sequencing.exposing import exposure as engine_exposure
from detente.analyses.sequencing.own import own_moves
from detente.analyses.sequencing.sides import Sides, sides_of
from detente.analyses.unlocks.initiatives import initiatives as engine_initiatives
from detente.conflict.conflict import Conflict
from detente.conflict.logic import Formula
from detente.graph.model import GraphModel

from .comparison import Comparison
from .literal import Point
from .random_conflicts import random_settings
from .sequences import REQUIRE, Bundle, Case, Order, accepted, along, legal_orders, step_sets, zone
from .sequences_differing import binding_positions, head_on, needs, relation
from .sequences_giving import asked, level
from .sequences_holding import (
    end_kind,
    exposure,
    initiatives,
    is_initiative,
    self_enforcing,
    temptations,
)

LISTED = 4  # orders of one step set that are looked at one by one


@dataclass(frozen=True)
class Both:
    """One conflict in one setting, as the oracle and as the engine see it."""

    name: str
    seed: int
    case: Case
    graph: GraphModel
    require: tuple[str, ...]

    @cached_property
    def target(self) -> Formula:
        """The formula of the target `goal`."""
        formula = self.case.conflict.targets[0].formula
        assert formula is not None
        return formula

    @cached_property
    def sides(self) -> Sides:
        """The engine's parties over all legal orders."""
        return sides_of(self.graph)

    @cached_property
    def meant(self) -> NDArray[np.bool_]:
        """The target over the states that exist."""
        return np.asarray(chosen(self.graph, "goal")[self.graph.exists])

    @cached_property
    def deciders(self) -> tuple[str, ...]:
        """The parties that do more than ratify."""
        return asked(self.case)

    @cached_property
    def found_sets(self) -> tuple[tuple[Bundle, ...], str]:
        """The step sets of the target, in order, and what is true of their ends."""
        sets, kind = step_sets(self.case, self.target, self.require)
        return tuple(sorted(sets, key=self.by_size)), kind

    def by_size(self, steps: Bundle) -> tuple[int, list[int]]:
        """Return what step sets are sorted by: fewest steps first, then the order of the file."""
        return len(steps), sorted(map(self.graph.options.index, steps))

    @cached_property
    def rng(self) -> Random:
        """Chance, the same for every run."""
        return Random(f"orders of {self.name}")

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """The point of each of the engine's states."""
        return tuple(self.point(int(code)) for code in own_moves(self.graph)[0].states)

    @cached_property
    def places(self) -> dict[Point, int]:
        """The number of each point among the engine's states."""
        return {point: place for place, point in enumerate(self.points)}

    def point(self, code: int) -> Point:
        """Return the point of a combination of options."""
        return frozenset(n for bit, n in enumerate(self.graph.options) if code >> bit & 1)

    def spelled(self, point: Point) -> str:
        """Return how both write a state."""
        return self.case.model.spelling(point)

    def unspelled(self, state: str) -> Point:
        """Return the state that is written as a Y/N string."""
        signs = zip(self.graph.options, state, strict=True)
        return frozenset(name for name, sign in signs if sign == "Y")

    def steps(self, names: Bundle) -> tuple[str, ...]:
        """Return steps as the engine writes them."""
        return tuple(
            f"not {name}" if name in self.case.start else name
            for name in self.graph.options
            if name in names
        )


def bare(steps: Sequence[str]) -> Bundle:
    """Return the options that the engine's steps switch."""
    return frozenset(step.removeprefix("not ") for step in steps)


def cases(conflict: Conflict, seed: int, size: str = "", *, every: bool) -> list[Both]:
    """Return the conflict of a seed in the plain setting, or in every one that is compared."""
    found = []
    for number, settings in enumerate(random_settings(conflict, seed)[: None if every else 1]):
        rng = Random(f"require {seed} {number}")
        some = tuple(name for name in REQUIRE if rng.random() < 0.6)
        found.append(
            Both(
                f"{size}seed {seed} {settings}",
                seed,
                Case(conflict, **settings),
                detente.compile(conflict, **settings),
                some if number or seed % 5 == 0 else REQUIRE,
            )
        )
    return found


def compare_parts(comparison: Comparison, both: Both) -> None:
    """Compare states, orders, first steps, in parts."""
    compare_states(comparison, both)
    compare_sets(comparison, both)
    compare_initiatives(comparison, both)
    for names in both.found_sets[0][:3]:
        compare_orders(comparison, both, names)


# -- states -------------------------------------------------------------------------------


def compare_states(comparison: Comparison, both: Both) -> None:
    case, sides = both.case, both.sides
    here = f"{both.name}: "
    comparison.same(here + "states", set(case.ground.points), set(both.points))
    comparison.same(
        here + "deciders", both.deciders, tuple(both.graph.parties[n] for n in sides.deciders)
    )
    inside = {both.points[place] for place in np.flatnonzero(sides.zone)}
    comparison.same(here + "zone", zone(case, both.deciders), inside, len(both.points))
    for place, point in enumerate(both.points):
        found = {both.points[end] for end in sides.fallback.rests_in(place)}
        comparison.same(f"{here}fallback of {both.spelled(point)}", case.fallback(point), found)
        kind, _ = end_of(sides, place)
        expected = end_kind(case, point, both.deciders)
        comparison.same(f"{here}end {both.spelled(point)}", expected, kind)
    for require in (REQUIRE, both.require) if both.require != REQUIRE else (REQUIRE,):
        expected = level(case, both.target, require=require)
        reached = sides.level(both.meant, require).replace("nothing", "none")
        comparison.same(f"{here}level under {require}", expected, reached)


def compare_exposures(comparison: Comparison, both: Both) -> None:
    case, count = both.case, len(both.points)
    found = {
        (one.party, one.stage - 1): (one.kind, one.depth, one.with_joint_acts, one.credible)
        for one in exposed_along(both.graph, range(count))
    }
    likely = engine_exposure(both.graph, credible=True).exposed
    for number, party in enumerate(case.parties):
        for place, point in enumerate(both.points):
            plain = exposure(case, party, point)
            joint = exposure(case, party, point, "joint").verdict
            credible = exposure(case, party, point, "credible").verdict != "none"
            nothing = ("none", 0, "none", credible)
            expected = (plain.verdict, plain.depth, joint, credible)
            where = f"{both.name}: exposure of {party} at {both.spelled(point)}"
            comparison.same(where, expected, found.get((party, place), nothing), 4)
            comparison.same(f"{where}, credible", credible, bool(likely[number, place]))


def compare_initiatives(comparison: Comparison, both: Both) -> None:
    case, start = both.case, both.case.start
    found = engine_initiatives(both.graph)
    sure = initiatives(case, "sure")
    possible = {
        (party, move)
        for party, move in initiatives(case, "possible")
        # more than a sure one needs is no help
        if not any(who == party and smaller <= move for who, smaller in sure)
    }
    for kind, expected in ((True, sure), (False, possible)):
        listed = {(one.party, bare(one.steps)) for one in found if one.sure == kind}
        comparison.same(f"{both.name}: initiatives, sure {kind}", expected, listed)
    for one in found:
        there = start ^ bare(one.steps)
        where = f"{both.name}: initiative of {one.party} {one.steps}"
        ends = {both.spelled(end) for end in case.fallback(there)}
        comparison.same(f"{where}, ends", ends, set(one.ends))
        answered = is_initiative(case, one.party, start, there, "possible")
        comparison.same(f"{where}, answered", answered, one.answer is not None)
        if one.answer is not None:
            after = there ^ bare(one.answer.steps)
            gains = case.prefers(one.answer.party, after, there)
            repaid = case.prefers(one.party, after, start)
            can = after in case.ground.own(one.answer.party, there)
            comparison.claim(f"{where}: {one.answer}", holds=gains and repaid and can)


# -- orders -------------------------------------------------------------------------------


def compare_sets(comparison: Comparison, both: Both) -> None:
    for require in (REQUIRE, both.require) if both.require != REQUIRE else (REQUIRE,):
        aim = engine_step_sets(both.sides, both.meant, require)
        sets, kind = step_sets(both.case, both.target, require)
        listed = [bare(both.sides.orders.steps(stage)) for stage in aim.stages]
        where = f"{both.name}: step sets under {require}"
        comparison.same(where, sorted(sets, key=both.by_size), listed)
        comparison.same(f"{where}, already", kind == "already", aim.already)
        if sets:
            told = (aim.accepted, aim.agreed)
            comparison.same(f"{where}, kind", (kind == "accepted", kind != "legal"), told)


def compare_orders(comparison: Comparison, both: Both, names: Bundle) -> None:
    case, sides = both.case, both.sides
    where = f"{both.name}: orders of {sorted(names)}"
    legal = legal_orders(case, names)
    stage = sides.orders.stage(both.steps(names))
    for require in (REQUIRE, both.require) if both.require != REQUIRE else (REQUIRE,):
        sets = [accepted(case, party, legal, require) for party in case.parties]
        expected = [len(legal), *map(len, sets), len(frozenset.intersection(*sets))]
        every = range(len(sets))
        masks = [sides.accepted(require, who) for who in ((), *((n,) for n in every), every)]
        found = [sides.orders.count(stage, mask) for mask in masks]
        comparison.same(f"{where} under {require}", expected, found, len(found))
    good = sorted(frozenset.intersection(*sets), key=_sorted)
    chosen_ones = [
        *both.rng.sample(good, min(len(good), LISTED)),
        *both.rng.sample(legal, min(len(legal), 1)),
    ]
    for order in chosen_ones:
        compare_holding(comparison, both, order)


def _sorted(order: Order) -> list[list[str]]:
    return [sorted(bundle) for bundle in order]


def compare_holding(comparison: Comparison, both: Both, order: Order, told: Any = None) -> None:
    """Compare how an order holds, and who is tempted; `told` is what the engine says already.

    The engine leaves out larger moves if a part of them tempts as surely.
    """
    case, sides = both.case, both.sides
    where = f"{both.name}: {_sorted(order)}"
    path = along(case.start, order)
    places = [both.places[point] for point in path]
    expected = self_enforcing(case, order, both.deciders)
    comparison.same(f"{where}, strength", expected, strength(sides, places))
    tempting = {
        (t.at, t.party, path[t.at] ^ t.to): t for t in temptations(case, order, both.deciders)
    }
    found = engine_temptations(sides, places) if told is None else told
    minimal = {
        (at, who, move, t.sure)
        for (at, who, move), t in tempting.items()
        if not any(
            (at, who) == (other_at, other_who) and part < move and (also.sure or not t.sure)
            for (other_at, other_who, part), also in tempting.items()
        )
    }
    listed = {(t.stage, t.party, bare(t.steps), t.surely) for t in found}
    comparison.same(f"{where}, temptations", minimal, listed, len(path) * len(both.deciders))
    for one in found:
        known = tempting.get((one.stage, one.party, bare(one.steps)))
        if known is not None:
            claim = f"{where}, tempted at {one.stage}: {one.party} {one.steps}"
            comparison.same(claim, (known.sure, known.at_once), (one.surely, one.at_once))
            comparison.same(claim + " to", both.spelled(known.to), one.to)
            ends = {both.spelled(end) for end in case.fallback(known.to)}
            listed_ends = set(one.ends)
            right = listed_ends == ends if len(ends) <= 8 else listed_ends < ends
            comparison.claim(f"{claim}, ends {one.ends}", holds=right)


# -- differences --------------------------------------------------------------------------


def compare_differences(comparison: Comparison, both: Both) -> None:
    """Compare how parties differ over order, for each of the first step sets."""
    sets, kind = both.found_sets
    if sets:
        aim = aims(both.graph, to="goal", require=both.require)
        where = f"{both.name}: aims under {both.require}"
        comparison.same(where, list(sets[:6]), [bare(steps) for steps in aim.sets])
        told = (aim.accepted, aim.agreed)
        comparison.same(f"{where}, kind", (kind == "accepted", kind != "legal"), told)
    for names in sets[:3]:
        _differences(comparison, both, names)


def _differences(comparison: Comparison, both: Both, names: Bundle) -> None:
    case, require = both.case, both.require
    legal = legal_orders(case, names)
    over = over_steps(both.graph, both.steps(names), require)
    where = f"{both.name}: {sorted(names)} under {require}, "
    sets = {party: accepted(case, party, legal, require) for party in case.parties}
    edges = {party: needs(case, party, names, legal, require) for party in case.parties}
    for party, found in zip(case.parties, over.needs, strict=True):
        pairs = {
            (*map(str, (_name(a), _name(b))),): "strict" if strict else "weak"
            for (a, b), strict in found.pairs.items()
        }
        comparison.same(f"{where}needs of {party}", edges[party], pairs, len(names))
        comparison.same(f"{where}declared {party}", not sets[party], found.declared)
    for one, other in combinations(range(len(case.parties)), 2):
        first, second = case.parties[one], case.parties[other]
        pair = f"{where}{first} and {second}: "
        apart = orders_apart(over, one, other)
        comparison.same(pair + "relation", relation(sets[first], sets[second]), apart.relation)
        stricter = next(
            (a for a, b in ((first, second), (second, first)) if sets[a] < sets[b]), None
        )
        comparison.same(pair + "stricter", stricter, apart.stricter)
        clashes = {(_name(a), _name(b)) for a, b in apart.head_on}
        comparison.same(pair + "head-on", head_on(edges[first], edges[second]), clashes)
        expected = {
            (who, position): binds
            for who, ally in ((first, second), (second, first))
            for position, binds in binding_positions(case, who, ally, names, require).items()
        }
        found = binding(over, one, other)
        listed = {
            (tried.party, tried.position): tried.position in found.binding
            for tried in found.tried
            if not tried.against
        }
        comparison.same(pair + "binding positions", expected, listed)


def _name(step: str) -> str:
    return step.removeprefix("not ")
