"""What could move it: the moves open now, who waits for whom, what the answer hangs on."""

from __future__ import annotations

from detente.analyses.hanging import Change, Hanging
from detente.analyses.onward import Onward, OwnMove
from detente.analyses.taken import Taken
from detente.analyses.waiting import Wait
from detente.analyses.wording import begun, counted, joined, sentence_of
from detente.briefing.content import Block, Line, Points, Section
from detente.briefing.items import Teller
from detente.conflict.logic import Name
from detente.conflict.parties import Condition

MOST_TOLD = 6  # improvements of single parties told one by one


def moving(
    telling: Teller,
    found: Onward | None,
    waits: tuple[Wait, ...],
    hanging: Hanging | None,
) -> Section:
    """Return what could move the conflict from where it stands."""
    lines = telling.lines()
    blocks: list[Block] = [Points("Open today", tuple(_open(telling, found)))]
    if waits:
        blocks.append(Points("Who waits for whom", tuple(_waits(telling, waits, lines))))
    blocks += _targets(telling, lines)
    if hanging is not None and hanging.complete and hanging.tried:
        blocks += _hanging(telling, hanging, lines)
    return Section("moves", "What could move it", (), tuple(blocks))


def _open(telling: Teller, found: Onward | None) -> list[Line]:
    if telling.graph.status_quo is None:
        return [Line("The file names no status quo to start from.")]
    if found is None:
        return [Line("Not computed: the model has too many joint moves to look through.")]
    words = telling.words
    lines = [
        Line(f"{begun(_together(telling, stage))}; each of them prefers that.", strong=True)
        for stage in found.together
    ]
    lines = lines or [
        Line("No joint move is open: none is preferred, on the terms declared, by all its parties.")
    ]
    lines += [Line(_alone(telling, move)) for move in found.alone[:MOST_TOLD]]
    if len(found.alone) > MOST_TOLD:
        more = counted(len(found.alone) - MOST_TOLD, "other move")
        lines.append(Line(f"And {more} by which one party alone would gain."))
    if not found.alone:
        lines.append(Line("No party gains by acting alone."))
    if len(found.together) == 1 and not found.alone and len(found.endings) == 1:
        ending = found.endings[0]
        if ending.way == found.together:
            state = words.state(ending.state)
            lines.append(Line(f"After that, with {state} in effect, no such move is left."))
    return lines


def most_telling(
    waits: tuple[Wait, ...], telling: Teller, hanging: Hanging | None
) -> tuple[Wait, ...]:
    """Return the waits with those first whose positions, given up, would change the answer."""
    changed = {change.item for change in hanging.changes} if hanging else set()
    tied_to = {
        condition.id: condition.position
        for party in telling.selection.parties
        for condition in party.conditions
        if isinstance(condition, Condition)
    }

    def idle(wait: Wait) -> bool:
        return not {tied_to[wait.condition], tied_to[wait.other_condition]} & changed

    return tuple(sorted(waits, key=idle))


def _together(telling: Teller, stage: Taken) -> str:
    who = telling.words.parties(stage.parties)
    return f"{who} can together {telling.words.doing(stage.steps, stage.to)}"


def _alone(telling: Teller, move: OwnMove) -> str:
    words, reply = telling.words, move.reply
    said = f"{words.party(move.party)} alone would gain if it could {words.doing(reply.steps, reply.improvement)}"
    if not reply.sanction:
        return sentence_of(f"{said}; the others have no answer by moves they gain from")
    answer = "; then ".join(
        f"{words.parties(step.parties)} would {words.doing(step.steps, step.to)}"
        for step in reply.sanction
    )
    return sentence_of(f"{said}, but {answer}, and it would be no better off")


def _targets(telling: Teller, lines: dict[str, Line]) -> list[Points]:
    """Return the terms that stand on the steps each target consists of."""
    found = []
    by_option: dict[str, list[str]] = {}
    for party in telling.selection.parties:
        for condition in party.conditions:
            if isinstance(condition, Condition):
                by_option.setdefault(condition.step.option, []).append(condition.id)
    for target in telling.graph.conflict.targets:
        if not isinstance(target.formula, Name):
            continue
        terms = tuple(lines[name] for name in by_option.get(target.formula.name, ()))
        if terms:
            step = telling.words.quoted(target.formula.name)
            found.append(Points(f"What stands before the target '{target.name}', {step}", terms))
    return found


def _waits(telling: Teller, waits: tuple[Wait, ...], lines: dict[str, Line]) -> list[Line]:
    found = []
    for wait in waits:
        one, two = telling.words.party(wait.party), telling.words.party(wait.other_party)
        found.append(
            Line(
                f"{begun(one)} and {two} each wait for the other to go first; "
                "no order of these steps meets both terms:",
                strong=True,
            )
        )
        found += [lines[wait.condition], lines[wait.other_condition]]
    return found


def _hanging(telling: Teller, found: Hanging, lines: dict[str, Line]) -> list[Points]:
    positions = {p.name: p for p in telling.graph.conflict.positions}
    given, left_out = [], []
    for change in found.changes:
        if change.item in positions:
            position = positions[change.item]
            who = telling.words.party(position.party)
            if_so = f"If {who} gave up '{position.label or position.name}': "
            given.append(Line(if_so + _effect(telling, change), item=change.item))
        else:
            line = lines.get(change.item)
            text = line.text.rstrip(".") if line else change.item
            said = f"Without \u201c{text}\u201d: {_effect(telling, change)}"
            left_out.append(Line(said, line.marks if line else (), change.item))
    blocks = []
    if positions:
        rest = "Giving up any other single position" if given else "Giving up any single position"
        given.append(Line(f"{rest} opens no move at once, and closes none."))
        if telling.graph.conflict.targets:
            given.append(
                Line("Which orders of several steps would open is another question, told above.")
            )
        blocks.append(
            Points("If one position were given up: the moves that would open at once", tuple(given))
        )
    tried = counted(found.tried, "position or item", "positions and items")
    left_out.append(
        Line(
            f"{'No other' if left_out else 'No'} single statement, condition, rule or channel, left "
            f"out by itself, changes the answer for the status quo ({tried} tried one at a time)."
        )
    )
    blocks.append(Points("What the answer hangs on", tuple(left_out)))
    return blocks


def _effect(telling: Teller, change: Change) -> str:
    words = telling.words
    parts = []
    if change.closed:
        listed = joined([words.doing(bundle) for bundle in change.closed[:3]], "or")
        parts.append(f"nobody would {listed}")
    if change.opened:
        smallest = sorted(change.opened, key=lambda bundle: (len(bundle), bundle))
        listed = joined([words.doing(bundle) for bundle in smallest[:2]], "or")
        count = counted(len(smallest) - 2, "move")
        more = f" (and {count} more, with other steps added)" if len(smallest) > 2 else ""
        parts.append(f"a move would open that all its movers prefer: {listed}{more}")
    if change.status_quo_rests:
        parts.append("the status quo would rest")
    elif change.endings is None:
        parts.append("where it would come to rest is not established")
    elif len(change.endings) == 1:
        parts.append(f"it would come to rest with {words.state(change.endings[0])}")
    elif not change.endings:
        parts.append("such moves would lead on without coming to rest anywhere")
    return sentence_of("; ".join(parts))
