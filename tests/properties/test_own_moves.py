"""Shorter ways to the same answers: moves option by option, orders from their goal, states near by."""

from __future__ import annotations

import importlib
from collections.abc import Iterable

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

import detente
from detente.analyses.sequencing.enforcing import end_of, never_tempts, rests, strength
from detente.analyses.sequencing.fallback import around, fallback, ranks_of
from detente.analyses.sequencing.kernels import can_be_fast
from detente.analyses.sequencing.own import Own, own_moves
from detente.analyses.sequencing.passage import Passage
from detente.analyses.sequencing.searching import Carried, ahead, nearing, passes, reached
from detente.analyses.sequencing.sides import sides_of
from detente.graph.model import GraphModel
from detente.graph.passes import listed
from tests.oracle.sequences_random import random_sequence_conflict

seeds = st.integers(0, 20_000)


def graph_of(seed: int) -> GraphModel:
    """A small conflict with rules, guards, one-way and joint options."""
    return detente.compile(random_sequence_conflict(seed))


def moves_from(moves: Own, place: int) -> dict[int, int]:
    """Each pattern that can be switched in a state, and where it leads."""
    row = moves.leading(place).tolist()
    return {p: to for p, to in zip(moves.switched.tolist(), row, strict=True) if to >= 0}


def led_to(start: int, pairs: Iterable[tuple[int, int]]) -> set[int]:
    """Where pairs lead from a state, one after the other."""
    pairs, seen, size = list(pairs), {start}, 0
    while len(seen) > size:
        size = len(seen)
        seen |= {to for here, to in pairs if here in seen}
    return seen


def pairs_of(found: tuple[np.ndarray, np.ndarray]) -> list[tuple[int, int]]:
    """Two arrays as pairs."""
    return list(zip(found[0].tolist(), found[1].tolist(), strict=True))


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_the_best_of_ones_own_moves(seed: int) -> None:
    """The best over a state and all that one own move leads to, each move looked at by itself."""
    graph = graph_of(seed)
    ranks = ranks_of(graph)
    for moves, values in zip(own_moves(graph), ranks, strict=True):
        best = [
            max(
                [int(values[place]), *(int(values[to]) for to in moves_from(moves, place).values())]
            )
            for place in range(moves.states.size)
        ]
        assert moves.best(values).tolist() == best


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_lean_improvements_by_their_definition(seed: int) -> None:
    """Better than the state, and no legal proper part leads to as good a state."""
    graph = graph_of(seed)
    for moves, values in zip(own_moves(graph), ranks_of(graph), strict=True):
        lean = set()
        for place in range(moves.states.size):
            ways = moves_from(moves, place)
            for pattern, to in ways.items():
                parts = [ways[p] for p in ways if p & pattern == p != pattern]
                gains = values[to] > values[place]
                if gains and not any(values[part] >= values[to] for part in parts):
                    lean.add((place, to))
        assert set(pairs_of(moves.lean(values))) == lean


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_a_few_improvements_lead_where_the_lean_ones_lead(seed: int) -> None:
    """What is listed for a free party are lean improvements, and they lead to the same states."""
    graph = graph_of(seed)
    for moves, values in zip(own_moves(graph), ranks_of(graph), strict=True):
        lean, few = pairs_of(moves.lean(values)), pairs_of(moves.leading_on(values))
        assert set(few) <= set(lean)
        for place in range(moves.states.size):
            assert led_to(place, few) == led_to(place, lean)


def test_free_and_other_parties_are_among_these() -> None:
    """The laws above are tried on both kinds of party, with several options each."""
    kinds = {
        moves.free
        for seed in range(40)
        for moves in own_moves(graph_of(seed))
        if moves.switched.size > 1
    }
    assert kinds == {True, False}


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_orders_looked_for_level_by_level(seed: int) -> None:
    """As many bundles from the goal as by looking at all; only what is farther is not yet known."""
    orders = sides_of(graph_of(seed)).orders
    for goal in range(1, orders.stages.size):
        way = orders.within(int(orders.stages[goal]))
        every = ahead(goal, way, orders.carried, lambda _, ends: np.ones(ends.size, dtype=np.int64))
        for level, left in enumerate(nearing(goal, way, orders.carried), start=1):
            near = every <= level
            assert (left[near] == every[near]).all()
            assert (left[~near] > level).all()
        assert (left == every).all()


