"""One roadmap in words: what happens stage by stage, and what could go wrong at each of them.

A stage is what a bundle of steps leads to; stage 0 is today, the status quo.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from detente.analyses.roadmaps.results import Guarantee, Roadmap, Succession
from detente.analyses.roadmaps.undoing import Undoing, undoings
from detente.analyses.sequencing.enforcing import End, Temptation
from detente.analyses.sequencing.exposing import Exposed
from detente.analyses.settled import UNSETTLED
from detente.analyses.wording import Words, begun, counted, joined, sentence_of, short_words
from detente.errors import LimitReached
from detente.graph.model import GraphModel
from detente.telling.tables import wrapped

SHOWN = 6  # temptations, states or moves of one list

STRENGTH_SAID = {
    "strong": (
        "It holds by itself: whoever stopped at any stage, or made a move of its own instead of "
        "going on, would in the end not be better off than at the end of the road (strongly "
        "self-enforcing)."
    ),
    "weak": (
        "It holds by itself, but only just: a party might do better by leaving it, yet none "
        "surely would (weakly self-enforcing)."
    ),
    "no": "It does not hold by itself: a party would surely do better by leaving it.",
    "not established": (
        "Whether it holds by itself is not established: some party has more moves of its own than "
        "could be followed."
    ),
}
_EXPOSED = {
    "recoverable": "the others could hurt it by moves of their own, and it could still recover",
    "unrecoverable": "the others could hurt it by moves of their own, and it could not recover",
}


def journey(graph: GraphModel, roadmap: Roadmap) -> Iterator[str]:
    """Yield a roadmap in full, as lines: its stages, who hangs, who is tempted, how it ends."""
    words = short_words(graph.conflict)
    yield from _stages(words, roadmap)
    yield from ("", *_paragraph("Left hanging on the way:", hanging_on(words, roadmap)))
    yield ""
    yield wrapped(STRENGTH_SAID[roadmap.self_enforcing])
    yield from _items(tempted(words, roadmap.states, roadmap.temptations))
    yield wrapped(end(roadmap.end))
    if roadmap.end == "held by threat":
        yield from _items(undone(graph, words, roadmap.states))
    yield from _passages(guaranteed(roadmap.guarantees))
    for item in roadmap.succession:
        yield from ("", *_passages(succeeded(words, roadmap, item)))


def in_short(words: Words, roadmap: Roadmap) -> str:
    """Return a roadmap by the short names of its steps, with how it holds and who hangs."""
    strong = {"strong": "holds by itself", "weak": "only just holds by itself"}
    parts = [strong.get(roadmap.self_enforcing, "does not hold by itself")]
    ended = {"resting": "rests", "held by threat": "is held by threat", "unravels": "unravels"}
    if roadmap.self_enforcing == UNSETTLED:
        parts = ["whether it holds by itself is not established"]
    else:
        parts.append(f"its end {ended[roadmap.end]}")
    could = {"recoverable": "could still recover", "unrecoverable": "could not recover"}
    hangs = [
        f"{words.party(party)} {could[kind]} {_after(stages)}"
        for (party, kind), stages in _grouped(roadmap.exposure)
    ]
    return f"{by_name(roadmap)}. {begun(joined(parts))}. " + (
        f"Left hanging: {'; '.join(hangs)}." if hangs else "Nobody is left hanging."
    )


def by_name(roadmap: Roadmap) -> str:
    """Return the stages of a roadmap by the short names of its steps."""
    stages = [
        f"({number}) {' + '.join(bundle)}" for number, bundle in enumerate(roadmap.bundles, start=1)
    ]
    return " ".join(stages)


# stages ------------------------------------------------------------------------------------------


def _stages(words: Words, roadmap: Roadmap) -> Iterator[str]:
    width = len(str(len(roadmap.bundles))) + 2
    rest = " " * (width + 1)
    before = today(words, roadmap)
    if before:
        yield wrapped(before)
    for number, (deed, notes) in enumerate(stages_told(words, roadmap), start=1):
        yield wrapped(deed, indent=f"{number:>{width - 1}}. ", hanging=rest)
        if notes:
            yield wrapped(" ".join(notes), indent=rest)


def today(words: Words, roadmap: Roadmap) -> str:
    """Return where today's state moves by itself, as a sentence; nothing if it rests."""
    if not roadmap.fallbacks or set(roadmap.fallbacks[0]) == {roadmap.states[0]}:
        return ""
    back = falls(words, roadmap.states, 0, roadmap.fallbacks[0])
    return f"Today's state does not rest: {back}."


