"""What `unlocks` says below its sets: the crux, who could begin by itself, what was left out."""

from __future__ import annotations

import re

from tests.oracle.literal import Point
from tests.oracle.sequences import Bundle, Case, above_floor, along, positions
from tests.oracle.sequences_giving import Giving
from tests.oracle.sequences_holding import initiatives, is_initiative

from .choices import require_of, target_of
from .reading import Table
from .rows import Rows, Said
from .say_unlocks import (
    LOOKED,
    cut,
    giving,
    halves,
    looked,
    opens,
    order_of,
    owners,
    says_clause,
    size,
    told,
    wanted,
)
from .scene import Scene

say = Rows("unlocks", covers=("analyses/unlocks/noting.py",))


# the crux -----------------------------------------------------------------------------------------


@say("What most hangs on:")
def crux_heading(scene: Scene, said: Said) -> bool:
    told(scene).append("crux")
    return True  # a heading: what stands below is judged by the table


@say.table("position")
def crux(scene: Scene, table: Table) -> bool:
    """Of each position its index, whether all sets hold it, whether it is enough; all that count."""
    indices = giving(scene).crux(wanted(scene))
    weighty = {name: both for name, both in indices.items() if any(both)}
    reverse = any(back for _, back in weighty.values())
    if reverse != ("reverse" in table.columns) or {r["position"] for r in table.rows} != {*weighty}:
        return False
    values = [float(row["index"]) for row in table.rows]
    opening = [given for given in _every(scene) if giving(scene).reaches(wanted(scene), given)]
    for row in table.rows:
        name = row["position"]
        index, back = weighty[name]
        if row["index"] != f"{float(index):.4f}" or row["party"] != owners(scene)[name]:
            return False
        if reverse and row["reverse"] != f"{float(back):.4f}":
            return False
        needed = bool(opening) and all(name in given for given in opening)
        alone = giving(scene).reaches(wanted(scene), frozenset({name}))
        if (row["needed"] == "yes", row["enough alone"] == "yes") != (needed, alone):
            return False
    return values == sorted(values, reverse=True)


def _every(scene: Scene) -> list[frozenset[str]]:
    names = positions(scene.case)
    return [
        frozenset(name for bit, name in enumerate(names) if number >> bit & 1)
        for number in range(1 << len(names))
    ]


@say("Index: of all sets of the other positions, the share that unlocks it only once this one is "
     "given up too (Banzhaf).")  # fmt: skip
def index_meant(scene: Scene, said: Said) -> bool:
    return True  # what the index means: its values are judged in the table


@say("Reverse: the share that unlocks it until this one is given up too.")
def reverse_meant(scene: Scene, said: Said) -> bool:
    return any(back for _, back in giving(scene).crux(wanted(scene)).values())


@say("On {n:int} further position nothing hangs.", "On {n:int} further positions nothing hangs.")
def idle(scene: Scene, said: Said) -> bool:
    indices = giving(scene).crux(wanted(scene)).values()
    return said.number("n") == sum(not any(both) for both in indices) > 0


# who could begin ----------------------------------------------------------------------------------


def starts(scene: Scene) -> set[tuple[str, Bundle]]:
    """Return the initiatives that are to be listed: who, switching what."""
    case = scene.case
    sure = initiatives(case, "sure")
    possible = {
        (party, move)
        for party, move in initiatives(case, "possible")
        # more than a sure one needs is no help
        if not any(who == party and smaller <= move for who, smaller in sure)
    }
    return sure | possible


@say("No party has a move of its own that is no gain at first and would be repaid.")
def no_start(scene: Scene, said: Said) -> bool:
    told(scene).append("starts")
    return not starts(scene)


@say("Whether an own move that is no gain at first would be repaid is not established.")
def start_not_known(scene: Scene, said: Said) -> bool:
    """Some party has more moves of its own than were listed."""
    told(scene).append("starts")
    return any(len(mine) > LOOKED["steps"] for mine in _own(scene.case))


def _own(case: Case) -> list[frozenset[str]]:
    """Return what each party can switch by itself somewhere."""
    points = case.ground.points
    return [
        frozenset[str]().union(*(p ^ to for p in points for to in case.ground.own(party, p)))
        for party in case.parties
    ]


@say("Left out: moves of {who} by itself of more than {n:int} step at once, so that who is tempted, "
     "what holds by itself and where it comes to rest is not established.",
     "Left out: moves of {who} by itself of more than {n:int} steps at once, so that who is tempted, "
     "what holds by itself and where it comes to rest is not established.")  # fmt: skip
