"""What of a conflict counts: under one perspective, at one date, without some items.

Selecting is pure and keeps every item's id, so that any answer can be traced to the items it
rests on and any item can be dropped by its id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from detente.conflict.basis import Basis
from detente.conflict.conflict import EVERYTHING, Conflict, EpochParty, Perspective
from detente.conflict.options import Channel, Option, Rule
from detente.conflict.parties import AnyOrder, Condition, Party, Preference, Same, Statement
from detente.errors import WrongUse, did_you_mean

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Selection:
    """The items that count, and the choice that led to them.

    `asked_status_quo` is the status quo that was asked for, None if the file's own stands.
    """

    conflict: Conflict
    perspective: Perspective
    epoch: date | None
    without: tuple[str, ...]
    parties: tuple[Party, ...]
    options: tuple[Option, ...]
    rules: tuple[Rule, ...]
    channels: tuple[Channel, ...]
    status_quo: str | None
    asked_status_quo: str | None


def select(
    conflict: Conflict,
    *,
    perspective: str | None = None,
    epoch: date | None = None,
    without: Iterable[str] = (),
    status_quo: str | None = None,
) -> Selection:
    """Return the items of `conflict` that count.

    A statement, condition or weight stays if it has no quotation or one that the perspective
    admits; then `only_in` keeps it only in the perspectives named.  `epoch` applies every
    epoch that has begun by then.  `without` drops items by id, or by position.  `status_quo`
    stands for the one of the perspective, which stands for the one of the file.

    Raises WrongUse for a perspective or an item that the conflict does not have.
    """
    dropped = tuple(dict.fromkeys(without))
    chosen = _perspective(conflict, perspective)
    keep = _Keeper(chosen, frozenset(dropped), chosen.heard(conflict.quotations))
    parties = tuple(_party(party, keep) for party in _at_epoch(conflict.parties, conflict, epoch))
    selection = Selection(
        conflict=conflict,
        perspective=chosen,
        epoch=epoch,
        without=dropped,
        parties=parties,
        options=tuple(_option(option, keep) for option in conflict.options),
        rules=tuple(rule for rule in conflict.rules if keep.always(rule.id, rule.basis)),
        channels=tuple(c for c in conflict.channels if keep.always(c.id, c.basis)),
        status_quo=next(
            (
                state
                for state in (status_quo, chosen.status_quo, conflict.status_quo)
                if state is not None
            ),
            None,
        ),
        asked_status_quo=status_quo,
    )
    known = set(item_ids(conflict))
    for name in dropped:
        if name not in known:
            hint = did_you_mean(name, sorted(known))
            raise WrongUse(f"there is no item '{name}' to leave out; {hint}")
    return selection


def _perspective(conflict: Conflict, name: str | None) -> Perspective:
    wanted = conflict.default_perspective or EVERYTHING.name if name is None else name
    try:
        return conflict.perspective(wanted)
    except KeyError:
        known = [perspective.name for perspective in conflict.perspectives] or [EVERYTHING.name]
        hint = did_you_mean(wanted, known)
        raise WrongUse(f"there is no perspective '{wanted}'; {hint}") from None


def item_ids(conflict: Conflict) -> Iterator[str]:
    """Yield every id and position by which an item can be left out."""
    for position in conflict.positions:
        yield position.name
    for rule in conflict.rules:
        yield rule.id
    for channel in conflict.channels:
        yield channel.id
    for option in conflict.options:
        if option.needs is not None:
            yield f"{option.name}.needs"
        if option.after is not None:
            yield f"{option.name}.after"
    for party in conflict.parties:
        yield from _ids(party.prefers)
        yield from (
            condition.id for condition in party.conditions if isinstance(condition, Condition)
        )
        yield from (weight.id for weight in party.weights)
    for epoch in conflict.epochs:
        for change in epoch.parties:
            yield from _ids(change.prefers or ())
            yield from (c.id for c in change.conditions or () if isinstance(c, Condition))


def _ids(preferences: Iterable[Preference]) -> Iterator[str]:
    for item in preferences:
        if isinstance(item, Statement):
            yield item.id
        elif isinstance(item, AnyOrder):
            yield from (statement.id for statement in item.statements)


@dataclass(frozen=True, slots=True)
class _Keeper:
    """Decides which items stay."""

    perspective: Perspective
    dropped: frozenset[str]
    heard: frozenset[str]

    def always(self, item_id: str, basis: Basis) -> bool:
        """An item that every perspective keeps, unless the file says otherwise."""
        here = not basis.only_in or self.perspective.name in basis.only_in
        return here and item_id not in self.dropped

    def admitted(self, basis: Basis) -> bool:
        """Whether the perspective listens to one of the quotations, if there are any."""
        return not basis.because or not self.heard.isdisjoint(basis.because)

    def stays(self, item_id: str, position: str, basis: Basis) -> bool:
        """A statement, condition or weight."""
        return (
            self.always(item_id, basis)
            and self.admitted(basis)
            and not (position and position in self.dropped)
        )


def _party(party: Party, keep: _Keeper) -> Party:
    return replace(
        party,
        prefers=tuple(_preferences(party.prefers, keep)),
        weights=tuple(w for w in party.weights if keep.stays(w.id, "", w.basis)),
        conditions=tuple(
            condition
            for condition in party.conditions
            if isinstance(condition, Condition)
            and keep.stays(condition.id, condition.position, condition.basis)
        ),
    )


def _preferences(preferences: Iterable[Preference], keep: _Keeper) -> Iterator[Preference]:
    for item in preferences:
        if isinstance(item, Statement):
            if keep.stays(item.id, item.position, item.basis):
                yield item
        elif isinstance(item, AnyOrder) and keep.stays("", "", item.basis):
            inner = tuple(
                _with_group(s, item.basis)
                for s in item.statements
                if keep.stays(s.id, s.position, s.basis)
            )
            if len(inner) > 1:
                yield replace(item, statements=inner)
            else:
                yield from inner
        elif isinstance(item, Same):
            yield item


def change_heard(selection: Selection, change: EpochParty) -> EpochParty:
    """Return what an epoch changes about a party, without what does not count in a selection."""
    view = selection.perspective
    keep = _Keeper(view, frozenset(selection.without), view.heard(selection.conflict.quotations))
    return EpochParty(
        change.party,
        None if change.prefers is None else tuple(_preferences(change.prefers, keep)),
        None
        if change.conditions is None
        else tuple(
            item
            for item in change.conditions
            if isinstance(item, Same) or keep.stays(item.id, item.position, item.basis)
        ),
    )


def _with_group(statement: Statement, group: Basis) -> Statement:
    """Return a statement of unknown order with what its group as a whole rests on."""
    if not group.because and not group.against:
        return statement
    own = statement.basis
    because = tuple(dict.fromkeys((*own.because, *group.because)))
    against = tuple(dict.fromkeys((*own.against, *group.against)))
    return replace(statement, basis=replace(own, because=because, against=against))


def _option(option: Option, keep: _Keeper) -> Option:
    return replace(
        option,
        needs=None if f"{option.name}.needs" in keep.dropped else option.needs,
        after=None if f"{option.name}.after" in keep.dropped else option.after,
    )


def _at_epoch(
    parties: tuple[Party, ...], conflict: Conflict, epoch: date | None
) -> tuple[Party, ...]:
    """Return the parties as they are once every epoch begun by `epoch` has had its say."""
    current = {party.name: party for party in parties}
    for change in conflict.epochs:
        if epoch is None or change.start.first > epoch:
            continue
        for new in change.parties:
            party = current[new.party]
            if new.prefers is not None:
                # the list replaces the earlier form of preference, whatever it was
                prefers = tuple(_unfold(new.prefers, party.prefers))
                party = replace(party, prefers=prefers, ranking=None, weights=())
            if new.conditions is not None:
                conditions = tuple(_unfold(new.conditions, party.conditions))
                party = replace(party, conditions=conditions)
            current[new.party] = party
    return tuple(current.values())


def _unfold(new: Iterable[Item], previous: Iterable[Item]) -> Iterator[Item]:
    for item in new:
        if isinstance(item, Same):
            yield from previous
        else:
            yield item
