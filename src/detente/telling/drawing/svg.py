"""The elements of a drawing as SVG text: everything escaped, nothing fetched, no names to clash.

There are no ids, no style sheets and no scripts, so that several drawings can stand in one page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from detente.telling.drawing.lettering import FONTS, LINE, SIZE

INK = "#111"
SOFT = "#555"
RULE = "#999"
TINT = "#e6e6e6"
PALE = "#f4f4f2"
PAPER = "#fff"

# what XML cannot hold, not even as an entity
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def document(
    title: str,
    description: str,
    width: float,
    height: float,
    parts: Iterable[str],
    *,
    role: str = "img",
) -> str:
    """Return a whole drawing, 170 mm wide if it is 640, and no wider than its page.

    A drawing with links in it is a `group`: what is inside an image cannot be reached.
    """
    size = f'viewBox="0 0 {_n(width)} {_n(height)}" width="{_n(width * 170 / 640)}mm"'
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="{role}" '
        f'aria-label="{escaped(title)}" style="max-width:100%;height:auto" '
        f'font-family="{FONTS}" font-size="{_n(SIZE)}" fill="{INK}">'
    )
    about = f"<title>{escaped(title)}</title>\n<desc>{escaped(description)}</desc>"
    paper = rect(0, 0, width, height, fill=PAPER)
    return "\n".join([head, about, paper, *parts, "</svg>"]) + "\n"


def escaped(text: str) -> str:
    """Return a text as it may stand in an element or in an attribute."""
    text = _NO_XML.sub("\ufffd", text)
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(sign, entity)
    return text


def linked(parts: Iterable[str], *, href: str = "", title: str = "") -> Iterable[str]:
    """Yield elements with a title each pointer shows, as a link to a place in the page if named."""
    tag = "a" if href else "g"
    yield f'<a href="{escaped(href)}">' if href else "<g>"
    if title:
        yield f"<title>{escaped(title)}</title>"
    yield from parts
    yield f"</{tag}>"


def text(
    x: float, y: float, words: str, *, anchor: str = "start", bold: bool = False, fill: str = ""
) -> str:
    """Return one line of text; `y` is the line it stands on."""
    more = "" if anchor == "start" else f' text-anchor="{anchor}"'
    more += ' font-weight="bold"' if bold else ""
    more += f' fill="{fill}"' if fill else ""
    return f'<text x="{_n(x)}" y="{_n(y)}"{more}>{escaped(words)}</text>'


def lines(
    x: float,
    top: float,
    words: Sequence[str],
    *,
    anchor: str = "start",
    bold: bool = False,
    fill: str = "",
) -> Iterable[str]:
    """Yield lines of text below each other; `top` is the upper edge of the first."""
    for number, line in enumerate(words):
        y = top + number * LINE + LINE * 0.78
        yield text(x, y, line, anchor=anchor, bold=bold, fill=fill)


def rect(
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    fill: str = "none",
    stroke: str = "",
    thick: float = 1,
    dashes: str = "",
    round: float = 0,
) -> str:
    """Return a rectangle."""
    more = f' rx="{_n(round)}"' if round else ""
    return (
        f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"{more}'
        f' fill="{fill}"{_stroke(stroke, thick, dashes)}/>'
    )


def line(
    x1: float,
    y1: float,
    x2: float,
    y2: float,
    *,
    stroke: str = INK,
    thick: float = 1,
    dashes: str = "",
) -> str:
    """Return a straight line."""
    ends = f'x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}"'
    return f"<line {ends}{_stroke(stroke, thick, dashes)}/>"


def path(
    steps: str, *, fill: str = "none", stroke: str = INK, thick: float = 1, dashes: str = ""
) -> str:
    """Return a path, given in the letters of SVG."""
    return f'<path d="{steps}" fill="{fill}"{_stroke(stroke, thick, dashes)}/>'


def points(*pairs: tuple[float, float], closed: bool = False) -> str:
    """Return the letters of a path through some points."""
    return "M" + " L".join(f"{_n(x)} {_n(y)}" for x, y in pairs) + (" Z" if closed else "")


def circle(
    x: float, y: float, radius: float, *, fill: str = "none", stroke: str = INK, thick: float = 1
) -> str:
    """Return a circle."""
    where = f'cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}"'
    return f'<circle {where} fill="{fill}"{_stroke(stroke, thick, "")}/>'


def hatching(
    x: float, y: float, width: float, height: float, *, every: float = 6, stroke: str = SOFT
) -> str:
    """Return slanted lines that fill a rectangle, as one path: a pattern would need a name."""
    pairs = []
    offset = every
    while offset < width + height:
        left, right = max(0.0, offset - height), min(width, offset)
        pairs.append(points((x + left, y + offset - left), (x + right, y + offset - right)))
        offset += every
    return path(" ".join(pairs), stroke=stroke, thick=0.8) if pairs else ""


def _stroke(stroke: str, thick: float, dashes: str) -> str:
    if not stroke:
        return ""
    more = f' stroke-width="{_n(thick)}"' if thick != 1 else ""
    return f' stroke="{stroke}"{more}' + (f' stroke-dasharray="{dashes}"' if dashes else "")


def _n(number: float) -> str:
    """Return a number with at most one decimal, the same on every machine."""
    return f"{round(number, 1) + 0.0:.1f}".removesuffix(".0")
