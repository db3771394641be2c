"""What blocks a target: the rung, its proof, the items it rests on."""

from __future__ import annotations

import pytest

import detente
from detente.analyses.blockers.asking import Blockers, blockers
from detente.analyses.unlocks.conceding import softened

HANOI, DECLARATION = "korea/hanoi-2019", "korea/declaration-2021"

SWAP = """
detente: 1
title: A swap
parties:
  A: {prefers: [b, not a], conditions: [a only after b]}
  B: {prefers: [a, not b], conditions: [%s]}
options:
  a: {by: A, undone_by: nobody%s}
  b: {by: B, undone_by: nobody}
status_quo: []
targets: {both: a and b, none: not a and not b, never: a and not a}
"""


def asked(slug: str, target: str, perspective: str | None = None, **settings: object) -> Blockers:
    """Return what blocks a target of a shipped conflict."""
    graph = detente.compile(detente.load(slug), perspective=perspective)
    return blockers(graph, target, **settings)  # type: ignore[arg-type]


def swapped(condition: str, guard: str = "", target: str = "both", extra: str = "") -> Blockers:
    """Return what blocks a small swap under a condition of the second party."""
    text = SWAP % (condition, guard) + extra
    return blockers(detente.compile(detente.loads(text)), target)


@pytest.mark.parametrize(
    ("perspective", "target", "rung", "zone"),
    [
        ("seed", "settle", "sequence", 50),
        ("record", "settle", "sequence", 50),
        ("sceptical", "settle", "content", 2),
        ("sceptical", "partial", "content", 2),
        ("sceptical", "endwar", "sequence", 2),
        ("record", "partial", "sequence", 50),
        ("record", "endwar", "sequence", 50),
    ],
)
def test_hanoi(perspective: str, target: str, rung: str, zone: int) -> None:
    """The rungs of 2019 differ by perspective as the study found."""
    found = asked(HANOI, target, perspective)
    assert (found.rung, found.zone) == (rung, zone)


@pytest.mark.parametrize("perspective", ["moon", "hard"])
@pytest.mark.parametrize("target", ["declare", "dialogue", "gateway", "nuclear", "everything"])
def test_declaration(perspective: str, target: str) -> None:
    """All five targets of 2021 fail over order, whatever the perspective."""
    assert asked(DECLARATION, target, perspective, ground=False).rung == "sequence"


def test_the_circle_of_the_libya_model() -> None:
    """Disarmament before relief against relief at the latest with it: a circle with a strict wait."""
    found = asked(HANOI, "settle")
    circles = {
        tuple((e.step, e.strict, e.other, e.parties) for e in circle)
        for circle in found.certificate.circular_waits
    }
    assert (
        ("full", True, "relief2", ("US",)),
        ("relief2", False, "full", ("DPRK",)),
    ) in circles
    assert [item.item for item in found.ground] == ["US.c1", "DPRK.c1"]
    assert found.ground[0].because == ("hanoi-paper",)


def test_the_head_on_pair_of_the_declaration() -> None:
    """Talks before withdrawal against withdrawal before talks, and nothing else."""
    found = asked(DECLARATION, "declare")
    assert {frozenset(pair) for pair in found.certificate.head_on} == {frozenset({"talks", "drop"})}
    assert {item.item for item in found.ground} == {"US.c3", "DPRK.c1", "DPRK.c2"}
    assert found.relaxed == {"conditions": "none", "red-lines": "sequence", "floor": "sequence"}


def test_what_has_to_be_taken_back() -> None:
    """A sceptical reader of 2019 sees peace only by talks that begin and end again."""
    found = asked(HANOI, "endwar", "sceptical")
    steps = [step for move in found.certificate.walk for step in move.steps]
    assert {"talk", "not talk", "peace"} <= set(steps)
    assert found.certificate.closest is None


def test_content_names_the_statement() -> None:
    """If the arsenal is kept, the statement that says so excludes the settlement."""
    found = asked(HANOI, "settle", "sceptical")
    assert found.certificate.excluded[0].item == "DPRK.s4"
    assert sum(item.states for item in found.certificate.excluded) >= found.certificate.states
    assert [item.item for item in found.ground] == ["DPRK.s4"]


def test_nothing_blocks_once_both_soften() -> None:
    """With 'together' for 'first' on both sides the declaration passes every rung."""
    conflict = detente.load(DECLARATION)
    both = ["us-talks-without-preconditions", "dprk-hostile-policy-goes-first"]
    graph = detente.compile(softened(conflict, both))
    found = blockers(graph, "declare")
    assert found.rung == "none"
    steps = [step for bundle in found.certificate.bundles for step in bundle]
    (over,) = detente.roadmaps(graph, steps=steps).step_sets
    assert over.accepted["all"] > 0
    assert found.passed == ("content", "reach", "sequence", "commitment", "time", "ratification")
    assert found.ground == ()


def test_two_strict_waits() -> None:
    """Each only after the other: no order, and exactly the two conditions are the reason."""
    found = swapped("b only after a")
    assert found.rung == "sequence"
    assert {item.item for item in found.ground} == {"A.c1", "B.c1"}


def test_a_strict_wait_alone() -> None:
    """One 'after' against one 'with' is a circle too."""
    assert swapped("b only with a").rung == "sequence"


def test_reach() -> None:
    """A step whose guard never holds is named with its guard."""
    found = swapped("b only with a or not a", ", after: a and not a")
    assert found.rung == "reach"
    assert [missing.step for missing in found.certificate.missing] == ["a"]
    assert found.certificate.missing[0].guards == ("a.after",)
    assert [item.item for item in found.ground] == ["a.after"]


