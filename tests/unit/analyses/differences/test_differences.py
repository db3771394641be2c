"""Where two parties differ: the figures of the notes, small conflicts, the literal reading."""

from __future__ import annotations

from itertools import permutations

import pytest

import detente
from detente.analyses.differences.binding import binding
from detente.analyses.differences.orders_apart import orders_apart, over_steps
from detente.analyses.differences.pairing import Pairs
from detente.analyses.sequencing.accepting import REQUIREMENTS
from detente.analyses.unlocks.conceding import softened
from detente.errors import NoAnswer, WrongUse
from detente.graph.model import GraphModel
from tests.oracle import sequences_differing as slow
from tests.oracle.sequences import Case, accepted, legal_orders, step_sets
from tests.oracle.sequences_random import random_sequence_conflict

TALKS = "us-talks-without-preconditions"
POLICY = "dprk-hostile-policy-goes-first"
WORDS = "us-no-declaration-without-denuclearisation-commitment"

TERMS = """
detente: 1
title: Terms
as_of: 2030-01-01
parties:
  A:
    prefers: [deal]
    conditions: [{a}]
  B:
    prefers: [deal]
    conditions: [{b}]
options:
  pay: {{by: A}}
  sign: {{by: B}}
  deal: {{by: [A, B]}}
status_quo: []
targets: {{deal: deal}}
"""


def declaration(perspective: str = "moon") -> GraphModel:
    return detente.compile(detente.load("korea/declaration-2021"), perspective=perspective)


def test_the_allies_are_nested_and_their_difference_does_not_bind() -> None:
    """Of 938 orders the United States accepts 340, South Korea all; without the words, 0 stay 0."""
    found = detente.differences(declaration(), "US", "ROK", to="declare")
    assert (found.sequence.relation, found.sequence.stricter) == ("nested", "US")
    assert found.sequence.legal == 938
    assert dict(found.sequence.accepted) == {"US": 340, "ROK": 938, "common": 340}
    assert found.sequence.head_on == ()
    tried = [(t.position, t.against, t.accepted_without) for t in found.sets[0].binding.tried]
    assert tried == [(WORDS, (), 0), (TALKS, ("DPRK",), 32)]
    assert (found.binds, found.binding) == (False, ())


def test_the_adversaries_are_disjoint_over_one_head_on_pair_and_it_binds() -> None:
    """Either side unlocks the declaration: 32 orders, or 256."""
    found = detente.differences(declaration(), "US", "DPRK", to="declare")
    assert found.sequence.relation == "disjoint"
    assert dict(found.sequence.accepted) == {"US": 340, "DPRK": 252, "common": 0}
    assert found.sequence.head_on == (("talks", "drop"),)
    assert found.binding == (TALKS, POLICY)
    assert [t.accepted_without for t in found.sets[0].binding.tried] == [32, 256]
    assert found.timing.relation == "no order"


def test_the_dispute_of_the_allies_binds_where_the_north_will_not_give_the_words() -> None:
    """In `hard`, with both head-on terms softened, giving up the words makes 16 orders of none."""
    conflict = softened(detente.load("korea/declaration-2021"), {TALKS, POLICY})
    graph = detente.compile(conflict, perspective="hard")
    steps = ("review", "draft", "drop", "talks", "eow")
    found = detente.differences(graph, "US", "ROK", steps=steps)
    assert found.binding == (WORDS,)
    (tried,) = (t for t in found.sets[0].binding.tried if t.position == WORDS)
    assert (found.sets[0].binding.accepted, tried.accepted_without) == (0, 16)
    assert "It binds" in found.sets[0].binding.sentence


def test_allies_can_differ_over_time() -> None:
    """Verified steps first, as Washington asks, miss the last day of Seoul's president by seven."""
    found = detente.differences(declaration(), "US", "ROK", to="declare")
    assert found.timing.relation == "fits"
    assert (found.timing.both.days, found.timing.both.slack) == (51, 143)
    steps_first = found.sets[1].timing
    assert steps_first.relation == "apart"
    assert "7 days past 2022-05-09" in steps_first.sentence


