"""unlocks: which positions, given up or softened, would open a way to a target.

The answer shows the smallest sets first, because counting hangs on how positions are cut; then
half concessions, the crux, the side that could do it alone, and steps that a party could take by
itself.  Every set is proved anew from the conflict before it is reported.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from detente.analyses.answer import asked
from detente.analyses.choosing import chosen
from detente.analyses.sequencing.accepting import required
from detente.analyses.sequencing.orders import orders_of
from detente.analyses.sequencing.sides import LEVELS, sides_of
from detente.analyses.settled import UNSETTLED
from detente.analyses.unlocks.conceding import Concessions, Held, conceded, held_in
from detente.analyses.unlocks.crux import crux_of
from detente.analyses.unlocks.giving import (
    Both,
    Progress,
    every_set,
    half_concessions,
    minimal_sets,
)
from detente.analyses.unlocks.initiatives import initiatives
from detente.analyses.unlocks.noting import but_for_the_floor, left_out, not_asked
from detente.analyses.unlocks.reaching import reach_of
from detente.analyses.unlocks.results import Concession, Unlocks
from detente.errors import WrongUse, did_you_mean
from detente.graph.comparing import unknown_order
from detente.graph.model import GraphModel


def unlocks(
    graph: GraphModel,
    target: str,
    *,
    level: str = "sequence",
    size: int = 4,
    require: Collection[str] | None = None,
    progress: Progress | None = None,
) -> Unlocks:
    """Return which positions, given up or softened, would bring a target to a level.

    >>> import detente
    >>> graph = detente.compile(detente.load("korea/hanoi-2019"))
    >>> found = detente.unlocks(graph, "settle")
    >>> found.minimal_sets[0].give_up
    ('us-upfront',)
    >>> found.crux[0].position, found.crux[0].index
    ('us-upfront', 0.875)

    Parameters
    ----------
    target : the name of a target, a pattern or a formula.
    level : how far it should come: `content`, `reach`, `sequence`, `weak` or `strong`.
    size : up to how many positions the concessions have that are shown.
    require : which of `conditions`, `red-lines` and `floor` a party insists on; all by default.
    progress : called with the number of concessions looked at, and of all of them.

    Raises
    ------
    WrongUse : for an unknown target, level or requirement, or if there is no status quo.
    NoAnswer : for a model that does not consist of options.
    LimitReached : for a party whose moves of one step are too many to list.
    """
    if level not in LEVELS[1:]:
        raise WrongUse(f"'{level}' is not a level; {did_you_mean(level, LEVELS[1:])}")
    if size < 1:
        raise WrongUse(f"no set has {size} positions: ask for sets of 1 or more")
    wanted, insisted = LEVELS[LEVELS.index(level)], required(require)
    head = asked("unlocks", graph, to=target, level=wanted, size=size, require=list(insisted))
    orders = orders_of(graph)
    meant = chosen(graph, target)[graph.exists]
    sides = sides_of(graph, orders)
    table = Concessions(graph, orders, held_in(graph), meant, wanted, insisted)
    reach = reach_of(table.held, size, at_once=table.at_once)
    unlocked = every_set(table, progress) if reach.few else None
    every = minimal_sets(table, reach.sets)
    halves = half_concessions(table, reach.halves, progress)

    def proved(ones: Iterable[Both]) -> tuple[Concession, ...]:
        return tuple(_proved(table, target, given, soft) for given, soft in ones)

    found = proved((given, 0) for given in every.smallest if given.bit_count() <= size)
    mild = [both for both in halves.smallest if (both[0] | both[1]).bit_count() <= size]
    # what is enough as a whole set is told once, not again as one of the halves
    enough = [(given, 0) for given in every.enough if given.bit_count() <= size]
    alone = _alone(table, every.smallest)
    larger = len(every.smallest) - len(found), len(halves.smallest) - len(mild)
    span = sides.span(meant, insisted)
    first = initiatives(graph)
    settled = every.settled and halves.settled and span.level != UNSETTLED
    # without the crux nothing is known of larger sets
    settled = settled and not (reach.few and unlocked is None)
    return Unlocks(
        head,
        target,
        wanted,
        now=span.level,
        at_least=span.proved,
        at_most=span.possible,
        found=_kind(
            found,
            possible=bool(meant.any()),
            already=bool(meant[sides.places[0]]),
            settled=every.settled,
        ),
        positions={one.name: one.party for one in table.held},
        minimal_sets=found,
        half_concessions=proved(mild),
        enough=proved([*enough, *halves.enough]),
        crux=None if unlocked is None else crux_of(table.held, unlocked),
        decisive_side=_decisive(alone) if every.settled else None,
        sides=alone,
        initiatives=first,
        unknown_order=tuple(
            party.name
            for party in graph.selection.parties
            if unknown_order(party, graph.count, graph.existing)
        ),
        tried=reach.sets,
        tried_half=reach.halves,
        larger_sets=larger[0] if reach.every_set and every.settled else None,
        larger_half_concessions=larger[1] if reach.every_half and halves.settled else None,
        # what no state satisfies nothing unlocks, however far one looks
        notes=()
        if not meant.any()
        else (
            *not_asked(graph),
            *(
                ()
                if every.smallest or halves.smallest
                else but_for_the_floor(table, min(reach.sets, size))
            ),
        ),
        limits=()
        if not meant.any()
        else tuple(left_out(table, reach, larger, settled=settled, wide=first is None)),
        settled=every.settled,
    )


def _kind(found: Sequence[Concession], *, possible: bool, already: bool, settled: bool) -> str:
    if not possible:
        return "impossible"
    if already:
        return "already"
    if not found:
        return "none" if settled else UNSETTLED
    return "sets" if found[0].parties else "open"


def _proved(table: Concessions, target: str, given: int, soft: int) -> Concession:
    """Return a concession in words, once the conflict compiled without it has said the same."""
    names, softer = table.names(given), table.names(soft)
    graph = conceded(table.graph, names, softer)
    sides = sides_of(graph, orders_of(graph))
    meant = chosen(graph, target)[graph.exists]
    level = sides.span(meant, table.require, up_to=table.level).proved
    assert LEVELS.index(level) >= LEVELS.index(table.level), (names, softer, level)
    touched = [one for bit, one in enumerate(table.held) if (given | soft) >> bit & 1]
    parties = tuple(dict.fromkeys(one.party for one in touched))
    left = _left(table.held, given | soft)
    lone = parties[0] if len(parties) == 1 and not soft else None
    stages = table.way(given, soft)
    return Concession(
        give_up=names,
        soften=softer,
        parties=parties,
        left=left,
        accepts=lone if lone is not None and not left[lone] else None,
        roadmap=tuple(
            table.orders.steps(before ^ after)
            for before, after in zip((0, *stages), stages, strict=False)
        ),
    )


def _left(held: Sequence[Held], touched: int) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {one.party: () for one in held}
    for bit, one in enumerate(held):
        if not touched >> bit & 1:
            found[one.party] += (one.name,)
    return found


def _alone(table: Concessions, every: Sequence[int]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return by party the smallest sets, of any size looked for, that it can give up alone."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for number, party in enumerate(table.graph.parties):
        others = sum(1 << bit for bit, one in enumerate(table.held) if one.number != number)
        sets = tuple(table.names(given) for given in every if given and not given & others)
        if sets:
            found[party] = sets
    return found


def _decisive(alone: Mapping[str, Sequence[Sequence[str]]]) -> str | None:
    """Return the party that can unlock alone, if no other can with as few positions."""
    fewest = {party: min(map(len, sets)) for party, sets in alone.items()}
    best = [party for party, count in fewest.items() if count == min(fewest.values())]
    return best[0] if len(best) == 1 else None
