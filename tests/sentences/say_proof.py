"""What `blockers` gives as the proof of a failure: against what, who waits, who would leave."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from tests.oracle.sequences import (
    Order,
    along,
    legal_orders,
    no_worse,
)
from tests.oracle.sequences_giving import asked
from tests.oracle.sequences_ladder import wanted
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
    ),
)
NAME = r"'[^']*'(?: \([\w-]+\))?"


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
