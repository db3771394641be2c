"""Two versions of a conflict, the newer one made by known edits: what has to be told of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial, reduce
from itertools import combinations
from random import Random
from typing import Any

import detente
from detente.conflict.basis import Basis
from detente.conflict.conflict import Conflict
from detente.conflict.logic import to_text
from detente.conflict.parties import AnyOrder, Condition, Statement

from .comparison import Comparison
from .sequences import Case
from .sequences_edits import Change, Edit, Editor, by_place, items_of
from .sequences_heard import EPOCH, chance, heard_conflict
from .sequences_hearing import what_is_wanted
from .sequences_outlook import Outlook, move_name, open_moves, outlook
from .sequences_random import FULL, scale_of
from .verdicts import CONCEPTS, equilibria, rests

Names = Mapping[str, str]


@dataclass(frozen=True)
class Version:
    """A conflict as both versions are looked at: under one perspective, at one date."""

    conflict: Conflict
    perspective: str | None
    epoch: date | None
    without: tuple[str, ...] = ()

    @cached_property
    def case(self) -> Case:
        """The oracle's view of it."""
        return Case(self.conflict, self.perspective, self.epoch, self.without)

    @cached_property
    def standing(self) -> dict[str, frozenset[Any]]:
        """The verdicts: states by what is in effect in them, joint moves by who and which steps."""
        model = self.case.ground.model
        sets = {concept: equilibria(model, concept) for concept in CONCEPTS}
        sets["rests"] = rests(model)
        found: dict[str, frozenset[Any]] = {
            name: frozenset(model.members[state][0] for state in states)
            for name, states in sets.items()
        }
        found["joint move"] = frozenset(
            (frozenset(parties), frozenset(steps))
            for parties, steps, _ in open_moves(self.case)
            if len(parties) > 1
        )
        found["status quo"] = frozenset([self.case.start])
        found["status quo rests"] = frozenset([True] if self.case.start in found["rests"] else [])
        return found

    @property
    def sound(self) -> bool:
        """Whether the status quo is a state, and what parties will not fall below."""
        try:
            return set(self.case.floors.values()) <= self.case.ground.points
        except ValueError:
            return False

    def outlook(self, target: str) -> Outlook | None:
        """Return how far a target is, None if the version has none of that name."""
        formulas = [t.formula for t in self.conflict.targets if t.name == target]
        return outlook(self.case, formulas[0]) if formulas and formulas[0] is not None else None


@dataclass(frozen=True)
class Versions:
    """The older and the newer version, the edits between them, and what each calls its items."""

    old: Version
    new: Version
    edits: tuple[Edit, ...]
    names: tuple[Names, Names]


def versions(seed: int, *, whole: bool = False) -> Versions:
    """Return two versions of the conflict of a seed."""
    scale = FULL if whole else scale_of(seed)
    old = heard_conflict(seed, scale=scale)
    attempt = 0
    while True:
        rng = Random(f"edits {scale.name} {seed}.{attempt}")
        editor = Editor(rng, old)
        drawn = [editor.edit() for _ in range(rng.choice((1, 1, 2, 3)))]
        edits = tuple(edit for edit in drawn if edit is not None)
        views = [view.name for view in old.perspectives]
        perspective = rng.choice((None, None, *views))
        epoch = EPOCH if old.epochs and chance(rng) else None
        new = made(old, edits)
        without = (rng.choice(what_is_wanted(new)),) if chance(rng, 0.1) else ()
        pair = (old, new)
        names: tuple[Names, Names] = ({}, {})
        if chance(rng, 0.4) and not without and told_apart(old, new):
            (first, before), (second, now) = by_place(old), by_place(new)
            pair, names = (first, second), (before, now)
        found = Versions(
            Version(pair[0], perspective, epoch, without),
            Version(pair[1], perspective, epoch, without),
            edits,
            names,
        )
        if found.old.sound and found.new.sound:
            return found
        attempt += 1


def made(conflict: Conflict, edits: Iterable[Edit]) -> Conflict:
    """Return the conflict with some edits made."""
    return reduce(lambda found, edit: edit.make(found), edits, conflict)


