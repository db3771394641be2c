"""States written in one order of options, read in another: by what is in effect in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from detente.conflict.conflict import Conflict
from detente.conflict.parties import Ranking

StateKey = frozenset[str] | str  # the options in effect, or the name of the state


def key_of(state: str, options: Sequence[str]) -> StateKey:
    """Return what a state is, whatever the order of the options."""
    if not options or len(state) != len(options) or set(state) - {"Y", "N"}:
        return state  # a name: none is made of Y and N alone
    return frozenset(name for name, sign in zip(options, state, strict=True) if sign == "Y")


def written(key: StateKey, options: Sequence[str]) -> str:
    """Return a state as it is written in an order of options; options not in it are left out."""
    if isinstance(key, str):
        return key
    return "".join("Y" if name in key else "N" for name in options)


def only(key: StateKey, options: Iterable[str]) -> StateKey:
    """Return a state without the options that are not among those given."""
    return key if isinstance(key, str) else key & frozenset(options)


def rewritten(state: str | None, home: Conflict, options: Sequence[str]) -> str | None:
    """Return a state of one conflict as it is written with other options."""
    if state is None:
        return None
    return written(key_of(state, [option.name for option in home.options]), options)


def ranking_in(ranking: Ranking, home: Conflict, options: Sequence[str]) -> Ranking:
    """Return a ranking with its states written in other options; states that fall together once."""
    seen: set[str] = set()
    tiers: list[tuple[str, ...]] = []
    much: set[int] = set()
    for number, tier in enumerate(ranking.tiers):
        states = dict.fromkeys(str(rewritten(state, home, options)) for state in tier)
        fresh = tuple(state for state in states if state not in seen)
        seen.update(fresh)
        if fresh:
            tiers.append(fresh)
        if number in ranking.much and tiers:
            much.add(len(tiers) - 1)
    return Ranking(tuple(tiers), frozenset(much), ranking.basis)


def same_ranking(one: Ranking, two: Ranking) -> bool:
    """Tell whether two rankings, written in the same options, say the same."""
    tiers = [tuple(map(frozenset, ranking.tiers)) for ranking in (one, two)]
    return tiers[0] == tiers[1] and one.much == two.much
