"""How a party compares two states: better, same, worse, or not known.

Ranks are computed in the order written; where the file says that an order of importance is
not known, or leaves a state out of a ranking, the comparison itself says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from detente.conflict.logic import Formula, evaluate
from detente.conflict.parties import AnyOrder, Party, Statement

Comparison = Literal["much better", "better", "same", "worse", "much worse", "unknown"]


def compare(
    party: Party,
    rank_difference: int,
    first: Callable[[Formula], bool],
    second: Callable[[Formula], bool],
    states: tuple[str, str],
) -> Comparison:
    """Return how the first state compares with the second for `party`.

    `rank_difference` is the first rank less the second; `first` and `second` tell whether a
    formula holds in either state, and `states` are their written forms.
    """
    if party.ranking is not None:
        return _by_ranking(party, rank_difference, states)
    if party.weights or not party.prefers:
        return _signed(rank_difference, much=False)
    for item in party.prefers:
        match item:
            case Statement():
                gain = first(item.formula) - second(item.formula)
                if gain:
                    return _signed(gain, much=item.much)
            case AnyOrder(statements):
                gains = [first(s.formula) - second(s.formula) for s in statements]
                if 1 in gains and -1 in gains:
                    return "unknown"
                if any(gains):
                    deciding = [s for s, gain in zip(statements, gains, strict=True) if gain]
                    return _signed(sum(gains), much=all(s.much for s in deciding))
            case _:
                pass
    return "same"


def _by_ranking(party: Party, difference: int, states: tuple[str, str]) -> Comparison:
    assert party.ranking is not None
    tiers = party.ranking.tiers
    others = next((n for n, tier in enumerate(tiers) if "others" in tier), None)
    places = []
    for state in states:
        place = next((n for n, tier in enumerate(tiers) if state in tier), others)
        if place is None:
            return "same" if states[0] == states[1] else "unknown"
        places.append(place)
    better, worse = min(places), max(places)
    return _signed(difference, much=any(better <= n < worse for n in party.ranking.much))


def _signed(difference: int, *, much: bool) -> Comparison:
    if difference == 0:
        return "same"
    if difference > 0:
        return "much better" if much else "better"
    return "much worse" if much else "worse"


def unknown_order(party: Party, states: int, number_of: Callable[[str], int | None]) -> bool:
    """Tell whether some comparison of `party` is not known, of `states` possible ones.

    `number_of` gives the number of a state written in a ranking, None if the rules exclude it.
    """
    if party.ranking is None:
        return any(isinstance(item, AnyOrder) for item in party.prefers)
    named = [state for tier in party.ranking.tiers for state in tier]
    known = {number for state in named if (number := number_of(state)) is not None}
    return "others" not in named and len(known) < states


def truth_in(
    meanings: Mapping[str, Formula], bits: Mapping[str, int], combinations: tuple[int, ...]
) -> Callable[[Formula], bool]:
    """Return the truth of formulas in one state: in all the combinations it stands for."""

    def holds(formula: Formula) -> bool:
        return all(_holds(formula, code) for code in combinations)

    known: dict[tuple[str, int], bool] = {}

    def _holds(formula: Formula, code: int) -> bool:
        def value(name: str) -> bool:
            if name in bits:
                return bool(code >> bits[name] & 1)
            if (name, code) not in known:
                known[name, code] = _holds(meanings[name], code)
            return known[name, code]

        return bool(evaluate(formula, value))

    return holds
