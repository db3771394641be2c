"""`detente states`: states and moves in words."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from syrupy.assertion import SnapshotAssertion

from detente.cli.main import app

DECLARATION = "korea/declaration-2021"


@pytest.mark.parametrize(
    "arguments",
    [
        [DECLARATION],
        [DECLARATION, "--where", "gateway", "--party", "DPRK", "--limit", "5"],
        [DECLARATION, "--where", "eow and not steps", "--limit", "3"],
        [DECLARATION, "--where", "steps implies ease", "--limit", "3"],
        [DECLARATION, "--from", "status-quo", "--where", "draft", "--limit", "6"],
        ["water/elmira"],
        ["water/elmira", "--from", "s1"],
        ["nuclear/cuban-missile-crisis"],
    ],
    ids=" ".join,
)
def test_the_text_is_as_before(arguments: list[str], snapshot: SnapshotAssertion) -> None:
    """Tables, patterns and legends."""
    found = CliRunner().invoke(app, ["states", *arguments])
    assert found.exit_code == 0
    assert found.stdout == snapshot


def test_the_document_lists_up_to_the_limit_of_documents() -> None:
    """`--json` lists all 288 states where the text lists 100."""
    found = CliRunner().invoke(app, ["states", DECLARATION, "--json"])
    document = json.loads(found.stdout)
    assert len(document["states"]) == document["count"] == document["feasible"] == 288
    (quo,) = (state for state in document["states"] if state["status_quo"])
    assert quo["options"] == []
    assert set(quo["places"]) == {"US", "ROK", "DPRK", "CHN"}


def test_moves_out_of_the_status_quo_are_listed_with_who_prefers_them() -> None:
    """The one joint improving move is there, and marked as such."""
    found = CliRunner().invoke(app, ["states", DECLARATION, "--from", "status-quo", "--json"])
    document = json.loads(found.stdout)
    assert document["from"] == "NNNNNNNNNN"
    good = [m for m in document["moves"] if m["improving"] and not m["against"]]
    assert [(m["parties"], m["steps"]) for m in good] == [(["US", "ROK"], ["review", "draft"])]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--where", "eow & talks"], "write 'and'"),
        (
            ["--where", "eo"],
            "'eo' is not a target, an option or fact of this file; did you mean 'eow'?",
        ),
        (["--where", "YYN"], "the pattern 'YYN' has 3 letters"),
        (["--party", "FR"], "'FR' is not a party"),
        (["--from", "nowhere"], "'nowhere' is not a state"),
        (["--limit", "-1"], "-1"),
    ],
)
def test_wrong_use_is_told_with_what_is_possible(arguments: list[str], message: str) -> None:
    """Exit code 2 and one line on standard error."""
    found = CliRunner().invoke(app, ["states", DECLARATION, *arguments])
    assert (found.exit_code, found.stdout) == (2, "")
    assert message in found.stderr


def test_a_file_without_a_status_quo_says_so() -> None:
    """`--from status-quo` cannot be answered where there is none."""
    found = CliRunner().invoke(app, ["states", "classics/chicken", "--from", "status-quo"])
    assert found.exit_code == 2
    assert "names no status quo" in found.stderr


NAMED = """
detente: 1
title: Named
parties: {A: {prefers: [a]}, B: {prefers: [b]}}
options: {a: {by: A}, b: {by: B}, c: {by: [A, B]}}
states: {never: a and b, far: {formula: c and not a, label: Far away}}
rules: [not (a and b)]
status_quo: []
"""


def test_a_named_state_without_combinations_is_no_state(tmp_path: Path) -> None:
    """Where the rules leave nothing of it, no formula is true of it, and it has no place."""
    path = tmp_path / "named.yaml"
    path.write_text(NAMED, encoding="utf-8")
    found = CliRunner().invoke(app, ["states", str(path), "--where", "c or not c", "--json"])
    document = json.loads(found.stdout)
    assert (document["count"], document["feasible"]) == (5, 5)
    assert "never" not in [state["state"] for state in document["states"]]


def test_a_state_that_varies_says_what_is_in_effect_in_part_of_it(tmp_path: Path) -> None:
    """Nothing is said to be in effect, or not, that is so in some of its combinations only."""
    path = tmp_path / "named.yaml"
    path.write_text(NAMED, encoding="utf-8")
    text = CliRunner().invoke(app, ["states", str(path)]).stdout
    (row,) = (line for line in text.splitlines() if line.startswith("far"))
    assert re.split("  +", row)[:3] == ["far", "Far away", "c; in part of it b"]
    assert "what it is" in text


def test_what_is_left_out_and_where_moves_lead_is_told(tmp_path: Path) -> None:
    """The limit is named in the text, and a choice of states beside the number of moves."""
    path = tmp_path / "named.yaml"
    path.write_text(NAMED, encoding="utf-8")
    found = CliRunner().invoke(app, ["states", str(path), "--limit", "2"])
    assert found.exit_code == 3
    assert "3 states were left out: at most 2 are listed." in found.stdout
    found = CliRunner().invoke(app, ["states", str(path), "--from", "NNN", "--where", "b"])
    assert "Moves out of NNN (nothing in effect) to states where b: 1." in found.stdout
