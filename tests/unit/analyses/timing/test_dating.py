"""What a roadmap's steps wait for, when they can be taken, and what of it does not fit."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import detente
from detente.analyses.sequencing.accepting import acceptances
from detente.analyses.sequencing.orders import orders_of
from detente.analyses.sequencing.passage import Index, all_of
from detente.analyses.timing.dating import constraints_of, dates, sooner
from detente.analyses.timing.network import START, solve
from detente.analyses.timing.requiring import required
from detente.conflict.time import Duration
from detente.errors import DetenteError, NoAnswer, WrongUse
from detente.graph.model import GraphModel
from detente.shipped import path_of
from tests.oracle.random_conflicts import random_conflict

WORDS_FIRST = ("review", "draft", "drop", "commit", "talks", "eow")
STEPS_FIRST = ("review", "draft", "drop", "talks", "steps", "eow")
IN_TURN = (("review",), ("draft",), ("drop", "talks"), ("commit",), ("eow",))

HEAD = """
detente: 1
title: Time
as_of: 2024-01-01
parties:
  A: {name: Alpha, prefers: [a, b, c]}
  B: {name: Beta, prefers: [b], conditions: [%s]}
status_quo: [old]
options:
"""
PLAIN = """
  a: {by: A, takes: 2..5 days}
  b: {by: B, takes: 3 days}
  c: {by: A, takes: 4 days}
  old: {by: A, undone_by: A}
"""


@pytest.fixture(scope="module")
def declaration() -> detente.Conflict:
    return detente.load(path_of("korea/declaration-2021"))


def graph_of(text: str, condition: str = "") -> GraphModel:
    terms = f"'{condition}'" if condition else ""
    return detente.compile(detente.loads(HEAD % terms + text))


def waits(graph: GraphModel, steps: str, **how: object) -> dict[tuple[str, str], tuple[int, bool]]:
    """Return the constraints between steps: how many days, and whether strict."""
    found = constraints_of(graph, steps.split(", "), **how)  # type: ignore[arg-type]
    return {
        (one.earlier, one.later): (one.days, one.strict)
        for one in found
        if START not in {one.earlier, one.later}
    }


# the declaration of 2021 -------------------------------------------------------------------------


def test_the_declaration_with_words_has_time_to_spare(declaration: detente.Conflict) -> None:
    """51 days, 143 to spare; 165 and 29 at the longest; 66 and 128 one bundle after another."""
    graph = detente.compile(declaration, without=["us-talks-without-preconditions"])
    found = dates(graph, WORDS_FIRST, bundles=IN_TURN)
    assert (found.feasible, found.days, found.slack) == (True, 51, 143)
    assert (found.longest.days, found.longest.slack) == (165, 29)
    assert found.serial is not None
    assert (found.serial.days, found.serial.slack) == (66, 128)
    assert found.impossible == ()
    assert sooner(graph, WORDS_FIRST) == ()


def test_the_games_leave_sixteen_days(declaration: detente.Conflict) -> None:
    """In the window that is wished for the declaration lies between day 100 and day 116."""
    graph = detente.compile(declaration, without=["us-talks-without-preconditions"])
    found = dates(graph, WORDS_FIRST)
    (wish,) = found.wishes
    assert (wish.item, wish.fits, wish.short_by) == ("eow.window.2", True, 0)
    assert (wish.earliest, wish.latest, wish.slack) == (100, 116, 16)
    assert found.to_dict()["wishes"][0]["latest_date"] == "2022-02-20"  # type: ignore[index]
    wished = constraints_of(graph, WORDS_FIRST, wishes=[("eow", 2)])
    assert solve(WORDS_FIRST, wished).least_slack == 16


def test_verified_steps_first_are_seven_days_short(declaration: detente.Conflict) -> None:
    """Talks 14, steps 180 and the declaration 7 make 201 days, and there are 194."""
    graph = detente.compile(declaration, without=["dprk-hostile-policy-goes-first"])
    found = dates(graph, STEPS_FIRST)
    assert (found.feasible, found.days, found.slack) == (False, 201, -7)
    (why,) = found.hindrances
    assert why.text == (
        "Not enough time: 'Resume talks between the United States and North Korea' takes 14 days, "
        "then 'Take concrete, verified steps of denuclearisation' 180, "
        "then 'Declare the war over' 7: "
        "201 days after 2021-10-27, 7 days past 2022-05-09."
    )
    assert why.items == (
        "talks.takes", "steps.after", "steps.takes", "US.c2", "eow.takes", "eow.window.1",
    )  # fmt: skip
    assert sooner(graph, STEPS_FIRST) == (("eow", "eow.window.1", 7),)
    assert not found.wishes[0].fits


def test_what_goes_before_the_talks_counts_too(declaration: detente.Conflict) -> None:
    """Where the North's terms stand, a day of withdrawal comes before the talks: 202 days."""
    graph = detente.compile(declaration, without=["us-talks-without-preconditions"])
    assert dates(graph, STEPS_FIRST).days == 202
    assert sooner(graph, STEPS_FIRST) == (("eow", "eow.window.1", 8),)


