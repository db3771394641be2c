"""Initiatives: a first step that costs its party, or gains it nothing, and is answered.

C. E. Osgood, *An Alternative to War or Surrender*, 1962, proposed such steps as a way out of
tension.  Here a party's own move from the status quo is an initiative if it is no improvement and
the party *surely* comes out ahead: every state that it falls back to is better for it than the
status quo.  It *may* if a single improvement of another party leads to such a state.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.analyses.joint import steps
from detente.analyses.sequencing.fallback import Fallback, fallback
from detente.analyses.sequencing.orders import start_of
from detente.analyses.sequencing.own import own_moves
from detente.graph.model import GraphModel


@dataclass(frozen=True, slots=True)
class Answer:
    """A single improvement of another party that would repay an initiative."""

    party: str
    steps: tuple[str, ...]
    to: str

    def to_dict(self) -> dict[str, object]:
        """Return the answer in plain words."""
        return {"party": self.party, "steps": list(self.steps), "to": self.to}


@dataclass(frozen=True, slots=True)
class Initiative:
    """A move that costs its party, and pays surely (`sure`) or if a possible `answer` is given.

    `ends` is where it comes to rest afterwards; `circular` if some of these states form a circle of
    moves that is not left, in which it comes to no rest.
    """

    party: str
    steps: tuple[str, ...]
    to: str
    sure: bool
    ends: tuple[str, ...]
    circular: bool
    answer: Answer | None

    def to_dict(self) -> dict[str, object]:
        """Return the initiative in plain words."""
        return {
            "party": self.party,
            "steps": list(self.steps),
            "to": self.to,
            "sure": self.sure,
            "ends": list(self.ends),
            "circular": self.circular,
            "answer": None if self.answer is None else self.answer.to_dict(),
        }


def initiatives(graph: GraphModel) -> tuple[Initiative, ...] | None:
    """Return the smallest initiatives of every party, from the status quo.

    None if some party has too many moves of its own to tell where they lead.  Of the sure ones each that holds no smaller sure one; of those that may be answered each that
    holds neither a smaller one of its kind nor a sure one.

    Raises as `fallback` does, and WrongUse if the file names no status quo.
    """
    start = start_of(graph)
    if any(own.widest is not None for own in own_moves(graph)):
        return None
    back = fallback(graph)
    here = int(back.own[0].place[start])
    found = []
    for number, own in enumerate(back.own):
        ranks = back.ranks[number]
        moves = own.leading(here)
        cost = np.flatnonzero((moves >= 0) & (ranks[moves] <= ranks[here]))
        sure = [m for m in cost.tolist() if back.worst[number, moves[m]] > ranks[here]]
        answers = {m: _answer(graph, back, number, here, int(moves[m])) for m in cost.tolist()}
        patterns = own.switched.tolist()
        shown = _smallest(sure, patterns)
        for move in _smallest([m for m in cost.tolist() if answers[m]], patterns):
            # more than a sure one needs is no help
            if all(patterns[move] & patterns[one] != patterns[one] for one in shown):
                shown.append(move)
        for move in sorted(shown):
            place = int(moves[move])
            ends = back.rests_in(place)
            found.append(
                Initiative(
                    graph.parties[number],
                    steps(graph, start, start ^ patterns[move]),
                    _write(graph, back, place),
                    move in sure,
                    tuple(_write(graph, back, end) for end in ends),
                    any(back.following(end).size > 0 for end in ends),
                    answers[move],
                )
            )
    return tuple(found)


def _answer(graph: GraphModel, back: Fallback, number: int, here: int, place: int) -> Answer | None:
    """Return another party's smallest improvement that leaves the first better off than here."""
    ranks = back.ranks[number]
    for other, own in enumerate(back.own):
        if other == number:
            continue
        moves = own.leading(place)
        good = (moves >= 0) & (back.ranks[other][moves] > back.ranks[other][place])
        good &= ranks[moves] > ranks[here]
        if good.any():
            first = int(np.flatnonzero(good)[0])
            begin = int(own.states[place])
            taken = steps(graph, begin, begin ^ int(own.switched[first]))
            return Answer(graph.parties[other], taken, _write(graph, back, int(moves[first])))
    return None


def _smallest(chosen: list[int], patterns: list[int]) -> list[int]:
    """Return the moves that hold no other chosen one; `patterns` come with the small ones first."""
    found: list[int] = []
    for move in chosen:
        if all(patterns[move] & patterns[other] != patterns[other] for other in found):
            found.append(move)
    return found


def _write(graph: GraphModel, back: Fallback, place: int) -> str:
    return graph.naming.write(int(back.own[0].states[place]))
