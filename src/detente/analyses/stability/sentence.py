"""A verdict in one sentence: conditional, in the reader's words, with the moves that decide it."""

from __future__ import annotations

from detente.analyses.stability.catalogue import Concept
from detente.analyses.stability.results import Reply, SanctionStep
from detente.graph.model import GraphModel


def sentence(
    graph: GraphModel, party: int, concept: Concept, replies: tuple[Reply, ...], *, stable: bool
) -> str:
    """Return why a state is, or is not, stable for a party."""
    who = graph.selection.parties[party].title
    if not replies:
        return f"In this model {who} has no move of its own to a state it prefers."
    first = replies[0]
    could = f"{who} would prefer to {_doing(graph, first.steps, first.improvement)}"
    if concept.name == "nash":
        return f"In this model {could}; nothing is asked about answers."
    if not stable:
        credible = " by moves they gain from" if _credible(concept) else ""
        return f"In this model {could}, and the others could not answer that{credible}."
    answer = "; then ".join(_answer(graph, step) for step in first.sanction)
    how = "would" if _credible(concept) else "could"
    moment = " at the same moment" if concept.together and len(first.sanction) == 1 else ""
    return (
        f"In this model {could}, but {answer.replace('COULD', how)}{moment}, "
        f"which {who} does not prefer to staying{_others(len(replies) - 1)}."
    )


def _credible(concept: Concept) -> bool:
    return concept.together or (concept.sanctioning is not None and concept.sanctioning.improving)


def _others(count: int) -> str:
    if count == 0:
        return ""
    return f"; {count} other such move{'s' if count > 1 else ''} can be answered too"


def _answer(graph: GraphModel, step: SanctionStep) -> str:
    titles = {party.name: party.title for party in graph.selection.parties}
    who = " and ".join(titles[party] for party in step.parties)
    return f"{who} COULD {_doing(graph, step.steps, step.to)}"


def _doing(graph: GraphModel, steps: tuple[str, ...], to: str) -> str:
    if not steps:
        return f"move to '{to}'"
    done = [s for s in steps if not s.startswith("not ")]
    undone = [s.removeprefix("not ") for s in steps if s.startswith("not ")]
    titles = {option.name: option.title for option in graph.conflict.options}
    parts = []
    if done:
        parts.append("put in effect " + ", ".join(f"'{titles[s]}'" for s in done))
    if undone:
        parts.append("end " + ", ".join(f"'{titles[s]}'" for s in undone))
    return " and ".join(parts)
