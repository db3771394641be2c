"""Where it comes to rest, or goes round, once agreement has stopped, as clauses.

An end is a state of rest or a circle, which is one end however many states stand on it: nothing
rests at any of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.analyses.sequencing.enforcing import Circle, Ends
from detente.analyses.wording import Words, counted, joined

SHOWN = 6  # ends of one list, and states of one circle


def falls(
    words: Words, states: Sequence[str], stage: int, back: Ends, *, moved_to: str = ""
) -> str:
    """Return where it falls back to from a stage, as a clause.

    `states` are those of the roadmap, each called by its stage; of any other it is told what would
    be different from the stage.  `moved_to` is the state that a move has led to from there.
    """
    parts, more = _parts(back)
    here = moved_to or states[stage]
    told = [_one_end(words, states, stage, part, here) for part in parts[:SHOWN]]
    more += len(parts[SHOWN:])
    if len(told) == 1 and not more:
        return told[0]
    left = f"; and {more:,} more" if more else ""
    return f"several ends are possible: {'; or '.join(told)}{left}"


def rests(back: Ends, state: str) -> bool:
    """Tell whether it stays in a state: whether that is all it falls back to."""
    return back.states == (state,) and back.count == 1


def _parts(back: Ends) -> tuple[list[str | Circle], int]:
    """Return the ends, the states of rest among those written, and how many more rest."""
    parts: list[str | Circle] = []
    for state in back.states:
        on = next((circle for circle in back.circles if state in circle.states), None)
        if on is None:
            parts.append(state)
        elif on not in parts:
            parts.append(on)
    parts += [circle for circle in back.circles if circle not in parts]
    resting = sum(isinstance(part, str) for part in parts)
    return parts, back.count - sum(circle.size for circle in back.circles) - resting


def _one_end(words: Words, states: Sequence[str], stage: int, end: str | Circle, here: str) -> str:
    if isinstance(end, Circle):
        named = [_place(words, states, stage, state) for state in end.states[:SHOWN]]
        return f"it would {_round(named, end.size)}"
    if end == here:
        return "it stays so"
    if end in states:
        back = states.index(end)
        how = "falls back" if back <= stage else "moves on"
        return f"it {how} to {f'stage {back}' if back else 'where it stands today'}"
    return differs(words, states[stage], end)


def _round(named: Sequence[str], size: int) -> str:
    states = [f"({number}) {state}" for number, state in enumerate(named, start=1)]
    states += [f"{size - len(named):,} more"] if size > len(named) else []
    return f"go round among {counted(size, 'state')} without end: {joined(states)}"


def _place(words: Words, states: Sequence[str], stage: int, state: str) -> str:
    """Return a state of a circle in few words."""
    if state in states:
        number = states.index(state)
        return f"stage {number}" if number else "today's state"
    gone, come = _apart(words, states[stage], state)
    parts = [f"{joined(gone)} ended"] if gone else []
    parts += [f"{joined(come)} in effect"] if come else []
    return f"with {' and '.join(parts)}"


def differs(words: Words, before: str, after: str) -> str:
    """Return what would change between two states, as a clause."""
    gone, come = _apart(words, before, after)
    parts = [f"{joined(gone)} would be ended"] if gone else []
    parts += [f"{joined(come)} would be put in effect"] if come else []
    return " and ".join(parts)


def _apart(words: Words, before: str, after: str) -> tuple[list[str], list[str]]:
    had, has = words.in_effect(before), words.in_effect(after)
    gone = [words.quoted(name) for name in had if name not in has]
    come = [words.quoted(name) for name in has if name not in had]
    return gone, come
