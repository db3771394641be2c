"""`detente roadmaps`: the text, the document, and what goes wrong."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result
from syrupy.assertion import SnapshotAssertion

from detente.cli.main import app

DECLARATION = "korea/declaration-2021"
HANOI = "korea/hanoi-2019"

SMALL = """\
detente: 1
title: Small
parties:
  A: {prefers: [a]}
  B: {prefers: [b]}
options: {a: {by: A}, b: {by: B}, c: {by: nobody, undone_by: A}}
rules: [not (a and b)]
status_quo: []
"""


def run(*arguments: str, text: str | None = None) -> Result:
    """Run the command."""
    return CliRunner().invoke(app, ["roadmaps", *arguments], input=text)


def said(found: Result) -> str:
    """Return what was printed, on one line."""
    return " ".join(found.stdout.split())


@pytest.mark.parametrize(
    "arguments",
    [
        [DECLARATION, "--to", "declare"],
        [HANOI, "--to", "settle", "--without", "us-upfront"],
        [HANOI, "--to", "partial", "--without", "us-upfront", "--require", "red-lines,floor"],
    ],
    ids=" ".join,
)
def test_the_text_is_as_before(arguments: list[str], snapshot: SnapshotAssertion) -> None:
    """Steps, counts, the best in full, the others in short, and why orders fail."""
    found = run(*arguments)
    assert (found.exit_code, found.stderr) == (0, "")
    assert found.stdout == snapshot


def test_the_reader_sees_why_all_upfront_fails() -> None:
    """Each failure names the party and the item; a reason comes in full once."""
    text = said(run(HANOI, "--to", "settle"))
    north = text[text.index("North Korea upfront: refused by North Korea") :]
    assert (
        "Stage 2 crosses a red line: North Korea will not accept 'Hand over all weapons and bomb "
        "fuel' unless 'Full sanctions relief' is in effect. [DPRK.s1, DPRK.c1]"
    ) in north
    assert "Stage 1 again for reasons told above: DPRK.c3 and DPRK.s3." in north
    assert text.count("[DPRK.c3, DPRK.s3]") == 1


def test_as_json() -> None:
    """One document, with the counts and the roadmaps under the documented names."""
    found = run(HANOI, "--to", "settle", "--without", "us-upfront", "--json")
    document = json.loads(found.stdout)
    assert list(document)[:5] == ["question", "title", "fingerprint", "version", "settings"]
    assert document["question"] == "roadmaps"
    (steps,) = document["step_sets"]
    assert steps["legal"] == 228
    assert steps["accepted"] == {"US": 136, "DPRK": 12, "ROK": 228, "all": 4}
    best = steps["roadmaps"][0]
    assert best["bundles"][:2] == [["newprop"], ["talk"]]
    assert {"movers", "exposure", "temptations", "self_enforcing", "end"} <= set(best)
    assert document["complete"] is True


def test_the_same_bytes_twice() -> None:
    """The same file and settings give the same output."""
    arguments = (HANOI, "--to", "partial", "--json")
    assert run(*arguments).stdout == run(*arguments).stdout


def test_steps_of_ones_own() -> None:
    """`--steps` puts these in order, and an end of an option is written with `not`."""
    found = run(HANOI, "--steps", "newprop,talk,not tests", "--require", "conditions")
    assert found.exit_code == 0
    text = said(found)
    assert "The steps are given." in text
    assert "only declared conditions count" in text
    assert "not tests end 'Test-fire short-range missiles' (North Korea alone)" in text


@pytest.mark.parametrize(
    ("target", "code", "sentence"),
    [
        ("not a", 0, "'not a' holds today: there is nothing to put in order."),
        ("a and b", 4, "No state satisfies 'a and b', so nothing leads there."),
        ("c", 4, "No legal order of steps leads from today's state to one that satisfies 'c'"),
    ],
)
def test_no_way_to_be_found(target: str, code: int, sentence: str) -> None:
    """Already there is an answer; a target out of reach has none, and is said in a sentence."""
    found = run("-", "--to", target, text=SMALL)
    assert found.exit_code == code
    assert sentence in said(found)
    assert run("-", "--to", target, "--json", text=SMALL).exit_code == code


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "name a target (--to), or the steps"),
        (("--to", "declair"), "did you mean 'declare'"),
        (("--to", "eow and"), "is not a formula"),
        (("--to", " "), "--to is empty"),
        (("--steps", ","), "--steps is empty"),
        (("--steps", "reveiw"), "did you mean 'review'"),
        (("--to", "declare", "--require", ""), "--require is empty"),
        (("--to", "declare", "--require", "floors"), "did you mean 'floor'"),
        (("--to", "declare", "--perspective", "mon"), "did you mean 'moon'"),
    ],
)
def test_wrong_use(arguments: tuple[str, ...], message: str) -> None:
    """What is wrong is named on standard error; exit code 2."""
    found = run(DECLARATION, *arguments)
    assert (found.exit_code, found.stdout) == (2, "")
    assert message in found.stderr


def test_models_that_list_their_states_have_no_orders() -> None:
    """An explicit graph has no steps; exit code 4."""
    found = run("water/elmira", "--to", "s1")
    assert found.exit_code == 4
    assert "an order of steps needs a model of options" in found.stderr


def test_what_could_hold_with_more_steps_is_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """The set found is the smallest; whether larger ones hold is not denied where they were cut."""
    options = "".join(f"  o{number}: {{by: {'AB'[number % 2]}}}\n" for number in range(4))
    text = (
        "detente: 1\ntitle: Many\nparties:\n  A: {prefers: [o1 and o2 and o3, o1, o0]}\n"
        f"  B: {{prefers: [o1 and o2 and o3, o0, not o1]}}\noptions:\n{options}status_quo: []\n"
    )
    assert "With more steps it holds by itself" in said(run("-", "--to", "o0 and o1", text=text))
    monkeypatch.setattr("detente.analyses.sequencing.orders.MOST_BUNDLES", 40)
    found = run("-", "--to", "o0 and o1", text=text)
    assert found.exit_code == 3
    assert "Whether more steps would hold by themselves is not established" in said(found)


def test_lines_stay_on_the_page() -> None:
    """Every line keeps to 100 columns."""
    found = run(HANOI, "--to", "settle", "--without", "us-upfront")
    assert max(map(len, found.stdout.splitlines())) <= 100
