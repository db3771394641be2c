"""What would unlock a target, as text: the smallest concessions first, the counting below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from detente.analyses.sequencing.initiatives import Initiative
from detente.analyses.sequencing.unlock import Concession, Unlocks
from detente.analyses.wording import Words, begun, counted, joined, sentence_of, words_of
from detente.graph.model import GraphModel
from detente.telling.items import items_said
from detente.telling.listing import legend
from detente.telling.tables import table, wrapped

SHOWN = 12  # concessions of one kind

LEVELS_SAID = {
    "nothing": "no outcome of this kind leaves nobody worse off and somebody better",
    "content": "an outcome of this kind that leaves nobody worse off and somebody better",
    "reach": "such an outcome, and a legal way to it",
    "sequence": "an order of steps to such an outcome that everybody accepts",
    "weak": "such an order at no stage of which a party surely does better by leaving it",
    "strong": "such an order at no stage of which a party could do better by leaving it",
}


@dataclass(frozen=True, slots=True)
class _Telling:
    """What one needs to tell it: the words of the conflict, and what its positions are called."""

    words: Words
    called: Mapping[str, str]
    held: Mapping[str, int]

    def positions(self, names: Sequence[str]) -> str:
        """Return positions as they stand in a sentence."""
        return joined([self.called.get(name, name) for name in names])


def unlocks_text(graph: GraphModel, found: Unlocks) -> str:
    """Return what would unlock a target as plain text."""
    words = words_of(graph.conflict)
    telling = _Telling(words, _called(graph, found), _held(found))
    parts = [found.asked.title, "", *(wrapped(line) for line in _head(found))]
    parts += ["", *_sets(telling, found)]
    if found.half_concessions:
        parts += ["", *_halves(telling, found)]
    if found.minimal_sets and found.found != "open":
        parts += ["", wrapped(_side(telling, found))]
    if any(weight.index or weight.reverse for weight in found.crux):
        parts += ["", *_crux(telling, found)]
    parts += ["", *_initiatives(telling, found)]
    notes = [sentence_of(note) for note in _notes(telling, found)]
    if notes:
        parts += ["", *(wrapped(note) for note in notes)]
    return "\n".join([*parts, *legend(words, _named(found))])


def _called(graph: GraphModel, found: Unlocks) -> dict[str, str]:
    """Return what each position is called: its label, or the sentence of an item by itself."""
    labels = {p.name: p.label for p in graph.conflict.positions}
    said = items_said(graph.selection)
    called = {}
    for name in found.positions:
        text = f"'{labels[name]}'" if labels.get(name) else ""
        if name not in labels and name in said:
            text = f"'{said[name].rstrip('.')}'"
        called[name] = f"{text} ({name})" if text else name
    return called


def _held(found: Unlocks) -> dict[str, int]:
    owners = list(found.positions.values())
    return {party: owners.count(party) for party in owners}


def _head(found: Unlocks) -> Iterator[str]:
    perspective = found.asked.settings["perspective"]
    yield sentence_of(
        f"what would unlock '{found.target}' (perspective '{perspective}'; "
        f"level '{found.level}': {LEVELS_SAID[found.level]})"
    )
    if found.found == "impossible":
        yield "No state satisfies this target: the rules exclude it, whatever anybody gives up."
        return
    if found.found == "already":
        yield (
            "The target holds in the status quo already; asked is for another outcome of this kind."
        )
    today = "" if found.now == "nothing" else "there is "
    yield sentence_of(f"as things are (level '{found.now}'), {today}{LEVELS_SAID[found.now]}")


# concessions ------------------------------------------------------------------------------------


def _sets(telling: _Telling, found: Unlocks) -> Iterator[str]:
    sets = found.minimal_sets
    if sets and not sets[0].give_up:
        yield "Nothing has to be given up."
        return
    if not sets:
        size = found.asked.settings["size"]
        if not found.positions:
            yield "No party holds a position, red line, demand or condition that it could give up."
        elif found.found != "impossible":
            yield wrapped(f"No set of up to {size} positions, given up, unlocks it.")
        return
    several = len(sets) > 1
    yield wrapped(
        "Any one of these is enough, and no part of it:" if several else "One concession is enough:"
    )
    for one in sets[:SHOWN]:
        yield wrapped(_concession(telling, one), indent="  - ", hanging="    ")
        if one.roadmap:
            yield wrapped(f"Then all accept: {_way(one)}.", indent="    ")
    if len(sets) > SHOWN:
        yield f"  and {len(sets) - SHOWN:,} more (see --json)"


def _concession(telling: _Telling, one: Concession) -> str:
    parts = []
    for party in one.parties:
        said = [
            f"{verb} {telling.positions(mine)}"
            for verb, names in (("softens", one.soften), ("gives up", one.give_up))
            if (mine := [name for name in names if name in _of(telling, one, party, names)])
        ]
        parts.append(f"{telling.words.party(party)} {joined(said)}")
    said = sentence_of(joined(parts))
    if one.accepts is not None:
        said += (
            f" That is all it holds: it would take what the others offer."
            if telling.held[one.accepts] > 1
            else " It is the only position it holds."
        )
    return said


def _way(one: Concession) -> str:
    return "; ".join(" + ".join(bundle) for bundle in one.roadmap)
