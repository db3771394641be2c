"""What a failure rests on: a smallest set of statements, conditions and rules that suffices.

Items are left out as long as the target still fails in the same way; what remains is a ground: the
failure needs no other item, and without any one of these it is gone.  There may be several such
sets; the one given keeps declared conditions rather than statements, and statements high in a
list rather than low ones.  (A reduct: for conditions, red lines and rules a minimal unsatisfiable
subset, Liffiton and Sakallah 2008; for statements in general it is found by trying, since leaving
one out can also close what was open.)
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from detente.analyses.blockers.ladder import Rung, fits, holds
from detente.analyses.choosing import chosen
from detente.analyses.sequencing.orders import orders_of
from detente.analyses.sequencing.sides import Sides, Truth, sides_of
from detente.analyses.sequencing.walking import walked
from detente.analyses.settled import UNSETTLED, Value
from detente.conflict.basis import Basis
from detente.conflict.conflict import Conflict, statements
from detente.conflict.parties import Condition
from detente.errors import ConflictProblems, LimitReached
from detente.graph.compiling import compile
from detente.graph.model import GraphModel

DATED: frozenset[Rung] = frozenset(("time", "ratification"))  # time has a say on these


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

    Nothing, if the target fails because nobody gains by it: no item is a reason for that.  To fail
    in the same way is to pass the rungs below, but for somebody's gain, and to fail at this one; so
    outcomes by which nobody gains count as well, unless one of those would pass.  Where time has a
    say, windows and lengths of time can be left out too.

    Raises LimitReached if it is not established of some set of items whether it suffices.
    """
    items = {item.item: item for item in _items(graph, rung)}
    for gain in (False, True):
        fails = _failing(graph, target, rung, require, items, gain=gain)
        if fails(frozenset()):
            kept = _smallest(tuple(items), fails, progress)
            return tuple(items[name] for name in items if name in kept)
    return ()


def _failing(
    graph: GraphModel,
    target: str,
    rung: Rung,
    require: Collection[str],
    items: Mapping[str, Ground],
    *,
    gain: bool,
) -> Callable[[frozenset[str]], bool]:
    """Return the question whether the target still fails without some items."""
    selection = graph.selection
    rules = {name for name, item in items.items() if item.kind in ("rule", "definition")}
    times = {name for name, item in items.items() if item.kind in ("window", "duration")}
    # legal orders change with the rules only, and are the dearest part
    bases: dict[frozenset[str], GraphModel] = {frozenset(): graph}
    ordered = False
    if rung == "sequence":
        sides = sides_of(graph)
        ordered = _ordered(sides, _wanted(sides, chosen(graph, target)[graph.exists], gain=gain))

    def fails(dropped: frozenset[str]) -> bool:
        try:
            other = compile(
                _untimed(selection.conflict, dropped & times),
                perspective=selection.perspective.name,
                epoch=selection.epoch,
                without=(*selection.without, *sorted(dropped - times)),
                status_quo=graph.status_quo,
            )
        except ConflictProblems:
            return False
        base = bases.setdefault(dropped & rules, other)
        sides = sides_of(other, orders_of(base))
        wanted = _wanted(sides, chosen(other, target)[other.exists], gain=gain)
        if rung == "sequence":
            now = _ordered(sides, wanted)
            # other failures: that there is no legal order at all, and not even a legal path
            if now != ordered or not (now or _known(walked(other, wanted))):
                return False
        return _still(sides, wanted, rung, require)

    return fails


def _wanted(sides: Sides, target: Truth, *, gain: bool) -> Truth:
    """Return the states of a target in question: those that leave nobody worse off.

    With `gain` those of the zone of agreement alone, as long as there are any.
    """
    if gain and (target & sides.zone).any():
        return target & sides.zone
    ranks = sides.ranks[list(sides.deciders)]
    return np.asarray(target & (ranks >= ranks[:, [int(sides.places[0])]]).all(axis=0))


