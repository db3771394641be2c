"""Whatever an answer in a brief leaves out, or leaves open, is told in the brief."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from importlib import import_module

import pytest

import detente
from detente.briefing.answers import answers
from detente.briefing.building import brief
from detente.errors import LimitReached
from detente.graph import compiling
from tests.sentences.cutting import lower
from tests.sentences.files import KINDS, random_file

LOWERED = {
    "orders": {"sequencing.orders.MOST_BUNDLES": 6},
    "moves": {"sequencing.own.MOST_MOVES": 64},
    "circles": {"differences.circles.MOST_CIRCLES": 0},
    "formulas": {"timing.requiring.MOST_NAMES": 0},
}
SEEDS = [seed for seed in range(5_000, 5_200) if KINDS[seed % len(KINDS)] in ("deals", "hand")][:5]
VIEWS = """\
detente: 1
title: Two options and two views
parties:
  A: {name: Alpha, prefers: [{want: b, only_in: [first]}, not a]}
  B: {name: Beta, prefers: [a, not b]}
options:
  a: {label: Open the road, by: A}
  b: {label: Lift the ban, by: B}
status_quo: []
targets: {goal: a and b}
perspectives: {first: {}, second: {}}
default_perspective: first
"""


def limits_in(value: object) -> Iterator[str]:
    """Yield the limits of every answer in a value, however deep it stands."""
    if isinstance(value, tuple):
        for one in value:
            yield from limits_in(one)
    elif is_dataclass(value) and not isinstance(value, type | detente.GraphModel):
        yield from getattr(value, "limits", ())
        for each in fields(value):
            yield from limits_in(getattr(value, each.name))


def told(graph: detente.GraphModel) -> set[str]:
    """Return the limits of the answers in a brief, each of which it has to tell."""
    asked, found = answers(graph, None), brief(graph)
    limits = set(limits_in(asked))
    said = " ".join(found.notes).casefold()
    assert {one for one in limits if one.casefold() not in said} == set()
    assert not (limits and found.complete)
    return limits


@pytest.mark.parametrize("limit", LOWERED)
def test_every_limit_of_an_answer_is_told(monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    """With limits so low that they are met, what each answer says of them stands in the brief."""
    lower(monkeypatch, LOWERED[limit])
    compiling._shared.cache_clear()
    met = 0
    for seed in SEEDS:
        met += bool(told(detente.compile(detente.loads(random_file(seed).text))))
    compiling._shared.cache_clear()
    assert met, "the limit was never met"


@pytest.mark.parametrize("command", ["perspectives", "robustness"])
def test_what_is_too_large_under_other_choices_is_told(
    monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """Where a perspective, or a variation, has no answer, the brief says which and why."""

    def never(*_: object, **__: object) -> object:
        raise LimitReached("that is too much")

    name = {"perspectives": "outlook", "robustness": "looking"}[command]
    module = f"detente.analyses.{command}.asking.{name}"
    real = getattr(import_module(module.rpartition(".")[0]), name)

    def first_only(graph: detente.GraphModel, *words: object, **choices: object) -> object:
        if command == "robustness":
            return never
        own = graph.selection.perspective.name == "first"
        return real(graph, *words, **choices) if own else never()

    monkeypatch.setattr(module, first_only)
    limits = told(detente.compile(detente.loads(VIEWS)))
    assert any("that is too much" in limit for limit in limits)
