"""Known edits: a newer version of a conflict, and what of it differs from the older one.

Every edit touches items that no other touches, so that what has to be told of all of them is the
sum of what has to be told of each.  Edits are made by id, so that each can be made alone too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from random import Random
from typing import Any

from detente.conflict.basis import VOICES, Basis, Quotation
from detente.conflict.conflict import Conflict, Target
from detente.conflict.logic import Formula, to_text
from detente.conflict.options import Option, Rule
from detente.conflict.parties import AnyOrder, Condition, Statement

from .literal import Literal
from .random_conflicts import _Draw
from .sequences_heard import chance

Change = tuple[str, str, str]  # part of the answer, kind, item
Version = Callable[[Conflict], Conflict]


@dataclass(frozen=True)
class Edit:
    """One edit and what has to be told of it.

    `plain` ones do not depend on where in a list an item comes to stand.
    """

    changes: tuple[Change, ...]
    make: Version
    plain: bool = True


@dataclass
class Editor:
    """Draws edits of a conflict."""

    rng: Random
    conflict: Conflict
    touched: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        names = [option.name for option in self.conflict.options]
        self.draw = _Draw(self.rng, options=tuple(names), names=names)

    def edit(self) -> Edit | None:
        """Return an edit, None if the conflict does not have what it would change."""
        edits = (
            *(self.drop, self.reformulate, self.other_kind, self.other_basis, self.swap),
            *(self.add_statement, self.add_condition, self.add_rule, self.add_option),
            *(self.quotation, self.source, self.target, self.title, self.status_quo),
            *(self.undoing, self.weight, self.view, self.position),
        )
        return self.rng.choice(edits)()

    def pick(self, *kinds: type) -> Any:
        """Return an item of some kinds that no edit has touched yet, None if there is none."""
        fresh = [
            item
            for item in items_of(self.conflict)
            if isinstance(item, kinds) and item_name(item) not in self.touched
        ]
        if not fresh:
            return None
        item = self.rng.choice(fresh)
        self.touched.add(item_name(item))
        return item

    def formula(self, *others: Formula) -> Formula:
        """Return a formula that reads differently."""
        while to_text(found := self.draw.formula(1)) in set(map(to_text, others)):
            pass
        return found

    def fresh_quotations(self) -> list[str]:
        """Return the quotations that no edit has touched; a touched one may be gone."""
        return [q.name for q in self.conflict.quotations if q.name not in self.touched]

    def basis(self) -> Basis:
        """Return what a new item rests on."""
        names = self.fresh_quotations()
        chosen = tuple(self.rng.sample(names, min(len(names), self.rng.choice((0, 1, 1, 2)))))
        self.touched |= set(chosen)
        return Basis(chosen)

    # items -------------------------------------------------------------------------------

    def drop(self) -> Edit | None:
        item = self.pick(Statement, Condition, Rule)
        if item is None or item.id in grouped(self.conflict):
            return None
        return Edit((("file", "removed", item.id),), partial(changed, item.id, lambda _: None))

    def reformulate(self) -> Edit | None:
        item = self.pick(Statement, Condition, Rule)
        if item is None:
            return None
        fresh = self.formula(item.formula)
        return self._changed("file", item, formula=fresh)

    def other_kind(self) -> Edit | None:
        item = self.pick(Statement, Condition)
        if isinstance(item, Condition):
            return self._changed("file", item, order="with" if item.order == "after" else "after")
        if item is None or item.position:
            return None
        kinds = [kind for kind in ("red line", "demand", "want") if kind != item.kind]
        return self._changed("file", item, kind=self.rng.choice(kinds))

    def position(self) -> Edit | None:
        item = self.pick(Statement, Condition)
        if item is None or not item.position:
            return None
        return self._changed("file", item, position="")

    def other_basis(self) -> Edit | None:
        """Return that an item rests on one quotation more, or on one fewer; or counts elsewhere."""
        item = self.pick(Statement, Condition, Rule, Option)
        if item is None:
            return None
        basis = item.basis
        if chance(self.rng, 0.15) and not isinstance(item, Option):
            views = tuple(view.name for view in self.conflict.perspectives[:1])
            scope = () if basis.only_in else views
            return self._changed("file", item, basis=replace(basis, only_in=scope))
        others = [name for name in self.fresh_quotations() if name not in basis.because]
        if basis.because and chance(self.rng):
            because = basis.because[1:]
        elif others:
            because = (*basis.because, self.rng.choice(others))
            self.touched.add(because[-1])
        else:
            return None
        return self._changed("wording", item, basis=replace(basis, because=because))

    def weight(self) -> Edit | None:
        weights = [w for party in self.conflict.parties for w in party.weights]
        weights = [w for w in weights if w.id not in self.touched]
        if not weights:
            return None
        item = self.rng.choice(weights)
        self.touched.add(item.id)
        return self._changed("file", item, number=item.number + 1)

    def undoing(self) -> Edit | None:
        """Return that nobody can undo an option any more, or that it is slow, or no longer."""
        item = self.pick(Option)
        if item is None:
            return None
        if item.undone_by and chance(self.rng):
            return self._changed("file", item, undone_by=())
        return self._changed("file", item, slow=not item.slow)

    def _changed(self, part: str, item: Any, **values: Any) -> Edit:
        name = item_name(item)
        make = partial(changed, name, lambda one: replace(one, **values))
        return Edit(((part, "changed", name),), make)

    # lists -------------------------------------------------------------------------------

    def swap(self) -> Edit | None:
        """Return that two statements of a party change places; what moved is found apart."""
        party = self.rng.choice(self.conflict.parties)
        plain = [s.id for s in party.prefers if isinstance(s, Statement)]
        plain = [name for name in plain if name not in self.touched]
        if len(plain) < 2 or f"swap {party.name}" in self.touched:
            return None
        one, other = self.rng.sample(plain, 2)
        self.touched |= {one, other}
        return Edit((), partial(swapped, party.name, one, other), plain=False)

    def add_statement(self) -> Edit | None:
        party = self.rng.choice(self.conflict.parties)
        if not party.prefers or "s+" in self.touched:
            return None
        self.touched.add("s+")
        used = [s.formula for s in party.prefers if isinstance(s, Statement)]
        fresh = Statement("s+", "want", self.formula(*used), basis=self.basis())
        place = self.rng.randint(0, len(party.prefers))
        return Edit(
            (("file", "added", "s+"),),
            partial(inserted, party.name, "prefers", place, fresh),
            plain=False,
        )

    def add_condition(self) -> Edit | None:
        if "c+" in self.touched:
            return None
        self.touched.add("c+")
        party = self.rng.choice(self.conflict.parties)
        self.draw.parties = (party.name,)
        fresh = replace(
            self.draw.condition(party.name),
            id="c+",
            position="",
            basis=self.basis(),
        )
        make = partial(inserted, party.name, "conditions", 0, fresh)
        return Edit((("file", "added", "c+"),), make)

    def add_rule(self) -> Edit | None:
        if "r+" in self.touched:
            return None
        self.touched.add("r+")
        fresh = Rule("r+", self.draw.rule(), self.basis())
        return Edit(
            (("file", "added", "r+"),),
            lambda conflict: replace(conflict, rules=(*conflict.rules, fresh)),
        )

    def add_option(self) -> Edit | None:
        """Return that there is one more option; no ranking of states may be there."""
        parties = self.conflict.parties
        if "o+" in self.touched or any(party.ranking is not None for party in parties):
            return None
        self.touched.add("o+")
        owner = self.rng.choice(parties).name
        fresh = Option("o9", by=((owner,),), undone_by=((owner,),))
        place = self.rng.randint(0, len(self.conflict.options))
        return Edit((("file", "added", "o9"),), partial(with_option, fresh, place))

    # the rest ----------------------------------------------------------------------------

    def quotation(self) -> Edit | None:
        """Return that there is a new quotation, one fewer, or that one reads otherwise."""
        used = set(rested(self.conflict))
        fresh = [q for q in self.conflict.quotations if q.name not in self.touched]
        if not fresh or chance(self.rng, 0.4):
            return self._quoted()
        quotation = self.rng.choice(fresh)
        self.touched.add(quotation.name)
        kind = "changed" if quotation.name in used else "removed"
        make = partial(
            changed,
            quotation.name,
            (lambda one: replace(one, text="Other words."))
            if kind == "changed"
            else lambda _: None,
        )
        return Edit((("wording", kind, quotation.name),), make)

    def _quoted(self) -> Edit | None:
        """Return that an item rests on a quotation that is new in the file."""
        item = self.pick(Statement, Condition)
        if item is None or "q+" in self.touched:
            return None
        self.touched.add("q+")
        source = self.rng.choice(self.conflict.sources).name
        fresh = Quotation("q9", source, self.rng.choice(VOICES), text="New words.")
        basis = replace(item.basis, because=(*item.basis.because[1:], "q9"))

        def make(conflict: Conflict) -> Conflict:
            quotations = (*conflict.quotations, fresh)
            found = replace(conflict, quotations=quotations)
            return changed(item.id, lambda one: replace(one, basis=basis), found)

        return Edit((("wording", "added", "q9"), ("wording", "changed", item.id)), make)

    def source(self) -> Edit | None:
        source = self.rng.choice(self.conflict.sources)
        if source.name in self.touched:
            return None
        self.touched.add(source.name)
        make = partial(changed, source.name, lambda one: replace(one, title="Another title"))
        return Edit((("wording", "changed", source.name),), make)

    def target(self) -> Edit | None:
        """Return that the target is another, or that there is one more."""
        goal = self.conflict.targets[0]
        if "goal" in self.touched:
            return None
        self.touched.add("goal")
        if chance(self.rng, 0.3):
            more = Target("more", self.draw.formula(1))
            return Edit(
                (("file", "added", "more"),),
                lambda conflict: replace(conflict, targets=(*conflict.targets, more)),
            )
        assert goal.formula is not None
        other = replace(goal, formula=self.formula(goal.formula))
        return Edit(
            (("file", "changed", "goal"),), lambda conflict: replace(conflict, targets=(other,))
        )

    def title(self) -> Edit | None:
        if "file" in self.touched:
            return None
        self.touched.add("file")
        return Edit(
            (("wording", "changed", "file"),), lambda conflict: replace(conflict, title="Later")
        )

    def status_quo(self) -> Edit | None:
        states = [s for s in Literal(self.conflict).states if s != self.conflict.status_quo]
        if "status_quo" in self.touched or "o+" in self.touched or not states:
            return None
        self.touched |= {"status_quo", "o+"}
        quo = self.rng.choice(states)
        return Edit(
            (("file", "changed", "status_quo"),),
            lambda conflict: replace(conflict, status_quo=quo),
        )

    def view(self) -> Edit | None:
        """Return that a perspective hears other sources."""
        view = self.rng.choice(self.conflict.perspectives)
        names = [source.name for source in self.conflict.sources]
        sources = tuple(self.rng.sample(names, 1))
        if view.name in self.touched or set(view.sources or ()) == set(sources):
            return None
        self.touched.add(view.name)
        make = partial(changed, view.name, lambda one: replace(one, sources=sources))
        return Edit((("file", "changed", view.name),), make)


# -- what edits are made of ---------------------------------------------------------------


def items_of(conflict: Conflict) -> Iterator[Any]:
    """Yield the statements, conditions and rules that count from the beginning, and the options."""
    for party in conflict.parties:
        for item in party.prefers:
            yield from item.statements if isinstance(item, AnyOrder) else (item,)
        yield from party.conditions
    yield from conflict.rules
    yield from conflict.options


def item_name(item: Any) -> str:
    """Return the id of an item, or its name."""
    return str(item.id if hasattr(item, "id") else item.name)


def grouped(conflict: Conflict) -> set[str]:
    """Return the statements whose order of importance is not known."""
    return {
        one.id
        for party in conflict.parties
        for item in party.prefers
        if isinstance(item, AnyOrder)
        for one in item.statements
    }


def rested(conflict: Conflict) -> Iterator[str]:
    """Yield every quotation that something rests on, or that speaks against it."""
    bases = [item.basis for item in (*items_of(conflict), *conflict.channels, *conflict.parties)]
    for party in conflict.parties:
        bases += [item.basis for item in party.prefers if isinstance(item, AnyOrder)]
        bases += [weight.basis for weight in party.weights]
        bases += [] if party.ranking is None else [party.ranking.basis]
    for epoch in conflict.epochs:
        for change in epoch.parties:
            for item in change.prefers or ():
                if isinstance(item, Statement | AnyOrder):
                    bases.append(item.basis)
                if isinstance(item, AnyOrder):
                    bases += [one.basis for one in item.statements]
    for basis in bases:
        yield from (*basis.because, *basis.against)


def changed(name: str, how: Callable[[Any], Any], conflict: Conflict) -> Conflict:
    """Return the conflict with the item of an id changed; without it, if nothing is left."""

    def each(items: Iterable[Any]) -> tuple[Any, ...]:
        made = [how(i) if getattr(i, "id", getattr(i, "name", "")) == name else i for i in items]
        return tuple(one for one in made if one is not None)

    def wishes(items: Iterable[Any]) -> tuple[Any, ...]:
        return tuple(
            replace(item, statements=each(item.statements)) if isinstance(item, AnyOrder) else item
            for item in each(items)
        )

    parties = tuple(
        replace(
            party,
            prefers=wishes(party.prefers),
            conditions=each(party.conditions),
            weights=each(party.weights),
        )
        for party in conflict.parties
    )
    return replace(
        conflict,
        parties=parties,
        options=each(conflict.options),
        rules=each(conflict.rules),
        quotations=each(conflict.quotations),
        sources=each(conflict.sources),
        perspectives=each(conflict.perspectives),
    )


def swapped(party: str, one: str, other: str, conflict: Conflict) -> Conflict:
    """Return the conflict in which two statements of a party stand in each other's place."""

    def how(items: tuple[Any, ...]) -> tuple[Any, ...]:
        found = {item.id: item for item in items if isinstance(item, Statement)}
        places = {one: other, other: one}
        return tuple(found[places.get(i.id, i.id)] if i in found.values() else i for i in items)

    return replace(
        conflict,
        parties=tuple(
            replace(p, prefers=how(p.prefers)) if p.name == party else p for p in conflict.parties
        ),
    )


