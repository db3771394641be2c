"""What can be conceded, as it stands inside a sentence: a position, or an item that has none.

A position is named by its label, an item by what it says: "'Talks first' of B", "the term
“'A' only after 'B'” of C".  Whatever section names one, it is called the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.analyses.sequencing.sides import deciders_of
from detente.analyses.wording import joined
from detente.briefing.items import Teller, short_condition, statement_clause
from detente.conflict.conflict import statements
from detente.conflict.parties import Condition
from detente.graph.model import GraphModel


def conceded_name(telling: Teller, name: str) -> str:
    """Return a position or item with whose it is."""
    words, graph = telling.words, telling.graph
    for position in graph.conflict.positions:
        if position.name == name:
            return f"{words.position(name)} of {words.party(position.party)}"
    said = _items(telling)
    if name not in said:
        return name
    text, party = said[name]
    alike = [one for one, (other, _) in said.items() if other == text]
    key = f" ({name})" if len(alike) > 1 else ""
    return f"{text}{key} of {words.party(party)}"


def conceded_names(telling: Teller, names: Sequence[str], word: str = "and") -> str:
    """Return several positions or items as a list in a sentence."""
    return joined([conceded_name(telling, name) for name in names], word)


def only_ratifying(graph: GraphModel) -> tuple[str, ...]:
    """Return the parties that only ratify: what is asked of everybody is not asked of them."""
    asked = deciders_of(graph)
    return tuple(name for number, name in enumerate(graph.parties) if number not in asked)


def everybody(telling: Teller) -> str:
    """Return who has to accept an order: "everybody", but for those who only ratify."""
    silent = only_ratifying(telling.graph)
    if not silent:
        return "everybody"
    verb = "ratifies" if len(silent) == 1 else "ratify"
    return f"everybody but {telling.words.parties(silent)}, who only {verb},"


def _items(telling: Teller) -> dict[str, tuple[str, str]]:
    """Return what each statement and condition is called, and whose it is."""
    words = telling.words
    found = {}
    for party in telling.selection.parties:
        for item in statements(party.prefers):
            said = f"the {item.kind} \u201c{statement_clause(words, item.formula)}\u201d"
            found[item.id] = said, party.name
        for term in party.conditions:
            if isinstance(term, Condition):
                said = f"the term \u201c{short_condition(words, term)}\u201d"
                found[term.id] = said, party.name
    return found
