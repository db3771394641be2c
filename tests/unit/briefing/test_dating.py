"""The timeline in a brief: drawn, in words, every item linked to what tells it."""

from __future__ import annotations

import re

import pytest

import detente
from detente.briefing.content import Brief, Picture, Points, Section
from detente.briefing.dating import MOST_READ
from detente.errors import WrongUse
from detente.evidence.corpus.asking import Corpus
from tests.briefs import brief_of
from tests.unit.evidence.corpus.keeping import kept
from tests.unit.evidence.timeline.test_timeline import TEXT

__all__ = ["kept"]

DECLARATION = "korea/declaration-2021"


def section(found: Brief) -> Section:
    """Return the section on who said what when."""
    return next(one for one in found.sections if one.name == "timeline")


def test_the_quotations_of_a_file_are_a_timeline() -> None:
    """A picture whose signs lead to the quotations by number, and the same as a list."""
    found = brief_of(DECLARATION)
    picture, listed = section(found).blocks
    assert isinstance(picture, Picture)
    assert isinstance(listed, Points)
    numbers = [line.marks[0].number for line in listed.lines]
    assert len(numbers) == len(set(numbers)) == 27
    linked = {int(n) for n in re.findall(r'<a href="#q(\d+)">', picture.svg)}
    assert linked <= set(numbers)
    page = found.to_html()
    assert picture.svg in page
    assert all(f'id="q{number}"' in page for number in numbers)
    assert "- 2021-10-20: " in found.to_markdown()
    assert "2021-10-20: " in found.to_text(full=True)


@pytest.mark.parametrize("slug", ["classics/chicken", "nuclear/cuban-missile-crisis"])
def test_too_little_with_a_day_is_no_timeline(slug: str) -> None:
    """Nothing is drawn where there is nothing to be seen."""
    assert "timeline" not in {one.name for one in brief_of(slug).sections}


def test_a_corpus_joins(kept: Corpus) -> None:
    """What was read is numbered on, listed under its document, and said to be unreviewed."""
    graph = detente.compile(detente.loads(TEXT))
    found = detente.brief(graph, corpus=kept.file)
    assert found.asked.settings["corpus"] == kept.file
    assert section(found).lead[0].text == (
        "What is numbered 5 and up was read by the program in 'papers.corpus' and reviewed by "
        "nobody: it supports nothing in the model."
    )
    documents = {source.url: source for source in found.sources if source.url}
    assert {"one.txt", "two.txt"} == documents.keys()
    assert [q.number for q in documents["two.txt"].quotations] == [6, 7]
    assert documents["one.txt"].quotations[0].voice == "demand, own words, read and not reviewed"
    listed = section(found).blocks[1]
    assert isinstance(listed, Points)
    told = [line.text for line in listed.lines]
    assert "2031-04-20: Italy, reject: a visit of inspectors to the upper valley" in told
    assert detente.brief(graph, corpus=kept.file).to_html() == found.to_html()


def test_only_some_of_much_is_told(kept: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """What most documents tell comes first; how much is left out is said."""
    assert MOST_READ > 1
    monkeypatch.setattr("detente.briefing.dating.MOST_READ", 1)
    found = detente.brief(detente.compile(detente.loads(TEXT)), corpus=kept.file)
    assert "2 further items there: 'detente timeline' lists all." in section(found).lead[0].text


def test_what_is_no_corpus() -> None:
    """A corpus that is not there is a mistake."""
    with pytest.raises(WrongUse, match="there is no corpus"):
        detente.brief(detente.compile(detente.loads(TEXT)), corpus="none.corpus")
