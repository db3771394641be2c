"""A roadmap: ordered bundles of steps, and everything there is to know about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from detente.analyses.answer import Asked
from detente.analyses.sequencing.accepting import Refusal
from detente.analyses.sequencing.enforcing import End, Strength, Temptation
from detente.analyses.sequencing.exposing import Exposed
from detente.analyses.timing.dating import Dates


@dataclass(frozen=True, slots=True)
class Guarantee:
    """A smallest set of promises of one kind that would serve a goal.

    The goals are `self-enforcing` (nobody is tempted at any stage) and `resting` (nobody would
    move from the end).  A `lock` makes options impossible to undo; a `snapback` lets a party undo
    its part once another's is undone; `verification` lets steps be taken together that were to
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

    `stage` is the last that can have been reached by then, each step at its shortest; `robust` is
    None if that is not established; `worse_off` are the parties that rank the end below the status
    quo from that date on.
    """

    start: str
    title: str
    stage: int
    robust: bool | None
    end: End
    ends: tuple[str, ...]
    temptations: tuple[Temptation, ...]
    worse_off: tuple[str, ...]
    guarantees: tuple[Guarantee, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the change in plain words."""
        return {
            "from": self.start,
            "title": self.title,
            "stage": self.stage,
            "robust": self.robust,
            "end": self.end,
            "ends": list(self.ends),
            "temptations": [item.to_dict() for item in self.temptations],
            "worse_off": list(self.worse_off),
            "guarantees": [item.to_dict() for item in self.guarantees],
        }


@dataclass(frozen=True, slots=True)
class Roadmap:
    """Ordered bundles from the status quo to an end, with who moves, gains, risks and waits.

    `kinds` says why it is shown: `best`, `finest`, `coarsest`, `closest`, `all at once`,
    `A upfront`.  `movers[k]` take bundle k; `consenters[k]` are others whose declared terms speak
    of it.  `states` begins with the status quo; `fallbacks[k]` is where it comes to rest if
    agreement stops after bundle k (0: before the first), the first few states of it; there are none
    if own moves are too many to tell.
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
    fallbacks: tuple[tuple[str, ...], ...]
    guarantees: tuple[Guarantee, ...]
    dates: Dates | None
    succession: tuple[Succession, ...]

    @property
    def accepted(self) -> bool:
        """Whether every party accepts every bundle of it."""
        return not self.refusals

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
            "guarantees": [item.to_dict() for item in self.guarantees],
            "dates": None if self.dates is None else self.dates.to_dict(),
            "succession": [item.to_dict() for item in self.succession],
        }


@dataclass(frozen=True, slots=True)
class StepSet:
    """Some steps, how many orders of them there are, and the roadmaps worth looking at.

    `accepted` counts the legal orders that each party accepts, and under `all` those that all do.
    `roadmaps` are accepted by all, best first; `refused` shows why others fail.  `worse_off` are
    the parties that rank the end below the status quo; `spoilers` those of them that no bundle
    needs and that could upset it by a move of their own.
    """

    steps: tuple[str, ...]
    state: str
    legal: int
    accepted: Mapping[str, int]
    roadmaps: tuple[Roadmap, ...]
    refused: tuple[Roadmap, ...]
    worse_off: tuple[str, ...]
    spoilers: tuple[str, ...]

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
