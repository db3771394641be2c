"""A move taken: the one form in which sanctions and ways onward are told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Taken:
    """One move: who makes it, which steps it takes, where it leads.

    In an explicit graph there are no steps, and `steps` is empty.
    """

    parties: tuple[str, ...]
    steps: tuple[str, ...]
    to: str

    def to_dict(self) -> dict[str, object]:
        """Return the move in plain words."""
        return {"parties": list(self.parties), "steps": list(self.steps), "to": self.to}
