"""Where a list is cut or a limit met, what is said of the rest is true as well."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from detente.cli.main import app
from detente.language.loading import loads

from . import say_unlocks
from .files import KINDS
from .reading import read
from .running import judge, rows_of
from .scene import Call, Scene

DEALS = [seed for seed in range(1_000, 1_400) if KINDS[seed % len(KINDS)] == "deals"]


@pytest.mark.parametrize("part", range(4))
def test_a_list_that_is_cut_says_how_much_more_there_is(
    monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    """With one line of each kind shown, the others are counted."""
    monkeypatch.setattr("detente.telling.unlocking.SHOWN", 1)
    wrong = [line for seed in DEALS[part::4] for line in judge(seed, ["unlocks"]).wrong]
    assert not wrong, "\n".join(wrong[:20])


@pytest.mark.parametrize("part", range(4))
def test_what_was_not_looked_at_is_not_denied(monkeypatch: pytest.MonkeyPatch, part: int) -> None:
    """With single positions tried alone, nothing is said of sets of several."""
    monkeypatch.setattr("detente.analyses.unlocks.reaching.MOST_POSITIONS", 0)
    monkeypatch.setattr("detente.analyses.unlocks.noting.MOST_POSITIONS", 0)
    monkeypatch.setattr("detente.analyses.unlocks.reaching.MOST_TRIED", 0)
    monkeypatch.setattr("detente.analyses.unlocks.reaching.MOST_AT_ONCE", 0)
    for name, most in (("sets", 1), ("halves", 1), ("crux", 0), ("tried", 0)):
        monkeypatch.setitem(say_unlocks.LOOKED, name, most)
    wrong = [line for seed in DEALS[part::4] for line in judge(seed, ["unlocks"]).wrong]
    assert not wrong, "\n".join(wrong[:20])


WIDE = """\
detente: 1
title: Two options of one party
parties:
  A: {name: Alpha, prefers: [c, not a, not b]}
  B: {name: Beta, prefers: [a, not c]}
options:
  a: {label: Open the road, by: A}
  b: {label: Pay the arrears, by: A}
  c: {label: Lift the ban, by: B}
status_quo: []
targets: {goal: a and not b and not c}
"""


def judged(text: str, command: str, *words: str) -> tuple[int, str, list[str]]:
    """Return the exit code and the text of a command on a file, and what is wrong in it."""
    done = CliRunner().invoke(app, [command, "-", *words], input=text)
    scene = Scene(loads(text), Call(command, words), done.exit_code)
    return done.exit_code, done.stdout, read(scene, done.stdout, rows_of(command))


def test_moves_that_were_not_looked_at_are_not_denied(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where single steps are listed alone, it is not established whether one could begin.

    A has 3 moves in each of 8 states: one more than are listed.
    """
    monkeypatch.setattr("detente.analyses.sequencing.own.MOST_MOVES", 23)
    monkeypatch.setitem(say_unlocks.LOOKED, "steps", 1)
    code, text, wrong = judged(WIDE, "unlocks", "--to", "goal")
    assert (code, wrong) == (3, [])
    assert "Whether a party could begin by itself is not established." in text
    assert "Left out: moves of A by itself of more than 1 step at once" in text


@pytest.mark.parametrize("part", range(4))
def test_where_not_all_orders_are_looked_at_nothing_false_is_said(
    monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    """With orders of two or three steps listed, what is said of all of them holds of all."""
    monkeypatch.setattr("detente.analyses.sequencing.orders.MOST_BUNDLES", 12)
    monkeypatch.setitem(say_unlocks.LOOKED, "orders", 2)
    wrong = [line for seed in DEALS[part::4] for line in judge(seed, ["unlocks"]).wrong]
    assert not wrong, "\n".join(wrong[:20])


@pytest.mark.parametrize("part", range(4))
def test_where_not_all_moves_are_looked_at_nothing_false_is_said(
    monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    """With moves of one or two steps listed, what is said of all of them holds of all."""
    monkeypatch.setattr("detente.analyses.sequencing.own.MOST_MOVES", 64)
    monkeypatch.setitem(say_unlocks.LOOKED, "steps", 1)
    wrong = [line for seed in DEALS[part::4] for line in judge(seed, ["unlocks"]).wrong]
    assert not wrong, "\n".join(wrong[:20])
