"""`detente review`: where a review stands, and what comes into the conflict file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from detente.cli.main import app
from detente.evidence.reviewing.asking import write_review
from tests.unit.evidence.reviewing.making import CONFLICT, decided, desk, readings


@pytest.fixture
def review(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a review file beside its document and a conflict file."""
    monkeypatch.chdir(tmp_path)
    path = desk(tmp_path)
    write_review(readings(), path)
    return path


def accept(path: Path, **values: str) -> None:
    """Accept the direct quotation."""
    text = path.read_text(encoding="utf-8")
    path.write_text(decided(text, "We will not pay", decide="accept", **values), encoding="utf-8")


@pytest.mark.usefixtures("review")
def test_what_waits() -> None:
    """By party, with the line in which one decides, and what is asked."""
    found = CliRunner().invoke(app, ["review", "review.yaml"])
    assert found.exit_code == 0
    assert found.stdout.startswith("review.yaml: 0 accepted, 0 rejected, 5 wait.\n")
    assert (
        "\nFrance\n  0.90 said, Ana Bell, own words: \u201cWe will not pay\u201d [u-"
        in found.stdout
    )
    assert "        ? Who is Bell?\n" in found.stdout


def test_into_a_conflict_file(review: Path) -> None:
    """What came in is told; the second time nothing does."""
    accept(review, attach="FRA.s1")
    found = CliRunner().invoke(app, ["review", "review.yaml", "--into", "conflict.yaml"])
    assert found.exit_code == 0
    assert "Added to conflict.yaml: 1 source and 1 quotation." in found.stdout
    assert "  talks-bell: We will not pay (characters 117 to 132)\n" in found.stdout
    assert "  talks-bell supports FRA.s1\n" in found.stdout
    assert found.stderr == "written: conflict.yaml\n"
    again = CliRunner().invoke(app, ["review", "review.yaml", "--into", "conflict.yaml", "--json"])
    document = json.loads(again.stdout)
    assert document["added"] == {"sources": [], "quotations": [], "attached": []}
    assert document["title"] == "The dam"
    assert again.stderr == ""


def test_what_keeps_it_out(review: Path) -> None:
    """Exit code 1 with every problem and its place; nothing is written."""
    accept(review, attach="FRA.s9", party="Malta")
    found = CliRunner().invoke(app, ["review", "review.yaml", "--into", "conflict.yaml"])
    assert found.exit_code == 1
    assert found.stderr.count("review.yaml:") == 2
    assert "did you mean 'FRA.s1'?" in found.stderr
    assert Path("conflict.yaml").read_text(encoding="utf-8") == CONFLICT


@pytest.mark.usefixtures("review")
def test_wrong_use() -> None:
    """No conflict file is made up: exit code 2, and what to do."""
    found = CliRunner().invoke(app, ["review", "review.yaml", "--into", "none.yaml"])
    assert found.exit_code == 2
    assert "detente new none.yaml" in found.stderr


def test_a_review_file_that_is_none(tmp_path: Path) -> None:
    """Exit code 1, with line and column."""
    (tmp_path / "r.yaml").write_text("review: 1\nproposals:\n  u-1: {kind: talk}\n")
    found = CliRunner().invoke(app, ["review", str(tmp_path / "r.yaml")])
    assert found.exit_code == 1
    assert "r.yaml:3:15  S005" in found.stderr


def test_step_by_step(review: Path) -> None:
    """Answers are piped in; their end is the end; what was accepted goes over at once."""
    command = ["review", "review.yaml", "--step", "--into", "conflict.yaml"]
    found = CliRunner().invoke(app, command, input="a\nr\n")
    assert found.exit_code == 0
    assert "\n1 of 5: France\n  0.90 said, Ana Bell, own words: \u201cWe will" in found.stdout
    assert "Accept? [a,r,s,p,t,e,u,q,?] " in found.stdout
    assert "review.yaml: 1 accepted, 1 rejected, 3 wait.\n" in found.stdout
    assert "  talks-bell: We will not pay (characters 117 to 132)" in found.stdout
    assert review.read_text(encoding="utf-8").count("decide: accept") == 1
    rest = CliRunner().invoke(app, ["review", "review.yaml", "--step"], input="q\n")
    assert rest.stdout.endswith("review.yaml: 1 accepted, 1 rejected, 3 wait.\n")


def test_edit_in_an_editor(review: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`e` opens the record in the person's editor."""
    monkeypatch.setenv("EDITOR", "sed -i s/Ana/Anna/")
    monkeypatch.delenv("VISUAL", raising=False)
    CliRunner().invoke(app, ["review", "review.yaml", "--step"], input="e\na\n")
    assert "speaker: Anna Bell" in review.read_text(encoding="utf-8")


@pytest.mark.usefixtures("review")
@pytest.mark.parametrize("flag", ["--json", "--accept=u-1"])
def test_step_goes_with_no_other_answer(flag: str) -> None:
    """A program is not asked."""
    found = CliRunner().invoke(app, ["review", "review.yaml", "--step", flag])
    assert found.exit_code == 2
    assert "--step asks a person" in found.stderr
