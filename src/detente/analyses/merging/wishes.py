"""The statements and terms of a party in two versions: added, dropped, moved or changed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from detente.analyses import saying
from detente.analyses.merging.items import Field, basis_of, blend
from detente.analyses.merging.lists import Difference, Kind, align, merged_list
from detente.analyses.merging.two import Two
from detente.analyses.wording import Words, begun, joined
from detente.conflict.basis import Basis
from detente.conflict.logic import to_text
from detente.conflict.parties import AnyOrder, Condition, Preference, Same, Statement

Label = tuple[str, int] | None  # an `any_order` of one version, or of both


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement or term of a list; `given` is an id of its author's."""

    item: Statement | Condition | Same
    given: str = ""
    label: Label = None


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose list it is: `prefix` starts its ids by place, `when` its sentences."""

    party: str
    prefix: str
    when: str = ""

    def said(self, words: Words, item: Statement | Condition | Same) -> str:
        """Return an item of the list as a sentence."""
        match item:
            case Statement():
                return self.when + saying.statement(words, self.party, item)
            case Condition():
                return self.when + saying.condition(words, self.party, item)
            case Same():
                return f"{self.when}the list as it was before."


# statements ----------------------------------------------------------------------------------


def merged_preferences(
    two: Two, owner: Owner, old: Sequence[Preference], new: Sequence[Preference]
) -> tuple[Preference, ...]:
    """Return a list of statements with the chosen differences made."""
    before, now = _flat(old, owner.prefix, "old"), _flat(new, owner.prefix, "new")
    pairs = align(before, now, (_given, _exactly, _by_formula))
    shared = _shared_groups(before, now, pairs)
    before = [replace(entry, label=shared.get(entry.label, entry.label)) for entry in before]
    regrouped = any(before[o].label != now[n].label for n, o in pairs.items()) and two.ask(
        ("order", owner.prefix),
        "changed",
        owner.prefix,
        partial(_order_said, two, owner, old, new),
    )

    def both(one: Entry, other: Entry) -> Entry:
        label = other.label if regrouped else one.label
        return replace(_blended(two, owner, one, other), label=label)

    listed = _merged(two, owner, before, now, pairs, both, in_order=True)
    bases = dict(_bases(two, owner, old, new, shared))
    found: dict[object, list[Statement | Same]] = {}
    for place, entry in enumerate(listed):
        if isinstance(entry.item, Statement | Same):
            found.setdefault(entry.label or place, []).append(entry.item)
    return tuple(
        AnyOrder(tuple(s for s in items if isinstance(s, Statement)), bases[label])
        if isinstance(label, tuple)
        else items[0]
        for label, items in found.items()
    )


def _flat(preferences: Iterable[Preference], prefix: str, version: str) -> list[Entry]:
    """Return the statements of a list one by one, with the group each is in."""
    found: list[Entry] = []
    count = 0
    for number, item in enumerate(preferences):
        if isinstance(item, Same):
            found.append(Entry(item, "same"))
            continue
        grouped = isinstance(item, AnyOrder)
        for one in item.statements if isinstance(item, AnyOrder) else (item,):
            count += 1
            given = one.id if one.id != f"{prefix}.s{count}" else ""
            found.append(Entry(one, given, (version, number) if grouped else None))
    return found


def _shared_groups(
    before: Sequence[Entry], now: Sequence[Entry], pairs: dict[int, int]
) -> dict[Label, Label]:
    """Return which new group each old one is: the same statements, of those in both versions."""

    def members(entries: Sequence[Entry], places: Iterable[int]) -> dict[Label, set[int]]:
        found: dict[Label, set[int]] = {}
        for number, place in enumerate(places):
            if entries[place].label is not None:
                found.setdefault(entries[place].label, set()).add(number)
        return found

    old, new = members(before, pairs.values()), members(now, pairs)
    return {a: b for a, mine in old.items() for b, theirs in new.items() if mine == theirs}


def _bases(
    two: Two,
    owner: Owner,
    old: Sequence[Preference],
    new: Sequence[Preference],
    shared: dict[Label, Label],
) -> Iterator[tuple[Label, Basis]]:
    """Yield what each group rests on."""
    olds = {("old", n): item.basis for n, item in enumerate(old) if isinstance(item, AnyOrder)}
    news = {("new", n): item.basis for n, item in enumerate(new) if isinstance(item, AnyOrder)}
    yield from olds.items()
    yield from news.items()
    for before, now in shared.items():
        if before in olds and now in news:
            said = f"({owner.when}statements of {owner.party} whose order is not known)"
            key = f"{owner.prefix}.any_order.{now[1] if now else ''}"
            yield (
                now,
                basis_of(olds[before], news[now], said, kind="order", item=key, choose=two.choose),
            )


def _order_said(
    two: Two, owner: Owner, old: Sequence[Preference], new: Sequence[Preference]
) -> str:
    def groups(preferences: Sequence[Preference]) -> str:
        found = [
            joined([statement.id for statement in item.statements])
            for item in preferences
            if isinstance(item, AnyOrder)
        ]
        return "; ".join(found) or "none"

    who = begun(two.new_words.party(owner.party))
    return (
        f"{owner.when}{who}: statements whose order of importance is not known: {groups(new)}; "
        f"before: {groups(old)}."
    )


# terms ---------------------------------------------------------------------------------------


def merged_conditions(
    two: Two,
    owner: Owner,
    old: Sequence[Condition | Same],
    new: Sequence[Condition | Same],
) -> tuple[Condition | Same, ...]:
    """Return a list of declared terms with the chosen differences made."""
    before, now = _terms(old, owner.prefix), _terms(new, owner.prefix)
    pairs = align(before, now, (_given, _exactly, _by_formula))
    both = partial(_blended, two, owner)
    listed = _merged(two, owner, before, now, pairs, both, in_order=False)
    return tuple(entry.item for entry in listed if isinstance(entry.item, Condition | Same))


def _terms(conditions: Iterable[Condition | Same], prefix: str) -> list[Entry]:
    return [
        Entry(item, "same")
        if isinstance(item, Same)
        else Entry(item, item.id if item.id != f"{prefix}.c{count}" else "")
        for count, item in enumerate(conditions, start=1)
    ]


# both ----------------------------------------------------------------------------------------


def _given(entry: Entry) -> Hashable:
    return entry.given or None


def _exactly(entry: Entry) -> Hashable:
    match entry.item:
        case Statement(kind=kind, formula=formula):
            return kind, to_text(formula)
        case Condition(step=step, order=order, formula=formula):
            return str(step), order, to_text(formula)
    return None


def _by_formula(entry: Entry) -> Hashable:
    match entry.item:
        case Statement(formula=formula):
            return to_text(formula)
        case Condition(step=step, formula=formula):
            return str(step), to_text(formula)
    return None


def _merged(
    two: Two,
    owner: Owner,
    before: Sequence[Entry],
    now: Sequence[Entry],
    pairs: dict[int, int],
    both: Callable[[Entry, Entry], Entry],
    *,
    in_order: bool,
) -> list[Entry]:
    def told(kind: Kind, entry: Entry, words: Words, place: str) -> Difference:
        item = "same" if isinstance(entry.item, Same) else entry.item.id
        key = (owner.prefix, item if kind != "removed" else two.old_id(item), kind)
        return Difference(
            key, kind, item, lambda: f"{begun(kind)}{place}: {owner.said(words, entry.item)}"
        )

    def added(place: int) -> Difference:
        where = f" at place {place + 1}" if in_order else ""
        return told("added", now[place], two.new_words, where)

    def removed(place: int) -> Difference:
        return told("removed", before[place], two.old_words, "")

    def moving(place: int) -> Difference:
        where = f" from place {pairs[place] + 1} to place {place + 1}"
        return told("moved", now[place], two.new_words, where)

    return merged_list(
        [_kept(two, entry) for entry in before],
        now,
        pairs,
        two.choose,
        blend=both,
        added=added,
        removed=removed,
        moving=moving if in_order else None,
    )


def _kept(two: Two, entry: Entry) -> Entry:
    """Return an item of the older version under an id that the newer one does not use."""
    if isinstance(entry.item, Same):
        return entry
    return replace(entry, item=replace(entry.item, id=two.old_id(entry.item.id)))


def _blended(two: Two, owner: Owner, one: Entry, other: Entry) -> Entry:
    old, new = one.item, other.item
    if isinstance(old, Same) or isinstance(new, Same):
        return other
    said = owner.said(two.new_words, new)
    content = (
        ("kind", "formula", "much") if isinstance(new, Statement) else ("step", "order", "formula")
    )
    fields = {
        "content": Field(
            lambda a, b: (
                f"Before: {owner.said(two.old_words, a)} Now: {owner.said(two.new_words, b)}"
            ),
            names=content,
        ),
        "position": Field(
            lambda a, b: (
                f"Now part of {two.position(b.position, two.new)}; "
                f"before: of {two.position(a.position, two.old)}. {said}"
            )
        ),
    }
    found = blend(old, new, fields, kind=owner.prefix, item=new.id, choose=two.choose)
    basis = basis_of(old.basis, new.basis, said, kind=owner.prefix, item=new.id, choose=two.choose)
    return replace(one, item=replace(found, id=new.id, basis=basis))
