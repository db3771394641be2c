"""Values: two of one content are equal, hash alike, and can be copied, also to another process."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import detente
from detente.conflict.conflict import Conflict
from tests.unit.evidence.reviewing.making import readings

TOLL = """\
detente: 1
title: Toll
as_of: 2024-01-01
sources: {paper: {title: The Paper, date: 2024-01-01}}
quotations: {one: {source: paper, voice: own words, party: North, text: the bridge}}
parties:
  North:
    prefers: [{demand: bridge implies toll, because: one, position: paid}, not lift]
    conditions: [{condition: bridge only after toll, position: paid}]
  South:
    prefers: [bridge, {any_order: [not toll, lift]}]
    conditions: [toll only after bridge]
positions: {paid: {party: North}}
options:
  bridge: {by: North, undone_by: nobody}
  toll: {by: South, takes: 3 days, window: 2024}
  lift: {by: [North, South], after: bridge or toll}
rules: [not (lift and bridge and not toll)]
status_quo: []
targets: {t: bridge and toll}
outcome: {state: YYN, date: 2024-06}
epochs: [{from: 2025, parties: {South: {prefers: [toll]}}}]
perspectives: {paper: {sources: [paper]}, other: {status_quo: YYN}}
default_perspective: paper
"""
MERGED = TOLL.replace("status_quo: []", "states: {gone: lift and toll}\nstatus_quo: []")
EXPLICIT = """\
detente: 1
title: Path
parties:
  North: {moves: {a: [b], b: [c]}, ranking: [c, b, a]}
  South: {moves: {b: [a]}, ranking: [a, others]}
states: {a: Here, b: There, c: Away}
status_quo: a
"""


def conflict() -> Conflict:
    """Return a conflict of every kind of item, read anew."""
    return detente.loads(TOLL)


def graph(**choices: Any) -> detente.GraphModel:
    """Return its model."""
    return detente.compile(conflict(), **choices)


def asked(folder: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield every public question with a function that asks it anew."""
    path = folder / "toll.yaml"
    path.write_text(TOLL, encoding="utf-8")
    model = folder / "toll.gmcr"
    model.write_text(detente.export(conflict(), form="gmcr").text, encoding="utf-8")
    review = folder / "review.yaml"
    review.write_text("review: 1\nproposals: {}\n", encoding="utf-8")
    older = detente.loads(TOLL.replace("not lift]", "lift]"))
    yield "loads", conflict
    yield "compile", graph
    yield "stability", lambda: detente.stability(graph(), state="NNN", all_states=True)
    yield "states", lambda: detente.states(graph())
    yield "states in patterns", lambda: detente.states(graph(), limit=2)
    yield "states from", lambda: detente.states(graph(), start="NNN")
    yield "roadmaps", lambda: detente.roadmaps(graph(), "t")
    yield "blockers", lambda: detente.blockers(graph(), "t")
    yield "unlocks", lambda: detente.unlocks(graph(), "t")
    yield "differences", lambda: detente.differences(graph(), "North", "South", to="t")
    yield "order_matrix", lambda: detente.order_matrix(graph(), to="t")
    yield "perspectives", lambda: detente.perspectives(conflict(), "t")
    yield "robustness", lambda: detente.robustness(conflict(), "t")
    yield "backtest", lambda: detente.backtest(conflict())
    yield "changes", lambda: detente.changes(older, conflict())
    yield "compare", lambda: detente.compare(older, conflict())
    yield "hanging", lambda: detente.hanging(graph())
    yield "onward", lambda: detente.onward(graph())
    yield "waiting", lambda: detente.waiting(graph())
    yield "check", lambda: detente.check(path)
    yield "describe", lambda: detente.describe(conflict())
    yield "brief", lambda: detente.brief(graph())
    yield "timeline", lambda: detente.timeline(conflict())
    yield "export", lambda: detente.export(conflict(), form="csv")
    yield "import_", lambda: detente.import_(model)
    yield "cite", lambda: detente.cite("We want the bridge now.", "the bridge", name="a.txt")
    yield "review", lambda: detente.review(review)
    yield "read", readings
    yield "corpus", lambda: detente.corpus("papers.corpus")
    yield "examples", detente.examples
    yield "schema", detente.schema
    yield "new", lambda: detente.new(folder / "mine.yaml")


