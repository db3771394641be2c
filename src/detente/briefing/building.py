"""brief: the answers of the analyses put together, for somebody who has two minutes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import count
from pathlib import Path
from typing import TypeVar

from detente.analyses.answer import asked
from detente.analyses.assuming import Supported, counted_by_type, supported, supported_later
from detente.analyses.hanging import hanging
from detente.analyses.onward import onward
from detente.analyses.stability import CONCEPTS, stability
from detente.analyses.stability.results import Stability
from detente.analyses.waiting import Wait, holds, waiting
from detente.analyses.wording import counted, joined, sentence_of
from detente.briefing.answers import QUESTIONS, Answers, answers
from detente.briefing.blocking import blocking, circle_sentence, rung_sentence
from detente.briefing.content import Block, Brief, Line, Points, Section
from detente.briefing.dating import dating
from detente.briefing.differing import binding_sentence, differing
from detente.briefing.hearing import hanging_sentence, hearing
from detente.briefing.items import Teller, sources, teller
from detente.briefing.limits import left_out
from detente.briefing.moving import most_telling, moving
from detente.briefing.standing import diagnosis, short, standing
from detente.briefing.timing import timing
from detente.briefing.travelling import road_sentence, travelling
from detente.briefing.unlocking import crux_sentence, unlocking
from detente.briefing.wanting import wanting
from detente.conflict.basis import VOICES
from detente.errors import LimitReached
from detente.graph.model import GraphModel

Found = TypeVar("Found")
OF_MODEL = 3  # questions asked of the model as a whole
MOST_WAITS = 8  # pairs of conditions tried for the diagnosis


def brief(
    graph: GraphModel,
    *,
    to: str | None = None,
    changed: Iterable[str] = (),
    corpus: str | Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Brief:
    """Return the brief of a model.

    Parameters
    ----------
    to : the target it is about, by name or formula; the first target of the file if left out.
    changed : sentences on what has changed since an older file; they follow the diagnosis.
    corpus : the file of a corpus, whose documents add to the timeline; nobody has reviewed them.
    progress : called with the number of questions asked so far, and of all of them.

    Raises WrongUse for an unknown target, or if the corpus is none.
    """
    asked_so_far = count()

    def tick() -> None:
        if progress is not None:
            progress(next(asked_so_far), OF_MODEL + QUESTIONS)

    telling = teller(graph)
    tick()
    stable = stability(graph)
    found = None
    tick()
    if graph.status_quo is not None:
        found = _unless_too_large(lambda: onward(graph))
    tick()
    hangs = _unless_too_large(lambda: hanging(graph))
    aimed, unasked = None, ""
    try:
        aimed = answers(graph, to, tick=tick)
    except LimitReached as limit:
        unasked = sentence_of(f"what stands in the way of a target was not looked at: {limit}")
    waits = most_telling(waiting(graph), telling, hangs)
    items = (*supported(graph.selection), *supported_later(graph.selection))
    held: tuple[Wait, ...] = ()
    if found is not None and found.complete and len(found.endings) == 1:
        ending = found.endings[0].state
        held = tuple(wait for wait in waits[:MOST_WAITS] if holds(graph, wait, ending))
    said = diagnosis(telling, found, held)
    since = tuple(Line(sentence) for sentence in changed)
    dated = dating(telling, None if corpus is None else str(corpus))
    missing = left_out(graph, to, stable, found, hangs, aimed)
    parts = [
        short(
            telling,
            said,
            held,
            (
                *([Line(unasked)] if unasked else []),
                *_aimed(telling, aimed, held),
                Line(_count(items)),
                Line(_heard(telling)),
            ),
        ),
        Section("changes", "What changed", (), (Points("Since the older file", since),))
        if since
        else None,
        standing(telling, stable, found),
        wanting(telling),
        *_about(telling, aimed),
        moving(telling, found, waits, hangs),
        timing(telling),
        dated.section,
        _assumptions(items),
        _computed(telling, stable, aimed, missing),
    ]
    return Brief(
        asked=asked(
            "brief",
            graph,
            to=None if aimed is None else aimed.target,
            corpus=None if corpus is None else str(corpus),
        ),
        title=graph.conflict.title,
        subtitle=_subtitle(graph),
        diagnosis=said,
        sections=tuple(part for part in parts if part is not None),
        sources=(*sources(telling), *dated.sources),
        complete=not missing and not unasked,
        notes=missing,
    )


def _about(telling: Teller, aimed: Answers | None) -> tuple[Section | None, ...]:
    """Return the sections about the target: what blocks, who differs, what unlocks, the road."""
    if aimed is None:
        return ()
    return (
        blocking(telling, aimed),
        differing(telling, aimed),
        unlocking(telling, aimed),
        travelling(telling, aimed),
        hearing(telling, aimed),
    )


def _aimed(telling: Teller, aimed: Answers | None, held: tuple[Wait, ...]) -> tuple[Line, ...]:
    """Return the diagnosis of the target and the crux, for the first section."""
    if aimed is None:
        return ()
    found = [
        rung_sentence(telling, aimed),
        circle_sentence(telling, aimed, held),
        binding_sentence(telling, aimed),
    ]
    opens = aimed.opens
    if opens is not None and opens.found == "sets":
        found.append(crux_sentence(telling, opens))
    found += [hanging_sentence(telling, aimed), road_sentence(telling, aimed)]
    return tuple(Line(sentence) for sentence in found if sentence)


def _unless_too_large(ask: Callable[[], Found]) -> Found | None:
    try:
        return ask()
    except LimitReached:
        return None


def _subtitle(graph: GraphModel) -> str:
    selection = graph.selection
    parts = ["A brief by Détente"]
    if graph.conflict.as_of:
        parts.append(f"as of {graph.conflict.as_of.text}")
    parts.append(f"perspective: {selection.perspective.name}")
    dates = sorted(q.date for q in graph.conflict.quotations if q.date)
    if dates:
        parts.append(f"quotations from {dates[0]} to {dates[-1]}")
    others = [p.name for p in graph.conflict.perspectives if p.name != selection.perspective.name]
    if others:
        parts.append(f"others in the file: {', '.join(others)}")
    if selection.epoch:
        parts.append(f"preferences of {selection.epoch.isoformat()}")
    if selection.without:
        parts.append(f"without {', '.join(selection.without)}")
    if selection.asked_status_quo is not None:
        parts.append("another status quo than the file's, as asked")
    return "; ".join(parts)


def _count(items: tuple[Supported, ...]) -> str:
    assumed = tuple(item for item in items if item.assumed)
    total = counted_by_type(items)
    if not items:
        return "The model has no item that a quotation could support."
    if not assumed:
        if len(items) == 1:
            return "The only item of the model rests on a quotation."
        return f"All {len(items)} items of the model rest on a quotation."
    by_type = counted_by_type(assumed)
    some = [f"{number} of {counted(total[kind], kind)}" for kind, number in by_type.items()]
    sourced = [f"{kind}s" for kind in total if kind not in by_type]
    rest = f"; all {joined(sourced)} rest on a quotation" if sourced else ""
    one = "is an assumption" if len(assumed) == 1 else "are assumptions"
    return (
        f"{len(assumed)} of the {counted(len(items), 'item')} of the model {one}, which no source "
        f"supports: {joined(some)}{rest}."
    )


def _heard(telling: Teller) -> str:
    """Return how many quotations there are, in whose voice, and from how few sources."""
    conflict = telling.graph.conflict
    if not conflict.quotations:
        return "The file has no quotation."
    heard = [q for q in conflict.quotations if telling.selection.perspective.admits(q)]
    if not heard:
        return "This perspective hears no quotation of the file."
    voices = [
        f"{voice} {number}" for voice in VOICES if (number := sum(q.voice == voice for q in heard))
    ]
    by_source = {
        source.name: count
        for source in conflict.sources
        if (count := sum(q.source == source.name for q in heard))
    }
    name, most = max(by_source.items(), key=lambda pair: pair[1])
    title = telling.words.sources.get(name, name)
    come = "comes" if most == 1 else "come"
    most_of = f"; {most} {come} from one source, \u201c{title}\u201d" if len(by_source) > 1 else ""
    return (
        f"{counted(len(heard), 'quotation')} from {counted(len(by_source), 'source')} "
        f"({', '.join(voices)}){most_of}."
    )


def _assumptions(items: tuple[Supported, ...]) -> Section:
    blocks: list[Block] = []
    assumed = [item for item in items if item.assumed]
    for kind in dict.fromkeys(item.type for item in assumed):
        lines = tuple(Line(item.text, item=item.id) for item in assumed if item.type == kind)
        blocks.append(Points(f"{kind.capitalize()}s ({len(lines)})", lines, folded=len(lines) > 12))
    disputed = tuple(Line(item.text, item=item.id) for item in items if item.disputed)
    if disputed:
        blocks.append(Points(f"Disputed: a source speaks against it ({len(disputed)})", disputed))
    return Section("assumptions", "What no source says", (Line(_count(items)),), tuple(blocks))


def _perspectives(graph: GraphModel) -> list[str]:
    """Return what the perspectives of the file are, where it says so."""
    chosen = graph.selection.perspective.name
    return [
        f"Perspective '{p.name}'{' (this brief)' if p.name == chosen else ''}: {p.basis.note}"
        for p in graph.conflict.perspectives
        if p.basis.note
    ]


def _order(aimed: Answers | None) -> tuple[str, ...]:
    """Return how the answers about the target were computed."""
    if aimed is None:
        return ()
    said = (
        "An order of steps is legal if each of its bundles is a legal joint move (Kilgour, Hipel, "
        "Fang and Peng 2001); a party accepts it if its conditions are met, no red line of its own "
        "is crossed and it is never worse off than at its floor, which is the status quo unless it "
        "names another. What blocks a target is the first of six rungs that fails: content, reach, "
        "sequence, commitment, time, ratification. Dates follow from a simple temporal network "
        "(Dechter, Meiri and Pearl 1991), the crux from the index of Penrose (1946) and Banzhaf "
        "(1965)."
    )
    return (said,)


def _computed(
    telling: Teller, stable: Stability, aimed: Answers | None, missing: tuple[str, ...]
) -> Section:
    graph, concepts = telling.graph, stable.asked.settings["concepts"]
    head = asked("brief", graph)
    names = [name for name in CONCEPTS if isinstance(concepts, list) and name in concepts]
    lines = [
        Line(
            f"A graph model (Kilgour, Hipel and Fang 1987; Fang, Hipel and Kilgour 1993) with "
            f"{counted(graph.count, 'state')}, {counted(len(graph.parties), 'party', 'parties')} and "
            f"{counted(len(graph.options), 'option')}."
        ),
        Line(
            "A state rests if no party gains by moving alone (Nash stability) and there is no joint "
            "improving move: a bundle of steps that all its parties prefer, that meets the "
            "conditions they have declared, and for which their channels are open."
        ),
        Line(
            "Concepts of stability computed: "
            + "; ".join(f"{CONCEPTS[name].title} ({CONCEPTS[name].citation})" for name in names)
            + ". Sanctions are legal sequences of moves in which nobody moves twice running."
        ),
        *(Line(note) for note in (*stable.notes, *_order(aimed), *_perspectives(graph))),
        Line(f"Détente {head.version}; fingerprint of the model: {head.fingerprint}."),
    ]
    left = tuple(Line(sentence_of(note)) for note in missing if note not in stable.notes)
    blocks = (Points("What a limit left out", left),) if left else ()
    return Section("computed", "How this was computed", tuple(lines), blocks)