def stages_told(words: Words, roadmap: Roadmap) -> Iterator[tuple[str, list[str]]]:
    """Yield each stage: who does what, then who has a say and where it falls back to."""
    for number, bundle in enumerate(roadmap.bundles, start=1):
        notes = [
            f"{begun(words.party(party))} has a say: it has declared terms on it."
            for party in roadmap.consenters[number - 1]
        ]
        if not roadmap.fallbacks:
            yield taken(words, bundle, roadmap.movers[number - 1]), notes
            continue
        back = falls(words, roadmap.states, number, roadmap.fallbacks[number])
        if number < len(roadmap.bundles):
            notes.append(f"If agreement stops here, {back}.")
        elif set(roadmap.fallbacks[number]) != {roadmap.states[number]}:
            notes.append(f"If a party moved from this end all the same, {back}.")
        else:
            notes.append("From this end no party would gain by a move of its own.")
        yield taken(words, bundle, roadmap.movers[number - 1]), notes


def taken(words: Words, steps: Sequence[str], movers: Sequence[str]) -> str:
    """Return a bundle as what some parties do, as a sentence."""
    one = len(movers) == 1
    on = [words.quoted(step) for step in steps if not step.startswith("not ")]
    off = [words.quoted(step.removeprefix("not ")) for step in steps if step.startswith("not ")]
    parts = [f"{'puts' if one else 'put'} in effect {joined(on)}"] if on else []
    parts += [f"{'ends' if one else 'end'} {joined(off)}"] if off else []
    together = "" if one else " together"
    return sentence_of(f"{words.parties(movers)}{together} {' and '.join(parts)}")


def falls(words: Words, states: Sequence[str], stage: int, ends: Sequence[str]) -> str:
    """Return where it falls back to from a stage, as a clause."""
    here = states[stage]
    if set(ends) == {here}:
        return "it stays so"
    told = [_one_end(words, states, stage, end) for end in ends[:SHOWN]]
    if len(ends) == 1:
        return told[0]
    more = "; or others" if len(ends) > SHOWN else ""
    return f"several ends are possible: {'; or '.join(told)}{more}"


def _one_end(words: Words, states: Sequence[str], stage: int, end: str) -> str:
    if end == states[stage]:
        return "it stays so"
    if end in states:
        back = states.index(end)
        how = "falls back" if back < stage else "moves on"
        return f"it {how} to {f'stage {back}' if back else 'where it stands today'}"
    return differs(words, states[stage], end)


def differs(words: Words, before: str, after: str) -> str:
    """Return what would change between two states, as a clause."""
    had, has = words.in_effect(before), words.in_effect(after)
    gone = [words.quoted(name) for name in had if name not in has]
    come = [words.quoted(name) for name in has if name not in had]
    parts = [f"{joined(gone)} would be ended"] if gone else []
    parts += [f"{joined(come)} would be put in effect"] if come else []
    return " and ".join(parts) or "it stays so"


# who hangs ---------------------------------------------------------------------------------------


def hanging_on(words: Words, roadmap: Roadmap) -> list[str]:
    """Return who could be hurt after which stages, and by what, as sentences."""
    found: dict[tuple[str, ...], list[Exposed]] = {}
    for item in roadmap.exposure:
        found.setdefault((item.party, *_how(item)), []).append(item)
    told = []
    for (party, *how), items in found.items():
        stages = [item.stage for item in items]
        said = f"{begun(words.party(party))} {_after(stages)}: {'; '.join(how)}."
        told.append(f"{said}{_by(words, items[0])}")
    return told or ["nobody: at no stage could the others hurt a party more than they can today."]


def _by(words: Words, item: Exposed) -> str:
    """Return the moves that hurt most, as a sentence; nothing if single parties cannot hurt."""
    if not item.by:
        return ""
    moves = "; then ".join(
        f"{words.parties(move.parties)} could {words.doing(move.steps, move.to)}"
        for move in item.by
    )
    return f" Worst (after stage {item.stage}): {moves}."


def _how(item: Exposed) -> tuple[str, ...]:
    if item.kind == "none":
        return (f"only if the others also act jointly: {_EXPOSED[item.with_joint_acts]}",)
    likely = (
        "each of those moves would pay for whoever makes it"
        if item.credible
        else "only in principle, since the moves would not pay for those who make them"
    )
    joint = "if they also act jointly, it could not recover"
    worse = item.with_joint_acts == "unrecoverable" != item.kind
    return (_EXPOSED[item.kind], likely, *((joint,) if worse else ()))


def _grouped(exposure: Iterable[Exposed]) -> list[tuple[tuple[str, str], list[int]]]:
    found: dict[tuple[str, str], list[int]] = {}
    for item in exposure:
        if item.kind != "none":
            found.setdefault((item.party, item.kind), []).append(item.stage)
    return list(found.items())


def _after(stages: Sequence[int]) -> str:
    """Return some stages: "after stage 3", "after stages 3 to 5", "after stages 1, 3 and 4"."""
    if len(stages) == 1:
        return f"after stage {stages[0]}"
    if len(stages) > 2 and list(stages) == list(range(stages[0], stages[-1] + 1)):
        return f"after stages {stages[0]} to {stages[-1]}"
    return f"after stages {joined([str(stage) for stage in stages])}"


# who is tempted, and the end ---------------------------------------------------------------------


