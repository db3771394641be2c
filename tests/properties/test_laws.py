"""Laws that hold in any model, and counts that every textbook of 2x2 games agrees on."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import detente
from detente.analyses.stability import CONCEPTS
from detente.conflict.conflict import Conflict
from detente.conflict.options import Option
from detente.conflict.parties import Condition, Party, Ranking
from detente.graph.model import GraphModel
from detente.graph.selecting import item_ids
from tests.oracle.random_conflicts import random_conflict

IMPLIED = {
    "nash": ("gmr", "smr", "seq", "sseq", "sim", "fraser-hipel"),
    "smr": ("gmr",),
    "seq": ("gmr", "fraser-hipel"),
    "sseq": ("seq", "smr"),
}
seeds = st.integers(0, 50_000)


def asked(graph: GraphModel) -> list[str]:
    """Return the concepts that can be asked of a model."""
    together = graph.moves is not None and not graph.merges
    return [name for name, concept in CONCEPTS.items() if together or not concept.together]


@settings(max_examples=150, deadline=None)
@given(seeds)
def test_concepts_imply_each_other(seed: int) -> None:
    """Nash implies all; smr and seq imply gmr; sseq implies seq and smr; under both rules."""
    graph = detente.compile(random_conflict(seed))
    names = asked(graph)
    for sanctions in ("sequences", "once"):
        for party in range(len(graph.parties)):
            masks = {name: CONCEPTS[name].stable(graph, party, sanctions) for name in names}
            for stronger, weaker in IMPLIED.items():
                for name in weaker:
                    if name in masks:
                        assert not (masks[stronger] & ~masks[name]).any(), (stronger, name)


@settings(max_examples=100, deadline=None)
@given(seeds)
def test_two_parties_know_one_rule(seed: int) -> None:
    """With two parties there is one opponent: sequences and once are the same."""
    conflict = random_conflict(seed)
    if len(conflict.parties) != 2 or conflict.explicit or conflict.states:
        return
    graph = detente.compile(conflict)
    for name in asked(graph):
        for party in range(2):
            one, two = (CONCEPTS[name].stable(graph, party, r) for r in ("sequences", "once"))
            # a party whose own moves depend on its own options cannot be repeated either way
            assert np.array_equal(one, two), name


@settings(max_examples=100, deadline=None)
@given(seeds, st.randoms(use_true_random=False))
def test_the_order_of_parties_does_not_matter(seed: int, chance: object) -> None:
    """Listing the parties in another order changes no verdict."""
    conflict = random_conflict(seed)
    shuffled = list(conflict.parties)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    first = detente.compile(conflict)
    second = detente.compile(replace(conflict, parties=tuple(shuffled)))
    for name in asked(first):
        for party in first.parties:
            masks = [
                CONCEPTS[name].stable(graph, graph.party_number(party), "sequences")
                for graph in (first, second)
            ]
            assert np.array_equal(*masks), (name, party)


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_any_item_can_be_dropped_by_its_id(seed: int) -> None:
    """Compiling without an id is compiling the conflict in which the item does not stand."""
    conflict = random_conflict(seed)
    for name in list(item_ids(conflict))[:12]:
        try:
            graph = detente.compile(conflict, without=[name])
        except detente.ConflictProblems:
            continue
        kept = [
            item.id
            for party in graph.selection.parties
            for item in party.conditions
            if isinstance(item, Condition)
        ]
        assert name not in kept
        assert name not in [rule.id for rule in graph.selection.rules]
        assert graph.selection.without == (name,)
        literal = detente.compile(without_item(conflict, name))
        assert np.array_equal(graph.exists, literal.exists)
        for ours, theirs in zip(graph.ranks, literal.ranks, strict=True):
            assert np.array_equal(order_of(ours), order_of(theirs))


def without_item(conflict: Conflict, name: str) -> Conflict:
    """Return the conflict with one item taken out by hand."""
    from detente.conflict.parties import AnyOrder, Statement

    def keep(items: tuple[object, ...]) -> tuple[object, ...]:
        found: list[object] = []
        for item in items:
            if isinstance(item, AnyOrder):
                found.append(replace(item, statements=keep(item.statements)))  # type: ignore[arg-type]
            elif (getattr(item, "id", "") != name and getattr(item, "position", "") != name) or (
                isinstance(item, Statement) and not item.position and item.id != name
            ):
                found.append(item)
        return tuple(found)

    def option(item: Option) -> Option:
        return replace(
            item,
            needs=None if name == f"{item.name}.needs" else item.needs,
            after=None if name == f"{item.name}.after" else item.after,
        )

    return replace(
        conflict,
        parties=tuple(
            replace(
                party,
                prefers=keep(party.prefers),
                conditions=keep(party.conditions),
                weights=keep(party.weights),
            )
            for party in conflict.parties
        ),
        rules=keep(conflict.rules),
        channels=keep(conflict.channels),
        options=tuple(map(option, conflict.options)),
    )


def order_of(ranks: np.ndarray) -> np.ndarray:
    """Return ranks as places, so that two arrays of one order are equal."""
    return np.unique(ranks, return_inverse=True)[1]


def games() -> list[Conflict]:
    """Return the 78 strict ordinal 2x2 games, one of each set that differs by labels alone."""
    options = (
        Option("a", by=(("row",),), undone_by=(("row",),)),
        Option("b", by=(("column",),), undone_by=(("column",),)),
    )
    states = ("NN", "YN", "NY", "YY")
    swaps = (
        lambda s: s,
        lambda s: ("Y" if s[0] == "N" else "N") + s[1],
        lambda s: s[0] + ("Y" if s[1] == "N" else "N"),
        lambda s: ("Y" if s[0] == "N" else "N") + ("Y" if s[1] == "N" else "N"),
    )
    seen: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
    found = []
    for row in permutations(states):
        for column in permutations(states):
            if (row, column) in seen:
                continue
            for swap in swaps:
                one, two = tuple(map(swap, row)), tuple(map(swap, column))
                seen.add((one, two))
                # the players may be exchanged as well: letters change places
                seen.add((tuple(s[::-1] for s in two), tuple(s[::-1] for s in one)))
            found.append(
                Conflict(
                    "2x2",
                    parties=(
                        Party("row", ranking=Ranking(tuple((s,) for s in row))),
                        Party("column", ranking=Ranking(tuple((s,) for s in column))),
                    ),
                    options=options,
                )
            )
    return found


@pytest.mark.parametrize(
    ("concept", "counts"), [("nash", {0: 9, 1: 57, 2: 12}), ("seq", {1: 50, 2: 28})]
)
def test_the_78_games(concept: str, counts: dict[int, int]) -> None:
    """The 78 strict 2x2 games have as many equilibria as the literature counts."""
    found: dict[int, int] = {}
    for game in games():
        answer = detente.stability(detente.compile(game), concepts=[concept])
        number = len(answer.equilibria[concept])
        found[number] = found.get(number, 0) + 1
    assert sum(found.values()) == 78
    assert found == counts
