"""What `describe` has to tell of a conflict, line by line, without the sentences.

Written from the definitions of what counts (perspective, epoch, what is left out by name), so
that a line that is missing, stands twice or in the wrong place is seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from detente.conflict.basis import Basis
from detente.conflict.conflict import Epoch, Perspective
from detente.conflict.options import Option
from detente.conflict.parties import AnyOrder, Condition, Party, Preference, Same, Statement

from .scene import Scene

POSITIONS = "Positions: what would be given up together"
OPTIONS = "Options: who can do what"
RULES = "Rules: what can be the case"
CHANNELS = "Channels: who can act together, and where"
STANDING = "Where things stand, and what is aimed at"
LEFT_OUT = "Left out"


@dataclass(frozen=True)
class Entry:
    """One line: under which heading, how far in, its number, what it is about, what it rests on."""

    section: str
    key: str
    level: int = 0
    marker: str = ""
    marks: str = ""
    line: int = 0


def outline(scene: Scene) -> list[Entry]:
    """Return all lines that have to be told, in their order."""
    return list(_Outline(scene).entries())


class _Outline:
    """Goes through what counts."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.conflict, self.model = scene, scene.conflict, scene.model
        self.section = ""

    def entries(self) -> Iterator[Entry]:
        conflict = self.conflict
        self.section = "What it is about"
        yield from (self.line(key) for key in self.about())
        if conflict.explicit:
            yield from self.named("States", conflict.states)
        for party in conflict.parties:
            self.section = f"party {party.name}"
            yield from self.party(party)
        yield from self.positions()
        self.section = OPTIONS
        for option in conflict.options:
            yield from self.option(option)
        if not conflict.explicit:
            yield from self.named("Named states", conflict.states)
        yield from self.named(RULES, conflict.facts)
        self.section = RULES
        yield from (self.item(rule.id, rule.basis) for rule in self.model.rules)
        self.section = CHANNELS
        yield from (self.item(channel.id, channel.basis) for channel in self.model.channels)
        self.section = STANDING
        yield self.line("status quo")
        yield from self.named(STANDING, conflict.targets)
        if conflict.outcome:
            yield self.item("outcome", conflict.outcome.basis, assumed=False)
        self.section = "Later"
        yield from self.epochs()
        yield from self.named("Perspectives", conflict.perspectives)
        self.section = LEFT_OUT
        for name, basis in left_out(self.scene, self.model.perspective):
            yield self.item(name, replace(basis, only_in=()), assumed=False)
        yield from self.named("Quotations", conflict.quotations)

    # lines -----------------------------------------------------------------------------------

    def line(self, key: str, level: int = 0, marker: str = "") -> Entry:
        return Entry(self.section, key, level, marker)

    def item(
        self, key: str, basis: Basis, level: int = 0, marker: str = "", *, assumed: bool = True
    ) -> Entry:
        marks = marks_of(self.scene, basis, assumed=assumed)
        return Entry(self.section, key, level, marker, marks, basis.place.line)

    def named(self, section: str, items: Iterable[object]) -> Iterator[Entry]:
        self.section = section
        for item in items:
            yield self.item(item.name, item.basis, assumed=False)  # type: ignore[attr-defined]

    def about(self) -> Iterator[str]:
        yield from ["summary"] if self.conflict.summary else []
        yield "extent"
        yield from ["as of"] if self.conflict.as_of else []
        yield "how"

    # parties ---------------------------------------------------------------------------------

    def party(self, party: Party) -> Iterator[Entry]:
        left, terms = self.model.chosen[party.name]
        replaced = [
            change
            for epoch in self.conflict.epochs
            if self.scene.epoch and epoch.start.first <= self.scene.epoch
            for change in epoch.parties
            if change.party == party.name and change.prefers is not None
        ]
        ranking = None if replaced else left.ranking
        weights = () if replaced else left.weights
        yield from self.prefers(kept(self.scene, list_now(self.scene, party)))
        if ranking is not None:
            yield self.item(f"{party.name}.ranking", ranking.basis)
            for number in range(len(ranking.tiers)):
                yield self.line(f"tier {number}", 1, f"{number + 1}.")
            named = [state for tier in ranking.tiers for state in tier]
            every = self.conflict.explicit and len(named) == len(self.conflict.states)
            yield from [] if "others" in named or every else [self.line("not ranked", 1)]
        yield from (self.item(weight.id, weight.basis) for weight in weights)
        if not left.prefers and ranking is None and not weights:
            some = party.prefers or party.weights or self.scene.epoch
            yield self.line("no preference counts" if some else "no preference stated")
        yield from [self.line("terms")] if terms else []
        yield from (self.item(term.id, term.basis, 1) for term in terms)
        yield from [self.line("floor")] if party.floor is not None else []
        yield from (self.line(f"moves from {start}") for start, ends in party.moves if ends)

    def prefers(
        self, groups: list[list[Statement] | Same], level: int = 0, before: int = 0, party: str = ""
    ) -> Iterator[Entry]:
        """Yield statements with their numbers; several of unknown order stand under a line."""
        number = 0
        for group in groups:
            if isinstance(group, Same):
                places = f"{number + 1} {number + before}" if before else "none"
                yield self.line(f"same list {party} {places}", level)
                number += before
                continue
            deeper = len(group) > 1
            if deeper:
                marks = marks_of(self.scene, group[0].group, assumed=False)
                key = f"order {number + 1} {number + len(group)}"
                yield Entry(self.section, key, level, "", marks)
            for one in group:
                number += 1
                yield self.item(one.id, one.basis, level + deeper, f"{number}.")

    def positions(self) -> Iterator[Entry]:
        self.section = POSITIONS
        for position in self.conflict.positions:
            if members(self.scene, position.name):
                yield self.item(position.name, position.basis, assumed=False)

    def option(self, option: Option) -> Iterator[Entry]:
        kept_here = self.model.options[option.name]
        yield self.item(option.name, option.basis)
        place = Basis(place=option.basis.place)
        yield self.line(f"end of {option.name}", 1)
        for guard in ("needs", "after"):
            if getattr(kept_here, guard) is not None:
                yield self.item(f"{option.name}.{guard}", place, 1, assumed=False)
        yield from [self.line(f"slow {option.name}", 1)] if option.slow else []
        if option.takes:
            yield self.item(f"{option.name}.takes", option.takes.basis, 1)
        for number, window in enumerate(option.windows, start=1):
            yield self.item(f"{option.name}.window.{number}", window.basis, 1)
        yield from [self.line(f"verified {option.name}", 1)] if option.verified_by else []

    # later -----------------------------------------------------------------------------------

    def epochs(self) -> Iterator[Entry]:
        counts = {
            party.name: sum(len(group) for group in kept(self.scene, party.prefers))
            for party in self.conflict.parties
        }
        for epoch in self.conflict.epochs:
            yield self.item(f"epoch {epoch.start.text}", epoch.basis, assumed=False)
            for change in epoch.parties:
                before = counts[change.party]
                groups = kept(self.scene, change.prefers or ())
                if change.prefers is not None:
                    counts[change.party] = sum(
                        before if isinstance(group, Same) else len(group) for group in groups
                    )
                if not begun(self.scene, epoch):
                    yield from self.prefers(groups, 1, before, change.party)
                    if change.prefers is not None and not groups:
                        yield self.line(f"wants nothing {change.party}", 1)
                    yield from self.terms(change.party, change.conditions)

    def terms(self, party: str, items: tuple[Condition | Same, ...] | None) -> Iterator[Entry]:
        if items is None:
            return
        left = [i for i in items if isinstance(i, Same) or _stays(self.scene, i)]
        for item in left:
            if isinstance(item, Same):
                yield self.line(f"same terms {party}", 1)
            else:
                yield self.item(item.id, item.basis, 1)
        yield from [] if left else [self.line(f"no terms {party}", 1)]


