"""The article of a saved page: its text as trafilatura takes it out, nothing fetched.

A page is cited by the text taken out of it, since only some paragraphs stand in the markup
word for word.  The page's own title is the first line of that text.
"""

from __future__ import annotations

import re

from detente.evidence.documents.decoding import decoded, tidied
from detente.evidence.documents.extract import Extract, Unreadable, missing_extra
from detente.evidence.documents.quiet import quiet
from detente.evidence.documents.tags import about_page

MOST_ELEMENTS = 30_000  # beyond, taking a page apart may take minutes; a long article has 3,000
SHORT = 200  # characters of an article that make it worth a second look

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_WHOLE = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,300}>")


def read_page(data: bytes) -> Extract:
    """Return the article of a page; raises Unreadable if it has none."""
    match = _CHARSET.search(data, 0, 4_096)
    markup, notes = decoded(data, declared=match[1].decode("ascii", "ignore") if match else "")
    page = read_markup(markup)
    return Extract(page.text, page.about, (*notes, *page.notes), limits=page.limits)


def read_markup(markup: str) -> Extract:
    """Return the article of a page that is a text already; raises Unreadable if it has none."""
    try:
        import trafilatura
        from lxml import etree, html
    except ImportError:
        raise missing_extra("a page") from None
    plain = _DECLARATION.sub("", tidied(markup), count=1)
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(plain, parser=parser)
    except etree.ParserError:
        raise Unreadable("D004", "the page is empty") from None
    count = sum(1 for _ in tree.iter())
    if count > MOST_ELEMENTS:
        why = f"the page has {count:,} elements; at most {MOST_ELEMENTS:,} can be taken apart"
        raise Unreadable("D002", why, "save the article alone, as text")
    if not _WHOLE.search(plain):
        plain = f"<html><body>{plain}</body></html>"  # a piece of a page is not looked at
    notes: list[str] = []
    limits: list[str] = []
    if any("depth" in entry.message for entry in parser.error_log):
        limits.append("Its tags are nested too deep; what stands deepest was not read.")
    about = about_page(tree)
    with quiet("trafilatura", "htmldate", "courlan", "justext"):
        wanted = {"include_comments": False, "with_metadata": False, "deduplicate": False}
        text = trafilatura.extract(plain, favor_precision=True, **wanted) or ""
        if len(text) < SHORT:
            more = trafilatura.extract(plain, **wanted) or ""
            text = more if len(more) > 2 * len(text) else text
        if not text.strip():
            text = trafilatura.baseline(plain)[1]
            notes.append("No article was recognised in the page; all its text was taken.")
    text = tidied(text).strip()
    if not text and limits:
        why = "its tags are nested too deep, and no words stand above that"
        raise Unreadable("D006", why, "save the article alone, as text")
    if not text:
        raise Unreadable("D004", "the page holds no text")
    titled = _titled(text, about.title.value if about.title else "")
    return Extract(titled, about, tuple(notes), limits=tuple(limits))


def _titled(text: str, title: str) -> str:
    """Return a text that begins with the title of its page."""
    opening = text[:2_000].casefold().split("\n")[:3]
    if not title or title.casefold() in (" ".join(line.split()) for line in opening):
        return text
    return f"{title}\n\n{text}"
