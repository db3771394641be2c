"""What would unlock it: the smallest concessions, half ones first, the crux, first steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from detente.analyses.settled import UNSETTLED
from detente.analyses.unlocks.results import Concession, Unlocks
from detente.analyses.wording import begun, counted, joined, sentence_of
from detente.briefing.answers import Answers
from detente.briefing.content import Block, Line, Points, Section
from detente.briefing.items import Teller
from detente.conflict.conflict import statements
from detente.conflict.parties import Same

SHOWN = 8
FEW = 3


def unlocking(telling: Teller, found: Answers) -> Section | None:
    """Return what would open a way to the target; None if it was not asked or nothing blocks."""
    opens = found.opens
    if opens is None or opens.found in ("already", "impossible", "open"):
        return None
    lead = [Line(crux_sentence(telling, opens), strong=True)]
    blocks: list[Block] = []
    halves = [one for one in opens.half_concessions if not one.give_up]
    mixed = [one for one in opens.half_concessions if one.give_up]
    if halves:
        told = tuple(Line(_half(telling, one)) for one in halves[:SHOWN])
        blocks.append(Points("Half concessions: accepting 'together' for 'first'", told))
    if opens.minimal_sets:
        whole = [Line(_whole(telling, one)) for one in opens.minimal_sets[:SHOWN]]
        left = len(opens.minimal_sets) - SHOWN
        if left > 0:
            whole.append(Line(f"And {counted(left, 'more set')}."))
        blocks.append(Points("The smallest sets of positions to give up", tuple(whole)))
    if mixed:
        told = tuple(Line(_half(telling, one)) for one in mixed[:SHOWN])
        blocks.append(Points("Half of one position and all of another", told, folded=True))
    weights = opens.crux or ()
    if len(weights) > 1 and any(weight.index for weight in weights):
        blocks.append(Points("How much hangs on each position", _weights(telling, opens)))
    meant = _meant(telling, opens)
    if meant:
        blocks.append(Points("What these positions stand for", meant))
    first = _initiatives(telling, opens)
    blocks.append(Points("A first step by one party alone", first))
    return Section("unlocks", "What would unlock it", tuple(lead), tuple(blocks))


def concessions_told(telling: Teller, opens: Unlocks) -> list[str]:
    """Return the mildest concessions in short: half ones first, a few of each."""
    halves = [one for one in opens.half_concessions if not one.give_up][:FEW]
    told = [
        sentence_of(f"{_named(telling, one.soften)}: 'together' instead of 'first'")
        for one in halves
    ]
    if not halves:
        told.append("No change from 'first' to 'together' that was tried would be enough.")
    sets = opens.minimal_sets[:SHOWN]
    told += [sentence_of(f"giving up {_named(telling, one.give_up)}") for one in sets]
    left = len(opens.minimal_sets) - len(sets)
    if left > 0:
        told.append(f"And {counted(left, 'more set')} of positions.")
    if sets:
        return told
    if opens.found == UNSETTLED:
        return ["Whether a set of positions would be enough is not established."]
    return [*told, "No set of positions that was tried would be enough."]


def _meant(telling: Teller, opens: Unlocks) -> tuple[Line, ...]:
    """Return what the positions named here consist of: what would be conceded together."""
    named = dict.fromkeys(
        name
        for one in (*opens.half_concessions[:SHOWN], *opens.minimal_sets[:SHOWN])
        for name in (*one.soften, *one.give_up)
    )
    lines: list[Line] = []
    known = telling.lines()
    for position in telling.graph.conflict.positions:
        if position.name not in named:
            continue
        lines.append(Line(f"{begun(_named(telling, [position.name]))}:", strong=True))
        for party in telling.selection.parties:
            for item in (*statements(party.prefers), *party.conditions):
                if not isinstance(item, Same) and item.position == position.name:
                    lines.append(known[item.id])
    return tuple(lines)


def _labels(telling: Teller) -> Mapping[str, str]:
    named = {p.name: p.label or p.name for p in telling.graph.conflict.positions}
    return named | {name: line.text for name, line in telling.lines().items() if name not in named}


def _named(telling: Teller, names: Sequence[str]) -> str:
    labels, positions = _labels(telling), {p.name: p for p in telling.graph.conflict.positions}
    parts = []
    for name in names:
        party = positions[name].party if name in positions else name.split(".")[0]
        said = f"'{labels.get(name, name).rstrip('.')}'"
        parts.append(f"{said} of {telling.words.party(party)}")
    return joined(parts)


def crux_sentence(telling: Teller, opens: Unlocks) -> str:
    """Return the crux, and whose giving up is enough, in a sentence or two."""
    if not opens.crux or not any(weight.index for weight in opens.crux):
        if opens.found == UNSETTLED:
            return "Which positions would have to be given up is not established."
        if opens.minimal_sets:
            return "Several positions would have to be given up together; none is the crux alone."
        return "No set of positions that was tried would unlock it."
    top = [w for w in opens.crux if w.index == opens.crux[0].index]
    named = _named(telling, [weight.position for weight in top])
    share = f"{round(100 * top[0].index)} %"
    alone = [weight for weight in top if weight.sufficient]
    if len(top) == 1:
        said = f"The crux is {named}: it is decisive in {share} of the ways to give up or keep the others."
    else:
        said = f"The crux is {named}: each is decisive in {share} of the ways to give up or keep the others."
    if len(alone) == len(top):
        said += (
            " Giving it up is enough by itself."
            if len(top) == 1
            else (
                " Giving up either is enough by itself."
                if len(top) == 2
                else " Each is enough by itself."
            )
        )
    if opens.decisive_side is not None:
        said += f" It lies with {telling.words.party(opens.decisive_side)}."
    return said


def _half(telling: Teller, one: Concession) -> str:
    said = f"{_named(telling, one.soften)} would ask only for 'together' instead of 'first'"
    if one.give_up:
        said += f", and {_named(telling, one.give_up)} would be given up"
    if len(one.soften) + len(one.give_up) > 1:
        said += "; less than that is not enough"
    return sentence_of(f"{said}{_way(telling, one)}")


def _whole(telling: Teller, one: Concession) -> str:
    accepts = ""
    if one.accepts is not None:
        others = [p for p in telling.graph.parties if p != one.accepts and one.left.get(p)]
        accepts = (
            f" (all that {telling.words.party(one.accepts)} holds: it would accept the terms of {telling.words.parties(others)})"
            if others
            else ""
        )
    return sentence_of(f"{_named(telling, one.give_up)}{accepts}{_way(telling, one)}")


def _way(telling: Teller, one: Concession) -> str:
    if not one.roadmap:
        return ""
    stages = "; then ".join(
        " + ".join(_step(telling, step) for step in bundle) for bundle in one.roadmap
    )
    return f". One order that all would then accept: {stages}"


def _step(telling: Teller, step: str) -> str:
    if step.startswith("not "):
        return f"the end of {telling.words.quoted(step.removeprefix('not '))}"
    return telling.words.quoted(step)


def _weights(telling: Teller, opens: Unlocks) -> tuple[Line, ...]:
    lines = []
    for weight in opens.crux or ():
        if weight.index or weight.reverse:
            notes = ["needed in every case"] if weight.needed else []
            notes += ["enough by itself"] if weight.sufficient else []
            if weight.reverse:
                notes.append(f"closes the way again in {round(100 * weight.reverse)} %")
            more = f" ({'; '.join(notes)})" if notes else ""
            lines.append(
                Line(
                    f"{begun(_named(telling, [weight.position]))}: {round(100 * weight.index)} %{more}."
                )
            )
    idle = sum(not (w.index or w.reverse) for w in opens.crux or ())
    if idle:
        lines.append(Line(f"{begun(counted(idle, 'other position'))}: none."))
    lines.append(
        Line(
            "The share of all sets of the other positions in which giving up this one makes the "
            "difference (the index of Penrose and Banzhaf); it hangs on how positions are cut."
        )
    )
    return tuple(lines)


def _initiatives(telling: Teller, opens: Unlocks) -> tuple[Line, ...]:
    words = telling.words
    lines = []
    if opens.initiatives is None:
        return (Line("Whether a first step by one party alone would pay is not established."),)
    for one in opens.initiatives[:SHOWN]:
        sure = "would surely be answered" if one.sure else "might be answered"
        rest = (
            f": it would come to rest with {words.state(one.ends[0])}" if len(one.ends) == 1 else ""
        )
        lines.append(
            Line(
                sentence_of(
                    f"{words.party(one.party)} could {words.doing(one.steps, one.to)}; this {sure}{rest}"
                )
            )
        )
    return tuple(lines) or (
        Line(
            "None pays: whatever a party offers alone, the others do not repay by moves they gain from."
        ),
    )
