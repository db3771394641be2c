"""Whether two parties differ over time: each one's conditions and windows fit, both do not.

Every party's conditions and windows make, with the rules and the lengths of the steps, a simple
temporal network (Dechter, Meiri and Pearl 1991).  The two differ over time if each network has a
solution and their union has none.  If the steps wait for each other in the union, whatever the
days, the difference is one of order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from detente.analyses.settled import UNSETTLED
from detente.analyses.timing.dating import dates
from detente.analyses.timing.days import Dates
from detente.analyses.wording import Words, begun, counted, short_words
from detente.graph.model import GraphModel

Relation = Literal["fits", "apart", "no order", "one alone", "not established"]


@dataclass(frozen=True, slots=True)
class TimeApart:
    """How two parties differ over time; `alone` are the days of each, `both` those of the union."""

    relation: Relation
    alone: tuple[tuple[str, Dates], ...]
    both: Dates
    sentence: str

    @property
    def unread(self) -> tuple[str, ...]:
        """The items that were not looked into, on which it hangs whether there is time."""
        every = (*(found for _, found in self.alone), self.both)
        return tuple(
            dict.fromkeys(item for found in every if found.fits is None for item in found.unread)
        )

    def to_dict(self) -> dict[str, object]:
        """Return the comparison in plain words and numbers."""
        return {
            "relation": self.relation,
            "feasible": {name: found.fits for name, found in self.alone} | {"both": self.both.fits},
            "alone": {
                name: {"days": d.days, "slack": d.slack, "impossible": list(d.impossible)}
                for name, d in self.alone
            },
            "both": self.both.to_dict(),
            "sentence": self.sentence,
        }


def time_apart(graph: GraphModel, steps: tuple[str, ...], first: int, second: int) -> TimeApart:
    """Return whether two parties, by their numbers, differ over when the steps can be taken."""
    names = graph.parties[first], graph.parties[second]
    alone = tuple((name, dates(graph, steps, parties=[name])) for name in names)
    both = dates(graph, steps, parties=names)
    relation: Relation = "fits" if not both.unread else UNSETTLED
    if not all(found.feasible for _, found in alone):
        relation = "one alone"
    elif not both.feasible:
        circular = any(hindrance.circular for hindrance in both.hindrances)
        relation = "no order" if circular else "apart"
        # each has time by itself as far as is known
        if any(found.unread for _, found in alone):
            relation = UNSETTLED
    return TimeApart(
        relation, alone, both, _said(short_words(graph.conflict), relation, alone, both)
    )


def _said(
    words: Words, relation: Relation, alone: tuple[tuple[str, Dates], ...], both: Dates
) -> str:
    one, two = (words.party(name) for name, _ in alone)
    match relation:
        case "not established":
            return (
                f"Whether the terms of {one} and {two} leave time for the steps is not established: a "
                "formula is too long to be looked into."
            )
        case "one alone":
            late = [(name, found) for name, found in alone if not found.feasible]
            said = [
                f"The terms of {words.party(name)} by themselves leave no time for these steps. "
                + " ".join(found.impossible)
                for name, found in late
            ]
            return " ".join(said)
        case "apart":
            return (
                f"The terms of {one} leave time for the steps, and so do those of {two}; both "
                f"together do not. {' '.join(both.impossible)}"
            )
        case "no order":
            return (
                f"Time is not what divides {one} and {two}: the steps wait for each other, and more "
                f"of it would not help. {' '.join(both.impossible)}"
            )
    if both.days is None or both.slack is None:
        return begun(f"{one} and {two} set no last day for these steps.")
    spare = counted(both.slack, "day")
    return begun(
        f"the terms of {one} and {two} leave time for the steps: {counted(both.days, 'day')} at the "
        f"least, and {spare} to spare."
    )
