"""What would unlock a target: the answer, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from detente.analyses.answer import Asked
from detente.analyses.sequencing.sides import Level
from detente.analyses.unlocks.crux import Weight
from detente.analyses.unlocks.initiatives import Initiative


@dataclass(frozen=True, slots=True)
class Concession:
    """Positions given up and softened that unlock the target, and what stays as it is.

    `left` holds by party the positions that are kept; `accepts` is the party that gives up all it
    holds while no other gives anything, and so takes the others' deal.  `roadmap` is an order
    of steps that then is open, where the level asks for one.
    """

    give_up: tuple[str, ...]
    soften: tuple[str, ...]
    parties: tuple[str, ...]
    left: Mapping[str, tuple[str, ...]] = field(hash=False)
    accepts: str | None
    roadmap: tuple[tuple[str, ...], ...]

    def to_dict(self) -> dict[str, object]:
        """Return the concession in plain words."""
        return {
            "soften": list(self.soften),
            "give_up": list(self.give_up),
            "parties": list(self.parties),
            "left": {party: list(names) for party, names in self.left.items()},
            "accepts": self.accepts,
            "roadmap": [list(bundle) for bundle in self.roadmap],
        }


@dataclass(frozen=True, slots=True)
class Unlocks:
    """What would bring a target to a level.

    `found` is `impossible` if no state satisfies the target, `already` if it holds in the
    status quo, `open` if it passes the level as things are, `none` if no set of the size asked
    for unlocks it, else `sets`.  `now` is the level it reaches as things are.  `decisive_side` is
    the party that can unlock it alone, if no other can with as few positions; `sides` are the
    smallest sets of one party.

    Sets and half concessions are shown up to the size asked for, and looked for up to `tried`
    and `tried_half` positions: all that are held, unless these are too many.  `larger_sets` and
    `larger_half_concessions` count what was found beyond the size; None if not all was looked at.
    `complete` is false if anything was left out, by the size asked for as well.
    """

    asked: Asked
    target: str
    level: Level
    now: Level
    found: str
    positions: Mapping[str, str] = field(hash=False)
    minimal_sets: tuple[Concession, ...]
    half_concessions: tuple[Concession, ...]
    crux: tuple[Weight, ...]
    decisive_side: str | None
    sides: Mapping[str, tuple[tuple[str, ...], ...]] = field(hash=False)
    initiatives: tuple[Initiative, ...]
    unknown_order: tuple[str, ...]
    tried: int
    tried_half: int
    larger_sets: int | None
    larger_half_concessions: int | None
    notes: tuple[str, ...]
    complete: bool

    def rows(self) -> list[dict[str, object]]:
        """Return one row for each concession."""
        return [
            {
                "give up": list(one.give_up),
                "soften": list(one.soften),
                "parties": list(one.parties),
                "roadmap": [" + ".join(bundle) for bundle in one.roadmap],
            }
            for one in (*self.minimal_sets, *self.half_concessions)
        ]

    def to_dict(self) -> dict[str, object]:
        """Return the answer as one plain document."""
        sets = [one.to_dict() for one in self.minimal_sets]
        return {
            **self.asked.to_dict(),
            "target": self.target,
            "level": self.level,
            "now": self.now,
            "found": self.found,
            "positions": dict(self.positions),
            "minimal_sets": [one["give_up"] for one in sets],
            "sides_giving": [one["parties"] for one in sets],
            "left": [{"positions": one["left"], "accepts": one["accepts"]} for one in sets],
            "roadmaps": [one["roadmap"] for one in sets],
            "half_concessions": [one.to_dict() for one in self.half_concessions],
            "crux": [weight.to_dict() for weight in self.crux],
            "decisive_side": self.decisive_side,
            "sides": [
                {"party": party, "smallest": [list(names) for names in smallest]}
                for party, smallest in self.sides.items()
            ],
            "initiatives": [one.to_dict() for one in self.initiatives],
            "unknown_order": list(self.unknown_order),
            "tried": self.tried,
            "tried_half": self.tried_half,
            "larger_sets": self.larger_sets,
            "larger_half_concessions": self.larger_half_concessions,
            "notes": list(self.notes),
            "complete": self.complete,
        }

    def _repr_html_(self) -> str:
        from detente.analyses.showing import html_table

        return html_table(f"{self.asked.title}: what would unlock {self.target}", self.rows())
