"""According to whom: the diagnosis under each perspective, and the sources it hangs on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.analyses.perspectives.results import Finding, Hang, Perspectives, View
from detente.analyses.wording import counted, joined
from detente.briefing.answers import Answers
from detente.briefing.content import Block, Grid, Line, Points, Section
from detente.briefing.items import Teller, teller
from detente.briefing.unlocking import concessions_told

SHOWN = 6
FLIPS = 2  # sets of sources of one finding that are told
CHANGES = 2  # changes that lose a finding, and are told


def hearing(telling: Teller, found: Answers) -> Section | None:
    """Return what each perspective finds; None if that was not asked."""
    heard = found.heard
    if heard is None:
        return None
    blocks: list[Block] = [_table(telling, heard)]
    if len(heard.views) > 1:
        robust = [Line(f.sentence) for f in heard.findings if f.robust]
        contested = [Line(_contested(f)) for f in heard.findings if not f.robust]
        blocks.append(Points("Whatever the perspective", _first(robust) or (Line("Nothing."),)))
        if contested:
            blocks.append(Points("Only according to some", _first(contested)))
    for graph, opens in found.elsewhere:
        lines = tuple(map(Line, concessions_told(teller(graph), opens)))
        name = graph.selection.perspective.name
        blocks.append(Points(f"What would unlock it in '{name}'", lines))
    hangs = tuple(_hangs(telling, hang) for hang in heard.hangs_on if hang.tried or hang.sources)
    if hangs:
        blocks.append(Points(f"Which sources it hangs on, in '{heard.varied}'", hangs))
    owed = tuple(_assumed(found))
    if owed:
        blocks.append(Points(f"Which assumptions it hangs on, in '{heard.varied}'", owed))
    lead = Line(
        f"The same question, '{found.target}', asked of the model as different sources and voices "
        "would have it."
    )
    return Section(
        "perspectives", "According to whom", (lead, *map(Line, heard.notes)), tuple(blocks)
    )


def _first(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the first lines, and how many more there are."""
    more = len(lines) - SHOWN
    return (*lines[:SHOWN], *([Line(f"And {more:,} more.")] if more > 0 else []))


def _assumed(found: Answers) -> Iterator[Line]:
    """Yield the findings that a single assumption carries, and by which."""
    owed = found.assumed
    if owed is None or not owed.tried:
        return
    texts = dict(owed.items)
    told: dict[str, None] = {}
    some = False
    for finding in owed.findings:
        if finding.kind in {"move", "endings"} or not finding.changed_by:
            continue
        some = True
        changes = finding.changed_by[:CHANGES]
        told |= dict.fromkeys(i for c in changes for i in c.variation.items if i in texts)
        more = len(finding.changed_by) - len(changes)
        named = [change.variation.name for change in changes] + ([f"{more:,} more"] if more else [])
        yield Line(f"{finding.sentence} One change is enough to lose this: {'; or '.join(named)}.")
    yield from (Line(f"{item}: {texts[item]}") for item in told)
    if not some and owed.complete:
        yield Line(
            f"No single one: of {counted(owed.tried, 'change')}, each leaving one out, turning it "
            "into its opposite or exchanging it with its neighbour, none takes away what is found "
            "of what stops it, of whether the status quo rests, or of what alone would be enough."
        )
    assert found.heard is not None
    yield from (Line(note) for note in owed.notes if note not in found.heard.notes)


def hanging_sentence(telling: Teller, found: Answers) -> str:
    """Return the single source on which the diagnosis hangs; nothing if there is none."""
    if found.heard is None:
        return ""
    for hang in found.heard.hangs_on:
        single = [flip.without[0] for flip in hang.sources if len(flip.without) == 1]
        if hang.kind == "rung" and single:
            named = ", or without ".join(_title(telling, name) for name in single)
            return f"Without {named}, the answer for the target would be another."
    return ""


def _title(telling: Teller, source: str) -> str:
    return f"\u201c{telling.words.sources.get(source, source)}\u201d"


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
        _enough(telling, view),
        (Line(f"{view.quotations} of {len(telling.graph.conflict.quotations)}"),),
        (Line(f"{view.assumptions} of {counted(view.items, 'item')}"),),
    )


def _enough(telling: Teller, view: View) -> tuple[Line, ...]:
    """Return which single positions would be enough, and whether that is all of them."""
    found = [telling.words.position(name, alone=True) for name in view.unlocks]
    if view.unsettled:
        found.append("others not established" if found else "not established")
    return tuple(map(Line, found or ["nothing"]))


def _contested(finding: Finding) -> str:
    here = f"So it is under {_views(finding.held_by)}"
    if not finding.not_by:
        return f"{finding.sentence} {here}; for the others it is not known."
    return f"{finding.sentence} {here}, not under {_views(finding.not_by, 'or')}."


def _views(names: Sequence[str], word: str = "and") -> str:
    return joined([f"'{name}'" for name in names], word)


def _hangs(telling: Teller, hang: Hang) -> Line:
    if not hang.sources and hang.unsettled:
        return Line(f"{hang.sentence} It is not established which sources this hangs on.")
    if not hang.sources and not hang.tried:
        return Line(f"{hang.sentence} Which sources this hangs on was not looked for.")
    if not hang.sources:
        few = "source alone" if hang.tried == 1 else f"set of up to {hang.tried} sources"
        return Line(f"{hang.sentence} No {few} changes this.")
    sets = [
        joined([_title(telling, name) for name in flip.without]) for flip in hang.sources[:FLIPS]
    ]
    more = len(hang.sources) - FLIPS
    rest = f"; {counted(more, 'more set')} of as many would do as well" if more > 0 else ""
    return Line(
        f"{hang.sentence} This would not be found without {', or without '.join(sets)}{rest}."
    )
