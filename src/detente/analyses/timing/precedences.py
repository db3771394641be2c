"""Which step waits for which: what guards, rules and declared conditions say of a set of steps.

Options outside the set stay as the status quo has them.  A step waits for another if the formula
it depends on holds nowhere without that other.  Where the formula leaves a choice, an order
decides it: what made it hold there is what the step waits for; without an order it is left open.

`after` and `only after` make a step start when the other has ended.  `needs` does too, unless
steps need each other: those can only take effect together.  `only with` and rules say that the
step does not take effect before the other does.  A slow step is no part of an exchange: where it
cannot be in one bundle with the other, each of these comes to `after`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from detente.analyses import saying
from detente.analyses.sequencing.orders import start_of
from detente.analyses.timing.requiring import Requirement, options_in, required
from detente.analyses.wording import Words, short_words
from detente.conflict.logic import Formula, Implies, Name
from detente.conflict.options import Coalition, Option
from detente.conflict.parties import Condition
from detente.errors import WrongUse, did_you_mean
from detente.graph.model import GraphModel, meanings

Order = Literal["after", "needs", "with"]

UNREAD = "left out: what {} asks for, in a formula that is too long to be looked into"


@dataclass(frozen=True, slots=True)
class Precedence:
    """One step takes effect no sooner than another.

    `starts`: it even starts no sooner than the other has ended.  `strict`: the two cannot take
    effect together.
    """

    earlier: str
    later: str
    starts: bool
    strict: bool
    why: str
    item: str


@dataclass(frozen=True, slots=True)
class Demand:
    """A formula that one step waits for; of `party`, or of everybody where that is empty.

    `steps` are the steps of the formula's free options, `start` the bits of those in effect at
    the start, `lengths` their days, and `apart` those that cannot go together with the step.
    """

    step: str
    order: Order
    party: str
    item: str
    why: str
    requirement: Requirement
    steps: tuple[str, ...]
    start: int
    lengths: tuple[int, ...]
    apart: frozenset[str]

    def precedences(self, bundles: Sequence[Collection[str]] | None = None) -> list[Precedence]:
        """Return what the step waits for, and what waits for it; `bundles` settle what is open."""
        names = self.requirement.names
        pairs = tuple(zip(names, self.steps, range(len(names)), strict=True))
        now, later = self.requirement.true, self.requirement.false
        done = {s for n, s, bit in pairs if n in (later if self.start >> bit & 1 else now)}
        undone = [s for n, s, bit in pairs if n in (now if self.start >> bit & 1 else later)]
        if bundles is not None and self.requirement.open:
            chosen = self._settled(bundles)
            done |= {step for _, step, bit in pairs if chosen >> bit & 1}
        found = [self._waits(step) for step in self.steps if step in done]
        for step in undone if self.order != "needs" else ():
            strict = self.order == "with" or step in self.apart
            found.append(Precedence(self.step, step, False, strict, self.why, self.item))
        return found

    def _waits(self, step: str) -> Precedence:
        strict = self.order == "after" or step in self.apart
        starts = self.order != "with" or strict
        why = self.why
        if strict and self.order != "after":
            why += " One of the two is slow, so they cannot go together."
        return Precedence(step, self.step, starts, strict, why, self.item)

    def _settled(self, bundles: Sequence[Collection[str]]) -> int:
        """Return a smallest part of the first stage by which the formula holds for good.

        The part makes it hold whatever else is done before the step; of several, that which
        takes the fewest days.  Nothing, if the formula does not hold when the step is taken.
        """
        stages = [0]
        for bundle in bundles:
            last = self.step in bundle
            if last and self.order == "after":
                break
            bits = sum(1 << bit for bit, step in enumerate(self.steps) if step in bundle)
            stages.append(stages[-1] | bits)
            if last:
                break
        holds, base = self.requirement.holds, stages[-1]
        for place, stage in enumerate(stages):
            if not all(holds[self.start ^ later] for later in stages[place:]):
                continue
            for part in sorted(_parts(stage), key=self._size):
                if all(holds[self.start ^ (part | more)] for more in _parts(base & ~part)):
                    return part
        return 0

    def _size(self, part: int) -> tuple[int, int, int]:
        days = sum(days for bit, days in enumerate(self.lengths) if part >> bit & 1)
        return part.bit_count(), days, part


def _parts(bits: int) -> Iterator[int]:
    """Yield every part of a set of bits, the empty one first."""
    part = 0
    while True:
        yield part
        part = (part - bits) & bits
        if not part:
            return


def in_order(graph: GraphModel, steps: Iterable[str]) -> tuple[str, ...]:
    """Return steps from the status quo in the order of their options, each once.

    Raises WrongUse for a step that there is not, and without a status quo; NoAnswer for models
    that do not consist of options.
    """
    start = start_of(graph)
    known = [f"not {n}" if start >> bit & 1 else n for bit, n in enumerate(graph.options)]
    wanted = set(steps)
    for step in sorted(wanted.difference(known)):
        raise WrongUse(f"'{step}' is no step from the status quo; {did_you_mean(step, known)}")
    return tuple(step for step in known if step in wanted)


def demands_of(graph: GraphModel, steps: tuple[str, ...]) -> tuple[Demand, ...]:
    """Return every formula that one of the steps waits for; `steps` as `in_order` gives them."""
    return _read(graph, steps)[0]


def unread_of(graph: GraphModel, steps: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the items whose formula has too many free options to be looked into, with its party.

    What they ask of the steps is not known; nobody is the party of a rule.
    """
    return _read(graph, steps)[1]


