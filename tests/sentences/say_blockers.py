"""What `blockers` says: the rung, the items it rests on, what if parties insisted on less, ripe."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from random import Random

from detente.conflict.logic import Formula
from detente.language.expressions import parse
from tests.oracle.sequences import REQUIRE, zone
from tests.oracle.sequences_giving import asked, pure_ratifiers
from tests.oracle.sequences_ladder import Failure, outcome, rung, stuck, way_out

from .items import items_of, says
from .reading import Line
from .rows import Rows, Said
from .say_shared import order_unknown
from .scene import Call, Scene

say = Rows(
    "blockers",
    covers=("telling/blocking.py", "analyses/blockers/asking.py", "analyses/blockers/grounding.py"),
)
RUNGS = ("content", "reach", "sequence", "commitment", "time", "ratification")
INSISTED = {
    "declared conditions": "conditions",
    "red lines": "red-lines",
    "being no worse off on the way": "floor",
}
MARK = re.compile(r"(?P<said>.*) \((?P<mark>[^()]*)\)", re.DOTALL)


def calls(scene: Scene, rng: Random) -> Iterator[Call]:
    """Yield what is asked of a file: its target and others, under this choice and that."""
    conflict = scene.conflict
    if conflict.explicit or any(state.formula is not None for state in conflict.states):
        return
    targets = [target.name for target in conflict.targets]
    for number in range(4):
        choice: dict[str, object] = {}
        if number and rng.random() < 0.3:
            choice["perspective"] = rng.choice([v.name for v in conflict.perspectives] or [None])
        if number and conflict.epochs and rng.random() < 0.5:
            choice["epoch"] = rng.choice(conflict.epochs).start.text
        plain = Scene(conflict, Call("blockers", **choice))  # type: ignore[arg-type]
        if rng.random() < 0.25:
            choice["status_quo"] = rng.choice(plain.model.states)
        if number and rng.random() < 0.3:
            choice["without"] = tuple(rng.sample(_items(plain), min(len(_items(plain)), 1)))
        words = ["--to", rng.choice(targets) if targets and number < 2 else _target(rng, conflict)]
        if rng.random() < 0.3:
            some = [name for name in REQUIRE if rng.random() < 0.5]
            words += ["--require", ",".join(some)] if some else []
        call = Call("blockers", tuple(words), **choice)  # type: ignore[arg-type]
        if _sound(Scene(conflict, call)):
            yield call


def _items(scene: Scene) -> list[str]:
    model = scene.model
    found = [item.id for party in scene.conflict.parties for item in model.conditions[party.name]]
    found += [item.id for left, _ in model.chosen.values() for item in left.prefers]
    return found + [rule.id for rule in model.rules]


def _target(rng: Random, conflict: object) -> str:
    names = [option.name for option in conflict.options]  # type: ignore[attr-defined]
    some = rng.sample(names, min(len(names), rng.choice((1, 1, 2))))
    return rng.choice((" and ", " or ")).join(rng.choice(("", "not ")) + name for name in some)


def _sound(scene: Scene) -> bool:
    """Tell whether there is a status quo that is a state, and floors are states."""
    try:
        return set(scene.case.floors.values()) <= scene.case.ground.points
    except ValueError:
        return False


def target_of(scene: Scene) -> Formula:
    """Return the target that is asked about."""
    name = scene.call.flag("--to")
    for target in scene.conflict.targets:
        if target.name == name:
            assert target.formula is not None
            return target.formula
    return parse(name)


def require_of(scene: Scene) -> tuple[str, ...]:
    """Return what parties insist on."""
    given = scene.call.flag("--require")
    return tuple(name for name in REQUIRE if not given or name in given.split(","))


def rung_here(scene: Scene) -> str:
    """Return the rung that fails."""
    if not hasattr(scene.at, "rung"):
        scene.at.rung = rung(scene.case, target_of(scene), require_of(scene))
    found: str = scene.at.rung
    return found


# the diagnosis -----------------------------------------------------------------------------------


@say("The target '{target}' holds in the status quo already: nothing blocks it.")
def already(scene: Scene, said: Said) -> bool:
    scene.at.found = "already"
    holds = scene.case.model.holds(target_of(scene), scene.case.start)
    return said.target == scene.call.flag("--to") and holds


@say("No state satisfies the target '{target}', whatever anybody wants.")
def impossible(scene: Scene, said: Said) -> bool:
    scene.at.found = "impossible"
    some = [p for p in scene.case.ground.points if scene.case.model.holds(target_of(scene), p)]
    return said.target == scene.call.flag("--to") and not some


@say(
    "What blocks '{target}' (rung {n:int} of 6: content): there is no outcome of this kind that "
    "leaves nobody worse off and somebody better.",
    "What blocks '{target}' (rung {n:int} of 6: reach): there are outcomes that nobody would "
    "refuse, but no legal way leads to one.",
    "What blocks '{target}' (rung {n:int} of 6: sequence): there are outcomes that nobody would "
    "refuse and legal ways to them, but no order of the steps that everybody accepts.",
    "What blocks '{target}' (rung {n:int} of 6: commitment): there are orders that everybody "
    "accepts, but at some stage of each a party surely does better by leaving it.",
    "What blocks '{target}' (rung {n:int} of 6: time): there are orders that everybody accepts and "
    "that hold, but none fits the windows.",
    "What blocks '{target}' (rung {n:int} of 6: ratification): there are orders that fit, but none "
    "that also meets the terms of those who only ratify and ends no worse for them than the status quo.",
    "What blocks '{target}': nothing that was declared: there is an order that everybody accepts, "
    "that holds and that fits; what is lacking is initiative, or a wish that nobody declared.",
)
def diagnosis(scene: Scene, said: Said) -> bool:
    """Which rung fails is asked of the oracle; what it says of all orders is the rung's meaning."""
    scene.at.found = "target"
    number = said.number("n") if "n" in said.words else 0
    name = RUNGS[number - 1] if number else "none"
    right = f"of 6: {name})" in said.text if number else True
    holds = scene.case.model.holds(target_of(scene), scene.case.start)
    return (
        said.target == scene.call.flag("--to") and right and rung_here(scene) == name and not holds
    )


