"""What `blockers` gives as the proof of a failure: against what, who waits, who would leave."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from tests.oracle.sequences import (
    Order,
    accepted,
    along,
    legal_orders,
    no_worse,
    parts,
)
from tests.oracle.sequences_answers import costs
from tests.oracle.sequences_differing import needs
from tests.oracle.sequences_giving import asked, pure_ratifiers
from tests.oracle.sequences_holding import temptations
from tests.oracle.sequences_ladder import fits, held_orders, wanted
from tests.oracle.sequences_timing import Timetable
from tests.oracle.sequences_waiting import Wait

from .items import says
from .reading import _END
from .rows import Rows, Said
from .say_blockers import require_of, rung_here, target_of
from .scene import Scene

say = Rows(
    "blockers",
    covers=(
        "telling/proof.py",
        "analyses/blockers/certificate.py",
        "analyses/blockers/proving.py",
        "analyses/blockers/witnessing.py",
        "analyses/blockers/ladder.py",
        "analyses/blockers/ripening.py",
    ),
)
NAME = r"'[^']*'(?: \([\w-]+\))?"
SHOWN = 6


def who(scene: Scene) -> tuple[str, ...]:
    """Return whom the rungs below the last ask."""
    return asked(scene.case)


def goals(scene: Scene) -> set[Any]:
    """Return the outcomes in question: of the target, and in the zone of agreement."""
    return wanted(scene.case, target_of(scene))


def switched(scene: Scene, text: str) -> frozenset[str]:
    """Return which options are switched; the direction has to be the one that is left."""
    found = scene.signed_steps(text)
    assert found, text
    assert all((name not in scene.case.start) == on for name, on in found.items()), text
    return frozenset(found)


def order_said(scene: Scene, text: str) -> Order:
    """Return an order: "put in effect 'A'; then put in effect 'B' and end 'C'"."""
    return tuple(switched(scene, part) for part in text.split("; then "))


def one_or_many(said: Said, number: int, one: str) -> bool:
    """Tell whether the noun fits the number."""
    return (f" {one}s" in said.text) == (number != 1)


# content -----------------------------------------------------------------------------------------


@say("Of {n:int} states of the target:", "Of {n:int} state of the target:")
def states(scene: Scene, said: Said) -> bool:
    scene.at.worse = counts_of_worse(scene)
    scene.at.told = []
    points = target_points(scene)
    return said.number("n") == len(points) and one_or_many(said, len(points), "state")


def target_points(scene: Scene) -> list[Any]:
    """Return the states that satisfy the target."""
    holds = scene.case.model.holds
    return [p for p in scene.case.ground.points if holds(target_of(scene), p)]


def counts_of_worse(scene: Scene) -> dict[tuple[str, str], int]:
    """Return how many states of the target are worse for whom, by the first statement that differs."""
    case, found = scene.case, dict[tuple[str, str], int]()
    for party in who(scene):
        left = case.left[party]
        for point in target_points(scene):
            if case.prefers(party, case.start, point):
                item = ""
                if left.ranking is None and not left.weights:
                    item = next(
                        one.id
                        for one in case.statements[party]
                        if case.model.holds(one.formula, point)
                        != case.model.holds(one.formula, case.start)
                    )
                found[party, item] = found.get((party, item), 0) + 1
    return found


@say("{n:int} are worse than the status quo for {who}, because: {item:any}",
     "{n:int} is worse than the status quo for {who}, because: {item:any}",
     "{n:int} are worse than the status quo for {who}.",
     "{n:int} is worse than the status quo for {who}.")  # fmt: skip
def worse(scene: Scene, said: Said) -> bool:
    party, number = scene.party(said.who), said.number("n")
    for (name, item), many in scene.at.worse.items():
        right = says(scene, said.item, item) if item and "item" in said.words else not item
        if (name, many) == (party, number) and right and (name, item) not in scene.at.told:
            scene.at.told.append((name, item))
            return (" are worse" in said.text) == (many != 1)
    return False


@say("and so on for {n:int} more reasons.", "and so on for {n:int} more reason.")
def more_reasons(scene: Scene, said: Said) -> bool:
    """What is left out is no more than what is told."""
    left = [many for key, many in scene.at.worse.items() if key not in scene.at.told]
    shown = [scene.at.worse[key] for key in scene.at.told]
    scene.at.told = list(scene.at.worse)
    return said.number("n") == len(left) and max(left) <= min(shown)


@say("{n:int} leave nobody worse off, but nobody better off either.",
     "{n:int} leaves nobody worse off, but nobody better off either.")  # fmt: skip
def unmoved(scene: Scene, said: Said) -> bool:
    scene.at.even = True
    even = [p for p in target_points(scene) if no_worse(scene.case, p, who(scene))]
    better = any(scene.case.prefers(p, x, scene.case.start) for p in who(scene) for x in even)
    fits_verb = (" leave " in said.text) == (len(even) != 1)
    return said.number("n") == len(even) and not better and fits_verb


@say("Nobody is against it, but nobody gains by it either.")
def indifferent(scene: Scene, said: Said) -> bool:
    scene.at.told, scene.at.even = [], True
    points = target_points(scene)
    prefers, start = scene.case.prefers, scene.case.start
    return bool(points) and not any(
        prefers(party, start, p) or prefers(party, p, start) for party in who(scene) for p in points
    )


@say.end
def all_of_them(scene: Scene) -> Iterator[str]:
    """Every state of the target is told of, where content is what fails."""
    if getattr(scene.at, "found", "") == "target" and rung_here(scene) == "content":
        left = set(counts_of_worse(scene)) - set(getattr(scene.at, "told", ()))
        if left:
            yield f"why states are worse for {left}"
        even = any(no_worse(scene.case, p, who(scene)) for p in target_points(scene))
        if even and not hasattr(scene.at, "even"):
            yield "that some states leave everybody where they are"


# reach -------------------------------------------------------------------------------------------


def never(scene: Scene) -> set[str]:
    """Return the steps that all outcomes in question need and that no walk takes."""
    case = scene.case
    needed = frozenset.intersection(*(case.start ^ goal for goal in goals(scene)))
    walked = case.ground.walked(case.start)
    return {name for name in needed if not any(name in case.start ^ p for p in walked)}


@say("Nobody can ever {what}.", "Nobody can ever {what}. {guards:any}")
def out_of_reach(scene: Scene, said: Said) -> bool:
    scene.at.missing = getattr(scene.at, "missing", set()) | switched(scene, said.what)
    (name,) = switched(scene, said.what)
    option = scene.model.options[name]
    asked_of = ["undone_when"] if name in scene.case.start else ["after", "needs"]
    able = option.undone_by if name in scene.case.start else option.by
    guards = [guard for guard in asked_of if able and getattr(option, guard) is not None]
    sentences = _END.split(said.words.get("guards") or "")
    return name in never(scene) and _each_says(scene, sentences, [f"{name}.{g}" for g in guards])


def _each_says(scene: Scene, sentences: list[str], names: list[str]) -> bool:
    """Tell whether sentences one after another say what these items say."""
    if not names:
        return sentences in ([], [""])
    return any(
        says(scene, " ".join(sentences[:cut]), names[0])
        and _each_says(scene, sentences[cut:], names[1:])
        for cut in range(1, len(sentences) + 1)
    )


@say("There is {n:int} such state; no step that all of them need is out of reach by itself, but no "
     "legal moves lead to any of them.",
     "There are {n:int} such states; no step that all of them need is out of reach by itself, but no "
     "legal moves lead to any of them.")  # fmt: skip
def unreached(scene: Scene, said: Said) -> bool:
    scene.at.missing = set()
    found = goals(scene)
    led = found & scene.case.ground.walked(scene.case.start)
    number = said.number("n") == len(found) and one_or_many(said, len(found), "state")
    return number and not led and not never(scene)


@say.end
def each_step(scene: Scene) -> Iterator[str]:
    """Every step that is out of reach is told."""
    if getattr(scene.at, "found", "") == "target" and rung_here(scene) == "reach":
        for name in never(scene) - getattr(scene.at, "missing", set()):
            yield f"that {name} is out of reach"


# sequence ----------------------------------------------------------------------------------------


def smallest(scene: Scene) -> list[frozenset[str]]:
    """Return the smallest sets of steps with a legal order to an outcome in question."""
    case = scene.case
    sets = [case.start ^ goal for goal in goals(scene) if legal_orders(case, case.start ^ goal)]
    return [steps for steps in sets if not any(other < steps for other in sets)]


@say("The steps that lead there: {what:any}.",
     "One of {n:int} smallest sets of steps that lead there: {what:any}.")  # fmt: skip
def steps(scene: Scene, said: Said) -> bool:
    scene.at.steps = switched(scene, said.what)
    scene.at.legal = tuple(legal_orders(scene.case, scene.at.steps))
    found = smallest(scene)
    number = said.number("n") if "n" in said.words else 1
    return scene.at.steps in found and number == len(found)


EDGE = re.compile(
    rf"(?P<who>.+?) (?P<ask>asks?) for (?P<one>(?:the end of )?{NAME}) "
    rf"(?P<how>before, or together with,|before) (?P<other>(?:the end of )?'[^']*'.*)"
)


def edge_said(scene: Scene, text: str) -> Wait:
    """Return a wait: "A and B ask for 'X' before 'Y' (A.c1, B.c2)"."""
    found = EDGE.fullmatch(text)
    assert found is not None, text
    parties = () if found["who"] == "the rules" else scene.parties(found["who"])
    assert (found["ask"] == "ask") == (len(parties) != 1), text
    other, items = found["other"], ()
    match = re.fullmatch(r"(.*'(?: \([\w-]+\))?) \(([^()]*)\)", other)
    if match is not None and not _is_step(scene, other):
        other, items = match[1], tuple(match[2].split(", "))
    strict = found["how"] == "before"
    one, two = (_step(scene, text) for text in (found["one"], other))
    at = scene.at
    return Wait(scene.case, at.steps, at.legal, require_of(scene), one, two, strict, parties, items)


def _is_step(scene: Scene, text: str) -> bool:
    try:
        return bool(_step(scene, text))
    except KeyError:
        return False


def _step(scene: Scene, text: str) -> str:
    """Return the option that a step switches: "'X'", or "the end of 'X'" where it is in effect."""
    name = scene.option(text.removeprefix("the end of "))
    assert (name in scene.case.start) == text.startswith("the end of "), text
    return name


@say("These wait for each other, and no order meets them all: {edges:any}.")
def circle(scene: Scene, said: Said) -> bool:
    """Each wait is asked for by these and by these items; a circle with a strict wait has no order."""
    scene.at.proved = True
    waits = [edge_said(scene, text) for text in said.edges.split("; ")]
    closed = all(one.other == two.step for one, two in pairwise((*waits, waits[0])))
    circles = getattr(scene.at, "circles", [])
    scene.at.circles = [*circles, frozenset(wait.step for wait in waits)]
    proper = len({wait.step for wait in waits}) == len(waits) <= len(scene.at.steps)
    fresh = scene.at.circles[-1] not in circles
    right = all(wait.right for wait in waits)
    return closed and any(wait.strict for wait in waits) and proper and fresh and right


@say.part("the rules", "{who} asks for {one} before {other}", "{who} ask for {one} before {other}",
          "{who} asks for {one} before, or together with, {other}")  # fmt: skip
def edge(scene: Scene, said: Said) -> bool:
    return edge_said(scene, said.text).right


@say("There are more circles of waits than these.")
def more_circles(scene: Scene, said: Said) -> bool:
    """Some circle with a strict wait holds other steps than those told."""
    case = scene.case
    edges = {
        (pair, how)
        for party in who(scene)
        for pair, how in needs(
            case, party, scene.at.steps, scene.at.legal, require_of(scene)
        ).items()
    }
    inside = [
        some
        for some in parts(scene.at.steps)
        if len(some) > 1 and some not in scene.at.circles and _round(some, edges)
    ]
    return len(scene.at.circles) >= SHOWN and bool(inside)


def _round(some: frozenset[str], edges: set[tuple[tuple[str, str], str]]) -> bool:
    """Tell whether a strict wait among some steps lies on a circle among them."""
    kept = {pair for pair, _ in edges if set(pair) <= some}
    for (a, b), how in edges:
        if how == "strict" and {a, b} <= some:
            seen, waiting = {b}, [b]
            while waiting:
                here = waiting.pop()
                fresh = {y for x, y in kept if x == here} - seen
                seen |= fresh
                waiting += fresh
            if a in seen:
                return True
    return False


def refused(
    scene: Scene, order: Order, parties: tuple[str, ...]
) -> list[tuple[int, str, str, str]]:
    """Return what some parties refuse along an order: the stage, who, by which kind, which item."""
    case, holds, found = scene.case, scene.case.model.holds, []
    for stage, (s, x) in enumerate(pairwise(along(case.start, order)), start=1):
        for party in parties:
            for term in case.conditions[party]:
                taken = term.step.option in ((x - s) if term.step.on else (s - x))
                if taken and not holds(term.formula, s if term.order == "after" else x):
                    found.append((stage, party, "conditions", term.id))
            for line in case.statements[party]:
                crossed = holds(line.formula, s) and not holds(line.formula, x)
                if line.kind == "red line" and crossed:
                    found.append((stage, party, "red-lines", line.id))
            floor, left = case.floors[party], case.left[party]
            if case.prefers(party, floor, x):
                item = ""
                if left.ranking is None and not left.weights:
                    item = next(
                        one.id
                        for one in case.statements[party]
                        if holds(one.formula, floor) != holds(one.formula, x)
                    )
                found.append((stage, party, "floor", item))
    return [one for one in found if one[2] in require_of(scene)]


@say("The order of these that comes closest: {order:any}. Refused by:")
def closest(scene: Scene, said: Said) -> bool:
    order = order_said(scene, said.order)
    scene.at.proved = True
    scene.at.refused = refused(scene, order, who(scene))
    least = min(len(refused(scene, one, who(scene))) for one in scene.at.legal)
    return order in scene.at.legal and len(scene.at.refused) == least > 0


@say("stage {n:int}: {who}, whose term is not met: {item:any}",
     "stage {n:int}: {who}, whose red line would be crossed: {item:any}",
     "stage {n:int}: {who} would be worse off than it accepts on the way, above all because: {item:any}",
     "stage {n:int}: {who} would be worse off than it accepts on the way.")  # fmt: skip
def refusal(scene: Scene, said: Said) -> bool:
    """It is one of those not told yet, in their order."""
    kind = "conditions" if "whose term" in said.text else "floor"
    kind = "red-lines" if "whose red line would be" in said.text else kind
    for one in scene.at.refused:
        stage, party, how, item = one
        right = says(scene, said.item, item) if item and "item" in said.words else not item
        if (stage, party, how) == (said.number("n"), scene.party(said.who), kind) and right:
            scene.at.refused.remove(one)
            return True
    return False


@say("and {n:int} more refusals.", "and {n:int} more refusal.")
def more_refusals(scene: Scene, said: Said) -> bool:
    many = len(scene.at.refused)
    scene.at.refused = []
    return said.number("n") == many and one_or_many(said, many, "refusal")


@say("Steps would have to be taken and taken back, which no roadmap does: {moves:any}.")
def walk(scene: Scene, said: Said) -> bool:
    """A legal walk leads to such an outcome, and no order of steps taken once does."""
    scene.at.proved = True
    here = scene.case.start
    taken: list[str] = []
    for text in said.moves.split("; then "):
        parties, _, what = text.partition(": ")
        signed = scene.signed_steps(what)
        if any((name not in here) != on for name, on in signed.items()):
            return False
        there = here ^ frozenset(signed)
        if frozenset(scene.parties(parties)) not in scene.case.ground.legal(here, there):
            return False
        taken += signed
        here = there
    back = len(taken) > len(set(taken))
    return here in goals(scene) and back and not smallest(scene)


@say.end
def proof(scene: Scene) -> Iterator[str]:
    """Every refusal is told, and there is a proof."""
    if getattr(scene.at, "refused", None):
        yield f"refusals: {scene.at.refused}"
    if getattr(scene.at, "found", "") == "target":
        content = ("content", "reach")
        if rung_here(scene) not in content and not hasattr(scene.at, "proved"):
            yield "a proof"


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
