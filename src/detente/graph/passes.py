"""One move of one mover, for all states at once: the smallest value it can lead to.

Three ways to the same answer.  `Lattice` and `Ordered` serve plain models of any size: a
party's own options span a cube, so its best or worst move is found option by option, and its
improvements by sorting each cube once.  `Listed` serves every other model: the moves are
written out as pairs of states.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.unsignedinteger]
Indices = NDArray[np.intp]
Truth = NDArray[np.bool_]

_NARROW = 16  # below this a row of the cube is too short to be worth a vector operation


def top_of(values: Values) -> int:
    """Return the largest number of the type, which stands for 'no state'."""
    return int(np.iinfo(values.dtype).max)


@dataclass(frozen=True, slots=True)
class Lattice:
    """All moves of a party in a plain model; staying is counted as one of them."""

    own: tuple[tuple[int, bool, bool], ...]
    missing: Truth | None

    def lowest(self, values: Values) -> Values:
        """Return for each state the smallest value among it and the states one move away."""
        found = values.copy()
        for bit, on, off in self.own:
            _spread(found, bit, on=on, off=off)
        if self.missing is not None:
            np.putmask(found, self.missing, top_of(found))
        return found


def _spread(values: Values, bit: int, *, on: bool, off: bool) -> None:
    """Give each state the smaller value of the two that differ in `bit`, where it can move."""
    step = 1 << bit
    if step < _NARROW:
        pairs = [(values[k :: 2 * step], values[k + step :: 2 * step]) for k in range(step)]
    else:
        halves = values.reshape(-1, 2, step)
        pairs = [(halves[:, 0], halves[:, 1])]
    for without, with_it in pairs:
        smaller = np.minimum(without, with_it)
        if on:
            without[...] = smaller
        if off:
            with_it[...] = smaller


@dataclass(frozen=True, slots=True)
class Block:
    """The states of one setting of a party's one-way options, each cube sorted best first.

    `better` holds for each block that can be moved to (itself among them) how many of its
    states, in the same row, the party strictly prefers; as an index into its padded minima.
    """

    sorted_states: Indices
    better: tuple[tuple[int, Indices], ...]


@dataclass(frozen=True, slots=True)
class Ordered:
    """The improvements of a party in a plain model; staying is counted as one of them."""

    blocks: tuple[Block, ...]
    missing: Truth | None

    def lowest(self, values: Values) -> Values:
        """Return for each state the smallest value among it and the party's improvements."""
        top = top_of(values)
        taken = [values[block.sorted_states] for block in self.blocks]
        minima = [_padded_minima(rows, top) for rows in taken]
        found = np.empty_like(values)
        for block, rows in zip(self.blocks, taken, strict=True):
            for number, index in block.better:
                np.minimum(rows, minima[number].take(index), out=rows)
            found[block.sorted_states] = rows
        if self.missing is not None:
            np.putmask(found, self.missing, top)
        return found


def _padded_minima(rows: Values, top: int) -> Values:
    """Return the smallest of the first k values of each row, for k from 0, as one flat array."""
    padded = np.empty((rows.shape[0], rows.shape[1] + 1), dtype=rows.dtype)
    padded[:, 0] = top
    np.minimum.accumulate(rows, axis=1, out=padded[:, 1:])
    return padded.reshape(-1)


def ordered(
    own: Iterable[tuple[int, bool, bool]], options: int, ranks: Values, missing: Truth | None
) -> Ordered:
    """Return the improvements of a party with rank array `ranks` over 2^`options` states."""
    switches = tuple(own)
    free = [bit for bit, on, off in switches if on and off]
    one_way = [(bit, on) for bit, on, off in switches if on != off]
    mine = {bit for bit, _, _ in switches}
    rows = _codes([bit for bit in range(options) if bit not in mine])
    columns = _codes(free)
    settings = list(_codes([bit for bit, _ in one_way]))
    states, sorted_ranks = [], []
    for setting in settings:
        cells = rows[:, None] | columns[None, :] | setting
        own_ranks = ranks[cells]
        order = np.argsort(~own_ranks, axis=1, kind="stable")
        states.append(np.take_along_axis(cells, order, axis=1))
        sorted_ranks.append(np.take_along_axis(own_ranks, order, axis=1))
    forward = sum(1 << bit for bit, on in one_way if on)
    backward = sum(1 << bit for bit, on in one_way if not on)
    blocks = []
    for here, setting in enumerate(settings):
        better = tuple(
            (there, _strictly_better(sorted_ranks[here], sorted_ranks[there], same=here == there))
            for there, other in enumerate(settings)
            if not (setting & ~other & forward) and not (other & ~setting & backward)
        )
        blocks.append(Block(states[here], better))
    return Ordered(tuple(blocks), missing)


