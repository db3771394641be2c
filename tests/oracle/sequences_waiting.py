"""Who makes which step wait for which, and by what, taken literally."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from .literal import Point
from .sequences import Case, Order, above_floor, accepted, along
from .sequences_differing import common_precedences, declared, needed, needs

Test = Callable[[Point, Point], bool]


def edge_of(edge: Any) -> tuple[str, str, bool, tuple[str, ...], tuple[str, ...]]:
    """Return a wait of the engine as the fields of `Wait`."""
    one, other = edge.step.removeprefix("not "), edge.other.removeprefix("not ")
    return one, other, edge.strict, edge.parties, edge.items


@dataclass(frozen=True)
class Wait:
    """`step` comes before `other`, or at the latest with it, for some parties, by some items."""

    case: Case
    steps: frozenset[str]
    legal: tuple[Order, ...]
    require: tuple[str, ...]
    step: str
    other: str
    strict: bool
    parties: tuple[str, ...]
    items: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether each of them asks for just that, and by just these items."""
        if not self.parties:
            return self._by_rules()
        asks = "strict" if self.strict else "weak"
        expected: set[str] = set()
        for party in self.parties:
            edges = needs(self.case, party, self.steps, self.legal, self.require)
            if edges.get((self.step, self.other)) != asks:
                return False
            expected |= {item for _, item in self._asking(party) if item}
        return set(self.items) == expected

    def _by_rules(self) -> bool:
        strict, weak = common_precedences(self.legal)
        pair = self.step, self.other
        if pair not in (strict if self.strict else weak) or (pair in strict) != self.strict:
            return False
        options = self.case.model.options
        guards = {f"{name}.{g}" for name in options for g in ("needs", "after", "undone_when")}
        rules = {one.id for one in (*self.case.model.rules, *self.case.model.channels)}
        return set(self.items) <= guards | rules

    def _asking(self, party: str) -> list[tuple[str, str]]:
        """Return the tests of a party that ask for it: each alone, else all that it takes."""
        tests = dict(self._tests(party))
        if not accepted(self.case, party, self.legal, self.require):
            return [key for key in tests if key[1] in self.items and self._declared(party, key[1])]
        alone = [key for key in tests if self._asks([tests[key]])]
        if alone:
            return alone
        missed = [
            key
            for key in tests
            if not self._asks([test for other, test in tests.items() if other != key])
        ]
        return missed or list(tests)

    def _declared(self, party: str, item: str) -> bool:
        """Tell whether one condition asks for it, whatever the party accepts."""
        case = copy(self.case)
        case.conditions = {party: tuple(c for c in self.case.conditions[party] if c.id == item)}
        asks = declared(case, party, self.steps, self.legal)
        return asks.get((self.step, self.other)) == ("strict" if self.strict else "weak")

    def _asks(self, tests: Iterable[Test]) -> bool:
        listed = list(tests)
        passed = [order for order in self.legal if all(self._passes(order, t) for t in listed)]
        asks = needed(passed, self.legal).get((self.step, self.other))
        return asks == "strict" or (asks == "weak" and not self.strict)

    def _passes(self, order: Order, test: Test) -> bool:
        return all(test(s, x) for s, x in pairwise(along(self.case.start, order)))

    def _tests(self, party: str) -> Iterator[tuple[tuple[str, str], Test]]:
        """Yield what a party insists on: its conditions, its red lines, its floor by statements.

        A stage is below the floor by the most important statement that tells the two apart.
        """
        case, holds = self.case, self.case.model.holds
        if "conditions" in self.require:
            for term in case.conditions[party]:

                def met(s: Point, x: Point, term: Any = term) -> bool:
                    taken = term.step.option in ((x - s) if term.step.on else (s - x))
                    return not taken or holds(term.formula, s if term.order == "after" else x)

                yield ("condition", term.id), met
        if "red-lines" in self.require:
            for line in case.statements[party]:
                if line.kind == "red line":

                    def kept(s: Point, x: Point, line: Any = line) -> bool:
                        return not holds(line.formula, s) or holds(line.formula, x)

                    yield ("red line", line.id), kept
        if "floor" not in self.require:
            return
        left, floor = case.left[party], case.floors[party]
        if left.ranking is not None or left.weights:
            yield ("floor", ""), lambda _, x: above_floor(case, party, x)
            return
        for one in case.statements[party]:

            def above(_: Point, x: Point, name: str = one.id) -> bool:
                first = next(
                    (
                        other.id
                        for other in case.statements[party]
                        if holds(other.formula, floor) != holds(other.formula, x)
                    ),
                    "",
                )
                return above_floor(case, party, x) or first != name

            yield ("floor", one.id), above
