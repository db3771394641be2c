"""Where in a text on roadmaps one is: the steps, the order, and what has to be told of them.

One `Roads` a text: the rows write into it what was told and hold it against the literal oracle;
whatever has to be told of some steps and was not is missing when the next heading comes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from types import SimpleNamespace
from typing import Any

from detente.conflict.logic import Formula
from detente.language.expressions import parse
from tests.oracle.literal import Point
from tests.oracle.sequences import (
    REQUIRE,
    Bundle,
    Case,
    Order,
    accepted,
    along,
    legal_orders,
    step_sets,
    zone,
)
from tests.oracle.sequences_answers import refused
from tests.oracle.sequences_calendar import Calendar, Days
from tests.oracle.sequences_giving import accepted_bundles, led_to, tempted
from tests.oracle.sequences_giving import asked as deciders_of
from tests.oracle.sequences_holding import exposure, self_enforcing

from .scene import Scene

# how far the program looks, where a test sets it a limit: "orders", "own moves", "names", "locks"
LOOKED: dict[str, int] = {}

Refused = tuple[str, int, str, str]  # who, at which stage, by which test, which item


@dataclass
class Telling:
    """An order while it is told: what was said of it beforehand, its bundles, what came since."""

    stages: int
    kinds: list[str]
    order: list[Bundle] = field(default_factory=list)
    parts: set[object] = field(default_factory=set)
    movers: frozenset[str] = frozenset()
    hanging: set[tuple[str, int]] = field(default_factory=set)
    named: tuple[str, tuple[int, ...]] = ("", ())
    case: Case | None = None  # the one that sentences are about: today's, or that of an epoch
    first: int = 0
    change: str = ""
    goal: str = ""
    plural: bool = False
    items: list[object] = field(default_factory=list)
    tempted: set[tuple[int, str, frozenset[str]]] = field(default_factory=set)
    undone: set[tuple[str, frozenset[str]]] = field(default_factory=set)
    today: str = ""
    mode: str = ""  # which list the items that follow belong to
    facts: set[str] = field(default_factory=set)  # told of a change of office
    missed: list[tuple[str, int]] = field(default_factory=list)
    wishes: int = 0
    short: bool = False  # only the days are told, and nothing need have been told before


class Roads:
    """What was asked of a scene, what is right, and what was told so far."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.case = scene, scene.case
        call = scene.call
        given = call.flag("--require")
        self.require = tuple(given.split(",")) if given else REQUIRE
        self.to = call.flag("--to")
        steps = call.flag("--steps")
        self.given = frozenset(scene.short_steps(steps)) if steps else None
        self.listed: list[str] = []
        self.said_steps = 0
        self.sets: list[Bundle] = []
        self.held: list[Bundle] = []
        self.steps: Bundle = frozenset()
        self.base: Bundle = frozenset()
        self.listing = False
        self.holding = False
        self.telling: Telling | None = None
        self.told: set[object] = set()
        self.failing: dict[tuple[str, str, str], int] = {}
        self.failure: tuple[Order, set[Refused], set[Refused]] | None = None
        self.notes: set[str] = set()
        self.limits: set[str] = set()  # what was said to be left out
        self.most: int | None = None  # steps of sets beyond which not all orders were looked at
        self.near: int | None = None  # the same, for sets that hold by themselves
        self.open: str | None = None  # what that leaves open
        self.unread: set[str] = set()  # items whose formula was not looked into
        self.orders = cache(lambda steps: tuple(legal_orders(self.case, steps)))
        self.accepted = cache(self._accepted)
        self.costs = cache(self._costs)
        self.refusals = cache(
            lambda order: frozenset(
                refused(SimpleNamespace(case=self.case, require=self.require), order)  # type: ignore[arg-type]
            )
        )
        self.holds = cache(lambda order: self_enforcing(self.case, order, self.who))

    # what is right -----------------------------------------------------------------------------

    @cached_property
    def who(self) -> tuple[str, ...]:
        """The parties that do more than ratify."""
        return deciders_of(self.case)

    @cached_property
    def target(self) -> Formula | None:
        """What is aimed at, as a formula; None if only steps were given."""
        if not self.to:
            return None
        named = [t for t in self.scene.conflict.targets if t.name == self.to]
        return named[0].formula if named else parse(self.to)

    @cached_property
    def considered(self) -> tuple[frozenset[Bundle], str]:
        """The sets of steps in question, and what is true of their ends."""
        if self.given is not None:
            return frozenset({self.given}), "given"
        assert self.target is not None
        return step_sets(self.case, self.target, self.require, most=self.most)

    @cached_property
    def kind_of_all(self) -> str:
        """What is true of the ends of all sets, those that were not looked at among them."""
        assert self.target is not None
        return step_sets(self.case, self.target, self.require)[1]

    @property
    def narrow(self) -> bool:
        """Whether it was said that not all own moves were followed: then nothing of it is known."""
        return "own moves" in self.limits

    @cached_property
    def holding_sets(self) -> set[Bundle]:
        """The smallest larger sets with an order that all accept and that holds by itself."""
        sets, _ = self.considered
        if (
            self.narrow
            or self.given is not None
            or any(self.holds_somehow(steps) for steps in sets)
        ):
            return set()
        assert self.target is not None
        if not sets:
            return set()
        strong = {
            self.case.start ^ end
            for end in zone(self.case, self.who)
            if self.case.model.holds(self.target, end)
            and (self.near is None or len(self.case.start ^ end) <= self.near)
            and self.holds_somehow(self.case.start ^ end)
        }
        return {steps for steps in strong if not any(other < steps for other in strong)}

    def holds_somehow(self, steps: Bundle) -> bool:
        """Tell whether an order of some steps is accepted by all and holds by itself.

        Whether it does hangs on each state by itself: so on a way through states that nobody leaves.
        """
        end = self.case.start ^ steps
        calm = {
            point
            for point in self.onward
            if not tempted(self.case, self.who, point, end, sure=False)
        }
        ways = led_to(self.case.start, self.onward, calm)
        return self.case.start in calm and end in ways and end in calm

    @cached_property
    def onward(self) -> dict[Point, list[Point]]:
        """Where an order that all accept may go on, from every state that one leads to."""
        return accepted_bundles(self.case, self.case.parties, frozenset(self.require))

    def _accepted(self, steps: Bundle) -> frozenset[Order]:
        found = frozenset(self.orders(steps))
        for party in self.case.parties:
            found &= accepted(self.case, party, found, self.require)
        return found

    def _costs(self, order: Order) -> tuple[int, ...]:
        """Return what makes an order better or worse, weightiest first, counted after each stage."""
        points = along(self.case.start, order)
        end, found = points[-1], [0, 0, 0, 0]
        for point in points[1:]:
            for party in self.who:
                lures = self.lured(party, point, end)
                verdict = exposure(self.case, party, point).verdict
                for n, true in enumerate(
                    (lures == "surely", lures, verdict == "unrecoverable", verdict != "none")
                ):
                    found[n] += bool(true)
        return (*found, len(order))

    def lured(self, party: str, point: Point, end: Point) -> str:
        """Tell whether a party would rather leave at a state than go on: surely, maybe, or not."""
        case, best = self.case, ""
        for there in (point, *case.ground.own(party, point)):
            better = [case.prefers(party, y, end) for y in case.fallback(there)]
            if all(better):
                return "surely"
            best = "maybe" if any(better) else best
        return best

    # what is told ------------------------------------------------------------------------------

    @property
    def road(self) -> Telling:
        """The order that is being told."""
        assert self.telling is not None
        return self.telling

    @property
    def now(self) -> Case:
        """The case that sentences are about."""
        return self.road.case or self.case

    @property
    def order(self) -> Order:
        """The order that is being told."""
        return tuple(self.road.order)

    @property
    def points(self) -> list[Point]:
        """The states it passes, the status quo first."""
        return along(self.case.start, self.order)

    def days(self, **how: Any) -> Days:
        """Return the days of the order that is being told."""
        return self.calendar(**how).days()

    def calendar(self, **how: Any) -> Calendar:
        """Return the calendar of the order that is being told, as far as formulas are looked into."""
        return Calendar(
            self.case,
            self.order,
            conditions="conditions" in self.require,
            most_names=LOOKED.get("names"),
            **how,
        )

    def deed(self, text: str) -> Bundle:
        """Return what somebody could do, by the options switched; the way they go is checked later."""
        return frozenset(self.scene.signed_steps(text))

    def switched(self, text: str, before: Point) -> Point:
        """Return where a deed leads; options put in effect were not, those ended were."""
        signed = self.scene.signed_steps(text)
        assert all((name in before) != on for name, on in signed.items()), text
        return before ^ frozenset(signed)

    def steps_said(self, text: str) -> Bundle:
        """Return steps told as "'A', 'B' and the end of 'C'": each from the status quo."""
        found = set()
        for end, quoted in re.findall(r"(the end of )?('[^']*'(?: \([\w-]+\))?)", text):
            name = self.scene.option(quoted)
            assert bool(end) == (name in self.case.start), text
            found.add(name)
        assert found, text
        return frozenset(found)

    def bundles(self, text: str) -> Order:
        """Return an order told by short names: "(1) a + not b (2) c"."""
        parts = re.split(r"\((\d+)\) ", text.strip())
        assert not parts[0], text
        assert [int(n) for n in parts[1::2]] == list(range(1, len(parts) // 2 + 1)), text
        found = []
        for bundle in parts[2::2]:
            steps = [step.strip() for step in bundle.split(" + ")]
            for step in steps:
                on = not step.startswith("not ")
                assert (step.removeprefix("not ") not in self.case.start) == on, text
            found.append(frozenset(step.removeprefix("not ") for step in steps))
        return tuple(found)

    def kind_is(self, kind: str, order: Order) -> bool:
        """Tell whether an order is what it is called."""
        steps = frozenset[str]().union(*order)
        legal, good = self.orders(steps), self.accepted(steps)
        match kind:
            case "the finest":
                return order in good and len(order) == max(map(len, good))
            case "the coarsest":
                return order in good and len(order) == min(map(len, good))
            case "all at once":
                return len(order) == 1
            case "as much at once as is legal":
                return len(order) == min(map(len, legal)) > 1
            case "the one with the fewest refusals":
                fewest = min(len(self.refusals(other)) for other in legal)
                return not good and len(self.refusals(order)) == fewest
            case _:
                assert kind.endswith(" upfront"), kind
                return self.upfront(self.scene.party(kind.removesuffix(" upfront")), order)

    def upfront(self, party: str, order: Order) -> bool:
        """Tell whether all that a party can give alone comes before what others can give alone."""
        family = self.case.model.family
        place = {name: number for number, bundle in enumerate(order) for name in bundle}
        mine = {n for n in place if frozenset({party}) in family(n, self.case.start)}
        theirs = {n for n in place if any(len(c) == 1 for c in family(n, self.case.start))} - mine
        return bool(mine and theirs) and max(place[n] for n in mine) < min(place[n] for n in theirs)

    # what is missing ---------------------------------------------------------------------------

    def close_steps(self) -> bool:
        """Take the list of steps as complete; tell whether it is one of those in question."""
        if not self.listing:
            return True
        self.listing = False
        listed = frozenset(step.removeprefix("not ") for step in self.listed)
        right = len(listed) == len(self.listed)
        if self.holding:
            self.steps = self.base | listed
            right &= not self.base & listed and self.steps in self.holding_sets
            right &= self.steps not in self.held
            self.held.append(self.steps)
            return right
        self.steps = listed
        right &= len(listed) == self.said_steps and listed in self.considered[0]
        right &= listed not in self.sets
        self.sets.append(listed)
        return right

    def close_road(self) -> bool:
        """Take the order as told in whole; tell whether nothing is missing of it."""
        from .say_roadmaps import all_told
        from .say_scheduled import days_told

        if self.telling is None:
            return True
        right = days_told(self) and all_told(self)
        self.telling = None
        return right

    def close_failure(self) -> bool:
        """Take the reasons of a refused order as complete; tell whether all were told."""
        failure, self.failure = self.failure, None
        return failure is None or failure[1] == failure[2]

    def close(self) -> bool:
        """Take all that stands above as complete."""
        return self.close_road() & self.close_failure() & self.close_steps()


def roads(scene: Scene) -> Roads:
    """Return where one is in the text of a scene."""
    if not hasattr(scene.at, "roads"):
        scene.at.roads = Roads(scene)
    found: Roads = scene.at.roads
    return found


def numbers(text: str) -> Iterator[int]:
    """Yield the numbers of stages: "3 to 5", "1, 3 and 4"."""
    if " to " in text:
        first, _, last = text.partition(" to ")
        yield from range(int(first), int(last) + 1)
        return
    for part in text.replace(" and ", ", ").split(", "):
        yield int(part)
