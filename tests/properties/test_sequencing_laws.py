"""Laws of order, each on random models: when order matters, what cures it, what keeps a promise.

Where a law as it is usually said does not hold to the letter, its test asserts what does hold,
and the test after it shows where the letter fails.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Literal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import detente
from detente.analyses.differences.orders_apart import Ordering, over_steps
from detente.analyses.sequencing.accepting import REQUIREMENTS
from detente.analyses.sequencing.exposing import exposure
from detente.analyses.sequencing.own import own_moves
from detente.analyses.sequencing.passage import at_stages
from detente.analyses.sequencing.searching import passes
from detente.analyses.sequencing.sides import Sides, sides_of
from detente.conflict.conflict import Conflict, Target
from detente.conflict.logic import And, Formula, Implies, Name, Not
from detente.conflict.options import Option
from detente.conflict.parties import Condition, Party, Statement, Step
from detente.graph.model import GraphModel
from tests.oracle.literal import Point
from tests.oracle.sequences import Case
from tests.oracle.sequences_holding import recovered
from tests.oracle.sequences_random import random_sequence_conflict

How = Literal["after", "with"]
Precedences = dict[tuple[str, str], How]  # (a, b): b is taken only after a, or only with it

DEADLINE = Path(__file__).parent / "deadline.yaml"
seeds = st.integers(0, 50_000)


def own(name: str, by: str, *, slow: bool = False, undone: bool = True) -> Option:
    """Return an option of one party."""
    return Option(name, by=((by,),), undone_by=((by,),) if undone else (), slow=slow)


def of_all_steps(graph: GraphModel) -> Ordering:
    """Return what all parties make of switching every option on."""
    return over_steps(graph, graph.options, REQUIREMENTS)


def accepted_by_all(graph: GraphModel) -> int:
    """Return how many orders of all options every party accepts."""
    return of_all_steps(graph).accepted(*range(len(graph.parties)))


# -- free simultaneity dissolves disputes over order ----------------------------------------


def free(conflict: Conflict) -> Conflict:
    """Return the conflict without anything that keeps steps apart: all terms weak, none slow."""

    def weak(party: Party) -> Party:
        terms = (term for term in party.conditions if isinstance(term, Condition))
        return replace(party, conditions=tuple(replace(term, order="with") for term in terms))

    options = (replace(o, after=None, undone_when=None, slow=False) for o in conflict.options)
    parties = map(weak, conflict.parties)
    return replace(conflict, parties=tuple(parties), options=tuple(options), channels=())


def acceptable(case: Case, end: Point) -> bool:
    """Tell whether everybody accepts a state as an end, whatever the order that leads to it."""
    holds, start = case.model.holds, case.start
    terms = [term for party in case.parties for term in case.conditions[party]]
    lines = [line for p in case.parties for line in case.statements[p] if line.kind == "red line"]
    return (
        all(
            holds(term.formula, end)
            for term in terms
            if term.step.option in start ^ end and term.step.on == (term.step.option in end)
        )
        and all(holds(line.formula, end) for line in lines if holds(line.formula, start))
        and not any(case.prefers(party, case.floors[party], end) for party in case.parties)
    )


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_free_simultaneity_leaves_nothing_but_the_end_to_accept(seed: int) -> None:
    """If any bundle is legal and terms are weak, all at once is accepted iff the end is."""
    conflict = free(random_sequence_conflict(seed))
    case, graph = Case(conflict), detente.compile(conflict)
    orders = sides_of(graph).orders
    allowed = sides_of(graph).accepted(REQUIREMENTS, range(len(graph.parties)))
    ends = np.arange(1, orders.stages.size)
    passing = passes(allowed, orders.carried, np.zeros_like(ends), ends)
    at_once = set(ends[passing].tolist())
    for end in case.ground.points - {case.start}:
        steps = case.start ^ end
        if all(case.model.family(name, case.start) for name in steps):
            stage = sum(1 << graph.options.index(name) for name in steps)
            assert (orders.number(stage) in at_once) == acceptable(case, end), sorted(steps)


# -- the order rule -------------------------------------------------------------------------


def ordered(precedences: Precedences, parties: int, *, slow: bool = False) -> GraphModel:
    """Return a conflict in which some precedences are the only terms of anybody.

    Slow steps of as many parties as there are steps cannot share a bundle.
    """
    names = sorted({name for pair in precedences for name in pair})
    who = [f"P{n}" for n in range(len(names) if slow else parties)]
    terms: dict[str, list[Condition]] = {name: [] for name in who}
    for number, ((a, b), how) in enumerate(precedences.items()):
        holder = who[number % len(who)]
        terms[holder].append(Condition(f"c{number}", Step(b), how, Name(a)))
    conflict = Conflict(
        "precedences",
        tuple(Party(name, conditions=tuple(terms[name])) for name in who),
        tuple(own(name, who[n % len(who)], slow=slow) for n, name in enumerate(names)),
        status_quo="N" * len(names),
    )
    return detente.compile(conflict)


def circular(precedences: Precedences, among: Iterable[How]) -> bool:
    """Tell whether some precedence of these kinds lies on a circle."""
    after = set(precedences)
    while True:
        more = {(a, d) for a, b in after for c, d in after if b == c} - after
        if not more:
            break
        after |= more
    return any((b, a) in after for (a, b), how in precedences.items() if how in among)


@st.composite
def drawn_precedences(draw: st.DrawFn) -> Precedences:
    names = "abcde"[: draw(st.integers(2, 5))]
    pairs = [(a, b) for a in names for b in names if a != b]
    hows: st.SearchStrategy[How] = st.sampled_from(("after", "with"))
    return draw(st.dictionaries(st.sampled_from(pairs), hows, min_size=1, max_size=7))


@settings(max_examples=250, deadline=None)
@given(drawn_precedences(), st.integers(1, 3))
def test_precedences_admit_an_order_unless_a_strict_one_is_circular(
    precedences: Precedences, parties: int
) -> None:
    """An order that all accept exists iff no strict precedence lies on a circle."""
    over = of_all_steps(ordered(precedences, parties))
    found = over.accepted(*range(len(over.needs)))
    assert (found > 0) == (not circular(precedences, ["after"]))
    # and the circular waits that are told are the reason
    assert over.circles.complete
    assert bool(over.circles.found) == (found == 0)


@settings(max_examples=120, deadline=None)
@given(drawn_precedences())
def test_simultaneity_cures_exactly_circles_without_a_strict_edge(
    precedences: Precedences,
) -> None:
    """One step at a time, every circle blocks; together, only those with a strict edge do."""
    alone = accepted_by_all(ordered(precedences, 1, slow=True))
    together = accepted_by_all(ordered(precedences, 2))
    assert (alone > 0) == (not circular(precedences, ["after", "with"]))
    cured = circular(precedences, ["with"]) and not circular(precedences, ["after"])
    assert cured == (together > 0 == alone)


# -- the hostage rule -----------------------------------------------------------------------


def costly_ends(sides: Sides) -> Iterator[tuple[int, int, int, int]]:
    """Yield who ends a strongly self-enforcing order by a step it dislikes, and how.

    The party, the states before and after its step, and the steps of the whole order.
    """
    orders, deciders = sides.orders, set(sides.deciders)
    moves = sides.graph.moves
    assert moves is not None
    for end in orders.small_first(orders.exists)[1:].tolist():
        firm = sides.firm(end, surely=False)
        goal = int(orders.stages[end])
        last = [
            begin
            for begins, ends in orders.used(goal, at_stages(orders.legal, firm))
            for begin in begins[ends == goal].tolist()
        ]
        for number in filter(lambda n: n is not None, map(orders.number, last)):
            pair = orders.states[[number, end]]
            before, after = (int(sides.places[n]) for n in (number, end))
            for party in sorted(deciders):
                alone = moves.legal(1 << party, pair[:1], pair[1:])[0]
                if alone and sides.ranks[party, after] < sides.ranks[party, before]:
                    yield party, before, after, goal


def others_gain(sides: Sides, party: int, place: int) -> list[int]:
    """Return the states that lean improvements of the others lead to."""
    return [
        int(to)
        for number, side in enumerate(sides.sides)
        if number != party
        for to in side.arcs[1][side.arcs[0] == place]
    ]


def own_improvements(sides: Sides, party: int, place: int) -> set[int]:
    """Return the states that a party's own lean improvements lead to, this one included."""
    starts, ends = sides.sides[party].arcs
    seen, waiting = {place}, [place]
    while waiting:
        new = {int(to) for to in ends[starts == waiting.pop()]} - seen
        seen |= new
        waiting += new
    return seen


