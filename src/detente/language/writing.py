"""A conflict becomes the text of a conflict file.

What is left out in a file is what the reader fills in: ids given by place, who can undo an
option, empty lists.  Reading the text again gives an equal conflict.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import lcm

from detente.conflict.basis import Basis, Quotation, Source
from detente.conflict.conflict import Conflict, Epoch, EpochParty, Perspective, Target
from detente.conflict.logic import Formula, to_text
from detente.conflict.options import Coalition, NamedState, Option
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
from detente.conflict.time import Duration, Window, parse_duration
from detente.errors import WrongUse
from detente.language.emitting import Plain, Tree, emit
from detente.language.reading_options import default_undone_by
from detente.language.schema import SHAPES, VERSION

TRUE = Plain("true")


def dumps(conflict: Conflict) -> str:
    """Return `conflict` as the text of a conflict file, in the style of the shipped ones.

    `loads(dumps(conflict))` equals the conflict, places apart.  Weights that no decimal number
    states are multiplied until one does, which changes no comparison.

    Raises WrongUse for a weight of more than fifteen digits.
    """
    return emit(
        {"detente": Plain(VERSION), "title": conflict.title}
        | _kept(
            {
                "as_of": Plain(conflict.as_of.text) if conflict.as_of else None,
                "summary": conflict.summary,
                "note": conflict.basis.note,
                "sources": {source.name: _source(source) for source in conflict.sources},
                "quotations": {q.name: _quotation(q) for q in conflict.quotations},
                "parties": {party.name: _party(conflict, party) for party in conflict.parties},
                "positions": {p.name: _position(p) for p in conflict.positions},
                "options": {option.name: _option(option) for option in conflict.options},
                "facts": {f.name: _formula("formula", f.formula, f.basis) for f in conflict.facts},
                "rules": [
                    _formula(
                        "definition" if rule.basis.definition else "rule",
                        rule.formula,
                        rule.basis,
                        bare=not rule.basis.definition,
                        item_id=_own_id(rule.id, f"rule.{number}"),
                    )
                    for number, rule in enumerate(conflict.rules, start=1)
                ],
                "channels": [
                    {
                        "between": channel.between,
                        "when": to_text(channel.when),
                        **_id(_own_id(channel.id, f"channel.{number}")),
                        **_basis(channel.basis),
                    }
                    for number, channel in enumerate(conflict.channels, start=1)
                ],
                "states": {state.name: _named_state(state) for state in conflict.states},
            }
        )
        | _kept(
            {
                "status_quo": _state(conflict, conflict.status_quo),
                "targets": {t.name: _target(t) for t in conflict.targets} or None,
                "outcome": _outcome(conflict),
                "epochs": [_epoch(epoch) for epoch in conflict.epochs] or None,
                "perspectives": {p.name: _perspective(conflict, p) for p in conflict.perspectives}
                or None,
                "default_perspective": conflict.default_perspective,
            },
            empty=True,
        ),
        apart=frozenset({"parties"}),
    )


def _kept(tree: dict[str, Tree | None], *, empty: bool = False) -> dict[str, Tree]:
    """Return what is there; `empty` keeps lists without items, which mean something here."""
    return {
        key: value
        for key, value in tree.items()
        if value is not None and value != "" and (empty or value)
    }


def _names(names: Sequence[str]) -> Tree:
    """Return one name alone, several in brackets."""
    return names[0] if len(names) == 1 else tuple(names)


def _basis(basis: Basis) -> dict[str, Tree]:
    return _kept(
        {
            "because": _names(basis.because),
            "against": _names(basis.against),
            "only_in": basis.only_in,
            "note": basis.note,
            "confidential": TRUE if basis.confidential else None,
        }
    )


def _own_id(item_id: str, by_place: str) -> str:
    return "" if item_id == by_place else item_id


def _id(item_id: str) -> dict[str, Tree]:
    return {"id": item_id} if item_id else {}


def _formula(
    key: str, formula: Formula, basis: Basis, *, bare: bool = True, item_id: str = ""
) -> Tree:
    """Return a formula alone if nothing else is said of it, else an item with `key`."""
    rest = {**_id(item_id), **_basis(basis)}
    return {key: to_text(formula), **rest} if rest or not bare else to_text(formula)


# evidence ------------------------------------------------------------------------------


def _source(source: Source) -> Tree:
    return {
        "title": source.title,
        **_kept(
            {
                "publisher": source.publisher,
                "author": source.author,
                "date": Plain(source.date),
                "url": source.url,
                "file": source.file,
            }
        ),
        **_basis(source.basis),
    }


def _quotation(quotation: Quotation) -> Tree:
    return _kept(
        {
            "source": quotation.source,
            "speaker": quotation.speaker,
            "party": quotation.party,
            "voice": quotation.voice,
            "date": Plain(quotation.date),
            "about": quotation.about,
            "text": quotation.text,
            "paraphrase": quotation.paraphrase,
            "passage": quotation.passage,
        }
    ) | _basis(quotation.basis)


# parties -------------------------------------------------------------------------------


def _party(conflict: Conflict, party: Party) -> Tree:
    return {
        **_kept({"name": party.label, "aliases": party.aliases}),
        **_basis(party.basis),
        **_kept(
            {
                "moves": {start: tuple(ends) for start, ends in party.moves} or None,
                "ranking": _ranking(conflict, party.ranking) if party.ranking else None,
                "prefers": _preferences(party.prefers, party.name) or None,
                "weights": _weights(party.weights, party.name) or None,
                "conditions": _conditions(party.conditions, party.name) or None,
                "floor": party.floor,
            },
            empty=True,
        ),
    }


def _preferences(preferences: Iterable[Preference], prefix: str) -> list[Tree]:
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
                found.append({"any_order": tuple(inner) if bare else inner, **_basis(basis)})
    return found


def _statement(statement: Statement, by_place: str) -> Tree:
    rest = {
        **_id(_own_id(statement.id, by_place)),
        **_kept(
            {
                "position": statement.position,
                "strength": "much" if statement.much else None,
            }
        ),
        **_basis(statement.basis),
    }
    formula = to_text(statement.formula)
    return {statement.kind: formula, **rest} if rest or statement.kind != "want" else formula


def _conditions(conditions: Iterable[Condition | Same], prefix: str) -> list[Tree]:
    found: list[Tree] = []
    for number, item in enumerate(conditions, start=1):
        if isinstance(item, Same):
            found.append("same")
            continue
        text = f"{item.step} only {item.order} {to_text(item.formula)}"
        rest = {
            **_id(_own_id(item.id, f"{prefix}.c{number}")),
            **_kept({"position": item.position}),
            **_basis(item.basis),
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
        own_id = _own_id(weight.id, f"{prefix}.w{count}")
        found.append({key: Plain(number), **_id(own_id), **_basis(weight.basis)})
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


def _position(position: Position) -> Tree:
    return {"party": position.party, **_kept({"label": position.label}), **_basis(position.basis)}


# options and states --------------------------------------------------------------------


def _option(option: Option) -> Tree:
    undone = None
    if option.undone_by != default_undone_by(option.by):
        undone = _coalitions(option.undone_by)
    windows = [_window(window) for window in option.windows]
    return {
        **_kept({"label": option.label}),
        "by": _coalitions(option.by),
        **_kept(
            {
                "undone_by": undone,
                "undone_when": _text(option.undone_when),
                "needs": _text(option.needs),
                "after": _text(option.after),
                "slow": TRUE if option.slow else None,
                "takes": _duration(option.takes) if option.takes else None,
                "window": windows[0] if len(windows) == 1 else windows,
                "ratified_by": _names(option.ratified_by),
                "verified_by": option.verified_by,
            }
        ),
        **_basis(option.basis),
    }


def _text(formula: Formula | None) -> Tree | None:
    return None if formula is None else to_text(formula)


def _coalitions(coalitions: Sequence[Coalition]) -> Tree:
    if not coalitions:
        return "nobody"
    if len(coalitions) == 1:
        return _names(coalitions[0])
    return {"any_of": tuple(_names(coalition) for coalition in coalitions)}


def _duration(duration: Duration) -> Tree:
    read = parse_duration(duration.text)
    told = read is not None and (read.low, read.high) == (duration.low, duration.high)
    text = Plain(duration.text if told else f"{duration.low}..{duration.high} days")
    rest = _basis(duration.basis)
    return {"duration": text, **rest} if rest else text


def _window(window: Window) -> Tree:
    rest = {
        **_kept({"party": window.party, "wish": TRUE if window.wish else None}),
        **_basis(window.basis),
    }
    start, end = (Plain(day.text) if day else None for day in (window.start, window.end))
    if rest or start is None or end is None:
        return {**_kept({"from": start, "until": end}), **rest}
    return start if start == end else Plain(f"{start}..{end}")


def _named_state(state: NamedState) -> Tree:
    rest = _basis(state.basis)
    if state.formula is None:
        return {**_kept({"label": state.label}), **rest} if rest or not state.label else state.label
    if rest or state.label:
        return {"formula": to_text(state.formula), **_kept({"label": state.label}), **rest}
    return to_text(state.formula)


def _state(conflict: Conflict, state: str | None) -> Tree | None:
    """Return the options in effect in brackets; a named state by its name."""
    names = [option.name for option in conflict.options]
    if state is None or len(state) != len(names) or set(state) - {"Y", "N"}:
        return state
    return tuple(name for name, letter in zip(names, state, strict=True) if letter == "Y")


def _target(target: Target) -> Tree:
    return tuple(target.states) if target.formula is None else to_text(target.formula)


def _outcome(conflict: Conflict) -> Tree | None:
    outcome = conflict.outcome
    if outcome is None:
        return None
    state, date = _state(conflict, outcome.state), outcome.date
    told = {"state": state, "date": Plain(date.text) if date else None}
    return _kept(told, empty=True) | _basis(outcome.basis)


# epochs and perspectives -----------------------------------------------------------------


def _epoch(epoch: Epoch) -> Tree:
    return {
        "from": Plain(epoch.start.text),
        **_kept({"title": epoch.title}),
        **_basis(epoch.basis),
        "parties": {change.party: _change(epoch, change) for change in epoch.parties},
    }


def _change(epoch: Epoch, change: EpochParty) -> Tree:
    prefix = f"{change.party}@{epoch.start.text}"
    prefers, conditions = change.prefers, change.conditions
    return _kept(
        {
            "prefers": None if prefers is None else _preferences(prefers, prefix),
            "conditions": None if conditions is None else _conditions(conditions, prefix),
        },
        empty=True,
    )


def _perspective(conflict: Conflict, perspective: Perspective) -> Tree:
    return _kept(
        {
            "sources": perspective.sources,
            "voices": perspective.voices,
            "status_quo": _state(conflict, perspective.status_quo),
        },
        empty=True,
    ) | _kept({"note": perspective.basis.note})
