"""robustness: which single changes of a model change what is found about a target."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

import detente
from detente.analyses.onward import MOST_STATES
from detente.analyses.robustness import asking, looking, results
from detente.analyses.robustness.results import Finding, Robustness
from detente.conflict.conflict import Conflict
from detente.errors import LimitReached
from detente.graph.model import GraphModel

TOLL = """\
detente: 1
title: The toll bridge
sources:
  gazette: {title: The Gazette, date: 2031-01-01}
  diary: {title: A Diary, publisher: The Press}
quotations:
  onlooker: {source: diary, voice: observer, about: Shore, paraphrase: First the toll.}
  keeper: {source: gazette, voice: report, about: Hill, paraphrase: The road comes first.}
parties:
  Hill:
    prefers: [road, toll, not flag]
    conditions:
      - {condition: toll only after road, because: keeper, position: road-first}
  Shore:
    prefers: [toll, road]
    conditions:
      - {condition: road only after toll, because: onlooker, position: toll-first}
positions:
  road-first: {party: Hill, label: The road comes first}
  toll-first: {party: Shore, label: The toll comes first}
options:
  road: {label: Open the road, by: [Hill, Shore]}
  toll: {label: Take a toll, by: [Hill, Shore]}
  flag: {label: Raise a flag, by: Hill}
