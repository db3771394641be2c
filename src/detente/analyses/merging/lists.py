"""Matching the items of two lists, and the list with some of the differences made."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

T = TypeVar("T")
Kind = Literal["added", "removed", "changed", "moved"]
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which two versions of a file differ.

    `item` is the id it concerns; `wording` marks labels, notes and quotations, which change no
    meaning by themselves; `say` gives the sentence, made only if somebody reads it.
    """

    key: Key
    kind: Kind
    item: str
    say: Callable[[], str]
    wording: bool = False


Choose = Callable[[Difference], bool]


def align(
    old: Sequence[T], new: Sequence[T], keys: Sequence[Callable[[T], Hashable]]
) -> dict[int, int]:
    """Return which old item each new one is, by its place; None as a key matches nothing.

    The keys are tried in turn, the surest first.  Items with equal keys are matched in order.
    """
    found: dict[int, int] = {}
    taken: set[int] = set()
    for key in keys:
        waiting: defaultdict[Hashable, deque[int]] = defaultdict(deque)
        for place, item in enumerate(old):
            if place not in taken:
                waiting[key(item)].append(place)
        for place, item in enumerate(new):
            wanted = key(item)
            if place not in found and wanted is not None and waiting.get(wanted):
                found[place] = waiting[wanted].popleft()
                taken.add(found[place])
    return found


def moved(pairs: dict[int, int]) -> set[int]:
    """Return the fewest new places whose items stand in another order than before."""
    places = sorted(pairs)
    tails: list[int] = []  # the smallest last old place of a rising run of each length
    ends: list[int] = []  # the number, in `places`, of that last item
    before: list[int] = []
    for number, place in enumerate(places):
        length = bisect_left(tails, pairs[place])
        tails[length : length + 1] = [pairs[place]]
        ends[length : length + 1] = [number]
        before.append(ends[length - 1] if length else -1)
    keep: set[int] = set()
    number = ends[-1] if ends else -1
    while number >= 0:
        keep.add(places[number])
        number = before[number]
    return set(places) - keep


def merged_list(
    old: Sequence[T],
    new: Sequence[T],
    pairs: dict[int, int],
    choose: Choose,
    *,
    blend: Callable[[T, T], T],
    added: Callable[[int], Difference],
    removed: Callable[[int], Difference],
    moving: Callable[[int], Difference] | None = None,
) -> list[T]:
    """Return the old list with the differences made that `choose` takes.

    `moving` is given where the order of the list has a meaning.  An item that is added, or
    moved, comes right behind the one that it follows in the new list.
    """
    partner = {before: place for place, before in pairs.items()}
    # an item is known by its old place, or, where it is added, by its new one
    order = [
        (True, place) for place in range(len(old)) if place in partner or not choose(removed(place))
    ]
    shifted = moved(pairs) if moving is not None else set()
    for place in range(len(new)):
        if place in pairs:
            if place not in shifted or moving is None or not choose(moving(place)):
                continue
            token = (True, pairs[place])
            order.remove(token)
        else:
            if not choose(added(place)):
                continue
            token = (False, place)
        order.insert(_behind(order, pairs, place), token)
    return [
        (blend(old[place], new[partner[place]]) if place in partner else old[place])
        if is_old
        else new[place]
        for is_old, place in order
    ]


def _behind(order: list[tuple[bool, int]], pairs: dict[int, int], place: int) -> int:
    """Return where an item belongs: behind the closest one before it that is in the list."""
    where = {token: number for number, token in enumerate(order)}
    for earlier in range(place - 1, -1, -1):
        token = (True, pairs[earlier]) if earlier in pairs else (False, earlier)
        if token in where:
            return where[token] + 1
    return 0
