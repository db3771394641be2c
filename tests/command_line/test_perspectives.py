"""`detente perspectives`: according to whom, and what a finding hangs on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from syrupy.assertion import SnapshotAssertion

from detente.analyses.perspectives import flipping
from detente.cli.main import app

CASE = "korea/declaration-2021"


def ask(*arguments: str) -> Result:
    """Return what the command answers."""
    return CliRunner().invoke(app, ["perspectives", *arguments])


def test_the_text_tells_who_finds_what(snapshot: SnapshotAssertion) -> None:
    """A table, what is robust and contested, what it hangs on, the sources named."""
    found = ask(CASE, "--to", "declare", "--sources", "herald", "--size", "2")
    assert found.exit_code == 0
    assert found.stdout == snapshot


def test_the_document_holds_the_same() -> None:
    """Every perspective with its figures, every finding with who makes it."""
    document = json.loads(ask("korea/hanoi-2019", "--to", "settle", "--json").stdout)
    assert document["question"] == "perspectives"
    assert document["varied"] == "record"
    rungs = {view["perspective"]: view["rung"] for view in document["perspectives"]}
    assert (rungs["seed"], rungs["record"], rungs["sceptical"]) == (
        "sequence", "sequence", "content",
    )  # fmt: skip
    assert [f["what"] for f in document["findings"] if f["robust"]] == ["rests"]
    assert document["hangs_on"][0]["sources"] == [{"without": ["article"], "instead": "content"}]
    assert document["complete"] is True


def test_sets_that_change_nothing_and_sets_of_two_are_told() -> None:
    """The status quo of 2019 hangs on no three sources; under `hard` the rung needs two."""
    assert "No set of up to 3 sources changes this." in ask(
        "korea/hanoi-2019", "--to", "settle"
    ).stdout  # fmt: skip
    found = ask(CASE, "--to", "declare", "--perspective", "hard", "--size", "2")
    assert "Only without herald and kcna (then content)" in found.stdout


def test_voices_can_be_chosen() -> None:
    """With commas, spaces inside a voice allowed."""
    found = ask(CASE, "--to", "declare", "--voices", "own words, report", "--size", "0")
    assert found.exit_code == 0
    assert "'chosen' hears only the voices own words and report" in found.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((CASE,), 2, "--to"),
        ((CASE, "--to", "declaer"), 2, "did you mean 'declare'"),
        ((CASE, "--to", "declare", "--sources", "heralt"), 2, "did you mean 'herald'"),
        ((CASE, "--to", "declare", "--voices", "reports"), 2, "did you mean 'report'"),
        ((CASE, "--to", "declare", "--sources", ","), 2, "--sources is empty"),
        ((CASE, "--to", "declare", "--size", "-1"), 2, "give 0 or more"),
        (("nowhere.yaml", "--to", "declare"), 1, "nowhere.yaml"),
        (("water/elmira", "--to", "s1"), 4, "lists its states"),
    ],
)
def test_what_is_wrong_is_said(arguments: tuple[str, ...], code: int, message: str) -> None:
    """On standard error, with the exit code of its kind."""
    found = ask(*arguments)
    assert (found.exit_code, found.stdout) == (code, "")
    assert message in found.stderr


def test_a_limit_gives_a_part_of_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 3, what was found, and a note."""
    monkeypatch.setattr(flipping, "MOST_SETS", 3)
    found = ask(CASE, "--to", "declare")
    assert found.exit_code == 3
    assert "Left out: sets of 1 source." in found.stdout
    assert "moon" in found.stdout


def test_one_perspective_alone(tmp_path: Path) -> None:
    """A file without perspectives has one, and nothing is contested."""
    path = tmp_path / "plain.yaml"
    path.write_text(
        "detente: 1\ntitle: Two\nparties:\n  A: {prefers: [a, b]}\n  B: {prefers: [b, a]}\n"
        "options:\n  a: {by: B}\n  b: {by: A}\nstatus_quo: []\n",
        encoding="utf-8",
    )
    found = ask(str(path), "--to", "a and b")
    assert found.exit_code == 0
    assert "Found, under the only perspective there is:" in found.stdout
    assert "Contested" not in found.stdout
