"""How far a target is, taken literally: what stops it, what is open, what alone unlocks it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.conflict.basis import Basis
from detente.conflict.logic import Formula

from .literal import Group, Point
from .sequences import REQUIRE, Case, parts, positions, zone
from .sequences_giving import asked, level
from .sequences_ladder import rung

Move = tuple[tuple[str, ...], tuple[str, ...], str]
LOCKED = ("content", "reach", "sequence")


@dataclass(frozen=True)
class Outlook:
    """What is found about a target in one model; `open` are the moves from the status quo."""

    rung: str
    already: bool
    target_states: int
    zone: int
    open: frozenset[Move]
    unlocks: tuple[str, ...]

    @property
    def rests(self) -> str:
        """Whether the status quo rests, in the words of a finding."""
        return "does not rest" if self.open else "rests"

    @property
    def stops(self) -> str:
        """What stops the target, in the words of a finding."""
        if self.already:
            return "already"
        return self.rung if self.target_states else "impossible"

    @property
    def findings(self) -> set[tuple[str, str]]:
        """Every finding: its kind, and what."""
        found = {("rung", self.stops), ("status quo", self.rests)}
        found |= {("move", move_name(move)) for move in self.open}
        return found | {("unlock", position) for position in self.unlocks}


def outlook(case: Case, target: Formula) -> Outlook:
    """Return how far a target is.

    'What stops the target: the first rung of the ladder that fails.  The status quo: whether it
    rests, and each move that is open from it without idle steps.  What would unlock it: the
    positions whose giving up alone is enough for an order of steps that everybody accepts.'
    """
    already = case.model.holds(target, case.start)
    stops = "none" if already else rung(case, target, REQUIRE)
    return Outlook(
        stops,
        already,
        sum(case.model.holds(target, point) for point in case.ground.points),
        len(zone(case, asked(case))),
        open_moves(case),
        tuple(
            position
            for position in positions(case)
            if stops in LOCKED
            and level(case.conceding([position]), target, up_to="sequence") == "sequence"
        ),
    )


# -- moves --------------------------------------------------------------------------------


def open_moves(case: Case) -> frozenset[Move]:
    """Return the moves from the status quo that all who make them prefer, without idle steps.

    Alone: an improvement.  Together: 'a legal bundle of two or more parties that every one of
    them strictly prefers, and meets the conditions that each of them has declared.'
    """
    return frozenset(
        (
            tuple(party for party in case.parties if party in group),
            steps_of(case, end),
            case.model.spelling(end),
        )
        for end in case.ground.points
        for group in case.ground.legal(case.start, end)
        if all(case.prefers(party, end, case.start) for party in group)
        and signed(case, group, end)
        and not idle(case, group, end)
    )


def signed(case: Case, group: Group, end: Point) -> bool:
    """Tell whether the declared terms are met; a party that moves alone is bound by none."""
    return len(group) == 1 or all(case.met(party, case.start, end) for party in group)


def idle(case: Case, group: Group, end: Point) -> bool:
    """Tell whether a part of the bundle can be left out.

    'Lean if no part of it can be left out: none of its legal parts, by the same parties or fewer,
    leads to a state at least as good for all of them.'  A part that several take meets their terms.
    """
    for part in parts(case.start ^ end):
        there = case.start ^ part
        for fewer in case.ground.legal(case.start, there) if there != end else ():
            if (
                fewer <= group
                and signed(case, fewer, there)
                and not any(case.prefers(party, end, there) for party in group)
            ):
                return True
    return False


def steps_of(case: Case, end: Point) -> tuple[str, ...]:
    """Return the steps to a point, in the order of the file; `not` for one undone."""
    return tuple(
        name if name in end else f"not {name}"
        for name in case.model.option_names
        if name in case.start ^ end
    )


def move_name(move: Move) -> str:
    """Return who moves, and by which steps."""
    *others, last = move[0]
    who = f"{', '.join(others)} and {last}" if others else last
    return f"{who}: {', '.join(move[1])}"


# -- what counts --------------------------------------------------------------------------


def counted(now: Case) -> tuple[int, int, int]:
    """Return how many quotations are heard, items count, and items none of these supports.

    'Statements, conditions, weights and rankings, rules, options, channels, windows and lengths
    of time'; what is true by
    definition is none of them.  What only later epochs bring in is part of the model.
    """
    conflict, view = now.conflict, now.model.perspective
    found = dict(_items(now))
    for day in (epoch.start.first for epoch in conflict.epochs):
        if now.epoch is None or day > now.epoch:
            then = Case(conflict, view.name, day, now.without, ground=now.ground)
            for name, basis in _items(then):
                found.setdefault(name, basis)
    items = [basis for basis in found.values() if not basis.definition]
    heard = {quotation.name for quotation in conflict.quotations if view.admits(quotation)}
    return len(heard), len(items), sum(not heard & set(basis.because) for basis in items)


def _items(case: Case) -> Iterator[tuple[str, Basis]]:
    for party in case.parties:
        left = case.left[party]
        yield from ((item.id, item.basis) for item in case.statements[party])
        yield from ((weight.id, weight.basis) for weight in left.weights)
        if left.ranking is not None:
            ranked = left.ranking.basis
            yield f"{party}.ranking", ranked if ranked.because else left.basis
        yield from ((condition.id, condition.basis) for condition in case.conditions[party])
    for option in case.conflict.options:
        yield option.name, option.basis
        for number, window in enumerate(option.windows, start=1):
            yield f"{option.name}.window.{number}", window.basis
        if option.takes is not None:
            yield f"{option.name}.takes", option.takes.basis
    yield from ((item.id, item.basis) for item in (*case.model.rules, *case.model.channels))
