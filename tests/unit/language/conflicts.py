"""Conflicts for tests of writing: random ones, brought to what a file can say."""

from __future__ import annotations

from dataclasses import replace
from math import lcm
from typing import Any

from tests.oracle.random_conflicts import random_conflict

from detente.conflict.basis import Basis
from detente.conflict.conflict import Conflict
from detente.conflict.parties import AnyOrder, Party, Same


def writable(seed: int) -> Conflict:
    """Return a random conflict without what no file says: definitions elsewhere than in rules."""
    conflict = random_conflict(seed)
    return replace(
        conflict,
        parties=tuple(map(_party, conflict.parties)),
        options=tuple(
            replace(
                _item(option),
                by=tuple(dict.fromkeys(option.by)),
                undone_by=tuple(dict.fromkeys(option.undone_by)),
            )
            for option in conflict.options
        ),
        channels=_items(conflict.channels),
        epochs=tuple(
            replace(
                epoch,
                parties=tuple(
                    replace(
                        change,
                        prefers=_items(change.prefers),
                        conditions=_items(change.conditions),
                    )
                    for change in epoch.parties
                ),
            )
            for epoch in conflict.epochs
        ),
    )


def _party(party: Party) -> Party:
    numbers = [weight.number for weight in party.weights]
    # thirds cannot be written as decimals; all weights of the party are multiplied
    scale = (
        lcm(*(n.denominator for n in numbers)) if any(n.denominator == 3 for n in numbers) else 1
    )
    return replace(
        party,
        prefers=_items(party.prefers),
        conditions=_items(party.conditions),
        weights=tuple(replace(_item(w), number=w.number * scale) for w in party.weights),
    )


def _items(items: Any) -> Any:
    return None if items is None else tuple(map(_item, items))


def _item(item: Any) -> Any:
    if isinstance(item, Same):
        return item
    if isinstance(item, AnyOrder):
        item = replace(item, statements=_items(item.statements))
    basis: Basis = item.basis
    return replace(item, basis=replace(basis, definition=False))
