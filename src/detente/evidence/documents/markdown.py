"""Markdown: the file's own text, with the blocks that its marks tell.

The text stays as it was written, so that what is cited can be looked up in the file; the marks
at the beginning of a heading or an item are left out of its block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from detente.evidence.documents.blocks import labelled
from detente.evidence.documents.days import iso_day
from detente.evidence.documents.document import Kind, Told
from detente.evidence.documents.extract import Extract
from detente.evidence.documents.metadata import About
from detente.evidence.documents.paragraphs import MOST, Stretch, cut, stripped, too_many_lines
from detente.evidence.documents.plain import read_plain

_Piece = tuple[int, int, Kind | None]

_LINE = re.compile("([^\r\n]*)(?:\r\n|[\r\n]|$)")
_LINE_END = re.compile("[\r\n]")
_FRONT = re.compile(r"---[ \t]*\r?\n(?P<lines>(?:(?!---)[^\n]*\n){0,200}?)---[ \t]*(?:\r?\n|$)")
_PAIR = re.compile(r"^(?P<key>[A-Za-z]{3,20})[ \t]*:[ \t]*(?P<value>[^\r\n]{1,300})", re.MULTILINE)
_KEYS = {
    "title": "title",
    "outlet": "outlet",
    "publisher": "outlet",
    "author": "byline",
    "byline": "byline",
    "date": "date",
}
_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(?P<words>.*?)(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*+){3,}+|(?:-[ \t]*+){3,}+|(?:_[ \t]*+){3,}+)$")
_PICTURE = re.compile(r"[ \t]*!\[(?P<words>[^\]]*)\]\([^)]*\)[ \t]*$")
_APART = re.compile(r"[ \t]*(?:\||\[[^\]]{1,80}\]:[ \t]|<!--.*-->[ \t]*$)")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+")
_QUOTED = re.compile(r" {0,3}>[ \t]?")


def read_markdown(data: bytes) -> Extract:
    """Return the text of a Markdown file as it stands, and its blocks.

    Raises Unreadable if it is no text.
    """
    plain = read_plain(data)
    text, notes = plain.text, plain.notes
    front = _FRONT.match(text)
    begin = front.end() if front else 0
    beyond = next(islice(_LINE.finditer(text, begin), MOST, None), None)
    end = beyond.start() if beyond else len(text)
    rest = stripped(text, end, len(text))
    limits = (too_many_lines(),) if rest else ()
    places: list[Stretch] = []
    given: dict[int, Kind] = {}
    head: list[_Piece] = [(0, begin, "boilerplate")] if front else []
    for first, last, kind in chain(head, _pieces(text, begin, end)):
        for piece in cut(text, first, last):
            given |= {len(places): kind} if kind else {}
            places.append(piece)
    about = _about(front["lines"]) if front else About()
    blocks = labelled(text, places, given=given, rest=rest)
    return Extract(text, about, notes, blocks, limits)


def _pieces(text: str, begin: int, end: int) -> Iterator[_Piece]:
    """Yield the paragraphs of a Markdown text, with their kind where its marks tell it."""
    paragraph: _Piece | None = None  # that goes on in the next line
    fence = ""  # that a line of code marks must close
    for match in _LINE.finditer(text, begin, end):
        line, start = match[1], match.start(1)
        mark = _FENCE.match(line)
        if paragraph and not fence and _UNDERLINE.match(line) and _is_line(text, paragraph):
            yield (*paragraph[:2], "title")
            yield start, match.end(1), "boilerplate"
            paragraph = None
            continue
        lead = _ITEM.match(line)
        apart = _apart(line, code=bool(fence or mark))
        if paragraph and (apart or lead or not line.strip()):
            yield paragraph
            paragraph = None
        if apart:
            yield start + apart[0], start + apart[1], apart[2]
        elif paragraph:
            paragraph = (paragraph[0], match.end(1), paragraph[2])
        elif line.strip():
            lead = lead or _QUOTED.match(line)
            # what is listed or quoted is no heading, however short
            paragraph = (
                start + (lead.end() if lead else 0),
                match.end(1),
                "body" if lead else None,
            )
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence) and not line.strip(" `~\t"):
            fence = ""
    if paragraph:
        yield paragraph


def _is_line(text: str, piece: _Piece) -> bool:
    return len(_LINE_END.findall(text, *piece[:2])) == 0


def _apart(line: str, *, code: bool) -> tuple[int, int, Kind] | None:
    """Return what stands in a line that is no part of a paragraph, and its kind."""
    if code:
        return 0, len(line), "boilerplate"
    if match := _HEADING.match(line):
        return (*match.span("words"), "title")
    if match := _PICTURE.match(line):
        return (*match.span("words"), "caption")
    if _RULE.match(line) or _APART.match(line):
        return 0, len(line), "boilerplate"
    return None


def _about(lines: str) -> About:
    """Return what the head of a file says: `title: ...` and the like."""
    told: dict[str, Told] = {}
    for match in _PAIR.finditer(lines):
        name = _KEYS.get(match["key"].lower())
        value = match["value"].strip().strip("\"'").strip()
        if name == "date":
            value = iso_day(value)
        if name and value:
            told.setdefault(name, Told(value, "file"))
    return About(told.get("title"), told.get("outlet"), told.get("byline"), told.get("date"))
