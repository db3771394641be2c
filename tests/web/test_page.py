"""The page of the brief, opened as a reader opens it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.briefs import brief_of

pytestmark = [
    pytest.mark.browser,
    # the browser's own pipes are closed when the interpreter ends, not by us
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

SLUGS = ("korea/declaration-2021", "korea/hanoi-2019", "water/elmira")


@pytest.fixture(scope="module", params=SLUGS)
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Write the brief of a shipped conflict and return its address."""
    found = brief_of(request.param)
    path: Path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_text(found.to_html(), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Open the page, and fail on anything it asks of the network or says on the console."""
    context = browser.new_context()
    opened = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda message: said.append(message.text))
    opened.goto(address)
    yield opened
    assert asked == [address]
    assert said == []
    context.close()


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_runs_off_the_side(page: Page, width: int) -> None:
    """At phone, tablet and desktop width the page does not scroll sideways."""
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_print_shows_everything_on_a4(page: Page) -> None:
    """In print, folded lines are open, the table fits the paper and the menu is gone."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 960})  # A4 less its margins, at 96 dpi
    assert page.evaluate("document.documentElement.scrollWidth") <= 680
    assert not page.locator("nav").is_visible()
    for item in page.locator("details li").all():
        assert item.bounding_box() is not None
    pdf = page.pdf(format="A4")
    assert pdf.startswith(b"%PDF")


def test_every_mark_leads_to_its_quotation(page: Page) -> None:
    """Each numbered mark is a link to an entry of that number at the end."""
    dead = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')]"
        ".map(a => a.getAttribute('href')).filter(to => !document.getElementById(to.slice(1)))"
    )
    assert dead == []


def test_the_keyboard_reaches_everything(page: Page) -> None:
    """Tab goes to the skip link first; Enter opens what is folded."""
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    folded = page.locator("details").first
    if folded.count():
        folded.locator("summary").focus()
        page.keyboard.press("Enter")
        assert folded.get_attribute("open") is not None


def test_a_screen_reader_finds_its_way(page: Page) -> None:
    """One main heading, no heading level skipped, a language, labelled regions, table heads."""
    levels = page.evaluate(
        "[...document.querySelectorAll('h1,h2,h3,h4')].map(h => Number(h.tagName[1]))"
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.locator("main").count() == 1
    for table in page.locator("table").all():
        assert table.locator("caption").count() == 1
        assert table.locator("thead th:not([scope=col])").count() == 0
        assert table.locator("tbody tr").count() == table.locator("tbody th[scope=row]").count()


def test_text_stands_out_from_its_ground(page: Page) -> None:
    """Every text has a contrast of at least 4.5 to 1 with what is behind it (WCAG 2 AA)."""
    weak = page.evaluate(
        """() => {
          const light = c => {
            const [r, g, b] = c.match(/[0-9.]+/g).map(Number).slice(0, 3).map(v => {
              v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
            return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
          const ground = e => { for (; e; e = e.parentElement) {
            const c = getComputedStyle(e).backgroundColor;
            if (!/, 0\\)|transparent/.test(c)) return c; } return 'rgb(255,255,255)'; };
          return [...document.querySelectorAll('body *')].filter(e =>
            [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())).filter(e => {
              const a = light(getComputedStyle(e).color), b = light(ground(e));
              return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5;
            }).map(e => e.outerHTML.slice(0, 80)); }"""
    )
    assert weak == []
