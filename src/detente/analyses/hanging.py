"""What the answer hangs on: the single items without which it would be another one.

Each position, statement, condition, rule and channel is left out in turn and the question asked anew:
which preferred moves are open from the status quo, and where do such moves end?  An item
whose loss changes nothing is not named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.analyses.answer import Asked, asked
from detente.analyses.onward import Survey, survey
from detente.analyses.taken import Taken
from detente.conflict.conflict import statements
from detente.conflict.parties import Condition
from detente.errors import ConflictProblems, WrongUse
from detente.graph.compiling import compile
from detente.graph.model import GraphModel

MOST_STATES = 1 << 13  # states of a model for which every item is tried in turn


@dataclass(frozen=True, slots=True)
class Change:
    """What would be different without one item.

    `opened` and `closed` are moves from the status quo; `endings` and `circles` are where such
    moves would then lead.  `complete` is false if there were too many states to follow.
    """

    item: str
    status_quo_rests: bool
    opened: tuple[Taken, ...]
    closed: tuple[Taken, ...]
    endings: tuple[str, ...]
    circles: tuple[tuple[str, ...], ...]
    complete: bool

    def to_dict(self) -> dict[str, object]:
        """Return the change in plain words."""
        return {
            "item": self.item,
            "status_quo_rests": self.status_quo_rests,
            "opened": [list(move.steps) for move in self.opened],
            "closed": [list(move.steps) for move in self.closed],
            "endings": list(self.endings),
            "circles": [list(circle) for circle in self.circles],
            "opened_moves": [move.to_dict() for move in self.opened],
            "closed_moves": [move.to_dict() for move in self.closed],
            "complete": self.complete,
        }


@dataclass(frozen=True, slots=True)
class Hanging:
    """The items that the answer hangs on, of `tried` that were left out in turn."""

    asked: Asked
    tried: int
    changes: tuple[Change, ...]
    complete: bool

    def rows(self) -> list[dict[str, object]]:
        """Return one row for each item that matters."""
        return [change.to_dict() for change in self.changes]

    def to_dict(self) -> dict[str, object]:
        """Return the answer as one plain document."""
        return {
            **self.asked.to_dict(),
            "tried": self.tried,
            "changes": self.rows(),
            "complete": self.complete,
        }

    def _repr_html_(self) -> str:
        from detente.analyses.showing import html_table

        return html_table(f"{self.asked.title}: what the answer hangs on", self.rows())


def hanging(graph: GraphModel) -> Hanging:
    """Return the single items without which the answer on the status quo would differ.

    For models above `MOST_STATES` nothing is tried, and the result says so.
    """
    head = asked("hanging", graph)
    if graph.count > MOST_STATES or graph.status_quo is None:
        return Hanging(head, 0, (), complete=False)
    before = survey(graph, graph.number(graph.status_quo))
    whole = before.complete
    changes, tried = [], 0
    for item in items(graph):
        after = _without(graph, item)
        if after is None:
            continue
        tried += 1
        whole = whole and after.complete
        change = _compare(item, before, after)
        if change is not None:
            changes.append(change)
    return Hanging(head, tried, tuple(changes), complete=whole)


def items(graph: GraphModel) -> Iterator[str]:
    """Yield the positions and the ids of the items that count in a model."""
    selection = graph.selection
    yield from (p.name for p in selection.conflict.positions if p.name not in selection.without)
    yield from single_items(graph)


def single_items(graph: GraphModel) -> Iterator[str]:
    """Yield the ids of the items that count in a model; what is true by definition is none."""
    selection = graph.selection
    for party in selection.parties:
        yield from (statement.id for statement in statements(party.prefers))
        yield from (weight.id for weight in party.weights)
        yield from (c.id for c in party.conditions if isinstance(c, Condition))
    yield from (rule.id for rule in selection.rules if not rule.basis.definition)
    yield from (f"{option.name}.needs" for option in selection.options if option.needs)
    yield from (f"{option.name}.after" for option in selection.options if option.after)
    yield from (channel.id for channel in selection.channels)


def _without(graph: GraphModel, item: str) -> Survey | None:
    selection = graph.selection
    try:
        other = compile(
            selection.conflict,
            perspective=selection.perspective.name,
            epoch=selection.epoch,
            without=(*selection.without, item),
            status_quo=graph.status_quo,
        )
        return survey(other, other.number(str(graph.status_quo)))
    except (ConflictProblems, WrongUse):
        return None


def _compare(item: str, before: Survey, after: Survey) -> Change | None:
    # of several ways to one state that is treated as one, any is the same move
    then, now = ({(move.parties, move.to) for move in one.open} for one in (after, before))
    opened = tuple(move for move in after.open if (move.parties, move.to) not in now)
    closed = tuple(move for move in before.open if (move.parties, move.to) not in then)
    ends_before = {ending.state for ending in before.endings}
    ends_after = tuple(ending.state for ending in after.endings)
    followed = before.complete and after.complete
    elsewhere = ends_before != set(ends_after) or set(before.circles) != set(after.circles)
    if not opened and not closed and not (followed and elsewhere):
        return None
    return Change(item, not after.open, opened, closed, ends_after, after.circles, after.complete)
