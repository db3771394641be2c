"""What was not looked at, told before the answer: a reader who stops early has read it."""

from __future__ import annotations

from collections.abc import Iterable

from detente.analyses.wording import sentence_of
from detente.telling.tables import wrapped


def limits_first(limits: Iterable[str]) -> list[str]:
    """Return what was left out of an answer, as the lines that come before it."""
    told = [wrapped(sentence_of(limit)) for limit in limits]
    return [*told, ""] if told else []