def _codes(bits: Iterable[int]) -> Indices:
    """Return every combination of `bits`, as whole numbers in order."""
    found = np.zeros(1, dtype=np.intp)
    for bit in bits:
        found = np.concatenate([found, found | (1 << bit)])
    return found


def _strictly_better(mine: Values, theirs: Values, *, same: bool) -> Indices:
    """Return how many of `theirs`, row by row, are above each of `mine`; both best first.

    The counts are returned as places in the padded minima of `theirs`.
    """
    height, width = mine.shape
    if same:
        # the number of better ones is where the run of equals starts
        starts = np.zeros((height, width), dtype=np.intp)
        changes = mine[:, 1:] != mine[:, :-1]
        starts[:, 1:] = np.where(changes, np.arange(1, width, dtype=np.intp), 0)
        count = np.maximum.accumulate(starts, axis=1)
    else:
        # merge the two rows, best first, mine before theirs where they tie
        both = np.concatenate([mine, theirs], axis=1).astype(np.uint64) * np.uint64(2)
        both[:, :width] += np.uint64(1)
        order = np.argsort(~both, axis=1, kind="stable")
        from_theirs = order >= width
        count = np.cumsum(from_theirs, axis=1)[~from_theirs].reshape(height, width)
    row_start = np.arange(height, dtype=np.intp)[:, None] * (theirs.shape[1] + 1)
    return np.asarray(count + row_start, dtype=np.intp)


@dataclass(frozen=True, slots=True)
class Listed:
    """Moves written out, sorted by where they start; staying is not counted."""

    starts: Indices
    first: Indices
    targets: NDArray[np.integer]

    def lowest(self, values: Values) -> Values:
        """Return for each state the smallest value one move away; no state if there is none."""
        found = np.full_like(values, top_of(values))
        if self.targets.size:
            found[self.starts] = np.minimum.reduceat(values[self.targets], self.first)
        return found

    def pairs(self) -> tuple[Indices, NDArray[np.integer]]:
        """Return the moves as two arrays: from and to."""
        lengths = np.diff(np.append(self.first, self.targets.size))
        return np.repeat(self.starts, lengths), self.targets


def listed(starts: NDArray[np.integer], targets: NDArray[np.integer]) -> Listed:
    """Return moves given as two arrays; repeated ones are merged."""
    span = int(targets.max(initial=0)) + 1
    return in_order(paired(starts, targets, span), span)


def paired(
    starts: NDArray[np.integer], targets: NDArray[np.integer], span: int
) -> NDArray[np.int64]:
    """Return moves as one number each, of which no target may be as large as the `span`."""
    return np.asarray(starts.astype(np.int64) * span + targets)


def in_order(pairs: NDArray[np.int64], span: int) -> Listed:
    """Return moves given as numbers, as `paired` gives them; the numbers are sorted where they are.

    Of lists this long every array counts: no more is kept than is needed at a time.
    """
    pairs.sort()
    fresh = np.ones(pairs.size, dtype=np.bool_)
    fresh[1:] = pairs[1:] != pairs[:-1]
    if not fresh.all():
        pairs = pairs[fresh]
    begins = pairs // span
    leads = np.ones(begins.size, dtype=np.bool_)
    leads[1:] = begins[1:] != begins[:-1]
    first = np.flatnonzero(leads)
    starts = begins[first].astype(np.intp)
    begins *= span
    np.subtract(pairs, begins, out=begins)
    return Listed(starts, first, begins.astype(np.int32 if span < 1 << 31 else np.int64))


Pass = Lattice | Ordered | Listed


class Lowest(Protocol):
    """Whatever gives for each state the smallest value one move away."""

    def lowest(self, values: Values) -> Values:
        """Return the smallest value one move away from each state."""


def highest(one: Lowest, values: Values) -> Values:
    """Return for each state the largest value among it and the states one move away."""
    return np.maximum(values, ~one.lowest(~values))
