"""Options: yes/no courses of action, who can switch them, and when."""

from __future__ import annotations

from dataclasses import dataclass

from detente.conflict.basis import Basis
from detente.conflict.logic import Formula
from detente.conflict.time import Duration, Window

Coalition = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """A course of action that is in effect or not.

    `by` and `undone_by` list coalitions: any one of them can switch the option on or off,
    all its members together; an empty list is nobody.  `after` and `undone_when` are judged
    before the switch, `needs` wherever the option is in effect.
    """

    name: str
    label: str = ""
    by: tuple[Coalition, ...] = ()
    undone_by: tuple[Coalition, ...] = ()
    after: Formula | None = None
    undone_when: Formula | None = None
    needs: Formula | None = None
    slow: bool = False
    takes: Duration | None = None
    windows: tuple[Window, ...] = ()
    ratified_by: tuple[str, ...] = ()
    verified_by: str = ""
    basis: Basis = Basis()

    @property
    def title(self) -> str:
        """The words a reader knows the option by."""
        return self.label or self.name

    @property
    def switched_on_by(self) -> tuple[Coalition, ...]:
        """The coalitions of `by`, each with those who must ratify."""
        return tuple(tuple(dict.fromkeys((*coalition, *self.ratified_by))) for coalition in self.by)


@dataclass(frozen=True, slots=True)
class Rule:
    """A formula that holds in every state there is."""

    id: str
    formula: Formula
    basis: Basis = Basis()


@dataclass(frozen=True, slots=True)
class Channel:
    """A pair that can act together only where `when` holds in the resulting state."""

    id: str
    between: tuple[str, str]
    when: Formula
    basis: Basis = Basis()


@dataclass(frozen=True, slots=True)
class Fact:
    """A name for a formula; `label` is what a reader calls it."""

    name: str
    formula: Formula
    basis: Basis = Basis()
    label: str = ""


@dataclass(frozen=True, slots=True)
class NamedState:
    """States treated as one (`formula`), or a state of an explicit graph (`label` alone)."""

    name: str
    formula: Formula | None = None
    label: str = ""
    basis: Basis = Basis()
