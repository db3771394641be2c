"""Where a conflict stands and where it rests: the diagnosis in a sentence, then its reasons."""

from __future__ import annotations

from collections.abc import Sequence

from detente.analyses.onward import Onward
from detente.analyses.stability import CONCEPTS, Stability
from detente.analyses.taken import Taken
from detente.analyses.waiting import Wait
from detente.analyses.wording import begun, counted, joined
from detente.briefing.content import Line, Points, Section
from detente.briefing.items import Teller

MOST_LISTED = 8


def diagnosis(telling: Teller, found: Onward | None, waits: Sequence[Wait]) -> str:
    """Return where the conflict rests and why nothing more moves, in one or two sentences."""
    words = telling.words
    if telling.graph.status_quo is None:
        return "The file names no status quo; where this model can rest is listed below."
    if found is None:
        return "This model is too large for its joint moves to be looked through."
    if found.rests:
        first = (
            "In this model nothing moves from the status quo: no party gains by acting alone, and "
            "there is no joint move that all its parties prefer on the terms entered for them"
        )
    elif len(found.endings) == 1 and found.complete:
        ending = found.endings[0]
        way = "; then ".join(_stage(telling, stage) for stage in ending.way)
        alone = "" if found.alone else "no party gains by acting alone, but "
        first = (
            f"In this model {alone}{way}, as {'they all prefer' if _joint(ending.way) else 'it prefers'}. "
            "There it comes to rest: no further move is preferred by all who would have to make it"
        )
    elif not found.endings and found.complete:
        first = (
            "In this model moves that their movers prefer lead away from the status quo and never "
            "come to rest: they run in a circle"
        )
    else:
        first = (
            "In this model moves that their movers prefer lead from the status quo to "
            f"{'at least ' if not found.complete else ''}"
            f"{counted(len(found.endings), 'state')} from which there are none"
        )
    if not waits:
        return first + "."
    wait = waits[0]
    one, two = words.party(wait.party), words.party(wait.other_party)
    a, b = words.quoted(wait.steps[0]), words.quoted(wait.steps[1])
    return (
        f"{first}. What holds it there: {one} and {two} wait for each other. {begun(one)} makes {a} "
        f"depend on {b}, and {two} makes {b} depend on {a}; no order of the two meets both."
    )


def _joint(way: Sequence[Taken]) -> bool:
    return len({party for stage in way for party in stage.parties}) > 1


def _stage(telling: Teller, stage: Taken) -> str:
    words = telling.words
    together = " together" if len(stage.parties) > 1 else ""
    who = words.parties(stage.parties)
    return f"{who} can{together} {words.doing(stage.steps, stage.to)}"


def short(telling: Teller, said: str, waits: Sequence[Wait], counts: Sequence[str]) -> Section:
    """Return the first section: what it is about, the diagnosis, the count of assumptions."""
    summary = " ".join(telling.graph.conflict.summary.split())
    terms = telling.lines()
    # the sentence ends with who waits for whom, so it rests on what these terms rest on
    marks = [
        mark
        for wait in waits[:1]
        if "wait for each other" in said
        for name in (wait.condition, wait.other_condition)
        for mark in terms[name].marks
    ]
    lead = [Line(said, tuple(dict.fromkeys(marks)), strong=True)]
    if summary:
        lead.insert(0, Line(summary))
    return Section("short", "In short", (*lead, *map(Line, counts)))


