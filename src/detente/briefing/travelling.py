"""In which order it could be done: one roadmap in full, with its pictures, and why others fail."""

from __future__ import annotations

from collections.abc import Iterator

from detente.analyses.roadmaps.results import Roadmap, Roadmaps, StepSet
from detente.analyses.settled import UNSETTLED
from detente.analyses.unlocks.results import Concession
from detente.analyses.wording import Words, begun, counted, joined
from detente.briefing.answers import Answers, Road
from detente.briefing.content import Block, Line, Picture, Points, Section
from detente.briefing.items import Teller, teller
from detente.briefing.naming import conceded_names
from detente.graph.model import GraphModel
from detente.telling.drawing.chart import roadmap_svg
from detente.telling.drawing.gantt import gantt_svg
from detente.telling.journey import (
    STRENGTH_SAID,
    changing,
    end,
    guaranteed,
    hanging_on,
    stages_told,
    succeeded,
    tempted,
    today,
    undone,
)
from detente.telling.refusing import Reason, Told, refusals_told
from detente.telling.scheduled import in_time, schedule_told

MOST_REFUSED = 4
_KINDS = {
    "closest": "the order that comes closest",
    "in as few bundles as are legal": "as much at once as is legal",
    "all at once": "everything at once",
}

_HOLDS_THEN = {
    "weak": "it would only just hold by itself from there on",
    "no": "it would not hold by itself from there on",
}


def travelling(telling: Teller, found: Answers) -> Section | None:
    """Return the roadmap to tell, and the orders that fail today; None if neither was asked."""
    if found.today is None or not found.today.step_sets:
        return None
    lead: list[Line] = []
    blocks: list[Block] = []
    if found.road is None:
        lead.append(Line(_none(found), strong=True))
    else:
        lead.append(Line(_assumed(telling, found.road), strong=True))
        blocks += _told(found.road)
    blocks += _failing(telling, found.today)
    return Section("roadmaps", "In which order it could be done", tuple(lead), tuple(blocks))


def road_sentence(telling: Teller, found: Answers) -> str:
    """Return whether there is a road, after what, and in how much time; nothing if not asked."""
    road = found.road
    if road is None:
        return ""
    _, roadmap = _chosen(road.roadmaps)
    said = _assumed(telling, road)
    words = teller(road.graph).words
    parts = [said, f"The one told below {_holds(roadmap)}.", _gain(road.graph, words, roadmap)]
    parts += filter(None, [_another(found, road, roadmap)])
    lost = [item for item in roadmap.exposure if item.kind == "unrecoverable"]
    if lost:
        who = list(dict.fromkeys(item.party for item in lost))
        parts.append(f"{begun(words.parties(who))} could be left hanging on it beyond recovery.")
    if roadmap.dates is not None:
        parts.append(in_time(roadmap.dates))
    for item in roadmap.succession:
        if item.self_enforcing in _HOLDS_THEN:
            how = _HOLDS_THEN[item.self_enforcing]
            parts.append(f"Once preferences change {changing(item)}, {how}.")
    return " ".join(parts)


def _holds(roadmap: Roadmap) -> str:
    """Return whether a roadmap holds, and what keeps its end, as what it does."""
    if UNSETTLED in (roadmap.self_enforcing, roadmap.end):
        return "may hold by itself or not: that is not established"
    holds = {
        "strong": "would hold by itself: in the end nobody could do better by leaving it",
        "weak": (
            "would only just hold by itself: a party might do better by leaving it, but none surely"
        ),
        "no": "would not hold by itself: a party would surely do better by leaving it",
    }
    ends = {
        "resting": "at its end no party gains by a move of its own",
        "held by threat": (
            "at its end a party could gain at first by a move of its own, but nobody prefers what "
            "could follow"
        ),
        "unravels": "its end could unravel into something that a party prefers to it",
    }
    return f"{holds[roadmap.self_enforcing]}; {ends[roadmap.end]}"


