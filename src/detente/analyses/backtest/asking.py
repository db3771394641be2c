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
from detente.analyses.blockers.ladder import LOCKED
from detente.analyses.choosing import chosen
from detente.analyses.onward import Survey, survey
from detente.analyses.outlook import Outlook, outlook
from detente.analyses.sequencing.walking import walks
from detente.analyses.settled import UNSETTLED, Value, value_of
from detente.analyses.unlocks import unlocks
from detente.analyses.unlocks.conceding import conceded, held_in
from detente.analyses.wording import counted, short_words
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
    limits: list[str] = []
    if look.already:
        notes.append(f"'{wanted}' is the case at the status quo already.")
    if not look.complete:
        limits.append(
            "Left out: orders, or moves. Not everything that bears on what stops it, or would unlock it, "
            "could be looked at."
        )
    ways = _ways(graph, limits)
    endings = tuple(ending.state for ending in ways.endings)
    still = ways.complete and not ways.open
    sets, size, whole = _sets(graph, wanted, look, limits)
    around = bool(ways.circles)
    rest = judging.on_rest(
        record, endings, graph.count, whole=ways.complete, still=still, around=around
    )
    rung = judging.on_rung(record, look.rung, enough=_enough(graph, wanted, look, record))
    judged = [
        rest,
        rung,
        judging.on_crux(record, look.rung, sets, size, complete=whole),
        judging.on_roadmap(record, conceded(graph, *_held(graph, record))),
        _certainty(graph, wanted, look, ways, (rest, rung), status_quo, notes, limits),
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
        _baselines(graph, end, len(endings), notes, reached=reached),
        tuple(notes),
        tuple(dict.fromkeys(limits)),
    )


def _held(graph: GraphModel, record: judging.Record) -> tuple[list[str], list[str]]:
    """Return what of the model was given up, and what softened."""
    held = {one.name for one in held_in(graph)}
    given = [name for name in record.outcome.given_up if name in held]
    return given, [name for name in record.outcome.softened if name in held]


def _ways(graph: GraphModel, limits: list[str]) -> Survey:
    """Return where preferred moves lead; nothing, and not complete, if they are too many."""
    try:
        found = survey(graph, graph.number(graph.status_quo or ""))
    except LimitReached as limit:
        limits.append(f"Left out: where preferred moves lead: {limit}")
        return Survey((), (), (), complete=False)
    if not found.complete:
        limits.append("Left out: where preferred moves lead: more states than were followed.")
    return found


def _sets(
    graph: GraphModel, target: str, look: Outlook, limits: list[str]
) -> tuple[tuple[judging.Concession, ...], int, bool]:
    """Return the smallest concessions, half ones among them, of up to how many, and if all."""
    if look.rung not in LOCKED:
        return (), SIZE, look.rung != UNSETTLED
    found = unlocks(graph, target, size=SIZE)
    every = (*found.minimal_sets, *found.half_concessions)
    size = min(found.tried, found.tried_half, SIZE)
    whole = size >= min(SIZE, len(found.positions))
    if not whole:
        limits.append(f"Left out: concessions of more than {counted(size, 'position')}.")
    if not found.settled or found.enough:
        limits.append(
            "Left out: of some concessions it is not established whether they are enough."
        )
    shown = SIZE if whole else size
    # of fewer positions than could be tried there is no larger concession
    whole = whole and found.settled and not found.enough
    return tuple((one.give_up, one.soften) for one in every), shown, whole


def _enough(graph: GraphModel, target: str, look: Outlook, record: judging.Record) -> Value:
    """Return whether an accepted order opens by what was given up, or softened, on record."""
    given, soft = _held(graph, record)
    if look.rung not in LOCKED or not (given or soft):
        return "refuted"
    then = outlook(conceded(graph, given, soft), target)
    below = () if then.already else then.rungs.values[: len(LOCKED)]
    return value_of(proved=set(below) <= {"established"}, possible="refuted" not in below)


def _certainty(
    graph: GraphModel,
    target: str,
    look: Outlook,
    ways: Survey,
    judged: tuple[Judged, Judged],
    status_quo: str | None,
    notes: list[str],
    limits: list[str],
) -> Judged:
    """Judge what all perspectives share; what one of them has no whole answer to is no call."""
    conflict, selection = graph.conflict, graph.selection
    views = [view.name for view in conflict.perspectives]
    rungs, ends = {look.rung}, {_where(ways)}
    whole = {"rest": ways.complete, "rung": look.rung != UNSETTLED}
    for view in views:
        if view == selection.perspective.name:
            continue
        try:
            other = compile(
                conflict,
                perspective=view,
                epoch=selection.epoch,
                without=selection.without,
                status_quo=status_quo,
            )
            seen = outlook(other, target)
        except (ConflictProblems, LimitReached, WrongUse) as error:
            why = " ".join(str(error).split())
            if isinstance(error, LimitReached):
                limits.append(f"Left out: what is found under '{view}': {why}")
            else:
                notes.append(f"Under '{view}' there is no answer: {why}")
            whole = dict.fromkeys(whole, False)
            continue
        found = _ways(other, limits)
        rungs.add(seen.rung)
        ends.add(_where(found))
        whole = {
            "rest": whole["rest"] and found.complete,
            "rung": whole["rung"] and seen.rung != UNSETTLED,
        }
    same = {"rest": len(ends) == 1, "rung": len(rungs) == 1}
    # what two find to differ is contested, whatever the others would find
    robust = {name: found if whole[name] or not found else None for name, found in same.items()}
    robust = robust if len(views) > 1 else {}
    verdicts: dict[str, Verdict] = {
        one.question: one.verdict if whole[one.question] else "no call" for one in judged
    }
    return judging.on_certainty(robust, verdicts)


def _where(ways: Survey) -> tuple[frozenset[str], bool]:
    """Return at which states moves end, and whether they can come to where they never do."""
    return frozenset(ending.state for ending in ways.endings), bool(ways.circles)


def _baselines(
    graph: GraphModel, end: int, named: int, notes: list[str], *, reached: bool
) -> Baselines:
    unchanged = graph.number(graph.status_quo or "") == end
    try:
        found = walks(graph)
    except (LimitReached, NoAnswer) as error:
        if isinstance(error, LimitReached):
            notes.append(f"Left out: how many states can be reached: {error}")
        return Baselines(unchanged, reached, named, None, None)
    if not found.complete:
        return Baselines(unchanged, reached, named, None, None)
    seen = found.seen
    assert graph.moves is not None
    reachable = int(seen[graph.moves.exists].sum())
    chance = Fraction(min(named, reachable), reachable) if seen[end] else Fraction(0)
    return Baselines(unchanged, reached, named, reachable, chance)