@say("What blocks '{target}' (rung {n:int} of 6: {rung}), as far as was looked: {why:any}.")
def hedged(scene: Scene, said: Said) -> bool:
    """Only where orders were left out, which a note says."""
    scene.at.found, scene.at.hedged = "target", True
    return scene.exit_code == 3


@say.part("{target} holds in the status quo already", "no state satisfies {target}",
          "nothing that was declared blocks {target}", "{target} fails at {rung}")  # fmt: skip
def caption(scene: Scene, said: Said) -> bool:
    """The caption in a notebook, by what the text says."""
    told = {"already": "already", "impossible": "no state"}.get(scene.at.found, "blocks")
    if scene.at.found == "target" and rung_here(scene) != "none":
        return said.text == f"{scene.call.flag('--to')} fails at {rung_here(scene)}"
    return told in said.text


# what it rests on --------------------------------------------------------------------------------


@say("Given the options as they are, these items are enough for it to fail in this way, and none of "
     "them could be spared for that:",
     "Given the options and the rankings of whole states as they are, these items are enough for it "
     "to fail in this way, and none of them could be spared for that:")  # fmt: skip
def ground_heading(scene: Scene, said: Said) -> bool:
    """The items are gathered below, and judged together at the end of the text."""
    scene.at.ground = []
    ranked = any(left.ranking is not None for left, _ in scene.model.chosen.values())
    return ("rankings" in said.text) == ranked


@say.other
def ground_item(scene: Scene, line: Line) -> bool | None:
    """An item with what it rests on: it says what an item of the file says."""
    if line.marker != "-" or not hasattr(scene.at, "ground"):
        return None
    found = MARK.fullmatch(line.text)
    if found is None:
        return False
    every = Failure(scene.case, target_of(scene), failed(scene), require_of(scene)).every
    named = [name for name in sorted(every) if _says(scene, found["said"], name)]
    marked = [name for name in named if mark(scene, name) == found["mark"]]
    scene.at.ground.append(marked)  # several items can say the same
    return bool(marked)


def _says(scene: Scene, text: str, name: str) -> bool:
    """Tell whether a sentence says what an item says; it may be of quite another kind."""
    try:
        return says(scene, text, name)
    except (KeyError, AssertionError):
        return False


