"""What a page says about itself in its tags: title, outlet, byline and the day it came out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from detente.evidence.documents.days import iso_day
from detente.evidence.documents.decoding import sound
from detente.evidence.documents.document import Told
from detente.evidence.documents.metadata import About, one_day

LONGEST = 300  # characters of a value
MOST_NODES = 5_000  # of the data for search engines
LONGEST_DATA = 1_000_000

_TITLES = ("og:title", "twitter:title", "citation_title", "dc.title", "dcterms.title")
_OUTLETS = ("og:site_name", "citation_journal_title", "dc.publisher", "application-name")
_AUTHORS = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "citation_author",
    "byl",
)
_DAYS = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "article_date_original",
)
_DAYS_MAYBE = ("date", "dc.date", "dcterms.date", "dcterms.created", "dc.date.created")
_ARTICLE = re.compile(r"Article$|^Report$|^BlogPosting$")
_NOBODY = frozenset({"admin", "administrator", "staff", "editor", "webmaster", "author"})
_SEPARATOR = r"\s+[-|\u2013\u2014\u00b7\u00bb:]+\s+"


def about_page(tree: Any) -> About:
    """Return what the tags of a page say about it.

    `tree` is the page as lxml parsed it.
    """
    metas = _metas(tree)
    articles = list(_articles(tree))
    outlet = _first(metas, _OUTLETS) or next(
        filter(None, (_name(article.get("publisher")) for article in articles)), ""
    )
    when, notes = one_day(_days(tree, metas, articles), "meta tag")
    byline = _authors(metas, articles)
    return About(
        title=_title(tree, metas, articles, outlet),
        outlet=Told(outlet, "meta tag") if outlet else None,
        byline=Told(byline, "meta tag") if byline else None,
        date=when,
        notes=notes,
    )


def _metas(tree: Any) -> dict[str, list[str]]:
    """Return the values of the meta tags by their names in small letters."""
    found: dict[str, list[str]] = {}
    for tag in tree.iter("meta"):
        value = _plain(tag.get("content"))
        for attribute in ("name", "property", "itemprop"):
            name = (tag.get(attribute) or "").strip().lower()
            if name and value:
                found.setdefault(name, []).append(value)
    return found


def _articles(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield what a page tells search engines about its articles."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            waiting: list[Any] = [json.loads((script.text or "")[:LONGEST_DATA])]
        except (ValueError, RecursionError):
            continue
        for _ in range(MOST_NODES):
            if not waiting:
                break
            node = waiting.pop()
            if isinstance(node, list):
                waiting.extend(reversed(node))
            elif isinstance(node, dict):
                kinds = node.get("@type")
                listed = kinds if isinstance(kinds, list) else [kinds]
                if any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in listed):
                    yield node
                else:
                    waiting.extend(v for v in node.values() if isinstance(v, (dict, list)))


def _title(
    tree: Any, metas: dict[str, list[str]], articles: list[dict[str, Any]], outlet: str
) -> Told | None:
    title = _first(metas, _TITLES) or _plain(articles[0].get("headline") if articles else "")
    if not title:
        headings = [_plain(one.text_content()) for one in tree.iter("h1")]
        if len(headings) == 1 and headings[0]:
            return Told(headings[0], "text")
        title = _plain(next((one.text_content() for one in tree.iter("title")), ""))
    if outlet:
        title = re.sub(f"{_SEPARATOR}{re.escape(outlet)}$", "", title)
    return Told(title, "meta tag") if title else None


def _authors(metas: dict[str, list[str]], articles: list[dict[str, Any]]) -> str:
    names = next((metas[name] for name in _AUTHORS if name in metas), [])
    if not names and articles:
        author = articles[0].get("author")
        names = [_name(one) for one in (author if isinstance(author, list) else [author])]
    plain = (re.sub(r"^by\s+", "", name, flags=re.IGNORECASE) for name in names)
    kept = [name for name in plain if name and "://" not in name and name.lower() not in _NOBODY]
    return ", ".join(dict.fromkeys(kept))[:LONGEST]


def _days(tree: Any, metas: dict[str, list[str]], articles: list[dict[str, Any]]) -> list[Any]:
    """Return the days that a page gives as that of its publication; vague tags only alone."""
    stamps = [value for name in _DAYS for value in metas.get(name, [])]
    stamps += [value for one in articles[:1] if (value := _plain(one.get("datePublished")))]
    if not stamps:
        stamps = [
            one.get("datetime") or ""
            for one in tree.iter("time")
            if one.get("pubdate") is not None or one.get("itemprop") == "datePublished"
        ]
    if not stamps:
        stamps = [value for name in _DAYS_MAYBE for value in metas.get(name, [])]
    return list(_as_days(stamps))


def _as_days(stamps: Iterable[str]) -> Iterator[Any]:
    """Yield the day of each time stamp; of one instant told twice, the day in its own zone."""
    own: dict[datetime, Any] = {}
    for stamp in stamps:
        try:
            instant = datetime.fromisoformat(stamp.strip())
            key = instant.astimezone(UTC) if instant.tzinfo else None
        except (ValueError, OverflowError):
            key = None
        if key is not None:
            if key not in own or instant.utcoffset():
                own[key] = instant.date()
        elif day := iso_day(stamp):
            yield datetime.fromisoformat(day).date()
    yield from own.values()


def _first(metas: dict[str, list[str]], names: Iterable[str]) -> str:
    return next((metas[name][0] for name in names if name in metas), "")


def _name(value: Any) -> str:
    return _plain(value.get("name") if isinstance(value, dict) else value)


def _plain(value: Any) -> str:
    if not isinstance(value, str):
        return ""
    text = " ".join(value[: 4 * LONGEST].split())[:LONGEST]
    return sound("".join(c for c in text if c.isprintable() or c == " "))