COMMITMENT = """
detente: 1
title: Who goes second keeps everything
parties:
  A: {prefers: [b, not a]}
  B: {prefers: [a, not b], floor: [b]}
options:
  a: {by: A, undone_by: nobody}
  b: {by: B}
channels: [{between: [A, B], when: not a or not b}]
status_quo: []
targets: {both: a and b}
"""


def test_commitment() -> None:
    """B can take back its step once A's cannot be undone, and surely would."""
    found = blockers(detente.compile(detente.loads(COMMITMENT)), "both")
    assert found.rung == "commitment"
    tempted = [item for item in found.certificate.temptations if item.surely]
    assert {item.party for item in tempted} == {"B"}
    assert found.certificate.bundles


TIME = """
detente: 1
title: Too late
as_of: 2021-01-01
parties:
  A: {prefers: [b]}
  B: {prefers: [b]}
options:
  a: {by: A, undone_by: nobody, takes: 20 days}
  b: {by: B, undone_by: nobody, needs: a, takes: 20 days, window: 2021-01-01..2021-02-01}
status_quo: []
targets: {both: a and b}
"""


def test_time() -> None:
    """Forty days do not fit into a month: nine days short, and the items are named."""
    found = blockers(detente.compile(detente.loads(TIME)), "both")
    assert found.rung == "time"
    assert found.certificate.dates is not None
    assert found.certificate.dates.slack == -9
    assert found.certificate.dates.impossible
    assert found.certificate.extend == (("b", "b.window.1", 9),)
    assert {item.item for item in found.ground} == {"a.takes", "b.takes", "b.window.1", "b.needs"}


def test_ripe() -> None:
    """Once both accept 'together' the declaration is ripe; as things are the way out is missing."""
    conflict = detente.load(DECLARATION)
    now = blockers(detente.compile(conflict), "declare", ground=False).ripe
    assert now is not None
    assert (now.ripe, now.outcome, now.way_out) == (False, True, False)
    both = ["us-talks-without-preconditions", "dprk-hostile-policy-goes-first"]
    then = blockers(detente.compile(softened(conflict, both)), "declare", ground=False).ripe
    assert then is not None
    assert then.ripe
    assert set(then.stuck) >= {"US", "DPRK"}


RATIFIED = """
detente: 1
title: The treaty goes home
parties:
  A: {prefers: [t]}
  B: {prefers: [t]}
  House: {prefers: [not t]}
options:
  t: {by: [A, B], ratified_by: House}
status_quo: []
targets: {treaty: t}
"""


def test_ratification() -> None:
    """Who only ratifies has its say last, and what it refuses is told."""
    found = blockers(detente.compile(detente.loads(RATIFIED)), "treaty")
    assert found.rung == "ratification"
    assert {item.party for item in found.certificate.refusals} == {"House"}


LATE = """
detente: 1
title: Too late
as_of: 2020-01-01
parties:
  A: {prefers: [peace], conditions: [peace only after steps]}
  B: {prefers: [peace, steps]}
options:
  steps: {by: B, undone_by: nobody, takes: 180 days}
  peace: {by: [A, B], undone_by: nobody, takes: 5 days, window: 2020-01-01..2020-03-01}
status_quo: []
targets: {both: peace and steps}
"""


def test_a_missed_window_rests_on_the_condition_that_makes_a_step_wait() -> None:
    """Without the condition the two steps go on at the same time, and fit."""
    found = blockers(detente.compile(detente.loads(LATE)), "both")
    assert found.rung == "time"
    assert "A.c1" in {item.item for item in found.ground}


def test_already_and_impossible() -> None:
    """A target that holds today, and one that no state satisfies, are told as such."""
    today = swapped("b only with a", target="none")
    assert (today.found, today.zone) == ("already", 1)
    never = swapped("b only with a", target="never")
    assert (never.found, never.rung) == ("impossible", "content")


def test_explicit_graphs_have_no_order() -> None:
    """A model that lists its states is refused with the reason."""
    text = (
        "detente: 1\ntitle: Two states\nstates: {s: here, t: there}\n"
        "parties:\n  A: {moves: {s: [t]}, ranking: [t, s]}\nstatus_quo: s\ntargets: {go: [t]}\n"
    )
    with pytest.raises(detente.NoAnswer, match="options"):
        blockers(detente.compile(detente.loads(text)), "go")


def test_the_steps_told_of_are_those_that_come_closest() -> None:
    """Of two ways to a deal that with more steps and fewer refusals is told, by its steps."""
    text = """
    detente: 1
    title: Two ways
    parties:
      A: {prefers: [deal], conditions: [x only after z, y only after z]}
      B: {prefers: [deal], conditions: [y only after z]}
    options:
      w: {by: A}
      x: {by: A}
      y: {by: A}
      z: {by: B}
      deal: {by: [A, B], needs: w and x or y}
    rules: [not z or not deal]
    status_quo: []
    targets: {settled: deal}
    """
    found = blockers(detente.compile(detente.loads(text)), "settled")
    assert (found.rung, found.certificate.steps) == ("sequence", ("w", "x", "deal"))
    assert found.certificate.closest is not None
    assert [(r.party, r.item) for r in found.certificate.closest.refusals] == [("A", "A.c1")]
    document = found.to_dict()["certificate"]
    assert isinstance(document, dict)
    assert document["steps"] == ["w", "x", "deal"]
