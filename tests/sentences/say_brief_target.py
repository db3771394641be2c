"""What `brief` says of a target: what stands in its way, who holds it up, who holds it up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from tests.oracle.sequences import accepted, led_by, legal_orders
from tests.oracle.sequences_differing import (
    binding_positions,
    common_precedences,
    needs,
    relation,
)
from tests.oracle.sequences_giving import pure_ratifiers
from tests.oracle.sequences_ladder import Failure, wanted

from . import items_more
from .brief_borrowing import asking
from .brief_forms import Grid
from .brief_scene import (
    REQUIRE,
    formula_of,
    lines_of,
    rung_of,
    sets,
    target,
    target_name,
)
from .brief_words import step_of, steps_of
from .items import clauses, items_of, says
from .rows import Rows, Said
from .scene import Scene

say = Rows("brief", covers=("briefing/blocking.py",))
assert items_more.say  # its rows know more kinds of items

# what stands in the way --------------------------------------------------------------------------

BETTER = "nobody worse off than the status quo and somebody better off"
WHY = {
    "already": "The target '{name}' holds at the status quo already.",
    "impossible": "No state satisfies the target '{name}', whatever anybody wants.",
}
CLAUSES = {
    "content": f"there is no outcome that leaves {BETTER}",
    "reach": f"there are outcomes that leave {BETTER}, but no legal moves lead to one",
    "sequence": f"there are outcomes that leave {BETTER}, and legal moves to one, but to none of "
    "them an order of steps that everybody accepts",
    "commitment": "there are orders of steps that everybody accepts, but at some stage of each a "
    "party surely does better by leaving it",
    "time": "there are orders of steps that everybody accepts and that hold, but none fits the "
    "windows",
    "ratification": "there are orders of steps that everybody accepts, that hold and that fit the "
    "windows, but none that those who only ratify accept as well and that ends no worse for them "
    "than the status quo",
    "none": "nothing that was declared stands in the way: there is an order of steps that everybody "
    "accepts, that holds and that fits the windows",
}


def fails_at(scene: Scene, name: str, said: str) -> bool:
    """Tell whether a target fails at a rung."""
    return rung_of(scene, formula_of(scene, name)) == said


def _rung(kind: str, *templates: str) -> None:
    @say(*templates)
    def rung(scene: Scene, said: Said) -> bool:
        """Those who only ratify are left aside, and said to be, on all rungs but the last."""
        aside = set(scene.parties(said.aside)) if "aside" in said.words else set()
        silent = set(pure_ratifiers(scene.case)) if kind in CLAUSES and kind != "none" else set()
        right = aside == silent
        return said.name == target_name(scene) and right and fails_at(scene, said.name, kind)


for _kind, _template in WHY.items():
    _rung(_kind, _template)
for _kind, _clause in CLAUSES.items():
    _start = "For the target '{name}'"
    _rung(
        _kind,
        f"{_start} {_clause}.",
        f"{_start}, leaving {{aside}} aside, who only ratifies, {_clause}.",
        f"{_start}, leaving {{aside}} aside, who only ratify, {_clause}.",
    )


@say("These wait for each other, and no order meets them all: {edges:any}.")
def circle(scene: Scene, said: Said) -> bool:
    """A circle over one of the smallest sets of steps that lead to an outcome in question."""
    case = scene.case
    if scene.at.block == "The proof":  # what `blockers` says there of others is held against these
        there = asking(scene, "blockers")
        before = getattr(there.at, "circles", [])
        there.at.circles = [*before, _of(scene, said.edges)]
        if there.at.circles[-1] in before:
            return False
    ends = wanted(case, target(scene)) & led_by(case, ())
    every = {case.start ^ point for point in ends}
    smallest = [steps for steps in every if not any(other < steps for other in every)]
    return any(circular(scene, said.edges, steps) for steps in smallest)


def _of(scene: Scene, text: str) -> frozenset[str]:
    """Return the steps of a circle."""
    firsts = re.findall(r"asks? for ((?:the end of )?'[^']*'(?: \([\w-]+\))?) before", text)
    return frozenset(step_of(scene, one) for one in firsts)


def circular(scene: Scene, text: str, steps: frozenset[str]) -> bool:
    """Tell whether waits make a circle over some steps, and who is named needs each of them."""
    case = scene.case
    legal = legal_orders(case, steps)
    edges = []
    for part in text.split("; "):
        match = re.fullmatch(
            r"(?P<who>.*?) asks? for (?P<a>(?:the end of )?'[^']*'(?: \([\w-]+\))?) "
            r"(?P<how>before|before, or together with,) (?P<b>.*)",
            part,
        )
        assert match is not None, part
        a, b, strict = (
            step_of(scene, match["a"]),
            step_of(scene, match["b"]),
            match["how"] == "before",
        )
        edges.append((a, b, strict))
        if match["who"] == "the rules":
            in_all = common_precedences(legal)[0 if strict else 1]
            if (a, b) not in in_all:
                return False
            continue
        for party in scene.parties(match["who"]):
            need = needs(case, party, steps, legal, REQUIRE).get((a, b))
            if need != ("strict" if strict else "weak"):
                return False
    closed = all(
        one[1] == other[0] for one, other in zip(edges, [*edges[1:], edges[0]], strict=True)
    )
    return closed and len(edges) > 1 and any(strict for _, _, strict in edges)


@say("'{name}' is reached where {clause:any}.",
     "The target: '{name}'.",
     "'{name}' is reached in {states}.")  # fmt: skip
def what_is_asked(scene: Scene, said: Said) -> bool:
    named = {t.name for t in scene.conflict.targets}
    if "clause" not in said.words:
        return said.name == target_name(scene) and said.name not in named
    right = clauses(scene).says_apart(said.clause, target(scene))
    return said.name == target_name(scene) and said.name in named and right


@say("The proof", "If the parties insisted on less", "Is it ripe?",
     "Given the options as they are, these items are enough for it to fail in this way, and none of "
     "them could be spared for that")  # fmt: skip
def blocking_heading(scene: Scene, said: Said) -> bool:
    """A heading; the items that are enough are, all of them together, and none can be spared."""
    if not said.text.startswith("Given"):
        return True
    told = [line.text for line in lines_of(scene, "WHAT STANDS IN THE WAY", said.text)]
    failed = rung_of(scene, target(scene))
    # no state of the target at all is none that leaves nobody worse off
    failed = "content" if failed == "impossible" else failed
    failure = Failure(scene.case, target(scene), failed, REQUIRE)
    choices = [
        [name for name in sorted(failure.every) if item_said(scene, text, name)] for text in told
    ]
    return any(_ground(failure, frozenset(chosen)) for chosen in product(*choices))


def _ground(failure: Failure, kept: frozenset[str]) -> bool:
    """Tell whether items are enough for a failure, and none of them can be spared for that."""
    every = failure.every
    return failure.remains(every - kept) and not any(
        failure.remains((every - kept) | {item}) for item in kept
    )


@say.table("This target and every other one of the file")
def targets(scene: Scene, grid: Grid) -> Iterator[str]:
    names = [str(target_name(scene)), *(t.name for t in scene.conflict.targets)]
    asked = [row[0][0].text.strip("'") for row in grid.rows]
    if asked != list(dict.fromkeys(names)):
        yield f"not the targets: {asked}"
    for name, row in zip(asked, grid.rows, strict=True):
        meant, why = row[1][0].text, row[2][0].text
        known = any(t.name == name for t in scene.conflict.targets)
        formula = formula_of(scene, name)
        right = clauses(scene).says(meant[:1].lower() + meant[1:], formula) or (
            clauses(scene).says(meant, formula)
        )
        if not (right if known else meant == name):
            yield f"not what {name} means: {meant}"
        kinds = {clause: kind for kind, clause in CLAUSES.items()} | {
            "nothing: it holds at the status quo already": "already",
            "no state satisfies it, whatever anybody wants": "impossible",
        }
        if why not in kinds or not fails_at(scene, name, kinds[why]):
            yield f"not what blocks {name}: {why}"


# who holds it up ---------------------------------------------------------------------------------


def binds(scene: Scene, one: str, two: str, steps: frozenset[str]) -> bool:
    """Tell whether the difference of two parties over the order of some steps holds them up."""
    found = [
        *binding_positions(scene.case, one, two, steps).values(),
        *binding_positions(scene.case, two, one, steps).values(),
    ]
    return any(found)


@say("Over the order of {steps}, the difference that holds them up is {pairs}.",
     "Over the order of {steps}, the difference that holds them up is {pairs}, not {others}.",
     "Over the order of {steps}, the difference that holds them up is {pairs}, and none of the "
     "others.")  # fmt: skip
def holds_up(scene: Scene, said: Said) -> bool:
    """Of the steps, if there is one set of them; else of those of the first set, by name."""
    case, steps = scene.case, sets(scene)[0][0]
    several = len(sets(scene)[0]) > 1
    if several != (said.steps != "the steps") or (several and steps_of(scene, said.steps) != steps):
        return False
    legal = legal_orders(case, steps)
    orders = {party: accepted(case, party, legal) for party in case.parties}
    apart = [
        frozenset((one, two))
        for place, one in enumerate(case.parties)
        for two in case.parties[place + 1 :]
        if relation(orders[one], orders[two]) != "same"
    ]
    binding = {pair for pair in apart if binds(scene, *sorted(pair), steps)}
    told = _pairs(scene, said.pairs)
    others = _pairs(scene, said.words["others"]) if "others" in said.words else None
    rest = set(apart) - binding
    right = told == binding and (others is None or others == rest)
    return right and (others is not None or bool(rest) == said.text.endswith("of the others."))


def _pairs(scene: Scene, text: str) -> set[frozenset[str]]:
    return {
        frozenset(scene.parties(one)) for one in re.split(r"(?:, | or )?that between ", text) if one
    }


# items -------------------------------------------------------------------------------------------


@say.other
def an_item(scene: Scene, line: object) -> bool | None:
    """An item as a sentence: one that the failure rests on."""
    if not scene.at.block.startswith("Given the options as they are"):
        return None
    text = line.text  # type: ignore[attr-defined]
    return any(item_said(scene, text, name) for name in items_of(scene.conflict))


def item_said(scene: Scene, text: str, name: str) -> bool:
    """Tell whether a sentence says what an item says; a weight with whose it is."""
    item = items_of(scene.conflict)[name]
    if item.kind != "weight":
        return says(scene, text, name)
    match = re.fullmatch(r"(.*?) counts (\S+) where (.*)\.", text)
    return (
        match is not None
        and scene.party(match[1]) == item.party
        and Fraction(match[2]) == item.value.number
        and clauses(scene).says_apart(match[3], item.value.formula)
    )
