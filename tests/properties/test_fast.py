"""The compiled searches for orders give the answers of those without a compiler."""

from __future__ import annotations

from typing import Any

import pytest

import detente
from detente.analyses.sequencing import fast, orders, searching, spreading
from detente.analyses.unlocks import cases
from tests.oracle.sequences_random import random_sequence_conflict


@pytest.fixture
def both(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Hold each search against its other implementation, whatever the size; return what was asked."""
    asked: list[str] = []

    def reached(*given: Any) -> Any:
        found = searching.reached(*given)
        assert (found == fast.reached(*given)).all()
        asked.append("reached")
        return found

    def spread(*given: Any) -> Any:
        found = spreading.spread(*given)
        assert (found == fast.spread(*given)).all()
        asked.append("spread")
        return found

    monkeypatch.setattr(orders, "reached", reached)
    monkeypatch.setattr(cases, "spread", spread)
    return asked


def test_both_searches_find_the_same(both: list[str]) -> None:
    for seed in range(60):
        conflict = random_sequence_conflict(seed)
        target = conflict.targets[0].name
        detente.roadmaps(detente.compile(conflict), target)
        detente.blockers(detente.compile(conflict), target)
        for level in ("reach", "sequence", "strong"):
            detente.unlocks(detente.compile(conflict), target, level=level)
    assert {"reached", "spread"} <= set(both)
