"""How two parties' declared conditions on one step differ.

A party's conditions on a step are taken together: what has to hold before the step, and what has
to hold once it is taken.  They are compared over the states that legal moves can reach.  Of the
same formula `only after` is stricter than `only with`.  Where moves could not be followed to the end,
it may hang on the other states how they relate; then that is not established.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from detente.analyses.sequencing.walking import walks
from detente.analyses.settled import UNSETTLED, Value, value_of
from detente.analyses.timing.requiring import options_in
from detente.analyses.wording import Words, begun, joined, short_words
from detente.conflict.parties import Condition
from detente.graph.model import GraphModel, meanings

Truth = NDArray[np.bool_]
Relation = Literal["equivalent", "stricter", "compatible", "incompatible", "not established"]

MOST_LITERALS = 4  # of a gap
MOST_OPTIONS = 12  # that the conditions on one step may name, for a gap to be looked for


@dataclass(frozen=True, slots=True)
class TermsApart:
    """How the conditions of two parties on one step differ.

    `stricter` is a party, if the relation is that one is stricter.  `conditions` are the ids of
    each party's, `orders` their kinds: after, with.  `gap` says for each party what would have to
    hold besides the other's conditions for its own to be met: a smallest set of options in effect
    (`a`) or not (`not a`).  It is empty if nothing is missing, or nothing short was found.
    """

    step: str
    relation: Relation
    stricter: str | None
    conditions: Mapping[str, tuple[str, ...]] = field(hash=False)
    orders: Mapping[str, tuple[str, ...]] = field(hash=False)
    gap: Mapping[str, tuple[str, ...]] = field(hash=False)
    sentence: str

    def to_dict(self) -> dict[str, object]:
        """Return the difference in plain words."""
        return {
            "step": self.step,
            "relation": self.relation,
            "stricter": self.stricter,
            "conditions": {party: list(ids) for party, ids in self.conditions.items()},
            "orders": {party: list(kinds) for party, kinds in self.orders.items()},
            "gap": {party: list(literals) for party, literals in self.gap.items()},
            "sentence": self.sentence,
        }


@dataclass(frozen=True, slots=True)
class _Terms:
    """The conditions of one party on one step, over the states that can be reached.

    `before` is what has to hold in advance, `then` all of what has to hold.
    """

    ids: tuple[str, ...]
    orders: tuple[str, ...]
    before: Truth
    then: Truth

    def implies(self, other: _Terms, known: Truth) -> Value:
        """Return whether whoever meets these conditions meets the other ones."""
        but = (self.then & ~other.then) | (self.before & ~other.before)
        return value_of(proved=not but.any(), possible=not (but & known).any())

    def excludes(self, other: _Terms, known: Truth) -> Value:
        """Return whether the two cannot be met in one state."""
        both = self.then & other.then
        return value_of(proved=not both.any(), possible=not (both & known).any())


@dataclass(frozen=True, slots=True)
class Reachable:
    """The combinations that legal moves can reach, or could: `known` are those that they do."""

    states: NDArray[np.int64]
    known: Truth

    @property
    def whole(self) -> bool:
        """Whether it is known of every one."""
        return bool(self.known.all())


def terms_apart(graph: GraphModel, first: int, second: int) -> tuple[TermsApart, ...]:
    """Return how two parties, by their numbers, differ on each step either has conditions on."""
    numbers = first, second
    reached = reachable(graph)
    found = []
    for step in _steps(graph, numbers):
        one, two = (_terms(graph, number, step, reached.states) for number in numbers)
        found.append(_apart(graph, numbers, step, (one, two), reached))
    return tuple(found)


def reachable(graph: GraphModel) -> Reachable:
    """Return the combinations that legal moves reach, or could if they are too many to follow."""
    exist = np.flatnonzero(graph.exists).astype(np.int64)
    found = walks(graph)
    if not found.complete:
        return Reachable(exist, found.seen[exist])
    states = exist[found.seen[exist]]
    return Reachable(states, np.ones(states.size, dtype=np.bool_))


def _steps(graph: GraphModel, numbers: Sequence[int]) -> Iterator[str]:
    """Yield the steps that some of the parties has conditions on, in the order of the options."""
    said = {
        str(condition.step)
        for number in numbers
        for condition in graph.selection.parties[number].conditions
        if isinstance(condition, Condition)
    }
    for name in graph.options:
        yield from (step for step in (name, f"not {name}") if step in said)


def _terms(graph: GraphModel, number: int, step: str, states: NDArray[np.int64]) -> _Terms:
    name, on = step.removeprefix("not "), not step.startswith("not ")
    bit = graph.options.index(name)
    terms = [term for term in graph.terms[number] if term.bit == bit and term.on == on]
    before = np.ones(states.size, dtype=np.bool_)
    then = before.copy()
    for term in terms:
        then &= term.holds[states]
        if term.at_start:
            before &= term.holds[states]
    orders = [
        kind for kind in ("after", "with") if any(t.at_start == (kind == "after") for t in terms)
    ]
    return _Terms(tuple(term.id for term in terms), tuple(orders), before, then)


def _apart(
    graph: GraphModel,
    numbers: tuple[int, int],
    step: str,
    terms: tuple[_Terms, _Terms],
    reached: Reachable,
) -> TermsApart:
    one, two = terms
    states = reached.states
    names = tuple(graph.parties[number] for number in numbers)
    relation, stricter = _related(one, two, names, reached.known)
    used = _used(graph, numbers, step)
    gaps: tuple[tuple[str, ...], ...] = ((), ())
    if relation != UNSETTLED:
        gaps = (
            _gap(graph, used, two.then, one.then, states),
            _gap(graph, used, one.then, two.then, states),
        )
    words = short_words(graph.conflict)
    return TermsApart(
        step,
        relation,
        stricter,
        {name: term.ids for name, term in zip(names, terms, strict=True)},
        {name: term.orders for name, term in zip(names, terms, strict=True)},
        dict(zip(names, gaps, strict=True)),
        _said(
            words,
            names,
            step,
            relation,
            stricter,
            terms,
            dict(zip(names, gaps, strict=True)),
            "state that can be reached" if reached.whole else "state",
        ),
    )


def _related(
    one: _Terms, two: _Terms, names: tuple[str, ...], known: Truth
) -> tuple[Relation, str | None]:
    """Return how the terms of two parties relate, and which of the two is stricter."""
    forth, back = one.implies(two, known), two.implies(one, known)
    apart = one.excludes(two, known)
    if forth == back == "established":
        return "equivalent", None
    if UNSETTLED in (forth, back):
        return UNSETTLED, None
    if apart == "established":
        return "incompatible", None
    if apart == UNSETTLED:
        return UNSETTLED, None
    if forth == back:
        return "compatible", None
    return "stricter", names[0] if forth == "established" else names[1]


def _used(graph: GraphModel, numbers: Sequence[int], step: str) -> list[int]:
    """Return the bits of the options that the conditions on a step name."""
    stands_for = meanings(graph.conflict)
    named = {
        name
        for number in numbers
        for condition in graph.selection.parties[number].conditions
        if isinstance(condition, Condition) and str(condition.step) == step
        for name in options_in(condition.formula, stands_for)
    }
    return [bit for bit, name in enumerate(graph.options) if name in named]


def _gap(
    graph: GraphModel, bits: list[int], given: Truth, wanted: Truth, states: NDArray[np.int64]
) -> tuple[str, ...]:
    """Return the fewest options, in effect or not, that make `wanted` hold where `given` does.

    Where the two never hold together: what has to change to come from the one to the other.
    """
    if not (given & ~wanted).any() or len(bits) > MOST_OPTIONS:
        return ()
    together = bool((given & wanted).any())
    known = np.zeros(graph.exists.size, dtype=np.bool_)
    known[states[wanted]] = True
    for size in range(1, MOST_LITERALS + 1):
        for chosen in combinations(bits, size):
            mask = sum(1 << bit for bit in chosen)
            if together:
                for signs in product((True, False), repeat=size):
                    value = sum(1 << b for b, sign in zip(chosen, signs, strict=True) if sign)
                    here = given & ((states & mask) == value)
                    if here.any() and not (here & ~wanted).any():
                        return _literals(graph, chosen, value)
                continue
            near = np.flatnonzero(known[states[given] ^ mask])
            if near.size:
                return _literals(graph, chosen, int(states[given][near[0]]) ^ mask)
    return ()


def _literals(graph: GraphModel, bits: Sequence[int], state: int) -> tuple[str, ...]:
    names = [(graph.options[bit], state >> bit & 1) for bit in bits]
    return tuple(name if on else f"not {name}" for name, on in names)


def _said(
    words: Words,
    names: tuple[str, ...],
    step: str,
    relation: Relation,
    stricter: str | None,
    terms: tuple[_Terms, _Terms],
    gap: Mapping[str, tuple[str, ...]],
    state: str,
) -> str:
    """Return the difference as a sentence; `state` is the word for those that are compared."""
    one, two = (words.party(name) for name in names)
    name = step.removeprefix("not ")
    about = words.quoted(name) if name == step else f"the end of {words.quoted(name)}"
    match relation:
        case "not established":
            return (
                f"How the conditions of {one} and {two} on {about} relate is not established: more "
                "states can be reached than could be followed."
            )
        case "equivalent":
            return _equivalent(words, names, terms, about, state)
        case "incompatible":
            for party, each in zip(names, terms, strict=True):
                if not each.then.any():
                    whose = f"the conditions of {words.party(party)}, all by themselves,"
                    return f"On {about} {whose} hold together in no {state}."
            return f"On {about} the conditions of {one} and {two} hold together in no {state}."
        case "compatible":
            missing = [_missing(words, party, gap[party]) for party in names if gap[party]]
            more = f": {'; '.join(missing)}" if missing else ""
            return (
                f"On {about} the conditions of {one} and {two} hold together in some {state}, and "
                f"neither follows from the other{more}."
            )
    assert stricter is not None
    other = names[1] if stricter == names[0] else names[0]
    theirs = terms[names.index(other)]
    said = f"On {about} {words.party(stricter)} is stricter"
    if not theirs.ids:
        said += f": {words.party(other)} sets no condition"
    if gap[stricter]:
        said += f"; {_missing(words, stricter, gap[stricter])}"
    elif np.array_equal(terms[0].then, terms[1].then):
        said += ": both ask for the same, and it asks for more of it before the step than "
        said += words.party(other)
    return begun(f"{said}.")


def _equivalent(
    words: Words, names: tuple[str, ...], terms: tuple[_Terms, _Terms], about: str, state: str
) -> str:
    silent = [name for name, each in zip(names, terms, strict=True) if not each.ids]
    if silent:
        holder = next(name for name in names if name not in silent)
        return (
            f"On {about} {words.party(silent[0])} sets no condition, and those of "
            f"{words.party(holder)} are met in every {state}."
        )
    one, two = (words.party(name) for name in names)
    return f"On {about} the conditions of {one} and {two} come to the same in every {state}."


def _missing(words: Words, party: str, literals: tuple[str, ...]) -> str:
    named = [
        f"{words.quoted(literal.removeprefix('not '))} {'not ' if literal.startswith('not ') else ''}in effect"
        for literal in literals
    ]
    return f"{joined(named)} would satisfy {words.party(party)} as well"
