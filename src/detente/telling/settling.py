"""A selection as a conflict of its own: one perspective, with nothing left to select."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from detente.conflict.basis import Basis
from detente.conflict.conflict import Conflict, Epoch, EpochParty, Perspective
from detente.conflict.options import Option
from detente.conflict.parties import AnyOrder, Condition, Party, Same, Statement, Weight
from detente.graph.selecting import Selection

Many = tuple[Any, ...]
Item = TypeVar("Item")


def settled(selection: Selection) -> Conflict:
    """Return the conflict that a selection leaves.

    What the perspective does not admit is gone: quotations, references to them, items that
    rest on nothing else.  Ids given by place follow the new places.
    """
    return _Settling(selection.conflict, selection.perspective).conflict_of(selection)


@dataclass(frozen=True, slots=True)
class _Settling:
    """What one perspective makes of the parts of a conflict."""

    conflict: Conflict
    perspective: Perspective

    def conflict_of(self, selection: Selection) -> Conflict:
        conflict, chosen = self.conflict, self.perspective
        return replace(
            conflict,
            sources=tuple(
                source
                for source in conflict.sources
                if chosen.sources is None or source.name in chosen.sources
            ),
            quotations=tuple(q for q in conflict.quotations if chosen.admits(q)),
            parties=tuple(map(self.party, selection.parties)),
            positions=self.each(conflict.positions),
            options=tuple(map(self.option, selection.options)),
            facts=self.each(conflict.facts),
            rules=_numbered(self.each(selection.rules), "rule."),
            channels=_numbered(self.each(selection.channels), "channel."),
            states=self.each(conflict.states),
            status_quo=selection.status_quo,
            outcome=conflict.outcome and self.one(conflict.outcome),
            epochs=tuple(map(self.epoch, conflict.epochs)),
            perspectives=(),
            default_perspective="",
        )

    def party(self, party: Party) -> Party:
        return replace(
            self.one(party),
            prefers=self.list_of(party.prefers, f"{party.name}.s"),
            weights=self.list_of(party.weights, f"{party.name}.w"),
            conditions=self.list_of(party.conditions, f"{party.name}.c"),
            ranking=party.ranking and self.one(party.ranking),
        )

    def option(self, option: Option) -> Option:
        return replace(
            self.one(option),
            takes=option.takes and self.one(option.takes),
            windows=self.each(option.windows),
        )

    def epoch(self, epoch: Epoch) -> Epoch:
        return replace(
            self.one(epoch), parties=tuple(self.change(epoch, one) for one in epoch.parties)
        )

    def change(self, epoch: Epoch, change: EpochParty) -> EpochParty:
        prefix = f"{change.party}@{epoch.start.text}"
        prefers, conditions = change.prefers, change.conditions
        return replace(
            change,
            prefers=None if prefers is None else self.list_of(prefers, f"{prefix}.s"),
            conditions=None if conditions is None else self.list_of(conditions, f"{prefix}.c"),
        )

    # items -----------------------------------------------------------------------------

    def list_of(self, items: Many, prefix: str) -> Many:
        """Return a list of statements, weights or conditions as the perspective has it."""
        found: list[Any] = []
        for item in items:
            if isinstance(item, Same):
                found.append(item)
            elif isinstance(item, AnyOrder) and self.stays(item.basis):
                inner = tuple(self.one(s) for s in item.statements if self.stays(s.basis))
                alone = len(inner) == 1
                found += (
                    inner if alone else [replace(self.one(item), statements=inner)] * bool(inner)
                )
            elif isinstance(item, Statement | Weight | Condition) and self.stays(item.basis):
                found.append(self.one(item))
        return _numbered(tuple(found), prefix)

    def each(self, items: Iterable[Any]) -> Many:
        return tuple(map(self.one, items))

    def one(self, item: Item) -> Item:
        """Return an item without what only other perspectives admit."""
        changed: Any = item
        basis: Basis = changed.basis
        told = replace(
            basis, because=self.heard(basis.because), against=self.heard(basis.against), only_in=()
        )
        found: Item = replace(changed, basis=told)
        return found

    def heard(self, names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(n for n in names if self.perspective.admits(self.conflict.quotation(n)))

    def stays(self, basis: Basis) -> bool:
        here = not basis.only_in or self.perspective.name in basis.only_in
        return here and (not basis.because or bool(self.heard(basis.because)))


def _numbered(items: Many, prefix: str) -> Many:
    """Return items whose ids by place are those of their places in this list."""
    found: list[Any] = []
    count = 0
    for item in items:
        if isinstance(item, AnyOrder):
            inner = tuple(_placed(s, prefix, count + n) for n, s in enumerate(item.statements, 1))
            count += len(inner)
            found.append(replace(item, statements=inner))
        elif isinstance(item, Same):
            # a condition's place counts it, a statement's does not
            count += prefix.endswith(".c")
            found.append(item)
        else:
            count += 1
            found.append(_placed(item, prefix, count))
    return tuple(found)


def _placed(item: Any, prefix: str, number: int) -> Any:
    by_place = item.id.startswith(prefix) and item.id[len(prefix) :].isdecimal()
    return replace(item, id=f"{prefix}{number}") if by_place else item
