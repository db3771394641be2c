"""Models of GMCR+ (`.gmcr`): one JSON object of options, decision makers and patterns.

Numbers are what makes the format: options are numbered from 0, and in a ranking the states
from 1, in the order of their value with option 0 as the lowest bit, infeasible ones left out.
What either side cannot carry is said in notes, never dropped in silence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.errors import ConflictProblems, Place, Problem

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


def refuse_pickle(data: bytes, file: str) -> None:
    """Raise ConflictProblems if bytes are those of an old GMCR+ file, saved as a Python pickle.

    Such a file is never opened: a pickle can make the program that opens it do anything.
    """
    if data[:1] != b"\x80":  # the mark of every binary pickle; no text starts with it
        return
    from detente.formats.gmcr_values import HINTS

    message = (
        "this is an old file of GMCR+, saved as a Python pickle, which is not opened because "
        "it could make this program do anything"
    )
    raise ConflictProblems([Problem("G007", Place(file, 1, 1), message, HINTS["G007"])])


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
