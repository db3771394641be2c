"""`detente compare`: two versions, the words behind the changes, the targets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from syrupy.assertion import SnapshotAssertion

from detente.cli.main import app

OLD = """
detente: 1
title: The harbour channel
as_of: 2031-04-02
sources:
  gazette: {title: The Harbour Gazette, date: 2031-04-01}
quotations:
  first: {source: gazette, voice: own words, speaker: "Ann Lee, Mayor", party: North, text: First the money.}
parties:
  North:
    name: Northport
    prefers: [pay, dredge, not reopen]
    conditions:
      - {condition: reopen only after pay, because: first, position: money-first}
  South:
    name: Southport
    prefers: [reopen, dredge, not pay]
    conditions: [pay only with reopen]
positions:
  money-first: {party: North, label: Money first}
options:
  reopen: {label: Reopen the channel, by: North}
  pay: {label: Pay the arrears, by: South, undone_by: nobody}
  dredge: {label: Dredge the channel, by: [North, South], needs: reopen and pay}
status_quo: []
targets: {open: reopen, deep: dredge}
"""
CHANGES = (
    ("as_of: 2031-04-02", "as_of: 2031-05-20"),
    ("  gazette: {title", "  radio: {title: Radio Channel, date: 2031-05-18}\n  gazette: {title"),
    (
        "  first: {source",
        "  day: {source: radio, voice: report, party: North, text: By then.}\n  first: {source",
    ),
    ("reopen only after pay, because: first", "reopen only with pay, because: day"),
    ("[reopen, dredge, not pay]", "[reopen, not pay]"),
    (", deep: dredge", ", deal: reopen and pay"),
)


@pytest.fixture
def versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """Write the two versions into the current folder."""
    monkeypatch.chdir(tmp_path)
    text = OLD
    for before, now in CHANGES:
        assert text.count(before) == 1
        text = text.replace(before, now)
    Path("old.yaml").write_text(OLD, encoding="utf-8")
    Path("new.yaml").write_text(text, encoding="utf-8")
    return "old.yaml", "new.yaml"


def ask(*arguments: str) -> Result:
    """Return what the command answers."""
    return CliRunner().invoke(app, ["compare", *arguments])


def test_the_text_tells_changes_words_verdicts_and_targets(
    versions: tuple[str, str], snapshot: SnapshotAssertion
) -> None:
    """Each change with the quotation that came or went, then verdicts, reasons, targets."""
    found = ask(*versions)
    assert found.exit_code == 0
    assert found.stdout == snapshot


def test_the_document_has_the_parts_of_against_and_more(versions: tuple[str, str]) -> None:
    """What `stability --against` tells is told alike."""
    document = json.loads(ask(*versions, "--json").stdout)
    words = ["stability", versions[1], "--against", versions[0], "--json"]
    against = json.loads(CliRunner().invoke(app, words).stdout)["against"]
    for part in ("file", "wording", "verdicts", "because", "comparable"):
        assert document[part] == against[part]
    assert document["quotations"] == {"added": ["day"], "removed": [], "changed": []}
    assert document["sources"]["added"] == ["radio"]
    assert [target["target"] for target in document["targets"]] == ["open", "deal", "deep"]
    assert document["targets"][1]["before"] is None
    assert document["targets"][2]["now"] is None


def test_one_target_can_be_asked(versions: tuple[str, str]) -> None:
    """By name or by formula."""
    document = json.loads(ask(*versions, "--to", "reopen and pay", "--json").stdout)
    (target,) = document["targets"]
    assert (target["before"]["rung"], target["now"]["rung"]) == ("sequence", "none")


def test_a_file_with_itself(versions: tuple[str, str]) -> None:
    """Said in each part."""
    text = ask(versions[0], versions[0]).stdout
    assert text.count("no change") == 3


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("old.yaml", "water/elmira"), 4, "no party and no option in common"),
        (("old.yaml", "new.yaml", "--to", "opne"), 2, "did you mean 'open'"),
        (("old.yaml", "new.yaml", "--to", " "), 2, "--to is empty"),
        (("old.yaml",), 2, "NEW"),
        (("gone.yaml", "new.yaml"), 1, "gone.yaml"),
        (("old.yaml", "gone.yaml"), 1, "gone.yaml"),
    ],
)
@pytest.mark.usefixtures("versions")
def test_what_is_wrong_is_said(arguments: tuple[str, ...], code: int, message: str) -> None:
    """On standard error, with the exit code of its kind."""
    found = ask(*arguments)
    assert (found.exit_code, found.stdout) == (code, "")
    assert message in found.stderr


def test_too_many_changes_for_causes() -> None:
    """Exit code 3: all else is told."""
    found = ask("korea/hanoi-2019", "korea/declaration-2021")
    assert found.exit_code == 3
    assert "Left out: causes." in found.stdout
    assert "'declare' is a new target" in found.stdout