@pytest.mark.parametrize("chunk", range(4))
def test_who_gives_last_does_so_because_the_others_could_answer(chunk: int) -> None:
    """The hostage rule, as it holds in every model.

    If a strongly self-enforcing order ends with a step that its only owner dislikes, some other
    party would improve by a move of its own in the state before: there, or where the owner's own
    improvements lead from it.
    """
    found = 0
    for seed in range(chunk, 160, 4):
        sides = sides_of(detente.compile(random_sequence_conflict(seed)))
        for party, before, _, _ in costly_ends(sides):
            found += 1
            places = own_improvements(sides, party, before)
            assert any(others_gain(sides, party, place) for place in places), seed
    assert found > 20


def test_the_answer_need_not_be_a_retraction() -> None:
    """To the letter the rule fails: what keeps the last giver need not undo what was given.

    Mostly it does; but a further step that the others would take, or one that answers a move
    of the giver itself, will do as well.
    """
    kinds: Counter[str] = Counter()
    for seed in range(160):
        sides = sides_of(detente.compile(random_sequence_conflict(seed)))
        states, start = own_moves(sides.graph)[0].states, sides.orders.start
        for party, before, _, goal in costly_ends(sides):
            here = int(states[before])
            gains = [int(states[to]) for to in others_gain(sides, party, before)]
            undone = any((to ^ here) & goal & (here ^ start) for to in gains)
            kinds["undone" if undone else "further" if gains else "in answer"] += 1
    assert kinds["undone"] > kinds["further"] + kinds["in answer"]
    assert kinds["further"]
    assert kinds["in answer"]


