"""Of stances in the same words the surest is kept, and each question is asked once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from detente.evidence.reading.stances.stance import Stance


def best(found: Sequence[Stance]) -> Iterator[Stance]:
    """Yield the stances, of those with the same words the one that is surest."""
    kept: list[Stance] = []
    for one in sorted(found, key=lambda s: (-s.confidence, s.content.start, s.content.end)):
        if not any(_same(one, other) for other in kept):
            kept.append(one)
    yield from kept


def _same(one: Stance, other: Stance) -> bool:
    shared = min(one.content.end, other.content.end) - max(one.content.start, other.content.start)
    size = max(one.content.end - one.content.start, other.content.end - other.content.start)
    inner = min(one.content.end - one.content.start, other.content.end - other.content.start)
    if shared <= 0:
        return False
    nested = shared >= 0.9 * inner and one.holders == other.holders
    return shared >= 0.6 * size or (nested and one.kind == other.kind)


def asked_once(found: Sequence[Stance]) -> tuple[Stance, ...]:
    """Return the stances with each question asked where it first comes up: one answer will do."""
    asked: set[str] = set()
    result = []
    for one in found:
        questions = tuple(q for q in one.questions if q not in asked or not one.holders)
        asked |= set(one.questions)
        result.append(one if questions == one.questions else _settled(one, questions))
    return tuple(result)


def _settled(one: Stance, questions: tuple[str, ...]) -> Stance:
    return replace(
        one, questions=questions, reason=f"{one.reason}; a question about it was asked before"
    )
