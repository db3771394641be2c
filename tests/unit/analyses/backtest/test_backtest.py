"""Hit, miss and no call, on two towns of which each wants the other to begin."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

import detente
from detente.analyses.backtest.judging import on_certainty
from detente.analyses.backtest.results import QUESTIONS, Backtest, Verdict
from detente.telling.testing import _often, backtest_text

TEXT = """\
detente: 1
title: Road and toll
as_of: 2030
sources:
  gazette: {title: The gazette}
  letter: {title: A letter}
quotations:
  first: {source: gazette, voice: report, paraphrase: The toll is to be paid first.}
  then: {source: letter, voice: report, paraphrase: The road is to be opened first.}
parties:
  Hill:
    prefers: [toll, not road]
    conditions:
      - condition: road only after toll
        position: toll-first
        because: first
  Shore:
    prefers: [road]
    conditions:
      - condition: toll only after road
        position: road-first
        because: then
positions:
  toll-first: {party: Hill, label: Toll first}
  road-first: {party: Shore, label: Road first}
options:
  road: {label: Open the road, by: Hill, after: not bridge}
  toll: {label: Pay the toll, by: Shore}
  bridge: {label: Close the bridge, by: Hill, undone_by: nobody, needs: not road and not toll}
targets:
  deal: road and toll
  passage: road