def standing(telling: Teller, stable: Stability, found: Onward | None) -> Section:
    """Return where things stand, where they could rest, and what happened if that is known."""
    graph, words = telling.graph, telling.words
    lead = []
    if graph.status_quo is not None:
        lead.append(
            Line(f"Today, {graph.conflict.as_of.text}: {_in(telling, graph.status_quo)}.")
            if graph.conflict.as_of
            else Line(f"Status quo: {_in(telling, graph.status_quo)}.")
        )
        lead.append(Line(_by_concepts(stable, graph.status_quo)))
        lead.append(
            Line(
                "A state is said to rest if no party gains by moving alone and no group has a "
                "joint move that all in it prefer on the terms entered for them."
            )
        )
    blocks = [Points("Where it rests", tuple(_endings(telling, stable, found)))]
    outcome = graph.conflict.outcome
    if outcome is not None and outcome.state:
        ends = {ending.state for ending in found.endings} if found else set()
        match = (
            "the model's one resting place"
            if ends == {outcome.state} and found and found.complete
            else "one of the model's resting places"
            if outcome.state in ends
            else "not where this model comes to rest"
            if found and found.complete
            else "none of the resting places found, and not all could be looked for"
        )
        when = f" ({outcome.date.text})" if outcome.date else ""
        happened = f"As the file records it{when}: {_in(telling, outcome.state)}. That is {match}."
        marks = telling.marks(outcome.basis, assumed=False)
        blocks.append(Points("What happened", (Line(happened, marks),)))
    if stable.unknown_order:
        who = words.parties(stable.unknown_order)
        blocks.append(
            Points(
                "Not known",
                (
                    Line(
                        f"How some states compare for {who} is not known; everything here is "
                        "computed in the order written, and may differ in another."
                    ),
                ),
            )
        )
    return Section("rests", "Where it stands and where it rests", tuple(lead), tuple(blocks))


def _in(telling: Teller, state: str) -> str:
    said = telling.words.state(state)
    explicit = telling.words.explicit or state in telling.words.states
    return said if said == "nothing in effect" or explicit else f"in effect: {said}"


def _by_concepts(stable: Stability, status_quo: str) -> str:
    held = [name for name, states in stable.equilibria.items() if status_quo in states]
    if len(held) == len(stable.equilibria):
        return (
            f"No party would leave it by acting alone: so say all {len(held)} concepts of stability "
            "computed. What parties could do together is another question, answered below."
        )
    if not held:
        return "By no concept of stability is it stable for every party."
    names = joined([CONCEPTS[name].title for name in held])
    return f"It is stable for every party by {names}; not by the other concepts computed."


def _named(telling: Teller, states: Sequence[str]) -> str:
    if len(states) > 3:
        return ""
    return ": " + "; or ".join(_in(telling, state) for state in states)


def _endings(telling: Teller, stable: Stability, found: Onward | None) -> list[Line]:
    if telling.graph.status_quo is None and stable.rests is not None:
        more = len(stable.rests) - MOST_LISTED
        lines = [Line(f"{begun(_in(telling, state))}.") for state in stable.rests[:MOST_LISTED]]
        lines += [Line(f"And {counted(more, 'other state')}.")] if more > 0 else []
        return lines or [Line("Nowhere: no state has neither an improvement nor a joint move.")]
    if found is None:
        alone = len(stable.equilibria.get("nash", ()))
        return [
            Line(
                "Not computed: the model has too many joint moves. "
                f"In {counted(alone, 'state')} no party gains by acting alone."
            )
        ]
    lines = []
    for ending in found.endings[:MOST_LISTED]:
        if not ending.way:
            lines.append(Line(f"At the status quo: {_in(telling, ending.state)}.", strong=True))
            continue
        way = "; then ".join(_stage(telling, stage) for stage in ending.way)
        lines.append(Line(f"{begun(_in(telling, ending.state))}.", strong=True))
        lines.append(Line(f"The way there: {way}."))
    if len(found.endings) > MOST_LISTED:
        lines.append(Line(f"And {len(found.endings) - MOST_LISTED} more."))
    if not found.complete:
        lines.append(Line("Further places of rest were not looked for: too many states to follow."))
    elif not found.endings:
        lines.append(Line("Nowhere that such moves lead to from the status quo."))
    rests = stable.rests or ()
    elsewhere = [s for s in rests if s not in {ending.state for ending in found.endings}]
    if elsewhere and found.complete:
        lines.append(
            Line(
                f"{counted(len(elsewhere), 'other state')} of {stable.states:,} would rest as well "
                "if things stood there, but no sequence of moves that their movers prefer leads "
                f"there from the status quo{_named(telling, elsewhere)}."
            )
        )
    return lines
