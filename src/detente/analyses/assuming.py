"""The assumptions of a model: what counts in it and no quotation supports.

Statements, conditions, weights and rankings, rules, options, channels, windows and lengths of
time are counted, by type.  What is true by definition is no assumption.  Under a perspective,
an item none of whose quotations is admitted is one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.analyses import saying
from detente.analyses.wording import Words, words_of
from detente.conflict.basis import Basis
from detente.conflict.conflict import statements
from detente.conflict.options import Option
from detente.conflict.parties import Condition, Party
from detente.graph.selecting import Selection, select

TYPES = ("statement", "condition", "rule", "option", "channel", "window", "duration")


@dataclass(frozen=True, slots=True)
class Supported:
    """One item that counts: its id, type and text, and whether a quotation supports it."""

    id: str
    type: str
    text: str
    assumed: bool
    disputed: bool

    def to_dict(self) -> dict[str, str]:
        """Return the item in plain words."""
        return {"id": self.id, "type": self.type, "text": self.text}


def supported(selection: Selection, words: Words | None = None) -> tuple[Supported, ...]:
    """Return every item that could be an assumption, in some words, and whether it is one."""
    words = words or words_of(selection.conflict)
    heard = selection.perspective.heard(selection.conflict.quotations)
    return tuple(
        Supported(name, kind, text, heard.isdisjoint(basis.because), bool(basis.against))
        for name, kind, text, basis in _items(selection, words)
        if not basis.definition
    )


def supported_later(selection: Selection) -> tuple[Supported, ...]:
    """Return the items that only later epochs bring in, and whether each is an assumption."""
    conflict = selection.conflict
    seen = {item.id for item in supported(selection)}
    found: list[Supported] = []
    for epoch in conflict.epochs:
        if selection.epoch is None or epoch.start.first > selection.epoch:
            then = select(
                conflict,
                perspective=selection.perspective.name,
                epoch=epoch.start.first,
                without=selection.without,
            )
            new = [item for item in supported(then) if item.id not in seen]
            seen |= {item.id for item in new}
            found += new
    return tuple(found)


def assumptions(selection: Selection) -> tuple[Supported, ...]:
    """Return the items that no admitted quotation supports, in the order of the file."""
    return tuple(item for item in supported(selection) if item.assumed)


def counted_by_type(items: tuple[Supported, ...]) -> dict[str, int]:
    """Return how many items there are of each type that occurs."""
    counts = {kind: sum(item.type == kind for item in items) for kind in TYPES}
    return {kind: count for kind, count in counts.items() if count}


def _items(selection: Selection, words: Words) -> Iterator[tuple[str, str, str, Basis]]:
    for party in selection.parties:
        yield from _of_party(words, party)
    for option in selection.options:
        yield from _of_option(words, option)
    for rule in selection.rules:
        yield rule.id, "rule", saying.rule(words, rule), rule.basis
    for channel in selection.channels:
        yield channel.id, "channel", saying.channel(words, channel), channel.basis


def _of_party(words: Words, party: Party) -> Iterator[tuple[str, str, str, Basis]]:
    for item in statements(party.prefers):
        yield item.id, "statement", saying.statement(words, party.name, item), item.basis
    for weight in party.weights:
        yield weight.id, "statement", saying.weight(words, party.name, weight), weight.basis
    if party.ranking is not None:
        basis = party.ranking.basis if party.ranking.basis.because else party.basis
        said = f"How {words.party(party.name)} ranks the states."
        yield f"{party.name}.ranking", "statement", said, basis
    for condition in party.conditions:
        if isinstance(condition, Condition):
            said = saying.condition(words, party.name, condition)
            yield condition.id, "condition", said, condition.basis


def _of_option(words: Words, option: Option) -> Iterator[tuple[str, str, str, Basis]]:
    yield option.name, "option", saying.switched_on(words, option), option.basis
    for count, window in enumerate(option.windows, start=1):
        said = saying.window(words, option.name, window)
        yield f"{option.name}.window.{count}", "window", said, window.basis
    if option.takes is not None:
        said = saying.duration(words, option.name, option.takes)
        yield f"{option.name}.takes", "duration", said, option.takes.basis