@settings(max_examples=60, deadline=None)
@given(seeds, st.integers(1, 60))
def test_the_orders_with_the_fewest_bundles(seed: int, most: int) -> None:
    """Level by level or by what each bundle costs: the same orders, one after the other."""
    orders = sides_of(graph_of(seed)).orders
    for goal in range(1, orders.stages.size):
        stage = int(orders.stages[goal])
        every = orders.cheapest(
            stage, None, lambda _, ends: np.ones(ends.size, np.int64), most=most
        )
        assert orders.cheapest(stage, most=most) == every


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_looking_around_some_states_is_looking_at_all(seed: int) -> None:
    """What a state falls back to is the same in the graph of what it may lead to as in the whole."""
    graph = graph_of(seed)
    own, ranks = own_moves(graph), ranks_of(graph)
    whole = fallback(graph)
    for place in range(own[0].states.size):
        found, near = around(own, ranks, [place])
        assert found.tolist() == whole.passed(place).tolist()
        (here,) = np.flatnonzero(found == place).tolist()
        assert tuple(found[list(near.rests_in(here))].tolist()) == whole.rests_in(place)
        assert (near.best[:, here] == whole.best[:, place]).all()


@settings(max_examples=40, deadline=None)
@given(seeds)
def test_what_never_tempts_enforces_itself_strongly(seed: int) -> None:
    """Told from a few states or from all, for each legal step from the start and back to it."""
    graph = graph_of(seed)
    sides = sides_of(graph)
    start = int(sides.places[0])
    for place in set(sides.places.tolist()):
        strongly = strength(sides, (start, place)) == "strong"
        assert never_tempts(sides, (start, place)) == strongly
        assert rests(sides, place) == (end_of(sides, place)[0] == "resting")


def drawn_passage(seed: int) -> tuple[Passage, Carried]:
    """Bundles between up to seven steps, which pass or not by chance."""
    rng = np.random.default_rng(seed)
    size = 1 << int(rng.integers(1, 8))
    few = rng.uniform(0.2, 0.9, size=4)

    def steps(share: float) -> NDArray[np.uint32]:
        bits = rng.random((size, size.bit_length() - 1)) < share
        return (bits << np.arange(size.bit_length() - 1)).sum(axis=1).astype(np.uint32)

    line = rng.integers(0, 4, size=size).astype(np.uint64)
    passage = Passage(steps(few[0]), steps(few[1]), rng.random(size) < few[2], (line,))
    by = (rng.random(size) < few[3]).astype(np.uint64)
    return passage, Carried((by,), (np.ones(size, dtype=np.uint64),))


@settings(max_examples=300, deadline=None)
@given(seeds, st.integers(0, 7))
def test_stages_are_reached_whichever_way_is_looked(seed: int, most: int) -> None:
    """Looking back from stages, or on from others, finds what bundles of every kind lead to."""
    passage, carried = drawn_passage(seed)
    expected = {0}
    for end in range(1, passage.stages.size):
        begins = np.array([part for part in expected if part & end == part], dtype=np.int64)
        ends = np.full(begins.size, end, dtype=np.int64)
        looked = (np.bitwise_count(begins ^ ends) == 1) | (end.bit_count() <= most)
        if (passes(passage, carried, begins, ends) & looked).any():
            expected.add(end)
    assert set(np.flatnonzero(reached(passage, carried, most)).tolist()) == expected
    if can_be_fast():
        compiled = importlib.import_module("detente.analyses.sequencing.fast")
        assert set(np.flatnonzero(compiled.reached(passage, carried, most)).tolist()) == expected


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=60))
def test_moves_listed_as_numbers(moves: list[tuple[int, int]]) -> None:
    """Each once, in order of where they start and lead, whatever order they were given in."""
    starts, targets = (np.array([move[end] for move in moves], dtype=np.int64) for end in (0, 1))
    found = listed(starts, targets)
    assert pairs_of(found.pairs()) == sorted(set(moves))
