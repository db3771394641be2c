"""What a brief consists of: sections of lines, grids and pictures, every line with what it rests on.

The terminal, the Markdown and the page are three readings of this one value.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from detente.analyses.answer import Asked

NO_SOURCE = "The file names no source."

MarkKind = Literal["quotation", "against", "assumption", "definition"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What a line rests on: a numbered quotation, or the word that there is none."""

    kind: MarkKind
    number: int = 0
    voice: str = ""

    @property
    def text(self) -> str:
        """The mark as it stands behind a line; own words need no further word."""
        if self.kind in ("assumption", "definition"):
            return self.kind
        voice = f" {self.voice}" if self.voice not in ("", "own words") else ""
        return f"{'against ' if self.kind == 'against' else ''}{self.number}{voice}"


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence or cell, the id of the item it tells, and its marks."""

    text: str
    marks: tuple[Mark, ...] = ()
    item: str = ""
    strong: bool = False

    def to_dict(self) -> dict[str, object]:
        """Return the line in plain words."""
        marks = [mark.text for mark in self.marks]
        return {"text": self.text, "item": self.item, "marks": marks}


@dataclass(frozen=True, slots=True)
class Points:
    """Lines under a small heading; `ordered` if their order means something.

    `folded` points are shown on demand where the medium allows it.
    """

    title: str
    lines: tuple[Line, ...]
    ordered: bool = False
    folded: bool = False

    def to_dict(self) -> dict[str, object]:
        """Return the points in plain words."""
        return {"title": self.title, "lines": [line.to_dict() for line in self.lines]}


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: a caption, column heads, and rows whose first cell is the row's head."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[tuple[Line, ...], ...], ...]

    def to_dict(self) -> dict[str, object]:
        """Return the table in plain words."""
        rows = [[[line.to_dict() for line in cell] for cell in row] for row in self.rows]
        return {"title": self.title, "head": list(self.head), "rows": rows}


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as SVG, with a title and what it shows in words."""

    title: str
    svg: str
    lines: tuple[Line, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """Return the picture and its words."""
        return {
            "title": self.title,
            "lines": [line.to_dict() for line in self.lines],
            "svg": self.svg,
        }


Block = Points | Grid | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the brief with its own heading."""

    name: str
    title: str
    lead: tuple[Line, ...] = ()
    blocks: tuple[Block, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """Return the section in plain words."""
        return {
            "name": self.name,
            "title": self.title,
            "lead": [line.to_dict() for line in self.lead],
            "blocks": [block.to_dict() for block in self.blocks],
        }


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation as the brief lists it, by number."""

    number: int
    name: str
    verbatim: bool
    words: str
    voice: str
    speaker: str
    party: str
    date: str
    source: str

    def to_dict(self) -> dict[str, object]:
        """Return the quotation in plain words."""
        return {key: getattr(self, key) for key in self.__slots__}


@dataclass(frozen=True, slots=True)
class Sourced:
    """A source as the brief lists it, with the quotations taken from it."""

    title: str
    publisher: str
    author: str
    date: str
    url: str
    quotations: tuple[Quoted, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the source in plain words."""
        return {
            "title": self.title,
            "publisher": self.publisher,
            "author": self.author,
            "date": self.date,
            "url": self.url,
            "quotations": [quoted.to_dict() for quoted in self.quotations],
        }


@dataclass(frozen=True, slots=True)
class Brief:
    """A conflict told in short: the diagnosis first, then its reasons, sources last.

    `complete` is false if a limit left something out; `notes` say what.
    """

    asked: Asked
    title: str
    subtitle: str
    diagnosis: str
    sections: tuple[Section, ...]
    sources: tuple[Sourced, ...]
    complete: bool
    notes: tuple[str, ...] = ()

    def rows(self) -> list[dict[str, object]]:
        """Return one row for each line outside the grids."""
        found: list[dict[str, object]] = []
        for section in self.sections:
            lines = list(section.lead)
            for block in section.blocks:
                lines += () if isinstance(block, Grid) else block.lines
            found += [{"section": section.name, **line.to_dict()} for line in lines]
        return found

    def to_dict(self) -> dict[str, object]:
        """Return the whole brief as one plain document."""
        return {
            **self.asked.to_dict(),
            "diagnosis": self.diagnosis,
            "sections": [section.to_dict() for section in self.sections],
            "sources": [source.to_dict() for source in self.sources],
            "notes": list(self.notes),
            "complete": self.complete,
        }

    def to_text(self, *, width: int = 88, full: bool = False) -> str:
        """Return the brief for a terminal: short, or all of it."""
        from detente.briefing.terminal import to_text

        return to_text(self, width=width, full=full)

    def to_markdown(self) -> str:
        """Return the brief as Markdown."""
        from detente.briefing.markdown import to_markdown

        return to_markdown(self)

    def to_html(self) -> str:
        """Return the brief as one page of HTML that needs nothing else."""
        from detente.briefing.page import to_html

        return to_html(self)

    def _repr_html_(self) -> str:
        return self.to_html()
