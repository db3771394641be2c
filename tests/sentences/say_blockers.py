"""What `blockers` says: the rung, the zone of agreement, what was left out."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from detente.conflict.logic import Formula
from detente.language.expressions import parse
from tests.oracle.sequences import REQUIRE, zone
from tests.oracle.sequences_giving import asked, pure_ratifiers
from tests.oracle.sequences_ladder import rung
from tests.oracle.sequences_timing import knows_time

from .rows import Rows, Said
from .say_shared import order_unknown
from .scene import Call, Scene

say = Rows(
    "blockers",
    covers=(
        "analyses/settled.py",
        "analyses/sequencing/sides.py",
        "telling/blocking.py",
        "analyses/blockers/asking.py",
    ),
)
RUNGS = ("content", "reach", "sequence", "commitment", "time", "ratification")


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


OPEN = (
    (
        "there are outcomes that leave nobody worse off and somebody better; whether a legal way leads to "
        "one is open"
    ),
    (
        "there are outcomes that nobody would refuse and legal ways to them; whether everybody accepts an "
        "order of the steps to one is open"
    ),
    "there are orders of steps that everybody accepts; whether one of them holds is open",
    (
        "there are orders that everybody accepts and that hold; whether one of them fits the windows is "
        "open"
    ),
    (
        "there are orders that everybody accepts, that hold and that fit; whether those who have to ratify "
        "accept one of them is open"
    ),
)


@say(*(f"What blocks '{{target}}' is not established: {known}." for known in OPEN))
def unsettled(scene: Scene, said: Said) -> bool:
    """What is said to be there is there; that the rest is open is for a limit, which is told."""
    scene.at.found = "unsettled"
    (place,) = (number for number, known in enumerate(OPEN) if said.text.endswith(f"{known}."))
    known = (*RUNGS, "none").index(rung_here(scene)) > place
    return said.target == scene.call.flag("--to") and known and scene.exit_code == 3


@say.part("{target} holds in the status quo already", "no state satisfies {target}",
          "nothing that was declared blocks {target}", "{target} fails at {rung}",
          "what blocks {target} is not established")  # fmt: skip
def caption(scene: Scene, said: Said) -> bool:
    """The caption in a notebook, by what the text says."""
    told = {"already": "already", "impossible": "no state"}.get(scene.at.found, "blocks")
    if scene.at.found == "target" and rung_here(scene) != "none":
        return said.text == f"{scene.call.flag('--to')} fails at {rung_here(scene)}"
    return told in said.text


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
    if getattr(scene.at, "found", "") == "refused":
        return
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
    "Left out: orders of more than {n:int} step(s) ({m:int} step(s) can be taken from the status quo)."
)
def orders_cut(scene: Scene, said: Said) -> bool:
    start = scene.case.start
    can = [name for name in scene.model.option_names if scene.model.family(name, start)]
    return _note(scene) and said.number("m") == len(can) > said.number("n")


@say("Left out: orders to one end beyond the first {n:int} were not dated.")
def undated(scene: Scene, said: Said) -> bool:
    """Where the file knows time, and something hangs on the order."""
    return _note(scene) and knows_time(scene.case)


@say("Left out: moves of {who} by itself of more than {n:int} step(s) at once, so that who is tempted, "
     "what holds by itself and where it comes to rest is not established.")  # fmt: skip
def wide(scene: Scene, said: Said) -> bool:
    """Some move of the party switches more."""
    scene.at.wide = True
    return _note(scene) and len(able_alone(scene, said.who)) > said.number("n")


@say("Left out: what the failure rests on: {why}.", "Left out: longer walks, which are too many to be "
     "followed.", "Left out: what {items} asks for, in a formula that is too long to be looked into.",
     "Left out: circular waits. There may be more of them; up to {n:int} are listed.")  # fmt: skip
def limited(scene: Scene, said: Said) -> bool:
    """That a limit was reached is no matter of the definitions."""
    if "rests on" in said.text:
        scene.at.hedged = True
    return _note(scene)


@say("{file}: {who} can switch {n:int} option(s) alone in {m:int} state(s): more than the {k:int} "
     "move(s) listed")  # fmt: skip
def too_many(scene: Scene, said: Said) -> bool:
    """Why there is no answer at all."""
    scene.at.found, scene.at.ripe = "refused", None
    many = len(scene.model.states)
    alone = able_alone(scene, said.who)
    right = (len(alone), many) == (said.number("n"), said.number("m"))
    return right and len(alone) * many > said.number("k") and scene.exit_code == 3


def able_alone(scene: Scene, party: str) -> set[str]:
    """Return the options that a party can switch by itself somewhere."""
    families = scene.model.families
    return {name for name, on in families if frozenset({party}) in families[name, on]}
