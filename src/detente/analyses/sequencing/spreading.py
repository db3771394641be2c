"""One search for many cases at once: what is reached if this, or that, or both were given up.

A case is a set of positions given up.  Of every stage a row of bits says in which cases an order
leads there that everybody accepts: a bundle passes in the cases in which everything that objects
to it has been given up, and a stage in those in which nobody falls below its floor there.  So one
pass over the bundles serves all sets of positions.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from detente.analyses.sequencing.passage import Index, Passage, Truth
from detente.analyses.sequencing.searching import Carried, backward, by_size, passes

Cases = NDArray[np.uint64]  # one row for each stage, or set of positions; a bit for each case
Positions = NDArray[np.uint16]

Row = tuple[int, Positions | None, Positions | None, Positions | None]

WORD = 64
AT_ONCE = 1 << 19  # words of cases worked on together


@dataclass(frozen=True, eq=False)
class Objections:
    """Which positions object to what, as bits; the tables have a row for each step.

    `leaving` objects to a step from a stage, `arriving` to a step that led to one; `softened` to
    a step that led to a stage once the position has been softened, in the place of `leaving`.
    `lines` are things that must not get lost: the stages where each is so, and who insists on it.
    """

    leaving: Positions
    arriving: Positions
    softened: Positions
    lines: tuple[tuple[Truth, int], ...]

    @cached_property
    def _tables(self) -> tuple[Row, ...]:
        """The rows of the three tables, of steps to which somebody objects somewhere."""
        found = []
        for place, rows in enumerate(zip(self.leaving, self.softened, self.arriving, strict=True)):
            first, then, late = (row if row.any() else None for row in rows)
            if first is not None or then is not None or late is not None:
                found.append((place, first, then, late))
        return tuple(found)

    def against(self, begins: Index, ends: Index) -> tuple[Positions, Positions, Positions]:
        """Return who objects to bundles: as things are, if softened, and either way."""
        taken = begins ^ ends
        firm, soft, both = (np.zeros(taken.size, dtype=np.uint16) for _ in range(3))
        for place, first, then, late in self._tables:
            rows = (taken >> place & 1).nonzero()[0]
            if not rows.size:
                continue
            end = ends[rows]
            if first is not None:
                firm[rows] |= first[begins[rows]]
            if then is not None:
                soft[rows] |= then[end]
            if late is not None:
                both[rows] |= late[end]
        for held, positions in self.lines:
            both[held[begins] & ~held[ends]] |= np.uint16(positions)
        return firm, soft, both


@dataclass(frozen=True, slots=True, eq=False)
class Serving:
    """In which cases a bundle passes, by who objects to it.

    `given[q]` are the cases in which all positions of the set q have been given up.  If cases
    differ in what is softened, `given` says where all of q is softened and `kept` where none is;
    a position that is neither given up nor soft then objects in no case.  With `lenient` a
    position objects only if it does so both as it is and softened.
    """

    given: Cases
    kept: Cases | None = None
    lenient: bool = False

    def cases(self, firm: Positions, soft: Positions, both: Positions) -> Cases:
        """Return the cases in which bundles pass to which these positions object."""
        if self.kept is not None:
            found = self.given[firm] & self.kept[soft]
            found[both != 0] = 0
            return np.asarray(found)
        return np.asarray(self.given[both | ((firm & soft) if self.lenient else firm)])


def packed(cases: Truth) -> Cases:
    """Return truth values over cases, the last axis, as bits."""
    size = cases.shape[-1]
    padded = cases
    if size % WORD:
        padding = [(0, 0)] * (cases.ndim - 1) + [(0, WORD - size % WORD)]
        padded = np.pad(cases, padding)
    return np.packbits(padded, axis=-1, bitorder="little").view(np.uint64)


def unpacked(cases: Cases, count: int) -> Truth:
    """Return bits over cases as truth values; the opposite of `packed`."""
    bits = np.unpackbits(cases.view(np.uint8), axis=-1, bitorder="little")
    return bits[..., :count].view(np.bool_)


def given_up(positions: int) -> Cases:
    """Return for each set of positions the cases in which all of it is given up.

    A case is a set of positions, numbered by its bits.
    """
    every = np.arange(1 << positions)
    return packed((every[None, :] & every[:, None]) == every[:, None])


def spread(
    passage: Passage,
    carried: Carried,
    objections: Objections,
    allowed: Cases,
    serving: Serving,
    most: int,
) -> Cases:
    """Return the cases in which an accepted order leads to each stage.

    `passage` is what is legal; `allowed` holds for each stage the cases in which nobody is below
    its floor there.  To stages of more than `most` steps only bundles of one step are looked at.
    """
    search = _Spread(passage, carried, objections, allowed, serving)
    for ends in by_size(passage.stages):
        late = ends[allowed[ends].any(axis=1)]
        search.one_step(late)
        if int(ends[0]).bit_count() > most:
            continue
        left = late[(search.found[late] != allowed[late]).any(axis=1)]
        for _, begins, rest in backward(passage, left, search.at_once):
            search.add(begins, rest)
    return search.found


class _Spread:
    """A search under way: the cases found for each stage so far."""

    def __init__(
        self,
        passage: Passage,
        carried: Carried,
        objections: Objections,
        allowed: Cases,
        serving: Serving,
    ) -> None:
        self.passage, self.carried, self.objections = passage, carried, objections
        self.allowed, self.serving = allowed, serving
        self.found = np.zeros_like(allowed)
        self.found[0] = serving.given[0]
        self.some = np.zeros(passage.stages.size, dtype=np.bool_)
        self.some[0] = True
        self.at_once = max(1, AT_ONCE // allowed.shape[1])

    def one_step(self, ends: Index) -> None:
        """Follow the bundles of one step that lead to some stages."""
        bits = np.int64(1) << np.arange(self.passage.stages.size.bit_length() - 1)
        each = max(1, self.at_once // max(1, bits.size))
        for first in range(0, ends.size, each):
            some = ends[first : first + each]
            rows, places = np.nonzero(some[:, None] & bits)
            self.add(some[rows] ^ bits[places], some[rows])

    def add(self, begins: Index, ends: Index) -> None:
        """Add to each end the cases in which a bundle leads there; equal ends stand together."""
        keep = self.some[begins]
        keep[keep] = passes(self.passage, self.carried, begins[keep], ends[keep])
        begins, ends = begins[keep], ends[keep]
        if not ends.size:
            return
        cases = self.found[begins] & self.serving.cases(*self.objections.against(begins, ends))
        first = np.flatnonzero(np.r_[True, ends[1:] != ends[:-1]])
        here = ends[first]
        self.found[here] |= np.bitwise_or.reduceat(cases, first, axis=0) & self.allowed[here]
        self.some[here] = self.found[here].any(axis=1)
