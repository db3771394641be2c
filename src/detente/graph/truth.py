"""Formulas over all combinations of options at once.

A combination is a whole number: bit j is set if option j is in effect.  The truth of a formula
is one array of truth values over all combinations, computed once for each fact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from detente.conflict.logic import Formula, evaluate
from detente.errors import LimitReached

Truth = NDArray[np.bool_]

MOST_OPTIONS = 22  # 4 million combinations; a rank of each for every party has to fit


class Truths:
    """The truth of names and formulas over the combinations of `options`."""

    def __init__(self, options: Iterable[str], meanings: Mapping[str, Formula]) -> None:
        self.bits = {name: bit for bit, name in enumerate(options)}
        self.meanings = meanings
        self.size = 1 << len(self.bits)
        self._known: dict[str, Truth] = {}
        if len(self.bits) > MOST_OPTIONS:
            raise LimitReached(
                f"{len(self.bits)} options make 2^{len(self.bits)} combinations; "
                f"models are listed state by state up to {MOST_OPTIONS} options: "
                "merge options that always go together, or leave some out"
            )

    def name(self, name: str) -> Truth:
        """Return the truth of an option, fact or named state."""
        if name not in self._known:
            self._known[name] = (
                self._option(name) if name in self.bits else self.of(self.meanings[name])
            )
        return self._known[name]

    def of(self, formula: Formula) -> Truth:
        """Return the truth of a formula."""
        found: Truth = evaluate(formula, self.name)
        return found

    def every(self, formulas: Iterable[Formula]) -> Truth:
        """Return where every one of the formulas holds."""
        holds = np.ones(self.size, dtype=np.bool_)
        for formula in formulas:
            holds &= self.of(formula)
        return holds

    def _option(self, name: str) -> Truth:
        column = np.zeros(self.size, dtype=np.bool_)
        column.reshape(-1, 2, 1 << self.bits[name])[:, 1, :] = True
        return column
