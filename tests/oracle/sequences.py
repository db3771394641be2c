"""Order, taken literally: bundles between two points, orders of steps, step sets, the zone.

A *point* is the set of options in effect, as in `literal`.  A *bundle* is the set of options
switched at the same time, an *order* a tuple of bundles.  Option form without named states,
with a status quo that exists.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import replace
from datetime import date
from functools import cache, partial
from itertools import combinations, pairwise, product

from detente.conflict.conflict import Conflict
from detente.conflict.logic import Formula
from detente.conflict.options import Option
from detente.conflict.parties import Condition, Party, Same, Statement

from .literal import Group, Literal, Point, Worth, _perspective

Bundle = frozenset[str]
Order = tuple[Bundle, ...]
REQUIRE = ("conditions", "red-lines", "floor")


class Ground:
    """What is possible whatever anybody wants: states, bundles, moves, worths once computed."""

    def __init__(self, model: Literal) -> None:
        if not model.plain:
            raise ValueError("the option form without named states only")
        self.model = model
        self.points = frozenset(model.state_of)
        self.legal = cache(self._legal)
        self.own = cache(self._own)
        self.acts = cache(self._acts)
        self.onward = cache(self._onward)
        self.walked = cache(self._walked)
        self.worths = cache(self._worths)

    def _legal(self, before: Point, after: Point) -> tuple[Group, ...]:
        """Return the coalitions that carry the bundle from s to x.

        'A bundle leads from state s to t by parties H if every switched option has one of its
        coalitions inside H and no smaller H would do.'  'H runs over the minimal unions of one
        coalition per switched option.'
        """
        if before == after or after not in self.points:
            return ()
        families = [self.model.family(name, before) for name in sorted(before ^ after)]
        unions = {frozenset[str]().union(*chosen) for chosen in product(*families)}
        found = (group for group in unions if self.model.is_bundle(group, before, after))
        return tuple(sorted(found, key=sorted))

    def _own(self, party: str, before: Point) -> frozenset[Point]:
        """Return R_i(s).

        'All non-empty sets of options that i can switch alone in s (on or off), at once; only
        the resulting state must be feasible.  Declared conditions, i's own included, are not
        applied.'
        """
        alone = frozenset({party})
        mine = [
            name
            for name in self.model.option_names
            if any(coalition <= alone for coalition in self.model.family(name, before))
        ]
        ends = (before ^ switched for switched in parts(mine))
        return frozenset(end for end in ends if self.model.is_bundle(alone, before, end))

    def _acts(self, before: Point) -> frozenset[tuple[Group, Point]]:
        """Return the joint acts: by two or more, with an option that none of them owns."""
        return frozenset(
            (group, after)
            for after in self.points
            for group in self.legal(before, after)
            if len(group) >= 2
            and any(
                not any(len(c) == 1 and c <= group for c in self.model.family(name, before))
                for name in before ^ after
            )
        )

    def _onward(self, start: Point, before: Point) -> tuple[Point, ...]:
        """Return where a bundle leads if each option is switched at most once since the start."""
        rest = [name for name in self.model.option_names if (name in before) == (name in start)]
        ends = [before ^ switched for switched in parts(rest)]
        return tuple(end for end in ends if self.legal(before, end))

    def _walked(self, start: Point) -> frozenset[Point]:
        """Return where legal walks lead: 'options may be switched on and off again'."""
        seen, waiting = {start}, [start]
        while waiting:
            here = waiting.pop()
            for there in self.points - seen:
                if self.legal(here, there):
                    seen.add(there)
                    waiting.append(there)
        return frozenset(seen)

    def _worths(self, party: Party) -> dict[Point, Worth]:
        return {point: self.model._worth(party, s) for point, s in self.model.state_of.items()}


class Case:
    """A conflict as one looks at it, with positions given up (`without`) or `softened`."""

    def __init__(
        self,
        conflict: Conflict,
        perspective: str | None = None,
        epoch: date | None = None,
        without: Iterable[str] = (),
        softened: Iterable[str] = (),
        ground: Ground | None = None,
    ) -> None:
        self.conflict, self.epoch = conflict, epoch
        self.without, self.softened = frozenset(without), frozenset(softened)
        self.ground = ground or Ground(Literal(conflict, perspective, epoch, without))
        model = self.model = copy(self.ground.model)
        model.conflict = soften(conflict, self.softened)
        model.perspective = _perspective(conflict, perspective)
        model.without = self.without
        self.parties = model.parties
        self.left: dict[str, Party] = {}
        self.conditions: dict[str, tuple[Condition, ...]] = {}
        for party in model.conflict.parties:
            self.left[party.name], self.conditions[party.name] = model._choose(party, epoch)
        self.worth = {
            # terms do not bear on what a state is worth
            name: self.ground.worths(replace(party, conditions=()))
            for name, party in self.left.items()
        }
        self.statements = {
            name: tuple(item for item in party.prefers if isinstance(item, Statement))
            for name, party in self.left.items()
        }
        self.start = self._start()
        self.floors = {
            party.name: self.start if party.floor is None else frozenset(party.floor)
            for party in conflict.parties
        }
        self.memo: dict[tuple[str, Point, str], frozenset[Point]] = {}
        self.steps: dict[tuple[str, Point, str], set[tuple[Group, Point]]] = {}
        self.hurt: dict[tuple[str, str, Point, str], Point] = {}
        self.conceded = cache(self._conceded)
        self.grounds = cache(self._ground_without)
        self.met = cache(partial(conditions_met, self))
        self.kept = cache(partial(red_lines_kept, self))
        self.lean = cache(self._lean)
        self.reach = cache(self._reach)
        self.final = cache(self._final)
        self.fallback = cache(self._fallback)

    def _start(self) -> Point:
        """Return the status quo: the perspective's, else the conflict's."""
        text = self.model.perspective.status_quo or self.conflict.status_quo
        if text is None:
            raise ValueError("no status quo")
        signs = zip(self.model.option_names, text, strict=True)
        point = frozenset(name for name, sign in signs if sign == "Y")
        if point not in self.ground.points:
            raise ValueError("the status quo is no state")
        return point

    def conceding(self, without: Iterable[str] = (), softened: Iterable[str] = ()) -> Case:
        """Return the case with more positions given up or softened; no rule or guard is one."""
        return self.conceded(frozenset(without), frozenset(softened))

    def _conceded(self, without: frozenset[str], softened: frozenset[str]) -> Case:
        return Case(
            self.conflict,
            self.model.perspective.name,
            self.epoch,
            self.without | without,
            self.softened | softened,
            self.ground,
        )

    def lacking(self, items: Iterable[str]) -> Case:
        """Return the case without some more items, of any kind: guards, rules and time as well."""
        dropped = self.without | frozenset(items)
        return Case(
            untimed(self.conflict, dropped),
            self.model.perspective.name,
            self.epoch,
            dropped,
            self.softened,
            self.grounds(dropped & self._possible()),
        )

    def _possible(self) -> frozenset[str]:
        """Return the ids of the items on which hangs what is possible, whatever anybody wants."""
        guards = {
            f"{o.name}.{guard}" for o in self.conflict.options for guard in ("needs", "after")
        }
        others = {item.id for item in (*self.conflict.rules, *self.conflict.channels)}
        return frozenset(guards | others)

    def _ground_without(self, dropped: frozenset[str]) -> Ground:
        if dropped <= self.without:
            return self.ground
        name = self.model.perspective.name
        return Ground(Literal(self.conflict, name, self.epoch, dropped))

    def prefers(self, party: str, one: Point, other: Point) -> bool:
        return self.worth[party][one] > self.worth[party][other]

    def _lean(self, before: Point) -> frozenset[Point]:
        """Return where a lean improvement of some party leads.

        'x >_i s, x in R_i(s), and no legal non-empty proper part y of the same switch set has
        y >=_i x.'
        """
        found = set()
        for party in self.parties:
            own = self.ground.own(party, before)
            for end in own:
                padded = any(
                    before ^ part in own and not self.prefers(party, end, before ^ part)
                    for part in parts(before ^ end)
                    if part != before ^ end
                )
                if self.prefers(party, end, before) and not padded:
                    found.add(end)
        return frozenset(found)

    def _reach(self, point: Point) -> frozenset[Point]:
        """Return what paths of lean improvements reach, the point itself included."""
        seen, waiting = {point}, [point]
        while waiting:
            fresh = self.lean(waiting.pop()) - seen
            seen |= fresh
            waiting += fresh
        return frozenset(seen)

    def _final(self, point: Point) -> bool:
        """Tell whether the strong component is terminal: whatever it reaches leads back."""
        return all(point in self.reach(there) for there in self.reach(point))

    def _fallback(self, point: Point) -> frozenset[Point]:
        """Return B(s).

        'The states in the terminal strong components of the unilateral-improvement graph
        reachable from s.'  'Arcs of the fallback graph are lean improvements.'
        """
        return frozenset(there for there in self.reach(point) if self.final(there))


def untimed(conflict: Conflict, dropped: Iterable[str]) -> Conflict:
    """Return the conflict without some lengths of time (`a.takes`) and windows (`a.window.1`)."""
    gone = frozenset(dropped)

    def without(option: Option) -> Option:
        kept = [
            window
            for number, window in enumerate(option.windows, start=1)
            if f"{option.name}.window.{number}" not in gone
        ]
        takes = None if f"{option.name}.takes" in gone else option.takes
        return replace(option, takes=takes, windows=tuple(kept))

    return replace(conflict, options=tuple(map(without, conflict.options)))


def parts(names: Iterable[str]) -> Iterator[frozenset[str]]:
    """Yield every non-empty part, small ones first."""
    listed = sorted(names)
    for size in range(1, len(listed) + 1):
        yield from map(frozenset, combinations(listed, size))


def soften(conflict: Conflict, names: frozenset[str]) -> Conflict:
    """Return the conflict with the `only after` of these positions turned into `only with`.

    'Softening replaces F(s) by F(x), nothing else: the statement of the same position stays.'
    """
    if not names:
        return conflict

    def softer(items: Iterable[Condition | Same]) -> tuple[Condition | Same, ...]:
        return tuple(
            replace(item, order="with")
            if isinstance(item, Condition) and (item.position or item.id) in names
            else item
            for item in items
        )

    parties = tuple(replace(p, conditions=softer(p.conditions)) for p in conflict.parties)
    epochs = []
    for epoch in conflict.epochs:
        changes = [
            change
            if change.conditions is None
            else replace(change, conditions=softer(change.conditions))
            for change in epoch.parties
        ]
        epochs.append(replace(epoch, parties=tuple(changes)))
    return replace(conflict, parties=parties, epochs=tuple(epochs))


def positions(case: Case) -> tuple[str, ...]:
    """Return what can be given up, in the order of the file.

    'Items that share a position are conceded together; a red line, demand or condition
    without one concedes alone; a want never.'  Positions of which nothing is in view are none.
    """
    found = []
    for party in case.parties:
        for statement in case.statements[party]:
            if statement.position or statement.kind != "want":
                found.append(statement.position or statement.id)
        found += [condition.position or condition.id for condition in case.conditions[party]]
    return tuple(dict.fromkeys(found))


def conditions_met(case: Case, party: str, before: Point, after: Point) -> bool:
    """Tell whether the party's terms allow the bundle.

    '"o after F" is F(s), "o with F" is F(x), both for o in x without s', or for o undone where the
    named step is an undoing; 'tested on every step of D_t, not only on those i signs'.
    """
    for condition in case.conditions[party]:
        name = condition.step.option
        taken = name in (after - before if condition.step.on else before - after)
        judged = before if condition.order == "after" else after
        if taken and not case.model.holds(condition.formula, judged):
            return False
    return True


def red_lines_kept(case: Case, party: str, before: Point, after: Point) -> bool:
    """Tell whether no red line of the party is crossed: 'f(s) and not f(x)'."""
    return not any(
        case.model.holds(statement.formula, before)
        and not case.model.holds(statement.formula, after)
        for statement in case.statements[party]
        if statement.kind == "red line"
    )


def above_floor(case: Case, party: str, after: Point) -> bool:
    """Tell whether 's_t >=_i floor_i (default s0)'."""
    return not case.prefers(party, case.floors[party], after)


def agrees(
    case: Case, party: str, before: Point, after: Point, require: Iterable[str] = REQUIRE
) -> bool:
    """Tell whether the party accepts this bundle on the way, by the tests asked for."""
    return (
        ("conditions" not in require or case.met(party, before, after))
        and ("red-lines" not in require or case.kept(party, before, after))
        and ("floor" not in require or above_floor(case, party, after))
    )


def along(start: Point, order: Order) -> list[Point]:
    """Return s0, s1 ... sT: 's_t = s_{t-1} xor D_t'."""
    points = [start]
    for bundle in order:
        points.append(points[-1] ^ bundle)
    return points


def legal_orders(case: Case, steps: frozenset[str], start: Point | None = None) -> list[Order]:
    """Return the ordered partitions of the step set of which every bundle is legal.

    'Disjoint non-empty bundles of steps, each s_t = s_{t-1} xor D_t legal.'
    """
    here = case.start if start is None else start
    if not steps:
        return [()]
    return [
        (bundle, *rest)
        for bundle in parts(steps)
        if case.ground.legal(here, here ^ bundle)
        for rest in legal_orders(case, steps - bundle, here ^ bundle)
    ]


def accepts(case: Case, party: str, order: Order, require: Iterable[str] = REQUIRE) -> bool:
    """Tell whether the party accepts the order: every bundle of it."""
    points = along(case.start, order)
    return all(agrees(case, party, s, x, require) for s, x in pairwise(points))


def accepted(
    case: Case, party: str, orders: Iterable[Order], require: Iterable[str] = REQUIRE
) -> frozenset[Order]:
    """Return A_i(X): those of the legal orders that the party accepts."""
    return frozenset(order for order in orders if accepts(case, party, order, require))


def by_all(
    case: Case, orders: Iterable[Order], require: Iterable[str] = REQUIRE
) -> frozenset[Order]:
    """Return A_N(X): the intersection over all parties."""
    sets = [accepted(case, party, orders, require) for party in case.parties]
    return frozenset.intersection(*sets)


def counts(case: Case, steps: frozenset[str], require: Iterable[str] = REQUIRE) -> dict[str, int]:
    """Return how many orders are `legal`, accepted by each party, and by `all`."""
    orders = legal_orders(case, steps)
    found = {"legal": len(orders), "all": len(by_all(case, orders, require))}
    return found | {party: len(accepted(case, party, orders, require)) for party in case.parties}


# -- targets ------------------------------------------------------------------------------


def no_worse(case: Case, point: Point, parties: Iterable[str]) -> bool:
    """Tell whether the point is at least as good as the status quo for each of them."""
    return not any(case.prefers(party, case.start, point) for party in parties)


def zone(case: Case, parties: Iterable[str] | None = None) -> frozenset[Point]:
    """Return the zone: 'feasible x with x >=_i s0 for all i and > for some i'."""
    who = case.parties if parties is None else tuple(parties)
    return frozenset(
        point
        for point in case.ground.points
        if no_worse(case, point, who) and any(case.prefers(i, point, case.start) for i in who)
    )


def step_sets(
    case: Case, target: Formula, require: Iterable[str] = REQUIRE, *, most: int | None = None
) -> tuple[frozenset[frozenset[str]], str]:
    """Return the step sets considered for a target, and what is true of their ends.

    'The step sets that are inclusion-minimal among those with an order that every party accepts
    and an end at least as good as the status quo for every party' (`accepted`); 'if there is none,
    the inclusion-minimal ones with a legal order whose end state satisfies the target and is at
    least as good as the status quo for every party' (`agreed`); 'if there is none of these, the
    minimal sets without that requirement' (`legal`).  Target already true in s0: no step sets.
    With `most`, of the sets of up to so many steps.
    """
    if case.model.holds(target, case.start):
        return frozenset(), "already"
    insisted = tuple(require)
    legal = led_by(case, ())
    reached = {
        point
        for point in legal
        if case.model.holds(target, point) and (most is None or len(point ^ case.start) <= most)
    }
    good = {point for point in reached if no_worse(case, point, case.parties)}
    kinds = {"accepted": good & led_by(case, insisted), "agreed": good, "legal": reached}
    kind = next((kind for kind, points in kinds.items() if points), "legal")
    sets = {case.start ^ point for point in kinds[kind]}
    return frozenset(steps for steps in sets if not any(other < steps for other in sets)), kind


def led_by(case: Case, require: tuple[str, ...]) -> set[Point]:
    """Return where orders lead of which every party accepts every bundle, by these tests."""
    found = {case.start}
    waiting = [case.start]
    while waiting:
        here = waiting.pop()
        for there in case.ground.onward(case.start, here):
            if there not in found and all(
                agrees(case, party, here, there, require) for party in case.parties
            ):
                found.add(there)
                waiting.append(there)
    return found
