"""What changed between two versions, in the file and in the verdicts, and because of what."""

from __future__ import annotations

from dataclasses import replace

import pytest

import detente
from detente.analyses.changes import Changes
from detente.conflict.conflict import Conflict
from tests.oracle.random_conflicts import random_conflict

DECLARATION = detente.load("korea/declaration-2021")

TEXT = """
detente: 1
title: Harbour
sources: {paper: {title: Paper}, wire: {title: Wire}}
quotations:
  q1: {source: paper, voice: report, text: one}
  q2: {source: wire, voice: report, text: two}
parties:
  A:
    name: First
    prefers:
      - want: b
        because: q1
      - not a
  B: {name: Second, prefers: [a, not b]}
options:
  a: {label: Open, by: A}
  b: {label: Pay, by: B}
status_quo: []
perspectives: {paper: {sources: [paper]}, record: {}}
default_perspective: record
"""
OLD = detente.loads(TEXT)


def version(*pairs: tuple[str, str]) -> Conflict:
    """Return the file with some of its text replaced."""
    text = TEXT
    for before, now in pairs:
        assert before in text
        text = text.replace(before, now)
    return detente.loads(text)


def reasons(found: Changes) -> list[tuple[tuple[int, ...], str, tuple[str, ...]]]:
    """Return numbers, how and verdicts of every reason."""
    return [(reason.changes, reason.how, reason.verdicts) for reason in found.because]


def test_nothing_changed() -> None:
    """A file compared with itself: no change, no verdict, no reason, one sentence."""
    found = detente.changes(DECLARATION, DECLARATION)
    assert (found.file, found.wording, found.verdicts, found.because) == ((), (), (), ())
    assert found.complete
    assert found.sentences() == ("Nothing of meaning changed in the file.",)


def test_a_single_change_is_found_responsible() -> None:
    """Second would now rather pay: one change alone ends the old equilibrium."""
    found = detente.changes(OLD, version(("[a, not b]", "[a, b]")), concepts=["nash"])
    assert [change.sentence for change in found.file] == [
        "Removed: Second would rather not have 'Pay' in effect.",
        "Added at place 2: Second would rather have 'Pay' in effect.",
    ]
    assert [(v.of, v.before, v.now, v.joined, v.left) for v in found.verdicts] == [
        ("rests", 0, 1, ("NY",), ()),
        ("nash", 1, 1, ("NY",), ("NN",)),
    ]
    joins = "NY (b) joins the states where the conflict rests and the equilibria of nash"
    leaves = "NN (nothing in effect) leaves the equilibria of nash"
    # without either wish Second is indifferent to paying, so both states are equilibria
    assert reasons(found) == [((1, 2), "alone", (joins,)), ((2,), "alone", (leaves,))]
    assert found.sentences()[-1] == f"Change 2 alone is enough for this: {leaves}."


def test_changes_that_work_only_together_are_told_together() -> None:
    """Both allies soften 'after' to 'with'; neither alone opens the joint move."""
    old = DECLARATION
    new = _conditions(old, "US.c3", "DPRK.c2")
    found = detente.changes(old, new, concepts=["nash"])
    assert [(change.item, change.kind) for change in found.file] == [
        ("US.c3", "changed"),
        ("DPRK.c2", "changed"),
    ]
    (reason,) = found.because
    assert (reason.changes, reason.how) == ((1, 2), "together")
    assert any("(drop, talks)" in clause for clause in reason.verdicts)
    for one in ("US.c3", "DPRK.c2"):
        assert detente.changes(old, _conditions(old, one), concepts=["nash"]).verdicts == ()


def _conditions(conflict: Conflict, *softened: str) -> Conflict:
    """Return a conflict with some conditions 'only with' instead of 'only after'."""
    return replace(
        conflict,
        parties=tuple(
            replace(
                party,
                conditions=tuple(
                    replace(term, order="with") if getattr(term, "id", "") in softened else term
                    for term in party.conditions
                ),
            )
            for party in conflict.parties
        ),
    )


@pytest.mark.parametrize("seed", range(6))
def test_states_join_and_leave_as_both_answers_say(seed: int) -> None:
    """The states that joined or left are the difference of the equilibria of both versions."""
    old, new = same_options(seed)
    found = detente.changes(old, new, concepts=["nash"])
    before, now = _nash(old), _nash(new)
    assert {state for v in found.verdicts if v.of == "nash" for state in v.joined} == now - before
    assert {state for v in found.verdicts if v.of == "nash" for state in v.left} == before - now


def same_options(seed: int) -> tuple[Conflict, Conflict]:
    """Return two random conflicts whose states are written alike."""
    old = random_conflict(seed)
    others = (random_conflict(seed + 500 * n) for n in range(1, 200))
    return old, next(o for o in others if _shape(o) == _shape(old))


def _shape(conflict: Conflict) -> object:
    return [o.name for o in conflict.options], [s.name for s in conflict.states], conflict.explicit


def _nash(conflict: Conflict) -> set[str]:
    graph = detente.compile(conflict)
    return set(detente.stability(graph, concepts=["nash"]).equilibria["nash"].states)


# ways of looking ------------------------------------------------------------------------------


def test_states_are_matched_by_what_is_in_effect() -> None:
    """With the options in another order nothing has changed but the way states are written."""
    options = "  a: {label: Open, by: A}\n  b: {label: Pay, by: B}\n"
    turned = "  b: {label: Pay, by: B}\n  a: {label: Open, by: A}\n"
    found = detente.changes(OLD, version((options, turned)))
    assert (found.file, found.verdicts) == ((), ())
    assert [change.item for change in found.wording] == ["options"]


