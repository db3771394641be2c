"""What is said where a limit kept something from being looked at: neither yes nor no."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import detente
from detente.analyses.settled import VALUES, any_of, as_known, value_of
from detente.cli.main import app
from detente.conflict.conflict import Conflict
from detente.telling.mapping import roadmaps_text
from detente.telling.withstanding import robustness_text

MANY = 14  # open steps


def many(
    wants: str = "{all}", other: str = "{all}", target: str = "{all}", *, paired: bool = False
) -> Conflict:
    """Return a conflict of fourteen steps of two parties that want something; pairs go together."""
    names = [f"o{number}" for number in range(MANY)]
    words = {"all": ", ".join(names), "both": " and ".join(names)}
    options = ", ".join(
        f"{name}: {{by: {'AB'[number // 2 % 2]}, undone_by: nobody}}"
        for number, name in enumerate(names)
    )
    pairs = [f"{one} iff {two}" for one, two in zip(names[::2], names[1::2], strict=True)]
    rules = f"rules: [{', '.join(pairs)}], " if paired else ""
    return detente.loads(
        f"{{detente: 1, title: Many, parties: {{A: {{prefers: [{wants.format(**words)}]}}, "
        f"B: {{prefers: [{other.format(**words)}]}}}}, options: {{{options}}}, {rules}status_quo: [], "
        f"targets: {{g: {target.format(all=words['both'])}}}}}"
    )


@pytest.fixture
def easy(monkeypatch: pytest.MonkeyPatch) -> Conflict:
    """Everybody wants all of the steps, which go two and two; only single ones are looked at."""
    monkeypatch.setattr("detente.analyses.sequencing.orders.MOST_BUNDLES", 8)
    return many(paired=True)


def test_values() -> None:
    """What is proved is established; what nothing unseen could prove is refuted."""
    assert VALUES == ("established", "refuted", "not established")
    assert value_of(proved=True, possible=False) == "established"
    assert value_of(proved=False, possible=True) == "not established"
    assert value_of(proved=False, possible=False) == "refuted"
    assert any_of(["refuted", "not established"]) == "not established"
    assert any_of(["not established", "established"]) == "established"
    assert any_of([]) == "refuted"
    assert [as_known(value) for value in VALUES] == [True, False, None]


def test_blockers_do_not_say_that_no_order_is_accepted(easy: Conflict) -> None:
    """The rungs below are passed; of the next nothing is known, and no proof of a failure is given."""
    found = detente.blockers(detente.compile(easy), "g")
    assert (found.rung, found.passed) == ("not established", ("content", "reach"))
    assert found.rungs.to_dict()["sequence"] == "not established"
    assert (found.certificate.to_dict(), found.ground, found.relaxed) == ({}, (), {})
    assert not found.complete
    assert found.ripe is not None
    assert (found.ripe.ripe, found.ripe.way_out) == (False, None)


def test_what_fails_whatever_the_order_is_refuted() -> None:
    """Where somebody loses by every state of the target the orders that were not listed do not matter."""
    found = detente.blockers(detente.compile(many(other="not o0")), "g", ground=False)
    assert (found.rung, found.complete) == ("content", True)


def test_small_ends_are_looked_at_in_full(monkeypatch: pytest.MonkeyPatch) -> None:
    """A target of two steps has an order, though most sets of the others were not looked at."""
    monkeypatch.setattr("detente.analyses.sequencing.orders.MOST_BUNDLES", 20_000)
    conflict = many("o0, o1", "o0, o1", "o0 and o1")
    graph = detente.compile(conflict)
    assert detente.blockers(graph, "g").rung == "none"
    found = detente.roadmaps(graph, "g")
    assert (found.found, [one.steps for one in found.step_sets]) == ("steps", [("o0", "o1")])
    assert found.accepted_by_all
    # others of more steps, that do not hold these two, are none: so nothing is left open
    assert found.settled


def test_roadmaps_do_not_say_that_the_target_cannot_be_reached(easy: Conflict) -> None:
    """No set is listed, and that is all that is known."""
    found = detente.roadmaps(detente.compile(easy), "g")
    assert (found.found, found.step_sets, found.settled) == ("not established", (), False)
    assert not found.complete


def test_unlocks_do_not_say_that_nothing_would_help(easy: Conflict) -> None:
    """Neither what it reaches now nor what would open it is told, and no crux."""
    found = detente.unlocks(detente.compile(easy), "g")
    assert (found.now, found.at_least, found.at_most) == ("not established", "reach", "strong")
    assert (found.found, found.minimal_sets, found.half_concessions) == ("not established", (), ())
    assert (found.crux, found.decisive_side) == (None, None)
    assert not found.complete


def test_a_concession_that_is_enough_may_not_be_the_smallest() -> None:
    """What opens an order is told, apart from the sets of which every part was looked at."""
    conflict = detente.loads(
        "{detente: 1, title: Two ways, parties: {A: {prefers: [x or y]}, B: {prefers: [x or y], "
        "conditions: [{condition: x only after z}]}}, options: {x: {by: [A, B]}, "
        "y: {by: [A, B], needs: w}, w: {by: A, needs: y}, v: {by: B}, "
        "z: {by: nobody, undone_by: A}}, status_quo: [], targets: {g: x or y}}"
    )
    whole = detente.unlocks(detente.compile(conflict), "g")
    assert whole.found == "open"
    with pytest.MonkeyPatch.context() as lowered:
        lowered.setattr("detente.analyses.sequencing.orders.MOST_BUNDLES", 9)
        found = detente.unlocks(detente.compile(conflict), "g")
    assert (found.found, found.minimal_sets) == ("not established", ())
    assert [one.give_up for one in found.enough] == [("B.c1",)]
    assert found.crux is None


def test_perspectives_and_robustness_do_not_count_what_is_open(easy: Conflict) -> None:
    """What stops the target is no finding, so it is neither robust nor contested."""
    heard = detente.perspectives(easy, "g")
    assert [view.rung for view in heard.views] == ["not established"]
    assert "rung" not in {finding.kind for finding in heard.findings}
    assert not heard.complete
    moved = detente.robustness(easy, "g", only=["A.s1"])
    assert moved.rung == "not established"
    assert "rung" not in {finding.kind for finding in moved.findings}
    assert all((count.rung, count.unsettled) == (0, count.tried) for count in moved.counts)
    assert ", 1 open" in robustness_text(easy, moved)
    assert not moved.complete


def test_the_rest_is_open_where_one_perspective_is_cut() -> None:
    """A finding of one perspective that another leaves open is neither robust nor contested."""
    conflict = detente.loads(
        "{detente: 1, title: Views, parties: {A: {prefers: [a and b and c]}, "
        "B: {prefers: [{want: not a, only_in: [grim]}, a and b and c]}}, options: {a: {by: A}, "
        "b: {by: B}, c: {by: B}}, rules: [b iff c], status_quo: [], targets: {g: a and b and c}, "
        "perspectives: {grim: {}, plain: {}}, default_perspective: plain}"
    )
    with pytest.MonkeyPatch.context() as lowered:
        lowered.setattr("detente.analyses.sequencing.orders.MOST_BUNDLES", 2)
        found = detente.perspectives(conflict, "g")
    (rung,) = (one for one in found.findings if one.kind == "rung")
    assert (rung.what, rung.held_by, rung.not_by) == ("content", ("grim",), ("plain", "everything"))
    assert rung.contested
    whole = detente.perspectives(conflict, "g")
    assert {one.what for one in whole.findings if one.kind == "rung"} == {"content", "none"}


LATE = """
detente: 1
title: One of two steps is enough, and the other takes long
as_of: 2022-01-01
parties: {A: {prefers: [deal]}, B: {prefers: [deal]}}
options:
  slow: {by: A, takes: 100 days}
  fast: {by: B, takes: 1 day}
  deal: {by: [A, B], after: slow or fast, window: {until: 2022-02-01}}