status_quo: []
"""


def judged_on(outcome: str, more: str = "", **choices: str) -> Backtest:
    """Return the back-test of the file with an outcome."""
    text = f"{TEXT}outcome: {outcome}\n{more}"
    return detente.backtest(detente.loads(text), **choices)


def verdicts(found: Backtest) -> list[str]:
    """Return the verdicts in the order of the questions."""
    assert [one.question for one in found.judged] == list(QUESTIONS)
    return [one.verdict for one in found.judged]


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        pytest.param(
            "{state: []}", ["hit", "hit", "hit", "no call", "no call"], id="nothing, as said"
        ),
        pytest.param(
            "{state: [road, toll], steps: [toll, road], given_up: [road-first]}",
            ["miss", "hit", "hit", "hit", "no call"],
            id="one gives way",
        ),
        pytest.param(
            "{state: [road, toll], steps: [toll, road]}",
            ["miss", "miss", "miss", "miss", "no call"],
            id="it comes about, and nobody gave way",
        ),
        pytest.param(
            "{state: [], given_up: [road-first]}",
            ["hit", "hit", "miss", "no call", "no call"],
            id="one gives way in vain",
        ),
        pytest.param(
            "{state: [], softened: [road-first]}",
            ["hit", "hit", "hit", "no call", "no call"],
            id="what is softened is held",
        ),
        pytest.param(
            "{state: [road, toll], steps: [[road, toll]], softened: [road-first, toll-first]}",
            ["miss", "hit", "hit", "hit", "no call"],
            id="both soften, and go together",
        ),
        pytest.param(
            "{state: [bridge], steps: [bridge]}",
            ["miss", "hit", "hit", "hit", "no call"],
            id="a step nobody had to accept",
        ),
    ],
)
def test_verdicts(outcome: str, expected: list[str]) -> None:
    """Each question is judged by the rule of the documentation."""
    assert verdicts(judged_on(outcome)) == expected


def test_a_step_that_is_not_legal() -> None:
    """It is a miss of the roadmap, and says at which step."""
    text = TEXT.replace("after: not bridge", "after: bridge")
    found = detente.backtest(
        detente.loads(f"{text}outcome: {{state: [road], steps: [road]}}\n"), "passage"
    )
    assert found.verdict("roadmap") == "miss"
    assert found.judged[3].said == "Step 1 is not legal in the model."


def test_who_should_have_refused() -> None:
    """The party and its item are named."""
    found = judged_on("{state: [toll], steps: [toll]}", target="deal")
    assert (
        found.judged[3].said == "Step 1 should have been refused by Shore: a condition (Shore.c1)."
    )


def test_what_is_robust_and_wrong() -> None:
    """All perspectives stop at order; by the gazette alone nothing does."""
    contested = "perspectives: {wide: {}, paper: {sources: [gazette]}}\ndefault_perspective: wide\n"
    found = judged_on("{state: []}", contested)
    assert "rung: contested" in found.judged[4].said
    assert found.verdict("certainty") == "miss"
    robust = (
        "perspectives: {wide: {}, both: {sources: [gazette, letter]}}\ndefault_perspective: wide\n"
    )
    assert judged_on("{state: []}", robust).verdict("certainty") == "hit"
    assert judged_on("{state: [road, toll]}", robust).verdict("certainty") == "miss"


@pytest.mark.parametrize(
    ("robust", "verdicts_on", "expected"),
    [
        ({"rest": True, "rung": False}, {"rest": "hit", "rung": "miss"}, "hit"),
        ({"rest": True, "rung": False}, {"rest": "hit", "rung": "hit"}, "miss"),
        ({"rest": True, "rung": False}, {"rest": "no call", "rung": "miss"}, "hit"),
        ({"rest": True, "rung": True}, {"rest": "no call", "rung": "no call"}, "no call"),
        ({}, {"rest": "hit", "rung": "hit"}, "no call"),
    ],
)
def test_certainty(
    robust: dict[str, bool], verdicts_on: dict[str, Verdict], expected: Verdict
) -> None:
    """What is robust has to be right, and what is contested wrong; what has no call is left aside."""
    assert on_certainty(robust, verdicts_on).verdict == expected


def test_a_concession_that_opens_nothing_excuses_nothing() -> None:
    """Where an order was accepted all along, what was given up is no reason."""
    idle = TEXT.replace("only after", "only with").replace(
        "prefers: [road]", "prefers: [road, {demand: not bridge, position: idle}]"
    )
    idle = idle.replace("positions:\n", "positions:\n  idle: {party: Shore}\n")
    for given in ("[]", "[idle]"):
        outcome = f"outcome: {{state: [road, toll], given_up: {given}}}\n"
        found = detente.backtest(detente.loads(idle + outcome))
        assert (found.rung, found.verdict("rung")) == ("commitment", "miss")


def test_steps_that_are_not_told() -> None:
    """A changed state without steps is no state without change."""
    assert (
        judged_on("{state: [road, toll]}").judged[3].happened == "The file does not tell the steps."
    )
    assert judged_on("{state: []}").judged[3].happened == "No step was taken."


def test_an_outcome_that_cannot_be_reached() -> None:
    """No guess among the states in reach can hold it."""
    shut = TEXT.replace("by: Shore}", "by: nobody}")
    found = detente.backtest(detente.loads(shut + "outcome: {state: [road, toll]}\n"))
    assert found.baselines.chance == 0


def test_baselines() -> None:
    """What costs nothing is told beside it: no change, success, and a guess among five states."""
    found = judged_on("{state: []}")
    assert (found.baselines.unchanged, found.baselines.reached) == (True, False)
    assert (found.baselines.named, found.baselines.reachable) == (1, 5)
    assert found.to_dict()["baselines"]["chance"] == "1/5"  # type: ignore[index]
    found = judged_on("{state: [road, toll]}")
    assert (found.baselines.unchanged, found.baselines.reached) == (False, True)


def test_an_order_that_does_not_hold() -> None:
    """No concession is called for; the rung is right only if the target does not come about."""
    free = TEXT.replace("only after", "only with")
    for outcome, verdict in (("[road, toll]", "miss"), ("[]", "hit")):
        found = detente.backtest(detente.loads(f"{free}outcome: {{state: {outcome}}}\n"))
        assert (found.rung, found.verdict("crux")) == ("commitment", "no call")
        assert found.verdict("rung") == verdict


def test_a_target_that_nothing_stops() -> None:
    """Then the rung is right only if it comes about."""
    free = TEXT.replace("only after", "only with").replace(", not road]", "]")
    for outcome, verdict in (("[road, toll]", "hit"), ("[]", "miss")):
        found = detente.backtest(detente.loads(f"{free}outcome: {{state: {outcome}}}\n"))
        assert (found.rung, found.verdict("rung")) == ("none", verdict)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (TEXT, detente.NoAnswer),
        (
            TEXT.replace("targets:\n  deal: road and toll\n  passage: road\n", "")
            + "outcome: {state: []}\n",
            detente.WrongUse,
        ),
        (TEXT.replace("status_quo: []\n", "") + "outcome: {state: []}\n", detente.WrongUse),
        (TEXT + "outcome: {state: [road, bridge]}\n", detente.NoAnswer),
    ],
)
def test_questions_without_an_answer(text: str, error: type[Exception]) -> None:
    """No outcome, no target, no status quo, an outcome that cannot be: said, not guessed."""
    with pytest.raises(error):
        detente.backtest(detente.loads(text))


def test_a_model_that_lists_its_states() -> None:
    """It has no order of steps."""
    conflict = detente.load("water/elmira")
    with pytest.raises(detente.DetenteError):
        detente.backtest(conflict)


def test_the_answer_as_rows_document_text_and_table() -> None:
    """All say the same."""
    found = judged_on(
        "{state: [road, toll], date: 2031, steps: [toll, road], given_up: [road-first]}"
    )
    assert [row["question"] for row in found.rows()] == list(QUESTIONS)
    document = json.loads(json.dumps(found.to_dict()))
    assert document["question"] == "backtest"
    assert document["settings"]["target"] == "deal"
    assert document["sets"][0] == {"give_up": ["road-first"], "soften": []}
    text = backtest_text(detente.loads(TEXT), found)
    assert "Road and toll, as it stood in 2030" in text
    assert "What stops the target: HIT" in text
    assert "(1) put in effect 'Pay the toll'; (2) put in effect 'Open the road'" in " ".join(
        text.split()
    )
    assert "is right in 1 of 5 cases" in text
    assert "<table" in found._repr_html_()


def test_of_two_positions_no_larger_concession_is_left_out() -> None:
    """Where every concession there can be was tried, the answer is whole."""
    found = judged_on("{state: []}")
    assert (found.complete, found.notes) == (True, ())


def test_where_nothing_moves_no_move_is_told() -> None:
    """A status quo that rests is where it rests; moves that also go round are not told to end."""
    rest = "No preferred move leads on from the status quo: it rests there, at: nothing in effect."
    assert judged_on("{state: []}").judged[0].said == rest
    chase = TEXT.replace("[toll, not road]", "[bridge, road iff toll]")
    chase = chase.replace("[road]", "[not bridge, not (road iff toll)]")
    chase = chase.replace("by: Shore}", "by: Shore}\n  shut: {by: Shore, undone_by: nobody}")
    chase = chase.replace(
        "needs: not road and not toll", "needs: not road and not toll and not shut"
    )
    chase = chase.replace("[not bridge,", "[shut,").replace(
        "after: not bridge", "needs: not bridge"
    )
    said = (
        detente.backtest(detente.loads(f"{chase}outcome: {{state: []}}\n"), "deal").judged[0].said
    )
    assert said.startswith("Preferred moves from the status quo end in ")
    assert said.endswith("; or they go round without an end.")


def test_what_is_not_known_of_all_is_neither_robust_nor_contested() -> None:
    """Where a perspective has no answer, what the others share is not called robust."""
    views = "perspectives: {wide: {}, strict: {}}\ndefault_perspective: wide\n"
    rule = "rules: [{rule: road or bridge, only_in: [strict]}]\n"
    found = judged_on("{state: []}", views + rule)
    said = "Rest: not known of all perspectives; rung: not known of all perspectives."
    assert (found.judged[4].said, found.verdict("certainty")) == (said, "no call")


def test_a_guess_is_told_exactly() -> None:
    """Two of five is two of five, not once in two or three times."""
    assert on_certainty({"rest": None, "rung": None}, {"rest": "hit", "rung": "hit"}).said
    assert _often(Fraction(2, 5)) == "in 2 of 5 cases"
    assert (_often(Fraction(0)), _often(Fraction(1))) == ("never", "always")
