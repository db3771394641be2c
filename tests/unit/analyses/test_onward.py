"""Where preferred moves lead, what the answer hangs on, and who waits for whom."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import detente
from detente.analyses.joint import has_joint_move
from detente.analyses.onward import survey
from detente.analyses.stability.catalogue import CONCEPTS
from detente.analyses.waiting import holds
from tests.oracle.random_conflicts import random_conflict

LEAN = """
detente: 1
title: A term asks for an extra step
parties:
  A: {prefers: [deal], conditions: [deal only with extra]}
  B: {prefers: [deal]}
options:
  deal: {by: [A, B]}
  extra: {by: B}
status_quo: []
"""

WAIT = """
detente: 1
title: Each waits
parties:
  A: {prefers: [b], conditions: [a only after b]}
  B: {prefers: [a], conditions: [b only with a]}
options:
  a: {by: A}
  b: {by: B}
status_quo: []
"""


def test_a_step_that_a_term_asks_for_is_not_idle() -> None:
    """A part that breaks a signatory's term is no smaller move that would do."""
    found = detente.onward(detente.compile(detente.loads(LEAN)))
    assert [set(move.steps) for move in found.together] == [{"deal", "extra"}]
    assert not found.rests
    assert [ending.state for ending in found.endings] == ["YY"]


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 20_000))
def test_nothing_is_open_exactly_where_the_conflict_rests(seed: int) -> None:
    """A state has no open move if and only if it is Nash stable for all and has no joint move."""
    graph = detente.compile(random_conflict(seed))
    states = np.flatnonzero(graph.exists)[:12].tolist()
    restless = has_joint_move(graph, states)
    nash = np.logical_and.reduce(
        [CONCEPTS["nash"].stable(graph, n, "sequences") for n in range(len(graph.parties))]
    )
    for state in states:
        rests = bool(nash[state]) and state not in restless
        assert (not survey(graph, state).open) == rests, graph.naming.write(state)


def test_waiting_is_named_only_where_it_holds() -> None:
    """Two terms that wait for each other hold a state if moves open without them."""
    graph = detente.compile(detente.loads(WAIT))
    (wait,) = detente.waiting(graph)
    assert wait.steps == ("a", "b")
    assert holds(graph, wait, "NN")
    assert not holds(graph, wait, "YN")


def test_without_a_status_quo_there_is_nowhere_to_start() -> None:
    """A file that names no status quo is asked for a state."""
    graph = detente.compile(detente.load("classics/chicken"))
    with pytest.raises(detente.WrongUse, match="status quo"):
        detente.onward(graph)
    assert detente.onward(graph, state="NN").alone


def test_hanging_names_what_matters_and_nothing_else() -> None:
    """Leaving out A's wish for b closes the exchange; leaving out nothing else does."""
    text = WAIT.replace("[a only after b]", "[]").replace("[b only with a]", "[]")
    found = detente.hanging(detente.compile(detente.loads(text)))
    assert found.complete
    assert {change.item for change in found.changes} == {"A.s1", "B.s1"}
