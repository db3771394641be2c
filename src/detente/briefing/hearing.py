"""According to whom: the diagnosis under each perspective, and the sources it hangs on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.analyses.perspectives.results import Finding, Hang, Perspectives, View
from detente.analyses.robustness.results import Change
from detente.analyses.wording import counted, joined
from detente.briefing.answers import Answers
from detente.briefing.content import Block, Grid, Line, Points, Section
from detente.briefing.items import Teller
from detente.briefing.unlocking import concessions_told

SHOWN = 6


def hearing(telling: Teller, found: Answers) -> Section | None:
    """Return what each perspective finds; None if that was not asked."""
    heard = found.heard
    if heard is None:
        return None
    blocks: list[Block] = [_table(telling, heard)]
    robust = tuple(_finding(f) for f in heard.findings if f.robust)[:SHOWN]
    contested = tuple(_contested(f) for f in heard.findings if f.contested)[:SHOWN]
    unsettled = [f for f in heard.findings if not f.robust and not f.contested]
    if len(heard.views) > 1:
        blocks.append(Points("Whatever the perspective", robust or (Line("Nothing."),)))
        if contested:
            blocks.append(Points("Only according to some", contested))
        if unsettled:
            lines = tuple(_contested(f) for f in unsettled)[:SHOWN]
            blocks.append(Points("According to some, and not established in others", lines))
    for name, opens in found.elsewhere:
        lines = tuple(Line(text) for text in concessions_told(telling, opens))
        blocks.append(Points(f"What would unlock it in '{name}'", lines))
    hangs = tuple(_hangs(telling, hang) for hang in heard.hangs_on)
    if hangs:
        blocks.append(Points(f"Which sources it hangs on, in '{heard.varied}'", hangs))
    owed = tuple(_assumed(found))
    if owed:
        blocks.append(Points(f"Which assumptions it hangs on, in '{heard.varied}'", owed))
    notes = tuple(Line(note) for note in (*heard.limits, *heard.notes))
    lead = Line(
        f"The same question, '{found.target}', asked of the model as different sources and voices "
        "would have it."
    )
    return Section("perspectives", "According to whom", (lead, *notes), tuple(blocks))


def _assumed(found: Answers) -> Iterator[Line]:
    """Yield the findings that a single assumption carries, and by which."""
    owed = found.assumed
    if owed is None or not owed.tried:
        return
    texts = dict(owed.items)
    told = False
    for finding in owed.findings:
        if finding.kind in {"move", "endings"} or not finding.changed_by:
            continue
        told = True
        changes = finding.changed_by[:2]
        items = [item for change in changes for item in change.variation.items if item in texts]
        said = finding.sentence.rstrip(".")
        more = len(finding.changed_by) - len(changes)
        rest = f" {counted(more, 'more change', 'more changes')} would do." if more else ""
        yield Line(f"{said}: this would not be found {_listed(changes)}.{rest}")
        yield from (Line(f"{item}: {texts[item]}") for item in dict.fromkeys(items))
    if not told and owed.complete:
        yield Line(
            "No single one: left out, turned into its opposite, or exchanged with its neighbour "
            f"({counted(owed.tried, 'change')} in all), none changes what stops it, whether the status "
            "quo rests, or what would be enough."
        )
    yield from (Line(note) for note in owed.notes)


def _listed(changes: Sequence[Change]) -> str:
    return joined([change.variation.name for change in changes], "or")


def hanging_sentence(telling: Teller, found: Answers) -> str:
    """Return the single source on which the diagnosis hangs; nothing if there is none."""
    if found.heard is None:
        return ""
    conflict = telling.graph.conflict
    for hang in found.heard.hangs_on:
        single = [flip.without[0] for flip in hang.sources if len(flip.without) == 1]
        if hang.kind == "rung" and single:
            titles = joined([f"\u201c{conflict.source(name).title}\u201d" for name in single], "or")
            return f"This diagnosis hangs on a single source: without {titles} it would be another."
    return ""


def _table(telling: Teller, heard: Perspectives) -> Grid:
    rows = tuple(_row(telling, heard, view) for view in heard.views)
    head = (
        "perspective",
        "stops at",
        "single positions that would be enough",
        "quotations",
        "assumed",
    )
    return Grid("The diagnosis under each perspective", head, rows)


def _row(telling: Teller, heard: Perspectives, view: View) -> tuple[tuple[Line, ...], ...]:
    here = " (this brief)" if view.perspective == heard.varied else ""
    stops = "holds already" if view.already else "nothing" if view.rung == "none" else view.rung
    return (
        (Line(f"{view.perspective}{here}"),),
        (Line(stops),),
        tuple(Line(name) for name in _enough(telling, view))
        or (Line("not established" if view.unsettled else "nothing"),),
        (Line(f"{view.quotations} of {len(telling.graph.conflict.quotations)}"),),
        (Line(f"{view.assumptions} of {counted(view.items, 'item')}"),),
    )


def _enough(telling: Teller, view: View) -> list[str]:
    labels = {p.name: p.label or p.name for p in telling.graph.conflict.positions}
    return [f"'{labels.get(name, name)}'" for name in view.unlocks]


def _finding(finding: Finding) -> Line:
    return Line(finding.sentence)


def _contested(finding: Finding) -> Line:
    said = finding.sentence.rstrip(".")
    parts = [f"yes in {joined(finding.held_by)}"]
    parts += [f"no in {joined(finding.not_by)}"] if finding.not_by else []
    parts += [f"not established in {joined(finding.open_in)}"] if finding.open_in else []
    return Line(f"{said}: {'; '.join(parts)}.")


def _hangs(telling: Teller, hang: Hang) -> Line:
    conflict = telling.graph.conflict
    said = hang.sentence.rstrip(".")
    if not hang.sources and hang.unsettled:
        return Line(f"{said}: it is not established which sources this hangs on.")
    if not hang.sources and not hang.tried:
        return Line(f"{said}: which sources this hangs on was not looked for.")
    if not hang.sources:
        few = "source" if hang.tried == 1 else f"set of up to {hang.tried} sources"
        return Line(f"{said}: this hangs on no {few}.")
    sets = [
        joined([f"\u201c{conflict.source(name).title}\u201d" for name in flip.without])
        for flip in hang.sources[:2]
    ]
    return Line(f"{said}: this would not be found if {joined(sets, 'or')} were left out.")
