"""The brief for a terminal: the same sections, without the matrix, folded lines counted."""

from __future__ import annotations

from textwrap import fill

from detente.briefing.content import Brief, Grid, Line, Points, Quoted


def to_text(brief: Brief, *, width: int = 88) -> str:
    """Return the brief as plain text of at most `width` columns."""
    parts = [fill(brief.title, width), fill(brief.subtitle, width)]
    for section in brief.sections:
        parts.append(f"\n{section.title.upper()}")
        parts += [_line(line, width, "") for line in section.lead]
        for block in section.blocks:
            if isinstance(block, Grid):
                parts.append(f"\n{block.title}: in the Markdown and the page.")
            elif block.folded:
                parts.append(f"\n{block.title}: {len(block.lines)} lines, in the page.")
            else:
                parts += ["", fill(block.title, width), *_points(block, width)]
    parts.append("\nSOURCES AND QUOTATIONS")
    for source in brief.sources:
        about = ", ".join(p for p in (source.author, source.publisher, source.date) if p)
        parts.append("\n" + fill(f"{source.title}. {about}", width))
        parts += [_quoted(quoted, width) for quoted in source.quotations]
    return "\n".join(parts) + "\n"


def _points(points: Points, width: int) -> list[str]:
    if points.ordered:
        return [_line(line, width, f"{n:>3}. ") for n, line in enumerate(points.lines, start=1)]
    return [_line(line, width, "   - ") for line in points.lines]


def _line(line: Line, width: int, start: str) -> str:
    marks = "".join(f" [{mark.text}]" for mark in line.marks)
    return fill(line.text + marks, width, initial_indent=start, subsequent_indent=" " * len(start))


def _quoted(quoted: Quoted, width: int) -> str:
    said = f"\u201c{quoted.words}\u201d" if quoted.verbatim else quoted.words
    by = ", ".join(part for part in (quoted.speaker, quoted.date, quoted.voice) if part)
    start = f"{quoted.number:>4} "
    return fill(f"{said} ({by})", width, initial_indent=start, subsequent_indent=" " * len(start))
