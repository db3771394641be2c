"""The preferences of a decision maker in a `.gmcr` file: statements, and a ranking by number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.formats.patterns import Pattern, Truth

if TYPE_CHECKING:
    from detente.formats.gmcr_values import GmcrReader


@dataclass(frozen=True, slots=True)
class Preferences:
    """Both forms as the file has them; which of them counts, the file says elsewhere.

    A statement is patterns of which one has to hold; a ranking is tiers of state numbers from
    1, best first.
    """

    statements: tuple[tuple[Pattern, ...], ...]
    ranking: tuple[tuple[int, ...], ...]
    paid: bool = False  # only numbers derived from a preference are there, and they differ


def preferences_of(
    reader: GmcrReader, maker: Mapping[str, object], path: str, count: int
) -> Preferences:
    """Return the preferences of one decision maker over `count` options."""
    statements = []
    written = reader.list_at(maker.get("preferences"), f"{path}.preferences")
    for number, value in enumerate(written):
        statements.append(_statement(reader, value, f"{path}.preferences[{number}]", count))
    keys = ("preferenceRanking", "preferenceVector")
    key = next((key for key in keys if maker.get(key) not in (None, [])), None)
    if all(maker.get(key) not in (None, []) for key in keys) and maker[keys[0]] != maker[keys[1]]:
        reader.notes.append(f"'{keys[1]}' in {path} is left out: '{keys[0]}' counts")
    ranking = []
    if key is not None:
        for number, value in enumerate(reader.list_at(maker[key], f"{path}.{key}")):
            ranking.append(_tier(reader, value, f"{path}.{key}[{number}]", count))
    payoffs = maker.get("payoffs")
    paid = isinstance(payoffs, list) and any(one != payoffs[0] for one in payoffs)
    return Preferences(tuple(statements), tuple(tier for tier in ranking if tier), paid)


def _statement(reader: GmcrReader, value: object, path: str, count: int) -> tuple[Pattern, ...]:
    if not isinstance(value, dict):
        pattern = reader.pattern_at(value, path, count)
        return () if pattern is None else (pattern,)
    members = reader.list_at(value.get("members"), f"{path}.members")
    found = [
        reader.pattern_at(member, f"{path}.members[{number}]", count)
        for number, member in enumerate(members)
    ]
    return tuple(dict.fromkeys(pattern for pattern in found if pattern is not None))


def _tier(reader: GmcrReader, value: object, path: str, count: int) -> tuple[int, ...]:
    listed = reader.list_at(value, path) if isinstance(value, list) else (value,)
    # no model has more states than combinations; what rules exclude is looked at later
    most = 1 << min(count, 62)
    found = [reader.index_at(one, path, most + 1, "options") for one in listed]
    if 0 in found:
        reader.report("G004", f"{path} is 0; states are numbered from 1")
    return tuple(number for number in found if number)


def tiers_of(statements: Sequence[Truth], exists: Truth) -> list[list[int]]:
    """Return the states by the first statement in which they differ, best first, as numbers.

    Numbers are those of a `.gmcr` file: from 1, over the states that exist.
    """
    states = np.flatnonzero(exists)
    place = np.zeros(states.size, dtype=np.int64)
    for truth in statements:
        _, place = np.unique(2 * place + ~truth[states], return_inverse=True)
    return tiers_by(place)


def tiers_by(places: np.ndarray[tuple[int], np.dtype[np.int64]]) -> list[list[int]]:
    """Return state numbers by their place, smallest place first."""
    order = np.argsort(places, kind="stable")
    cuts = np.flatnonzero(np.diff(places[order])) + 1
    return [(part + 1).tolist() for part in np.split(order, cuts)] if order.size else []
