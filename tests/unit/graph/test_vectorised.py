"""No interpreted loop grows with the number of states: Python lines are counted to show it."""

from __future__ import annotations

import sys
from dataclasses import replace
from types import FrameType
from typing import Any

import pytest
from benchmarks.random_plain import random_plain

from detente.analyses.stability.catalogue import CONCEPTS
from detente.conflict.conflict import Conflict
from detente.conflict.logic import Name, Not, Or
from detente.conflict.options import Channel, Option, Rule
from detente.graph.compiling import compile


def lines_of(conflict: Conflict, concepts: tuple[str, ...]) -> tuple[int, int]:
    """Return how many Python lines compiling and asking take, and the number of states."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        if "/detente/" not in frame.f_code.co_filename:
            return None
        count += event == "line"
        return trace

    compile(conflict)  # what is imported late is imported now
    before = sys.gettrace()
    sys.settrace(trace)
    try:
        graph = compile(conflict)
        for concept in concepts:
            for party in range(len(graph.parties)):
                CONCEPTS[concept].stable(graph, party, "sequences")
    finally:
        sys.settrace(before)
    return count, graph.count


IDLE = ("idle1", "idle2", "idle3", "idle4")


def with_idle(conflict: Conflict, *, possible: bool) -> Conflict:
    """Return the conflict with four options that nobody cares for, ruled out or not.

    Possible, they make sixteen times the states of the same conflict: what changes is the
    number of states alone, not how long sanctions are.  The rules are as many either way.
    """
    options = tuple(
        Option(name, by=((f"p{number % 3}",),), undone_by=((f"p{number % 3}",),))
        for number, name in enumerate(IDLE)
    )
    rules = tuple(
        Rule(f"rule.{name}", Or((Name(name), Not(Name(name)))) if possible else Not(Name(name)))
        for name in IDLE
    )
    return replace(conflict, options=conflict.options + options, rules=conflict.rules + rules)


def with_joint_and_guarded(conflict: Conflict) -> Conflict:
    """Return the conflict with a joint option, a guard on another and a channel."""
    options: list[Option] = list(conflict.options)
    options[0] = replace(options[0], by=(("p0", "p1"),), undone_by=(("p0",), ("p1",)))
    options[5] = replace(options[5], after=Name(options[0].name))
    channel = Channel("channel.1", ("p0", "p1"), Name(options[1].name))
    return replace(conflict, options=tuple(options), channels=(channel,))


@pytest.mark.parametrize("form", ["plain", "joint and guarded"])
def test_lines_do_not_grow_with_states(form: str) -> None:
    """From 2^10 to 2^14 states the count of traced lines stays within five in a hundred."""
    base = random_plain(10, statements=8, patterns=0, seed=4)
    concepts = ("nash", "gmr", "smr", "seq", "sseq")
    if form != "plain":
        base = with_joint_and_guarded(base)
    small, small_count = lines_of(with_idle(base, possible=False), concepts)
    large, large_count = lines_of(with_idle(base, possible=True), concepts)
    assert (small_count, large_count) == (2**10, 2**14)
    assert abs(large - small) <= 0.05 * large, (small, large)
