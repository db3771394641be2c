"""What would unlock a target, as text: the smallest concessions first, the counting below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from detente.analyses.saying import clauses_of
from detente.analyses.settled import UNSETTLED
from detente.analyses.unlocks.initiatives import Initiative
from detente.analyses.unlocks.noting import not_asked
from detente.analyses.unlocks.results import Concession, Unlocks
from detente.analyses.wording import Words, begun, counted, joined, sentence_of, short_words
from detente.graph.model import GraphModel
from detente.telling.limits import limits_first
from detente.telling.listing import legend
from detente.telling.tables import table, wrapped

SHOWN = 12  # concessions of one kind

_ORDER = "an order of steps to such an outcome that everybody accepts"
LEVELS_SAID = {
    "nothing": "no such outcome",
    "content": "such an outcome",
    "reach": "a legal way to such an outcome",
    "sequence": _ORDER,
    "weak": f"{_ORDER} and that no party surely does better by leaving",
    "strong": f"{_ORDER} and that no party could do better by leaving",
}


@dataclass(frozen=True, slots=True)
class _Telling:
    """What one needs to tell it: the words of the conflict, and what its positions are called."""

    words: Words
    called: Mapping[str, str]
    owner: Mapping[str, str]

    def positions(self, names: Sequence[str]) -> str:
        """Return positions as they stand in a sentence."""
        return joined([self.called.get(name, name) for name in names])


def unlocks_text(graph: GraphModel, found: Unlocks) -> str:
    """Return what would unlock a target as plain text."""
    words = short_words(graph.conflict)
    telling = _Telling(words, _called(graph, found), found.positions)
    parts = [found.asked.title, "", *limits_first(found.limits)]
    parts += [wrapped(line) for line in _head(graph, found)]
    if found.found == "impossible":
        return "\n".join(parts)
    parts += ["", *_sets(telling, found)]
    if found.half_concessions:
        parts += ["", *_halves(telling, found)]
    if found.enough:
        parts += ["", *_enough(telling, found)]
    if any(one.give_up for one in found.minimal_sets):
        parts += ["", wrapped(_side(telling, found))]
    if any(weight.index or weight.reverse for weight in found.crux or ()):
        parts += ["", *_crux(found)]
    parts += ["", *_initiatives(telling, found)]
    notes = [sentence_of(note) for note in _notes(graph, telling, found)]
    if notes:
        parts += ["", *(wrapped(note) for note in notes)]
    return "\n".join([*parts, *legend(words, _named(found))])


def _called(graph: GraphModel, found: Unlocks) -> dict[str, str]:
    """Return what each position is called: its label, or what an item by itself says."""
    labels = {p.name: p.label for p in graph.conflict.positions}
    said = clauses_of(graph.selection, short_words(graph.conflict))
    called = {}
    for name in found.positions:
        text = labels[name] if name in labels else begun(said[name])
        called[name] = f"'{text}' ({name})" if text else name
    return called


def _head(graph: GraphModel, found: Unlocks) -> Iterator[str]:
    perspective = found.asked.settings["perspective"]
    yield f"What would unlock '{found.target}' (perspective '{perspective}')?"
    if found.found == "impossible":
        yield "No state satisfies this target: the rules exclude it, whatever anybody gives up."
        return
    yield (
        f"Asked for is {LEVELS_SAID[found.level]} (level '{found.level}'): one that satisfies the "
        "target, leaves nobody worse off than the status quo and somebody better off."
    )
    yield from map(sentence_of, not_asked(graph))
    if found.found == "already":
        yield "The target holds in the status quo already; this asks for another such outcome."
    if found.now == UNSETTLED:
        yield (
            f"As things are there is {LEVELS_SAID[found.at_least]} (level '{found.at_least}'); "
            "whether there is more is not established."
        )
        return
    more = "" if found.now in ("nothing", "strong") else ", and no more"
    yield f"As things are there is {LEVELS_SAID[found.now]}{more} (level '{found.now}')."


# concessions ------------------------------------------------------------------------------------


def _sets(telling: _Telling, found: Unlocks) -> Iterator[str]:
    sets = found.minimal_sets
    if sets and not sets[0].give_up:
        yield "Nothing has to be given up."
        return
    if not sets:
        if not found.settled:
            yield wrapped(
                f"Which smallest set of up to {counted(found.tried, 'position')} would unlock it, if "
                "any, is not established."
            )
            return
        yield wrapped(_no_set(found))
        return
    if len(sets) > 1:
        yield "Any one of these is enough, and no part of it:"
    elif len(sets[0].give_up) > 1:
        yield "These together are enough, and no part of them:"
    else:
        yield "One concession is enough:"
    for one in sets[:SHOWN]:
        yield wrapped(_concession(telling, one), indent="  - ", hanging="    ")
        if one.roadmap:
            yield wrapped(f"Then all accept: {_way(one)}.", indent="    ")
    if len(sets) > SHOWN:
        yield f"  and {len(sets) - SHOWN:,} more (see --json)"


def _no_set(found: Unlocks) -> str:
    if not found.positions:
        return "No party holds a position, red line, demand or condition that it could give up."
    if found.larger_sets == 0:
        return "Whatever positions are given up, it stays shut: every set of them was tried."
    size = found.asked.settings["size"]
    assert isinstance(size, int)
    most = min(size, found.tried)
    many = "single position" if most == 1 else f"set of up to {most:,} positions"
    return f"No {many}, given up, unlocks it."


def _enough(telling: _Telling, found: Unlocks) -> Iterator[str]:
    yield wrapped("Each of these is enough; whether less would be is not established:")
    for one in found.enough[:SHOWN]:
        yield wrapped(_concession(telling, one), indent="  - ", hanging="    ")
        if one.roadmap:
            yield wrapped(f"Then all accept: {_way(one)}.", indent="    ")
    if len(found.enough) > SHOWN:
        yield f"  and {len(found.enough) - SHOWN:,} more (see --json)"


def _concession(telling: _Telling, one: Concession) -> str:
    parts = []
    for party in one.parties:
        said = [
            f"{verb} {telling.positions(mine)}"
            for verb, names in (("softens", one.soften), ("gives up", one.give_up))
            if (mine := [name for name in names if telling.owner[name] == party])
        ]
        kept = len(one.left.get(party, ()))
        said += [f"keeps {counted(kept, 'other')}"] if kept else []
        parts.append(f"{telling.words.party(party)} {joined(said)}")
    found = sentence_of("; and ".join(parts))
    if one.accepts is None:
        return found
    if len(one.give_up) == 1:
        return f"{found} It is the only position it holds."
    return f"{found} These are all the positions it holds, and no other party gives one up."


def _way(one: Concession) -> str:
    return "; ".join(" + ".join(bundle) for bundle in one.roadmap)


def _halves(telling: _Telling, found: Unlocks) -> Iterator[str]:
    yield wrapped(
        "Half concessions, where 'only after' becomes 'only together with, or after'; none of "
        "these could be milder:"
    )
    for one in found.half_concessions[:SHOWN]:
        yield wrapped(_concession(telling, one), indent="  - ", hanging="    ")
        if one.roadmap:
            yield wrapped(f"Then all accept: {_way(one)}.", indent="    ")
    if len(found.half_concessions) > SHOWN:
        yield f"  and {len(found.half_concessions) - SHOWN:,} more (see --json)"


# what most hangs on -----------------------------------------------------------------------------


def _side(telling: _Telling, found: Unlocks) -> str:
    fewest = {party: min(map(len, sets)) for party, sets in found.sides.items()}
    if not found.settled:
        able = [f"{telling.words.party(p)} by giving up {n}" for p, n in fewest.items()]
        can = f"alone can unlock it: {joined(able)}; " if able else ""
        return sentence_of(f"{can}which other party could unlock it alone is not established")
    limit = "" if found.larger_sets is not None else f" with {_up_to(found.tried)}"
    if not fewest:
        return f"No party can unlock it alone{limit}."
    least = min(fewest.values())
    first = [party for party, number in fewest.items() if number == least]
    can = f"can unlock it alone, by giving up {counted(least, 'position')}"
    if len(first) > 1:
        said = f"each of {telling.words.parties(first)} {can}"
    else:
        said = f"{telling.words.party(first[0])} {can}"
    rest = [
        f"{telling.words.party(party)} only by giving up {number}"
        for party, number in fewest.items()
        if number > least
    ]
    others = [] if len(fewest) == len(telling.words.titles) else [f"no other party can{limit}"]
    return sentence_of("; ".join([said, *([joined(rest)] if rest else []), *others]))


def _up_to(number: int) -> str:
    return "a single position" if number == 1 else f"up to {number:,} positions"


def _crux(found: Unlocks) -> Iterator[str]:
    weights = found.crux or ()
    yield "What most hangs on:"
    yield ""
    some_reverse = any(weight.reverse for weight in weights)
    yield table(
        [
            {
                "position": weight.position,
                "party": weight.party,
                "index": f"{weight.index:.4f}",
                **({"reverse": f"{weight.reverse:.4f}"} if some_reverse else {}),
                "needed": weight.needed,
                "enough alone": weight.sufficient,
            }
            for weight in weights
            if weight.index or weight.reverse
        ]
    )
    idle = sum(not weight.index and not weight.reverse for weight in weights)
    yield ""
    said = (
        "Index: of all sets of the other positions, the share that unlocks it only once this one "
        "is given up too (Banzhaf)."
    )
    if some_reverse:
        said += " Reverse: the share that unlocks it until this one is given up too."
    if idle:
        said += f" On {counted(idle, 'further position')} nothing hangs."
    yield wrapped(said)


def _initiatives(telling: _Telling, found: Unlocks) -> Iterator[str]:
    if found.initiatives is None:
        yield wrapped(
            "Whether an own move that is no gain at first would be repaid is not established."
        )
        return
    if not found.initiatives:
        yield wrapped(
            "No party has a move of its own that is no gain at first and would be repaid."
        )
        return
    yield "Who could begin by itself, with a move that is no gain at first:"
    for one in found.initiatives[:SHOWN]:
        yield wrapped(_initiative(telling, one), indent="  - ", hanging="    ")
    if len(found.initiatives) > SHOWN:
        yield f"  and {len(found.initiatives) - SHOWN:,} more (see --json)"


def _initiative(telling: _Telling, one: Initiative) -> str:
    words = telling.words
    said = f"{begun(words.party(one.party))} could {words.doing(one.steps)}"
    if one.sure:
        said += f", and would surely be better off in the end{_in_the_end(words, one)}"
    if one.answer is not None:
        who, how = words.party(one.answer.party), words.doing(one.answer.steps)
        if one.sure:
            said += f"; {who} would gain by answering: {how}"
        else:
            said += f"; {who} would gain by answering, and repay it: {how}"
    return sentence_of(said)


def _in_the_end(words: Words, one: Initiative) -> str:
    """Return where it ends as what follows "in the end"."""
    if len(one.ends) == 1:
        return f" ({words.state(one.ends[0])})"
    many = f"{len(one.ends):,} states"
    if one.circular:
        return (
            f", though it need not come to rest: it could go round in some of {many}, all of them "
            "better for it"
        )
    return f", in whichever of {many} it came to rest"


# notes ------------------------------------------------------------------------------------------


def _notes(graph: GraphModel, telling: _Telling, found: Unlocks) -> Iterator[str]:
    insisted = found.asked.settings["require"]
    if isinstance(insisted, list) and len(insisted) < 3:
        yield f"asked of an order is only this: {joined(insisted) or 'nothing'}"
    if found.unknown_order:
        yield (
            "the order of importance is not fully known for "
            f"{telling.words.parties(found.unknown_order)}; all this is computed in the order written"
        )
    yield from (note for note in found.notes if note not in not_asked(graph))


def _named(found: Unlocks) -> Iterator[str]:
    """Yield the options whose short names the text uses."""
    shown = (found.minimal_sets, found.half_concessions, found.enough)
    for one in (one for ones in shown for one in ones[:SHOWN]):
        for bundle in one.roadmap:
            yield from (step.removeprefix("not ") for step in bundle)
