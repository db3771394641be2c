"""Which sets of steps lead to a target."""

from __future__ import annotations

import pytest

import detente
from detente.analyses.choosing import chosen
from detente.analyses.sequencing.aiming import StepSets, aims, step_sets
from detente.analyses.sequencing.orders import orders_of
from detente.analyses.sequencing.sides import sides_of
from detente.graph.model import GraphModel
from tests.oracle.sequences import Case
from tests.oracle.sequences import step_sets as literal_sets
from tests.oracle.sequences_random import random_sequence_conflict


def found(graph: GraphModel, target: str) -> StepSets:
    return step_sets(sides_of(graph), chosen(graph, target)[graph.exists])


def named(graph: GraphModel, sets: StepSets) -> list[str]:
    orders = orders_of(graph)
    return [" ".join(orders.steps(stage)) for stage in sets.stages]


OFFER = """\
detente: 1
title: An offer that waits for a step nobody else needs
parties:
  A: {prefers: [deal]}
  B: {prefers: [deal, drop, not offer], conditions: [offer only after drop]}
options:
  drop: {by: A}
  offer: {by: B}
  deal: {by: [A, B], needs: offer}
status_quo: []
targets: {settled: deal}
"""


def test_a_step_that_only_a_condition_asks_for_belongs_to_the_set() -> None:
    """With two of the three steps no order is accepted, with all three one is: these are the set."""
    graph = detente.compile(detente.loads(OFFER))
    sets = found(graph, "settled")
    assert (named(graph, sets), sets.accepted, sets.agreed) == (["drop offer deal"], True, True)
    assert aims(graph).sets == (("drop", "offer", "deal"),)


def test_what_nobody_insists_on_adds_no_step() -> None:
    """Without conditions the smaller set has an accepted order, so the larger is none."""
    graph = detente.compile(detente.loads(OFFER))
    aim = aims(graph, require=("red-lines",))
    assert (aim.sets, aim.accepted) == ((("offer", "deal"),), True)


def test_every_question_goes_by_the_same_sets() -> None:
    """Roadmaps, differences and what blocks tell of one deal, not of two."""
    graph = detente.compile(detente.loads(OFFER))
    roads = detente.roadmaps(graph, "settled")
    assert roads.accepted_by_all
    assert [one.steps for one in roads.step_sets] == [("drop", "offer", "deal")]
    assert roads.holding == ()
    apart = detente.differences(graph, "A", "B")
    assert (apart.sequence.steps, apart.accepted_by_all) == (("drop", "offer", "deal"), True)
    assert detente.blockers(graph, "settled").rung == "none"


@pytest.mark.parametrize("seed", range(60))
def test_an_order_that_all_accept_is_found_by_roadmaps_and_by_what_blocks(seed: int) -> None:
    """Who is told that nothing is accepted by one question is not told an order by the other."""
    graph = detente.compile(random_sequence_conflict(seed))
    sides = sides_of(graph)
    target = chosen(graph, "goal")[graph.exists]
    sets = step_sets(sides, target)
    places = [int(sides.places[sides.orders.number(stage)]) for stage in sets.stages]
    everybody = len(sides.deciders) == len(sides.sides)
    gains = sets.accepted and bool(sides.zone[places].any())
    passes = sides.level(target) in ("sequence", "weak", "strong")
    if gains and not sets.already:
        assert passes
    if passes and everybody and not sets.already:
        assert sets.accepted


def test_steps_that_are_given_are_told_as_they_are() -> None:
    """They are one set; whether all accept an order of it, and who loses, is looked up for it."""
    graph = detente.compile(detente.loads(OFFER))
    for steps, accepted, agreed in (
        (("offer", "deal"), False, True),
        (("drop", "offer", "deal"), True, True),
        (("offer",), False, False),
    ):
        aim, roads = aims(graph, steps=steps), detente.roadmaps(graph, steps=steps)
        assert (aim.accepted, aim.agreed) == (accepted, agreed)
        assert (roads.accepted_by_all, roads.agreed) == (accepted, agreed)


def test_the_smallest_sets_come_with_the_fewest_steps_first() -> None:
    """The declaration goes with words or with steps of disarmament, and needs talks either way."""
    graph = detente.compile(detente.load("korea/declaration-2021"))
    sets = found(graph, "declare")
    assert sets.agreed
    assert named(graph, sets) == [
        "review draft commit drop eow talks",
        "review draft steps drop ease eow talks",
    ]


def test_where_somebody_always_loses_the_smallest_sets_are_given_all_the_same() -> None:
    """A North that keeps its arsenal is worse off by every settlement."""
    graph = detente.compile(detente.load("korea/hanoi-2019"), perspective="sceptical")
    sets = found(graph, "settle")
    assert (sets.agreed, named(graph, sets)) == (False, ["talk yb full relief1 relief2"])


def test_a_target_that_is_reached_needs_no_steps() -> None:
    """It says so, rather than that there is no way."""
    graph = detente.compile(detente.load("korea/hanoi-2019"))
    assert found(graph, "tests") == StepSets((), agreed=True, already=True)


@pytest.mark.parametrize("seed", range(40))
def test_the_sets_are_those_of_the_definition(seed: int) -> None:
    """The slow, literal reading finds the same sets."""
    conflict = random_sequence_conflict(seed)
    target = conflict.targets[0].formula
    assert target is not None
    graph = detente.compile(conflict)
    sets = step_sets(sides_of(graph), chosen(graph, target)[graph.exists])
    slow, kind = literal_sets(Case(conflict), target)
    orders = orders_of(graph)
    fast = {frozenset(s.removeprefix("not ") for s in orders.steps(x)) for x in sets.stages}
    assert fast == slow
    assert sets.already == (kind == "already")
    assert not slow or (sets.accepted, sets.agreed) == (kind == "accepted", kind != "legal")


def test_steps_that_miss_the_target_are_said_to() -> None:
    """Both may be given; the note says that they do not fit."""
    graph = detente.compile(detente.load("korea/declaration-2021"))
    aim = aims(graph, to="declare", steps=("drop", "talks"))
    assert aim.sets == (("drop", "talks"),)
    assert aim.notes == ("the steps do not lead to the target 'declare'",)


@pytest.mark.parametrize("how", ["target", "steps"])
def test_many_steps_can_be_taken(how: str) -> None:
    """Fourteen free steps are one set, by whatever order they are taken."""
    names = [f"o{number}" for number in range(14)]
    options = ", ".join(f"{name}: {{by: A}}" for name in names)
    graph = detente.compile(
        detente.loads(
            f"detente: 1\ntitle: Many\nparties: {{A: {{}}, B: {{}}}}\noptions: {{{options}}}\n"
            f"status_quo: []\ntargets: {{every: {' and '.join(names)}}}\n"
        )
    )
    aim = aims(graph, to="every") if how == "target" else aims(graph, steps=tuple(names))
    assert aim.sets == (tuple(names),)
    assert not aim.limits


def test_a_coalition_may_hold_any_party() -> None:
    """The seventieth party carries its step like the first."""
    parties = ", ".join(f"P{number}: {{}}" for number in range(70))
    text = "options: {a: {by: P69}, b: {by: [P0, P69]}}\nstatus_quo: []\ntargets: {t: a and b}\n"
    graph = detente.compile(
        detente.loads(f"detente: 1\ntitle: Many\nparties: {{{parties}}}\n{text}")
    )
    orders = orders_of(graph)
    stages = (orders.stage(["a"]), orders.stage(["a", "b"]))
    carriers = [graph.coalition_names(carrier) for carrier in orders.carriers(stages)]
    assert carriers == [("P69",), ("P0", "P69")]
