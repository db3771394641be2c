"""Exposure: how far the others could hurt a party at a stage, and whether it could recover.

At a state the others may answer by any moves of their own, nobody twice running.  A party is
*exposed* there if the worst they can lead to is worse for it than the worst they can lead to
from the status quo already; *recoverably* if one own move afterwards makes up for it as well as it
would from the status quo, else *unrecoverably*.  The exposure is *credible* if the same can be
said of moves that each mover gains by, there and from the status quo.  Its *depth* counts the party's classes of equally
good states between the two; depths of different parties cannot be compared.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from detente.analyses.sequencing.fallback import ranks_of
from detente.analyses.sequencing.orders import start_of
from detente.analyses.sequencing.own import Own, Ranks, own_moves
from detente.analyses.sequencing.shortest import shortest
from detente.analyses.taken import Taken
from detente.graph.model import GraphModel
from detente.graph.passes import highest
from detente.graph.worst import worst as worst_led_to

Kind = Literal["none", "recoverable", "unrecoverable"]


@dataclass(frozen=True, slots=True)
class Exposed:
    """A party after a stage of a roadmap: `kind` is none, recoverable or unrecoverable.

    `by` is a shortest sequence of the others' own moves that proves it: to the worst for the
    party, or, where it could not recover, to where it could not.  `credibly` is what the
    kind is if the others make only moves that each of them gains by, there and today, and
    `credible_by` such moves.
    `with_joint_acts` is what it is if the others could also act jointly.  `already`: the stage
    itself is worse for the party than anything they can lead to today.
    """

    stage: int
    party: str
    kind: Kind
    already: bool
    depth: int
    by: tuple[Taken, ...]
    credibly: Kind
    credible_by: tuple[Taken, ...]
    with_joint_acts: Kind

    @property
    def credible(self) -> bool:
        """Whether the others could hurt the party by moves that each of them gains by."""
        return self.credibly != "none"

    def to_dict(self) -> dict[str, object]:
        """Return the exposure in plain words."""
        return {
            "stage": self.stage,
            "party": self.party,
            "exposed": self.kind,
            "already": self.already,
            "credible": self.credible,
            "depth": self.depth,
            "by": [move.to_dict() for move in self.by],
            "credibly": self.credibly,
            "credible_by": [move.to_dict() for move in self.credible_by],
            "with_joint_acts": self.with_joint_acts,
        }


@dataclass(frozen=True)
class Exposure:
    """For each party (row) and state that exists (column): exposed, and in which ways.

    `worst` holds the party's rank of the worst that the others can lead to, `least` its rank of
    the least that it can then make of it by one own move, and `mended` what it can make of each
    state.  `credible`: only moves that each mover gains by are counted.
    """

    worst: Ranks
    least: Ranks
    mended: Ranks
    exposed: NDArray[np.bool_]
    recoverable: NDArray[np.bool_]
    credible: bool


def exposure(graph: GraphModel, *, joint_acts: bool = False, credible: bool = False) -> Exposure:
    """Return the exposure of every party in every state.

    `credible` counts only moves by which each mover gains.  Raises LimitReached if there are too
    many moves to list.
    """
    found: Exposure = graph.remember(
        ("exposure", joint_acts, credible),
        lambda: _exposure(graph, joint_acts=joint_acts, credible=credible),
    )
    return found


def _exposure(graph: GraphModel, *, joint_acts: bool, credible: bool) -> Exposure:
    own = own_moves(graph)
    here = int(own[0].place[start_of(graph)])
    ranks = ranks_of(graph)
    led_to = partial(_led_to, graph, joint_acts=joint_acts, credible=credible)
    parties = range(len(graph.parties))
    worst = np.stack([led_to(number, ranks[number]) for number in parties])
    mended = graph.remember(
        ("mended",),
        lambda: np.stack([_best(graph, number, own[number], ranks[number]) for number in parties]),
    )
    least = np.stack([led_to(number, mended[number]) for number in parties])
    exposed, recoverable = worst < worst[:, [here]], least >= least[:, [here]]
    return Exposure(worst, least, mended, exposed, recoverable, credible)


def _best(graph: GraphModel, number: int, own: Own, values: Ranks) -> Ranks:
    """Return the largest of `values` over each state and those one own move away, listed or not."""
    if own.widest is None:
        return own.best(values)
    everywhere = np.zeros(graph.exists.size, dtype=np.uint32)
    everywhere[own.states] = values.astype(np.uint32)
    found = highest(graph.one_move(1 << number), everywhere)
    return found[own.states].astype(np.int32)


def _led_to(
    graph: GraphModel, number: int, values: Ranks, *, joint_acts: bool, credible: bool
) -> Ranks:
    states = own_moves(graph)[0].states
    everywhere = np.zeros(graph.exists.size, dtype=np.uint32)
    everywhere[states] = values.astype(np.uint32)
    found = worst_led_to(graph, number, everywhere, improving=credible, joint_acts=joint_acts)
    return found[states].astype(np.int32)


def exposed_along(
    graph: GraphModel, places: Iterable[int], *, parties: Iterable[int] | None = None
) -> tuple[Exposed, ...]:
    """Return who is exposed after each stage; `places` are the states of the stages, in order."""
    plain, joint = exposure(graph), exposure(graph, joint_acts=True)
    likely = exposure(graph, credible=True)
    here, ranks = int(own_moves(graph)[0].place[start_of(graph)]), ranks_of(graph)
    chosen = tuple(range(len(graph.parties)) if parties is None else parties)
    found = []
    for stage, place in enumerate(places, start=1):
        for number in chosen:
            kind, jointly = _kind(plain, number, place), _kind(joint, number, place)
            if kind == jointly == "none":
                continue
            credibly = _kind(likely, number, place)
            lost = kind == "unrecoverable"
            # paying moves prove it too if they lead beyond recovery, or to the worst; where single
            # parties hurt it no more than they can today, nothing does
            if lost:
                proven = likely.least[number, place] < plain.least[number, here]
            else:
                proven = likely.worst[number, place] == plain.worst[number, place]
            paying = proven and (credibly == kind or (credibly != "none" and not lost))
            by = _way(graph, likely if paying else plain, number, place, lost=lost)
            found.append(
                Exposed(
                    stage,
                    graph.parties[number],
                    kind,
                    bool(ranks[number][place] < plain.worst[number, here]),
                    max(int(plain.worst[number, here] - plain.worst[number, place]), 0),
                    by if kind != "none" else (),
                    credibly,
                    _way(graph, likely, number, place, lost=lost and credibly == kind),
                    jointly,
                )
            )
    return tuple(found)


def _kind(closure: Exposure, number: int, place: int) -> Kind:
    if not closure.exposed[number, place]:
        return "none"
    return "recoverable" if closure.recoverable[number, place] else "unrecoverable"


def _way(
    graph: GraphModel, closure: Exposure, number: int, place: int, *, lost: bool
) -> tuple[Taken, ...]:
    """Return a shortest sequence of the others' own moves that proves an exposure.

    It leads to the worst for the party; or, if it is `lost`, to where it could recover least.  None
    where it takes moves that are too large to be listed.
    """
    if not closure.exposed[number, place]:
        return ()
    values = closure.mended[number] if lost else ranks_of(graph)[number]
    led_to = (closure.least if lost else closure.worst)[number]
    lowest = led_to[place]
    ends = values == lowest
    # from no other state does a sequence lead to one of these ends
    between = ends | (led_to == lowest)
    return shortest(graph, place, ends, between, without=number, gaining=closure.credible)