def told_apart(old: Conflict, new: Conflict) -> bool:
    """Tell whether items can be matched by what they say: no two of one list say the same."""
    lists: dict[tuple[str, type], dict[str, set[str]]] = {}
    for version in (old, new):
        for party in (*version.parties, None):
            home = replace(
                version,
                parties=(party,) if party else (),
                rules=() if party else version.rules,
                options=(),
            )
            for item in items_of(home):
                step = f"{item.step} " if isinstance(item, Condition) else ""
                key = (party.name if party else "", type(item))
                ids = lists.setdefault(key, {}).setdefault(step + to_text(item.formula), set())
                ids.add(item.id)
        weights = [(p.name, to_text(w.formula)) for p in version.parties for w in p.weights]
        if len(weights) != len(set(weights)):
            return False
    return all(len(ids) == 1 for texts in lists.values() for ids in texts.values())


def compare_versions(seed: int, *, whole: bool = False) -> Comparison:
    """Compare what the engine tells of two versions with what was done, and what it does."""
    comparison = Comparison(seed)
    both = versions(seed, whole=whole)
    old, new = both.old, both.new
    found = detente.compare(
        old.conflict,
        new.conflict,
        perspective=old.perspective,
        epoch=old.epoch,
        without=new.without,
    )
    where = f"seed {seed}: {old.perspective} {old.epoch} {new.without}"
    comparison.same(f"{where}, comparable", True, found.changes.comparable)
    _changes(comparison, where, both, found)
    _evidence(comparison, where, both, found)
    _targets(comparison, where, both, found)
    _verdicts(comparison, where, both, found)
    if not both.names[0]:
        _causes(comparison, where, both, found)
    return comparison


# -- the file -----------------------------------------------------------------------------


def _changes(comparison: Comparison, where: str, both: Versions, found: Any) -> None:
    """Compare what changed in the file: what was edited, and nothing else."""
    told = [
        (part, one.kind, one.item)
        for part, listed in (("file", found.changes.file), ("wording", found.changes.wording))
        for one in listed
    ]
    expected = sorted(called(both, change) for change in all_changes(both))
    moved = [item for part, kind, item in told if kind == "moved" and part == "file"]
    rest = sorted(change for change in told if change[1] != "moved")
    comparison.same(f"{where}, changes", expected, rest, max(len(rest), 1))
    numbers = [one.number for one in (*found.changes.file, *found.changes.wording)]
    comparison.same(f"{where}, numbers", list(range(1, len(told) + 1)), numbers)
    orders = [dict(statement_order(version.conflict)) for version in (both.old, both.new)]
    for party in orders[1]:
        before, now = _known(both, orders[0][party], 0), _known(both, orders[1][party], 1)
        shared = [name for name in now if name in before]
        mine = [name for name in shared if both.names[1].get(name, name) in moved]
        stayed = [name for name in shared if name not in mine]
        most = longest_in_order(before, shared)
        fits = stayed == [name for name in before if name in stayed] and len(stayed) == most
        comparison.claim(f"{where}, {party}: {mine} moved, {most} stay", holds=fits)


def all_changes(both: Versions) -> list[Change]:
    """Return what all edits together have to tell, but for statements that moved.

    'Items are matched by id, else by what they say': of what has no id and says something else,
    one item went and another came.
    """
    found = []
    for part, kind, item in (change for edit in both.edits for change in edit.changes):
        said = [said_by(version.conflict, _name(both, item, n)) for n, version in _numbered(both)]
        if both.names[0] and kind == "changed" and said[0] != said[1]:
            found += [(part, "removed", item), (part, "added", item)]
        else:
            found.append((part, kind, item))
    return found


def _numbered(both: Versions) -> tuple[tuple[int, Version], ...]:
    return ((0, both.old), (1, both.new))


def _name(both: Versions, item: str, version: int) -> str:
    return both.names[version].get(item, item)


def called(both: Versions, change: Change) -> Change:
    """Return a change with the item as its version calls it: the older one if it is gone."""
    part, kind, item = change
    return part, kind, _name(both, item, 0 if kind == "removed" else 1)


def said_by(conflict: Conflict, name: str) -> str:
    """Return what a statement, condition or rule says, by which it is known."""
    for item in items_of(conflict):
        if getattr(item, "id", "") == name:
            step = f"{item.step} " if isinstance(item, Condition) else ""
            return step + to_text(item.formula)
    return ""


def statement_order(conflict: Conflict) -> Iterable[tuple[str, list[str]]]:
    """Yield the statements of every party in their order."""
    for party in conflict.parties:
        alone = replace(conflict, parties=(party,), rules=(), options=())
        yield party.name, [one.id for one in items_of(alone) if isinstance(one, Statement)]


