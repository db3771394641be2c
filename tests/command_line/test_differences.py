"""`detente differences`: two parties compared, or all of them in a matrix."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from detente.cli.main import app

DECLARATION = "korea/declaration-2021"

OPPOSITE = """\
detente: 1
title: Opposite orders
parties:
  A: {prefers: [a], conditions: [%s]}
  B: {prefers: [a], conditions: [%s]}
options: {a: {by: A}, b: {by: A}, c: {by: A}, d: {by: A}, e: {by: A}, f: {by: A}}
status_quo: []
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["differences", *arguments])


def test_the_allies_in_words() -> None:
    """Goals, sequence, timing, whether it binds and conditions, in this order."""
    found = run(DECLARATION, "US", "ROK", "--to", "declare")
    assert found.exit_code == 0
    said = " ".join(found.stdout.split())
    parts = [
        "Where the United States and South Korea differ over 'declare'; perspective 'moon'.",
        "Goals The United States and South Korea hold different end states for the best",
        "Sequence 1 of 2 Steps: review, draft, commit, drop, eow, talks.",
        "The United States is the stricter: it accepts 340 of the 938 legal orders",
        "Timing 1 of 2 The terms of the United States and South Korea leave time for the steps",
        "Does it hold the steps up? Steps 1 of 2 It does not bind",
        "Timing 2 of 2",
        "both together do not. Not enough time",
        "Conditions - On 'Withdraw what the North calls hostile policy",
        "review: Complete the American legal review of a text",
    ]
    places = [said.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_the_adversaries_in_words() -> None:
    """The head-on pair is told once, and not as a circle again."""
    found = run(DECLARATION, "US", "DPRK", "--steps", "review,draft,drop,commit,talks,eow")
    said = " ".join(found.stdout.split())
    assert (
        "Head-on: the United States needs talks before drop, North Korea drop before talks." in said
    )
    assert "Circular waits" not in said
    assert "It binds: now there is no order that every party accepts" in said


def test_a_circle_through_a_rule_is_told_beside_the_head_on_pairs() -> None:
    """Hanoi: partial relief waits for full disarmament by way of Yongbyon."""
    found = run("korea/hanoi-2019", "US", "DPRK", "--to", "settle")
    said = " ".join(found.stdout.split())
    assert "full before relief1 (the United States, US.c2); relief1 before or with yb" in said
    assert "yb before or with full (a rule, rule.1)." in said


def test_the_document_has_what_is_promised() -> None:
    """The names of the design."""
    found = run(DECLARATION, "US", "DPRK", "--to", "declare", "--json")
    assert (found.exit_code, found.stderr) == (0, "")
    document = json.loads(found.stdout)
    assert list(document)[:5] == ["question", "title", "fingerprint", "version", "settings"]
    assert document["question"] == "differences"
    assert {"goals", "sequence", "timing", "conditions", "binds"} <= set(document)
    sequence = document["sequence"]
    assert (sequence["relation"], sequence["stricter"], sequence["legal"]) == (
        "disjoint",
        None,
        938,
    )
    assert sequence["accepted"] == {"US": 340, "DPRK": 252, "common": 0}
    assert sequence["head_on"] == [["talks", "drop"]]
    (way,) = sequence["circular_waits"]
    assert way[0] == {
        "step": "drop",
        "order": "before",
        "other": "talks",
        "parties": ["DPRK"],
        "items": ["DPRK.c2"],
    }
    assert document["binds"] is True
    assert run(DECLARATION, "US", "DPRK", "--to", "declare", "--json").stdout == found.stdout


def test_what_parties_insist_on_can_be_chosen() -> None:
    """Without the floor the North accepts 320 orders, without conditions 336."""
    for require, count in (("conditions", 320), ("floor", 336)):
        found = run(DECLARATION, "US", "DPRK", "--to", "declare", "--require", require, "--json")
        assert json.loads(found.stdout)["sequence"]["accepted"]["DPRK"] == count


def test_without_parties_all_stand_in_a_matrix() -> None:
    """As text, as a document, and as CSV; with two parties the CSV has theirs and the rules."""
    text = run(DECLARATION)
    assert text.exit_code == 0
    assert "US and DPRK   disjoint" in text.stdout
    assert "2 sets of steps lead to the target; this is the first." in text.stdout
    document = json.loads(run(DECLARATION, "--json").stdout)
    assert document["question"] == "order_matrix"
    assert document["accepted"]["all"] == 0
    table = run(DECLARATION, "--csv").stdout
    assert table.startswith("step,other,order,party,origin,items\n")
    assert "drop,talks,before,DPRK,condition,DPRK.c2\n" in table
    two = run(DECLARATION, "US", "ROK", "--csv").stdout
    assert "DPRK" not in two
    assert "review,draft,with,rule,rule,draft.needs\n" in two


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["US"], 2, "name a second party to compare 'US' with"),
        (["US", "US"], 2, "'US' differs from itself in nothing"),
        (["US", "ROC"], 2, "'ROC' is not a party"),
        (["US", "ROK", "--to", "declar"], 2, "did you mean 'declare'?"),
        (["US", "ROK", "--to", "not eow"], 4, "is reached at the status quo"),
        (["US", "ROK", "--to", "eow and not draft"], 4, "no state satisfies it"),
        (["US", "ROK", "--steps", "steps"], 4, "can be taken in no legal order"),
        (["US", "ROK", "--steps", "drop,talk"], 2, "'talk' is not a step; did you mean 'talks'?"),
        (["US", "ROK", "--steps", " "], 2, "--steps is empty"),
        (["US", "ROK", "--require", " "], 2, "--require is empty"),
        (["US", "ROK", "--require", "floors"], 2, "did you mean 'floor'?"),
        (["--csv", "--json"], 2, "exclude each other"),
    ],
)
def test_wrong_use_is_told(arguments: list[str], code: int, message: str) -> None:
    """One line on standard error, nothing else."""
    found = run(DECLARATION, *arguments)
    assert (found.exit_code, found.stdout) == (code, "")
    assert message in found.stderr


