"""Which parts of a conflict file go when its confidential items are withheld.

An item goes if it is marked, if it lies in one that goes, or if it mentions a withheld option,
fact, state, party or source: a formula cannot lose a name and still say the same.  Lists that
merely refer to a withheld thing (`because`, `floor`, a position) lose the reference and stay.
"""

from __future__ import annotations

from dataclasses import dataclass

from detente.errors import NoAnswer
from detente.language.mentioning import Item, Thing, items_of
from detente.language.references import References
from detente.language.spans import Branch, Entry, Leaf, entries_of, text_of

# these keys go with the last of their entries; any other list stays and says that it is empty
_GO_EMPTY = frozenset(
    {"sources", "quotations", "positions", "facts", "rules", "channels", "states", "targets"}
    | {"epochs", "prefers", "conditions", "weights", "ranking", "moves", "window"}
    | {"because", "against"}
)
_STAY_EMPTY = {("prefers", "epochs"), ("conditions", "epochs"), ("sources", "perspectives")}


@dataclass(frozen=True, slots=True)
class Withholding:
    """What goes: entries, and scalars that become others; `count` items in all."""

    gone: frozenset[Entry]
    new: dict[Leaf, str]
    count: int


def withholding(root: Branch) -> Withholding:
    """Return what goes from a file that loads.

    Raises NoAnswer if no party, or no option and no state, would be left.
    """
    items = list(items_of(root))
    gone = _closure(items)
    things = {item.thing for item in gone if item.thing}
    entries = {item.entry for item in gone}
    soft = References(root, things)
    for item in items:
        if item not in gone:
            soft.of_item(item.entry.value)
    soft.of_file()
    count = sum(item.counts and not (item.part and item.inside in gone) for item in gone)
    if count:
        _refuse_nothing(root, entries)
    return Withholding(
        frozenset(_with_empty(root, entries | soft.gone)),
        soft.new,
        count + soft.count,
    )


def _closure(items: list[Item]) -> set[Item]:
    """Return the items that go, and those that go because of them."""
    gone = {item for item in items if item.secret}
    while True:
        things = {item.thing for item in gone if item.thing}
        more = {
            item
            for item in items
            if item not in gone and (item.inside in gone or not things.isdisjoint(item.mentions))
        }
        more |= _left_empty(items, gone | more)
        if not more:
            return gone
        gone |= more


def _left_empty(items: list[Item], gone: set[Item]) -> set[Item]:
    """Return the positions, groups and epochs of which everything that was in them goes."""
    members: dict[Thing | Item, list[Item]] = {}
    for item in items:
        position = text_of(item.entry.value, "position")
        if position:
            members.setdefault(("position", position), []).append(item)
        if item.inside is not None and item.inside.group:
            members.setdefault(item.inside, []).append(item)
    return {
        item
        for item in items
        if item not in gone
        for inner in [members.get(item if item.group else item.thing or item)]
        if inner and all(one in gone for one in inner)
    }


def _refuse_nothing(root: Branch, gone: set[Entry]) -> None:
    def left(section: str) -> bool:
        return any(entry not in gone for entry in entries_of(root, section))

    if not left("parties"):
        raise NoAnswer("nothing is left to make public: every party is withheld")
    if not left("options" if entries_of(root, "options") else "states"):
        raise NoAnswer("nothing is left to make public: every option or state is withheld")


def _with_empty(branch: Branch, gone: set[Entry], *path: str) -> set[Entry]:
    """Return the entries that go, with the keys of which nothing is left."""
    found = set(gone)
    names_here = len(path) == 1 or path[-1:] == ("parties",)
    for entry in branch.entries:
        if entry in gone or not isinstance(entry.value, Branch):
            continue
        found |= _with_empty(entry.value, gone, *path, entry.key)
        inner = entry.value.entries
        # there an empty list says that nothing is wanted any more, or that nobody is heard
        keeps = names_here or (entry.key, *path[:1]) in _STAY_EMPTY
        if inner and entry.key in _GO_EMPTY and not keeps and all(one in found for one in inner):
            found.add(entry)
    return found
