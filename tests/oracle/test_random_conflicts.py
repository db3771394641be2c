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
    check_witness,
    concepts_of,
    improvements,
    joint_moves,
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
    """Compare one verdict, and confirm the moves that the engine says prove it."""
    party, state, concept = verdict.party, verdict.state, verdict.concept
    steps = [(step.parties, step.to) for step in verdict.sanction]
    found = improvements(model, party, state)
    right = verdict.stable == stable(model, party, state, concept, sanctions)
    if verdict.improvement is None:
        right &= not found
    else:
        right &= verdict.improvement in found
        if concept in SEQUENCE_CONCEPTS and verdict.stable:
            claim = (model, party, state, concept, verdict.improvement)
            right &= check_witness(*claim, steps, sanctions)
        elif concept in SEQUENCE_CONCEPTS:
            claim = (model, party, state, concept, verdict.improvement)
            right &= not steps and not sanctioned(*claim, sanctions)
    comparison.verdicts += 1
    if not right:
        told = f"stable {verdict.stable}, improvement {verdict.improvement}, sanction {steps}"
        line = f"{where}: witness for {concept} of {party} at {state}: {told}"
        comparison.mismatches.append(line)


def _told(move: tuple[Iterable[str], str, bool]) -> str:
    parties, to, lean = move
    return f"{'+'.join(sorted(parties))} to {to}{', lean' if lean else ''}"


def _seeds(chunk: int) -> Iterator[int]:
    return iter(range(chunk, COUNT, CHUNKS))


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_engine_and_oracle_agree(chunk: int) -> None:
    mismatches = [line for seed in _seeds(chunk) for line in compare(seed).mismatches]
    assert not mismatches, "\n".join(mismatches[:20])
