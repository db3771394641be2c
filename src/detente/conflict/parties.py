"""Parties: what each wants, in order, and the terms it has declared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from detente.conflict.basis import Basis
from detente.conflict.logic import Formula

if TYPE_CHECKING:
    from fractions import Fraction

Kind = Literal["red line", "demand", "want"]
KINDS: tuple[Kind, ...] = ("red line", "demand", "want")
Order = Literal["after", "with"]


@dataclass(frozen=True, slots=True)
class Statement:
    """A formula a party wants true; its place in the list is its importance."""

    id: str
    kind: Kind
    formula: Formula
    position: str = ""
    much: bool = False
    basis: Basis = Basis()


@dataclass(frozen=True, slots=True)
class AnyOrder:
    """Statements whose order of importance is not known."""

    statements: tuple[Statement, ...]
    basis: Basis = Basis()


@dataclass(frozen=True, slots=True)
class Same:
    """In an epoch: the party's previous list stands here."""


Preference = Statement | AnyOrder | Same


@dataclass(frozen=True, slots=True)
class Step:
    """Switching one option on, or off."""

    option: str
    on: bool = True

    def __str__(self) -> str:
        return self.option if self.on else f"not {self.option}"


@dataclass(frozen=True, slots=True)
class Condition:
    """A declared term: the step only after the formula holds, or only with it.

    `after` is judged before the step, `with` in the state it leads to.  Conditions bind what
    a party signs; they do not remove its own moves.
    """

    id: str
    step: Step
    order: Order
    formula: Formula
    position: str = ""
    basis: Basis = Basis()


@dataclass(frozen=True, slots=True)
class Ranking:
    """Whole states, best first: `tiers` of equals; `others` stands for all not named.

    `much` holds the numbers of the tiers that are much better than the next.
    """

    tiers: tuple[tuple[str, ...], ...]
    much: frozenset[int] = frozenset()
    basis: Basis = Basis()


@dataclass(frozen=True, slots=True)
class Weight:
    """A formula and the number it adds when it holds."""

    id: str
    formula: Formula
    number: Fraction
    basis: Basis = Basis()


@dataclass(frozen=True, slots=True)
class Position:
    """Statements and conditions a party would give up together."""

    name: str
    party: str
    label: str = ""
    basis: Basis = Basis()


@dataclass(frozen=True, slots=True)
class Party:
    """Who decides: its preferences in one of three forms, and its conditions.

    `moves` is used in explicit graphs only: pairs of a state and the states it leads to.
    """

    name: str
    label: str = ""
    aliases: tuple[str, ...] = ()
    prefers: tuple[Preference, ...] = ()
    ranking: Ranking | None = None
    weights: tuple[Weight, ...] = ()
    conditions: tuple[Condition | Same, ...] = ()
    floor: tuple[str, ...] | None = None
    moves: tuple[tuple[str, tuple[str, ...]], ...] = ()
    basis: Basis = Basis()

    @property
    def title(self) -> str:
        """The name a reader knows the party by."""
        return self.label or self.name
