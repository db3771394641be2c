"""Slow steps that several coalitions can take, one of them a part of another."""

from __future__ import annotations

import numpy as np

import detente
from detente.analyses.sequencing.walking import walk_to, walks

TEXT = """
detente: 1
title: With or without the others
parties:
  A: {prefers: [a]}
  B: {prefers: [a, c]}
  C: {prefers: [c]}
options:
  a: {by: {any_of: [[A, B, C], B]}, slow: true}
  c: {by: C}
status_quo: []
targets: {both: a and c}
"""


def test_nobody_joins_a_slow_step_to_carry_what_it_does_not_need() -> None:
    """C's step cannot go with a slow one of B by calling all three of them a coalition."""
    graph = detente.compile(detente.loads(TEXT))
    wanted = np.array([False, False, False, True])
    assert walks(graph).moves_to.tolist() == [0, 1, 1, 2]
    assert [len(move.steps) for move in walk_to(graph, wanted)] == [1, 1]