@dataclass(frozen=True)
class _InGroup(Statement):
    """A statement of unknown order, and what its group rests on."""

    group: Basis = Basis()


def begun(scene: Scene, epoch: Epoch) -> bool:
    """Tell whether the wishes of an epoch count on the day that is asked about."""
    return scene.epoch is not None and epoch.start.first <= scene.epoch


def _stays(scene: Scene, item: Condition) -> bool:
    return scene.model._kept(item.basis, item.id, item.position)


def list_now(scene: Scene, party: Party) -> list[Preference]:
    """Return the list of a party on the day that is asked about."""
    items = list(party.prefers)
    for epoch in scene.conflict.epochs:
        for change in epoch.parties if begun(scene, epoch) else ():
            if change.party == party.name and change.prefers is not None:
                previous, items = items, []
                for item in change.prefers:
                    items += previous if isinstance(item, Same) else [item]
    return items


def kept(scene: Scene, items: Iterable[Preference]) -> list[list[Statement] | Same]:
    """Return what counts of a list: statements alone, or with others of unknown order."""
    model = scene.model
    found: list[list[Statement] | Same] = []
    for item in items:
        if isinstance(item, Same):
            found.append(item)
            continue
        inner: tuple[Statement, ...] = (item,) if isinstance(item, Statement) else ()
        if isinstance(item, AnyOrder) and model._in_view(item.basis) and model._heard(item.basis):
            inner = tuple(_in_group(one, item.basis) for one in item.statements)
        plain = [s for s in inner if model._kept(_own(s), s.id, s.position)]
        found += [plain] if plain else []
    return found


