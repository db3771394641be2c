"""Models of GMCR+ (`.gmcr`): one JSON object of options, decision makers and patterns.

Numbers are what makes the format: options are numbered from 0, and in a ranking the states
from 1, in the order of their value with option 0 as the lowest bit, infeasible ones left out.
What either side cannot carry is said in notes, never dropped in silence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.conflict.conflict import Conflict


@dataclass(frozen=True, slots=True)
class Imported:
    """A conflict made from another program's file, and what it leaves out or renames."""

    conflict: Conflict
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """The text of another program's file, and what it cannot hold."""

    text: str
    notes: tuple[str, ...]


def read(text: str, file: str = "<text>") -> Imported:
    """Return the conflict that a `.gmcr` file holds; `file` names it in problems.

    Raises ConflictProblems if the text is no such file, or names options it does not have.
    """
    from detente.formats.gmcr_reading import imported

    return imported(text, file)


def write(conflict: Conflict) -> Written:
    """Return a conflict as the text of a `.gmcr` file.

    Every statement, rule and condition of the conflict counts; select a perspective before.

    Raises NoAnswer for an explicit graph, LimitReached if patterns or states are too many.
    """
    from detente.formats.gmcr_writing import written

    return written(conflict)
