"""What a brief says in the words of other commands, judged by the rows of those commands.

`borrowed(scene, told)` gives the text that another command would say, the modules that hold its rows,
and the scene as that command would have been asked: the same file under the same choices.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tests.oracle.sequences import soften

from .brief_forms import Told
from .brief_scene import ROADS, lines_of, road, sets, target_name
from .brief_words import steps_of
from .roads import Telling, roads
from .scene import Call, Scene

WAY, DIFFER, UNLOCK = "WHAT STANDS IN THE WAY", "WHO DIFFERS FROM WHOM", "WHAT WOULD UNLOCK IT"
VIEWS = "ACCORDING TO WHOM"
SIZE = 2  # sources that a brief leaves out together

Borrowed = tuple[Scene, str, tuple[str, ...]]
DIFFERENCES = (
    "say_differences",
    "say_differences_waits",
    "say_differences_terms",
    "say_late",
)
JOURNEY = ("say_journey", "say_promises", "say_scheduled")


def asking(scene: Scene, command: str, *words: str) -> Scene:
    """Return the scene of another command, asked about the target under the same choices."""
    known: dict[Any, Scene] = scene.at.__dict__.setdefault("asking", {})
    key = (command, words)
    if key not in known:
        call = scene.call
        target = str(target_name(scene))
        known[key] = Scene(
            scene.conflict,
            Call(
                command,
                (*words, "--to", target),
                call.perspective,
                call.epoch,
                call.without,
                call.status_quo,
            ),
        )
    return known[key]


def borrowed(scene: Scene, told: Told) -> Iterator[Borrowed]:
    """Yield a line as another command says it; nothing if it is the brief's own."""
    block = told.block
    if told.section == WAY and block == "The proof":
        there = asking(scene, "blockers")
        there.at.found = "target"
        yield there, told.text, ("say_proof", "say_leaving", "say_late")
    elif told.section == WAY and block in ("If the parties insisted on less", "Is it ripe?"):
        yield asking(scene, "blockers"), told.text, ("say_blockers", "say_ground")
    elif told.section == UNLOCK and block == "What was left out":
        yield asking(scene, "unlocks"), told.text, ("say_unlocks", "say_unlocks_more", "say_shared")
    elif told.section == DIFFER and not block:
        there = asking(scene, "differences")
        there.at.steps, there.at.number = sets(scene)[0][0], 1
        yield there, told.text, DIFFERENCES
    elif told.section == DIFFER and block == "Which difference holds the steps up":
        yield from _pair(scene, told)
    elif told.section == DIFFER and block == "Where there is not time enough":
        yield from _late(scene, told)
    elif told.section == ROADS and road(scene) is not None:
        there = road_scene(scene)
        text = told.text.removeprefix("Stage by stage: ")
        if text.startswith("Nobody: "):
            text = f"Left hanging on the way: n{text[1:]}"
        yield there, text, JOURNEY
    elif told.section == "IN SHORT" and road(scene) is not None:
        yield in_short(scene), told.text, JOURNEY
    elif told.section == "WHO SAID WHAT WHEN" and not block:
        view = scene.call.perspective
        yield (
            Scene(scene.conflict, Call("timeline", perspective=view)),
            told.text,
            ("say_timeline",),
        )
    elif told.section == VIEWS and not block:
        yield (
            asking(scene, "perspectives", "--size", str(SIZE)),
            told.text,
            ("say_perspectives", "looks"),
        )


def _pair(scene: Scene, told: Told) -> Iterator[Borrowed]:
    """Yield how two parties differ over the first set of steps."""
    match = re.fullmatch(r"(?P<who>.*?): (?P<rest>.*)", told.text)
    if match is None:
        return
    one, two = scene.parties(match["who"][:1] + match["who"][1:])
    there = asking(scene, "differences", one, two)
    there.at.steps, there.at.number = sets(scene)[0][0], 1
    yield there, match["rest"], DIFFERENCES


def _late(scene: Scene, told: Told) -> Iterator[Borrowed]:
    """Yield that the terms of two parties leave no time together for some steps."""
    match = re.fullmatch(
        r"With (?P<steps>.*?): (?P<rest>The terms of (?P<one>.*?) leave time for the steps, and so do "
        r"those of (?P<two>.*?);.*)",
        told.text,
    )
    if match is None:
        return
    there = asking(scene, "differences", scene.party(match["one"]), scene.party(match["two"]))
    there.at.steps, there.at.number = steps_of(scene, match["steps"]), 1
    yield there, match["rest"], DIFFERENCES


# the road ------------------------------------------------------------------------------------------


def road_scene(scene: Scene) -> Scene:
    """Return the scene of `roadmaps`, under the concession that is told, about to tell the road."""
    known = scene.at.__dict__
    if "road_scene" not in known:
        known["road_scene"] = _road_scene(scene)
    found: Scene = known["road_scene"]
    return found


def in_short(scene: Scene) -> Scene:
    """Return the same scene with the road told already, for what is said of its dates."""
    known = scene.at.__dict__
    if "in_short" not in known:
        there = known["in_short"] = _road_scene(scene)
        found = road(scene)
        assert found is not None
        telling = roads(there).road
        telling.order, telling.short = list(found.order), True
    found_scene: Scene = known["in_short"]
    return found_scene


def _road_scene(scene: Scene) -> Scene:
    found = road(scene)
    assert found is not None
    call = Call(
        "roadmaps",
        ("--to", str(target_name(scene))),
        scene.call.perspective,
        scene.call.epoch,
        tuple(found.case.without),
        scene.call.status_quo,
    )
    there = Scene(soften(scene.conflict, found.case.softened), call)
    here = roads(there)
    finest = any("it has the most stages" in told.text for told in lines_of(scene, ROADS))
    here.steps = found.steps
    here.telling = Telling(len(found.order), ["the finest"] if finest else [])
    return there
