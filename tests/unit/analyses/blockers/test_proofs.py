"""The proof that a rung fails, and what the failure rests on: kinds of cases that were wrong."""

from __future__ import annotations

import pytest

import detente
from detente.analyses.blockers import asking, ladder
from detente.analyses.blockers.asking import Blockers, blockers
from detente.analyses.sequencing import orders
from detente.errors import LimitReached
from detente.telling.blocking import blockers_text


def asked(text: str, target: str = "goal", **settings: object) -> Blockers:
    """Return what blocks a target of a conflict."""
    return blockers(detente.compile(detente.loads(text)), target, **settings)  # type: ignore[arg-type]


def told(text: str, target: str = "goal") -> str:
    """Return what is printed of it, as one line."""
    graph = detente.compile(detente.loads(text))
    return " ".join(blockers_text(graph, blockers(graph, target)).split())


# time --------------------------------------------------------------------------------------------

TWO_LATE = """
detente: 1
title: Two windows are missed
as_of: 2024-01-01
parties:
  I: {name: India, prefers: [x, y]}
options:
  x: {by: I, takes: 10 days, window: 2024-01-01..2024-01-05}
  y: {by: I, takes: 10 days, window: 2024-01-01..2024-01-04}
status_quo: []
targets: {goal: x and y}
"""


def test_one_of_two_missed_windows_is_reason_enough() -> None:
    """What a failure in time rests on is a smallest set: either pair alone would do."""
    found = asked(TWO_LATE)
    assert found.rung == "time"
    assert [item.item for item in found.ground] == ["y.takes", "y.window.1"]


def test_all_last_days_that_have_to_move_are_told_together() -> None:
    """To move one of two last days is not enough, and is not said to be."""
    said = "It would fit if the last day of 'x' were 6 days later and that of 'y' 7 days later."
    assert said in told(TWO_LATE)
    assert "if the last day of 'y'" not in told(TWO_LATE)


CHOICE = """
detente: 1
title: After one of two steps
as_of: 2024-01-01
parties:
  A: {prefers: [a and b and deal], conditions: [deal only after a or b]}
options:
  a: {by: A, takes: 10 days}
  b: {by: A, takes: 20 days}
  deal: {by: A, takes: 10 days, window: {until: 2024-01-05}}
status_quo: []
targets: {goal: a and b and deal}
"""


def test_the_days_of_the_proof_are_those_of_its_order() -> None:
    """What is missed, what would help and the table of the roadmap speak of one order."""
    found = asked(CHOICE).certificate
    assert found.dates is not None
    assert found.dates.slack == -16
    assert found.extend == (("deal", "deal.window.1", 16),)
    graph = detente.compile(detente.loads(CHOICE))
    (shown,) = detente.roadmaps(graph, "goal").step_sets
    days = {one.bundles: one.dates for one in shown.roadmaps}
    assert found.dates.steps == days[found.bundles].steps  # type: ignore[union-attr]


RATIFIERS_WINDOW = """
detente: 1
title: The house has its own calendar
as_of: 2024-01-01
parties:
  A: {prefers: [x]}
  House: {prefers: [x]}
options:
  x: {by: A, ratified_by: House, takes: 10 days, window: {until: 2024-01-05, party: House}}
status_quo: []
targets: {goal: x}
"""


def test_a_window_of_those_who_only_ratify_counts_where_they_are_asked() -> None:
    """It is no matter of time for the others, and the proof says what it is."""
    found = asked(RATIFIERS_WINDOW)
    assert found.rung == "ratification"
    assert found.certificate.refusals == ()
    assert found.certificate.dates is not None
    assert "6 days past 2024-01-05" in told(RATIFIERS_WINDOW)


def test_a_ratifier_that_is_worse_off_is_named() -> None:
    """Also where it insists on nothing on the way."""
    text = RATIFIERS_WINDOW.replace("House: {prefers: [x]}", "House: {prefers: [not x]}")
    text = text.replace(", window: {until: 2024-01-05, party: House}", "")
    found = asked(text, require=["conditions"])
    assert (found.rung, found.certificate.worse_off) == ("ratification", ("House",))


# order -------------------------------------------------------------------------------------------


def test_the_best_order_is_best_over_all_outcomes() -> None:
    """Of all ends, not of the first one: three temptations where the first end has five."""
    graph = detente.compile(detente.load("northern-ireland/suspension-1999"))
    found = blockers(graph, "failsafe", ground=False).certificate
    assert found.bundles == (("exec", "ns"), ("contact", "susp"))
    tempted = {(item.stage, item.party) for item in found.temptations if item.surely}
    assert len(tempted) == 3


