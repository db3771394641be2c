"""Guarantees, succession and spoilers of a roadmap: what the engine says, promise by promise."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from .comparison import Comparison
from .literal import Point
from .sequences import Case, Order, along
from .sequences_holding import CLOSURES, end_kind, exposure, recovered, temptations, worst
from .sequences_promises import (
    GOALS,
    Road,
    least,
    lock_sets,
    no_lock,
    single_payments,
    snapbacks,
    verifications,
)


def compare_guarantees(
    comparison: Comparison, where: str, road: Road, found: Iterable[Any], require: Iterable[str]
) -> None:
    """Compare the promises that are listed with those of which no part would do."""
    listed = list(found)
    for goal in GOALS:
        mine = [one for one in listed if one.goal == goal]
        if road.serves(goal):
            comparison.same(f"{where}, {goal} already", [], mine)
            continue
        of = {
            kind: [one for one in mine if one.kind == kind]
            for kind in ("lock", "snapback", "verification", "side payment")
        }
        locks = {frozenset(one.what) for one in of["lock"]}
        comparison.same(f"{where}, locks for {goal}", lock_sets(road, goal), locks)
        backs = {one.what for one in of["snapback"]}
        comparison.same(f"{where}, snapbacks for {goal}", snapbacks(road, goal), backs)
        known = len({str(one) for one in mine})
        comparison.claim(f"{where}: listed twice for {goal}", holds=known == len(mine))
        if goal == "resting":
            comparison.same(f"{where}, others for {goal}", len(mine), len(of["lock"]))
            continue
        verified = {frozenset(one.what) for one in of["verification"]}
        expected = {items for items, _ in verifications(road, require)}
        comparison.same(f"{where}, verification", expected, verified)
        payments = [dict(_place(text) for text in one.what) for one in of["side payment"]]
        alone = {next(iter(one.items())) for one in payments if len(one) == 1}
        comparison.same(f"{where}, single payments", single_payments(road), alone)
        for one in payments:
            comparison.claim(f"{where}: paid {one}", holds=least(road, one))


def _place(text: str) -> tuple[str, int]:
    """Return who is paid and how many of its statements come before, from "A 3"."""
    party, _, number = text.rpartition(" ")
    return party, int(number) - 1


# -- succession ---------------------------------------------------------------------------


def compare_succession(
    comparison: Comparison,
    where: str,
    case: Case,
    order: Order,
    who: tuple[str, ...],
    found: Iterable[Any],
    require: Iterable[str],
    earliest: dict[str, int] | None,
) -> None:
    """Compare what every change of preferences that is still to come does to a roadmap.

    `earliest` are the days of the steps; None if there is no time in which they can be taken.
    """
    conflict = case.conflict
    epochs = [e for e in conflict.epochs if case.epoch is None or e.start.first > case.epoch]
    told = list(found)
    comparison.same(f"{where}, epochs", [e.start.text for e in epochs], [o.start for o in told])
    points = along(case.start, order)
    for epoch, one in zip(epochs, told, strict=False):
        here = f"{where}, from {epoch.start.text}"
        assert conflict.as_of is not None
        as_of = conflict.as_of.first
        first = stage_before(order, epoch.start.first, as_of, earliest)
        comparison.same(f"{here}, stage", first, one.stage)
        comparison.same(f"{here}, begun", epoch.start.first <= as_of, one.begun)
        name = case.model.perspective.name
        later = Case(conflict, name, epoch.start.first, case.without, case.softened)
        tempting = [t for t in temptations(later, order, who) if t.at >= first]
        strength = "no" if any(t.sure for t in tempting) else "weak" if tempting else "strong"
        comparison.same(f"{here}, strength", strength, one.self_enforcing)
        comparison.same(f"{here}, robust", not tempting, one.robust)
        comparison.same(f"{here}, end", end_kind(later, points[-1], who), one.end)
        compare_back(comparison, f"{here}, back", later, points[-1], one.back)
        worse = tuple(p for p in case.parties if later.prefers(p, case.start, points[-1]))
        comparison.same(f"{here}, worse off", worse, one.worse_off)
        at = {(t.at, t.party) for t in tempting}
        comparison.same(f"{here}, tempted", at, {(t.stage, t.party) for t in one.temptations})
        road = Road(later, order, who, first)
        proofs = no_lock(road)
        right = one.no_lock in proofs if proofs else one.no_lock is None
        comparison.claim(f"{here}: no lock {one.no_lock} of {proofs}", holds=right)
        locks = [g for g in one.guarantees if g.kind == "lock" and g.goal == "self-enforcing"]
        comparison.claim(f"{here}: no lock, and {locks}", holds=not (proofs and locks))
        compare_guarantees(comparison, here, road, one.guarantees, require)


def stage_before(order: Order, day: date, as_of: date, earliest: dict[str, int] | None) -> int:
    """Return the last stage of which every step can have taken effect before a day."""
    left = (day - as_of).days
    for number, bundle in enumerate(order):
        if earliest is None or any(earliest[name] >= left for name in bundle):
            return number
    return len(order)


# -- fallback -----------------------------------------------------------------------------


def compare_back(comparison: Comparison, where: str, case: Case, point: Point, found: Any) -> None:
    """Compare where a state falls back to: the states, and which of them stand on one circle."""
    spelled = case.model.spelling
    ends = case.fallback(point)
    names = {spelled(end) for end in ends}
    some = set(found.states)
    comparison.same(f"{where}, how many", len(ends), found.count)
    right = some == names if len(names) <= 8 else some < names and len(found.states) == 8
    comparison.claim(f"{where}: {found.states} of {names}", holds=right)
    circles = {frozenset(map(spelled, case.reach(end))) for end in ends if case.lean(end)}
    listed = {frozenset(circle.states) for circle in found.circles}
    comparison.same(f"{where}, circles", circles, listed)
    comparison.same(
        f"{where}, sizes", sorted(map(len, circles)), sorted(c.size for c in found.circles)
    )


# -- exposure -----------------------------------------------------------------------------


def compare_exposed(
    comparison: Comparison, where: str, case: Case, points: list[Point], found: Iterable[Any]
) -> None:
    """Compare who hangs after which stage, and whether the moves told prove it."""
    told = {(one.stage, one.party): one for one in found}
    for stage, point in enumerate(points[1:], start=1):
        for party in case.parties:
            plain, joint, credible = (exposure(case, party, point, c).verdict for c in CLOSURES)
            one = told.get((stage, party))
            if plain == joint == "none":
                comparison.same(f"{where}, {party} after {stage}", None, one)
                continue
            here = f"{where}: {one}"
            kinds = None if one is None else (one.kind, one.with_joint_acts, one.credibly)
            comparison.same(f"{here}, kinds", (plain, joint, credible), kinds, 3)
            if one is None:
                continue
            low = worst(case, party, case.start, "alone")
            comparison.same(f"{here}, already", case.prefers(party, low, point), one.already)
            comparison.claim(here, holds=proves(case, party, point, one.by, plain, "alone"))
            # what can be mended in any case can be mended after moves that pay
            less = "recoverable" if credible != "none" and plain != "unrecoverable" else credible
            paid = proves(case, party, point, one.credible_by, less, "credible")
            comparison.claim(f"{here}, by moves that pay", holds=paid)


def proves(
    case: Case, party: str, point: Point, moves: Iterable[Any], kind: str, closure: str
) -> bool:
    """Tell whether moves of the others lead where a party hangs so: to the worst, or beyond repair."""
    here, last = point, ""
    for move in moves:
        (mover,) = move.parties
        there = here ^ frozenset(step.removeprefix("not ") for step in move.steps)
        if mover in (party, last) or there not in case.ground.own(mover, here):
            return False
        if closure == "credible" and not case.prefers(mover, there, here):
            return False
        here, last = there, mover
    if kind == "none":
        return not list(moves)
    worth = case.worth[party]
    if kind == "recoverable":
        return worth[here] == worth[worst(case, party, point, closure)]
    best = max(worth[x] for x in (here, *case.ground.own(party, here)))
    return best < worth[recovered(case, party, case.start, closure)]


def proves_in_words(
    case: Case,
    party: str,
    point: Point,
    moves: Iterable[tuple[str, Point, Point]],
    label: str,
) -> bool:
    """Tell whether moves of the others prove what is said of them.

    `Worst`: they lead to the worst for the party.  `Beyond recovery`: to where one own move makes
    less good than it could today.  `By moves that pay`: each is a gain for whoever makes it, and
    they lead to worse than such moves could today, or beyond recovery by the same measure.
    """
    here, last = point, ""
    for mover, before, after in moves:
        paid = label != "By moves that pay" or case.prefers(mover, after, before)
        known = before == here and after in case.ground.own(mover, before)
        if not (paid and known) or mover in (party, last):
            return False
        here, last = after, mover
    worth = case.worth[party]
    best = max(worth[x] for x in (here, *case.ground.own(party, here)))
    if label == "Worst":
        return worth[here] == worth[worst(case, party, point, "alone")]
    if label == "Beyond recovery":
        return best < worth[recovered(case, party, case.start, "alone")]
    lost = best < worth[recovered(case, party, case.start, "credible")]
    return lost or worth[here] < worth[worst(case, party, case.start, "credible")]


# -- spoilers -----------------------------------------------------------------------------


def bystanders(case: Case, steps: frozenset[str]) -> set[str]:
    """Return the parties without which every step can be taken: some coalition leaves them out."""
    return {
        party
        for party in case.parties
        if all(
            any(party not in members for members in case.model.family(name, case.start))
            for name in steps
        )
    }


def upsets(case: Case, party: str, steps: frozenset[str]) -> set[tuple[Point, Point]]:
    """Return the moves by which a party upsets some steps, each from where and to where.

    'A move at some s_t': of a legal order.  It takes a step back, or what is left of the steps
    cannot be taken in any legal order after it, whatever else it has switched.
    """
    start = case.start
    on_the_way = {start ^ done for done in _stages(case, start, steps)}
    found = set()
    for here in on_the_way:
        done = here ^ start
        for there in case.ground.own(party, here):
            switched = here ^ there
            left = steps - done - switched
            if switched & done or not _can_be_taken(case, there, left):
                found.add((here, there))
    return found


def _stages(case: Case, start: Point, steps: frozenset[str]) -> set[frozenset[str]]:
    """Return which sets of steps are done at some stage of some legal order."""
    found = set()

    def walk(done: frozenset[str], passed: tuple[frozenset[str], ...]) -> None:
        if done == steps:
            found.update((*passed, done))
            return
        for there in case.ground.onward(start, start ^ done):
            more = there ^ start
            if more <= steps and more > done:
                walk(more, (*passed, done))

    walk(frozenset(), ())
    return found


def _can_be_taken(case: Case, start: Point, steps: frozenset[str]) -> bool:
    if not steps:
        return True
    seen, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        for there in case.ground.onward(start, here):
            if there ^ start <= steps and there not in seen:
                seen.add(there)
                waiting.append(there)
    return start ^ steps in seen


def compare_spoilers(comparison: Comparison, where: str, case: Case, found: Any) -> None:
    """Compare who could upset some steps, and by which move."""
    steps = frozenset(step.removeprefix("not ") for step in found.steps)
    end = case.start ^ steps
    expected = {
        party
        for party in bystanders(case, steps)
        if case.prefers(party, case.start, end) and upsets(case, party, steps)
    }
    comparison.same(f"{where}, spoilers", expected if found.legal else set(), set(found.spoilers))
    for one in found.spoiling:
        here = case.start ^ frozenset(s.removeprefix("not ") for s in one.taken)
        there = here ^ frozenset(s.removeprefix("not ") for s in one.steps)
        known = (here, there) in upsets(case, one.party, steps)
        comparison.claim(f"{where}: {one}", holds=known)
        undone = {s.removeprefix("not ") for s in one.undone}
        comparison.same(f"{where}: {one}, undone", (here ^ there) & (here ^ case.start), undone)
