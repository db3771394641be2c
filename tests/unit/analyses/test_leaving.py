"""The moves out of a state, against the other analyses of moves."""

from __future__ import annotations

import pytest

import detente
from detente.analyses.joint import joint_moves
from detente.analyses.leaving import leaving


@pytest.mark.parametrize("slug", ["korea/declaration-2021", "korea/hanoi-2019"])
def test_improving_bundles_that_meet_all_conditions_are_the_joint_moves(slug: str) -> None:
    """What every mover prefers and no condition forbids is what `stability` calls joint moves."""
    graph = detente.compile(detente.load(slug))
    for state in (str(graph.status_quo), *graph.members(40)[::13]):
        start = graph.number(state)
        expected = {
            (move.parties, move.bundle, move.to) for move in joint_moves(graph, [start])[start]
        }
        found = {
            (move.parties, move.steps, move.to)
            for move in leaving(graph, state)
            if len(move.parties) > 1 and move.improving and not move.against
        }
        assert found == expected


def test_comparisons_are_those_of_the_model() -> None:
    """Who prefers a move, who loses and who cannot tell agrees with `compare`."""
    graph = detente.compile(detente.load("korea/hanoi-2019"))
    start = str(graph.status_quo)
    for move in leaving(graph, start)[:60]:
        for party in graph.parties:
            how = graph.compare(party, move.to, start)
            assert (party in move.preferred_by) == how.endswith("better")
            assert (party in move.worse_for) == how.endswith("worse")
            assert (party in move.unknown_to) == (how == "unknown")


def test_a_condition_that_is_not_met_is_named() -> None:
    """The American condition on easing stands against a bundle that eases without steps."""
    graph = detente.compile(detente.load("korea/declaration-2021"))
    moves = {m.steps: m for m in leaving(graph, str(graph.status_quo)) if len(m.parties) > 1}
    assert moves["review", "draft"].against == ()
    assert moves["review", "draft", "drop"].against == ("US.c3",)
    assert moves["review", "draft", "ease"].against == ("US.c1", "ROK.c1")


def test_moves_of_an_explicit_graph_have_no_steps() -> None:
    """They are told by the states they lead to."""
    graph = detente.compile(detente.load("water/elmira"))
    assert [(m.parties, m.steps, m.to) for m in leaving(graph, "s1")] == [
        (("MoE",), (), "s2"),
        (("Uniroyal",), (), "s3"),
        (("Uniroyal",), (), "s9"),
        (("Local",), (), "s5"),
    ]


def test_too_many_moves_are_refused_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """Above the limit the message asks for a formula, and with one there is an answer."""
    monkeypatch.setattr("detente.analyses.leaving.MOST_MOVES", 20)
    graph = detente.compile(detente.load("korea/declaration-2021"))
    with pytest.raises(detente.LimitReached, match="by a formula"):
        leaving(graph, str(graph.status_quo))
    assert len(detente.states(graph, start=graph.status_quo, where="eow and aid").moves) == 16
