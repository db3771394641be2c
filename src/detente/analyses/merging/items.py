"""One item in two versions: field by field, the newer value where it is taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar, cast

from detente.analyses.merging.lists import Choose, Difference
from detente.analyses.wording import begun, joined
from detente.conflict.basis import Basis
from detente.conflict.time import Duration, Window

T = TypeVar("T")
Say = Callable[[T, T], str]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an item: how a change of it is told, and when two values mean the same.

    `wording` marks a field that has no meaning of its own; where two values mean the same, they
    differ in wording, or, in a `silent` field, not at all.  `names` are attributes that are
    taken together, where there is more than the one the field is called by.
    """

    say: Callable[..., str]
    meaning: Callable[..., object] = lambda value: value
    wording: bool = False
    silent: bool = False
    names: tuple[str, ...] = ()


def blend(
    old: T, new: T, fields: Mapping[str, Field], *, kind: str, item: str, choose: Choose
) -> T:
    """Return `old` with those fields of `new` that differ and are taken."""
    values: dict[str, object] = {}
    for name, field in fields.items():
        names = field.names or (name,)
        if all(getattr(old, one) == getattr(new, one) for one in names):
            continue
        same = all(
            field.meaning(getattr(old, one)) == field.meaning(getattr(new, one)) for one in names
        )
        if same and field.silent:
            continue
        difference = Difference(
            (kind, item, name),
            "changed",
            item,
            partial(field.say, old, new),
            wording=same or field.wording,
        )
        if choose(difference):
            values |= {one: getattr(new, one) for one in names}
    return cast("T", replace(cast("Any", old), **values)) if values else old


def basis_of(old: Basis, new: Basis, said: str, *, kind: str, item: str, choose: Choose) -> Basis:
    """Return what an item rests on, where it counts, and what is remarked on it."""
    return blend(old, new, _basis_fields(said), kind=kind, item=item, choose=choose)


def _basis_fields(said: str) -> dict[str, Field]:
    said = begun(said)

    def because(old: Basis, new: Basis) -> str:
        now = f"because of {joined(new.because)}" if new.because else "without a quotation"
        before = joined(old.because) if old.because else "no quotation"
        return f"Now {now}; before: {before}. {said}"

    def against(old: Basis, new: Basis) -> str:
        now = f"disputed by {joined(new.against)}" if new.against else "no longer disputed"
        return f"Now {now}; before: {joined(old.against) or 'not disputed'}. {said}"

    def scope(old: Basis, new: Basis) -> str:
        now = f"only in {joined(new.only_in)}" if new.only_in else "in every perspective"
        before = f"only in {joined(old.only_in)}" if old.only_in else "in every perspective"
        return f"Now {now}; before: {before}. {said}"

    def definition(_: Basis, new: Basis) -> str:
        return f"Now {'a definition' if new.definition else 'no definition any more'}. {said}"

    return {
        "only_in": Field(scope),
        "because": Field(because, wording=True),
        "against": Field(against, wording=True),
        "definition": Field(definition, wording=True),
        "note": Field(lambda *_: f"Another note. {said}", wording=True),
        "confidential": Field(
            lambda _, new: f"Now {'' if new.confidential else 'no longer '}confidential. {said}",
            wording=True,
        ),
    }


def coalitions_mean(value: object) -> object:
    """Return what a list of coalitions means: neither its order nor theirs counts."""
    return frozenset(map(frozenset, value)) if isinstance(value, tuple) else value


def duration_means(item: Duration | None) -> object:
    """Return what a duration means: its figures, not how they are written."""
    return None if item is None else (item.low, item.high)


def windows_mean(items: tuple[Window, ...]) -> object:
    """Return what windows mean, whatever they rest on."""
    return [
        (
            w.start and (w.start.first, w.start.last),
            w.end and (w.end.first, w.end.last),
            w.party,
            w.wish,
        )
        for w in items
    ]