def test_the_rows_and_the_document_say_the_same() -> None:
    """The first set of steps stands for the whole; all are listed."""
    found = detente.differences(declaration(), "US", "DPRK", to="declare")
    document = found.to_dict()
    assert document["sequence"]["head_on"] == [["talks", "drop"]]  # type: ignore[index]
    assert document["sequence"]["needed"]["US"] == [  # type: ignore[index]
        ["commit", "<=", "eow"],
        ["talks", "<", "drop"],
    ]
    assert (document["binds"], document["binding"]) == (True, [TALKS, POLICY])
    assert len(document["sequences"]) == 2  # type: ignore[arg-type]
    assert [row["about"] for row in found.rows()][:2] == [
        "goals",
        "sequence: review, draft, commit, drop, eow, talks",
    ]
    assert "disjoint" in found._repr_html_()


@pytest.mark.parametrize(
    ("a", "b", "relation", "stricter"),
    [
        ("deal only after pay", "deal only after pay", "equivalent", None),
        ("deal only after pay", "deal only with pay", "stricter", "A"),
        ("deal only with pay and sign", "deal only with pay", "stricter", "A"),
        ("deal only with pay", "deal only after pay and sign", "stricter", "B"),
        ("deal only with pay", "deal only with sign", "compatible", None),
        ("deal only after pay", "deal only with pay and sign", "compatible", None),
        ("deal only with pay", "deal only with not pay", "incompatible", None),
        ("deal only with pay", "", "stricter", "A"),
    ],
)
def test_conditions_on_one_step_are_compared(
    a: str, b: str, relation: str, stricter: str | None
) -> None:
    """Over the states that can be reached; `after` is stricter than `with`."""
    graph = detente.compile(detente.loads(TERMS.format(a=a, b=b)))
    (terms,) = detente.differences(graph, "A", "B").conditions
    assert (terms.step, terms.relation, terms.stricter) == ("deal", relation, stricter)


@pytest.mark.parametrize(
    ("a", "b", "gap"),
    [
        ("deal only with pay and sign", "deal only with pay", {"A": ("sign",), "B": ()}),
        ("deal only with pay or sign", "", {"A": ("pay",), "B": ()}),
        ("deal only with pay", "deal only with not pay", {"A": ("pay",), "B": ("not pay",)}),
        ("deal only with pay and not sign", "", {"A": ("pay", "not sign"), "B": ()}),
    ],
)
def test_the_gap_is_the_least_that_is_missing(
    a: str, b: str, gap: dict[str, tuple[str, ...]]
) -> None:
    """What would satisfy a party besides the other's terms."""
    graph = detente.compile(detente.loads(TERMS.format(a=a, b=b)))
    (terms,) = detente.differences(graph, "A", "B").conditions
    assert dict(terms.gap) == gap


def test_goals_are_the_same_where_both_rank_the_ends_alike() -> None:
    """Both prefer the deal; without its word one side's best is another."""
    text = TERMS.format(a="", b="")
    found = detente.differences(detente.compile(detente.loads(text)), "A", "B")
    assert (found.goals.alike, found.goals.ends) == ("same ranking", 4)
    assert dict(found.goals.better) == {"A": 4, "B": 4, "both": 4}
    keener = text.replace("prefers: [deal]", "prefers: [deal, pay, sign]", 1)
    best = detente.differences(detente.compile(detente.loads(keener)), "A", "B").goals
    assert best.alike == "different"
    assert dict(best.best)["A"] == ("YYY",)
    averse = text.replace("prefers: [deal]", "prefers: [not deal]", 1)
    apart = detente.differences(detente.compile(detente.loads(averse)), "A", "B").goals
    assert dict(apart.better) == {"A": 0, "B": 4, "both": 0}
    assert "B prefers all 4 that can be reached to the status quo, A none" in apart.sentence


