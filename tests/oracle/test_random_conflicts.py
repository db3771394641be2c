"""The engine against the literal oracle on random conflicts, verdict by verdict.

`DETENTE_ORACLE_COUNT` sets how many seeds are compared; `scripts/oracle.py` compares more.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from random import Random
from typing import Any

import pytest

import detente

from .comparison import Comparison
from .literal import Literal
from .random_conflicts import random_conflict, random_settings
from .verdicts import (
    SEQUENCE_CONCEPTS,
    SIMULTANEOUS_CONCEPTS,
    answered_at_once,
    answers_at_once,
    check_at_once,
    check_escapes,
    check_witness,
    concepts_of,
    improvements,
    joint_moves,
    reached,
    rests,
    sanctioned,
    stable,
)

COUNT = int(os.environ.get("DETENTE_ORACLE_COUNT", "2000"))
CHUNKS = 20


def compare(seed: int, *, whole: bool = False) -> Comparison:
    """Compare oracle and engine on the conflict of a seed.

    It is looked at as it is and, on every third seed, in one other of its settings; or in the
    `whole` of them.
    """
    comparison = Comparison(seed)
    conflict = random_conflict(seed)
    plain, *others = random_settings(conflict, seed)
    if not whole:
        others = [others[seed % len(others)]] if others and seed % 3 == 1 else []
    for settings in (plain, *others):
        model = Literal(conflict, **settings)
        graph = detente.compile(conflict, **settings)
        for sanctions in ("sequences", "once") if seed % 3 == 0 else ("sequences",):
            concepts = concepts_of(model)
            result = detente.stability(
                graph, concepts=concepts, sanctions=sanctions, all_states=True
            )
            where = f"seed {seed} {settings} {sanctions}"
            _stability(comparison, where, model, result, sanctions)
            state = Random(f"{where} state").choice(model.states)
            result = detente.stability(graph, state=state, concepts=concepts, sanctions=sanctions)
            for verdict in result.verdicts:
                _witness(comparison, where, model, verdict, sanctions)
    return comparison


def _stability(
    comparison: Comparison, where: str, model: Literal, result: Any, sanctions: str
) -> None:
    count = len(model.states)
    for concept in concepts_of(model):
        everywhere = set(model.states)
        for party in model.parties:
            expected = {s for s in model.states if stable(model, party, s, concept, sanctions)}
            found = result.stable[party][concept]
            comparison.sets(f"{where}: {concept} of {party}", expected, found, count)
            everywhere &= expected
        found = result.equilibria[concept]
        comparison.sets(f"{where}: {concept} equilibria", everywhere, found, count)
    comparison.sets(f"{where}: rests", rests(model), result.rests, count)
    unknown = set(result.joint_moves) - set(model.states)
    comparison.sets(f"{where}: infeasible with joint moves", set(), unknown, 0)
    for state in model.states:
        expected = set(map(_told, joint_moves(model, state)))
        told = [_told((m.parties, m.to, m.lean)) for m in result.joint_moves.get(state, ())]
        comparison.sets(f"{where}: joint moves of {state}", expected, told, 1)


def _witness(
    comparison: Comparison, where: str, model: Literal, verdict: Any, sanctions: str
) -> None:
    """Compare one verdict, and confirm all moves that the engine says prove it, and its sentence."""
    party, state, concept = verdict.party, verdict.state, verdict.concept
    found = improvements(model, party, state)
    right = verdict.stable == stable(model, party, state, concept, sanctions)
    right &= sorted(reply.improvement for reply in verdict.replies) == found
    if concept != "nash":
        proofs = [_proves(model, verdict, reply, sanctions) for reply in verdict.replies]
        right &= all(proofs)
        answered = [bool(reply.sanction) for reply in verdict.replies]
        right &= verdict.stable == all(answered)
    right &= _true_sentence(model, verdict, sanctions)
    comparison.verdicts += 1
    if not right:
        told = f"stable {verdict.stable}, {verdict.sentence} {verdict.replies}"
        line = f"{where}: witness for {concept} of {party} at {state}: {told}"
        comparison.mismatches.append(line)


def _taken(moves: Iterable[Any]) -> list[tuple[Iterable[str], str]]:
    return [(move.parties, move.to) for move in moves]


def _proves(model: Literal, verdict: Any, reply: Any, sanctions: str) -> bool:
    """Tell whether what is said of one improvement is so: its sanction, or that there is none."""
    party, state, concept = verdict.party, verdict.state, verdict.concept
    move = reply.improvement
    if concept in SEQUENCE_CONCEPTS:
        claim = (model, party, state, concept, move)
        if reply.sanction:
            return not reply.at_once and check_witness(*claim, _taken(reply.sanction), sanctions)
        escapes = [(_taken(one.answer), one.to) for one in reply.escapes]
        if concept in ("smr", "sseq") and not check_escapes(*claim, escapes, sanctions):
            return False
        return not sanctioned(*claim, sanctions)
    answers = answers_at_once(model, party, state, concept, sanctions)
    in_turn = (model, party, state, "seq", move)
    if reply.sanction and not reply.at_once:
        return concept == "fraser-hipel" and check_witness(
            *in_turn, _taken(reply.sanction), sanctions
        )
    if reply.sanction:
        (one,) = reply.sanction
        return check_at_once(model, party, state, move, answers, (one.parties, one.steps, one.to))
    if concept == "fraser-hipel" and sanctioned(*in_turn, sanctions):
        return False
    return not answered_at_once(model, party, state, move, {**answers, party: []})


def _true_sentence(model: Literal, verdict: Any, sanctions: str) -> bool:
    """Tell whether the sentence of a verdict says of its first improvement what is so."""
    party, state, concept = verdict.party, verdict.state, verdict.concept
    said = verdict.sentence
    if not verdict.replies:
        return "has no move of its own to a state it prefers" in said
    if concept == "nash":
        return not verdict.stable and "nothing is asked about answers" in said
    first = verdict.replies[0]
    improving = concept in ("seq", "sseq", "fraser-hipel")
    ends = reached(model, party, first.improvement, improving=improving, sanctions=sanctions)
    any_answer = any(not model.prefers(party, end, state) for end in ends)
    claims = {
        # that nobody can answer is said only where nobody can
        "could not answer that": not any_answer,
        # an answer that lasts, or that is escaped, is one of these concepts' alone
        "could move to nothing that it prefers": verdict.stable and concept in ("smr", "sseq"),
        "which it prefers to staying": not verdict.stable and any_answer,
        "made at the same moment": not verdict.stable and concept in SIMULTANEOUS_CONCEPTS,
        " at the same moment, which together": verdict.stable and first.at_once,
        ", but ": verdict.stable or bool(first.escapes),
    }
    others = len(verdict.replies) - 1
    return all((phrase not in said) or true for phrase, true in claims.items()) and (
        not verdict.stable or not others or f"{others} other such move" in said
    )


def _told(move: tuple[Iterable[str], str, bool]) -> str:
    parties, to, lean = move
    return f"{'+'.join(sorted(parties))} to {to}{', lean' if lean else ''}"


def _seeds(chunk: int) -> Iterator[int]:
    return iter(range(chunk, COUNT, CHUNKS))


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_engine_and_oracle_agree(chunk: int) -> None:
    mismatches = [line for seed in _seeds(chunk) for line in compare(seed).mismatches]
    assert not mismatches, "\n".join(mismatches[:20])
