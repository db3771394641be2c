"""What people wrote into a conflict file with their own words: names they made up, and texts.

Everything else in a file that loads is a keyword, a number, or a name that stands here already.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.language.schema import SHAPES, TEXT, MapOf
from detente.language.spans import Branch, Entry, Leaf, entries_of

NAME = "its name"
_TEXTS = {
    key
    for shape in SHAPES.values()
    for key, field in shape.fields.items()
    if TEXT in (field.kind, getattr(field.kind, "item", None))
} | {"id"}
_NAMED = {key for key, field in SHAPES["conflict"].fields.items() if isinstance(field.kind, MapOf)}


@dataclass(frozen=True, slots=True)
class Written:
    """Somebody's words: `path` leads to them, `field` is their key or `NAME`, `start` where they are.

    `withheld` tells whether they lie in something that is withheld.
    """

    path: str
    field: str
    text: str
    start: int
    withheld: bool


def written(root: Branch, gone: frozenset[Entry]) -> Iterator[Written]:
    """Yield what people wrote in a file that loads, of which some entries are `gone`."""
    explicit = not entries_of(root, "options")
    for section in root.entries:
        if section.key not in _NAMED or not isinstance(section.value, Branch):
            yield from _below(section, section.key, section.key, gone, withheld=False)
            continue
        for entry in section.value.entries:
            path = f"{section.key}.{entry.key}"
            withheld = section in gone or entry in gone
            yield Written(path, NAME, entry.key, entry.start, withheld)
            if isinstance(entry.value, Leaf):
                if section.key == "states" and explicit:
                    yield _text(entry.value, path, "label", withheld=withheld)
            else:
                for inner in entry.value.entries:
                    below = f"{path}.{inner.key}"
                    yield from _below(inner, below, inner.key, gone, withheld=withheld)


def _below(
    entry: Entry, path: str, field: str, gone: frozenset[Entry], *, withheld: bool
) -> Iterator[Written]:
    """Yield the texts in an entry."""
    withheld = withheld or entry in gone
    if isinstance(entry.value, Leaf):
        if field in _TEXTS:
            yield _text(entry.value, path, field, withheld=withheld)
        return
    for number, inner in enumerate(entry.value.entries, start=1):
        # the items of a list stand under its key
        step, key = (inner.key, inner.key) if entry.value.is_mapping else (str(number), field)
        yield from _below(inner, f"{path}.{step}", key, gone, withheld=withheld)


def _text(leaf: Leaf, path: str, field: str, *, withheld: bool) -> Written:
    return Written(path, field, leaf.value, leaf.start, withheld)
