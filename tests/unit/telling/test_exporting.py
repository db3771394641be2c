"""export: the file itself, its public part, one perspective, other formats."""

from __future__ import annotations

import csv
import io
import json
from itertools import pairwise
from pathlib import Path

import pytest

import detente
from detente.errors import LimitReached, NoAnswer, WrongUse
from detente.shipped import path_of
from detente.telling.exporting import export

SECRETIVE = """\
detente: 1
title: Envoy
parties:
  A:
    prefers:
      - x
      - want: not y  # told in private
        confidential: true
  B: {prefers: [{any_order: [y, x]}]}
options:
  x: {by: A}
  y: {by: B}
status_quo: []
"""


def test_a_file_is_handed_on_as_it_is():
    """Without a choice, the text is that of the file, comments included."""
    path = path_of("korea/hanoi-2019")
    assert path is not None
    found = export("korea/hanoi-2019")
    assert found.text == path.read_text(encoding="utf-8")
    assert (found.form, found.withheld, found.notes) == ("yaml", 0, ())
    assert found.asked.settings == {"format": "yaml", "public": False, "perspective": None}


def test_a_conflict_is_written():
    """A conflict at hand is exported like a file."""
    conflict = detente.load("classics/chicken")
    assert detente.loads(export(conflict).text) == conflict


def test_public(tmp_path: Path):
    """What is confidential is withheld and counted; without `public` a note warns."""
    path = tmp_path / "envoy.yaml"
    path.write_text(SECRETIVE, encoding="utf-8")
    found = export(path, public=True)
    assert found.withheld == 1
    assert "private" not in found.text
    assert "confidential" not in found.text
    assert found.to_dict()["withheld"] == 1
    assert "confidential items are in the file" in " ".join(export(path).notes)


def test_public_in_another_format():
    """What is withheld is withheld before anything is computed."""
    text = SECRETIVE.replace("  y: {by: B}", "  y: {by: B, confidential: true}")
    conflict = detente.loads(text)
    found = export(conflict, form="csv", public=True)
    assert found.text.startswith("state,x,A place,B place,A nash")
    assert found.withheld == 3
    assert '"y"' not in export(conflict, form="gmcr", public=True).text


def test_words_that_still_tell_are_named():
    """A kept text that names a withheld option is pointed at, with its line."""
    text = SECRETIVE.replace("title: Envoy", "title: Envoy on oslo").replace(
        "  y: {by: B}", "  y: {by: B}\n  oslo: {by: B, confidential: true}"
    )
    (leak,) = export(detente.loads(text), public=True).leaks
    assert leak.message == "'oslo' stands in title, and in options.oslo, which is withheld"
    assert leak.place.line == 2


@pytest.mark.parametrize("perspective", ["seed", "record", "sceptical"])
def test_one_perspective(perspective: str):
    """A file of one perspective gives the answers of that perspective, and has no other."""
    found = export("korea/hanoi-2019", perspective=perspective)
    alone = detente.loads(found.text)
    assert alone.perspectives == ()
    assert "only_in" not in found.text
    shipped = detente.load("korea/hanoi-2019")
    there = detente.stability(detente.compile(shipped, perspective=perspective), concepts=["seq"])
    here = detente.stability(detente.compile(alone), concepts=["seq"])
    assert here.stable == there.stable
    assert here.status_quo == there.status_quo


def test_a_perspective_takes_its_quotations_along():
    """Quotations that are not heard are gone, with what rests on nothing else."""
    text = """\
detente: 1
title: t
as_of: 2021
sources: {one: {title: One}, two: {title: Two}}
quotations:
  q: {source: one, voice: report, text: a}
  r: {source: two, voice: report, text: b}
parties:
  A:
    prefers:
      - {want: x, because: r}
      - {want: y, because: [q, r]}
      - any_order: [{want: x, because: r}, not y]
    conditions: [{condition: x only after y, because: r}, x only with y]
options:
  x: {by: A, because: r, takes: {duration: 3 days, because: r}}
  y: {by: A}
epochs: [{from: 2022, parties: {A: {prefers: [{want: x, because: r}, same, y]}}}]
perspectives: {first: {sources: [one], status_quo: [y]}, both: {}}
default_perspective: both
"""
    alone = detente.loads(export(detente.loads(text), perspective="first").text)
    assert [source.name for source in alone.sources] == ["one"]
    assert [quotation.name for quotation in alone.quotations] == ["q"]
    party = alone.party("A")
    assert [(s.id, s.basis.because) for s in party.prefers] == [("A.s1", ("q",)), ("A.s2", ())]
    assert [condition.id for condition in party.conditions] == ["A.c1"]
    assert alone.option("x").basis.because == ()
    assert alone.option("x").takes.basis.because == ()
    assert alone.status_quo == "NY"
    prefers = alone.epochs[0].parties[0].prefers
    assert prefers is not None
    assert [getattr(item, "id", "same") for item in prefers] == ["same", "A@2022.s1"]


