"""The graph model of a conflict, taken literally: states, moves, bundles and preferences.

A *point* is the set of options in effect.  A state is a name and the points it stands for:
one point, or several where states are merged.  In an explicit graph the point of a state is
the set that holds its own name, so that the rest of the oracle need not know the difference.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache, cached_property
from itertools import combinations, product
from typing import TypeVar

from detente.conflict.basis import Basis
from detente.conflict.conflict import EVERYTHING, Conflict, Perspective
from detente.conflict.logic import And, AtLeast, Formula, Iff, Implies, Name, Not, Or
from detente.conflict.options import Option
from detente.conflict.parties import (
    AnyOrder,
    Condition,
    Party,
    Preference,
    Ranking,
    Same,
    Statement,
)

Point = frozenset[str]
Group = frozenset[str]
Worth = tuple[int | Fraction, ...]
T = TypeVar("T")


class Literal:
    """One conflict, seen from one perspective, at one date, without some of its items.

    `states` names the feasible states and `members` the points of each; `moves[party][state]`
    are the states the party can reach in one move of its own, R_i(s); `acts[state]` are the
    joint acts open to groups of two or more, each with the state it leads to;
    `bundles[point]` are all bundles between points.
    """

    def __init__(
        self,
        conflict: Conflict,
        perspective: str | None = None,
        epoch: date | None = None,
        without: Iterable[str] = (),
    ) -> None:
        self.conflict = conflict
        self.perspective = _perspective(conflict, perspective)
        self.without = frozenset(without)
        self.parties = tuple(party.name for party in conflict.parties)
        self.option_names = tuple(option.name for option in conflict.options)
        self.options = {option.name: self._without_guards(option) for option in conflict.options}
        self.families = {
            (option.name, on): [frozenset(coalition) for coalition in coalitions]
            for option in conflict.options
            for on, coalitions in ((True, option.switched_on_by), (False, option.undone_by))
        }
        self.merged = {s.name: s.formula for s in conflict.states if s.formula is not None}
        self.meaning = {fact.name: fact.formula for fact in conflict.facts} | self.merged
        self.rules = [r for r in conflict.rules if self._in_view(r.basis) and self._stays(r.id)]
        self.channels = [
            c for c in conflict.channels if self._in_view(c.basis) and self._stays(c.id)
        ]
        self.chosen = {party.name: self._choose(party, epoch) for party in conflict.parties}
        self.conditions = {name: conditions for name, (_, conditions) in self.chosen.items()}

        self.members = self._explicit_members() if conflict.explicit else self._members()
        self.states = tuple(self.members)
        self.state_of = {point: s for s, points in self.members.items() for point in points}
        self.memo: dict[Hashable, frozenset[str]] = {}

    @property
    def plain(self) -> bool:
        """Whether every state is one point of an option form, as `sim` needs it."""
        return not self.conflict.explicit and not self.merged

    # -- what is selected ---------------------------------------------------------------

    def _in_view(self, basis: Basis) -> bool:
        """Tell whether the perspective keeps the item.

        'With `only_in`: kept only if the perspective's name is in it.'
        """
        return not basis.only_in or self.perspective.name in basis.only_in

    def _heard(self, basis: Basis) -> bool:
        """Tell whether the perspective listens to what the item stands on.

        'With `because`: kept only if at least one of its quotations is admitted.'
        """
        quoted = [self.conflict.quotation(name) for name in basis.because]
        return not quoted or any(self.perspective.admits(quotation) for quotation in quoted)

    def _stays(self, *names: str) -> bool:
        """Tell whether nothing takes the item away: 'its id or position is in `without`'."""
        return not self.without & set(names)

    def _kept(self, basis: Basis, *names: str) -> bool:
        return self._in_view(basis) and self._heard(basis) and self._stays(*names)

    def _without_guards(self, option: Option) -> Option:
        """Return the option with the guards it keeps.

        'OPTION.needs and OPTION.after in `without` remove those guards.'
        """
        needs = option.needs if self._stays(f"{option.name}.needs") else None
        after = option.after if self._stays(f"{option.name}.after") else None
        return replace(option, needs=needs, after=after)

    def _choose(self, party: Party, epoch: date | None) -> tuple[Party, tuple[Condition, ...]]:
        """Return the party with the preferences, and the conditions, that are left of it.

        'All epochs with start.first <= epoch applied in order; a list given there replaces
        the party's list, `Same()` stands for the previous list.'
        """
        prefers: list[Preference] = list(party.prefers)
        conditions: list[Condition | Same] = list(party.conditions)
        for period in self.conflict.epochs:
            if epoch is None or period.start.first > epoch:
                continue
            for change in period.parties:
                if change.party == party.name and change.prefers is not None:
                    prefers = _replaced(change.prefers, prefers)
                if change.party == party.name and change.conditions is not None:
                    conditions = _replaced(change.conditions, conditions)
        left = replace(
            party,
            prefers=tuple(self._statements(prefers)),
            weights=tuple(w for w in party.weights if self._kept(w.basis, w.id)),
        )
        terms = [c for c in conditions if isinstance(c, Condition)]
        return left, tuple(c for c in terms if self._kept(c.basis, c.id, c.position))

    def _statements(self, items: Iterable[Preference]) -> Iterator[Statement]:
        """Yield the statements that count, in order.

        'AnyOrder members in the order written; its own basis filters the whole group.'
        """
        for item in items:
            match item:
                case Statement():
                    inner: tuple[Statement, ...] = (item,)
                case AnyOrder(group, basis):
                    inner = group if self._in_view(basis) and self._heard(basis) else ()
                    kept = [s for s in inner if self._kept(s.basis, s.id, s.position)]
                    yield from (_with(s, basis.because) for s in kept)
                    continue
                case Same():
                    inner = ()
            yield from (s for s in inner if self._kept(s.basis, s.id, s.position))

    # -- states -------------------------------------------------------------------------

    def holds(self, formula: Formula | None, point: Point) -> bool:
        """Tell whether the formula is true at the point; no formula asks nothing.

        'Formulas over options, facts, named states (its name stands for its formula).'
        """
        match formula:
            case None:
                return True
            case Name(name):
                if name in self.meaning:
                    return self.holds(self.meaning[name], point)
                return name in point
            case Not(part):
                return not self.holds(part, point)
            case And(parts):
                return all(self.holds(part, point) for part in parts)
            case Or(parts):
                return any(self.holds(part, point) for part in parts)
            case Implies(left, right):
                return not self.holds(left, point) or self.holds(right, point)
            case Iff(left, right):
                return self.holds(left, point) == self.holds(right, point)
            case AtLeast(count, parts):
                return len([part for part in parts if self.holds(part, point)]) >= count

    def holds_in(self, formula: Formula, state: str) -> bool:
        """Tell whether the formula holds in the state.

        'A statement holds in a merged state iff it holds in every member.'
        """
        return all(self.holds(formula, point) for point in self.members[state])

    def feasible(self, point: Point) -> bool:
        """Tell whether there is such a state.

        'Every rule holds and `needs` holds for each option in effect.'
        """
        return all(self.holds(rule.formula, point) for rule in self.rules) and all(
            self.holds(self.options[name].needs, point) for name in point
        )

    def spelling(self, point: Point) -> str:
        """Return the Y/N string in option order."""
        return "".join("Y" if name in point else "N" for name in self.option_names)

    def _members(self) -> dict[str, tuple[Point, ...]]:
        """Return the states and the points each stands for.

        'All feasible states satisfying a named formula are one state, named so.'
        """
        members: dict[str, tuple[Point, ...]] = {}
        for signs in product((True, False), repeat=len(self.option_names)):
            point = frozenset(n for n, on in zip(self.option_names, signs, strict=True) if on)
            if not self.feasible(point):
                continue
            classes = [name for name, f in self.merged.items() if self.holds(f, point)]
            if len(classes) > 1:
                raise ValueError(f"{self.spelling(point)} belongs to {classes}")
            state = classes[0] if classes else self.spelling(point)
            members[state] = (*members.get(state, ()), point)
        return members

    def _explicit_members(self) -> dict[str, tuple[Point, ...]]:
        return {state.name: (frozenset({state.name}),) for state in self.conflict.states}

    # -- moves --------------------------------------------------------------------------

    def family(self, name: str, before: Point) -> list[Group]:
        """Return the coalitions that may switch the option away from where it is.

        'Switched on: `switched_on_by`; switched off: `undone_by`.'
        """
        return self.families[name, name not in before]

    def guarded(self, name: str, before: Point) -> bool:
        """Tell whether the option may be switched away from where it is.

        'Switched on: `after` true in s; switched off: `undone_when` true in s.'
        """
        option = self.options[name]
        return self.holds(option.undone_when if name in before else option.after, before)

    def covers(self, group: Group, before: Point, switched: Point) -> bool:
        """Tell whether of every switched option some coalition of its family is inside H."""
        for name in switched:
            if not any(coalition <= group for coalition in self.family(name, before)):
                return False
        return True

    def is_bundle(self, group: Group, before: Point, after: Point) -> bool:
        """Tell whether the group's bundle leads from one point to the other.

        't != s feasible; covered and guarded; no proper subset of H covers every switched
        option; for every channel whose two parties are both in H its `when` holds in t; if o
        is switched on and slow, then H equals one of its coalitions.'
        """
        switched = before ^ after
        return (
            bool(switched)
            and after in self.state_of
            and self.covers(group, before, switched)
            and all(self.guarded(name, before) for name in switched)
            and not any(self.covers(part, before, switched) for part in proper_parts(group))
            and all(self.holds(c.when, after) for c in self.channels if group >= {*c.between})
            and all(
                group in self.family(name, before)
                for name in after - before
                if self.options[name].slow
            )
        )

    @cached_property
    def bundles(self) -> dict[Point, list[tuple[Group, Point]]]:
        """Return who can lead from each point to which other."""
        if self.conflict.explicit:
            return {}
        everybody = frozenset(self.parties)
        found: dict[Point, list[tuple[Group, Point]]] = {before: [] for before in self.state_of}
        for before, after in product(self.state_of, self.state_of):
            if not self.covers(everybody, before, before ^ after):
                continue  # what all together cannot switch, nobody can
            if not all(self.guarded(name, before) for name in before ^ after):
                continue  # whoever it is
            for group in (*proper_parts(everybody), everybody):
                if self.is_bundle(group, before, after):
                    found[before].append((group, after))
        return found

    def leading(self, state: str) -> Iterator[tuple[Group, Point, Point]]:
        """Yield the bundles, member to member, that leave the state.

        'A move leads from class A to class B != A if some member of A has that move to some
        member of B.'
        """
        for before in self.members[state]:
            for group, after in self.bundles.get(before, ()):
                if self.state_of[after] != state:
                    yield group, before, after

    @cached_property
    def moves(self) -> dict[str, dict[str, frozenset[str]]]:
        """Return R_i(s) for every party i and state s."""
        return {
            party.name: {s: self._own_moves(party, s) for s in self.states}
            for party in self.conflict.parties
        }

    def _own_moves(self, party: Party, state: str) -> frozenset[str]:
        """Return R_i(s): bundles by H = {i}; in an explicit graph the party's `moves`."""
        if self.conflict.explicit:
            listed = [target for start, to in party.moves if start == state for target in to]
            return frozenset(listed) - {state}
        alone = frozenset({party.name})
        return frozenset(self.state_of[to] for by, _, to in self.leading(state) if by == alone)

    @cached_property
    def acts(self) -> dict[str, frozenset[tuple[Group, str]]]:
        """Return the joint acts from every state."""
        return {s: self._joint_acts(s) for s in self.states}

    def _joint_acts(self, state: str) -> frozenset[tuple[Group, str]]:
        """Return who can take a joint act from the state, and to where.

        'Bundles by H, |H| >= 2, that contain at least one switched option that no member of
        H could switch alone (no coalition of the family is a one-member subset of H).'
        """
        return frozenset(
            (group, self.state_of[after])
            for group, before, after in self.leading(state)
            if len(group) >= 2
            and any(
                not any(len(c) == 1 and c <= group for c in self.family(name, before))
                for name in before ^ after
            )
        )

    # -- preferences --------------------------------------------------------------------

    @cached_property
    def worth(self) -> dict[str, dict[str, Worth]]:
        """What every state is worth to each party."""
        return {
            name: {s: self._worth(party, s) for s in self.states}
            for name, (party, _) in self.chosen.items()
        }

    def prefers(self, party: str, one: str, other: str) -> bool:
        """Tell whether the party strictly prefers the one state to the other."""
        return self.worth[party][one] > self.worth[party][other]

    def _worth(self, party: Party, state: str) -> Worth:
        """Return what the state is worth to the party; larger is better.

        'prefers = lexicographic truth vector in file order; ranking = tiers best first;
        weights = sum; no preferences = indifferent.'
        """
        if party.ranking is not None:
            return (-self._tier(party.ranking, state),)
        if party.weights:
            return (sum(w.number for w in party.weights if self.holds_in(w.formula, state)),)
        statements = [item for item in party.prefers if isinstance(item, Statement)]
        return tuple(int(self.holds_in(statement.formula, state)) for statement in statements)

    def _tier(self, ranking: Ranking, state: str) -> int:
        """Return the number of the tier that the state is in; the first is the best.

        '`others` = all states not named; states not named and no `others` = tied, below all
        named ones; ranking entries that are infeasible are ignored.'
        """
        calls = {state, *(self.spelling(point) for point in self.members[state])}
        for number, tier in enumerate(ranking.tiers):
            if calls & set(tier):
                return number
        for number, tier in enumerate(ranking.tiers):
            if "others" in tier:
                return number
        return len(ranking.tiers)


@cache
def proper_parts(names: frozenset[str]) -> tuple[frozenset[str], ...]:
    """Return every proper non-empty part."""
    sizes = range(1, len(names))
    return tuple(frozenset(part) for k in sizes for part in combinations(sorted(names), k))


def _with(statement: Statement, because: tuple[str, ...]) -> Statement:
    """Return a statement of a group: it rests on what the group rests on, too."""
    every = (*statement.basis.because, *because)
    return replace(statement, basis=replace(statement.basis, because=tuple(dict.fromkeys(every))))


def _perspective(conflict: Conflict, name: str | None) -> Perspective:
    """Return the named perspective, else the conflict's default, else the one of everything.

    A file may declare a perspective of that name.
    """
    return conflict.perspective(name or conflict.default_perspective or EVERYTHING.name)


def _replaced(new: Iterable[T], previous: list[T]) -> list[T]:
    """Return the new list, with the previous one where it says `same`."""
    items: list[T] = []
    for item in new:
        items.extend(previous if isinstance(item, Same) else [item])
    return items
