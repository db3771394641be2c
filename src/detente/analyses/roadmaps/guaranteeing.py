"""What would have to be guaranteed: the smallest promises that make a roadmap hold.

Four kinds, each tried by itself: locking options so that nobody can undo them; a snapback, by
which a party may undo its part whenever another's is not in effect; verification, which lets steps
that were to follow each other be taken together, so that the stage between them disappears; and a
side payment, a wish for the end placed as low in a party's list as still works.  That an end rests
is asked of locks only: the others change nothing about the end, or make it another.
"""

from __future__ import annotations

from detente.analyses.roadmaps.goals import Case, Goal
from detente.analyses.roadmaps.locking import locks, snapbacks
from detente.analyses.roadmaps.paying import payments
from detente.analyses.roadmaps.results import Guarantee
from detente.analyses.roadmaps.verifying import verifications

GOALS: tuple[Goal, ...] = ("self-enforcing", "resting")


def guarantees(case: Case) -> tuple[Guarantee, ...]:
    """Return what would make a roadmap self-enforcing, and its end rest; nothing if they are so.

    Nothing either if own moves are too many to tell what it would do.
    """
    found: list[Guarantee] = []
    if not case.sides.whole:
        return ()
    for goal in GOALS:
        if not case.holds(goal, case.sides):
            for kind in (locks, snapbacks, verifications, payments):
                found += kind(case, goal)
    return tuple(found)
