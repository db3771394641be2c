"""Where a conflict stands and where it rests: the diagnosis in a sentence, then its reasons."""

from __future__ import annotations

from collections.abc import Sequence

from detente.analyses.onward import Onward
from detente.analyses.stability import CONCEPTS, Stability
from detente.analyses.waiting import Wait
from detente.analyses.wording import Words, begun, counted, joined
from detente.briefing.content import Block, Line, Points, Section
from detente.briefing.items import Teller
from detente.briefing.leading import in_state, leads_to, rounds, way

MOST_LISTED = 8
MOST_ELSEWHERE = 3  # states that would rest as well, and are named


def diagnosis(telling: Teller, found: Onward | None, waits: Sequence[Wait]) -> str:
    """Return where the conflict rests and why nothing more moves, in a few sentences."""
    words = telling.words
    if telling.graph.status_quo is None:
        return "The file names no status quo; where this model can rest is listed below."
    if found is None:
        return "This model is too large for its joint moves to be looked through."
    if found.rests:
        first = (
            "In this model nothing moves from the status quo: no party gains by acting alone, and "
            "no joint move is open that each of its parties prefers and that meets the terms they "
            "declared."
        )
    else:
        first = f"In this model the status quo does not rest: {_onward(words, found)}."
    return f"{first} {_held(telling, waits[0])}" if waits else first


def _onward(words: Words, found: Onward) -> str:
    """Return where it goes from the status quo; the way only if there is but one place to come to."""
    ends = [ending.state for ending in found.endings]
    if len(ends) == 1 and not found.circles and found.complete:
        return (
            f"{way(words, found.endings[0].way)}; each mover prefers what its move leads to. There "
            "it comes to rest, and by such moves nowhere else"
        )
    where = leads_to(words, ends, found.circles, complete=found.complete)
    return f"moves that each mover prefers lead on from it. Such moves {where}"


def _held(telling: Teller, wait: Wait) -> str:
    words = telling.words
    one, two = words.party(wait.party), words.party(wait.other_party)
    a, b = words.quoted(wait.steps[0]), words.quoted(wait.steps[1])
    return (
        f"What holds it there: {one} makes {a} wait for {b}, and {two} makes {b} wait for {a}; no "
        "order of the two meets both."
    )


def short(telling: Teller, said: str, waits: Sequence[Wait], counts: Sequence[Line]) -> Section:
    """Return the first section: what it is about, the diagnosis, the count of assumptions."""
    summary = " ".join(telling.graph.conflict.summary.split())
    terms = telling.lines()
    # the sentence ends with who waits for whom, so it rests on what these terms rest on
    marks = [
        mark
        for wait in waits[:1]
        for name in (wait.condition, wait.other_condition)
        for mark in terms[name].marks
    ]
    lead = [Line(said, tuple(dict.fromkeys(marks)), strong=True)]
    if summary:
        lead.insert(0, Line(summary))
    return Section("short", "In short", (*lead, *counts))


def standing(telling: Teller, stable: Stability, found: Onward | None) -> Section:
    """Return where things stand, where they could rest, and what happened if that is known."""
    graph, words = telling.graph, telling.words
    lead = []
    if graph.status_quo is not None:
        as_of, assumed = graph.conflict.as_of, graph.selection.asked_status_quo is not None
        when = (
            "Status quo, as asked" if assumed else f"Today, {as_of.text}" if as_of else "Status quo"
        )
        lead.append(Line(f"{when}: {in_state(words, graph.status_quo)}."))
        lead.append(Line(_by_concepts(stable, graph.status_quo)))
        lead.append(
            Line(
                "A state is said to rest if no party gains by moving alone and no group has a "
                "joint move that all in it prefer on the terms entered for them."
            )
        )
    blocks: list[Block] = [Points("Where it rests", tuple(_endings(telling, stable, found)))]
    happened = _happened(telling, found)
    if happened is not None:
        blocks.append(Points("What happened", (happened,)))
    if stable.unknown_order:
        who = words.parties(stable.unknown_order)
        unknown = (
            f"How some states compare for {who} is not known; everything here is computed in the "
            "order written, and may differ in another."
        )
        blocks.append(Points("Not known", (Line(unknown),)))
    return Section("rests", "Where it stands and where it rests", tuple(lead), tuple(blocks))


