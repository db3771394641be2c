"""The brief as Markdown: readable as it is, and by any program that renders it."""

from __future__ import annotations

import re

from detente.briefing.content import NO_SOURCE, Brief, Grid, Line, Mark, Picture, Points, Quoted
from detente.visible import shown

_PAGE = re.compile(
    r"https?://[^\s<>\x00-\x20\x7f-\xa0\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+",
    re.IGNORECASE,
)
# what starts emphasis, code, a link, a picture, a tag, an entity, a cell or a formula, and what
# stands in each address that some readers make a link of
_SIGN = re.compile(r"[\\`*_{}\[\]<>#|&~$^]|:(?=//)|(?<=www)\.", re.IGNORECASE)
_NUMBER = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")  # what makes a list of a line


def to_markdown(brief: Brief) -> str:
    """Return the whole brief as one Markdown text."""
    parts = [f"# {_plain(brief.title)}", f"*{_plain(brief.subtitle)}*"]
    for section in brief.sections:
        parts.append(f"## {_plain(section.title)}")
        parts += [_line(line) for line in section.lead]
        for block in section.blocks:
            parts.append(f"### {_plain(block.title)}")
            if isinstance(block, Grid):
                parts.append(_grid(block))
            elif isinstance(block, Picture):
                parts += [_line(line) for line in block.lines]
            else:
                parts.append(_points(block))
    parts.append("## Sources and quotations")
    for source in brief.sources:
        about = [source.author, source.publisher, source.date]
        head = ", ".join(part for part in about if part)
        parts.append(f"### {_plain(source.title)}")
        parts.append(" ".join(filter(None, (_plain(head), _address(source.url)))))
        parts += [_quoted(quoted) for quoted in source.quotations]
    if not brief.sources:
        parts.append(NO_SOURCE)
    return "\n\n".join(part for part in parts if part) + "\n"


def _points(points: Points) -> str:
    if points.ordered:
        return "\n".join(f"{n}. {_line(line)}" for n, line in enumerate(points.lines, start=1))
    return "\n".join(f"- {_line(line)}" for line in points.lines)


def _grid(grid: Grid) -> str:
    rows = [" | ".join(map(_plain, grid.head)), " | ".join("---" for _ in grid.head)]
    rows += [" | ".join("<br>".join(map(_line, cell)) for cell in row) for row in grid.rows]
    return "\n".join(f"| {row} |" for row in rows)


def _line(line: Line) -> str:
    text = f"**{_plain(line.text)}**" if line.strong else _plain(line.text)
    return " ".join([text, *map(_mark, line.marks)])


def _mark(mark: Mark) -> str:
    if mark.kind in ("assumption", "definition"):
        return f"*({mark.text})*"
    return f"[[{mark.text}]](#q{mark.number})"


def _quoted(quoted: Quoted) -> str:
    said = f"\u201c{quoted.words}\u201d" if quoted.verbatim else quoted.words
    form = "" if quoted.verbatim else ", in our words"
    by = ", ".join(part for part in (quoted.speaker, quoted.date) if part)
    start = f'<a id="q{quoted.number}"></a>{quoted.number}.'
    told = f"{by}: {said}" if by else said
    return f"{start} {_plain(told)} *({quoted.voice}{form})*"


def _address(url: str) -> str:
    """Return where a source is: a link to a page, and anything else as text that is no link."""
    return f"<{url}>" if _PAGE.fullmatch(url) else _plain(url)


def _plain(text: str) -> str:
    """Return text on one line in which nothing is a sign to Markdown, nor to what reads more in it.

    Addresses are no links either: what a title says is not where its author wants a reader to go.
    """
    line = _SIGN.sub(r"\\\g<0>", " ".join(shown(text).split()))
    line = _NUMBER.sub(r"\1\\\2", line)
    return f"\\{line}" if line[:1] in {"-", "+", "="} else line
