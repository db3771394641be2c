"""A brief taken apart: its lines and tables, from the terminal, from Markdown and from HTML.

The three forms carry the same sentences; `Told` is one of them, whatever the form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_BULLET = re.compile(r"(?: {3}- | *(\d+)\. | {3})?(.*)")
_MARK = re.compile(r" \[((?:against )?\d+(?: [a-z ]+)?|assumption|definition)\]$")
_MD_MARK = re.compile(r" (?:\*\((assumption|definition)\)\*|\[\[([^\]]+)\]\]\(#q\d+\))$")
LEFT_OUT = ": in the Markdown and the page."
SOURCES = "Sources and quotations"


@dataclass(frozen=True)
class Told:
    """A line: in which section, under which small heading, its number, and its marks."""

    section: str
    block: str
    text: str
    marks: tuple[str, ...] = ()
    number: int = 0


@dataclass(frozen=True)
class Grid:
    """A table: in which section, its title, its heads, and its cells, each of some lines."""

    section: str
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[tuple[Told, ...], ...], ...]


@dataclass
class Form:
    """A whole brief in one form; `titles` are the small headings, each with its section."""

    title: str = ""
    subtitle: str = ""
    lines: list[Told] = field(default_factory=list)
    titles: list[tuple[str, str]] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)


def marked(text: str, pattern: re.Pattern[str] = _MARK) -> tuple[str, tuple[str, ...]]:
    """Return a line without the marks behind it, and the marks."""
    marks: list[str] = []
    while (found := pattern.search(text)) is not None:
        marks.insert(0, next(group for group in found.groups() if group))
        text = text[: found.start()]
    return text, tuple(marks)


# terminal ----------------------------------------------------------------------------------------


def from_terminal(text: str) -> Form:
    """Return a brief as it stands in a terminal that breaks no line."""
    lines = text.rstrip("\n").split("\n")
    form, section, block, fresh = Form(lines[0], lines[1]), "", "", False
    for line in lines[2:]:
        if not line:
            fresh = True
            continue
        if fresh and line.isupper() and not line.startswith(" "):
            section, block, fresh = line, "", False
            continue
        if section == SOURCES.upper():
            form.sources.append(line.strip())
            continue
        if fresh:
            block, fresh = line, False
            form.titles.append((section, block.removesuffix(LEFT_OUT)))
            continue
        match = _BULLET.fullmatch(line)
        assert match is not None
        said, marks = marked(match[2])
        form.lines.append(Told(section, block, said, marks, int(match[1] or 0)))
    return form


# Markdown ----------------------------------------------------------------------------------------


def from_markdown(text: str) -> Form:
    """Return a brief as Markdown has it."""
    parts = text.rstrip("\n").split("\n\n")
    form = Form(_plain(parts[0].removeprefix("# ")), _plain(parts[1].strip("*")))
    section = block = ""
    for part in parts[2:]:
        if part.startswith("## "):
            section, block = _plain(part[3:]).upper(), ""
        elif section == SOURCES.upper():
            form.sources.append(part)
        elif part.startswith("### "):
            block = _plain(part[4:])
            form.titles.append((section, block))
        elif part.startswith("| "):
            form.grids.append(_md_grid(section, block, part))
        else:
            form.lines += [_md_line(section, block, line) for line in part.split("\n")]
    return form


def _md_line(section: str, block: str, line: str) -> Told:
    match = re.fullmatch(r"(?:- |(\d+)\. )?(.*)", line)
    assert match is not None
    said, marks = marked(match[2], _MD_MARK)
    if said.startswith("**") and said.endswith("**"):
        said = said[2:-2]
    return Told(section, block, _plain(said), tuple(map(_plain, marks)), int(match[1] or 0))


def _md_grid(section: str, title: str, part: str) -> Grid:
    rows = [
        [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in part.split("\n")
    ]
    told = tuple(
        tuple(
            tuple(_md_line(section, title, line) for line in cell.split("<br>") if line)
            for cell in row
        )
        for row in rows[2:]
    )
    return Grid(section, title, tuple(map(_plain, rows[0])), told)


def _plain(text: str) -> str:
    return re.sub(r"\\([\\`*_\[\]<>#|])", r"\1", text)


# HTML --------------------------------------------------------------------------------------------


def from_html(text: str) -> Form:
    """Return a brief as the page has it."""
    reader = _Page()
    reader.feed(text)
    return reader.form


class _Page(HTMLParser):
    """Reads the page: headings, lines with their marks, tables."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.form = Form()
        self.section = self.block = ""
        self.words: list[str] = []
        self.marks: list[str] = []
        self.open: list[str] = []
        self.mark = self.ordered = False
        self.number = 0
        self.head: list[str] = []
        self.rows: list[list[tuple[Told, ...]]] = []
        self.cell: list[Told] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = dict(attrs).get("class") or ""
        if tag in ("a", "span") and kind.startswith("mark"):
            self.mark = True
            self.marks.append("")
            return
        if tag in ("h1", "h2", "h3", "p", "li", "caption", "summary", "figcaption", "div", "th"):
            self.words, self.marks = [], []
        if tag in ("ol", "ul"):
            self.ordered, self.number = tag == "ol", 0
        if tag == "table":
            self.head, self.rows = [], []
        if tag == "tr":
            self.rows.append([])
        if tag in ("th", "td"):
            self.cell = []
        if tag == "section":
            self.block = ""
        self.open.append(tag)

    def handle_data(self, data: str) -> None:
        if self.mark:
            self.marks[-1] += data
        elif "style" not in self.open[-1:] and "svg" not in self.open:
            self.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self.mark and tag in ("a", "span"):
            self.mark = False
            return
        while self.open and self.open.pop() != tag:
            pass
        said = " ".join("".join(self.words).split())
        if tag == "h1":
            self.form.title = said
        elif tag == "h2":
            self.section = said.upper()
        elif "main" not in self.open:
            if tag == "p" and "header" in self.open:
                self.form.subtitle = said
        elif self.section == SOURCES.upper():
            if tag in ("h3", "p", "dd"):
                self.form.sources.append(said)
                self.words = []
        else:
            self._end(tag, said)

    def _end(self, tag: str, said: str) -> None:
        if tag in ("h3", "caption", "summary", "figcaption"):
            self.block = re.sub(r" \(\d+\)$", "", said) if tag == "summary" else said
            self.form.titles.append((self.section, self.block))
        elif tag in ("p", "li"):
            self.number += tag == "li"
            number = self.number if tag == "li" and self.ordered else 0
            told = Told(self.section, self.block, said, tuple(self.marks), number)
            self.form.lines.append(told)
        elif tag == "div" and ("td" in self.open or "th" in self.open):
            self.cell.append(Told(self.section, self.block, said, tuple(self.marks)))
        elif tag in ("th", "td"):
            if "thead" in self.open:
                self.head.append(said)
            else:
                self.rows[-1].append(tuple(self.cell))
        elif tag == "table":
            rows = tuple(tuple(row) for row in self.rows if row)
            self.form.grids.append(Grid(self.section, self.block, tuple(self.head), rows))


# comparing ---------------------------------------------------------------------------------------


def apart(one: Form, other: Form) -> Iterator[str]:
    """Yield where two forms of one brief do not say the same."""
    if (one.title, one.subtitle) != (other.title, other.subtitle):
        yield f"other titles: {one.title}, {one.subtitle}; {other.title}, {other.subtitle}"
    if one.titles != other.titles:
        yield f"other headings: {[t for t in one.titles if t not in other.titles]}"
        yield f"           and: {[t for t in other.titles if t not in one.titles]}"
    if one.lines != other.lines:
        yield f"other lines: {[t for t in one.lines if t not in other.lines][:3]}"
        yield f"        and: {[t for t in other.lines if t not in one.lines][:3]}"
