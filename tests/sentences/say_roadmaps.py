"""What `roadmaps` says of a target and its steps: which sets, how many orders, which is best."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from random import Random

from detente.conflict.logic import And, Name, Not, to_text
from tests.oracle.random_conflicts import random_settings
from tests.oracle.sequences import accepted
from tests.oracle.sequences_guaranteed import bystanders, upsets
from tests.oracle.sequences_holding import exposure
from tests.oracle.sequences_promises import GOALS

from .items import clauses, coalitions
from .roads import Roads, Telling, roads
from .rows import Rows, Said
from .say_shared import order_unknown
from .scene import Call, Scene

say = Rows("roadmaps", covers=("telling/mapping.py", "analyses/roadmaps/asking.py"))

IN_FULL, WORKED_OUT = 3, 6  # sets whose best order is told in full, and at all


def calls(scene: Scene, rng: Random) -> Iterator[Call]:
    """Yield what is asked of a file: the target and others, less insisted on, other choices."""
    conflict = scene.conflict
    if conflict.explicit or conflict.states or not conflict.options:
        return
    targets = [t.name for t in conflict.targets if t.formula is not None]
    for settings in random_settings(conflict, rng.randrange(1 << 30)):
        epoch = settings.get("epoch")
        choices = {
            "perspective": settings.get("perspective"),
            "epoch": epoch.isoformat() if epoch else None,
            "without": tuple(settings.get("without", ())),
        }
        call = Call("roadmaps", (), **choices, status_quo=_start(scene, rng))  # type: ignore[arg-type]
        if possible(conflict, call):
            for words in _asked(Scene(conflict, call), rng, targets):
                yield replace(call, words=words)


def possible(conflict: object, call: Call) -> bool:
    """Tell whether there is a status quo that is a state, and floors that are some."""
    scene = Scene(conflict, call)  # type: ignore[arg-type]
    if scene.status_quo is None:
        return False
    try:
        case = scene.case
    except ValueError:
        return False
    return all(floor in case.ground.points for floor in case.floors.values())


def _start(scene: Scene, rng: Random) -> str | None:
    return None if rng.random() < 0.85 else rng.choice(scene.model.states)


def _asked(scene: Scene, rng: Random, targets: list[str]) -> Iterator[tuple[str, ...]]:
    names = [option.name for option in scene.conflict.options]
    insisted = rng.sample(["conditions", "red-lines", "floor"], rng.choice((1, 1, 2)))
    require = ("--require", ",".join(insisted)) if rng.random() < 0.4 else ()
    if targets and rng.random() < 0.8:
        yield ("--to", rng.choice(targets), *require)
    if targets and rng.random() < 0.2:
        yield ("--to", targets[0], "--require", "conditions")
    if rng.random() < 0.4:
        chosen = rng.sample(names, min(len(names), rng.choice((1, 2, 2, 3))))
        literals = tuple(Name(n) if rng.random() < 0.75 else Not(Name(n)) for n in chosen)
        formula = literals[0] if len(literals) == 1 else And(literals)
        yield ("--to", to_text(formula), *require)
    if rng.random() < 0.1 and len(names) > 3:
        yield ("--to", f"at least 2 of {', '.join(names)}", *require)
    if rng.random() < 0.4:
        on = scene.case.start
        chosen = rng.sample(names, min(len(names), rng.choice((1, 2, 3, 4))))
        steps = ",".join(f"not {n}" if n in on else n for n in chosen)
        to = ("--to", targets[0]) if targets and rng.random() < 0.3 else ()
        yield ("--steps", steps, *to, *require)


# the head ----------------------------------------------------------------------------------------


@say("'{name}' is reached where {clause:any}.")
def target(scene: Scene, said: Said) -> bool:
    found = roads(scene).target
    assert found is not None
    return said.name == scene.call.flag("--to") and clauses(scene).says(said.clause, found)


@say("The target is '{formula:any}'.")
def target_given(scene: Scene, said: Said) -> bool:
    return said.formula == scene.call.flag("--to")


@say("The steps are given.")
def steps_given(scene: Scene, said: Said) -> bool:
    return bool(scene.call.flag("--steps")) and not scene.call.flag("--to")


@say("Perspective '{view}'.", "Perspective '{view}'; {rest:any}.")
def choices(scene: Scene, said: Said) -> bool:
    call, rest = scene.call, said.words.get("rest", "")
    told = []
    if call.epoch:
        told.append(f"with the wishes of {call.epoch}")
    if call.without:
        told.append(f"without {_listed(list(call.without))}")
    insisted = {
        "conditions": "declared conditions",
        "red-lines": "red lines",
        "floor": "floors",
    }
    given = roads(scene).require
    if len(given) < 3:
        listed = _listed([called for name, called in insisted.items() if name in given])
        told.append(f"of what parties insist on, only {listed} count")
    return said.view == scene.model.perspective.name and rest == "; ".join(told)


def _listed(items: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))


@say.part("with the wishes of {day}", "without {items}",
          "of what parties insist on, only {kinds} count", "declared conditions", "red lines")  # fmt: skip
def choice(scene: Scene, said: Said) -> bool:
    """A part of the head; `choices` compares it whole."""
    return True


# which sets --------------------------------------------------------------------------------------


@say("These steps, in every legal order:")
def sets_given(scene: Scene, said: Said) -> bool:
    return roads(scene).given is not None


BY_ALL = "without leaving any party worse off than today"


@say(f"One set of steps leads there by an order that everybody accepts, {BY_ALL}; with fewer of "
     "these steps no such order does.",
     f"{{n:int}} sets of steps lead there by orders that everybody accepts, {BY_ALL}; with fewer "
     "of the steps of any of them no such order does.")  # fmt: skip
def sets_accepted(scene: Scene, said: Said) -> bool:
    return _sets(scene, said, "accepted")


@say(f"One set of steps leads there {BY_ALL}; with fewer of these steps nothing does. But no "
     "order of steps that leads there so is accepted by everybody.",
     f"{{n:int}} sets of steps lead there {BY_ALL}; with fewer of the steps of any of them nothing "
     "does. But no order of steps that leads there so is accepted by everybody.")  # fmt: skip
def sets_agreed(scene: Scene, said: Said) -> bool:
    return _sets(scene, said, "agreed")


@say("One set of steps leads there, but it leaves some party worse off than today: nothing that "
     "leads there is as good for everybody.",
     "{n:int} sets of steps lead there, but each of them leaves some party worse off than today: "
     "nothing that leads there is as good for everybody.")  # fmt: skip
def sets_legal(scene: Scene, said: Said) -> bool:
    return _sets(scene, said, "legal")


def _sets(scene: Scene, said: Said, kind: str) -> bool:
    here = roads(scene)
    sets, found = here.considered
    many = said.number("n") if "n" in said.words else 1
    # nothing better is known to be: it is not, of larger sets either
    if kind not in ("accepted", here.kind_of_all):
        return False
    return found == kind and len(sets) == many and scene.exit_code in (0, 3)


@say("'{target:any}' holds today: there is nothing to put in order.")
def already(scene: Scene, said: Said) -> bool:
    found = roads(scene).considered[1] == "already"
    return found and said.target == scene.call.flag("--to") and scene.exit_code == 0


@say("No state satisfies '{target:any}', so nothing leads there.")
def impossible(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    assert here.target is not None
    some = any(here.case.model.holds(here.target, point) for point in here.case.ground.points)
    return not some and said.target == scene.call.flag("--to") and scene.exit_code == 4


@say("No legal order of steps leads from today's state to one that satisfies '{target:any}', though "
     "such states exist. (In an order each option is switched once.)")  # fmt: skip
def unreachable(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    assert here.target is not None
    some = any(here.case.model.holds(here.target, point) for point in here.case.ground.points)
    right = some and not here.considered[0] and here.considered[1] != "already"
    return right and said.target == scene.call.flag("--to") and scene.exit_code == 4


# one set -----------------------------------------------------------------------------------------


@say("{n:int} step", "{n:int} steps", "Set {set:int}: {n:int} step", "Set {set:int}: {n:int} steps")
def set_heading(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    right = here.close() and set_told(here)
    here.listed, here.listing, here.said_steps = [], True, said.number("n")
    several = len(here.considered[0]) > 1
    number = said.number("set") if "set" in said.words else 1
    plural = said.text.endswith("s")
    return (
        right
        and number == len(here.sets) + 1
        and several == ("set" in said.words)
        and plural == (here.said_steps != 1)
    )


@say("{step}  {what_and_whose:any})")
def step(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    here.listed.append(said.step)
    text = said.what_and_whose.strip()
    cuts = [match.start() for match in re.finditer(r" \(", text)]
    return here.listing and any(_step(here, said.step, text[:cut], text[cut + 2 :]) for cut in cuts)


def _step(here: Roads, key: str, what: str, whose: str) -> bool:
    """Tell whether a step is told by its label, and by those who can take it."""
    name, on = key.removeprefix("not "), not key.startswith("not ")
    called = what if on else what.removeprefix("end ")
    try:
        found, who = here.scene.option(called), coalitions(here.scene, whose)
    except (KeyError, AssertionError):
        return False
    family = set(here.case.model.families[name, on])
    right = on == (name not in here.case.start) and on != what.startswith("end '")
    return right and found == name and who == family


@say.part("end {what}")
def step_ended(scene: Scene, said: Said) -> bool:
    """Read by `step`."""
    return True


@say("There is no legal order of these steps.")
def no_order(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    right = here.close_steps()
    here.told = {"counts"}
    return right and not here.orders(here.steps)


@say("{n:int} legal order.", "{n:int} legal orders.")
def legal(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    right = here.close_steps()
    here.told = {"orders"}
    many = said.number("n")
    plural = said.text.endswith("s.")
    return right and many == len(here.orders(here.steps)) and plural == (many != 1)


@say("{each:any}; all accept {n:int}.", "{each:any}; none is accepted by all.")
def counts(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    here.told.add("counts")
    first, *rest = scene.items(said.each)
    who, _, many = first.partition(" accepts ")
    told = [(who, many), *(one.rsplit(" ", 1) for one in rest)]
    found = {scene.party(who): int(many.replace(",", "")) for who, many in told}
    orders = here.orders(here.steps)
    expected = {p: len(accepted(here.case, p, orders, here.require)) for p in here.case.parties}
    every = int(said.words.get("n", "0").replace(",", ""))
    return found == expected and len(told) == len(found) and every == len(here.accepted(here.steps))


@say.part("{party} accepts {n:int}", "none is accepted by all", "all accept {n:int}")
def count(scene: Scene, said: Said) -> bool:
    """Read by `counts`."""
    return True


@say("{who} would be worse off at the end than today.")
def worse_off(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    here.told.add("worse")
    end = here.case.start ^ here.steps
    worse = {p for p in here.case.parties if here.case.prefers(p, here.case.start, end)}
    return set(scene.parties(said.who)) == worse


UPSETS = (
    "{who} could upset it by a move of its own, though no step needs its consent: {when} it could "
    "{deed}, which would {effect}."
)


@say(UPSETS)
def spoiler(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    case, party = here.case, scene.party(said.who)
    here.told.add(("spoiler", party))
    start, end = case.start, case.start ^ here.steps
    at = start
    if said.when != "today":
        match = re.fullmatch(r"once (.*) (is|are) taken", said.when)
        assert match is not None
        taken = here.steps_said(match[1])
        assert (match[2] == "is") == (len(taken) == 1)
        at = start ^ taken
    after = here.switched(said.deed, at)
    back = re.fullmatch(r"take back (.*)", said.effect)
    undone = (at ^ after) & (at ^ start)
    if back is not None:
        right = here.steps_said(back[1]) == undone
    else:
        right = said.effect == "leave no legal order of what is left of the steps" and not undone
    return (
        right
        and party in bystanders(case, here.steps)
        and case.prefers(party, start, end)
        and (at, after) in upsets(case, party, here.steps)
    )


@say.part("once {steps} is taken", "would take back {steps}",
          "would leave no legal order of what is left of the steps")  # fmt: skip
def spoiler_part(scene: Scene, said: Said) -> bool:
    """Read by `spoiler`."""
    return True


def set_told(here: Roads) -> bool:
    """Tell whether nothing is missing of a set of steps."""
    if not here.told:
        return True
    told, here.told = here.told, set()
    orders = here.orders(here.steps)
    if not orders:
        return told == {"counts"}
    case = here.case
    end = case.start ^ here.steps
    worse = {p for p in case.parties if case.prefers(p, case.start, end)}
    expected: set[object] = {"orders", "counts"}
    expected |= {"worse"} if worse else set()
    expected |= {
        ("spoiler", p) for p in worse & bystanders(case, here.steps) if upsets(case, p, here.steps)
    }
    worked = here.holding or len(here.sets) <= WORKED_OUT
    if worked:
        expected.add("best" if here.accepted(here.steps) else "failures")
    optional: set[object] = {"others", "failures"}
    if here.narrow:  # who could upset it was looked for among some moves only
        optional |= {one for one in expected if one[0] == "spoiler"}
    return told - optional == expected - optional and (
        "failures" in told or "failures" not in expected
    )


# orders ------------------------------------------------------------------------------------------


@say("The best accepted order, in {n:int} stages:",
     "An accepted order, in {n:int} stage:",
     "An accepted order, in {n:int} stages:",
     "An accepted order, in {n:int} stage, also {kinds}:",
     "An accepted order, in {n:int} stages, also {kinds}:",
     "The best accepted order, in {n:int} stage, also {kinds}:",
     "The best accepted order, in {n:int} stages, also {kinds}:")  # fmt: skip
def best(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    here.told.add("best")
    kinds = scene.items(said.words["kinds"]) if "kinds" in said.words else []
    first = ["best"] if said.text.startswith("The best") else []
    here.telling = Telling(said.number("n"), [*first, *kinds])
    here.telling.mode = "best"
    # the best is the one with the fewest temptations, and these may not be known
    return bool(first) != here.narrow and ("stages" in said.text.split(",")[1]) == (
        said.number("n") != 1
    )


def begins(here: Roads, order: tuple[frozenset[str], ...], kinds: list[str], stages: int) -> bool:
    """Tell whether an accepted order is all that was said of it before it was told."""
    steps = here.steps
    right = order in here.accepted(steps) and len(order) == stages
    for kind in kinds:
        if kind == "best":
            right &= here.costs(order) == min(map(here.costs, here.accepted(steps)))
        else:
            right &= here.kind_is(kind, order)
    return right


@say.part("the finest, in {n:int} stages", "the coarsest, in {n:int} stages",
          "as much at once as is legal", "the one with the fewest refusals", "{party} upfront",
          "in as few bundles as are legal")  # fmt: skip
def kind(scene: Scene, said: Said) -> bool:
    """Read by the rows of orders; the last is a key that is told as 'as much at once'."""
    return True


@say("Others that all accept:")
def others(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    right = here.close_road()
    here.told.add("others")
    here.telling = None
    return right and len(here.accepted(here.steps)) > 1


@say("Other orders fail:", "Where telling orders of these steps fail:")
def failures(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    right = here.close_road()
    here.told.add("failures")
    here.failing = {}
    return right and said.text.startswith("Other") == bool(here.accepted(here.steps))


# more steps --------------------------------------------------------------------------------------


@say("With more steps it holds by itself")
def more_steps(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    right = here.close() and set_told(here)
    here.holding = True
    return right and len(here.sets) == len(here.considered[0])


@say("Added:", "Added to set {n:int}:")
def added(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    several = len(here.sets) > 1
    here.base = here.sets[said.number("n") - 1 if several else 0]
    here.listed, here.listing = [], True
    return several == ("n" in said.words)


# notes -------------------------------------------------------------------------------------------


@say("An order is legal if each stage is a legal joint move of the graph model (Kilgour, Hipel, "
     "Fang and Peng 2001), and accepted by a party if at each stage its declared conditions are "
     "met, none of its red lines is crossed and it does not fall below its floor: today's state, "
     "if it names no other. The best is the one with the fewest times that a party, after a "
     "stage, would surely do better by leaving, then that one might, then that one hangs beyond "
     "recovery, then that one hangs at all, and then with the fewest stages.")  # fmt: skip
def explained(scene: Scene, said: Said) -> bool:
    """What words mean; the rows go by it, and it asserts nothing of the file."""
    here = roads(scene)
    here.notes.add("explained")
    return here.close() and set_told(here)


@say("Dates follow from a simple temporal network (Dechter, Meiri and Pearl 1991).")
def dated(scene: Scene, said: Said) -> bool:
    roads(scene).notes.add("dated")
    return timed(roads(scene))


def timed(here: Roads) -> bool:
    """Tell whether the file says how long anything takes, or when."""
    return any(o.takes is not None or o.windows for o in here.scene.conflict.options)


@say("{who} only ratifies: whether it would leave is not asked, nor what it prefers in the end.",
     "{who} only ratify: whether they would leave is not asked, nor what they prefer in the end.")  # fmt: skip
def ratifying(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    here.notes.add("ratifying")
    return set(scene.parties(said.who)) == set(here.case.parties) - set(here.who)


say("The order of importance is not fully known for {who}; all this is computed in the order "
    "written.")(order_unknown)  # fmt: skip


@say("These steps do not lead to the target '{target:any}'.")
def elsewhere(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    here.notes.add("elsewhere")
    assert here.target is not None
    assert here.given is not None
    end = here.case.start ^ here.given
    return said.target == here.to and not reaches(here, end)


def reaches(here: Roads, end: frozenset[str]) -> bool:
    """Tell whether an end is a state of the target."""
    assert here.target is not None
    return end in here.case.ground.points and here.case.model.holds(here.target, end)


@say("Left out: roadmaps of some sets. There are {n:int} sets of steps; roadmaps are worked out for "
     "the first {m:int}, of the others the orders are counted.")  # fmt: skip
def many_sets(scene: Scene, said: Said) -> bool:
    here = roads(scene)
    here.notes.add("many")
    return (
        said.number("n") == len(here.considered[0]) > said.number("m") == WORKED_OUT
        and scene.exit_code == 3
    )


@say.end
def missing(scene: Scene) -> Iterator[str]:
    """Yield which sets of steps and which notes were not told."""
    here = roads(scene)
    if "no answer" in here.notes:
        return
    if not (here.close() and set_told(here)):
        yield "something of the last steps"
    sets, kind = here.considered
    if set(here.sets) != set(sets):
        yield f"sets of steps: {sets} {kind}"
    if len(here.held) != min(2, len(here.holding_sets)):
        yield f"larger sets: {here.holding_sets}"
    expected = {"explained"} if sets else set()
    some = any(here.accepted(s) for s in (*here.sets[:WORKED_OUT], *here.held))
    expected |= {"dated"} if sets and timed(here) and some else set()
    expected |= {"ratifying"} if sets and set(here.who) != set(here.case.parties) else set()
    expected |= {"many"} if len(sets) > WORKED_OUT else set()
    if here.given is not None and here.target is not None:
        end = here.case.start ^ here.given
        expected |= set() if reaches(here, end) else {"elsewhere"}
    if expected != here.notes:
        yield f"notes: {expected ^ here.notes}"
    part = "many" in here.notes or bool(here.limits)
    right = 3 if part else 4 if not sets and kind != "already" else 0
    if scene.exit_code != right:
        yield f"exit code {right}, not {scene.exit_code}"


def all_told(here: Roads) -> bool:
    """Tell whether nothing of an order that is told in full is missing."""
    road = here.road
    if not road.parts:  # told in short
        return len(road.order) == road.stages
    hanging = {
        (party, stage)
        for stage, point in enumerate(here.points[1:], start=1)
        for party in here.case.parties
        if _hangs(here, party, point)
    }
    expected: set[object] = {"hanging", "strength", "end"}
    expected |= {"dates"} if timed(here) else set()
    changes = {
        ("change", e.start.text)
        for e in here.scene.conflict.epochs
        if here.case.epoch is None or e.start.first > here.case.epoch
    }
    return (
        len(road.order) == road.stages
        and {part for part in road.parts if part[-1] not in GOALS} == expected | changes
        and road.hanging == hanging
    )


def _hangs(here: Roads, party: str, point: frozenset[str]) -> bool:
    return any(
        exposure(here.case, party, point, closure).verdict != "none"
        for closure in ("alone", "joint")
    )
