"""The smallest moves that tempt, and those by which somebody would leave an end, literally."""

from __future__ import annotations

from .literal import Point
from .sequences import Bundle, Case, Order, along, parts
from .sequences_holding import temptations


def smallest_temptations(
    case: Case, order: Order, who: tuple[str, ...]
) -> set[tuple[int, str, Bundle, bool]]:
    """Return who is tempted at which stage, by which switches, and whether surely.

    A larger move is left out if a part of it tempts as surely.
    """
    path = along(case.start, order)
    tempting = {(t.at, t.party, path[t.at] ^ t.to): t.sure for t in temptations(case, order, who)}
    return {
        (at, party, move, sure)
        for (at, party, move), sure in tempting.items()
        if not any(
            (at, party) == (other_at, other) and part < move and (also or not sure)
            for (other_at, other, part), also in tempting.items()
        )
    }


def improvements(case: Case, party: str, before: Point) -> set[Bundle]:
    """Return the lean improvements of a party at a state, by the options they switch."""
    own = case.ground.own(party, before)
    return {
        before ^ end
        for end in own
        if case.prefers(party, end, before)
        and not any(
            before ^ part in own and not case.prefers(party, end, before ^ part)
            for part in parts(before ^ end)
            if part != before ^ end
        )
    }


def undoings(case: Case, end: Point, who: tuple[str, ...]) -> set[tuple[str, Bundle]]:
    """Return what parties would like to do at an end, for the smallest of what comes to the same."""
    found = {(party, move) for party in who for move in improvements(case, party, end)}
    return {
        (party, move)
        for party, move in found
        if not any(
            other == party
            and part < move
            and case.fallback(end ^ part) == case.fallback(end ^ move)
            for other, part in found
        )
    }
