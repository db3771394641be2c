"""Verification: steps that were to follow each other are taken together, once that can be trusted.

Somebody who confirms a step while it is taken turns a declared `only after` into an `only with`:
two neighbouring bundles become one, and the stage at which one side hangs disappears.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from detente.analyses.roadmaps.goals import Case, Goal
from detente.analyses.roadmaps.results import Guarantee
from detente.analyses.sequencing.sides import Sides, places_of
from detente.analyses.wording import sentence_of
from detente.graph.model import each_bit


def verifications(case: Case, goal: Goal) -> Iterator[Guarantee]:
    """Yield each pair of neighbouring bundles that could go together if `after` became `with`.

    It changes nothing about the end.
    """
    if goal == "resting":
        return
    orders = case.sides.orders
    for number in range(case.first + 1, len(case.stages)):
        stages = (*case.stages[: number - 1], *case.stages[number:])
        before, after = (0, *case.stages)[number - 1], case.stages[number]
        if not _is_bundle(case.sides, before, after):
            continue
        items = _softened(case, stages, number - 1)
        places = places_of(case.sides, stages)[case.first :]
        if items and case.holds(goal, case.sides, places):
            together = case.words.doing(orders.steps(after ^ before))
            by = _verifiers(case, after ^ before)
            said = f"verified{by}, so that 'after' could become 'with': {together}, all at once"
            yield Guarantee(goal, "verification", items, sentence_of(said))


def _softened(case: Case, stages: tuple[int, ...], place: int) -> tuple[str, ...]:
    """Return the terms that a bundle would have to meet together, not before; none if not enough.

    Whatever else refuses the bundle no verification helps against.
    """
    orders = case.sides.orders
    numbers = [0, *(orders.number(stage) or 0 for stage in stages)]
    begins, ends = (np.array([numbers[n]], dtype=np.int64) for n in (place, place + 1))
    end = orders.states[ends[0]]
    failed = [
        (side, test)
        for side in case.sides.sides
        for test in side.acceptance.tests
        if test.kind in case.require and not test.passage.passes(begins, ends).all()
    ]
    for side, test in failed:
        terms = {term.id: term for term in side.graph.terms[side.number]}
        term = terms.get(test.id) if test.kind == "conditions" else None
        if term is None or not term.at_start or not term.holds[end]:
            return ()
    return tuple(dict.fromkeys(test.id for _, test in failed))


def _verifiers(case: Case, steps: int) -> str:
    options = case.graph.selection.options
    named = dict.fromkeys(
        o.verified_by for b in each_bit(steps) for o in [options[b]] if o.verified_by
    )
    return f" by {case.words.parties(tuple(named))}" if named else ""


def _is_bundle(sides: Sides, before: int, after: int) -> bool:
    return sides.orders.is_bundle(before, after)
