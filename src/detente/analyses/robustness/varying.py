"""Every variation of a model: one thing is different, all else stays as it is.

Two neighbours in a party's list change places; an item is left out; an assumed statement says the
opposite; a source is no longer heard.  What is exchanged or says the opposite is changed in the
conflict as the model sees it, so that epoch, perspective and what was left out are settled.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, TypeVar, get_args

from detente.analyses import hanging
from detente.analyses.assuming import assumptions
from detente.analyses.perspectives import hearing
from detente.analyses.perspectives.flipping import Settings
from detente.conflict.conflict import Conflict
from detente.conflict.logic import Formula, Not
from detente.conflict.parties import AnyOrder, Party, Preference, Statement
from detente.graph.model import GraphModel
from detente.graph.selecting import Selection

Kind = Literal["swap", "drop", "negate", "source"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Place = TypeVar("Place")


@dataclass(frozen=True, slots=True)
class Variation:
    """One change: its kind, the ids of what it touches (for a source its name), and its name."""

    kind: Kind
    items: tuple[str, ...]
    name: str

    def to_dict(self) -> dict[str, object]:
        """Return the variation in plain words."""
        return {"kind": self.kind, "items": list(self.items), "name": self.name}


@dataclass(frozen=True, slots=True)
class Varied:
    """A variation, and the conflict and settings that give its model."""

    variation: Variation
    conflict: Conflict
    settings: Settings


def variations(graph: GraphModel, settings: Settings) -> dict[Kind, tuple[Varied, ...]]:
    """Return every variation of a model that was asked for with these settings, by kind."""
    settled = settled_in(graph.selection)
    anew = replace(settings, epoch=None, without=())
    swaps = (Varied(*swap, anew) for swap in _swaps(settled))
    negations = (Varied(*negation, anew) for negation in _negations(settled, graph))
    return {
        "swap": tuple(swaps),
        "drop": tuple(_drops(graph, settings)),
        "negate": tuple(negations),
        "source": tuple(_sources(graph, settings, settled)),
    }


def settled_in(selection: Selection) -> Conflict:
    """Return a conflict that states what counts in a selection and nothing else."""
    return replace(
        selection.conflict,
        parties=selection.parties,
        options=selection.options,
        rules=selection.rules,
        channels=selection.channels,
        epochs=(),
    )


# swaps -----------------------------------------------------------------------------------------


def _swaps(conflict: Conflict) -> Iterator[tuple[Variation, Conflict]]:
    """Yield every exchange of two neighbours; a group of unknown order is one place."""
    for party in conflict.parties:
        if party.ranking is not None:
            ranking = party.ranking
            for one, other, tiers in _exchanged(ranking.tiers):
                places = f"{_named(one)} and {_named(other)}"
                name = f"with {places} exchanged in {party.name}.ranking"
                changed = replace(party, ranking=replace(ranking, tiers=tiers))
                yield (
                    Variation("swap", (f"{party.name}.ranking",), name),
                    _with(conflict, changed),
                )
            continue
        for first, second, prefers in _exchanged(party.prefers):
            ids = _ids(first), _ids(second)
            name = f"with {_named(ids[0])} and {_named(ids[1])} exchanged"
            changed = replace(party, prefers=prefers)
            yield Variation("swap", (*ids[0], *ids[1]), name), _with(conflict, changed)


def _exchanged(
    places: tuple[Place, ...],
) -> Iterator[tuple[Place, Place, tuple[Place, ...]]]:
    """Yield each two neighbours, and the list in which they have changed places."""
    for number, (one, other) in enumerate(pairwise(places)):
        yield one, other, (*places[:number], other, one, *places[number + 2 :])


def _ids(place: Preference) -> tuple[str, ...]:
    match place:
        case Statement():
            return (place.id,)
        case AnyOrder():
            return tuple(statement.id for statement in place.statements)
        case _:
            return ()


def _named(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"({', '.join(names)})"


def _with(conflict: Conflict, changed: Party) -> Conflict:
    parties = tuple(changed if p.name == changed.name else p for p in conflict.parties)
    return replace(conflict, parties=parties)


# drops -----------------------------------------------------------------------------------------


def _drops(graph: GraphModel, settings: Settings) -> Iterator[Varied]:
    """Yield every item left out; positions, which are several items at once, are not."""
    for item in hanging.single_items(graph):
        dropped = replace(settings, without=(*settings.without, item))
        variation = Variation("drop", (item,), f"without {item}")
        yield Varied(variation, graph.conflict, dropped)


# negations -------------------------------------------------------------------------------------


def _negations(conflict: Conflict, graph: GraphModel) -> Iterator[tuple[Variation, Conflict]]:
    """Yield every assumed statement said the other way round.

    An assumed condition, rule or channel that no longer binds is that item left out.
    """
    for item in assumptions(graph.selection):
        for party in conflict.parties:
            changed = _negated(party, item.id)
            if changed != party:
                name = f"with the opposite of {item.id}"
                yield Variation("negate", (item.id,), name), _with(conflict, changed)


def _negated(party: Party, item: str) -> Party:
    prefers: list[Preference] = []
    for place in party.prefers:
        match place:
            case Statement():
                prefers.append(_opposite(place, item))
            case AnyOrder():
                inner = tuple(_opposite(statement, item) for statement in place.statements)
                prefers.append(replace(place, statements=inner))
            case _:
                prefers.append(place)
    weights = tuple(
        replace(weight, number=-weight.number) if weight.id == item else weight
        for weight in party.weights
    )
    return replace(party, prefers=tuple(prefers), weights=weights)


def _opposite(statement: Statement, item: str) -> Statement:
    if statement.id != item:
        return statement
    return replace(statement, formula=_not(statement.formula))


def _not(formula: Formula) -> Formula:
    return formula.part if isinstance(formula, Not) else Not(formula)


# sources ---------------------------------------------------------------------------------------


def _sources(graph: GraphModel, settings: Settings, settled: Conflict) -> Iterator[Varied]:
    """Yield every source no longer heard that decides whether something in this model counts."""
    view, conflict = graph.selection.perspective, graph.conflict
    here, wanted = hearing.sources_heard(settled, view), graph.selection.parties
    for source in hearing.sources_heard(conflict, view):
        deaf = hearing.without_sources(conflict, view, [source])
        # what supports a group as a whole decides too, and is not seen in what is left of it
        if source in here or settings.graph(deaf, view.name).selection.parties != wanted:
            variation = Variation("source", (source,), f"without the source {source}")
            yield Varied(variation, deaf, settings)
