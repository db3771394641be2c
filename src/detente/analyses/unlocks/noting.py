"""What an answer on unlocks leaves out, and what no concession could bring about, as notes."""

from __future__ import annotations

from collections.abc import Iterator

from detente.analyses.saying import clauses_of
from detente.analyses.sequencing.accepting import acceptances, refusals
from detente.analyses.sequencing.aiming import longer_orders
from detente.analyses.sequencing.own import too_wide
from detente.analyses.sequencing.sides import deciders_of
from detente.analyses.sequencing.walking import WALKS_CUT, walks
from detente.analyses.unlocks.conceding import Concessions, conceded
from detente.analyses.unlocks.giving import minimal_sets
from detente.analyses.unlocks.reaching import MOST_POSITIONS, Reach
from detente.analyses.wording import counted, joined, short_words
from detente.conflict.conflict import statements
from detente.graph.model import GraphModel


def left_out(
    table: Concessions, reach: Reach, larger: tuple[int, int], *, settled: bool, wide: bool
) -> Iterator[str]:
    """Yield what is not shown and what was not looked at; `larger` counts what is not shown.

    What was not looked at is no limit if all is `settled` without it; `wide` if moves of a party by
    itself are too many.
    """
    many, size = len(table.held), reach.size
    for kind, more in zip(("smallest set", "half concession"), larger, strict=True):
        if more:
            beyond = f"of more than {counted(size, 'position')}"
            yield f"left out: {counted(more, kind)} {beyond} (--size)"
    if not reach.few:
        yield (
            f"left out: the crux of {counted(many, 'position')}. Every set is tried of up to "
            f"{MOST_POSITIONS}"
        )
    for kind, most, every in (
        ("sets", reach.sets, reach.every_set),
        ("half concessions", reach.halves, reach.every_half),
    ):
        if not every:
            why = "--size" if most == size else f"up to {reach.most:,} concessions are tried"
            beyond = f"of more than {counted(most, 'position')}"
            yield f"left out: {kind} {beyond}, which were not looked at ({why})"
    if not settled and not table.orders.complete:
        yield (
            f"{longer_orders(table.orders)}, of {len(table.orders.open)} that are open. Of some concessions it is not established whether they are enough"
        )
    if not settled and not walks(table.graph).complete:
        yield WALKS_CUT
    if wide or not settled:
        yield from too_wide(table.graph)


def not_asked(graph: GraphModel) -> tuple[str, ...]:
    """Return who only ratifies, so that everybody and nobody are the others, as a note."""
    deciders = deciders_of(graph)
    silent = [party for number, party in enumerate(graph.parties) if number not in deciders]
    if not silent:
        return ()
    verb, it = ("ratifies", "is") if len(silent) == 1 else ("ratify", "are")
    said = (
        f"{joined(silent)} only {verb} and {it} not asked here: everybody, nobody and somebody are "
        "among the other parties (the last rung of blockers asks for that)"
    )
    return (said,)


def but_for_the_floor(table: Concessions, size: int) -> Iterator[str]:
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
    stated = [item for p in table.graph.selection.parties for item in statements(p.prefers)]
    places = {item.id: item.position or item.id for item in stated}
    said = clauses_of(table.graph.selection, short_words(table.graph.conflict))
    below = dict.fromkeys(
        one.item
        for one in refusals(after, table.orders, acceptances(after, table.orders), stages)
        if one.kind == "floor" and one.item and places.get(one.item) not in held
    )
    why = joined([f"{item} ({said[item]})" for item in below])
    steps = [
        " + ".join(table.orders.steps(before ^ stage))
        for before, stage in zip((0, *stages), stages, strict=False)
    ]
    flag = f" (--require {','.join(require)})" if require else ""
    what = f"giving up {joined(table.names(given))}" if given else "no concession at all"
    yield (
        f"if nobody insisted on being no worse off on the way{flag}, {what} would be enough: "
        f"{'; '.join(steps)}"
    )
    if why:
        yield f"on that way this fails for a while; it is no position, and so never given up: {why}"
