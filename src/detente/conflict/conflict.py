"""The whole: everything a conflict file states, as one immutable value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from detente.conflict.basis import Basis, Quotation, Source
from detente.conflict.logic import Formula
from detente.conflict.options import Channel, Fact, NamedState, Option, Rule
from detente.conflict.parties import (
    AnyOrder,
    Condition,
    Party,
    Position,
    Preference,
    Same,
    Statement,
    Step,
)
from detente.conflict.time import Day


@dataclass(frozen=True, slots=True)
class Target:
    """An outcome somebody aims at: a formula, or states of an explicit graph."""

    name: str
    formula: Formula | None = None
    states: tuple[str, ...] = ()
    basis: Basis = Basis()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened, for comparison with what the model says.

    `steps` are the bundles that were taken, in their order; `given_up` and `softened` the positions
    that were no longer held, or no longer as strictly.
    """

    state: str
    date: Day | None = None
    steps: tuple[tuple[Step, ...], ...] = ()
    given_up: tuple[str, ...] = ()
    softened: tuple[str, ...] = ()
    basis: Basis = Basis()


@dataclass(frozen=True, slots=True)
class EpochParty:
    """What an epoch changes about a party; None leaves the list as it was."""

    party: str
    prefers: tuple[Preference, ...] | None = None
    conditions: tuple[Condition | Same, ...] | None = None


@dataclass(frozen=True, slots=True)
class Epoch:
    """From a date on, some parties' preferences or conditions are others."""

    start: Day
    title: str = ""
    parties: tuple[EpochParty, ...] = ()
    basis: Basis = Basis()


@dataclass(frozen=True, slots=True)
class Perspective:
    """A choice of sources and voices; None admits all."""

    name: str
    sources: tuple[str, ...] | None = None
    voices: tuple[str, ...] | None = None
    status_quo: str | None = None
    basis: Basis = Basis()

    def admits(self, quotation: Quotation) -> bool:
        """Tell whether this perspective listens to the quotation."""
        return (self.sources is None or quotation.source in self.sources) and (
            self.voices is None or quotation.voice in self.voices
        )

    def heard(self, quotations: tuple[Quotation, ...]) -> frozenset[str]:
        """Return the names of the quotations this perspective listens to."""
        return frozenset(quotation.name for quotation in quotations if self.admits(quotation))


EVERYTHING = Perspective("everything")

Item = TypeVar("Item", Party, Option, Source, Perspective)


@dataclass(frozen=True)
class Conflict:
    """A dispute as its analyst states it; `explicit` if states are listed, not options.

    A state is written as a Y/N string in option order, or as a name.
    """

    title: str
    parties: tuple[Party, ...]
    options: tuple[Option, ...] = ()
    as_of: Day | None = None
    summary: str = ""
    sources: tuple[Source, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    positions: tuple[Position, ...] = ()
    facts: tuple[Fact, ...] = ()
    rules: tuple[Rule, ...] = ()
    channels: tuple[Channel, ...] = ()
    states: tuple[NamedState, ...] = ()
    status_quo: str | None = None
    targets: tuple[Target, ...] = ()
    outcome: Outcome | None = None
    epochs: tuple[Epoch, ...] = ()
    perspectives: tuple[Perspective, ...] = ()
    default_perspective: str = ""
    explicit: bool = False
    basis: Basis = Basis()
    file: str = field(default="", compare=False)

    def party(self, name: str) -> Party:
        """Return the party of that name; KeyError if there is none."""
        return _named(self.parties, name)

    def option(self, name: str) -> Option:
        """Return the option of that name; KeyError if there is none."""
        return _named(self.options, name)

    def quotation(self, name: str) -> Quotation:
        """Return the quotation of that name; KeyError if there is none."""
        return self._quotations[name]

    @cached_property
    def _quotations(self) -> dict[str, Quotation]:
        # items name their quotations, and there may be thousands of both
        return {quotation.name: quotation for quotation in self.quotations}

    def source(self, name: str) -> Source:
        """Return the source of that name; KeyError if there is none."""
        return _named(self.sources, name)

    def perspective(self, name: str) -> Perspective:
        """Return the perspective of that name; KeyError if there is none."""
        if name == EVERYTHING.name and all(p.name != name for p in self.perspectives):
            return EVERYTHING
        return _named(self.perspectives, name)


def statements(preferences: tuple[Preference, ...]) -> Iterator[Statement]:
    """Yield the statements of a list in order, those of unknown order as written."""
    for item in preferences:
        match item:
            case Statement():
                yield item
            case AnyOrder(inner):
                yield from inner
            case Same():
                pass


def _named(items: tuple[Item, ...], name: str) -> Item:
    for item in items:
        if item.name == name:
            return item
    raise KeyError(name)


def bases(conflict: Conflict) -> Iterator[Basis]:
    """Yield what every item of the model rests on; targets and the outcome are none."""

    def inside(preferences: tuple[Preference, ...]) -> Iterator[Basis]:
        for item in preferences:
            if not isinstance(item, Same):
                yield item.basis
            if isinstance(item, AnyOrder):
                yield from inside(item.statements)

    def wishes(
        prefers: tuple[Preference, ...], conditions: tuple[Condition | Same, ...]
    ) -> Iterator[Basis]:
        yield from inside(prefers)
        yield from (item.basis for item in conditions if isinstance(item, Condition))

    for party in conflict.parties:
        yield party.basis
        yield from wishes(party.prefers, party.conditions)
        yield from (weight.basis for weight in party.weights)
        yield from [party.ranking.basis] if party.ranking is not None else []
    for option in conflict.options:
        yield option.basis
        yield from (window.basis for window in option.windows)
        yield from [option.takes.basis] if option.takes is not None else []
    yield from (fact.basis for fact in conflict.facts)
    yield from (rule.basis for rule in conflict.rules)
    yield from (channel.basis for channel in conflict.channels)
    yield from (state.basis for state in conflict.states)
    for epoch in conflict.epochs:
        yield epoch.basis
        for change in epoch.parties:
            yield from wishes(change.prefers or (), change.conditions or ())
