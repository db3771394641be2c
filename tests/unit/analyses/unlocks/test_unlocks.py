"""What would unlock a target: smallest concessions, half concessions, the crux, initiatives."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import detente
from detente.analyses.unlocks import giving
from detente.analyses.unlocks.asking import unlocks
from detente.analyses.unlocks.conceding import conceded, held_in, softened
from detente.analyses.unlocks.initiatives import initiatives
from detente.analyses.unlocks.results import Unlocks
from tests.oracle.sequences import Case
from tests.oracle.sequences_giving import Giving
from tests.oracle.sequences_holding import initiatives as literal_initiatives
from tests.oracle.sequences_random import random_sequence_conflict

HANOI, DECLARATION = "korea/hanoi-2019", "korea/declaration-2021"
UPFRONT, ARSENAL = "us-upfront", "dprk-keeps-the-arsenal"
THREE = {
    "dprk-no-disarmament-without-full-relief",
    "dprk-yongbyon-only-for-partial-relief",
    "dprk-no-talks-without-new-method",
}
TALKS, POLICY = "us-talks-without-preconditions", "dprk-hostile-policy-goes-first"
STAY, WORDS = (
    "us-sanctions-stay-until-concrete-steps",
    "us-no-declaration-without-denuclearisation-commitment",
)
STEPS, NO_WORDS = (
    "dprk-no-disarmament-steps-under-sanctions",
    "dprk-no-denuclearisation-words-while-sanctions-stay",
)
LEVELS = ("sequence", "weak", "strong")

SWAP = """
detente: 1
title: Each waits for the other
parties:
  A:
    prefers: [b, not a]
    conditions: [{condition: a only after b, id: a-last}]
  B:
    prefers: [a, not b]
    conditions: [{condition: b only after a, id: b-last}]
options:
  a: {by: A}
  b: {by: B}
