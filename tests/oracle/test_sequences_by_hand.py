"""The oracle of order and terms by itself: examples worked out by hand, time, and laws."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest

from detente.conflict.conflict import Conflict
from detente.conflict.logic import And, Formula, Implies, Name, Not
from detente.conflict.options import Coalition, Option, Rule
from detente.conflict.parties import Condition, Party, Statement, Step

from .sequences import (
    Case,
    accepted,
    by_all,
    counts,
    legal_orders,
    no_worse,
    positions,
    step_sets,
    zone,
)
from .sequences_differing import head_on, needed, relation
from .sequences_giving import LEVELS, Giving, asked, earliest, level, pure_ratifiers
from .sequences_holding import (
    end_kind,
    exposure,
    initiatives,
    others_reach,
    self_enforcing,
    temptations,
)
from .sequences_random import random_sequence_conflict
from .test_sequences import locked, names, order

# -- by hand ------------------------------------------------------------------------------

a, b, x = Name("a"), Name("b"), Name("x")


def own(name: str, *by: str, undone: bool = True) -> Option:
    """Return an option of one coalition, which any member can undo."""
    undone_by: tuple[Coalition, ...] = tuple((party,) for party in by) if undone else ()
    return Option(name, by=(by,), undone_by=undone_by)


def wants(name: str, *formulas: Formula, terms: Iterable[Condition] = ()) -> Party:
    statements = tuple(
        Statement(f"{name}.s{n}", "want", formula) for n, formula in enumerate(formulas, start=1)
    )
    return Party(name, prefers=statements, conditions=tuple(terms))


def only(name: str, step: str, how: str, formula: Formula) -> Condition:
    order = "after" if how == "after" else "with"
    return Condition(f"{name}.c", Step(step), order, formula, position=f"{name}.p")


def exchange(how_a: str, how_b: str, *, undone: bool = True) -> Case:
    """Return an exchange: A gives a, B gives b; each only after, or with, the other."""
    one = wants("A", b, Not(a), terms=[only("A", "a", how_a, b)])
    other = wants("B", a, Not(b), terms=[only("B", "b", how_b, a)])
    options = (own("a", "A", undone=undone), own("b", "B", undone=undone))
    return Case(Conflict("exchange", (one, other), options, status_quo="NN"))


def test_head_on_exchange() -> None:
    """Each waits for the other: softening both terms leaves the exchange at one stroke."""
    model, goal = exchange("after", "after"), And((a, b))
    assert step_sets(model, goal) == ({names("a b")}, "agreed")
    assert counts(model, names("a b")) == {"legal": 3, "A": 1, "B": 1, "all": 0}
    legal = legal_orders(model, names("a b"))
    first, second = (needed(accepted(model, p, legal), legal) for p in "AB")
    assert (first, second) == ({("b", "a"): "strict"}, {("a", "b"): "strict"})
    assert head_on(first, second) == {("b", "a")}
    giving = Giving(model, goal)
    assert giving.positions == ("A.p", "B.p")
    assert giving.level(frozenset()) == "reach"
    assert giving.half_concessions("sequence") == {(names("A.p B.p"), frozenset())}
    # whoever gives up its terms must go first, below the status quo
    assert giving.minimal_sets("sequence") == {names("A.p B.p")}
    assert giving.crux("sequence")["A.p"] == (Fraction(1, 2), 0)
    assert counts(exchange("with", "with"), names("a b"), ("conditions",))["all"] == 1
    weak = exchange("with", "after")
    edges = [needed(accepted(weak, p, legal, ("conditions",)), legal) for p in "AB"]
    assert edges == [{("b", "a"): "weak"}, {("a", "b"): "strict"}]
    assert head_on(*edges) == {("b", "a")}


def test_grabbing_after_an_exchange() -> None:
    """What can be taken back will be; what cannot be undone rests."""
    model, kept = exchange("with", "with"), exchange("with", "with", undone=False)
    at_once = order("a b")
    assert model.fallback(names("a b")) == {frozenset()}
    assert end_kind(model, names("a b")) == "held by threat"
    assert self_enforcing(model, at_once) == "strong"
    assert end_kind(kept, names("a b")) == "resting"
    assert exposure(model, "A", names("a b")).verdict == "recoverable"
    assert exposure(kept, "A", names("a b")).verdict == "none"
    # alone with its gift A is worse off than at the start, until it takes the gift back
    assert exposure(model, "A", names("a")).verdict == "recoverable"
    assert exposure(kept, "A", names("a")).verdict == "unrecoverable"
    assert exposure(kept, "A", names("a")).depth == 1
    assert {t.party for t in temptations(kept, order("a; b"))} == {"B"}
    assert self_enforcing(kept, order("a; b")) == "no"


def test_padded_improvements_are_no_arcs() -> None:
    """A party adds nothing it dislikes to a step it likes when agreement stops."""
    options = (own("a", "A"), own("b", "A"))
    model = Case(Conflict("padding", (wants("A", a, Not(b)),), options, status_quo="NN"))
    assert model.lean(frozenset()) == {names("a")}
    assert model.fallback(frozenset()) == {names("a")}


def test_nobody_moves_twice_running() -> None:
    """What takes two moves of one party in a row is out of its reach alone, not with a third."""
    late = replace(own("b", "B"), after=a)
    options = (own("a", "B"), late, own("x", "C"))
    two = Conflict("steps", (Party("A"), Party("B")), options[:2], status_quo="NN")
    three = Conflict("steps", (Party("A"), Party("B"), Party("C")), options, status_quo="NNN")
    assert others_reach(Case(two), "A", frozenset(), "alone") == {frozenset(), names("a")}
    assert names("a b x") in others_reach(Case(three), "A", frozenset(), "alone")


def test_red_lines_and_floors() -> None:
    """A red line true at a step stays true; a stated floor replaces the status quo."""
    line = Statement("r", "red line", Not(a), position="p")
    party = Party("A", prefers=(line,))
    model = Case(Conflict("line", (party,), (own("a", "A"), own("b", "A")), status_quo="NN"))
    assert counts(model, names("a"), ("red-lines",))["all"] == 0
    crossed = Case(replace(model.conflict, status_quo="YN"))
    assert counts(crossed, names("b"), ("red-lines",))["all"] == 1
    low = Case(replace(model.conflict, parties=(replace(party, floor=("a",)),)))
    assert counts(model, names("a"), ("floor",))["all"] == 0
    assert counts(low, names("a"), ("floor",))["all"] == 1
    assert positions(model) == ("p",)
    assert counts(model.conceding(["p"]), names("a"))["all"] == 1


def test_initiative_that_costs_and_is_answered() -> None:
    """A gift that A dislikes is answered by what A wants more."""
    options = (own("a", "A"), own("b", "B"))
    answering = wants("B", Implies(a, b), Implies(b, a))
    model = Case(Conflict("gift", (wants("A", b, Not(a)), answering), options, status_quo="NN"))
    assert initiatives(model, "possible") == {("A", names("a"))}
    # A would take its gift back, and B its answer
    assert initiatives(model, "sure") == set()
    kept = Case(locked(model.conflict, "a"))
    assert initiatives(kept, "sure") == {("A", names("a"))}


def test_pure_ratifier_is_not_asked() -> None:
    """Who only ratifies is counted, but the levels leave it to the rung of its own."""
    signed = Option("a", by=(("A",),), ratified_by=("C",))
    parties = (wants("A", a), wants("C", Not(a)))
    model = Case(Conflict("ratified", parties, (signed,), status_quo="N"))
    assert (pure_ratifiers(model), asked(model)) == (("C",), ("A",))
    assert level(model, a) == "strong"
    assert level(model, a, model.parties) == "none"
    assert counts(model, names("a")) == {"legal": 1, "A": 1, "C": 0, "all": 0}
    assert step_sets(model, a) == ({names("a")}, "legal")


def test_step_sets_are_minimal_and_legal() -> None:
    """What a rule asks for comes along; what is true already takes no steps."""
    options = (own("a", "A"), own("b", "A"), own("x", "A"))
    rules = (Rule("r", Implies(a, b)),)
    model = Case(Conflict("rule", (Party("A"),), options, rules=rules, status_quo="NNN"))
    assert step_sets(model, a) == ({names("a b")}, "accepted")
    assert step_sets(model, Not(a)) == (frozenset(), "already")
    assert legal_orders(model, names("a b")) == [order("b; a"), order("a b")]


# -- time ---------------------------------------------------------------------------------

DAYS = {"review": 30, "draft": 14, "commit": 1, "drop": 1, "talks": 14, "steps": 180, "eow": 7}
FOLLOWS = [
    ("review", "draft"),
    ("draft", "eow"),
    ("drop", "talks"),
    ("drop", "eow"),
    ("talks", "steps"),
]
LAST = ("eow", "", -194)


def network(*steps: str) -> list[tuple[str, str, int]]:
    """Return the durations of the steps and who follows whom among them."""
    takes = [("", step, DAYS[step]) for step in steps]
    return takes + [(s, t, DAYS[t]) for s, t in FOLLOWS if {s, t} <= {*steps}]


def test_declaration_with_words_in_time() -> None:
    """51 days, 143 before the term ends; in the window of the Games not before day 100."""
    words = [*network("review", "draft", "drop", "commit", "talks", "eow"), ("commit", "eow", 0)]
    found = earliest([*words, LAST])
    assert found.feasible
    assert found.earliest["eow"] == 51
    assert 194 - found.earliest["eow"] == 143
    games = earliest([*words, ("", "eow", 100), ("eow", "", -116)])
    assert (games.feasible, games.earliest["eow"]) == (True, 100)


def test_verified_steps_first_come_too_late() -> None:
    """Talks 14, steps 180, declaration 7: seven days short, without `drop` before the talks."""
    first = [*network("review", "draft", "talks", "steps", "eow"), ("steps", "eow", 7)]
    assert earliest(first).earliest["eow"] == 201
    assert not earliest([*first, LAST]).feasible
    assert earliest([*first, ("eow", "", -201)]).feasible


def test_waiting_in_a_circle_has_no_timetable() -> None:
    """Two steps, each after the other, cannot be dated; each with the other can."""
    assert not earliest([("a", "b", 1), ("b", "a", 0)]).feasible
    assert earliest([("", "a", 3), ("a", "b", 0), ("b", "a", 0)]).earliest["b"] == 3


# -- laws ---------------------------------------------------------------------------------


def highest_by_enumeration(model: Case, goal: Formula) -> str:
    """Return the level above reach from all orders to all ends, one after the other."""
    best = "none"
    for end in zone(model):
        if model.model.holds(goal, end):
            best = max(
                best,
                "reach" if end in model.ground.walked(model.start) else "content",
                key=LEVELS.index,
            )
            for one in by_all(model, legal_orders(model, model.start ^ end)):
                held = self_enforcing(model, one)
                best = max(best, "sequence" if held == "no" else held, key=LEVELS.index)
    return best


@pytest.mark.parametrize("seed", range(40))
def test_laws(seed: int) -> None:
    """What must hold in every conflict, found in two ways where there are two."""
    conflict = random_sequence_conflict(seed)
    assert conflict == random_sequence_conflict(seed)
    model, goal = Case(conflict), conflict.targets[0].formula
    assert goal is not None
    spell = model.model.spelling
    for point in model.ground.points:
        for party in model.parties:
            reached = {spell(end) for end in model.ground.own(party, point)}
            assert reached == model.model.moves[party][spell(point)]
        carried = {
            (group, end) for end in model.ground.points for group in model.ground.legal(point, end)
        }
        assert carried == set(model.model.bundles[point])
        assert {(group, spell(end)) for group, end in model.ground.acts(point)} == (
            model.model.acts[spell(point)]
        )
        rest = model.fallback(point)
        assert rest
        assert all(end in model.fallback(end) <= rest for end in rest)
    if not pure_ratifiers(model):
        assert level(model, goal) == highest_by_enumeration(model, goal)
    sets, kind = step_sets(model, goal)
    for steps in sets:
        end = model.start ^ steps
        assert model.model.holds(goal, end)
        assert no_worse(model, end, model.parties) == (kind != "legal")
        found = counts(model, steps)
        assert found["legal"] > 0
        assert (found["all"] > 0) == (kind == "accepted")
        assert found["all"] <= min(found[party] for party in model.parties)


def test_random_conflicts_are_about_order() -> None:
    """Among the seeds there are disputes of every kind."""
    seen = set()
    for seed in range(100):
        conflict = random_sequence_conflict(seed)
        model, goal = Case(conflict), conflict.targets[0].formula
        assert goal is not None
        seen.add(level(model, goal))
        seen |= {"ratifier"} if pure_ratifiers(model) else set()
        seen |= {"floor"} if any(party.floor for party in conflict.parties) else set()
        seen |= {"slow"} if any(option.slow for option in conflict.options) else set()
        seen |= {"channel"} if conflict.channels else set()
        for steps in step_sets(model, goal)[0]:
            legal = legal_orders(model, steps)
            seen |= {"many orders"} if len(legal) > 50 else set()
            sets = {party: accepted(model, party, legal) for party in model.parties}
            for one, other in combinations(model.parties, 2):
                seen.add(relation(sets[one], sets[other]))
                if head_on(needed(sets[one], legal), needed(sets[other], legal)):
                    seen.add("head-on")
    kinds = {"ratifier", "floor", "slow", "channel", "many orders", "head-on"}
    relations = {"same", "nested", "overlap", "disjoint", "one empty"}
    # a level that is weak and not strong comes up once in two hundred seeds
    assert kinds | relations | {*LEVELS} - {"weak"} <= seen
