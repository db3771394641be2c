"""What stands in the way: the first rung that fails, its proof, and the items it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from detente.analyses.blockers.asking import Blockers
from detente.analyses.blockers.ladder import Rung
from detente.analyses.settled import UNSETTLED
from detente.analyses.waiting import Wait
from detente.analyses.wording import begun, sentence_of
from detente.briefing.answers import Answers
from detente.briefing.content import Block, Grid, Line, Mark, Points, Section
from detente.briefing.items import Teller
from detente.briefing.naming import only_ratifying
from detente.conflict.conflict import Target
from detente.telling.blocking import relaxed_lines, ripe_line, rung_said
from detente.telling.items import items_said
from detente.telling.proof import certificate_lines, circle_line
from detente.telling.sentences import target as said_target

GROUND = (
    "Given the options as they are, these items are enough for it to fail in this way, and none of "
    "them could be spared for that"
)
_BETTER = "nobody worse off than the status quo and somebody better off"
WHY: dict[Rung, str] = {
    "content": f"there is no outcome that leaves {_BETTER}",
    "reach": f"there are outcomes that leave {_BETTER}, but no legal moves lead to one",
    "sequence": (
        f"there are outcomes that leave {_BETTER}, and legal moves to one, but to none of them an "
        "order of steps that everybody accepts"
    ),
    "commitment": (
        "there are orders of steps that everybody accepts, but at some stage of each a party surely "
        "does better by leaving it"
    ),
    "time": (
        "there are orders of steps that everybody accepts and that hold, but none fits the windows"
    ),
    "ratification": (
        "there are orders of steps that everybody accepts, that hold and that fit the windows, but "
        "none that those who only ratify accept as well and that ends no worse for them than the "
        "status quo"
    ),
    "none": (
        "nothing that was declared stands in the way: there is an order of steps that everybody "
        "accepts, that holds and that fits the windows"
    ),
}


def blocking(telling: Teller, found: Answers) -> Section:
    """Return what blocks the target of the brief, and the others in a table."""
    blocks = found.blocks
    lines = telling.lines()
    said = items_said(telling.selection)
    parts: list[Block] = []
    proof = [
        Line(text.removeprefix("- "), _marks(lines, _items(blocks)) if n == 0 else ())
        for n, text in enumerate(
            certificate_lines(telling.words, said, blocks.certificate, ids=False)
        )
    ]
    if proof:
        parts.append(Points("The proof", tuple(proof)))
    if blocks.ground:
        rests = tuple(lines[g.item] for g in blocks.ground if g.item in lines)
        parts.append(Points(GROUND, rests))
    if blocks.relaxed:
        eased = tuple(Line(text) for text in relaxed_lines(blocks))
        parts.append(Points("If the parties insisted on less", eased, folded=True))
    if blocks.ripe is not None and blocks.found == "target":
        ripe = Line(ripe_line(telling.words, blocks.ripe))
        parts.append(Points("Is it ripe?", (ripe,), folded=True))
    if found.others:
        parts.append(_others(telling, found))
    limits = tuple(Line(sentence_of(limit)) for limit in blocks.limits)
    lead = (*limits, *_lead(telling, found))
    return Section("blockers", "What stands in the way", lead, tuple(parts))


def _lead(telling: Teller, found: Answers) -> tuple[Line, ...]:
    named = [t for t in telling.graph.conflict.targets if t.name == found.target]
    asked = said_target(telling.words, named[0]) if named else f"The target: '{found.target}'."
    return Line(asked), Line(rung_sentence(telling, found), strong=True)


def rung_sentence(telling: Teller, found: Answers) -> str:
    """Return the diagnosis of the target in a sentence."""
    blocks = found.blocks
    if blocks.found == "already":
        return f"The target '{found.target}' holds at the status quo already."
    if blocks.found == "impossible":
        return f"No state satisfies the target '{found.target}', whatever anybody wants."
    aside = _aside(telling, blocks.rung)
    if blocks.rung == UNSETTLED:
        return (
            f"What stands in the way of '{found.target}'{aside} is not established: "
            f"{rung_said(blocks)}, since not everything could be looked at."
        )
    return f"For the target '{found.target}'{aside} {WHY[blocks.rung]}."


def circle_sentence(telling: Teller, found: Answers, told: Sequence[Wait]) -> str:
    """Return the first circle of waits, all of it; nothing if there is none, or it was told."""
    for circle in found.blocks.certificate.circular_waits[:1]:
        known = [set(wait.steps) for wait in told[:1]]
        if {edge.step for edge in circle} not in known:
            return circle_line(telling.words, {}, circle)
    return ""


def _aside(telling: Teller, rung: Rung) -> str:
    """Return who has no say but on the last rung, and is left aside on the others."""
    silent = only_ratifying(telling.graph)
    if not silent or rung == "none":
        return ""
    verb = "ratifies" if len(silent) == 1 else "ratify"
    return f", leaving {telling.words.parties(silent)} aside, who only {verb},"


def _items(blocks: Blockers) -> list[str]:
    return [i for circle in blocks.certificate.circular_waits[:1] for e in circle for i in e.items]


def _marks(lines: dict[str, Line], items: list[str]) -> tuple[Mark, ...]:
    return tuple(dict.fromkeys(m for item in items if item in lines for m in lines[item].marks))


def _others(telling: Teller, found: Answers) -> Grid:
    targets = {target.name: target for target in telling.graph.conflict.targets}
    rows = tuple(
        (
            (Line(f"'{one.target}'"),),
            (Line(_meant(telling, targets, one.target)),),
            (Line(_rung(one)),),
        )
        for one in (found.blocks, *found.others)
    )
    title = "This target and every other one of the file"
    return Grid(title, ("target", "what it means", "what blocks it"), rows)


def _meant(telling: Teller, targets: dict[str, Target], name: str) -> str:
    target = targets.get(name)
    if target is None or target.formula is None:
        return name
    return begun(telling.words.clause(target.formula))


def _rung(one: Blockers) -> str:
    if one.found == "already":
        return "nothing: it holds at the status quo already"
    if one.found == "impossible":
        return "no state satisfies it, whatever anybody wants"
    return f"{one.rung}: {rung_said(one)}" if one.rung == UNSETTLED else WHY[one.rung]
