"""According to whom, as text for a terminal: who finds what, and on which sources that hangs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from detente.analyses.perspectives.results import Finding, Flip, Hang, Perspectives, View
from detente.analyses.wording import counted, joined
from detente.conflict.conflict import Conflict
from detente.telling.limits import limits_first
from detente.telling.tables import table, wrapped

Told = TypeVar("Told", Finding, Hang)

SHOWN = 3  # contested moves, and sets of sources, that are told one by one


def perspectives_text(conflict: Conflict, found: Perspectives) -> str:
    """Return the answer to the question of perspectives as plain text."""
    parts = [wrapped(f"{found.asked.title}: '{found.target}' according to whom"), ""]
    parts += limits_first(found.limits)
    parts += [table([_row(conflict, view) for view in found.views]), ""]
    parts += [wrapped(_LEGEND)]
    parts += [wrapped(line) for line in _hears(found.views, found.varied)]
    parts += ["", *_robust(found)]
    contested = [*_contested(found)]
    if len(found.views) > 1:
        parts += ["", "Contested:", *(contested or ["  nothing"])]
    unsettled = [*_unsettled(found)]
    if unsettled:
        parts += ["", "Found under some, and not established under others:", *unsettled]
    parts += ["", *_hanging(found), *_sources(conflict, found)]
    if found.notes:
        parts += ["", *(wrapped(note) for note in found.notes)]
    return "\n".join(parts)


_LEGEND = (
    "Items: what counts in the model; assumed: those that no quotation heard supports; zone: states "
    "at least as good as the status quo for everybody and better for somebody; stops at: the first "
    "rung that fails."
)


def _row(conflict: Conflict, view: View) -> dict[str, object]:
    rests = "not known" if view.rests is None else "rests" if view.rests else "does not rest"
    return {
        "perspective": view.perspective,
        "quotations": f"{view.quotations} of {len(conflict.quotations)}",
        "items": view.items,
        "assumed": view.assumptions,
        "zone": view.zone,
        "stops at": "holds already" if view.already else view.rung,
        "status quo": rests,
        "moves open": "?" if view.rests is None else len(view.moves),
    }


def _hears(views: Sequence[View], varied: str) -> Iterator[str]:
    """Yield what each perspective hears, where that is not everything."""
    for view in views:
        parts = [joined(view.sources) or "no source"] if view.sources is not None else []
        parts += [f"the voices {joined(view.voices) or 'none'}"] if view.voices is not None else []
        rest = ""
        if view.chosen:
            rest = f"; for the rest it is as '{varied}'"
            if view.unsupported:
                verb = "does" if view.unsupported == 1 else "do"
                rest += f", of whose items {view.unsupported} {verb} not count there"
        if parts:
            yield f"'{view.perspective}' hears only {', and of these '.join(parts)}{rest}."


# findings --------------------------------------------------------------------------------------


def _robust(found: Perspectives) -> Iterator[str]:
    which = "that has an answer" if len(found.views) == 1 else "that have an answer"
    none = found.silent or any("there is no answer" in limit for limit in found.limits)
    which = f" {which}" if none else " there is" if len(found.views) == 1 else ""
    if len(found.views) == 1:
        yield f"Found, under the only perspective{which}:"
    else:
        yield f"Robust, found under all {len(found.views)} perspectives{which}:"
    robust = [finding for finding in found.findings if finding.robust]
    shown, hidden = _first_moves(robust)
    yield from (_item(finding.sentence) for finding in shown)
    if hidden:
        yield _item(f"{counted(hidden, 'move')} more (see --json).")
    if not robust:
        yield "  nothing"


def _contested(found: Perspectives) -> Iterator[str]:
    """Yield who finds what; of many moves that the same perspectives find, the first few."""
    shown: dict[str, int] = {}
    for finding in found.findings:
        if not finding.contested:
            continue
        whose = _whose(finding)
        if finding.kind == "move":
            shown[whose] = shown.get(whose, 0) + 1
            if shown[whose] > SHOWN:
                continue
        yield _item(f"{whose}: {finding.sentence}")
    for whose, count in shown.items():
        if count > SHOWN:
            yield _item(f"{whose}: {counted(count - SHOWN, 'move')} more (see --json).")


def _unsettled(found: Perspectives) -> Iterator[str]:
    """Yield what no perspective is known not to find, although some are not known to find it."""
    for finding in found.findings:
        if not finding.robust and not finding.contested:
            yield _item(f"{_whose(finding)}: {finding.sentence}")


def _whose(finding: Finding) -> str:
    others = [f"not {joined(finding.not_by, 'or')}"] if finding.not_by else []
    others += [f"not known for {joined(finding.open_in)}"] if finding.open_in else []
    return f"{joined(finding.held_by)} ({'; '.join(others)})"


def _first_moves(found: Sequence[Told]) -> tuple[list[Told], int]:
    """Return what is told of findings, of their moves the first few, and how many are not."""
    moves = [one for one in found if one.kind == "move"]
    hidden = moves[SHOWN:]
    return [one for one in found if one not in hidden], len(hidden)


# what they hang on -----------------------------------------------------------------------------


def _hanging(found: Perspectives) -> Iterator[str]:
    yield wrapped(f"What this hangs on, under '{found.varied}':")
    if not found.hangs_on:
        yield "  not looked for"
    shown, hidden = _first_moves(found.hangs_on)
    for hang in shown:
        yield _item(hang.sentence)
        for line in (_on_sources(hang), _on_voices(hang)):
            if line:
                yield wrapped(line, indent="    ", hanging="    ")
    if hidden:
        yield _item(f"{counted(hidden, 'move')} more (see --json).")


def _on_sources(hang: Hang) -> str:
    if hang.sources:
        smallest = len(hang.sources[0].without) > 1 and not hang.unsettled
        only = "Only without" if smallest else "Without"
        return f"{only} {_flips(hang, hang.sources)}."
    if hang.unsettled:
        return (
            "No source or voice is known to change this; of "
            f"{counted(hang.unsettled, 'set of them', 'sets of them')} it is not established."
        )
    if hang.tried == 1:
        return "No source alone changes this."
    return f"No set of up to {hang.tried} sources changes this." if hang.tried else ""


def _on_voices(hang: Hang) -> str:
    return f"By voice: without {_flips(hang, hang.voices)}." if hang.voices else ""


def _flips(hang: Hang, flips: Sequence[Flip]) -> str:
    """Return what is left out, alternatives joined by "or", with what is found instead."""
    told = [f"{joined(flip.without)}{_instead(hang, flip)}" for flip in flips[:SHOWN]]
    more = f" (and {len(flips) - SHOWN} more)" if len(flips) > SHOWN else ""
    return f"{'; or without '.join(told)}{more}"


def _instead(hang: Hang, flip: Flip) -> str:
    if not flip.instead:
        return ""
    if hang.kind == "status quo":
        return f" (then it {flip.instead})"
    return " (then nothing stops it)" if flip.instead == "none" else f" (then {flip.instead})"


def _sources(conflict: Conflict, found: Perspectives) -> Iterator[str]:
    """Yield what the sources are that were named."""
    named = {
        name for hang in found.hangs_on for flip in hang.sources[:SHOWN] for name in flip.without
    } | {name for view in found.views for name in view.sources or ()}
    told = [source for source in conflict.sources if source.name in named]
    if told:
        yield ""
    for source in told:
        parts = [part for part in (source.publisher or source.title, source.date) if part]
        yield wrapped(f"{source.name}: {', '.join(parts)}", indent="  ", hanging="    ")


def _item(text: str) -> str:
    return wrapped(text, indent="  - ", hanging="    ")
