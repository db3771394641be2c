"""Facts and named states stand for formulas that may use further facts: how far, and how deep.

A circle has no meaning.  Facts that unfold without end in sight are refused here, so that
nothing further down has to be afraid of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from detente.conflict.logic import Formula, Name, names, parts_of
from detente.conflict.options import Fact, NamedState
from detente.errors import short
from detente.language.reading import Reader

DEEPEST = 60  # levels of formulas inside each other, facts written out
LONGEST = 2_000  # names of a formula, facts written out


def check_meanings(reader: Reader, named: Iterable[Fact | NamedState]) -> None:
    """Report facts and named states that use themselves, or unfold too far."""
    found = {one.name: one for one in named}
    meanings = {n: one.formula for n, one in found.items() if one.formula is not None}
    uses = {
        name: [used for used in names(formula) if used in meanings]
        for name, formula in meanings.items()
    }
    order = _order(uses)
    sizes: dict[str, tuple[int, int]] = {}
    too_long: set[str] = set()
    for name in order:
        depth, length = sizes[name] = _size(meanings[name], sizes)
        if depth > DEEPEST or length > LONGEST:
            if too_long.isdisjoint(uses[name]):
                what = "too long a formula" if length > LONGEST else "a formula nested too deep"
                message = f"'{short(name)}' stands for {what} once the facts are written out"
                reader.report("L004", found[name].basis.place, message)
            too_long.add(name)
            sizes[name] = min(depth, DEEPEST), min(length, LONGEST)
    for circle in _circles(uses, set(uses) - set(order)):
        path = ", which uses ".join(f"'{short(name)}'" for name in (*circle[1:6], circle[0]))
        message = f"'{short(circle[0])}' is defined by itself: it uses {path}"
        reader.report("L003", found[circle[0]].basis.place, message)


def _order(uses: Mapping[str, list[str]]) -> list[str]:
    """Return the names so that each comes after those it uses; those on circles are left out."""
    users: dict[str, list[str]] = {name: [] for name in uses}
    waiting = {name: len(used) for name, used in uses.items()}
    for name, used in uses.items():
        for other in used:
            users[other].append(name)
    ready = [name for name, count in waiting.items() if not count]
    for name in ready:
        for user in users[name]:
            waiting[user] -= 1
            if not waiting[user]:
                ready.append(user)
    return ready


def _circles(uses: Mapping[str, list[str]], left: set[str]) -> list[list[str]]:
    """Return circles among the names that are left, so many that none is free of all of them."""
    found: list[list[str]] = []
    seen: set[str] = set()
    for start in uses:
        path: dict[str, None] = {}
        name = start
        while name in left and name not in seen:
            seen.add(name)
            path[name] = None
            name = next(used for used in uses[name] if used in left)
        if name in path:
            walked = list(path)
            found.append(walked[walked.index(name) :])
    return found


def _size(formula: Formula, known: Mapping[str, tuple[int, int]]) -> tuple[int, int]:
    """Return the levels and the names of a formula with the `known` facts written out."""
    if isinstance(formula, Name):
        depth, length = known.get(formula.name, (0, 1))
        return depth + 1, length
    sizes = [_size(part, known) for part in parts_of(formula)]
    return 1 + max(depth for depth, _ in sizes), sum(length for _, length in sizes)