def test_the_same_best_is_told_from_the_same_ranking() -> None:
    """Two who agree on the best may rank the rest apart."""
    text = TERMS.format(a="", b="").replace("prefers: [deal]", "prefers: [deal, pay, sign]", 1)
    text = text.replace("prefers: [deal]\n", "prefers: [deal, sign, pay]\n", 1)
    found = detente.differences(detente.compile(detente.loads(text)), "A", "B")
    assert found.goals.alike == "same best"


def test_two_empty_sets_of_orders_are_one_empty_and_the_sentence_says_it() -> None:
    """Neither is stricter then."""
    text = TERMS.format(a="deal only after pay", b="deal only after pay")
    graph = detente.compile(detente.loads(text))
    found = detente.differences(graph, "A", "B", steps=["deal"])
    assert (found.sequence.relation, found.sequence.stricter) == ("one empty", None)
    assert found.sequence.sentence.startswith("Neither A nor B accepts any of the one legal order.")


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"first": "US", "second": "US"}, WrongUse, "differs from itself"),
        ({"first": "US", "second": "ROC"}, WrongUse, "did you mean 'ROK'"),
        ({"to": "declaration"}, WrongUse, "did you mean"),
        ({"to": "not eow"}, NoAnswer, "is reached at the status quo"),
        ({"to": "eow and not draft"}, NoAnswer, "no state satisfies it"),
        ({"steps": ["treaty"]}, NoAnswer, "their end is no state"),
        ({"steps": ["steps"]}, NoAnswer, "in no legal order"),
        ({"steps": ["not eow"]}, WrongUse, "is not in effect"),
        ({"steps": []}, WrongUse, "names no step"),
        ({"require": ["terms"]}, WrongUse, "is not a requirement"),
    ],
)
def test_what_cannot_be_answered_is_told(
    arguments: dict[str, object], error: type[Exception], message: str
) -> None:
    """With what is wrong, and what is possible."""
    chosen = {"first": "US", "second": "ROK"} | arguments
    with pytest.raises(error, match=message):
        detente.differences(declaration(), **chosen)  # type: ignore[arg-type]


def test_an_explicit_graph_has_no_steps_to_order() -> None:
    """It is refused whatever is asked, for that reason."""
    graph = detente.compile(detente.load("water/elmira"))
    one, two = graph.parties[:2]
    with pytest.raises(NoAnswer, match="model of options"):
        detente.differences(graph, one, two)


def test_nobody_can_take_a_step_that_has_no_owner() -> None:
    """The step is named."""
    text = TERMS.format(a="", b="").replace("sign: {by: B}", "sign: {by: nobody, undone_by: B}")
    with pytest.raises(NoAnswer, match="nobody can take the step 'sign'"):
        detente.differences(detente.compile(detente.loads(text)), "A", "B", steps=["sign", "deal"])


def test_the_matrix_holds_every_party_pair_and_rule() -> None:
    """One row for each order needed, as in the CSV."""
    found = detente.order_matrix(declaration(), to="declare")
    assert dict(found.accepted) == {"US": 340, "ROK": 938, "DPRK": 252, "CHN": 938, "all": 0}
    relations = {pair.parties: pair.relation for pair in found.pairs}
    assert relations["US", "DPRK"] == "disjoint"
    assert relations["ROK", "CHN"] == "same"
    assert len(relations) == 6
    lines = found.to_csv().splitlines()
    assert lines[0] == "step,other,order,party,origin,items"
    assert "talks,drop,before,US,condition,US.c3" in lines
    assert "review,draft,with,rule,rule,draft.needs" in lines
    assert len(lines) == len(found.rows()) + 1
    assert not any(",DPRK," in line for line in found.to_csv(["US"]).splitlines())


@pytest.mark.parametrize("seed", range(40))
def test_relations_needs_and_binding_are_those_of_the_definitions(seed: int) -> None:
    """Sets of orders written out one by one give the same answers."""
    conflict = random_sequence_conflict(seed)
    case = Case(conflict)
    graph = detente.compile(conflict)
    target = conflict.targets[0].formula
    assert target is not None
    sets, _ = step_sets(case, target)
    for steps in sorted(sets, key=sorted)[:1]:
        _compare(case, graph, steps)


