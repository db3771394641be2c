"""Why an order of steps fails: what each party refuses, in words.

Refusals by items of one position are one reason.  A reason is told in full once, and named by
its items wherever it comes up again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.analyses import saying
from detente.analyses.roadmaps.results import Roadmap
from detente.analyses.sequencing.accepting import Refusal
from detente.analyses.wording import Words, counted, joined, sentence_of, short_words
from detente.conflict.conflict import statements
from detente.conflict.parties import Condition, Party, Statement
from detente.graph.model import GraphModel

SHOWN = 8  # reasons of one order

_WEIGHT = ("red-lines", "conditions", "floor")
_Together = tuple[Refusal, ...]
Reason = tuple[str, str, str]  # a party, the kind of a refusal, its item


@dataclass(frozen=True, slots=True)
class Told:
    """One reason as a sentence, and the items that it goes back to."""

    sentence: str
    items: tuple[str, ...] = ()


def refusals_in_words(graph: GraphModel, roadmap: Roadmap, told: set[Reason]) -> Iterator[str]:
    """Yield why parties refuse a roadmap, as `refusals_told` does, with the ids of the items."""
    for one in refusals_told(graph, roadmap, told):
        yield f"{one.sentence} [{', '.join(one.items)}]" if one.items else one.sentence


def refusals_told(graph: GraphModel, roadmap: Roadmap, told: set[Reason]) -> Iterator[Told]:
    """Yield why parties refuse a roadmap; `told` are reasons the reader has seen, and grows."""
    words = short_words(graph.conflict)
    parties = {party.name: party for party in graph.selection.parties}
    again: dict[int, list[str]] = {}
    count = more = 0
    for reason in _reasons(parties, roadmap.refusals):
        lead = (reason[0].party, reason[0].kind, reason[0].item)
        if lead in told:
            named = _items(reason) or (f"the floor of {words.party(reason[0].party)}",)
            again.setdefault(reason[0].stage, []).extend(named)
            continue
        count += 1
        if count <= SHOWN:
            told.add(lead)
            yield _reason(words, parties[reason[0].party], reason)
        else:
            more += len(reason)
    if more:
        yield Told(f"and {counted(more, 'more refusal')} (see --json).")
    for stage, items in again.items():
        yield Told(f"Stage {stage} again for reasons told above: {joined(items)}.")


def _reasons(parties: dict[str, Party], refusals: tuple[Refusal, ...]) -> Iterator[_Together]:
    """Yield the refusals of one party, stage and position together, the weightiest first."""
    found: dict[tuple[object, ...], list[Refusal]] = {}
    for refusal in refusals:
        position = _position(parties[refusal.party], refusal.item)
        key = (refusal.party, refusal.stage, position or refusal.item)
        found.setdefault(key, []).append(refusal)
    for together in found.values():
        yield from _by_condition(sorted(together, key=lambda r: _WEIGHT.index(r.kind)))


def _by_condition(together: list[Refusal]) -> Iterator[_Together]:
    """Yield one reason for each condition; what else is refused goes with the first."""
    first, *rest = together
    others = [r for r in rest if r.kind == first.kind]
    yield (first, *(r for r in rest if r.kind != first.kind))
    yield from ((other,) for other in others)


def _items(reason: _Together) -> tuple[str, ...]:
    return tuple(dict.fromkeys(refusal.item for refusal in reason if refusal.item))


def _reason(words: Words, party: Party, reason: _Together) -> Told:
    return Told(_sentence(words, party, reason[0]), _items(reason))


def _sentence(words: Words, party: Party, refusal: Refusal) -> str:
    if refusal.kind == "conditions":
        return f"Stage {refusal.stage}: {_condition(words, party, refusal.item)}"
    said = _statement(words, party, refusal.item)
    if refusal.kind == "red-lines":
        return f"Stage {refusal.stage} crosses a red line: {said}"
    below = "than today" if party.floor is None else "than the floor it names"
    left = f"Stage {refusal.stage} would leave {words.party(party.name)} worse off {below}"
    return f"{left}: {said}" if said else f"{left}."


def _position(party: Party, item: str) -> str:
    for one in (*statements(party.prefers), *party.conditions):
        if isinstance(one, Statement | Condition) and one.id == item:
            return one.position
    return ""


def _condition(words: Words, party: Party, item: str) -> str:
    terms = (term for term in party.conditions if isinstance(term, Condition))
    refused = next(term for term in terms if term.id == item)
    return saying.condition(words, party.name, refused)


def _statement(words: Words, party: Party, item: str) -> str:
    for statement in statements(party.prefers):
        if statement.id == item:
            # how firm it is the refusal says already
            return sentence_of(saying.wish(words, party.name, statement))
    return ""
