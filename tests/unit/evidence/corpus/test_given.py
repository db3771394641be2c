"""What a person tells of documents that do not say it: their day, their outlet."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.errors import WrongUse
from detente.evidence.corpus.asking import Corpus
from detente.evidence.corpus.given import Given

from .keeping import kept

__all__ = ["kept"]


def days(kept: Corpus) -> dict[object, object]:
    """Return the day of each document."""
    return {row["file"]: row["day"] for row in kept.list().rows()}


def test_the_day_of_those_that_give_none(kept: Corpus) -> None:
    """A day that is typed in is that of documents without one; what they say themselves stays."""
    assert kept.add("*.txt", date="2031-05-01", outlet="The Post").counts["read again"] == 4
    assert days(kept)["undated.txt"] == "2031-05-01"
    assert days(kept)["one.txt"] == "2031-04-10"
    assert {row["outlet"] for row in kept.list().rows()} == {"The Post"}


def test_the_day_in_the_name(kept: Corpus) -> None:
    """Only where it is asked for, and only a whole day that stands there alone."""
    text = "Bell of France says: nobody asked for {}.\n"
    names = ["wire-2031-05-02.txt", "2031-05-02-to-2031-05-09.txt", "2031-02-31.txt"]
    for number, name in enumerate(names):
        Path(name).write_text(text.format(number), encoding="utf-8")
    kept.add(names, date="name")
    assert [days(kept)[name] for name in names] == ["2031-05-02", "", ""]


def test_adding_again_takes_nothing_back(kept: Corpus) -> None:
    """Without the flags what was told with a document stays; with others it is read again."""
    kept.add("undated.txt", date="2031-05-01")
    assert kept.add(".").counts["read again"] == 0
    assert days(kept)["undated.txt"] == "2031-05-01"
    assert kept.add("undated.txt", date="2031-05-02").counts["read again"] == 1


@pytest.mark.parametrize("given", [{"date": "soon"}, {"date": "2031-05"}, {"outlet": " "}])
def test_what_is_no_day_and_no_outlet(given: dict[str, str]) -> None:
    """A month is no day, and nothing is no outlet."""
    with pytest.raises(WrongUse):
        Given(**given)
