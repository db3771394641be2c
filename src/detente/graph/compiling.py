"""compile: a conflict, under one selection, becomes a graph model."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from detente.conflict.conflict import Conflict
from detente.conflict.logic import Formula, Implies, Name
from detente.conflict.options import Channel, Option, Rule
from detente.errors import ConflictProblems, Place, Problem
from detente.graph.model import GraphModel, Naming, meanings
from detente.graph.moves import Moves, moves_of
from detente.graph.passes import listed
from detente.graph.ranks import ranks_of
from detente.graph.selecting import Selection, select
from detente.graph.terms import terms_of
from detente.graph.truth import Truths

Truth = NDArray[np.bool_]

SHARED_UP_TO = 14  # options of a model whose moves are kept for the next one


def compile(
    conflict: Conflict,
    *,
    perspective: str | None = None,
    epoch: date | None = None,
    without: Iterable[str] = (),
    status_quo: str | None = None,
) -> GraphModel:
    """Return the graph model of `conflict`; the conflict itself is not changed.

    Parameters
    ----------
    perspective : the name of a perspective; the file's default if left out.
    epoch : the date whose preferences count; those of the beginning if left out.
    without : ids of items, or positions, to leave out ("what if it were not there").
    status_quo : another status quo than the file's, in any form a state is written in.

    Raises
    ------
    WrongUse : for a perspective or an item that the conflict does not have.
    ConflictProblems : if the rules leave no state, or states treated as one overlap.
    LimitReached : if the model is too large to be listed state by state.
    """
    selection = select(
        conflict, perspective=perspective, epoch=epoch, without=without, status_quo=status_quo
    )
    return _explicit(selection) if conflict.explicit else _option_form(selection)


def _option_form(selection: Selection) -> GraphModel:
    conflict = selection.conflict
    names = tuple(party.name for party in selection.parties)
    small = len(selection.options) <= SHARED_UP_TO
    truths, combinations, moves = (_shared if small else _possible)(
        selection.options, selection.rules, selection.channels, _Meanings(meanings(conflict)), names
    )
    if not combinations.any():
        raise ConflictProblems([_no_state(selection, truths)])
    naming = _merge(conflict, truths, combinations)
    truth_of = _by_state(truths, combinations, naming)
    exists = combinations if naming.merged is None else _states(naming, combinations)

    def index_of(state: str) -> int | None:
        number = naming.read(state)
        return number if number is not None and number >= 0 and exists[number] else None

    return GraphModel(
        selection=selection,
        naming=naming,
        exists=exists,
        ranks=tuple(ranks_of(party, exists, truth_of, index_of) for party in selection.parties),
        terms=tuple(terms_of(party, truths.bits, truths.of) for party in selection.parties),
        moves=moves,
    )


class _Meanings(dict[str, Formula]):
    """What facts and named states stand for, as something that two models can share."""

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(tuple(self.items()))


def _possible(
    options: tuple[Option, ...],
    rules: tuple[Rule, ...],
    channels: tuple[Channel, ...],
    stand_for: _Meanings,
    parties: tuple[str, ...],
) -> tuple[Truths, Truth, Moves]:
    """Return which combinations exist and the moves between them, whatever anybody wants.

    One question often compiles many models that differ in what parties want alone; they share
    this part, and with it what its moves remember.
    """
    truths = Truths((option.name for option in options), stand_for)
    combinations = truths.every(rules_of(options, rules).values())
    return truths, combinations, moves_of(options, channels, parties, combinations, truths.of)


_shared = lru_cache(maxsize=8)(_possible)


def rules_of(options: Iterable[Option], rules: Iterable[Rule]) -> dict[str, Formula]:
    """Return every formula that holds in all states, by the id of the item that says so."""
    found = {rule.id: rule.formula for rule in rules}
    for option in options:
        if option.needs is not None:
            found[f"{option.name}.needs"] = Implies(Name(option.name), option.needs)
    return found


def _no_state(selection: Selection, truths: Truths) -> Problem:
    """Return the problem of rules that contradict each other, with a smallest set that does."""
    rules = rules_of(selection.options, selection.rules)
    places = {rule.id: rule.basis.place for rule in selection.rules}
    places |= {f"{option.name}.needs": option.basis.place for option in selection.options}
    guilty = _smallest(rules, truths)
    place = max((places[name] for name in guilty), default=Place(selection.conflict.file, 1, 1))
    listed_names = ", ".join(
        f"{name} (line {places[name].line})" for name in sorted(guilty, key=lambda n: places[n])
    )
    why = "these rules contradict each other" if len(guilty) > 1 else "a rule contradicts itself"
    message = f"no state is possible: {why}: {listed_names}"
    return Problem("M001", place, message, "drop or soften one of them")


def _smallest(rules: dict[str, Formula], truths: Truths) -> list[str]:
    """Return rules that contradict each other, of which none can be left out.

    The rule with which the last state goes is one of them; what stands after it is not needed.
    With that one set aside, the same is asked of those before it.
    """
    guilty: list[str] = []
    left = list(rules)
    while (holds := truths.every(rules[name] for name in guilty)).any():
        for count, name in enumerate(left):
            holds &= truths.of(rules[name])
            if not holds.any():
                guilty.append(name)
                left = left[:count]
                break
    return guilty


def _merge(conflict: Conflict, truths: Truths, combinations: Truth) -> Naming:
    """Return how states are written, with the combinations that share a name made one."""
    options = tuple(truths.bits)
    named = [state for state in conflict.states if state.formula is not None]
    if not named:
        return Naming(options)
    merged = np.arange(truths.size, dtype=np.int64)
    taken = np.zeros(truths.size, dtype=np.bool_)
    for number, state in enumerate(named):
        assert state.formula is not None
        here = truths.of(state.formula) & combinations
        if (here & taken).any():
            message = f"the named state '{state.name}' overlaps with another named state"
            hint = "make their formulas exclude each other"
            raise ConflictProblems([Problem("M007", state.basis.place, message, hint)])
        taken |= here
        merged[here] = truths.size + number
    return Naming(options, tuple(state.name for state in named), truths.size, merged)


def _states(naming: Naming, combinations: Truth) -> Truth:
    """Return which numbers are states once combinations are merged."""
    assert naming.merged is not None
    exists = np.zeros(naming.offset + len(naming.names), dtype=np.bool_)
    exists[naming.merged[combinations]] = True
    return exists


def _by_state(truths: Truths, combinations: Truth, naming: Naming) -> Callable[[Formula], Truth]:
    """Return the truth of formulas by state: in a merged state, that of all it stands for."""

    def truth_of(formula: Formula) -> Truth:
        truth = truths.of(formula)
        if naming.merged is None:
            return truth
        found = np.ones(naming.offset + len(naming.names), dtype=np.bool_)
        np.logical_and.at(found, naming.merged[combinations], truth[combinations])
        return found

    return truth_of


def _explicit(selection: Selection) -> GraphModel:
    names = tuple(state.name for state in selection.conflict.states)
    naming = Naming((), names)
    exists = np.ones(len(names), dtype=np.bool_)
    number = {name: index for index, name in enumerate(names)}
    moves = []
    for party in selection.parties:
        pairs = [(number[a], number[b]) for a, ends in party.moves for b in ends]
        table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        moves.append(listed(table[:, 0], table[:, 1]))

    def no_formula(formula: Formula) -> Truth:
        raise AssertionError(f"an explicit graph has no formula, here is {formula!r}")

    return GraphModel(
        selection=selection,
        naming=naming,
        exists=exists,
        ranks=tuple(ranks_of(p, exists, no_formula, number.get) for p in selection.parties),
        terms=tuple(() for _ in selection.parties),
        moves=None,
        listed_moves=tuple(moves),
    )
