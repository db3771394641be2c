"""What is found about a target under each perspective, by the oracle; which sentences say it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from detente.conflict.conflict import EVERYTHING, Conflict, Perspective
from detente.conflict.logic import Formula
from detente.language.expressions import parse
from tests.oracle.literal import _perspective
from tests.oracle.sequences_hearing import Asked
from tests.oracle.sequences_outlook import Outlook

from .rows import Rows, Said
from .scene import Scene

MOST_ENDS = 3

say = Rows("findings", covers=("analyses/finding.py",))

Check = Callable[[Any], bool]  # of an outlook, or of what has all that an outlook has


@dataclass
class Here(Asked):
    """What is asked of a file, about any target."""

    goal: Formula | None = None

    @property
    def target(self) -> Formula:
        """The formula that is asked about."""
        assert self.goal is not None
        return self.goal


def goal_of(conflict: Conflict, text: str) -> Formula:
    """Return the formula of a target: one of the file by its name, or a formula itself."""
    found = {target.name: target.formula for target in conflict.targets}.get(text)
    return found if found is not None else parse(text)


class Looks:
    """What is found about the target of a call, under whichever perspective."""

    def __init__(self, scene: Scene) -> None:
        self.scene, call = scene, scene.call
        self.target = call.flag("--to")
        self.asked = Here(
            scene.conflict,
            scene.epoch,
            call.without,
            call.status_quo,
            goal=goal_of(scene.conflict, self.target),
        )

    @cached_property
    def varied(self) -> Perspective:
        """The perspective that the call names, or the default."""
        return _perspective(self.scene.conflict, self.scene.call.perspective)

    @cached_property
    def every(self) -> dict[str, Perspective]:
        """The perspectives of the file and of the call, whether they have an answer or not."""
        found = {view.name: view for view in self.scene.conflict.perspectives}
        found.setdefault(EVERYTHING.name, EVERYTHING)
        sources, voices = (self.listed(f"--{name}") for name in ("sources", "voices"))
        if sources is not None or voices is not None:
            number, name = 1, "chosen"
            while name in {view.name for view in self.scene.conflict.perspectives}:
                number += 1
                name = f"chosen-{number}"
            view = self.varied
            found[name] = replace(
                view,
                sources=view.sources if sources is None else sources,
                voices=view.voices if voices is None else voices,
            )
        return found

    def listed(self, flag: str) -> tuple[str, ...] | None:
        """Return a list of the call; None if it is not given."""
        text = self.scene.call.flag(flag)
        return tuple(text.split(",")) if text else None

    @cached_property
    def views(self) -> dict[str, Perspective]:
        """The perspectives that have an answer: their status quo is a state."""
        return {name: view for name, view in self.every.items() if self.asked.possible(view)}

    @cached_property
    def found(self) -> dict[str, Outlook]:
        """What is found under each perspective that has an answer."""
        return {name: self.asked.outlook(view) for name, view in self.views.items()}

    @cached_property
    def base(self) -> Outlook:
        """What is found under the perspective that is asked about."""
        return self.asked.outlook(self.varied)


def looks(scene: Scene) -> Looks:
    """Return what is found in a scene."""
    if not hasattr(scene.at, "looks"):
        scene.at.looks = Looks(scene)
    found: Looks = scene.at.looks
    return found


# which outlooks a sentence is true of ---------------------------------------------------------------


def judge(scene: Scene, said: Said, kind: str, check: Check) -> bool:
    """Judge a finding where it stands: `scene.at.judge` knows of whom it is said."""
    scene.at.finding, scene.at.kind = check, kind
    judged: bool = scene.at.judge(scene, said, check)
    return judged


WHY = {
    "content": "no state of it is as good as the status quo for everybody and better for somebody",
    "reach": "no legal moves lead to a state of it that is as good as the status quo for everybody "
    "and better for somebody",
    "sequence": "no order of steps that everybody accepts leads to a state of it that is as good as "
    "the status quo for everybody and better for somebody",
    "commitment": "in every accepted order to it somebody would surely do better by leaving it",
    "time": "no order that everybody accepts and that holds fits the windows",
    "ratification": "no order that is accepted, holds and fits passes those who ratify",
}


@say(*(f"'{{target}}' stops at {rung}: {why}." for rung, why in WHY.items()))
def stops(scene: Scene, said: Said) -> bool:
    """The first rung that fails is this one; the words say what it asks for."""
    rung = re.sub(r".*' stops at (\w+): .*", r"\1", said.text)
    right = said.target == looks(scene).target
    return right and judge(scene, said, "rung", lambda look: look.stops == rung)


@say("'{target}' is the case at the status quo already.")
def already(scene: Scene, said: Said) -> bool:
    right = said.target == looks(scene).target
    return right and judge(scene, said, "rung", lambda look: look.stops == "already")


@say("No state that the rules allow satisfies '{target}'.")
def impossible(scene: Scene, said: Said) -> bool:
    right = said.target == looks(scene).target
    return right and judge(scene, said, "rung", lambda look: look.stops == "impossible")


@say("Nothing stops '{target}': an order of steps is accepted by everybody and holds.")
def nothing_stops(scene: Scene, said: Said) -> bool:
    right = said.target == looks(scene).target
    return right and judge(scene, said, "rung", lambda look: look.stops == "none")


@say("The status quo rests.", "The status quo does not rest.")
def status_quo(scene: Scene, said: Said) -> bool:
    rests = said.text == "The status quo rests."
    return judge(scene, said, "status quo", lambda look: (not look.open) == rests)


@say("{who} would gain by moving alone: {what}.", "{who} together would gain if they {what}.")
def move(scene: Scene, said: Said) -> bool:
    parties = tuple(sorted(scene.parties(said.who)))
    steps = {name if on else f"not {name}" for name, on in scene.signed_steps(said.what).items()}
    alone = "by moving alone" in said.text

    def check(look: Outlook) -> bool:
        return any(tuple(sorted(m[0])) == parties and {*m[1]} == steps for m in look.open)

    return alone == (len(parties) == 1) and judge(scene, said, "move", check)


@say("Giving up {what} alone is enough for an order that everybody accepts.")
def unlock(scene: Scene, said: Said) -> bool:
    name = position(scene, said.what)
    return judge(scene, said, "unlock", lambda look: name in look.unlocks)


def position(scene: Scene, text: str) -> str:
    """Return a position from "'label' (party)", or an item from its id."""
    for one in scene.conflict.positions:
        label = one.label or one.name
        for called in (f"'{label}'", f"'{label}' ({one.name})"):
            if text.startswith(f"{called} (") and text.endswith(")"):
                whose = text[len(called) + 2 : -1]
                if whose in scene._parties and scene.party(whose) == one.party:
                    return one.name
    return text


def position_said(scene: Scene, name: str) -> str:
    """Return a position in words, with whose it is; an item without one by its id."""
    every = {one.name: one for one in scene.conflict.positions}
    if name not in every:
        return name
    one = every[name]
    labels = [p.label or p.name for p in every.values() if p.party == one.party]
    label = one.label or one.name
    key = f" ({name})" if labels.count(label) > 1 else ""
    party = scene.conflict.party(one.party)
    alike = [p.title for p in scene.conflict.parties].count(party.title) > 1
    whose = f"{party.title} ({party.name})" if alike else party.title
    return f"'{label}'{key} ({whose})"


@say("Moves that all who make them prefer go on without an end.",
     "Moves that all who make them prefer end at: {ends}.",
     "Moves that all who make them prefer end at: {ends}; or they go round without an end.")  # fmt: skip
def endings(scene: Scene, said: Said) -> bool:
    """All states without a preferred move that such moves lead to; where they circle, that too."""
    parts = said.words.get("ends", "").split("; or ")
    more = re.fullmatch(r"(\d+) other states?", parts[-1])
    named = parts[:-1] if more else parts
    ends = [] if "ends" not in said.words else [scene.state(part) for part in named]
    hidden = int(more[1]) if more else 0
    around = "go round" in said.text or "go on without" in said.text

    def check(look: Any) -> bool:
        if not look.open or bool(look.ends) != bool(ends):
            return False
        right = {*ends} <= {*look.ends} and len(look.ends) == len(ends) + hidden
        return right and around == look.circle and (not hidden or len(ends) == MOST_ENDS)

    return judge(scene, said, "endings", check)


@say.part("{n:int} other state", "{n:int} other states")
def of_the_ends(scene: Scene, said: Said) -> bool:
    raise AssertionError("`endings` takes them apart")


@say("{who}, who only ratifies, has a say on the last rung alone: everywhere else 'everybody' and "
     "'somebody' are the others.",
     "{who}, who only ratify, have a say on the last rung alone: everywhere else 'everybody' and "
     "'somebody' are the others.")  # fmt: skip
def not_asked(scene: Scene, said: Said) -> bool:
    """They stand in no `by` and no `undone_by`, and in some `ratified_by`."""
    options = scene.conflict.options
    acting = {p for o in options for family in (o.by, o.undone_by) for c in family for p in c}
    silent = {party for option in options for party in option.ratified_by} - acting
    return {*scene.parties(said.who)} == silent and bool(silent)
