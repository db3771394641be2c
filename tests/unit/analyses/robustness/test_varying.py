"""Variations: which there are, what they touch, and that nothing else changes."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

import detente
from detente.analyses.perspectives.flipping import Settings
from detente.analyses.robustness.varying import KINDS, Varied, settled_in, variations
from detente.conflict.conflict import Conflict, statements
from detente.graph.model import GraphModel

MARKET = """\
detente: 1
title: A market
sources:
  one: {title: One}
  two: {title: Two}
quotations:
  q1: {source: one, voice: own words, text: First.}
  q2: {source: two, voice: own words, text: Second.}
parties:
  Hill:
    prefers:
      - {want: grain, because: q1}
      - {any_order: [market, {want: not truce, because: q2}]}
      - not (market and grain)
    conditions: [truce only after grain]
  Shore:
    weights: [{truce: 2}, {not grain: 1, because: [q1, q2]}, {market: 0}]
  Vale:
    ranking: [NNN, [YNN, NYN], others]
options:
  truce: {by: Shore, after: grain}
  grain: {by: Shore}
  market: {by: Hill, needs: truce}
rules: [truce implies grain, {definition: market implies grain}]
channels: [{between: [Hill, Shore], when: truce}]
status_quo: []
"""


@pytest.fixture
def market() -> Conflict:
    """A party with a group of unknown order, one with weights, one with a ranking."""
    return detente.loads(MARKET)


def asked(conflict: Conflict, **settings: object) -> tuple[GraphModel, list[Varied]]:
    """Return a model and its variations."""
    chosen = {"epoch": None, "without": (), "status_quo": None} | settings
    perspective = chosen.pop("perspective", None)
    given = Settings("grain", **chosen)  # type: ignore[arg-type]
    graph = given.graph(conflict, perspective)  # type: ignore[arg-type]
    every = variations(graph, given)
    assert tuple(every) == KINDS
    return graph, [one for listed in every.values() for one in listed]


def names(varied: list[Varied], kind: str) -> list[str]:
    """Return what the variations of a kind are called."""
    return [one.variation.name for one in varied if one.variation.kind == kind]


def named(varied: list[Varied], name: str) -> GraphModel:
    """Return the model of the variation of a name."""
    (one,) = [one for one in varied if one.variation.name == name]
    return one.settings.graph(one.conflict, None)


def test_a_group_of_unknown_order_is_one_place(market: Conflict) -> None:
    """Its statements change places with a neighbour together, never with each other."""
    _, varied = asked(market)
    assert names(varied, "swap") == [
        "with Hill.s1 and (Hill.s2, Hill.s3) exchanged",
        "with (Hill.s2, Hill.s3) and Hill.s4 exchanged",
        "with NNN and (YNN, NYN) exchanged in Vale.ranking",
        "with (YNN, NYN) and others exchanged in Vale.ranking",
    ]
    swapped = named(varied, "with Hill.s1 and (Hill.s2, Hill.s3) exchanged")
    listed = [item.id for item in statements(swapped.selection.parties[0].prefers)]
    assert listed == ["Hill.s2", "Hill.s3", "Hill.s1", "Hill.s4"]


def test_tiers_of_a_ranking_change_places(market: Conflict) -> None:
    """What was the best is then the second best."""
    _, varied = asked(market)
    swapped = named(varied, "with NNN and (YNN, NYN) exchanged in Vale.ranking")
    assert swapped.compare("Vale", "NYN", "NNN") == "better"
    (items,) = {v.variation.items for v in varied if "Vale.ranking" in v.variation.name}
    assert items == ("Vale.ranking",)


def test_every_item_with_an_id_is_dropped_and_no_definition(market: Conflict) -> None:
    """Statements, weights, conditions, rules, guards and channels."""
    _, varied = asked(market)
    assert names(varied, "drop") == [
        f"without {item}"
        for item in (
            "Hill.s1", "Hill.s2", "Hill.s3", "Hill.s4", "Hill.c1",
            "Shore.w1", "Shore.w2", "Shore.w3",
            "rule.1", "market.needs", "truce.after", "channel.1",
        )
    ]  # fmt: skip
    assert named(varied, "without truce.after").selection.options[0].after is None
    # the rule by definition still holds: a market without grain cannot be
    assert named(varied, "without rule.1").existing("YNN") is not None
    assert named(varied, "without rule.1").existing("YNY") is None


def test_only_what_nobody_says_is_turned_round(market: Conflict) -> None:
    """Assumed statements, inside groups as well, and weights that count; no condition, no ranking."""
    _, varied = asked(market)
    assert names(varied, "negate") == [
        f"with the opposite of {item}" for item in ("Hill.s2", "Hill.s4", "Shore.w1")
    ]
    turned = named(varied, "with the opposite of Hill.s4").selection.parties[0]
    formula = list(statements(turned.prefers))[3].formula
    assert str(formula) == str(list(statements(market.parties[0].prefers))[3].formula.part)  # type: ignore[union-attr]
    assert named(varied, "with the opposite of Shore.w1").selection.parties[1].weights[
        0
    ].number == Fraction(-2)
    inner = named(varied, "with the opposite of Hill.s2").compare("Hill", "NYN", "YYY")
    assert inner == "better"


def test_a_perspective_that_hears_less_leaves_less_to_vary(market: Conflict) -> None:
    """An item with two sources counts by either; what it does not hear is in no variation."""
    _, varied = asked(market)
    assert names(varied, "source") == ["without the source one", "without the source two"]
    assert len(named(varied, "without the source one").selection.parties[1].weights) == 3
    deaf = detente.loads(
        MARKET.replace("status_quo", "perspectives: {p: {sources: [two]}}\nstatus_quo")
    )
    _, varied = asked(deaf, perspective="p")
    assert names(varied, "source") == ["without the source two"]
    assert "without Hill.s1" not in names(varied, "drop")


def test_a_source_that_decides_nothing_in_the_model_is_not_left_out(market: Conflict) -> None:
    """With the items it supports left out, nothing hangs on it."""
    _, varied = asked(market, without=("Hill.s1", "Shore.w2"))
    assert names(varied, "source") == ["without the source two"]


def test_what_supports_a_group_as_a_whole_decides() -> None:
    """A group of which one statement is left still goes with its source."""
    text = (
        MARKET.replace(
            "{any_order: [market, {want: not truce, because: q2}]}",
            "{any_order: [market, {want: not truce, because: q2}], because: q1}",
        )
        .replace("{want: grain, because: q1}", "grain")
        .replace("because: [q1, q2]", "because: q2")
    )
    _, varied = asked(detente.loads(text), without=("Hill.s3",))
    assert "without the source one" in names(varied, "source")
    left = named(varied, "without the source one").selection.parties[0].prefers
    assert [item.id for item in statements(left)] == ["Hill.s1", "Hill.s4"]


def test_a_settled_conflict_is_the_same_model() -> None:
    """For shipped files, under each perspective and after each epoch."""
    for slug in ("korea/hanoi-2019", "korea/declaration-2021"):
        conflict = detente.load(slug)
        for view in conflict.perspectives:
            for epoch in (None, date(2022, 6, 1)):
                graph = detente.compile(conflict, perspective=view.name, epoch=epoch)
                settled = settled_in(graph.selection)
                again = detente.compile(settled, perspective=view.name)
                assert again.selection.parties == graph.selection.parties
                assert again.selection.rules == graph.selection.rules
                assert again.status_quo == graph.status_quo
