"""Where it falls back to, read back: states of rest and circles, each told once, none left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.oracle.literal import Point
from tests.oracle.sequences import Case

from .roads import Roads

End = frozenset[Point]  # one state of rest, or the states of a circle
MOST = 6  # ends of a list, and states of a circle


def endings(case: Case, point: Point) -> set[End]:
    """Return what a state falls back to: 'terminal strong components', one by one."""
    return {case.reach(end) for end in case.fallback(point)}


def falls_right(here: Roads, case: Case, text: str, stage: int, start: Point) -> bool:
    """Tell whether a clause says where it falls back to from a state, that of a stage or after it."""
    expected = endings(case, start)
    head, many, listed = text.partition("several ends are possible: ")
    more = 0
    if many:
        assert not head
        parts = re.split(r"; or ", listed)
        last = re.fullmatch(r"(.*); and ([\d,]+) more", parts[-1])
        if last is not None:
            parts[-1], more = last[1], int(last[2].replace(",", ""))
    else:
        parts = [text]
    told = [_end(here, case, part, stage, start) for part in parts]
    right = set(told) <= expected and len(set(told)) == len(told)
    full = len(told) == MOST or len(expected) == len(told) or len(told) < len(expected)
    return right and full and len(told) + more == len(expected) and (bool(many) == (len(told) > 1))


def _end(here: Roads, case: Case, text: str, stage: int, start: Point) -> End:
    """Return the end that a clause tells."""
    points = here.points
    if text == "it stays so":
        return frozenset({start})
    match = re.fullmatch(r"it (falls back|moves on) to (where it stands today|stage (\d+))", text)
    if match is not None:
        number = int(match[3] or 0)
        assert (match[1] == "falls back") == (number <= stage), text
        return frozenset({points[number]})
    match = re.fullmatch(r"it would go round among ([\d,]+) states? without end: (.*)", text)
    if match is None:
        return frozenset({_changed(here, text, points[stage])})
    return _circle(here, case, match[2], int(match[1].replace(",", "")), stage, start)


def _circle(here: Roads, case: Case, text: str, size: int, stage: int, start: Point) -> End:
    rest = re.fullmatch(r"(.*) and ([\d,]+) more", text)
    more = int(rest[2].replace(",", "")) if rest else 0
    named = [_place(here, place, stage) for place in _numbered(rest[1] if rest else text)]
    assert len(named) + more == size, text
    found = {end for end in endings(case, start) if set(named) <= end and len(end) > 1}
    assert len(found) == 1, text
    (circle,) = found
    assert len(circle) == size, text
    assert len(set(named)) == len(named) == min(size, MOST), text
    return circle


def _numbered(text: str) -> Iterator[str]:
    """Yield the items of "(1) a, (2) b and (3) c"."""
    parts = re.split(r"(?:, | and )?\((\d+)\) ", text)
    assert not parts[0], text
    assert [int(n) for n in parts[1::2]] == list(range(1, len(parts) // 2 + 1)), text
    yield from parts[2::2]


def _place(here: Roads, text: str, stage: int) -> Point:
    """Return a state of a circle: a stage, or what is different from the one in question."""
    if text == "today's state":
        return here.points[0]
    match = re.fullmatch(r"stage (\d+)", text)
    if match is not None:
        return here.points[int(match[1])]
    match = re.fullmatch(r"with (?:(.*) ended)?(?: and )?(?:(.*) in effect)?", text)
    assert match is not None, text
    return _moved(here, match[1] or "", match[2] or "", here.points[stage])


def _changed(here: Roads, text: str, before: Point) -> Point:
    """Return the state that is told by what would be different from another."""
    match = re.fullmatch(
        r"(?:(.*?) would be ended)?(?: and )?(?:('.*) would be put in effect)?", text
    )
    assert match is not None, text
    assert text, "nothing is said"
    return _moved(here, match[1] or "", match[2] or "", before)


def _moved(here: Roads, gone: str, come: str, before: Point) -> Point:
    ended, begun = here.scene.options(gone), here.scene.options(come)
    assert ended <= before, (gone, come)
    assert not begun & before, (gone, come)
    assert ended | begun, (gone, come)
    found = (before - ended) | begun
    assert found not in here.points, "a stage is called by its number"
    return found