REFUSING_RATIFIER = """
detente: 1
title: The house would refuse too
parties:
  A: {prefers: [x], conditions: [x only after y]}
  B: {prefers: [x, not y]}
  House: {prefers: [not x], conditions: [x only after z]}
options:
  x: {by: [A, B], ratified_by: House}
  y: {by: B}
  z: {by: B}
status_quo: []
targets: {goal: x}
"""


def test_those_who_only_ratify_refuse_nothing_on_the_rungs_below() -> None:
    """The order that comes closest is refused by those who are asked."""
    found = asked(REFUSING_RATIFIER)
    assert found.rung == "sequence"
    assert found.certificate.closest is not None
    assert {item.party for item in found.certificate.closest.refusals} == {"A"}
    assert found.only_ratify == ("House",)
    assert "House, which only ratifies, has a say on the last rung alone" in told(REFUSING_RATIFIER)


FLOOR_FROM_ANOTHER = """
detente: 1
title: By which statement a stage is too bad
parties:
  A: {prefers: [y or not x, not x or z]}
  B: {prefers: [x and y and z], conditions: [z only after x]}
options:
  x: {by: A}
  y: {by: B}
  z: {by: B}
status_quo: []
targets: {goal: x and y and z}
"""


def test_a_wait_names_the_statement_by_which_a_stage_is_too_bad() -> None:
    """Two statements forbid it only together, so both are named, and not the first one alone."""
    (circle,) = asked(FLOOR_FROM_ANOTHER).certificate.circular_waits
    edges = {(e.step, e.other): (e.parties, e.items) for e in circle}
    assert edges == {("x", "z"): (("B",), ("B.c1",)), ("z", "x"): (("A",), ("A.s1", "A.s2"))}


# content, reach ----------------------------------------------------------------------------------

EVEN = """
detente: 1
title: Worse here, and no better there
parties:
  A: {prefers: [not x or y]}
  B: {prefers: [z]}
options: {x: {by: A}, y: {by: A}, z: {by: B}}
rules: [not x or not z]
status_quo: []
targets: {goal: x}
"""


def test_states_that_move_nobody_are_counted_beside_those_that_are_worse() -> None:
    """Of two states one is worse for somebody; why the other does not do is told, too."""
    found = asked(EVEN).certificate
    assert [(item.party, item.states) for item in found.excluded] == [("A", 1)]
    assert (found.states, found.unmoved, found.indifferent) == (2, 1, False)
    assert "1 leaves nobody worse off, but nobody better off either." in told(EVEN)


def test_no_rule_is_blamed_for_a_target_that_contradicts_itself() -> None:
    """Nothing can satisfy it, and nothing of the file excludes it."""
    text = EVEN.replace("goal: x", "goal: x and not x")
    assert "No state satisfies the target 'goal', whatever anybody wants." in told(text)
    assert asked(text).ground == ()


APART = """
detente: 1
title: Either of two steps, not both
parties:
  A: {prefers: [x and y]}
  B: {prefers: [x and y]}
options:
  x: {by: A, undone_by: nobody, after: not y}
  y: {by: B, undone_by: nobody, after: not x}
channels: [{between: [A, B], when: not x}]
status_quo: []
targets: {goal: x and y}
"""


def test_what_is_out_of_reach_only_together_is_told() -> None:
    """Each step can be taken, so none is to blame, and the proof is not left empty."""
    found = asked(APART)
    assert (found.rung, found.certificate.wanted, found.certificate.missing) == ("reach", 1, ())
    assert "There is 1 such state; no step that all of them need is out of reach" in told(APART)


def test_nothing_is_to_wait_for_where_nobody_could_take_a_step() -> None:
    """A guard of a step that nobody can take is no reason."""
    text = APART.replace("x: {by: A, undone_by: nobody", "x: {by: nobody, undone_by: A")
    (missing,) = asked(text).certificate.missing
    assert (missing.step, missing.guards) == ("x", ())


# what it rests on, and its quotations ------------------------------------------------------------

QUOTED = """
detente: 1
title: Who says so
sources: {s: {title: The Courier}, t: {title: The Herald}}
quotations:
  q: {source: s, voice: report, paraphrase: They said so.}
  r: {source: t, voice: report, paraphrase: So they said.}
parties:
  A:
    prefers: [x]
    conditions: [{condition: x only after y, because: [q, r]}]
options:
  x: {by: A}
  y: {by: A}
rules:
  - {definition: not y, because: r}
status_quo: []
targets: {goal: x}
perspectives: {courier: {sources: [s]}, record: {}}
default_perspective: record
"""


