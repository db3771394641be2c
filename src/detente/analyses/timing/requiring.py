"""What a formula requires: the names that are true, or false, wherever it holds.

A term that requires a step makes it wait for that step.  Where a formula leaves a choice, the
choice is open until it is known what has been done before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.conflict.logic import Formula, evaluate, names

Truth = NDArray[np.bool_]

MOST_NAMES = 12  # free names of one formula; a longer one is not looked into


@dataclass(frozen=True, slots=True)
class Requirement:
    """A formula over some free names: `holds[k]` if it is true where the names in k's bits are.

    `true` and `false` are the names that are so wherever the formula holds: all of them, if it
    never does.
    """

    names: tuple[str, ...]
    holds: tuple[bool, ...]
    true: frozenset[str]
    false: frozenset[str]

    @property
    def possible(self) -> bool:
        """Whether the formula can hold at all."""
        return any(self.holds)

    @property
    def open(self) -> bool:
        """Whether more is required than the names in `true` and `false`: one of several."""
        free = len(self.names) - len(self.true) - len(self.false)
        return self.possible and sum(self.holds) != 1 << free


def required(
    formula: Formula, stands_for: Mapping[str, Formula], fixed: Mapping[str, bool] | None = None
) -> Requirement | None:
    """Return what a formula requires of the options that are not `fixed`.

    `stands_for` gives the formulas of facts and named states.  None if there are more than
    `MOST_NAMES` free options.
    """
    given = fixed or {}
    free = tuple(name for name in options_in(formula, stands_for) if name not in given)
    if len(free) > MOST_NAMES:
        return None
    every = np.arange(1 << len(free))
    columns: dict[str, Truth] = {name: every >> bit & 1 != 0 for bit, name in enumerate(free)}

    def value(name: str) -> Truth:
        if name in columns:
            return columns[name]
        if name in given:
            return np.full(every.size, given[name])
        return of(stands_for[name])

    def of(part: Formula) -> Truth:
        found: Truth = evaluate(part, value)
        return found

    holds = of(formula)
    return Requirement(
        free,
        tuple(holds.tolist()),
        frozenset(name for name in free if not (holds & ~columns[name]).any()),
        frozenset(name for name in free if not (holds & columns[name]).any()),
    )


def options_in(formula: Formula, stands_for: Mapping[str, Formula]) -> tuple[str, ...]:
    """Return the options a formula speaks of, those of its facts included."""
    found: dict[str, None] = {}
    waiting = list(names(formula))
    seen = set(waiting)
    while waiting:
        name = waiting.pop(0)
        if name not in stands_for:
            found[name] = None
            continue
        more = [inner for inner in names(stands_for[name]) if inner not in seen]
        seen.update(more)
        waiting.extend(more)
    return tuple(found)
