"""What the engine answers in whole, claim by claim: roadmaps, unlocks, blockers, timetables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise
from random import Random
from typing import Any

import detente
from detente.analyses.timing.network import START, Constraint, solve
from detente.conflict.logic import Formula

from .comparison import Comparison
from .literal import Point
from .sequences import (
    Case,
    Order,
    above_floor,
    accepted,
    along,
    by_all,
    led_by,
    legal_orders,
    no_worse,
    positions,
    zone,
)
from .sequences_differing import head_on, needs
from .sequences_giving import (
    LEVELS,
    Giving,
    accepted_bundles,
    asked,
    earliest,
    led_to,
    level,
    tempted,
)
from .sequences_holding import end_kind, exposure, self_enforcing, temptations
from .sequences_verdicts import Both, bare, compare_holding

RUNGS = {"none": "content", "content": "reach", "reach": "sequence", "sequence": "commitment"}


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
    for point, ends in zip(points, found.fallbacks, strict=True):
        comparison.same(
            f"{where}, fallback", set(map(both.spelled, case.fallback(point))), set(ends)
        )
    compare_holding(comparison, both, order, found.temptations)


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


def costs(case: Case, parties: Iterable[str], order: Order) -> tuple[int, ...]:
    """Return what makes an order better or worse, weightiest first.

    'Fewest stages at which a party surely does better by leaving, then at which one may, then at
    which one is exposed beyond recovery, then at which one is exposed at all, then bundles.'
    """
    who = tuple(parties)
    found = temptations(case, order, who)
    after = [t for t in found if t.at]
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


# -- blockers -----------------------------------------------------------------------------


def rung(case: Case, target: Formula, require: Iterable[str]) -> str:
    """Return the first rung that fails, where the file knows no time.

    'Content to time are asked of the other parties, rung ratification of the ratifiers: does some
    roadmap of that rung satisfy them too.'
    """
    passed = level(case, target, require=require)
    if passed not in ("weak", "strong"):
        return RUNGS[passed]
    who = asked(case)
    # a ratifier's zone: it is not left worse off
    goals = {p for p in zone(case, who) if case.model.holds(target, p)}
    goals = {p for p in goals if no_worse(case, p, case.parties)}
    onward = accepted_bundles(case, case.parties, frozenset(require))
    for end in goals & onward.keys():
        calm = {s for s in onward if not tempted(case, who, s, end, sure=True)}
        if case.start in calm and end in led_to(case.start, onward, calm):
            return "none"
    return "ratification"


def compare_blockers(comparison: Comparison, both: Both, *, ground: bool) -> None:
    """Compare the rung, also with one requirement less, and what it rests on."""
    case = both.case
    found = detente.blockers(both.graph, "goal", require=both.require, ground=ground)
    where = f"{both.name}: blockers under {both.require}"
    if case.model.holds(both.target, case.start):
        comparison.same(where, "already", found.found)
        return
    expected = rung(case, both.target, both.require)
    comparison.same(f"{where}, rung", expected, found.rung)
    ladder = ("content", "reach", "sequence", "commitment", "time", "ratification", "none")
    below = ladder[: ladder.index(expected)]
    comparison.same(f"{where}, passed", below, found.passed)
    known = {name: "established" if name in below else "refuted" for name in ladder[:-1]}
    comparison.same(f"{where}, rungs", known, found.rungs.to_dict(), len(known))
    comparison.same(f"{where}, zone", len(zone(case, both.deciders)), found.zone)
    relaxed = {
        name: rung(case, both.target, [other for other in both.require if other != name])
        for name in both.require
        if expected == "sequence"
    }
    comparison.same(f"{where}, relaxed", relaxed, dict(found.relaxed), len(relaxed))
    if expected == "sequence":
        _certificate(comparison, both, where, found.certificate)
    if ground and expected not in ("none", "time"):
        _ground(comparison, both, where, expected, found)


def _certificate(comparison: Comparison, both: Both, where: str, found: Any) -> None:
    """Check what is told of a failure of order: of steps to the zone that come closest to it.

    The sets are those of the target's states in the zone; no order of these is accepted.
    """
    case, who = both.case, both.deciders
    goals = {point for point in zone(case, who) if case.model.holds(both.target, point)}
    legal = goals & led_by(case, ())
    comparison.same(f"{where}, to walk", not legal, bool(found.walk))
    if not legal:
        return
    good = {point for point in legal if no_worse(case, point, case.parties)} or legal
    sets = {case.start ^ point for point in good}
    sets = {steps for steps in sets if not any(other < steps for other in sets)}
    fewest = {
        steps: min(len(list(refused(both, order))) for order in legal_orders(case, steps))
        for steps in sets
    }
    steps, order = bare(found.steps), order_of(found.closest)
    least = min(fewest.values())
    expected = min((s for s in sets if fewest[s] == least), key=both.by_size)
    comparison.same(f"{where}, steps told of", expected, steps)
    orders = legal_orders(case, steps)
    comparison.claim(f"{where}, {order} is an order of them", holds=order in orders)
    refusals = {(one.party, one.stage, one.kind, one.item) for one in found.closest.refusals}
    comparison.same(f"{where}, {order} refused", set(refused(both, order)), refusals)
    comparison.same(f"{where}, refusals", least, len(found.closest.refusals))
    edges = [needs(case, party, steps, orders, both.require) for party in who]
    clashes = {pair for one, other in combinations(edges, 2) for pair in head_on(one, other)}
    listed = {(a.removeprefix("not "), b.removeprefix("not ")) for a, b in found.head_on}
    comparison.same(f"{where}, head-on", clashes, listed)


def _ground(comparison: Comparison, both: Both, where: str, failed: str, found: Any) -> None:
    """Check that the items suffice for the failure, and that none of them can be spared."""
    case = both.case
    every = set(items(case))
    kept = {one.item for one in found.ground}
    ordered = failed == "sequence" and _ordered(case, both.target)
    comparison.claim(f"{where}: {kept} are items", holds=kept <= every)

    def fails(dropped: Iterable[str]) -> bool:
        try:
            other = case.lacking(dropped)
        except ValueError:  # the status quo is no state, or there is none
            return False
        if failed == "sequence" and _ordered(other, both.target) != ordered:
            return False
        return _still(other, both.target, failed, both.require)

    if not kept:
        # nothing is a reason: it fails without any item, or never did by what items say
        comparison.claim(f"{where}: it fails of itself", holds=fails(every) or not fails(()))
        return
    comparison.claim(f"{where}: {kept} suffice for {failed}", holds=fails(every - kept))
    for item in sorted(kept):
        without = (every - kept) | {item}
        comparison.claim(f"{where}: {item} of {kept} is needed", holds=not fails(without))


def items(case: Case) -> Iterator[str]:
    """Yield everything that can be left out: statements, weights, conditions, rules, guards."""
    for party in case.parties:
        yield from (statement.id for statement in case.statements[party])
        yield from (weight.id for weight in case.left[party].weights)
        yield from (condition.id for condition in case.conditions[party])
    yield from (rule.id for rule in case.model.rules)
    yield from (channel.id for channel in case.model.channels)
    for name, option in case.model.options.items():
        yield from [f"{name}.needs"] if option.needs is not None else []
        yield from [f"{name}.after"] if option.after is not None else []


def _agreed(case: Case, target: Formula) -> set[Point]:
    """Return the states of the target that leave no decider worse off."""
    who = asked(case)
    return {
        point
        for point in case.ground.points
        if case.model.holds(target, point) and no_worse(case, point, who)
    }


def _ordered(case: Case, target: Formula) -> bool:
    """Tell whether a legal order leads to a state of the target that nobody is worse off in."""
    onward = accepted_bundles(case, (), frozenset())
    return bool(_agreed(case, target) & led_to(case.start, onward, set(onward)))


def _still(case: Case, target: Formula, failed: str, require: Iterable[str]) -> bool:
    """Tell whether the target fails at a rung, whatever it does on the rungs below."""
    match failed:
        case "content":
            return not _agreed(case, target)
        case "reach":
            return not any(case.model.holds(target, p) for p in case.ground.walked(case.start))
        case "sequence":
            onward = accepted_bundles(case, asked(case), frozenset(require))
            return not _agreed(case, target) & led_to(case.start, onward, set(onward))
        case _:
            return rung(case, target, require) == failed


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
