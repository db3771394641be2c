"""What the brief says about a target: what blocks, who differs, what unlocks, which road, who says so."""

from __future__ import annotations

import pytest

import detente
from detente.briefing.content import Brief, Grid, Line, Picture, Points, Section
from tests.briefs import brief_of

DECLARATION, HANOI = "korea/declaration-2021", "korea/hanoi-2019"
SECTIONS = ("blockers", "differences", "unlocks", "roadmaps", "perspectives")


def section(found: Brief, name: str) -> Section:
    """Return one section of a brief."""
    return next(one for one in found.sections if one.name == name)


def told(found: Brief, name: str) -> str:
    """Return all that a section says, on one line."""
    lines: list[Line] = list(section(found, name).lead)
    parts: list[str] = []
    for block in section(found, name).blocks:
        parts.append(block.title)
        if isinstance(block, Grid):
            lines += [line for row in block.rows for cell in row for line in cell]
        else:
            parts += [line.text for line in block.lines]
    return " ".join([*(line.text for line in lines), *parts])


@pytest.mark.parametrize("slug", [DECLARATION, HANOI])
def test_every_section_is_there(slug: str) -> None:
    """The sections about the target stand between the wishes and the moves."""
    names = [one.name for one in brief_of(slug).sections]
    assert [name for name in names if name in SECTIONS] == list(SECTIONS)
    assert names.index("wants") < names.index("blockers") < names.index("moves")


def test_the_short_version_answers_first() -> None:
    """The rung, the difference that binds, the crux and the road are told in the first section."""
    text = told(brief_of(DECLARATION), "short")
    for part in (
        "to none of them an order of steps that everybody accepts",
        "the difference that holds them up is that between the United States and North Korea, and none of the others",
        "The crux is 'Talks without preconditions' of the United States and",
        "If 'together' were asked for instead of 'first' in 'Talks without preconditions' of",
        "51 days at the least, by 2021-12-17, with 143 days to spare",
    ):
        assert part in text


def test_the_allies_do_not_hold_it_up() -> None:
    """The allied difference is nested and does not bind; that between adversaries does."""
    text = told(brief_of(DECLARATION), "differences")
    assert "The United States and South Korea: The United States is the stricter" in text
    assert "32 orders would be accepted by" in text
    assert "201 days after 2021-10-27, 7 days past 2022-05-09" in text


def test_the_road_of_the_declaration() -> None:
    """Who hangs, how it ends, until when, what the successor makes of it, what would lock it."""
    text = told(brief_of(DECLARATION), "roadmaps")
    for part in (
        "The United States after stage 5: the others could hurt it more than they can today, by moves",
        "North Korea could end 'Commit to denuclearisation'",
        "the United States could end 'Withdraw what the North calls hostile policy'",
        "South Korea and China: at no stage.",
        "it falls back to stage 2",
        "held by threat",
        "2022-02-20, with 16 days to spare",
        "President Yoon",
        "South Korea then ranks the end below where it stands today.",
        "Nobody could undo 'Commit to denuclearisation' and 'Withdraw",
        "Everything at once, refused by the United States and North Korea",
    ):
        assert part in text


def test_the_road_of_the_settlement() -> None:
    """If 'everything upfront' is given up, the six stages of the study."""
    found = section(brief_of(HANOI), "roadmaps")
    (stages,) = [b for b in found.blocks if isinstance(b, Points) and b.ordered]
    assert len(stages.lines) == 6
    assert "everything upfront by North Korea" in told(brief_of(HANOI), "roadmaps").replace(
        "Everything", "everything"
    )


def test_pictures_are_drawn_in_the_page() -> None:
    """The chart of the roadmap and that of its dates stand in the page as SVG, with their words."""
    found = brief_of(DECLARATION)
    pictures = [b for b in section(found, "roadmaps").blocks if isinstance(b, Picture)]
    assert len(pictures) == 2
    page = found.to_html()
    for picture in pictures:
        assert picture.svg in page
        assert picture.lines
    assert "<svg" not in found.to_markdown()
    assert "A roadmap in 5 stages" in found.to_text(full=True)


def test_another_target() -> None:
    """`--to` asks about another target, or a formula; an unknown one is a mistake."""
    graph = detente.compile(detente.load(DECLARATION))
    found = detente.brief(graph, to="eow and talks")
    assert found.asked.settings["to"] == "eow and talks"
    assert "'eow and talks'" in told(found, "blockers")
    with pytest.raises(detente.WrongUse, match="did you mean 'declare'"):
        detente.brief(graph, to="declair")


def test_a_target_that_holds() -> None:
    """Of a target that holds today nothing more is asked."""
    found = brief_of(HANOI, "exer")
    assert "The target 'exer' holds at the status quo already." in told(found, "blockers")
    assert {one.name for one in found.sections} & {"unlocks", "roadmaps", "perspectives"} == set()


@pytest.mark.parametrize("slug", ["classics/chicken", "water/elmira"])
def test_no_target_no_section(slug: str) -> None:
    """Files without targets, and models that list their states, are told as before."""
    names = {one.name for one in brief_of(slug).sections}
    assert not names & set(SECTIONS)


def test_a_hostile_label_in_a_picture() -> None:
    """Signs of HTML in labels are shown in the drawings too, not obeyed."""
    text = """
detente: 1
title: Labels
parties:
  A: {name: "<b>A</b>", prefers: [x, y]}
  B: {prefers: [x, y]}
options:
  x: {label: "</text><script>alert(1)</script>", by: A}
  y: {label: "\\"><img src=x onerror=alert(1)>", by: B}
status_quo: []
targets: {both: x and y}
"""
    page = detente.brief(detente.compile(detente.loads(text))).to_html()
    assert "<svg" in page
    assert "<script" not in page
    assert "<img" not in page


def test_concessions_told_above_are_not_denied_below() -> None:
    """Where the content is what fails and concessions were found, the section on order says so."""
    conflict = detente.loads(
        "detente: 1\ntitle: Herd\nparties:\n"
        "  Hill: {prefers: [{demand: not herd}, pay]}\n  Shore: {prefers: [{demand: not pay}, herd]}\n"
        "options:\n  herd: {by: Hill}\n  pay: {by: Shore}\nstatus_quo: []\n"
        "targets: {exchange: herd and pay}\n"
    )
    found = detente.brief(detente.compile(conflict))
    assert "The smallest sets of positions to give up" in told(found, "unlocks")
    assert "What would have to be conceded for one is told" in told(found, "roadmaps")
    assert "no concession was found" not in told(found, "roadmaps")


def test_how_far_it_is_is_told() -> None:
    """Each question is counted before it is asked, and the count ends one below all of them."""
    told: list[tuple[int, int]] = []
    detente.brief(
        detente.compile(detente.load(DECLARATION)), progress=lambda *far: told.append(far)
    )
    every = told[0][1]
    assert told == [(number, every) for number in range(every)]
