"""A roadmap: ordered bundles of steps, and everything there is to know about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from detente.analyses.answer import Asked
from detente.analyses.sequencing.accepting import Refusal
from detente.analyses.sequencing.enforcing import End, Ends, Strength, Temptation
from detente.analyses.sequencing.exposing import Exposed
from detente.analyses.settled import UNSETTLED
from detente.analyses.timing.dating import Dates


@dataclass(frozen=True, slots=True)
class Guarantee:
    """A smallest set of promises of one kind that would serve a goal.

    The goals are `self-enforcing` (nobody is tempted at any stage) and `resting` (nobody would
    move from the end).  A `lock` makes options impossible to undo; a `snapback` lets a party undo
    its part whenever another's is not in effect; `verification` lets steps be taken together that were to
    follow each other; a `side payment` makes a party want the end, `place` tells how much.
    """

    goal: str
    kind: str
    what: tuple[str, ...]
    sentence: str

    def to_dict(self) -> dict[str, object]:
        """Return the guarantee in plain words."""
        return {
            "goal": self.goal,
            "kind": self.kind,
            "what": list(self.what),
            "sentence": self.sentence,
        }


@dataclass(frozen=True, slots=True)
class Succession:
    """What becomes of a roadmap when offices change hands at a date.

    `stage` is the last of which every step can have taken effect before that day; `begun` tells
    that the day is no later than the one time starts on.  What is said of how it holds (`robust` if
    strongly, None if that is not established; `temptations`, `guarantees`) is said of that stage and
    those after it, under the preferences from that day on.  `worse_off` are the parties that then
    rank the end below the status quo; `no_lock` is a stage at which nothing moves by itself and a
    party that prefers it to the end, so that no lock could make the roadmap hold.
    """

    start: str
    title: str
    begun: bool
    stage: int
    self_enforcing: Strength
    end: End
    back: Ends
    temptations: tuple[Temptation, ...]
    worse_off: tuple[str, ...]
    no_lock: tuple[int, str] | None
    guarantees: tuple[Guarantee, ...]

    @property
    def robust(self) -> bool | None:
        """Whether nobody is ever tempted from the stage reached by then, None if not established."""
        return None if self.self_enforcing == UNSETTLED else self.self_enforcing == "strong"

    @property
    def ends(self) -> tuple[str, ...]:
        """The first few states that the end falls back to."""
        return self.back.states

    def to_dict(self) -> dict[str, object]:
        """Return the change in plain words."""
        return {
            "from": self.start,
            "title": self.title,
            "begun": self.begun,
            "stage": self.stage,
            "robust": self.robust,
            "self_enforcing": self.self_enforcing,
            "end": self.end,
            **self.back.to_dict(),
            "temptations": [item.to_dict() for item in self.temptations],
            "worse_off": list(self.worse_off),
            "no_lock": self.no_lock and {"stage": self.no_lock[0], "party": self.no_lock[1]},
            "guarantees": [item.to_dict() for item in self.guarantees],
        }


@dataclass(frozen=True, slots=True)
class Roadmap:
    """Ordered bundles from the status quo to an end, with who moves, gains, risks and waits.

    `kinds` says why it is shown: `best`, `finest`, `coarsest`, `closest`, `all at once`,
    `A upfront`.  `movers[k]` take bundle k; `consenters[k]` are others whose declared terms speak
    of it.  `states` begins with the status quo; `backs[k]` is where it comes to rest, or goes
    round, if agreement stops after bundle k (0: before the first); there are none if own moves are
    too many to tell.
    """

    kinds: tuple[str, ...]
    bundles: tuple[tuple[str, ...], ...]
    movers: tuple[tuple[str, ...], ...]
    consenters: tuple[tuple[str, ...], ...]
    states: tuple[str, ...]
    refusals: tuple[Refusal, ...]
    exposure: tuple[Exposed, ...]
    temptations: tuple[Temptation, ...]
    self_enforcing: Strength
    end: End
    backs: tuple[Ends, ...]
    guarantees: tuple[Guarantee, ...]
    dates: Dates | None
    succession: tuple[Succession, ...]

    @property
    def accepted(self) -> bool:
        """Whether every party accepts every bundle of it."""
        return not self.refusals

    @property
    def fallbacks(self) -> tuple[tuple[str, ...], ...]:
        """The first few states that each stage falls back to."""
        return tuple(back.states for back in self.backs)

    def to_dict(self) -> dict[str, object]:
        """Return the roadmap in plain words."""
        return {
            "kinds": list(self.kinds),
            "accepted": self.accepted,
            "bundles": [list(bundle) for bundle in self.bundles],
            "movers": [list(parties) for parties in self.movers],
            "consenters": [list(parties) for parties in self.consenters],
            "states": list(self.states),
            "refusals": [item.to_dict() for item in self.refusals],
            "exposure": [item.to_dict() for item in self.exposure],
            "temptations": [item.to_dict() for item in self.temptations],
            "self_enforcing": self.self_enforcing,
            "end": self.end,
            "fallbacks": [list(states) for states in self.fallbacks],
            "backs": [back.to_dict() for back in self.backs],
            "guarantees": [item.to_dict() for item in self.guarantees],
            "dates": None if self.dates is None else self.dates.to_dict(),
            "succession": [item.to_dict() for item in self.succession],
        }


@dataclass(frozen=True, slots=True)
class Spoiling:
    """A move by which a party that no step needs upsets some steps: where, and what it does.

    It is open once `taken` are done, in whichever order.  `undone` are those of them it takes
    back; if none, what is left of the steps can be taken in no legal order after it.
    """

    party: str
    taken: tuple[str, ...]
    steps: tuple[str, ...]
    undone: tuple[str, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the move in plain words."""
        return {
            "party": self.party,
            "taken": list(self.taken),
            "steps": list(self.steps),
            "undone": list(self.undone),
        }


