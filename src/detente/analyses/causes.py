"""Which difference between two versions is responsible for a verdict that changed.

Each difference is made alone in the older version, and the verdicts are computed anew.  What no
single difference brings about needs several; then differences are taken back from the newer
version one after another, as long as the verdict stays changed, until none can be spared.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from detente.analyses.merging.lists import Key
from detente.analyses.standing import Atom, Standing

How = Literal["alone", "together", "not found"]


@dataclass(frozen=True, slots=True)
class Cause:
    """Changed verdicts that have the same reason: any one of `keys`, or all of them together."""

    atoms: tuple[Atom, ...]
    keys: tuple[Key, ...]
    how: How


@dataclass
class _Trials:
    """What was computed so far; a version that cannot be compiled has no verdicts."""

    compute: Callable[[frozenset[Key]], Standing | None]
    most: int
    known: dict[frozenset[Key], frozenset[Atom] | None] = field(default_factory=dict)
    complete: bool = True

    def atoms(self, taken: frozenset[Key]) -> frozenset[Atom] | None:
        if taken not in self.known:
            self.complete = self.complete and len(self.known) < self.most
            found = self.compute(taken) if self.complete else None
            self.known[taken] = None if found is None else found.atoms
        return self.known[taken]

    def changed(self, taken: frozenset[Key], atom: Atom, *, gained: bool) -> bool:
        """Tell whether a version agrees with the newer one on an atom."""
        found = self.atoms(taken)
        return found is not None and (atom in found) == gained


def causes(
    gained: Sequence[Atom],
    lost: Sequence[Atom],
    keys: Sequence[Key],
    alone: Sequence[Key],
    compute: Callable[[frozenset[Key]], Standing | None],
    *,
    most: int,
) -> tuple[tuple[Cause, ...], bool]:
    """Return why verdicts changed, those with the same reason together; false if the search ended
    early.

    Parameters
    ----------
    gained, lost : the verdicts that only the newer, or only the older, version has.
    keys : every difference of the two versions.
    alone : the differences that can change a verdict.
    compute : the verdicts of the older version with some of the differences made.
    most : how many such versions are computed before the search ends.
    """
    trials = _Trials(compute, most)
    every = [*((atom, True) for atom in gained), *((atom, False) for atom in lost)]
    found: dict[tuple[How, tuple[Key, ...]], list[Atom]] = {}
    open_still: list[tuple[Atom, bool]] = []
    for atom, new in every:
        single = tuple(k for k in alone if trials.changed(frozenset({k}), atom, gained=new))
        if single:
            found.setdefault(("alone", single), []).append(atom)
        else:
            open_still.append((atom, new))
    sets: list[tuple[Key, ...]] = []
    for atom, new in open_still:
        start = next((k for k in sets if trials.changed(frozenset(k), atom, gained=new)), keys)
        fitting = _needed(trials, start, atom, gained=new)
        if fitting and fitting not in sets:
            sets.append(fitting)
        found.setdefault(("together" if fitting else "not found", fitting), []).append(atom)
    listed = tuple(Cause(tuple(atoms), keys, how) for (how, keys), atoms in found.items())
    return listed, trials.complete


def _needed(trials: _Trials, keys: Sequence[Key], atom: Atom, *, gained: bool) -> tuple[Key, ...]:
    """Return differences that bring a verdict about together, none of which can be spared."""
    kept = list(keys)
    if not trials.changed(frozenset(kept), atom, gained=gained):
        return ()
    size = len(kept) // 2
    while size:
        # whole halves, quarters and so on first: most differences have no part in it
        place, spared = 0, False
        while place < len(kept):
            rest = kept[:place] + kept[place + size :]
            if rest and trials.changed(frozenset(rest), atom, gained=gained):
                kept = rest
                spared = True
            else:
                place += size
        if size > 1 or not spared:
            size //= 2
    return tuple(kept)
