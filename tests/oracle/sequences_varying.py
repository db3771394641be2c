"""Robustness, taken literally: every variation of a model made by hand, and asked anew.

A variation is the conflict with one thing different: two neighbours of a list exchanged, an item
left out, an assumed statement said the other way round, a source no longer heard.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from copy import copy
from dataclasses import dataclass, replace
from datetime import date

from detente.conflict.basis import Basis
from detente.conflict.conflict import Conflict, Perspective
from detente.conflict.logic import Formula, Not
from detente.conflict.parties import AnyOrder, Condition, Party, Preference, Same, Statement, Weight

from .literal import Point, _perspective, _replaced
from .sequences import Case, Ground
from .sequences_outlook import Outlook, open_moves, outlook

Finding = tuple[str, str]
KINDS = ("swap", "drop", "negate", "source")


@dataclass(frozen=True)
class Model:
    """A conflict as somebody asks about it."""

    conflict: Conflict
    perspective: str | None = None
    epoch: date | None = None
    without: tuple[str, ...] = ()

    @property
    def view(self) -> Perspective:
        """The perspective under which it is asked."""
        return _perspective(self.conflict, self.perspective)

    @property
    def target(self) -> Formula:
        """The formula of the target `goal`."""
        formula = self.conflict.targets[0].formula
        assert formula is not None
        return formula

    def case(self, ground: Ground | None = None) -> Case:
        """Return the model as the oracle asks about it; what is possible may be known already."""
        return Case(self.conflict, self.view.name, self.epoch, self.without, ground=ground)


@dataclass(frozen=True)
class Variation:
    """What is different: the kind, the ids touched, and how the model is made.

    An item left out may change what is possible; what somebody wants does not.
    """

    kind: str
    items: tuple[str, ...]
    make: Callable[[], Model]


def variations(model: Model, case: Case) -> list[Variation]:
    """Return every variation of a model, of which the case is given."""
    return [
        *_swaps(model, case),
        *_drops(model, case),
        *_negations(model, case),
        *_sources(model, case),
    ]


# -- swaps --------------------------------------------------------------------------------


def _swaps(model: Model, case: Case) -> Iterator[Variation]:
    """Yield the exchanges of two neighbours.

    'Two neighbours in a party's list of statements change places; an `any_order` group is one
    place.  In a `ranking`, two neighbouring tiers.'
    """
    for party in model.conflict.parties:
        left = case.left[party.name]
        if left.ranking is not None:
            tiers = list(left.ranking.tiers)
            for n in range(len(tiers) - 1):
                other = replace(left.ranking, tiers=tuple(exchanged(tiers, n)))
                changed = replace(party, ranking=other)
                yield Variation("swap", (f"{party.name}.ranking",), _maker(model, changed))
            continue
        places = _places(model, case, party)
        for n in range(len(places) - 1):
            changed = replace(party, prefers=tuple(exchanged(places, n)))
            ids = tuple(one.id for place in places[n : n + 2] for one in _inside(place))
            yield Variation("swap", ids, _maker(model, changed))


def exchanged(items: list[Preference] | list[tuple[str, ...]], n: int) -> list:
    """Return the list in which the item of a number and the next have changed places."""
    return [*items[:n], items[n + 1], items[n], *items[n + 2 :]]


def _places(model: Model, case: Case, party: Party) -> list[Preference]:
    """Return the party's list as the model has it, with groups of two or more kept together."""
    listed: list[Preference] = list(party.prefers)
    for epoch in model.conflict.epochs:
        for change in epoch.parties:
            begun = model.epoch is not None and epoch.start.first <= model.epoch
            if begun and change.party == party.name and change.prefers is not None:
                listed = _replaced(change.prefers, listed)
    counting = {statement.id for statement in case.statements[party.name]}
    found: list[Preference] = []
    for place in listed:
        inner = tuple(one for one in _inside(place) if one.id in counting)
        if len(inner) > 1:
            found.append(AnyOrder(inner))
        else:
            found += inner
    return found


def _inside(place: Preference) -> tuple[Statement, ...]:
    match place:
        case Statement():
            return (place,)
        case AnyOrder(inner):
            return inner
        case Same():
            return ()


def _maker(model: Model, changed: Party) -> Callable[[], Model]:
    """Return what makes the model with another list for one party, whatever an epoch says of it."""

    def make() -> Model:
        conflict = model.conflict
        parties = tuple(changed if p.name == changed.name else p for p in conflict.parties)
        epochs = tuple(
            replace(
                epoch,
                parties=tuple(
                    replace(change, prefers=None) if change.party == changed.name else change
                    for change in epoch.parties
                ),
            )
            for epoch in conflict.epochs
        )
        return replace(model, conflict=replace(conflict, parties=parties, epochs=epochs))

    return make


# -- drops --------------------------------------------------------------------------------


def _drops(model: Model, case: Case) -> Iterator[Variation]:
    """Yield every item left out.

    'One statement, weight, condition, rule, channel or guard is left out by its id.  What is true
    by definition stays.'
    """
    items = []
    for party in case.parties:
        items += [one.id for one in (*case.statements[party], *case.left[party].weights)]
        items += [condition.id for condition in case.conditions[party]]
    items += [rule.id for rule in case.model.rules if not rule.basis.definition]
    items += [channel.id for channel in case.model.channels]
    for name, option in case.model.options.items():
        items += [f"{name}.needs"] if option.needs is not None else []
        items += [f"{name}.after"] if option.after is not None else []
    for item in items:
        dropped = replace(model, without=(*model.without, item))
        yield Variation("drop", (item,), lambda dropped=dropped: dropped)


