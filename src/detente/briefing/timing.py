"""Time: windows, lengths of time, and what changes when an office changes hands."""

from __future__ import annotations

from detente.analyses import saying
from detente.analyses.onward import survey
from detente.briefing.content import Block, Line, Points, Section
from detente.briefing.items import Teller
from detente.briefing.items import teller as teller_of
from detente.briefing.leading import leads_to
from detente.conflict.conflict import Epoch
from detente.errors import DetenteError
from detente.graph.compiling import compile


def timing(telling: Teller) -> Section | None:
    """Return the section on time; None if the file says nothing of it."""
    conflict, words = telling.graph.conflict, telling.words
    windows, lengths = [], []
    for option in conflict.options:
        for window in option.windows:
            marks = telling.marks(window.basis)
            windows.append(Line(saying.window(words, option.name, window), marks, option.name))
        if option.takes is not None:
            marks = telling.marks(option.takes.basis)
            said = saying.duration(words, option.name, option.takes)
            lengths.append(Line(said, marks, f"{option.name}.takes"))
    blocks: list[Block] = []
    if windows:
        blocks.append(Points("Windows and deadlines", tuple(windows)))
    blocks += [Points(_heading(epoch), tuple(_epoch(telling, epoch))) for epoch in conflict.epochs]
    if lengths:
        blocks.append(Points("How long steps take", tuple(lengths), folded=True))
    if not blocks:
        return None
    lead = Line(
        "As the file states them. What they allow stands with the roadmaps: the shorter lengths "
        "decide, the longer ones are told beside them."
    )
    return Section("time", "Time and changes of office", (lead,), tuple(blocks))


def _heading(epoch: Epoch) -> str:
    return f"From {epoch.start.text}: {epoch.title}" if epoch.title else f"From {epoch.start.text}"


def _epoch(telling: Teller, epoch: Epoch) -> list[Line]:
    """Return what an epoch changes, and where the conflict would rest under it."""
    graph, words = telling.graph, telling.words
    selection = graph.selection
    # which states there are, and what can be chosen, is the same on every day
    later = compile(
        selection.conflict,
        perspective=selection.perspective.name,
        epoch=epoch.start.first,
        without=selection.without,
        status_quo=graph.status_quo,
    )
    told = teller_of(later)
    lines = []
    for change in epoch.parties:
        party = next(p for p in later.selection.parties if p.name == change.party)
        if change.prefers is not None:
            lines.append(
                Line(
                    f"{told.words.title(party.name)} now wants, most important first (the earlier list no longer counts):",
                    strong=True,
                )
            )
            lines += told.short_wants(party)
        if change.conditions is not None:
            terms = told.short_terms(party)
            now = "these terms on steps:" if terms else "no terms on any step."
            lines.append(Line(f"{told.words.title(party.name)} now has {now}", strong=True))
            lines += terms
    if later.status_quo is None:
        return lines
    try:
        found = survey(later, later.number(later.status_quo))
    except DetenteError:
        return lines
    start = "Under these preferences, starting from the status quo,"
    if not found.open:
        lines.append(Line(f"{start} nothing moves in this model."))
        return lines
    ends = [ending.state for ending in found.endings]
    where = leads_to(words, ends, found.circles, complete=found.complete)
    lines.append(Line(f"{start} moves that each mover prefers {where}."))
    return lines
