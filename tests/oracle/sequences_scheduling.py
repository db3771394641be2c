"""The dates of a roadmap: the engine against the literal calendar."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .comparison import Comparison
from .sequences import Case, Order
from .sequences_calendar import Calendar, Days


def compare_dates(
    comparison: Comparison,
    where: str,
    case: Case,
    order: Order,
    roadmap: Any,
    require: Iterable[str],
) -> dict[str, int] | None:
    """Compare the days of a roadmap; return the earliest of each step, None if there are none."""
    conditions = "conditions" in require
    plain = Calendar(case, order, conditions=conditions)
    days = plain.days()
    timed = any(o.takes is not None or o.windows for o in case.model.options.values())
    found = roadmap.dates
    comparison.same(f"{where}, dated", timed and roadmap.accepted, found is not None)
    if found is not None:
        _dates(comparison, f"{where}, dates", days, found)
        slow = Calendar(case, order, conditions=conditions, longest=True)
        serial = Calendar(case, order, serial=True)
        both = Calendar(case, order, serial=True, longest=True)
        for name, expected, told in (
            ("longest", slow, found.longest),
            ("serial", serial, found.serial),
            ("both", both, found.serial_longest),
        ):
            _length(comparison, f"{where}, {name}", expected.days(), told)
        _wishes(comparison, where, plain, slow, found)
    return None if days.circular else days.first


def _dates(comparison: Comparison, where: str, days: Days, found: Any) -> None:
    comparison.same(f"{where}, feasible", days.feasible, found.feasible)
    told = {one.step.removeprefix("not "): one for one in found.steps}
    comparison.same(f"{where}, steps", set(days.first), set(told))
    for step in days.first.keys() & told.keys():
        one, last = told[step], days.last.get(step)
        spare = None if last is None else last - days.first[step]
        right = (days.first[step], last, spare)
        comparison.same(f"{where}, {step}", right, (one.earliest, one.latest, one.slack), 3)
    _length(comparison, where, days, found)
    comparison.same(f"{where}, hindered", not days.feasible, bool(found.hindrances))
    short = [one.short_by for one in found.hindrances if not one.circular]
    if short:
        comparison.same(f"{where}, short by", days.short_by, short[0])


def _length(comparison: Comparison, where: str, days: Days, found: Any) -> None:
    right = (None, None) if days.circular else (days.total, days.slack)
    comparison.same(f"{where}, length", right, (found.days, found.slack), 2)


def _wishes(
    comparison: Comparison, where: str, plain: Calendar, slow: Calendar, found: Any
) -> None:
    every = list(plain.windows(wish=True))
    told = [(one.option, one.number) for one in found.wishes]
    comparison.same(f"{where}, wishes", [(name, number) for name, number, _ in every], told)
    for (name, number, _), one in zip(every, found.wishes, strict=False):
        days, long = plain.days((name, number)), slow.days((name, number))
        here = f"{where}, wish {name} {number}"
        comparison.same(
            f"{here}, fits", (days.feasible, long.feasible), (one.fits, one.fits_longest)
        )
        if not days.circular:
            last = days.last.get(name)
            right = (days.first[name], last, days.short_by)
            comparison.same(here, right, (one.earliest, one.latest, one.short_by), 3)