def _compare(case: Case, graph: GraphModel, steps: frozenset[str]) -> None:
    start = graph.number(str(graph.status_quo))
    bits = {name: bit for bit, name in enumerate(graph.options)}
    words = tuple(f"not {s}" if start >> bits[s] & 1 else s for s in sorted(steps))
    over = over_steps(graph, words, REQUIREMENTS)
    legal = legal_orders(case, steps)
    own = {party: accepted(case, party, legal) for party in case.parties}
    for number, party in enumerate(graph.parties):
        assert over.accepted(number) == len(own[party])
        if own[party]:
            assert _plain(over.needs[number].pairs) == slow.needed(own[party], legal)
    if over.accepted(*range(len(graph.parties))):
        assert not over.circles.found
    for (one, first), (two, second) in permutations(enumerate(graph.parties), 2):
        assert orders_apart(over, one, two).relation == slow.relation(own[first], own[second])
        if own[first] < own[second] and all(own.values()):
            found = binding(over, one, two)
            literal = slow.binding_positions(case, first, second, steps)
            assert {t.position for t in found.tried if not t.against} == set(literal)
            assert set(found.binding) == {name for name, binds in literal.items() if binds}


def _plain(pairs: Pairs) -> dict[tuple[str, str], str]:
    return {
        (one.removeprefix("not "), two.removeprefix("not ")): "strict" if strict else "weak"
        for (one, two), strict in pairs.items()
    }


# time --------------------------------------------------------------------------------------------

DAYS = """
detente: 1
title: Days
as_of: 2024-01-01
parties:
  A: {{prefers: [x, y], conditions: [{a}]}}
  B: {{prefers: [x, y], conditions: [{b}]}}
options:
  x: {{by: A, takes: 10 days, window: [{windows}]}}
  y: {{by: B, takes: 10 days}}
  z: {{by: B, takes: 10 days}}
status_quo: []
targets: {{deal: x and y and z}}
"""
NOBODY, OF_A = "{until: 2024-01-05}", "{until: 2024-01-16, party: A}"


@pytest.mark.parametrize(
    ("a", "b", "windows", "relation", "said"),
    [
        ("", "", NOBODY, "neither", "Whatever A and B ask, there is no time for these steps."),
        (
            "",
            "",
            OF_A,
            "fits",
            "The terms of A leave time for the steps, and B sets none that bear",
        ),
        ("", "", "{until: 2024-01-16}", "fits", "Neither A nor B sets terms that bear on the days"),
        (
            "x only after y",
            "",
            OF_A,
            "one alone",
            "The terms of A, with what binds everybody, leave",
        ),
        ("", "x only after y", OF_A, "apart", "both together do not."),
        ("x only after y", "y only after x", OF_A, "one alone", "no time for these steps"),
        ("z only after y", "y only after z", OF_A, "no order", "no order of the steps meets the"),
        ("", "", "", "fits", "A and B set no last day for these steps."),
        # either of two steps may come first: each by itself would be too late
        ("", "x only after y or z", OF_A, "apart", "both together do not."),
        (
            "",
            "x only after y or z",
            "{until: 2024-01-25, party: A}",
            "fits",
            "in one order they take",
        ),
    ],
)
def test_nobody_is_blamed_for_time_it_does_not_take(
    a: str, b: str, windows: str, relation: str, said: str
) -> None:
    """What binds everybody is no term of a party, and a party without terms has none."""
    graph = detente.compile(detente.loads(DAYS.format(a=a, b=b, windows=windows)))
    timing = detente.differences(graph, "A", "B").timing
    assert timing is not None
    assert timing.relation == relation
    assert said in timing.sentence


def test_what_nobody_insists_on_takes_no_time() -> None:
    """Without conditions the order that B asks for does not count."""
    graph = detente.compile(detente.loads(DAYS.format(a="", b="x only after y", windows=OF_A)))
    found = detente.differences(graph, "A", "B", require=["floor"])
    assert found.timing is not None
    assert (found.timing.relation, found.timing.bears) == ("fits", ("A",))