def exchange(*locked: str) -> Sides:
    """Return an exchange of `a` of A for `b` of B; what is locked cannot be undone."""
    prefers = {"A": (Name("b"), Not(Name("a"))), "B": (Name("a"), Not(Name("b")))}
    conflict = Conflict(
        "exchange",
        tuple(
            Party(name, prefers=tuple(Statement(f"{name}{n}", "want", f) for n, f in enumerate(fs)))
            for name, fs in prefers.items()
        ),
        (own("a", "A", undone="a" not in locked), own("b", "B", undone="b" not in locked)),
        targets=(Target("both", And((Name("a"), Name("b")))),),
        status_quo="NN",
    )
    return sides_of(detente.compile(conflict))


@pytest.mark.parametrize(
    ("locked", "held"), [((), "strong"), (("b",), "sequence"), (("a", "b"), "strong")]
)
def test_a_lock_on_what_one_gets_takes_the_others_sanction_away(
    locked: tuple[str, ...], held: str
) -> None:
    """Held by threat: with b locked A would take a back, and B could do nothing about it."""
    sides = exchange(*locked)
    both = np.array([state == 3 for state in own_moves(sides.graph)[0].states])
    assert sides.level(both) == held


# -- irreversibility cuts both ways ---------------------------------------------------------


def locks(conflict: Conflict) -> Iterator[tuple[str, str, Conflict]]:
    """Yield each option that one party alone can switch either way, its owner, and its lock."""
    for option in conflict.options:
        who = {party for c in (*option.switched_on_by, *option.undone_by) for party in c}
        if option.undone_by and len(who) == 1:
            locked = replace(option, undone_by=(), undone_when=None)
            options = tuple(locked if o is option else o for o in conflict.options)
            yield option.name, *who, replace(conflict, options=options)