def tempted(words: Words, states: Sequence[str], found: Sequence[Temptation]) -> list[str]:
    """Return who would rather leave a roadmap, when and how, as sentences."""
    told = [_temptation(words, states, item) for item in found[:SHOWN]]
    if len(found) > SHOWN:
        told.append(f"and {counted(len(found) - SHOWN, 'more temptation')} (see --json).")
    return told


def _temptation(words: Words, states: Sequence[str], item: Temptation) -> str:
    last = len(states) - 1
    when = "Today" if not item.stage else "At the end" if item.stage == last else ""
    when = when or f"After stage {item.stage}"
    sure = "would surely" if item.surely else "might"
    back = falls(words, states, item.stage, item.ends)
    better = "better" if item.stage == last else "better than at the end"
    said = f"{when} {words.party(item.party)} {sure} do {better}"
    if item.steps:
        return f"{said} by a move of its own: it could {words.doing(item.steps)}; then {back}."
    return f"{said} if agreement stopped there: {back}."


def end(kind: End) -> str:
    """Return what keeps an end, as a sentence."""
    match kind:
        case "not established":
            return "Where it would come to rest after that is not established."
        case "resting":
            return "The end rests: no party gains by a move of its own."
        case "held by threat":
            return (
                "The end is held by threat: there is a move by which a party would gain at first, "
                "but nobody prefers what it would set off."
            )
        case "unravels":
            return (
                "The end unravels: there is a party that prefers what would become of it to the "
                "end itself."
            )


def undone(graph: GraphModel, words: Words, states: Sequence[str]) -> list[str]:
    """Return who would like to undo what of an end, and what keeps it, as sentences."""
    try:
        found = undoings(graph, states[-1])
    except LimitReached:
        return []
    told = []
    for item in (one for one in found if not any(_covers(other, one) for other in found)):
        back = falls(words, states, len(states) - 1, item.ends)
        worth = "and then" if item.gains else "but then"
        prefers = "which it prefers" if item.gains else "which it does not prefer to the end"
        told.append(
            f"{begun(words.party(item.party))} would like to {words.doing(item.steps)}; {worth} "
            f"{back}, {prefers}."
        )
    if len(told) > SHOWN:
        told[SHOWN:] = [f"and {counted(len(told) - SHOWN, 'more such move')}."]
    return told


def _covers(one: Undoing, other: Undoing) -> bool:
    """Tell whether a move is told by a part of it that ends in the same."""
    same = one.party == other.party and one.ends == other.ends
    return same and set(one.steps) < set(other.steps)


def guaranteed(found: Sequence[Guarantee], *, whose: str = "") -> Iterator[tuple[str, list[str]]]:
    """Yield for each goal what would have to be guaranteed: a heading and sentences."""
    goals = {
        "self-enforcing": f"would make it hold by itself{whose}:",
        "resting": f"would lock its end{whose}, so that no party would gain by any move:",
    }
    for goal, heading in goals.items():
        told = [item.sentence for item in found if item.goal == goal]
        if told:
            yield f"{'Each of these' if len(told) > 1 else 'This'} {heading}", told


def succeeded(words: Words, roadmap: Roadmap, item: Succession) -> Iterator[tuple[str, list[str]]]:
    """Yield what a change of office makes of a roadmap: headings and sentences."""
    title = f" ({item.title})" if item.title else ""
    last = len(roadmap.bundles)
    reached = (
        "every stage can have been taken by then"
        if item.stage == last
        else f"stage {item.stage} is the last that can have been taken by then"
        if item.stage
        else "no stage can have been taken by then"
    )
    holds = "It holds under the new preferences." if item.robust else "It does not survive this."
    if item.robust is None:
        holds = "Whether it survives this is not established."
    told = [end(item.end)]
    if item.ends and set(item.ends) != {roadmap.states[-1]}:
        told.append(f"What the end falls back to: {falls(words, roadmap.states, last, item.ends)}.")
    if item.worse_off:
        verb = "ranks" if len(item.worse_off) == 1 else "rank"
        told.append(
            f"{begun(words.parties(item.worse_off))} then {verb} the end below where it stands "
            "today, so that no lock could make the whole road hold by itself."
        )
    told += tempted(words, roadmap.states, item.temptations)
    yield f"When preferences change on {item.start}{title}: {reached}. {holds}", told
    yield from guaranteed(item.guarantees, whose=" then")


def _passages(found: Iterable[tuple[str, list[str]]]) -> Iterator[str]:
    for heading, told in found:
        yield wrapped(heading)
        yield from _items(told)


def _paragraph(heading: str, told: Sequence[str]) -> Iterator[str]:
    if len(told) == 1:
        yield wrapped(f"{heading} {told[0]}")
        return
    yield heading
    yield from _items(told)


def _items(told: Iterable[str]) -> Iterator[str]:
    for text in told:
        yield wrapped(text, indent="  - ", hanging="    ")
