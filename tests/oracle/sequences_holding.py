"""What could go wrong on the way, taken literally: exposure, temptation, how it ends.

Also initiatives: a move that costs its owner at first and is answered.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .literal import Group, Point
from .sequences import Bundle, Case, Order, along

CLOSURES = ("alone", "joint", "credible")


# -- exposure -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Exposure:
    """How badly the others can hurt a party at a point, against what they can at the start.

    `worst` and `recovered` are the states w_i(s) and r_i(s), one of the equally bad ones.
    """

    verdict: str
    depth: int
    worst: Point
    recovered: Point


def others_reach(case: Case, party: str, start: Point, closure: str) -> frozenset[Point]:
    """Return {s} + R*_K(s) for K = N without i.

    'By default unilateral moves of the members of K only, several options at once, nobody
    twice running.'  `joint`: their joint acts too, 'consecutive movers have no party in
    common'.  `credible`: unilateral improvements only, not lean.
    """
    key = (party, start, closure)
    if key not in case.memo:
        nobody: Group = frozenset()
        seen, waiting = {(start, nobody)}, [(start, nobody)]
        while waiting:
            here, last = waiting.pop()
            for movers, there in others_steps(case, party, here, closure):
                if not movers & last and (there, movers) not in seen:
                    seen.add((there, movers))
                    waiting.append((there, movers))
        case.memo[key] = frozenset(point for point, _ in seen)
    return case.memo[key]


def others_steps(case: Case, party: str, here: Point, closure: str) -> set[tuple[Group, Point]]:
    """Return what parties other than i can do next, and who does it."""
    key = (party, here, closure)
    if key not in case.steps:
        case.steps[key] = _others_steps(case, party, here, closure)
    return case.steps[key]


def _others_steps(case: Case, party: str, here: Point, closure: str) -> set[tuple[Group, Point]]:
    found: set[tuple[Group, Point]] = set()
    for other in case.parties:
        if other != party:
            for there in case.ground.own(other, here):
                if closure != "credible" or case.prefers(other, there, here):
                    found.add((frozenset({other}), there))
    if closure == "joint":
        found |= {(group, there) for group, there in case.ground.acts(here) if party not in group}
    return found


def worst(case: Case, party: str, point: Point, closure: str) -> Point:
    """Return w_i(s): the 'i-worst state in {s} + R*_K(s)'."""
    key = ("worst", party, point, closure)
    if key not in case.hurt:
        reached = others_reach(case, party, point, closure)
        case.hurt[key] = min(reached, key=case.worth[party].__getitem__)
    return case.hurt[key]


def recovered(case: Case, party: str, point: Point, closure: str) -> Point:
    """Return r_i(s): 'i-worst over x in {s} + R*_K(s) of the i-best of {x} + R_i(x)'."""
    key = ("recovered", party, point, closure)
    if key not in case.hurt:
        worth = case.worth[party].__getitem__
        reached = others_reach(case, party, point, closure)
        best = (max((x, *case.ground.own(party, x)), key=worth) for x in reached)
        case.hurt[key] = min(best, key=worth)
    return case.hurt[key]


def exposure(case: Case, party: str, point: Point, closure: str = "alone") -> Exposure:
    """Return the exposure of the party at the point.

    'Exposed at s if w_i(s) <_i w_i(s0); recoverably if r_i(s) >=_i r_i(s0), else
    unrecoverably.'  'Depth: number of i's indifference classes (over feasible states) between
    w_i(s) and w_i(s0)': the next class below is one deep.
    """
    worth = case.worth[party]
    low, base = worst(case, party, point, closure), worst(case, party, case.start, closure)
    back, usual = (recovered(case, party, s, closure) for s in (point, case.start))
    if worth[low] >= worth[base]:
        return Exposure("none", 0, low, back)
    depth = len({w for w in worth.values() if worth[low] <= w < worth[base]})
    verdict = "recoverable" if worth[back] >= worth[usual] else "unrecoverable"
    return Exposure(verdict, depth, low, back)


# -- temptation ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Temptation:
    """At s_t a party would rather go to `to` (its own s_t: stop there) than on to s_T."""

    at: int
    party: str
    to: Point
    sure: bool
    at_once: bool


def temptations(case: Case, order: Order, parties: Iterable[str] | None = None) -> set[Temptation]:
    """Return the temptations of a roadmap, at every t = 0..T, of all parties or of some.

    'At s_t party i can stop (x = s_t) or grab (x in R_i(s_t)).  Tempting optimistically if
    max_i B(x) >_i s_T; surely if min_i B(x) >_i s_T; immediate gain if x >_i s_t.'
    'A grab is any x in R_i(s), conditions notwithstanding.'
    """
    found = set()
    who = case.parties if parties is None else tuple(parties)
    points = along(case.start, order)
    for number, here in enumerate(points):
        for party in who:
            for there in {here, *case.ground.own(party, here)}:
                hopes = {case.prefers(party, y, points[-1]) for y in case.fallback(there)}
                if any(hopes):
                    gain = case.prefers(party, there, here)
                    found.add(Temptation(number, party, there, all(hopes), gain))
    return found


def self_enforcing(case: Case, order: Order, parties: Iterable[str] | None = None) -> str:
    """Return strong, weak or no.

    'Strongly: no optimistic temptation at any t = 0..T.  Weakly: no sure temptation.'
    """
    found = temptations(case, order, parties)
    if not found:
        return "strong"
    return "no" if any(temptation.sure for temptation in found) else "weak"


def end_kind(case: Case, point: Point, parties: Iterable[str] | None = None) -> str:
    """Return how the end state holds.

    'Resting: B(s_T) = {s_T}; held by threat: B(s_T) != {s_T} and no i has y in B(s_T) with
    y >_i s_T; else unravels.'
    """
    fallback = case.fallback(point)
    if fallback == {point}:
        return "resting"
    who = case.parties if parties is None else tuple(parties)
    preferred = any(case.prefers(i, y, point) for i in who for y in fallback)
    return "unravels" if preferred else "held by threat"


# -- initiatives --------------------------------------------------------------------------


def is_initiative(case: Case, party: str, here: Point, there: Point, kind: str) -> bool:
    """Tell whether the move is an initiative, `sure` or `possible`.

    'x in R_i(s), not x >_i s (indifferent included); sure: every y in B(x) has y >_i s;
    possible: some single improvement of another party from x leads above s.'
    """
    if there not in case.ground.own(party, here) or case.prefers(party, there, here):
        return False
    if kind == "sure":
        return all(case.prefers(party, y, here) for y in case.fallback(there))
    return any(
        case.prefers(other, y, there) and case.prefers(party, y, here)
        for other in case.parties
        if other != party
        for y in case.ground.own(other, there)
    )


def initiatives(case: Case, kind: str, here: Point | None = None) -> set[tuple[str, Bundle]]:
    """Return the initiatives of a kind: who, switching what; inclusion-minimal ones."""
    start = case.start if here is None else here
    found = set()
    for party in case.parties:
        moves = {
            start ^ there
            for there in case.ground.own(party, start)
            if is_initiative(case, party, start, there, kind)
        }
        found |= {(party, m) for m in moves if not any(other < m for other in moves)}
    return found
