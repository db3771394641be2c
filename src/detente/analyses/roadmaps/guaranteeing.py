"""What would have to be guaranteed: the smallest promises that make a roadmap hold.

Four kinds, each tried by itself: locking options so that nobody can undo them; a snapback, by
which a party may undo its part once another's is undone; verification, which lets steps that
were to follow each other be taken together, so that the stage between them disappears; and a
side payment, a wish for the end placed as low in a party's list as still works.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from math import comb

import numpy as np

from detente.analyses.roadmaps.results import Guarantee
from detente.analyses.sequencing.accepting import bundle_numbers
from detente.analyses.sequencing.enforcing import end_of, strength
from detente.analyses.sequencing.fallback import ranks_of
from detente.analyses.sequencing.own import own_of
from detente.analyses.sequencing.sides import Side, Sides, places_of
from detente.analyses.wording import Words, joined, sentence_of, short_words
from detente.conflict.logic import And, Name, Not
from detente.conflict.parties import Party, Statement
from detente.graph.model import GraphModel, each_bit, meanings
from detente.graph.moves import Switch
from detente.graph.ranks import ranks_of as ranks_of_party
from detente.graph.truth import Truths

MOST_LOCKED = 3  # options locked together
MOST_TRIED = 200  # sets of one kind


@dataclass(frozen=True)
class Case:
    """A roadmap whose holding is in question: its sides and its stages, and when they are due.

    `first` is the first stage that counts, 0 the status quo.
    """

    sides: Sides
    stages: tuple[int, ...]
    first: int = 0

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

    def holds(self, goal: str, sides: Sides, places: Sequence[int] | None = None) -> bool:
        """Tell whether the roadmap would reach a goal with other sides, or fewer stages."""
        if goal == "resting":
            return end_of(sides, self.places[-1])[0] == "resting"
        return strength(sides, self.places if places is None else places) == "strong"


def guarantees(case: Case) -> tuple[Guarantee, ...]:
    """Return what would make a roadmap self-enforcing, and its end rest; nothing if they are so.

    Nothing either if own moves are too many to tell what it would do.
    """
    found: list[Guarantee] = []
    if not case.sides.whole:
        return ()
    for goal in ("self-enforcing", "resting"):
        if not case.holds(goal, case.sides):
            for kind in (_locks, _snapbacks, _verifications, _payments):
                found += kind(case, goal)
    return tuple(found)


def locks_left_out(case: Case) -> bool:
    """Tell whether there are more sets of options to lock than are tried."""
    many = len(_lockable(case))
    return sum(comb(many, size) for size in range(1, MOST_LOCKED + 1)) > MOST_TRIED


# locks -----------------------------------------------------------------------------------------


def _lockable(case: Case) -> list[int]:
    moves = case.graph.moves
    assert moves is not None
    return [s.bit for s in moves.switches if s.off and case.end >> s.bit & 1 and _step(case, s.bit)]


def _locks(case: Case, goal: str) -> Iterator[Guarantee]:
    can = _lockable(case)

    def works(chosen: tuple[int, ...]) -> bool:
        return case.holds(goal, _locked(case.sides, sum(1 << bit for bit in chosen)))

    for chosen in _minimal(can, MOST_LOCKED, works):
        names = tuple(case.graph.options[bit] for bit in chosen)
        listed = joined([case.words.quoted(name) for name in names])
        yield Guarantee(goal, "lock", names, sentence_of(f"nobody could undo {listed}"))


def _step(case: Case, bit: int) -> bool:
    return bool(case.stages and case.stages[-1] >> bit & 1)


def _locked(sides: Sides, options: int) -> Sides:
    """Return the sides with no own move left that undoes one of some options."""

    def lock(side: Side) -> Side:
        undone = side.own.switched[:, None] & side.own.states[None, :] & options
        return replace(side, own=replace(side.own, legal=side.own.legal & (undone == 0)))

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


# snapbacks -------------------------------------------------------------------------------------


def _snapbacks(case: Case, goal: str) -> Iterator[Guarantee]:
    """Try each reversal of an irreversible step by one who took part in it."""
    graph, moves = case.graph, case.graph.moves
    assert moves is not None
    for mine in moves.switches:
        owners = {number for coalition in mine.on for number in each_bit(coalition)}
        if mine.off or not _step(case, mine.bit) or not case.end >> mine.bit & 1:
            continue
        for other in moves.switches:
            theirs = {n for coalition in other.on for n in each_bit(coalition)}
            taken = _step(case, other.bit) and case.end >> other.bit & 1 and other.off
            for number in sorted(owners) if taken else ():
                if theirs == {number}:
                    continue
                if case.holds(goal, _with_snapback(case.sides, mine, other.bit, number)):
                    what = (
                        graph.parties[number],
                        graph.options[mine.bit],
                        graph.options[other.bit],
                    )
                    words = case.words
                    said = (
                        f"{words.party(what[0])} could undo {words.quoted(what[1])} once "
                        f"{words.quoted(what[2])} is undone"
                    )
                    yield Guarantee(goal, "snapback", what, sentence_of(said))


def _with_snapback(sides: Sides, mine: Switch, other: int, number: int) -> Sides:
    graph = sides.graph
    assert graph.moves is not None
    undone = (np.arange(graph.exists.size) >> other & 1) == 0
    switches = tuple(
        replace(switch, off=(1 << number,), undone_when=undone) if switch == mine else switch
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


# verification ----------------------------------------------------------------------------------


def _verifications(case: Case, goal: str) -> Iterator[Guarantee]:
    """Try to take two neighbouring bundles together, where only an `only after` forbids it."""
    if goal == "resting":
        return
    orders = case.sides.orders
    for number in range(1, len(case.stages)):
        stages = (*case.stages[: number - 1], *case.stages[number:])
        before = case.stages[number - 2] if number > 1 else 0
        if not _is_bundle(case.sides, before, case.stages[number]):
            continue
        bundle = bundle_numbers(orders, stages)[number - 1]
        failed = [
            (side.number, test.id)
            for side in case.sides.sides
            for test in side.acceptance.tests
            if not test.passed[bundle]
        ]
        softened = _at_start(case)
        places = places_of(case.sides, stages)[case.first :]
        verifiable = failed and all(name in softened for _, name in failed)
        if verifiable and case.holds(goal, case.sides, places):
            names = tuple(dict.fromkeys(name for _, name in failed))
            together = case.words.doing(orders.steps(case.stages[number] ^ before))
            by = _verifiers(case, case.stages[number] ^ before)
            said = f"verified{by}, so that 'after' could become 'with': {together}, all at once"
            yield Guarantee(goal, "verification", names, sentence_of(said))


def _verifiers(case: Case, steps: int) -> str:
    options = case.graph.selection.options
    named = dict.fromkeys(
        o.verified_by for b in each_bit(steps) for o in [options[b]] if o.verified_by
    )
    return f" by {case.words.parties(tuple(named))}" if named else ""


def _is_bundle(sides: Sides, before: int, after: int) -> bool:
    orders = sides.orders
    first, last = orders.number(before), orders.number(after)
    return bool(((orders.earlier == first) & (orders.later == last)).any())


def _at_start(case: Case) -> set[str]:
    return {term.id for terms in case.graph.terms for term in terms if term.at_start}


# side payments ---------------------------------------------------------------------------------


def _payments(case: Case, goal: str) -> Iterator[Guarantee]:
    """Let the parties that would move want the end, each as little as works."""
    if goal == "resting":
        return
    sides = case.sides
    best, _ = sides.fallback.tempting
    places = list(case.places)
    tempted = [
        number
        for number in sides.deciders
        if (best[number, places] > sides.ranks[number, places[-1]]).any()
    ]
    paid, said = sides, []
    for number in tempted:
        party = sides.sides[number].graph.selection.parties[number]
        if party.ranking is not None or party.weights:
            return
        for below in range(len(party.prefers), -1, -1):
            trial = _paid(case, paid, number, below)
            best, _ = trial.fallback.tempting
            if not (best[number, places] > trial.ranks[number, places[-1]]).any():
                paid = trial
                said.append((number, party, below))
                break
    if said and case.holds(goal, paid):
        what = tuple(f"{party.name} {below + 1}" for _, party, below in said)
        clauses = [_payment(case, party, below) for _, party, below in said]
        yield Guarantee(goal, "side payment", what, sentence_of("; ".join(clauses)))


def _payment(case: Case, party: Party, below: int) -> str:
    who = case.words.party(party.name)
    count = len(party.prefers)
    if below >= count:
        return f"{who} would have to care for this end at all, if less than for anything it states"
    if not below:
        return f"{who} would have to want this end more than anything it states"
    first = "its most important wish" if below == 1 else f"its {below} most important wishes"
    return f"{who} would have to want this end more than anything but {first}"


def _paid(case: Case, sides: Sides, number: int, place: int) -> Sides:
    """Return the sides with a wish for the end at one place in a party's list."""
    graph = sides.sides[number].graph
    party = graph.selection.parties[number]
    options = enumerate(graph.options)
    parts = tuple(Name(n) if case.end >> bit & 1 else Not(Name(n)) for bit, n in options)
    wish = Statement("payment", "want", And(parts))
    prefers = (*party.prefers[:place], wish, *party.prefers[place:])
    truths = Truths(graph.options, meanings(graph.conflict))
    ranks = ranks_of_party(replace(party, prefers=prefers), graph.exists, truths.of, graph.existing)
    every = tuple(ranks if n == number else old for n, old in enumerate(graph.ranks))
    found = ranks_of(replace(graph, ranks=every))[number]
    changed = [
        replace(side, ranks=found) if side.number == number else side for side in sides.sides
    ]
    return replace(sides, sides=tuple(changed))
