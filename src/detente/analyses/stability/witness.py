"""The moves that prove a verdict: every improvement, and the shortest sanction against it.

A sanction is searched layer by layer, so the one found has as few moves as possible.  Where every
answer can be escaped, each is told with its escape.  All this can be checked by hand, or by any
program that knows the legal moves, without trusting this one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

import numpy as np

from detente.analyses.joint import steps
from detente.analyses.stability.catalogue import Concept
from detente.analyses.stability.fraser_hipel import unanswered
from detente.analyses.stability.results import Escape, Reply
from detente.analyses.stability.simultaneous import improvements
from detente.analyses.taken import Taken
from detente.graph.model import GraphModel, States
from detente.graph.worst import Sanctions

Together = dict[int, list[int]]

MOST_ESCAPES = 100  # answers to one improvement, each told with its escape
MOST_FOLLOWED = 50_000  # states, by who moved last, that are followed for more than one answer


def replies(
    graph: GraphModel,
    party: int,
    state: int,
    concept: Concept,
    sanctions: Sanctions,
    *,
    only: Collection[str] | None = None,
) -> tuple[Reply, ...]:
    """Return each improvement of `party` from `state` with the sanction that answers it.

    `only` names the improvements to answer, all if left out.  Unanswered improvements come first, then the others, best for the party first.
    """
    ranks = graph.ranks[party]
    _, targets = graph.moves_from(1 << party, [state])
    better = np.unique(targets[ranks[targets] > ranks[state]])
    found: list[Reply] = []
    chosen = [
        target
        for target in better[np.argsort(~ranks[better], kind="stable")].tolist()
        if only is None or graph.naming.write(target) in only
    ]
    if not chosen:
        return ()
    answer = _answering(graph, party, state, concept, sanctions)
    for target in chosen:
        plain = Reply(graph.naming.write(target), _steps(graph, state, target), ())
        found.append(answer(target, plain))
    return tuple(sorted(found, key=lambda reply: bool(reply.sanction)))


def _answering(
    graph: GraphModel, party: int, state: int, concept: Concept, sanctions: Sanctions
) -> Callable[[int, Reply], Reply]:
    """Return the function that adds to an improvement what answers it, or escapes the answers."""
    ranks = graph.ranks[party]
    floor = ranks[state]
    sanctioning = concept.sanctioning
    if sanctioning is not None:
        good = graph.exists & (sanctioning.values(graph, party) <= floor)
        lowest = sanctioning.worst(graph, party, sanctions)
    together = _others_together(graph, party, state, concept, sanctions)

    def answer(target: int, reply: Reply) -> Reply:
        if sanctioning is not None and lowest[target] <= floor:
            found = _sequences(
                graph, party, target, good, improving=sanctioning.improving, sanctions=sanctions
            )
            return replace(reply, sanction=next(path for path in found if path))
        if concept.together:
            sanction = _at_once(graph, party, state, target, together)
            return replace(reply, sanction=sanction, at_once=bool(sanction))
        if sanctioning is None or not sanctioning.symmetric:
            return reply
        lasting_or_not = replace(sanctioning, symmetric=False)
        if lasting_or_not.worst(graph, party, sanctions)[target] > floor:
            return reply  # nobody can answer at all
        worse = graph.exists & (ranks <= floor)
        answers = _sequences(
            graph, party, target, worse, improving=sanctioning.improving, sanctions=sanctions
        )
        escapes, whole = _escapes(graph, party, answers)
        return replace(reply, escapes=escapes, escapes_complete=whole)

    return answer


def _escapes(
    graph: GraphModel, party: int, answers: Iterator[tuple[Taken, ...]]
) -> tuple[tuple[Escape, ...], bool]:
    """Return each answer with the party's best move from where it ends, and whether these are all."""
    found: list[Escape] = []
    ranks = graph.ranks[party]
    for answer in answers:
        if not answer or len(found) == MOST_ESCAPES:
            return tuple(found), False
        end = graph.number(answer[-1].to)
        _, targets = graph.moves_from(1 << party, [end])
        best = int(targets[int(np.argmax(ranks[targets]))])
        found.append(Escape(answer, _steps(graph, end, best), graph.naming.write(best)))
    return tuple(found), True