def test_terms_that_wait_for_each_other_have_no_order(declaration: detente.Conflict) -> None:
    """With nothing given up the talks and the withdrawal wait for each other, window or not."""
    graph = detente.compile(declaration)
    found = dates(graph, WORDS_FIRST)
    assert (found.feasible, found.days, found.steps) == (False, None, ())
    (why,) = found.hindrances
    assert why.circular
    assert why.text.startswith("No order: ")
    assert {"US.c3", "DPRK.c2"} <= set(why.items)
    assert sooner(graph, WORDS_FIRST) == ()
    # each party by itself has an order
    for party in graph.parties:
        assert dates(graph, WORDS_FIRST, parties=[party]).feasible


def test_a_party_brings_its_own_terms_and_windows(declaration: detente.Conflict) -> None:
    """The last day is Seoul's: without Seoul's windows nothing bounds the declaration."""
    graph = detente.compile(declaration)
    assert dates(graph, WORDS_FIRST, parties=["ROK"]).slack == 143
    assert dates(graph, WORDS_FIRST, parties=["US"]).slack is None
    assert "DPRK.c1" in {
        item for one in constraints_of(graph, WORDS_FIRST, parties=["DPRK"]) for item in one.items
    }
    assert waits(graph, ", ".join(WORDS_FIRST), parties=[], rules=False) == {}


# what waits for what -----------------------------------------------------------------------------


def test_after_and_needs_start_later_and_with_does_not() -> None:
    """`after` and `needs` add the step's own days; `only with` and rules do not."""
    text = """
  a: {by: A, takes: 2 days}
  b: {by: B, takes: 3 days, after: a}
  c: {by: A, takes: 4 days, needs: a}
  d: {by: B, takes: 5 days}
  old: {by: A, undone_by: A}
rules: [a implies d]
"""
    graph = graph_of(text, "d only with c")
    assert waits(graph, "a, b") == {("a", "b"): (3, True)}
    assert waits(graph, "a, c") == {("a", "c"): (4, False)}
    assert waits(graph, "c, d") == {("c", "d"): (0, False)}
    assert waits(graph, "a, d") == {("d", "a"): (0, False)}
    assert waits(graph, "a, b, d", rules=False) == {}


def test_steps_that_need_each_other_take_effect_together() -> None:
    """A circle of `needs` is no circle of waiting: the longer of the two decides."""
    text = PLAIN.replace("by: A, takes: 2", "by: A, needs: b, takes: 2")
    graph = graph_of(text.replace("by: B", "by: B, needs: a"))
    assert waits(graph, "a, b") == {("a", "b"): (0, False), ("b", "a"): (0, False)}
    assert dates(graph, ("a", "b")).days == 3


def test_options_outside_the_steps_stay_as_they_are() -> None:
    """A choice of which only one is among the steps is no choice."""
    graph = graph_of(PLAIN, "b only after a or c")
    assert waits(graph, "a, b") == {("a", "b"): (3, True)}
    assert waits(graph_of(PLAIN, "b only after old or a"), "a, b") == {}
    # a term that these steps cannot meet is not a matter of time
    assert waits(graph_of(PLAIN, "b only after a and c"), "a, b") == {}


def test_an_order_settles_a_choice() -> None:
    """Without an order a choice is left open; with one it is what came first."""
    graph = graph_of(PLAIN, "b only after a or c")
    steps = "a, b, c"
    assert waits(graph, steps) == {}
    assert waits(graph, steps, bundles=[["c"], ["b"], ["a"]]) == {("c", "b"): (3, True)}
    assert waits(graph, steps, bundles=[["a"], ["c"], ["b"]]) == {("a", "b"): (3, True)}
    assert waits(graph, steps, bundles=[["a", "c"], ["b"]]) == {("a", "b"): (3, True)}
    # an order in which the term is not met leaves it open
    assert waits(graph, steps, bundles=[["b"], ["a", "c"]]) == {}
    graph = graph_of(PLAIN, "b only with at least 2 of a, c, old")
    assert waits(graph, steps, bundles=[["c"], ["b"], ["a"]]) == {("c", "b"): (0, False)}
    graph = graph_of(PLAIN, "b only after a iff c")
    both = waits(graph, steps, bundles=[["a"], ["c"], ["b"]])
    assert both == {("a", "b"): (3, True), ("c", "b"): (3, True)}


