"""The figures of the design study on order come out of the two shipped Korean files.

Each figure was worked out in the study by programs of its own, before this one was written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

import detente
from detente.analyses.hanging import single_items
from detente.conflict.conflict import Conflict, statements
from detente.conflict.parties import Statement
from detente.graph.model import GraphModel

HANOI, DECLARATION = "korea/hanoi-2019", "korea/declaration-2021"
SIX = ("review", "draft", "drop", "commit", "talks", "eow")
UPFRONT = "us-upfront"


def graph_of(slug: str, perspective: str | None = None, **settings: object) -> GraphModel:
    """Return the model of a shipped conflict."""
    return detente.compile(detente.load(slug), perspective=perspective, **settings)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("require", "without", "counts"),
    [
        (None, (), (340, 938, 252, 938, 0)),
        (("conditions",), (), (340, 938, 320, 938, 0)),
        (("floor",), (), (430, 938, 336, 938, 52)),
        (None, ("us-talks-without-preconditions",), (554, 938, 252, 938, 32)),
        (None, ("dprk-hostile-policy-goes-first",), (340, 938, 736, 938, 256)),
    ],
)
def test_orders_of_the_declaration(
    require: tuple[str, ...] | None, without: tuple[str, ...], counts: tuple[int, ...]
) -> None:
    """Of 938 legal orders the parties accept so many: US, ROK, DPRK, CHN, all four."""
    graph = graph_of(DECLARATION, without=without)
    (found,) = detente.roadmaps(graph, steps=SIX, require=require).step_sets
    assert found.legal == 938
    assert tuple(found.accepted.values()) == counts


def test_orders_of_the_settlement() -> None:
    """Once 'everything upfront' is given up, 16 of 2,294 orders with the end of tests are accepted."""
    steps = ("newprop", "talk", "not tests", "yb", "full", "relief1", "relief2")
    graph = graph_of(HANOI, without=[UPFRONT])
    (found,) = detente.roadmaps(graph, steps=steps).step_sets
    assert found.legal == 2294
    assert dict(found.accepted) == {"US": 1336, "DPRK": 64, "ROK": 2294, "all": 16}
    finest = next(r for r in found.roadmaps if "finest" in r.kinds)
    assert len(finest.bundles) == 6
    assert set(finest.bundles[-1]) == {"full", "relief2"}
    assert (finest.self_enforcing, finest.end) == ("strong", "held by threat")


@pytest.mark.parametrize(("perspective", "rung"), [("seed", "sequence"), ("sceptical", "content")])
def test_rungs_differ_by_perspective(perspective: str, rung: str) -> None:
    """The same settlement fails over order for the article, over content for the sceptic."""
    assert detente.blockers(graph_of(HANOI, perspective), "settle", ground=False).rung == rung


# sensitivity: one statement dropped, or two neighbours exchanged ----------------------------------


def variants(graph: GraphModel) -> Iterator[tuple[str, Conflict]]:
    """Yield every model with one statement dropped or two neighbours exchanged, and its name."""
    conflict = graph.conflict
    for number, party in enumerate(graph.selection.parties):
        prefers = party.prefers
        for place, item in enumerate(prefers):
            assert isinstance(item, Statement)
            yield (
                f"drop {item.id}",
                with_prefers(conflict, graph, number, [*prefers[:place], *prefers[place + 1 :]]),
            )
            if place:
                swapped = list(prefers)
                swapped[place - 1 : place + 1] = swapped[place], swapped[place - 1]
                before = prefers[place - 1]
                assert isinstance(before, Statement)
                yield f"swap {before.id} {item.id}", with_prefers(conflict, graph, number, swapped)


def with_prefers(
    conflict: Conflict, graph: GraphModel, number: int, prefers: list[object]
) -> Conflict:
    """Return the conflict as a perspective sees it, with another list for one party."""
    parties = [
        replace(party, prefers=tuple(prefers)) if n == number else party  # type: ignore[arg-type]
        for n, party in enumerate(graph.selection.parties)
    ]
    return replace(conflict, parties=tuple(parties))


def told(graph: GraphModel, target: str) -> tuple[bool, frozenset[tuple[str, ...]], str]:
    """Return whether no party gains alone, which lean joint moves are open, and the rung.

    Where no party has an improvement, the state is stable under every concept.
    """
    found = detente.onward(graph)
    moves = frozenset(stage.steps for stage in found.together)
    return not found.alone, moves, detente.blockers(graph, target, ground=False).rung


@pytest.mark.parametrize(
    ("slug", "perspective", "target", "drops", "swaps", "other_rung", "other_moves"),
    [
        (HANOI, "seed", "settle", 31, 28, set(), set()),
        (HANOI, "record", "settle", 31, 28, set(), set()),
        (HANOI, "sceptical", "settle", 32, 29, {"drop DPRK.s4", "swap DPRK.s4 DPRK.s5"}, set()),
        (
            HANOI,
            "sceptical",
            "partial",
            32,
            29,
            {"drop DPRK.s4", "swap DPRK.s4 DPRK.s5", "drop US.s2"},
            set(),
        ),
        (DECLARATION, "moon", "declare", 32, 28, set(), {"drop US.s6", "drop ROK.s4"}),
    ],
)
def test_no_single_statement_decides(
    slug: str,
    perspective: str,
    target: str,
    drops: int,
    swaps: int,
    other_rung: set[str],
    other_moves: set[str],
) -> None:
    """Dropping one statement, or exchanging two, changes what the study says, and no more."""
    graph = graph_of(slug, perspective)
    base = told(graph, target)
    every = {
        name: told(detente.compile(conflict, perspective=perspective), target)
        for name, conflict in variants(graph)
    }
    assert sum(name.startswith("drop") for name in every) == drops
    assert sum(name.startswith("swap") for name in every) == swaps
    assert {name for name, found in every.items() if found[2] != base[2]} == other_rung
    assert {name for name, found in every.items() if found[1] != base[1]} == other_moves
    assert all(found[0] == base[0] for found in every.values())


@pytest.mark.parametrize(
    ("slug", "perspective", "target", "swaps", "drops", "other_rung"),
    [
        (HANOI, "record", "settle", 28, 31, set()),
        (
            HANOI,
            "sceptical",
            "partial",
            29,
            32,
            {("DPRK.s4",), ("DPRK.s4", "DPRK.s5"), ("US.s2",)},
        ),
        (DECLARATION, "moon", "declare", 28, 32, set()),
    ],
)
def test_robustness_gives_the_figures_of_the_study(
    slug: str,
    perspective: str,
    target: str,
    swaps: int,
    drops: int,
    other_rung: set[tuple[str, ...]],
) -> None:
    """Through the function of the command: as many swaps and drops, the same of which matter."""
    found = detente.robustness(detente.load(slug), target, perspective=perspective)
    graph = graph_of(slug, perspective)
    listed = {s.id for party in graph.selection.parties for s in statements(party.prefers)}
    # the study drops statements, the command conditions, rules, guards and channels as well
    others = [name for name in single_items(graph) if name not in listed]
    tried = {count.kind: count.tried for count in found.counts}
    assert len(listed) == drops
    assert (tried["swap"], tried["drop"]) == (swaps, drops + len(others))
    (rung,) = [finding for finding in found.findings if finding.kind == "rung"]
    of_the_study = [
        change.variation.items
        for change in rung.changed_by
        if change.variation.kind in {"swap", "drop"} and listed.issuperset(change.variation.items)
    ]
    assert set(of_the_study) == other_rung
    assert len(of_the_study) == len(other_rung)
    (rests,) = [finding for finding in found.findings if finding.kind == "status quo"]
    assert not [change for change in rests.changed_by if change.variation.kind == "swap"]