def failed(scene: Scene) -> str:
    """Return the rung of a failure; an impossible target fails at the first."""
    return "content" if scene.at.found == "impossible" else rung_here(scene)


def mark(scene: Scene, name: str) -> str:
    """Return what an item rests on: the quotations that the perspective hears, or none."""
    basis = items_of(scene.conflict)[name].basis
    for left, _ in scene.model.chosen.values():
        # a statement of a group rests on what the group rests on, too
        basis = next((one.basis for one in left.prefers if one.id == name), basis)
    heard = [
        quotation
        for quotation in basis.because
        if scene.model.perspective.admits(scene.conflict.quotation(quotation))
    ]
    return ", ".join(heard) or ("definition" if basis.definition else "assumption")


@say.end
def ground(scene: Scene) -> Iterator[str]:
    """The items told suffice, and each is needed; where none is told there is none to tell."""
    if getattr(scene.at, "found", "") in ("", "already") or hasattr(scene.at, "hedged"):
        return
    if failed(scene) == "none":
        return
    failure = Failure(scene.case, target_of(scene), failed(scene), require_of(scene))
    told = getattr(scene.at, "ground", ())
    if not told:
        if not failure.remains(failure.every) and failure.remains(()):
            yield "what the failure rests on"
        return
    every = [frozenset(kept) for kept in product(*told) if len(set(kept)) == len(told)]
    if not any(_just_enough(failure, kept) for kept in every):
        yield f"that {told} are just enough for the failure"


def _just_enough(failure: Failure, kept: frozenset[str]) -> bool:
    left = failure.every - kept
    return failure.remains(left) and not any(failure.remains(left | {item}) for item in kept)


# less insisted on --------------------------------------------------------------------------------


@say("If nobody insisted on {what}, there would still be no order for all.",
     "If nobody insisted on {what}, nothing would block.",
     "If nobody insisted on {what}, it would fail for another reason ({rung}).")  # fmt: skip
def relaxed(scene: Scene, said: Said) -> bool:
    name = INSISTED[said.what]
    scene.at.eased = [*getattr(scene.at, "eased", []), name]
    require = require_of(scene)
    found = rung(scene.case, target_of(scene), [one for one in require if one != name])
    told = said.words.get("rung", "none" if "nothing would" in said.text else "sequence")
    other = "rung" not in said.words or told not in ("none", "sequence")
    return name in require and found == told and other


@say.part("declared conditions", "red lines", "being no worse off on the way")
def insisted(scene: Scene, said: Said) -> bool:
    return said.text in INSISTED


@say.end
def eased(scene: Scene) -> Iterator[str]:
    """Each requirement is told, where order is what fails."""
    if getattr(scene.at, "found", "") == "target" and rung_here(scene) == "sequence":
        for name in require_of(scene):
            if name not in getattr(scene.at, "eased", []):
                yield f"what if nobody insisted on {name}"


# ripe --------------------------------------------------------------------------------------------


@say("Ripe (Zartman): an outcome that can be reached leaves nobody worse off than the status quo and "
     "somebody better off; {who} can hope for nothing better than the status quo, by waiting or by a "
     "move of their own; and an order of the steps to such an outcome of the target is accepted by "
     "everybody.")  # fmt: skip
def ripe(scene: Scene, said: Said) -> bool:
    scene.at.ripe = True
    who = stuck(scene.case)
    told = list(scene.parties(said.who))
    way = way_out(scene.case, target_of(scene), require_of(scene))
    return outcome(scene.case) and told == who and len(who) > 1 and way


@say.part("no outcome that can be reached leaves nobody worse off than the status quo and somebody "
          "better off")  # fmt: skip
def no_outcome(scene: Scene, said: Said) -> bool:
    return not outcome(scene.case)


@say.part("every party can hope for something better than the status quo, by waiting or by a move of "
          "its own")  # fmt: skip
def nobody_stuck(scene: Scene, said: Said) -> bool:
    return not stuck(scene.case)


@say.part("only {who} can hope for nothing better than the status quo, by waiting or by a move of its "
          "own")  # fmt: skip
def one_stuck(scene: Scene, said: Said) -> bool:
    return stuck(scene.case) == [scene.party(said.who)]