def test_switching_off_takes_no_time_and_can_be_waited_for() -> None:
    """`not old` takes effect at once; what asks for its end waits for it, what asks for it hurries."""
    graph = graph_of(PLAIN, "b only after not old")
    assert waits(graph, "b, not old") == {("not old", "b"): (3, True)}
    assert dates(graph, ("b", "not old")).days == 3
    assert waits(graph_of(PLAIN, "b only after old"), "b, not old") == {
        ("b", "not old"): (0, False)
    }
    assert waits(graph_of(PLAIN, "b only with old"), "b, not old") == {("b", "not old"): (0, True)}
    guarded = PLAIN.replace("undone_by: A", "undone_by: A, undone_when: a")
    assert waits(graph_of(guarded), "a, not old") == {("a", "not old"): (0, True)}
    held = PLAIN.replace("undone_by: A", "undone_by: A, needs: not b or c")
    assert waits(graph_of(held), "b, not old, c", bundles=[["c"], ["b"], ["not old"]]) == {
        ("c", "b"): (0, False)
    }


def test_a_slow_step_is_no_part_of_an_exchange() -> None:
    """`only with` a slow step of somebody else comes to `only after`; with one's own it does not."""
    slow = PLAIN.replace("takes: 2..5 days", "takes: 2..5 days, slow: true")
    assert waits(graph_of(slow, "b only with a"), "a, b") == {("a", "b"): (3, True)}
    assert waits(graph_of(slow, "c only with a"), "a, c") == {("a", "c"): (0, False)}


def test_all_orders_that_meet_the_terms_keep_the_constraints() -> None:
    """A strict constraint holds between bundles, a weak one within them too (random conflicts)."""
    seen = sum(_kept(seed) for seed in range(120))
    assert seen > 100


def _at_end(costs: Index, _: Index, ends: Index) -> Index:
    """Return the costs of the stages that bundles lead to."""
    return costs[ends]


def _kept(seed: int) -> int:
    """Check some legal orders of one random conflict; return how many constraints they kept."""
    rng = Random(seed)
    conflict = random_conflict(seed)
    lengths = [Duration(low := rng.randint(0, 9), low + rng.randint(0, 9), "") for _ in range(9)]
    timed = zip(conflict.options, lengths, strict=False)
    options = tuple(replace(option, windows=(), takes=length) for option, length in timed)
    try:
        graph = detente.compile(replace(conflict, options=options))
        orders = orders_of(graph)
    except DetenteError:
        return 0
    met = all_of(party.accepts(["conditions"]) for party in acceptances(graph, orders))
    goals = [int(orders.stages[n]) for n in orders.small_first(orders.reached(met))]
    seen = 0
    for goal in rng.sample(goals, min(3, len(goals))):
        costs = np.array([rng.randint(1, 5) for _ in orders.stages], dtype=np.int64)
        for stages in orders.cheapest(goal, met, partial(_at_end, costs), most=2):
            begins = (0, *stages)
            bundles = [orders.steps(a ^ b) for a, b in zip(begins, stages, strict=False)]
            turn = {step: n for n, bundle in enumerate(bundles) for step in bundle}
            for one in constraints_of(graph, turn, bundles=bundles):
                if one.earlier in turn and one.later in turn:
                    assert turn[one.later] - turn[one.earlier] >= one.strict, (seed, one)
                    seen += 1
            found = dates(graph, turn, bundles=bundles)
            assert found.feasible, (seed, found.impossible)
            assert found.longest.feasible
            assert found.serial is not None
            assert found.serial.feasible
    return seen


# windows -----------------------------------------------------------------------------------------


def windowed(*windows: str) -> GraphModel:
    text = PLAIN.replace(
        "by: B, takes: 3 days", f"by: B, takes: 3 days, window: [{', '.join(windows)}]"
    )
    return graph_of(text, "b only after a")


def test_several_windows_all_bind() -> None:
    """The latest first day and the earliest last day count; a month is meant from end to end."""
    graph = windowed("{from: 2024-01-11, until: 2024-03}", "{from: 2024-01, until: 2024-02}")
    (first, second) = dates(graph, ("a", "b")).steps
    assert (second.earliest, second.latest, second.slack) == (10, 59, 49)
    assert (first.earliest, first.latest, first.slack) == (2, 56, 54)
    assert dates(graph, ("a", "b")).to_dict()["steps"][1]["latest_date"] == "2024-02-29"  # type: ignore[index]


def test_every_missed_last_day_is_told_the_worst_first() -> None:
    """Two windows are missed: two sentences, and both would have to be extended."""
    graph = windowed("{until: 2024-01-04}", "{until: 2024-01-02}")
    found = dates(graph, ("a", "b"))
    assert [why.short_by for why in found.hindrances] == [4, 2]
    assert sooner(graph, ("a", "b")) == (("b", "b.window.1", 2), ("b", "b.window.2", 4))
    assert found.impossible[1] == (
        "Not enough time: 'a' takes 2 days, then 'b' 3: 5 days after 2024-01-01, "
        "2 days past 2024-01-04."
    )


