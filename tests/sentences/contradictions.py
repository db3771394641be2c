"""Two sentences of one brief that cannot both be true, found without any model.

Every sentence that claims something is taken apart into facts: what it is about, and what it
says of that.  Two facts about the same thing that say different things contradict each other,
whichever of them is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .brief_forms import Form, Grid, Told
from .claims import (
    ACCEPTED,
    DIFFER,
    LOCKED,
    READERS,
    RESTS,
    ROADS,
    RUNGS,
    SHORT,
    STRENGTH,
    VIEWS,
    WAY,
    Fact,
    Subject,
    names,
    steps,
    what_stops,
)


def contradictions(form: Form) -> list[str]:
    """Return each two sentences of a brief that contradict each other, once for what it is about."""
    known: dict[Subject, Fact] = {}
    found = []
    for fact in facts(form):
        before = known.setdefault(fact.subject, fact)
        if before.value != fact.value:
            found.append(
                f"{fact.subject}: {before.value} in {before.where} \u201c{before.text}\u201d, but "
                f"{fact.value} in {fact.where} \u201c{fact.text}\u201d"
            )
    return list(dict.fromkeys(found))


def facts(form: Form) -> Iterator[Fact]:
    """Yield every fact that a brief states, in its sentences, headings and tables."""
    titles = [Told(section, title, title, number=-1) for section, title in form.titles]
    for told in (*form.lines, *titles):
        for section, pattern, reader in READERS:
            if section in ("", told.section):
                for match in pattern.finditer(told.text):
                    for subject, value in reader(told, match):
                        yield Fact(subject, value, told.section, told.text)
    for read in (_sums, _lists):
        yield from read(form)
    for grid in form.grids:
        yield from _grid(form, grid)


def _sums(form: Form) -> Iterator[Fact]:
    """Yield what follows from several sentences: who is lost, who accepts, what fails."""
    by_section: dict[str, list[Told]] = {}
    for told in form.lines:
        by_section.setdefault(told.section, []).append(told)
    short = by_section.get(SHORT, [])
    road = [t for t in by_section.get(ROADS, []) if t.block.startswith("Who could be left")]
    if road:
        lost = frozenset[str]().union(
            *(
                names(re.split(" after stage", told.text)[0])
                for told in road
                if "it could not recover" in told.text
                and "only if the others" not in told.text
                and "if they also act jointly, it could not recover" not in told.text
            )
        )
        said = any("beyond recovery" in told.text for told in short)
        if lost or not said:
            yield Fact(
                ("left hanging beyond recovery",), lost, ROADS, " ".join(t.text for t in road)
            )
        if not said:
            yield Fact(("left hanging beyond recovery",), frozenset(), SHORT, "(nobody is named)")
    why = [t for t in form.lines if t.section == SHORT and t.text.startswith("For the target")]
    for told in why:
        (kind,) = [kind for words, kind in RUNGS.items() if words in told.text]
        way_out = kind not in LOCKED
        yield Fact(("there is a way out",), way_out, SHORT, told.text)
        if kind == "none" and not any("Another order of steps would" in t.text for t in short):
            yield Fact(("the road fits",), True, SHORT, told.text)
            yield Fact(("the road is left",), False, SHORT, told.text)
        if way_out and "aside, who only" not in told.text and kind != "ratification":
            yield Fact(ACCEPTED, True, SHORT, told.text)
    tempted = [t for t in by_section.get(ROADS, []) if re.search("would surely do better", t.text)]
    if tempted and tempted[0].block == "Would it hold?":
        yield Fact(STRENGTH, "no", ROADS, tempted[0].text)


def _lists(form: Form) -> Iterator[Fact]:
    """Yield which places of rest are listed, and which steps the orders consist of that fail."""
    listed = [t for t in form.lines if t.section == RESTS and t.block == "Where it rests"]
    ends = [
        told.text
        for told in listed
        if told.text.startswith(("In effect: ", "Nothing in effect", "At the status quo: ", "'"))
    ]
    if ends and not any(told.text.startswith("And in ") for told in listed):
        places = frozenset(map(steps, ends))
        yield Fact(("where it rests",), places, RESTS, "; ".join(ends))
    for told in form.lines:
        match = re.match("(.*), refused by (.*?): (.*)", told.text)
        if told.section == ROADS and match and told.block.startswith("Why the orders"):
            yield Fact(("the steps in question",), steps(match[3]), ROADS, told.text)


# tables ------------------------------------------------------------------------------------------


def _grid(form: Form, grid: Grid) -> Iterator[Fact]:
    cells = [[" ".join(line.text for line in cell) for cell in row] for row in grid.rows]
    if grid.section == WAY:
        for target, _, why in cells:
            kinds = [kind for words, kind in RUNGS.items() if words in why]
            kinds += ["already"] if "holds at the status quo already" in why else []
            kinds += ["impossible"] if why.startswith("no state satisfies") else []
            yield Fact(("what stops", target.strip("'")), kinds[0], WAY, why)
    if grid.title == "The diagnosis under each perspective":
        for view, stops, *_ in cells:
            if view.endswith(" (this brief)"):
                said = {"holds already": "already", "nothing": "none"}.get(stops, stops)
                for told in form.lines:
                    if match := re.match("The same question, '(.*)', asked of", told.text):
                        yield from (
                            Fact(subject, value, VIEWS, f"{view}: {stops}")
                            for subject, value in what_stops(match[1], said)
                        )
    if grid.title == "Every two parties: goals, order, time":
        for row, head in zip(cells, [row[0] for row in cells], strict=True):
            for cell, other in zip(row[1:], grid.head[1:], strict=True):
                if cell:
                    holds = "does not hold the steps up" not in cell
                    yield Fact(("holds up", names(f"{head} and {other}")), holds, DIFFER, cell)
