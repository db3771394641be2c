"""The legend below a drawing: signs with what they say, in as many lines as they need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from detente.telling.drawing import svg
from detente.telling.drawing.lettering import LINE, width_of

Entry = tuple[str, str]  # a sign and what it says
Sign = Callable[[str, float, float], Iterable[str]]


def legend(
    entries: Sequence[Entry], sign: Sign, *, left: float, right: float, top: float
) -> tuple[list[str], float]:
    """Return the legend between two edges, and where it ends; `sign` draws one around a point."""
    parts: list[str] = [svg.line(left, top, right, top, stroke=svg.RULE)]
    x, y = left, top + 5 + LINE / 2
    for kind, said in entries:
        room = 24 + width_of(said)
        if x > left and x + room > right:
            x, y = left, y + LINE + 5
        parts += sign(kind, x + 10, y)
        parts.append(svg.text(x + 24, y + 4, said))
        x += room + 16
    return parts, y + LINE / 2 + 2
