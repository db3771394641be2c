"""Who can switch what, where: the legal bundles of a coalition from any set of combinations.

A coalition is a whole number too: bit i is set if party i is in it.  In every combination the
options a coalition can switch form a bit pattern; its bundles are the non-empty parts of that
pattern whose result exists and is open to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from detente.conflict.logic import Formula
from detente.conflict.options import Channel, Coalition, Option
from detente.errors import LimitReached

Truth = NDArray[np.bool_]
Codes = NDArray[np.int64]
Bits = NDArray[np.int64]

MOST_KEPT = 4_000  # lists of bundles from single states that are remembered
MOST_IN_ONE = 2_000  # bundles of a list; after a longer one the others are forgotten
AT_ONCE = 1 << 21  # bundles listed together where only some are kept
MOST_BUNDLES = 30_000_000  # of one coalition, over all the states asked about, listed together
MOST_SIFTED = 250_000_000  # the same, where some are listed at a time and few of them are kept


@dataclass(frozen=True, slots=True)
class Switch:
    """One option: its bit, the coalitions that switch it on and off, and the guards of both."""

    bit: int
    on: tuple[int, ...]
    off: tuple[int, ...]
    after: Truth | None
    undone_when: Truth | None
    slow: bool


@dataclass(frozen=True, slots=True)
class Moves:
    """The legal bundles of a conflict in option form.

    `exists` tells which combinations are states; `channels` pairs a coalition of two with the
    states it can lead to.
    """

    switches: tuple[Switch, ...]
    exists: Truth
    channels: tuple[tuple[int, Truth], ...]
    parties: int
    # what each coalition is able to switch: asked for thousands of times, and never another
    _known: dict[tuple[int, bool], tuple[int, int]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _loose: dict[int, bool] = field(default_factory=dict, init=False, repr=False, compare=False)
    # the bundles from single states: many models with the same moves ask for the same ones
    _from: dict[tuple[int, int, bool, bool], tuple[Codes, Codes]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def plain(self) -> bool:
        """Whether every switch is one party's own and can be thrown whatever the state.

        Then a party's moves can be joined into one: whoever moves twice running gains nothing.
        """
        return all(
            switch.after is None
            and switch.undone_when is None
            and all(members.bit_count() == 1 for members in (*switch.on, *switch.off))
            for switch in self.switches
        )

    def own(self, party: int) -> Iterator[tuple[int, bool, bool]]:
        """Yield (bit, can switch on, can switch off) of what `party` can switch alone."""
        alone = 1 << party
        for switch in self.switches:
            on, off = alone in switch.on, alone in switch.off
            if on or off:
                yield switch.bit, on, off

    def coalitions(self) -> tuple[int, ...]:
        """Return the coalitions of two or more that have any step to share, smallest first."""
        active = [p for p in range(self.parties) if self._has_step(1 << p)]
        return _subsets(active)

    def joint_coalitions(self) -> tuple[int, ...]:
        """Return the coalitions able to take a step that none of their members can take alone."""
        acts = {
            members
            for switch in self.switches
            for members in (*switch.on, *switch.off)
            if members.bit_count() > 1
        }
        return tuple(c for c in self.coalitions() if any(act & c == act for act in acts))

    def _has_step(self, party: int) -> bool:
        return any(party & c for switch in self.switches for c in (*switch.on, *switch.off))

    # bundles ---------------------------------------------------------------------------

    def bundles(
        self, coalition: int, sources: Codes, *, joint_act: bool = False, minimal: bool = False
    ) -> tuple[Codes, Codes]:
        """Return the bundles of `coalition` from `sources`, as two arrays: from and to.

        `joint_act` keeps those with a step that no member could take alone; `minimal` those
        that no smaller coalition could carry out.  A larger coalition adds nothing to what
        can be reached, so the closures leave `minimal` out; unless it is `loose`.

        Raises LimitReached if there are more than `MOST_BUNDLES`.
        """
        if sources.size != 1:
            return self._bundles(coalition, sources, joint_act=joint_act, minimal=minimal)
        key = (coalition, int(sources[0]), joint_act, minimal)
        if key not in self._from:
            found = self._bundles(coalition, sources, joint_act=joint_act, minimal=minimal)
            if len(self._from) >= MOST_KEPT or found[0].size > MOST_IN_ONE:
                self._from.clear()
            self._from[key] = found
        return self._from[key]

    def pieces(
        self, coalition: int, sources: Codes, *, joint_act: bool = False
    ) -> Iterator[tuple[Codes, Codes]]:
        """Yield the bundles of `coalition` from `sources`, some sources at a time.

        Raises LimitReached if there are more than `MOST_SIFTED`, before anything is listed.
        """
        available = self._available(coalition, sources)[0]
        counts = np.cumsum(self._refuse_many(available, MOST_SIFTED))
        first = 0
        while first < sources.size:
            before = int(counts[first - 1]) if first else 0
            last = int(np.searchsorted(counts, before + AT_ONCE, side="right"))
            last = max(last, first + 1)
            yield self._bundles(coalition, sources[first:last], joint_act=joint_act, minimal=False)
            first = last

    def _refuse_many(self, available: Codes, most: int) -> Codes:
        """Return how many bundles there are from each source; raise LimitReached if too many."""
        # a joint step's bit is set in `available` as well
        counts = np.int64(1) << np.bitwise_count(available).astype(np.int64)
        if int(counts.sum()) > most:
            states = "1 state" if available.size == 1 else f"{available.size:,} states"
            raise LimitReached(
                f"one coalition has {int(counts.sum()):,} bundles from {states}, "
                f"more than the {most:,} that are listed"
            )
        return np.asarray(counts)

    def _bundles(
        self, coalition: int, sources: Codes, *, joint_act: bool, minimal: bool
    ) -> tuple[Codes, Codes]:
        available, joint = self._available(coalition, sources)
        self._refuse_many(available, MOST_BUNDLES)
        row = np.arange(sources.size)
        switched = np.zeros(sources.size, dtype=np.int64)
        for switch in self.switches:
            bit = 1 << switch.bit
            more = (available[row] & bit) != 0
            row = np.concatenate([row, row[more]])
            switched = np.concatenate([switched, switched[more] | bit])
        legal = switched != 0
        target = sources[row] ^ switched
        legal &= self.exists[target]
        if joint_act:
            legal &= (switched & joint[row]) != 0
        for pair, open_in in self.channels:
            if pair & coalition == pair:
                legal &= open_in[target]
        if minimal or self.loose(coalition):
            for member in _members(coalition):
                legal &= (switched & ~self._covered(coalition & ~member, sources)[row]) != 0
        return sources[row[legal]], target[legal]

    def carriers(self, starts: Codes, targets: Codes) -> NDArray[np.int64]:
        """Return a smallest coalition that carries each bundle; 0 where there is no legal one.

        A bundle is a pair of combinations; of several coalitions of one size the first counts.
        """
        # past 62 parties a coalition fits no machine number
        found = np.zeros(starts.size, dtype=np.int64 if self.parties < 63 else object)
        left = np.flatnonzero(self._unguarded(starts, targets))
        for coalition in (*(1 << party for party in range(self.parties)), *self.coalitions()):
            carried = self._carries(coalition, starts[left], targets[left])
            found[left[carried]] = coalition
            left = left[~carried]
        return found

    def legal(self, coalition: int, starts: Codes, targets: Codes) -> Truth:
        """Return which pairs of combinations are bundles of exactly `coalition`.

        Every switched option has one of its coalitions inside, and no smaller coalition would do.
        """
        return self._unguarded(starts, targets) & self._carries(coalition, starts, targets)

    def _unguarded(self, starts: Codes, targets: Codes) -> Truth:
        """Return the pairs to which no rule and no guard of an option objects."""
        switched = starts ^ targets
        legal = (switched != 0) & self.exists[targets]
        for switch in self.switches:
            if switch.after is not None:
                on = (switched & targets) >> switch.bit & 1 == 1
                legal &= ~on | switch.after[starts]
            if switch.undone_when is not None:
                off = (switched & starts) >> switch.bit & 1 == 1
                legal &= ~off | switch.undone_when[starts]
        return np.asarray(legal)

    def _carries(self, coalition: int, starts: Codes, targets: Codes) -> Truth:
        """Return the pairs that `coalition` can bring about, and no smaller one."""
        switched = starts ^ targets
        carried = (switched & ~self._covered(coalition, starts)) == 0
        if coalition.bit_count() > 1:
            for member in _members(coalition):
                carried &= (switched & ~self._covered(coalition & ~member, starts)) != 0
        for switch in self.switches:
            if switch.slow and coalition not in switch.on:
                carried &= (switched & targets) >> switch.bit & 1 == 0
        for pair, open_in in self.channels:
            if pair & coalition == pair:
                carried &= open_in[targets]
        return np.asarray(carried)

    def available(self, coalition: int, sources: Codes) -> Bits:
        """Return what `coalition` can switch in each source, one bit an option."""
        return self._available(coalition, sources)[0]

    def loose(self, coalition: int) -> bool:
        """Whether a slow step is open to a coalition and also to a part of it.

        A slow step is shared only by exactly who takes it.  So the coalition could share it where
        the part could not, though the part is enough: whether the others are needed for a bundle
        hangs on its other steps.
        """
        if coalition not in self._loose:
            self._loose[coalition] = any(
                switch.slow
                and coalition in switch.on
                and any(part & coalition == part != coalition for part in switch.on)
                for switch in self.switches
            )
        return self._loose[coalition]

    def _available(self, coalition: int, sources: Codes) -> tuple[Bits, Bits]:
        """Return what `coalition` can switch in each source, and what of it needs several."""
        on, off = self._able(coalition)
        joint_on, joint_off = self._able(coalition, joint=True)
        available = (~sources & on) | (sources & off)
        for switch in self.switches:
            bit = 1 << switch.bit
            if on & bit and switch.after is not None:
                available &= ~np.where(switch.after[sources], 0, ~sources & bit)
            if off & bit and switch.undone_when is not None:
                available &= ~np.where(switch.undone_when[sources], 0, sources & bit)
            if on & bit and switch.slow and coalition not in switch.on:
                available &= sources | ~bit
        return available, available & ((~sources & joint_on) | (sources & joint_off))

    def _covered(self, coalition: int, sources: Codes) -> Bits:
        """Return the options whose switch in each source needs nobody outside `coalition`."""
        on, off = self._able(coalition)
        return (~sources & on) | (sources & off)

    def _able(self, coalition: int, *, joint: bool = False) -> tuple[int, int]:
        """Return the options that `coalition` can switch on, and off, guards aside.

        `joint` leaves only those that no member of it could switch alone.
        """
        key = coalition, joint
        if key not in self._known:
            self._known[key] = (
                self._pattern(coalition, "on", joint=joint),
                self._pattern(coalition, "off", joint=joint),
            )
        return self._known[key]

    def _pattern(self, coalition: int, direction: Literal["on", "off"], *, joint: bool) -> int:
        pattern = 0
        for switch in self.switches:
            family = switch.on if direction == "on" else switch.off
            able = [c for c in family if c & coalition == c]
            if able and not (joint and any(c.bit_count() == 1 for c in able)):
                pattern |= 1 << switch.bit
        return pattern


def moves_of(
    options: Sequence[Option],
    channels: Iterable[Channel],
    parties: Sequence[str],
    exists: Truth,
    truth_of: Callable[[Formula], Truth],
) -> Moves:
    """Return the moves of a conflict in option form."""
    number = {name: 1 << index for index, name in enumerate(parties)}

    def families(coalitions: Iterable[Coalition]) -> tuple[int, ...]:
        return tuple(sorted({sum({number[p] for p in coalition}) for coalition in coalitions}))

    switches = tuple(
        Switch(
            bit,
            on=families(option.switched_on_by),
            off=families(option.undone_by),
            after=None if option.after is None else truth_of(option.after),
            undone_when=None if option.undone_when is None else truth_of(option.undone_when),
            slow=option.slow,
        )
        for bit, option in enumerate(options)
    )
    pairs = tuple(
        (number[channel.between[0]] | number[channel.between[1]], truth_of(channel.when))
        for channel in channels
    )
    return Moves(switches, exists, pairs, len(parties))


def _members(coalition: int) -> Iterator[int]:
    bit = 1
    while bit <= coalition:
        if coalition & bit:
            yield bit
        bit <<= 1


def _subsets(parties: Sequence[int]) -> tuple[int, ...]:
    """Return every set of two or more of `parties`, smallest first."""
    if len(parties) > 12:
        raise LimitReached(
            f"{len(parties)} parties that can act together form too many coalitions to list; "
            "the limit is 12"
        )
    found = [0]
    for party in parties:
        found += [coalition | 1 << party for coalition in found]
    return tuple(sorted((c for c in found if c.bit_count() > 1), key=lambda c: (c.bit_count(), c)))
