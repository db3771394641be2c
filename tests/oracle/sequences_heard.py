"""Random conflicts of which somebody says something: sources, quotations, perspectives, epochs.

`heard_conflict(seed)` furnishes a conflict in which order matters with items that rest on one
quotation, on two or on none, and with perspectives that hear some of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import TypeVar

from detente.conflict.basis import VOICES, Basis, Quotation, Source
from detente.conflict.conflict import Conflict, Epoch, EpochParty, Perspective
from detente.conflict.options import Channel, Option, Rule
from detente.conflict.parties import (
    AnyOrder,
    Condition,
    Party,
    Preference,
    Same,
    Statement,
    Weight,
)

from .literal import Literal
from .random_conflicts import _day
from .sequences_random import SMALL, Scale, random_sequence_conflict

SOURCES = ("paper", "record", "gazette", "diary")
VIEWS = ("v1", "v2", "chosen", "everything")
EPOCH = date(2022, 3, 1)

Listed = TypeVar("Listed", Statement, AnyOrder, Weight, Condition, Rule, Channel, Option)


def heard_conflict(seed: int, *, scale: Scale = SMALL) -> Conflict:
    """Return the conflict of that seed; its status quo is a state under every perspective."""
    conflict = random_sequence_conflict(seed, scale=scale)
    rng = Random(f"heard {scale.name} {seed}")
    names = rng.sample(SOURCES, rng.choice((2, 2, 2, 3, 4)))
    quotations = tuple(
        Quotation(f"q{n}", rng.choice(names), rng.choice(VOICES), text=f"Words {n}.")
        for n in range(rng.randint(3, 6))
    )
    states = Literal(conflict).states
    views = tuple(
        Perspective(
            name,
            sources=tuple(rng.sample(names, rng.randint(1, len(names)))) if chance(rng) else None,
            voices=tuple(rng.sample(VOICES, rng.randint(1, 3))) if chance(rng, 0.3) else None,
            status_quo=rng.choice(states) if chance(rng, 0.15) else None,
        )
        for name in rng.sample(VIEWS, rng.choice((1, 1, 1, 2, 3)))
    )
    furnish = Furnish(rng, quotations, tuple(view.name for view in views))
    epochs = furnish.epochs(conflict)
    conflict = replace(
        conflict,
        sources=tuple(Source(name, f"The {name}") for name in names),
        quotations=quotations,
        parties=tuple(map(furnish.party, conflict.parties)),
        options=tuple(furnish.item(o, scope=False) for o in conflict.options),
        rules=tuple(map(furnish.item, conflict.rules)),
        channels=tuple(map(furnish.item, conflict.channels)),
        epochs=epochs,
        perspectives=views,
        default_perspective=rng.choice(views).name if furnish.scoped or chance(rng) else "",
    )
    return replace(conflict, as_of=_day("2021-10")) if epochs else conflict


def chance(rng: Random, probability: float = 0.5) -> bool:
    """Tell whether something happens."""
    return rng.random() < probability


@dataclass
class Furnish:
    """Gives items what they rest on, and where they count."""

    rng: Random
    quotations: tuple[Quotation, ...]
    views: tuple[str, ...]
    scoped: bool = False
    ids: int = 0

    def basis(self, *, scope: bool = True, definition: bool = False) -> Basis:
        """Return what an item rests on: one quotation, two or none."""
        names = [quotation.name for quotation in self.quotations]
        because = self.rng.sample(names, self.rng.choice((0, 1, 1, 1, 2)))
        against = self.rng.sample(names, 1) if chance(self.rng, 0.05) else []
        only_in: tuple[str, ...] = ()
        if scope and chance(self.rng, 0.08):
            only_in = tuple(self.rng.sample(self.views, self.rng.randint(1, len(self.views))))
            self.scoped = True
        return Basis(tuple(because), tuple(against), only_in=only_in, definition=definition)

    def item(self, item: Listed, *, scope: bool = True) -> Listed:
        """Return the item with a basis of its own."""
        definition = isinstance(item, Rule) and chance(self.rng, 0.3)
        return replace(item, basis=self.basis(scope=scope, definition=definition))

    def preference(self, item: Preference) -> Preference:
        """Return a statement, or several of unknown order, with bases of their own."""
        match item:
            case AnyOrder(inner):
                return self.item(AnyOrder(tuple(map(self.item, inner))))
            case Statement():
                return self.item(item)
            case Same():
                return item

    def party(self, party: Party) -> Party:
        """Return the party with all that it wants and declares resting on something."""
        ranking = party.ranking
        if ranking is not None and chance(self.rng):
            ranking = replace(ranking, basis=self.basis(scope=False))
        terms = [c for c in party.conditions if isinstance(c, Condition)]
        return replace(
            party,
            prefers=tuple(map(self.preference, party.prefers)),
            weights=tuple(map(self.item, party.weights)),
            conditions=tuple(map(self.item, terms)),
            ranking=ranking,
            basis=self.basis(scope=False),
        )

    def epochs(self, conflict: Conflict) -> tuple[Epoch, ...]:
        """Return now and then an epoch that shuffles what some parties want."""
        if not chance(self.rng, 0.2):
            return ()
        changes = []
        for party in conflict.parties:
            prefers: tuple[Preference, ...] | None = None
            if party.prefers and chance(self.rng, 0.7):
                fresh = [self.preference(self.named(item)) for item in party.prefers]
                self.rng.shuffle(fresh)
                prefers = (*fresh, *((Same(),) if chance(self.rng, 0.3) else ()))
            conditions: tuple[Condition | Same, ...] | None = None
            if chance(self.rng, 0.3):
                conditions = self.rng.choice(((), (Same(),)))
            if prefers is not None or conditions is not None:
                changes.append(EpochParty(party.name, prefers, conditions))
        return (Epoch(_day(EPOCH.isoformat()), parties=tuple(changes)),) if changes else ()

    def named(self, item: Preference) -> Preference:
        """Return the item under ids that nothing else has."""
        match item:
            case Statement():
                self.ids += 1
                return replace(item, id=f"e{self.ids}")
            case AnyOrder(inner):
                fresh = [self.named(one) for one in inner]
                return AnyOrder(tuple(one for one in fresh if isinstance(one, Statement)))
            case Same():
                return item


def picked(rng: Random, names: Sequence[str]) -> tuple[str, ...]:
    """Return some of the names, at least one."""
    return tuple(rng.sample(list(names), rng.randint(1, len(names))))
