"""What is open where orders of many steps were not looked at, by the definitions."""

from __future__ import annotations

from collections.abc import Iterable

from detente.conflict.logic import Formula
from tests.oracle.literal import Point
from tests.oracle.sequences import Case, no_worse, step_sets

LARGER = "Larger sets than those told here may lead there as well"
LEADS = "Whether one of these is an order that leads there is not established"
ACCEPTED = "Whether one of these is an order that everybody accepts is not established"
GOOD = "Whether one of these is an order that leaves nobody worse off is not established"


def open_steps(case: Case) -> list[str]:
    """Return the options that can be switched from the status quo."""
    return [name for name in case.model.option_names if case.model.family(name, case.start)]


def ends_beyond(case: Case, target: Formula, most: int) -> set[Point]:
    """Return the states of a target that more steps than so many could lead to."""
    can = set(open_steps(case))
    return {
        point
        for point in case.ground.points
        if case.model.holds(target, point)
        and len(point ^ case.start) > most
        and point ^ case.start <= can
    }


def left_open(case: Case, target: Formula, require: Iterable[str], most: int) -> str | None:
    """Return what is open of the sets of up to so many steps; None if larger ones matter to none."""
    sets, kind = step_sets(case, target, require, most=most)
    ends = ends_beyond(case, target, most)
    good = {end for end in ends if no_worse(case, end, case.parties)}
    if kind == "already":
        return None
    if kind == "agreed" and good:
        return ACCEPTED
    if kind == "legal" and good:
        return GOOD if sets else LEADS
    others = {case.start ^ end for end in (good if kind != "legal" else ends)}
    further = any(not any(few <= steps for few in sets) for steps in others)
    if kind == "agreed" or not further:
        return None
    return LARGER if sets else LEADS
