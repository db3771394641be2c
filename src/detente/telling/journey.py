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
from detente.analyses.taken import Taken
from detente.analyses.wording import Words, begun, counted, joined, sentence_of, short_words
from detente.errors import LimitReached
from detente.graph.model import GraphModel
from detente.telling.ending import falls, rests
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
_HOLDS_THEN = {
    "strong": "From there on it holds by itself under the new preferences.",
    "weak": "From there on it only just holds by itself under the new preferences.",
    "no": "From there on it does not hold by itself under the new preferences.",
    "not established": (
        "Whether it holds by itself from there on, under the new preferences, is not established."
    ),
}
_HURT = "the others could hurt it more than they can today"
_RECOVERS = {"recoverable": "it could still recover", "unrecoverable": "it could not recover"}


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
    could = {
        "recoverable": "could still recover",
        "unrecoverable": "could not recover",
        "none": "only if the others also act jointly,",
    }
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
    if not roadmap.backs or rests(roadmap.backs[0], roadmap.states[0]):
        return ""
    back = falls(words, roadmap.states, 0, roadmap.backs[0])
    return f"Today's state does not rest: {back}."


def stages_told(words: Words, roadmap: Roadmap) -> Iterator[tuple[str, list[str]]]:
    """Yield each stage: who does what, then who has a say and where it falls back to."""
    for number, bundle in enumerate(roadmap.bundles, start=1):
        notes = [
            f"{begun(words.party(party))} has a say: it has declared terms on it."
            for party in roadmap.consenters[number - 1]
        ]
        if not roadmap.backs:
            yield taken(words, bundle, roadmap.movers[number - 1]), notes
            continue
        back = falls(words, roadmap.states, number, roadmap.backs[number])
        if number < len(roadmap.bundles):
            notes.append(f"If agreement stops here, {back}.")
        elif not rests(roadmap.backs[number], roadmap.states[number]):
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
    """Return moves that prove what is said, as sentences; nothing if single parties cannot hurt."""
    if not item.by:
        return ""
    worst = "Worst" if item.kind == "recoverable" else "Beyond recovery"
    said = f" {worst} (after stage {item.stage}): {_moves(words, item.by)}."
    if item.credible_by and item.credible_by != item.by and not item.already:
        said += f" By moves that pay (after stage {item.stage}): {_moves(words, item.credible_by)}."
    return said


def _moves(words: Words, moves: Sequence[Taken]) -> str:
    return "; then ".join(
        f"{words.parties(move.parties)} could {words.doing(move.steps, move.to)}" for move in moves
    )


def _how(item: Exposed) -> tuple[str, ...]:
    if item.kind == "none":
        said = f"but only if they also act jointly; {_RECOVERS[item.with_joint_acts]} from that"
        return (f"{_HURT}, {said}",)
    told = [f"{_HURT}, by moves of their own, and {_RECOVERS[item.kind]}"]
    if item.already:
        already = "it is worse off there than the others could make it today"
        told = [f"{already}, and {_RECOVERS[item.kind]}"]
    elif item.credibly == "none":
        told.append("only in principle, since not all these moves would pay for whoever makes them")
    elif (item.kind, item.credibly) == ("unrecoverable", "recoverable"):
        told.append(
            "by moves that each pay for whoever makes them, too, but from these it could recover"
        )
    else:
        told.append("moves that each pay for whoever makes them are enough for that")
    if item.with_joint_acts == "unrecoverable" != item.kind:
        told.append("if they also act jointly, it could not recover")
    return tuple(told)


def _grouped(exposure: Iterable[Exposed]) -> list[tuple[tuple[str, str], list[int]]]:
    found: dict[tuple[str, str], list[int]] = {}
    for item in exposure:
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


def tempted(
    words: Words, states: Sequence[str], found: Sequence[Temptation], *, first: str = "Today"
) -> list[str]:
    """Return who would rather leave a roadmap, when and how, as sentences.

    `first` is when a roadmap has not yet begun.
    """
    told = [_temptation(words, states, item, first) for item in found[:SHOWN]]
    if len(found) > SHOWN:
        told.append(f"and {counted(len(found) - SHOWN, 'more temptation')} (see --json).")
    return told


