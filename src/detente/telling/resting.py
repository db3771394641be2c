"""The answer on stability as text for a terminal: where things rest first, the proof below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING

from detente.analyses.answer import StateSet
from detente.analyses.joint import JointMove
from detente.analyses.stability.catalogue import CONCEPTS
from detente.analyses.stability.results import Reply, Stability, Verdict
from detente.analyses.wording import Words, begun, counted, joined, sentence_of, words_of
from detente.graph.model import GraphModel
from detente.telling.listing import legend
from detente.telling.tables import table, wrapped

if TYPE_CHECKING:
    from detente.analyses.changes import Changes

SHOWN = 12  # states of one list
MOVES = 6  # joint moves told in full
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
    parts += ["", *_status_quo(found, words)]
    parts += ["", *_rests(found, words)]
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


def _status_quo(found: Stability, words: Words) -> Iterator[str]:
    quo = found.status_quo
    if quo is None:
        yield "The file names no status quo."
        return
    yield wrapped(sentence_of(f"the status quo, {quo}: {words.state(quo)}"), hanging="  ")
    if found.rests is None:
        yield "  Whether it rests is not known: joint improving moves were not looked through."
        return
    if quo in found.rests:
        yield wrapped(
            "It rests: no party gains by moving alone (Nash), and no joint move is open that each "
            "of its parties prefers and that meets their declared conditions.",
            indent="  ",
        )
        return
    yield wrapped(f"It does not rest: {_why(found, quo, words)}", indent="  ")
    moves = (found.joint_moves or {}).get(quo, ())
    lean = [move for move in moves if move.lean]
    for move in lean[:MOVES]:
        yield wrapped(_joint(words, move), indent="  - ", hanging="    ")
    if len(lean) > MOVES:
        yield f"    and {len(lean) - MOVES:,} more (see --json)"
    idle = len(moves) - len(lean)
    if idle:
        yield wrapped(
            f"{counted(idle, 'further joint move')} with steps that could be left out "
            f"{'is' if idle == 1 else 'are'} open too.",
            indent="    ",
        )


def _why(found: Stability, quo: str, words: Words) -> str:
    nash = {party: sets.get("nash") for party, sets in found.stable.items()}
    alone = [party for party, stable in nash.items() if stable is not None and quo not in stable]
    moves = (found.joint_moves or {}).get(quo, ())
    parts = []
    if alone:
        parts.append(f"{words.parties(alone)} would gain by moving alone")
    elif not moves:
        parts.append("some party would gain by moving alone")
    if moves:
        many = len([move for move in moves if move.lean])
        parts.append(
            "one joint move is open that all who make it prefer:"
            if many == 1
            else f"{many:,} joint moves are open that all who make them prefer:"
        )
    said = ", and ".join(parts)
    return said if said.endswith(":") else f"{said}."


def _joint(words: Words, move: JointMove) -> str:
    who = begun(words.parties(move.parties))
    return f"{who} together could {words.doing(move.bundle, move.to)}, which leads to {move.to}."


# where it rests ------------------------------------------------------------------------------


def _rests(found: Stability, words: Words) -> Iterator[str]:
    if found.rests is None:
        return
    if not found.rests:
        nash = found.equilibria.get("nash")
        why = (
            "no state is a Nash equilibrium"
            if nash is not None and not len(nash)
            else "at every Nash equilibrium a joint improving move is open"
        )
        yield wrapped(f"The conflict rests nowhere: {why}.")
        return
    many = counted(len(found.rests), "state")
    yield wrapped(f"The conflict rests in {many}: Nash equilibria without a joint improving move.")
    for state in found.rests[:SHOWN]:
        yield wrapped(f"{state}: {words.state(state)}", indent="  ", hanging="    ")
    if len(found.rests) > SHOWN:
        yield f"  and {len(found.rests) - SHOWN:,} more"


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
            for steps in (reply.steps, *(step.steps for step in reply.sanction)):
                yield from (step.removeprefix("not ") for step in steps)


# verdicts -----------------------------------------------------------------------------------


def _verdicts(found: Stability, words: Words) -> Iterator[str]:
    state = found.verdicts[0].state
    yield wrapped(f"Verdicts on {state}: {words.state(state)}.", hanging="  ")
    for (party, stable, sentence), group in groupby(
        found.verdicts, key=lambda v: (v.party, v.stable, v.sentence)
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
    if not reply.sanction:
        return f"{said}; no answer"
    answers = [
        f"{' and '.join(step.parties)}: {', '.join(step.steps) or 'move'} -> {step.to}"
        for step in reply.sanction
    ]
    return f"{said}; answer: {'; then '.join(answers)}"


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
