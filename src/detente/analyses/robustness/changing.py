"""What a variation changes of what is found: what is gone, what is new, what stands instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from detente.analyses.finding import Atom, said
from detente.analyses.robustness.looking import SINGLE, Look
from detente.analyses.robustness.results import Change, Count, Effect, Finding, Otherwise
from detente.analyses.robustness.varying import Kind, Variation, Varied
from detente.analyses.wording import short_words
from detente.graph.model import GraphModel

_ORDER = ("rung", "status quo", "move", "endings", "unlock")


@dataclass(frozen=True, slots=True)
class Silence:
    """Why a variation has no answer; `limit` if it is too large for one."""

    why: str
    limit: bool


Found = tuple[Varied, Look | Silence]


def effect(base: Look, varied: Varied, found: Look | Silence) -> Effect | None:
    """Return what a variation changes; None if that is nothing."""
    if isinstance(found, Silence):
        return Effect(varied.variation, (), (), found.why)
    gone = tuple(atom for atom in base.atoms() if found.denies(atom))
    new = tuple(atom for atom in found.atoms() if base.denies(atom))
    return Effect(varied.variation, gone, new, "") if gone or new else None


def finding(
    graph: GraphModel, target: str, base: Look, atom: Atom, found: Sequence[Found]
) -> Finding:
    """Return one finding of the model as it stands, with the variations that change it."""
    changes = []
    for varied, other in found:
        if isinstance(other, Look) and other.denies(atom):
            changes.append(Change(varied.variation, _instead(atom, other)))
    open_with = tuple(varied.variation for varied, other in found if not settled(atom, other))
    said_so = _said(graph, target, atom, base)
    return Finding(atom.kind, atom.what, said_so, tuple(changes), open_with)


def settled(atom: Atom, found: Look | Silence) -> bool:
    """Tell whether it is known of a variation whether something is found; with no answer it is not.

    A variation that is no model at all has none to find it in.
    """
    if isinstance(found, Silence):
        return not found.limit
    return found.denies(atom) or atom in found.atoms()


def _instead(atom: Atom, found: Look) -> str:
    """Return what of a kind is found; where the status quo rests, moves end there."""
    if atom.kind not in SINGLE:
        return ""
    now = {"rung": str(found.outlook.rung)} | {one.kind: one.what for one in found.atoms()}
    return now.get(atom.kind) or now["status quo"]


def otherwise(
    graph: GraphModel, target: str, base: Look, found: Sequence[Found]
) -> tuple[Otherwise, ...]:
    """Return what only variations find, kind by kind."""
    finders: dict[Atom, list[tuple[Variation, Look]]] = {}
    for varied, other in found:
        if isinstance(other, Silence):
            continue
        for atom in other.atoms():
            if base.denies(atom):
                finders.setdefault(atom, []).append((varied.variation, other))
    return tuple(
        Otherwise(
            atom.kind,
            atom.what,
            _said(graph, target, atom, finders[atom][0][1]),
            tuple(variation for variation, _ in finders[atom]),
        )
        for atom in sorted(finders, key=lambda atom: _ORDER.index(atom.kind))
    )


def _said(graph: GraphModel, target: str, atom: Atom, found: Look) -> str:
    return said(short_words(graph.conflict), graph.conflict, target, atom, found.outlook)


def count(
    kind: Kind,
    there_are: int,
    found: Sequence[Found],
    effects: Sequence[Effect],
    base: Look,
) -> Count:
    """Return how many variations of a kind were tried and change something."""
    mine = [effect for effect in effects if effect.variation.kind == kind]
    tried = [(varied, other) for varied, other in found if varied.variation.kind == kind]
    stops = [atom for atom in base.atoms() if atom.kind == "rung"]
    return Count(
        kind,
        there_are,
        len(tried),
        sum(any(atom.kind == "rung" for atom in effect.gone) for effect in mine),
        len(mine),
        # what is not known as things stand cannot be known to change
        sum(not stops or not all(settled(atom, other) for atom in stops) for _, other in tried),
    )
