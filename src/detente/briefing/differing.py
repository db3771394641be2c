"""Who differs from whom: all pairs in one matrix, who needs what before what, and what binds."""

from __future__ import annotations

from detente.analyses.differences.asking import Differences
from detente.analyses.differences.needing import Needed
from detente.analyses.wording import Words, begun, counted, joined, sentence_of
from detente.briefing.answers import Answers
from detente.briefing.content import Block, Grid, Line, Points, Section
from detente.briefing.items import Teller, step_named

MOST_NAMED = 4  # differences that one sentence names
_RELATION = {
    "same": "accept the same orders",
    "overlap": "accept some orders in common",
    "disjoint": "accept no order in common",
}


def differing(telling: Teller, found: Answers) -> Section | None:
    """Return where the parties differ over the order of the steps; None if that was not asked."""
    matrix = found.matrix
    if matrix is None or len(telling.graph.parties) < 2:
        return None
    words = telling.words
    counts = [f"{words.party(p)} {n:,}" for p, n in matrix.accepted.items() if p != "all"]
    steps = joined([step_named(words, step) for step in matrix.steps])
    lead = (
        Line(
            f"{steps} can be taken in {counted(matrix.legal, 'legal order')}. Orders accepted: "
            f"{', '.join(counts)}; by all parties {matrix.accepted['all']:,}.",
        ),
        *(Line(sentence_of(note)) for note in matrix.notes),
    )
    blocks: list[Block] = []
    if found.pairs:
        blocks.append(_pairs(telling, found.pairs))
        told = [_binds(words, pair) for pair in found.pairs if _tells(pair)]
        if told:
            blocks.append(Points("Which difference holds the steps up", tuple(told)))
        late = _late(words, found.pairs)
        if late:
            blocks.append(Points("Where there is not time enough", late))
    if matrix.needed:
        rows = tuple(_needed(telling, one) for one in matrix.needed)
        head = ("first", "then", "who needs it so", "because of")
        blocks.append(Grid("Who needs which step before which", head, rows))
    return Section("differences", "Who differs from whom", lead, tuple(blocks))


def binding_sentence(telling: Teller, found: Answers) -> str:
    """Return which difference holds the steps up, and which do not; nothing if none was asked."""
    words = telling.words
    apart = [pair for pair in found.pairs if _tells(pair)]
    binds = [words.parties(pair.parties) for pair in apart if pair.binds]
    idle = [words.parties(pair.parties) for pair in apart if not pair.binds]
    if not binds:
        return ""
    sets = apart[0].sets
    steps = joined([step_named(words, step) for step in sets[0].order.steps])
    over = f"Over the order of {steps if len(sets) > 1 else 'the steps'}"
    said = joined([f"that between {pair}" for pair in binds], "or")
    rest = joined([f"that between {pair}" for pair in idle], "or")
    more = ""
    if idle:
        more = f", not {rest}" if len(idle) < MOST_NAMED else ", and none of the others"
    return f"{over}, the difference that holds them up is {said}{more}."


def _pairs(telling: Teller, pairs: tuple[Differences, ...]) -> Grid:
    words, parties = telling.words, telling.graph.parties
    cells = {pair.parties: pair for pair in pairs}
    rows = []
    for one in parties[:-1]:
        row: list[tuple[Line, ...]] = [(Line(words.titles.get(one, one)),)]
        for two in parties[1:]:
            pair = cells.get((one, two))
            row.append(() if pair is None else _cell(words, pair))
        rows.append(tuple(row))
    head = ("", *(words.titles.get(name, name) for name in parties[1:]))
    return Grid("Every two parties: goals, order, time", head, tuple(rows))


def _cell(words: Words, pair: Differences) -> tuple[Line, ...]:
    order = pair.sets[0].order
    if order.relation == "nested" and order.stricter is not None:
        said = f"order: {words.party(order.stricter)} is the stricter"
    elif order.relation == "one empty":
        none = [party for party in pair.parties if not order.accepted[party]]
        verb = "accepts" if len(none) == 1 else "accept"
        said = f"order: {words.parties(none)} {verb} none"
    else:
        said = f"order: {_RELATION[order.relation]}"
    goals = pair.goals
    shared = (
        f"; both prefer {goals.better['both']:,} of the {counted(goals.ends, 'state')} of the target "
        "that can be reached to the status quo"
    )
    alike = "best outcomes differ" if goals.alike == "different" else goals.alike
    lines = [Line(f"goals: {alike}{shared if goals.ends else ''}"), Line(said, strong=pair.binds)]
    lines += [
        Line(f"head-on: {step_named(words, a)} against {step_named(words, b)}")
        for a, b in order.head_on[:3]
    ]
    if pair.sets[0].timing.relation == "apart":
        lines.append(Line("time: each by itself fits, both do not"))
    lines.append(Line("holds the steps up" if pair.binds else "does not hold the steps up"))
    return tuple(lines)


def _late(words: Words, pairs: tuple[Differences, ...]) -> tuple[Line, ...]:
    """Return the sets of steps for which the terms of two parties leave no time together."""
    found: dict[tuple[object, ...], Line] = {}
    for pair in pairs:
        for one in pair.sets:
            if one.timing.relation == "apart":
                steps = joined([step_named(words, step) for step in one.order.steps])
                said = f"With {steps}: {one.timing.sentence}"
                # other pairs may miss the same day for the same reason
                found.setdefault((one.order.steps, one.timing.both.impossible), Line(said))
    return tuple(found.values())


def _tells(pair: Differences) -> bool:
    return pair.sets[0].order.relation != "same"


def _binds(words: Words, pair: Differences) -> Line:
    who = begun(words.parties(pair.parties))
    first = pair.sets[0]
    return Line(f"{who}: {first.order.sentence} {first.binding.sentence}", strong=pair.binds)


def _needed(telling: Teller, one: Needed) -> tuple[tuple[Line, ...], ...]:
    words = telling.words
    lines = telling.lines()
    marks = tuple(
        dict.fromkeys(mark for item in one.items if item in lines for mark in lines[item].marks)
    )
    who = words.titles.get(one.party, one.party) if one.party else "the rules"
    named = f"{', '.join(one.origin)}{' ' + ', '.join(one.items) if one.items else ''}"
    return (
        (Line(step_named(words, one.step)),),
        (Line(f"{'' if one.strict else 'together, or then: '}{step_named(words, one.other)}"),),
        (Line(who),),
        (Line(named, marks),),
    )