def _known(both: Versions, ids: list[str], version: int) -> list[str]:
    """Return statements by the names they have in both versions; none if they say another thing."""
    back = {told: name for name, told in both.names[version].items()}
    names = [back.get(one, one) for one in ids]
    if not both.names[0]:
        return names
    gone = {i for _, kind, i in all_changes(both) if kind in ("removed", "added")}
    return [name for name in names if name not in gone]


def longest_in_order(before: list[str], now: list[str]) -> int:
    """Return how many statements can stay while the fewest move."""
    for size in range(len(now), 0, -1):
        for kept in combinations(now, size):
            if list(kept) == [name for name in before if name in kept]:
                return size
    return 0


# -- evidence -----------------------------------------------------------------------------


def _evidence(comparison: Comparison, where: str, both: Versions, found: Any) -> None:
    """Compare the quotations that came in or went, with which change, and with which none."""
    old, new = both.old.conflict, both.new.conflict
    for what, told, before, now in (
        ("quotations", found.quotations, old.quotations, new.quotations),
        ("sources", found.sources, old.sources, new.sources),
    ):
        names = [{one.name for one in home} for home in (before, now)]
        other = {one.name for one in now if one not in before and one.name in names[0]}
        expected = (names[1] - names[0], names[0] - names[1], other)
        listed = (set(told.added), set(told.removed), set(told.changed))
        comparison.same(f"{where}, {what}", expected, listed, 3)
    bases = [dict(because(version.conflict)) for version in (both.old, both.new)]
    changes = all_changes(both)
    back = {told: name for name, told in both.names[1].items()}
    changes += [
        ("file", "moved", back.get(c.item, c.item)) for c in found.changes.file if c.kind == "moved"
    ]
    expected_rows = []
    for part, kind, item in changes:
        was, now = (bases[n].get(_name(both, item, n)) for n in (0, 1))
        was, now = (None if kind == "added" else was), (None if kind == "removed" else now)
        if was is None and now is None:
            continue
        came = [name for name in now or () if name not in (was or ())]
        went = [name for name in was or () if name not in (now or ())]
        stands = was if now is None else now
        expected_rows.append(
            (kind, called(both, (part, kind, item))[2], *map(tuple, (stands or (), came, went)))
        )
    told_rows = [
        (
            one.kind,
            one.item,
            *(tuple(c.name for c in listed) for listed in (one.because, one.came, one.went)),
        )
        for one in found.items
    ]
    comparison.same(
        f"{where}, items", sorted(expected_rows), sorted(told_rows), max(len(told_rows), 1)
    )
    known = {quotation.name for quotation in old.quotations}
    for one in found.items:
        for cited in (*one.because, *one.came, *one.went):
            home = new if any(q.name == cited.name for q in new.quotations) else old
            quotation = home.quotation(cited.name)
            right = (quotation.source, quotation.voice, quotation.text, cited.name not in known)
            comparison.same(
                f"{where}, {cited.name}", right, (cited.source, cited.voice, cited.words, cited.new)
            )


def because(conflict: Conflict) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Yield the quotations of every item that can have some; those of a group are its members'."""
    for party in conflict.parties:
        for item in party.prefers:
            if isinstance(item, AnyOrder):
                for one in item.statements:
                    yield one.id, _union(one.basis, item.basis)
        ranked = [] if party.ranking is None else [party.ranking.basis, party.basis]
        yield from (
            (f"{party.name}.ranking", b.because) for b in ranked if b.because or b is ranked[-1]
        )
    weights = [weight for party in conflict.parties for weight in party.weights]
    for item in (*items_of(conflict), *conflict.channels, *weights):
        name = getattr(item, "id", getattr(item, "name", ""))
        if not any(
            name == one.id
            for party in conflict.parties
            for group in party.prefers
            if isinstance(group, AnyOrder)
            for one in group.statements
        ):
            yield name, item.basis.because


def _union(*bases: Basis) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for basis in bases for name in basis.because))


# -- targets and verdicts -----------------------------------------------------------------


