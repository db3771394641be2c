"""What a party can do alone, and what becomes of an answer where that is too much to list."""

from __future__ import annotations

import pytest

import detente
from detente.analyses.sequencing import own
from detente.analyses.sequencing.exposing import exposure
from detente.analyses.sequencing.own import own_moves, too_wide
from detente.graph.model import GraphModel

TEXT = """\
detente: 1
title: Many options
parties:
  A: {prefers: [b1, not a1, a2]}
  B: {prefers: [a1, not b1]}
options:
  a1: {by: A}
  a2: {by: A}
  a3: {by: A}
  a4: {by: A}
  b1: {by: B}
status_quo: []
targets: {goal: a1 and b1}
"""


@pytest.fixture
def graph() -> GraphModel:
    """Four options of one party, one of the other: 32 states."""
    return detente.compile(detente.loads(TEXT))


def test_all_moves_are_listed(graph: GraphModel) -> None:
    """A can switch any of its options at once, and nothing is left out."""
    assert [moves.switched.size for moves in own_moves(graph)] == [15, 1]
    assert too_wide(graph) == ()


def test_moves_of_few_steps_where_all_are_too_many(
    graph: GraphModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Moves of as many steps at once as can be listed, and a note that says so."""
    monkeypatch.setattr(own, "MOST_MOVES", 32 * 12)
    moves = own_moves(graph)
    assert [m.switched.size for m in moves] == [10, 1]
    assert [m.widest for m in moves] == [2, None]
    (note,) = too_wide(graph)
    assert "moves of A by itself of more than 2 steps at once" in note


def test_answers_that_are_only_a_part(graph: GraphModel, monkeypatch: pytest.MonkeyPatch) -> None:
    """Roadmaps, blockers and unlocks answer, and say what they left out."""
    monkeypatch.setattr(own, "MOST_MOVES", 32 * 12)
    roads, blocks = detente.roadmaps(graph, "goal"), detente.blockers(graph, "goal")
    opens = detente.unlocks(graph, "goal")
    for limits in (roads.limits, blocks.limits, opens.limits):
        assert any("moves of A by itself" in limit for limit in limits)
    assert not any(found.complete for found in (roads, blocks, opens))
    assert roads.step_sets[0].legal == 3
    assert opens.initiatives is None
    assert blocks.ripe is None


def test_nothing_is_said_of_what_hangs_on_moves_that_are_not_listed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Orders that all accept are told; whether they hold, and where it comes to rest, is open."""
    graph = detente.compile(detente.loads(TEXT.replace("not a1, ", "")))
    monkeypatch.setattr(own, "MOST_MOVES", 32 * 12)
    blocks = detente.blockers(graph, "goal")
    assert (blocks.rung, blocks.passed) == ("not established", ("content", "reach", "sequence"))
    (found,) = detente.roadmaps(graph, "goal").step_sets
    assert found.accepted["all"]
    for roadmap in found.roadmaps:
        assert (roadmap.self_enforcing, roadmap.end) == ("not established", "not established")
        assert (roadmap.temptations, roadmap.fallbacks, roadmap.guarantees) == ((), (), ())
        assert "best" not in roadmap.kinds
    for level, value in (("sequence", "open"), ("strong", "not established")):
        assert detente.unlocks(graph, "goal", level=level).found == value


def test_exposure_is_the_same_where_moves_are_not_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """How far the others could hurt a party is told from all moves, listed or not."""
    text = TEXT.replace("prefers: [a1, not b1]", "prefers: [a1 and a2 and a3, not b1]")
    before = exposure(detente.compile(detente.loads(text)))
    monkeypatch.setattr(own, "MOST_MOVES", 32 * 6)
    after = exposure(detente.compile(detente.loads(text)))
    assert (before.worst == after.worst).all()
    assert (before.recoverable == after.recoverable).all()


def test_not_even_single_steps(graph: GraphModel, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then there is no answer but the limit."""
    monkeypatch.setattr(own, "MOST_MOVES", 32 * 3)
    with pytest.raises(detente.LimitReached, match="A can switch 4 options alone in 32 states"):
        own_moves(graph)
