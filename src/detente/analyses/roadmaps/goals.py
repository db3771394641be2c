"""A roadmap whose holding is in question, and the two goals that a promise can serve.

A roadmap can be made *self-enforcing*, so that nobody is tempted to leave it at any stage that
counts; or its end can be made to *rest*, so that nobody gains by a move of its own from there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from detente.analyses.sequencing.accepting import REQUIREMENTS
from detente.analyses.sequencing.enforcing import never_tempts, rests
from detente.analyses.sequencing.sides import Sides, places_of
from detente.analyses.wording import Words, short_words
from detente.graph.model import GraphModel

Goal = Literal["self-enforcing", "resting"]

MOST_LURES = 20  # temptations by which promises that change nothing are told apart


@dataclass(frozen=True)
class Lure:
    """A temptation: the states it may pass on its way, and the options undone on it, as bits.

    A promise that changes no move on the way leaves the temptation as it is.
    """

    states: NDArray[np.int64]
    undone: int


@dataclass(frozen=True)
class Case:
    """A roadmap as its sides see it: its stages, and from which of them on they count.

    `first` is the first stage that counts, 0 the status quo; `require` is what parties insist on.
    """

    sides: Sides
    stages: tuple[int, ...]
    first: int = 0
    require: Collection[str] = REQUIREMENTS

    @cached_property
    def words(self) -> Words:
        """The words of the conflict."""
        return short_words(self.sides.graph.conflict)

    @property
    def graph(self) -> GraphModel:
        """The model the roadmap is legal in."""
        return self.sides.graph

    @cached_property
    def places(self) -> tuple[int, ...]:
        """The states of the roadmap that count."""
        return places_of(self.sides, self.stages)[self.first :]

    @property
    def end(self) -> int:
        """The combination of options that the roadmap ends in."""
        return self.sides.orders.start ^ (self.stages[-1] if self.stages else 0)

    def in_effect(self, bit: int) -> bool:
        """Tell whether an option is in effect at the end, by the roadmap or since before it."""
        return bool(self.end >> bit & 1)

    @cached_property
    def lures(self) -> tuple[Lure, ...]:
        """The first few ways in which a party is tempted to leave the roadmap."""
        return tuple(islice(self._lures(), MOST_LURES))

    def _lures(self) -> Iterator[Lure]:
        back, ranks = self.sides.fallback, self.sides.ranks
        states = back.own[0].states
        for place in self.places:
            for number in self.sides.deciders:
                moves = back.own[number].leading(place)
                worth = ranks[number, self.places[-1]]
                for to in (place, *moves[moves >= 0].tolist()):
                    if back.best[number, to] > worth:
                        passed = back.passed(to)
                        arcs = np.isin(back.starts, passed)
                        undone = states[back.starts[arcs]] & ~states[back.ends[arcs]]
                        grabbed = int(states[place]) & ~int(states[to])
                        yield Lure(
                            states[passed], grabbed | int(np.bitwise_or.reduce(undone, initial=0))
                        )

    def holds(self, goal: Goal, sides: Sides, places: Sequence[int] | None = None) -> bool:
        """Tell whether the roadmap would reach a goal with other sides, or fewer stages."""
        if goal == "resting":
            return rests(sides, self.places[-1])
        return never_tempts(sides, self.places if places is None else places)
