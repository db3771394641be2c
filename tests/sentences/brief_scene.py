"""What the sentences of a brief are held against: the model, its target, the road that is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, TypeVar

from detente.conflict.conflict import EVERYTHING, Conflict, statements
from detente.conflict.logic import Formula
from detente.conflict.parties import Condition
from detente.language.expressions import parse
from tests.oracle.literal import Literal, Point
from tests.oracle.onward import Followed, followed, lacking, opened
from tests.oracle.sequences import Case, Order, along, by_all, legal_orders, step_sets
from tests.oracle.sequences_giving import Giving, asked, pure_ratifiers
from tests.oracle.sequences_holding import end_kind, self_enforcing
from tests.oracle.sequences_ladder import rung

from .brief_forms import Form, Told
from .scene import Scene

REQUIRE = ("conditions", "red-lines", "floor")
Found = TypeVar("Found")

CUT: set[str] = set()  # limits that a test has lowered, by what they cut
ROADS = "IN WHICH ORDER IT COULD BE DONE"


def once(compute: Callable[[Scene], Found]) -> Callable[[Scene], Found]:
    """Have something be computed once for a scene."""
    name = f"_{compute.__module__}_{compute.__name__}"

    def kept(scene: Scene) -> Found:
        if not hasattr(scene.at, name):
            setattr(scene.at, name, compute(scene))
        found: Found = getattr(scene.at, name)
        return found

    return kept


def form(scene: Scene) -> Form:
    """Return the brief that is being read."""
    found: Form = scene.at.form
    return found


def lines_of(scene: Scene, section: str, block: str = "") -> list[Told]:
    """Return the lines of a section, or of one of its blocks, whose title starts so."""
    return [
        told
        for told in form(scene).lines
        if told.section == section and (not block or told.block.startswith(block))
    ]


# the target --------------------------------------------------------------------------------------


@once
def target_name(scene: Scene) -> str | None:
    """Return the target that the brief is about, as it was asked."""
    return scene.call.flag("--to") or next((t.name for t in scene.conflict.targets), None)


def formula_of(scene: Scene, name: str) -> Formula:
    """Return what a target, or a formula, means."""
    for target in scene.conflict.targets:
        if target.name == name:
            assert target.formula is not None
            return target.formula
    return parse(name)


@once
def target(scene: Scene) -> Formula:
    """Return the formula of the target."""
    name = target_name(scene)
    assert name is not None
    return formula_of(scene, name)


@once
def sets(scene: Scene) -> tuple[tuple[frozenset[str], ...], str]:
    """Return the step sets of the target, fewest steps first, then in the order of the file."""
    found, kind = step_sets(scene.case, target(scene))
    names = scene.case.model.option_names

    def place(steps: frozenset[str]) -> tuple[int, list[int]]:
        return len(steps), sorted(names.index(step) for step in steps)

    return tuple(sorted(found, key=place)), kind


@once
def accepted_sets(scene: Scene) -> dict[frozenset[str], frozenset[Order]]:
    """Return for each step set the orders that all parties accept."""
    return {steps: by_all(scene.case, legal_orders(scene.case, steps)) for steps in sets(scene)[0]}


def rung_of(scene: Scene, formula: Formula) -> str:
    """Return what stops a target: "already", "impossible", or the first rung that fails."""
    case = scene.case
    if case.model.holds(formula, case.start):
        return "already"
    if not any(case.model.holds(formula, point) for point in case.ground.points):
        return "impossible"
    return rung(case, formula, REQUIRE)


@once
def giving(scene: Scene) -> Giving:
    """Return what conceding comes to, up to an order that all who decide accept."""
    return Giving(scene.case, target(scene), up_to="sequence")


def deciders(scene: Scene) -> tuple[str, ...]:
    """Return who has to accept an order: all but those who only ratify."""
    return asked(scene.case)


def everybody(scene: Scene, text: str) -> bool:
    """Tell whether "everybody", or "everybody but A, who only ratifies," is who is asked."""
    silent = pure_ratifiers(scene.case)
    found = re.fullmatch(r"everybody(?: but (.*), who only ratif(?:ies|y),)?", text)
    assert found is not None, text
    return set(scene.parties(found[1]) if found[1] else ()) == set(silent)


# where it goes on --------------------------------------------------------------------------------


@once
def onward(scene: Scene) -> Followed:
    """Return where the moves that each mover prefers lead from the status quo."""
    assert scene.status_quo is not None
    return followed(scene.model, quo(scene))


def quo(scene: Scene) -> str:
    """Return the status quo as the state it belongs to."""
    text = scene.status_quo
    assert text is not None
    return state_name(scene.model, text)


def state_name(model: Literal, text: str) -> str:
    """Return a state, which may be written by what is in effect in one of those it stands for."""
    if text in model.members:
        return text
    point = frozenset(n for n, sign in zip(model.option_names, text, strict=True) if sign == "Y")
    return model.state_of[point]


def opened_here(scene: Scene) -> frozenset[Any]:
    """Return the moves open at the status quo."""
    return opened(scene.model, quo(scene))


def without(scene: Scene, item: str) -> Literal:
    """Return the model without one more item."""
    return lacking(scene.model, [item], scene.epoch)


# positions ---------------------------------------------------------------------------------------


@once
def held(scene: Scene) -> dict[str, str]:
    """Return whose each position is, and each item that can be conceded by itself."""
    case, found = scene.case, {}
    for party in case.parties:
        for item in case.statements[party]:
            if item.position or item.kind != "want":
                found[item.position or item.id] = party
        for term in case.conditions[party]:
            found[term.position or term.id] = party
    return found


def conceded(scene: Scene, text: str) -> str:
    """Return the position or item that is named, with whose it is: "'Label' of A"."""
    from .brief_words import term_said, wish_said

    text = text[:1].lower() + text[1:] if text[:4] in ("The ", "the ") else text
    for position in scene.conflict.positions:
        label = position.label or position.name
        called = [(p.label or p.name, p.party) for p in scene.conflict.positions]
        names = [f"'{label}' ({position.name})"]
        names += [f"'{label}'"] if called.count((label, position.party)) == 1 else []
        for name in names:
            whose = text.removeprefix(f"{name} of ") if text.startswith(f"{name} of ") else ""
            if whose and scene.party(whose) == position.party:
                return position.name
    match = re.fullmatch(
        r"the (?P<kind>term|demand|red line|want) \u201c(?P<said>.*)\u201d(?: \((?P<id>[^()]+)\))? of "
        r"(?P<who>.*)",
        text,
    )
    assert match is not None, text
    party = scene.party(match["who"])
    if match["kind"] == "term":
        found = [
            term.id
            for term in scene.case.conditions[party]
            if isinstance(term, Condition) and term_said(scene, match["said"], term)
        ]
    else:
        found = [
            item.id
            for item in scene.case.statements[party]
            if item.kind == match["kind"] and wish_said(scene, match["said"], item.formula)
        ]
    if match["id"]:
        assert match["id"] in found, text
        return match["id"]
    assert found, text
    return found[0]


def conceded_all(scene: Scene, text: str) -> frozenset[str]:
    """Return the positions of a list: "'A' of B, the term “...” of C and 'D' of E"."""
    parts = re.split(
        r"(?<=[\w)])(?:, | and | or )(?=the (?:term|demand|red line|want) \u201c|'[^']*'(?: \([^()]*\))? of )",
        text,
    )
    return frozenset(conceded(scene, part) for part in parts)


# the road ----------------------------------------------------------------------------------------


class Road:
    """The roadmap that a brief tells, under the concession that it names."""

    def __init__(self, scene: Scene, case: Case, order: Order) -> None:
        self.scene, self.case, self.order = scene, case, order
        self.points = along(case.start, order)
        self.steps = frozenset[str]().union(*order)

    @property
    def end(self) -> Point:
        """Where it leads."""
        return self.points[-1]

    @property
    def strength(self) -> str:
        """Whether it holds by itself: strong, weak or no."""
        return self_enforcing(self.case, self.order, asked(self.case))

    @property
    def end_kind(self) -> str:
        """What keeps its end."""
        return end_kind(self.case, self.end, asked(self.case))


@once
def road(scene: Scene) -> Road | None:
    """Return the road that is told stage by stage; None if none is."""
    stages = lines_of(scene, ROADS, "Stage by stage")
    if not stages:
        return None
    lead = [told.text for told in lines_of(scene, ROADS) if not told.block]
    given, soft = concession_said(scene, " ".join(lead))
    order = tuple(_bundle(scene, told.text) for told in stages)
    return Road(scene, scene.case.conceding(given, soft), order)


def _bundle(scene: Scene, text: str) -> frozenset[str]:
    match = re.match(r".*? (?:puts? in effect|ends?) ('.*?)\. (?=[A-Z])", text)
    said = match[1] if match else text
    return scene.options(said)


def concession_said(scene: Scene, text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return what is given up and what softened by the "If ..., there would be one." of a text."""
    match = re.search(r"If (.*), there would be one\.", text)
    if match is None:
        return frozenset(), frozenset()
    soft = re.search(
        r"'together' were asked for instead of 'first' in (.*?)(?:(?: and |, )(?=\S.* were given up)|$)",
        match[1],
    )
    rest = match[1]
    softened: frozenset[str] = frozenset()
    if soft is not None:
        softened = conceded_all(scene, soft[1])
        rest = match[1][soft.end() :]
    given = re.fullmatch(r"(.*) were given up", rest)
    return (conceded_all(scene, given[1]) if given else frozenset()), softened


# perspectives ------------------------------------------------------------------------------------


def seen_from(scene: Scene, view: str) -> Scene:
    """Return the same question under another perspective."""
    call = replace(scene.call, perspective=view)
    found = Scene(scene.conflict, call)
    found.at.form = scene.at.form
    return found


def views_of(conflict: Conflict) -> list[str]:
    """Return the perspectives that are asked: those of the file, and that of everything."""
    names = [view.name for view in conflict.perspectives]
    return names if EVERYTHING.name in names else [*names, EVERYTHING.name]


def wishes(conflict: Conflict, party: str) -> Iterable[Any]:
    """Return the statements of a party, whatever counts."""
    (found,) = [one for one in conflict.parties if one.name == party]
    return statements(found.prefers)
