"""What a failure rests on: a smallest set of statements, conditions and rules that suffices.

Items are left out as long as the target still fails in the same way; what remains is a ground: the
failure needs no other item, and without any one of these it is gone.  There may be several such
sets; the one given keeps declared conditions rather than statements, and statements high in a
list rather than low ones.  (A reduct: for conditions, red lines and rules a minimal unsatisfiable
subset, Liffiton and Sakallah 2008; for statements in general it is found by trying, since leaving
one out can also close what was open.)
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

import numpy as np

from detente.analyses.blockers.ladder import Rung, climb
from detente.analyses.choosing import chosen
from detente.analyses.sequencing.orders import orders_of
from detente.analyses.sequencing.sides import Sides, Truth, sides_of
from detente.analyses.sequencing.walking import walked
from detente.analyses.settled import UNSETTLED, Value
from detente.conflict.basis import Basis
from detente.conflict.conflict import statements
from detente.conflict.parties import Condition
from detente.errors import ConflictProblems, LimitReached
from detente.graph.compiling import compile
from detente.graph.model import GraphModel


@dataclass(frozen=True, slots=True)
class Ground:
    """One item that the failure rests on, with the quotations it rests on itself."""

    item: str
    kind: str
    party: str
    because: tuple[str, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the item in plain words."""
        return {
            "item": self.item,
            "kind": self.kind,
            "party": self.party or None,
            "because": list(self.because),
        }


def ground_of(
    graph: GraphModel,
    target: str,
    rung: Rung,
    require: Collection[str],
    *,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Ground, ...]:
    """Return a smallest set of items for which a target fails at a rung.

    Nothing, if the target fails because nobody gains by it: no item is a reason for that.  On
    the rungs above `sequence` the ground is what is left when nothing more can be left out of the
    model without another rung failing.

    Raises LimitReached if it is not established of some set of items whether it suffices.
    """
    items = {item.item: item for item in _items(graph)}
    fails = _failing(
        graph, target, rung, require, {i for i, g in items.items() if g.kind == "rule"}
    )
    if not fails(frozenset()):
        return ()
    kept = _smallest(tuple(items), fails, progress)
    return tuple(items[name] for name in items if name in kept)


def ground_in_time(graph: GraphModel, items: Collection[str]) -> tuple[Ground, ...]:
    """Return the windows, lengths of time, rules and conditions by which there is too little time."""
    known = {item.item: item for item in (*_items(graph), *_of_time(graph))}
    return tuple(known[name] for name in items if name in known)


def _of_time(graph: GraphModel) -> Iterator[Ground]:
    for option in graph.selection.options:
        for number, window in enumerate(option.windows, start=1):
            yield Ground(
                f"{option.name}.window.{number}", "window", window.party, window.basis.because
            )
        if option.takes is not None:
            yield _ground(f"{option.name}.takes", "duration", "", option.takes.basis)


def _failing(
    graph: GraphModel, target: str, rung: Rung, require: Collection[str], rules: set[str]
) -> Callable[[frozenset[str]], bool]:
    """Return the question whether the target still fails without some items."""
    selection = graph.selection
    # legal orders change with the rules only, and are the dearest part
    bases: dict[frozenset[str], GraphModel] = {frozenset(): graph}
    ordered = False
    if rung == "sequence":
        ordered = _ordered(sides_of(graph), chosen(graph, target)[graph.exists])

    def fails(dropped: frozenset[str]) -> bool:
        try:
            other = compile(
                selection.conflict,
                perspective=selection.perspective.name,
                epoch=selection.epoch,
                without=(*selection.without, *sorted(dropped)),
                status_quo=graph.status_quo,
            )
        except ConflictProblems:
            return False
        base = bases.setdefault(dropped & rules, other)
        sides = sides_of(other, orders_of(base))
        meant = chosen(other, target)[other.exists]
        if rung == "sequence" and _ordered(sides, meant) != ordered:
            return False  # another failure: that there is no legal order at all
        return _still(sides, meant, rung, require)

    return fails


def _ordered(sides: Sides, target: Truth) -> bool:
    """Tell whether a legal order leads to a state of the target that nobody is worse off in."""
    legal = np.ones(sides.orders.later.size, dtype=np.bool_)
    return _known(sides.led_to(_agreed(sides, target), legal))


def _agreed(sides: Sides, target: Truth) -> Truth:
    """Return the states of a target that leave no decider worse off."""
    ranks = sides.ranks[list(sides.deciders)]
    return np.asarray(target & (ranks >= ranks[:, [int(sides.places[0])]]).all(axis=0))


def _known(value: Value) -> bool:
    if value == UNSETTLED:
        raise LimitReached("orders, or moves, that could decide it were not looked at")
    return value == "established"


def _still(sides: Sides, target: Truth, rung: Rung, require: Collection[str]) -> bool:
    """Tell whether a target fails at a rung, whatever it does on the rungs below."""
    match rung:
        case "content":
            return not _agreed(sides, target).any()
        case "reach":
            return not _known(walked(sides.graph, target))
        case "sequence":
            allowed = sides.accepted(require)
            return not _known(sides.led_to(_agreed(sides, target), allowed))
        case _:
            found = climb(sides, target, require)
            # another rung may be settled although this one is not
            return found.rung == rung or (
                found.rung == UNSETTLED and found.may_fail_at(rung) and _known(UNSETTLED)
            )


def _smallest(
    items: tuple[str, ...],
    fails: Callable[[frozenset[str]], bool],
    progress: Callable[[int, int], None] | None,
) -> frozenset[str]:
    """Return a set of items of which none can be left out; whole runs are tried first."""
    dropped: frozenset[str] = frozenset()
    size = len(items)
    while size:
        left = [item for item in items if item not in dropped]
        for start in range(0, len(left), size):
            if progress is not None:
                progress(len(items) - len(left) + start, len(items))
            trial = dropped | set(left[start : start + size])
            if fails(trial):
                dropped = trial
        size = size // 2 if size > 1 else 0
    # one by one until nothing more goes: a later loss can make an earlier item needless
    changed = True
    while changed:
        changed = False
        for item in items:
            if item not in dropped and fails(dropped | {item}):
                dropped, changed = dropped | {item}, True
    return frozenset(items) - dropped


def _items(graph: GraphModel) -> Iterator[Ground]:
    """Yield the items that can be left out, those first that are left out sooner."""
    selection = graph.selection
    by_place: list[tuple[int, Ground]] = []
    for party in selection.parties:
        for place, item in enumerate(statements(party.prefers)):
            by_place.append((place, _ground(item.id, item.kind, party.name, item.basis)))
        for place, weight in enumerate(party.weights):
            by_place.append((place, _ground(weight.id, "weight", party.name, weight.basis)))
    yield from (item for _, item in sorted(by_place, key=lambda pair: -pair[0]))
    for channel in selection.channels:
        yield _ground(channel.id, "rule", "", channel.basis)
    for option in selection.options:
        if option.needs is not None:
            yield _ground(f"{option.name}.needs", "rule", "", option.basis)
        if option.after is not None:
            yield _ground(f"{option.name}.after", "rule", "", option.basis)
    for rule in selection.rules:
        yield _ground(rule.id, "rule", "", rule.basis)
    for party in selection.parties:
        for condition in party.conditions:
            if isinstance(condition, Condition):
                yield _ground(condition.id, "condition", party.name, condition.basis)


def _ground(name: str, kind: str, party: str, basis: Basis) -> Ground:
    return Ground(name, kind, party, basis.because)
