"""The items of a conflict file, as stretches of its text, and what each of them mentions.

An item is what can be withheld by itself: a source, a quotation, a party, a statement, an
option or a part of one.  Options, facts and states share one name space, as in formulas.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from detente.conflict.logic import names
from detente.conflict.parties import KINDS
from detente.language.expressions import parse, parse_condition
from detente.language.schema import SHAPES
from detente.language.spans import (
    Branch,
    Entry,
    Leaf,
    entries_of,
    entry_of,
    leaves,
    text_of,
    texts_of,
    value_of,
)

Thing = tuple[str, str]  # what kind of thing, and its name


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """An entry that can be withheld: what it is, what it mentions, what it lies in.

    A `group` goes with the last of its members; a `part` is not counted if the whole goes.
    """

    entry: Entry
    inside: Item | None = None
    thing: Thing | None = None
    mentions: frozenset[Thing] = frozenset()
    group: bool = False
    part: bool = False
    counts: bool = True

    @property
    def secret(self) -> bool:
        """Whether the file marks it as confidential."""
        return text_of(self.entry.value, "confidential") == "true"


def items_of(root: Branch) -> Iterator[Item]:
    """Yield the items of a file that loads."""
    explicit = not entries_of(root, "options")
    for entry in entries_of(root, "sources"):
        yield Item(entry, None, ("source", entry.key))
    for entry in entries_of(root, "quotations"):
        about = {
            ("party", name) for key in ("party", "about") for name in texts_of(entry.value, key)
        }
        mentions = about | {("source", text_of(entry.value, "source"))}
        yield Item(entry, None, ("quotation", entry.key), frozenset(mentions))
    for entry in entries_of(root, "positions"):
        owner = frozenset({("party", text_of(entry.value, "party"))})
        yield Item(entry, None, ("position", entry.key), owner)
    for entry in entries_of(root, "parties"):
        party = Item(entry, None, ("party", entry.key))
        yield party
        yield from _wishes(entry.value, party)
    for entry in entries_of(root, "options"):
        yield from _option(entry)
    for section in ("facts", "states"):
        for entry in entries_of(root, section):
            formula = (
                entry.value if isinstance(entry.value, Leaf) else value_of(entry.value, "formula")
            )
            used: frozenset[Thing] = frozenset() if explicit else _words(formula)
            yield Item(entry, None, ("word", entry.key), used)
    for entry in entries_of(root, "rules"):
        yield Item(entry, mentions=_formulas(entry, ("rule", "definition")))
    for entry in entries_of(root, "channels"):
        pair = {("party", name) for name in texts_of(entry.value, "between")}
        yield Item(entry, mentions=_words(value_of(entry.value, "when")) | pair)
    for entry in entries_of(root, "targets"):
        yield Item(entry, mentions=_words(entry.value))
    outcome = entry_of(root, "outcome")
    if outcome is not None:
        state = frozenset(("word", name) for name in texts_of(outcome.value, "state"))
        alone = isinstance(value_of(outcome.value, "state"), Leaf)
        yield Item(outcome, mentions=state if alone else frozenset())
    for entry in entries_of(root, "epochs"):
        epoch = Item(entry, group=True)
        yield epoch
        for inner in entries_of(entry.value, "parties"):
            owner = frozenset({("party", inner.key)})
            party = Item(inner, epoch, mentions=owner, counts=False)
            yield party
            yield from _wishes(inner.value, party)


def _wishes(value: Branch | Leaf, party: Item) -> Iterator[Item]:
    """Yield the statements, weights and conditions of a party."""
    for entry in entries_of(value, "prefers"):
        group = entry_of(entry.value, "any_order")
        if group is None:
            yield Item(entry, party, mentions=_formulas(entry, KINDS))
            continue
        tied = Item(entry, party, group=True, counts=False)
        yield tied
        for inner in entries_of(entry.value, "any_order"):
            yield Item(inner, tied, mentions=_formulas(inner, KINDS))
    for entry in entries_of(value, "conditions"):
        leaf = entry.value if isinstance(entry.value, Leaf) else value_of(entry.value, "condition")
        yield Item(entry, party, mentions=_condition(leaf))
    for entry in entries_of(value, "weights"):
        written = entry.value.entries if isinstance(entry.value, Branch) else ()
        keys = [one.key for one in written if one.key not in SHAPES["weight"].fields]
        found = {("word", name) for key in keys for name in names(parse(key))}
        yield Item(entry, party, mentions=frozenset(found))


def _option(entry: Entry) -> Iterator[Item]:
    hands: set[Thing] = set()
    for key in ("by", "undone_by", "ratified_by"):
        value = value_of(entry.value, key)
        if value is not None:
            hands |= {("party", leaf.value) for leaf in leaves(value)}
    option = Item(entry, None, ("word", entry.key), frozenset(hands))
    yield option
    for key in ("after", "needs", "undone_when"):
        guard = entry_of(entry.value, key)
        if guard is not None:
            yield Item(guard, option, mentions=_words(guard.value), part=True)
    takes = entry_of(entry.value, "takes")
    if takes is not None:
        yield Item(takes, option, part=True)
    window = entry_of(entry.value, "window")
    if window is not None:
        many = isinstance(window.value, Branch) and not window.value.is_mapping
        windows = entries_of(entry.value, "window") if many else (window,)
        for one in windows:
            owner = frozenset({("party", text_of(one.value, "party"))})
            yield Item(one, option, mentions=owner, part=True)


def _formulas(entry: Entry, keys: Iterable[str]) -> frozenset[Thing]:
    if isinstance(entry.value, Leaf):
        return _words(entry.value)
    return frozenset().union(*(_words(value_of(entry.value, key)) for key in keys))


def _words(value: Branch | Leaf | None) -> frozenset[Thing]:
    """Return the names that a formula uses."""
    if not isinstance(value, Leaf) or value.value == "same":
        return frozenset()
    return frozenset(("word", name) for name in names(parse(value.value)))


def _condition(value: Branch | Leaf | None) -> frozenset[Thing]:
    if not isinstance(value, Leaf) or value.value == "same":
        return frozenset()
    step, _, formula = parse_condition(value.value)
    return frozenset(("word", name) for name in (step.option, *names(formula)))