channels: [{between: [A, B], when: a and b}]
status_quo: []
targets: {both: a and b, neither: not a and not b, never: a and not a}
"""


def asked(slug: str, perspective: str, target: str, **settings: object) -> Unlocks:
    """Return what would unlock a target of a shipped conflict."""
    graph = detente.compile(detente.load(slug), perspective=perspective)
    return unlocks(graph, target, **settings)  # type: ignore[arg-type]


def sets(found: Unlocks) -> set[frozenset[str]]:
    """Return the smallest sets without their order."""
    return {frozenset(one.give_up) for one in found.minimal_sets}


def halves(found: Unlocks) -> set[tuple[frozenset[str], frozenset[str]]]:
    """Return the half concessions without their order: what is softened, what given up."""
    return {(frozenset(one.soften), frozenset(one.give_up)) for one in found.half_concessions}


# the published figures ---------------------------------------------------------------------------


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("perspective", ["seed", "record"])
def test_everything_upfront_is_the_crux_of_2019(perspective: str, level: str) -> None:
    """One American position, or three North Korean ones, whatever the level."""
    found = asked(HANOI, perspective, "settle", level=level)
    assert sets(found) == {frozenset({UPFRONT}), frozenset(THREE)}
    assert found.minimal_sets[0].give_up == (UPFRONT,)
    index = {weight.position: weight.index for weight in found.crux}
    assert len(index) == 7
    assert index.pop(UPFRONT) == 0.875
    assert {name for name, value in index.items() if value} == THREE
    assert {index[name] for name in THREE} == {0.125}
    assert found.decisive_side == "US"
    assert found.complete


@pytest.mark.parametrize("level", LEVELS)
def test_the_sceptic_needs_the_arsenal_as_well(level: str) -> None:
    """The arsenal is needed, and the American position no longer enough."""
    found = asked(HANOI, "sceptical", "settle", level=level)
    assert found.now == "nothing"
    assert sets(found) == {frozenset({UPFRONT, ARSENAL}), frozenset({ARSENAL, *THREE})}
    first, second, *_ = found.crux
    assert (first.position, first.index, first.needed) == (ARSENAL, 0.5625, True)
    assert (second.position, second.index, second.needed) == (UPFRONT, 0.4375, False)
    assert not any(weight.sufficient for weight in found.crux)
    assert len(found.crux) == 8


def test_the_partial_exchange_hangs_on_the_united_states_for_the_sceptic() -> None:
    """Index .9375 for upfront, and all four North Korean positions in the other set."""
    found = asked(HANOI, "sceptical", "partial")
    assert sets(found) == {frozenset({UPFRONT}), frozenset({ARSENAL, *THREE})}
    assert (found.crux[0].position, found.crux[0].index) == (UPFRONT, 0.9375)


def test_a_set_that_takes_the_others_deal_is_named() -> None:
    """Three positions are all that North Korea holds; the United States would keep three of four."""
    first, second = asked(HANOI, "record", "settle").minimal_sets
    assert (first.accepts, second.accepts) == (None, "DPRK")
    assert len(first.left["US"]) == 3
    assert second.left["DPRK"] == ()
    assert len(second.left["US"]) == 4


@pytest.mark.parametrize("level", LEVELS)
def test_either_adversary_can_unlock_the_declaration(level: str) -> None:
    """One position each with index .5, or both soften."""
    found = asked(DECLARATION, "moon", "declare", level=level)
    assert sets(found) == {frozenset({TALKS}), frozenset({POLICY})}
    assert {w.position: w.index for w in found.crux if w.index} == {TALKS: 0.5, POLICY: 0.5}
    assert len(found.crux) == 6
    assert found.decisive_side is None
    assert set(found.sides) == {"US", "DPRK"}
    assert halves(found) == {(frozenset({TALKS, POLICY}), frozenset())}
    assert found.half_concessions[0].roadmap == (
        ("review",), ("draft",), ("drop", "talks"), ("commit",), ("eow",),
    )  # fmt: skip


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(
    ("perspective", "target", "seconds"),
    [
        ("hard", "declare", (STAY, WORDS, STEPS, NO_WORDS)),
        ("moon", "nuclear", (STAY, STEPS)),
        ("moon", "everything", (STAY, STEPS)),
    ],
)
def test_harder_targets_need_a_second_concession(
    perspective: str, target: str, seconds: tuple[str, ...], level: str
) -> None:
    """One of the two head-on positions, and one of those that stand in the way further on."""
    found = asked(DECLARATION, perspective, target, level=level)
    assert sets(found) == {
        frozenset({first, second}) for first in (TALKS, POLICY) for second in seconds
    }


def test_a_first_step_is_surely_answered_only_as_the_article_reads_it() -> None:
    """To suspend the exercises is answered in `seed`; in the later record nothing is."""
    graphs = {
        name: detente.compile(detente.load(HANOI), perspective=name)
        for name in ("seed", "record", "sceptical")
    }
    found = initiatives(graphs["seed"])
    assert [(one.party, one.steps, one.sure) for one in found] == [
        ("US", ("not exer",), True),
        ("ROK", ("not exer",), True),
    ]
    assert found[0].ends == ("N" * 10,)
    assert initiatives(graphs["record"]) == initiatives(graphs["sceptical"]) == ()


# by hand -----------------------------------------------------------------------------------------


def test_two_terms_that_wait_for_each_other() -> None:
    """Each of two terms unlocks, and either softened with the other unlocks as well."""
    found = unlocks(detente.compile(detente.loads(SWAP)), "both")
    assert found.now == "reach"
    # who goes first alone falls below the status quo: only together
    assert sets(found) == {frozenset({"a-last", "b-last"})}
    assert halves(found) == {(frozenset({"a-last", "b-last"}), frozenset())}
    assert found.minimal_sets[0].roadmap == (("a", "b"),)
    assert all((w.needed, w.sufficient, w.index) == (True, False, 0.5) for w in found.crux)
    assert (found.decisive_side, dict(found.sides)) == (None, {})


def test_the_floor_can_be_left_out() -> None:
    """Without the floor it is enough that one of the two gives way."""
    graph = detente.compile(detente.loads(SWAP))
    found = unlocks(graph, "both", require=["conditions"])
    assert sets(found) == {frozenset({"a-last"}), frozenset({"b-last"})}


def test_softening_is_milder_than_giving_up() -> None:
    """A half concession is listed without what holds it; an `only with` cannot be softened."""
    text = SWAP.replace("b only after a", "b only with a")
    found = unlocks(detente.compile(detente.loads(text)), "both")
    assert sets(found) == {frozenset({"a-last"})}
    assert halves(found) == {(frozenset({"a-last"}), frozenset())}


def test_what_is_open_needs_nothing() -> None:
    """The empty set unlocks what everybody accepts already."""
    graph = detente.compile(detente.loads(SWAP), without=["a-last", "b-last"])
    found = unlocks(graph, "both")
    assert found.found == "open"
    assert [one.give_up for one in found.minimal_sets] == [()]
    assert found.half_concessions == found.crux == ()


def test_a_target_that_no_state_satisfies_is_told() -> None:
    """Nothing that anybody gives up helps against the rules."""
    found = unlocks(detente.compile(detente.loads(SWAP)), "never")
    assert (found.found, found.now, found.minimal_sets) == ("impossible", "nothing", ())
    assert not any(weight.index for weight in found.crux)


def test_a_target_that_holds_already_is_told() -> None:
    """In the status quo neither step is taken."""
    found = unlocks(detente.compile(detente.loads(SWAP)), "neither")
    assert (found.found, found.minimal_sets) == ("already", ())


def test_what_can_be_given_up_is_what_counts_in_the_model() -> None:
    """Positions of which an item counts, single demands, no wants; in file order."""
    text = SWAP.replace("prefers: [b, not a]", "prefers: [demand: b, red line: not a, b or a]")
    graph = detente.compile(detente.loads(text), without=["b-last"])
    assert [(one.name, one.place, one.soft) for one in held_in(graph)] == [
        ("A.s1", 1, False),
        ("A.s2", 2, False),
        ("a-last", None, True),
    ]


def test_softening_leaves_the_conflict_alone() -> None:
    """A new conflict has `only with`; the old one is as it was."""
    conflict = detente.loads(SWAP)
    new = softened(conflict, ["a-last"])
    orders = [
        [getattr(c, "order", "") for p in one.parties for c in p.conditions]
        for one in (conflict, new)
    ]
    assert orders == [["after", "after"], ["with", "after"]]
    graph = conceded(detente.compile(conflict), ["b-last"], ["a-last"])
    assert [len(terms) for terms in graph.terms] == [1, 0]


def test_sets_beyond_the_size_are_counted() -> None:
    """With `size` 1 the eight pairs of 2021, hard, are not listed and not forgotten."""
    found = asked(DECLARATION, "hard", "declare", size=1)
    assert found.minimal_sets == ()
    assert found.found == "none"
    assert "left out: 8 smallest sets of more than 1 position (--size)" in found.limits
    assert (found.larger_sets, found.larger_half_concessions) == (8, 4)
    assert not found.complete


def test_what_is_said_of_all_sets_holds_whatever_size_is_shown() -> None:
    """With `size` 1 it is said still that North Korea could unlock it too, by three positions."""
    found = asked(HANOI, "record", "settle", size=1)
    assert [one.give_up for one in found.minimal_sets] == [(UPFRONT,)]
    assert {party: list(map(len, sets)) for party, sets in found.sides.items()} == {
        "US": [1],
        "DPRK": [3],
    }
    assert (found.decisive_side, found.larger_sets, found.complete) == ("US", 1, False)
    assert found.crux == asked(HANOI, "record", "settle").crux


def test_with_many_positions_what_was_not_looked_at_is_not_denied(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where only single positions are tried, nothing is said of sets of three."""
    monkeypatch.setattr("detente.analyses.unlocks.reaching.MOST_POSITIONS", 5)
    monkeypatch.setattr("detente.analyses.unlocks.reaching.MOST_AT_ONCE", 8)
    found = asked(HANOI, "record", "settle")
    assert (found.tried, found.tried_half, found.complete) == (1, 1, False)
    assert (found.larger_sets, found.larger_half_concessions) == (None, None)
    assert set(found.sides) == {"US"}
    notes = " ".join(found.limits)
    assert "left out: sets of more than 1 position, which were not looked at (" in notes
    assert "left out: half concessions of more than 1 position, which were not looked at (" in notes


