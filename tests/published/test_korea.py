"""The two Korean conflicts against figures worked out by hand and by two other programs.

The figures come from the design study of these conflicts, in which they were computed twice by
programs that share nothing with this one.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

import detente
from detente.analyses.joint import joint_moves
from detente.analyses.onward import survey
from detente.conflict.conflict import Conflict
from detente.conflict.parties import Condition

HANOI = "korea/hanoi-2019"
DECLARATION = "korea/declaration-2021"

# stable states by concept: nash, gmr, smr, seq
STABLE = {
    "seed": {"US": (96, 138, 138, 126), "DPRK": (180, 406, 406, 364), "ROK": (480, 480, 480, 480)},
    "record": {
        "US": (96, 138, 138, 132),
        "DPRK": (180, 406, 406, 364),
        "ROK": (480, 480, 480, 480),
    },
}
EQUILIBRIA = {"seed": (24, 100, 100, 66), "record": (24, 100, 100, 72)}
CONCEPTS = ("nash", "gmr", "smr", "seq")


@pytest.mark.parametrize("perspective", STABLE)
def test_stable_states_of_2019(perspective: str) -> None:
    """The numbers of stable states and of equilibria, sanctions with joint acts."""
    graph = detente.compile(detente.load(HANOI), perspective=perspective)
    found = detente.stability(graph, concepts=CONCEPTS)
    assert found.states == 480
    for party, counts in STABLE[perspective].items():
        assert tuple(len(found.stable[party][c]) for c in CONCEPTS) == counts, party
    assert tuple(len(found.equilibria[c]) for c in CONCEPTS) == EQUILIBRIA[perspective]


def test_states_of_2021() -> None:
    """288 states, `needs` being a rule on states."""
    assert detente.compile(detente.load(DECLARATION)).count == 288


@pytest.mark.parametrize("perspective", ["seed", "record", "sceptical"])
def test_the_status_quo_of_2019_rests(perspective: str) -> None:
    """No improvement, no joint move: the recorded outcome rests by every concept."""
    graph = detente.compile(detente.load(HANOI), perspective=perspective)
    found = detente.stability(graph)
    assert found.status_quo in (found.rests or ())
    assert all(found.status_quo in states for states in found.equilibria.values())
    assert graph.conflict.outcome is not None
    assert graph.conflict.outcome.state == found.status_quo


@pytest.mark.parametrize("perspective", ["moon", "hard"])
def test_one_joint_move_leads_to_the_outcome_of_2021(perspective: str) -> None:
    """From the status quo the allies can agree a draft; there the conflict rests, as it did."""
    graph = detente.compile(detente.load(DECLARATION), perspective=perspective)
    assert graph.status_quo is not None
    start = graph.number(graph.status_quo)
    moves = joint_moves(graph, [start])[start]
    assert [(set(m.parties), set(m.bundle)) for m in moves] == [
        ({"US", "ROK"}, {"review", "draft"})
    ]
    assert graph.conflict.outcome is not None
    assert [e.state for e in survey(graph, start).endings] == [graph.conflict.outcome.state]


def softened(conflict: Conflict) -> Conflict:
    """Return the conflict with every `only after` turned into `only with`."""

    def soft(condition: object) -> object:
        return replace(condition, order="with") if isinstance(condition, Condition) else condition

    parties = tuple(
        replace(party, conditions=tuple(map(soft, party.conditions))) for party in conflict.parties
    )
    return replace(conflict, parties=parties)


@pytest.mark.parametrize(
    ("perspective", "from_nothing", "from_the_draft"), [("moon", 15, 10), ("hard", 7, 4)]
)
def test_softened_conditions_open_joint_moves(
    perspective: str, from_nothing: int, from_the_draft: int
) -> None:
    """With all strict terms softened, joint moves open from the status quo and from the draft."""
    graph = detente.compile(softened(detente.load(DECLARATION)), perspective=perspective)
    counts = {}
    for state in ("NNNNNNNNNN", "YYNNNNNNNN"):
        number = graph.number(state)
        counts[state] = len(joint_moves(graph, [number])[number])
    assert counts == {"NNNNNNNNNN": from_nothing, "YYNNNNNNNN": from_the_draft}


def test_without_channels_a_freeze_for_a_freeze_is_predicted() -> None:
    """Without the channel rule two joint moves open in 2019: exercises off with tests off."""
    graph = detente.compile(detente.load(HANOI), without=["channel.1", "channel.2"])
    start = graph.number(str(graph.status_quo))
    moves = joint_moves(graph, [start])[start]
    assert sorted((m.parties, set(m.bundle)) for m in moves) == [
        (("DPRK", "ROK"), {"not tests", "not exer"}),
        (("US", "DPRK"), {"not tests", "not exer"}),
    ]


@pytest.mark.parametrize("item", ["US.s6", "ROK.s4"])
def test_the_draft_hangs_on_the_wish_for_it(item: str) -> None:
    """Without either ally's wish for a draft, the one joint move of 2021 is gone."""
    graph = detente.compile(detente.load(DECLARATION), without=[item])
    start = graph.number(str(graph.status_quo))
    assert joint_moves(graph, [start])[start] == ()
    changed = {
        change.item
        for change in detente.hanging(detente.compile(detente.load(DECLARATION))).changes
    }
    assert item in changed


def test_who_waits_for_whom() -> None:
    """Talks and hostile policy in 2021, relief and weapons in 2019: each waits for the other."""
    found = {wait.steps for wait in detente.waiting(detente.compile(detente.load(DECLARATION)))}
    assert ("drop", "talks") in found
    found = {wait.steps for wait in detente.waiting(detente.compile(detente.load(HANOI)))}
    assert found == {("relief2", "full")}


def test_the_successor_drops_the_draft() -> None:
    """From May 2022 there is no joint move from the status quo, and `drop` is not agreed to."""
    conflict = detente.load(DECLARATION)
    graph = detente.compile(conflict, epoch=conflict.epochs[0].start.first)
    start = graph.number(str(graph.status_quo))
    assert joint_moves(graph, [start])[start] == ()
