"""What bundles do all at once is what they do one by one."""

from __future__ import annotations

import numpy as np
import pytest

import detente
from detente.graph.passes import listed, top_of
from detente.graph.sweeps import swept
from tests.oracle.random_conflicts import random_conflict
from tests.oracle.sequences_random import random_sequence_conflict


@pytest.mark.parametrize("seed", range(80))
def test_passes_over_the_options_agree_with_listed_bundles(seed: int) -> None:
    conflict = random_conflict(seed) if seed % 2 else random_sequence_conflict(seed)
    moves = detente.compile(conflict).moves
    if moves is None:
        pytest.skip("a model that states its moves has no switches")
    rng = np.random.default_rng(seed)
    existing = np.flatnonzero(moves.exists).astype(np.int64)
    values = rng.integers(0, 50, moves.exists.size).astype(np.uint16)
    values[~moves.exists] = top_of(values)
    chosen = (rng.random(moves.exists.size) < 0.3) & moves.exists
    for coalition in (*(1 << party for party in range(moves.parties)), *moves.coalitions()):
        for joint in (False, True)[: coalition.bit_count()]:
            found = swept(moves, coalition, joint=joint)
            if found is None:
                continue
            begins, ends = moves.bundles(coalition, existing, joint_act=joint)
            lowest = listed(begins, ends).lowest(values)
            assert (lowest == found.lowest(values))[moves.exists].all()
            image = np.zeros_like(chosen)
            image[ends[chosen[begins]]] = True
            assert (image == found.image(chosen)).all()