# what is text, or no question
NO_VALUES = {"dumps", "load"}


def test_every_question_is_here(tmp_path: Path) -> None:
    """A new public function is tested for what it returns."""
    functions = {name for name in detente.__all__ if name[0].islower()}
    assert functions - {name.partition(" ")[0] for name, _ in asked(tmp_path)} == NO_VALUES


def test_results_are_values(tmp_path: Path) -> None:
    """The same question twice gives equal answers, and so do their copies."""
    for name, ask in asked(tmp_path):
        (tmp_path / "mine.yaml").unlink(missing_ok=True)
        first = ask()
        (tmp_path / "mine.yaml").unlink(missing_ok=True)
        second = ask()
        assert (first == second) is True, name
        assert (first != second) is False, name
        assert hash(first) == hash(second), name
        for other in (copy.copy(first), copy.deepcopy(first), pickle.loads(pickle.dumps(first))):
            assert (other == first) is True, name
            assert hash(other) == hash(first), name
        assert (first == "something else") is False, name


CHOICES: list[dict[str, Any]] = [
    {},
    {"perspective": "everything"},
    {"perspective": "other"},
    {"without": ["rule.1"]},
    {"without": ["North.c1", "rule.1"]},
    {"status_quo": "NYN"},
    {"epoch": date(2025, 1, 1)},
]


def test_models_are_equal_if_all_is() -> None:
    """Models of one conflict under the same choices are equal; another choice makes another."""
    models = [graph(**choices) for choices in CHOICES]
    models += [detente.compile(detente.loads(text)) for text in (MERGED, EXPLICIT)]
    models.append(detente.compile(detente.loads(TOLL.replace("not lift]", "lift]"))))
    for place, one in enumerate(models):
        for number, other in enumerate(models):
            assert (one == other) is (place == number)
    assert len(set(models)) == len(models)
    for text in (MERGED, EXPLICIT):
        assert detente.compile(detente.loads(text)) == detente.compile(detente.loads(text))


def test_a_choice_may_be_written_in_several_ways() -> None:
    """Items left out have no order, and a status quo is the state that it names."""
    assert graph(without=["rule.1", "North.c1"]) == graph(without=["North.c1", "rule.1"])
    assert graph(status_quo="toll") == graph(status_quo="NYN")
    assert hash(graph(status_quo="toll")) == hash(graph(status_quo="NYN"))


def test_what_a_model_remembers_is_no_part_of_it() -> None:
    """A model that was asked much equals one that was asked nothing, and is copied without it."""
    used, fresh = graph(), graph()
    detente.stability(used)
    detente.roadmaps(used, "t")
    assert used._remembered
    assert used == fresh
    for other in (copy.copy(used), copy.deepcopy(used), pickle.loads(pickle.dumps(used))):
        assert other._remembered == {}
        assert detente.stability(other) == detente.stability(fresh)
    assert used._remembered


def test_a_set_in_patterns_keeps_its_members() -> None:
    """After copying it is still known which states belong, also where not all patterns stand."""
    found = detente.states(graph(), where="bridge iff toll", limit=1).patterns
    assert found is not None
    again = pickle.loads(pickle.dumps(found))
    assert ["NNN" in again, "YNN" in again, "YYY" in again, "?" in again] == [
        True,
        False,
        True,
        False,
    ]
    other = detente.states(graph(), where="bridge", limit=1).patterns
    assert found != other


@pytest.mark.parametrize("text", [TOLL, MERGED, EXPLICIT])
def test_a_model_in_another_process(text: str) -> None:
    """A model that was sent elsewhere answers as the one that stayed."""
    here = detente.compile(detente.loads(text))
    there = pickle.loads(pickle.dumps(here))
    assert detente.stability(there) == detente.stability(here)
    assert there.members() == here.members()


def test_problems_in_another_process() -> None:
    """What went wrong can be told by another process than the one it went wrong in."""
    with pytest.raises(detente.ConflictProblems) as caught:
        detente.loads(TOLL.replace("not lift]", "not left]"))
    there = pickle.loads(pickle.dumps(caught.value))
    assert there.problems == caught.value.problems
    assert str(there) == str(caught.value)
