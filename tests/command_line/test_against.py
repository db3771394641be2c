"""`detente stability --against`: what changed since an older file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from syrupy.assertion import SnapshotAssertion

import detente
from detente.cli.main import app
from detente.shipped import path_of

OLDER = "korea/declaration-2021"


@pytest.fixture
def newer(tmp_path: Path) -> str:
    """Return the example with both sides' 'after' turned into 'with', and a few changes more."""
    text = Path(str(path_of(OLDER))).read_text(encoding="utf-8")
    for before, now in (
        ("condition: drop only after talks", "condition: drop only with talks"),
        ("condition: talks only after drop", "condition: talks only with drop"),
        ("label: Ease sanctions", "label: Ease the sanctions"),
        ("      - want: draft\n        because: sullivan-aligned\n", ""),
    ):
        assert text.count(before) == 1
        text = text.replace(before, now)
    path = tmp_path / "newer.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_the_text_tells_changes_verdicts_and_reasons(
    newer: str, snapshot: SnapshotAssertion
) -> None:
    """After the answer: the file, the wording, the verdicts, and because of what."""
    found = CliRunner().invoke(app, ["stability", newer, "--against", OLDER])
    assert found.exit_code == 0
    start = found.stdout.index("What changed since")
    assert found.stdout[start:] == snapshot


def test_the_document_has_them_under_against(newer: str) -> None:
    """The rest of the document is what it is without `--against`."""
    plain = CliRunner().invoke(app, ["stability", newer, "--json"])
    found = CliRunner().invoke(app, ["stability", newer, "--against", OLDER, "--json"])
    document = json.loads(found.stdout)
    against = document.pop("against")
    assert document == json.loads(plain.stdout)
    assert [change["item"] for change in against["file"]] == ["US.s6", "US.c3", "DPRK.c2"]
    assert [change["item"] for change in against["wording"]] == ["ease"]
    assert (
        against["older"]["fingerprint"] == detente.describe(detente.load(OLDER)).asked.fingerprint
    )
    reasons = {(tuple(reason["changes"]), reason["how"]) for reason in against["because"]}
    assert reasons == {((1,), "alone"), ((2, 3), "together")}


def test_the_same_file_has_not_changed() -> None:
    """A file against itself: said in each part."""
    found = CliRunner().invoke(app, ["stability", "water/elmira", "--against", "water/elmira"])
    text = found.stdout[found.stdout.index("What changed since") :]
    assert "no change of meaning" in text
    assert "In the verdicts:\n  no change" in text
    assert "Because" not in text


def test_settings_hold_for_both(newer: str) -> None:
    """Concepts, perspective and what is left out are those of the question."""
    arguments = ["--against", OLDER, "--concept", "nash", "--without", "US.c3", "--json"]
    found = CliRunner().invoke(app, ["stability", newer, *arguments])
    against = json.loads(found.stdout)["against"]
    assert {change["of"] for change in against["verdicts"]} <= {
        "status quo rests", "joint move", "rests", "nash",
    }  # fmt: skip
    # without the American term on both sides the North's alone decides
    assert ((3,), "alone") in {(tuple(r["changes"]), r["how"]) for r in against["because"]}


def test_problems_of_the_older_file_are_told_with_its_name(newer: str, tmp_path: Path) -> None:
    """Exit code 1, as for the file itself; an older file that is not there too."""
    broken = tmp_path / "older.yaml"
    broken.write_text("detente: 1\n", encoding="utf-8")
    found = CliRunner().invoke(app, ["stability", newer, "--against", str(broken)])
    assert (found.exit_code, found.stdout) == (1, "")
    assert "older.yaml:1:1" in found.stderr
    found = CliRunner().invoke(app, ["stability", newer, "--against", str(tmp_path / "no.yaml")])
    assert found.exit_code == 1


def test_a_graph_and_options_are_not_compared() -> None:
    """Said in a sentence, with no empty parts."""
    found = CliRunner().invoke(app, ["stability", "water/elmira", "--against", OLDER])
    assert found.exit_code == 0
    text = found.stdout[found.stdout.index("What changed since") :]
    assert "they cannot be compared" in text
    assert "In the file" not in text
