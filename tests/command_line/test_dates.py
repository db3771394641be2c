"""Dates known to the month or the year alone: each command puts the right word before them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from detente.cli.main import app

FERRY = """\
detente: 1
title: Ferry
as_of: 2022-11
sources: {log: {title: The log, date: 2022-10}}
quotations:
  a: {source: log, voice: own words, party: North, date: 2022, text: we will sail}
  b: {source: log, voice: report, about: [South], date: 2022-10, paraphrase: They may dredge.}
  c: {source: log, voice: report, about: [South], date: 2022-10-05, paraphrase: They will dredge.}
parties:
  North: {prefers: [sail, {want: berth, because: a}]}
  South: {prefers: [berth, sail, dredge]}
options:
  sail: {label: Sail again, by: North, window: 2023, takes: 10 days}
  berth: {label: Open the berth, by: South, window: {until: 2023-04}}
  dredge: {label: Dredge, by: South, window: [2022-12..2023, {from: 2023, wish: true, party: North}]}
  tow: {label: Tow it, by: North, window: {until: 2021-05}}
status_quo: []
targets: {go: sail and berth and dredge}
outcome: {state: YYYN, date: 2023-06}
epochs: [{from: 2023-09, title: Elections, parties: {South: {prefers: [dredge]}}}]
"""

COMMANDS = [
    ["describe", "FILE"],
    ["timeline", "FILE"],
    ["check", "FILE"],
    ["roadmaps", "FILE", "--to", "go"],
    ["blockers", "FILE", "--to", "go"],
    ["unlocks", "FILE", "--to", "go"],
    ["differences", "FILE", "North", "South", "--to", "go"],
    ["backtest", "FILE"],
    ["stability", "FILE"],
    ["compare", "OLD", "FILE"],
    ["brief", "FILE", "--full", "--out", "-"],
]
SHORT = r"\d{4}(?:-\d\d)?(?![-\d])"  # a year, or a month


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    """Return a file and an older version of it."""
    new, old = tmp_path / "new.yaml", tmp_path / "old.yaml"
    new.write_text(FERRY, encoding="utf-8")
    changed = FERRY.replace("window: 2023,", "window: 2023-04,").replace(
        "as_of: 2022-11", "as_of: 2022"
    )
    old.write_text(changed.replace("from: 2023-09", "from: 2024"), encoding="utf-8")
    return {"FILE": str(new), "OLD": str(old)}


def said(words: list[str], files: dict[str, str]) -> str:
    """Return everything that a command says, on one line."""
    found = CliRunner().invoke(app, [files.get(word, word) for word in words])
    assert found.exit_code == 0, found.output
    return " ".join(found.output.split())


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_no_month_and_no_year_has_a_wrong_word(words: list[str], files: dict[str, str]) -> None:
    """Nothing is 'on' a month or a year, nothing 'in' a day, and nothing ends 'by' a whole year."""
    text = said(words, files)
    assert re.findall(rf".{{20}}\bon {SHORT}", text) == []
    assert re.findall(r".{20}\bin \d{4}-\d\d-\d\d", text) == []
    assert re.findall(rf".{{20}}\b(?:by|until) {SHORT}", text) == []


def test_windows_epochs_and_the_outcome(files: dict[str, str]) -> None:
    """What is told of each, read back."""
    text = said(["describe", "FILE"], files)
    for sentence in (
        "Time starts in 2022-11, counted from 2022-11-01.",
        "It takes effect only in 2023.",
        "It takes effect by the end of 2023-04 or not at all.",
        "It takes effect only from 2022-12 to the end of 2023.",
        "A wish of North that binds nobody: it is to take effect from 2023 on.",
        "What happened, in 2023-06:",
        "From 2023-09 on (Elections),",
    ):
        assert sentence in text


def test_other_commands(files: dict[str, str]) -> None:
    """The same words in the timeline, in roadmaps, in back-tests, in comparisons and checks."""
    timeline = said(["timeline", "FILE"], files)
    assert "'Sail again' takes effect only in 2023." in timeline
    roadmaps = said(["roadmaps", "FILE", "--to", "go"], files)
    assert "from 2022-12 to the end of 2023" in roadmaps
    assert "When preferences change with the first day of 2023-09" in roadmaps
    assert "as it stood in 2022-11" in said(["backtest", "FILE"], files)
    assert "said and happened until the end of 2023-06" in said(["backtest", "FILE"], files)
    compared = said(["compare", "OLD", "FILE"], files)
    assert "Time starts in 2022-11; before: 2022." in compared
    assert "takes effect only in 2023." in compared
    assert "the window of 'tow' ends in 2021-05, before time starts" in said(
        ["check", "FILE"], files
    )
