"""What would unlock it: the smallest concessions, half ones first, the crux, first steps."""

from __future__ import annotations

from detente.analyses.settled import UNSETTLED
from detente.analyses.unlocks.results import Concession, Unlocks
from detente.analyses.wording import begun, counted, sentence_of
from detente.briefing.answers import Answers
from detente.briefing.content import Block, Line, Points, Section
from detente.briefing.items import Teller, step_named
from detente.briefing.naming import conceded_name, conceded_names, everybody
from detente.conflict.conflict import statements
from detente.conflict.parties import Same

SHOWN = 8
FEW = 3
TOGETHER = "only for 'together' instead of 'first'"


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
        told = [Line(_half(telling, one)) for one in halves[:SHOWN]]
        told += _more(len(halves) - SHOWN)
        blocks.append(Points("Half concessions: 'together' instead of 'first'", tuple(told)))
    if opens.minimal_sets:
        whole = [Line(_whole(telling, one)) for one in opens.minimal_sets[:SHOWN]]
        whole += _more(len(opens.minimal_sets) - SHOWN)
        blocks.append(Points("The smallest sets of positions to give up", tuple(whole)))
    if mixed:
        told = [Line(_half(telling, one)) for one in mixed[:SHOWN]]
        told += _more(len(mixed) - SHOWN)
        title = "Half of one position and all of another"
        blocks.append(Points(title, tuple(told), folded=True))
    weights = opens.crux or ()
    if len(weights) > 1 and any(weight.index for weight in weights):
        blocks.append(Points("How much hangs on each position", _weights(telling, opens)))
    meant = _meant(telling, opens)
    if meant:
        blocks.append(Points("What these positions stand for", meant))
    blocks.append(Points("A first step by one party alone", _initiatives(telling, opens)))
    notes = tuple(Line(sentence_of(note)) for note in opens.notes)
    if notes:
        blocks.append(Points("What was left out", notes))
    return Section("unlocks", "What would unlock it", tuple(lead), tuple(blocks))


def concessions_told(telling: Teller, opens: Unlocks) -> list[str]:
    """Return the mildest concessions in short: half ones first, a few of each."""
    halves = [one for one in opens.half_concessions if not one.give_up]
    told = [_half(telling, one, way=False) for one in halves[:FEW]]
    if not halves:
        told.append(f"To ask {TOGETHER}{_up_to(opens)} would not be enough.")
    for one in opens.minimal_sets[:SHOWN]:
        told.append(_whole(telling, one, way=False))
    left = len(opens.minimal_sets) - SHOWN
    if left > 0:
        told.append(f"And {counted(left, 'more set')} of positions.")
    return told if opens.minimal_sets else [*told, _none(opens)]


def _more(left: int) -> list[Line]:
    return [Line(f"And {counted(left, 'more set')}.")] if left > 0 else []


def _size(opens: Unlocks, tried: int) -> int:
    """Return of up to how many positions sets were looked for, and would be shown."""
    size = opens.asked.settings["size"]
    assert isinstance(size, int)
    return min(size, tried)


def _up_to(opens: Unlocks) -> str:
    """Return in how many positions at once it was tried to soften; nothing if in all."""
    if opens.larger_half_concessions == 0:
        return ""
    most = _size(opens, opens.tried_half)
    return " in one position" if most == 1 else f" in up to {most} positions"


def _none(opens: Unlocks) -> str:
    """Return that nothing was found that could be given up, and how much was tried."""
    if opens.found == UNSETTLED:
        return "Whether giving up positions would open a way is not established."
    if not opens.positions:
        return "No party holds anything that it could give up."
    if opens.larger_sets == 0:
        return "No set of positions, given up, would open a way."
    most = _size(opens, opens.tried)
    many = "No single position" if most == 1 else f"No set of up to {most} positions"
    larger = counted(opens.larger_sets, "larger set") if opens.larger_sets else ""
    return f"{many}, given up, would open a way{f'; {larger} would' if larger else ''}."


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
        lines.append(Line(f"{conceded_name(telling, position.name)} stands for:", strong=True))
        for party in telling.selection.parties:
            for item in (*statements(party.prefers), *party.conditions):
                if not isinstance(item, Same) and item.position == position.name:
                    lines.append(known[item.id])
    return tuple(lines)


