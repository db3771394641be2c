"""What every answer carries: the question, the model it was asked of, the choices made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from detente.conflict.fingerprint import fingerprint
from detente.graph.model import GraphModel, Naming, Truth
from detente.version import program_version

LIST_UP_TO = 4096  # states of one set; longer sets are told by counts and patterns
MOST_PATTERNS = 64


@dataclass(frozen=True, slots=True)
class Asked:
    """The question as it was asked; the same for the same file and settings."""

    question: str
    title: str
    fingerprint: str
    version: str
    settings: Mapping[str, object] = field(hash=False)

    def to_dict(self) -> dict[str, object]:
        """Return the head of every JSON document."""
        return {
            "question": self.question,
            "title": self.title,
            "fingerprint": self.fingerprint,
            "version": self.version,
            "settings": dict(self.settings),
        }


def asked(question: str, graph: GraphModel, **settings: object) -> Asked:
    """Return what was asked of `graph`: its selection first, then the question's own settings."""
    selection = graph.selection
    chosen: dict[str, object] = {
        "perspective": selection.perspective.name,
        "epoch": selection.epoch.isoformat() if selection.epoch else None,
        "without": list(selection.without),
        "status_quo": graph.status_quo,
    }
    conflict = graph.conflict
    return Asked(
        question, conflict.title, fingerprint(conflict), program_version(), chosen | settings
    )


@dataclass(frozen=True, slots=True)
class Members:
    """Which of the numbered states belong to a set, one bit each; compared as a whole."""

    naming: Naming = field(hash=False)
    bits: bytes

    def holds(self, state: str) -> bool:
        """Tell whether a state, as it is written, belongs."""
        number = self.naming.read(state)
        return number is not None and bool(self.bits[number >> 3] >> (7 - number % 8) & 1)


@dataclass(frozen=True, slots=True)
class StateSet:
    """A set of states: listed where it is short, else told by its size and by patterns.

    A pattern has Y, N or - for each option, - for either; the patterns cover the set and no
    state outside it.  `complete` is false if there were too many patterns to list them all.
    """

    count: int
    states: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    complete: bool = True
    # tells whether a state belongs, also where neither list holds all of the set
    _holds: Members | None = field(default=None, repr=False, hash=False)

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[str]:
        return iter(self.states)

    def __contains__(self, state: object) -> bool:
        if self._holds is not None:
            return isinstance(state, str) and self._holds.holds(state)
        return state in self.states

    def to_plain(self) -> object:
        """Return the list of states, or the count with the patterns."""
        if self.count == len(self.states):
            return list(self.states)
        return {
            "count": self.count,
            "patterns": list(self.patterns),
            "patterns_complete": self.complete,
        }


def state_set(graph: GraphModel, chosen: Truth, *, limit: int = LIST_UP_TO) -> StateSet:
    """Return a set of states in words."""
    count = int(chosen.sum())
    if count <= limit or graph.merges or not graph.options:
        return StateSet(count, graph.words(chosen))
    patterns = _cover(graph, chosen)
    shown = tuple(patterns[:MOST_PATTERNS])
    members = Members(graph.naming, np.packbits(chosen).tobytes())
    return StateSet(count, (), shown, len(patterns) <= MOST_PATTERNS, members)


def _cover(graph: GraphModel, chosen: Truth) -> list[str]:
    """Return disjoint patterns that hold the chosen states and no other state.

    A pattern is split on one option after another, last option first, until all or none of
    its states are chosen; combinations that are no state do not matter.
    """
    found: list[str] = []
    waiting = [(chosen, graph.exists, "")]
    while waiting and len(found) <= MOST_PATTERNS:
        inside, exists, tail = waiting.pop()
        if not inside.any():
            continue
        if inside.size == 1 or bool((inside == exists).all()):
            found.append("-" * (len(graph.options) - len(tail)) + tail)
            continue
        half = inside.size // 2
        waiting.append((inside[half:], exists[half:], "Y" + tail))
        waiting.append((inside[:half], exists[:half], "N" + tail))
    return found
