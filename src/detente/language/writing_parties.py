"""The section `parties` of a written file, and the lists that epochs replace."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import lcm

from detente.conflict.conflict import Conflict
from detente.conflict.logic import to_text
from detente.conflict.parties import (
    AnyOrder,
    Condition,
    Party,
    Position,
    Preference,
    Ranking,
    Same,
    Statement,
    Weight,
)
from detente.errors import WrongUse
from detente.language.emitting import Plain, Tree
from detente.language.schema import SHAPES
from detente.language.writing_items import basis_of, id_of, kept, own_id


def party_of(conflict: Conflict, party: Party) -> Tree:
    """Return one party."""
    return {
        **kept({"name": party.label, "aliases": party.aliases}),
        **basis_of(party.basis),
        **kept(
            {
                "moves": {start: tuple(ends) for start, ends in party.moves} or None,
                "ranking": _ranking(conflict, party.ranking) if party.ranking else None,
                "prefers": preferences_of(party.prefers, party.name) or None,
                "weights": _weights(party.weights, party.name) or None,
                "conditions": conditions_of(party.conditions, party.name) or None,
                "floor": party.floor,
            },
            empty=True,
        ),
    }


def preferences_of(preferences: Iterable[Preference], prefix: str) -> list[Tree]:
    """Return a list of statements; `prefix` starts the ids that their places give."""
    found: list[Tree] = []
    count = 0
    for item in preferences:
        match item:
            case Same():
                found.append("same")
            case Statement():
                count += 1
                found.append(_statement(item, f"{prefix}.s{count}"))
            case AnyOrder(statements, basis):
                inner: list[Tree] = []
                for statement in statements:
                    count += 1
                    inner.append(_statement(statement, f"{prefix}.s{count}"))
                bare = all(isinstance(one, str) for one in inner)
                found.append({"any_order": tuple(inner) if bare else inner, **basis_of(basis)})
    return found


def _statement(statement: Statement, by_place: str) -> Tree:
    rest = {
        **id_of(own_id(statement.id, by_place)),
        **kept(
            {
                "position": statement.position,
                "strength": "much" if statement.much else None,
            }
        ),
        **basis_of(statement.basis),
    }
    formula = to_text(statement.formula)
    return {statement.kind: formula, **rest} if rest or statement.kind != "want" else formula


def conditions_of(conditions: Iterable[Condition | Same], prefix: str) -> list[Tree]:
    """Return a list of conditions; `prefix` starts the ids that their places give."""
    found: list[Tree] = []
    for number, item in enumerate(conditions, start=1):
        if isinstance(item, Same):
            found.append("same")
            continue
        text = f"{item.step} only {item.order} {to_text(item.formula)}"
        rest = {
            **id_of(own_id(item.id, f"{prefix}.c{number}")),
            **kept({"position": item.position}),
            **basis_of(item.basis),
        }
        found.append({"condition": text, **rest} if rest else text)
    return found


def _ranking(conflict: Conflict, ranking: Ranking) -> Tree:
    found: list[Tree] = []
    for number, tier in enumerate(ranking.tiers):
        found.append(tier[0] if len(tier) == 1 else tuple(tier))
        if number in ranking.much:
            found.append("much")
    return tuple(found) if conflict.explicit else found


def _weights(weights: Sequence[Weight], prefix: str) -> list[Tree]:
    scale = 1
    if any(_decimal(weight.number) is None for weight in weights):
        scale = lcm(*(weight.number.denominator for weight in weights))
    found: list[Tree] = []
    for count, weight in enumerate(weights, start=1):
        number = _decimal(weight.number * scale)
        if number is None or len(number.lstrip("-").partition(".")[0]) > 15:
            raise WrongUse(f"the weight '{weight.id}' is too large a number to be written")
        text = to_text(weight.formula)
        # an option may be called as a key of the item is
        key = f"({text})" if text in SHAPES["weight"].fields else text
        item_id = own_id(weight.id, f"{prefix}.w{count}")
        found.append({key: Plain(number), **id_of(item_id), **basis_of(weight.basis)})
    return found


def _decimal(number: Fraction) -> str | None:
    """Return a number with at most nine decimals, None if it has more."""
    for digits in range(10):
        shifted = number * 10**digits
        if shifted.denominator == 1:
            text = f"{abs(shifted.numerator):0{digits + 1}d}"
            whole, part = text[: len(text) - digits], text[len(text) - digits :]
            return ("-" if number < 0 else "") + whole + (f".{part}" if part else "")
    return None


def position_of(position: Position) -> Tree:
    """Return one position."""
    return {"party": position.party, **kept({"label": position.label}), **basis_of(position.basis)}
