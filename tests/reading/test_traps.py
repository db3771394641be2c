"""The eighteen traps: at least twelve right, none confidently wrong, and not too much asked."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from detente.errors import WrongUse
from detente.evidence.reading.parsing import model
from tests.reading.traps import RETOLD, Expected, Table, retold, table, true_ones
from tests.reading.traps.judging import Outcomes, Read, judge, lines, read_all

FOLDER = os.environ.get("DETENTE_ARTICLES")
ENOUGH = 12
TRAPS = range(1, 19)
TABLE = table()
EVERY = [one for trap in TABLE.traps for one in trap.expect] + list(TABLE.quotations)


@pytest.fixture(scope="module")
def reads() -> dict[bool, Read]:
    """Return the readings: of the articles told again, and of the true ones if they are here."""
    try:
        model.load(model.chosen())
    except WrongUse as error:
        pytest.skip(str(error))
    found = {False: read_all(retold(), true=False)}
    if (true := true_ones(FOLDER)) is not None:
        found[True] = read_all(true, true=True)
    return found


@pytest.fixture(scope="module", params=[False, True], ids=["told again", "true"])
def outcomes(request: pytest.FixtureRequest, reads: dict[bool, Read]) -> tuple[bool, Outcomes]:
    """Return what came of the table."""
    if request.param not in reads:
        pytest.skip("DETENTE_ARTICLES names no folder with the two articles")
    return request.param, judge(TABLE, reads[request.param])


def test_twelve_right_and_none_confidently_wrong(outcomes: tuple[bool, Outcomes]):
    """At least twelve traps come out right, and no answer is wrong without a question."""
    _, found = outcomes
    assert found.count("wrong") == 0, "\n".join(lines(TABLE, found))
    assert found.count("right") >= ENOUGH, "\n".join(lines(TABLE, found))


def test_as_recorded(outcomes: tuple[bool, Outcomes]):
    """Every trap comes out as the table records it, so that a change shows."""
    true, found = outcomes
    assert dict(found.traps) == TABLE.recorded[true], "\n".join(lines(TABLE, found))


def test_every_direct_quotation(outcomes: tuple[bool, Outcomes]):
    """All words in quotation marks have the right speaker and party."""
    _, found = outcomes
    assert {one.outcome for one in found.quotations} == {"right"}, "\n".join(lines(TABLE, found))


def test_a_third_asked_at_most(outcomes: tuple[bool, Outcomes]):
    """There are open questions on a third of all proposals at most, and on some."""
    _, found = outcomes
    assert 0 < 3 * found.asked <= found.proposals


def test_the_table_is_whole():
    """There is an entry for each of the traps, and something to expect of each."""
    assert [trap.number for trap in TABLE.traps] == list(TRAPS)
    assert all(trap.expect and trap.hard for trap in TABLE.traps)


@pytest.mark.parametrize("one", EVERY, ids=lambda one: f"{one.document}: {one.at[:30]}")
def test_words_stand_once(one: Expected):
    """What an expectation is about stands in the article told again."""
    text = (RETOLD / f"{one.document}.txt").read_text(encoding="utf-8")
    start, end = one.place(text, true=False)
    assert 0 <= start < end <= len(text)


def test_a_wrong_answer_counts(reads: dict[bool, Read]):
    """Judged by a table in which all names are others, most traps are wrong, and none is right."""
    names = ("speaker", "party", "holders", "participants")
    swapped = Table(
        TABLE.articles,
        tuple(
            type(trap)(trap.number, trap.title, trap.hard, tuple(map(_swapped, trap.expect)))
            for trap in TABLE.traps
            if any(one.found and set(names) & set(one.says) for one in trap.expect)
        ),
        (),
        TABLE.recorded,
    )
    found = judge(swapped, reads[False])
    assert found.count("right") == 0
    assert found.count("wrong") >= ENOUGH


def _swapped(one: Expected) -> Expected:
    wrong = {
        "speaker": "Nobody",
        "party": "Nobody",
        "holders": ["Nobody"],
        "participants": ["Nobody"],
    }
    says = {key: wrong.get(key, value) for key, value in one.says.items()}
    return Expected(
        one.document, one.what, one.at, one.characters, says, one.found, one.asked, one.once
    )


def test_other_files_are_not_the_articles(tmp_path: Path):
    """A folder with other files does not hold the true articles, and neither does none."""
    (tmp_path / "talks.txt").write_text("Talks.", encoding="utf-8")
    assert true_ones(tmp_path) is None
    assert true_ones(None) is None
    assert true_ones(tmp_path / "away") is None