@pytest.mark.parametrize("joint_acts", [False, True])
def test_a_lock_shields_the_others_and_binds_its_owner(joint_acts: bool) -> None:  # noqa: FBT001
    """Locking i's step: what others can do to j never gets worse, nor what i can do about its own.

    The worst that can be done to j never falls, and i's own stays what it is.  Where what could
    be done at the status quo stays the same, j's exposure never rises, and i's never falls.
    """
    closure = "joint" if joint_acts else "alone"
    changed: Counter[str] = Counter()
    for seed in range(90):
        conflict = random_sequence_conflict(seed)
        plain = detente.compile(conflict)
        here = int(own_moves(plain)[0].place[sides_of(plain).orders.start])
        for name, owner, locked in locks(conflict):
            before = exposure(plain, joint_acts=joint_acts)
            after = exposure(detente.compile(locked), joint_acts=joint_acts)
            cases = Case(conflict), Case(locked)
            for number, party in enumerate(plain.parties):
                low, lower = before.worst[number], after.worst[number]
                beyond, still = (
                    e.exposed[number] & ~e.recoverable[number] for e in (before, after)
                )
                base = {
                    case.worth[party][recovered(case, party, case.start, closure)] for case in cases
                }
                if party == owner:
                    assert np.array_equal(low, lower), (seed, name)
                    assert np.array_equal(before.exposed[number], after.exposed[number])
                    if len(base) == 1:
                        assert not (beyond & ~still).any(), (seed, name)
                        changed["owner beyond recovery"] += bool((still & ~beyond).any())
                    continue
                assert (lower >= low).all(), (seed, name)
                if lower[here] == low[here]:
                    assert not (after.exposed[number] & ~before.exposed[number]).any()
                    changed["others shielded"] += bool((lower > low).any())
                    if len(base) == 1:
                        assert not (still & ~beyond).any(), (seed, name)
    assert changed["owner beyond recovery"] > 20
    assert changed["others shielded"] > 20


def test_a_lock_on_the_status_quo_can_raise_an_exposure() -> None:
    """To the letter the law fails where the locked step was taken already.

    The lock then shields the status quo too, and more than the states it is compared with.
    """
    raised = []
    for seed in range(90):
        conflict = random_sequence_conflict(seed)
        plain = exposure(detente.compile(conflict))
        case = Case(conflict)
        for name, owner, locked in locks(conflict):
            after = exposure(detente.compile(locked))
            others = [n for n, party in enumerate(case.parties) if party != owner]
            if (after.exposed & ~plain.exposed)[others].any():
                raised.append(name in case.start)
    assert raised
    assert all(raised)


# -- a slow step and two red lines ----------------------------------------------------------


def red(name: str, first: str, second: str) -> Statement:
    """Return the red line that the first step is not without the second."""
    return Statement(name, "red line", Implies(Name(first), Name(second)))


def sold(
    lines_a: Iterable[Statement], lines_b: Iterable[Statement], options: Iterable[Option]
) -> Conflict:
    """Return a conflict of A, who wants the steps of B, and of B, who wants those of A."""
    listed = tuple(options)

    def wants(who: str, other: str) -> Iterator[Statement]:
        for option in listed:
            if option.by == ((other,),):
                yield Statement(f"{who}.{option.name}", "want", Name(option.name))

    every: Formula = And(tuple(Name(option.name) for option in listed))
    return Conflict(
        "sold",
        (
            Party("A", prefers=(*lines_a, *wants("A", "B"))),
            Party("B", prefers=(*lines_b, *wants("B", "A"))),
        ),
        listed,
        targets=(Target("all", every),),
        status_quo="N" * len(listed),
    )


@settings(max_examples=120, deadline=None)
@given(st.randoms(use_true_random=False), st.booleans(), st.booleans())
def test_a_slow_step_between_two_red_lines_is_in_no_roadmap(
    chance: Random,
    undone: bool,  # noqa: FBT001
    both: bool,  # noqa: FBT001
) -> None:
    """Whatever else is given, no order that both accept holds both steps; undone or not."""
    extra = [own(name, chance.choice("AB"), slow=chance.random() < 0.3) for name in "cde"]
    steps = (own("a", "A", slow=True, undone=undone), own("b", "B", slow=both), *extra)
    conflict = sold([red("A.red", "a", "b")], [red("B.red", "b", "a")], steps)
    sides = sides_of(detente.compile(conflict))
    orders = sides.orders
    reached = orders.reached(sides.accepted(("red-lines",)))
    assert not (reached & (orders.stages & 3 == 3)).any()
    # it is the slow step that does it
    quick = replace(conflict, options=(own("a", "A"), own("b", "B"), *extra))
    sides = sides_of(detente.compile(quick))
    reached = sides.orders.reached(sides.accepted(("red-lines",)))
    assert (reached & (sides.orders.stages & 3 == 3)).any()


