"""Random conflicts with all that an author may add for readers: notes, voices, dates, outcomes.

`furnished(rng, conflict)` changes none of what can be: options, rules and moves stay.  Statements
and conditions may get formulas of several levels, so that clauses stand inside clauses.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TypeVar

from detente.conflict.basis import Basis, Quotation, Source
from detente.conflict.conflict import Conflict, Epoch, Outcome, Target
from detente.conflict.logic import And, Formula, Name, Not
from detente.conflict.options import Channel, Fact, NamedState, Option, Rule
from detente.conflict.parties import AnyOrder, Condition, Party, Position, Statement, Step
from detente.conflict.time import Duration, Window, parse_day
from tests.oracle.literal import Literal
from tests.oracle.random_conflicts import _Draw

Noted = TypeVar(
    "Noted", Statement, Condition, Rule, Channel, Option, Position, Fact, NamedState, Epoch, Target
)
SPEAKERS = ("", "", "Ada Moro", "Ben Okri, minister")
DAYS = ("", "2021", "2021-10", "2021-10-27")
SPANS = ("2024-02", "2024-03-05", "2024-04-10", "2025")


def furnished(rng: Random, conflict: Conflict) -> Conflict:
    """Return the conflict as an author who explains everything would have written it."""
    furnish = _Furnish(rng, conflict)
    if not conflict.quotations and rng.random() < 0.3:
        conflict = replace(
            conflict,
            sources=(Source("leaflet", "A leaflet"),),
            quotations=(Quotation("q0", "leaflet", "report", text="-"),) * rng.randint(0, 1),
        )
    conflict = furnish.conflict = replace(conflict, rules=(*conflict.rules, *furnish.ban()))
    quoted = tuple(map(furnish.quotation, conflict.quotations))
    return replace(
        conflict,
        as_of=conflict.as_of or parse_day(rng.choice(("2023", "2023-12-31"))),
        summary="A quarrel over a harbour. It has lasted." if rng.random() < 0.6 else "",
        sources=tuple(map(furnish.source, conflict.sources)),
        quotations=quoted,
        parties=tuple(map(furnish.party, conflict.parties)),
        options=tuple(map(furnish.option, conflict.options)),
        rules=tuple(map(furnish.noted, conflict.rules)),
        channels=tuple(map(furnish.noted, conflict.channels)),
        facts=tuple(map(furnish.fact, conflict.facts)),
        positions=tuple(map(furnish.position, conflict.positions)),
        epochs=tuple(
            furnish.noted(replace(e, title=rng.choice(("", "elections")))) for e in conflict.epochs
        ),
        states=tuple(
            replace(state, label=rng.choice((state.label, "", f"Somewhere {state.name}")))
            for state in conflict.states
        ),
        targets=(furnish.target(),),
        outcome=furnish.outcome() if rng.random() < 0.6 else None,
    )


class _Furnish:
    """Adds to the items of one conflict."""

    def __init__(self, rng: Random, conflict: Conflict) -> None:
        self.rng, self.conflict = rng, conflict
        names = [o.name for o in conflict.options] + [f.name for f in conflict.facts]
        self.draw = _Draw(rng, names=names)

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    def ban(self) -> tuple[Rule, ...]:
        """Return now and then a rule that forbids something, and no state that is named."""
        conflict, names = self.conflict, [option.name for option in self.conflict.options]
        if not names or conflict.states or self.chance(0.5):
            return ()
        some = self.rng.sample(names, min(len(names), self.rng.choice((1, 1, 2, 3))))
        parts = tuple(map(Name, some))
        ban = Rule("ban", Not(parts[0] if len(parts) == 1 else And(parts)))
        quos = {conflict.status_quo, *(view.status_quo for view in conflict.perspectives)} - {None}
        left = Literal(replace(conflict, rules=(*conflict.rules, ban)))
        named = [p for p in left.state_of if left.spelling(p) in quos]
        default = conflict.default_perspective
        views = tuple(view.name for view in conflict.perspectives if view.name != default)
        only_in = views[:1] if default and self.chance(0.8) else ()
        ban = replace(ban, basis=Basis(definition=self.chance(0.3), only_in=only_in))
        return (ban,) * (len(named) == len(quos))

    def formula(self) -> Formula:
        return self.draw.formula(self.rng.choice((2, 3, 3, 4)))

    def noted(self, item: Noted) -> Noted:
        """Return an item with a note, kept back, or disputed."""
        basis: Basis = item.basis
        if self.chance(0.2):
            basis = replace(basis, note="Nobody said so. It is ours.")
        if self.chance(0.1):
            basis = replace(basis, confidential=True)
        if (
            self.chance(0.1)
            and self.conflict.quotations
            and not isinstance(item, Target | Position)
        ):
            basis = replace(basis, against=(self.conflict.quotations[0].name,))
        if isinstance(item, Position):
            basis = replace(basis, because=(), against=())
        return replace(item, basis=basis)

    def source(self, source: Source) -> Source:
        publisher = self.rng.choice(("", "The Courier"))
        return replace(source, publisher=publisher, date=self.rng.choice(DAYS))

    def quotation(self, item: Quotation) -> Quotation:
        names = [party.name for party in self.conflict.parties]
        about = tuple(self.rng.sample(names, self.rng.choice((0, 0, 1, 2))))
        words = "They might" if self.chance(0.4) else ""
        return replace(
            item,
            speaker=self.rng.choice(SPEAKERS),
            party=self.rng.choice(names) if item.voice in ("own words", "report") else "",
            about=about if item.voice in ("observer", "gloss") else (),
            date=self.rng.choice(DAYS),
            text="" if words else "Not before the spring. Never",
            paraphrase=words,
        )

    def party(self, party: Party) -> Party:
        option = [o.name for o in self.conflict.options]
        ranking = party.ranking
        if ranking is not None and len(ranking.tiers) > 1 and self.chance(0.5):
            much = frozenset({self.rng.randrange(len(ranking.tiers) - 1)})
            ranking = replace(ranking, much=much)
        floor = (
            tuple(n for n in option if self.chance(0.4)) if option and self.chance(0.2) else None
        )
        return replace(
            party,
            aliases=tuple(self.rng.sample(("One", "The Others"), self.rng.choice((0, 0, 1, 2)))),
            ranking=ranking,
            prefers=tuple(map(self.preference, party.prefers)),
            conditions=tuple(map(self.condition, party.conditions)),
            floor=floor if floor is not None and _feasible(self.conflict, floor) else None,
        )

    def preference(self, item: object) -> object:
        if isinstance(item, AnyOrder):
            inner = list(map(self.preference, item.statements))
            if self.chance(0.3):
                inner.append(Statement(f"{inner[0].id}more", "want", self.formula()))
            return replace(item, statements=tuple(inner))
        assert isinstance(item, Statement)
        if self.chance(0.4) and self.draw.names:
            item = replace(item, formula=self.formula())
        return self.noted(item)

    def condition(self, item: object) -> object:
        assert isinstance(item, Condition)
        if self.chance(0.3):
            item = replace(item, formula=self.formula())
        return self.noted(item)

    def option(self, option: Option) -> Option:
        takes = windows = None
        if self.chance(0.3):
            low = self.rng.randint(0, 3)
            high = low + self.rng.choice((0, 9))
            takes = Duration(low, high, f"{low}..{high} days" if high > low else f"{low} days")
        if self.chance(0.3):
            windows = tuple(self.window() for _ in range(self.rng.choice((1, 2))))
        return self.noted(
            replace(
                option,
                takes=takes,
                windows=windows or (),
                ratified_by=self.ratifiers(option),
                verified_by="inspectors" if self.chance(0.15) else "",
            )
        )

    def ratifiers(self, option: Option) -> tuple[str, ...]:
        names = [party.name for party in self.conflict.parties]
        if not option.ratified_by or self.chance(0.5):
            return option.ratified_by
        return tuple(self.rng.sample(names, min(len(names), 2)))

    def window(self) -> Window:
        first, last = sorted(self.rng.sample(range(len(SPANS)), 2))
        start, end = parse_day(SPANS[first]), parse_day(SPANS[last])
        kind = self.rng.random()
        if kind < 0.3:
            end = start
        elif kind < 0.5:
            end = None
        elif kind < 0.7:
            start = None
        names = [party.name for party in self.conflict.parties]
        party = self.rng.choice(names) if self.chance(0.4) else ""
        return Window(start, end, party=party, wish=self.chance(0.3))

    def fact(self, fact: Fact) -> Fact:
        label = self.rng.choice(("", f"Peace {fact.name}"))
        return self.noted(replace(fact, label=label))

    def position(self, position: Position) -> Position:
        return self.noted(replace(position, label=self.rng.choice(("", f"Never {position.name}"))))

    def target(self) -> Target:
        if self.conflict.explicit:
            names = [state.name for state in self.conflict.states]
            count = self.rng.choice((1, 2, 3))
            return Target("end", states=tuple(self.rng.sample(names, min(len(names), count))))
        return Target("end", self.formula())

    def outcome(self) -> Outcome:
        return outcome_of(self.rng, self.conflict)


def outcome_of(rng: Random, conflict: Conflict) -> Outcome:
    """Return what may have happened: a state, most often with the steps that lead there."""
    assert conflict.status_quo is not None
    state, steps = conflict.status_quo, list[tuple[Step, ...]]()
    names = [option.name for option in conflict.options]
    if names and len(state) == len(names) and not set(state) - {"Y", "N"}:
        model = Literal(conflict)
        ends = list(map(model.spelling, model.state_of))
        state = rng.choice(ends) if rng.random() < 0.8 else state
        changed = [
            name for name, a, b in zip(names, conflict.status_quo, state, strict=True) if a != b
        ]
        rng.shuffle(changed)
        steps = [(Step(name, on=state[names.index(name)] == "Y"),) for name in changed]
        if len(steps) > 1 and rng.random() < 0.4:
            steps = [(*steps[0], *steps[1]), *steps[2:]]
        steps = steps if rng.random() < 0.8 else []
    held = [position.name for position in conflict.positions]
    rng.shuffle(held)
    date = parse_day(rng.choice(("2024-05-01", "2024-05", "2024")))
    return Outcome(
        state,
        date if rng.random() < 0.8 else None,
        tuple(steps),
        given_up=tuple(held[:1]) if rng.random() < 0.5 else (),
        softened=tuple(held[1:3]) if rng.random() < 0.5 else (),
    )


def _feasible(conflict: Conflict, floor: tuple[str, ...]) -> bool:
    """Tell whether a floor is a state, whatever the perspective."""
    return not conflict.explicit and frozenset(floor) in Literal(conflict).state_of
