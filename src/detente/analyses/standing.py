"""Where a model stands, in terms that hold across versions of a file.

A state is the set of options in effect in it, or its name; so the states of two versions can be
compared although their options stand in another order, or one has more of them.  Each verdict is
one atom, and two versions differ in the atoms that only one of them has.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from detente.analyses.joint import has_joint_move, joint_moves
from detente.analyses.merging.states import StateKey, key_of
from detente.analyses.stability.catalogue import CONCEPTS
from detente.errors import LimitReached
from detente.graph.model import GraphModel, Truth
from detente.graph.worst import Sanctions

MOST_STATES = 1 << 13  # states of a set that is compared one by one


@dataclass(frozen=True, slots=True)
class Bundle:
    """A joint improving move of the status quo: who, and the steps they take."""

    parties: frozenset[str]
    steps: frozenset[str]


@dataclass(frozen=True, slots=True)
class Atom:
    """One verdict that a version of the file has.

    `of` is the name of a concept for an equilibrium, or `rests`, `joint move`, `status quo`,
    `status quo rests`.
    """

    of: str
    what: StateKey | Bundle | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """The verdicts of one version: its atoms, and how many states each set has.

    `computed` names the kinds of atom that were computed; `too_many` are the sets that were only
    counted, `left_out` says what was not computed, and why.
    """

    atoms: frozenset[Atom]
    computed: frozenset[str]
    counts: dict[str, int]
    too_many: frozenset[str]
    left_out: tuple[str, ...]

    def only(self, kinds: frozenset[str]) -> Standing:
        """Return the verdicts of some kinds."""
        return Standing(
            frozenset(atom for atom in self.atoms if atom.of in kinds),
            self.computed & kinds,
            {name: count for name, count in self.counts.items() if name in kinds},
            self.too_many & kinds,
            self.left_out,
        )


def standing(
    graph: GraphModel,
    *,
    concepts: Iterable[str],
    sanctions: Sanctions = "sequences",
    joint: bool = True,
) -> Standing:
    """Return the verdicts of a model; without `joint` not where it rests, nor its joint moves.

    Raises WrongUse if its status quo is no state.
    """
    sets: dict[str, Truth] = {}
    left_out: list[str] = []
    quo = None if graph.status_quo is None else graph.number(graph.status_quo)
    atoms = set() if quo is None else {Atom("status quo", state_key(graph, quo))}
    computed = {"status quo"}
    for name in concepts:
        try:
            sets[name] = _equilibria(graph, name, sanctions)
        except LimitReached as limit:
            left_out.append(f"{name} was left out: {limit}")
    if joint:
        try:
            nash = sets["nash"] if "nash" in sets else _equilibria(graph, "nash", sanctions)
            sets["rests"] = _resting(graph, nash)
            atoms |= set() if quo is None else _from_here(graph, quo, sets["rests"])
            computed |= {"status quo rests", "joint move"}
        except LimitReached as limit:
            sets.pop("rests", None)
            left_out.append(f"joint improving moves were left out: {limit}")
    counts = {name: int(found.sum()) for name, found in sets.items()}
    too_many = frozenset(name for name, count in counts.items() if count > MOST_STATES)
    for name in sets.keys() - too_many:
        numbers = np.flatnonzero(sets[name]).tolist()
        atoms |= {Atom(name, state_key(graph, number)) for number in numbers}
    return Standing(
        frozenset(atoms), frozenset(computed | sets.keys()), counts, too_many, tuple(left_out)
    )


def _resting(graph: GraphModel, nash: Truth) -> Truth:
    """Return the Nash equilibria without a joint improving move."""
    found = nash.copy()
    found[list(has_joint_move(graph, np.flatnonzero(nash).tolist()))] = False
    return found


def _from_here(graph: GraphModel, quo: int, resting: Truth) -> set[Atom]:
    """Return whether the status quo rests, and the joint moves open from it."""
    moves = joint_moves(graph, [quo])[quo]
    found = {
        Atom("joint move", Bundle(frozenset(move.parties), frozenset(move.bundle)))
        for move in moves
        if move.lean
    }
    return found | ({Atom("status quo rests")} if resting[quo] else set())


def _equilibria(graph: GraphModel, concept: str, sanctions: Sanctions) -> Truth:
    stable = [
        CONCEPTS[concept].stable(graph, number, sanctions) for number in range(len(graph.parties))
    ]
    found: Truth = np.logical_and.reduce(stable)
    return found


def state_key(graph: GraphModel, number: int) -> StateKey:
    """Return what a state is, whatever the version of the file."""
    return key_of(graph.naming.write(int(number)), graph.options)
