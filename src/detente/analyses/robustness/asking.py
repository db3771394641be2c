"""How far each finding on a target is from changing if one thing in the model is different.

The question of `perspectives`, what is found, is asked of the model as it stands and of every
variation of it.  A finding that no variation changes withstands them all; otherwise the answer
names each variation that changes it, and what is found instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from detente.analyses import saying
from detente.analyses.answer import asked
from detente.analyses.assuming import supported
from detente.analyses.finding import not_asked
from detente.analyses.perspectives.flipping import Settings
from detente.analyses.robustness.changing import Found, Silence, count, effect, finding, otherwise
from detente.analyses.robustness.looking import Look, look, looking
from detente.analyses.robustness.results import NOUNS, Effect, Robustness
from detente.analyses.robustness.varying import Kind, Varied, variations
from detente.analyses.settled import UNSETTLED
from detente.analyses.wording import counted, short_words
from detente.conflict.conflict import Conflict
from detente.errors import ConflictProblems, LimitReached, WrongUse, did_you_mean
from detente.graph.selecting import Selection, item_ids

MOST_VARIATIONS = 2_000
MOST_WORK = 4_000_000  # combinations of options, over all variations


def robustness(
    conflict: Conflict,
    target: str,
    *,
    perspective: str | None = None,
    epoch: date | None = None,
    without: Iterable[str] = (),
    status_quo: str | None = None,
    only: Iterable[str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Robustness:
    """Return what is found about a target, and which single changes of the model change it.

    Parameters
    ----------
    target : the name of a target of the file, or a formula.
    perspective, epoch, without, status_quo : as for `compile`; they choose the model that is
        varied.
    only : ids of items, or names of sources; of the variations those are made that touch nothing
        else.  All if left out.
    progress : called with the number of variations tried, and of all of them.

    Raises
    ------
    WrongUse : for a target, perspective or item that the file does not have, or if it names no
        status quo.
    NoAnswer : for a model that lists its states, or treats several as one.
    LimitReached : if the model is too large.

    >>> import detente
    >>> conflict = detente.load("korea/hanoi-2019")
    >>> found = detente.robustness(conflict, "settle")
    >>> {count.kind: (count.tried, count.rung) for count in found.counts}
    {'swap': (28, 0), 'drop': (44, 0), 'negate': (15, 0), 'source': (7, 1)}
    """
    settings = Settings(target, epoch, tuple(without), status_quo)
    graph = settings.graph(conflict, perspective)
    base = look(graph, target)
    every = variations(graph, settings)
    if only is not None:
        among = frozenset(only)
        known = {*item_ids(conflict), *(source.name for source in conflict.sources)}
        for name in sorted(among - known):
            hint = did_you_mean(name, sorted(known))
            raise WrongUse(f"there is no item or source '{name}'; {hint}")
        every = {
            kind: tuple(one for one in listed if among.issuperset(one.variation.items))
            for kind, listed in every.items()
        }
    chosen, limits = _within(every, MOST_WORK >> len(conflict.options))
    at = looking(base, settings, graph.selection.perspective.name)
    found: list[Found] = []
    for number, varied in enumerate(chosen, start=1):
        found.append((varied, _tried(at, varied)))
        if progress is not None:
            progress(number, len(chosen))
    effects = tuple(change for one in found if (change := effect(base, *one)) is not None)
    limits += _limits(base, found)
    return Robustness(
        asked("robustness", graph, target=target),
        target,
        base.outlook.rung,
        tuple(finding(graph, target, base, atom, found) for atom in base.atoms()),
        tuple(count(kind, len(every[kind]), found, effects, base) for kind in every),
        effects,
        otherwise(graph, target, base, found),
        tuple(_items(graph.selection, effects)),
        tuple(limits),
        tuple(not_asked(short_words(conflict), graph)),
    )


def _within(every: Mapping[Kind, Sequence[Varied]], most: int) -> tuple[list[Varied], list[str]]:
    """Return the variations to try, and which were left out: of a kind all, or none."""
    left = most = min(MOST_VARIATIONS, most)
    chosen: list[Varied] = []
    limits = []
    for kind, listed in every.items():
        if len(listed) > left:
            limits.append(
                f"Left out: {counted(len(listed), NOUNS[kind])}; in a model of this size the "
                f"limit is {counted(most, 'variation')} in all."
            )
            continue
        left -= len(listed)
        chosen += listed
    return chosen, limits


def _tried(at: Callable[[Varied], Look], varied: Varied) -> Look | Silence:
    try:
        return at(varied)
    except (ConflictProblems, LimitReached, WrongUse) as error:
        why = " ".join(str(error).split()).rstrip(".")
        return Silence(why, isinstance(error, LimitReached))


def _limits(base: Look, found: Sequence[Found]) -> list[str]:
    looks = [base, *(one for _, one in found if isinstance(one, Look))]
    limits = []
    if base.outlook.rung == UNSETTLED:
        limits.append(
            "Left out: orders, or moves. It is not established what stops the target: not all orders, or "
            "moves, could be looked at."
        )
    if not all(one.outlook.complete for one in looks[1:]):
        limits.append(
            "With some variations it is not established what stops the target, or which position would "
            "be enough: not all orders, or moves, could be looked at."
        )
    if base.outlook.unsettled:
        limits.append("It is not established which single positions would be enough.")
    if any(one.outlook.open is None for one in looks):
        limits.append("Left out: moves from the status quo. There are too many to look through.")
    if any(one.endings is None and one.outlook.open is not None for one in looks):
        limits.append("Left out: where preferred moves end. There are too many states to follow.")
    limits += [
        f"Too large to be answered: {varied.variation.name}: {one.why}."
        for varied, one in found
        if isinstance(one, Silence) and one.limit
    ]
    return limits


# what the items say ----------------------------------------------------------------------------


def _items(selection: Selection, effects: Sequence[Effect]) -> list[tuple[str, str]]:
    """Return the items that some variation with an effect touches, in the order of the file."""
    words = short_words(selection.conflict)
    texts = {item.id: item.text for item in supported(selection, words)}
    for option in selection.options:
        if option.needs is not None:
            texts[f"{option.name}.needs"] = saying.needs(words, option)
        if option.after is not None:
            texts[f"{option.name}.after"] = saying.after(words, option)
    touched = {
        item
        for effect in effects
        if effect.variation.kind != "source"
        for item in effect.variation.items
    }
    heard = {effect.variation.items[0] for effect in effects if effect.variation.kind == "source"}
    return [
        *((name, text) for name, text in texts.items() if name in touched),
        *(
            (
                source.name,
                ", ".join(p for p in (source.publisher or source.title, source.date) if p),
            )
            for source in selection.conflict.sources
            if source.name in heard
        ),
    ]
