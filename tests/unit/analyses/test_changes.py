"""What changed between two versions, in the file and in the verdicts, and because of what."""

from __future__ import annotations

from dataclasses import replace

import pytest

import detente
from detente.analyses.changes import Changes
from detente.analyses.merging import differences, merge
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


@pytest.mark.parametrize("seed", range(8))
def test_reasons_hold_when_they_are_tried(seed: int) -> None:
    """Made in the older version, the changes named bring about every verdict they are named for;
    of changes named together none can be spared.
    """
    old = random_conflict(seed)
    others = (random_conflict(seed + 500 * n) for n in range(1, 20))
    new = next(other for other in others if other.explicit == old.explicit)
    found = detente.changes(old, new, concepts=["nash"])
    listed = sorted(differences(old, new), key=lambda difference: difference.wording)
    keys = [difference.key for difference in listed]
    before, now = _nash(old), _nash(new)
    joined = {state for v in found.verdicts if v.of == "nash" for state in v.joined}
    left = {state for v in found.verdicts if v.of == "nash" for state in v.left}
    if old.explicit or _names(old) == _names(new):
        assert joined == now - before
        assert left == before - now
    for reason in found.because:
        sets = [reason.changes] if reason.how == "together" else [(n,) for n in reason.changes]
        for numbers in sets:
            taken = frozenset(keys[number - 1] for number in numbers)
            tried = detente.changes(old, merge(old, new, taken), concepts=["nash"])
            told = {clause for one in tried.because for clause in one.verdicts}
            whole = " ".join(told)
            for clause in reason.verdicts:
                if "rests" in clause and "status quo" in clause:
                    assert clause in told, (clause, whole)


def _nash(conflict: Conflict) -> set[str]:
    graph = detente.compile(conflict)
    return set(detente.stability(graph, concepts=["nash"]).equilibria["nash"].states)


def _names(conflict: Conflict) -> list[str]:
    return [option.name for option in conflict.options]