def _ordered(sides: Sides, wanted: Truth) -> bool:
    """Tell whether a legal order leads to a wanted state."""
    return _known(sides.led_to(wanted))


def _known(value: Value) -> bool:
    if value == UNSETTLED:
        raise LimitReached("orders, or moves, that could decide it were not looked at")
    return value == "established"


def _still(sides: Sides, wanted: Truth, rung: Rung, require: Collection[str]) -> bool:
    """Tell whether a target with these wanted states fails at a rung.

    They exist wherever anything but content fails; there have to be orders that everybody accepts
    where these do not hold, and so on.
    """
    everybody = range(len(sides.sides))
    match rung:
        case "content":
            return not wanted.any()
        case "reach":
            return bool(wanted.any()) and not _known(walked(sides.graph, wanted))
        case "sequence":
            led = sides.led_to(wanted, sides.accepted(require))
            return bool(wanted.any()) and not _known(led)
        case "commitment":
            led = sides.led_to(wanted, sides.accepted(require))
            return _between(led, lambda: holds(sides, wanted, require))
        case "time":
            held = holds(sides, wanted, require)
            return _between(held, lambda: fits(sides, wanted, require))
        case _:
            fit = fits(sides, wanted, require)
            return _between(fit, lambda: fits(sides, wanted, require, parties=everybody))


def _between(below: Value, above: Callable[[], Value]) -> bool:
    """Tell whether a rung fails while the one below it is passed."""
    if below == "refuted":
        return False
    over = above()
    return over != "established" and _known(below) and not _known(over)


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


def _items(graph: GraphModel, rung: Rung) -> Iterator[Ground]:
    """Yield the items that can be left out, those first that are left out sooner."""
    selection = graph.selection
    heard = selection.perspective.heard(selection.conflict.quotations)

    def ground(name: str, kind: str, party: str, basis: Basis) -> Ground:
        because = tuple(quotation for quotation in basis.because if quotation in heard)
        return Ground(name, "definition" if basis.definition else kind, party, because)

    by_place: list[tuple[int, Ground]] = []
    for party in selection.parties:
        for place, item in enumerate(statements(party.prefers)):
            by_place.append((place, ground(item.id, item.kind, party.name, item.basis)))
        for place, weight in enumerate(party.weights):
            by_place.append((place, ground(weight.id, "weight", party.name, weight.basis)))
    yield from (item for _, item in sorted(by_place, key=lambda pair: -pair[0]))
    for channel in selection.channels:
        yield ground(channel.id, "rule", "", channel.basis)
    for option in selection.options:
        if option.needs is not None:
            yield ground(f"{option.name}.needs", "rule", "", option.basis)
        if option.after is not None:
            yield ground(f"{option.name}.after", "rule", "", option.basis)
    for rule in selection.rules:
        yield ground(rule.id, "rule", "", rule.basis)
    for party in selection.parties:
        for condition in party.conditions:
            if isinstance(condition, Condition):
                yield ground(condition.id, "condition", party.name, condition.basis)
    for option in selection.options if rung in DATED else ():
        if option.takes is not None:
            yield ground(f"{option.name}.takes", "duration", "", option.takes.basis)
    for option in selection.options if rung in DATED else ():
        for number, window in enumerate(option.windows, start=1):
            if not window.wish:
                name = f"{option.name}.window.{number}"
                yield ground(name, "window", window.party, window.basis)


def _untimed(conflict: Conflict, dropped: Collection[str]) -> Conflict:
    """Return the conflict without some lengths of time and windows."""
    return replace(
        conflict,
        options=tuple(
            replace(
                option,
                takes=None if f"{option.name}.takes" in dropped else option.takes,
                windows=tuple(
                    window
                    for number, window in enumerate(option.windows, start=1)
                    if f"{option.name}.window.{number}" not in dropped
                ),
            )
            for option in conflict.options
        ),
    )
