"""Whatever is said although a limit was reached is what is said without any limit.

Each random conflict is asked twice: as it is, and with limits drawn so low that orders, walks, own
moves, dates and circles are cut.  What the second answer calls established, or refuted, has to be so in
the first; the second may leave things open, and it must not be wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

import detente
from detente.analyses import finding
from detente.analyses.blockers.ladder import STEPS, climb
from detente.analyses.choosing import chosen
from detente.analyses.outlook import outlook
from detente.analyses.sequencing.orders import orders_of
from detente.analyses.sequencing.own import BOUND
from detente.analyses.sequencing.sides import LEVELS, sides_of
from detente.analyses.settled import UNSETTLED
from detente.conflict.conflict import Conflict
from detente.conflict.options import Option
from detente.conflict.time import Day, Duration, Window
from detente.graph.model import GraphModel
from tests.oracle.sequences_heard import heard_conflict
from tests.oracle.sequences_random import FULL, random_sequence_conflict

SEQUENCING = "detente.analyses.sequencing"
OWN = f"{SEQUENCING}.own.MOST_MOVES"
# what each limit is lowered to, now and then
LOWERED: tuple[tuple[str, tuple[int, ...]], ...] = (
    (f"{SEQUENCING}.orders.MOST_BUNDLES", (1, 9, 13, 33, 51, 90)),
    ("detente.graph.sweeps.MOST_GROUPS", (0,)),
    (f"{SEQUENCING}.walking.MOST_STATES", (0, 1, 3, 6)),
    ("detente.analyses.blockers.ladder.MOST_DATED", (1, 2)),
    ("detente.analyses.timing.requiring.MOST_NAMES", (0, 1)),
    ("detente.analyses.differences.circles._MOST_WORK", (1, 5)),
    ("detente.analyses.unlocks.reaching.MOST_TRIED", (1, 8)),
    ("detente.analyses.unlocks.reaching.MOST_AT_ONCE", (1, 8)),
    ("detente.analyses.onward.MOST_STATES", (0, 2)),
)
# with some on which something was once said that was not so
SEEDS = (*range(40), 76, 226, 458, 521, 642, 1122, 1382, 1440)
LEVELS_ASKED = ("reach", "sequence", "weak", "strong")

Lower = Callable[[Conflict], None]


@pytest.fixture
def lower(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Lower:
    """Return what lowers some limits, the same for the same test and seed."""
    rng = Random(f"limits {request.node.name}")

    def lowered(conflict: Conflict) -> None:
        for name, values in LOWERED:
            if rng.random() < 0.5:
                monkeypatch.setattr(name, rng.choice(values))
        if rng.random() < 0.3:
            monkeypatch.setattr(OWN, few_moves(conflict))

    return lowered


def few_moves(conflict: Conflict) -> int:
    """Return a limit on own moves that leaves every party those of a single step."""
    moves = detente.compile(conflict).moves
    assert moves is not None
    most = max(len([*moves.own(number)]) for number in range(moves.parties))
    return (1 + most) * int(moves.exists.sum()) * BOUND


def timed(conflict: Conflict, seed: int) -> Conflict:
    """Return the conflict with lengths of time and last days, so that dates decide."""
    rng = Random(f"timed {seed}")
    start = date(2022, 1, 1)

    def dated(option: Option) -> Option:
        last = start + timedelta(days=rng.randint(5, 30))
        takes = rng.randint(1, 14)
        return replace(
            option,
            takes=Duration(takes, takes, f"{takes} days"),
            windows=(Window(None, Day(last.isoformat(), last, last)),)
            if rng.random() < 0.4
            else (),
        )

    day = Day(start.isoformat(), start, start)
    return replace(conflict, options=tuple(map(dated, conflict.options)), as_of=day)


def drawn(seed: int) -> Conflict:
    """Return the conflict of a seed; every third knows time."""
    conflict = random_sequence_conflict(seed)
    return timed(conflict, seed) if seed % 3 == 0 else conflict


def meant(graph: GraphModel) -> Any:
    return chosen(graph, "goal")[graph.exists]


@pytest.mark.parametrize("seed", SEEDS)
def test_levels_and_rungs(seed: int, lower: Lower) -> None:
    """The level lies within the bounds given, and each rung known to be passed or failed is so."""
    conflict = drawn(seed)
    graph = detente.compile(conflict)
    whole = sides_of(graph).span(meant(graph)), climb(sides_of(graph), meant(graph))
    assert whole[0].proved == whole[0].possible
    assert UNSETTLED not in whole[1].values
    lower(conflict)
    graph = detente.compile(conflict)
    sides = sides_of(graph)
    span, rungs = sides.span(meant(graph)), climb(sides, meant(graph))
    places = [LEVELS.index(level) for level in (span.proved, whole[0].proved, span.possible)]
    assert places == sorted(places)
    for value, right in zip(rungs.values, whole[1].values, strict=True):
        assert value in (right, UNSETTLED)
    assert rungs.rung in (whole[1].rung, UNSETTLED)
    assert set(rungs.passed) <= set(whole[1].passed)
    assert rungs.may_fail_at(whole[1].rung)


@pytest.mark.parametrize("seed", SEEDS)
def test_blockers(seed: int, lower: Lower) -> None:
    """The rung, the rungs passed, what it rests on, and what would be without a requirement."""
    conflict = drawn(seed)
    whole = detente.blockers(detente.compile(conflict), "goal")
    lower(conflict)
    found = detente.blockers(detente.compile(conflict), "goal")
    assert found.found == whole.found
    assert found.rung in (whole.rung, UNSETTLED)
    assert found.zone == whole.zone
    assert set(found.passed) <= set(whole.passed)
    for name, rung in found.relaxed.items():
        assert rung in (whole.relaxed[name], UNSETTLED)
    assert found.ground in ((), whole.ground)
    if found.ripe is not None and whole.ripe is not None:
        assert found.ripe.stuck == whole.ripe.stuck
        for what in ("ripe", "outcome", "way_out"):
            assert getattr(found.ripe, what) in (getattr(whole.ripe, what), None)
    open_things = [UNSETTLED in (found.rung, *found.relaxed.values(), *found.rungs.values)]
    open_things.append(found.ripe is None and found.found != "already")
    open_things.append(found.ground != whole.ground)
    assert found.complete == (not found.limits)
    assert not (found.complete and any(open_things))
    if found.rung == UNSETTLED:
        assert found.certificate.to_dict() == {}
    elif not found.certificate.more_circles:
        assert found.certificate.to_dict().keys() == whole.certificate.to_dict().keys()


@pytest.mark.parametrize("seed", SEEDS)
def test_roadmaps(seed: int, lower: Lower) -> None:
    """The sets of steps, what is true of them, and how the orders shown hold."""
    conflict = drawn(seed)
    graph = detente.compile(conflict)
    whole = detente.roadmaps(graph, "goal")
    everything = sides_of(graph)
    lower(conflict)
    found = detente.roadmaps(detente.compile(conflict), "goal")
    assert found.found in (whole.found, UNSETTLED, "steps" if whole.step_sets else whole.found)
    assert (found.found == "steps") == bool(found.step_sets)
    right = {one.steps: one for one in whole.step_sets}
    for one in found.step_sets:
        (alone,) = _unlimited(graph, one.steps)
        assert (one.legal, dict(one.accepted)) == (alone.legal, dict(alone.accepted))
        assert bool(one.accepted["all"]) == found.accepted_by_all
        assert (not one.worse_off) == found.agreed
        assert one.steps in right or not found.settled
        _holds(one, everything)
    if found.settled and found.found == "steps":
        assert (found.accepted_by_all, found.agreed) == (whole.accepted_by_all, whole.agreed)
    if found.complete:
        assert [one.steps for one in found.step_sets] == list(right)
        assert found.settled
        assert [one.steps for one in found.holding] == [one.steps for one in whole.holding]
    for one in found.holding:
        assert any(roadmap.self_enforcing == "strong" for roadmap in one.roadmaps)
        _holds(one, everything)


def _unlimited(graph: GraphModel, steps: tuple[str, ...]) -> Any:
    """Return the one set of these steps, over the orders listed before limits were lowered."""
    from detente.analyses.roadmaps.asking import _step_set

    sides = sides_of(graph, orders_of(graph))
    stage = sides.orders.stage(steps)
    return (
        _step_set(
            graph, sides, stage, ("conditions", "red-lines", "floor"), whole=False, limits=[]
        ),
    )


def _holds(one: Any, everything: Any) -> None:
    """Check how the roadmaps of a set hold, against sides without limits."""
    from detente.analyses.sequencing.enforcing import end_of, strength
    from detente.analyses.sequencing.sides import places_of

    for roadmap in (*one.roadmaps, *one.refused):
        stages, stage = [], 0
        for bundle in roadmap.bundles:
            stage |= everything.orders.stage(bundle)
            stages.append(stage)
        places = places_of(everything, stages)
        assert roadmap.self_enforcing in (strength(everything, places), UNSETTLED)
        assert roadmap.end in (end_of(everything, places[-1])[0], UNSETTLED)
        for item in roadmap.succession:
            assert item.robust in (True, False, None)


@pytest.mark.parametrize("seed", SEEDS)
def test_unlocks(seed: int, lower: Lower) -> None:
    """Sets, halves, the crux and the decisive side are the right ones, or they are left open."""
    conflict = drawn(seed)
    level = LEVELS_ASKED[seed % 4]
    whole = detente.unlocks(detente.compile(conflict), "goal", level=level, size=2)
    lower(conflict)
    found = detente.unlocks(detente.compile(conflict), "goal", level=level, size=2)
    assert found.now in (whole.now, UNSETTLED)
    places = [LEVELS.index(name) for name in (found.at_least, whole.at_least, found.at_most)]
    assert places == sorted(places)
    assert found.found in (whole.found, UNSETTLED)
    sets = {one.give_up for one in whole.minimal_sets}
    assert {one.give_up for one in found.minimal_sets} <= sets
    halves = {(one.give_up, one.soften) for one in whole.half_concessions}
    assert {(one.give_up, one.soften) for one in found.half_concessions} <= halves
    smallest = [set(one) for one in sets]
    for one in found.enough:
        # something that asks no more is one of the right ones
        touched = {*one.give_up, *one.soften}
        known = [*smallest, *({*given, *soft} for given, soft in halves)]
        assert any(few <= touched for few in known)
    assert found.crux in (whole.crux, None)
    assert found.decisive_side in (whole.decisive_side, None)
    assert found.initiatives in (whole.initiatives, None)
    if found.complete:
        assert (found.minimal_sets, found.half_concessions) == (
            whole.minimal_sets,
            whole.half_concessions,
        )
        assert (found.enough, found.crux, found.now) == ((), whole.crux, whole.now)


@pytest.mark.parametrize("seed", SEEDS)
def test_findings(seed: int, lower: Lower) -> None:
    """What an outlook finds is found without limits, and what it denies is denied."""
    conflict = drawn(seed)
    whole = outlook(detente.compile(conflict), "goal")
    lower(conflict)
    found = outlook(detente.compile(conflict), "goal")
    atoms = {*finding.found_in(whole), *finding.found_in(found)}
    atoms |= {finding.Atom("rung", rung) for rung in (*STEPS, "none")}
    atoms |= {finding.Atom("unlock", item) for item in (*whole.unlocks, *found.unsettled)}
    for atom in atoms:
        if finding.finds(found, atom):
            assert finding.finds(whole, atom)
        if finding.denies(found, atom):
            assert finding.denies(whole, atom)
    assert found.complete == all(
        finding.finds(found, atom) or finding.denies(found, atom) for atom in atoms
    )


@pytest.mark.parametrize("seed", range(50))
def test_perspectives(seed: int, lower: Lower) -> None:
    """Who makes a finding, whether it is robust or contested, and what it hangs on."""
    conflict = heard_conflict(seed, scale=FULL)
    whole = detente.perspectives(conflict, "goal", size=2)
    lower(conflict)
    found = detente.perspectives(conflict, "goal", size=2)
    right = {(one.kind, one.what): one for one in whole.findings}
    for one in found.findings:
        known = right[one.kind, one.what]
        assert set(one.held_by) <= set(known.held_by)
        assert set(one.not_by) <= set(known.not_by)
        assert not (one.robust and not known.robust)
        assert not (one.contested and not known.contested)
    hangs = {(one.kind, one.what): one for one in whole.hangs_on}
    for hang in found.hangs_on:
        every = hangs[hang.kind, hang.what]
        if not hang.unsettled:
            for said, known_flips in ((hang.sources, every.sources), (hang.voices, every.voices)):
                assert len(said) == len(known_flips)
                for flip, known_flip in zip(said, known_flips, strict=True):
                    assert flip.without == known_flip.without
                    assert flip.instead in (known_flip.instead, UNSETTLED)
        assert {flip.without for flip in hang.voices} <= {flip.without for flip in every.voices}
    for view, known_view in zip(found.views, whole.views, strict=True):
        assert view.rung in (known_view.rung, UNSETTLED)
        assert set(view.unlocks) <= set(known_view.unlocks)
        assert set(view.unlocks) | set(view.unsettled) >= set(known_view.unlocks)
    if found.complete:
        assert found.findings == whole.findings


@pytest.mark.parametrize("seed", range(40))
def test_robustness(seed: int, lower: Lower) -> None:
    """A variation said to change a finding changes it; one said not to does not."""
    conflict = random_sequence_conflict(seed)
    whole = detente.robustness(conflict, "goal")
    lower(conflict)
    found = detente.robustness(conflict, "goal")
    assert found.rung in (whole.rung, UNSETTLED)
    right = {(one.kind, one.what): one for one in whole.findings}
    for one in found.findings:
        changes = {change.variation.name for change in right[one.kind, one.what].changed_by}
        said = {change.variation.name for change in one.changed_by}
        assert said <= changes <= said | {variation.name for variation in one.open_with}
    if found.rung != UNSETTLED:
        for count, known in zip(found.counts, whole.counts, strict=True):
            assert count.rung <= known.rung <= count.rung + count.unsettled


@pytest.mark.parametrize("seed", SEEDS)
def test_differences(seed: int, lower: Lower) -> None:
    """How conditions relate, and how parties differ over the steps that are told."""
    conflict = drawn(seed)
    names = [party.name for party in conflict.parties][:2]
    whole = _differences(detente.compile(conflict), names)
    lower(conflict)
    found = _differences(detente.compile(conflict), names)
    if isinstance(found, detente.LimitReached):
        return
    if whole is None or found is None:
        assert whole is found
        return
    for one, known in zip(found.conditions, whole.conditions, strict=True):
        assert one.relation in (known.relation, UNSETTLED)
        assert one.stricter in (known.stricter, None)
    right = {one.order.steps: one for one in whole.sets}
    for each in found.sets:
        assert each.order.steps in right or not found.settled
        if each.order.steps in right:
            known_order = right[each.order.steps].order
            assert (each.order.relation, dict(each.order.accepted)) == (
                known_order.relation,
                dict(known_order.accepted),
            )
            assert each.binding.binding == right[each.order.steps].binding.binding
            waits = {(one.step, one.other, one.party): one.strict for one in known_order.waits}
            for edge in (edge for way in each.order.circular_waits for edge in way):
                for party in set(edge.parties) & set(names):
                    assert waits[edge.step, edge.other, party] or not edge.strict
    if found.complete:
        assert list(right) == [one.order.steps for one in found.sets]
        assert [_bare(one.order) for one in found.sets] == [_bare(one.order) for one in whole.sets]
        assert [one.timing for one in found.sets] == [one.timing for one in whole.sets]
        assert found.goals == whole.goals


def _bare(order: Any) -> Any:
    """Return what is said of an order, whatever items it is put down to."""
    waits = [(one.step, one.other, one.strict, one.party) for one in order.waits]
    ways = [[(e.step, e.other, e.strict, e.parties) for e in way] for way in order.circular_waits]
    return order.steps, order.relation, order.head_on, waits, ways


def _differences(graph: GraphModel, names: Iterable[str]) -> Any:
    try:
        return detente.differences(graph, *names, to="goal")
    except detente.NoAnswer:
        return None
    except detente.LimitReached as limit:
        return limit


def test_limits_are_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    """Among the seeds every limit leaves something open, so that the tests above test something."""
    for name, value in (
        (f"{SEQUENCING}.orders.MOST_BUNDLES", 13),
        (f"{SEQUENCING}.walking.MOST_STATES", 0),
        (OWN, None),
    ):
        found = []
        for seed in SEEDS:
            with monkeypatch.context() as lowered:
                # walks are cut only where bundles are listed
                lowered.setattr("detente.graph.sweeps.MOST_GROUPS", 0)
                lowered.setattr(name, few_moves(drawn(seed)) if value is None else value)
                found.append(detente.blockers(detente.compile(drawn(seed)), "goal", ground=False))
        assert any(not one.complete for one in found), name
        assert any(one.rung == UNSETTLED for one in found), name
