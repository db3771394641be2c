"""`detente unlocks`: text, document, errors and exit codes."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result
from syrupy.assertion import SnapshotAssertion

from detente.cli.main import app

HANOI, DECLARATION = "korea/hanoi-2019", "korea/declaration-2021"


def asked(*arguments: str) -> Result:
    """Return what the program answers."""
    return CliRunner().invoke(app, ["unlocks", *arguments])


@pytest.mark.parametrize(
    "arguments",
    [
        [HANOI, "--to", "settle", "--perspective", "seed"],
        [HANOI, "--to", "settle", "--perspective", "sceptical", "--level", "strong"],
        [DECLARATION, "--to", "declare"],
        [DECLARATION, "--to", "eow", "--perspective", "hard", "--size", "1"],
        [DECLARATION, "--to", "draft"],
        [HANOI, "--to", "tests", "--require", "conditions"],
    ],
    ids=" ".join,
)
def test_the_text_is_as_before(arguments: list[str], snapshot: SnapshotAssertion) -> None:
    """Concessions, the side that could do it, the crux, initiatives."""
    found = asked(*arguments)
    assert found.exit_code == (3 if "--size" in arguments else 0), found.output
    assert found.stdout == snapshot


def test_the_document_names_positions_in_lists_of_one_length() -> None:
    """What is said of the smallest sets stands beside them."""
    document = json.loads(asked(HANOI, "--to", "settle", "--json").stdout)
    assert document["level"] == "sequence"
    assert document["minimal_sets"][0] == ["us-upfront"]
    lists = [document[key] for key in ("minimal_sets", "sides_giving", "left", "roadmaps")]
    assert {len(one) for one in lists} == {2}
    assert document["sides_giving"] == [["US"], ["DPRK"]]
    assert document["left"][1]["accepts"] == "DPRK"
    assert document["crux"][0] == {
        "position": "us-upfront",
        "party": "US",
        "index": 0.875,
        "reverse": 0.0,
        "needed": False,
        "sufficient": True,
    }
    assert document["decisive_side"] == "US"
    assert [one["party"] for one in document["sides"]] == ["US", "DPRK"]
    (half,) = document["half_concessions"]
    assert half["soften"] == ["us-upfront"]
    assert half["give_up"] == ["dprk-no-talks-without-new-method"]


def test_without_the_crux_another_position_is_looked_for() -> None:
    """A position that `--without` leaves out is given up already."""
    found = asked(HANOI, "--to", "settle", "--without", "us-upfront", "--json")
    document = json.loads(found.stdout)
    assert document["found"] == "open"
    assert document["minimal_sets"] == [[]]
    assert "us-upfront" not in document["positions"]


def test_a_target_that_cannot_be_has_no_answer() -> None:
    """Full disarmament without Yongbyon is excluded by definition: exit code 4."""
    found = asked(HANOI, "--to", "full and not yb")
    assert found.exit_code == 4
    assert "No state satisfies this target" in found.stdout


def test_at_a_limit_the_answer_is_partial(monkeypatch: pytest.MonkeyPatch) -> None:
    """With more positions than are tried in every way the exit code is 3."""
    monkeypatch.setattr("detente.analyses.unlocks.reaching.MOST_POSITIONS", 2)
    found = asked(DECLARATION, "--to", "declare")
    assert found.exit_code == 3
    assert "Left out: the crux of 6 positions." in found.stdout


def test_no_other_party_is_denied_what_was_not_asked() -> None:
    """With sets of one position: North Korea can, by giving up three; what is not shown is said."""
    found = asked(HANOI, "--to", "settle", "--size", "1")
    said = " ".join(found.stdout.split())
    assert found.exit_code == 3
    assert (
        "The United States can unlock it alone, by giving up 1 position; North Korea only by giving "
        "up 3; no other party can." in said
    )
    assert "Left out: 1 smallest set of more than 1 position (--size)." in said


def test_parties_that_were_not_tried_are_not_denied(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where sets of one position only are tried, that is how far `no other party` goes."""
    monkeypatch.setattr("detente.analyses.unlocks.reaching.MOST_POSITIONS", 5)
    found = asked(HANOI, "--to", "settle", "--size", "1")
    said = " ".join(found.stdout.split())
    assert found.exit_code == 3
    assert "by giving up 1 position; no other party can with a single position." in said
    assert "Left out: sets of more than 1 position, which were not looked at (--size)." in said


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Missing option '--to'"),
        (["--to", ""], "--to is empty"),
        (["--to", "declar"], "did you mean 'declare'?"),
        (["--to", "declare", "--level", "week"], "did you mean 'weak'?"),
        (["--to", "declare", "--size", "0"], "ask for sets of 1 or more"),
        (["--to", "declare", "--require", "red"], "is not a requirement"),
        (["--to", "declare", "--perspective", "mon"], "did you mean 'moon'?"),
    ],
)
def test_wrong_use_is_told_with_what_is_possible(arguments: list[str], message: str) -> None:
    """Exit code 2 and a message on standard error."""
    found = asked(DECLARATION, *arguments)
    assert (found.exit_code, found.stdout) == (2, "")
    assert message in found.stderr


def test_without_a_status_quo_there_is_nowhere_to_start() -> None:
    """A file that names none is asked for one."""
    found = asked("classics/chicken", "--to", "YN")
    assert found.exit_code == 2
    assert "status quo" in found.stderr


def test_one_set_of_several_is_not_called_one_concession() -> None:
    """Where all have to give something up, the only set there is, is told as one."""
    text = (
        "detente: 1\ntitle: Herd\nparties:\n"
        "  Hill: {prefers: [pay, not herd], conditions: [herd only with tax]}\n"
        "  Shore: {prefers: [herd, not pay], conditions: [pay only with tax]}\n"
        "options:\n  herd: {by: Hill}\n  pay: {by: Shore}\n  tax: {by: nobody}\nstatus_quo: []\n"
    )
    found = CliRunner().invoke(app, ["unlocks", "-", "--to", "herd and not tax"], input=text)
    document = CliRunner().invoke(
        app, ["unlocks", "-", "--to", "herd and not tax", "--json"], input=text
    )
    assert json.loads(document.stdout)["minimal_sets"] == [["Hill.c1", "Shore.c1"]]
    assert "These together are enough, and no part of them:" in found.stdout
    assert "One concession" not in found.stdout
