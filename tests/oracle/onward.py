"""Where a conflict goes on from a state, taken literally: by moves that each mover prefers.

Such a move is an improvement of one party, or a joint improving move; of those with idle steps
only the part that is not idle is told.  Followed on, they end in states from which there are
none, or go round: in a set of states each of which leads to all the others and to no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass

from .literal import Group, Literal, Point
from .verdicts import is_lean, joint_moves, terms_kept

Move = tuple[Group, frozenset[str], str]  # who, which options are switched, to where


def opened(model: Literal, state: str) -> frozenset[Move]:
    """Return the moves from a state that each mover prefers, without idle steps.

    An improvement of one party has idle steps if a legal part of it by the same party is at least
    as good; where states are merged or listed, no steps are told, and every improvement counts.
    """
    key = ("opened", state)
    memo: dict[object, frozenset[Move]] = model.memo  # type: ignore[assignment]
    if key not in memo:
        memo[key] = frozenset(_opened(model, state))
    return memo[key]


def _opened(model: Literal, state: str) -> Iterator[Move]:
    for party in model.parties:
        for to in model.moves[party][state]:
            if model.prefers(party, to, state):
                if not model.plain:
                    yield frozenset({party}), frozenset(), to
                    continue
                (before,), (after,) = model.members[state], model.members[to]
                if is_lean(model, frozenset({party}), before, after):
                    yield frozenset({party}), before ^ after, to
    if model.conflict.explicit:
        return
    lean = {(group, to) for group, to, is_it in joint_moves(model, state) if is_it}
    for group, before, after in model.leading(state):
        to = model.state_of[after]
        if (
            (group, to) in lean
            and all(model.prefers(j, to, state) for j in group)
            and terms_kept(model, group, before, after)
            and is_lean(model, group, before, after)
        ):
            yield group, before ^ after, to


@dataclass(frozen=True)
class Followed:
    """All states on the way, those at which it ends, and the sets in which it goes round."""

    passed: frozenset[str]
    ends: frozenset[str]
    circles: frozenset[frozenset[str]]


def followed(model: Literal, state: str) -> Followed:
    """Return where the moves that each mover prefers lead from a state."""
    passed = onward(model, state) | {state}
    reach = {one: onward(model, one) for one in passed}
    return Followed(
        frozenset(passed),
        frozenset(one for one in passed if not reach[one]),
        frozenset(
            reach[one]
            for one in passed
            if reach[one] and all(one in reach[other] for other in reach[one])
        ),
    )


def onward(model: Literal, state: str) -> frozenset[str]:
    """Return where one or more such moves lead."""
    seen: set[str] = set()
    waiting = [state]
    while waiting:
        fresh = {to for _, _, to in opened(model, waiting.pop())} - seen
        seen |= fresh
        waiting += fresh
    return frozenset(seen)


def lacking(model: Literal, items: Iterable[str], epoch: object) -> Literal:
    """Return the model without some more items; what is possible is shared where it is the same."""
    dropped = model.without | frozenset(items)
    conflict, view = model.conflict, model.perspective.name
    guards = {f"{o.name}.{guard}" for o in conflict.options for guard in ("needs", "after")}
    rules = {item.id for item in (*conflict.rules, *conflict.channels)}
    fresh = Literal(conflict, view, epoch, dropped)  # type: ignore[arg-type]
    if (guards | rules) & dropped == (guards | rules) & model.without:
        shared = copy(model)
        for name in ("worth",):
            shared.__dict__.pop(name, None)
        shared.without, shared.chosen, shared.conditions = dropped, fresh.chosen, fresh.conditions
        shared.memo = {}
        return shared
    return fresh


def way_leads(
    model: Literal, state: str, way: Iterable[tuple[Group, frozenset[str]]]
) -> str | None:
    """Return where moves one after another lead, if each is open where it is made."""
    here = state
    for group, steps in way:
        ends = [
            to for who, switched, to in opened(model, here) if (who, switched) == (group, steps)
        ]
        if len(ends) != 1:
            return None
        (here,) = ends
    return here


def point_of(model: Literal, state: str) -> Point:
    """Return the one point of a state."""
    (point,) = model.members[state]
    return point