def _targets(comparison: Comparison, where: str, both: Versions, found: Any) -> None:
    """Compare how far each target was, and is."""
    homes = (both.new.conflict, both.old.conflict)
    names = tuple(dict.fromkeys(target.name for home in homes for target in home.targets))
    comparison.same(f"{where}, targets", names, tuple(one.target for one in found.targets))
    for one in found.targets:
        looks = [version.outlook(one.target) for version in (both.old, both.new)]
        expected = [
            None
            if look is None
            else (look.rung, look.already, look.target_states, look.zone, names_now(look.unlocks))
            for look, names_now in zip(looks, (partial(_now, both), tuple), strict=True)
        ]
        told = [
            None
            if reach is None
            else (reach.rung, reach.already, reach.target_states, reach.zone, reach.unlocks)
            for reach in (one.before, one.now)
        ]
        comparison.same(f"{where}, target {one.target}", expected, told, 10)
        comparison.same(f"{where}, {one.target} changed", expected[0] != expected[1], one.changed)


def _now(both: Versions, items: Iterable[str]) -> tuple[str, ...]:
    """Return items of the older version by the ids that they have in the newer one.

    An id by place moves with the item.
    """
    back = {told: name for name, told in both.names[0].items()}
    return tuple(both.names[1].get(back[i], i) if i in back else i for i in items)


def _verdicts(comparison: Comparison, where: str, both: Versions, found: Any) -> None:
    """Compare which verdicts are others now, and which states or moves came and went."""
    before, now = both.old.standing, both.new.standing
    expected = {
        of: _verdict(both, of, before[of], now[of]) for of in before if before[of] != now[of]
    }
    told = {
        one.of: (one.before, one.now, set(one.joined), set(one.left))
        for one in found.changes.verdicts
    }
    comparison.same(f"{where}, verdicts", sorted(expected), sorted(told), len(before))
    for of in expected.keys() & told.keys():
        comparison.same(f"{where}, {of}", expected[of], told[of], 4)
    once = all(
        len(listed) == len(set(listed))
        for one in found.changes.verdicts
        for listed in (one.joined, one.left)
    )
    comparison.claim(f"{where}: verdicts listed twice", holds=once)


def _verdict(
    both: Versions, of: str, before: frozenset[Any], now: frozenset[Any]
) -> tuple[object, object, set[str], set[str]]:
    if of == "status quo rests":
        return bool(before), bool(now), set(), set()
    if of == "joint move":
        came, went = (
            {_told(both, move) for move in one - other}
            for one, other in ((now, before), (before, now))
        )
        return len(before), len(now), came, went
    told = [
        {version.case.model.spelling(point) for point in points}
        for version, points in ((both.old, before), (both.new, now))
    ]
    if of == "status quo":
        (was,), (is_now,) = told
        return was, is_now, set(), set()
    joined = {both.new.case.model.spelling(point) for point in now - before}
    left = {both.old.case.model.spelling(point) for point in before - now}
    return len(before), len(now), joined, left


def _told(both: Versions, move: tuple[frozenset[str], frozenset[str]]) -> str:
    parties = tuple(party for party in both.new.case.parties if party in move[0])
    order = [option.name for option in both.new.conflict.options]
    steps = sorted(move[1], key=lambda step: order.index(step.removeprefix("not ")))
    return move_name((parties, tuple(steps), ""))


def _causes(comparison: Comparison, where: str, both: Versions, found: Any) -> None:
    """Make the edits that the engine finds responsible in the older version, and those alone.

    'Each one that changed is traced to the changes that bring it about.'
    """
    final = atoms(both.old) ^ atoms(both.new)
    complete = found.changes.complete
    comparison.same(f"{where}, reasons", bool(final), bool(found.changes.because) or not complete)
    edits = {change: edit for edit in both.edits for change in edit.changes if edit.plain}
    listed = [("file", c) for c in found.changes.file] + [
        ("wording", c) for c in found.changes.wording
    ]
    by_number = {c.number: edits.get((part, c.kind, c.item)) for part, c in listed}
    for one in found.changes.because:
        responsible = [by_number[number] for number in one.changes]
        if not responsible or None in responsible:
            continue  # where an added item comes to stand is not said
        single = [[edit] for edit in responsible] if one.how == "alone" else [responsible]
        for chosen in single:
            mixed = replace(both.old, conflict=made(both.old.conflict, filter(None, chosen)))
            brings = (atoms(both.old) ^ atoms(mixed)) & final
            comparison.claim(f"{where}: {one.sentence}", holds=bool(brings))


def atoms(version: Version) -> set[tuple[str, Any]]:
    """Return every verdict of a version."""
    return {(of, one) for of, found in version.standing.items() for one in found}
