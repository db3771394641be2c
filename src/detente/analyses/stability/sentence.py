"""A verdict in one sentence: conditional, in the reader's words, with the moves that decide it."""

from __future__ import annotations

from detente.analyses.stability.catalogue import Concept
from detente.analyses.stability.results import Reply
from detente.analyses.wording import words_of
from detente.graph.model import GraphModel


def sentence(
    graph: GraphModel, party: int, concept: Concept, replies: tuple[Reply, ...], *, stable: bool
) -> str:
    """Return why a state is, or is not, stable for a party."""
    words = words_of(graph.conflict)
    who = words.party(graph.parties[party])
    if not replies:
        return f"In this model {who} has no move of its own to a state it prefers."
    first = replies[0]
    could = f"{who} would prefer to {words.doing(first.steps, first.improvement)}"
    if concept.name == "nash":
        return f"In this model {could}; nothing is asked about answers."
    if not stable:
        credible = " by moves they gain from" if _credible(concept) else ""
        return f"In this model {could}, and the others could not answer that{credible}."
    how = "would" if _credible(concept) else "could"
    answer = "; then ".join(
        f"{words.parties(step.parties)} {how} {words.doing(step.steps, step.to)}"
        for step in first.sanction
    )
    moment = " at the same moment" if concept.together and len(first.sanction) == 1 else ""
    return (
        f"In this model {could}, but {answer}{moment}, "
        f"which {who} does not prefer to staying{_others(len(replies) - 1)}."
    )


def _credible(concept: Concept) -> bool:
    return concept.together or (concept.sanctioning is not None and concept.sanctioning.improving)


def _others(count: int) -> str:
    if count == 0:
        return ""
    return f"; {count} other such move{'s' if count > 1 else ''} can be answered too"
