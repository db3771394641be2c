"""A cast file: who the people and parties of a project are, said once and used in every document.

    parties:
      DPRK: {state: North Korea, aliases: [the regime]}
    persons:
      Choe Son Hui:
        aliases: [Choi Son-hui]
        offices:
          - {office: First Vice Foreign Minister, party: DPRK, from: 2018, to: 2022-06}

The keys of `parties` are those of the conflict file.  A party with a `state` is found by all
the names the table of states has for it.  What a person said is by the office of that day.
"""

from __future__ import annotations

from dataclasses import dataclass

from detente.conflict.time import Day
from detente.evidence.reading.parties.states import states


@dataclass(frozen=True, slots=True)
class Served:
    """An office of a person; `first` and `last` bound it, None where it is open."""

    office: str
    party: str
    first: Day | None
    last: Day | None

    def on(self, day: Day | None) -> bool | None:
        """Tell whether the office was held on a day; None if the day is not known and matters."""
        if self.first is None and self.last is None:
            return True
        if day is None:
            return None
        after = self.first is None or self.first.first <= day.last
        return after and (self.last is None or day.first <= self.last.last)


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the cast: the name, other names, and the offices in the order of the file."""

    name: str
    aliases: tuple[str, ...]
    offices: tuple[Served, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Return the name and the aliases."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class CastParty:
    """A party of the cast; `code` is that of its state, empty if it is none."""

    name: str
    code: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """The people and parties of a project."""

    parties: tuple[CastParty, ...] = ()
    persons: tuple[Member, ...] = ()

    def party_of(self, code: str) -> str:
        """Return what the project calls a state, else its common name.

        A code that begins with `=` is that of a party of the cast that is no state.
        """
        if code.startswith("="):
            return code[1:]
        return next((p.name for p in self.parties if p.code == code), states()[code].name)