status_quo: []
targets: {both: road and toll, now: not road, nothing: road and not road, flagged: flag}
"""


@pytest.fixture
def toll() -> Conflict:
    """A head-on pair of conditions, each resting on a source of its own."""
    return detente.loads(TOLL)


def finding(found: Robustness, kind: str) -> Finding:
    """Return the one finding of a kind."""
    (one,) = [f for f in found.findings if f.kind == kind]
    return one


def changes(one: Finding) -> dict[str, str]:
    """Return what changes a finding, with what is found instead."""
    return {change.variation.name: change.instead for change in one.changed_by}


# what changes what ---------------------------------------------------------------------------------


def test_a_head_on_pair_hangs_on_each_of_its_sides(toll: Conflict) -> None:
    """Without either condition, or the source it stands in, nothing stops the target."""
    found = detente.robustness(toll, "both")
    assert finding(found, "rung").what == "sequence"
    assert changes(finding(found, "rung")) == {
        "without Hill.c1": "none",
        "without Shore.c1": "none",
        "with the opposite of Hill.s1": "content",
        "with the opposite of Shore.s1": "content",
        "without the source gazette": "none",
        "without the source diary": "none",
    }
    assert found.complete


def test_counts_are_those_of_the_variations(toll: Conflict) -> None:
    """Three swaps, five statements and two conditions to drop, five to negate, two sources."""
    found = detente.robustness(toll, "both")
    assert [(c.kind, c.there_are, c.tried, c.rung, c.anything) for c in found.counts] == [
        ("swap", 3, 3, 0, 0), ("drop", 7, 7, 2, 2), ("negate", 5, 5, 2, 5), ("source", 2, 2, 2, 2),
    ]  # fmt: skip
    assert found.tried == 17


def test_what_nothing_changes_has_no_exception(toll: Conflict) -> None:
    """A target that holds already, or that no state satisfies, withstands every variation."""
    for target, rung in (("now", "already"), ("nothing", "impossible")):
        found = detente.robustness(toll, target)
        assert finding(found, "rung").what == rung
        assert finding(found, "rung").changed_by == ()


def test_what_only_a_variation_finds_is_told_with_it(toll: Conflict) -> None:
    """Moves that open, and where they end; the endings of the model itself are those of no move."""
    found = detente.robustness(toll, "both")
    assert not [f for f in found.findings if f.kind == "endings"]
    others = {(o.kind, o.what): [v.name for v in o.found_by] for o in found.otherwise}
    assert others["move", "Hill: flag"] == ["with the opposite of Hill.s3"]
    assert others["endings", "NNY"] == ["with the opposite of Hill.s3"]
    assert others["status quo", "does not rest"] == list(changes(finding(found, "status quo")))
    kinds = [o.kind for o in found.otherwise]
    assert kinds == sorted(kinds, key=("rung", "status quo", "move", "endings", "unlock").index)


def test_where_moves_end_is_a_finding_where_moves_are_open() -> None:
    """Once the flag is wanted it is raised; a variation that shuts the move says that it rests."""
    wanted = detente.loads(TOLL.replace("not flag]", "flag]"))
    found = detente.robustness(wanted, "both")
    assert finding(found, "endings").what == "NNY"
    assert "end at: 'Raise a flag'" in finding(found, "endings").sentence
    assert changes(finding(found, "endings"))["without Hill.s3"] == "rests"
    assert changes(finding(found, "endings"))["without Hill.c1"] == "YYY"


def test_moves_without_an_end_are_told_as_such() -> None:
    """Two who chase each other round go on for ever."""
    chase = detente.loads(
        "detente: 1\ntitle: A chase\nparties:\n  A: {prefers: [a iff b]}\n"
        "  B: {prefers: [not (a iff b)]}\noptions:\n  a: {by: A}\n  b: {by: B}\nstatus_quo: []\n"
    )
    found = detente.robustness(chase, "a and b")
    assert finding(found, "endings").what == "none"
    assert finding(found, "endings").sentence.endswith("go on without an end.")


def test_an_effect_says_what_is_gone_and_what_is_new(toll: Conflict) -> None:
    """The list of variations agrees with the lists under the findings."""
    found = detente.robustness(toll, "both")
    for one in found.findings:
        gone = [
            e.variation
            for e in found.changing
            if (one.kind, one.what) in [(a.kind, a.what) for a in e.gone]
        ]
        assert gone == [change.variation for change in one.changed_by]
    for other in found.otherwise:
        new = [
            e.variation
            for e in found.changing
            if (other.kind, other.what) in [(a.kind, a.what) for a in e.new]
        ]
        assert new == list(other.found_by)


def test_items_say_what_the_variations_touch(toll: Conflict) -> None:
    """Items in the order of the file, then sources; nothing that changes nothing is listed."""
    found = detente.robustness(toll, "now")
    assert found.items == (
        ("Hill.s3", "Hill would rather not have 'Raise a flag' in effect."),
        ("Hill.c1", "Hill agrees to 'Take a toll' only after 'Open the road' is in effect."),
        ("Shore.c1", "Shore agrees to 'Open the road' only after 'Take a toll' is in effect."),
        ("gazette", "The Gazette, 2031-01-01"),
        ("diary", "The Press"),
    )


# which model is varied -----------------------------------------------------------------------------


def test_perspective_epoch_and_items_left_out_are_those_of_the_question() -> None:
    """Each variation differs from the model that was asked about, and from no other."""
    text = TOLL.replace(
        "status_quo: []",
        "status_quo: []\nas_of: 2031-01-01\nepochs:\n"
        "  - {from: 2032-01-01, parties: {Shore: {prefers: [same, not flag], conditions: []}}}\n"
        "perspectives:\n  all-said: {}\n  press: {sources: [diary]}\ndefault_perspective: all-said",
    )
    conflict = detente.loads(text)
    found = detente.robustness(
        conflict, "both", perspective="press", epoch=date(2032, 5, 1), without=["Hill.s3"]
    )
    # Hill's condition is not heard, Shore's is given up in 2032; so no source decides anything
    assert [(c.kind, c.there_are) for c in found.counts] == [
        ("swap", 3), ("drop", 5), ("negate", 5), ("source", 0),
    ]  # fmt: skip
    assert finding(found, "rung").what == "none"
    assert found.asked.settings["without"] == ["Hill.s3"]
    assert found.asked.settings["epoch"] == "2032-05-01"


def test_another_status_quo_is_that_of_every_variation(toll: Conflict) -> None:
    """Started with the flag up, taking it down is what is open."""
    found = detente.robustness(toll, "both", status_quo="NNY")
    assert "Hill: not flag" in [f.what for f in found.findings if f.kind == "move"]
    assert found.asked.settings["status_quo"] == "NNY"


# limits --------------------------------------------------------------------------------------------


def test_of_a_kind_all_are_tried_or_none(toll: Conflict, monkeypatch: pytest.MonkeyPatch) -> None:
    """What does not fit the limit is left out whole, and what is smaller may still fit."""
    monkeypatch.setattr(asking, "MOST_VARIATIONS", 7)
    found = detente.robustness(toll, "both")
    assert [(c.kind, c.there_are, c.tried) for c in found.counts] == [
        ("swap", 3, 3), ("drop", 7, 0), ("negate", 5, 0), ("source", 2, 2),
    ]  # fmt: skip
    assert not found.complete
    assert found.limits[0].startswith("Left out: 7 drops;")


def test_the_more_options_the_fewer_variations(
    toll: Conflict, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limit is on combinations of options over all variations."""
    monkeypatch.setattr(asking, "MOST_WORK", 8 * 3)
    found = detente.robustness(toll, "both")
    assert [count.tried for count in found.counts] == [3, 0, 0, 0]


