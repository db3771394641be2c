"""The drawing of a timeline: every item once or counted, nothing outside, the same bytes."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

import detente
from detente.analyses.wording import short_words
from detente.conflict.conflict import Conflict
from detente.evidence.timeline import Timeline, timeline
from detente.shipped import slugs
from detente.telling.dated import day_of, timeline_drawing, timeline_text
from detente.telling.drawing.daily import timeline_svg
from detente.telling.drawing.daily_rows import MOST_STACKED, Sign
from detente.telling.drawing.layout import WIDTH
from tests.unit.evidence.timeline.test_timeline import TEXT

SVG = "{http://www.w3.org/2000/svg}"
DATED = [slug for slug in slugs() if len(timeline(detente.load(slug)).items) > 1]


def drawn(conflict: Conflict, found: Timeline | None = None) -> str:
    """Return the drawing of a conflict's timeline with links."""
    found = found or timeline(conflict)
    words = short_words(conflict)
    signs = [Sign(str(n), f"#q{n}") for n in range(1, len(found.items) + 1)]
    drawing = timeline_svg(found, parties=words.titles, options=words.options, signs=signs)
    assert drawing is not None
    return drawing


def many(number: int, title: str = "Many") -> Conflict:
    """Return a conflict with so many quotations of one party on one day, and one long before."""
    quoted = [f"  q{n}: {{source: s, voice: gloss, party: A, date: 2031-04-05, text: x}}\n"
              for n in range(number)]  # fmt: skip
    return detente.loads(
        f"detente: 1\ntitle: {title}\nsources: {{s: {{title: s}}}}\nquotations:\n"
        "  old: {source: s, voice: gloss, party: A, date: 1953, text: x}\n"
        + "".join(quoted)
        + "parties: {A: {prefers: [x]}, B: {prefers: [x]}}\noptions: {x: {by: A}}\nstatus_quo: []\n"
    )


@pytest.mark.parametrize("slug", DATED)
def test_every_item_is_drawn_or_counted(slug: str) -> None:
    """Items that are not drawn are counted below the others of their day, in each row."""
    conflict = detente.load(slug)
    found = timeline(conflict)
    drawing = drawn(conflict)
    linked = len(re.findall("<a href=", drawing))
    counted = sum(int(n.replace(",", "")) for n in re.findall(r">\+([\d,]+)<", drawing))
    # an item with several parties stands in the row of each
    places = sum(max(len(item.parties), 1) if item.kind != "event" else 1 for item in found.items)
    assert linked + counted == places
    assert drawing == drawn(conflict)


@pytest.mark.parametrize("slug", DATED)
def test_nothing_stands_outside(slug: str) -> None:
    """Every rectangle and line lies on the paper."""
    root = ET.fromstring(drawn(detente.load(slug)))
    height = float(root.get("viewBox", "").split()[3])
    for one in root.iter(f"{SVG}rect"):
        x, y, wide, high = (float(one.get(k, "0")) for k in ("x", "y", "width", "height"))
        assert 0 <= x <= x + wide <= WIDTH
        assert 0 <= y <= y + high <= height
    for one in root.iter(f"{SVG}line"):
        assert all(0 <= float(one.get(k, "0")) <= WIDTH for k in ("x1", "x2"))


def test_too_many_on_one_day_are_counted() -> None:
    """A stack ends with how many more there are."""
    drawing = drawn(many(30))
    assert drawing.count("<a href=") == MOST_STACKED - 1 + 1
    assert f">+{30 - MOST_STACKED + 1}<" in drawing


def test_what_lies_far_back_does_not_press_the_rest() -> None:
    """One item decades before the others stands at the left edge, and that is told."""
    assert "At the left edge stand 1 from before 2031-04-04." in drawn(many(12))


def test_signs_of_html_stay_text() -> None:
    """A title, words and names are escaped in the drawing."""
    drawing = drawn(many(3, title="'<script>alert(1)</script>'"))
    ET.fromstring(drawing)
    assert "<script" not in drawing


def test_without_links_it_is_an_image() -> None:
    """Alone it is an image with a description; with links they can be reached."""
    conflict = detente.loads(TEXT)
    alone = timeline_drawing(conflict, timeline(conflict)) or ""
    assert 'role="img"' in alone
    assert "<a " not in alone
    assert "3 from 2031-03-01 to 2031-04-10. France: 1; Italy: 1." in alone
    assert 'role="group"' in drawn(conflict)


def test_nothing_to_draw() -> None:
    """Without a dated item there is no drawing, and the text says so."""
    conflict = detente.load("classics/chicken")
    assert timeline_drawing(conflict, timeline(conflict)) is None
    assert "nothing that has a day" in timeline_text(conflict, timeline(conflict))


def test_in_words() -> None:
    """One line an item, the model's own days among them, days as they are known."""
    conflict = detente.loads(TEXT)
    text = timeline_text(conflict, timeline(conflict))
    assert text.splitlines()[:5] == [
        "The dam and the tolls: 3 quotations from 2031-03-01 to 2031-04-10.",
        "2031-03-01    France, report: It was wanted. (2031-03) [spring]",
        "2031-04-09    Italy, Ugo Neri: “the tolls stay as long as the dam is closed” [stay]",
        "2031-04-10    Observer on France: Nobody expects it. (the day of publication) [doubt]",
        "2031-04-15    ** as of",
    ]
    assert "2031-06-01    ** President Roux: preferences change" in text
    terms = detente.loads(TEXT.replace("FRA: {prefers: [not lift]}", "FRA: {conditions: []}"))
    assert "** President Roux: terms change" in timeline_text(terms, timeline(terms))
    assert day_of(timeline(conflict).items[0]) == "2031-03"
