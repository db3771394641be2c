"""A target to which no order of steps leads, though a walk of legal moves does.

In an order each option is switched once; a walk may take a step and take it back.  Where only a
walk leads to a target there are no steps to put in order: two parties can still want different
ends and set different terms.
"""

from __future__ import annotations

from detente.analyses.sequencing.aiming import Aim
from detente.analyses.sequencing.walking import walk_to
from detente.analyses.taken import Taken
from detente.analyses.wording import Words
from detente.errors import LimitReached, NoAnswer
from detente.graph.model import GraphModel


def walk_beyond(graph: GraphModel, aim: Aim) -> tuple[Taken, ...]:
    """Return a shortest walk to a target that no order of steps leads to.

    Raises NoAnswer if no walk leads there either, LimitReached if there are too many to follow.
    """
    try:
        found = walk_to(graph, aim.ends)
    except LimitReached as limit:
        raise LimitReached(
            f"no order in which each option is switched once leads to the target '{aim.target}'; "
            f"whether switching one back and forth does was not looked at: {limit}"
        ) from None
    if not found:
        raise NoAnswer(
            f"the target '{aim.target}' cannot be reached: no legal moves lead to a state that "
            "satisfies it, even if options are switched back and forth"
        )
    return found


def walk_said(words: Words, target: str | None, walk: tuple[Taken, ...]) -> str:
    """Return as a sentence that a walk leads to a target and no order does."""
    return (
        f"No order in which each option is switched once leads to '{target}', though a legal walk "
        f"does: {moves_said(words, walk)}."
    )


def moves_said(words: Words, walk: tuple[Taken, ...]) -> str:
    """Return the moves of a walk in a row: who, and what it switches."""
    return "; then ".join(
        f"{words.parties(move.parties)}: {words.doing(move.steps, move.to)}" for move in walk
    )