def test_above_the_limit_the_crux_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """With too many positions for every set the smallest ones are found still."""
    monkeypatch.setattr("detente.analyses.unlocks.reaching.MOST_POSITIONS", 5)
    found = asked(DECLARATION, "moon", "declare")
    assert found.crux is None
    assert found.to_dict()["crux"] is None
    assert sets(found) == {frozenset({TALKS}), frozenset({POLICY})}
    assert not found.complete
    assert any("left out: the crux" in limit for limit in found.limits)


def test_above_the_limit_of_concessions_sets_are_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half concessions are tried up to the size of which not too many exist."""
    held = held_in(detente.compile(detente.load(DECLARATION)))
    most = giving.tried(held, 2)
    assert most == len(list(giving._mixed(held, 2, lambda _: True)))
    monkeypatch.setattr("detente.analyses.unlocks.reaching.MOST_AT_ONCE", most)
    found = asked(DECLARATION, "moon", "declare", size=3)
    assert halves(found) == {(frozenset({TALKS, POLICY}), frozenset())}
    assert not found.complete


def test_progress_counts_up_to_all() -> None:
    """Whoever waits is told how many concessions were looked at, and of how many."""
    seen: list[tuple[int, int]] = []
    unlocks(detente.compile(detente.loads(SWAP)), "both", progress=lambda *at: seen.append(at))
    assert (0, 4) in seen
    assert (3, 4) in seen
    assert all(done < of for done, of in seen)


@pytest.mark.parametrize(
    ("target", "settings", "message"),
    [
        ("bothh", {}, "did you mean 'both'"),
        ("both", {"level": "strung"}, "did you mean 'strong'"),
        ("both", {"level": "nothing"}, "is not a level"),
        ("both", {"size": 0}, "ask for sets of 1 or more"),
        ("both", {"require": ["flor"]}, "did you mean 'floor'"),
    ],
)
def test_wrong_use_is_told(target: str, settings: dict[str, object], message: str) -> None:
    """Unknown names come with the nearest known one."""
    graph = detente.compile(detente.loads(SWAP))
    with pytest.raises(detente.WrongUse, match=message):
        unlocks(graph, target, **settings)  # type: ignore[arg-type]


def test_models_without_options_have_no_answer() -> None:
    """An explicit graph lists states and has no steps to put in order."""
    with pytest.raises(detente.NoAnswer):
        unlocks(detente.compile(detente.load("water/elmira")), "s1")


# against the literal definitions -----------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 20_000), st.sampled_from(["content", "reach", *LEVELS]))
def test_concessions_are_as_defined(seed: int, level: str) -> None:
    """Smallest sets, half concessions and indices agree with the slow second implementation."""
    conflict = random_sequence_conflict(seed)
    (target,) = conflict.targets
    assert target.formula is not None
    literal = Giving(Case(conflict), target.formula)
    found = unlocks(detente.compile(conflict), target.name, level=level, size=10)
    assert sets(found) == literal.minimal_sets(level)
    assert halves(found) == literal.half_concessions(level, 10)
    assert {
        w.position: (Fraction(w.index), Fraction(w.reverse)) for w in found.crux
    } == literal.crux(level)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 20_000))
def test_initiatives_are_as_defined(seed: int) -> None:
    """The smallest sure ones, and the smallest that may be answered where no sure one is part."""
    conflict = random_sequence_conflict(seed)
    case = Case(conflict)
    sure = literal_initiatives(case, "sure")
    expected = {(party, move, True) for party, move in sure} | {
        (party, move, False)
        for party, move in literal_initiatives(case, "possible")
        if not any(party == other and part <= move for other, part in sure)
    }
    assert expected == {
        (one.party, frozenset(step.removeprefix("not ") for step in one.steps), one.sure)
        for one in initiatives(detente.compile(conflict))
    }
