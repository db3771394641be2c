"""The brief: neutral, conditional, every line with its ground, the same bytes each time."""

from __future__ import annotations

import re

import pytest
from syrupy.assertion import SnapshotAssertion

import detente
from detente.briefing.content import Brief, Grid, Line, Points
from detente.shipped import slugs
from tests.briefs import brief_of

KOREA = "korea/declaration-2021"
KOREA19 = "korea/hanoi-2019"
SMALL = [slug for slug in slugs() if slug != "trade/uruguay-round"]


def lines(brief: Brief) -> list[Line]:
    """Return every line of a brief, those of its grids too."""
    found: list[Line] = []
    for section in brief.sections:
        found += section.lead
        for block in section.blocks:
            if isinstance(block, Grid):
                found += [line for row in block.rows for cell in row for line in cell]
            else:
                found += block.lines
    return found


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_the_korean_brief_as_a_reader_sees_it(form: str, snapshot: SnapshotAssertion) -> None:
    """The words of the main example are looked at whenever they change."""
    found = brief_of(KOREA)
    text = {"text": found.to_text(), "markdown": found.to_markdown()}[form]
    assert snapshot == re.sub(r"Détente \S+;", "Détente VERSION;", text)


@pytest.mark.parametrize("slug", SMALL)
def test_every_shipped_conflict_has_a_brief(slug: str) -> None:
    """Each brief has a diagnosis, and its three forms can be made."""
    found = brief_of(slug)
    assert found.diagnosis
    assert found.to_html().startswith("<!doctype html>")
    assert found.to_markdown().startswith("# ")
    assert found.to_text().startswith(found.title[:10])
    assert found.to_dict()["question"] == "brief"


def test_every_statement_and_term_has_its_ground() -> None:
    """A line that tells a statement or a condition carries a quotation or the word assumption."""
    ids = {line.item for line in lines(brief_of(KOREA)) if re.fullmatch(r"\w+\.[sc]\d+", line.item)}
    assert len(ids) > 30
    for section in brief_of(KOREA).sections:
        if section.name != "wants":
            continue
        for block in section.blocks:
            for line in block.lines if isinstance(block, Points) else ():
                if re.fullmatch(r"\w+\.[sc]\d+", line.item):
                    assert line.marks, line


def test_the_same_file_gives_the_same_bytes() -> None:
    """Two runs differ in nothing, on the page and in the document."""
    first = brief_of("korea/hanoi-2019")
    second = detente.brief(detente.compile(detente.load("korea/hanoi-2019")))
    assert first.to_html() == second.to_html()
    assert first.to_dict() == second.to_dict()


def test_a_hostile_label_stays_text() -> None:
    """Signs of HTML and Markdown in a label are shown, not obeyed."""
    text = """
detente: 1
title: "<script>alert(1)</script> & *stars*"
parties:
  A: {name: "<b>A</b>", prefers: [x]}
options:
  x: {label: "</li><img src=x onerror=alert(1)> | pipe", by: A}
status_quo: []
"""
    found = detente.brief(detente.compile(detente.loads(text)))
    page = found.to_html()
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "&lt;img src=x" in page
    assert "<img" not in found.to_markdown().replace("\\<img", "")


def test_silence_is_said() -> None:
    """A step on which a party says nothing is told as such, not left empty."""
    grid = next(
        block
        for section in brief_of(KOREA).sections
        for block in section.blocks
        if not isinstance(block, Points)
    )
    review = next(row for row in grid.rows if row[0][0].item == "review")
    assert [cell[0].text for cell in review[2:]] == ["no statement found"] * 4


def test_a_party_without_wishes_has_none_in_the_page() -> None:
    """The short form counts wishes, and silence is none."""
    text = (
        "detente: 1\ntitle: t\nparties: {N: {prefers: [a]}, S: {}}\noptions: {a: {by: N}}\n"
        "status_quo: []\n"
    )
    told = detente.brief(detente.compile(detente.loads(text))).to_text()
    assert told.count("1 wish, in the page.") == 1
    assert told.count("   - Preferences: no statement found.") == 1


def test_resting_places_are_those_of_the_model() -> None:
    """2019 rests where it stands in every perspective; 2021 rests one joint move further on."""
    for perspective in ("seed", "record", "sceptical"):
        graph = detente.compile(detente.load(KOREA19), perspective=perspective)
        assert graph.status_quo in (detente.stability(graph).rests or ())
        assert "nothing moves from the status quo" in detente.brief(graph).diagnosis
    for perspective in ("moon", "hard"):
        graph = detente.compile(detente.load(KOREA), perspective=perspective)
        found = detente.onward(graph)
        assert [stage.steps for stage in found.together] == [("review", "draft")]
        assert [ending.state for ending in found.endings] == ["YYNNNNNNNN"]
        assert not found.alone


def test_a_model_too_large_says_so() -> None:
    """Where joint moves cannot be looked through, the brief says so and is not complete."""
    found = brief_of("trade/uruguay-round")
    assert not found.complete
    assert "too" in found.diagnosis or "status quo" in found.diagnosis


def test_who_is_quoted_stands_apart_from_the_words_in_markdown() -> None:
    """The speaker and the day, a colon, a space, and the words."""
    found = brief_of(KOREA).to_markdown()
    quoted = [line for line in found.split("\n") if line.startswith('<a id="q')]
    assert quoted
    assert not [line for line in quoted if re.search(r"\d{4}(-\d\d)*:\S", line)]
