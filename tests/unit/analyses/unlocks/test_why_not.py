"""Where no concession is enough: what stands against it, and who was not asked."""

from __future__ import annotations

import detente

TEXT = """\
detente: 1
title: A verifier
parties:
  Hill:
    prefers: [pay, not clear]
    conditions:
      - condition: clear only after promise
        position: promise-first
  Shore: {prefers: [clear, not pay]}
  Board: {prefers: [clear implies checked]}
positions: {promise-first: {party: Hill}}
options:
  promise: {by: Shore}
  clear: {label: Clear the field, by: Hill, undone_by: nobody}
  checked: {label: Check the field, by: Board, after: clear, slow: true}
  pay: {label: Pay, by: Shore, needs: checked, after: checked}
status_quo: []
targets: {deal: clear and pay}
"""


def test_a_wish_that_is_no_position_stands_against_it() -> None:
    """Between clearing and checking the board is worse off than today, by a mere wish."""
    graph = detente.compile(detente.loads(TEXT))
    found = detente.unlocks(graph, "deal")
    assert found.minimal_sets == ()
    way, note = found.notes
    assert way.startswith(
        "if nobody insisted on being no worse off on the way (--require conditions"
    )
    assert "Hill.s2" in note
    assert "Board.s1" in note
    assert "never given up" in note
    lax = detente.unlocks(graph, "deal", require=["conditions", "red-lines"])
    assert lax.minimal_sets
    assert not any("nobody insisted" in note for note in lax.notes)


def test_who_only_ratifies_is_not_asked() -> None:
    """The answer says who has its say elsewhere."""
    ratified = TEXT.replace("promise: {by: Shore}", "promise: {by: Shore, ratified_by: [House]}")
    ratified = ratified.replace("  Board: {", "  House: {prefers: [not pay]}\n  Board: {")
    found = detente.unlocks(detente.compile(detente.loads(ratified)), "deal")
    assert any(note.startswith("House only ratifies") for note in found.notes)


def test_up_to_which_size_sets_were_tried() -> None:
    """The document says so: all that are held, whatever size is shown, if they are few."""
    found = detente.unlocks(detente.compile(detente.loads(TEXT)), "deal", size=2)
    document = found.to_dict()
    assert (document["tried"], document["tried_half"]) == (1, 1)
    assert (document["larger_sets"], document["larger_half_concessions"]) == (0, 0)