def _in_group(item: Statement, group: Basis) -> _InGroup:
    own = item.basis
    values = {name: getattr(item, name) for name in ("id", "kind", "formula", "position", "much")}
    because = tuple(dict.fromkeys((*own.because, *group.because)))
    against = tuple(dict.fromkeys((*own.against, *group.against)))
    found = _InGroup(**values, basis=replace(own, because=because, against=against), group=group)
    object.__setattr__(found, "own", own)
    return found


def _own(item: Statement) -> Basis:
    found: Basis = getattr(item, "own", item.basis)
    return found


def members(scene: Scene, position: str) -> list[str]:
    """Return the items that count and that a position holds."""
    found = []
    for party in scene.conflict.parties:
        left, terms = scene.model.chosen[party.name]
        items = [s for s in left.prefers if isinstance(s, Statement)]
        found += [item.id for item in (*items, *terms) if item.position == position]
    return found


def marks_of(scene: Scene, basis: Basis, *, assumed: bool) -> str:
    """Return what has to stand behind an item: its quotations, and what is not sure of it."""
    view = scene.model.perspective
    heard = [n for n in basis.because if view.admits(scene.conflict.quotation(n))]
    silent = [n for n in basis.because if n not in heard]
    parts = [", ".join(heard)] if heard else []
    parts += ["assumption"] if assumed and not basis.definition and not heard else []
    parts += [f"not heard here: {', '.join(silent)}"] if silent else []
    parts += [f"disputed by {', '.join(basis.against)}"] if basis.against else []
    parts += [f"only in {', '.join(basis.only_in)}"] if basis.only_in else []
    return "; ".join([*parts, *(["confidential"] if basis.confidential else [])])


def can_be_left_out(scene: Scene) -> list[tuple[str, Basis, Basis]]:
    """Return every item that a perspective may drop, what it rests on, and its group."""
    conflict, alone = scene.conflict, Basis()
    found: list[tuple[str, Basis, Basis]] = []
    lists = [(party.prefers, party.conditions) for party in conflict.parties]
    changes = [change for epoch in conflict.epochs for change in epoch.parties]
    lists += [(change.prefers or (), change.conditions or ()) for change in changes]
    for prefers, conditions in lists:
        for entry in prefers:
            if isinstance(entry, Statement):
                found.append((entry.id, entry.basis, alone))
            elif isinstance(entry, AnyOrder):
                found += [(one.id, one.basis, entry.basis) for one in entry.statements]
        found += [(c.id, c.basis, alone) for c in conditions if isinstance(c, Condition)]
    found += [(w.id, w.basis, alone) for party in conflict.parties for w in party.weights]
    # rules and channels stay whatever is heard
    scoped = [*conflict.rules, *conflict.channels]
    return found + [(one.id, replace(one.basis, because=()), alone) for one in scoped]


def why_left_out(scene: Scene, view: Perspective, basis: Basis, group: Basis) -> str:
    """Return why a perspective drops an item, in the words in which it is told."""
    for one, ours in ((basis, True), (group, False)):
        if one.only_in and view.name not in one.only_in:
            where = " and ".join(
                filter(
                    None, (", ".join(f"'{n}'" for n in one.only_in[:-1]), f"'{one.only_in[-1]}'")
                )
            )
            return f"only in {where}" if ours else f"its group is only in {where}"
        quoted = [scene.conflict.quotation(name) for name in one.because]
        if quoted and not any(view.admits(quotation) for quotation in quoted):
            whose = "" if ours else " of its group"
            if len(quoted) > 1:
                return f"none of the {len(quoted)} quotations{whose} is heard here"
            return f"the quotation{whose or ' behind it'} is not heard here"
    return ""


def left_out(scene: Scene, view: Perspective) -> list[tuple[str, Basis]]:
    """Return the items that a perspective drops."""
    every = can_be_left_out(scene)
    return [
        (name, basis) for name, basis, group in every if why_left_out(scene, view, basis, group)
    ]
