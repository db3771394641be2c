"""What the engine answers in whole, claim by claim: roadmaps, unlocks, timetables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from random import Random
from typing import Any

import detente
from detente.analyses.timing.network import START, Constraint, solve

from .comparison import Comparison
from .sequences import (
    Case,
    Order,
    above_floor,
    accepted,
    along,
    by_all,
    legal_orders,
    positions,
    zone,
)
from .sequences_giving import LEVELS, Giving, earliest, level
from .sequences_guaranteed import (
    compare_back,
    compare_exposed,
    compare_guarantees,
    compare_spoilers,
    compare_succession,
)
from .sequences_holding import end_kind, exposure, self_enforcing, temptations
from .sequences_promises import Road
from .sequences_scheduling import compare_dates
from .sequences_verdicts import Both, bare, compare_holding

# -- roadmaps -----------------------------------------------------------------------------


def compare_roadmaps(comparison: Comparison, both: Both) -> None:
    """Compare what `roadmaps` says: counts, and every roadmap that it shows."""
    result = detente.roadmaps(both.graph, "goal", require=both.require)
    sets, kind = both.found_sets
    found = [bare(one.steps) for one in result.step_sets]
    where = f"{both.name}: roadmaps under {both.require}"
    comparison.same(f"{where}, step sets", list(sets), found)
    if sets:
        told = (result.accepted_by_all, result.agreed)
        comparison.same(f"{where}, kind", (kind == "accepted", kind != "legal"), told)
    for one in (*result.step_sets, *result.holding):
        _step_set(comparison, both, one)
        compare_spoilers(comparison, f"{both.name}: {one.steps}", both.case, one)
    _holding(comparison, both, result)


def _step_set(comparison: Comparison, both: Both, found: Any) -> None:
    case, who, names = both.case, both.deciders, bare(found.steps)
    where = f"{both.name}: roadmaps of {sorted(names)} under {both.require}"
    legal = legal_orders(case, names)
    good = by_all(case, legal, both.require)
    counted = (len(legal), len(good))
    comparison.same(f"{where}, counts", counted, (found.legal, found.accepted["all"]), 2)
    worse = tuple(p for p in case.parties if case.prefers(p, case.start, case.start ^ names))
    comparison.same(f"{where}, worse off", worse, found.worse_off)
    shown = {order_of(one) for one in found.roadmaps}
    comparison.claim(f"{where}: {shown}", holds=shown <= good and bool(shown) == bool(good))
    by_kind = {kind: one for one in (*found.roadmaps, *found.refused) for kind in one.kinds}
    sizes = {len(order) for order in good}
    for kind, size in (("finest", max(sizes, default=0)), ("coarsest", min(sizes, default=0))):
        listed = len(by_kind[kind].bundles) if kind in by_kind else 0
        comparison.same(f"{where}, {kind}", size, listed)
    if good:
        best = min(costs(case, who, order) for order in good)
        first = costs(case, who, order_of(by_kind["best"]))
        comparison.same(f"{where}, best", best, first)
    for kind in ("all at once", "in as few bundles as are legal"):
        if kind in by_kind:
            few = min(len(order) for order in legal)
            comparison.same(f"{where}, {kind}", few, len(by_kind[kind].bundles))
    if "closest" in by_kind:
        fewest = min(len(list(refused(both, order))) for order in legal)
        comparison.same(f"{where}, closest", fewest, len(by_kind["closest"].refusals))
    for one in (*found.roadmaps, *found.refused):
        _roadmap(comparison, both, one, legal=set(legal), good=good)


def _roadmap(
    comparison: Comparison, both: Both, found: Any, *, legal: set[Order], good: frozenset[Order]
) -> None:
    case, who, order = both.case, both.deciders, order_of(found)
    where = f"{both.name}: roadmap {found.bundles} under {both.require}"
    comparison.claim(f"{where} is legal", holds=order in legal)
    comparison.same(f"{where}, accepted", order in good, found.accepted)
    refusals = {(one.party, one.stage, one.kind, one.item) for one in found.refusals}
    comparison.same(f"{where}, refusals", set(refused(both, order)), refusals)
    points = along(case.start, order)
    comparison.same(f"{where}, states", tuple(map(both.spelled, points)), found.states)
    comparison.same(f"{where}, strength", self_enforcing(case, order, who), found.self_enforcing)
    comparison.same(f"{where}, end", end_kind(case, points[-1], who), found.end)
    for (before, after), movers in zip(pairwise(points), found.movers, strict=True):
        carried = frozenset(movers) in case.ground.legal(before, after)
        comparison.claim(f"{where}, carried by {movers}", holds=carried)
    for point, back in zip(points, found.backs, strict=True):
        compare_back(comparison, f"{where}, fallback", case, point, back)
    compare_holding(comparison, both, order, found.temptations)
    for one in found.temptations:
        compare_back(comparison, f"{where}, {one}", case, both.unspelled(one.to), one.back)
    compare_exposed(comparison, where, case, points, found.exposure)
    days = compare_dates(comparison, where, case, order, found, both.require)
    if {"best", "finest"} & set(found.kinds):
        compare_guarantees(
            comparison, where, Road(case, order, who), found.guarantees, both.require
        )
        compare_succession(
            comparison, where, case, order, who, found.succession, both.require, days
        )


def _holding(comparison: Comparison, both: Both, result: Any) -> None:
    """Compare the larger sets that hold by themselves, shown where no smallest set does."""
    case, who = both.case, both.deciders
    smallest = {bare(one.steps) for one in result.step_sets}

    def holds(steps: frozenset[str]) -> bool:
        orders = by_all(case, legal_orders(case, steps), both.require)
        return any(self_enforcing(case, order, who) == "strong" for order in orders)

    strong = {
        case.start ^ end
        for end in zone(case, who)
        if smallest and case.model.holds(both.target, end) and holds(case.start ^ end)
    }
    fewest = {steps for steps in strong if not any(other < steps for other in strong)}
    listed = {bare(one.steps) for one in result.holding}
    where = f"{both.name}: sets that hold under {both.require}"
    if any(map(holds, smallest)):
        comparison.same(where, set(), listed)
    else:
        right = listed <= fewest and len(listed) == min(len(fewest), 2)
        comparison.claim(f"{where}: {listed} of {fewest}", holds=right)


def order_of(roadmap: Any) -> Order:
    """Return the order of a roadmap."""
    return tuple(bare(bundle) for bundle in roadmap.bundles)


def costs(
    case: Case, parties: Iterable[str], order: Order, *, today: bool = False
) -> tuple[int, ...]:
    """Return what makes an order better or worse, weightiest first; `today` counts as a stage.

    'Fewest stages at which a party surely does better by leaving, then at which one may, then at
    which one is exposed beyond recovery, then at which one is exposed at all, then bundles.'
    """
    who = tuple(parties)
    found = temptations(case, order, who)
    after = [t for t in found if t.at or today]
    verdicts = [
        exposure(case, party, point).verdict
        for point in along(case.start, order)[1:]
        for party in who
    ]
    return (
        len({(t.at, t.party) for t in after if t.sure}),
        len({(t.at, t.party) for t in after}),
        verdicts.count("unrecoverable"),
        len(verdicts) - verdicts.count("none"),
        len(order),
    )


def refused(both: Both, order: Order) -> Iterator[tuple[str, int, str, str]]:
    """Yield who refuses which bundle, by which test and item."""
    case, holds = both.case, both.case.model.holds
    for stage, (s, x) in enumerate(pairwise(along(case.start, order)), start=1):
        for party in case.parties:
            for term in case.conditions[party]:
                name = term.step.option
                taken = name in ((x - s) if term.step.on else (s - x))
                if taken and not holds(term.formula, s if term.order == "after" else x):
                    yield from _insisted(both, party, stage, "conditions", term.id)
            for line in case.statements[party]:
                crossed = holds(line.formula, s) and not holds(line.formula, x)
                if line.kind == "red line" and crossed:
                    yield from _insisted(both, party, stage, "red-lines", line.id)
            if not above_floor(case, party, x):
                floor = case.floors[party]
                lost = [
                    item.id
                    for item in case.statements[party]
                    if holds(item.formula, floor) and not holds(item.formula, x)
                ]
                left = case.left[party]
                by_list = left.ranking is None and not left.weights
                yield from _insisted(both, party, stage, "floor", lost[0] if by_list else "")


def _insisted(
    both: Both, party: str, stage: int, kind: str, item: str
) -> Iterator[tuple[str, int, str, str]]:
    if kind in both.require:
        yield party, stage, kind, item


# -- unlocks ------------------------------------------------------------------------------


def compare_unlocks(comparison: Comparison, both: Both, wanted: str, size: int) -> None:
    """Compare the minimal sets, the half concessions and the crux at one level."""
    case, require = both.case, both.require
    found = detente.unlocks(both.graph, "goal", level=wanted, size=size, require=require)
    where = f"{both.name}: unlocking {wanted} under {require}"
    comparison.same(f"{where}, positions", positions(case), tuple(found.positions))
    comparison.same(f"{where}, now", level(case, both.target, require=require), _level(found.now))
    giving = Giving(case, both.target, up_to=wanted, require=require)
    every = giving.minimal_sets(wanted)
    minimal = {given for given in every if len(given) <= size}
    listed = [frozenset(one.give_up) for one in found.minimal_sets]
    comparison.same(f"{where}, sets", minimal, set(listed), 2 ** len(giving.positions))
    halves = {(frozenset(one.soften), frozenset(one.give_up)) for one in found.half_concessions}
    comparison.same(f"{where}, half concessions", giving.half_concessions(wanted, size), halves)
    comparison.claim(
        f"{where}: listed twice",
        holds=len(listed) == len(set(listed)) and len(halves) == len(found.half_concessions),
    )
    crux = {one.position: (one.index, one.reverse) for one in found.crux}
    comparison.same(f"{where}, crux", giving.crux(wanted), crux, 2 * len(crux))
    for one in found.crux:
        told = (one.needed, one.sufficient)
        needed = bool(every) and not _reached_without(giving, wanted, one.position)
        alone = giving.reaches(wanted, frozenset([one.position]))
        comparison.same(f"{where}, {one.position} needed, sufficient", (needed, alone), told, 2)
    for one in (*found.minimal_sets, *found.half_concessions):
        given = case.conceding(one.give_up, one.soften)
        order = tuple(bare(bundle) for bundle in one.roadmap)
        what = f"{where}: {one.give_up} {one.soften} opens {one.roadmap}"
        comparison.claim(what, holds=_opens(given, both, order, wanted))


def _reached_without(giving: Giving, wanted: str, position: str) -> bool:
    rest = [other for other in giving.positions if other != position]
    return any(giving.reaches(wanted, given) for given in _subsets(rest))


def _subsets(names: list[str]) -> Iterator[frozenset[str]]:
    for number in range(1 << len(names)):
        yield frozenset(name for bit, name in enumerate(names) if number >> bit & 1)


def _opens(case: Case, both: Both, order: Order, wanted: str) -> bool:
    """Tell whether an order proves that the target reaches the level; below it none is given."""
    if LEVELS.index(wanted) < LEVELS.index("sequence"):
        return not order
    who = both.deciders
    steps = frozenset[str]().union(*order)
    held = self_enforcing(case, order, who)
    return (
        order in legal_orders(case, steps)
        and order in by_some(case, who, [order], both.require)
        and case.start ^ steps in zone(case, who)
        and case.model.holds(both.target, case.start ^ steps)
        and (wanted == "sequence" or held in ("strong", wanted))
    )


def by_some(
    case: Case, parties: Iterable[str], orders: Iterable[Order], require: Iterable[str]
) -> set[Order]:
    """Return the orders that some parties accept."""
    found = set(orders)
    for party in parties:
        found &= accepted(case, party, found, require)
    return found


def _level(name: str) -> str:
    return "none" if name == "nothing" else name


# -- time ---------------------------------------------------------------------------------


def compare_timetable(comparison: Comparison, number: int = 0) -> None:
    """Compare `solve` with the naive `earliest` on random constraints."""
    rng = Random(f"timetable {comparison.seed} {number}")
    steps = [f"s{n}" for n in range(rng.randint(1, 6))]
    given = [
        Constraint(START, step, rng.randint(0, 9), "first day")
        for step in steps
        if rng.random() < 0.4
    ]
    for _ in range(rng.randint(0, 9) if len(steps) > 1 else 0):
        one, other = rng.sample(steps, 2)
        days = rng.choice((0, 0, 1, 2, 5, 5, -3))
        # mostly onward, so that most have a timetable
        if steps.index(one) > steps.index(other) and rng.random() < 0.8:
            one, other = other, one
        given.append(Constraint(one, other, days, "order", strict=rng.random() < 0.3))
    bounds = [
        Constraint(step, START, -rng.randint(0, 30), "last day")
        for step in steps
        if rng.random() < 0.3
    ]
    found = solve(steps, [*given, *bounds])
    where = f"seed {comparison.seed}: timetable {number} of {given} {bounds}"
    free = [(c.earlier, c.later, c.days) for c in given] + [(START, step, 0) for step in steps]
    late = [(c.earlier, c.later, c.days) for c in bounds]
    plain, whole = earliest(free), earliest(free + late)
    circular = not plain.feasible or _strict_circle(given, plain.earliest)
    comparison.same(f"{where}, circular", circular, found.circular)
    if circular:
        _circle(comparison, where, found)
        return
    comparison.same(f"{where}, feasible", whole.feasible, found.feasible)
    days = {step: plain.earliest[step] for step in steps}
    comparison.same(f"{where}, earliest", days, dict(found.earliest), len(steps))
    short = max((days[c.earlier] + c.days for c in bounds), default=0)
    comparison.same(f"{where}, short by", max(short, 0), found.short_by)
    if not found.feasible:
        _way(comparison, where, found)
        return
    for step, last in found.latest:
        if last is None:
            far = earliest([*free, *late, (START, step, 1000)]).feasible
            comparison.claim(f"{where}, {step} without end", holds=far)
            continue
        can = earliest([*free, *late, (START, step, last)]).feasible
        later = earliest([*free, *late, (START, step, last + 1)]).feasible
        comparison.claim(f"{where}, {step} until {last}", holds=can and not later)
        comparison.same(f"{where}, slack of {step}", last - days[step], dict(found.slack)[step])


def _strict_circle(given: Iterable[Constraint], days: dict[str, int]) -> bool:
    """Tell whether steps of one day wait for each other, one of them for the day's next moment.

    In a circle of no days in all every constraint is just met.
    """
    tight = [c for c in given if days[c.later] == days[c.earlier] + c.days]
    follows = {(c.earlier, c.later) for c in tight}
    while True:
        more = {(a, d) for a, b in follows for c, d in follows if b == c} - follows
        if not more:
            break
        follows |= more
    return any((c.later, c.earlier) in follows for c in tight if c.strict)


def _circle(comparison: Comparison, where: str, found: Any) -> None:
    """Check the proof that steps wait for each other: a circle of more days than none."""
    circle = found.conflict
    closed = all(one.later == other.earlier for one, other in pairwise((*circle, circle[0])))
    days = sum(c.days for c in circle)
    comparison.claim(
        f"{where}, circle {circle}",
        holds=closed and (days > 0 or (days == 0 and any(c.strict for c in circle))),
    )
    comparison.same(f"{where}, once round", days, found.short_by)


def _way(comparison: Comparison, where: str, found: Any) -> None:
    """Check the proof that a last day is missed: a way from the start, and back too soon."""
    way = found.conflict
    closed = all(one.later == other.earlier for one, other in pairwise((*way, way[0])))
    begins = way[0].earlier == START == way[-1].later
    comparison.claim(f"{where}, way {way}", holds=closed and begins)
    comparison.same(f"{where}, missed by", sum(c.days for c in way), found.short_by)
