"""The compiled graph model: what every analysis asks its questions of.

States are numbered inside; outside they are words: the Y/N string in option order, or the
name of a named state.  A mover is a coalition of parties, written as a bit pattern.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.conflict.conflict import Conflict
from detente.conflict.logic import Formula
from detente.errors import LimitReached, WrongUse
from detente.graph.comparing import Comparison, compare, truth_in
from detente.graph.moves import MOST_BUNDLES, Moves
from detente.graph.passes import Lattice, Listed, Pass, Values, in_order, listed, ordered, paired
from detente.graph.selecting import Selection
from detente.graph.sweeps import Swept, swept
from detente.graph.terms import Term

Truth = NDArray[np.bool_]
States = NDArray[np.int64]


@dataclass(frozen=True)
class Naming:
    """How states are written: `names` of numbered states, Y/N strings for all others.

    In option form with merged states the combinations of one name share one number: `merged`
    maps every combination to the number of its state.
    """

    options: tuple[str, ...]
    names: tuple[str, ...] = ()
    offset: int = 0
    merged: States | None = field(default=None, compare=False)  # follows from the formulas

    def write(self, state: int) -> str:
        """Return how a state is written."""
        if state >= self.offset and self.names:
            return self.names[state - self.offset]
        return "".join("NY"[state >> bit & 1] for bit in range(len(self.options)))

    def read(self, text: str) -> int | None:
        """Return the number of a state, None if the text is not a state at all."""
        if text in self.names:
            return self.offset + self.names.index(text)
        if not self.options or len(text) != len(self.options) or set(text) - {"Y", "N"}:
            return None
        code = sum(1 << bit for bit, letter in enumerate(text) if letter == "Y")
        return code if self.merged is None else int(self.merged[code])

    def members(self, state: int) -> States:
        """Return the combinations of options that a state stands for."""
        if self.merged is None:
            return np.array([state], dtype=np.int64)
        return np.flatnonzero(self.merged == state).astype(np.int64)


@dataclass(frozen=True, eq=False)
class GraphModel:
    """A conflict compiled under one selection.

    `exists` tells which of the numbers are states; `ranks` holds an array for every party,
    larger is better, 0 where no state is.  Ranks are one implementation of `compare` and are
    never part of a result.

    Two models are equal if they are of one conflict under the same choices; what either of them
    remembers does not count, and is not copied.
    """

    selection: Selection
    naming: Naming
    exists: Truth
    ranks: tuple[Values, ...]
    terms: tuple[tuple[Term, ...], ...]
    moves: Moves | None
    listed_moves: tuple[Listed, ...] | None = None
    _remembered: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, GraphModel):
            return NotImplemented
        if self is other:
            return True
        return self._choices == other._choices and all(
            same_arrays(getattr(self, name), getattr(other, name))
            for name in ("exists", "ranks", "moves", "listed_moves")
        )

    def __hash__(self) -> int:
        return hash(self._choices)

    def __getstate__(self) -> dict[str, object]:
        # what is remembered can be had again, and may be large
        return {
            one.name: getattr(self, one.name) for one in fields(self) if one.name != "_remembered"
        }

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__dict__.update(state, _remembered={})

    @cached_property
    def _choices(self) -> tuple[Selection, frozenset[str], int | str | None]:
        """The selection in a form in which equal choices are equal, however they are written."""
        chosen = self.selection
        quo = chosen.status_quo
        number = None if quo is None else self._read(quo)
        plain = replace(chosen, without=(), status_quo=None, asked_status_quo=None)
        return plain, frozenset(chosen.without), quo if number is None else number

    @property
    def conflict(self) -> Conflict:
        """The conflict this was compiled from."""
        return self.selection.conflict

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """The names of the parties, in order."""
        return tuple(party.name for party in self.selection.parties)

    @property
    def options(self) -> tuple[str, ...]:
        """The names of the options, in order; none in an explicit graph."""
        return tuple(option.name for option in self.conflict.options)

    @cached_property
    def count(self) -> int:
        """How many states there are."""
        return int(self.exists.sum())

    @cached_property
    def merges(self) -> bool:
        """Whether some state stands for several combinations of options."""
        return self.naming.merged is not None

    @cached_property
    def simple(self) -> bool:
        """Whether the large-model passes apply: plain option form, no merged states."""
        return self.moves is not None and not self.merges and self.moves.plain()

    # states ----------------------------------------------------------------------------

    def members(self, limit: int | None = None) -> tuple[str, ...]:
        """Return the states, at most `limit` of them, in the order of their numbers."""
        return self.words(self.exists, limit)

    def words(self, chosen: Truth, limit: int | None = None) -> tuple[str, ...]:
        """Return the states of a set as words, at most `limit` of them."""
        return tuple(self.naming.write(int(s)) for s in np.flatnonzero(chosen)[:limit])

    def number(self, state: str) -> int:
        """Return the number of a state; raises WrongUse if the model does not have it."""
        found = self._read(state)
        if found is None or found < 0:
            known = ", ".join(self.options or self.naming.names)
            how = "a Y/N string or a list of options in effect" if self.options else "a name"
            raise WrongUse(f"'{state}' is not a state: write {how} ({known})")
        if not self.exists[found]:
            raise WrongUse(f"the state '{state}' cannot exist: it breaks a rule of the file")
        return found

    def _read(self, state: str) -> int | None:
        """Return the number of a state in any form it is written in, None if it is none."""
        found = self.naming.read(state)
        if found is None and self.options:
            chosen = {name.strip() for name in state.strip("[]").split(",") if name.strip()}
            if chosen <= set(self.options):
                letters = "".join("Y" if name in chosen else "N" for name in self.options)
                found = self.naming.read(letters)
        return found

    def existing(self, state: str) -> int | None:
        """Return the number of a state, None if the text is none or the rules exclude it."""
        number = self.naming.read(state)
        return number if number is not None and number >= 0 and self.exists[number] else None

    @cached_property
    def status_quo(self) -> str | None:
        """The status quo, as the perspective sees it; None if the file names none."""
        text = self.selection.status_quo
        return None if text is None else self.naming.write(self.number(text))

    def party_number(self, party: str) -> int:
        """Return the place of a party; raises WrongUse if there is none of that name."""
        if party not in self.parties:
            raise WrongUse(f"'{party}' is not a party; the parties are {', '.join(self.parties)}")
        return self.parties.index(party)

    def coalition(self, parties: Iterable[str]) -> int:
        """Return the bit pattern of some parties."""
        return sum({1 << self.party_number(party) for party in parties})

    def coalition_names(self, coalition: int) -> tuple[str, ...]:
        """Return the parties of a bit pattern."""
        return tuple(n for i, n in enumerate(self.parties) if coalition >> i & 1)

    # comparisons -----------------------------------------------------------------------

    def compare(self, party: str, first: str, second: str) -> Comparison:
        """Return how `first` compares with `second` for `party`; it may be unknown."""
        number = self.party_number(party)
        one, two = self.number(first), self.number(second)
        return compare(
            self.selection.parties[number],
            int(self.ranks[number][one]) - int(self.ranks[number][two]),
            self._holds_in(one),
            self._holds_in(two),
            (self.naming.write(one), self.naming.write(two)),
        )

    def _holds_in(self, state: int) -> Callable[[Formula], bool]:
        bits = {name: bit for bit, name in enumerate(self.options)}
        combinations = tuple(map(int, self.naming.members(state)))
        return truth_in(meanings(self.conflict), bits, combinations)

    # moves -----------------------------------------------------------------------------

    def movers(self, *, without: int | None = None) -> tuple[int, ...]:
        """Return who can move in a sequence: each party, and coalitions with a joint act."""
        single = [1 << number for number in range(len(self.parties))]
        joint = list(self.moves.joint_coalitions()) if self.moves is not None else []
        return tuple(m for m in single + joint if without is None or not m >> without & 1)

    def one_move(self, mover: int, *, improving: bool = False) -> Pass | Swept:
        """Return one move of a mover over all states; `improving`: each member gains by it."""
        found: Pass | Swept = self.remember(
            ("move", mover, improving),
            lambda: self._improving(mover) if improving else self._any(mover),
        )
        return found

    def remember(self, key: Hashable, compute: Callable[[], Any]) -> Any:
        """Return what `compute` gives, computed once for `key`: a model never changes."""
        if key not in self._remembered:
            self._remembered[key] = compute()
        return self._remembered[key]

    def _any(self, mover: int) -> Pass | Swept:
        party = mover.bit_length() - 1
        if self.listed_moves is not None:
            return self.listed_moves[party]
        assert self.moves is not None
        if self.simple:
            return Lattice(tuple(self.moves.own(party)), self._missing)
        found = None if self.merges else swept(self.moves, mover, joint=mover.bit_count() > 1)
        return self._listed(mover) if found is None else found

    def _listed(self, mover: int) -> Listed:
        """Return all moves of a mover, written out."""
        if self.listed_moves is not None:
            return self.listed_moves[mover.bit_length() - 1]
        assert self.moves is not None
        everywhere = np.flatnonzero(self.moves.exists).astype(np.int64)
        alone = mover.bit_count() == 1
        return listed(*self._named(*self.moves.bundles(mover, everywhere, joint_act=not alone)))

    def _improving(self, mover: int) -> Pass | Swept:
        members = [i for i in range(len(self.parties)) if mover >> i & 1]
        if self.simple:
            assert self.moves is not None
            own = self.moves.own(members[0])
            return ordered(own, len(self.options), self.ranks[members[0]], self._missing)
        span, many = self.exists.size, 0
        kept = [np.zeros(0, dtype=np.int64)]
        for starts, targets in self._pieces(mover):
            gains = np.ones(starts.size, dtype=np.bool_)
            for member in members:
                gains &= self.ranks[member][targets] > self.ranks[member][starts]
            kept.append(paired(starts[gains], targets[gains], span))
            many += kept[-1].size
            if many > MOST_BUNDLES:
                raise LimitReached(
                    f"one coalition gains by more than the {MOST_BUNDLES:,} moves that are listed"
                )
        every = np.concatenate(kept)
        kept.clear()
        return in_order(every, span)

    def _pieces(self, mover: int) -> Iterator[tuple[NDArray[np.integer], NDArray[np.integer]]]:
        """Yield all moves of a mover, some states at a time."""
        if self.listed_moves is not None:
            yield self.listed_moves[mover.bit_length() - 1].pairs()
            return
        assert self.moves is not None
        everywhere = np.flatnonzero(self.moves.exists).astype(np.int64)
        alone = mover.bit_count() == 1
        for piece in self.moves.pieces(mover, everywhere, joint_act=not alone):
            yield self._named(*piece)

    @cached_property
    def _missing(self) -> Truth | None:
        return None if bool(self.exists.all()) else ~self.exists

    def _named(self, starts: States, targets: States) -> tuple[States, States]:
        """Return moves between combinations as moves between states."""
        if self.naming.merged is None:
            return starts, targets
        starts, targets = self.naming.merged[starts], self.naming.merged[targets]
        apart = starts != targets
        return starts[apart], targets[apart]

    def moves_from(self, mover: int, states: Sequence[int]) -> tuple[States, States]:
        """Return the moves of a mover from some states, as two arrays: from and to."""
        if self.listed_moves is not None:
            starts, targets = self.listed_moves[mover.bit_length() - 1].pairs()
            here = np.isin(starts, states)
            return starts[here].astype(np.int64), targets[here].astype(np.int64)
        assert self.moves is not None
        members = [self.naming.members(state) for state in states]
        sources = np.concatenate(members) if members else np.zeros(0, dtype=np.int64)
        alone = mover.bit_count() == 1
        return self._named(*self.moves.bundles(mover, sources, joint_act=not alone))


def meanings(conflict: Conflict) -> Mapping[str, Formula]:
    """Return what the facts and named states of a conflict stand for."""
    named = {state.name: state.formula for state in conflict.states if state.formula is not None}
    return {fact.name: fact.formula for fact in conflict.facts} | named


def same_arrays(one: object, other: object) -> bool:
    """Tell whether two values are equal, arrays at any depth of them as a whole."""
    if one is other:
        return True
    if isinstance(one, np.ndarray):
        return isinstance(other, np.ndarray) and np.array_equal(one, other)
    if isinstance(one, tuple):
        return (
            isinstance(other, tuple)
            and len(one) == len(other)
            and all(map(same_arrays, one, other))
        )
    if is_dataclass(one):
        return type(one) is type(other) and all(
            same_arrays(getattr(one, f.name), getattr(other, f.name))
            for f in fields(one)
            if f.compare
        )
    return bool(one == other)


def each_bit(pattern: int) -> Iterator[int]:
    """Yield the places of the set bits."""
    while pattern:
        yield (pattern & -pattern).bit_length() - 1
        pattern &= pattern - 1
