"""Every result that was read in a source is reproduced; recalled ones are shown beside ours.

Expected values stand in `expected.yaml` beside each shipped conflict, typed from its sources.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

import detente
from detente.analyses.stability import stability
from detente.graph.model import GraphModel
from detente.shipped import path_of, slugs


@cache
def expected(slug: str) -> dict[str, Any]:
    """Return what sources say of a shipped conflict."""
    path = path_of(slug)
    assert path is not None
    file = Path(path).with_name("expected.yaml")
    return yaml.safe_load(file.read_text(encoding="utf-8")) if file.exists() else {}


@cache
def graph_of(slug: str) -> GraphModel:
    """Return the compiled conflict of a slug."""
    return detente.compile(detente.load(slug))


def results(status: str) -> Iterator[Any]:
    """Yield the results of one status as test parameters."""
    for slug in slugs():
        for number, result in enumerate(expected(slug).get("results") or ()):
            if result["status"] == status:
                yield pytest.param(slug, result, id=f"{slug}-{number}")


@pytest.mark.parametrize(("slug", "result"), list(results("read")))
def test_read_results_are_reproduced(slug: str, result: dict[str, Any]) -> None:
    """A result that was read in a source is what the engine finds."""
    graph = graph_of(slug)
    sanctions = result.get("sanctions", "sequences")
    checked = 0
    for party, by_concept in (result.get("stable") or {}).items():
        for concept, states in by_concept.items():
            found = stability(graph, concepts=[concept], sanctions=sanctions)
            assert set(states) == set(found.stable[party][concept]), (party, concept)
            checked += 1
    for kind in ("equilibria", "equilibria_include", "equilibria_exclude"):
        for concept, states in (result.get(kind) or {}).items():
            found = set(
                stability(graph, concepts=[concept], sanctions=sanctions).equilibria[concept]
            )
            if kind == "equilibria":
                assert set(states) == found, concept
            elif kind == "equilibria_include":
                assert set(states) <= found, concept
            else:
                assert not set(states) & found, concept
            checked += 1
    for party, by_state in (result.get("improvements") or {}).items():
        for state, targets in by_state.items():
            verdict = next(
                v
                for v in stability(graph, state=state, concepts=["nash"]).verdicts
                if v.party == party
            )
            assert set(targets) == {reply.improvement for reply in verdict.replies}, (party, state)
            checked += 1
    checked += check_ranking(graph, result)
    assert checked, "the result holds nothing to check"


def check_ranking(graph: GraphModel, result: dict[str, Any]) -> int:
    """Check a published ranking against the order the statements give; return how many."""
    rankings = result.get("ranking") or {}
    for party, tiers in rankings.items():
        listed = [tier if isinstance(tier, list) else [tier] for tier in tiers]
        for better, worse in pairwise(listed):
            assert graph.compare(party, better[0], worse[0]) in ("better", "much better"), party
        for tier in listed:
            assert all(graph.compare(party, tier[0], other) == "same" for other in tier), party
    return len(rankings)


@pytest.mark.parametrize(("slug", "result"), list(results("recalled")))
def test_recalled_results_are_kept_apart(slug: str, result: dict[str, Any]) -> None:
    """A result that is only recalled has our verdict beside it, and that verdict is current."""
    ours = expected(slug).get("ours")
    assert ours, f"{slug} has recalled results and no verdicts of ours"
    found = stability(graph_of(slug), concepts=list(ours["equilibria"]))
    for concept, states in ours["equilibria"].items():
        assert set(states) == set(found.equilibria[concept]), concept


@pytest.mark.parametrize("slug", [s for s in slugs() if "feasible_states" in expected(s)])
def test_number_of_states(slug: str) -> None:
    """A published number of states is the number of states."""
    assert expected(slug)["feasible_states"] == graph_of(slug).count


def test_results_were_found() -> None:
    """The tables are there: a search that finds no table would pass every test above."""
    assert len(list(results("read"))) >= 8
    assert len(list(results("recalled"))) >= 3
