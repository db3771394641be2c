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

    `too_many` are the sets that were only counted; `left_out` what was not computed, and why.
    """

    atoms: frozenset[Atom]
    counts: dict[str, int]
    too_many: frozenset[str]
    left_out: tuple[str, ...]


def standing(
    graph: GraphModel, *, concepts: Iterable[str], sanctions: Sanctions = "sequences"
) -> Standing:
    """Return the verdicts of a model.

    Raises WrongUse if its status quo is no state.
    """
    sets: dict[str, Truth] = {}
    left_out: list[str] = []
    atoms: set[Atom] = set()
    for name in concepts:
        try:
            sets[name] = _equilibria(graph, name, sanctions)
        except LimitReached as limit:
            left_out.append(f"{name}: {limit}")
    quo = None if graph.status_quo is None else graph.number(graph.status_quo)
    try:
        nash = sets["nash"] if "nash" in sets else _equilibria(graph, "nash", sanctions)
        restless = list(has_joint_move(graph, np.flatnonzero(nash).tolist()))
        sets["rests"] = nash.copy()
        sets["rests"][restless] = False
        if quo is not None:
            atoms |= {Atom("status quo rests")} if sets["rests"][quo] else set()
            atoms |= {
                Atom("joint move", Bundle(frozenset(move.parties), frozenset(move.bundle)))
                for move in joint_moves(graph, [quo])[quo]
                if move.lean
            }
    except LimitReached as limit:
        left_out.append(f"joint improving moves: {limit}")
    if quo is not None:
        atoms.add(Atom("status quo", state_key(graph, quo)))
    counts = {name: int(found.sum()) for name, found in sets.items()}
    too_many = frozenset(name for name, count in counts.items() if count > MOST_STATES)
    for name, found in sets.items():
        if name not in too_many:
            atoms |= {
                Atom(name, state_key(graph, number)) for number in np.flatnonzero(found).tolist()
            }
    return Standing(frozenset(atoms), counts, too_many, tuple(left_out))


def _equilibria(graph: GraphModel, concept: str, sanctions: Sanctions) -> Truth:
    stable = [
        CONCEPTS[concept].stable(graph, number, sanctions) for number in range(len(graph.parties))
    ]
    found: Truth = np.logical_and.reduce(stable)
    return found


def state_key(graph: GraphModel, number: int) -> StateKey:
    """Return what a state is, whatever the version of the file."""
    return key_of(graph.naming.write(int(number)), graph.options)