def _none(found: Answers) -> str:
    """Return that no order is accepted, and what more is known of that."""
    opens = found.opens
    assert found.today is not None
    if any(step_set.accepted["all"] for step_set in found.today.step_sets):
        return "There are orders of steps that all parties accept; they were not worked out."
    said = "As things are there is no order of these steps that all parties accept."
    if opens is not None and opens.found in ("sets", "none"):
        told = bool(opens.minimal_sets or opens.half_concessions)
        above = "What would have to be conceded for one" if told else "That nothing is enough"
        return f"{said} {above} is told above."
    return said


def _assumed(telling: Teller, road: Road) -> str:
    """Return under which concession there are orders that all accept, if any is needed."""
    if road.after is None:
        return "As things are there are orders of steps that all parties accept."
    said = "As things are there is no order of these steps that all parties accept."
    return f"{said} {_conceded(telling, road.after)}, there would be one."


def _conceded(telling: Teller, one: Concession) -> str:
    said = []
    if one.soften:
        asked = conceded_names(telling, one.soften)
        said.append(f"'together' were asked for instead of 'first' in {asked}")
    if one.give_up:
        said.append(f"{conceded_names(telling, one.give_up)} were given up")
    return f"If {joined(said)}"


def _told(road: Road) -> Iterator[Block]:
    """Yield one roadmap in full."""
    step_set, roadmap = _chosen(road.roadmaps)
    graph = road.graph
    words = teller(graph).words
    counts = f"{step_set.accepted['all']:,} of {counted(step_set.legal, 'legal order')}"
    all_accept = "All parties accept" if road.after is None else "Then all parties would accept"
    most = "; of these it has the most stages" if "finest" in roadmap.kinds else ""
    yield Picture(
        f"A roadmap in {counted(len(roadmap.bundles), 'stage')}",
        roadmap_svg(graph, roadmap),
        (Line(f"{all_accept} {counts} of these steps{most}."),),
    )
    first = today(words, roadmap)
    stages = tuple(Line(f"{deed} {' '.join(notes)}") for deed, notes in stages_told(words, roadmap))
    yield Points(f"Stage by stage{': ' + first if first else ''}", stages, ordered=True)
    hanging = tuple(Line(begun(text)) for text in hanging_on(words, roadmap))
    exposed = {item.party for item in roadmap.exposure}
    safe = [party for party in graph.parties if party not in exposed]
    if safe and exposed:
        hanging += (Line(f"{begun(words.parties(safe))}: at no stage."),)
    yield Points("Who could be left hanging, and after which stage", hanging)
    holds = [
        STRENGTH_SAID[roadmap.self_enforcing],
        *tempted(words, roadmap.states, roadmap.temptations),
    ]
    holds.append(_gain(graph, words, roadmap))
    holds.append(end(roadmap.end))
    if roadmap.end == "held by threat":
        holds += undone(graph, words, roadmap.states)
    yield Points("Would it hold?", tuple(Line(text) for text in holds))
    for heading, sentences in guaranteed(roadmap.guarantees):
        yield Points(heading, tuple(map(Line, sentences)))
    for item in roadmap.succession:
        for heading, sentences in succeeded(words, roadmap, item):
            yield Points(heading, tuple(map(Line, sentences)))
    yield from _dated(road, roadmap)


def _gain(graph: GraphModel, words: Words, roadmap: Roadmap) -> str:
    """Return who is better off at the end of a roadmap than today, as a sentence."""
    first, last = roadmap.states[0], roadmap.states[-1]
    found: dict[str, list[str]] = {}
    for party in graph.parties:
        how = graph.compare(party, last, first).removeprefix("much ")
        found.setdefault(how, []).append(party)
    said = {
        "better": "better off than today",
        "same": "as well off as today",
        "worse": "worse off than today",
        "unknown": "better or worse off than today: the file leaves that open",
    }
    parts = [
        f"{words.parties(found[how])} {'is' if len(found[how]) == 1 else 'are'} {told}"
        for how, told in said.items()
        if how in found
    ]
    return f"At the end {'; '.join(parts)}."


