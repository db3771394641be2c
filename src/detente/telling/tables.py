"""Plain text for terminals: aligned columns and wrapped lines, wide letters counted as two."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from unicodedata import combining, east_asian_width

WIDTH = 100


def table(rows: Sequence[Mapping[str, object]]) -> str:
    """Return rows as aligned columns."""
    if not rows:
        return ""
    columns = list(rows[0])
    cells = [columns, *([cell(row.get(column)) for column in columns] for row in rows)]
    widths = [max(map(width_of, column)) for column in zip(*cells, strict=True)]
    lines = [
        "  ".join(
            text + " " * (width - width_of(text)) for text, width in zip(row, widths, strict=True)
        )
        for row in cells
    ]
    rule = "  ".join("-" * width for width in widths)
    return "\n".join(line.rstrip() for line in (lines[0], rule, *lines[1:]))


def cell(value: object) -> str:
    """Return a value as it stands in a table."""
    if isinstance(value, bool):
        return "yes" if value else "-"
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def wrapped(text: str, *, indent: str = "", hanging: str | None = None, width: int = WIDTH) -> str:
    """Return a text in lines of at most `width`, a word that is longer standing alone.

    `indent` starts the first line, `hanging` the others; they are the same if it is left out.
    A line is never broken at a no-break space, which is printed as a space.
    """
    rest = indent if hanging is None else hanging
    lines: list[str] = []
    line, used = indent, width_of(indent)
    fresh = True
    for word in re.split(r"[ \t\r\n]+", text.strip()):
        size = width_of(word)
        if not fresh and used + 1 + size > width:
            lines.append(line)
            line, used, fresh = rest, width_of(rest), True
        line, used = (line + word, used + size) if fresh else (f"{line} {word}", used + 1 + size)
        fresh = False
    return "\n".join([*lines, line.rstrip()]).replace("\u00a0", " ")


def width_of(text: str) -> int:
    """Return how many columns a text takes in a terminal."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)
