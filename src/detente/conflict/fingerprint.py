"""The fingerprint of a conflict: the SHA-256 of what it means, not of how it is told.

Options in order, preferences, rules, conditions, channels, time and perspectives count;
comments, labels, notes, quotations and the order of other sections do not.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from detente.conflict.basis import Basis
from detente.conflict.conflict import Conflict
from detente.conflict.logic import Formula, to_text
from detente.conflict.options import Option
from detente.conflict.parties import AnyOrder, Condition, Party, Preference, Same, Statement

Plain = object


def fingerprint(conflict: Conflict) -> str:
    """Return 64 hexadecimal digits that stand for the meaning of `conflict`."""
    meaning = {
        "options": [_option(option) for option in conflict.options],
        "parties": [_party(party) for party in conflict.parties],
        "facts": sorted([fact.name, to_text(fact.formula)] for fact in conflict.facts),
        "rules": sorted([*_scope(r.basis), to_text(r.formula)] for r in conflict.rules),
        "channels": sorted(
            [*_scope(c.basis), *sorted(c.between), to_text(c.when)] for c in conflict.channels
        ),
        "states": [[state.name, _text(state.formula)] for state in conflict.states],
        "status_quo": conflict.status_quo,
        "targets": sorted([t.name, _text(t.formula), *t.states] for t in conflict.targets),
        "as_of": conflict.as_of.text if conflict.as_of else "",
        "epochs": [
            [
                epoch.start.text,
                sorted(
                    [
                        change.party,
                        None if change.prefers is None else _preferences(change.prefers),
                        None if change.conditions is None else _conditions(change.conditions),
                    ]
                    for change in epoch.parties
                ),
            ]
            for epoch in conflict.epochs
        ],
        "perspectives": sorted(
            [p.name, str(p.sources), str(p.voices), str(p.status_quo)]
            for p in conflict.perspectives
        ),
        "default_perspective": conflict.default_perspective,
    }
    text = json.dumps(meaning, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _option(option: Option) -> Plain:
    return [
        option.name,
        sorted(sorted(coalition) for coalition in option.switched_on_by),
        sorted(sorted(coalition) for coalition in option.undone_by),
        _text(option.after),
        _text(option.undone_when),
        _text(option.needs),
        option.slow,
        [option.takes.low, option.takes.high] if option.takes else [],
        [
            [w.start.text if w.start else "", w.end.text if w.end else "", w.party, w.wish]
            for w in option.windows
        ],
        option.verified_by,
    ]


def _party(party: Party) -> Plain:
    ranking = party.ranking
    return [
        party.name,
        _preferences(party.prefers),
        [[*map(sorted, ranking.tiers)], sorted(ranking.much)] if ranking else None,
        [[*_scope(w.basis), to_text(w.formula), str(w.number)] for w in party.weights],
        _conditions(party.conditions),
        None if party.floor is None else sorted(party.floor),
        sorted([start, *sorted(ends)] for start, ends in party.moves),
    ]


def _preferences(preferences: Iterable[Preference]) -> Plain:
    found: list[Plain] = []
    for item in preferences:
        match item:
            case Statement():
                scope = _scope(item.basis)
                found.append([item.kind, to_text(item.formula), item.position, item.much, scope])
            case AnyOrder(statements, basis):
                inner = [_preferences([statement]) for statement in statements]
                found.append(["any_order", sorted(map(str, inner)), _scope(basis)])
            case Same():
                found.append("same")
    return found


def _conditions(conditions: Iterable[Condition | Same]) -> Plain:
    return [
        "same"
        if isinstance(c, Same)
        else [str(c.step), c.order, to_text(c.formula), c.position, _scope(c.basis)]
        for c in conditions
    ]


def _scope(basis: Basis) -> list[str]:
    return sorted(basis.only_in)


def _text(formula: Formula | None) -> str:
    return "" if formula is None else to_text(formula)