def test_windows_that_exclude_each_other_are_told_as_such() -> None:
    """A last day before the first day, and a last day before time starts."""
    (text,) = dates(windowed("{from: 2024-03-01}", "{until: 2024-02-01}"), ("a", "b")).impossible
    assert text == (
        "Windows at odds: 'b' takes effect only from 2024-03-01 on and only until 2024-02-01, "
        "29 days before."
    )
    (text,) = dates(windowed("{until: 2023-12-30}"), ("a", "b")).impossible
    assert text == (
        "Too late: a window of 'b' ended on 2023-12-30, before 2024-01-01, where time starts."
    )
    (text,) = dates(windowed("{until: 2024-01-01}"), ("b",)).impossible
    assert text.endswith("3 days after 2024-01-01, 3 days past 2024-01-01.")


def test_a_wish_that_cannot_be_kept_binds_nobody() -> None:
    """A missed wish says by how much, and leaves the rest feasible."""
    found = dates(windowed("{until: 2024-01-03, wish: true, party: B}"), ("a", "b"))
    assert found.feasible
    assert found.slack is None
    (wish,) = found.wishes
    assert (wish.fits, wish.short_by, wish.party, wish.earliest) == (False, 3, "B", 5)
    assert sooner(windowed("{until: 2024-01-03, wish: true}"), "ab", wishes=[("b", 1)]) == (
        ("b", "b.window.1", 3),
    )


def test_windows_need_a_day_on_which_time_starts() -> None:
    """Without `as_of` days are counted, not dated; a window cannot be counted at all."""
    conflict = replace(windowed("{until: 2024-02}").conflict, as_of=None)
    with pytest.raises(WrongUse, match="add `as_of"):
        dates(detente.compile(conflict), ("a", "b"))
    found = dates(detente.compile(conflict), ("a", "c"))
    assert found.days == 4
    assert found.to_dict()["as_of"] is None
    assert found.to_dict()["steps"][0]["earliest_date"] is None  # type: ignore[index]


# what is asked wrongly ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("steps", "how", "said"),
    [
        (("a", "old"), {}, "'old' is no step from the status quo"),
        (("a", "aa"), {}, "did you mean"),
        (("a", "b"), {"bundles": [["a"]]}, "no order of the steps"),
        (("a", "b"), {"bundles": [["a", "b"], ["a"]]}, "no order of the steps"),
        (("a", "b"), {"parties": ["C"]}, "'C' is not a party"),
    ],
)
def test_names_that_are_not_there(
    steps: tuple[str, ...], how: dict[str, object], said: str
) -> None:
    """A step, an order or a party that there is not is said so."""
    with pytest.raises(WrongUse, match=said):
        dates(graph_of(PLAIN), steps, **how)  # type: ignore[arg-type]


def test_a_window_that_is_not_there() -> None:
    """A wish is named by its option and its number; others are refused with what there is."""
    graph = windowed("{until: 2024-02, wish: true}")
    with pytest.raises(WrongUse, match="no window 2 of 'b'; their windows are: b 1"):
        constraints_of(graph, ("a", "b"), wishes=[("b", 2)])


def test_models_without_options_have_no_steps() -> None:
    """A listed graph is refused, and so is a file without a status quo."""
    explicit = "detente: 1\ntitle: T\nstates: {s: {}, t: {}}\nparties: {A: {ranking: [s, t], moves: {s: [t]}}}\n"
    with pytest.raises(NoAnswer):
        dates(detente.compile(detente.loads(explicit)), ("s",))
    without = replace(graph_of(PLAIN).conflict, status_quo=None)
    with pytest.raises(WrongUse, match="status quo"):
        dates(detente.compile(without), ("a",))


# what a formula requires -------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 5_000))
def test_what_a_formula_requires_holds_wherever_it_holds(seed: int) -> None:
    """Required names are so in every state of the formula, others are not in one (random)."""
    graph = detente.compile(random_conflict(seed))
    if not graph.options:
        return
    for party in graph.selection.parties:
        for condition in party.conditions:
            found = required(condition.formula, {}) if _plain(graph, condition.formula) else None
            if found is None:
                continue
            codes = [code for code, holds in enumerate(found.holds) if holds]
            for bit, name in enumerate(found.names):
                signs = {code >> bit & 1 for code in codes}
                assert (name in found.true) == (0 not in signs)
                assert (name in found.false) == (1 not in signs)
            assert found.possible == bool(codes)


def _plain(graph: GraphModel, formula: detente.conflict.logic.Formula) -> bool:
    return set(detente.conflict.logic.names(formula)) <= set(graph.options)