# -- negations ----------------------------------------------------------------------------


def _negations(model: Model, case: Case) -> Iterator[Variation]:
    """Yield every assumed statement turned round.

    'One that no quotation heard supports says the opposite: its formula is negated; an assumed
    weight counts the other way.'
    """
    for party in case.parties:
        for item in (*case.statements[party], *case.left[party].weights):
            if not _supported(model, item.basis) and getattr(item, "number", 1) != 0:
                yield Variation(
                    "negate",
                    (item.id,),
                    lambda name=item.id: replace(model, conflict=_turned(model.conflict, name)),
                )


def _supported(model: Model, basis: Basis) -> bool:
    return any(model.view.admits(model.conflict.quotation(name)) for name in basis.because)


def _turned(conflict: Conflict, name: str) -> Conflict:
    """Return the conflict in which the statement or weight of that id says the opposite."""

    def statement(item: Statement) -> Statement:
        return replace(item, formula=Not(item.formula)) if item.id == name else item

    def weight(item: Weight) -> Weight:
        return replace(item, number=-item.number) if item.id == name else item

    def listed(items: Iterable[Preference]) -> tuple[Preference, ...]:
        return tuple(
            replace(item, statements=tuple(map(statement, item.statements)))
            if isinstance(item, AnyOrder)
            else (statement(item) if isinstance(item, Statement) else item)
            for item in items
        )

    parties = tuple(
        replace(p, prefers=listed(p.prefers), weights=tuple(map(weight, p.weights)))
        for p in conflict.parties
    )
    epochs = []
    for epoch in conflict.epochs:
        changes = [
            change if change.prefers is None else replace(change, prefers=listed(change.prefers))
            for change in epoch.parties
        ]
        epochs.append(replace(epoch, parties=tuple(changes)))
    return replace(conflict, parties=parties, epochs=tuple(epochs))


# -- sources ------------------------------------------------------------------------------


def _sources(model: Model, case: Case) -> Iterator[Variation]:
    """Yield every source no longer heard.

    'The perspective no longer hears one of the sources that decide whether something in this
    model counts.'
    """
    view = model.view
    names = [source.name for source in model.conflict.sources]
    heard = names if view.sources is None else [name for name in names if name in view.sources]
    bases = [basis for party in model.conflict.parties for basis in _bases(model, case, party)]
    for source in heard:
        rest = replace(view, sources=tuple(name for name in heard if name != source))
        others = tuple(v for v in model.conflict.perspectives if v.name != view.name)
        deaf = replace(model, conflict=replace(model.conflict, perspectives=(*others, rest)))
        speaks = any(
            model.conflict.quotation(name).source == source
            and view.admits(model.conflict.quotation(name))
            for basis in bases
            for name in basis.because
        )
        if speaks or _wants(deaf.case(case.ground)) != _wants(case):
            yield Variation("source", (source,), lambda deaf=deaf: deaf)


def _bases(model: Model, case: Case, party: Party) -> Iterator[Basis]:
    """Yield what the statements, weights, conditions and groups that count rest on."""
    yield from (item.basis for item in case.statements[party.name])
    yield from (item.basis for item in case.left[party.name].weights)
    yield from (item.basis for item in case.conditions[party.name])
    together = [
        {one.id for one in place.statements}
        for place in _places(model, case, party)
        if isinstance(place, AnyOrder)
    ]
    lists = [party.prefers]
    lists += [c.prefers or () for e in model.conflict.epochs for c in e.parties]
    for place in (place for listed in lists for place in listed):
        if isinstance(place, AnyOrder):
            inner = {one.id for one in place.statements}
            if any(inner >= group for group in together):
                yield place.basis


def _wants(case: Case) -> tuple[object, ...]:
    terms: dict[str, tuple[Condition, ...]] = case.conditions
    return (case.statements, terms, {name: left.weights for name, left in case.left.items()})


# -- what is found ------------------------------------------------------------------------


@dataclass(frozen=True)
class Look:
    """What is found in a model: how far the target is, and where preferred moves end.

    They can `circle` if they can come to where they never end.
    """

    outlook: Outlook
    ends: frozenset[str]
    circle: bool = False

    @property
    def findings(self) -> frozenset[Finding]:
        """Every finding; where the status quo rests, no move has an end."""
        found = set(self.outlook.findings)
        if self.outlook.open:
            ends = [*sorted(self.ends), *(["round"] if self.ends and self.circle else [])]
            found.add(("endings", ", ".join(ends) or "none"))
        return frozenset(found)


def look(model: Model, ground: Ground | None = None) -> Look:
    """Return what is found in a model; what is possible may be known already."""
    case = model.case(ground)
    found = outlook(case, model.target)
    return Look(found, *(_ends(case) if found.open else (frozenset(), False)))


def _ends(case: Case) -> tuple[frozenset[str], bool]:
    """Return the states without a preferred move that preferred moves lead to.

    And whether they lead to a state from which none of these can be reached any more.
    """
    spelled = {case.model.spelling(point): point for point in case.ground.points}
    seen, waiting = {case.start}, [case.start]
    arcs: dict[Point, set[Point]] = {}
    while waiting:
        here = waiting.pop()
        there = copy(case)
        there.start = here
        arcs[here] = {spelled[move[2]] for move in open_moves(there)}
        waiting += arcs[here] - seen
        seen |= arcs[here]
    ends = {point for point, onward in arcs.items() if not onward}
    ending = set(ends)
    while grown := {p for p, onward in arcs.items() if onward & ending} - ending:
        ending |= grown
    return frozenset(map(case.model.spelling, ends)), ending != seen
