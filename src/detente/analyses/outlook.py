"""How far a target is under one selection: what stops it, what is open, what would unlock it.

The same question is asked of many selections that differ in what parties want and declare, so
what does not depend on that is shared: the legal orders, the own moves, and each party that is
the same as before.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from detente.analyses.blockers.ladder import LOCKED, Climb, Rung, climb
from detente.analyses.choosing import chosen
from detente.analyses.onward import openings
from detente.analyses.sequencing.own import own_moves
from detente.analyses.sequencing.sides import Sides, Truth, side, sides_of
from detente.analyses.sequencing.walking import share_walks
from detente.analyses.settled import UNSETTLED, Value
from detente.analyses.taken import Taken
from detente.analyses.unlocks.conceding import held_in
from detente.errors import LimitReached
from detente.graph.compiling import compile
from detente.graph.model import GraphModel


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a model says about a target.

    `rungs` are those it passes; `already` if it holds at the status quo; `meant` and `zone` count
    states.  `open` are the preferred moves from the status quo, None if they were too many to look
    through; `unlocks` what a party can give up alone so that some order is accepted by everybody,
    `unsettled` that of which it is not established.
    """

    sides: Sides
    meant: int
    already: bool
    rungs: Climb
    zone: int
    open: tuple[Taken, ...] | None
    unlocks: tuple[str, ...]
    unsettled: tuple[str, ...]

    @property
    def rung(self) -> Rung:
        """What stops the target, "none" if nothing does, "not established" if that is not known."""
        return "none" if self.already else self.rungs.rung

    @property
    def complete(self) -> bool:
        """Whether it is established what stops the target, and what would unlock it."""
        return self.rung != UNSETTLED and not self.unsettled


def outlook(
    graph: GraphModel,
    target: str,
    *,
    like: Sides | None = None,
    among: Collection[str] | None = None,
) -> Outlook:
    """Return what a model says about a target, a name or a formula.

    `like` are the parties of a similar model, whose moves are shared where they are the same.
    Only positions `among` some are given up, if these are named.

    Raises as `chosen` and `sides_of` do.
    """
    meant = chosen(graph, target)[graph.exists]
    sides = sides_like(graph, like)
    already = bool(meant[int(sides.places[0])])
    rungs = climb(sides, meant)
    positions = [h.name for h in held_in(graph) if among is None or h.name in among]
    alone: dict[str, Value] = {}
    below = () if already else rungs.values[: len(LOCKED)]
    if "refuted" in below:
        alone = {item: _unlocks(graph, sides, meant, item) for item in positions}
    elif UNSETTLED in below:
        # nobody knows whether anything has to be given up
        alone = dict.fromkeys(positions, UNSETTLED)
    return Outlook(
        sides,
        int(meant.sum()),
        already,
        rungs,
        int(sides.zone.sum()),
        _open(graph),
        tuple(item for item, value in alone.items() if value == "established"),
        tuple(item for item, value in alone.items() if value == UNSETTLED),
    )


def sides_like(graph: GraphModel, like: Sides | None) -> Sides:
    """Return the parties of a model, sharing with another all that is the same."""
    if like is None or not _same_moves(graph, like.graph):
        return sides_of(graph)
    graph.remember(("own",), lambda: own_moves(like.graph))
    share_walks(graph, like.graph)
    orders = replace(like.orders, graph=graph)
    parties = graph.selection.parties
    return Sides(
        orders,
        tuple(
            before
            if before.graph.selection.parties[number] == parties[number]
            else side(graph, number, orders)
            for number, before in enumerate(like.sides)
        ),
        like.deciders,
        graph,
    )


def _same_moves(one: GraphModel, two: GraphModel) -> bool:
    a, b = one.selection, two.selection
    return (
        (a.options, a.rules, a.channels) == (b.options, b.rules, b.channels)
        and (a.conflict.facts, one.parties) == (b.conflict.facts, two.parties)
        and one.status_quo == two.status_quo
    )


def _unlocks(graph: GraphModel, sides: Sides, meant: Truth, item: str) -> Value:
    selection = graph.selection
    given_up = compile(
        selection.conflict,
        perspective=selection.perspective.name,
        epoch=selection.epoch,
        without=(*selection.without, item),
        status_quo=graph.status_quo,
    )
    then = sides_like(given_up, sides)
    return then.led_to(meant & then.zone, then.accepted())


def _open(graph: GraphModel) -> tuple[Taken, ...] | None:
    quo = graph.number(str(graph.status_quo))
    try:
        return tuple(openings(graph, [quo])[quo])
    except LimitReached:
        return None