def crux_sentence(telling: Teller, opens: Unlocks) -> str:
    """Return the crux, and whose giving up is enough, in a sentence or two."""
    if not opens.minimal_sets:
        return _none(opens)
    if not opens.crux:
        return "How much hangs on each position is not established."
    top = [w for w in opens.crux if w.index == opens.crux[0].index]
    named = conceded_names(telling, [weight.position for weight in top])
    share = f"{round(100 * top[0].index)} %"
    it = "it is" if len(top) == 1 else "each of these is"
    others = "the ways to give up or keep the others"
    if len(opens.crux) == 1:
        said = f"The crux is {named}, the only position there is."
    else:
        said = f"The crux is {named}: {it} decisive in {share} of {others}."
    if all(weight.sufficient for weight in top):
        said += (
            " Giving it up is enough by itself."
            if len(top) == 1
            else " Giving up any one of them is enough by itself."
        )
    if opens.decisive_side is not None:
        side = begun(telling.words.party(opens.decisive_side))
        said += f" {side} can open a way alone, and no other party alone with as few positions."
    return said


def _half(telling: Teller, one: Concession, *, way: bool = True) -> str:
    given = f", and to give up {conceded_names(telling, one.give_up)}" if one.give_up else ""
    more = "; less than that is not enough" if len(one.soften) + len(one.give_up) > 1 else ""
    said = f"It would be enough to ask {TOGETHER} in {conceded_names(telling, one.soften)}{given}{more}."
    return f"{said}{_way(telling, one)}" if way else said


def _whole(telling: Teller, one: Concession, *, way: bool = True) -> str:
    said = f"It would be enough to give up {conceded_names(telling, one.give_up)}."
    if one.accepts is not None:
        party = begun(telling.words.party(one.accepts))
        said += f" {party} would give up all that it holds, and nobody else anything."
    return f"{said}{_way(telling, one)}" if way else said


def _way(telling: Teller, one: Concession) -> str:
    if not one.roadmap:
        return ""
    stages = "; then ".join(
        " + ".join(step_named(telling.words, step) for step in bundle) for bundle in one.roadmap
    )
    return f" An order that {everybody(telling)} would then accept: {stages}."


def _weights(telling: Teller, opens: Unlocks) -> tuple[Line, ...]:
    lines = []
    for weight in opens.crux or ():
        if weight.index or weight.reverse:
            notes = ["needed in every case"] if weight.needed else []
            notes += ["enough by itself"] if weight.sufficient else []
            if weight.reverse:
                notes.append(f"closes the way again in {round(100 * weight.reverse)} %")
            more = f" ({'; '.join(notes)})" if notes else ""
            name = begun(conceded_name(telling, weight.position))
            lines.append(Line(f"{name}: {round(100 * weight.index)} %{more}."))
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
        said = f"{begun(words.party(one.party))} alone can {words.doing(one.steps, one.to)}"
        said += ", which is no gain at first"
        if one.sure:
            said += "; in the end it would surely be better off than today"
            if len(one.ends) == 1:
                said += f", with {words.state(one.ends[0])}"
        if one.answer is not None:
            answer = one.answer
            said += (
                f"; {words.party(answer.party)} would gain by an answer that leaves it better off "
                f"than today: {words.doing(answer.steps, answer.to)}"
            )
        lines.append(Line(f"{said}."))
    left = len(opens.initiatives) - SHOWN
    if left > 0:
        lines.append(Line(f"And {counted(left, 'more step')}."))
    return tuple(lines) or (
        Line(
            "None: after no move of its own that is no gain at first would a party be repaid by "
            "what another gains by doing."
        ),
    )