def moves_left_out(scene: Scene, said: Said) -> bool:
    _something_left_out(scene)
    mine = _own(scene.case)[scene.case.parties.index(said.who)]
    return len(mine) > said.number("n") and "steps" in LOOKED


@say("{file}: {who} can switch {n:int} option(s) alone in {m:int} state(s): more than the {k:int} "
     "move(s) listed")  # fmt: skip
def no_moves(scene: Scene, said: Said) -> bool:
    """Even the moves of one step are too many, so that there is no answer."""
    mine = _own(scene.case)[scene.case.parties.index(said.who)]
    told(scene).append("no answer")
    many = len(scene.case.ground.points)
    return said.number("m") == many and len(mine) <= said.number("n") and scene.exit_code == 3


@say("Left out: orders of more than {n:int} step(s), of {m:int} that are open. Of some concessions it "
     "is not established whether they are enough.")  # fmt: skip
def orders_left_out(scene: Scene, said: Said) -> bool:
    """How many steps can be taken from the status quo, and of how many the orders are listed."""
    _something_left_out(scene)
    start = scene.case.start
    can = [name for name in scene.model.option_names if scene.model.family(name, start)]
    return said.number("m") == len(can) > said.number("n") and "orders" in LOOKED


@say("Who could begin by itself, with a move that is no gain at first:")
def starts_heading(scene: Scene, said: Said) -> bool:
    told(scene).append("starts")
    scene.at.starts_left = starts(scene)
    return bool(scene.at.starts_left)


@say("{who} could {do}, and would surely be better off in the end ({state}).",
     "{who} could {do}, and would surely be better off in the end ({state}); {other} would gain by "
     "answering: {how}.",
     "{who} could {do}, and would surely be better off in the end, in whichever of {n} states it "
     "came to rest.",
     "{who} could {do}, and would surely be better off in the end, in whichever of {n} states it "
     "came to rest; {other} would gain by answering: {how}.",
     "{who} could {do}, and would surely be better off in the end, though it need not come to rest: "
     "it could go round in some of {n} states, all of them better for it.",
     "{who} could {do}, and would surely be better off in the end, though it need not come to rest: "
     "it could go round in some of {n} states, all of them better for it; {other} would gain by "
     "answering: {how}.",
     "{who} could {do}; {other} would gain by answering, and repay it: {how}.")  # fmt: skip
def start(scene: Scene, said: Said) -> bool:
    """One of the moves to be listed: no gain, where it ends, and an answer that repays it."""
    case, party = scene.case, scene.party(said.who)
    steps = scene.signed_steps(said.do)
    there = case.start ^ frozenset(steps)
    if not _signs(case.start, steps) or (party, frozenset(steps)) not in scene.at.starts_left:
        return False
    scene.at.starts_left.discard((party, frozenset(steps)))
    ends = case.fallback(there)
    sure = is_initiative(case, party, case.start, there, "sure")
    answered = is_initiative(case, party, case.start, there, "possible")
    if sure != ("surely" in said.text) or answered != ("how" in said.words):
        return False
    if "how" in said.words:
        other, answer = scene.party(said.other), scene.signed_steps(said.how)
        after = there ^ frozenset(answer)
        if (
            other == party
            or not _signs(there, answer)
            or after not in case.ground.own(other, there)
        ):
            return False
        if not case.prefers(other, after, there) or not case.prefers(party, after, case.start):
            return False
    if "state" in said.words:
        return {scene.state(said.state)} == {scene.spelled(end) for end in ends}
    if "n" in said.words:
        circular = any(case.lean(end) for end in ends)
        return int(said.n) == len(ends) > 1 and circular == ("go round" in said.text)
    return said.marker == "-"


@say.part("{who} could {do}", ", and would surely be better off in the end",
          "; {other} would gain by answering: {how}", " ({state})", "{n} states",
          ", in whichever of {many} it came to rest",
          ", though it need not come to rest: it could go round in some of {many}, all of them "
          "better for it", "needed", "enough alone")  # fmt: skip
def start_parts(scene: Scene, said: Said) -> bool:
    return True  # read by the row above


def _signs(point: Point, steps: dict[str, bool]) -> bool:
    """Tell whether what is put in effect was not, and what ends was."""
    return all((name in point) != on for name, on in steps.items())


# what was left out, and what else holds -----------------------------------------------------------


@say("Asked of an order is only this: {what}.")
def only_this(scene: Scene, said: Said) -> bool:
    told(scene).append("requirements")
    return tuple(scene.items(said.what)) == require_of(scene)


@say("Left out: {n:int} smallest set of more than {m} (--size).",
     "Left out: {n:int} smallest sets of more than {m} (--size).")  # fmt: skip
