"""What is weighed a little at a time is what is weighed all at once."""

from __future__ import annotations

import numpy as np
import pytest

import detente
from detente.analyses.sequencing import fallback, own, searching, shortest, spreading
from detente.analyses.sequencing.exposing import exposed_along
from detente.errors import LimitReached
from detente.graph import moves
from detente.graph.passes import Listed
from tests.oracle.sequences_random import random_sequence_conflict


@pytest.mark.parametrize("seed", range(12))
def test_own_moves_and_fallback(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    conflict = random_sequence_conflict(seed)
    whole = fallback.fallback(detente.compile(conflict))
    expected = [whole.best, whole.worst, whole.hoped, whole.sure]
    for module in (own, fallback):
        monkeypatch.setattr(module, "AT_ONCE", 3)
    parts = fallback.fallback(detente.compile(conflict))
    assert np.array_equal(whole.starts, parts.starts)
    for start in np.unique(whole.starts).tolist():
        assert set(whole.following(start).tolist()) == set(parts.following(start).tolist())
    found = [parts.best, parts.worst, parts.hoped, parts.sure]
    assert all(np.array_equal(one, other) for one, other in zip(expected, found, strict=True))


@pytest.mark.parametrize("seed", range(6))
def test_concessions(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    conflict = random_sequence_conflict(seed)
    target = conflict.targets[0].name
    expected = detente.unlocks(detente.compile(conflict), target)
    for module in (searching, spreading):
        monkeypatch.setattr(module, "AT_ONCE", 3)
    assert detente.unlocks(detente.compile(conflict), target) == expected


@pytest.mark.parametrize("seed", range(12))
def test_sequences_that_hurt(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    conflict = random_sequence_conflict(seed)

    def exposed() -> list[tuple[object, ...]]:
        graph = detente.compile(conflict)
        every = range(own.own_moves(graph)[0].states.size)
        return [(one.stage, one.by, one.credible_by) for one in exposed_along(graph, every)]

    expected = exposed()
    monkeypatch.setattr(shortest, "AT_ONCE", 3)
    assert exposed() == expected


@pytest.mark.parametrize("seed", range(12))
def test_joint_improvements(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    conflict = random_sequence_conflict(seed)

    def improving() -> list[tuple[list[int], list[int]]]:
        graph = detente.compile(conflict)
        found = []
        for mover in graph.movers():
            one = graph.one_move(mover, improving=True)
            if isinstance(one, Listed):
                starts, ends = one.pairs()
                found.append((starts.tolist(), ends.tolist()))
        return found

    expected = improving()
    monkeypatch.setattr(moves, "AT_ONCE", 3)
    assert improving() == expected


def test_too_many_bundles_are_refused_before_any_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = detente.compile(random_sequence_conflict(0))
    assert graph.moves is not None
    states = np.flatnonzero(graph.moves.exists).astype(np.int64)
    monkeypatch.setattr(moves, "MOST_BUNDLES", 3)
    with pytest.raises(LimitReached, match="more than the 3 that are listed"):
        next(graph.moves.pieces(1, states))
