"""blockers: what stands between the status quo and a target.

The ladder of `ladder` is climbed rung by rung; the first that fails is the diagnosis.  With it
come the proof that it fails, a smallest set of statements, conditions and rules that suffices for
the failure, and what the diagnosis would be if parties insisted on less.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from detente.analyses.answer import Asked, asked
from detente.analyses.blockers.certificate import Certificate
from detente.analyses.blockers.grounding import Ground, ground_of
from detente.analyses.blockers.ladder import (
    MOST_DATED,
    STEPS,
    Climb,
    Rung,
    climb,
    dated,
    rung_of,
)
from detente.analyses.blockers.ripening import Ripeness, ripeness
from detente.analyses.blockers.witnessing import certificate
from detente.analyses.choosing import chosen
from detente.analyses.differences.circles import more_circles
from detente.analyses.sequencing.accepting import REQUIREMENTS, required
from detente.analyses.sequencing.aiming import longer_orders
from detente.analyses.sequencing.orders import orders_of
from detente.analyses.sequencing.own import too_wide
from detente.analyses.sequencing.sides import Sides, Truth, sides_of
from detente.analyses.sequencing.walking import WALKS_CUT, walks
from detente.analyses.settled import UNSETTLED
from detente.analyses.timing.precedences import UNREAD
from detente.analyses.wording import counted, joined
from detente.errors import LimitReached
from detente.graph.comparing import unknown_order
from detente.graph.model import GraphModel


@dataclass(frozen=True, slots=True)
class Blockers:
    """The first rung that a target fails, with its proof and what the failure rests on.

    `found` is `target` if there is something to climb to, `already` if the target holds in the
    status quo, `impossible` if no state satisfies it.  `rung` is `not established` if limits kept
    that from being settled; `passed` are the rungs that are known to be passed, `rungs` tells of
    each whether it is.  `relaxed` gives the rung if one requirement were switched off.  `ripe` is
    None where it was not asked, or nothing is known of it.  `unknown_order` names the parties whose
    statements count in the order written, because their order of importance is not fully known,
    `only_ratify` those that do nothing but ratify.  `limits` say what was left out of what bears on
    the answer.
    """

    asked: Asked
    target: str
    found: str
    rung: Rung
    passed: tuple[Rung, ...]
    rungs: Climb
    zone: int
    certificate: Certificate
    ground: tuple[Ground, ...]
    relaxed: Mapping[str, Rung] = field(hash=False)
    ripe: Ripeness | None
    limits: tuple[str, ...]
    complete: bool
    unknown_order: tuple[str, ...] = ()
    only_ratify: tuple[str, ...] = ()

    def rows(self) -> list[dict[str, object]]:
        """Return one row for each item of the ground."""
        return [item.to_dict() for item in self.ground]

    def to_dict(self) -> dict[str, object]:
        """Return the answer as one plain document."""
        return {
            **self.asked.to_dict(),
            "target": self.target,
            "found": self.found,
            "rung": self.rung,
            "passed": list(self.passed),
            "rungs": self.rungs.to_dict(),
            "zone": self.zone,
            "certificate": self.certificate.to_dict(),
            "ground": self.rows(),
            "relaxed": dict(self.relaxed),
            "ripe": None if self.ripe is None else self.ripe.to_dict(),
            "unknown_order": list(self.unknown_order),
            "only_ratify": list(self.only_ratify),
            "notes": list(self.limits),
            "complete": self.complete,
        }

    def _repr_html_(self) -> str:
        from detente.analyses.showing import html_table

        return html_table(f"{self.asked.title}: {_caption(self)}", self.rows())


def blockers(
    graph: GraphModel,
    target: str,
    *,
    require: Collection[str] | None = None,
    ground: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> Blockers:
    """Return what blocks a target.

    Parameters
    ----------
    target : the name of a target, a pattern or a formula.
    require : which of `conditions`, `red-lines` and `floor` a party insists on; all by default.
    ground : whether to look for a smallest set of items that suffices for the failure.
    progress : called with the number of items tried for that set, and of all of them.

    Raises
    ------
    WrongUse : for an unknown target, or if there is no status quo.
    NoAnswer : for a model that does not consist of options.
    LimitReached : for a model whose moves cannot be listed.
    """
    insisted = required(require)
    head = asked("blockers", graph, to=target, require=list(insisted))
    sides = sides_of(graph, orders_of(graph))
    meant = chosen(graph, target)[graph.exists]
    empty, zone = Certificate(), int(sides.zone.sum())
    silent = tuple(n for i, n in enumerate(graph.parties) if i not in sides.deciders)
    if meant[int(sides.places[0])]:
        every = Climb(tuple("established" for _ in STEPS))
        return Blockers(
            head,
            target,
            "already",
            "none",
            STEPS,
            every,
            zone,
            empty,
            (),
            {},
            None,
            (),
            complete=True,
            only_ratify=silent,
        )
    found = climb(sides, meant, insisted)
    proof = certificate(sides, meant, found.rung, insisted)
    relaxed = _relaxed(sides, meant, insisted) if found.rung == "sequence" else {}
    ripe = ripeness(sides, meant, insisted)
    limits = [*_left_out(sides, meant, insisted, found, relaxed, ripe)]
    if proof.more_circles:
        limits.append(more_circles())
    if proof.unread:
        limits.append(UNREAD.format(joined(proof.unread)))
    items: tuple[Ground, ...] = ()
    if ground and found.rung not in ("none", UNSETTLED):
        try:
            items = ground_of(graph, target, found.rung, insisted, progress=progress)
        except LimitReached as limit:
            limits.append(f"left out: what the failure rests on: {limit}")
    return Blockers(
        head,
        target,
        "target" if meant.any() else "impossible",
        found.rung,
        found.passed,
        found,
        zone,
        proof,
        items,
        relaxed,
        ripe,
        tuple(limits),
        complete=not limits,
        unknown_order=tuple(
            party.name
            for party in graph.selection.parties
            if unknown_order(party, graph.count, graph.existing)
        ),
        only_ratify=silent,
    )


def _left_out(
    sides: Sides,
    target: Truth,
    require: Collection[str],
    found: Climb,
    relaxed: Mapping[str, Rung],
    ripe: Ripeness | None,
) -> Iterator[str]:
    """Yield the limits on which something in the answer hangs that is not established."""
    settled = UNSETTLED not in (*found.values, *relaxed.values())
    orders = sides.orders
    if not orders.complete and not (settled and ripe is not None and ripe.way_out is not None):
        yield (
            f"{longer_orders(orders)} ({counted(len(orders.open), 'step')} can be taken from the status quo)"
        )
    if not walks(sides.graph).complete and not (
        settled and ripe is not None and ripe.outcome is not None
    ):
        yield WALKS_CUT
    if ripe is None or not settled:
        yield from too_wide(sides.graph)
    open_for = [require] if UNSETTLED in found.values else []
    open_for += [_but(require, name) for name, rung in relaxed.items() if rung == UNSETTLED]
    wanted, everybody = target & sides.zone, range(len(sides.sides))
    fittings = [
        fitting
        for few in open_for
        if sides.whole
        for parties in (sides.deciders, everybody)
        for fitting in dated(sides, wanted, few, parties=parties)
    ]
    if any(fitting.more for fitting in fittings):
        yield f"left out: orders to one end beyond the first {MOST_DATED} were not dated"
    unread = dict.fromkeys(item for f in fittings if f.dates for item in f.dates.unread)
    if unread:
        yield UNREAD.format(joined(list(unread)))


def _caption(found: Blockers) -> str:
    if found.found == "already":
        return f"{found.target} holds in the status quo already"
    if found.found == "impossible":
        return f"no state satisfies {found.target}"
    if found.rung == "none":
        return f"nothing that was declared blocks {found.target}"
    if found.rung == UNSETTLED:
        return f"what blocks {found.target} is not established"
    return f"{found.target} fails at {found.rung}"


def _relaxed(sides: Sides, target: Truth, require: Collection[str]) -> dict[str, Rung]:
    """Return the rung without each requirement."""
    return {
        name: rung_of(sides, target, _but(require, name))
        for name in REQUIREMENTS
        if name in require
    }


def _but(require: Collection[str], name: str) -> list[str]:
    return [other for other in require if other != name]
