"""Two versions of a file compared, as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.analyses.changes import FileChange
from detente.analyses.compare.asking import Comparison, Reach
from detente.analyses.compare.sourcing import Cited, ItemChange, cited
from detente.analyses.wording import begun, joined, sentence_of
from detente.conflict.conflict import Conflict
from detente.telling.since import changes_of_file, changes_of_verdicts, item
from detente.telling.tables import table, wrapped


def comparison_text(old: Conflict, new: Conflict, found: Comparison) -> str:
    """Return the answer to the question of what changed as plain text."""
    parts = [wrapped(_title(found))]
    if found.limits:
        parts += ["", *(wrapped(limit) for limit in found.limits)]
    if found.changes.comparable:
        parts += changes_of_file(found.changes, _under(old, new, found))
        parts += changes_of_verdicts(found.changes)
        if found.targets:
            parts += ["", "Targets, before -> now:", "", table(_rows(found))]
            parts += ["", *(item(t.sentence) for t in found.targets if t.changed)]
            open_ = [t for t in found.targets if not t.changed and not t.settled]
            parts += [item(t.sentence) for t in open_]
            if not open_ and not any(target.changed for target in found.targets):
                parts.append("  no change")
    if found.notes:
        parts += ["", *(wrapped(note) for note in found.notes)]
    return "\n".join(parts)


def _title(found: Comparison) -> str:
    names = (found.changes.older_title, found.asked.title)
    dates = (found.older_as_of, found.as_of)
    told = [
        f"'{name}'{f' of {day}' if day else ''}" for name, day in zip(names, dates, strict=True)
    ]
    return f"What changed from {told[0]} to {told[1]}"


# evidence under a change -----------------------------------------------------------------------


def _under(old: Conflict, new: Conflict, found: Comparison) -> dict[int, Sequence[str]]:
    """Return what stands under each change: the quotations behind it, or a quotation itself."""
    lines: dict[int, Sequence[str]] = {
        change.change: [*_behind(change)]
        for change in found.items
        if change.change <= len(found.changes.file)
    }
    for change in found.changes.wording:
        told = _quotation(old, new, change) or _source(old, new, change)
        if told:
            lines[change.number] = [told]
    return lines


def _behind(change: ItemChange) -> Iterator[str]:
    what = "true by definition" if change.definition else "an assumption"
    if change.kind == "removed":
        yield _stood(change.because, "It was there", f"It was {what}")
        return
    if change.kind == "added":
        yield _stood(change.because, "It is there", f"It is {what}")
        return
    if change.came:
        yield _stood(change.came, "Now also" if _kept(change) else "Now", "")
    if change.went:
        yield sentence_of(f"no longer because of {_listed(change.went)}")
    if not change.came and not change.went:
        yield _stood(change.because, "As before", begun(f"{what}, as before"))


def _kept(change: ItemChange) -> bool:
    return len(change.because) > len(change.came)


def _stood(names: Sequence[Cited], start: str, otherwise: str) -> str:
    return sentence_of(f"{start} because of {_listed(names)}" if names else otherwise)


def _listed(names: Sequence[Cited]) -> str:
    return joined([f"{one.short}{', a new quotation' if one.new else ''}" for one in names])


def _quotation(old: Conflict, new: Conflict, change: FileChange) -> str:
    if change.key[:2] != ("quotation", change.item):
        return ""
    one = cited(old, new, [change.item])[0]
    who = [part for part in (one.speaker, one.publisher, one.date) if part]
    return f"{', '.join(who)}: {one.words}"


def _source(old: Conflict, new: Conflict, change: FileChange) -> str:
    known = {source.name: source for home in (old, new) for source in home.sources}
    if change.key[:2] != ("source", change.item):
        return ""
    source = known[change.item]
    return ", ".join(p for p in (source.publisher, source.title, source.date) if p)


# targets ---------------------------------------------------------------------------------------


def _rows(found: Comparison) -> list[dict[str, object]]:
    return [
        {
            "target": target.target,
            "stops at": _both(_stops(target.before), _stops(target.now)),
            "zone": _both(_zone(target.before), _zone(target.now)),
            "unlocked by one of": _both(_unlocks(target.before), _unlocks(target.now)),
        }
        for target in found.targets
    ]


def _both(before: str, now: str) -> str:
    return now if before == now else f"{before} -> {now}"


def _stops(reach: Reach | None) -> str:
    if reach is None:
        return "-"
    return "holds already" if reach.already else reach.rung


def _zone(reach: Reach | None) -> str:
    return "-" if reach is None else f"{reach.zone:,}"


def _unlocks(reach: Reach | None) -> str:
    return "-" if reach is None else str(len(reach.unlocks))