def _sequences(
    graph: GraphModel,
    party: int,
    start: int,
    good: np.ndarray[tuple[int], np.dtype[np.bool_]],
    *,
    improving: bool,
    sanctions: Sanctions,
) -> Iterator[tuple[Taken, ...]]:
    """Yield a shortest legal sequence of the others from `start` to each state of `good`.

    The shortest come first.  An empty one tells that the search stopped at its limit.
    """
    told: set[int] = set()
    followed = 0
    # a label is who moved last or, under `once`, who has moved so far: what limits the next
    seen: dict[int, dict[int, tuple[int, int, int]]] = {0: {start: (0, 0, start)}}
    layer: dict[int, list[int]] = {0: [start]}
    while layer:
        following: dict[int, list[int]] = {}
        for label, states in layer.items():
            for mover in graph.movers(without=party):
                if mover & label:
                    continue
                after = label | mover if sanctions == "once" else mover
                known = seen.setdefault(after, {})
                starts, targets = _one_move(graph, mover, states, improving=improving)
                for begin, end in zip(starts.tolist(), targets.tolist(), strict=True):
                    if end in known:
                        continue
                    known[end] = (label, mover, begin)
                    if good[end] and end not in told:
                        told.add(end)
                        yield _back(graph, seen, after, end)
                    following.setdefault(after, []).append(end)
        layer = following
        followed += sum(map(len, layer.values()))
        if told and followed > MOST_FOLLOWED:
            yield ()
            return


def _one_move(
    graph: GraphModel, mover: int, states: list[int], *, improving: bool
) -> tuple[States, States]:
    starts, targets = graph.moves_from(mover, sorted(set(states)))
    if improving:
        for party in range(len(graph.parties)):
            if mover >> party & 1:
                gains = graph.ranks[party][targets] > graph.ranks[party][starts]
                starts, targets = starts[gains], targets[gains]
    return starts, targets


def _back(
    graph: GraphModel, seen: dict[int, dict[int, tuple[int, int, int]]], label: int, state: int
) -> tuple[Taken, ...]:
    """Return the sequence that led to a state, first move first."""
    found: list[Taken] = []
    while label:
        label_before, mover, begin = seen[label][state]
        names = graph.coalition_names(mover)
        found.append(Taken(names, _steps(graph, begin, state), graph.naming.write(state)))
        label, state = label_before, begin
    return tuple(reversed(found))


def _others_together(
    graph: GraphModel, party: int, state: int, concept: Concept, sanctions: Sanctions
) -> Together:
    """Return what the others may do at the same moment: by party, the states each moves to."""
    if not concept.together:
        return {}
    found: Together = {}
    for other in range(len(graph.parties)):
        if other == party:
            continue
        if concept.sanctioning is None:
            starts, targets = improvements(graph, other)
        else:
            starts, targets = unanswered(graph, other, sanctions)
        here = targets[starts == state].tolist()
        if here:
            found[other] = here
    return found


def _at_once(
    graph: GraphModel, party: int, state: int, target: int, together: Together
) -> tuple[Taken, ...]:
    """Return the smallest set of moves made with `target` that undoes it, as one step."""
    ranks = graph.ranks[party]
    combined: list[tuple[int, int, int]] = [(0, state ^ target, 0)]
    for other, ends in together.items():
        combined += [
            (who | 1 << other, switched | (state ^ end), theirs | (state ^ end))
            for who, switched, theirs in combined
            for end in ends
        ]
    for who, switched, theirs in sorted(combined, key=lambda one: (one[0].bit_count(), one)):
        reached = state ^ switched
        if who and graph.exists[reached] and ranks[reached] <= ranks[state]:
            names = graph.coalition_names(who)
            # what the others switch, from where they stand: a step of the party may be among it
            steps_of_others = _steps(graph, state, state ^ theirs)
            return (Taken(names, steps_of_others, graph.naming.write(reached)),)
    return ()


def _steps(graph: GraphModel, start: int, target: int) -> tuple[str, ...]:
    if graph.moves is None or graph.merges:
        return ()
    return steps(graph, start, target)