def test_a_new_option_makes_states_that_were_not_there() -> None:
    """States with the new option in effect are told as new; the others are matched."""
    new = version(("options:\n", "options:\n  c: {by: A}\n"))
    found = detente.changes(OLD, new, concepts=["nash"])
    (nash,) = (v for v in found.verdicts if v.of == "nash")
    assert (nash.before, nash.now, nash.joined, nash.left) == (1, 2, ("YNN",), ())
    assert nash.sentence.endswith("joined: YNN (c) (the older version has no such state).")
    assert reasons(found)[0][:2] == ((1,), "alone")
    assert found.options == ("c",)


def test_evidence_counts_where_a_perspective_chooses_sources() -> None:
    """Moved to a source that is not heard, a wish drops out, and the status quo comes to rest."""
    new = version(("because: q1", "because: q2"))
    assert detente.changes(OLD, new).verdicts == ()
    found = detente.changes(OLD, new, perspective="paper", concepts=["nash"])
    assert found.file == ()
    assert [v.of for v in found.verdicts] == ["status quo rests", "joint move", "rests"]
    assert [reason.changes for reason in found.because] == [(1,)]
    assert found.sentences()[0].startswith("1. Now because of q2; before: q1.")


def test_a_perspective_that_only_the_newer_version_has() -> None:
    """The older version is looked at in the same way, and the answer says so."""
    new = version(("{paper: {sources: [paper]}", "{wire: {sources: [wire]}"))
    found = detente.changes(OLD, new, perspective="wire", concepts=["nash"])
    assert found.notes == (
        "The older version has no perspective 'wire': it is looked at as the newer one is.",
    )
    assert found.verdicts == ()


def test_items_left_out_are_left_out_of_both() -> None:
    """`without` takes ids of the newer version; the same item is left out of the older one."""
    new = version(("      - want: b\n", "      - a\n      - want: b\n"))
    assert detente.changes(OLD, new, without=["A.s1"], concepts=["nash"]).verdicts == ()
    plain = detente.changes(OLD, new, concepts=["nash"])
    alone = detente.changes(OLD, new, without=["A.s2"], concepts=["nash"])
    assert [v.of for v in plain.verdicts] != []
    assert alone.asked.settings["without"] == ["A.s2"]
    with pytest.raises(detente.WrongUse, match=r"there is no item 'A\.s9'"):
        detente.changes(OLD, new, without=["A.s9"])


def test_another_status_quo_is_asked_of_both() -> None:
    """`status_quo` is read in the newer version and found in the older one by what is in effect."""
    new = version(("options:\n", "options:\n  c: {by: nobody, undone_by: A}\n"))
    found = detente.changes(OLD, new, status_quo="[a, b]", concepts=["nash"])
    assert found.asked.settings["status_quo"] == "NYY"
    assert [v for v in found.verdicts if v.of.startswith("status quo")] == []


def test_versions_of_two_kinds_are_not_compared() -> None:
    """An explicit graph and options have no item in common; that is said, and nothing else."""
    found = detente.changes(detente.load("water/elmira"), OLD)
    assert not found.comparable
    assert found.sentences() == found.notes
    assert found.verdicts == found.file == ()


def test_an_older_version_without_any_state_has_no_verdicts() -> None:
    """What changed in the file is told all the same."""
    old = version(("status_quo:", "rules: [a, not a]\nstatus_quo:"))
    found = detente.changes(old, OLD)
    assert [change.kind for change in found.file] == ["removed", "removed"]
    assert found.verdicts == ()
    assert not found.complete
    assert found.notes[0].startswith("The older version has no verdicts to compare with:")


def test_causes_are_not_looked_for_beyond_the_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """The verdicts are there, the reasons are not, and a note says which limit it was."""
    new = version(("[a, not b]", "[a, b]"))
    monkeypatch.setattr("detente.analyses.changes.MOST_CHANGES", 1)
    found = detente.changes(OLD, new, concepts=["nash"])
    assert found.verdicts
    assert (found.because, found.complete) == ((), False)
    assert "more than 1 changes at once" in found.notes[-1]
    monkeypatch.setattr("detente.analyses.changes.MOST_OPTIONS", 1)
    assert "The limit is a model of" in detente.changes(OLD, new).notes[-1]


def test_large_sets_are_counted_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Above the limit a set is told by its size; equal sizes are no change."""
    monkeypatch.setattr("detente.analyses.standing.MOST_STATES", 0)
    new = version(("[a, not b]", "[a]"))
    found = detente.changes(OLD, new, concepts=["nash"])
    assert [(v.of, v.before, v.now, v.joined) for v in found.verdicts] == [("nash", 1, 2, ())]
    assert found.verdicts[0].sentence == (
        "Equilibria of nash: 2 states, 1 before; too many to compare one by one."
    )


def test_the_document_has_file_verdicts_and_reasons() -> None:
    """The plain document carries both fingerprints, every part, and the same rows."""
    new = version(("[a, not b]", "[a, b]"), ("label: Open", "label: Opened"))
    found = detente.changes(OLD, new)
    document = found.to_dict()
    assert document["question"] == "changes"
    assert document["older"] == {
        "title": "Harbour",
        "fingerprint": detente.changes(OLD, OLD).asked.fingerprint,
    }
    assert [row["part"] for row in found.rows()] == ["file"] * 2 + ["wording"] + ["verdicts"] * len(
        found.verdicts
    )
    assert "<table>" in found._repr_html_()
