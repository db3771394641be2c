"""The briefs of shipped conflicts, each made once for all tests of one process."""

from __future__ import annotations

from functools import cache

import detente
from detente.briefing.content import Brief


@cache
def brief_of(slug: str, to: str | None = None, perspective: str | None = None) -> Brief:
    """Return the brief of a shipped conflict."""
    return detente.brief(detente.compile(detente.load(slug), perspective=perspective), to=to)
