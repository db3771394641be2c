"""Guarantees: which promises are tried, on which options, and that none could be less."""

from __future__ import annotations

import detente
from detente.analyses.roadmaps.results import Guarantee, Roadmap

HEAD = "{detente: 1, title: t, "


def best(text: str, target: str, **settings: object) -> Roadmap:
    """Return the best roadmap of a conflict written in short."""
    graph = detente.compile(detente.loads(f"{HEAD}{text}}}"))
    return detente.roadmaps(graph, target, **settings).step_sets[0].roadmaps[0]  # type: ignore[arg-type]


def of_kind(found: tuple[Guarantee, ...], kind: str, goal: str = "self-enforcing") -> list[object]:
    """Return what is promised by the guarantees of one kind."""
    return [item.what for item in found if (item.kind, item.goal) == (kind, goal)]


def test_what_is_in_effect_already_can_be_locked() -> None:
    """A lock may be on an option that no step of the roadmap switches on."""
    found = best(
        "parties: {A: {prefers: [aid, not truce]}, B: {prefers: [truce, aid]}}, "
        "options: {truce: {by: A}, aid: {by: B, undone_by: nobody}}, status_quo: [truce]",
        "aid and truce",
    ).guarantees
    assert of_kind(found, "lock") == [("truce",)]
    assert of_kind(found, "lock", "resting") == [("truce",)]


def test_what_is_in_effect_already_can_be_given_a_snapback() -> None:
    """A party may be let undo its part of today's state, if the other's step is taken back."""
    found = best(
        "parties: {A: {prefers: [open, not pay]}, B: {prefers: [pay, not open]}}, "
        "options: {pay: {by: A, undone_by: nobody}, open: {by: B}}, status_quo: [pay]",
        "open",
        require=["conditions"],
    ).guarantees
    assert of_kind(found, "snapback") == [("A", "pay", "open")]
    said = next(item.sentence for item in found if item.kind == "snapback")
    assert said == "A could undo 'pay' whenever 'open' is not in effect."


def test_whoever_cannot_undo_alone_can_be_given_a_snapback() -> None:
    """An option that only another can undo is no less one's part: the right to undo it helps."""
    found = best(
        "parties: {A: {prefers: [x, not y]}, B: {prefers: [y, not x]}}, "
        "options: {x: {by: B, undone_by: A}, y: {by: A}}, status_quo: []",
        "x and y",
        require=["conditions"],
    ).guarantees
    assert ("B", "x", "y") in of_kind(found, "snapback")


def test_any_single_party_can_be_paid() -> None:
    """Who is tempted need not be who is paid: the party whose move it hopes to be spared will do."""
    found = best(
        "parties: {A: {prefers: [not b]}, B: {prefers: [a]}}, "
        "options: {a: {by: [A, B]}, b: {by: A, needs: a}}, status_quo: [a]",
        "not a",
        require=["conditions"],
    )
    assert {item.party for item in found.temptations} == {"B"}
    assert of_kind(found.guarantees, "side payment") == [("A 2",), ("B 1",)]


def test_a_payment_counts_statements_and_not_lists() -> None:
    """Two statements whose order is not known are two wishes that come before the end."""
    (found,) = (
        item
        for item in best(
            "parties: {A: {prefers: [{any_order: [a, b]}, not c]}, B: {prefers: [a]}}, "
            "options: {a: {by: [A, B], undone_by: nobody}, b: {by: B}, c: {by: A}}, "
            "status_quo: [c]",
            "a and c",
        ).guarantees
        if item.kind == "side payment"
    )
    assert found.what == ("A 3",)
    assert "anything but its 2 most important wishes" in found.sentence


def test_verification_is_no_help_against_what_ends_together() -> None:
    """A term that would not be met even together with the step is no term to verify."""
    text = (
        "parties: {A: {prefers: [o2, not o3]}, B: {prefers: [o2 implies o1, o3, o1, not o2], "
        "conditions: [o2 only after %s]}}, options: {o1: {by: A}, o2: {by: B, undone_by: nobody}, "
        "o3: {by: A}}, status_quo: []"
    )
    found = best(text % "o1", "o2")
    assert found.bundles == (("o1",), ("o2",))
    assert of_kind(found.guarantees, "verification") == [("B.c1",)]
    gone = best(text % "(o1 and not o2)", "o2")
    assert gone.bundles == found.bundles
    assert of_kind(gone.guarantees, "verification") == []
