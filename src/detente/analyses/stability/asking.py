"""stability: where each party would stay, where all would, and where the conflict rests.

Definitions: Kilgour, Hipel and Fang (1987); Fang, Hipel and Kilgour (1993).  Each answer names
the rule for sanctions it used.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

import numpy as np

from detente.analyses.answer import MOST_PATTERNS, StateSet, asked, state_set
from detente.analyses.joint import has_joint_move, joint_moves
from detente.analyses.stability.catalogue import CONCEPTS, Concept
from detente.analyses.stability.results import Stability, Verdict
from detente.analyses.wording import counted
from detente.errors import LimitReached, WrongUse, did_you_mean
from detente.graph.comparing import unknown_order
from detente.graph.model import GraphModel, Truth
from detente.graph.worst import Sanctions

TOGETHER_UP_TO = 1 << 13  # states of a model for which `sim` and its kin are computed unasked
MOVES_OF_UP_TO = 1_000  # equilibria whose joint improving moves are listed unasked


def stability(
    graph: GraphModel,
    *,
    party: str | None = None,
    state: str | None = None,
    concepts: Iterable[str] | None = None,
    sanctions: Sanctions = "sequences",
    all_states: bool = False,
) -> Stability:
    """Return where the conflict is stable.

    Parameters
    ----------
    party : one party instead of all; equilibria still ask all of them.
    state : a state for which every verdict is given with its witness.
    concepts : names from `CONCEPTS`; all that the model allows if left out.
    sanctions : `sequences`, or `once`: each party takes part in a sanction at most once.
    all_states : give the joint improving moves of every state, not of a few.

    Raises
    ------
    WrongUse : for a party, state or concept that is not there.
    LimitReached : if a concept asked for by name is too large to compute.
    """
    if sanctions not in get_args(Sanctions):
        raise WrongUse(f"sanctions can be 'sequences' or 'once', not '{sanctions}'")
    shown = range(len(graph.parties)) if party is None else [graph.party_number(party)]
    place = None if state is None else graph.number(state)
    chosen, notes, whole = _chosen(graph, concepts)
    masks: dict[str, list[Truth]] = {}
    for concept in chosen:
        try:
            masks[concept.name] = [
                concept.stable(graph, number, sanctions) for number in range(len(graph.parties))
            ]
        except LimitReached as limit:
            if concepts is not None:
                raise
            notes.append(f"{concept.name} was left out: {limit}")
    equilibria = {name: np.logical_and.reduce(found) for name, found in masks.items()}
    nash = equilibria.get("nash")
    if nash is None:
        every = [CONCEPTS["nash"].stable(graph, n, sanctions) for n in range(len(graph.parties))]
        nash = np.logical_and.reduce(every)
    rests: tuple[str, ...] | None = None
    moves = None
    try:
        resting = np.flatnonzero(nash)
        restless = has_joint_move(graph, resting.tolist())
        rests = graph.words(nash & ~np.isin(np.arange(nash.size), list(restless)))
        asked_about = _asked_about(graph, equilibria, nash, all_states=all_states)
        if len(asked_about) > MOVES_OF_UP_TO and not all_states:
            asked_about = _asked_about(graph, {}, nash, all_states=False)
            whole = False
            notes.append(
                "joint improving moves were left out but for the status quo and for equilibria of "
                f"parties acting alone (nash): with all other equilibria these are more than "
                f"{counted(MOVES_OF_UP_TO, 'state')}"
            )
        moves = {
            graph.naming.write(number): found
            for number, found in joint_moves(graph, asked_about).items()
        }
    except LimitReached as limit:
        notes.append(f"joint improving moves were left out: {limit}")
    verdicts: tuple[Verdict, ...] = ()
    if place is not None:
        verdicts = tuple(
            _verdict(graph, number, place, CONCEPTS[name], sanctions, stable=bool(m[number][place]))
            for number in shown
            for name, m in masks.items()
        )
    if not all(reply.escapes_complete for verdict in verdicts for reply in verdict.replies):
        from detente.analyses.stability.witness import MOST_ESCAPES

        whole = False
        notes.append(
            f"left out: some answers that can be escaped. Of those to one move up to {MOST_ESCAPES} "
            f"{'is' if MOST_ESCAPES == 1 else 'are'} told"
        )
    names = graph.parties
    stable = {names[n]: _sets(graph, {k: m[n] for k, m in masks.items()}) for n in shown}
    held = _sets(graph, equilibria)
    if not all(one.complete for sets in (held, *stable.values()) for one in sets.values()):
        whole = False
        notes.append(
            f"states of long sets were left out: of the patterns that cover a set the first "
            f"{MOST_PATTERNS} are listed"
        )
    return Stability(
        asked=asked(
            "stability",
            graph,
            party=party,
            state=None if place is None else graph.naming.write(place),
            concepts=list(masks),
            sanctions=sanctions,
        ),
        options=graph.options,
        parties=names,
        states=graph.count,
        status_quo=graph.status_quo,
        perspective=graph.selection.perspective.name,
        unknown_order=tuple(
            p.name for p in graph.selection.parties if unknown_order(p, graph.count, graph.existing)
        ),
        stable=stable,
        equilibria=held,
        rests=rests,
        joint_moves=moves,
        verdicts=verdicts,
        notes=tuple(notes),
        complete=whole and moves is not None and len(masks) == len(chosen),
    )


def _chosen(
    graph: GraphModel, concepts: Iterable[str] | None
) -> tuple[list[Concept], list[str], bool]:
    """Return the concepts to compute, why others are left out, and whether no limit left any out."""
    in_option_form = graph.moves is not None and not graph.merges
    why = "moves at the same moment are defined where no states are merged or listed by name"
    if concepts is None:
        if in_option_form:
            why = (
                f"above {TOGETHER_UP_TO:,} states moves at the same moment are looked through "
                "only if asked for by name"
            )
        small = in_option_form and graph.count <= TOGETHER_UP_TO
        left_out = [c.name for c in CONCEPTS.values() if c.together and not small]
        chosen = [c for c in CONCEPTS.values() if c.name not in left_out]
        notes = [f"{' and '.join(left_out)} left out: {why}"] if left_out else []
        # what is not defined for a model is not missing in it
        return chosen, notes, small or not in_option_form
    chosen = []
    for name in dict.fromkeys(concepts):
        if name not in CONCEPTS:
            raise WrongUse(f"'{name}' is not a concept; {did_you_mean(name, CONCEPTS)}")
        if CONCEPTS[name].together and not in_option_form:
            raise WrongUse(f"'{name}' cannot be asked of this model: {why}")
        chosen.append(CONCEPTS[name])
    return chosen, [], True


def _asked_about(
    graph: GraphModel, equilibria: dict[str, Truth], nash: Truth, *, all_states: bool
) -> list[int]:
    """Return the states whose joint moves are told: the status quo and every equilibrium."""
    if all_states:
        return [int(number) for number in np.flatnonzero(graph.exists)]
    chosen = nash.copy()
    for found in equilibria.values():
        chosen |= found
    if graph.status_quo is not None:
        chosen[graph.number(graph.status_quo)] = True
    return [int(number) for number in np.flatnonzero(chosen)]


def _sets(graph: GraphModel, masks: dict[str, Truth]) -> dict[str, StateSet]:
    return {name: state_set(graph, mask) for name, mask in masks.items()}


def _verdict(
    graph: GraphModel,
    party: int,
    state: int,
    concept: Concept,
    sanctions: Sanctions,
    *,
    stable: bool,
) -> Verdict:
    # moves are looked for only where somebody asks for them
    from detente.analyses.stability.sentence import sentence
    from detente.analyses.stability.witness import replies

    found = replies(graph, party, state, concept, sanctions)
    return Verdict(
        state=graph.naming.write(state),
        party=graph.parties[party],
        concept=concept.name,
        stable=stable,
        replies=found,
        sentence=sentence(graph, party, concept, found, stable=stable),
    )
