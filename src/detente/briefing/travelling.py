"""In which order it could be done: one roadmap in full, with its pictures, and why others fail."""

from __future__ import annotations

from collections.abc import Iterator

from detente.analyses.roadmaps.results import Roadmap, Roadmaps, StepSet
from detente.analyses.unlocks.results import Concession
from detente.analyses.wording import Words, begun, counted, joined, sentence_of
from detente.briefing.answers import Answers, Road
from detente.briefing.content import Block, Line, Picture, Points, Section
from detente.briefing.items import Teller, teller
from detente.graph.model import GraphModel
from detente.telling.drawing.chart import roadmap_svg
from detente.telling.drawing.gantt import gantt_svg
from detente.telling.journey import (
    STRENGTH_SAID,
    end,
    guaranteed,
    hanging_on,
    stages_told,
    succeeded,
    tempted,
    today,
    undone,
)
from detente.telling.refusing import Reason, refusals_in_words
from detente.telling.scheduled import in_time, schedule_told

MOST_REFUSED = 4


def travelling(telling: Teller, found: Answers) -> Section | None:
    """Return the roadmap to tell, and the orders that fail today; None if neither was asked."""
    if found.today is None or not found.today.step_sets:
        return None
    lead: list[Line] = []
    blocks: list[Block] = []
    if found.road is None:
        opened = found.opens is not None and found.opens.minimal_sets
        more = (
            "what would have to be given up for one is told above"
            if opened
            else "no concession was found"
        )
        lead.append(Line(f"No order of the steps is accepted by all today; {more}."))
    else:
        lead += _assumed(telling, found.road)
        blocks += _told(found.road)
    blocks += _failing(telling, found.today)
    return Section("roadmaps", "In which order it could be done", tuple(lead), tuple(blocks))


def road_sentence(telling: Teller, found: Answers) -> str:
    """Return whether there is a road, after what, and in how much time; nothing if not asked."""
    road = found.road
    if road is None:
        return ""
    _, roadmap = _chosen(road.roadmaps)
    if road.after is None:
        said = "There is an order of the steps that all accept as things are"
    else:
        said = f"{_conceded(telling, road.after)}, there would be an order that all accept"
    holds = {"strong": "; it would hold by itself", "weak": "; it would just hold by itself"}
    said += holds.get(roadmap.self_enforcing, "; it would not hold by itself")
    parts = [f"{said}."]
    words = teller(road.graph).words
    lost = [item for item in roadmap.exposure if item.kind == "unrecoverable"]
    if lost:
        who = list(dict.fromkeys(item.party for item in lost))
        parts.append(f"{begun(words.parties(who))} could be left hanging on it beyond recovery.")
    if roadmap.end == "held by threat":
        parts.append("Its end would be held by threat, not by contentment.")
    if roadmap.dates is not None:
        parts.append(in_time(roadmap.dates))
    for item in roadmap.succession:
        if not item.robust:
            named = f" ({item.title})" if item.title else ""
            parts.append(f"What it leads to would not survive the change of {item.start}{named}.")
    return " ".join(parts)


def _assumed(telling: Teller, road: Road) -> Iterator[Line]:
    """Yield under which concession the roadmap holds, if any."""
    if road.after is None:
        yield Line("There are orders of the steps that all accept as things are.", strong=True)
        return
    yield Line(
        f"Today there is no order of the steps that all accept. {_conceded(telling, road.after)}, "
        "there would be; this is the one told here.",
        strong=True,
    )


def _conceded(telling: Teller, one: Concession) -> str:
    positions = {p.name: p for p in telling.graph.conflict.positions}

    def who(name: str) -> str:
        holder = positions[name].party if name in positions else name.split(".", maxsplit=1)[0]
        return telling.words.party(holder)

    def called(name: str) -> str:
        return f"'{positions[name].label or name}'" if name in positions else f"'{name}'"

    said = []
    if one.soften:
        named = joined([f"{who(name)} on {called(name)}" for name in one.soften])
        said.append(f"{named} accepted 'together' for 'first'")
    said += [f"{who(name)} gave up {called(name)}" for name in one.give_up]
    return begun(f"if {joined(said)}")


def _told(road: Road) -> Iterator[Block]:
    """Yield one roadmap in full: the finest of those that hold by themselves best."""
    step_set, roadmap = _chosen(road.roadmaps)
    graph = road.graph
    words = teller(graph).words
    counts = f"{step_set.accepted['all']:,} of {counted(step_set.legal, 'legal order')}"
    yield Picture(
        f"A roadmap in {counted(len(roadmap.bundles), 'stage')}",
        roadmap_svg(graph, roadmap),
        (Line(f"All would then accept {counts}; of these it has the most stages."),),
    )
    first = today(words, roadmap)
    stages = tuple(Line(f"{deed} {' '.join(notes)}") for deed, notes in stages_told(words, roadmap))
    yield Points(f"Stage by stage{': ' + first if first else ''}", stages, ordered=True)
    hanging = tuple(Line(begun(text)) for text in hanging_on(words, roadmap))
    safe = [p for p in graph.parties if p not in {item.party for item in roadmap.exposure}]
    if safe and roadmap.exposure:
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
        yield Points(heading.removesuffix(":"), tuple(Line(text) for text in sentences))
    yield from _dated(road, roadmap)
    for item in roadmap.succession:
        for heading, sentences in succeeded(words, roadmap, item):
            yield Points(heading.removesuffix(":"), tuple(Line(text) for text in sentences))


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
    return f"At the end {joined(parts)}."


def _chosen(found: Roadmaps) -> tuple[StepSet, Roadmap]:
    """Return the roadmap to tell: one that holds by itself before one that does not."""
    every = [
        (step_set, roadmap)
        for step_set in (*found.step_sets, *found.holding)
        for roadmap in step_set.roadmaps
        if "finest" in roadmap.kinds
    ]
    order = ("strong", "weak", "no")
    return min(every, key=lambda pair: order.index(pair[1].self_enforcing))


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
            kinds = begun(joined([_kind(telling, kind) for kind in roadmap.kinds]))
            stages = "; then ".join(words.doing(bundle) for bundle in roadmap.bundles)
            head = f"{kinds}, refused by {words.parties(who)}: {stages}."
            lines.append(Line(head, strong=True))
            lines += [
                _reason(known, text) for text in refusals_in_words(telling.graph, roadmap, told)
            ]
    if lines:
        yield Points("Why the orders that come to mind first fail today", tuple(lines))


def _reason(known: dict[str, Line], text: str) -> Line:
    """Return a reason with the marks of its items in the place of their ids."""
    said, _, ids = text[:-1].rpartition(" [") if text.endswith("]") else (text, "", "")
    again = " again for reasons told above"
    if again in said:
        return Line(f"{said.partition(again)[0]}{again}.")
    items = [known[name] for name in ids.split(", ") if name in known]
    return Line(said, tuple(dict.fromkeys(mark for line in items for mark in line.marks)))


def _kind(telling: Teller, kind: str) -> str:
    if kind.endswith(" upfront"):
        return f"everything upfront by {telling.words.party(kind.removesuffix(' upfront'))}"
    return {
        "closest": "the order that comes closest",
        "in as few bundles as are legal": "as much at once as is legal",
        "all at once": "everything at once",
    }.get(kind, sentence_of(kind).rstrip("."))
