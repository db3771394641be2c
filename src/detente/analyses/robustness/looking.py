"""What is found in one model: how far the target is, and where preferred moves end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from detente.analyses import finding
from detente.analyses.finding import ROUND, Atom
from detente.analyses.onward import survey
from detente.analyses.outlook import Outlook, outlook
from detente.analyses.perspectives.flipping import Settings
from detente.analyses.robustness.varying import Varied
from detente.errors import LimitReached
from detente.graph.model import GraphModel

SINGLE = frozenset({"rung", "status quo", "endings"})  # of these there is one in a model


@dataclass(frozen=True, slots=True)
class Look:
    """An outlook, and the states at which preferred moves from the status quo end.

    `endings` is None if there were too many states to follow; `ROUND` stands among them if moves
    can also come to where they go round without end.
    """

    outlook: Outlook
    endings: tuple[str, ...] | None

    @property
    def complete(self) -> bool:
        """Whether everything was looked through."""
        known = self.outlook.open is not None and self.endings is not None
        return known and self.outlook.complete

    def atoms(self) -> tuple[Atom, ...]:
        """Return everything that is found; where nothing is open there are no endings."""
        found = finding.found_in(self.outlook)
        if not self.outlook.open or self.endings is None:
            return found
        return (*found, Atom("endings", ", ".join(self.endings) or "none"))

    def denies(self, atom: Atom) -> bool:
        """Tell whether something was looked for and is not found."""
        if atom.kind == "endings":
            return self.endings is not None and atom not in self.atoms()
        return finding.denies(self.outlook, atom)


def look(graph: GraphModel, target: str, like: Look | None = None) -> Look:
    """Return what is found in a model; what it shares with another one is not computed anew.

    Where moves end is not looked for if it could not be found in the other one.

    Raises as `outlook` does.
    """
    found = outlook(graph, target, like=None if like is None else like.outlook.sides)
    if found.open is None or (like is not None and like.endings is None):
        return Look(found, None)
    return Look(found, _endings(graph) if found.open else ())


def looking(base: Look, settings: Settings, perspective: str) -> Callable[[Varied], Look]:
    """Return a function that looks at a variation, once at models that are equal."""
    known: dict[object, Look] = {}

    def at(varied: Varied) -> Look:
        graph = varied.settings.graph(varied.conflict, perspective)
        chosen = graph.selection
        key = (chosen.parties, chosen.options, chosen.rules, chosen.channels)
        if key not in known:
            found = look(graph, settings.target, base)
            # a hundred variations should not keep all that was computed for each
            known[key] = replace(found, outlook=replace(found.outlook, sides=base.outlook.sides))
        return known[key]

    return at


def _endings(graph: GraphModel) -> tuple[str, ...] | None:
    try:
        found = survey(graph, graph.number(str(graph.status_quo)))
    except LimitReached:
        return None
    if not found.complete:
        return None
    ends = sorted(ending.state for ending in found.endings)
    return (*ends, ROUND) if ends and found.circles else tuple(ends)