def test_too_many_states_to_follow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where moves end is left out, of the model itself and so of all; the rest is answered."""
    monkeypatch.setattr("detente.analyses.onward.MOST_STATES", 0)
    wanted = detente.loads(TOLL.replace("not flag]", "flag]"))
    found = detente.robustness(wanted, "both")
    assert not [f for f in (*found.findings, *found.otherwise) if f.kind == "endings"]
    assert found.limits == (
        "Left out: where preferred moves end. There are too many states to follow.",
    )
    assert not found.complete
    assert len(changes(finding(found, "rung"))) > 1


def test_a_variation_too_large_to_be_answered(
    toll: Conflict, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is an exception, and the answer says that it is not whole."""

    def never(*_: object) -> object:
        def at(varied: looking.Varied) -> looking.Look:
            raise LimitReached(f"{varied.variation.kind} is too much")

        return at

    monkeypatch.setattr(asking, "looking", never)
    found = detente.robustness(toll, "both")
    assert len(found.changing) == found.tried == 17
    assert {effect.no_answer for effect in found.changing} > {"swap is too much"}
    assert all(f.changed_by == () for f in found.findings)
    assert "Too large to be answered: without Hill.c1: drop is too much." in found.limits
    assert not found.complete


def test_a_variation_without_an_answer_is_an_exception() -> None:
    """A window that cannot be counted matters once an order is accepted; the answer is whole."""
    text = TOLL.replace("road: {label: Open", "road: {window: 2031-02-01..2031-03-01, label: Open")
    dated = detente.loads(text.replace("title: The", "as_of: 2031-01-01\ntitle: The", 1))
    found = detente.robustness(replace(dated, as_of=None), "both")
    silent = {e.variation.name: e.no_answer for e in found.changing if e.no_answer}
    assert set(silent) == {
        "without Hill.c1", "without Shore.c1", "without the source gazette", "without the source diary",
    }  # fmt: skip
    assert all("add `as_of: YYYY-MM-DD`" in why for why in silent.values())
    assert found.complete
    assert [c.anything for c in found.counts if c.kind == "drop"] == [2]


def test_wrong_questions(toll: Conflict) -> None:
    """An unknown target, a file without a status quo, a model of listed states."""
    with pytest.raises(detente.WrongUse, match="did you mean 'both'"):
        detente.robustness(toll, "bothh")
    with pytest.raises(detente.WrongUse, match="no status quo"):
        detente.robustness(replace(toll, status_quo=None), "both")
    with pytest.raises(detente.NoAnswer, match="lists its states"):
        detente.robustness(detente.load("water/elmira"), "s1")


# the answer ----------------------------------------------------------------------------------------


def test_equal_models_are_looked_at_once(toll: Conflict, monkeypatch: pytest.MonkeyPatch) -> None:
    """To drop a condition and to lose its only source is the same."""
    look, looked = looking.look, []

    def noted(graph: GraphModel, *rest: object) -> looking.Look:
        looked.append(graph.selection.parties)
        return look(graph, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(looking, "look", noted)
    found = detente.robustness(toll, "both")
    # two sources support one condition each
    assert len(looked) == len(set(looked)) == found.tried - 2


def test_progress_counts_up_to_all(toll: Conflict) -> None:
    """Each variation is one, and the last call says that all are done."""
    seen: list[tuple[int, int]] = []
    found = detente.robustness(toll, "both", progress=lambda done, of: seen.append((done, of)))
    assert seen == [(n, found.tried) for n in range(1, found.tried + 1)]


def test_the_answer_as_rows_document_and_table(toll: Conflict) -> None:
    """One row a finding; the document has everything in plain values; the table is escaped."""
    found = detente.robustness(toll, "both")
    assert [row["finding"] for row in found.rows()] == [f.sentence for f in found.findings]
    assert [row["changed by"] for row in found.rows()] == [
        len(f.changed_by) for f in found.findings
    ]
    document = found.to_dict()
    assert document["question"] == "robustness"
    assert set(document) >= set(results.Robustness.__slots__) - {"asked", "limits"}
    assert document["findings"][0]["changed_by"][0] == {  # type: ignore[index]
        "kind": "drop", "items": ["Hill.c1"], "name": "without Hill.c1", "instead": "none",
    }  # fmt: skip
    assert document["changing"][0]["no_answer"] is None  # type: ignore[index]
    assert "how far from changing" in found._repr_html_()


def test_the_states_followed_are_those_that_the_page_names() -> None:
    """The page says 300 states."""
    assert MOST_STATES == 300
    assert (asking.MOST_VARIATIONS, asking.MOST_WORK) == (2_000, 4_000_000)