def _temptation(words: Words, states: Sequence[str], item: Temptation, first: str) -> str:
    last = len(states) - 1
    when = first if not item.stage else "At the end" if item.stage == last else ""
    when = when or f"After stage {item.stage}"
    sure = "would surely" if item.surely else "might"
    back = falls(words, states, item.stage, item.back, moved_to=item.to)
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
    """Return who would like to undo what of an end that is held by threat, as sentences."""
    try:
        found = undoings(graph, states[-1])
    except LimitReached:
        return []
    told = []
    for item in (one for one in found if not any(_covers(other, one) for other in found)):
        back = falls(words, states, len(states) - 1, item.back, moved_to=item.to)
        told.append(
            f"{begun(words.party(item.party))} would like to {words.doing(item.steps)}; but then "
            f"{back}, which it does not prefer to the end."
        )
    if len(told) > SHOWN:
        told[SHOWN:] = [f"and {counted(len(told) - SHOWN, 'more such move')}."]
    return told


def _covers(one: Undoing, other: Undoing) -> bool:
    """Tell whether a move is told by a part of it that ends in the same."""
    same = one.party == other.party and one.back == other.back
    return same and set(one.steps) < set(other.steps)


def guaranteed(found: Sequence[Guarantee], *, whose: str = "") -> Iterator[tuple[str, list[str]]]:
    """Yield for each goal what would have to be guaranteed: a heading and sentences."""
    goals = {
        "self-enforcing": f"would make it hold by itself{whose}:",
        "resting": f"would lock its end{whose}, so that no party would gain by a move of its own:",
    }
    for goal, heading in goals.items():
        told = [item.sentence for item in found if item.goal == goal]
        if told:
            yield f"{'Each of these' if len(told) > 1 else 'This'} {heading}", told


def succeeded(words: Words, roadmap: Roadmap, item: Succession) -> Iterator[tuple[str, list[str]]]:
    """Yield what a change of office makes of a roadmap: headings and sentences."""
    last = len(roadmap.bundles)
    told = [end(item.end)]
    if item.back.count and not rests(item.back, roadmap.states[-1]):
        told.append(f"What the end falls back to: {falls(words, roadmap.states, last, item.back)}.")
    if item.worse_off:
        verb = "ranks" if len(item.worse_off) == 1 else "rank"
        who = begun(words.parties(item.worse_off))
        told.append(f"{who} then {verb} the end below where it stands today.")
    if item.no_lock is not None:
        stage, party = item.no_lock
        told.append(
            f"No lock could make it hold by itself: {f'stage {stage}' if stage else 'today'} would "
            f"rest, and {words.party(party)} prefers that to the end."
        )
    told += tempted(words, roadmap.states, item.temptations, first="Before the first stage")
    unread = roadmap.dates is not None and bool(roadmap.dates.unread)
    yield f"{_change(item, last, known=not unread)} {_HOLDS_THEN[item.self_enforcing]}", told
    yield from guaranteed(item.guarantees, whose=" then")


def changing(item: Succession) -> str:
    """Return on which day preferences change, or with the first day of which month or year."""
    title = f" ({item.title})" if item.title else ""
    day = item.start.count("-") == 2
    return f"{'on' if day else 'with the first day of'} {item.start}{title}"


def _change(item: Succession, last: int, *, known: bool) -> str:
    """Return when preferences change and how far a roadmap of so many stages can be by then.

    Where it is not `known` how long some step has to wait, it may not be so far.
    """
    when = changing(item)
    if item.begun:
        return (
            f"Preferences change {when} already, no later than time starts: no stage can have been "
            "taken before."
        )
    if item.stage == last:
        reached = "every stage"
    else:
        reached = f"stage {item.stage}, and no later one," if item.stage else "no stage"
    as_known = "" if known else ", as far as is known"
    return (
        f"When preferences change {when}: {reached} can have been taken before that day{as_known}."
    )


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
