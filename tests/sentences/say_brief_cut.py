"""What `brief` says where a limit was met, and the headings and notes that claim nothing.

On small files no limit is met: none of these sentences is true unless a test has lowered one.
"""

from __future__ import annotations

from tests.oracle.sequences_giving import pure_ratifiers
from tests.oracle.verdicts import equilibria

from .brief_scene import CUT, lines_of, rung_of, target, target_name
from .rows import Rows, Said
from .scene import Scene

say = Rows(
    "brief",
    covers=(
        "briefing/limits.py",
        "briefing/markdown.py",
        "briefing/page.py",
        "briefing/terminal.py",
    ),
)

RUNGS = ("content", "reach", "sequence", "commitment", "time", "ratification", "none")
GOOD = "there are outcomes that leave nobody worse off and somebody better"
OPEN = {
    "reach": f"{GOOD}; whether a legal way leads to one is open",
    "sequence": "there are outcomes that nobody would refuse and legal ways to them; whether "
    "everybody accepts an order of the steps to one is open",
    "commitment": "there are orders of steps that everybody accepts; whether one of them holds is "
    "open",
    "time": "there are orders that everybody accepts and that hold; whether one of them fits the "
    "windows is open",
    "ratification": "there are orders that everybody accepts, that hold and that fit; whether those "
    "who have to ratify accept one of them is open",
}


def passed(scene: Scene, name: str, said: str) -> bool:
    """Tell whether what is known of a target is so: the rungs below the one that is open hold."""
    known = next(step for step, clause in OPEN.items() if clause == said)
    return bool(CUT) and RUNGS.index(rung_of(scene, target(scene))) >= RUNGS.index(known)


@say("What stands in the way of '{name}' is not established: {known}, since not everything could be "
     "looked at.",
     "What stands in the way of '{name}', leaving {aside} aside, who only ratifies, is not "
     "established: {known}, since not everything could be looked at.",
     "What stands in the way of '{name}', leaving {aside} aside, who only ratify, is not "
     "established: {known}, since not everything could be looked at.")  # fmt: skip
def rung_open(scene: Scene, said: Said) -> bool:
    aside = set(scene.parties(said.aside)) if "aside" in said.words else set()
    right = aside == set(pure_ratifiers(scene.case)) and said.name == target_name(scene)
    return right and passed(scene, said.name, said.known)


@say("What stands in the way of a target was not looked at: {why:any}")
def not_looked_at(scene: Scene, said: Said) -> bool:
    return bool(CUT) and not lines_of(scene, "WHAT STANDS IN THE WAY")


@say("This model is too large for its joint moves to be looked through.",
     "Not computed: the model has too many joint moves to look through.",
     "Whether giving up positions would open a way is not established.",
     "How much hangs on each position is not established.",
     "Whether a first step by one party alone would pay is not established.",
     "Left out: where preferred moves lead. There are too many to follow.",
     "Left out: on which single items the answer hangs. The model is too large.",
     "Left out: what is told of a target. The model has too many parties, or steps.",
     "Left out: a part of what 'detente {command}' tells.",
     "Open in what 'detente {command}' tells: {limit:any}",
     "Such moves lead on through more states than were followed.",
     "{finding:any} It is not established which sources this hangs on.",
     "{finding:any} Which sources this hangs on was not looked for.")  # fmt: skip
def nothing_said(scene: Scene, said: Said) -> bool:
    """Nothing is claimed, but that a limit was met."""
    return bool(CUT)


@say("Not computed: the model has too many joint moves. In {n:int} states no party gains by acting "
     "alone.",
     "Not computed: the model has too many joint moves. In {n:int} state no party gains by acting "
     "alone.")  # fmt: skip
def rest_alone(scene: Scene, said: Said) -> bool:
    return bool(CUT) and said.number("n") == len(equilibria(scene.model, "nash"))