def test_giving_up_either_red_line_helps() -> None:
    """The smallest concessions are the one red line and the other."""
    steps = (own("a", "A", slow=True, undone=False), own("b", "B"))
    conflict = sold([red("A.red", "a", "b")], [red("B.red", "b", "a")], steps)
    found = detente.unlocks(detente.compile(conflict), "all")
    assert found.now == "reach"
    assert {one.give_up for one in found.minimal_sets} == {("A.red",), ("B.red",)}


@pytest.mark.parametrize(
    ("slow", "trusted", "bundles"),
    [
        (True, False, None),  # as slow as the whole, each covered: cut, but no less stuck
        (False, False, (("a1", "b1"), ("a2", "b2"))),  # slices that can be exchanged at one stroke
        (True, True, (("a1",), ("b1",), ("a2",), ("b2",))),  # a first slice given on trust
    ],
)
def test_slices_help_if_they_are_quick_or_the_first_is_trusted(
    slow: bool,  # noqa: FBT001
    trusted: bool,  # noqa: FBT001
    bundles: tuple[tuple[str, ...], ...] | None,
) -> None:
    """Cutting a and b in two helps by what it changes: that slices go together, or cover less."""
    steps = [
        own(f"{name}{n}", name.upper(), slow=slow, undone=False) for n in "12" for name in "ab"
    ]
    covered = [("a2", "b1")] if trusted else [("a1", "b1"), ("a2", "b2")]
    lines_a = [red(f"A.{a}", a, b) for a, b in covered]
    lines_b = [red(f"B.{b}", b, a) for a, b in (("a1", "b1"), ("a2", "b2"))]
    graph = detente.compile(sold(lines_a, lines_b, steps))
    found = detente.roadmaps(graph, "all", require=["red-lines"]).step_sets[0]
    assert bool(found.accepted["all"]) == (bundles is not None)
    if bundles is not None:
        assert bundles in {one.bundles for one in found.roadmaps}


# -- a deadline in both directions ----------------------------------------------------------


def deadline(until: str | None) -> GraphModel:
    """Return the hand-made conflict with another last day of South's consent, or none."""
    text = DEADLINE.read_text(encoding="utf-8")
    if until is None:
        lines = [line for line in text.splitlines() if "window:" not in line]
        return detente.compile(detente.loads("\n".join(lines)))
    return detente.compile(detente.loads(text.replace("2024-04-10", until)))


@pytest.mark.parametrize(
    ("until", "rung"), [(None, "none"), ("2024-04-30", "none"), ("2024-04-10", "time")]
)
def test_a_deadline_removes_the_roadmap_it_was_to_force(until: str | None, rung: str) -> None:
    """Disarming takes 120 days: by the end of the term there is no roadmap left."""
    graph = deadline(until)
    assert detente.blockers(graph, "exchange").rung == rung
    (found,) = detente.roadmaps(graph, "exchange").step_sets[0].roadmaps
    assert found.bundles == (("relief",), ("disarm",))
    assert (found.self_enforcing, found.end) == ("strong", "held by threat")
    assert found.dates is not None
    assert found.dates.feasible == (rung == "none")


def test_the_successor_takes_the_other_partys_gain_away() -> None:
    """What outlives the term is worth less to North: the successor revokes the relief."""
    graph = deadline("2024-04-30")
    (found,) = detente.roadmaps(graph, "exchange").step_sets[0].roadmaps
    (after,) = found.succession
    assert not after.robust
    assert after.end == "unravels"
    assert after.ends == ("NN",)
    assert "South" in after.worse_off
    # and once the successor rules there is nothing to agree on
    later = detente.compile(detente.load(DEADLINE), epoch=date(2024, 4, 11))
    assert detente.blockers(later, "exchange").rung == "content"
