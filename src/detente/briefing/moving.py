"""What could move it: the moves open now, who waits for whom, what the answer hangs on."""

from __future__ import annotations

from detente.analyses.hanging import Change, Hanging
from detente.analyses.onward import Onward, OwnMove
from detente.analyses.waiting import Wait
from detente.analyses.wording import begun, counted
from detente.briefing.content import Block, Line, Points, Section
from detente.briefing.items import Teller
from detente.briefing.leading import could, in_state, leads_to, moves_named, way
from detente.conflict.logic import Name
from detente.conflict.parties import Condition

MOST_TOLD = 6  # improvements of single parties told one by one
MOST_TOGETHER = 12  # moves of several parties told one by one
MOST_OPENED, MOST_CLOSED = 2, 3  # moves that would open or close, and are told


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
        Line(f"{begun(could(words, move))}; each of them prefers that.", strong=True)
        for move in found.together[:MOST_TOGETHER]
    ]
    if len(found.together) > MOST_TOGETHER:
        more = counted(len(found.together) - MOST_TOGETHER, "other move")
        lines.append(
            Line(f"And {more} for which several parties are needed, and that each of them prefers.")
        )
    lines = lines or [
        Line(
            "No move is open for which several parties are needed, that each of them prefers and "
            "that meets the terms they declared."
        )
    ]
    lines += [Line(_alone(telling, move)) for move in found.alone[:MOST_TOLD]]
    if len(found.alone) > MOST_TOLD:
        more = counted(len(found.alone) - MOST_TOLD, "other move")
        lines.append(Line(f"And {more} by which one party alone would gain."))
    if not found.alone:
        lines.append(Line("No party gains by acting alone."))
    if len(found.together) == 1 and not found.alone:
        (move,) = found.together
        if any(ending.way == (move,) for ending in found.endings):
            lines.append(Line(f"After that it rests: {in_state(words, move.to)}."))
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


def _alone(telling: Teller, move: OwnMove) -> str:
    words, reply = telling.words, move.reply
    doing = words.doing(reply.steps, reply.improvement)
    said = f"{begun(words.party(move.party))} alone can {doing}, and would gain by it"
    if not reply.sanction:
        return (
            f"{said}; by moves that they gain from themselves, the others cannot make it lose "
            "that again."
        )
    answer = way(words, reply.sanction)
    return f"{said}; but then {answer}, by which each mover gains, and it is no better off."


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
            found.append(Points(f"Declared terms on {step}, the target '{target.name}'", terms))
    return found


def _waits(telling: Teller, waits: tuple[Wait, ...], lines: dict[str, Line]) -> list[Line]:
    found = []
    for wait in waits:
        one, two = telling.words.party(wait.party), telling.words.party(wait.other_party)
        a, b = map(telling.words.quoted, wait.steps)
        found.append(
            Line(
                f"{begun(one)} and {two} wait for each other: no order of {a} and {b} meets both "
                "of these terms:",
                strong=True,
            )
        )
        found += [lines[wait.condition], lines[wait.other_condition]]
    return found


def _hanging(telling: Teller, found: Hanging, lines: dict[str, Line]) -> list[Points]:
    positions = {p.name: p for p in telling.graph.conflict.positions}
    given, left_out = [], []
    for change in found.changes:
        effect = _effect(telling, change)
        if change.item in positions:
            position = telling.words.position(change.item)
            party = telling.words.party(positions[change.item].party)
            given.append(Line(f"If {party} gave up {position}: {effect}", item=change.item))
        else:
            line = lines[change.item]
            said = f"Without this: \u201c{line.text}\u201d Then {effect}"
            left_out.append(Line(said, line.marks, change.item))
    blocks = []
    if positions:
        rest = "Giving up any other single position" if given else "Giving up any single position"
        given.append(Line(f"{rest} changes nothing of what is open at once, and where it leads."))
        title = "If one position were given up: the moves that would open or close at once"
        blocks.append(Points(title, tuple(given)))
    tried = counted(found.tried, "position or item", "positions and items")
    left_out.append(
        Line(
            f"{'No other' if left_out else 'No'} single statement, condition, rule or channel, left "
            f"out by itself, changes what is open at once, and where it leads ({tried} tried one "
            "at a time)."
        )
    )
    blocks.append(Points("What the answer for the status quo hangs on", tuple(left_out)))
    return blocks


def _effect(telling: Teller, change: Change) -> str:
    """Return what would be different, as the rest of a sentence."""
    words = telling.words
    parts = []
    if change.closed:
        parts.append(f"no longer open: {moves_named(words, change.closed, MOST_CLOSED)}")
    if change.opened:
        smallest = sorted(change.opened, key=lambda move: (len(move.steps), move.steps))
        parts.append(f"open as well: {moves_named(words, smallest, MOST_OPENED)}")
    if change.status_quo_rests:
        parts.append("the status quo would rest")
    else:
        where = leads_to(words, change.endings, change.circles, complete=change.complete)
        parts.append(f"moves that each mover prefers would {where}")
    return f"{'; '.join(parts)}."
