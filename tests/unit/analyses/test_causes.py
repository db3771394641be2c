"""Reasons for changed verdicts, each tried out."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from random import Random

import pytest

import detente
from detente.analyses.causes import causes
from detente.analyses.merging import differences, merge
from detente.analyses.merging.lists import Key
from detente.analyses.standing import Atom, Standing, standing
from detente.conflict.conflict import Conflict
from tests.oracle.random_conflicts import random_conflict


def versions(seed: int) -> tuple[Conflict, Conflict]:
    """Return a random conflict, and what a few changes on the way to another make of it."""
    old = random_conflict(seed)
    others = (random_conflict(seed + 500 * n) for n in range(1, 50))
    other = next(one for one in others if one.explicit == old.explicit)
    keys = [difference.key for difference in differences(old, other)]
    rng = Random(seed)
    while True:
        new = merge(old, other, frozenset(rng.sample(keys, min(7, len(keys)))))
        try:
            standing(detente.compile(new), concepts=["nash"])
        except (detente.DetenteError, KeyError, RecursionError):
            continue
        return old, new


def computing(
    old: Conflict, new: Conflict
) -> tuple[tuple[Key, ...], Callable[[frozenset[Key]], Standing | None]]:
    """Return the differences of two versions, and what computes a version with some of them."""

    @cache
    def compute(taken: frozenset[Key]) -> Standing | None:
        try:
            return standing(detente.compile(merge(old, new, taken)), concepts=["nash", "gmr"])
        except (detente.DetenteError, KeyError, RecursionError):
            return None

    return tuple(d.key for d in differences(old, new)), compute


@pytest.mark.parametrize("seed", range(20))
def test_every_reason_holds_when_it_is_tried(seed: int) -> None:
    """A change named alone brings the verdict about; of several named together none can be
    spared; and every verdict that changed has a reason.
    """
    keys, compute = computing(*versions(seed))
    before, now = compute(frozenset()), compute(frozenset(keys))
    assert before is not None
    assert now is not None
    gained, lost = now.atoms - before.atoms, before.atoms - now.atoms

    def brings(taken: tuple[Key, ...], atom: Atom) -> bool:
        found = compute(frozenset(taken))
        return found is not None and (atom in found.atoms) == (atom in gained)

    found, complete = causes([*gained], [*lost], keys, keys, compute, most=5000)
    assert complete
    assert sorted(map(str, (a for cause in found for a in cause.atoms))) == sorted(
        map(str, gained | lost)
    )
    for cause in found:
        assert cause.how != "not found"
        for atom in cause.atoms[:3]:
            if cause.how == "alone":
                assert all(brings((key,), atom) for key in cause.keys)
                continue
            assert brings(cause.keys, atom)
            assert not any(brings((key,), atom) for key in keys)
            for spared in cause.keys:
                assert not brings(tuple(key for key in cause.keys if key != spared), atom)


def test_the_search_ends_where_it_is_told_to() -> None:
    """With too few versions allowed the answer is marked as cut short."""
    keys, compute = computing(*versions(3))
    before, now = compute(frozenset()), compute(frozenset(keys))
    assert before is not None
    assert now is not None
    gained = [*(now.atoms - before.atoms)]
    assert gained
    found, complete = causes(gained, [], keys, keys, compute, most=1)
    assert not complete
    assert sum(len(cause.atoms) for cause in found) == len(gained)
