"""Whether two parties differ over time: each one's conditions and windows fit, both do not.

The lengths of the steps, what they need and the windows of nobody bind everybody.  With them
every party's conditions and windows make a simple temporal network (Dechter, Meiri and Pearl
1991).  The two differ over time if each network has a solution and their union has none.  If the
steps wait for each other in the union, whatever the days, the difference is one of order.

Where a formula leaves open which step it waits for, orders of the steps are tried one by one.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Literal

from detente.analyses.differences.orders_apart import Ordering
from detente.analyses.timing.dating import constraints_of, dates
from detente.analyses.timing.days import Dates
from detente.analyses.timing.precedences import demands_of
from detente.analyses.wording import Words, begun, counted, short_words

Relation = Literal["fits", "apart", "no order", "one alone", "neither", "not known"]
Kind = Literal["fits", "late", "no order", "not known"]

MOST_TRIED = 200  # orders whose dates are worked out


@dataclass(frozen=True, slots=True)
class TimeApart:
    """How two parties differ over time; `alone` are the days of each, `both` those of the union.

    The relation is `neither` if there is no time whatever the two ask, `one alone` if the terms of
    one leave no time or no order by themselves.  `without` are the days without any terms of the
    two, `bears` the parties of the two whose terms bear on these steps at all.
    """

    relation: Relation
    alone: tuple[tuple[str, Dates], ...]
    both: Dates
    without: Dates
    bears: tuple[str, ...]
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
            "feasible": {name: found.fits for name, found in self.alone}
            | {"both": self.both.fits, "neither": self.without.fits},
            "bears": list(self.bears),
            "alone": {
                name: {"days": d.days, "slack": d.slack, "impossible": list(d.impossible)}
                for name, d in self.alone
            },
            "both": self.both.to_dict(),
            "sentence": self.sentence,
        }


@dataclass(frozen=True, slots=True)
class _When:
    """When the steps can be taken under the terms of some parties.

    The days hold of every `order`, unless one is given: then they are those of that one.
    """

    kind: Kind
    dates: Dates
    order: tuple[tuple[str, ...], ...] = ()


def not_dated() -> str:
    """Return that not every order was tried, as a note."""
    are = "is" if MOST_TRIED == 1 else "are"
    return (
        f"left out: the days of orders of steps. Up to {counted(MOST_TRIED, 'order')} {are} tried"
    )


def time_apart(over: Ordering, first: int, second: int) -> TimeApart:
    """Return whether two parties, by their numbers, differ over when the steps can be taken."""
    graph = over.sides.graph
    names = graph.parties[first], graph.parties[second]
    without = _as_read(_when(over, ()))
    alone = tuple(_as_read(_when(over, (number,))) for number in (first, second))
    both = _as_read(_when(over, (first, second)))
    relation: Relation = "fits"
    if without.kind != "fits":
        relation = "not known" if without.kind == "not known" else "neither"
    elif any(one.kind in ("late", "no order") for one in alone):
        relation = "one alone"
    elif both.kind == "no order":
        relation = "no order"
    elif "not known" in (both.kind, *(one.kind for one in alone)):
        relation = "not known"
    elif both.kind == "late":
        relation = "apart"
    bears = tuple(name for name in names if _bears(over, name))
    words = short_words(graph.conflict)
    said = _said(words, relation, names, alone, both, without, bears)
    return TimeApart(
        relation,
        tuple((name, one.dates) for name, one in zip(names, alone, strict=True)),
        both.dates,
        without.dates,
        bears,
        said,
    )


def _when(over: Ordering, numbers: Collection[int]) -> _When:
    """Return when the steps can be taken under the terms of some parties, and nobody else's."""
    graph, orders = over.sides.graph, over.sides.orders
    names = [graph.parties[number] for number in numbers]
    terms = "conditions" in over.require
    found = dates(graph, over.steps, parties=names, conditions=terms)
    allowed = over.sides.accepted(["conditions"] if terms else [], numbers)
    many = over.count(allowed)
    if not many:
        return _When("no order", found)
    if not found.feasible:
        return _When("late", found)
    counting = ["", *(names if terms else [])]
    demands = [d for d in demands_of(graph, over.steps) if d.party in counting]
    if not any(demand.requirement.open for demand in demands):
        return _When("fits", found)
    tried = []
    for stages in orders.cheapest(over.goal, allowed, most=MOST_TRIED):
        bundles = tuple(
            orders.steps(stage ^ before)
            for before, stage in zip((0, *stages), stages, strict=False)
        )
        found = dates(graph, over.steps, bundles=bundles, parties=names, conditions=terms)
        tried.append((bundles, found))
    bundles, best = max(tried, key=lambda one: _fitness(one[1]))
    if best.feasible:
        return _When("fits", best, bundles)
    return _When("late" if many <= MOST_TRIED else "not known", best, bundles)


