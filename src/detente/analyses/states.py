"""states: which states there are, what is in effect in each, and how each party ranks them.

A place counts from the best: place 1 are the states that a party prefers to all others, equals
share a place.  Where a file leaves an order of importance unknown, places follow the order
written, and the answer says for whom.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from detente.analyses.answer import LIST_UP_TO, MOST_PATTERNS, Asked, StateSet, asked, state_set
from detente.analyses.choosing import chosen, in_target, pattern_of
from detente.analyses.leaving import Leave, leaving
from detente.analyses.wording import counted
from detente.conflict.logic import Formula, to_text
from detente.graph.comparing import unknown_order
from detente.graph.model import GraphModel, Truth


@dataclass(frozen=True, slots=True)
class StateView:
    """One state: the options in effect, the targets it satisfies, its place for each party.

    `label` is what a named state is called.  In a state that stands for several combinations
    `options` are those in effect in all of them, `varying` those in effect in some.
    """

    state: str
    options: tuple[str, ...]
    label: str
    status_quo: bool
    targets: tuple[str, ...]
    places: Mapping[str, int] = field(hash=False)
    varying: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """Return the state in plain words."""
        return {
            "state": self.state,
            "label": self.label or None,
            "options": list(self.options),
            "varying": list(self.varying),
            "status_quo": self.status_quo,
            "targets": list(self.targets),
            "places": dict(self.places),
        }


@dataclass(frozen=True, slots=True)
class States:
    """Some of the states of a conflict, and the moves that lead to them if asked for.

    `count` states are meant, of `feasible` there are; `patterns` cover them where they are too
    many to list.  `last_place` is the worst place of each party.  `complete` is false if the limit
    left out states that no pattern covers; a party's best few are an answer by themselves.
    """

    asked: Asked
    options: tuple[str, ...]
    parties: tuple[str, ...]
    feasible: int
    count: int
    status_quo: str | None
    unknown_order: tuple[str, ...]
    last_place: Mapping[str, int] = field(hash=False)
    states: tuple[StateView, ...]
    patterns: StateSet | None
    start: str | None
    moves: tuple[Leave, ...]
    notes: tuple[str, ...] = ()
    complete: bool = True

    def rows(self) -> list[dict[str, object]]:
        """Return one row for each move if moves were asked for, else for each state."""
        if self.start is not None:
            return [move.to_dict() for move in self.moves]
        return [
            {
                "state": view.state,
                "options": list(view.options),
                "status_quo": view.status_quo,
                "targets": list(view.targets),
                **{f"place for {party}": place for party, place in view.places.items()},
            }
            for view in self.states
        ]

    def to_dict(self) -> dict[str, object]:
        """Return the answer as one plain document."""
        document: dict[str, object] = {
            **self.asked.to_dict(),
            "options": list(self.options),
            "parties": list(self.parties),
            "feasible": self.feasible,
            "count": self.count,
            "status_quo": self.status_quo,
            "unknown_order": list(self.unknown_order),
            "last_place": dict(self.last_place),
            "states": [view.to_dict() for view in self.states],
            "patterns": list(self.patterns.patterns) if self.patterns else [],
            "patterns_complete": self.patterns.complete if self.patterns else True,
        }
        if self.start is not None:
            document |= {"from": self.start, "moves": [move.to_dict() for move in self.moves]}
        return document | {"notes": list(self.notes), "complete": self.complete}

    def _repr_html_(self) -> str:
        from detente.analyses.showing import html_table

        what = "states" if self.start is None else f"moves from {self.start}"
        return html_table(f"{self.asked.title}: {what}", self.rows())


def states(
    graph: GraphModel,
    *,
    party: str | None = None,
    where: str | Formula | None = None,
    start: str | None = None,
    limit: int = LIST_UP_TO,
) -> States:
    """Return the states of a model, in words.

    Parameters
    ----------
    party : only this party's places, and its best states first.
    where : the name of a target, a pattern such as `Y--N`, or a formula; all states if left out.
    start : a state; the states meant are then those one move away from it, and each move is told.
    limit : the most states that are listed; above it patterns cover them all, or, with `party`,
        its best ones are listed.

    Raises
    ------
    WrongUse : for a name that the model lacks.
    LimitReached : if the state has too many moves to list.
    """
    shown = graph.parties if party is None else (graph.parties[graph.party_number(party)],)
    meant = chosen(graph, where)
    moves: tuple[Leave, ...] = ()
    begin: str | None = None
    if start is not None:
        begin = graph.naming.write(graph.number(start))
        moves = leaving(graph, begin, where=meant)
        meant = np.zeros(graph.exists.size, dtype=np.bool_)
        meant[[graph.number(move.to) for move in moves]] = True
    count = int(meant.sum())
    # the best few of a party are an answer by themselves
    too_many = count > limit and party is None
    by = where if begin is None else None
    covered = _covered(graph, meant, by, limit) if too_many else None
    by_pattern = covered is not None and bool(covered.patterns)
    shown_states = min(count, limit)
    left_out = count - shown_states if covered is not None and not by_pattern else 0
    notes = []
    if left_out:
        were, are = ("was" if left_out == 1 else "were"), ("is" if limit == 1 else "are")
        notes.append(
            f"{counted(left_out, 'state')} {were} left out: at most {limit:,} {are} listed"
        )
    elif covered is not None and not covered.complete:
        notes.append(
            f"states were left out: of the patterns that cover them the first {MOST_PATTERNS} are "
            "listed"
        )
    places = {name: _places(graph, graph.party_number(name)) for name in shown}
    return States(
        asked=asked(
            "states",
            graph,
            party=party,
            where=where if where is None or isinstance(where, str) else to_text(where),
            start=begin,
            limit=limit,
        ),
        options=graph.options,
        parties=graph.parties,
        feasible=graph.count,
        count=count,
        status_quo=graph.status_quo,
        unknown_order=tuple(
            p.name for p in graph.selection.parties if unknown_order(p, graph.count, graph.existing)
        ),
        last_place={name: int(found.max(initial=0)) for name, found in places.items()},
        states=() if by_pattern else _views(graph, meant, places, party, limit),
        patterns=covered if by_pattern else None,
        start=begin,
        moves=moves,
        notes=tuple(notes),
        complete=not notes,
    )


def _covered(graph: GraphModel, meant: Truth, where: str | Formula | None, limit: int) -> StateSet:
    """Return what covers the states meant: the one pattern they are meant by, if there is one."""
    pattern = pattern_of(graph, where)
    if pattern is not None:
        return StateSet(int(meant.sum()), (), (pattern,))
    return state_set(graph, meant, limit=limit)


def _places(graph: GraphModel, party: int) -> NDArray[np.int64]:
    """Return the place of every state, 1 for the best; 0 where no state is."""
    ranks = graph.ranks[party]
    _, inverse = np.unique(~ranks[graph.exists], return_inverse=True)
    found = np.zeros(ranks.size, dtype=np.int64)
    found[graph.exists] = inverse + 1
    return found


def _views(
    graph: GraphModel,
    meant: Truth,
    places: Mapping[str, NDArray[np.int64]],
    party: str | None,
    limit: int,
) -> tuple[StateView, ...]:
    numbers = np.flatnonzero(meant)
    if party is not None:
        numbers = numbers[np.argsort(places[party][numbers], kind="stable")]
    targets = {target.name: in_target(graph, target) for target in graph.conflict.targets}
    labels = {state.name: state.label for state in graph.conflict.states}
    found = []
    for number in numbers[:limit].tolist():
        name = graph.naming.write(number)
        found.append(
            StateView(
                state=name,
                options=_in_effect(graph, number),
                varying=_varying(graph, number),
                label=labels.get(name, ""),
                status_quo=name == graph.status_quo,
                targets=tuple(target for target, truth in targets.items() if truth[number]),
                places={owner: int(place[number]) for owner, place in places.items()},
            )
        )
    return tuple(found)


def _in_effect(graph: GraphModel, state: int) -> tuple[str, ...]:
    if not graph.options:
        return ()
    return _named(graph, int(np.bitwise_and.reduce(graph.naming.members(state))))


def _varying(graph: GraphModel, state: int) -> tuple[str, ...]:
    if not graph.options:
        return ()
    members = graph.naming.members(state)
    always, ever = np.bitwise_and.reduce(members), np.bitwise_or.reduce(members)
    return _named(graph, int(ever & ~always))


def _named(graph: GraphModel, code: int) -> tuple[str, ...]:
    return tuple(option for bit, option in enumerate(graph.options) if code >> bit & 1)