def larger_sets(scene: Scene, said: Said) -> bool:
    _something_left_out(scene)
    larger = [given for given in looked(scene) if len(given) > size(scene)]
    return said.number("n") == len(larger) and said.m == _positions(size(scene))


@say("Left out: {n:int} half concession of more than {m} (--size).",
     "Left out: {n:int} half concessions of more than {m} (--size).")  # fmt: skip
def larger_halves(scene: Scene, said: Said) -> bool:
    _something_left_out(scene)
    larger = [both for both in halves(scene) if len(both[0] | both[1]) > size(scene)]
    return said.number("n") == len(larger) and said.m == _positions(size(scene))


@say("Left out: the crux of {n:int} position(s). Every set is tried of up to {m:int}.")
def no_crux(scene: Scene, said: Said) -> bool:
    _something_left_out(scene)
    many = len(positions(scene.case))
    return said.number("n") == many > said.number("m") == LOOKED["crux"]


@say("Left out: sets of more than {n:int} {noun}, which were not looked at ({why}).",
     "Left out: half concessions of more than {n:int} {noun}, which were not looked at ({why}).")  # fmt: skip
def not_looked_at(scene: Scene, said: Said) -> bool:
    """What is larger was not looked at; with the flag, or only if the program tried more."""
    _something_left_out(scene)
    kind = "sets" if said.text.startswith("Left out: sets") else "halves"
    most = LOOKED[kind]
    if said.number("n") != most or said.noun != ("position" if most == 1 else "positions"):
        return False
    why = "--size" if most == size(scene) else f"up to {LOOKED['tried']} concessions are tried"
    return said.why == why and most < len(positions(scene.case))


@say.part(
    "up to {n:int} concessions are tried", "smallest set", "half concession", "half concessions"
)
def left_out_parts(scene: Scene, said: Said) -> bool:
    return True  # read by the rows above


def _something_left_out(scene: Scene) -> None:
    if "left out" not in told(scene):
        told(scene).append("left out")


def _positions(number: int) -> str:
    return f"{number} position{'' if number == 1 else 's'}"


@say.part("giving up {names}", "no concession at all")
def given_up_then(scene: Scene, said: Said) -> bool:
    return True  # read by the row below


@say("If nobody insisted on being no worse off on the way, {what} would be enough: {steps}.",
     "If nobody insisted on being no worse off on the way (--require {rest}), {what} would be "
     "enough: {steps}.")  # fmt: skip
def but_for_the_floor(scene: Scene, said: Said) -> bool:
    """An order that is accepted then, once what is named is given up; now nothing is enough."""
    rest = tuple(name for name in require_of(scene) if name != "floor")
    if (not cut() and (looked(scene) or halves(scene))) or said.words.get("rest", "") != ",".join(
        rest
    ):
        return False
    given: frozenset[str] = frozenset()
    if said.what != "no concession at all":
        names = scene.items(said.what.removeprefix("giving up "))
        given = frozenset(names)
        if not given <= set(positions(scene.case)):
            return False
    lax = Giving(scene.case, target_of(scene), up_to=wanted(scene), require=rest)
    scene.at.case, scene.at.way = scene.case.conceding(given), said.steps
    return (
        "floor" in require_of(scene)
        and lax.reaches(wanted(scene), given)
        and opens(scene, scene.at.case, said.steps, rest)
    )


@say("On that way this fails for a while; it is no position, and so never given up: {items:any}.")
def in_the_way(scene: Scene, said: Said) -> bool:
    """Statements that are no position and by which a stage is worse for a party than its floor."""
    case: Case = scene.at.case
    order = order_of(scene, case, scene.at.way)
    assert order is not None
    expected = {
        item
        for point in along(case.start, order)[1:]
        for party in case.parties
        if not above_floor(case, party, point)
        for item in _deciding(case, party, point)
    } - {""}
    found = dict(re.findall(r"(?:^|, | and )([\w.-]+) \((.*?)\)(?=, [\w.-]+ \(|(?: and) [\w.-]+ \(|$)",
                            said.items))  # fmt: skip
    return set(found) == expected and all(
        says_clause(scene, clause, name) for name, clause in found.items()
    )


def _deciding(case: Case, party: str, point: Point) -> list[str]:
    """Return the most important statement that holds at the floor and not here, if no position."""
    if case.left[party].ranking is not None or case.left[party].weights:
        return []
    floor = case.floors[party]
    holds = case.model.holds
    apart = [
        s for s in case.statements[party] if holds(s.formula, floor) != holds(s.formula, point)
    ]
    first = apart[0]
    return [] if first.position or first.kind != "want" else [first.id]
