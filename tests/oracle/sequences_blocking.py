"""What `blockers` answers, claim by claim: the rung, the proof, what it rests on, ripeness."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, pairwise
from typing import Any

import detente

from .comparison import Comparison
from .sequences import Case, Order, accepted, along, legal_orders, no_worse, zone
from .sequences_answers import costs, refused
from .sequences_differing import head_on, needs
from .sequences_ladder import Failure, fits, held_orders, outcome, rung, stuck, wanted, way_out
from .sequences_timing import Timetable, knows_time
from .sequences_verdicts import Both, bare
from .sequences_waiting import Wait, edge_of

MOST_ORDERS = 600  # of all orders to all ends that are looked at one by one


def compare_blockers(comparison: Comparison, both: Both, *, ground: bool) -> None:
    """Compare the rung, also with one requirement less, its proof, and what it rests on."""
    case = both.case
    found = detente.blockers(both.graph, "goal", require=both.require, ground=ground)
    where = f"{both.name}: blockers under {both.require}"
    if case.model.holds(both.target, case.start):
        comparison.same(where, "already", found.found)
        return
    expected = rung(case, both.target, both.require)
    comparison.same(f"{where}, rung", expected, found.rung)
    comparison.same(f"{where}, zone", len(zone(case, both.deciders)), found.zone)
    relaxed = {
        name: rung(case, both.target, [other for other in both.require if other != name])
        for name in both.require
        if expected == "sequence"
    }
    comparison.same(f"{where}, relaxed", relaxed, dict(found.relaxed), len(relaxed))
    ripe = (outcome(case), stuck(case), way_out(case, both.target, both.require))
    told = (found.ripe.outcome, list(found.ripe.stuck), found.ripe.way_out)
    comparison.same(f"{where}, ripe", ripe, told, 3)
    if expected == found.rung:
        proof = PROOFS[expected]
        proof(comparison, both, f"{where}, {expected}", found.certificate)
    if ground and expected != "none":
        _ground(comparison, both, where, expected, found)


def _ground(comparison: Comparison, both: Both, where: str, failed: str, found: Any) -> None:
    """Check that the items suffice for the failure, and that none of them can be spared."""
    failure = Failure(both.case, both.target, failed, both.require)
    kept = {one.item for one in found.ground}
    every = failure.every
    comparison.claim(f"{where}: {kept} are items", holds=kept <= every)
    if not kept:
        # nothing is a reason: it fails without any item, or never did by what items say
        holds = failure.remains(every) or not failure.remains(())
        comparison.claim(f"{where}: it fails of itself", holds=holds)
        return
    holds = failure.remains(every - kept)
    comparison.claim(f"{where}: {kept} suffice for {failed}", holds=holds)
    for item in sorted(kept):
        holds = not failure.remains((every - kept) | {item})
        comparison.claim(f"{where}: {item} of {kept} is needed", holds=holds)


# -- proofs, one a rung -----------------------------------------------------------------------


def _content(comparison: Comparison, both: Both, where: str, proof: Any) -> None:
    case = both.case
    states = [p for p in case.ground.points if case.model.holds(both.target, p)]
    worse: dict[tuple[str, str], int] = {}
    for party in both.deciders:
        for point in states:
            if case.prefers(party, case.start, point):
                key = party, deciding(case, party, point)
                worse[key] = worse.get(key, 0) + 1
    listed = {(one.party, one.item): one.states for one in proof.excluded}
    comparison.same(where, worse, listed, len(listed))
    even = [p for p in states if no_worse(case, p, both.deciders)]
    comparison.same(f"{where}, states", (len(states), len(even)), (proof.states, proof.unmoved))


def deciding(case: Case, party: str, point: Any) -> str:
    """Return the most important statement that tells a point from the status quo, if there are."""
    left = case.left[party]
    if left.ranking is not None or left.weights:
        return ""
    holds = case.model.holds
    return next(
        statement.id
        for statement in case.statements[party]
        if holds(statement.formula, point) != holds(statement.formula, case.start)
    )


def _reach(comparison: Comparison, both: Both, where: str, proof: Any) -> None:
    case = both.case
    goals = wanted(case, both.target)
    comparison.same(where, len(goals), proof.wanted)
    needed = frozenset.intersection(*(case.start ^ goal for goal in goals))
    walked = case.ground.walked(case.start)
    never = {name for name in needed if not any(name in case.start ^ p for p in walked)}
    comparison.same(f"{where}, missing", never, {*bare([one.step for one in proof.missing])})


def _sequence(comparison: Comparison, both: Both, where: str, proof: Any) -> None:
    case, who = both.case, both.deciders
    goals = wanted(case, both.target)
    legally = [goal for goal in goals if legal_orders(case, case.start ^ goal)]
    # no order of these is accepted: those that leave nobody worse off, ratifiers included, or all
    ends = [goal for goal in legally if no_worse(case, goal, case.parties)] or legally
    sets = [case.start ^ goal for goal in ends]
    fewest = [steps for steps in sets if not any(other < steps for other in sets)]
    if proof.walk:
        comparison.same(f"{where}, no order", [], fewest)
        here = case.start
        for move in proof.walk:
            there = here ^ bare(move.steps)
            carried = frozenset(move.parties) in case.ground.legal(here, there)
            comparison.claim(f"{where}, walk {move}", holds=carried)
            here = there
        comparison.claim(f"{where}, walk to {sorted(here)}", holds=here in goals)
        return
    steps = bare(proof.steps)
    comparison.same(f"{where}, sets", len(fewest), proof.step_sets)
    comparison.claim(f"{where}, {sorted(steps)} is smallest", holds=steps in fewest)
    legal = legal_orders(case, steps)
    told = {(one.party, one.stage, one.kind, one.item) for one in proof.closest.refusals}
    order = tuple(bare(bundle) for bundle in proof.closest.bundles)
    comparison.claim(f"{where}, closest is legal", holds=order in legal)
    mine = {one for one in refused(both, order) if one[0] in who}
    comparison.same(f"{where}, refusals of {order}", mine, told)
    fewest_refusals = {
        some: min(
            sum(one[0] in who for one in refused(both, each)) for each in legal_orders(case, some)
        )
        for some in fewest
    }
    least = min(fewest_refusals.values())
    first = min((s for s in fewest if fewest_refusals[s] == least), key=both.by_size)
    comparison.same(f"{where}, closest", (first, least), (steps, len(told)))
    edges = [needs(case, party, steps, legal, both.require) for party in who]
    clashes = {pair for one, other in combinations(edges, 2) for pair in head_on(one, other)}
    listed = {(a.removeprefix("not "), b.removeprefix("not ")) for a, b in proof.head_on}
    comparison.same(f"{where}, head-on", clashes, listed)
    for circle in proof.circular_waits:
        told = f"{where}, circle {circle}"
        closed = all(one.other == two.step for one, two in pairwise((*circle, circle[0])))
        strict = any(edge.strict for edge in circle)
        comparison.claim(f"{told} leaves no order", holds=closed and strict)
        for edge in circle:
            waits = Wait(case, steps, tuple(legal), both.require, *edge_of(edge))
            comparison.claim(f"{told}: {edge}", holds=waits.right)


def orders_to(both: Both, goals: Any) -> list[Order]:
    """Return the orders to some states that the deciders accept."""
    found: list[Order] = []
    for goal in sorted(goals, key=sorted):
        left = set(legal_orders(both.case, both.case.start ^ goal))
        for party in both.deciders:
            left &= accepted(both.case, party, left, both.require)
        found += left
        if len(found) > MOST_ORDERS:
            return []
    return found


def _commitment(comparison: Comparison, both: Both, where: str, proof: Any) -> None:
    case, who = both.case, both.deciders
    orders = orders_to(both, wanted(case, both.target))
    order = tuple(bare(bundle) for bundle in proof.bundles)
    if orders:
        comparison.claim(f"{where}, {order} is accepted", holds=order in orders)
        best = min(costs(case, who, one, today=True) for one in orders)
        mine = costs(case, who, order, today=True)
        comparison.same(f"{where}, best", best, mine)
    for one in proof.leaving:
        here = along(case.start, order)[one.temptation.stage]
        there = here ^ bare(one.temptation.steps)
        ends = case.fallback(there)
        rounds = {case.reach(end) & ends for end in ends}
        told = sum(ending.size for ending in one.endings)
        counted = len(one.endings) + one.more
        comparison.same(f"{where}, endings of {one.temptation}", len(rounds), counted)
        if not one.more:
            comparison.same(f"{where}, ends of {one.temptation}", len(ends), told)
        for ending in one.endings:
            fitting = [r for r in rounds if {both.spelled(p) for p in r} >= set(ending.states)]
            right = [len(r) for r in fitting] == [ending.size]
            comparison.claim(f"{where}, {ending} of {one.temptation}", holds=right)


def _time(comparison: Comparison, both: Both, where: str, proof: Any) -> None:
    """Compare the days of the order that misses least, and move its windows."""
    case, who, require = both.case, both.deciders, both.require
    terms = "conditions" in require

    def table(order: Order, moved: dict[str, int] | None = None) -> Timetable:
        return Timetable(case, order, who, conditions=terms, moved=moved)

    orders = list(held_orders(case, wanted(case, both.target), who, require))
    order = tuple(bare(bundle) for bundle in proof.bundles)
    comparison.claim(f"{where}, {order} holds", holds=order in orders)
    least = min(max(table(one).missed.values()) for one in orders)
    mine = table(order)
    comparison.same(f"{where}, misses least", least, max(mine.missed.values()))
    told = {step.step.removeprefix("not "): step.earliest for step in proof.dates.steps}
    comparison.same(f"{where}, earliest days of {order}", mine.earliest, told)
    late = sorted(one.short_by for one in proof.dates.hindrances)
    comparison.same(f"{where}, worst missed by", max(mine.missed.values()), max(late))
    days: dict[str, int] = {}
    for option, _, more in proof.extend:
        days[option] = max(days.get(option, 0), more)
    comparison.same(f"{where}, extended", mine.missed, days)
    comparison.claim(f"{where}, {days} is enough", holds=table(order, days).feasible)
    for option, more in days.items():
        less = days | {option: more - 1}
        comparison.claim(f"{where}, {less} is too little", holds=not table(order, less).feasible)


def _ratification(comparison: Comparison, both: Both, where: str, proof: Any) -> None:
    case, who, require = both.case, both.deciders, both.require
    orders = [
        order
        for order in held_orders(case, wanted(case, both.target), who, require)
        if fits(case, order, who, require)
    ]
    order = tuple(bare(bundle) for bundle in proof.bundles)
    comparison.claim(f"{where}, {order} is one", holds=order in orders)
    others = [party for party in case.parties if party not in who]

    def against(one: Order) -> tuple[set[Any], set[str]]:
        end = along(case.start, one)[-1]
        said = {refusal for refusal in refused(both, one) if refusal[0] in others}
        return said, {party for party in others if case.prefers(party, case.start, end)}

    said, worse = against(order)
    told = {(one.party, one.stage, one.kind, one.item) for one in proof.refusals}
    comparison.same(f"{where}, refusals", (said, worse), (told, set(proof.worse_off)))
    least = min(sum(map(len, against(one))) for one in orders)
    comparison.same(f"{where}, closest", least, len(said) + len(worse))
    late = not said and not fits(case, order, case.parties, require)
    comparison.same(f"{where}, too late for all", late, proof.dates is not None)


def _none(comparison: Comparison, both: Both, where: str, proof: Any) -> None:
    case = both.case
    order = tuple(bare(bundle) for bundle in proof.bundles)
    goals = {g for g in wanted(case, both.target) if no_worse(case, g, case.parties)}
    passed = order in held_orders(case, goals, case.parties, both.require)
    comparison.claim(f"{where}, {order} is accepted and holds", holds=passed)
    fitting = fits(case, order, case.parties, both.require)
    comparison.claim(f"{where}, {order} fits", holds=fitting or not knows_time(case))


PROOFS: dict[str, Callable[[Comparison, Both, str, Any], None]] = {
    "content": _content,
    "reach": _reach,
    "sequence": _sequence,
    "commitment": _commitment,
    "time": _time,
    "ratification": _ratification,
    "none": _none,
}
