"""States in words, places from the best, patterns where they are too many."""

from __future__ import annotations

import pytest

import detente

TEXT = """
detente: 1
title: Places
parties:
  A: {name: First, prefers: [a, b]}
  B: {prefers: [{any_order: [a, b]}]}
  C: {weights: [{a: 1}, {b: 1}]}
options:
  a: {label: Open, by: A}
  b: {label: Pay, by: B}
targets: {both: a and b, some: a or b}
status_quo: [b]
"""
GRAPH = detente.compile(detente.loads(TEXT))


def test_a_state_tells_options_targets_and_places() -> None:
    """Every state has its options in effect, its targets, and a place for each party."""
    found = detente.states(GRAPH)
    assert [view.to_dict() for view in found.states] == [
        {
            "state": "NN",
            "label": None,
            "options": [],
            "varying": [],
            "status_quo": False,
            "targets": [],
            "places": {"A": 4, "B": 4, "C": 3},
        },
        {
            "state": "YN",
            "label": None,
            "options": ["a"],
            "varying": [],
            "status_quo": False,
            "targets": ["some"],
            "places": {"A": 2, "B": 2, "C": 2},
        },
        {
            "state": "NY",
            "label": None,
            "options": ["b"],
            "varying": [],
            "status_quo": True,
            "targets": ["some"],
            "places": {"A": 3, "B": 3, "C": 2},
        },
        {
            "state": "YY",
            "label": None,
            "options": ["a", "b"],
            "varying": [],
            "status_quo": False,
            "targets": ["both", "some"],
            "places": {"A": 1, "B": 1, "C": 1},
        },
    ]
    assert found.last_place == {"A": 4, "B": 4, "C": 3}
    assert found.unknown_order == ("B",)


def test_a_party_sees_its_best_states_first() -> None:
    """With a party, only its places are told, the best first, and at most as many as asked for."""
    found = detente.states(GRAPH, party="C", limit=3)
    assert [(view.state, view.places) for view in found.states] == [
        ("YY", {"C": 1}),
        ("YN", {"C": 2}),
        ("NY", {"C": 2}),
    ]
    assert (found.count, found.patterns) == (4, None)


def test_above_the_limit_patterns_cover_the_states() -> None:
    """The patterns hold the states that are meant and no other."""
    graph = detente.compile(detente.load("korea/declaration-2021"))
    meant = {
        view.state for view in detente.states(graph, where="eow and (drop or not talks)").states
    }
    found = detente.states(graph, where="eow and (drop or not talks)", limit=5)
    assert found.states == ()
    assert found.count == len(meant) > 5
    assert found.patterns is not None
    assert found.patterns.complete
    assert {state for state in graph.members() if state in found.patterns} == meant


def test_a_pattern_is_covered_by_itself() -> None:
    """Who asks by a pattern gets the pattern back, not its parts."""
    found = detente.states(GRAPH, where="Y-", limit=1)
    assert found.to_dict()["patterns"] == ["Y-"]
    assert (found.count, found.feasible) == (2, 4)


def test_explicit_and_merged_states_have_their_labels() -> None:
    """A named state is told by its label; options are those in effect in all it stands for."""
    elmira = detente.states(detente.compile(detente.load("water/elmira")), limit=2)
    assert [(view.state, view.label) for view in elmira.states] == [
        ("s1", "MoE does not modify; Uniroyal delays; no insistence"),
        ("s2", "MoE modifies; Uniroyal delays; no insistence"),
    ]
    assert elmira.count == 9
    merged = TEXT.replace("targets:", "states: {open: {formula: a, label: Opened}}\ntargets:")
    merged = merged.replace("status_quo: [b]", "status_quo: open")
    (view,) = (
        view
        for view in detente.states(detente.compile(detente.loads(merged))).states
        if view.state == "open"
    )
    assert (view.label, view.options, view.status_quo) == ("Opened", ("a",), True)


def test_from_a_state_the_moves_and_where_they_lead() -> None:
    """The states are then those one move away; each move says who would prefer it."""
    found = detente.states(GRAPH, start="NY")
    assert {view.state for view in found.states} == {"NN", "YN", "YY"}
    assert [(m.parties, m.steps, m.to, m.preferred_by, m.worse_for) for m in found.moves] == [
        (("A",), ("a",), "YY", ("A", "B", "C"), ()),
        (("B",), ("not b",), "NN", (), ("A", "B", "C")),
        (("A", "B"), ("a", "not b"), "YN", ("A",), ()),
    ]
    assert found.moves[2].unknown_to == ("B",)
    assert [move.improving for move in found.moves] == [True, False, False]
    assert [m.to for m in detente.states(GRAPH, start="NY", where="not a").moves] == ["NN"]
    assert found.to_dict()["from"] == "NY"


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"party": "D"}, "'D' is not a party"),
        ({"start": "YYY"}, "'YYY' is not a state"),
        ({"where": "c"}, "'c' is not a target, an option or fact"),
    ],
)
def test_names_that_are_not_there_are_wrong_use(settings: dict[str, str], message: str) -> None:
    """A party, state or option that the model lacks is named."""
    with pytest.raises(detente.WrongUse, match=message):
        detente.states(GRAPH, **settings)


def test_rows_follow_the_question() -> None:
    """Rows are states, or moves if moves were asked for; a notebook shows them as a table."""
    assert [row["state"] for row in detente.states(GRAPH).rows()] == ["NN", "YN", "NY", "YY"]
    assert [row["to"] for row in detente.states(GRAPH, start="NY").rows()] == ["YY", "NN", "YN"]
    assert "<table>" in detente.states(GRAPH)._repr_html_()
