"""Who would leave the best order, what does not fit and who refuses to ratify; or one that passes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tests.oracle.sequences import Order, accepted, along, legal_orders, no_worse
from tests.oracle.sequences_answers import costs
from tests.oracle.sequences_giving import pure_ratifiers
from tests.oracle.sequences_holding import temptations
from tests.oracle.sequences_ladder import fits, held_orders
from tests.oracle.sequences_timing import Timetable

from .rows import Rows, Said
from .say_blockers import require_of, rung_here
from .say_proof import goals, one_or_many, order_said, refused, who
from .scene import Scene

say = Rows(
    "blockers",
    covers=("analyses/blockers/witnessing.py", "analyses/blockers/ladder.py"),
    unprinted=("Rung",),
)


# commitment --------------------------------------------------------------------------------------


@say("The best of these orders: {order:any}.")
def best(scene: Scene, said: Said) -> bool:
    """Best by who is tempted when, then who hangs, then by length: of all that all accept."""
    case, require = scene.case, require_of(scene)
    order = order_said(scene, said.order)
    scene.at.proved, scene.at.order, scene.at.tempted = True, order, told_temptations(scene, order)
    every: list[Order] = []
    for goal in goals(scene):
        left = frozenset(legal_orders(case, case.start ^ goal))
        for party in who(scene):
            left = accepted(case, party, left, require)
        every += left
    mine = costs(case, who(scene), order, today=True)
    return order in every and mine == min(costs(case, who(scene), o, today=True) for o in every)


def told_temptations(scene: Scene, order: Order) -> dict[tuple[int, str], bool]:
    """Return at which stage who is tempted, and whether surely."""
    found: dict[tuple[int, str], bool] = {}
    for one in temptations(scene.case, order, who(scene)):
        found[one.at, one.party] = found.get((one.at, one.party), False) or one.sure
    return found


@say(*(
    f"{{who}} {sure} {when}; it would {{ends:any}}."
    for sure in ("surely does better", "may do better")
    for when in (
        "before the first stage if it stops there",
        "before the first stage if it decides alone to {what:any}",
        "after stage {n:int} if it stops there",
        "after stage {n:int} if it decides alone to {what:any}",
        "after stage {n:int}, the last, if things take their course",
        "after stage {n:int}, the last, if it decides alone to {what:any}",
    )
))  # fmt: skip
def tempted(scene: Scene, said: Said) -> bool:
    """It is tempted so, one line for a party at a stage; where it would end is all there is."""
    case, order = scene.case, scene.at.order
    at = said.number("n") if "n" in said.words else 0
    party, sure = scene.party(said.who), " surely does " in said.text
    here = along(case.start, order)[at]
    moves = frozenset[str]()
    if "what" in said.words:
        signed = scene.signed_steps(said.what)
        if any((name not in here) != on for name, on in signed.items()):
            return False
        moves = frozenset(signed)
    found = [
        one
        for one in temptations(case, order, who(scene))
        if (one.at, one.party, one.to, one.sure) == (at, party, here ^ moves, sure)
    ]
    last = (", the last," in said.text) == (at == len(order))
    course = ("take their course" in said.text) == (at == len(order) and not moves)
    known = scene.at.tempted.pop((at, party), None)
    right = known is not None and known == sure
    return bool(found) and last and course and right and endings(scene, here ^ moves, said.ends)


MOST_ENDINGS = 4


def endings(scene: Scene, point: Any, text: str) -> bool:
    """Tell whether where it would end is told: states that rest, circles, how many more."""
    case = scene.case
    left = [frozenset(case.reach(end)) for end in case.fallback(point)]
    rounds = list(dict.fromkeys(left))
    told = 0
    for clause in re.split(r", or (?=with |go round |end in )", text):
        more = re.fullmatch(r"end in (?:one of )?(\d+) more ways?", clause)
        if more is not None:
            return int(more[1]) == len(rounds) and told == MOST_ENDINGS
        told += 1
        circle = re.fullmatch(r"go round among (\d+) states without end: (.*)", clause)
        if circle is not None:
            states = re.findall(
                r"\(\d\) (.*?)(?=, \(\d\)| and \(\d\)| and \d+ more$|, \d+ more|$)", circle[2]
            )
            named = {scene.point(scene.state(one)) for one in states}
            cut = re.search(r"(\d+) more$", circle[2])
            size = int(circle[1])
            match = [one for one in rounds if named <= one and len(one) == size > 1]
            if len(match) != 1 or len(named) + (int(cut[1]) if cut else 0) != size:
                return False
            rounds.remove(match[0])
            continue
        rest = re.fullmatch(r"(?:come to rest )?with (.*)", clause)
        if rest is None:
            return False
        one = frozenset({scene.point(scene.state(rest[1]))})
        if one not in rounds:
            return False
        rounds.remove(one)
    return not rounds


@say.part("come to rest with {state}", "come to rest with {state}, or with {other}", "go round among {n:int} states without end: {states}",
          "end in one of {n:int} more ways", "end in {n:int} more way")  # fmt: skip
def ending(scene: Scene, said: Said) -> bool:
    return bool(said.text)  # read by `endings`, which has to know from where


@say("And {n:int} more temptations, each of a party at one stage.",
     "And {n:int} more temptation, each of a party at one stage.")  # fmt: skip
def more_temptations(scene: Scene, said: Said) -> bool:
    many = len(scene.at.tempted)
    scene.at.tempted = {}
    return said.number("n") == many and one_or_many(said, many, "temptation")


@say.end
def every_temptation(scene: Scene) -> Iterator[str]:
    """Nobody who is tempted by the order that is shown is left out."""
    if getattr(scene.at, "tempted", None):
        yield f"temptations {scene.at.tempted}"


# time, ratification, none ------------------------------------------------------------------------


def fitting(scene: Scene) -> list[Order]:
    """Return the orders that pass the rungs below the one that fails."""
    case, require = scene.case, require_of(scene)
    held = list(held_orders(case, goals(scene), who(scene), require))
    if rung_here(scene) == "time":
        return held
    return [order for order in held if fits(case, order, who(scene), require)]


def table(scene: Scene, order: Order, moved: dict[str, int] | None = None) -> Timetable:
    """Return the days of an order, by what those ask who are asked at this rung."""
    whose = who(scene) if rung_here(scene) == "time" else scene.case.parties
    terms = "conditions" in require_of(scene)
    return Timetable(scene.case, order, whose, conditions=terms, moved=moved)


@say("The order that comes closest: {order:any}.",
     "The order that comes closest: {order:any}. Refused by:")  # fmt: skip
def nearest(scene: Scene, said: Said) -> bool:
    """Of time: the one that misses least.  Of ratification: the one refused least."""
    order, orders = order_said(scene, said.order), fitting(scene)
    scene.at.proved, scene.at.order = True, order
    if rung_here(scene) == "time":
        missed = max(table(scene, order).missed.values())
        scene.at.late = dict(table(scene, order).missed)
        return order in orders and missed == min(
            max(table(scene, one).missed.values()) for one in orders
        )
    against = {one: _against(scene, one) for one in orders}
    scene.at.refused, scene.at.worse_off = against[order]
    scene.at.late = {} if scene.at.refused else dict(table(scene, order).missed)
    least = min(len(refusals) + len(parties) for refusals, parties in against.values())
    right = bool(scene.at.refused) == said.text.endswith("Refused by:")
    return len(scene.at.refused) + len(scene.at.worse_off) == least and right


def _against(scene: Scene, order: Order) -> tuple[list[tuple[int, str, str, str]], list[str]]:
    silent, end = pure_ratifiers(scene.case), along(scene.case.start, order)[-1]
    worse = [p for p in silent if scene.case.prefers(p, scene.case.start, end)]
    return refused(scene, order, silent), worse


@say("{who} ranks its end below the status quo.")
def worse_off(scene: Scene, said: Said) -> bool:
    scene.at.worse_off.remove(scene.party(said.who))
    return True  # it was one of those that do


@say("One such order: {order:any}.")
def passing(scene: Scene, said: Said) -> bool:
    """Everybody accepts it, it holds, it fits, and those who ratify are not worse off at its end."""
    scene.at.proved = True
    case, require, order = scene.case, require_of(scene), order_said(scene, said.order)
    ends = {goal for goal in goals(scene) if no_worse(case, goal, case.parties)}
    held = order in held_orders(case, ends, case.parties, require)
    return held and fits(case, order, case.parties, require)


@say.end
def all_late(scene: Scene) -> Iterator[str]:
    """Every last day that is missed is told, and everybody who is worse off."""
    if getattr(scene.at, "late", None):
        yield f"last days missed: {scene.at.late}"
    if getattr(scene.at, "worse_off", None):
        yield f"that {scene.at.worse_off} are worse off"
    target = getattr(scene.at, "found", "") == "target"
    if target and rung_here(scene) == "time" and not hasattr(scene.at, "extended"):
        yield "what would make it fit"