status_quo: []
targets: {g: slow and fast and deal}
"""


def test_orders_that_were_not_dated_may_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first order is late; that the others are too is not said unless they were dated."""
    assert detente.blockers(detente.compile(detente.loads(LATE)), "g").rung == "none"
    monkeypatch.setattr("detente.analyses.blockers.ladder.MOST_DATED", 1)
    found = detente.blockers(detente.compile(detente.loads(LATE)), "g")
    assert (found.rung, found.passed[-1]) == ("not established", "commitment")
    assert any("were not dated" in note for note in found.limits)
    short = LATE.replace("until: 2022-02-01", "until: 2021-12-01")
    assert detente.blockers(detente.compile(detente.loads(short)), "g").rung == "time"


def test_a_term_too_long_to_be_read_may_ask_for_more_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """An order that fits as far as is known is not said to fit; what is late already stays late."""
    monkeypatch.setattr("detente.analyses.timing.requiring.MOST_NAMES", 1)
    found = detente.blockers(detente.compile(detente.loads(LATE)), "g")
    assert found.rung == "not established"
    assert any("deal.after" in note for note in found.limits)
    (one,) = detente.roadmaps(detente.compile(detente.loads(LATE)), "g").step_sets
    assert one.roadmaps[0].dates is not None
    assert one.roadmaps[0].dates.unread == ("deal.after",)
    short = LATE.replace("until: 2022-02-01", "until: 2021-12-01")
    assert detente.blockers(detente.compile(detente.loads(short)), "g").rung == "time"


