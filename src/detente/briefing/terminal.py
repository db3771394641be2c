"""The brief for a terminal: short, for two minutes; or all of it.

The short form keeps the diagnosis, where it rests, red lines, demands and terms, and what could
move it.  Numbers are those of the quotations in the long form and on the page.
"""

from __future__ import annotations

from textwrap import fill

from detente.analyses.wording import counted
from detente.briefing.content import NO_SOURCE, Brief, Grid, Line, Picture, Points, Quoted, Section
from detente.briefing.wanting import NO_WISH
from detente.visible import shown

# sections of the long form that the short one leaves to the page
_LEFT_TO_THE_PAGE = (
    "differences",
    "perspectives",
    "time",
    "timeline",
    "assumptions",
    "computed",
)


def to_text(brief: Brief, *, width: int = 88, full: bool = False) -> str:
    """Return the brief as plain text of at most `width` columns."""
    parts = [fill(brief.title, width), fill(brief.subtitle, width)]
    for section in brief.sections:
        if full:
            parts += _section(section, width)
        elif section.name not in _LEFT_TO_THE_PAGE:
            parts += _section(_shortened(section), width)
    if full:
        parts += _sources(brief, width)
    else:
        parts += ["", fill(_rest(brief), width)]
    return shown("\n".join(parts) + "\n")


def _shortened(section: Section) -> Section:
    """Return a section without what a hurried reader does not need."""
    if section.name != "wants":
        blocks = tuple(b for b in section.blocks if isinstance(b, Points) and not b.folded)
        return Section(section.name, section.title, section.lead, blocks)
    found = []
    for block in section.blocks:
        if isinstance(block, Points) and (block.ordered or block.title.endswith("terms on steps")):
            kept = tuple(
                line
                for line in block.lines
                if line.strong or not block.ordered or line.text == NO_WISH
            )
            left = len(block.lines) - len(kept)
            wishes = (Line(f"{counted(left, 'wish', 'wishes')}, in the page."),) if left else ()
            found.append(Points(block.title, (*kept, *wishes)))
    return Section(section.name, section.title, (), tuple(found))


def _rest(brief: Brief) -> str:
    sections = {section.name: section for section in brief.sections}
    left = [sections[name].title for name in _LEFT_TO_THE_PAGE if name in sections]
    listed = counted(sum(len(source.quotations) for source in brief.sources), "quotation")
    return f"In the page and with --full: every wish, {listed}, and: {'; '.join(left)}."


def _section(section: Section, width: int) -> list[str]:
    parts = [f"\n{section.title.upper()}", *(_line(line, width, "") for line in section.lead)]
    for block in section.blocks:
        if isinstance(block, Grid):
            parts.append(f"\n{block.title}: in the Markdown and the page.")
        elif isinstance(block, Picture):
            parts += ["", fill(block.title, width), *(_line(n, width, "   ") for n in block.lines)]
        else:
            parts += ["", fill(block.title, width), *_points(block, width)]
    return parts


def _points(points: Points, width: int) -> list[str]:
    if points.ordered:
        return [_line(line, width, f"{n:>3}. ") for n, line in enumerate(points.lines, start=1)]
    return [_line(line, width, "   - ") for line in points.lines]


def _line(line: Line, width: int, start: str) -> str:
    marks = "".join(f" [{mark.text}]" for mark in line.marks)
    return fill(line.text + marks, width, initial_indent=start, subsequent_indent=" " * len(start))


def _sources(brief: Brief, width: int) -> list[str]:
    parts = ["\nSOURCES AND QUOTATIONS"]
    for source in brief.sources:
        about = ", ".join(p for p in (source.author, source.publisher, source.date) if p)
        parts.append("\n" + fill(f"{source.title}. {about}".rstrip(". ") + ".", width))
        parts += [_quoted(quoted, width) for quoted in source.quotations]
    return parts if brief.sources else [*parts, NO_SOURCE]


def _quoted(quoted: Quoted, width: int) -> str:
    said = f"\u201c{quoted.words}\u201d" if quoted.verbatim else quoted.words
    by = ", ".join(part for part in (quoted.speaker, quoted.date, quoted.voice) if part)
    start = f"{quoted.number:>4} "
    return fill(f"{said} ({by})", width, initial_indent=start, subsequent_indent=" " * len(start))
