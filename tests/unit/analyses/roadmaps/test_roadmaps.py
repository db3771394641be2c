"""Roadmaps: the figures of the two Korean conflicts, and small conflicts for each answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

import detente
from detente.analyses.roadmaps.results import Roadmap, Roadmaps, StepSet
from detente.analyses.sequencing.enforcing import strength
from detente.analyses.sequencing.exposing import exposed_along
from detente.analyses.sequencing.orders import orders_of
from detente.analyses.sequencing.sides import places_of, sides_of
from detente.conflict.conflict import Conflict
from detente.conflict.parties import Condition

DECLARATION = ("review", "draft", "drop", "commit", "talks", "eow")
SETTLEMENT = ("newprop", "talk", "relief1", "not tests", "yb", "full", "relief2")
IN_TURN = (
    ("newprop",),
    ("talk",),
    ("relief1",),
    ("not tests",),
    ("yb",),
    ("full", "relief2"),
)


def softened(conflict: Conflict) -> Conflict:
    """Return a conflict in which every `only after` has become `only with`."""

    def soft(item: object) -> object:
        return replace(item, order="with") if isinstance(item, Condition) else item

    parties = (
        replace(party, conditions=tuple(map(soft, party.conditions)))  # type: ignore[arg-type]
        for party in conflict.parties
    )
    return replace(conflict, parties=tuple(parties))


def changed(conflict: Conflict, names: Iterable[str], **fields: object) -> Conflict:
    """Return a conflict with other fields of some options."""
    chosen = set(names)
    options = (
        replace(option, **fields) if option.name in chosen else option  # type: ignore[arg-type]
        for option in conflict.options
    )
    return replace(conflict, options=tuple(options))


def declaration(conflict: Conflict) -> StepSet:
    """Return the orders of the six steps of the declaration."""
    found = detente.roadmaps(detente.compile(conflict), "declare", steps=DECLARATION)
    return found.step_sets[0]


def settlement(conflict: Conflict) -> StepSet:
    """Return the orders of the seven steps of a settlement without the American upfront terms."""
    graph = detente.compile(conflict, without=["us-upfront"])
    return detente.roadmaps(graph, "settle", steps=SETTLEMENT).step_sets[0]


def of_kind(found: StepSet, kind: str) -> Roadmap:
    """Return the roadmap shown for a reason."""
    return next(roadmap for roadmap in (*found.roadmaps, *found.refused) if kind in roadmap.kinds)


def small(text: str, target: str | None = "a", **settings: object) -> Roadmaps:
    """Return the roadmaps of a conflict written in short."""
    parts = (
        text
        if text.startswith("parties")
        else f"parties: {{A: {{prefers: [a]}}, B: {{prefers: [b]}}}}, {text}"
    )
    conflict = detente.loads(f"{{detente: 1, title: t, {parts}}}")
    return detente.roadmaps(detente.compile(conflict), target, **settings)  # type: ignore[arg-type]


# 2021 --------------------------------------------------------------------------------------------


def test_the_declaration_has_no_order_that_all_accept() -> None:
    """Of 938 legal orders each party accepts some, and none is accepted by all."""
    found = declaration(detente.load("korea/declaration-2021"))
    assert found.legal == 938
    assert found.accepted == {"US": 340, "ROK": 938, "DPRK": 252, "CHN": 938, "all": 0}
    assert not found.roadmaps
    at_once = of_kind(found, "all at once")
    assert {(r.party, r.item) for r in at_once.refusals} == {
        ("US", "US.c3"),
        ("DPRK", "DPRK.c1"),
        ("DPRK", "DPRK.c2"),
    }


def test_softened_terms_open_the_declaration() -> None:
    """With `only with` for `only after` 52 orders are accepted; all shown hold by themselves."""
    found = declaration(softened(detente.load("korea/declaration-2021")))
    assert found.accepted == {"US": 430, "ROK": 938, "DPRK": 336, "CHN": 938, "all": 52}
    for roadmap in found.roadmaps:
        assert (roadmap.self_enforcing, roadmap.end) == ("strong", "held by threat")
        assert roadmap.temptations == ()
        assert roadmap.fallbacks[-1] == ("YYNNNNNYNN",)
    finest = of_kind(found, "finest")
    assert finest.bundles == (("review",), ("draft",), ("drop", "talks"), ("commit",), ("eow",))
    last = {item.party: item.kind for item in finest.exposure if item.stage == 5}
    assert last == {"US": "unrecoverable", "DPRK": "unrecoverable"}


def test_words_and_policy_locked_make_the_declaration_rest() -> None:
    """The one smallest lock is on the commitment and on the withdrawal together."""
    best = declaration(softened(detente.load("korea/declaration-2021"))).roadmaps[0]
    assert [(g.goal, g.kind, g.what) for g in best.guarantees] == [
        ("resting", "lock", ("commit", "drop"))
    ]


def test_the_declaration_does_not_survive_the_succession() -> None:
    """Under the successor it unravels to the declaration standing alone."""
    (later,) = declaration(softened(detente.load("korea/declaration-2021"))).roadmaps[0].succession
    assert (later.robust, later.end, later.ends) == (False, "unravels", ("YYNNNNNYNN",))
    assert later.worse_off == ("ROK",)
    resting = [g.what for g in later.guarantees if (g.goal, g.kind) == ("resting", "lock")]
    assert resting == [("commit", "drop")]


def test_the_days_of_the_declaration() -> None:
    """51 days with 143 to spare, 16 for the Games; 165 and 29 at most; 66 and 128 in turn."""
    found = of_kind(declaration(softened(detente.load("korea/declaration-2021"))), "finest")
    dates = found.dates
    assert dates is not None
    assert dates.serial is not None
    assert (dates.days, dates.slack) == (51, 143)
    assert [wish.slack for wish in dates.wishes] == [16]
    assert (dates.longest.days, dates.longest.slack) == (165, 29)
    assert (dates.serial.days, dates.serial.slack) == (66, 128)


# 2019 --------------------------------------------------------------------------------------------


def test_the_settlement_without_upfront_terms() -> None:
    """16 of 2294 orders are accepted; the finest has six bundles and holds by itself."""
    found = settlement(detente.load("korea/hanoi-2019"))
    assert found.legal == 2294
    assert found.accepted == {"US": 1336, "DPRK": 64, "ROK": 2294, "all": 16}
    finest = of_kind(found, "finest")
    assert finest.bundles == IN_TURN
    assert (finest.self_enforcing, finest.end) == ("strong", "held by threat")
    exposed = [(item.party, item.stage, item.kind) for item in finest.exposure]
    assert sorted(exposed) == [
        ("DPRK", 2, "recoverable"),
        ("DPRK", 3, "recoverable"),
        ("DPRK", 4, "recoverable"),
        ("DPRK", 5, "unrecoverable"),
        ("DPRK", 6, "unrecoverable"),
        ("US", 3, "recoverable"),
        ("US", 4, "recoverable"),
    ]


def test_relief_for_good_turns_the_exposure_round() -> None:
    """If relief cannot be taken back, the United States hangs until Yongbyon is dismantled."""
    conflict = changed(detente.load("korea/hanoi-2019"), ("relief1", "relief2"), undone_by=())
    graph = detente.compile(conflict, without=["us-upfront"])
    orders = orders_of(graph, steps=SETTLEMENT)
    stages = [orders.stage(sum(IN_TURN[:number], ())) for number in range(1, 7)]
    places = places_of(sides_of(graph, orders), stages)
    exposed = [(item.party, item.stage, item.kind) for item in exposed_along(graph, places[1:])]
    assert sorted(exposed) == [
        ("DPRK", 2, "recoverable"),
        ("DPRK", 3, "recoverable"),
        ("DPRK", 4, "recoverable"),
        ("DPRK", 5, "recoverable"),
        ("DPRK", 6, "recoverable"),
        ("US", 3, "unrecoverable"),
        ("US", 4, "unrecoverable"),
    ]
    assert strength(sides_of(graph, orders), places) == "no"


def test_a_slow_hand_over_closes_the_settlement() -> None:
    """If handing over everything is slow it shares no bundle with relief: nothing is accepted."""
    conflict = changed(detente.load("korea/hanoi-2019"), ("full",), slow=True)
    assert settlement(conflict).accepted["all"] == 0
    graph = detente.compile(conflict, without=["us-upfront"])
    assert [found.accepted["all"] for found in detente.roadmaps(graph, "settle").step_sets] == [0]
    assert [found.accepted["all"] for found in detente.roadmaps(graph, "partial").step_sets] == [2]


def test_a_larger_set_holds_by_itself() -> None:
    """No order of the smallest set holds; with an end of the tests one does."""
    graph = detente.compile(detente.load("korea/hanoi-2019"), without=["us-upfront"])
    found = detente.roadmaps(graph, "settle")
    assert [one.legal for one in found.step_sets] == [228]
    assert {roadmap.self_enforcing for roadmap in found.step_sets[0].roadmaps} == {"no"}
    (larger,) = found.holding
    assert set(larger.steps) - set(found.step_sets[0].steps) == {"not tests"}
    assert larger.roadmaps[0].self_enforcing == "strong"


def test_the_upfront_deals_fail() -> None:
    """Everything from one side first crosses a red line of that side."""
    found = settlement(detente.load("korea/hanoi-2019"))
    north = of_kind(found, "DPRK upfront")
    assert ("DPRK", "red-lines", "DPRK.s1") in {(r.party, r.kind, r.item) for r in north.refusals}
    south = of_kind(found, "US upfront")
    assert ("US", "red-lines", "US.s1") in {(r.party, r.kind, r.item) for r in south.refusals}


# answers -----------------------------------------------------------------------------------------


def test_requirements_can_be_left_out() -> None:
    """Declared conditions alone refuse less than with floors: 340 and 320 of 938."""
    graph = detente.compile(detente.load("korea/declaration-2021"))
    found = detente.roadmaps(graph, steps=DECLARATION, require=["conditions"]).step_sets[0]
    assert (found.accepted["US"], found.accepted["DPRK"]) == (340, 320)
    found = detente.roadmaps(graph, steps=DECLARATION, require=["floor"]).step_sets[0]
    assert (found.accepted["US"], found.accepted["DPRK"], found.accepted["all"]) == (430, 336, 52)


def test_a_target_that_holds_already() -> None:
    """Nothing has to be put in order."""
    found = small("options: {a: {by: A}, b: {by: B}}, status_quo: [a]")
    assert (found.found, found.step_sets, found.complete) == ("already", (), True)


def test_a_target_that_no_state_satisfies() -> None:
    """The rules leave no such state."""
    found = small("options: {a: {by: A}, b: {by: B}}, rules: [not a], status_quo: []")
    assert found.found == "impossible"


def test_a_target_that_no_order_reaches() -> None:
    """The state exists, but nobody can put the option in effect."""
    found = small("options: {a: {by: nobody, undone_by: A}, b: {by: B}}, status_quo: []")
    assert found.found == "unreachable"


def test_an_end_that_is_worse_for_somebody() -> None:
    """If nothing leaves all as well off, the smallest sets are told, and who loses."""
    found = small(
        "parties: {A: {prefers: [a]}, B: {prefers: [not a]}}, options: {a: {by: A}, b: {by: B}}, "
        "status_quo: []"
    )
    assert not found.agreed
    assert [(one.steps, one.worse_off) for one in found.step_sets] == [(("a",), ("B",))]
    assert found.step_sets[0].accepted == {"A": 1, "B": 0, "all": 0}


@pytest.mark.parametrize(
    ("target", "settings", "said"),
    [
        (None, {}, "name a target"),
        ("aa", {}, "a"),
        ("a", {"steps": ["c"]}, "'c' is not a step"),
        ("a", {"steps": ["not b"]}, "is no step from the status quo"),
        ("a", {"require": ["floors"]}, "floor"),
    ],
)
def test_wrong_use(target: str | None, settings: dict[str, object], said: str) -> None:
    """What is not in the file is named, with the nearest that is."""
    with pytest.raises(detente.WrongUse, match=said):
        small("options: {a: {by: A}, b: {by: B}}, status_quo: []", target, **settings)


def test_steps_that_lead_elsewhere_are_noted() -> None:
    """`--steps` with a target it misses says so."""
    found = small("options: {a: {by: A}, b: {by: B}}, status_quo: []", "a", steps=["b"])
    assert found.notes == ("these steps do not lead to the target 'a'",)


def test_rows_and_document_agree() -> None:
    """One row for each roadmap shown."""
    graph = detente.compile(detente.load("korea/hanoi-2019"), without=["us-upfront"])
    found = detente.roadmaps(graph, "settle")
    document = found.to_dict()
    assert document["question"] == "roadmaps"
    shown = [*found.step_sets, *found.holding]
    assert len(found.rows()) == sum(len(s.roadmaps) + len(s.refused) for s in shown)
    assert "<table>" in found._repr_html_()


# ends that are circles ---------------------------------------------------------------------------


ROUND = (
    "parties: {A: {prefers: [d, a iff b]}, B: {prefers: [d, a iff not b]}}, "
    "options: {a: {by: A}, b: {by: B}, d: {by: [A, B], undone_by: nobody}}, status_quo: []"
)


def test_states_that_go_round_are_one_circle() -> None:
    """What a stage falls back to tells states of rest from those of a circle."""
    (roadmap,) = small(ROUND, "d").step_sets[0].roadmaps
    for back in roadmap.backs:
        (circle,) = back.circles
        assert (circle.size, back.count) == (4, 4)
        assert set(circle.states) == set(back.states)
    document = roadmap.to_dict()
    assert document["backs"][1]["circles"] == [  # type: ignore[index]
        {"states": ["NNY", "YNY", "NYY", "YYY"], "size": 4}
    ]
    (lured,) = roadmap.temptations
    assert lured.to_dict()["ends_in_all"] == 4


def test_a_worst_that_proves_what_is_said() -> None:
    """Who could not recover is shown moves after which it could not, not a worse one it could mend."""
    text = (
        "parties: {A: {prefers: [not b, not c, d]}, B: {prefers: [d]}}, "
        "options: {b: {by: B, after: d, undone_by: A}, c: {by: B, after: d, undone_by: nobody}, "
        "d: {by: [A, B], undone_by: nobody}}, rules: [not (b and c)], status_quo: []"
    )
    (roadmap,) = small(text, "d").step_sets[0].roadmaps
    (hangs,) = roadmap.exposure
    assert (hangs.party, hangs.kind) == ("A", "unrecoverable")
    assert [move.steps for move in hangs.by] == [("c",)]
