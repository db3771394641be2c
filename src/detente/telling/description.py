"""A conflict read back: sections of lines, each line a sentence with the item it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.analyses.answer import Asked
from detente.telling.tables import wrapped
from detente.visible import shown

_NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the description.

    `id` names the item it comes from, empty where the sentence comes from no single item;
    `mark` is its number in an order of importance, `because` and `against` name quotations,
    `unheard` those of `because` that the perspective does not hear, `line` is where the item stands in the file, 0 if it does not come from a file.
    """

    text: str
    id: str = ""
    mark: str = ""
    level: int = 0
    because: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    assumption: bool = False
    confidential: bool = False
    note: str = ""
    line: int = 0
    only_in: tuple[str, ...] = ()
    unheard: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """Return the line in plain words."""
        return {
            "id": self.id or None,
            "mark": self.mark or None,
            "text": self.text,
            "assumption": self.assumption,
            "because": list(self.because),
            "not_heard": list(self.unheard),
            "against": list(self.against),
            "confidential": self.confidential,
            "note": self.note,
            "only_in": list(self.only_in),
            "line": self.line or None,
        }

    def marks(self) -> str:
        """Return what stands behind the sentence: its quotations, its id, its line."""
        heard = [name for name in self.because if name not in self.unheard]
        parts = [", ".join(heard)] if heard else []
        parts += ["assumption"] if self.assumption else []
        parts += [f"not heard here: {', '.join(self.unheard)}"] if self.unheard else []
        parts += [f"disputed by {', '.join(self.against)}"] if self.against else []
        parts += [f"only in {', '.join(self.only_in)}"] if self.only_in else []
        parts += ["confidential"] if self.confidential else []
        where = [self.id] if self.id else []
        where += [f"line{_NO_BREAK}{self.line}"] if self.line and self.id else []
        said = f"({'; '.join(parts)})" if parts else ""
        return f"{said} [{f',{_NO_BREAK}'.join(where)}]".strip() if where else said


@dataclass(frozen=True, slots=True)
class Section:
    """Some lines under one heading."""

    title: str
    lines: tuple[Line, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the section in plain words."""
        return {"title": self.title, "lines": [line.to_dict() for line in self.lines]}


@dataclass(frozen=True, slots=True)
class Description:
    """A conflict file as plain sentences, as one perspective at one date sees it."""

    asked: Asked
    sections: tuple[Section, ...]

    def lines(self) -> Iterator[Line]:
        """Yield every line, in the order in which it is read."""
        for section in self.sections:
            yield from section.lines

    def rows(self) -> list[dict[str, object]]:
        """Return one row for each line."""
        return [
            {"section": section.title, **line.to_dict()}
            for section in self.sections
            for line in section.lines
        ]

    def to_dict(self) -> dict[str, object]:
        """Return the description as one plain document."""
        return {
            **self.asked.to_dict(),
            "sections": [section.to_dict() for section in self.sections],
        }

    def to_text(self) -> str:
        """Return the description as text for a terminal."""
        parts = [self.asked.title]
        for section in self.sections:
            parts += ["", section.title]
            parts += [_line(line) for line in section.lines]
        return shown("\n".join(parts))

    def _repr_html_(self) -> str:
        from detente.analyses.showing import html_table

        rows = [
            {
                "section": section.title,
                "": line.mark,
                "sentence": line.text,
                "item": line.id,
                "because": list(line.because) or ("assumption" if line.assumption else ""),
            }
            for section in self.sections
            for line in section.lines
        ]
        return html_table(f"{self.asked.title}: the file read back", rows, limit=1000)


def _line(line: Line) -> str:
    start = "  " * (line.level + 1) + (f"{line.mark}. " if line.mark else "")
    hanging = " " * len(start)
    said = wrapped(f"{line.text} {line.marks()}", indent=start, hanging=hanging)
    if not line.note:
        return said
    return f"{said}\n{wrapped(f'Note: {line.note}', indent=hanging + '  ')}"
