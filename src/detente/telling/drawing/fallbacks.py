"""Where a roadmap falls back to, in the few words a drawing has room for.

A state that the roadmap has passed is called by its stage, any other by a letter.
"""

from __future__ import annotations

from dataclasses import dataclass

from detente.analyses.roadmaps.results import Roadmap
from detente.analyses.sequencing.enforcing import Ends
from detente.analyses.wording import Words, joined

NAMED = 3  # states one fallback is told by


@dataclass(frozen=True, slots=True)
class Named:
    """A state that a fallback calls by a letter; `stage` is the first that falls back to it."""

    letter: str
    state: str
    stage: int


def letters_of(roadmap: Roadmap) -> dict[str, Named]:
    """Return letters for the states that a roadmap falls back to and does not pass before."""
    found: dict[str, Named] = {}
    for stage, back in enumerate(roadmap.backs):
        circles = [circle.states[:NAMED] for circle in back.circles[:NAMED]]
        for end in (*_resting(back)[:NAMED], *(state for circle in circles for state in circle)):
            if end not in roadmap.states[: stage + 1] and end not in found:
                found[end] = Named(_letter(len(found)), end, stage)
    return found


def _resting(back: Ends) -> list[str]:
    """Return the states of rest among those written."""
    circled = {state for circle in back.circles for state in circle.states}
    return [state for state in back.states if state not in circled]


def _letter(number: int) -> str:
    return (
        chr(ord("A") + number)
        if number < 26
        else f"{_letter(number // 26 - 1)}{_letter(number % 26)}"
    )


def back(roadmap: Roadmap, stage: int, names: dict[str, Named]) -> str:
    """Return where a roadmap falls back to if agreement stops after a stage, in few words."""
    if not roadmap.backs:
        return ""
    found, here = roadmap.backs[stage], roadmap.states[stage]
    if found.states == (here,) and found.count == 1:
        return "stays" if stage else ""
    resting = _resting(found)
    said = [_called(roadmap, end, names) for end in resting[:NAMED] if end != here]
    more = found.count - sum(c.size for c in found.circles) - len(resting[:NAMED])
    said += [f"{more} more"] if more else []
    told = ["stays"] if here in resting[:NAMED] else []
    told += [f"{'to ' if stage else ''}{joined(said, 'or')}"] if said else []
    for circle in found.circles[:NAMED]:
        passed = [_called(roadmap, state, names) for state in circle.states[:NAMED]]
        left = circle.size - len(passed)
        told.append(f"round and round {joined([*passed, *([f'{left} more'] if left else [])])}")
    left = len(found.circles[NAMED:])
    told += [f"round {left} more"] if left else []
    return ", or ".join(told)


def _called(roadmap: Roadmap, end: str, names: dict[str, Named]) -> str:
    if end in names:
        return names[end].letter
    earlier = roadmap.states.index(end)
    return f"stage {earlier}" if earlier else "today"


def note_of(words: Words, roadmap: Roadmap, named: Named) -> str:
    """Return what a letter stands for: a stage, and what of it would be different."""
    had = words.in_effect(roadmap.states[named.stage])
    has = words.in_effect(named.state)
    gone = [words.quoted(name) for name in had if name not in has]
    come = [words.quoted(name) for name in has if name not in had]
    parts = [f"with {joined(gone)} ended"] if gone else []
    parts += [f"with {joined(come)} in effect"] if come else []
    where = f"stage {named.stage}" if named.stage else "today's state"
    return f"{named.letter}: {where} {' and '.join(parts)}."
