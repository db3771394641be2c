"""Spoilers: who loses, is not needed, and could upset the way; and who could not."""

from __future__ import annotations

import pytest

import detente
from detente.analyses.roadmaps.results import Roadmaps
from detente.telling.mapping import roadmaps_text

HEAD = "{detente: 1, title: t, parties: {A: {prefers: [deal]}, B: {prefers: [deal]}, K: {name: Kilo, prefers: [not deal]}}, status_quo: [], "


def found(options: str, target: str = "deal", rest: str = "") -> tuple[Roadmaps, str]:
    """Return the roadmaps of a conflict with some options, and their text on one line."""
    graph = detente.compile(detente.loads(f"{HEAD}options: {{{options}}}{rest}}}"))
    roadmaps = detente.roadmaps(graph, target)
    return roadmaps, " ".join(roadmaps_text(graph, roadmaps).split())


def test_a_move_that_touches_nothing_upsets_nothing() -> None:
    """Whoever is worse off and can only do something else is no spoiler."""
    roadmaps, text = found("deal: {by: [A, B], undone_by: nobody}, sing: {by: K}")
    (one,) = roadmaps.step_sets
    assert (one.worse_off, one.spoilers) == (("K",), ())
    assert "upset" not in text


def test_whoever_can_undo_a_step_is_a_spoiler() -> None:
    """What it takes back is told, and once which steps are taken."""
    roadmaps, text = found("deal: {by: [A, B], undone_by: K}")
    assert [item.to_dict() for item in roadmaps.step_sets[0].spoiling] == [
        {"party": "K", "taken": ["deal"], "steps": ["not deal"], "undone": ["deal"]}
    ]
    assert (
        "Kilo could upset it by a move of its own, though no step needs its consent: once 'deal' is "
        "taken it could end 'deal', which would take back 'deal'."
    ) in text


def test_whoever_can_prevent_a_step_is_a_spoiler() -> None:
    """A move beside the steps after which they cannot be taken is told."""
    roadmaps, text = found("deal: {by: [A, B], needs: not raid}, raid: {by: K, undone_by: nobody}")
    assert roadmaps.step_sets[0].spoilers == ("K",)
    assert (
        "today it could put in effect 'raid', which would leave no legal order of what is left of "
        "the steps."
    ) in text


def test_a_step_taken_early_may_be_in_the_way() -> None:
    """Whoever takes a step before its time can close the way for the others."""
    roadmaps, _ = found(
        "deal: {by: [A, B], after: not first}, "
        "first: {by: {any_of: [[A, B], K]}, undone_by: nobody}",
        "deal and first",
    )
    (one,) = roadmaps.step_sets
    assert [(item.taken, item.steps, item.undone) for item in one.spoiling] == [
        ((), ("first",), ())
    ]


@pytest.mark.parametrize("who", ["[A, B, K]", "{any_of: [[A, K], [B, K]]}"])
def test_whoever_is_needed_is_no_spoiler(who: str) -> None:
    """A party without which a step cannot be taken refuses it; it need not upset it."""
    roadmaps, _ = found(f"deal: {{by: {who}, undone_by: K}}")
    assert roadmaps.step_sets[0].worse_off == ("K",)
    assert roadmaps.step_sets[0].spoilers == ()


def test_whoever_can_be_left_out_is_not_needed() -> None:
    """A party that could take a step, where others can do without it, is no less a spoiler."""
    roadmaps, _ = found("deal: {by: {any_of: [[A, B], K]}, undone_by: K}")
    assert roadmaps.step_sets[0].spoilers == ("K",)
