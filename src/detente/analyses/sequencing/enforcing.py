"""Whether a roadmap holds by itself: who is tempted to leave it, when, and where that would end.

At each stage a party can stop, or take any move of its own instead of going on; agreement then
has stopped and the fallback follows.  The party is tempted if the best it may fall back to is
better for it than the end of the roadmap, and surely tempted if even the worst is.  A roadmap is
strongly self-enforcing if nobody is ever tempted, weakly if nobody ever surely is.  None of this
is established where some party has more moves of its own than can be listed.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from detente.analyses.joint import steps
from detente.analyses.sequencing.fallback import Fallback, around
from detente.analyses.sequencing.own import Own
from detente.analyses.sequencing.sides import Sides
from detente.analyses.settled import UNSETTLED
from detente.graph.model import GraphModel

Strength = Literal["strong", "weak", "no", "not established"]
End = Literal["resting", "held by threat", "unravels", "not established"]

MOST_ENDS = 8  # states of one fallback that are written out
MOST_CIRCLED = 24  # states of one circle


@dataclass(frozen=True, slots=True)
class Circle:
    """States among which it goes on and on and never rests: the first few, and how many in all."""

    states: tuple[str, ...]
    size: int

    def to_dict(self) -> dict[str, object]:
        """Return the circle in plain words."""
        return {"states": list(self.states), "size": self.size}


@dataclass(frozen=True, slots=True)
class Ends:
    """What a state falls back to: `states` are the first few of it, `count` how many there are.

    Those that stand on none of the `circles` are states of rest.
    """

    states: tuple[str, ...]
    count: int
    circles: tuple[Circle, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """Return it in plain words."""
        return {
            "ends": list(self.states),
            "ends_in_all": self.count,
            "circles": [circle.to_dict() for circle in self.circles],
        }


@dataclass(frozen=True, slots=True)
class Temptation:
    """A party that would rather leave a roadmap at a stage: by which steps, to fall back where.

    No `steps` means that it stops.  `surely` if the worst fallback is better for it than the end
    of the roadmap; `at_once` if the move itself leads to something better than the stage; to stop
    never does.  `back` is what follows: the fallback, the best for the party first.
    """

    stage: int
    party: str
    steps: tuple[str, ...]
    to: str
    back: Ends
    surely: bool
    at_once: bool

    @property
    def ends(self) -> tuple[str, ...]:
        """The first few states that it falls back to."""
        return self.back.states

    def to_dict(self) -> dict[str, object]:
        """Return the temptation in plain words."""
        return {
            "stage": self.stage,
            "party": self.party,
            "steps": list(self.steps),
            "to": self.to,
            **self.back.to_dict(),
            "surely": self.surely,
            "at_once": self.at_once,
        }


def strength(sides: Sides, places: Sequence[int]) -> Strength:
    """Return how far a roadmap enforces itself; `places` are its states, the status quo first."""
    if not sides.whole:
        return UNSETTLED
    best, worst = sides.fallback.tempting
    parties, here = list(sides.deciders), list(places)
    worth = sides.ranks[parties][:, [here[-1]]]
    if (best[parties][:, here] <= worth).all():
        return "strong"
    return "weak" if (worst[parties][:, here] <= worth).all() else "no"


def never_tempts(
    sides: Sides, places: Sequence[int], parties: Collection[int] | None = None
) -> bool:
    """Tell whether a roadmap never tempts some parties, the deciders if none are named.

    This looks only at the states that the roadmap may lead to.  If it tempts no decider, it is
    strongly self-enforcing.

    Where that has to be told of many sides, this is much less work than `strength`.
    """
    if not sides.whole:
        return False
    ways = {
        number: {to for place in places for _, to in _ways(sides.sides[number].own, place)}
        for number in (sides.deciders if parties is None else parties)
    }
    own = tuple(side.own for side in sides.sides)
    found, back = around(
        own, tuple(side.ranks for side in sides.sides), set().union(*ways.values())
    )
    return all(
        (
            back.best[number][np.searchsorted(found, list(some))] <= sides.ranks[number, places[-1]]
        ).all()
        for number, some in ways.items()
    )


def rests(sides: Sides, place: int) -> bool:
    """Tell whether no party gains by a move of its own from a state, as far as these are listed."""
    here = np.array([place], dtype=np.int32)
    return sides.whole and not any(
        side.own.leading_on(side.ranks, here)[0].size for side in sides.sides
    )


def end_of(sides: Sides, place: int) -> tuple[End, tuple[int, ...]]:
    """Return what keeps an end state, and where it falls back to, nowhere if that is not known."""
    if not sides.whole:
        return UNSETTLED, ()
    ends = sides.fallback.rests_in(place)
    if ends == (place,):
        return "resting", ends
    ranks = sides.ranks[list(sides.deciders)]
    better = (ranks[:, list(ends)] > ranks[:, [place]]).any()
    return ("unravels" if better else "held by threat"), ends


def temptations(sides: Sides, places: Sequence[int]) -> tuple[Temptation, ...]:
    """Return who is tempted at which stage, by the smallest moves that tempt.

    Stage 0 is the status quo.  A larger move is left out if a part of it tempts as surely.  Nobody,
    if own moves are too many to tell where it would end.
    """
    found: list[Temptation] = []
    if not sides.whole:
        return ()
    for stage, place in enumerate(places):
        for number in sides.deciders:
            found += _of(sides, number, stage, place, places[-1])
    return tuple(found)


def _of(sides: Sides, number: int, stage: int, place: int, goal: int) -> list[Temptation]:
    graph, back, own = sides.graph, sides.fallback, sides.fallback.own[number]
    worth = int(sides.ranks[number, goal])
    found: list[Temptation] = []
    told: list[tuple[int, bool]] = []
    for pattern, to in _ways(own, place):
        surely = bool(back.worst[number, to] > worth)
        smaller = any(part & pattern == part and (also or not surely) for part, also in told)
        if back.best[number, to] <= worth or smaller:
            continue
        told.append((pattern, surely))
        found.append(
            Temptation(
                stage,
                graph.parties[number],
                _steps(sides, place, pattern),
                graph.naming.write(int(own.states[to])),
                falls_to(graph, back, to, best_for=number),
                surely,
                bool(sides.ranks[number, to] > sides.ranks[number, place]),
            )
        )
    return found


def _ways(own: Own, place: int) -> list[tuple[int, int]]:
    """Return what a party can do at a state: stop, or switch something; smallest first."""
    moves = own.leading(place)
    can = np.flatnonzero(moves >= 0)
    return [(0, place), *zip(own.switched[can].tolist(), moves[can].tolist(), strict=True)]


def falls_to(graph: GraphModel, back: Fallback, place: int, *, best_for: int | None = None) -> Ends:
    """Return what a state falls back to, as words; the best for a party first, if one is named."""
    states = back.own[0].states

    def write(places: Sequence[int]) -> tuple[str, ...]:
        return tuple(graph.naming.write(int(states[place])) for place in places)

    def in_order(places: Sequence[int]) -> list[int]:
        if best_for is None:
            return list(places)
        return sorted(places, key=lambda end: (-int(back.ranks[best_for][end]), end))

    ends = in_order(back.rests_in(place))
    # in one order, so that what is written of the ends is written of the circles too
    circles = [in_order(ending) for ending in back.endings(place) if len(ending) > 1]
    return Ends(
        write(ends[:MOST_ENDS]),
        len(ends),
        tuple(Circle(write(circle[:MOST_CIRCLED]), len(circle)) for circle in circles),
    )


def _steps(sides: Sides, place: int, pattern: int) -> tuple[str, ...]:
    state = int(sides.fallback.own[0].states[place])
    return steps(sides.graph, state, state ^ pattern)
