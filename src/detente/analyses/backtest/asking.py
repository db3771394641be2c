"""The model against what happened.

What a file says of a dispute, as it stood on a day, is compared with the `outcome` that it records:
where it would come to rest, what stops the target, what would have to be given up, in which order
steps are accepted, and how sure that is according to whom.  The rule by which each is a hit or a miss
is that of the documentation, written before the shipped disputes were modelled.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from detente.analyses.answer import asked
from detente.analyses.backtest import judging
from detente.analyses.backtest.results import Backtest, Baselines, Judged, Verdict
from detente.analyses.choosing import chosen
from detente.analyses.onward import Survey, survey
from detente.analyses.outlook import Outlook, outlook
from detente.analyses.sequencing.walking import walked
from detente.analyses.unlocks import unlocks
from detente.analyses.unlocks.conceding import conceded, held_in
from detente.analyses.wording import short_words
from detente.conflict.conflict import Conflict
from detente.errors import ConflictProblems, LimitReached, NoAnswer, WrongUse
from detente.graph.compiling import compile
from detente.graph.model import GraphModel

SIZE = 3  # of how many positions concessions are looked for


def backtest(
    conflict: Conflict,
    target: str | None = None,
    *,
    perspective: str | None = None,
    epoch: date | None = None,
    without: Iterable[str] = (),
    status_quo: str | None = None,
) -> Backtest:
    """Return what the model says beside what the file records as the outcome.

    Parameters
    ----------
    target : the name of a target of the file, or a formula; the first target if left out.
    perspective, epoch, without, status_quo : as for `compile`.

    Raises
    ------
    NoAnswer : for a file that records no outcome, or whose model has no order of steps.
    WrongUse : for a target, perspective or item that the file does not have, or without a target
        or a status quo.
    LimitReached : if the model is too large.

    >>> import detente
    >>> found = detente.backtest(detente.load("korea/declaration-2021"))
    >>> {one.question: one.verdict for one in found.judged}["rung"]
    'hit'
    """
    happened = conflict.outcome
    if happened is None or not happened.state:
        raise NoAnswer(
            "the file does not say what happened: add 'outcome', with the state, and the steps if known"
        )
    if target is None and not conflict.targets:
        raise WrongUse("the file names no target: say which one is meant (--to)")
    wanted = target if target is not None else conflict.targets[0].name
    graph = compile(
        conflict, perspective=perspective, epoch=epoch, without=without, status_quo=status_quo
    )
    end = graph.naming.read(happened.state)
    if end is None or end < 0 or not graph.exists[end]:
        raise NoAnswer(f"the outcome '{happened.state}' is no state of this model")
    look = outlook(graph, wanted)
    reached = bool(chosen(graph, wanted)[end])
    record = judging.Record(conflict, short_words(conflict), happened, wanted, reached)
    notes: list[str] = []
    if look.already:
        notes.append(f"'{wanted}' is the case at the status quo already.")
    ways = survey(graph, graph.number(graph.status_quo or ""))
    endings = tuple(ending.state for ending in ways.endings)
    sets, whole = _sets(graph, wanted, look)
    rest = judging.on_rest(record, endings, graph.count, whole=ways.complete)
    rung = judging.on_rung(record, look.rung, enough=_enough(graph, wanted, record))
    judged = [
        rest,
        rung,
        judging.on_crux(record, look.rung, sets, SIZE),
        judging.on_roadmap(record, conceded(graph, *_held(graph, record))),
        _certainty(graph, wanted, look, ways, rest, rung, notes),
    ]
    return Backtest(
        asked("backtest", graph, target=wanted),
        wanted,
        happened.state,
        happened.date.text if happened.date else "",
        reached,
        look.rung,
        endings,
        sets,
        tuple(judged),
        _baselines(graph, end, len(endings), reached=reached),
        tuple(notes),
        complete=whole and ways.complete and look.complete,
    )


def _held(graph: GraphModel, record: judging.Record) -> tuple[list[str], list[str]]:
    """Return what of the model was given up, and what softened."""
    held = {one.name for one in held_in(graph)}
    given = [name for name in record.outcome.given_up if name in held]
    return given, [name for name in record.outcome.softened if name in held]


def _sets(
    graph: GraphModel, target: str, look: Outlook
) -> tuple[tuple[judging.Concession, ...], bool]:
    """Return the smallest concessions, half ones among them, and whether all were looked for."""
    if look.rung not in {"content", "reach", "sequence"}:
        return (), True
    found = unlocks(graph, target, size=SIZE)
    every = (*found.minimal_sets, *found.half_concessions)
    return tuple((one.give_up, one.soften) for one in every), found.complete


def _enough(graph: GraphModel, target: str, record: judging.Record) -> bool:
    """Tell whether an accepted order opens by what was given up, or softened, on record."""
    given, soft = _held(graph, record)
    if not given and not soft:
        return False
    then = outlook(conceded(graph, given, soft), target)
    return then.rung in {"commitment", "time", "ratification", "none"}


def _certainty(
    graph: GraphModel,
    target: str,
    look: Outlook,
    ways: Survey,
    rest: Judged,
    rung: Judged,
    notes: list[str],
) -> Judged:
    conflict, selection = graph.conflict, graph.selection
    views = [view.name for view in conflict.perspectives]
    rungs, ends = {look.rung}, {frozenset(ending.state for ending in ways.endings)}
    for view in views:
        if view == selection.perspective.name:
            continue
        try:
            other = compile(
                conflict, perspective=view, epoch=selection.epoch, without=selection.without
            )
            rungs.add(outlook(other, target).rung)
            found = survey(other, other.number(other.status_quo or ""))
            ends.add(frozenset(ending.state for ending in found.endings))
        except (ConflictProblems, LimitReached, WrongUse) as error:
            notes.append(f"Under '{view}' there is no answer: {' '.join(str(error).split())}")
    robust = {"rest": len(ends) == 1, "rung": len(rungs) == 1} if len(views) > 1 else {}
    verdicts: dict[str, Verdict] = {"rest": rest.verdict, "rung": rung.verdict}
    return judging.on_certainty(robust, verdicts)


def _baselines(graph: GraphModel, end: int, named: int, *, reached: bool) -> Baselines:
    unchanged = graph.number(graph.status_quo or "") == end
    try:
        reachable = int(walked(graph).sum())
    except (LimitReached, NoAnswer):
        return Baselines(unchanged, reached, named, None, None)
    return Baselines(
        unchanged, reached, named, reachable, Fraction(min(named, reachable), reachable)
    )
