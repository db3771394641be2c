"""What the terminal says of the status quo and of where it rests, held against the definitions."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random
from typing import Any

import pytest

import detente
from detente.telling.resting import stability_text

from .literal import Literal
from .random_conflicts import random_conflict
from .verdicts import concepts_of, equilibria, improvements, joint_moves, rests

COUNT = 300
CHUNKS = 6


def told(graph: Any, found: Any) -> str:
    """Return the answer on one line."""
    return " ".join(stability_text(graph, found).split())


def mismatches(seed: int) -> list[str]:
    """Return each claim about a random conflict that is not so."""
    conflict = random_conflict(seed)
    model, graph = Literal(conflict), detente.compile(conflict)
    if graph.status_quo is None:
        return []
    quo, rng = graph.status_quo, Random(f"told {seed}")
    concepts = concepts_of(model)
    chosen = rng.sample(concepts, rng.randrange(1, len(concepts) + 1))
    party = rng.choice([None, *graph.parties])
    found = detente.stability(graph, party=party, concepts=chosen)
    names = {one.name: one.title for one in conflict.parties}
    alone = [name for name in graph.parties if improvements(model, name, quo)]
    every = joint_moves(model, quo)
    lean = [move for move in every if move[2]]
    nash, resting = equilibria(model, "nash"), rests(model)
    versions = {
        "whole": found,
        "moves not listed": replace(found, joint_moves=None),
        "not looked through": replace(found, joint_moves=None, rests=None),
    }
    wrong = []
    for what, version in versions.items():
        text = told(graph, version)

        def claim(said: str, *, holds: bool, text: str = text, what: str = what) -> None:
            if (re.search(said, text) is not None) != holds:
                wrong.append(f"seed {seed}, {what}: {said!r} ({holds}) in {text[:400]}")

        known = version.rests is not None
        claim("It rests:", holds=known and quo in resting)
        claim("It does not rest:", holds=bool(alone) or (known and quo not in resting))
        claim("Whether it rests is not known", holds=not known and not alone)
        claim("would gain by moving alone", holds=bool(alone))
        # where no move goes without steps that could be left out, such moves are counted
        counted = lean or every
        claim(
            r"(one joint move is|\d+ joint moves are) open that all who",
            holds=what == "whole" and bool(counted),
        )
        if what == "whole" and counted:
            many = "one joint move is" if len(counted) == 1 else f"{len(counted)} joint moves are"
            claim(f"{many} open", holds=True)
        claim("could be left out", holds=what == "whole" and len(lean) < len(every))
        claim(
            "a joint move is open that all who make it prefer, which is not listed",
            holds=what == "moves not listed" and not alone and quo not in resting,
        )
        claim("The conflict rests nowhere", holds=known and not resting)
        claim("no state is a Nash equilibrium", holds=known and not resting and not nash)
        claim("at every Nash equilibrium", holds=known and not resting and bool(nash))
        if known and resting:
            many = f"{len(resting)} state{'s' * (len(resting) > 1)}:"
            claim(f"The conflict rests in {many}", holds=True)
        for name in alone:
            said = text.partition(" would gain by moving alone")[0].rpartition("rest: ")[2]
            if names[name] not in said:
                wrong.append(f"seed {seed}, {what}: {name} gains alone, and is not in {said!r}")
    return wrong


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_what_is_said_of_the_status_quo_is_so(chunk: int) -> None:
    """Whether it rests, who would move on, how many joint moves are open: whatever was asked."""
    wrong = [line for seed in range(chunk, COUNT, CHUNKS) for line in mismatches(seed)]
    assert not wrong, "\n".join(wrong[:10])