def test_walks_that_stop_leave_it_open_what_can_be_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody says that no legal way leads there, nor how terms relate over what can be reached."""
    conflict = detente.loads(
        "{detente: 1, title: Out of reach, parties: {A: {prefers: [c], conditions: [c only after a]}, "
        "B: {prefers: [c], conditions: [c only after a or b]}}, options: {a: {by: A}, "
        "b: {by: B, after: c}, c: {by: [A, B], after: b}}, status_quo: [], targets: {g: c}}"
    )
    graph = detente.compile(conflict)
    assert detente.blockers(graph, "g", ground=False).rung == "reach"
    monkeypatch.setattr("detente.graph.sweeps.MOST_GROUPS", 0)
    monkeypatch.setattr("detente.analyses.sequencing.walking.MOST_STATES", 0)
    found = detente.blockers(detente.compile(conflict), "g", ground=False)
    assert (found.rung, found.passed) == ("not established", ("content",))
    assert found.rungs.to_dict()["sequence"] == "refuted"
    apart = detente.differences(detente.compile(conflict), "A", "B", steps=["a"])
    assert {one.relation for one in apart.conditions} <= {"not established", "equivalent"}
    assert not apart.goals.reached
    assert not apart.complete


COMMANDS = ("blockers", "roadmaps", "unlocks", "perspectives")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_partial_answer_says_so_first_and_by_its_exit_code(
    command: str, easy: Conflict, tmp_path: Path
) -> None:
    """The text begins with what was not looked at; the document is not complete; the code is 3."""
    path = tmp_path / "easy.yaml"
    path.write_text(detente.dumps(easy), encoding="utf-8")
    text = CliRunner().invoke(app, [command, str(path), "--to", "g"])
    assert text.exit_code == 3
    first = " ".join(text.stdout.split("\n\n")[1].split())
    assert "left out: orders of more than" in first.lower() or "not established" in first
    for no in ("no order", "cannot be", "nothing leads", "No set", "No position"):
        assert no not in text.stdout
    document = CliRunner().invoke(app, [command, str(path), "--to", "g", "--json"])
    assert document.exit_code == 3
    assert json.loads(document.stdout)["complete"] is False


def test_the_brief_of_a_cut_model_states_no_negative(easy: Conflict) -> None:
    """What stands in the way is said not to be established, and the brief is not complete."""
    found = detente.brief(detente.compile(easy))
    text = found.to_text()
    assert not found.complete
    assert "What stands in the way of 'g' is not established" in " ".join(text.split())
    assert "no order of the steps that everybody accepts" not in " ".join(text.split())


def test_back_tests_make_no_call_on_what_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stops a target is judged where it is established, and not counted where it is not."""
    conflict = detente.load("korea/declaration-2021")
    assert detente.backtest(conflict).verdict("rung") == "hit"
    monkeypatch.setattr("detente.analyses.sequencing.orders.MOST_BUNDLES", 200)
    found = detente.backtest(conflict)
    assert (found.rung, found.complete) == ("not established", False)
    assert (found.verdict("rung"), found.verdict("crux")) == ("no call", "no call")
    said = {one.question: one.said for one in found.judged}
    assert said["rung"] == "What stops it is not established."
    assert "rung: not known of all perspectives" in said["certainty"]


def test_where_moves_lead_on_it_is_not_said_to_rest_nowhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Places of rest that were not come to are not denied."""
    monkeypatch.setattr("detente.analyses.onward.MOST_STATES", 0)
    found = detente.backtest(detente.load("korea/declaration-2021"))
    said = {one.question: one.said for one in found.judged}
    assert said["rest"] == "Preferred moves were not followed to their end."
    assert found.verdict("rest") == "no call"


@pytest.mark.parametrize(
    "arguments",
    [
        ["compare", "{old}", "{new}", "--to", "g"],
        ["differences", "{new}", "A", "B", "--to", "g"],
        ["brief", "{new}", "--out", "-"],
    ],
    ids=["compare", "differences", "brief"],
)
def test_other_commands_leave_with_the_code_of_a_limit(
    arguments: list[str], easy: Conflict, tmp_path: Path
) -> None:
    """A partial answer, or none that could be given, is told by exit code 3."""
    names = {"old": str(tmp_path / "old.yaml"), "new": str(tmp_path / "new.yaml")}
    for name in names.values():
        Path(name).write_text(detente.dumps(easy), encoding="utf-8")
    asked = [argument.format(**names) for argument in arguments]
    if asked[0] != "brief":  # which takes its time; its text is looked at above
        assert CliRunner().invoke(app, asked).exit_code == 3
    document = CliRunner().invoke(app, [*asked, "--json"])
    assert document.exit_code == 3
    assert json.loads(document.stdout)["complete"] is False


def test_sets_too_large_to_compare_are_not_said_to_be_as_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As many equilibria as before may be others; then it is not said that nothing changed."""
    text = (
        "{detente: 1, title: Sides, parties: {A: {prefers: [%s]}, B: {}}, "
        "options: {a: {by: A}, b: {by: B}}, status_quo: []}"
    )
    old, new = detente.loads(text % "a"), detente.loads(text % "not a")
    assert any(change.of == "nash" for change in detente.changes(old, new).verdicts)
    monkeypatch.setattr("detente.analyses.standing.MOST_STATES", 1)
    found = detente.changes(old, new)
    assert not any(change.of == "nash" for change in found.verdicts)
    assert not found.complete
    assert any("nash" in note and "too many to compare" in note for note in found.notes)
    assert detente.changes(old, old).complete