def _as_read(found: _When) -> _When:
    """Return what is known where a formula that was not looked into might ask for more time."""
    return (
        replace(found, kind="not known") if found.kind == "fits" and found.dates.unread else found
    )


def _fitness(found: Dates) -> tuple[bool, float, float]:
    slack = found.slack if found.slack is not None else float("inf")
    return found.feasible, slack, -(found.days if found.days is not None else float("inf"))


def _bears(over: Ordering, party: str) -> bool:
    """Tell whether a party's terms ask anything of the days of these steps."""
    graph, terms = over.sides.graph, "conditions" in over.require
    without = constraints_of(graph, over.steps, parties=[], conditions=terms)
    if constraints_of(graph, over.steps, parties=[party], conditions=terms) != without:
        return True
    demands = demands_of(graph, over.steps) if terms else ()
    return any(demand.party == party for demand in demands)


def _said(
    words: Words,
    relation: Relation,
    names: tuple[str, str],
    alone: tuple[_When, ...],
    both: _When,
    without: _When,
    bears: tuple[str, ...],
) -> str:
    one, two = (words.party(name) for name in names)
    match relation:
        case "neither":
            return _proved(
                f"Whatever {one} and {two} ask, there is no time for these steps.", without
            )
        case "one alone":
            said = []
            for name, when in zip(names, alone, strict=True):
                if when.kind in ("late", "no order"):
                    what = "no time for" if when.kind == "late" else "no order of"
                    head = (
                        f"The terms of {words.party(name)}, with what binds everybody, leave {what}"
                    )
                    said.append(_proved(f"{head} these steps.", when))
            return " ".join(said)
        case "apart":
            head = f"The terms of {one} leave time for the steps, and so do those of {two};"
            return _proved(f"{head} both together do not.", both)
        case "no order":
            head = f"Time is not what divides {one} and {two}: no order of the steps meets the"
            return _proved(f"{head} conditions of both, and more time would not help.", both)
        case "not known" if both.dates.unread:
            return (
                f"Whether the terms of {one} and {two} leave time for these steps is not known: a "
                "formula is too long to be looked into."
            )
        case "not known":
            tried = (
                "was tried, and does not fit" if MOST_TRIED == 1 else "were tried, and none fits"
            )
            return (
                f"Whether the terms of {one} and {two} leave time for these steps is not known: "
                f"{counted(MOST_TRIED, 'order')} of them {tried}."
            )
    if both.dates.days is None or both.dates.slack is None:
        return begun(f"{one} and {two} set no last day for these steps.")
    days, spare = counted(both.dates.days, "day"), counted(both.dates.slack, "day")
    if not both.order:
        long = f"{days} at the least, and {spare} to spare"
    else:
        long = f"in one order they take {days}, with {spare} to spare"
    if not bears:
        return begun(
            f"neither {one} nor {two} sets terms that bear on the days of these steps, and there is "
            f"time for them: {long}."
        )
    if len(bears) == 1:
        other = names[1] if bears == names[:1] else names[0]
        return begun(
            f"the terms of {words.party(bears[0])} leave time for the steps, and "
            f"{words.party(other)} sets none that bear on their days: {long}."
        )
    return begun(f"the terms of {one} and {two} leave time for the steps: {long}.")


def _proved(text: str, when: _When) -> str:
    """Return a sentence with its proof: of no order only a circle is one, or the best one fails."""
    if when.order and when.kind == "late":
        best = "; ".join(" + ".join(bundle) for bundle in when.order)
        text = f"{text} The order that misses least: {best}."
    proof = [
        hindrance.text
        for hindrance in when.dates.hindrances
        if hindrance.circular or when.kind != "no order"
    ]
    return " ".join((text, *proof))
