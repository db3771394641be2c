"""The answer on stability as text for a terminal: where things rest first, the proof below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from detente.analyses.answer import StateSet
from detente.analyses.joint import JointMove
from detente.analyses.stability.catalogue import CONCEPTS
from detente.analyses.stability.results import Reply, Stability, Verdict
from detente.analyses.taken import Taken
from detente.analyses.wording import Words, begun, counted, joined, sentence_of, words_of
from detente.graph.model import GraphModel
from detente.telling.listing import legend
from detente.telling.tables import table, wrapped

if TYPE_CHECKING:
    from detente.analyses.changes import Changes

SHOWN = 12  # states of one list
MOVES = 6  # joint moves told in full
ESCAPES = 6  # answers to one move that are told with their escapes
_RULES = {
    "sequences": (
        "the others may answer by any legal sequence of moves in which nobody moves twice running"
    ),
    "once": "the others may answer by sequences in which each party moves at most once, as in GMCR+",
}


def stability_text(graph: GraphModel, found: Stability, changed: Changes | None = None) -> str:
    """Return where a conflict is stable, and what changed since, as plain text."""
    words = words_of(graph.conflict)
    parts = [found.asked.title, "", wrapped(_head(found))]
    parts += ["", *_status_quo(graph, found, words)]
    parts += ["", *_rests(graph, found, words)]
    parts += ["", *_counts(found)]
    parts += ["", *_equilibria(found, words)]
    if found.verdicts:
        parts += ["", *_verdicts(found, words)]
    parts += ["", *(wrapped(note) for note in _notes(found, words))]
    if any(option.windows for option in graph.selection.options):
        parts += [
            wrapped("Windows are not looked at: a move may be told that is possible only later.")
        ]
    named = list(_named(found, words))
    if changed is not None:
        from detente.telling.since import changes_text

        parts += ["", changes_text(changed)]
        named += changed.options
    return "\n".join([*parts, *legend(words, named)])


def _head(found: Stability) -> str:
    size = [counted(found.states, "state"), counted(len(found.parties), "party", "parties")]
    size += [counted(len(found.options), "option")] if found.options else []
    said = f"{joined(size)}; perspective '{found.perspective}'"
    if found.asked.settings["epoch"]:
        said += f"; with the wishes of {found.asked.settings['epoch']}"
    left_out = found.asked.settings["without"]
    if isinstance(left_out, list) and left_out:
        said += f"; without {joined(left_out)}"
    return sentence_of(said)


# the status quo ------------------------------------------------------------------------------


def _status_quo(graph: GraphModel, found: Stability, words: Words) -> Iterator[str]:
    quo = found.status_quo
    if quo is None:
        yield "The file names no status quo."
        return
    yield wrapped(sentence_of(f"the status quo, {quo}: {words.state(quo)}"), hanging="  ")
    alone = [party for party, gains in _gaining(graph, quo).items() if gains]
    if found.rests is None and not alone:
        yield wrapped(
            "Whether it rests is not known: no party gains by moving alone (Nash), and joint "
            "improving moves were not looked through.",
            indent="  ",
        )
        return
    if found.rests is not None and quo in found.rests:
        yield wrapped(
            "It rests: no party gains by moving alone (Nash), and no joint move is open that each "
            "of its parties prefers and that meets their declared conditions.",
            indent="  ",
        )
        return
    yield wrapped(f"It does not rest: {_why(found, quo, alone, words)}", indent="  ")
    moves = (found.joint_moves or {}).get(quo, ())
    lean = [move for move in moves if move.lean]
    for move in lean[:MOVES]:
        yield wrapped(_joint(words, move), indent="  - ", hanging="    ")
    if len(lean) > MOVES:
        yield f"    and {len(lean) - MOVES:,} more (see --json)"
    idle = len(moves) - len(lean)
    if lean and idle:
        yield wrapped(
            f"{counted(idle, 'further joint move')} with steps that could be left out "
            f"{'is' if idle == 1 else 'are'} open too.",
            indent="    ",
        )


def _gaining(graph: GraphModel, state: str) -> dict[str, bool]:
    """Return for each party whether it has a move of its own to a state it prefers."""
    number = graph.number(state)
    return {
        name: not CONCEPTS["nash"].stable(graph, place, "sequences")[number]
        for place, name in enumerate(graph.parties)
    }


def _why(found: Stability, quo: str, alone: list[str], words: Words) -> str:
    """Return who moves on from the status quo: parties alone, or several together."""
    parts = [f"{words.parties(alone)} would gain by moving alone"] if alone else []
    if found.joint_moves is None:
        # that one is open may be known without it being listed
        parts.append(
            "which joint moves are open as well is not known, because they were not looked through"
            if alone
            else "a joint move is open that all who make it prefer, which is not listed here"
        )
    moves = (found.joint_moves or {}).get(quo, ())
    lean = [move for move in moves if move.lean]
    if lean:
        parts.append(
            "one joint move is open that all who make it prefer:"
            if len(lean) == 1
            else f"{len(lean):,} joint moves are open that all who make them prefer:"
        )
    elif moves:
        parts.append(
            "one joint move is open that all who make it prefer, and steps of it could be left out"
            if len(moves) == 1
            else f"{len(moves):,} joint moves are open that all who make them prefer, and steps of "
            "each could be left out"
        )
    said = ", and ".join(parts)
    return said if said.endswith(":") else f"{said}."


def _joint(words: Words, move: JointMove) -> str:
    who = begun(words.parties(move.parties))
    return f"{who} together could {words.doing(move.bundle, move.to)}, which leads to {move.to}."


# where it rests ------------------------------------------------------------------------------


def _rests(graph: GraphModel, found: Stability, words: Words) -> Iterator[str]:
    if found.rests is None:
        return
    if not found.rests:
        why = (
            "at every Nash equilibrium a joint improving move is open"
            if _any_equilibrium(graph)
            else "no state is a Nash equilibrium"
        )
        yield wrapped(f"The conflict rests nowhere: {why}.")
        return
    many = counted(len(found.rests), "state")
    yield wrapped(f"The conflict rests in {many}: Nash equilibria without a joint improving move.")
    for state in found.rests[:SHOWN]:
        yield wrapped(f"{state}: {words.state(state)}", indent="  ", hanging="    ")
    if len(found.rests) > SHOWN:
        yield f"  and {len(found.rests) - SHOWN:,} more"


def _any_equilibrium(graph: GraphModel) -> bool:
    nash = CONCEPTS["nash"]
    stable = [nash.stable(graph, place, "sequences") for place in range(len(graph.parties))]
    return bool(np.logical_and.reduce(stable).any())


# counts and equilibria ----------------------------------------------------------------------


def _counts(found: Stability) -> Iterator[str]:
    yield "How many states are stable, by concept:"
    yield ""
    yield table(
        [
            {
                "concept": concept,
                **{party: len(sets[concept]) for party, sets in found.stable.items()},
                "all parties": len(found.equilibria[concept]),
                **(
                    {"status quo": found.status_quo in found.equilibria[concept]}
                    if found.status_quo
                    else {}
                ),
            }
            for concept in found.equilibria
        ]
    )
    yield ""
    for concept in found.equilibria:
        yield wrapped(f"{concept}: {CONCEPTS[concept].meaning}", indent="  ", hanging="    ")


def _equilibria(found: Stability, words: Words) -> Iterator[str]:
    yield "Equilibria, stable for every party:"
    for names, sets in _alike(found.equilibria):
        said = joined(names)
        if not len(sets):
            yield f"  {said}: none"
        elif len(sets) > SHOWN:
            yield f"  {said}: {counted(len(sets), 'state')}, too many to list here (see --json)"
        else:
            yield f"  {said}:"
            for state in sets:
                yield wrapped(f"{state}  {_short(words, state)}", indent="    ", hanging="      ")


def _alike(equilibria: Mapping[str, StateSet]) -> Iterator[tuple[list[str], StateSet]]:
    """Yield the concepts that share their equilibria, with these."""
    seen: dict[object, list[str]] = {}
    for concept, found in equilibria.items():
        seen.setdefault((found.count, found.states, found.patterns), []).append(concept)
    for names in seen.values():
        yield names, equilibria[names[0]]


def _short(words: Words, state: str) -> str:
    if words.explicit or state in words.states:
        return words.states.get(state, "")
    return ", ".join(words.in_effect(state)) or "nothing in effect"


def _named(found: Stability, words: Words) -> Iterator[str]:
    """Yield the options whose short names the text uses."""
    for sets in found.equilibria.values():
        if len(sets) <= SHOWN:
            for state in sets:
                yield from words.in_effect(state)
    for verdict in found.verdicts:
        for reply in verdict.replies[:SHOWN]:
            taken = [step.steps for step in reply.sanction]
            for escape in reply.escapes[:ESCAPES]:
                taken += [escape.steps, *(step.steps for step in escape.answer)]
            for steps in (reply.steps, *taken):
                yield from (step.removeprefix("not ") for step in steps)


# verdicts -----------------------------------------------------------------------------------


def _verdicts(found: Stability, words: Words) -> Iterator[str]:
    state = found.verdicts[0].state
    yield wrapped(f"Verdicts on {state}: {words.state(state)}.", hanging="  ")
    # verdicts share a proof only if every move of it is the same
    for (party, stable, sentence, _), group in groupby(
        found.verdicts, key=lambda v: (v.party, v.stable, v.sentence, v.replies)
    ):
        same = list(group)
        concepts = joined([verdict.concept for verdict in same])
        yield wrapped(
            f"{party}, {concepts}: {'stable' if stable else 'not stable'}. {sentence}",
            indent="  ",
            hanging="    ",
        )
        yield from _witness(same[0])


def _witness(verdict: Verdict) -> Iterator[str]:
    for reply in verdict.replies[:SHOWN]:
        yield wrapped(_reply(reply, verdict), indent="    - ", hanging="      ")
    if len(verdict.replies) > SHOWN:
        yield f"      and {len(verdict.replies) - SHOWN:,} more"


def _reply(reply: Reply, verdict: Verdict) -> str:
    own = ", ".join(reply.steps) or "move"
    said = f"{verdict.party}: {own} -> {reply.improvement}"
    if verdict.concept == "nash":
        return said
    if reply.sanction:
        when = " at the same moment" if reply.at_once else ""
        return f"{said}; answer{when}: {_moves(reply.sanction)}"
    if not reply.escapes:
        return f"{said}; no answer"
    told = [
        f"{_moves(one.answer)}; from there {verdict.party}: {', '.join(one.steps) or 'move'} -> {one.to}"
        for one in reply.escapes[:ESCAPES]
    ]
    left = len(reply.escapes) - len(told)
    more = [f"and {counted(left, 'more answer')} (see --json)"] if left > 0 else []
    return f"{said}; no answer lasts: {'; or '.join([*told, *more])}"


def _moves(taken: tuple[Taken, ...]) -> str:
    return "; then ".join(
        f"{' and '.join(one.parties)}: {', '.join(one.steps) or 'move'} -> {one.to}"
        for one in taken
    )


# notes --------------------------------------------------------------------------------------


def _notes(found: Stability, words: Words) -> Iterator[str]:
    rule = str(found.asked.settings["sanctions"])
    yield f"Sanctions '{rule}': {_RULES[rule]}."
    if found.unknown_order:
        yield (
            f"The order of importance is not fully known for {words.parties(found.unknown_order)}; "
            "all this is computed in the order written."
        )
    for note in found.notes:
        yield note if note.endswith(".") else f"{note}."
