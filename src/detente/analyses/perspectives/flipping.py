"""What a finding hangs on: the smallest sets of sources, or the voice, without which it is gone.

Every set of one size is tried before any larger one, each on a model built anew without what the
sources left out support.  Sets that leave the same items have the same answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from math import comb

from detente.analyses.finding import Atom, denies, finds, found_in
from detente.analyses.outlook import Outlook, outlook
from detente.analyses.perspectives import hearing
from detente.analyses.perspectives.results import Flip
from detente.analyses.wording import counted
from detente.conflict.conflict import Conflict, Perspective
from detente.graph.compiling import compile
from detente.graph.model import GraphModel

MOST_SETS = 2_000
MOST_WORK = 4_000_000  # combinations of options, over all sets of sources


@dataclass(frozen=True, slots=True)
class Settings:
    """What is asked, of whichever version of the file: all choices but the perspective."""

    target: str
    epoch: date | None
    without: tuple[str, ...]
    status_quo: str | None

    def graph(self, conflict: Conflict, perspective: str | None) -> GraphModel:
        """Return the model under a perspective."""
        return compile(
            conflict,
            perspective=perspective,
            epoch=self.epoch,
            without=self.without,
            status_quo=self.status_quo,
        )


@dataclass
class Flips:
    """What is found of one finding: what flips it, and of how many it is not established."""

    found: list[Flip] = field(default_factory=list)
    unsettled: int = 0


@dataclass(frozen=True)
class Search:
    """One perspective with sources or voices left out."""

    settings: Settings
    conflict: Conflict
    view: Perspective
    base: Outlook

    def sources(self, size: int) -> tuple[dict[Atom, Flips], int]:
        """Return the smallest sets of sources that findings hang on, and how large sets got.

        Sets of one size are tried all or not at all.
        """
        names = hearing.sources_heard(self.conflict, self.view)
        found = {atom: Flips() for atom in found_in(self.base)}
        look = self._looking()
        left, tried = self._most(), 0
        for count in range(1, min(size, len(names)) + 1):
            waiting = [atom for atom, flips in found.items() if not flips.found]
            left -= comb(len(names), count)
            if not waiting or left < 0:
                break
            tried = count
            for removed in combinations(names, count):
                varied = hearing.without_sources(self.conflict, self.view, removed)
                self._note(found, waiting, removed, look(varied))
        return found, tried

    def voices(self) -> dict[Atom, Flips]:
        """Return the single voices that findings hang on."""
        found = {atom: Flips() for atom in found_in(self.base)}
        look = self._looking()
        for voice in hearing.voices_heard(self.conflict, self.view):
            varied = hearing.without_voice(self.conflict, self.view, voice)
            self._note(found, tuple(found), (voice,), look(varied))
        return found

    def stopped(self, count: int) -> str:
        """Return that sets of a size were not tried, and why."""
        names = hearing.sources_heard(self.conflict, self.view)
        return (
            f"Left out: sets of {counted(count, 'source')}. There are "
            f"{comb(len(names), count):,}, and in a model of this size the limit is "
            f"{self._most():,} sets in all."
        )

    def _most(self) -> int:
        return min(MOST_SETS, MOST_WORK >> len(self.conflict.options))

    def _looking(self) -> Callable[[Conflict], Outlook]:
        """Return a function that gives the outlook of a variation, once for equal models."""
        known: dict[object, Outlook] = {}
        among = self.base.unlocks

        def look(conflict: Conflict) -> Outlook:
            graph = self.settings.graph(conflict, self.view.name)
            key = graph.selection.parties
            if key not in known:
                known[key] = outlook(graph, self.settings.target, like=self.base.sides, among=among)
            return known[key]

        return look

    @staticmethod
    def _note(
        found: dict[Atom, Flips],
        waiting: Sequence[Atom],
        removed: tuple[str, ...],
        look: Outlook,
    ) -> None:
        now = {"rung": str(look.rung)} | {atom.kind: atom.what for atom in found_in(look)}
        for atom in waiting:
            if denies(look, atom):
                single = atom.kind in {"rung", "status quo"}
                found[atom].found.append(Flip(removed, now.get(atom.kind, "") if single else ""))
            elif not finds(look, atom):
                found[atom].unsettled += 1
