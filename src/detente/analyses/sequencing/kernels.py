"""The searches over stages, by whichever of their two implementations is the faster.

The compiled one pays from many thousands of stages on, and only if the extra `fast` is installed;
both give the same answers.
"""

from __future__ import annotations

import importlib.util
from functools import cache

from detente.analyses.sequencing import searching, spreading
from detente.analyses.sequencing.passage import Passage, Truth
from detente.analyses.sequencing.searching import Carried
from detente.analyses.sequencing.spreading import Cases, Objections, Serving

# stages from which loading what is compiled costs less than it saves
REACHED_FROM = 1 << 17
SPREAD_FROM = 1 << 13


@cache
def can_be_fast() -> bool:
    """Tell whether the extra `fast` is installed."""
    return importlib.util.find_spec("numba") is not None


def reached(passage: Passage, carried: Carried, most: int) -> Truth:
    """Return the stages to which bundles that pass lead; beyond `most` steps by single steps only."""
    if passage.stages.size >= REACHED_FROM and can_be_fast():
        from detente.analyses.sequencing import fast

        return fast.reached(passage, carried, most)
    return searching.reached(passage, carried, most)


def spread(
    passage: Passage,
    carried: Carried,
    objections: Objections,
    allowed: Cases,
    serving: Serving,
    most: int,
) -> Cases:
    """Return the cases in which an accepted order leads to each stage.

    To stages of more than `most` steps only bundles of one step are looked at.
    """
    if passage.stages.size >= SPREAD_FROM and can_be_fast():
        from detente.analyses.sequencing import fast

        return fast.spread(passage, carried, objections, allowed, serving, most)
    return spreading.spread(passage, carried, objections, allowed, serving, most)