def test_an_item_rests_on_the_quotations_that_the_perspective_hears() -> None:
    """A quotation of a source that is not heard supports nothing; a definition assumes nothing."""
    conflict = detente.loads(QUOTED)
    graph = detente.compile(conflict, perspective="courier")
    found = {item.item: item.because for item in blockers(graph, "goal").ground}
    assert found["A.c1"] == ("q",)
    text = blockers_text(graph, blockers(graph, "goal"))
    assert "By definition, 'y' can never be in effect. (definition)" in text


def test_the_caption_in_a_notebook_does_not_call_a_success_a_failure() -> None:
    """Of a target that holds, that nothing blocks, that no state satisfies, that fails."""
    captions = [
        (EVEN.replace("goal: x", "goal: not x"), "holds in the status quo already"),
        (EVEN.replace("goal: x", "goal: z"), "nothing that was declared blocks goal"),
        (EVEN.replace("goal: x", "goal: x and not x"), "no state satisfies goal"),
        (EVEN, "goal fails at content"),
    ]
    for text, caption in captions:
        assert caption in asked(text)._repr_html_()


# ripe --------------------------------------------------------------------------------------------

FOR_ONE = """
detente: 1
title: Better for one
parties:
  A: {name: Alpha, prefers: [x]}
  B: {name: Beta, prefers: [not x, y]}
options: {x: {by: A}, y: {by: B}}
rules: [not y or x]
status_quo: []
targets: {goal: x}
"""


def test_what_is_missing_of_ripeness_is_said_exactly() -> None:
    """There is an outcome that is better than today for one party, and this is not denied."""
    said = told(FOR_ONE)
    assert "no outcome that can be reached leaves nobody worse off" in said
    assert "only Beta can hope for nothing better than the status quo" in said
    assert "no outcome that can be reached is better" not in said


# limits ------------------------------------------------------------------------------------------


def test_a_rung_is_hedged_where_orders_were_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """No order was found among those that were looked at, and no more is said."""
    monkeypatch.setattr(orders, "MOST_BUNDLES", 3)
    found = asked(REFUSING_RATIFIER)
    assert not found.complete
    text = told(REFUSING_RATIFIER)
    assert found.rung == "not established"
    assert "(rung 3 of 6: sequence)" not in text
    assert (
        "Left out: orders of more than 0 steps (3 steps can be taken from the status quo)." in text
    )


HANGS_ON_ORDER = """
detente: 1
title: Both or neither before
as_of: 2024-01-01
parties:
  A: {prefers: [a and b and deal], conditions: [deal only after a iff b]}
  B: {prefers: [a and b and deal]}
options:
  a: {by: A, slow: true, takes: 20 days}
  b: {by: A, takes: 20 days}
  deal: {by: [A, B], takes: 10 days, window: {until: 2024-01-16}}
status_quo: []
targets: {goal: a and b and deal}
"""


def test_orders_that_were_not_dated_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the days hang on the order only so many are dated, and the rung is hedged then."""
    assert asked(HANGS_ON_ORDER).rung == "none"
    for module in (ladder, asking):
        monkeypatch.setattr(module, "MOST_DATED", 1)
    found = asked(HANGS_ON_ORDER)
    assert (found.rung, found.complete, found.ground) == ("not established", False, ())
    text = told(HANGS_ON_ORDER)
    assert "Left out: orders to one end beyond the first 1 were not dated." in text


@pytest.mark.parametrize("question", ["ground_of"])
def test_what_a_limit_leaves_out_is_told(question: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason and ripeness are told to be left out, not left out silently."""

    def refuse(*_: object, **__: object) -> None:
        raise LimitReached("too many states")

    monkeypatch.setattr(asking, question, refuse)
    found = asked(EVEN)
    assert not found.complete
    assert found.limits[0].startswith("left out: ")
    assert found.limits[0].endswith(": too many states")


GUARDED = """
detente: 1
title: A step that one who only ratifies asks for
parties:
  A: {prefers: [c, o2 and o3]}
  B: {prefers: [o2 and o3], conditions: [o2 only after o3]}
  Senate: {prefers: [o2 implies c]}
options:
  c: {by: A}
  o2: {by: A}
  o3: {by: A, after: o2, undone_by: nobody, ratified_by: Senate}
status_quo: []
targets: {goal: o3}
"""


def test_the_steps_are_those_of_the_roadmaps() -> None:
    """Who only ratifies is not worse off in the end either, if the target can be had so."""
    graph = detente.compile(detente.loads(GUARDED))
    proof = detente.blockers(graph, "goal").certificate
    (steps,) = [one.steps for one in detente.roadmaps(graph, "goal").step_sets]
    assert set(proof.steps) == set(steps) == {"c", "o2", "o3"}
