"""The proof that a rung fails, as values that name parties, steps and items."""

from __future__ import annotations

from dataclasses import dataclass

from detente.analyses.differences.circles import Edge
from detente.analyses.sequencing.accepting import Refusal
from detente.analyses.sequencing.enforcing import Temptation
from detente.analyses.taken import Taken
from detente.analyses.timing.days import Dates


@dataclass(frozen=True, slots=True)
class Excluded:
    """So many states of the target are worse than today for a party, because of one statement."""

    party: str
    item: str
    states: int

    def to_dict(self) -> dict[str, object]:
        """Return the exclusion in plain words."""
        return {"party": self.party, "item": self.item, "states": self.states}


@dataclass(frozen=True, slots=True)
class Missing:
    """A step that every state in question needs and that no walk ever takes."""

    step: str
    guards: tuple[str, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the step in plain words."""
        return {"step": self.step, "guards": list(self.guards)}


@dataclass(frozen=True, slots=True)
class Closest:
    """The legal order with the fewest refusals, and who refuses what in it."""

    bundles: tuple[tuple[str, ...], ...]
    refusals: tuple[Refusal, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the order in plain words."""
        return {
            "bundles": [list(bundle) for bundle in self.bundles],
            "refusals": [item.to_dict() for item in self.refusals],
        }


@dataclass(frozen=True, slots=True)
class Ending:
    """What a temptation leads to: a state that rests, or the first states of an endless circle.

    `size` is how many states the circle has, 1 for a state that rests.
    """

    states: tuple[str, ...]
    size: int

    def to_dict(self) -> dict[str, object]:
        """Return the ending in plain words."""
        return {"states": list(self.states), "size": self.size}


@dataclass(frozen=True, slots=True)
class Leaving:
    """A temptation, and all that may come of it: the first endings, and how many more there are."""

    temptation: Temptation
    endings: tuple[Ending, ...]
    more: int

    def to_dict(self) -> dict[str, object]:
        """Return the temptation in plain words."""
        return {
            **self.temptation.to_dict(),
            "endings": [ending.to_dict() for ending in self.endings],
            "more_endings": self.more,
        }


@dataclass(frozen=True, slots=True)
class Certificate:
    """Why a rung fails; only the parts that belong to the rung are filled.

    content: `states` of the target, `excluded` by party and statement, `unmoved` states that leave
    nobody worse off and nobody better off, `indifferent` if all are of that kind.
    reach: `wanted` states that nobody would refuse, and the `missing` steps that all of them need.
    sequence: `steps`, one of so many smallest sets (`step_sets`), with the `head_on` pairs,
    `circular_waits` and the `closest` order of these; `more_circles` if there may be more of them,
    `unread` the conditions of which nobody knows what waits for what;
    `walk` if steps have to be taken and taken back.
    commitment: `bundles` of the best order and its `temptations`.
    time: `bundles` of the order that misses least, its `dates`, and by how many days which windows
    would have to be extended (`extend`).
    ratification: `bundles` of the order that comes closest, `refusals` of those who only ratify,
    who of them is `worse_off` at its end, and its `dates` if all that it misses are their windows.
    none: `bundles` of an order that passes all.
    """

    states: int = 0
    excluded: tuple[Excluded, ...] = ()
    unmoved: int = 0
    wanted: int = 0
    missing: tuple[Missing, ...] = ()
    steps: tuple[str, ...] = ()
    step_sets: int = 0
    head_on: tuple[tuple[str, str], ...] = ()
    circular_waits: tuple[tuple[Edge, ...], ...] = ()
    more_circles: bool = False
    unread: tuple[str, ...] = ()
    closest: Closest | None = None
    walk: tuple[Taken, ...] = ()
    bundles: tuple[tuple[str, ...], ...] = ()
    leaving: tuple[Leaving, ...] = ()
    dates: Dates | None = None
    extend: tuple[tuple[str, str, int], ...] = ()
    refusals: tuple[Refusal, ...] = ()
    worse_off: tuple[str, ...] = ()

    @property
    def indifferent(self) -> bool:
        """Whether nobody is against any state of the target, and nobody gains by one."""
        return self.unmoved > 0 and not self.excluded

    @property
    def temptations(self) -> tuple[Temptation, ...]:
        """Who would rather leave the best order, when and by which steps."""
        return tuple(one.temptation for one in self.leaving)

    def to_dict(self) -> dict[str, object]:
        """Return the parts that are filled, in plain words."""
        found: dict[str, object] = {}
        if self.states or self.excluded:
            found["states"] = self.states
            found["excluded"] = [item.to_dict() for item in self.excluded]
            found["unmoved"] = self.unmoved
            found["indifferent"] = self.indifferent
        if self.wanted:
            found["wanted"] = self.wanted
        if self.missing:
            found["missing"] = [item.to_dict() for item in self.missing]
        if self.closest is not None:
            found["steps"] = list(self.steps)
            found["step_sets"] = self.step_sets
            found["head_on"] = [list(pair) for pair in self.head_on]
            found["circular_waits"] = [
                [edge.to_dict() for edge in circle] for circle in self.circular_waits
            ]
            found["more_circles"] = self.more_circles or bool(self.unread)
            found["closest"] = self.closest.to_dict()
        if self.walk:
            found["walk"] = [move.to_dict() for move in self.walk]
        if self.bundles:
            found["bundles"] = [list(bundle) for bundle in self.bundles]
        if self.leaving:
            found["temptations"] = [item.to_dict() for item in self.leaving]
        if self.dates is not None:
            found["dates"] = self.dates.to_dict()
            found["extend"] = [
                {"option": option, "window": item, "days": days}
                for option, item, days in self.extend
            ]
        if self.refusals:
            found["refusals"] = [item.to_dict() for item in self.refusals]
        if self.worse_off:
            found["worse_off"] = list(self.worse_off)
        return found
