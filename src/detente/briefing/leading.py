"""Where moves lead that all who make them prefer: to states of rest, or round without end."""

from __future__ import annotations

from collections.abc import Sequence

from detente.analyses.taken import Taken
from detente.analyses.wording import Words, counted

MOST_NAMED = 3  # states of rest that a clause names
MOST_ROUND = 4  # states that things go round between, and that a clause names


def in_state(words: Words, state: str) -> str:
    """Return a state as it stands after a colon: "in effect: 'A'", or its own name."""
    said = words.state(state)
    named = words.explicit or state in words.states
    return said if named or not words.in_effect(state) else f"in effect: {said}"


def who(words: Words, move: Taken) -> str:
    """Return whose move it is: "A alone", "A and B together"."""
    return f"{words.parties(move.parties)} {'together' if len(move.parties) > 1 else 'alone'}"


def could(words: Words, move: Taken) -> str:
    """Return what somebody can do: "A and B can together put in effect 'C'"."""
    together = " together" if len(move.parties) > 1 else ""
    return f"{words.parties(move.parties)} can{together} {taking(words, move)}"


def taking(words: Words, move: Taken) -> str:
    """Return what is done, with where it leads if the steps alone do not tell: states are merged."""
    said = words.doing(move.steps, move.to)
    merged = bool(words.states) and not words.explicit
    return f"{said} (to {words.place(move.to)})" if merged and move.steps else said


def way(words: Words, moves: Sequence[Taken]) -> str:
    """Return moves one after another."""
    return "; then ".join(could(words, move) for move in moves)


def moves_named(words: Words, moves: Sequence[Taken], most: int) -> str:
    """Return some moves with those who make them; the others are counted."""
    told = [f"{taking(words, move)} ({who(words, move)})" for move in moves[:most]]
    more = len(moves) - len(told)
    return "; or ".join([*told, *([f"{more:,} more"] if more else [])])


def leads_to(
    words: Words, endings: Sequence[str], circles: Sequence[Sequence[str]], *, complete: bool
) -> str:
    """Return where such moves lead, as what they do: "come to rest with 'A'"."""
    parts = []
    if 0 < len(endings) <= MOST_NAMED:
        parts.append("come to rest with " + ", or with ".join(map(words.state, endings)))
    elif endings:
        parts.append(f"come to rest with one of {len(endings):,} states")
    if circles:
        parts.append(rounds(words, circles))
    if not complete:
        parts.append("lead on through more states than were followed")
    return "; or ".join(parts)


def rounds(words: Words, circles: Sequence[Sequence[str]]) -> str:
    """Return between which states things go round, as what they do."""
    between = ", or between ".join(_between(words, circle) for circle in circles[:MOST_NAMED])
    more = len(circles) - MOST_NAMED
    rest = f", or in {counted(more, 'other circle')}" if more > 0 else ""
    return f"go round without end between {between}{rest}"


def _between(words: Words, circle: Sequence[str]) -> str:
    if len(circle) > MOST_ROUND:
        return counted(len(circle), "state")
    return f"these states ({'; '.join(map(words.state, circle))})"
