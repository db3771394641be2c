"""Every section of a brief is asked under the same choices, those that its reader made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

import pytest

import detente
from detente.analyses.assuming import assumptions
from detente.briefing.answers import Answers, answers
from detente.conflict.conflict import Conflict
from detente.errors import DetenteError
from detente.graph.selecting import item_ids
from tests.oracle.literal import Literal
from tests.oracle.sequences_heard import EPOCH, heard_conflict

SEEDS = 60
CHUNKS = 6


def choices(conflict: Conflict, rng: Random) -> Iterator[dict[str, Any]]:
    """Yield some choices that a reader can make, each alone and several together."""
    quo = rng.choice(Literal(conflict).states)
    view = rng.choice([one.name for one in conflict.perspectives])
    item = rng.choice(sorted(item_ids(conflict)))
    epoch = EPOCH if conflict.epochs else date(2024, 1, 1)
    yield {}
    yield {"status_quo": quo}
    yield {"status_quo": quo, "perspective": view, "epoch": epoch}
    yield {"without": (item,), "perspective": view, "status_quo": quo}


def asked_alone(conflict: Conflict, target: str, chosen: dict[str, Any]) -> dict[str, Any]:
    """Return what each command answers that is asked with the same flags."""
    graph = detente.compile(conflict, **chosen)
    parties = graph.parties
    known = set(item_ids(conflict))
    assumed = [one.id for one in assumptions(graph.selection) if one.id in known]
    return {
        "blockers": lambda: detente.blockers(graph, target),
        "roadmaps": lambda: detente.roadmaps(graph, target),
        "unlocks": lambda: detente.unlocks(graph, target),
        "perspectives": lambda: detente.perspectives(conflict, target, size=2, **chosen),
        "robustness": lambda: detente.robustness(conflict, target, only=assumed, **chosen),
        "differences": lambda: [
            detente.differences(graph, one, two, to=target)
            for place, one in enumerate(parties)
            for two in parties[place + 1 :]
        ],
        "elsewhere": lambda: [
            detente.unlocks(detente.compile(conflict, **{**chosen, "perspective": v.name}), target)
            for v in conflict.perspectives
            if v.name != graph.selection.perspective.name
        ],
    }


def in_brief(found: Answers) -> dict[str, Any]:
    """Return what a brief answers, by the command that answers it too; None if it was not asked."""
    return {
        "blockers": found.blocks,
        "roadmaps": found.today,
        "unlocks": found.opens,
        "perspectives": found.heard,
        "robustness": found.assumed,
        "differences": list(found.pairs) or None,
        "elsewhere": [opens for _, opens in found.elsewhere] or None,
    }


def plain(found: Any) -> Any:
    """Return an answer, or each of several, as a document."""
    if isinstance(found, list):
        return [plain(one) for one in found]
    return found.to_dict()


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_sections_answer_as_the_commands(chunk: int) -> None:
    """What a section is made of is what its command answers with the same flags."""
    for seed in range(chunk, SEEDS, CHUNKS):
        conflict = heard_conflict(seed)
        for chosen in choices(conflict, Random(f"choices {seed}")):
            try:
                brief = answers(detente.compile(conflict, **chosen), "goal")
            except DetenteError:
                continue
            if brief is None:
                continue
            alone = asked_alone(conflict, "goal", chosen)
            for name, told in in_brief(brief).items():
                if told is None:
                    continue
                found = alone[name]()
                if name == "elsewhere":
                    found = [one for one in found if one.found in ("sets", "none")]
                assert plain(told) == plain(found), f"seed {seed}, {chosen}: {name}"
