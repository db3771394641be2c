"""Promises, taken literally: locks, snapbacks, verification, side payments, one set after another.

A promise serves one of two goals: the roadmap becomes *self-enforcing* (from the first stage that
counts on nobody is tempted), or its end comes to *rest*.  Each set is tried as it stands, in a
model made for it; the sets of which no part would do are the answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations, pairwise

from detente.conflict.conflict import Conflict
from detente.conflict.logic import And, Name, Not
from detente.conflict.parties import Statement

from .literal import Literal, Point
from .sequences import REQUIRE, Bundle, Case, Ground, Order, along, conditions_met, parts
from .sequences_holding import end_kind, temptations

GOALS = ("self-enforcing", "resting")
MOST_LOCKED = 3  # options locked together

Lock = frozenset[str]
Snapback = tuple[str, str, str]  # who, what it could undo, what would not be in effect


@dataclass(frozen=True)
class Road:
    """An order in question, the first stage that counts, and who is asked whether it would stay."""

    case: Case
    order: Order
    who: tuple[str, ...]
    first: int = 0

    @property
    def end(self) -> Point:
        """The state it ends in."""
        return along(self.case.start, self.order)[-1]

    def serves(self, goal: str, case: Case | None = None, order: Order | None = None) -> bool:
        """Tell whether the goal is reached, in another case or by another order."""
        there = case or self.case
        if goal == "resting":
            return end_kind(there, self.end, self.who) == "resting"
        found = temptations(there, self.order if order is None else order, self.who)
        return not any(one.at >= self.first for one in found)


# -- locks --------------------------------------------------------------------------------


def lock_sets(road: Road, goal: str) -> set[Lock]:
    """Return the smallest sets of options by whose lock the goal is reached.

    'Lock o (off(o) := empty)', 'for everybody, single and joint'; any option that is in effect at
    the end and that somebody could undo, by the roadmap or since before it.
    """
    case = road.case
    can = [name for name in sorted(road.end) if case.model.families[name, False]]
    works = [
        frozenset(chosen)
        for size in range(1, MOST_LOCKED + 1)
        for chosen in combinations(can, size)
        if road.serves(goal, locked(case, frozenset(chosen)))
    ]
    return {one for one in works if not any(other < one for other in works)}


@cache
def locked(case: Case, options: Lock) -> Case:
    """Return the case in which nobody can undo some options."""
    changed = tuple(
        replace(option, undone_by=()) if option.name in options else option
        for option in case.conflict.options
    )
    return as_asked(case, replace(case.conflict, options=changed))


def as_asked(case: Case, conflict: Conflict) -> Case:
    """Return another conflict under the same choices."""
    return Case(conflict, case.model.perspective.name, case.epoch, case.without, case.softened)


# -- snapbacks ----------------------------------------------------------------------------


def snapback_moves(road: Road) -> Iterator[Snapback]:
    """Yield every reversal that could be given: 'give j a reversal of o' conditional on o undone'.

    Of an option that j takes part in putting in effect and cannot undo by itself, on one that
    somebody else has a part in; both in effect at the end, and the other such that it can be undone.
    """
    families = road.case.model.families
    for mine, other in ((a, b) for a in sorted(road.end) for b in sorted(road.end) if a != b):
        for party in road.case.parties:
            part = any(party in coalition for coalition in families[mine, True])
            able = frozenset({party}) in families[mine, False]
            alone = frozenset[str]().union(*families[other, True]) == {party}
            if part and not able and families[other, False] and not alone:
                yield party, mine, other


class Reversible(Ground):
    """What is possible once a party may undo an option whenever another is not in effect."""

    def __init__(self, model: Literal, snapback: Snapback) -> None:
        self.snapback = snapback
        super().__init__(model)

    def _own(self, party: str, before: Point) -> frozenset[Point]:
        who, mine, other = self.snapback
        found = super()._own(party, before)
        if party != who or mine not in before or other in before:
            return found
        alone = frozenset({party})
        can = [n for n in self.model.option_names if alone in self.model.family(n, before)]
        ends = {before ^ (switched | {mine}) for switched in (frozenset(), *parts(can))}
        return found | {
            end
            for end in ends & self.points
            if all(self.model.guarded(n, before) for n in (before ^ end) - {mine})
        }


@cache
def with_snapback(case: Case, snapback: Snapback) -> Case:
    """Return the case in which the party may undo its part."""
    return Case(
        case.conflict,
        case.model.perspective.name,
        case.epoch,
        case.without,
        case.softened,
        Reversible(copy(case.ground.model), snapback),
    )


def snapbacks(road: Road, goal: str) -> set[Snapback]:
    """Return the reversals by which the goal is reached."""
    return {one for one in snapback_moves(road) if road.serves(goal, with_snapback(road.case, one))}


# -- verification -------------------------------------------------------------------------


def verifications(
    road: Road, require: Iterable[str] = REQUIRE
) -> set[tuple[frozenset[str], Bundle]]:
    """Return the terms to verify, with the bundle that is then taken at once.

    'Verification turns "o after o'" into "o with o'"': two neighbouring bundles go together, which
    must be legal; only terms of what was to come before are refused by it, and as `with` they are
    met.
    """
    case, found = road.case, set()
    points = along(case.start, road.order)
    for place in range(road.first, len(road.order) - 1):
        before, after = points[place], points[place + 2]
        merged = road.order[place] | road.order[place + 1]
        order = (*road.order[:place], merged, *road.order[place + 2 :])
        refused = set(unmet(case, before, after)) if "conditions" in require else set()
        crossed = "red-lines" in require and not all(
            case.kept(party, before, after) for party in case.parties
        )
        if not refused or crossed or not case.ground.legal(before, after):
            continue
        softer = case.conceding(softened=())
        softer = with_terms(softer, frozenset(refused))
        together = all(conditions_met(softer, party, before, after) for party in case.parties)
        if together and road.serves("self-enforcing", order=order):
            found.add((frozenset(refused), merged))
    return found


def unmet(case: Case, before: Point, after: Point) -> Iterator[str]:
    """Yield the terms that a bundle does not meet."""
    for party in case.parties:
        for term in case.conditions[party]:
            name = term.step.option
            taken = name in ((after - before) if term.step.on else (before - after))
            judged = before if term.order == "after" else after
            if taken and not case.model.holds(term.formula, judged):
                yield term.id


def with_terms(case: Case, ids: frozenset[str]) -> Case:
    """Return the case with some `only after` turned into `only with`, by id."""
    found = copy(case)
    found.conditions = {
        party: tuple(replace(t, order="with") if t.id in ids else t for t in terms)
        for party, terms in case.conditions.items()
    }
    return found


# -- side payments ------------------------------------------------------------------------


def paid(road: Road, places: dict[str, int]) -> Case:
    """Return the case in which parties want the end, after so many of their statements.

    'Side payment to i (insert a statement at priority k).'
    """
    case = road.case
    parts_ = (Name(n) if n in road.end else Not(Name(n)) for n in case.model.option_names)
    wish = Statement("payment", "want", And(tuple(parts_)))
    found = copy(case)
    found.worth = dict(case.worth)
    for party, above in places.items():
        listed = case.statements[party]
        left = replace(
            case.left[party], prefers=(*listed[:above], wish, *listed[above:]), conditions=()
        )
        found.worth[party] = case.ground._worths(left)
    found.lean = cache(found._lean)
    found.reach = cache(found._reach)
    found.final = cache(found._final)
    found.fallback = cache(found._fallback)
    return found


def by_list(case: Case, party: str) -> bool:
    """Tell whether a party states what it wants in a list."""
    return case.left[party].ranking is None and not case.left[party].weights


def single_payments(road: Road) -> set[tuple[str, int]]:
    """Return who could be paid alone, and before how many statements the end may stand at most.

    'The smallest k that works is its ordinal size.'
    """
    found = set()
    for party in road.who:
        if by_list(road.case, party):
            count = len(road.case.statements[party])
            works = [
                above
                for above in range(count + 1)
                if road.serves("self-enforcing", paid(road, {party: above}))
            ]
            if works:
                found.add((party, max(works)))
    return found


def least(road: Road, places: dict[str, int]) -> bool:
    """Tell whether some payments work together, and none of them could be less or be spared."""
    if not road.serves("self-enforcing", paid(road, places)):
        return False
    for party, above in places.items():
        others = {p: n for p, n in places.items() if p != party}
        less = [
            {**others, party: n} for n in range(above + 1, len(road.case.statements[party]) + 1)
        ]
        if any(road.serves("self-enforcing", paid(road, one)) for one in (others, *less)):
            return False
    return True


def no_lock(road: Road) -> set[tuple[int, str]]:
    """Return the stages before the end that rest, each with who prefers it to the end.

    'D7 on a successor: s_T below s0 for one party defeats every lock', if nothing moves at s0.
    """
    points = along(road.case.start, road.order)
    return {
        (stage, party)
        for stage, (here, _) in enumerate(pairwise(points))
        if stage >= road.first and not road.case.lean(here)
        for party in road.who
        if road.case.prefers(party, here, points[-1])
    }