def test_locks_that_were_not_tried_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where sets of options were left out, the promises listed are not all."""
    graph = detente.compile(detente.load("korea/hanoi-2019"), without=["us-upfront"])
    assert detente.roadmaps(graph, "settle").complete
    monkeypatch.setattr("detente.analyses.roadmaps.locking.MOST_TRIED", 1)
    found = detente.roadmaps(graph, "settle")
    assert any(limit.startswith("left out: locks") for limit in found.limits)


def test_variations_that_were_not_tried_do_not_leave_a_finding_unchanged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """That nothing changes it is said where every variation was tried, else of those tried."""
    few = detente.loads(
        "{detente: 1, title: Few, parties: {A: {prefers: [a, b]}, B: {prefers: [b, a]}}, "
        "options: {a: {by: A}, b: {by: B}}, status_quo: [], targets: {g: a and b}}"
    )
    assert "Nothing changes this." in robustness_text(few, detente.robustness(few, "g"))
    monkeypatch.setattr("detente.analyses.robustness.asking.MOST_VARIATIONS", 3)
    told = robustness_text(few, detente.robustness(few, "g"))
    assert "Nothing changes this." not in told
    monkeypatch.setattr("detente.analyses.robustness.asking.MOST_VARIATIONS", 0)
    told = robustness_text(few, detente.robustness(few, "g"))
    assert "No variation was tried" in told
    assert "no variation changes" not in told


def test_lengths_that_rest_on_what_was_not_read_are_the_least_that_is_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Neither how long it takes at its longest nor that a wish can be kept is said for certain."""
    text = LATE.replace("takes: 100 days", "takes: 100..200 days")
    text = text.replace("window: {until: 2022-02-01}", "window: {until: 2022-02-01, wish: true}")
    monkeypatch.setattr("detente.analyses.timing.requiring.MOST_NAMES", 1)
    graph = detente.compile(detente.loads(text))
    said = roadmaps_text(graph, detente.roadmaps(graph, "g"))
    said = " ".join(said.split())
    longest = (
        "If every step takes as long as the file says it may: 200 days at the least, as far as"
    )
    assert longest in said
    assert "until 2022-02-01: as far as is known, it can be kept" in said
    assert "there is no last day" not in said


CHANGING = """
detente: 1
title: One wants out later
as_of: 2022-01-01
parties: {A: {prefers: [a, b]}, B: {prefers: [a]}}
options: {a: {by: A}, b: {by: A}}
status_quo: []
targets: {g: a}
epochs: [{from: 2022-03-01, parties: {A: {prefers: [not a]}}}]
"""


def test_locks_that_were_not_tried_after_a_change_of_office_are_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Today it holds and no lock is needed; once preferences change, one might do."""
    whole = detente.roadmaps(detente.compile(detente.loads(CHANGING)), "g")
    assert whole.complete
    (later,) = whole.step_sets[0].roadmaps[0].succession
    assert "lock" in {item.kind for item in later.guarantees}
    monkeypatch.setattr("detente.analyses.roadmaps.locking.MOST_TRIED", 0)
    monkeypatch.setattr("detente.analyses.roadmaps.asking.MOST_TRIED", 0)
    part = detente.roadmaps(detente.compile(detente.loads(CHANGING)), "g")
    assert "locks of options" in " ".join(part.limits)


def test_a_change_of_office_is_told_where_own_moves_were_too_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """How far it can be by then, and who ranks the end below today, is known all the same."""
    monkeypatch.setattr("detente.analyses.sequencing.own.MOST_MOVES", 11)
    found = detente.roadmaps(detente.compile(detente.loads(CHANGING)), "g")
    first = found.step_sets[0].roadmaps[0]
    assert first.self_enforcing == "not established"
    (later,) = first.succession
    assert (later.stage, later.self_enforcing) == (1, "not established")
    assert later.worse_off == ("A",)
