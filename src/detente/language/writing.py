"""A conflict becomes the text of a conflict file.

What is left out in a file is what the reader fills in: ids given by place, who can undo an
option, empty lists.  Reading the text again gives an equal conflict.
"""

from __future__ import annotations

from detente.conflict.basis import Quotation, Source
from detente.conflict.conflict import Conflict, Epoch, EpochParty, Perspective, Target
from detente.conflict.logic import to_text
from detente.conflict.options import Fact
from detente.language.emitting import Plain, Tree, emit
from detente.language.schema import VERSION
from detente.language.writing_items import basis_of, formula_of, id_of, kept, own_id
from detente.language.writing_options import named_state_of, option_of
from detente.language.writing_parties import conditions_of, party_of, position_of, preferences_of


def dumps(conflict: Conflict) -> str:
    """Return `conflict` as the text of a conflict file, in the style of the shipped ones.

    `loads(dumps(conflict))` equals the conflict, places apart.  Weights that no decimal number
    states are multiplied until one does, which changes no comparison.

    Raises WrongUse for a weight of more than fifteen digits.
    """
    return emit(
        {"detente": Plain(VERSION), "title": conflict.title}
        | kept(
            {
                "as_of": Plain(conflict.as_of.text) if conflict.as_of else None,
                "summary": conflict.summary,
                "note": conflict.basis.note,
                "sources": {source.name: _source(source) for source in conflict.sources},
                "quotations": {q.name: _quotation(q) for q in conflict.quotations},
                "parties": {party.name: party_of(conflict, party) for party in conflict.parties},
                "positions": {p.name: position_of(p) for p in conflict.positions},
                "options": {option.name: option_of(option) for option in conflict.options},
                "facts": {fact.name: _fact(fact) for fact in conflict.facts},
                "rules": [
                    formula_of(
                        "definition" if rule.basis.definition else "rule",
                        rule.formula,
                        rule.basis,
                        bare=not rule.basis.definition,
                        item_id=own_id(rule.id, f"rule.{number}"),
                    )
                    for number, rule in enumerate(conflict.rules, start=1)
                ],
                "channels": [
                    {
                        "between": channel.between,
                        "when": to_text(channel.when),
                        **id_of(own_id(channel.id, f"channel.{number}")),
                        **basis_of(channel.basis),
                    }
                    for number, channel in enumerate(conflict.channels, start=1)
                ],
                "states": {state.name: named_state_of(state) for state in conflict.states},
            }
        )
        | kept(
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


# evidence ------------------------------------------------------------------------------


def _source(source: Source) -> Tree:
    return {
        "title": source.title,
        **kept(
            {
                "publisher": source.publisher,
                "author": source.author,
                "date": Plain(source.date),
                "url": source.url,
                "file": source.file,
            }
        ),
        **basis_of(source.basis),
    }


def _quotation(quotation: Quotation) -> Tree:
    return kept(
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
    ) | basis_of(quotation.basis)


# states, epochs, perspectives --------------------------------------------------------------


def _state(conflict: Conflict, state: str | None) -> Tree | None:
    """Return the options in effect in brackets; a named state by its name."""
    names = [option.name for option in conflict.options]
    if state is None or len(state) != len(names) or set(state) - {"Y", "N"}:
        return state
    return tuple(name for name, letter in zip(names, state, strict=True) if letter == "Y")


def _fact(fact: Fact) -> Tree:
    label = kept({"label": fact.label})
    told = formula_of("formula", fact.formula, fact.basis, bare=not label)
    return {**label, **told} if label and isinstance(told, dict) else told


def _target(target: Target) -> Tree:
    return tuple(target.states) if target.formula is None else to_text(target.formula)


def _outcome(conflict: Conflict) -> Tree | None:
    outcome = conflict.outcome
    if outcome is None:
        return None
    state, date = _state(conflict, outcome.state), outcome.date
    told = {"state": state, "date": Plain(date.text) if date else None}
    taken = [
        str(bundle[0]) if len(bundle) == 1 else tuple(map(str, bundle)) for bundle in outcome.steps
    ]
    more: dict[str, Tree | None] = {
        "steps": taken,
        "given_up": outcome.given_up,
        "softened": outcome.softened,
    }
    return kept(told, empty=True) | kept(more) | basis_of(outcome.basis)


def _epoch(epoch: Epoch) -> Tree:
    return {
        "from": Plain(epoch.start.text),
        **kept({"title": epoch.title}),
        **basis_of(epoch.basis),
        "parties": {change.party: _change(epoch, change) for change in epoch.parties},
    }


def _change(epoch: Epoch, change: EpochParty) -> Tree:
    prefix = f"{change.party}@{epoch.start.text}"
    prefers, conditions = change.prefers, change.conditions
    return kept(
        {
            "prefers": None if prefers is None else preferences_of(prefers, prefix),
            "conditions": None if conditions is None else conditions_of(conditions, prefix),
        },
        empty=True,
    )


def _perspective(conflict: Conflict, perspective: Perspective) -> Tree:
    return kept(
        {
            "sources": perspective.sources,
            "voices": perspective.voices,
            "status_quo": _state(conflict, perspective.status_quo),
        },
        empty=True,
    ) | kept({"note": perspective.basis.note})
