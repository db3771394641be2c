"""Random small conflicts in which order matters: who goes first, on what terms, after what.

`random_sequence_conflict(seed)` is the same conflict on every machine: option form without
named states, a status quo that exists, two to four parties, positions, and a target `goal`.  Of
every seed there is one in full and, apart from it, a `SMALL` one, for what is dear to compare.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from random import Random

from detente.conflict.conflict import Conflict, Target
from detente.conflict.logic import And, Formula, Implies, Name, Not
from detente.conflict.options import Channel, Fact, Option, Rule
from detente.conflict.parties import (
    AnyOrder,
    Condition,
    Kind,
    Order,
    Party,
    Position,
    Preference,
    Statement,
    Step,
    Weight,
)

from .literal import Literal, Point
from .random_conflicts import OPTIONS, PARTIES, _Draw
from .sequences import Case, zone

# how many options a number of parties gets, the usual number several times
SIZES = {2: (3, 4, 4, 5, 5), 3: (3, 4, 4, 5, 5), 4: (3, 4, 4)}


@dataclass(frozen=True)
class Scale:
    """How large conflicts are drawn: each number as often as it stands there.

    `options` says how many options a number of parties gets.
    """

    name: str
    parties: tuple[int, ...]
    options: Mapping[int, tuple[int, ...]]
    positions: tuple[int, ...]
    wishes: tuple[int, ...]


FULL = Scale("order", (2, 2, 2, 3, 3, 3, 4), SIZES, (2, 3, 3, 3, 4), (1, 2, 3, 4))
SMALL = Scale("small order", (2, 2, 2, 3), {2: (2, 3), 3: (2,)}, (1, 2), (1, 2, 2, 3))
TINY = Scale("tiny order", (2,), {2: (2,)}, (1,), (1, 2))


def scale_of(seed: int) -> Scale:
    """Return how large a conflict is looked at where many versions of it are computed."""
    return SMALL if seed % 3 == 0 else TINY


def random_sequence_conflict(seed: int, *, scale: Scale = FULL) -> Conflict:
    """Return the conflict of that seed."""
    attempt = 0
    while True:
        conflict = _draw(seed, _Draw(Random(f"{scale.name} {seed}.{attempt}")), scale)
        if conflict is not None:
            return conflict
        attempt += 1


def _draw(seed: int, draw: _Draw, scale: Scale) -> Conflict | None:
    """Return a conflict, or None if hardly any state is feasible."""
    rng = draw.rng
    everybody = PARTIES[: rng.choice(scale.parties)]
    # now and then the last party does nothing but ratify
    ratifier = everybody[-1] if len(everybody) > 2 and draw.chance(0.15) else ""
    draw.parties = everybody[:-1] if ratifier else everybody
    draw.options = OPTIONS[: rng.choice(scale.options[len(everybody)])]
    draw.names = list(draw.options)
    facts = (Fact("f1", draw.formula()),) if draw.chance(0.15) else ()
    draw.names += [fact.name for fact in facts]
    draw.guarded = rng.choice((0.05, 0.2, 0.5))
    trade = draw.chance(0.5)
    if trade:
        draw.guarded = rng.choice((0.0, 0.1))
        options = [_deed(draw, name, n) for n, name in enumerate(draw.options)]
    else:
        options = [draw.option(name) for name in draw.options]
    if ratifier:
        place = rng.randrange(len(options))
        options[place] = replace(options[place], ratified_by=(ratifier,))
    base = Conflict(
        f"random {scale.name} {seed}",
        tuple(map(Party, everybody)),
        tuple(options),
        facts=facts,
        rules=tuple(Rule(draw.id("r"), draw.rule()) for _ in range(rng.choice((0, 0, 1)))),
    )
    model = Literal(base)
    if len(model.states) < 3:
        return None
    count = rng.choice(scale.positions)
    owners = [*rng.sample(everybody, len(everybody)), *everybody]
    draw.positions = [Position(f"p{n}", owners[n - 1]) for n in range(1, count + 1)]
    few = sorted(model.state_of, key=lambda point: (len(point), sorted(point)))
    start = rng.choice(few[: len(few) // 2] or few)
    who = partial(_trader if trade else _party, draw, scale)
    parties = tuple(who(name, model, start) for name in everybody)
    pairs = [rng.sample(everybody, 2) for _ in range(rng.choice((0, 0, 1)))]
    channels = tuple(Channel(draw.id("k"), (a, b), draw.formula(1)) for a, b in pairs)
    conflict = replace(
        base,
        parties=parties,
        channels=channels,
        positions=tuple(draw.positions),
        status_quo=model.spelling(start),
    )
    return replace(conflict, targets=(Target("goal", _goal(draw, Case(conflict))),))


def _deed(draw: _Draw, name: str, number: int) -> Option:
    """Return an option of mostly one party; the parties take turns."""
    by = draw.coalition(2) if draw.chance(0.2) else (draw.parties[number % len(draw.parties)],)
    if len(by) == 1:
        draw.own.setdefault(by[0], []).append(name)
    return Option(
        name,
        by=(by,),
        undone_by=() if draw.chance(0.25) else tuple((party,) for party in by),
        after=draw.formula(1) if draw.chance(draw.guarded) else None,
        needs=draw.formula(1) if draw.chance(draw.guarded) else None,
        slow=draw.chance(0.15),
    )


def _goal(draw: _Draw, case: Case) -> Formula:
    """Return a target: a formula, or some of what tells a point that can be reached."""
    walked = sorted(case.ground.walked(case.start) - {case.start}, key=sorted)
    if not walked or draw.chance(0.1):
        return draw.formula()
    agreed = sorted(zone(case) & set(walked), key=sorted)
    end = draw.rng.choice(agreed if agreed and draw.chance(0.75) else walked)
    switched = sorted(end ^ case.start)
    chosen = draw.rng.sample(switched, min(len(switched), draw.rng.choice((1, 2, 3, 4))))
    literals = tuple(Name(n) if n in end else Not(Name(n)) for n in sorted(chosen))
    return literals[0] if len(literals) == 1 else And(literals)


def _position(draw: _Draw, party: str) -> str:
    """Return one of the party's positions; an item of its own is rare, so that sets stay few."""
    own = [position.name for position in draw.positions if position.party == party]
    return "" if not own or draw.chance(0.05) else draw.rng.choice(own)


