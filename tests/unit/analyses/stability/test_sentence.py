"""The sentence of a verdict, and the moves under it: exactly what the concept asks for."""

from __future__ import annotations

from typing import Any

import pytest

import detente
from detente.analyses.stability import witness

ESCAPE = """\
detente: 1
title: Escape
parties:
  A: {name: Alpha, prefers: ["a iff not b"]}
  B: {name: Beta, prefers: ["a iff b"]}
options:
  a: {label: Ay, by: A}
  b: {label: Bee, by: B}
status_quo: []
"""


def verdict(text: str, concept: str, state: str, party: str = "A") -> Any:
    """Return one verdict on a state."""
    graph = detente.compile(detente.loads(text))
    return detente.stability(graph, state=state, party=party, concepts=[concept]).verdicts[0]


@pytest.mark.parametrize(("concept", "how"), [("smr", "could"), ("sseq", "would")])
def test_an_answer_that_can_be_escaped(concept: str, how: str) -> None:
    """The others can answer, and that is said; what makes it unstable is the way out."""
    found = verdict(ESCAPE, concept, "NN")
    assert not found.stable
    assert found.sentence == (
        f"In this model Alpha would prefer to put in effect 'Ay'; Beta {how} put in effect 'Bee', "
        "which Alpha does not prefer to staying, but from there Alpha could end 'Ay', which it "
        "prefers to staying."
    )
    (reply,) = found.replies
    assert reply.sanction == ()
    (escape,) = reply.escapes
    assert [(one.parties, one.steps, one.to) for one in escape.answer] == [(("B",), ("b",), "YY")]
    assert (escape.steps, escape.to) == (("not a",), "NY")
    assert reply.escapes_complete


def test_an_answer_for_good() -> None:
    """Where there is no way out, the sentence says so."""
    text = ESCAPE.replace("a: {label: Ay, by: A}", "a: {label: Ay, by: A, undone_by: nobody}")
    assert verdict(text, "smr", "NN").sentence == (
        "In this model Alpha would prefer to put in effect 'Ay', but Beta could put in effect 'Bee', "
        "which Alpha does not prefer to staying, and from there Alpha could move to nothing that it "
        "prefers to staying."
    )


def test_nobody_can_answer() -> None:
    """Nobody can answer: no way out has to be told."""
    text = ESCAPE.replace("b: {label: Bee, by: B}", "b: {label: Bee, by: nobody}")
    for concept in ("gmr", "smr"):
        assert verdict(text, concept, "NN").sentence == (
            "In this model Alpha would prefer to put in effect 'Ay', and the others could not answer "
            "that."
        )
    assert verdict(text, "sseq", "NN").replies[0].escapes == ()


def test_several_answers_that_can_be_escaped() -> None:
    """Every answer is told with its escape; the sentence counts the others."""
    text = """\
detente: 1
title: Three doors
parties:
  A: {name: Alpha, prefers: ["at least 1 of (a and not b and not c), (b and not a), (c and not a)"]}
  B: {name: Beta, prefers: []}
options:
  a: {label: Ay, by: A}
  b: {label: Bee, by: B}
  c: {label: Cee, by: B}
status_quo: []
"""
    found = verdict(text, "smr", "NNN")
    assert not found.stable
    assert found.sentence.endswith(
        "which it prefers to staying; and so from each of the 2 other answers."
    )
    (reply,) = found.replies
    assert [escape.answer[-1].to for escape in reply.escapes] == ["YYN", "YNY", "YYY"]
    assert {escape.to for escape in reply.escapes} == {"NYN", "NNY", "NYY"}


def test_too_many_answers_to_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the limit the answers are not told, the sentence claims it of all, and 3 follows."""
    monkeypatch.setattr(witness, "MOST_ESCAPES", 1)
    text = ESCAPE.replace("options:", "options:\n  c: {by: B}").replace("a iff b", "a iff b or c")
    text = text.replace("a iff not b", "a iff not (b or c)")
    graph = detente.compile(detente.loads(text))
    found = detente.stability(graph, state="NNN", party="A", concepts=["smr"])
    (reply,) = found.verdicts[0].replies
    assert (len(reply.escapes), reply.escapes_complete) == (1, False)
    assert found.verdicts[0].sentence.endswith("; and so from every other answer.")
    assert not found.complete
    assert found.notes[-1].startswith("left out: some answers that can be escaped")


def test_at_the_same_moment_is_said_only_where_it_is_so() -> None:
    """A sanction in turn is none at the same moment, though the tableau knows both."""
    found = verdict(ESCAPE, "fraser-hipel", "NN")
    assert found.stable
    assert "at the same moment" not in found.sentence
    assert not found.replies[0].at_once
    driving = "classics/chicken"
    graph = detente.compile(detente.load(driving))
    both = detente.stability(graph, state="YY", party="first", concepts=["sim", "fraser-hipel"])
    for one in both.verdicts:
        assert one.replies[0].at_once
        assert "would end 'Swerve 2' at the same moment, which together makes" in one.sentence


def test_not_undone_at_the_same_moment() -> None:
    """What others answer in turn does not count for moves made at the same moment."""
    found = verdict(ESCAPE, "sim", "NN")
    assert not found.stable
    assert "could not answer" not in found.sentence
    assert found.sentence == (
        "In this model Alpha would prefer to put in effect 'Ay', and no moves of others that they "
        "gain from, made at the same moment, would make of it a state that Alpha does not prefer to "
        "staying."
    )


SHARED = """\
detente: 1
title: A shared lever
parties:
  A: {prefers: [x and not y]}
  B: {prefers: [x and y]}
options:
  x: {by: {any_of: [A, B]}}
  y: {by: B}
status_quo: []
"""


def test_a_step_of_both_at_the_same_moment() -> None:
    """The others' whole move is told, also the step in it that the party takes as well."""
    (reply,) = verdict(SHARED, "sim", "NN").replies
    (taken,) = reply.sanction
    assert (reply.steps, taken.parties, taken.steps, taken.to) == (("x",), ("B",), ("x", "y"), "YY")
