"""`detente states`: states and moves in words."""

from __future__ import annotations

import json

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
