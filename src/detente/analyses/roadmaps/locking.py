"""Locks and snapbacks: who can undo what, made less or made more.

A lock takes from everybody the power to undo an option; a snapback gives a party that took part
in an option the power to undo it whenever another option is not in effect.  Either can be on
options that the roadmap puts in effect, and on those that were in effect before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from math import comb

import numpy as np

from detente.analyses.roadmaps.goals import Case, Goal
from detente.analyses.roadmaps.results import Guarantee
from detente.analyses.sequencing.own import own_of
from detente.analyses.sequencing.sides import Side, Sides
from detente.analyses.wording import joined, sentence_of
from detente.graph.model import each_bit
from detente.graph.moves import Switch

MOST_LOCKED = 3  # options locked together
MOST_TRIED = 300  # sets of options: up to three of twelve


def locks(case: Case, goal: Goal) -> Iterator[Guarantee]:
    """Yield the smallest sets of options that serve a goal once nobody can undo them."""
    can = _lockable(case)

    def works(chosen: tuple[int, ...]) -> bool:
        options = sum(1 << bit for bit in chosen)
        if goal == "self-enforcing" and not all(lure.undone & options for lure in case.lures):
            return False
        return case.holds(goal, locked(case.sides, options))

    for chosen in _minimal(can, MOST_LOCKED, works):
        names = tuple(case.graph.options[bit] for bit in chosen)
        listed = joined([case.words.quoted(name) for name in names])
        yield Guarantee(goal, "lock", names, sentence_of(f"nobody could undo {listed}"))


def locks_left_out(case: Case) -> bool:
    """Tell whether there are more sets of options to lock than are tried."""
    many = len(_lockable(case))
    return sum(comb(many, size) for size in range(1, MOST_LOCKED + 1)) > MOST_TRIED


def _lockable(case: Case) -> list[int]:
    """Return the options in effect at the end that somebody can undo alone."""
    moves = case.graph.moves
    assert moves is not None
    # what is undone jointly only is undone by nobody once agreement has stopped
    return [
        switch.bit
        for switch in moves.switches
        if case.in_effect(switch.bit) and any(c.bit_count() == 1 for c in switch.off)
    ]


def locked(sides: Sides, options: int) -> Sides:
    """Return the sides with no own move left that undoes one of some options."""

    def lock(side: Side) -> Side:
        own = side.own
        undone = np.arange(own.available.size) & options
        return replace(side, own=replace(own, available=own.available & ~undone))

    return replace(sides, sides=tuple(map(lock, sides.sides)))


def _minimal(
    items: Sequence[int], most: int, works: Callable[[tuple[int, ...]], bool]
) -> Iterator[tuple[int, ...]]:
    """Yield the smallest sets that work, up to a size; sets that hold one of them are left out."""
    found: list[tuple[int, ...]] = []
    tried = 0
    for size in range(1, most + 1):
        for chosen in combinations(items, size):
            if any(set(known) <= set(chosen) for known in found):
                continue
            tried += 1
            if tried > MOST_TRIED:
                return
            if works(chosen):
                found.append(chosen)
                yield chosen


def snapbacks(case: Case, goal: Goal) -> Iterator[Guarantee]:
    """Yield each reversal of a party's part, while another option is not in effect, that works.

    None can make an end rest: there the other option is in effect, and nothing is won by it.
    """
    if goal == "resting":
        return
    for number, mine, other in _reversals(case):
        now, lost = 1 << mine.bit, 1 << other.bit
        if not all(
            ((lure.states & now != 0) & (lure.states & lost == 0)).any() for lure in case.lures
        ):
            continue
        if case.holds(goal, _with_snapback(case.sides, mine, other.bit, number)):
            options = case.graph.options
            what = (case.graph.parties[number], options[mine.bit], options[other.bit])
            words = case.words
            said = (
                f"{words.party(what[0])} could undo {words.quoted(what[1])} whenever "
                f"{words.quoted(what[2])} is not in effect"
            )
            yield Guarantee(goal, "snapback", what, sentence_of(said))


def _reversals(case: Case) -> Iterator[tuple[int, Switch, Switch]]:
    """Yield a party, an option it took part in and cannot undo alone, and one that others can."""
    moves = case.graph.moves
    assert moves is not None
    kept = [switch for switch in moves.switches if case.in_effect(switch.bit)]
    for mine in kept:
        owners = {number for coalition in mine.on for number in each_bit(coalition)}
        for other in kept:
            theirs = {number for coalition in other.on for number in each_bit(coalition)}
            if other.bit == mine.bit or not other.off:
                continue
            for number in sorted(owners):
                if 1 << number not in mine.off and theirs != {number}:
                    yield number, mine, other


def _with_snapback(sides: Sides, mine: Switch, other: int, number: int) -> Sides:
    graph = sides.graph
    assert graph.moves is not None
    undone = (np.arange(graph.exists.size) >> other & 1) == 0
    # whoever else can undo it keeps its moves: those of this party alone are listed anew
    switches = tuple(
        replace(switch, off=(1 << number,), undone_when=undone) if switch is mine else switch
        for switch in graph.moves.switches
    )
    moves = replace(graph.moves, switches=switches)
    own = own_of(replace(graph, moves=moves, _remembered={}), number)
    return replace(
        sides,
        sides=tuple(
            replace(side, own=own) if side.number == number else side for side in sides.sides
        ),
    )
