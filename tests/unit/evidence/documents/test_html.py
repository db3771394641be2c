"""Pages: their article, and what their tags say."""

from __future__ import annotations

import json

import pytest

from detente.evidence.documents.document import Told

from .making import SENTENCE, document, kinds, page, shown, unread

ARTICLE = [
    SENTENCE,
    "The sluice, they said, had been closed for seven years, since the toll was first raised.",
    "&ldquo;We may have <b>different views</b> on the order,&rdquo; Vale said &amp; left the room.",
    "A further meeting is planned for June, when both wardens come together at the weir again.",
]


def meta(name: str, value: str) -> str:
    """Return a meta tag."""
    return f'<meta property="{name}" content="{value}">'


def test_the_article_of_a_page() -> None:
    """Its title and paragraphs; menus, footers and scripts are not in its text."""
    found = document(page(*ARTICLE, title="Sluice talks open again"), "a.html")
    assert kinds(found) == ["title", *["body"] * 4]
    assert shown(found)[3] == (
        "body",
        "\u201cWe may have different views on the order,\u201d Vale said & left the room.",
    )
    for left in ("Home", "Copyright", "alert"):
        assert left not in found.text


def test_the_title_is_the_first_line() -> None:
    """A title that only the tags tell is put before the text, once."""
    found = document(page(*ARTICLE, head=meta("og:title", "Sluice talks open again")), "a.html")
    assert shown(found)[0] == ("title", "Sluice talks open again")
    assert found.title == Told("Sluice talks open again", "meta tag")
    both = page(*ARTICLE, head=meta("og:title", "Sluice talks"), title="Sluice talks")
    assert document(both, "a.html").text.count("Sluice talks") == 1


def test_tags() -> None:
    """Title, outlet, byline and date, each from its tag."""
    head = (
        meta("og:title", "Sluice talks | The River Post")
        + meta("og:site_name", "The River Post")
        + meta("author", "By Kim Storm")
        + meta("article:published_time", "2021-10-27T08:00:00+09:00")
        + meta("article:modified_time", "2021-10-29T08:00:00+09:00")
    )
    found = document(page(*ARTICLE, head=head), "a.html")
    assert found.title == Told("Sluice talks", "meta tag")
    assert found.outlet == Told("The River Post", "meta tag")
    assert found.byline == Told("Kim Storm", "meta tag")
    assert found.date == Told("2021-10-27", "meta tag")


def test_data_for_search_engines() -> None:
    """What is told about the article counts, what is told about the site does not."""
    data = {
        "@graph": [
            {"@type": "WebSite", "name": "Other", "datePublished": "2001-01-01"},
            {
                "@type": ["NewsArticle"],
                "headline": "Sluice talks",
                "datePublished": "2021-10-27",
                "author": [{"name": "Kim Storm"}, {"name": "Ada Brook"}],
                "publisher": {"name": "The River Post"},
            },
        ]
    }
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    found = document(page(*ARTICLE, head=script), "a.html")
    assert found.date == Told("2021-10-27", "meta tag")
    assert found.byline == Told("Kim Storm, Ada Brook", "meta tag")
    assert found.outlet == Told("The River Post", "meta tag")
    assert found.title == Told("Sluice talks", "meta tag")


@pytest.mark.parametrize("data", ["[" * 100_000, "{", '{"@type": 3}', "null", '"x"', "[[{}]]"])
def test_data_that_is_broken(data: str) -> None:
    """It is passed over."""
    script = f'<script type="application/ld+json">{data}</script>'
    assert document(page(*ARTICLE, head=script), "a.html").date is None


@pytest.mark.parametrize(
    ("head", "day"),
    [
        # one instant told twice is one day, that of the outlet's own clock
        (
            meta("article:published_time", "2021-10-26T23:00:00Z")
            + meta("datePublished", "2021-10-27T08:00:00+09:00"),
            "2021-10-27",
        ),
        (
            meta("article:published_time", "2021-10-26") + meta("datePublished", "2021-10-27"),
            None,
        ),
        (meta("date", "2021-10-27"), "2021-10-27"),
        (meta("date", "2020-01-01") + meta("pubdate", "2021-10-27"), "2021-10-27"),
        (meta("article:modified_time", "2021-10-27"), None),
        (meta("article:published_time", "10/11/2021"), None),
        (meta("article:published_time", "0001-01-01T00:00:00+14:00"), None),
    ],
)
def test_the_date_of_a_page(head: str, day: str | None) -> None:
    """A tag of publication, and only one day; no date beats a wrong date."""
    found = document(page(*ARTICLE, head=head), "a.html")
    assert found.date == (Told(day, "meta tag") if day else None)


def test_dates_at_odds_are_said() -> None:
    """And the text's own date does not settle it."""
    head = meta("article:published_time", "2021-10-26") + meta("pubdate", "2021-10-27")
    found = document(page("27 October 2021", *ARTICLE, head=head), "a.html")
    assert found.date is None
    assert any("more than one date" in sentence for sentence in found.skipped)


@pytest.mark.parametrize("encoding", ["utf-8", "euc-kr", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    """A page is read in the encoding that it declares."""
    text = page(*ARTICLE, head=f'<meta charset="{encoding}">').replace("Vale", "\u201cVale\u201d")
    assert "\u201cVale\u201d said" in document(text.encode(encoding), "a.html").text


def test_pieces_of_pages() -> None:
    """A piece of a page is read, short or long; one without words is refused."""
    assert document("<p>The sluice stays closed.</p>", "a.html").text == "The sluice stays closed."
    for empty in ("<html></html>", "   <p> </p>", "<p>", "<!-- -->", "<script>x</script>"):
        assert unread(empty, "a.html").problem.code == "D004"


def test_words_below_all_tags() -> None:
    """Where nothing stands above the deepest tags, that is the reason."""
    refused = unread("<html>" + "<div>" * 20_000 + SENTENCE, "a.html").problem
    assert refused.code == "D006"
    assert "nested too deep" in refused.message


def test_tags_nested_deep() -> None:
    """The page is answered, and it is said that something was not read."""
    deep = "<div>" * 5_000 + "deepest" + "</div>" * 5_000
    found = document(page(*ARTICLE).replace("</article>", f"{deep}</article>"), "a.html")
    assert SENTENCE in found.text
    assert any("nested too deep" in sentence for sentence in found.skipped)


def test_a_page_of_too_many_tags() -> None:
    """It would take minutes; it is refused at once."""
    refused = unread("<html><body>" + "<p>a b</p>" * 60_000, "a.html")
    assert refused.problem.code == "D002"
    assert "60,002 elements" in refused.problem.message


def test_the_declaration_of_an_xml_page() -> None:
    """It does not stand in the way."""
    text = "<?xml version='1.0' encoding='utf-8'?>" + page(*ARTICLE)
    assert SENTENCE in document(text, "a.xhtml").text