def _read(
    graph: GraphModel, steps: tuple[str, ...]
) -> tuple[tuple[Demand, ...], tuple[tuple[str, str], ...]]:
    def read() -> tuple[tuple[Demand, ...], tuple[tuple[str, str], ...]]:
        reading = _Reading(graph, steps)
        demands = tuple(reading.demands())
        return demands, tuple(reading.unread)

    found: tuple[tuple[Demand, ...], tuple[tuple[str, str], ...]] = graph.remember(
        ("demands", steps), read
    )
    return found


class _Reading:
    """The demands of one set of steps, read from the options, rules and conditions that count."""

    def __init__(self, graph: GraphModel, steps: tuple[str, ...]) -> None:
        start = start_of(graph)
        self.selection = graph.selection
        self.options: Mapping[str, Option] = {o.name: o for o in self.selection.options}
        self.before = {name: bool(start >> bit & 1) for bit, name in enumerate(graph.options)}
        self.steps = {step.removeprefix("not "): step for step in steps}
        self.stands_for = meanings(graph.conflict)
        self.words: Words = short_words(graph.conflict)
        self.unread: dict[tuple[str, str], None] = {}

    def demands(self) -> Iterator[Demand]:
        for name in self.steps:
            option = self.options[name]
            if self.before[name]:
                if option.undone_when is not None:
                    why = saying.switched_off(self.words, option)
                    yield from self._one(
                        name, "after", option.undone_when, f"{name}.undone_when", why
                    )
                continue
            if option.after is not None:
                why = saying.after(self.words, option)
                yield from self._one(name, "after", option.after, f"{name}.after", why)
            if option.needs is not None:
                why = saying.needs(self.words, option)
                yield from self._one(name, "needs", option.needs, f"{name}.needs", why)
        for item, formula, why, but in self._rules():
            mentioned = options_in(formula, self.stands_for)
            for name in self.steps:
                if name != but and name in mentioned:
                    yield from self._one(name, "with", formula, item, why)
        for party in self.selection.parties:
            for condition in party.conditions:
                if isinstance(condition, Condition):
                    name = condition.step.option
                    if str(condition.step) == self.steps.get(name):
                        why = saying.condition(self.words, party.name, condition)
                        yield from self._one(
                            name, condition.order, condition.formula, condition.id, why, party.name
                        )

    def _rules(self) -> Iterator[tuple[str, Formula, str, str]]:
        """Yield what holds in every state: id, formula, sentence, and a step it says nothing of."""
        for rule in self.selection.rules:
            yield rule.id, rule.formula, saying.rule(self.words, rule), ""
        for option in self.options.values():
            name = option.name
            if option.needs is not None and (self.before[name] or name in self.steps):
                said = saying.needs(self.words, option)
                # switching it on is a demand of its own
                but = "" if self.before[name] else name
                yield f"{name}.needs", Implies(Name(name), option.needs), said, but

    def _one(
        self, name: str, order: Order, formula: Formula, item: str, why: str, party: str = ""
    ) -> Iterator[Demand]:
        """Yield the demand, unless it asks nothing of these steps or cannot be met by them.

        A formula with too many free options is left out too, and noted as `unread`.
        """
        free = [other for other in self.steps if other != name]
        fixed = {other: truth for other, truth in self.before.items() if other not in free}
        fixed[name] = self.before[name] ^ (order != "after")
        found = required(formula, self.stands_for, fixed)
        if found is None:
            self.unread[item, party] = None
            return
        if not found.possible or all(found.holds):
            return
        yield Demand(
            self.steps[name],
            order,
            party,
            item,
            why,
            found,
            tuple(self.steps[other] for other in found.names),
            sum(1 << bit for bit, other in enumerate(found.names) if self.before[other]),
            tuple(self._days(other) for other in found.names),
            frozenset(self.steps[other] for other in found.names if self._apart(name, other)),
        )

    def _days(self, name: str) -> int:
        takes = self.options[name].takes
        return 0 if takes is None or self.before[name] else takes.low

    def _apart(self, one: str, other: str) -> bool:
        """Tell whether a slow step keeps two from being in one bundle, whoever carries it."""
        pair = (one, other)
        slow = [name for name in pair if self.options[name].slow and not self.before[name]]
        if not slow:
            return False
        carriers = set.intersection(*({frozenset(c) for c in self._who(name)} for name in slow))
        return not any(
            all(any(members >= set(c) for c in self._who(name)) for name in pair)
            for members in carriers
        )

    def _who(self, name: str) -> tuple[Coalition, ...]:
        option = self.options[name]
        return option.undone_by if self.before[name] else option.switched_on_by
