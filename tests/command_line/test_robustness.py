"""`detente robustness`: which single changes of the model change what is found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from detente.analyses.robustness import asking
from detente.cli.main import app

FILE = (
    "detente: 1\ntitle: Two\nparties:\n  A: {prefers: [a, not b]}\n  B: {prefers: [b, not a]}\n"
    "options:\n  a: {by: B}\n  b: {by: A}\nstatus_quo: []\ntargets: {both: a and b}\n"
)


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A small file: an exchange in which each gives what it would rather keep."""
    file = tmp_path / "two.yaml"
    file.write_text(FILE, encoding="utf-8")
    return str(file)


def ask(*arguments: str) -> Result:
    """Return what the command answers."""
    return CliRunner().invoke(app, ["robustness", *arguments])


def test_the_text_tells_the_exact_exceptions(path: str) -> None:
    """A table of what was tried, each finding with what changes it, what the items say."""
    found = ask(path, "--to", "both")
    assert found.exit_code == 0
    assert found.stdout.startswith("Two: how far the findings on 'both' are from changing\n")
    assert "swap       2      2" in found.stdout
    assert (
        "    Then content: with A.s1 and A.s2 exchanged; with B.s1 and B.s2 exchanged;"
        in found.stdout
    )
    assert "  A.s2: A would rather not have 'b' in effect." in found.stdout


def test_the_document_holds_the_same(path: str) -> None:
    """Every finding, the counts by kind, every variation that changes anything."""
    document = json.loads(ask(path, "--to", "both", "--json").stdout)
    assert document["question"] == "robustness"
    assert document["settings"]["target"] == "both"
    assert {count["kind"]: count["tried"] for count in document["counts"]} == {
        "swap": 2, "drop": 4, "negate": 4, "source": 0,
    }  # fmt: skip
    assert document["findings"][0]["what"] == "none"
    assert {change["instead"] for change in document["findings"][0]["changed_by"]} >= {"content"}
    assert document["changing"][0]["items"] == ["A.s1", "A.s2"]
    assert document["complete"] is True


def test_the_flags_choose_the_model_that_is_varied(path: str) -> None:
    """What is left out of it is in no variation."""
    document = json.loads(ask(path, "--to", "both", "--without", "A.s2", "--json").stdout)
    assert document["counts"][0]["there_are"] == 1
    assert all("A.s2" not in effect["items"] for effect in document["changing"])


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((), 2, "--to"),
        (("--to", "boht"), 2, "did you mean 'both'"),
        (("--to", ","), 2, "--to is empty"),
        (("--to", "both", "--without", "A.s9"), 2, "there is no item 'A.s9'"),
        (("--to", "both", "--perspective", "x"), 2, "there is no perspective 'x'"),
    ],
)
def test_what_is_wrong_is_said(
    path: str, arguments: tuple[str, ...], code: int, message: str
) -> None:
    """On standard error, with the exit code of its kind."""
    found = ask(path, *arguments)
    assert (found.exit_code, found.stdout) == (code, "")
    assert message in found.stderr


def test_a_model_of_listed_states_has_no_answer() -> None:
    """Its parties have no steps."""
    found = ask("water/elmira", "--to", "s1")
    assert (found.exit_code, found.stdout) == (4, "")


def test_a_limit_gives_a_part_of_the_answer(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 3, what was found, and a note."""
    monkeypatch.setattr(asking, "MOST_VARIATIONS", 5)
    found = ask(path, "--to", "both")
    assert found.exit_code == 3
    assert "none of 4" in found.stdout
    assert "Left out: 4 drops; in a model of this size the limit is 5 variations in all." in (
        found.stdout
    )
