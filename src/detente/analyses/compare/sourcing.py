"""Which quotations came in or went between two versions, with which of the changes.

An item that changed may stand on the same words as before, on new ones, or on none: only the
second is news, and the last is an assumption.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from detente.analyses.changes import FileChange
from detente.analyses.merging import merge
from detente.conflict.basis import Source
from detente.conflict.conflict import Conflict, statements
from detente.conflict.parties import AnyOrder, Condition, Preference, Same


@dataclass(frozen=True, slots=True)
class Cited:
    """A quotation as it is cited: who said it, where, when; `new` if the older version lacks it."""

    name: str
    speaker: str
    voice: str
    source: str
    publisher: str
    date: str
    words: str
    new: bool

    @property
    def short(self) -> str:
        """The name with the speaker, or the publisher, and the date."""
        who = self.speaker.partition(",")[0] or self.publisher
        said = ", ".join(part for part in (who, self.date) if part)
        return f"{self.name} ({said})" if said else self.name

    def to_dict(self) -> dict[str, object]:
        """Return the quotation in plain words."""
        return {
            "name": self.name,
            "speaker": self.speaker,
            "voice": self.voice,
            "source": self.source,
            "publisher": self.publisher,
            "date": self.date,
            "words": self.words,
            "new": self.new,
        }


@dataclass(frozen=True, slots=True)
class ItemChange:
    """A changed item and the quotations behind it; `change` is the number of the change.

    `because` are those it stands on: now, or, if it was removed, before.  What is true by
    `definition` is no assumption where it has none.
    """

    change: int
    kind: str
    item: str
    because: tuple[Cited, ...]
    came: tuple[Cited, ...]
    went: tuple[Cited, ...]
    definition: bool = False

    def to_dict(self) -> dict[str, object]:
        """Return the change in plain words."""
        return {
            "change": self.change,
            "kind": self.kind,
            "item": self.item,
            "because": [cited.to_dict() for cited in self.because],
            "came": [cited.to_dict() for cited in self.came],
            "went": [cited.to_dict() for cited in self.went],
            "definition": self.definition,
        }


@dataclass(frozen=True, slots=True)
class Evidence:
    """Quotations or sources of two versions: which came, which went, which read otherwise now."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]

    def to_dict(self) -> dict[str, list[str]]:
        """Return the names."""
        return {
            "added": list(self.added),
            "removed": list(self.removed),
            "changed": list(self.changed),
        }


def sourced(old: Conflict, new: Conflict, found: Iterable[FileChange]) -> tuple[ItemChange, ...]:
    """Return the quotations behind each of some changes, of those items that can have some."""
    # nothing taken: the older version, its items under the ids that they have in the newer one
    before = dict(_bases(merge(old, new, frozenset())))
    now, gone = dict(_bases(new)), dict(_bases(old))
    told = []
    for change in found:
        removed = change.kind == "removed"
        where = gone if removed else now
        if change.item not in where or not _concerns(change):
            continue
        was = before.get(change.item, ()) if change.kind != "added" else ()
        was = gone[change.item] if removed else was
        stands = () if removed else now[change.item]
        told.append(
            ItemChange(
                change.number,
                change.kind,
                change.item,
                cited(old, new, was if removed else stands),
                cited(old, new, [name for name in stands if name not in was]),
                cited(old, new, [name for name in was if name not in stands]),
                definition=change.item in _definitions(old if removed else new),
            )
        )
    return tuple(told)


def _definitions(conflict: Conflict) -> frozenset[str]:
    return frozenset(rule.id for rule in conflict.rules if rule.basis.definition)


def cited(old: Conflict, new: Conflict, names: Iterable[str]) -> tuple[Cited, ...]:
    """Return quotations of either version, as the newer one has them where both do."""
    versions = [{q.name: q for q in home.quotations} for home in (old, new)]
    sources = _sources(old) | _sources(new)
    found = []
    for name in names:
        quotation = versions[1].get(name) or versions[0][name]
        source = sources.get(quotation.source)
        found.append(
            Cited(
                name,
                quotation.speaker,
                quotation.voice,
                quotation.source,
                "" if source is None else source.publisher or source.title,
                quotation.date or ("" if source is None else source.date),
                quotation.text or quotation.paraphrase,
                name not in versions[0],
            )
        )
    return tuple(found)


def evidence(old: Conflict, new: Conflict) -> tuple[Evidence, Evidence]:
    """Return how the quotations of two versions differ, and how their sources do."""
    return (
        _compared({q.name: q for q in old.quotations}, {q.name: q for q in new.quotations}),
        _compared(_sources(old), _sources(new)),
    )


def _compared(old: Mapping[str, object], new: Mapping[str, object]) -> Evidence:
    return Evidence(
        tuple(name for name in new if name not in old),
        tuple(name for name in old if name not in new),
        tuple(name for name in new if name in old and old[name] != new[name]),
    )


def _sources(conflict: Conflict) -> dict[str, Source]:
    return {source.name: source for source in conflict.sources}


def _concerns(change: FileChange) -> bool:
    """Tell whether a change concerns an item by its id, and not a quotation of that name."""
    return change.key[:1] not in {("quotation",), ("source",), ("position",), ("perspective",)}


def _bases(conflict: Conflict) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the quotations of every item, by its id."""
    for party in conflict.parties:
        yield from _listed(party.prefers)
        yield from _listed(party.conditions)
        yield from ((weight.id, weight.basis.because) for weight in party.weights)
        if party.ranking is not None:
            basis = party.ranking.basis if party.ranking.basis.because else party.basis
            yield f"{party.name}.ranking", basis.because
    for epoch in conflict.epochs:
        for change in epoch.parties:
            yield from _listed(change.prefers or ())
            yield from _listed(change.conditions or ())
    yield from ((rule.id, rule.basis.because) for rule in conflict.rules)
    yield from ((channel.id, channel.basis.because) for channel in conflict.channels)
    for option in conflict.options:
        bases = [option.basis, *(window.basis for window in option.windows)]
        bases += [option.takes.basis] if option.takes is not None else []
        yield option.name, tuple(dict.fromkeys(n for basis in bases for n in basis.because))


def _listed(
    items: Iterable[Preference | Condition | Same],
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for item in items:
        if isinstance(item, Condition):
            yield item.id, item.basis.because
        elif isinstance(item, AnyOrder):
            for inner in statements((item,)):
                yield inner.id, tuple(dict.fromkeys((*inner.basis.because, *item.basis.because)))
        elif not isinstance(item, Same):
            yield item.id, item.basis.because
