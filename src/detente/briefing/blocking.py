"""What stands in the way: the first rung that fails, its proof, and the items it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from detente.analyses.blockers.asking import Blockers
from detente.analyses.settled import UNSETTLED
from detente.analyses.wording import begun, sentence_of
from detente.briefing.answers import Answers
from detente.briefing.content import Block, Grid, Line, Mark, Points, Section
from detente.briefing.items import Teller
from detente.conflict.conflict import Target
from detente.telling.blocking import certificate_lines, relaxed_lines, ripe_line, rung_said
from detente.telling.items import items_said
from detente.telling.sentences import target as said_target


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
        parts.append(Points("It rests on these items; without any one of them it is gone", rests))
    if blocks.relaxed:
        eased = tuple(Line(text) for text in relaxed_lines(blocks))
        parts.append(Points("If the parties insisted on less", eased, folded=True))
    if blocks.ripe is not None and blocks.found == "target":
        ripe = Line(ripe_line(telling.words, blocks.ripe))
        parts.append(Points("Is it ripe?", (ripe,), folded=True))
    if found.others:
        parts.append(_others(telling, found))
    limits = tuple(Line(sentence_of(note)) for note in blocks.notes)
    lead = (*limits, *_lead(telling, found))
    return Section("blockers", "What stands in the way", lead, tuple(parts))


def _lead(telling: Teller, found: Answers) -> tuple[Line, ...]:
    named = [t for t in telling.graph.conflict.targets if t.name == found.target]
    asked = said_target(telling.words, named[0]) if named else f"The target: '{found.target}'."
    return Line(asked), Line(rung_sentence(found), strong=True)


def rung_sentence(found: Answers) -> str:
    """Return the diagnosis of the target in a sentence."""
    blocks = found.blocks
    if blocks.found == "already":
        return f"'{found.target}' holds today."
    if blocks.found == "impossible":
        return f"No state satisfies '{found.target}'."
    if blocks.rung == UNSETTLED:
        return (
            f"What stands in the way of '{found.target}' is not established: {rung_said(blocks)}, "
            "since not everything could be looked at."
        )
    return sentence_of(f"for the target '{found.target}' {rung_said(blocks)}")


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
            tuple(_rung(one)),
        )
        for one in (found.blocks, *found.others)
    )
    return Grid("Every target of the file", ("target", "what it means", "what blocks it"), rows)


def _meant(telling: Teller, targets: dict[str, Target], name: str) -> str:
    target = targets.get(name)
    if target is None or target.formula is None:
        return name
    return begun(telling.words.clause(target.formula))


def _rung(one: Blockers) -> Iterator[Line]:
    if one.found == "already":
        yield Line("nothing: it holds today")
    elif one.found == "impossible":
        yield Line("the rules: no state satisfies it")
    else:
        yield Line(f"{one.rung}: {rung_said(one)}" if one.rung != "none" else "nothing")