def _switched(draw: _Draw, start: Point, name: str) -> Formula:
    """Return that the option is switched away from where it starts."""
    return Not(Name(name)) if name in start else Name(name)


def _wish(draw: _Draw, party: str, start: Point) -> Formula:
    """Return a wish: for a switch, against one's own, or for one only with another."""
    one, other = draw.rng.sample(draw.options, 2)
    kind = draw.rng.random()
    if kind < 0.4:
        return _switched(draw, start, one)
    if kind < 0.6 and draw.own.get(party):
        own = _switched(draw, start, draw.rng.choice(draw.own[party]))
        return Not(own)
    if kind < 0.85:
        return Implies(_switched(draw, start, one), _switched(draw, start, other))
    return draw.wish(party)


def _statement(draw: _Draw, party: str, start: Point) -> Statement:
    kind: Kind = draw.rng.choice(("red line", "demand", "want", "want", "want"))
    position = "" if kind == "want" else _position(draw, party)
    if kind != "want" and not position and draw.chance(0.8):
        kind = "want"
    return Statement(draw.id("s"), kind, _wish(draw, party, start), position=position)


def _conditions(draw: _Draw, party: str, start: Point) -> tuple[Condition, ...]:
    found = []
    for _ in range(draw.rng.choice((0, 1, 1, 2))):
        position = _position(draw, party)
        if not position and draw.chance(0.8):
            continue
        name, other = draw.rng.sample(draw.options, 2)
        formula = _switched(draw, start, other) if draw.chance(0.75) else draw.formula(1)
        step = Step(name, on=(name not in start) == draw.chance(0.85))
        order: Order = "after" if draw.chance(0.6) else "with"
        found.append(Condition(draw.id("c"), step, order, formula, position=position))
    return tuple(found)


def _trader(draw: _Draw, scale: Scale, name: str, model: Literal, start: Point) -> Party:
    """Return a party that has something to give for what others give, in an order of its own."""
    own = draw.own.get(name, [])
    others = [option for option in draw.options if option not in own]
    if not own or not others:
        return _party(draw, scale, name, model, start)
    prefers: list[Preference] = []
    conditions = []
    for price in own:
        prize = _switched(draw, start, draw.rng.choice(others))
        given = _switched(draw, start, price)
        position = _position(draw, name)
        if position and draw.chance(0.8):
            kind: Kind = "red line" if draw.chance(0.3) else "demand"
            exchange = Implies(given, prize)
            prefers.append(Statement(draw.id("s"), kind, exchange, position=position))
            if draw.chance(0.8):
                order: Order = "after" if draw.chance(0.6) else "with"
                step = Step(price, on=price not in start)
                conditions.append(Condition(draw.id("c"), step, order, prize, position=position))
    wants = [_switched(draw, start, option) for option in others if draw.chance(0.8)]
    draw.rng.shuffle(wants)
    wants += [Not(_switched(draw, start, option)) for option in own if draw.chance(0.8)]
    prefers += [Statement(draw.id("s"), "want", formula) for formula in wants]
    return Party(name, prefers=tuple(prefers), conditions=tuple(conditions))


def _party(draw: _Draw, scale: Scale, name: str, model: Literal, start: Point) -> Party:
    party = Party(name, conditions=_conditions(draw, name, start))
    if draw.chance(0.12):
        party = replace(party, floor=tuple(sorted(draw.rng.choice(list(model.state_of)))))
    form = draw.rng.random()
    if form < 0.06:
        return replace(party, ranking=draw.ranking(model.states))
    if form < 0.12:
        numbers = (Fraction(1, 2), Fraction(1), Fraction(2), Fraction(-1))
        weights = tuple(
            Weight(draw.id("w"), _wish(draw, name, start), draw.rng.choice(numbers))
            for _ in range(draw.rng.randint(1, 3))
        )
        return replace(party, weights=weights)
    items: list[Preference] = []
    for _ in range(draw.rng.choice(scale.wishes)):
        if draw.chance(0.06):
            group = tuple(_statement(draw, name, start) for _ in range(2))
            items.append(AnyOrder(group))
        else:
            items.append(_statement(draw, name, start))
    return replace(party, prefers=tuple(items))
