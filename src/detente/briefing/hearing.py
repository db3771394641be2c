"""According to whom: the diagnosis under each perspective, and the sources it hangs on."""

from __future__ import annotations

from detente.analyses.perspectives.results import Finding, Hang, Perspectives, View
from detente.analyses.wording import counted, joined
from detente.briefing.answers import Answers
from detente.briefing.content import Block, Grid, Line, Points, Section
from detente.briefing.items import Teller

SHOWN = 6


def hearing(telling: Teller, found: Answers) -> Section | None:
    """Return what each perspective finds; None if that was not asked."""
    heard = found.heard
    if heard is None:
        return None
    blocks: list[Block] = [_table(telling, heard)]
    robust = tuple(_finding(f) for f in heard.findings if f.robust)[:SHOWN]
    contested = tuple(_contested(f) for f in heard.findings if not f.robust)[:SHOWN]
    if len(heard.views) > 1:
        blocks.append(Points("Whatever the perspective", robust or (Line("Nothing."),)))
        if contested:
            blocks.append(Points("Only according to some", contested))
    hangs = tuple(_hangs(telling, hang) for hang in heard.hangs_on)
    if hangs:
        blocks.append(Points(f"Which sources it hangs on, in '{heard.varied}'", hangs))
    lead = Line(
        f"The same question, '{found.target}', asked of the model as different sources and voices "
        "would have it."
    )
    return Section("perspectives", "According to whom", (lead,), tuple(blocks))


def _table(telling: Teller, heard: Perspectives) -> Grid:
    rows = tuple(_row(telling, heard, view) for view in heard.views)
    head = ("perspective", "stops at", "outcomes better for all", "quotations", "assumed")
    return Grid("The diagnosis under each perspective", head, rows)


def _row(telling: Teller, heard: Perspectives, view: View) -> tuple[tuple[Line, ...], ...]:
    here = " (this brief)" if view.perspective == heard.varied else ""
    stops = "holds already" if view.already else "nothing" if view.rung == "none" else view.rung
    return (
        (Line(f"{view.perspective}{here}"),),
        (Line(stops),),
        (Line(f"{view.zone:,}"),),
        (Line(f"{view.quotations} of {len(telling.graph.conflict.quotations)}"),),
        (Line(f"{view.assumptions} of {counted(view.items, 'item')}"),),
    )


def _finding(finding: Finding) -> Line:
    return Line(finding.sentence)


def _contested(finding: Finding) -> Line:
    said = finding.sentence.rstrip(".")
    return Line(f"{said}: yes in {joined(finding.held_by)}; no in {joined(finding.not_by)}.")


def _hangs(telling: Teller, hang: Hang) -> Line:
    conflict = telling.graph.conflict
    said = hang.sentence.rstrip(".")
    if not hang.sources:
        return Line(
            f"{said}: on no {'source' if hang.tried == 1 else f'set of up to {hang.tried} sources'}."
        )
    sets = [
        joined([f"\u201c{conflict.source(name).title}\u201d" for name in flip.without])
        for flip in hang.sources[:2]
    ]
    return Line(f"{said}: no longer without {joined(sets, 'or without')}.")
