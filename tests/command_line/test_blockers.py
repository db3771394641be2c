"""`detente blockers`: the rung in words, as JSON, and what goes wrong."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from detente.cli.main import app

DECLARATION = "korea/declaration-2021"


def run(*arguments: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(app, ["blockers", *arguments])


def said(found: Result) -> str:
    """Return what was printed, on one line."""
    return " ".join(found.stdout.split())


def test_the_rung_in_words() -> None:
    """The diagnosis, the circle, the items it rests on with their quotations, what would relax it."""
    found = run(DECLARATION, "--to", "declare")
    assert found.exit_code == 0
    text = said(found)
    parts = [
        "What blocks 'declare' (rung 3 of 6: sequence)",
        "These wait for each other, and no order meets them all",
        "(kim-hw-no-preconditions)",
        "If nobody insisted on declared conditions, nothing would block.",
        "Zone of agreement: 67 states",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_as_json() -> None:
    """One document with the rung, its certificate and its ground."""
    found = json.loads(run(DECLARATION, "--to", "declare", "--json").stdout)
    assert found["question"] == "blockers"
    assert found["rung"] == "sequence"
    assert found["certificate"]["head_on"] == [["talks", "drop"]]
    assert [item["item"] for item in found["ground"]] == ["US.c3", "DPRK.c1", "DPRK.c2"]
    assert found["ground"][0]["because"] == ["kim-hw-no-preconditions"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("--to", "declair"), 2, "did you mean 'declare'"),
        (("--to", "eow and"), 2, "is not a formula"),
        (("--to", "declare", "--require", "floors"), 2, "did you mean 'floor'"),
        (("--to", "declare", "--perspective", "mon"), 2, "did you mean 'moon'"),
        ((), 2, "--to"),
    ],
)
def test_mistakes(arguments: tuple[str, ...], code: int, message: str) -> None:
    """Unknown targets, requirements and perspectives name the nearest known one."""
    found = run(DECLARATION, *arguments)
    assert found.exit_code == code
    assert message in found.stderr


def test_no_status_quo() -> None:
    """A file without a status quo says what to add."""
    found = run("classics/chicken", "--to", "swerve")
    assert found.exit_code == 2
    assert "--status-quo" in found.stderr


def test_no_options() -> None:
    """A model that lists its states has no order of steps: the question has no answer."""
    found = run("water/elmira", "--to", "s9")
    assert found.exit_code == 4
    assert "needs a model of options" in found.stderr


def test_already() -> None:
    """A target that holds today is told as such, and is no mistake."""
    found = run("korea/hanoi-2019", "--to", "exer")
    assert found.exit_code == 0
    assert "holds in the status quo already" in found.stdout


@pytest.mark.parametrize("flag", ["--to", "--require"])
def test_an_empty_flag_is_wrong_use(flag: str) -> None:
    """To insist on nothing by mistake would make every target look open."""
    found = run(DECLARATION, "--to", "declare", flag, " ")
    assert found.exit_code == 2
    assert f"{flag} is empty" in found.stderr


def test_an_order_that_is_not_known_is_told() -> None:
    """The answer is computed in the order written, and says for whom that is a guess."""
    text = (
        "detente: 1\ntitle: Road and toll\nparties:\n"
        "  Hill: {prefers: [{any_order: [not toll, road]}]}\n  Shore: {prefers: [toll, road]}\n"
        "options:\n  road: {by: [Hill, Shore]}\n  toll: {by: [Hill, Shore]}\n"
        "rules: [road iff toll]\nstatus_quo: []\n"
    )
    found = CliRunner().invoke(app, ["blockers", "-", "--to", "road"], input=text)
    assert "not fully known for Hill; all this is computed in the order written" in found.stdout
    known = text.replace("{any_order: [not toll, road]}", "not toll, road")
    assert "not fully known" not in said(
        CliRunner().invoke(app, ["blockers", "-", "--to", "road"], input=known)
    )
    document = CliRunner().invoke(app, ["blockers", "-", "--to", "road", "--json"], input=text)
    assert json.loads(document.stdout)["unknown_order"] == ["Hill"]