def _happened(telling: Teller, found: Onward | None) -> Line | None:
    """Return what happened, and whether the model comes to rest there; None if it is not known."""
    outcome = telling.graph.conflict.outcome
    if outcome is None or not outcome.state:
        return None
    when = f" ({outcome.date.text})" if outcome.date else ""
    said = f"As the file records it{when}: {in_state(telling.words, outcome.state)}."
    marks = telling.marks(outcome.basis, assumed=False)
    if found is None:
        return Line(said, marks)
    ends = {ending.state for ending in found.endings}
    if outcome.state not in ends:
        match = (
            "That is not where this model comes to rest."
            if found.complete
            else "That is none of the places of rest that were found."
        )
    elif len(ends) == 1 and not found.circles and found.complete:
        match = "That is the model's one place of rest."
    else:
        match = "That is one of the places where this model can come to rest."
    return Line(f"{said} {match}", marks)


def _by_concepts(stable: Stability, status_quo: str) -> str:
    many = len(stable.equilibria)
    held = [name for name, states in stable.equilibria.items() if status_quo in states]
    if len(held) == many:
        return (
            f"It is stable for every party by all {many} concepts of stability computed. What "
            "parties could do together is another question, answered below."
        )
    if not held:
        return f"It is stable for every party by none of the {many} concepts of stability computed."
    names = joined([CONCEPTS[name].title for name in held])
    return f"It is stable for every party by {names}; not by the other concepts computed."


def _endings(telling: Teller, stable: Stability, found: Onward | None) -> list[Line]:
    words = telling.words
    if telling.graph.status_quo is None and stable.rests is not None:
        more = len(stable.rests) - MOST_LISTED
        lines = [Line(f"{begun(in_state(words, state))}.") for state in stable.rests[:MOST_LISTED]]
        lines += [Line(f"And {counted(more, 'other state')}.")] if more > 0 else []
        return lines or [Line("Nowhere: every state has an improvement or a joint move.")]
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
            lines.append(Line(f"At the status quo: {in_state(words, ending.state)}.", strong=True))
            continue
        lines.append(Line(f"{begun(in_state(words, ending.state))}.", strong=True))
        lines.append(Line(f"The way there: {way(words, ending.way)}."))
    if len(found.endings) > MOST_LISTED:
        lines.append(Line(f"And in {counted(len(found.endings) - MOST_LISTED, 'state')} more."))
    if found.circles:
        where = "it can also" if found.endings else "it would"
        lines.append(Line(f"{begun(where)} {rounds(words, found.circles)}."))
    if not found.complete:
        lines.append(Line("Such moves lead on through more states than were followed."))
    elsewhere = _elsewhere(telling, stable, found)
    return [*lines, *([elsewhere] if elsewhere is not None else [])]


def _elsewhere(telling: Teller, stable: Stability, found: Onward) -> Line | None:
    """Return where things would rest as well, but do not come to; None if nowhere."""
    ends = {ending.state for ending in found.endings}
    elsewhere = [state for state in stable.rests or () if state not in ends]
    if not elsewhere:
        return None
    states = f"{counted(len(elsewhere), 'other state')} of {stable.states:,}"
    if not found.complete:
        return Line(f"{states} would rest if things stood there; not every way on was followed.")
    named = "; or ".join(in_state(telling.words, state) for state in elsewhere)
    which = f": {named}" if len(elsewhere) <= MOST_ELSEWHERE else ""
    return Line(
        f"{states} would rest as well if things stood there, but no sequence of moves that their "
        f"movers prefer leads there from the status quo{which}."
    )
