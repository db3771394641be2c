"""What a model said beside what happened, as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from detente.analyses.backtest.results import Backtest, Baselines
from detente.analyses.when import at, ending
from detente.conflict.conflict import Conflict
from detente.conflict.time import parse_day
from detente.telling.tables import wrapped

_ASKED = {
    "rest": "Where it would come to rest",
    "rung": "What stops the target",
    "crux": "What would have to be given up",
    "roadmap": "In which order steps are accepted",
    "certainty": "How sure, by whom",
}


def backtest_text(conflict: Conflict, found: Backtest) -> str:
    """Return a back-test as plain text."""
    happened = parse_day(found.date) if found.date else None
    until = f" {ending('until', happened)}" if happened is not None else ""
    as_of = f", as it stood {at(conflict.as_of)}" if conflict.as_of else ""
    parts = [wrapped(f"{found.asked.title}{as_of}: '{found.target}', said and happened{until}")]
    if found.limits:
        parts += ["", *(wrapped(limit) for limit in found.limits)]
    for one in found.judged:
        parts += ["", wrapped(f"{_ASKED[one.question]}: {one.verdict.upper()}")]
        if one.said:
            parts.append(wrapped(f"Said: {one.said}", indent="  ", hanging="    "))
        if one.happened:
            parts.append(wrapped(f"Happened: {one.happened}", indent="  ", hanging="    "))
    parts += ["", *(wrapped(line) for line in _baselines(found.baselines))]
    if found.notes:
        parts += ["", *(wrapped(note) for note in found.notes)]
    return "\n".join(parts)


def _baselines(found: Baselines) -> Iterator[str]:
    same, came = ("right" if right else "wrong" for right in (found.unchanged, found.reached))
    yield (
        f"To hold it against: 'nothing changes' would have been {same}, and 'the target comes about' "
        f"{came}."
    )
    if found.chance is not None:
        yield (
            f"A guess that names as many states ({found.named} of the {found.reachable:,} that legal "
            f"moves can reach) is right {_often(found.chance)}."
        )


def _often(chance: Fraction) -> str:
    if chance in (0, 1):
        return "always" if chance else "never"
    return f"in {chance.numerator:,} of {chance.denominator:,} cases"