def _chosen(found: Roadmaps) -> tuple[StepSet, Roadmap]:
    """Return the roadmap to tell: one that holds by itself and fits, in the finest stages."""
    every = [
        (step_set, roadmap)
        for step_set in (*found.step_sets, *found.holding)
        for roadmap in step_set.roadmaps
    ]
    order = ("strong", "weak", "no", "not established")
    return min(
        every,
        key=lambda pair: (
            order.index(pair[1].self_enforcing),
            not _fits(pair[1]),
            "finest" not in pair[1].kinds,
        ),
    )


def _fits(roadmap: Roadmap) -> bool:
    return roadmap.dates is None or roadmap.dates.feasible


def _another(found: Answers, road: Road, roadmap: Roadmap) -> str:
    """Return that another order does what the one told does not; nothing if none is known to."""
    if road.after is not None or found.blocks.rung not in ("time", "ratification", "none"):
        return ""
    if found.blocks.rung != "time" and not _fits(roadmap):
        return "Another order of steps would hold and fit the windows."
    return "" if roadmap.self_enforcing != "no" else "Another order of steps would hold."


def _dated(road: Road, roadmap: Roadmap) -> Iterator[Block]:
    if roadmap.dates is None:
        return
    told = (in_time(roadmap.dates), *schedule_told(road.graph, roadmap.dates))
    lines = tuple(Line(text) for text in told)
    drawing = gantt_svg(road.graph, roadmap.dates)
    if drawing is None:
        yield Points("Until when", lines)
    else:
        yield Picture("Until when: earliest and latest days, windows and deadlines", drawing, lines)


def _failing(telling: Teller, found: Roadmaps) -> Iterator[Block]:
    """Yield why orders fail that come to mind first: everything at once, one side upfront."""
    words = telling.words
    told: set[Reason] = set()
    known = telling.lines()
    lines: list[Line] = []
    for step_set in found.step_sets[:1]:
        for roadmap in step_set.refused[:MOST_REFUSED]:
            who = list(dict.fromkeys(refusal.party for refusal in roadmap.refusals))
            kinds = begun(joined([_kind(telling, roadmap, kind) for kind in roadmap.kinds]))
            stages = "; then ".join(words.doing(bundle) for bundle in roadmap.bundles)
            head = f"{kinds}, refused by {words.parties(who)}: {stages}."
            lines.append(Line(head, strong=True))
            lines += [_reason(known, one) for one in refusals_told(telling.graph, roadmap, told)]
    if lines:
        yield Points("Why the orders that come to mind first fail today", tuple(lines))


def _reason(known: dict[str, Line], one: Told) -> Line:
    """Return a reason with the marks of its items."""
    items = [known[name] for name in one.items if name in known]
    return Line(one.sentence, tuple(dict.fromkeys(mark for line in items for mark in line.marks)))


def _kind(telling: Teller, roadmap: Roadmap, kind: str) -> str:
    """Return what kind of order it is, as a noun."""
    if not kind.endswith(" upfront"):
        return _KINDS.get(kind, kind)
    party = kind.removesuffix(" upfront")
    who = telling.words.party(party)
    if _waits_for_nobody(telling, roadmap, party):
        return f"everything upfront by {who}"
    return f"as much upfront by {who} as is legal"


def _waits_for_nobody(telling: Teller, roadmap: Roadmap, party: str) -> bool:
    """Tell whether a party takes all that it takes alone before others take what they do alone."""
    options = {option.name: option for option in telling.selection.options}

    def alone(step: str) -> set[str]:
        option = options[step.removeprefix("not ")]
        able = option.undone_by if step.startswith("not ") else option.switched_on_by
        return {members[0] for members in able if len(members) == 1}

    own = [n for n, bundle in enumerate(roadmap.bundles) if any(party in alone(s) for s in bundle)]
    until = roadmap.bundles[: max(own, default=-1) + 1]
    return not any(alone(step) - {party} and party not in alone(step) for b in until for step in b)
