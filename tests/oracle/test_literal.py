"""The oracle by itself: examples worked out by hand, and laws that hold everywhere."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from detente.conflict.basis import Basis, Quotation
from detente.conflict.conflict import Conflict, Epoch, EpochParty, Perspective
from detente.conflict.logic import And, AtLeast, Formula, Iff, Implies, Name, Not, Or
from detente.conflict.options import Channel, Coalition, Fact, NamedState, Option, Rule
from detente.conflict.parties import (
    AnyOrder,
    Condition,
    Party,
    Ranking,
    Same,
    Statement,
    Step,
    Weight,
)
from detente.conflict.time import Day

from .literal import Literal
from .random_conflicts import random_conflict, random_settings
from .verdicts import (
    SANCTIONS,
    SEQUENCE_CONCEPTS,
    check_witness,
    concepts_of,
    equilibria,
    improvements,
    joint_moves,
    reached,
    rests,
    stable,
)

a, b, c, x = Name("a"), Name("b"), Name("c"), Name("x")


def option(name: str, *by: Coalition, undone_by: tuple[Coalition, ...] | None = None) -> Option:
    """Return an option of these coalitions; any one member can undo it unless said."""
    alone = tuple((party,) for coalition in by for party in coalition)
    return Option(name, by=by, undone_by=alone if undone_by is None else undone_by)


def ranked(name: str, *tiers: str) -> Party:
    return Party(name, ranking=Ranking(tuple(tuple(tier.split()) for tier in tiers)))


def listed(name: str, *formulas: Formula) -> tuple[Statement, ...]:
    numbered = enumerate(formulas, start=1)
    return tuple(Statement(f"{name}.s{n}", "want", f) for n, f in numbered)


def wants(name: str, *formulas: Formula) -> Party:
    return Party(name, prefers=listed(name, *formulas))


def two_by_two(first: Party, second: Party) -> Literal:
    """Return the model in which A decides a and B decides b."""
    options = (option("a", ("A",)), option("b", ("B",)))
    return Literal(Conflict("two by two", (first, second), options))


def prisoners() -> Literal:
    """Return the dilemma: a and b are to cooperate."""
    return two_by_two(
        ranked("A", "NY", "YY", "NN", "YN"),
        ranked("B", "YN", "YY", "NN", "NY"),
    )


def chicken() -> Literal:
    """Return the game of chicken: a and b are to swerve."""
    return two_by_two(
        ranked("A", "NY", "YY", "YN", "NN"),
        ranked("B", "YN", "YY", "NY", "NN"),
    )


def group(names: str) -> frozenset[str]:
    return frozenset(names)


# -- games whose answers are in every textbook ------------------------------------------------


def test_prisoners_dilemma() -> None:
    model = prisoners()
    assert equilibria(model, "nash") == {"NN"}
    for concept in (*SEQUENCE_CONCEPTS, "sim", "fraser-hipel"):
        assert equilibria(model, concept) == {"NN", "YY"}, concept
    assert {s for s in model.states if stable(model, "A", s, "seq")} == {"NN", "NY", "YY"}
    assert joint_moves(model, "NN") == {(group("AB"), "YY", True)}
    assert rests(model) == set()


def test_chicken() -> None:
    model = chicken()
    assert equilibria(model, "nash") == {"NY", "YN"}
    assert equilibria(model, "gmr") == equilibria(model, "smr") == {"NY", "YN", "YY"}
    # to carry out the threat would be against B's own interest
    assert equilibria(model, "seq") == equilibria(model, "sseq") == {"NY", "YN"}
    # but both driving on at the same moment is a sanction
    assert equilibria(model, "sim") == equilibria(model, "fraser-hipel") == {"NY", "YN", "YY"}
    assert joint_moves(model, "NN") == {(group("AB"), "YY", True)}
    assert rests(model) == {"NY", "YN"}


def test_symmetric_sanction_can_be_escaped() -> None:
    # A leaves NN; B punishes with YY; under smr A walks on to NY, which it prefers to NN
    model = two_by_two(ranked("A", "YN NY", "NN", "YY"), Party("B"))
    assert stable(model, "A", "NN", "gmr")
    assert not stable(model, "A", "NN", "smr")
    assert not stable(model, "A", "NN", "seq")  # B is indifferent, so it does not improve


def test_sequentially_but_not_symmetrically_sequentially_stable() -> None:
    model = two_by_two(ranked("A", "YN NY", "NN", "YY"), wants("B", b))
    assert stable(model, "A", "NN", "seq")
    assert not stable(model, "A", "NN", "sseq")


def test_simultaneous_differs_from_fraser_hipel() -> None:
    # B improves from YY, which sanctions A's leaving; but B's improvement is itself sanctioned
    first, second = ranked("A", "NY", "YY", "YN", "NN"), ranked("B", "YN", "YY", "NN", "NY")
    model = two_by_two(first, second)
    assert improvements(model, "A", "YY") == ["NY"]
    assert improvements(model, "B", "YY") == ["YN"]
    assert stable(model, "A", "YY", "sim")
    # A: NY is answered by NN, which B prefers: sanctioned by seq, so stable at once
    assert stable(model, "A", "YY", "seq")
    assert stable(model, "A", "YY", "fraser-hipel")
    # B: YN is answered by NN only against A's interest, and A's own move is sanctioned
    assert not stable(model, "B", "YY", "seq")
    assert stable(model, "B", "YY", "sim")
    assert not stable(model, "B", "YY", "fraser-hipel")


def test_witness() -> None:
    model = prisoners()
    claim = (model, "A", "YY", "sseq", "NY")
    assert check_witness(*claim, [("B", "NN")])
    assert not check_witness(*claim, [])
    assert not check_witness(*claim, [("A", "YY")])  # the focal party moves
    assert not check_witness(*claim, [("B", "YY")])  # no such move
    assert not check_witness(*claim, [("B", "NN"), ("B", "NY"), ("B", "NN")])  # twice running
    assert not check_witness(model, "A", "YY", "gmr", "YN", [("B", "YY")])  # no improvement
    assert check_witness(chicken(), "A", "YY", "smr", "NY", [("B", "NN")])
    assert not check_witness(chicken(), "A", "YY", "sseq", "NY", [("B", "NN")])
    with pytest.raises(ValueError, match="no sequence"):
        check_witness(model, "A", "YY", "nash", "NY", [("B", "NN")])


# -- states and preferences -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("formula", "states"),
    [
        (And((a, Not(b))), "YN"),
        (Or((a, b)), "YY YN NY"),
        (Implies(a, b), "YY NY NN"),
        (Iff(a, b), "YY NN"),
        (AtLeast(2, (a, b, Not(a))), "YY NY"),
        (Not(Name("f")), "NY NN"),
    ],
)
def test_rules_leave_the_states_where_they_hold(formula: Formula, states: str) -> None:
    conflict = Conflict(
        "rule",
        (Party("A"), Party("B")),
        (option("a", ("A",)), option("b", ("B",))),
        facts=(Fact("f", a),),
        rules=(Rule("r", formula),),
    )
    assert Literal(conflict).states == tuple(states.split())
    assert len(Literal(conflict, without=["r"]).states) == 4


def test_needs_is_a_rule_on_states_and_after_a_guard_on_the_step() -> None:
    one = Option("a", by=(("A",),), after=b, undone_when=b)
    two = Option("b", by=(("A",),), undone_by=(("A",),), needs=c)
    three = Option("c", by=(("A",),), undone_by=(("A",),))
    conflict = Conflict("guards", (Party("A"),), (one, two, three))
    model = Literal(conflict)
    assert set(model.states) == {"YYY", "YNY", "YNN", "NYY", "NNY", "NNN"}
    assert model.moves["A"]["NNN"] == {"NNY", "NYY"}
    assert model.moves["A"]["NYY"] == {"NNY", "NNN", "YYY", "YNY", "YNN"}
    assert model.moves["A"]["YYY"] == {"YNY", "YNN"}  # nobody undoes a
    assert "YNN" in Literal(conflict, without=["a.after"]).moves["A"]["NNN"]
    assert "NYN" in Literal(conflict, without=["b.needs"]).states


def test_preferences() -> None:
    options = (option("a", ("A",)), option("b", ("A",)))
    order = Party("order", prefers=(AnyOrder(listed("", Not(b), a)),))
    halves = (Weight("w1", a, Fraction(1, 2)), Weight("w2", b, Fraction(1, 2)))
    parties = (
        order,
        Party("sum", weights=halves),
        ranked("rest", "NN", "others", "YY"),
        ranked("named", "YN YY"),
        Party("none"),
    )
    model = Literal(Conflict("preferences", parties, options))

    def tiers(party: str) -> list[set[str]]:
        worths = sorted(set(model.worth[party].values()), reverse=True)
        return [{s for s in model.states if model.worth[party][s] == w} for w in worths]

    assert tiers("order") == [{"YN"}, {"NN"}, {"YY"}, {"NY"}]
    assert tiers("sum") == [{"YY"}, {"YN", "NY"}, {"NN"}]
    assert tiers("rest") == [{"NN"}, {"YN", "NY"}, {"YY"}]
    assert tiers("named") == [{"YN", "YY"}, {"NN", "NY"}]
    assert tiers("none") == [set(model.states)]


# -- bundles ----------------------------------------------------------------------------------


def test_joint_option() -> None:
    conflict = Conflict("treaty", (wants("A", x), wants("B", x)), (option("x", ("A", "B")),))
    model = Literal(conflict)
    assert model.moves == {"A": {"Y": {"N"}, "N": set()}, "B": {"Y": {"N"}, "N": set()}}
    assert model.acts == {"N": {(group("AB"), "Y")}, "Y": set()}
    assert equilibria(model, "nash") == {"Y", "N"}
    assert joint_moves(model, "N") == {(group("AB"), "Y", True)}
    assert rests(model) == {"Y"}


def test_others_sanction_with_a_joint_act() -> None:
    options = (option("a", ("A",)), option("x", ("B", "C"), undone_by=()))
    parties = (ranked("A", "YN", "NN", "YY NY"), wants("B", x), wants("C", a))
    model = Literal(Conflict("joint sanction", parties, options))
    assert improvements(model, "A", "NN") == ["YN"]
    assert stable(model, "A", "NN", "gmr")
    assert not stable(model, "A", "NN", "seq")  # C does not gain by signing
    assert check_witness(model, "A", "NN", "smr", "YN", [("BC", "YY")])
    assert not check_witness(model, "A", "NN", "smr", "YN", [("B", "YY")])


def test_bundle_of_single_owners_is_no_joint_act() -> None:
    model = prisoners()
    assert (group("AB"), frozenset("ab")) in model.bundles[frozenset()]
    assert not any(model.acts.values())


def test_no_smaller_group_would_do() -> None:
    options = (option("a", ("A",), ("B", "C")), option("b", ("A",), ("B",)))
    model = Literal(Conflict("any of", tuple(map(Party, "ABC")), options))
    to = {after: set[frozenset[str]]() for after in map(model.spelling, model.bundles)}
    for by, after in model.bundles[frozenset()]:
        to[model.spelling(after)].add(by)
    assert to["YN"] == {group("A"), group("BC")}
    assert to["NY"] == {group("A"), group("B")}
    assert to["YY"] == {group("A"), group("BC")}  # A and B need not both be there


def test_ratifier_belongs_to_every_coalition_that_switches_on() -> None:
    signed = Option("x", by=(("A",),), undone_by=(("A",),), ratified_by=("C",))
    model = Literal(Conflict("ratified", (Party("A"), Party("C")), (signed,)))
    assert model.acts["N"] == {(group("AC"), "Y")}
    assert model.moves["A"] == {"Y": {"N"}, "N": set()}


def test_channel_is_judged_where_the_bundle_leads() -> None:
    options = (option("c", ("A",)), option("x", ("A", "B")))
    parties = (wants("A", x), wants("B", x))
    conflict = Conflict("talks", parties, options, channels=(Channel("k", ("A", "B"), c),))
    model = Literal(conflict)
    assert joint_moves(model, "NN") == {(group("AB"), "YY", True)}  # opens what it uses
    assert joint_moves(model, "YN") == {(group("AB"), "YY", True)}
    free = Literal(conflict, without=["k"])
    assert joint_moves(free, "NN") == {
        (group("AB"), "NY", True),
        (group("AB"), "YY", False),
    }


def test_slow_step_goes_with_steps_of_its_own_owner_only() -> None:
    slow = Option("a", by=(("A",),), undone_by=(("A",),), slow=True)
    options = (slow, option("b", ("B",)), option("c", ("A",)))
    model = Literal(Conflict("slow", (Party("A"), Party("B")), options))
    assert (group("A"), frozenset("ac")) in model.bundles[frozenset()]
    assert frozenset("ab") not in [after for _, after in model.bundles[frozenset()]]
    assert frozenset("b") in [after for _, after in model.bundles[frozenset("a")]]
    assert (group("AB"), frozenset("b")) in model.bundles[frozenset("ac")]
    assert (group("AB"), frozenset("b")) in model.bundles[frozenset("a")]  # off is not slow


def test_conditions_bind_what_is_signed() -> None:
    options = (option("a", ("A",)), option("x", ("A", "B")))
    only_after = Condition("c1", Step("x"), "after", a)
    only_with = Condition("c2", Step("x", on=False), "with", a)
    signer = Party("A", prefers=wants("A", x).prefers, conditions=(only_after, only_with))
    conflict = Conflict("terms", (signer, wants("B", x)), options)
    model = Literal(conflict)
    assert joint_moves(model, "NN") == set()
    assert joint_moves(model, "YN") == {(group("AB"), "YY", True), (group("AB"), "NY", False)}
    assert {to for _, to, _ in joint_moves(Literal(conflict, without=["c1"]), "NN")} == {
        "NY",
        "YY",
    }
    assert "NN" in model.moves["A"]["NY"]  # they do not remove its own moves


# -- merged states and explicit graphs --------------------------------------------------------


def test_merged_state() -> None:
    options = (option("a", ("A",), undone_by=()), option("b", ("B",)))
    conflict = Conflict(
        "merged",
        (wants("A", Name("over"), b), wants("B", b)),
        options,
        states=(NamedState("over", a),),
    )
    model = Literal(conflict)
    assert set(model.states) == {"over", "NY", "NN"}
    assert model.moves["A"] == {"over": set(), "NY": {"over"}, "NN": {"over"}}
    assert model.moves["B"] == {"over": set(), "NY": {"NN"}, "NN": {"NY"}}  # not to itself
    assert model.worth["B"] == {"over": (0,), "NY": (1,), "NN": (0,)}  # b in every member
    assert equilibria(model, "nash") == {"over"}
    with pytest.raises(ValueError, match="merged"):
        stable(model, "A", "NN", "sim")


def test_move_from_one_member_is_a_move_from_the_class() -> None:
    door = Option("x", by=(("A",),), undone_by=(("A",),), after=b)
    options = (option("a", ("A",)), option("b", ("B",)), door)
    inside = NamedState("inside", And((a, Not(x))))
    model = Literal(Conflict("door", (Party("A"), Party("B")), options, states=(inside,)))
    assert model.members["inside"] == (frozenset("ab"), frozenset("a"))
    assert "YYY" in model.moves["A"]["inside"]  # from the member in which b holds
    assert "YNY" not in model.moves["A"]["inside"]


def test_explicit_graph_with_moves_that_are_not_transitive() -> None:
    states = tuple(NamedState(f"s{n}") for n in (1, 2, 3, 4, 5))
    focal = Party(
        "A",
        ranking=Ranking((("s2", "s3", "s5"), ("s1",), ("s4",))),
        moves=(("s1", ("s2",)),),
    )
    chain = Party("B", moves=(("s2", ("s3",)), ("s3", ("s4",))))
    model = Literal(Conflict("chain", (focal, chain), states=states, explicit=True))
    assert model.moves["B"]["s2"] == {"s3"}
    # B cannot move twice running, so it stops at s3, which A prefers
    assert reached(model, "A", "s2", improving=False, sanctions="sequences") == {"s3"}
    assert not stable(model, "A", "s1", "gmr")
    # with a third party in between B moves again, unless each takes part at most once
    loop = Party("C", moves=(("s3", ("s3", "s5")),))
    wait = Party("D", moves=(("s5", ("s3",)),))
    four = Literal(Conflict("loop", (focal, chain, loop, wait), states=states, explicit=True))
    assert stable(four, "A", "s1", "gmr")
    assert stable(four, "A", "s1", "smr")
    assert not stable(four, "A", "s1", "gmr", sanctions="once")
    path = [("B", "s3"), ("C", "s5"), ("D", "s3"), ("B", "s4")]
    assert check_witness(four, "A", "s1", "gmr", "s2", path)
    assert not check_witness(four, "A", "s1", "gmr", "s2", path, "once")
    assert rests(four) == {"s2", "s3", "s4", "s5"}


# -- what is selected -------------------------------------------------------------------------


def test_perspectives() -> None:
    quotations = (
        Quotation("said", "record", "own words"),
        Quotation("written", "paper", "observer"),
    )
    said, written = Basis(because=("said",)), Basis(because=("written", "said"))
    only = Basis(only_in=("papers",))
    prefers = (
        Statement("s1", "want", a, basis=said),
        Statement("s2", "want", b, basis=written),
        Statement("s3", "want", c, basis=only),
        AnyOrder(listed("", a, b), said),
    )
    conflict = Conflict(
        "views",
        (Party("A", prefers=prefers),),
        tuple(option(name, ("A",)) for name in "abc"),
        quotations=quotations,
        rules=(Rule("r", a, Basis(because=("said",), only_in=("papers",))),),
        perspectives=(Perspective("papers", sources=("paper",)), Perspective("record")),
        default_perspective="record",
    )
    assert len(Literal(conflict).worth["A"]["YYY"]) == 4
    assert len(Literal(conflict).states) == 8
    papers = Literal(conflict, perspective="papers")
    assert papers.worth["A"]["YNY"] == (0, 1)
    assert len(papers.states) == 4  # a rule stays though none of its quotations is admitted
    assert len(Literal(conflict, perspective="everything").worth["A"]["YYY"]) == 4
    assert len(Literal(conflict, without=["s1", "s2"]).worth["A"]["YYY"]) == 2


def test_epochs() -> None:
    def start(day: date) -> Day:
        return Day(str(day), day, day)

    later = Statement("later", "demand", b, position="p")
    terms = (Condition("c1", Step("a"), "after", b),)
    first = EpochParty("A", prefers=(later, Same()), conditions=(Same(), *terms))
    second = EpochParty("A", prefers=(Same(), *listed("B", Not(a))))
    conflict = Conflict(
        "epochs",
        (wants("A", a),),
        (option("a", ("A",)), option("b", ("A",))),
        epochs=(
            Epoch(start(date(2022, 3, 1)), parties=(first,)),
            Epoch(start(date(2023, 3, 1)), parties=(second,)),
        ),
    )
    days = (None, date(2022, 2, 28), date(2022, 3, 1), date(2024, 1, 1))
    worths = [Literal(conflict, epoch=day).worth["A"]["YN"] for day in days]
    assert worths == [(1,), (1,), (0, 1), (0, 1, 0)]
    assert Literal(conflict, epoch=days[2]).conditions["A"] == terms
    assert Literal(conflict, epoch=days[3], without=["p"]).worth["A"]["YN"] == (1, 0)


# -- laws -------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(100))
def test_laws(seed: int) -> None:
    conflict = random_conflict(seed)
    assert conflict == random_conflict(seed)
    for settings in random_settings(conflict, seed):
        model = Literal(conflict, **settings)
        assert model.states
        alike = len(model.parties) == 2 and not any(model.acts.values())
        for party in model.parties:
            for state in model.states:
                holds = {
                    (concept, rule): stable(model, party, state, concept, rule)
                    for concept in concepts_of(model)
                    for rule in SANCTIONS
                }
                for rule in SANCTIONS:
                    if holds["nash", rule]:
                        assert all(holds.values())
                    assert holds["smr", rule] <= holds["gmr", rule]
                    assert holds["seq", rule] <= holds["gmr", rule]
                    assert holds["sseq", rule] <= min(holds["seq", rule], holds["smr", rule])
                for concept in SEQUENCE_CONCEPTS:
                    # a sequence in which each takes part once has no mover twice running
                    assert holds[concept, "once"] <= holds[concept, "sequences"]
                    assert not alike or holds[concept, "once"] == holds[concept, "sequences"]
