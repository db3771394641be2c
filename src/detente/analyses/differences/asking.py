"""differences: where two parties differ over a target: goals, sequence, timing, conditions.

First, whether they want the same end; then in which order, when and on what terms they would
take the steps to it; and whether their difference is what holds the steps up.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from detente.analyses.answer import Asked, asked
from detente.analyses.differences.binding import Binding, binding
from detente.analyses.differences.circles import more_circles
from detente.analyses.differences.goals_apart import Goals, goals_apart
from detente.analyses.differences.orders_apart import OrdersApart, orders_apart, over_steps
from detente.analyses.differences.terms_apart import TermsApart, terms_apart
from detente.analyses.differences.time_apart import TimeApart, not_dated, time_apart
from detente.analyses.differences.unordered import walk_beyond, walk_said
from detente.analyses.sequencing.accepting import required
from detente.analyses.sequencing.aiming import aims
from detente.analyses.sequencing.walking import WALKS_CUT, walks
from detente.analyses.taken import Taken
from detente.analyses.timing.precedences import UNREAD
from detente.analyses.wording import joined, short_words
from detente.errors import WrongUse, did_you_mean
from detente.graph.comparing import unknown_order
from detente.graph.model import GraphModel


@dataclass(frozen=True, slots=True)
class SetApart:
    """How two parties differ over one set of steps."""

    order: OrdersApart
    timing: TimeApart
    binding: Binding

    def to_dict(self) -> dict[str, object]:
        """Return the three differences in plain words."""
        return {
            **self.order.to_dict(),
            "timing": self.timing.to_dict(),
            "binding": self.binding.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Differences:
    """Where two parties differ over a target, or over some steps.

    `sets` holds one entry for each smallest set of steps to the target, fewest steps first;
    `agreed` tells whether each leaves every party at least as well off as the status quo,
    `accepted_by_all` whether every party accepts some order of each; they are not `settled` if orders
    that were left out could be what these are not.  If no order of steps leads to the target there is
    no set, and `walk` holds legal moves that do lead there; `unordered` says so in a sentence.
    `limits` say what was left out.
    """

    asked: Asked
    parties: tuple[str, str]
    target: str | None
    agreed: bool
    accepted_by_all: bool
    goals: Goals
    sets: tuple[SetApart, ...]
    conditions: tuple[TermsApart, ...]
    walk: tuple[Taken, ...]
    unordered: str
    unknown_order: tuple[str, ...]
    notes: tuple[str, ...]
    limits: tuple[str, ...]
    settled: bool

    @property
    def complete(self) -> bool:
        """Whether everything was looked at."""
        return not self.limits

    @property
    def sequence(self) -> OrdersApart | None:
        """The difference over the order of the first set of steps; None without any."""
        return self.sets[0].order if self.sets else None

    @property
    def timing(self) -> TimeApart | None:
        """The difference over time, of the first set of steps; None without any."""
        return self.sets[0].timing if self.sets else None

    @property
    def binds(self) -> bool:
        """Whether the difference over order holds the first set of steps up."""
        return bool(self.sets) and self.sets[0].binding.binds

    @property
    def binding(self) -> tuple[str, ...]:
        """The positions by which the difference holds the first set of steps up."""
        return self.sets[0].binding.binding if self.sets else ()

    def rows(self) -> list[dict[str, object]]:
        """Return one row for each kind of difference, and for each step with conditions."""
        found: list[dict[str, object]] = [
            {"about": "goals", "relation": self.goals.alike, "said": self.goals.sentence}
        ]
        if self.unordered:
            found.append({"about": "sequence", "relation": "no order", "said": self.unordered})
        for one in self.sets:
            steps = ", ".join(one.order.steps)
            for about, relation, said in (
                ("sequence", one.order.relation, one.order.sentence),
                ("timing", one.timing.relation, one.timing.sentence),
                ("binds", "yes" if one.binding.binds else "no", one.binding.sentence),
            ):
                found.append({"about": f"{about}: {steps}", "relation": relation, "said": said})
        for terms in self.conditions:
            relation = f"{terms.stricter} stricter" if terms.stricter else terms.relation
            about = f"conditions: {terms.step}"
            found.append({"about": about, "relation": relation, "said": terms.sentence})
        return found

    def to_dict(self) -> dict[str, object]:
        """Return the answer as one plain document."""
        first = self.sets[0] if self.sets else None
        return {
            **self.asked.to_dict(),
            "parties": list(self.parties),
            "target": self.target,
            "nobody_worse_off": self.agreed if first else None,
            "accepted_by_all": self.accepted_by_all if first else None,
            "goals": self.goals.to_dict(),
            "sequence": first.order.to_dict() if first else None,
            "timing": first.timing.to_dict() if first else None,
            "conditions": [terms.to_dict() for terms in self.conditions],
            "binds": self.binds if first else None,
            "binding": list(self.binding),
            "binding_because": first.binding.to_dict() if first else None,
            "sequences": [one.to_dict() for one in self.sets],
            "walk": [move.to_dict() for move in self.walk],
            "unknown_order": list(self.unknown_order),
            "notes": [*self.limits, *self.notes],
            "settled": self.settled,
            "complete": self.complete,
        }

    def _repr_html_(self) -> str:
        from detente.analyses.showing import html_table

        caption = f"{self.asked.title}: where {' and '.join(self.parties)} differ"
        return html_table(caption, self.rows())


def differences(
    graph: GraphModel,
    first: str,
    second: str,
    *,
    to: str | None = None,
    steps: Iterable[str] | None = None,
    require: Collection[str] | None = None,
) -> Differences:
    """Return where two parties differ: goals, sequence, timing, conditions, and whether it binds.

    Parameters
    ----------
    to : the name of a target, a pattern or a formula; the first target of the file if left out.
    steps : one set of steps, `a` to switch on and `not a` to switch off.
    require : which of `conditions`, `red-lines` and `floor` a party insists on; all by default.

    Raises
    ------
    WrongUse : for an unknown party or one named twice, an unknown target or step, and for a file
        without targets or status quo.
    NoAnswer : if the target is true already or no legal moves lead to it, if the steps can be
        taken in no legal order, and for a model that does not consist of options.
    LimitReached : if the steps, or the moves that may lead to the target, are too many.

    >>> import detente
    >>> graph = detente.compile(detente.load("korea/declaration-2021"))
    >>> found = detente.differences(graph, "US", "ROK", to="declare")
    >>> found.sequence.relation, found.sequence.stricter, found.binds
    ('nested', 'US', False)
    >>> detente.differences(graph, "US", "DPRK", to="declare").sequence.head_on
    (('talks', 'drop'),)
    """
    numbers = _two(graph, first, second)
    wanted = None if steps is None else tuple(steps)
    insisted = required(require)
    aim = aims(graph, to=to, steps=wanted, require=insisted)
    head = asked(
        "differences",
        graph,
        parties=[first, second],
        to=aim.target,
        steps=None if wanted is None else list(wanted),
        require=list(insisted),
    )
    walk = () if aim.sets else walk_beyond(graph, aim)
    words = short_words(graph.conflict)
    found = []
    limits = list(aim.limits)
    if not walks(graph).complete:
        limits.append(WALKS_CUT)
    for chosen_steps in aim.sets:
        over = over_steps(graph, chosen_steps, insisted)
        found.append(
            SetApart(
                orders_apart(over, *numbers),
                time_apart(over, *numbers),
                binding(over, *numbers),
            )
        )
        if found[-1].timing.relation == "not known":
            limits.append(not_dated())
        if not found[-1].order.every_circle:
            limits.append(more_circles())
        unread = (*over.unread, *found[-1].timing.unread)
        if unread:
            limits.append(UNREAD.format(joined(list(dict.fromkeys(unread)))))
    return Differences(
        head,
        (first, second),
        aim.target,
        aim.agreed,
        aim.accepted,
        goals_apart(graph, *numbers, aim.ends),
        tuple(found),
        terms_apart(graph, *numbers),
        walk,
        walk_said(words, aim.target, walk) if walk else "",
        tuple(
            party.name
            for party in graph.selection.parties
            if unknown_order(party, graph.count, graph.existing)
        ),
        aim.notes,
        tuple(dict.fromkeys(limits)),
        aim.settled,
    )


def _two(graph: GraphModel, first: str, second: str) -> tuple[int, int]:
    for name in (first, second):
        if name not in graph.parties:
            hint = did_you_mean(name, graph.parties)
            raise WrongUse(f"'{name}' is not a party; {hint}")
    if first == second:
        raise WrongUse(f"name two parties: '{first}' differs from itself in nothing")
    return graph.parties.index(first), graph.parties.index(second)
