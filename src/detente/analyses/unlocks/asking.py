"""unlocks: which positions, given up or softened, would open a way to a target.

The answer shows the smallest sets first, because counting hangs on how positions are cut; then
half concessions, the crux, the side that could do it alone, and steps that a party could take by
itself.  Every set is proved anew from the conflict before it is reported.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from detente.analyses.answer import asked
from detente.analyses.assuming import supported
from detente.analyses.choosing import chosen
from detente.analyses.sequencing.accepting import acceptances, refusals, required
from detente.analyses.sequencing.orders import orders_of
from detente.analyses.sequencing.own import too_wide
from detente.analyses.sequencing.sides import LEVELS, deciders_of, sides_of
from detente.analyses.sequencing.walking import WALKS_CUT, walks
from detente.analyses.settled import UNSETTLED
from detente.analyses.unlocks.conceding import Concessions, Held, conceded, held_in
from detente.analyses.unlocks.crux import crux_of
from detente.analyses.unlocks.giving import (
    MOST_POSITIONS,
    MOST_TRIED,
    Both,
    Progress,
    affordable,
    every_set,
    half_concessions,
    minimal_sets,
)
from detente.analyses.unlocks.initiatives import initiatives
from detente.analyses.unlocks.results import Concession, Unlocks
from detente.analyses.wording import joined, short_words
from detente.conflict.conflict import statements
from detente.conflict.parties import Statement
from detente.errors import WrongUse, did_you_mean
from detente.graph.comparing import unknown_order
from detente.graph.model import GraphModel

LISTED_AGAIN_UP_TO = 100_000  # legal bundles: ten or eleven open steps


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
    size : of how many positions the sets are looked for.
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
    few = len(table.held) <= MOST_POSITIONS
    most = affordable(table.held, size)
    unlocked = every_set(table, progress) if few else None
    every = minimal_sets(table, len(table.held) if few else most)
    halves = half_concessions(table, most, progress)

    def proved(ones: Iterable[Both]) -> tuple[Concession, ...]:
        return tuple(_proved(table, target, given, soft) for given, soft in ones)

    shown = [given for given in every.smallest if given.bit_count() <= size]
    # what is enough as a whole set is told once, not again as one of the halves
    enough = [(given, 0) for given in every.enough if given.bit_count() <= size]
    found = proved((given, 0) for given in shown)
    alone = _alone(graph, found)
    # larger sets than the smallest are tried for the crux alone
    settled = every.settled and halves.settled and not (few and unlocked is None)
    span = sides.span(meant, insisted)
    first = initiatives(graph)
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
        half_concessions=proved(halves.smallest),
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
        tried=size if few else most,
        notes=(
            *_notes(table, size=size, larger=len(every.smallest) - len(shown)),
            *(() if found or halves.smallest else _but_for_the_floor(table, min(most, size))),
        ),
        limits=tuple(
            _limits(
                table,
                size=size,
                most=most,
                settled=settled and span.level != UNSETTLED,
                wide=first is None,
            )
        ),
        settled=every.settled,
    )


def _but_for_the_floor(table: Concessions, size: int) -> Iterator[str]:
    """Yield that something would be enough if parties could be worse off than today on the way.

    Then a wish stands in the way that is no position, and so is never given up.
    """
    if "floor" not in table.require:
        return
    require = tuple(name for name in table.require if name != "floor")
    lax = Concessions(table.graph, table.orders, table.held, table.target, table.level, require)
    least = minimal_sets(lax, size)
    opening = [*least.smallest, *least.enough]
    if not opening:
        return
    given, stages = opening[0], lax.way(opening[0])
    after = conceded(table.graph, table.names(given))
    held = {one.name for one in table.held}
    places = {item.id: item.position or item.id for item in _stated(table.graph)}
    said = {
        item.id: item.text
        for item in supported(table.graph.selection, short_words(table.graph.conflict))
    }
    below = dict.fromkeys(
        one.item
        for one in refusals(after, table.orders, acceptances(after, table.orders), stages)
        if one.kind == "floor" and one.item and places.get(one.item) not in held
    )
    what = f"giving up {joined(table.names(given))}" if given else "nothing more"
    why = joined([f"{item} ({said[item].rstrip('.')})" for item in below])
    yield (
        f"if nobody insisted on being no worse off than today on the way (--require "
        f"{','.join(require)}), {what} would be enough"
        + (
            f"; what stands against that way is {why}: no position, and so never given up"
            if why
            else ""
        )
    )


def _stated(graph: GraphModel) -> Iterator[Statement]:
    for party in graph.selection.parties:
        yield from statements(party.prefers)


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
    # legal orders hang on no preference: very many are not listed again
    many = table.orders.later.size > LISTED_AGAIN_UP_TO
    sides = sides_of(graph, table.orders if many else orders_of(graph))
    level = sides.span(chosen(graph, target)[graph.exists], table.require).proved
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


def _alone(
    graph: GraphModel, found: Sequence[Concession]
) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return by party the sets that it can give up alone."""
    by_party = {
        party: tuple(one.give_up for one in found if one.parties == (party,))
        for party in graph.parties
    }
    return {party: sets for party, sets in by_party.items() if sets}


def _decisive(alone: Mapping[str, Sequence[Sequence[str]]]) -> str | None:
    """Return the party that can unlock alone, if no other can with as few positions."""
    fewest = {party: min(map(len, sets)) for party, sets in alone.items()}
    best = [party for party, count in fewest.items() if count == min(fewest.values())]
    return best[0] if len(best) == 1 else None


def _limits(
    table: Concessions, *, size: int, most: int, settled: bool, wide: bool
) -> Iterator[str]:
    """Yield what was left out, and what it leaves open."""
    many = len(table.held)
    orders = table.orders
    if not settled:
        if not orders.complete:
            yield (
                f"left out: orders of more than {orders.most} of the {len(orders.open)} open steps. "
                "Of some concessions it is not established whether they are enough"
            )
        if not walks(table.graph).complete:
            yield WALKS_CUT
    if wide:
        yield from too_wide(table.graph)
    if many > MOST_POSITIONS:
        yield (
            f"left out: the crux. There are {many} positions; every set of them is tried up to "
            f"{MOST_POSITIONS}"
        )
    if most < size:
        yield (
            f"left out: {'sets' if many > MOST_POSITIONS else 'half concessions'} of more than "
            f"{most} positions; up to {MOST_TRIED:,} concessions are tried"
        )


def _notes(table: Concessions, *, size: int, larger: int) -> Iterator[str]:
    if larger:
        than = "1 position" if size == 1 else f"{size} positions"
        yield f"smallest sets of more than {than}, not shown: {larger} (--size)"
    asked_here = deciders_of(table.graph)
    silent = [name for number, name in enumerate(table.graph.parties) if number not in asked_here]
    if silent:
        only = "only ratifies" if len(silent) == 1 else "only ratify"
        yield f"{joined(silent)} {only}, and the last rung of blockers asks for that, not this answer"