def inserted(party: str, which: str, place: int, item: Any, conflict: Conflict) -> Conflict:
    """Return the conflict with one more item in a list of a party."""

    def how(one: Any) -> Any:
        items = getattr(one, which)
        return replace(one, **{which: (*items[:place], item, *items[place:])})

    parties = tuple(how(one) if one.name == party else one for one in conflict.parties)
    return replace(conflict, parties=parties)


def with_option(option: Option, place: int, conflict: Conflict) -> Conflict:
    """Return the conflict with one more option, nowhere in effect."""

    def longer(state: str | None) -> str | None:
        return None if state is None else f"{state[:place]}N{state[place:]}"

    options = (*conflict.options[:place], option, *conflict.options[place:])
    views = tuple(replace(v, status_quo=longer(v.status_quo)) for v in conflict.perspectives)
    quo = longer(conflict.status_quo)
    return replace(conflict, options=options, perspectives=views, status_quo=quo)


# -- ids by place -------------------------------------------------------------------------


def by_place(conflict: Conflict) -> tuple[Conflict, dict[str, str]]:
    """Return the conflict without ids of its author's, and what each item is called then."""
    names: dict[str, str] = {}
    found = conflict
    for party in conflict.parties:
        wishes = items_of(replace(conflict, parties=(party,), rules=(), options=()))
        listed = [one for one in wishes if isinstance(one, Statement)]
        names |= {one.id: f"{party.name}.s{n}" for n, one in enumerate(listed, start=1)}
        names |= {one.id: f"{party.name}.c{n}" for n, one in enumerate(party.conditions, start=1)}
        names |= {one.id: f"{party.name}.w{n}" for n, one in enumerate(party.weights, start=1)}
    names |= {rule.id: f"rule.{n}" for n, rule in enumerate(conflict.rules, start=1)}
    for old, new in names.items():
        found = changed(old, lambda one, new=new: replace(one, id=new), found)
    return found, names