@say.part("no order of the steps to such an outcome of the target is accepted by everybody")
def no_way_out(scene: Scene, said: Said) -> bool:
    return not way_out(scene.case, target_of(scene), require_of(scene))


@say("Not ripe (Zartman): {reasons:any}.")
def not_ripe(scene: Scene, said: Said) -> bool:
    """Each reason is true, and no part of ripeness that fails is left out."""
    scene.at.ripe = False
    told = 0
    for reason in said.reasons.split("; "):
        for row in say.rows:
            found = row.pattern.fullmatch(reason) if row.part else None
            if found is not None and row.truth in (no_outcome, nobody_stuck, one_stuck, no_way_out):
                if not row.truth(scene, Said(reason, found.groupdict(), 0, "")):
                    return False
                told += 1
                break
        else:
            return False
    missing = [
        not outcome(scene.case),
        len(stuck(scene.case)) < 2,
        not way_out(scene.case, target_of(scene), require_of(scene)),
    ]
    return told == sum(missing) > 0


@say.end
def ripeness(scene: Scene) -> Iterator[str]:
    """Whether it is ripe is told, wherever there is something to climb to."""
    if getattr(scene.at, "found", "already") != "already" and not hasattr(scene.at, "ripe"):
        yield "whether it is ripe"


# the zone, and how it was computed ---------------------------------------------------------------


@say("Zone of agreement: {n:int} states that nobody ranks below the status quo and somebody above it.",
     "Zone of agreement: {n:int} state that nobody ranks below the status quo and somebody above "
     "it.")  # fmt: skip
def in_zone(scene: Scene, said: Said) -> bool:
    scene.at.zone = True
    many = len(zone(scene.case, asked(scene.case)))
    return said.number("n") == many and (" state that" in said.text) == (many == 1)


@say("{who}, which only ratifies, has a say on the last rung alone: everywhere else 'everybody', "
     "'nobody' and 'somebody' are the others.",
     "{who}, which only ratify, have a say on the last rung alone: everywhere else 'everybody', "
     "'nobody' and 'somebody' are the others.")  # fmt: skip
def ratifiers(scene: Scene, said: Said) -> bool:
    """That they have a say there and nowhere else is what the oracle asks at each rung."""
    scene.at.silent = True
    who = pure_ratifiers(scene.case)
    return scene.parties(said.who) == who and ("ratifies" in said.text) == (len(who) == 1)


@say("Rungs: content, reach, sequence, commitment, time, ratification; perspective '{view}'.")
def rungs(scene: Scene, said: Said) -> bool:
    return said.view == scene.model.perspective.name


@say.end
def foot(scene: Scene) -> Iterator[str]:
    """The zone is told, those who only ratify are named, the exit code fits."""
    if not hasattr(scene.at, "zone"):
        yield "the zone of agreement"
    if pure_ratifiers(scene.case) and not hasattr(scene.at, "silent"):
        yield "who only ratifies"
    cut = getattr(scene.at, "notes", 0) > 0
    code = 3 if cut else 4 if scene.at.found == "impossible" else 0
    if scene.exit_code != code:
        yield f"exit code {code}"


say(
    "The order of importance is not fully known for {who}; all this is computed in the order "
    "written."
)(order_unknown)


# what was left out -------------------------------------------------------------------------------


def _note(scene: Scene) -> bool:
    scene.at.notes = getattr(scene.at, "notes", 0) + 1
    return scene.exit_code == 3


@say(
    "Left out: orders of more than {n:int} steps ({m:int} steps can be taken from the status quo)."
)
def orders_cut(scene: Scene, said: Said) -> bool:
    start = scene.case.start
    can = [name for name in scene.model.option_names if scene.model.family(name, start)]
    return _note(scene) and said.number("m") == len(can) > said.number("n")


@say("Left out: orders to one end beyond the first {n:int} were not dated.")
def undated(scene: Scene, said: Said) -> bool:
    return _note(scene) and rung_here(scene) in ("time", "ratification")


@say("Left out: what the failure rests on: {why}.", "Left out: whether it is ripe: {why}.")
def limited(scene: Scene, said: Said) -> bool:
    """That a limit was reached is no matter of the definitions."""
    scene.at.hedged = scene.at.ripe = True
    return _note(scene)
