"""A verdict in one sentence: conditional, in the reader's words, with the moves that decide it."""

from __future__ import annotations

from detente.analyses.stability.catalogue import Concept
from detente.analyses.stability.results import Reply
from detente.analyses.taken import Taken
from detente.analyses.wording import Words, words_of
from detente.graph.model import GraphModel


def sentence(
    graph: GraphModel, party: int, concept: Concept, replies: tuple[Reply, ...], *, stable: bool
) -> str:
    """Return why a state is, or is not, stable for a party: exactly what the concept asks for."""
    words = words_of(graph.conflict)
    who = words.party(graph.parties[party])
    if not replies:
        return f"In this model {who} has no move of its own to a state it prefers."
    first = replies[0]
    could = f"In this model {who} would prefer to {words.doing(first.steps, first.improvement)}"
    if concept.name == "nash":
        return f"{could}; nothing is asked about answers."
    if not stable:
        return f"{could}{_unanswered(words, who, concept, first)}."
    how = "would" if first.at_once or _credible(concept) else "could"
    said = f"{could}, but {_sequence(words, first.sanction, how)}"
    if first.at_once:
        said += f" at the same moment, which together makes a state that {who} does not prefer"
    else:
        said += f", which {who} does not prefer"
    said += " to staying"
    if concept.sanctioning is not None and concept.sanctioning.symmetric:
        said += f", and from there {who} could move to nothing that it prefers to staying"
    return f"{said}{_others(len(replies) - 1, concept)}."


def _unanswered(words: Words, who: str, concept: Concept, reply: Reply) -> str:
    """Return why nothing answers an improvement, as the concept understands an answer."""
    credible = " by moves they gain from" if _credible(concept) else ""
    if concept.together:
        said = ", and no moves of others that they gain from"
        if concept.sanctioning is not None:
            said = f"; the others could not answer that{credible}{said}, and that nobody could so answer"
        return (
            f"{said}, made at the same moment, would make of it a state that {who} does not prefer "
            "to staying"
        )
    if not reply.escapes:
        return f", and the others could not answer that{credible}"
    escape = reply.escapes[0]
    how = "would" if _credible(concept) else "could"
    said = (
        f"; {_sequence(words, escape.answer, how)}, which {who} does not prefer to staying, but "
        f"from there {who} could {words.doing(escape.steps, escape.to)}, which it prefers to staying"
    )
    more = len(reply.escapes) - 1
    if not reply.escapes_complete:
        return f"{said}; and so from every other answer{credible}"
    if more:
        which = "the 1 other answer" if more == 1 else f"each of the {more} other answers"
        said += f"; and so from {which}{credible}"
    return said


def _sequence(words: Words, taken: tuple[Taken, ...], how: str) -> str:
    return "; then ".join(
        f"{words.parties(step.parties)} {how} {words.doing(step.steps, step.to)}" for step in taken
    )


def _credible(concept: Concept) -> bool:
    return concept.sanctioning is not None and concept.sanctioning.improving


def _others(count: int, concept: Concept) -> str:
    if count == 0:
        return ""
    undone = "answered or undone" if concept.sanctioning is not None else "undone"
    how = undone if concept.together else "answered"
    return f"; {count} other such move{'s' if count > 1 else ''} can be {how} too"
