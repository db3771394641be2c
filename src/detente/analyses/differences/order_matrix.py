"""The order of steps as all parties want it, in one matrix: who needs what before what.

For each party the orders of two steps that it needs, with what they rest on, and those that the
rules need; for each pair of parties how the orders they accept relate.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from detente.analyses.answer import Asked, asked
from detente.analyses.differences.circles import Edge, head_on, more_circles
from detente.analyses.differences.needing import Needed
from detente.analyses.differences.orders_apart import Relation, over_steps, related
from detente.analyses.differences.unordered import moves_said, walk_beyond
from detente.analyses.sequencing.accepting import required
from detente.analyses.sequencing.aiming import aims
from detente.analyses.timing.precedences import UNREAD
from detente.analyses.wording import joined, short_words
from detente.errors import NoAnswer
from detente.graph.comparing import unknown_order
from detente.graph.model import GraphModel

COLUMNS = ("step", "other", "order", "party", "origin", "items")


@dataclass(frozen=True, slots=True)
class Pair:
    """How the orders that two parties accept relate; `common` are accepted by both."""

    parties: tuple[str, str]
    relation: Relation
    stricter: str | None
    common: int
    head_on: tuple[tuple[str, str], ...]

    def to_dict(self) -> dict[str, object]:
        """Return the pair in plain words and numbers."""
        return {
            "parties": list(self.parties),
            "relation": self.relation,
            "stricter": self.stricter,
            "common": self.common,
            "head_on": [list(pair) for pair in self.head_on],
        }


@dataclass(frozen=True, slots=True)
class OrderMatrix:
    """What each party, and the rules, need of the order of some steps, and how parties relate.

    `accepted` counts the orders of each party and, under `all`, those of everybody.  `declared`
    are the parties that accept no order: what they need is read from their conditions.  There may be
    more circular waits if not `every_circle` was found.  `limits` say what was left out, and the
    steps are not `settled` if orders that were could be accepted.
    """

    asked: Asked
    target: str | None
    steps: tuple[str, ...]
    legal: int
    accepted: Mapping[str, int] = field(hash=False)
    needed: tuple[Needed, ...]
    declared: tuple[str, ...]
    pairs: tuple[Pair, ...]
    circular_waits: tuple[tuple[Edge, ...], ...]
    every_circle: bool
    unknown_order: tuple[str, ...]
    notes: tuple[str, ...]
    limits: tuple[str, ...]
    settled: bool

    @property
    def complete(self) -> bool:
        """Whether everything was looked at."""
        return not self.limits

    def rows(self) -> list[dict[str, object]]:
        """Return one row for each order of two steps that a party or the rules need."""
        return [
            {
                "step": one.step,
                "other": one.other,
                "order": "before" if one.strict else "with",
                "party": one.party or "rule",
                "origin": list(one.origin),
                "items": list(one.items),
            }
            for one in self.needed
        ]

    def to_csv(self, parties: Collection[str] | None = None) -> str:
        """Return the rows as CSV, of some parties and the rules only if they are named."""
        import csv
        import io

        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        for one in self.needed:
            if parties is None or not one.party or one.party in parties:
                order = "before" if one.strict else "with"
                shown = (one.party or "rule", "; ".join(one.origin), "; ".join(one.items))
                writer.writerow((one.step, one.other, order, *shown))
        return stream.getvalue()

    def to_dict(self) -> dict[str, object]:
        """Return the matrix as one plain document."""
        return {
            **self.asked.to_dict(),
            "target": self.target,
            "steps": list(self.steps),
            "legal": self.legal,
            "accepted": dict(self.accepted),
            "needed": [one.to_dict() for one in self.needed],
            "needed_by_declaration": list(self.declared),
            "pairs": [pair.to_dict() for pair in self.pairs],
            "circular_waits": [[edge.to_dict() for edge in way] for way in self.circular_waits],
            "unknown_order": list(self.unknown_order),
            "notes": [*self.limits, *self.notes],
            "settled": self.settled,
            "complete": self.complete,
        }

    def _repr_html_(self) -> str:
        from detente.analyses.showing import html_table

        return html_table(f"{self.asked.title}: who needs which order", self.rows())


def order_matrix(
    graph: GraphModel,
    *,
    to: str | None = None,
    steps: Iterable[str] | None = None,
    require: Collection[str] | None = None,
) -> OrderMatrix:
    """Return which order of steps each party needs, and how each two relate.

    Of several smallest sets of steps to the target the first is taken.  The parameters, and what
    is raised, are those of `differences`.
    """
    wanted = None if steps is None else tuple(steps)
    insisted = required(require)
    aim = aims(graph, to=to, steps=wanted, require=insisted)
    if not aim.sets:
        said = moves_said(short_words(graph.conflict), walk_beyond(graph, aim))
        raise NoAnswer(
            f"no order in which each option is switched once leads to the target '{aim.target}', "
            f"though a legal walk does ({said}): there are no steps to put in order; with two "
            "parties their goals and conditions are compared"
        )
    over = over_steps(graph, aim.sets[0], insisted)
    notes, limits = list(aim.notes), list(aim.limits)
    if len(aim.sets) > 1:
        notes.append(f"{len(aim.sets)} sets of steps lead to the target; this is the first")
    if not over.circles.complete:
        limits.append(more_circles())
    if over.unread:
        limits.append(UNREAD.format(joined(over.unread)))
    everyone = range(len(graph.parties))
    counts = [over.accepted(number) for number in everyone]
    pairs = []
    for one, two in combinations(everyone, 2):
        common = over.accepted(one, two)
        relation, stricter = related(counts[one], counts[two], common)
        names = graph.parties[one], graph.parties[two]
        clashes = head_on(over.needs[one].pairs, over.needs[two].pairs)
        strict = None if stricter is None else names[stricter]
        pairs.append(Pair(names, relation, strict, common, clashes))
    return OrderMatrix(
        asked(
            "order_matrix",
            graph,
            to=aim.target,
            steps=None if wanted is None else list(wanted),
            require=list(insisted),
        ),
        aim.target,
        over.steps,
        over.legal,
        dict(zip(graph.parties, counts, strict=True)) | {"all": over.accepted(*everyone)},
        tuple(n for needs in (*over.needs, over.rules) for n in needs.needed),
        tuple(needs.party for needs in over.needs if needs.declared),
        tuple(pairs),
        over.circles.found,
        over.circles.complete and not over.unread,
        tuple(
            party.name
            for party in graph.selection.parties
            if unknown_order(party, graph.count, graph.existing)
        ),
        tuple(notes),
        tuple(limits),
        aim.settled,
    )
