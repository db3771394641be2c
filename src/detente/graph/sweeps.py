"""All bundles of a coalition from all combinations at once, option by option, none written out.

What a coalition can switch in a combination is a set of options, and each part of it whose result
is open makes a bundle.  Where a switch hangs on nothing but the option itself, the parts of the set
are taken in one after the other: with n options that are n passes over 2^n combinations, not a
list of 3^n bundles.  Guards that look at the combination before the bundle sort the combinations
into groups, of which each is passed over by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from detente.graph.moves import Moves, Switch
from detente.graph.passes import Truth, Values, top_of

MOST_GROUPS = 64

Scalar = TypeVar("Scalar", bound=np.generic)


@dataclass(frozen=True, slots=True)
class Flip:
    """One option that a coalition can switch: on, off, and whether that takes several of them."""

    bit: int
    on: bool
    off: bool
    joint_on: bool
    joint_off: bool


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Combinations in which a coalition can switch the same options; all of them by None."""

    inside: Truth | None
    flips: tuple[Flip, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Swept:
    """The bundles of one coalition; `open` are the combinations that they may lead to.

    `joint` leaves only bundles with a step that no member could take alone.  Staying is counted
    as none of them.
    """

    groups: tuple[Group, ...]
    open: Truth
    joint: bool

    def lowest(self, values: Values) -> Values:
        """Return for each state the smallest value one bundle away; no state if there is none."""
        top = values.dtype.type(top_of(values))
        ends = np.where(self.open, values, top)
        found = np.full_like(values, top)
        for group in self.groups:
            moved = self._moved(group, ends, top)
            if group.inside is None:
                return moved
            np.copyto(found, moved, where=group.inside)
        return found

    def _moved(self, group: Group, ends: Values, top: np.unsignedinteger) -> Values:
        before, after = ends.copy(), np.full_like(ends, top)
        for flip in group.flips:
            _take(before, after, flip, joint=self.joint)
        return after

    def image(self, chosen: Truth) -> Truth:
        """Return the combinations to which a bundle leads from one of those chosen."""
        found = np.zeros_like(chosen)
        for group in self.groups:
            before = chosen.copy() if group.inside is None else chosen & group.inside
            after = np.zeros_like(chosen)
            if before.any():
                for flip in group.flips:
                    _give(before, after, flip, joint=self.joint)
                found |= after
        return found & self.open


def _take(before: Values, after: Values, flip: Flip, *, joint: bool) -> None:
    """Let each combination take over what is smaller where one option is switched.

    `before` holds what no bundle, or no joint step, has led to yet; `after` the rest.
    """
    early, late = _halves(before, flip.bit), _halves(after, flip.bit)
    old_off, old_on = late[:, 0].copy(), late[:, 1].copy()
    first_off, first_on = early[:, 0].copy(), early[:, 1].copy()
    if flip.on:
        np.minimum(late[:, 0], old_on, out=late[:, 0])
        _first(early[:, 0], late[:, 0], first_on, counts=flip.joint_on or not joint, joint=joint)
    if flip.off:
        np.minimum(late[:, 1], old_off, out=late[:, 1])
        _first(early[:, 1], late[:, 1], first_off, counts=flip.joint_off or not joint, joint=joint)


def _first(early: Values, late: Values, other: Values, *, counts: bool, joint: bool) -> None:
    if counts:
        np.minimum(late, other, out=late)
    elif joint:
        np.minimum(early, other, out=early)


def _give(before: Truth, after: Truth, flip: Flip, *, joint: bool) -> None:
    """Mark where the combinations marked so far lead to if one option is switched."""
    early, late = _halves(before, flip.bit), _halves(after, flip.bit)
    old_off, old_on = late[:, 0].copy(), late[:, 1].copy()
    first_off, first_on = early[:, 0].copy(), early[:, 1].copy()
    if flip.on:
        late[:, 1] |= old_off
        (late if flip.joint_on or not joint else early)[:, 1] |= first_off
    if flip.off:
        late[:, 0] |= old_on
        (late if flip.joint_off or not joint else early)[:, 0] |= first_on


def _halves(values: NDArray[Scalar], bit: int) -> NDArray[Scalar]:
    return values.reshape(-1, 2, 1 << bit)


def swept(moves: Moves, coalition: int, *, joint: bool = False) -> Swept | None:
    """Return the bundles of a coalition to be swept; None if guards make too many groups.

    Also None if it is loose: then it is not enough to look at each step by itself.
    """
    if moves.loose(coalition):
        return None
    open_ = moves.exists.copy()
    for pair, truth in moves.channels:
        if pair & coalition == pair:
            open_ &= truth
    guards: list[tuple[Truth, int, bool]] = []
    flips: list[Flip] = []
    for switch in moves.switches:
        flip = _flip(switch, coalition)
        if flip is None:
            continue
        flips.append(flip)
        if flip.on and switch.after is not None:
            guards.append((switch.after, flip.bit, True))
        if flip.off and switch.undone_when is not None:
            guards.append((switch.undone_when, flip.bit, False))
    if 1 << len(guards) > MOST_GROUPS:
        return None
    return Swept(tuple(_groups(flips, guards)), open_, joint)


def _flip(switch: Switch, coalition: int) -> Flip | None:
    on = [c for c in switch.on if c & coalition == c]
    off = [c for c in switch.off if c & coalition == c]
    if switch.slow and coalition not in switch.on:
        on = []
    if not on and not off:
        return None
    return Flip(switch.bit, bool(on), bool(off), _several(on), _several(off))


def _several(able: Sequence[int]) -> bool:
    return bool(able) and not any(c.bit_count() == 1 for c in able)


def _groups(flips: Sequence[Flip], guards: Sequence[tuple[Truth, int, bool]]) -> list[Group]:
    if not guards:
        return [Group(None, tuple(flips))]
    found = []
    for signs in product((True, False), repeat=len(guards)):
        inside = np.ones_like(guards[0][0])
        barred = set()
        for (truth, bit, on), holds in zip(guards, signs, strict=True):
            inside &= truth if holds else ~truth
            if not holds:
                barred.add((bit, on))
        if inside.any():
            left = (_left(flip, barred) for flip in flips)
            found.append(Group(inside, tuple(flip for flip in left if flip.on or flip.off)))
    return found


def _left(flip: Flip, barred: set[tuple[int, bool]]) -> Flip:
    return Flip(
        flip.bit,
        flip.on and (flip.bit, True) not in barred,
        flip.off and (flip.bit, False) not in barred,
        flip.joint_on,
        flip.joint_off,
    )
