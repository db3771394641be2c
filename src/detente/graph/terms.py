"""Declared conditions, compiled: which steps of a bundle a party would not sign."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.conflict.logic import Formula
from detente.conflict.parties import Condition, Party

Truth = NDArray[np.bool_]
States = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Term:
    """A condition on one step: `only after` looks at the start, `only with` at the end."""

    id: str
    bit: int
    on: bool
    at_start: bool
    holds: Truth

    def met(self, starts: States, targets: States) -> Truth:
        """Return where a bundle leaves the step alone or meets the condition."""
        before, after = starts >> self.bit & 1, targets >> self.bit & 1
        taken = (before != after) & (after == self.on)
        return np.asarray(~taken | self.holds[starts if self.at_start else targets])


def terms_of(
    party: Party, bits: dict[str, int], truth_of: Callable[[Formula], Truth]
) -> tuple[Term, ...]:
    """Return the compiled conditions of a party."""
    return tuple(
        Term(c.id, bits[c.step.option], c.step.on, c.order == "after", truth_of(c.formula))
        for c in party.conditions
        if isinstance(c, Condition)
    )
