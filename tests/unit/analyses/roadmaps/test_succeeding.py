"""A change of office: which stage can have been taken before it, and what holds from there on."""

from __future__ import annotations

import pytest

import detente
from detente.analyses.roadmaps.results import Roadmap, Succession
from detente.analyses.wording import Words, words_of
from detente.telling.journey import succeeded

WINDOW = """
parties:
  I: {name: India, prefers: [x and y, not x]}
  J: {name: Jordan, prefers: [x and y, not y]}
options:
  x: {by: I, takes: 10 days, window: 2024-09-01..2024-12-31}
  y: {by: J, takes: 10 days}
epochs:
  - {from: 2024-06-01, title: elections, parties: {I: {prefers: [not x]}}}
  - {from: 2024-01-01, title: on the day itself, parties: {J: {prefers: [y]}}}
"""
PARALLEL = """
parties:
  I: {name: India, prefers: [y, x]}
  J: {name: Jordan, prefers: [x, y]}
options:
  x: {by: I, takes: 30 days, undone_by: nobody}
  y: {by: J, takes: 30 days, undone_by: nobody}
channels: [{between: [I, J], when: not x}]
epochs:
  - {from: DAY, title: elections, parties: {I: {prefers: [not x]}}}
"""
WORSE = """
parties:
  I: {name: India, prefers: [not attack, x]}
  J: {name: Jordan, prefers: [x, attack]}
options:
  attack: {by: J, needs: not d}
  d: {by: J, undone_by: nobody}
  x: {by: I}
epochs:
  - {from: 2024-06-01, parties: {I: {prefers: [not attack, not x]}}}
"""


def best(text: str, target: str) -> tuple[Words, Roadmap]:
    """Return the words and the best roadmap of a conflict written in short."""
    conflict = detente.loads(f"detente: 1\ntitle: t\nas_of: 2024-01-01\nstatus_quo: []\n{text}")
    found = detente.roadmaps(detente.compile(conflict), target)
    return words_of(conflict), found.step_sets[0].roadmaps[0]


def changes(text: str, target: str) -> tuple[Succession, ...]:
    """Return what the changes of office make of the best roadmap."""
    return best(text, target)[1].succession


def told(text: str, target: str) -> str:
    """Return all that is said of the changes of office."""
    words, roadmap = best(text, target)
    return " ".join(
        " ".join([heading, *sentences])
        for item in roadmap.succession
        for heading, sentences in succeeded(words, roadmap, item)
    )


def test_a_step_waits_for_its_window() -> None:
    """What may take effect only after the change cannot have been taken before it."""
    by_title = {item.title: item for item in changes(WINDOW, "x and y")}
    assert by_title["elections"].stage == 0
    assert not by_title["elections"].robust
    assert {item.stage for item in by_title["elections"].temptations} == {0, 1}


def test_a_change_that_has_begun_leaves_no_stage_before_it() -> None:
    """On the day time starts nothing can have been done, and the text says so."""
    by_title = {item.title: item for item in changes(WINDOW, "x and y")}
    first = by_title["on the day itself"]
    assert (first.begun, first.stage) == (True, 0)
    text = told(WINDOW, "x and y")
    assert (
        "Preferences change on 2024-01-01 (on the day itself) already, no later than time starts: "
        "no stage can have been taken before."
    ) in text


@pytest.mark.parametrize(
    ("day", "stage"),
    [("2024-01-31", 0), ("2024-02-01", 2), ("2024-02-05", 2), ("2024-03-15", 2)],
)
def test_steps_that_need_not_wait_go_on_together(day: str, stage: int) -> None:
    """Both steps can have taken effect after 30 days; on the day itself they come too late."""
    (later,) = changes(PARALLEL.replace("DAY", day), "x and y")
    assert later.stage == stage


def test_what_holds_already_needs_no_promise() -> None:
    """Where it holds from there on nothing is listed that would make it hold."""
    (later,) = changes(PARALLEL.replace("DAY", "2024-02-05"), "x and y")
    assert (later.robust, later.worse_off) == (True, ("I",))
    assert [g for g in later.guarantees if g.goal == "self-enforcing"] == []
    text = told(PARALLEL.replace("DAY", "2024-02-05"), "x and y")
    assert "every stage can have been taken before that day. From there on it holds" in text
    assert "lock" not in text
    assert "would make it hold" not in text


def test_no_lock_is_said_only_where_it_is_proved() -> None:
    """A party that ranks the end below today may be held by a lock, unless today would rest."""
    (later,) = changes(WORSE, "x and d")
    assert later.worse_off == ("I",)
    assert ("x",) in [g.what for g in later.guarantees if g.kind == "lock"]
    assert later.no_lock is None
    text = told(WORSE, "x and d")
    assert "India then ranks the end below where it stands today." in text
    assert "No lock" not in text


def test_no_lock_holds_whoever_would_rather_stay() -> None:
    """At a stage that rests whoever prefers it to the end stays, whatever is locked."""
    text = (
        "parties: {I: {name: India, prefers: [x]}, J: {prefers: [x]}}\n"
        "options: {x: {by: [I, J], takes: 30 days}}\n"
        "epochs: [{from: 2024-01-10, parties: {I: {prefers: [not x]}}}]"
    )
    (later,) = changes(text, "x")
    assert (later.stage, later.no_lock) == (0, (0, "I"))
    assert not [g for g in later.guarantees if (g.kind, g.goal) == ("lock", "self-enforcing")]
    assert (
        "No lock could make it hold by itself: today would rest, and India prefers that to the end."
    ) in told(text, "x")


def test_a_month_begins_with_its_first_day() -> None:
    """A change that is dated by the month counts from the first day of it, and is told so."""
    text = PARALLEL.replace("DAY", "2024-02")
    assert [item.stage for item in changes(text, "x and y")] == [2]
    assert "When preferences change with the first day of 2024-02 (elections):" in told(
        text, "x and y"
    )