def test_a_file_without_targets_asks_for_one(tmp_path: Path) -> None:
    """And one whose circles are too many to list leaves with 3."""
    pairs = [(one, two) for one in "abcdef" for two in "abcdef" if one < two]
    there = ", ".join(f"{one} only after {two}" for one, two in pairs)
    back = ", ".join(f"{two} only after {one}" for one, two in pairs)
    path = tmp_path / "opposite.yaml"
    path.write_text(OPPOSITE % (there, back), encoding="utf-8")
    found = run(str(path), "A", "B")
    assert found.exit_code == 2
    assert "the file names no target; give one with --to, or some --steps" in found.stderr
    cut = run(str(path), "A", "B", "--steps", "a,b,c,d,e,f")
    assert cut.exit_code == 3
    assert "Left out: circular waits. There may be more of them; up to 12 are listed." in cut.stdout


BACK_AND_FORTH = """\
detente: 1
title: Peace needs talks that end again
parties:
  A: {name: Alpha, prefers: [peace, not talks], conditions: [peace only after talks]}
  B: {name: Beta, prefers: [peace, not talks]}
options:
  talks: {label: Talks, by: [A, B]}
  peace: {label: Peace, by: [A, B], after: talks}
  dream: {label: Dream, by: [A, B], after: dream}
status_quo: []
targets: {goal: peace and not talks, never: dream}
"""


def test_a_target_that_only_a_walk_leads_to_is_not_said_to_be_out_of_reach() -> None:
    """Talks begin, peace is made, talks end: the walk is told, goals and conditions compared."""
    found = CliRunner().invoke(
        app, ["differences", "-", "A", "B", "--to", "goal"], input=BACK_AND_FORTH
    )
    assert (found.exit_code, found.stderr) == (0, "")
    said = " ".join(found.stdout.split())
    assert (
        "Sequence No order in which each option is switched once leads to 'goal', though a legal "
        "walk does: Alpha and Beta: put in effect 'Talks'; then Alpha and Beta: put in effect "
        "'Peace' and end 'Talks'." in said
    )
    assert "both prefer the one that can be reached to the status quo" in said
    assert "On 'Peace' Alpha is stricter" in said
    assert "Timing" not in said
    assert "Does it hold" not in said
    document = json.loads(
        CliRunner()
        .invoke(app, ["differences", "-", "A", "B", "--to", "goal", "--json"], input=BACK_AND_FORTH)
        .stdout
    )
    assert [move["steps"] for move in document["walk"]] == [["talks"], ["not talks", "peace"]]
    assert (document["sequence"], document["sequences"], document["binds"]) == (None, [], None)
    assert (document["nobody_worse_off"], document["goals"]["ends"]) == (None, 1)
    matrix = CliRunner().invoke(app, ["differences", "-", "--to", "goal"], input=BACK_AND_FORTH)
    assert matrix.exit_code == 4
    assert "though a legal walk does (Alpha and Beta: put in effect 'Talks'" in matrix.stderr
    assert "cannot be reached" not in matrix.stderr


def test_a_target_that_no_walk_leads_to_cannot_be_reached() -> None:
    """A step that waits for itself is never taken."""
    found = CliRunner().invoke(
        app, ["differences", "-", "A", "B", "--to", "never"], input=BACK_AND_FORTH
    )
    assert found.exit_code == 4
    assert "cannot be reached: no legal moves lead to a state that satisfies it" in found.stderr


def test_of_sets_that_were_not_looked_at_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """That every set leaves a party worse off is said of those told; a larger one may not."""
    text = """\
detente: 1
title: One step alone hurts, two do not
parties:
  A: {prefers: [a]}
  B: {prefers: [a implies b]}
options: {a: {by: A}, b: {by: B}, c: {by: B}}
status_quo: []
"""
    asked = ["differences", "-", "A", "B", "--to", "a"]
    whole = CliRunner().invoke(app, asked, input=text)
    assert whole.exit_code == 0
    assert "Steps: a, b." in whole.stdout
    assert "worse off than now" not in whole.stdout
    monkeypatch.setattr("detente.analyses.sequencing.orders.MOST_BUNDLES", 12)
    part = CliRunner().invoke(app, asked, input=text)
    said = " ".join(part.stdout.split())
    assert part.exit_code == 3
    assert "Steps: a." in said
    assert "Every set of steps that is told here leaves some party worse off than now." in said
    assert "to the target leaves" not in said
