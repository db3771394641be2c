"""What a limit left out of a brief: one line for each thing that was not, or not wholly, looked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from detente.analyses.hanging import Hanging
from detente.analyses.onward import Onward
from detente.analyses.stability.results import Stability
from detente.briefing.answers import Answers
from detente.graph.model import GraphModel


class _Answer(Protocol):
    """An answer that tells whether it is whole."""

    @property
    def complete(self) -> bool: ...

    @property
    def limits(self) -> tuple[str, ...]: ...


def left_out(
    graph: GraphModel,
    to: str | None,
    stable: Stability,
    found: Onward | None,
    hangs: Hanging | None,
    aimed: Answers | None,
) -> tuple[str, ...]:
    """Return what was left out, each as a sentence that begins so; nothing if nothing was."""
    return tuple(dict.fromkeys(_left_out(graph, to, stable, found, hangs, aimed)))


def _left_out(
    graph: GraphModel,
    to: str | None,
    stable: Stability,
    found: Onward | None,
    hangs: Hanging | None,
    aimed: Answers | None,
) -> Iterator[str]:
    if not stable.complete:
        yield from stable.notes
    if graph.status_quo is not None:
        if found is None or not found.complete:
            yield "left out: where preferred moves lead. There are too many to follow"
        if hangs is None or not hangs.complete:
            yield "left out: on which single items the answer hangs. The model is too large"
    if aimed is None:
        if _could_be_aimed(graph, to):
            yield "left out: what is told of a target. The model has too many parties, or steps"
        return
    yield from aimed.notes
    told: dict[str, Sequence[_Answer | None]] = {
        "blockers": (aimed.blocks, *aimed.others),
        "differences": (*([aimed.matrix] if aimed.matrix else []), *aimed.pairs),
        "unlocks": (aimed.opens, *(found for _, found in aimed.elsewhere)),
        "roadmaps": (aimed.today, None if aimed.road is None else aimed.road.roadmaps),
        "perspectives": (aimed.heard,),
        "robustness": (aimed.assumed,),
    }
    for command, answers in told.items():
        for answer in answers:
            if answer is not None and not answer.complete:
                left = [_told_here(command, limit) for limit in answer.limits]
                yield from left or [f"left out: a part of what 'detente {command}' tells"]


def _told_here(command: str, limit: str) -> str:
    """Return a limit of an answer as it can stand among those of others.

    What was left out is told by itself; what is not established for that, with its answer.
    """
    if limit.lower().startswith("left out"):
        return limit
    return f"open in what 'detente {command}' tells: {limit[:1].lower()}{limit[1:]}"


def _could_be_aimed(graph: GraphModel, to: str | None) -> bool:
    """Tell whether there is a target, and a model of which such questions can be asked."""
    aims = to is not None or bool(graph.conflict.targets)
    return aims and graph.status_quo is not None and graph.moves is not None and not graph.merges
