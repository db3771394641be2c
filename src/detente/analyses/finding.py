"""What an outlook finds, one thing at a time, so that the findings of two can be compared.

What is not established is neither found nor denied.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from detente.analyses.blockers.ladder import RUNGS
from detente.analyses.outlook import Outlook
from detente.analyses.sequencing.sides import deciders_of
from detente.analyses.settled import UNSETTLED
from detente.analyses.taken import Taken
from detente.analyses.wording import Words, begun, counted, joined
from detente.conflict.conflict import Conflict
from detente.graph.model import GraphModel

Kind = Literal["rung", "status quo", "move", "endings", "unlock"]

MOST_ENDS = 3  # states at which moves end that a sentence names

ROUND = "round"  # among the ends of moves: they can also go round without end
ALREADY, IMPOSSIBLE = "already", "impossible"  # what stands for a rung where none is asked for

STOPS = {
    "content": "no state of it is as good as the status quo for everybody and better for somebody",
    "reach": (
        "no legal moves lead to a state of it that is as good as the status quo for everybody and "
        "better for somebody"
    ),
    "sequence": (
        "no order of steps that everybody accepts leads to a state of it that is as good as the "
        "status quo for everybody and better for somebody"
    ),
    "commitment": "in every accepted order to it somebody would surely do better by leaving it",
    "time": "no order that everybody accepts and that holds fits the windows",
    "ratification": "no order that is accepted, holds and fits passes those who ratify",
}


@dataclass(frozen=True, slots=True)
class Atom:
    """One thing found: what stops the target, whether the status quo rests, a move, a concession.

    `what` is the rung, `none` if nothing stops it, `already` where the target is the case at the
    status quo, `impossible` where it is the case in no state; `rests` or `does not rest`; who moves
    and by which steps; the states at which such moves end, or `none`; a position.
    """

    kind: Kind
    what: str


def found_in(outlook: Outlook) -> tuple[Atom, ...]:
    """Return what an outlook finds."""
    how = ALREADY if outlook.already else outlook.rung if outlook.meant else IMPOSSIBLE
    atoms = [] if how == UNSETTLED else [Atom("rung", how)]
    if outlook.open is not None:
        atoms.append(Atom("status quo", "does not rest" if outlook.open else "rests"))
        atoms += [Atom("move", move_name(move)) for move in outlook.open]
    atoms += [Atom("unlock", item) for item in outlook.unlocks]
    return tuple(atoms)


def finds(outlook: Outlook, atom: Atom) -> bool:
    """Tell whether an outlook finds something."""
    return atom in found_in(outlook)


def denies(outlook: Outlook, atom: Atom) -> bool:
    """Tell whether an outlook does not find something that it looked for."""
    match atom.kind:
        case "status quo" | "move":
            unknown = outlook.open is None
        case "rung":
            # whether it is the case already, or never, is known without any order
            rung = next((name for name in RUNGS if name == atom.what), None)
            unknown = (
                rung is not None and outlook.rung == UNSETTLED and outlook.rungs.may_fail_at(rung)
            )
        case "unlock":
            unknown = atom.what in outlook.unsettled
        case _:
            unknown = False
    return not unknown and not finds(outlook, atom)


def move_name(move: Taken) -> str:
    """Return a move by its short names."""
    return f"{joined(move.parties)}: {', '.join(move.steps)}"


def said(words: Words, conflict: Conflict, target: str, atom: Atom, outlook: Outlook) -> str:
    """Return a finding as a sentence; `outlook` is one that found it."""
    match atom.kind:
        case "rung" if atom.what == ALREADY:
            return f"'{target}' is the case at the status quo already."
        case "rung" if atom.what == IMPOSSIBLE:
            return f"No state that the rules allow satisfies '{target}'."
        case "rung" if atom.what == "none":
            return (
                f"Nothing stops '{target}': an order of steps is accepted by everybody and holds."
            )
        case "rung":
            return f"'{target}' stops at {atom.what}: {STOPS[atom.what]}."
        case "status quo":
            return f"The status quo {atom.what}."
        case "move":
            move = next(m for m in outlook.open or () if move_name(m) == atom.what)
            who, doing = begun(words.parties(move.parties)), words.doing(move.steps, move.to)
            if len(move.parties) > 1:
                return f"{who} together would gain if they {doing}."
            return f"{who} would gain by moving alone: {doing}."
        case "endings":
            return _ending(words, atom.what)
        case "unlock":
            return (
                f"Giving up {conceded(words, conflict, atom.what)} alone is enough for an order "
                "that everybody accepts."
            )


def not_asked(words: Words, graph: GraphModel) -> tuple[str, ...]:
    """Return who only ratifies, so that everybody and somebody are the others, as a note."""
    deciders = deciders_of(graph)
    silent = [party for number, party in enumerate(graph.parties) if number not in deciders]
    if not silent:
        return ()
    verb, has = ("ratifies", "has") if len(silent) == 1 else ("ratify", "have")
    said = (
        f"{begun(words.parties(silent))}, who only {verb}, {has} a say on the last rung alone: "
        "everywhere else 'everybody' and 'somebody' are the others."
    )
    return (said,)


def _ending(words: Words, states: str) -> str:
    if states == "none":
        return "Moves that all who make them prefer go on without an end."
    ends = [state for state in states.split(", ") if state != ROUND]
    said = [words.state(end) for end in ends[:MOST_ENDS]]
    if len(ends) > MOST_ENDS:
        said.append(counted(len(ends) - MOST_ENDS, "other state"))
    listed = "; or ".join(said)
    more = "; or they go round without an end" if states.endswith(ROUND) else ""
    return f"Moves that all who make them prefer end at: {listed}{more}."


def conceded(words: Words, conflict: Conflict, item: str) -> str:
    """Return a position by its label and party, or an item by its id."""
    for position in conflict.positions:
        if position.name == item:
            return f"{words.position(item)} ({words.party(position.party)})"
    return item
