"""Hit or miss, question by question; the rule stands in the documentation of the back-tests.

Each function is given what the model said and what the file records, and gives a judgement.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from detente.analyses.backtest.results import Judged, Verdict
from detente.analyses.blockers.ladder import LOCKED
from detente.analyses.finding import STOPS, conceded
from detente.analyses.sequencing.accepting import unmet
from detente.analyses.settled import UNSETTLED, Value
from detente.analyses.wording import Words, counted, joined, words_of
from detente.conflict.conflict import Conflict, Outcome
from detente.conflict.parties import Step
from detente.graph.model import GraphModel

Concession = tuple[tuple[str, ...], tuple[str, ...]]  # what is given up, what is softened


@dataclass(frozen=True, slots=True)
class Record:
    """What happened, as the file tells it, and the words to say it in."""

    conflict: Conflict
    words: Words
    outcome: Outcome
    target: str
    reached: bool

    @property
    def came(self) -> str:
        """Whether the target came about, as a sentence."""
        return f"'{self.target}' {'came' if self.reached else 'did not come'} about."

    def held(self, names: Collection[str]) -> str:
        """Return positions in words."""
        return joined([conceded(self.words, self.conflict, name) for name in names])


def on_rest(
    record: Record,
    endings: Sequence[str],
    states: int,
    *,
    whole: bool,
    still: bool = False,
    around: bool = False,
) -> Judged:
    """Judge the states at which the model comes to rest.

    `whole`: the moves were followed to the end; `still`: none leads on from the status quo;
    `around`: they can also come to where they go round without end.
    """
    told = [record.words.state(state) for state in endings[:3]]
    more = f" and {len(endings) - 3} more" if len(endings) > 3 else ""
    listed = f"{'; or '.join(told)}{more}"
    places = counted(len(endings), "state")
    if not whole:
        said = f"Preferred moves were not followed to their end; they can end at: {listed}."
        said = said if endings else "Preferred moves were not followed to their end."
    elif still:
        said = f"No preferred move leads on from the status quo: it rests there, at: {listed}."
    elif endings:
        rest = "; or they go round without an end" if around else ""
        said = f"Preferred moves from the status quo end in {places} of {states:,}: {listed}{rest}."
    else:
        said = "Preferred moves lead round in circles: it rests nowhere."
    end = record.outcome.state
    apart = nearest(record.conflict, end, endings)
    far = f", {counted(apart, 'option')} away from the nearest" if apart else ""
    happened = f"{record.words.state(end)}{far}."
    verdict: Verdict = "hit" if end in endings else "miss"
    return Judged("rest", said, happened, verdict if whole else "no call")


def nearest(conflict: Conflict, state: str, endings: Sequence[str]) -> int | None:
    """Return in how many options a state differs from the nearest of some others.

    None without options, or where states have names.
    """
    size = len(conflict.options)
    if not size or any(len(one) != size for one in (state, *endings)):
        return None
    return min((sum(a != b for a, b in zip(state, e, strict=True)) for e in endings), default=None)


def on_rung(record: Record, rung: str, *, enough: Value) -> Judged:
    """Judge what stops the target; `enough`: an order opens by what was given up on record."""
    if rung == UNSETTLED:
        return Judged("rung", "What stops it is not established.", record.came, "no call")
    said = "Nothing stops it." if rung == "none" else f"Stops at {rung}: {STOPS[rung]}."
    free = rung == "none"
    opens = enough == "established"
    hit = (record.reached and (free or opens)) or (not record.reached and not free)
    after = " after enough was given up" if record.reached and not free and opens else ""
    verdict: Verdict = "hit" if hit else "miss"
    if record.reached and not free and enough == UNSETTLED:
        verdict = "no call"
    return Judged("rung", said, f"{record.came[:-1]}{after}.", verdict)


def on_crux(
    record: Record, rung: str, sets: Sequence[Concession], size: int, *, complete: bool
) -> Judged:
    """Judge the smallest concessions that open an accepted order; no call if not `complete`."""
    given, soft = set(record.outcome.given_up), set(record.outcome.softened)
    conceded_all = given | soft
    happened = _conceding(record)
    if rung == UNSETTLED:
        said = "What would have to be given up is not established."
        return Judged("crux", said, happened, "no call")
    if rung not in LOCKED:
        said = "Nothing has to be given up for an order that everybody accepts."
        return Judged("crux", said, happened, "no call")
    if not sets:
        known = "was found that is enough" if complete else "is known to be enough"
        return Judged(
            "crux",
            f"No concession of up to {counted(size, 'position')} {known}.",
            happened,
            "no call",
        )
    met = [(g, s) for g, s in sets if given >= set(g) and conceded_all >= set(s)]
    met += [(g, s) for g, s in sets if not s and conceded_all >= set(g)]
    whole = [(g, s) for g, s in met if given >= {*g, *s}]
    hit = bool(met) if record.reached else not whole
    told = [_told(record, one) for one in sets[:3]]
    more = f"; or one of {len(sets) - 3} more" if len(sets) > 3 else ""
    verdict: Verdict = "hit" if hit else "miss"
    said = f"Enough is {'; or '.join(told)}{more}."
    return Judged("crux", said, happened, verdict if complete else "no call")


def _told(record: Record, one: Concession) -> str:
    given, soft = one
    parts = [f"giving up {record.held(given)}"] if given else []
    parts += [f"softening {record.held(soft)}"] if soft else []
    return " and ".join(parts)


def _conceding(record: Record) -> str:
    given, soft = record.outcome.given_up, record.outcome.softened
    parts = [f"given up: {record.held(given)}"] if given else []
    parts += [f"softened: {record.held(soft)}"] if soft else []
    said = "; ".join(parts) or "nothing was given up"
    return f"{record.came[:-1]}; {said}."


def on_roadmap(record: Record, graph: GraphModel) -> Judged:
    """Judge whether the steps that were taken are legal and accepted by all.

    `graph` is the model without the positions that were given up, or softened.
    """
    steps = record.outcome.steps
    if not steps:
        same = record.outcome.state == graph.status_quo
        told = "No step was taken." if same else "The file does not tell the steps."
        return Judged("roadmap", "", told, "no call")
    taken = "; ".join(
        f"({n}) {record.words.doing([str(step) for step in bundle])}"
        for n, bundle in enumerate(steps, start=1)
    )
    wrong = next(_wrong(record, graph), "")
    gone = (
        ""
        if not (record.outcome.given_up or record.outcome.softened)
        else (", but for what was given up or softened")
    )
    said = wrong or (
        f"Each of these steps is legal, and accepted by all on their terms and red lines{gone}."
    )
    return Judged("roadmap", said, f"{taken[0].upper()}{taken[1:]}.", "miss" if wrong else "hit")


def _wrong(record: Record, graph: GraphModel) -> Iterator[str]:
    """Yield what is wrong with the steps that were taken, stage by stage."""
    assert graph.moves is not None
    assert graph.status_quo is not None
    here = graph.number(graph.status_quo)
    words = words_of(record.conflict)
    for stage, bundle in enumerate(record.outcome.steps, start=1):
        there = after(graph, here, bundle)
        starts, ends = np.array([here]), np.array([there])
        if not graph.moves.carriers(starts, ends)[0]:
            yield f"Step {stage} is not legal in the model."
            return
        for number, party in enumerate(graph.parties):
            for kind, item in unmet(graph, number, here, there):
                how = "a condition" if kind == "conditions" else "a red line"
                yield f"Step {stage} should have been refused by {words.party(party)}: {how} ({item})."
        here = there


def after(graph: GraphModel, state: int, bundle: Sequence[Step]) -> int:
    """Return the combination of options after some steps."""
    for step in bundle:
        bit = 1 << graph.options.index(step.option)
        state = state | bit if step.on else state & ~bit
    return state


def on_certainty(robust: dict[str, bool | None], verdicts: dict[str, Verdict]) -> Judged:
    """Judge whether what is robust is right, and what is contested is not.

    `robust` tells of the answers on rest and rung whether all perspectives share them, None if
    that is not known; it is empty for a file with one perspective.
    """
    how = {True: "robust", False: "contested", None: "not known of all perspectives"}
    told = [f"{name}: {how[same]}" for name, same in robust.items()]
    said = f"{'; '.join(told)}." if told else "There is one perspective only."
    called = {
        name: same
        for name, same in robust.items()
        if same is not None and verdicts[name] != "no call"
    }
    if not called:
        return Judged("certainty", said[0].upper() + said[1:], "", "no call")
    right = all((verdicts[name] == "hit") == same for name, same in called.items())
    happened = f"{'; '.join(f'{name}: {verdicts[name]}' for name in called)}."
    return Judged(
        "certainty",
        said[0].upper() + said[1:],
        happened[0].upper() + happened[1:],
        "hit" if right else "miss",
    )
