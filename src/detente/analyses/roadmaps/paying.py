"""Side payments: parties that are made to want the end, each no more than it takes.

What is paid is not asked; what counts is how much it has to weigh: a wish for the end, placed as
low in a party's list as still works, is the ordinal size of the payment.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from detente.analyses.roadmaps.goals import Case, Goal
from detente.analyses.roadmaps.results import Guarantee
from detente.analyses.sequencing.enforcing import never_tempts
from detente.analyses.sequencing.fallback import classes
from detente.analyses.sequencing.own import Ranks, own_moves
from detente.analyses.sequencing.sides import Side, Sides
from detente.analyses.wording import sentence_of
from detente.conflict.conflict import statements
from detente.conflict.logic import And, Name, Not
from detente.conflict.parties import Party, Statement
from detente.graph.model import meanings
from detente.graph.ranks import ranks_of
from detente.graph.truth import Truths

KIND = "side payment"

Places = Mapping[int, int]  # for each party that is paid, how many of its statements come first


def payments(case: Case, goal: Goal) -> Iterator[Guarantee]:
    """Yield what single parties would have to be paid; if none suffices, what several would.

    A party is paid as little as works.  Of several together none could be paid less, or spared,
    while the others get what they get.
    """
    if goal == "resting":
        return
    payable = [n for n in case.sides.deciders if _by_list(_party(case, n))]
    alone = [places for n in payable for places in _least(case, {}, n)]
    together = () if alone else _together(case, payable)
    for places in (*alone, *together):
        parties = [(_party(case, number), above) for number, above in sorted(places.items())]
        what = tuple(f"{party.name} {above + 1}" for party, above in parties)
        said = "; ".join(_said(case, party, above) for party, above in parties)
        yield Guarantee(goal, KIND, what, sentence_of(said))


def _party(case: Case, number: int) -> Party:
    return case.sides.sides[number].graph.selection.parties[number]


def _by_list(party: Party) -> bool:
    return party.ranking is None and not party.weights


def _stated(case: Case, number: int) -> int:
    return len(tuple(statements(_party(case, number).prefers)))


def _least(case: Case, others: Places, number: int) -> Iterator[Places]:
    """Yield what a party has to be paid beside others; nothing if no payment works."""
    for above in range(_stated(case, number), -1, -1):
        places = {**others, number: above}
        if case.holds("self-enforcing", _paid(case, places)):
            yield places
            return


def _together(case: Case, payable: list[int]) -> Iterator[Places]:
    """Yield what several have to be paid: raised until nobody is tempted, then lowered again."""
    places: dict[int, int] = {}
    while True:
        sides = _paid(case, places)
        tempted = [number for number in case.sides.deciders if _tempted(case, sides, number)]
        if not tempted:
            break
        number = tempted[0]
        if number not in payable or places.get(number) == 0:
            return
        above = places.get(number, _stated(case, number) + 1) - 1
        while above and _tempted(case, _paid(case, {**places, number: above}), number):
            above -= 1
        places[number] = above
    lowered = True
    while lowered:
        lowered = False
        for number in tuple(places):
            less = _less(case, places, number)
            if less is not None:
                places, lowered = less, True
    yield places


def _less(case: Case, places: Places, number: int) -> dict[int, int] | None:
    """Return the least that works for a party if it can be paid less, or nothing."""
    others = {other: above for other, above in places.items() if other != number}
    if case.holds("self-enforcing", _paid(case, others)):
        return others
    for above in range(_stated(case, number), places[number], -1):
        less = {**others, number: above}
        if case.holds("self-enforcing", _paid(case, less)):
            return less
    return None


def _tempted(case: Case, sides: Sides, number: int) -> bool:
    return not never_tempts(sides, case.places, [number])


def _said(case: Case, party: Party, above: int) -> str:
    who = case.words.party(party.name)
    if above >= len(tuple(statements(party.prefers))):
        return f"{who} would have to care for this end at all, if less than for anything it states"
    if not above:
        return f"{who} would have to want this end more than anything it states"
    first = "its most important wish" if above == 1 else f"its {above} most important wishes"
    return f"{who} would have to want this end more than anything but {first}"


def _paid(case: Case, places: Places) -> Sides:
    """Return the sides with wishes for the end at some places in the lists of parties."""

    def pay(side: Side) -> Side:
        if side.number not in places:
            return side
        return replace(side, ranks=_ranks(case, side, places[side.number]))

    return replace(case.sides, sides=tuple(map(pay, case.sides.sides)))


def _ranks(case: Case, side: Side, above: int) -> Ranks:
    graph = side.graph
    party = graph.selection.parties[side.number]
    options = enumerate(graph.options)
    parts = tuple(Name(n) if case.in_effect(bit) else Not(Name(n)) for bit, n in options)
    listed = tuple(statements(party.prefers))
    wish = Statement("payment", "want", And(parts))
    prefers = (*listed[:above], wish, *listed[above:])
    truths = Truths(graph.options, meanings(graph.conflict))
    ranks = ranks_of(replace(party, prefers=prefers), graph.exists, truths.of, graph.existing)
    return classes(ranks[own_moves(graph)[0].states])