@dataclass(frozen=True, slots=True)
class StepSet:
    """Some steps, how many orders of them there are, and the roadmaps worth looking at.

    `accepted` counts the legal orders that each party accepts, and under `all` those that all do.
    `roadmaps` are accepted by all, best first; `refused` shows why others fail.  `worse_off` are
    the parties that rank the end below the status quo; `spoiling` is how those of them that no
    step needs could upset it by a move of their own.
    """

    steps: tuple[str, ...]
    state: str
    legal: int
    accepted: Mapping[str, int] = field(hash=False)
    roadmaps: tuple[Roadmap, ...]
    refused: tuple[Roadmap, ...]
    worse_off: tuple[str, ...]
    spoiling: tuple[Spoiling, ...]

    @property
    def spoilers(self) -> tuple[str, ...]:
        """The parties that could upset it although no step needs them."""
        return tuple(item.party for item in self.spoiling)

    def to_dict(self) -> dict[str, object]:
        """Return the set in plain words."""
        return {
            "steps": list(self.steps),
            "state": self.state,
            "legal": self.legal,
            "accepted": dict(self.accepted),
            "roadmaps": [roadmap.to_dict() for roadmap in self.roadmaps],
            "refused": [roadmap.to_dict() for roadmap in self.refused],
            "worse_off": list(self.worse_off),
            "spoilers": list(self.spoilers),
            "spoiling": [item.to_dict() for item in self.spoiling],
        }


@dataclass(frozen=True, slots=True)
class Roadmaps:
    """The ways to a target: sets of steps, with the orders of each.

    `found` is `steps` if there are any, `already` if the target holds in the status quo,
    `impossible` if no state satisfies it, `unreachable` if no legal order leads to it, `not
    established` if none of those that were looked at does.
    `agreed` tells whether each set leaves every party at least as well off as today,
    `accepted_by_all` whether every party accepts some order of each.  `holding` are larger sets,
    shown where none of the smallest has a strongly self-enforcing roadmap.  `limits` say what was
    left out; the sets are not `settled` if orders that were left out could be what these are not.
    """

    asked: Asked
    target: str
    found: str
    agreed: bool
    accepted_by_all: bool
    step_sets: tuple[StepSet, ...]
    holding: tuple[StepSet, ...]
    unknown_order: tuple[str, ...]
    notes: tuple[str, ...]
    limits: tuple[str, ...]
    settled: bool

    @property
    def complete(self) -> bool:
        """Whether everything was looked at."""
        return not self.limits

    def rows(self) -> list[dict[str, object]]:
        """Return one row for each roadmap shown."""
        return [
            {
                "steps": list(found.steps),
                "kinds": list(roadmap.kinds),
                "bundles": [" + ".join(bundle) for bundle in roadmap.bundles],
                "accepted": roadmap.accepted,
                "self_enforcing": roadmap.self_enforcing,
                "end": roadmap.end,
            }
            for found in (*self.step_sets, *self.holding)
            for roadmap in (*found.roadmaps, *found.refused)
        ]

    def to_dict(self) -> dict[str, object]:
        """Return the answer as one plain document."""
        return {
            **self.asked.to_dict(),
            "target": self.target,
            "found": self.found,
            "agreed": self.agreed,
            "accepted_by_all": self.accepted_by_all,
            "step_sets": [found.to_dict() for found in self.step_sets],
            "holding": [found.to_dict() for found in self.holding],
            "unknown_order": list(self.unknown_order),
            "notes": [*self.limits, *self.notes],
            "settled": self.settled,
            "complete": self.complete,
        }

    def _repr_html_(self) -> str:
        from detente.analyses.showing import html_table

        return html_table(f"{self.asked.title}: roadmaps to {self.target}", self.rows())
