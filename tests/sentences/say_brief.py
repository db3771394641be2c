"""What `brief` says first: what is asked, the diagnosis, where things stand and where they rest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

from detente.conflict.parties import AnyOrder
from tests.oracle.random_conflicts import random_settings
from tests.oracle.verdicts import concepts_of, equilibria, rests

from .brief_judging import faults
from .brief_scene import CUT, onward, opened_here, quo, state_name
from .brief_words import leads, rounds_right, state_of, way_end
from .rows import Rows, Said
from .say_shared import unknown
from .scene import Call, Scene

say = Rows("brief", covers=("briefing/standing.py", "briefing/leading.py"))


def calls(scene: Scene, rng: Random) -> Iterator[Call]:
    """Yield what is asked of a file: as it is, from another status quo, of another target."""
    conflict = scene.conflict
    first, *others = random_settings(conflict, rng.randrange(1 << 30))
    chosen = [first, rng.choice(others or [first])]
    for number, settings in enumerate(chosen):
        epoch = settings.get("epoch")
        words = ["--full", "--out", "-"]
        names = [option.name for option in conflict.options]
        if len(names) > 1 and rng.random() < 0.2:
            one, other = rng.sample(names, 2)
            words += ["--to", rng.choice((one, f"{one} and {other}", f"not {one}"))]
        elsewhere = number == 1 and rng.random() < 0.5
        yield Call(
            "brief",
            tuple(words),
            perspective=settings.get("perspective"),
            epoch=epoch.isoformat() if epoch else None,
            without=tuple(settings.get("without", ())),
            status_quo=rng.choice(scene.model.states) if elsewhere else None,
        )


def judged(scene: Scene, path: Path, text: str) -> list[str]:
    """Return what is wrong with a brief, in all its forms."""
    return faults(scene, path, text)


# in short ----------------------------------------------------------------------------------------


@say("The file names no status quo; where this model can rest is listed below.")
def no_status_quo(scene: Scene, said: Said) -> bool:
    return scene.status_quo is None


@say("In this model nothing moves from the status quo: no party gains by acting alone, and no "
     "joint move is open that each of its parties prefers and that meets the terms they "
     "declared.")  # fmt: skip
def nothing_moves(scene: Scene, said: Said) -> bool:
    return quo(scene) in rests(scene.model)


@say("In this model the status quo does not rest: {way}; each mover prefers what its move leads "
     "to. There it comes to rest, and by such moves nowhere else.")  # fmt: skip
def moves_on(scene: Scene, said: Said) -> bool:
    ends = way_end(scene, scene.model, quo(scene), said.way)
    found = onward(scene)
    return {ends} == found.ends and not found.circles


@say("In this model the status quo does not rest: moves that each mover prefers lead on from it. "
     "Such moves {where:any}.")  # fmt: skip
def lead_on(scene: Scene, said: Said) -> bool:
    return bool(opened_here(scene)) and leads(scene, said.where, onward(scene))


@say("What holds it there: {a} makes {x} wait for {y}, and {b} makes {y2} wait for {x2}; no order "
     "of the two meets both.")  # fmt: skip
def holds_there(scene: Scene, said: Said) -> bool:
    """Two terms that ask for each other's step, one of them strictly; without both, a move opens.

    Where it stands is the one place at which it comes to rest.
    """
    found = onward(scene)
    ends = found.ends
    x, y = scene.option(said.x), scene.option(said.y)
    if len(ends) != 1 or found.circles or (x, y) != (scene.option(said.x2), scene.option(said.y2)):
        return False
    (end,) = ends
    return any(opened_without(scene, end, pair) for pair in _waits(scene, said, x, y))


def _waits(scene: Scene, said: Said, x: str, y: str) -> Iterator[tuple[str, str]]:
    conditions = scene.model.conditions
    for one in conditions[scene.party(said.a)]:
        for two in conditions[scene.party(said.b)]:
            if (
                (one.step.option, two.step.option) == (x, y)
                and one.step.on
                and two.step.on
                and "after" in (one.order, two.order)
                and awaits(scene, one.formula, y)
                and awaits(scene, two.formula, x)
            ):
                yield one.id, two.id


def awaits(scene: Scene, formula: object, option: str) -> bool:
    """Tell whether a formula holds nowhere where an option is not in effect."""
    from .items import clauses

    points = clauses(scene).points
    return not any(
        scene.model.holds(formula, point)  # type: ignore[arg-type]
        for point in points
        if option not in point
    )


def opened_without(scene: Scene, state: str, items: tuple[str, ...]) -> bool:
    """Tell whether a move is open at a state once some items are left out."""
    from tests.oracle.onward import lacking, opened

    return bool(opened(lacking(scene.model, items, scene.epoch), state))


@say.other
def summary(scene: Scene, line: object) -> bool | None:
    """What the file says that it is about."""
    text = " ".join(scene.conflict.summary.split())
    return True if text and line.text == text else None  # type: ignore[attr-defined]


# where it stands ---------------------------------------------------------------------------------


@say("Status quo, as asked: {state}.", "Status quo: {state}.", "Today, {day}: {state}.")
def stands(scene: Scene, said: Said) -> bool:
    as_of = scene.conflict.as_of
    asked = scene.call.status_quo is not None
    kind = "as asked" if asked else "day" if as_of else "plain"
    told = "as asked" if "as asked:" in said.text else "day" if "day" in said.words else "plain"
    day = as_of is None or "day" not in said.words or said.day == as_of.text
    return kind == told and day and state_of(scene, said.state) == quo(scene)


@say("It is stable for every party by all {n:int} concepts of stability computed. What parties "
     "could do together is another question, answered below.")  # fmt: skip
def stable_by_all(scene: Scene, said: Said) -> bool:
    names = concepts_of(scene.model)
    stable = all(quo(scene) in equilibria(scene.model, name) for name in names)
    return said.number("n") == len(names) and stable


@say("It is stable for every party by none of the {n:int} concepts of stability computed.")
def stable_by_none(scene: Scene, said: Said) -> bool:
    names = concepts_of(scene.model)
    stable = any(quo(scene) in equilibria(scene.model, name) for name in names)
    return said.number("n") == len(names) and not stable


TITLES = {
    "Nash stability": "nash",
    "general metarationality": "gmr",
    "symmetric metarationality": "smr",
    "sequential stability": "seq",
    "symmetric sequential stability": "sseq",
    "simultaneous stability": "sim",
    "Fraser and Hipel's tableau": "fraser-hipel",
}


def concepts_named(scene: Scene, text: str) -> set[str]:
    """Return the concepts of a list; one title has an 'and' in it."""
    text = text.replace("Fraser and Hipel", "Fraser & Hipel")
    return {TITLES[one.replace(" & ", " and ")] for one in scene.items(text)}


@say("It is stable for every party by {concepts}; not by the other concepts computed.")
def stable_by_some(scene: Scene, said: Said) -> bool:
    found = {n for n in concepts_of(scene.model) if quo(scene) in equilibria(scene.model, n)}
    return found == concepts_named(scene, said.concepts)


@say("A state is said to rest if no party gains by moving alone and no group has a joint move that "
     "all in it prefer on the terms entered for them.")  # fmt: skip
def rest_defined(scene: Scene, said: Said) -> bool:
    return True  # what the word means; it says nothing of this conflict


@say("Where it rests", "What happened", "Not known")
def heading(scene: Scene, said: Said) -> bool:
    return True  # a heading; what stands below is judged line by line


@say("At the status quo: {state}.")
def rests_here(scene: Scene, said: Said) -> bool:
    return state_of(scene, said.state) == quo(scene) and quo(scene) in rests(scene.model)


@say("The way there: {way}.")
def way_there(scene: Scene, said: Said) -> bool:
    return way_end(scene, scene.model, quo(scene), said.way) == scene.at.resting


@say("In effect: {what}.", "Nothing in effect.", "'{name}'.")
def a_place(scene: Scene, said: Said) -> bool:
    state = state_of(scene, said.text.removesuffix("."))
    if scene.at.block == "What happened":
        return False
    scene.at.resting = state
    if scene.status_quo is None:
        return state in rests(scene.model)
    return state in onward(scene).ends


@say("And in {n:int} states more.", "And in {n:int} state more.")
def more_places(scene: Scene, said: Said) -> bool:
    return said.number("n") == len(onward(scene).ends) - 8


@say("And {n:int} other states.", "And {n:int} other state.")
def more_resting(scene: Scene, said: Said) -> bool:
    return scene.status_quo is None and said.number("n") == len(rests(scene.model)) - 8


@say("Nowhere: every state has an improvement or a joint move.")
def nowhere(scene: Scene, said: Said) -> bool:
    return scene.status_quo is None and not rests(scene.model)


@say("It can also go round without end between {circles:any}.",
     "It would go round without end between {circles:any}.")  # fmt: skip
def goes_round(scene: Scene, said: Said) -> bool:
    found = onward(scene)
    also = said.text.startswith("It can also")
    return also == bool(found.ends) and rounds_right(scene, said.circles.removesuffix("."), found)


@say("{n:int} other states of {m:int} would rest if things stood there; not every way on was "
     "followed.",
     "{n:int} other state of {m:int} would rest if things stood there; not every way on was "
     "followed.")  # fmt: skip
def elsewhere_cut(scene: Scene, said: Said) -> bool:
    sizes = said.number("n"), said.number("m")
    most = len(rests(scene.model))
    return bool(CUT) and sizes[0] <= most and sizes[1] == len(scene.model.states)


@say("{n:int} other states of {m:int} would rest as well if things stood there, but no sequence of "
     "moves that their movers prefer leads there from the status quo.",
     "{n:int} other state of {m:int} would rest as well if things stood there, but no sequence of "
     "moves that their movers prefer leads there from the status quo.",
     "{n:int} other states of {m:int} would rest as well if things stood there, but no sequence of "
     "moves that their movers prefer leads there from the status quo: {states:any}.",
     "{n:int} other state of {m:int} would rest as well if things stood there, but no sequence of "
     "moves that their movers prefer leads there from the status quo: {states:any}.")  # fmt: skip
def elsewhere(scene: Scene, said: Said) -> bool:
    others = rests(scene.model) - onward(scene).ends
    named = said.words.get("states")
    listed = {state_of(scene, one) for one in named.split("; or ")} if named else others
    return (
        said.number("n") == len(others)
        and said.number("m") == len(scene.model.states)
        and listed == others
        and bool(named) == (len(others) <= 3)
    )


@say("As the file records it: {state}.", "As the file records it ({day}): {state}.")
def recorded(scene: Scene, said: Said) -> bool:
    outcome = scene.conflict.outcome
    assert outcome is not None
    day = outcome.date.text if outcome.date else None
    right = state_of(scene, said.state) == state_name(scene.model, outcome.state)
    return right and said.words.get("day") == day


@say("That is the model's one place of rest.",
     "That is one of the places where this model can come to rest.",
     "That is not where this model comes to rest.",
     "That is none of the places of rest that were found.")  # fmt: skip
def happened(scene: Scene, said: Said) -> bool:
    outcome = scene.conflict.outcome
    assert outcome is not None
    state, found = state_name(scene.model, outcome.state), onward(scene)
    only = found.ends == {state} and not found.circles
    if "none of the places" in said.text:
        return bool(CUT) and not only
    if "one place" in said.text:
        return only
    if "one of the places" in said.text:
        return state in found.ends and (bool(CUT) or not only)
    return state not in found.ends


@say("How some states compare for {who} is not known; everything here is computed in the order "
     "written, and may differ in another.")  # fmt: skip
def not_known(scene: Scene, said: Said) -> bool:
    return set(scene.parties(said.who)) == unknown_parties(scene)


def unknown_parties(scene: Scene) -> set[str]:
    """Return the parties that leave open how some states compare, later lists included."""
    found = set(unknown(scene))
    for party in scene.conflict.parties:
        kept = {s.id for s in scene.model.chosen[party.name][0].prefers}
        for group in _lists(scene, party.name):
            if isinstance(group, AnyOrder) and sum(s.id in kept for s in group.statements) > 1:
                found.add(party.name)
    return found


def _lists(scene: Scene, party: str) -> Iterator[object]:
    """Yield what stands in a party's lists, those of later days included."""
    for one in scene.conflict.parties:
        yield from one.prefers if one.name == party else ()
    for epoch in scene.conflict.epochs:
        for change in epoch.parties:
            yield from (change.prefers or ()) if change.party == party else ()