def test_csv():
    """One line for each state, with the places and the verdicts that the analyses give."""
    graph = detente.compile(detente.load("nuclear/cuban-missile-crisis"))
    found = export("nuclear/cuban-missile-crisis", form="csv")
    rows = list(csv.DictReader(io.StringIO(found.text)))
    stable = detente.stability(graph)
    assert [row["state"] for row in rows] == list(graph.members())
    for row in rows:
        assert row["state"] == "".join(row[option] for option in graph.options)
        for concept in ("nash", "gmr", "smr", "seq", "sseq"):
            known = row["state"] in stable.equilibria[concept].states
            assert row[f"equilibrium {concept}"] == ("yes" if known else "no")
            known = row["state"] in stable.stable["US"][concept].states
            assert row[f"US {concept}"] == ("yes" if known else "no")
    best = min(rows, key=lambda row: int(row["US place"]))["state"]
    assert graph.compare("US", best, graph.status_quo) == "better"


def test_json_tells_moves_and_order():
    """The moves of parties and of coalitions, and classes of equals."""
    graph = detente.compile(detente.load("korea/hanoi-2019"))
    found = json.loads(export("korea/hanoi-2019", form="json").text)
    assert found["question"] == "export"
    assert found["settings"]["perspective"] == "record"
    states = [one["state"] for one in found["states"]]
    assert states == list(graph.members())
    parties = {tuple(move["parties"]) for move in found["moves"]}
    assert {("US",), ("DPRK",), ("US", "DPRK")} <= parties
    for party, classes in found["preferences"].items():
        assert sorted(state for one in classes for state in one) == sorted(states)
        for better, worse in pairwise(classes):
            assert graph.compare(party, better[0], worse[0]).endswith("better")
        assert all(
            graph.compare(party, one[0], other) == "same" for one in classes for other in one
        )


def test_an_explicit_graph():
    """A model without options has states and moves by name, and no .gmcr form."""
    found = json.loads(export("water/elmira", form="json").text)
    assert found["options"] == []
    assert {"parties": ["MoE"], "from": "s1", "to": ["s2"]} in found["moves"]
    assert export("water/elmira", form="csv").text.startswith("state,MoE place")
    with pytest.raises(NoAnswer, match="explicit graph"):
        export("water/elmira", form="gmcr")


def test_an_order_not_fully_known_is_said():
    """Where places follow the order written, the heading and a note say so."""
    found = export(detente.loads(SECRETIVE), form="csv")
    assert "B place (order not fully known)" in found.text
    assert "not fully known for B" in " ".join(found.notes)


def test_what_cannot_be_asked():
    """Formats and perspectives that are not there, and models that are too large."""
    with pytest.raises(WrongUse, match="did you mean 'yaml'"):
        export("classics/chicken", form="yml")  # type: ignore[arg-type]
    with pytest.raises(WrongUse, match="no perspective"):
        export("classics/chicken", perspective="none")
    with pytest.raises(LimitReached, match="at most"):
        export("trade/uruguay-round", form="csv")


def test_the_result_shows_itself():
    """Rows are the notes; a notebook shows them escaped."""
    found = export("nuclear/cuban-missile-crisis", form="gmcr")
    assert [row["note"] for row in found.rows()] == list(found.notes)
    assert found.to_dict()["text"] == found.text
    assert "sources and quotations are left out" in found._repr_html_()
