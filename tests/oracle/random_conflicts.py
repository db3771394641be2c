"""Random small conflicts that use, between them, everything a conflict can state.

`random_conflict(seed)` is the same conflict on every machine.  `random_settings` picks ways
of looking at it: a perspective, an epoch, items taken away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from random import Random
from typing import TypedDict

from detente.conflict.basis import VOICES, Basis, Quotation, Source
from detente.conflict.conflict import (
    EVERYTHING,
    Conflict,
    Epoch,
    EpochParty,
    Perspective,
    statements,
)
from detente.conflict.logic import And, AtLeast, Formula, Iff, Implies, Name, Not, Or
from detente.conflict.options import Channel, Coalition, Fact, NamedState, Option, Rule
from detente.conflict.parties import (
    KINDS,
    AnyOrder,
    Condition,
    Party,
    Position,
    Preference,
    Ranking,
    Same,
    Statement,
    Step,
    Weight,
)
from detente.conflict.time import Day, parse_day

from .literal import Literal

PARTIES = ("A", "B", "C", "D", "E")
OPTIONS = ("o1", "o2", "o3", "o4", "o5", "o6", "o7")
# how many options a number of parties gets, the usual number several times
SIZES = {
    2: (3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 5, 5, 5, 5, 6, 6, 7),
    3: (3, 3, 3, 4, 4, 4, 4, 4, 5, 5, 6),
    4: (3, 3, 3, 4, 4, 4, 5),
    5: (3, 3, 4),
}


class Settings(TypedDict, total=False):
    """How to look at a conflict: the keyword arguments of `Literal` and of `compile`."""

    perspective: str
    epoch: date
    without: tuple[str, ...]


def random_conflict(seed: int) -> Conflict:
    """Return the conflict of that seed; it has at least one feasible state."""
    attempt = 0
    while True:
        draw = _Draw(Random(f"{seed}.{attempt}"))
        conflict = draw.explicit(seed) if draw.chance(0.15) else draw.option_form(seed)
        if conflict is not None:
            return conflict
        attempt += 1


def random_settings(conflict: Conflict, seed: int) -> list[Settings]:
    """Return ways of looking at the conflict; the first is the plain one."""
    rng = Random(f"settings of {seed}")
    settings: list[Settings] = [{}]
    views = [p.name for p in conflict.perspectives]
    dates = [e.start.first + timedelta(days=d) for e in conflict.epochs for d in (-1, 0, 40)]
    items = _items(conflict)
    if views:
        settings.append({"perspective": rng.choice([*views, EVERYTHING.name])})
    if dates:
        settings.append({"epoch": rng.choice(dates)})
    if items:
        taken = tuple(rng.sample(items, min(len(items), rng.randint(1, 3))))
        settings.append({"without": taken})
    if views and dates:
        settings.append({"perspective": rng.choice(views), "epoch": rng.choice(dates)})
    return settings


def _items(conflict: Conflict) -> list[str]:
    """Return what can be taken away by name: ids, positions, guards."""
    found = [rule.id for rule in conflict.rules]
    found += [channel.id for channel in conflict.channels]
    for party in conflict.parties:
        for statement in statements(party.prefers):
            found += [statement.id, statement.position]
        for condition in party.conditions:
            if isinstance(condition, Condition):
                found += [condition.id, condition.position]
        found += [weight.id for weight in party.weights]
    for option in conflict.options:
        found += [f"{option.name}.needs"] if option.needs is not None else []
        found += [f"{option.name}.after"] if option.after is not None else []
    return sorted(set(found) - {""})


@dataclass
class _Draw:
    """One conflict being drawn: the random numbers and the names in use so far."""

    rng: Random
    parties: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    names: list[str] = field(default_factory=list)
    quotations: tuple[Quotation, ...] = ()
    perspectives: tuple[Perspective, ...] = ()
    positions: list[Position] = field(default_factory=list)
    own: dict[str, list[str]] = field(default_factory=dict)
    guarded: float = 0.2
    ids: int = 0

    # -- small things ---------------------------------------------------------------------

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    def id(self, letter: str) -> str:
        self.ids += 1
        return f"{letter}{self.ids}"

    def formula(self, depth: int = 2, names: Sequence[str] = ()) -> Formula:
        """Return a formula, most often a name or its negation."""
        pool = names or self.names
        if depth == 0 or self.chance(0.5):
            leaf = Name(self.rng.choice(pool))
            return Not(leaf) if self.chance(0.4) else leaf
        parts = tuple(self.formula(depth - 1, pool) for _ in range(2 if self.chance(0.7) else 3))
        match self.rng.choice(("and", "or", "implies", "iff", "at least", "not")):
            case "and":
                return And(parts)
            case "or":
                return Or(parts)
            case "implies":
                return Implies(parts[0], parts[1])
            case "iff":
                return Iff(parts[0], parts[1])
            case "at least":
                return AtLeast(self.rng.randint(1, len(parts)), parts)
            case _:
                return Not(parts[0])

    def basis(self) -> Basis:
        """Return what an item stands on, and who sees it."""
        quoted: tuple[str, ...] = ()
        only_in: tuple[str, ...] = ()
        if self.quotations and self.chance(0.5):
            pool = [quotation.name for quotation in self.quotations]
            quoted = tuple(self.rng.sample(pool, self.rng.randint(1, min(2, len(pool)))))
        if self.perspectives and self.chance(0.15):
            views = [perspective.name for perspective in self.perspectives]
            only_in = tuple(self.rng.sample(views, self.rng.randint(1, len(views))))
        return Basis(because=quoted, only_in=only_in, definition=self.chance(0.2))

    def position(self, party: str) -> str:
        """Return a position of the party, an old one or a new one, or none."""
        if not self.chance(0.3):
            return ""
        own = [position.name for position in self.positions if position.party == party]
        if own and self.chance(0.5):
            return self.rng.choice(own)
        self.positions.append(Position(self.id("p"), party))
        return self.positions[-1].name

    # -- who sees what ----------------------------------------------------------------------

    def views(self) -> tuple[Source, ...]:
        """Set quotations and perspectives; return the sources."""
        if not self.chance(0.3):
            return ()
        sources = (Source("paper", "A paper"), Source("record", "The record"))
        self.quotations = tuple(
            Quotation(f"q{n}", self.rng.choice(sources).name, self.rng.choice(VOICES), text="-")
            for n in range(self.rng.randint(2, 4))
        )
        self.perspectives = tuple(
            Perspective(
                f"v{n}",
                sources=self.rng.choice((None, ("paper",), ("record",))),
                voices=self.rng.choice((None, None, ("own words", "report"), ("observer",))),
            )
            for n in range(self.rng.randint(1, 3))
        )
        return sources

    # -- options ----------------------------------------------------------------------------

    def coalition(self, size: int) -> Coalition:
        return tuple(self.rng.sample(self.parties, min(size, len(self.parties))))

    def family(self) -> tuple[Coalition, ...]:
        """Return who can switch an option: mostly one party, else several or any of some."""
        kind = self.rng.random()
        if kind < 0.55:
            return (self.coalition(1),)
        if kind < 0.75:
            return (self.coalition(2 if self.chance(0.7) else 3),)
        return tuple(self.coalition(self.rng.choice((1, 1, 2, 2, 3))) for _ in range(2))

    def option(self, name: str) -> Option:
        by = () if self.chance(0.06) else self.family()
        undone_by: tuple[Coalition, ...] = tuple(
            (party,) for party in dict.fromkeys(p for c in by for p in c)
        )
        if not by or self.chance(0.15):
            undone_by = self.family()
        elif self.chance(0.25):
            undone_by = ()
        often = (self.guarded, self.guarded / 2, 0.15)
        guards = tuple(self.formula(1) if self.chance(p) else None for p in often)
        for coalition in (*by, *undone_by):
            if len(coalition) == 1:
                self.own.setdefault(coalition[0], []).append(name)
        return Option(
            name,
            by=by,
            undone_by=undone_by,
            after=guards[0],
            undone_when=guards[1],
            needs=guards[2],
            slow=self.chance(0.15),
            ratified_by=self.coalition(1) if self.chance(0.1) else (),
            basis=replace(self.basis(), only_in=()),
        )

    # -- preferences --------------------------------------------------------------------------

    def wish(self, party: str) -> Formula:
        """Return what a party cares for: now and then what it can do itself, on what terms."""
        if party not in self.own or self.chance(0.65):
            return self.formula()
        name = Name(self.rng.choice(self.own[party]))
        act = Not(name) if self.chance(0.5) else name
        if self.chance(0.6):
            return act
        terms = self.formula(1)
        return Iff(act, terms) if self.chance(0.5) else Implies(terms, act)

    def statement(self, party: str) -> Statement:
        kind = self.rng.choice(KINDS)
        return Statement(
            self.id("s"),
            kind,
            self.wish(party),
            position="" if kind == "want" else self.position(party),
            much=self.chance(0.1),
            basis=self.basis(),
        )

    def prefers(self, party: str) -> tuple[Preference, ...]:
        items: list[Preference] = []
        for _ in range(self.rng.randint(1, 5)):
            if self.chance(0.12):
                group = tuple(self.statement(party) for _ in range(2))
                items.append(AnyOrder(group, self.basis()))
            else:
                items.append(self.statement(party))
        return tuple(items)

    def condition(self, party: str) -> Condition:
        return Condition(
            self.id("c"),
            Step(self.rng.choice(self.options), on=self.chance(0.75)),
            "after" if self.chance(0.5) else "with",
            self.formula(1),
            position=self.position(party),
            basis=self.basis(),
        )

    def ranking(self, states: Sequence[str]) -> Ranking:
        """Return tiers of some of the states, with or without `others`."""
        named = self.rng.sample(states, self.rng.randint(1, len(states)))
        tiers: list[tuple[str, ...]] = []
        while named:
            size = min(len(named), self.rng.choice((1, 1, 1, 2, 3)))
            tiers.append(tuple(named[:size]))
            named = named[size:]
        if self.chance(0.5):
            tiers.insert(self.rng.randint(0, len(tiers)), ("others",))
        return Ranking(tuple(tiers))

    def party(self, name: str, states: Sequence[str]) -> Party:
        form = self.rng.random()
        conditions = tuple(self.condition(name) for _ in range(self.rng.choice((0, 0, 1, 2))))
        party = Party(name, conditions=conditions)
        if form < 0.6:
            return replace(party, prefers=self.prefers(name))
        if form < 0.77:
            return replace(party, ranking=self.ranking(states))
        if form < 0.93:
            numbers = (Fraction(1, 3), Fraction(1), Fraction(2), Fraction(-3, 2), Fraction(-1))
            weights = tuple(
                Weight(self.id("w"), self.wish(name), self.rng.choice(numbers), self.basis())
                for _ in range(self.rng.randint(1, 4))
            )
            return replace(party, weights=weights)
        return party

    # -- epochs -------------------------------------------------------------------------------

    def with_same(self, items: Sequence[Preference]) -> tuple[Preference, ...]:
        """Return the list, half of the times with `same` at some place in it."""
        place = self.rng.randint(0, len(items))
        return (*items[:place], *((Same(),) if self.chance(0.5) else ()), *items[place:])

    def epochs(self, parties: Sequence[Party]) -> tuple[Epoch, ...]:
        found: list[Epoch] = []
        for text in ("2022-03", "2023-06-15")[: self.rng.randint(1, 2)]:
            changes = []
            for party in parties:
                silent = party.ranking is not None or party.weights or self.chance(0.4)
                prefers = None if silent else self.with_same(self.prefers(party.name))
                conditions: tuple[Condition | Same, ...] | None = None
                if self.chance(0.3):
                    same = (Same(),) if self.chance(0.5) else ()
                    conditions = (*same, self.condition(party.name))
                if prefers is not None or conditions is not None:
                    changes.append(EpochParty(party.name, prefers, conditions))
            if changes:
                found.append(Epoch(_day(text), parties=tuple(changes)))
        return tuple(found)

    # -- the whole ----------------------------------------------------------------------------

    def option_form(self, seed: int) -> Conflict | None:
        """Return a conflict in option form; None if no state is feasible."""
        rng = self.rng
        self.parties = PARTIES[: rng.choice((2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5))]
        self.options = OPTIONS[: rng.choice(SIZES[len(self.parties)])]
        self.names = list(self.options)
        sources = self.views()
        facts: list[Fact] = []
        for name in ("f1", "f2")[: rng.choice((0, 0, 0, 1, 2))]:
            facts.append(Fact(name, self.formula()))
            self.names.append(name)
        states = self.merged_states() if self.chance(0.1) else ()
        self.names += [state.name for state in states]
        self.guarded = rng.choice((0.1, 0.2, 0.6))
        options = tuple(self.option(name) for name in self.options)
        many = 1 if len(options) > 5 else 0
        rules = tuple(
            Rule(self.id("r"), self.rule(), self.basis())
            for _ in range(rng.choice((0, 0, 1, 1, 2)) + many)
        )
        draft = Conflict(
            f"random {seed}",
            tuple(map(Party, self.parties)),
            options,
            facts=tuple(facts),
            rules=tuple(replace(rule, basis=Basis()) for rule in rules),
            states=states,
        )
        # feasible under every rule is feasible from every perspective
        model = Literal(draft)
        if not model.states:
            return None
        channels = tuple(
            Channel(self.id("k"), (pair[0], pair[1]), self.formula(1), self.basis())
            for pair in (rng.sample(self.parties, 2) for _ in range(rng.choice((0, 0, 0, 1, 2))))
        )
        known = self.known_states(model)
        parties = tuple(self.party(name, known) for name in self.parties)
        epochs = self.epochs(parties) if self.chance(0.2) else ()
        return replace(
            draft,
            parties=parties,
            rules=rules,
            channels=channels,
            as_of=_day("2021-10") if epochs or self.chance(0.2) else None,
            sources=sources,
            quotations=self.quotations,
            positions=tuple(self.positions),
            status_quo=rng.choice(model.states),
            epochs=epochs,
            perspectives=tuple(
                replace(view, status_quo=rng.choice(model.states) if self.chance(0.3) else None)
                for view in self.perspectives
            ),
            default_perspective=rng.choice(self.perspectives).name if self.perspectives else "",
        )

    def known_states(self, model: Literal) -> tuple[str, ...]:
        """Return what a ranking can name: states, infeasible ones too, merged ones by name."""
        names: list[str] = []
        for signs in product((True, False), repeat=len(self.options)):
            point = frozenset(o for o, on in zip(self.options, signs, strict=True) if on)
            merged = [name for name, f in model.merged.items() if model.holds(f, point)]
            names.append(merged[0] if merged else model.spelling(point))
        return tuple(dict.fromkeys(names))

    def rule(self) -> Formula:
        """Return a formula that few states break."""
        left, right = self.formula(1), self.formula(1)
        return Implies(left, right) if self.chance(0.7) else Not(And((left, right)))

    def merged_states(self) -> tuple[NamedState, ...]:
        """Return one or two named states; no point belongs to both."""
        first, second = self.formula(1, self.options), self.formula(1, self.options)
        states = [NamedState("m1", first)]
        if self.chance(0.4):
            states.append(NamedState("m2", And((second, Not(first)))))
        return tuple(states)

    def explicit(self, seed: int) -> Conflict:
        """Return a conflict whose states are listed, with moves that need not be transitive."""
        rng = self.rng
        names = [f"s{n}" for n in range(1, rng.randint(3, 10) + 1)]
        density = rng.choice((0.1, 0.2, 0.35))
        parties = []
        for name in PARTIES[: rng.randint(2, 5)]:
            moves = []
            for state in names:
                to = tuple(t for t in names if t != state and self.chance(density))
                moves += [(state, to)] if to else []
            ranking = None if self.chance(0.07) else self.ranking(names)
            parties.append(Party(name, ranking=ranking, moves=tuple(moves)))
        return Conflict(
            f"random {seed}",
            tuple(parties),
            states=tuple(NamedState(name, label=f"State {name}") for name in names),
            status_quo=rng.choice(names),
            explicit=True,
        )


def _day(text: str) -> Day:
    day = parse_day(text)
    if day is None:
        raise ValueError(text)
    return day
