"""YAML text as a tree in which every value knows where it starts and where it ends.

The reader's tree knows places for messages; this one knows the stretch of text behind each
value, so that a value can be cut out and everything else stay as it was written, comments
included.  An entry is the unit of cutting: a key with its value, or an item of a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from detente.language.emitting import Plain, Tree

_BETWEEN = re.compile(r"(?:\s|#[^\n]*)*")
_COMMENT = re.compile(r"(?<!\S)#[^\n]*")
_PLAIN_WORD = re.compile(r"[\w.-]+")


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """A scalar: its value, and `text[start:end]` as it was written; `block` under | or >."""

    value: str
    start: int
    end: int
    plain: bool
    block: bool


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A key with its value, or an item of a list, whose key is empty; `after` ends the key."""

    key: str
    start: int
    after: int
    value: Leaf | Branch
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Branch:
    """A mapping or a list; `flow` if it stands in brackets."""

    entries: tuple[Entry, ...]
    is_mapping: bool
    flow: bool
    start: int
    end: int

    def get(self, key: str) -> Entry | None:
        """Return the entry of a key, None if there is none."""
        return next((entry for entry in self.entries if entry.key == key), None)


def simple(text: str) -> bool:
    """Tell whether values can be cut out of a text: no anchors, no tags, plain line ends."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return not re.search("[\r\x85\u2028\u2029]", text) and not any(
        isinstance(event, yaml.AliasEvent)
        or getattr(event, "anchor", None)
        or getattr(event, "tag", None)
        for event in yaml.parse(text, Loader=loader)
    )


def spans(text: str) -> Branch:
    """Return the tree of a text that holds one mapping."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    node = yaml.compose(text, Loader=loader)
    root = None if node is None else _read(node, text)
    assert isinstance(root, Branch), "a conflict file is a mapping"
    return root


def _read(node: yaml.Node, text: str) -> Leaf | Branch:
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.ScalarNode):
        block = node.style in ("|", ">")
        if block:
            end = start + len(text[start:end].rstrip())
        return Leaf(node.value, start, end, not node.style, block)
    assert isinstance(node, yaml.CollectionNode)
    flow = bool(node.flow_style)
    entries: list[Entry] = []
    for child in node.value:
        before = entries[-1].end if entries else start
        first = before if not entries and not flow else _next(text, before + (not entries))
        if flow and entries and text[first : first + 1] == ",":
            first = _next(text, first + 1)
        entries.append(_entry(child, text, first))
    if not flow:
        end = entries[-1].end
    return Branch(tuple(entries), isinstance(node, yaml.MappingNode), flow, start, end)


def _entry(child: yaml.Node | tuple[yaml.Node, yaml.Node], text: str, start: int) -> Entry:
    if not isinstance(child, tuple):
        value = _read(child, text)
        return Entry("", start, start + 1, value, max(value.end, start + 1))
    key, node = child
    value = _read(node, text)
    after = _next(text, key.end_mark.index)
    after += text[after : after + 1] == ":"
    return Entry(str(key.value), start, after, value, max(value.end, key.end_mark.index))


def _next(text: str, offset: int) -> int:
    """Return where the next token starts: behind white space and comments."""
    found = _BETWEEN.match(text, offset)
    return found.end() if found else offset


def comments(text: str, root: Branch) -> list[tuple[int, int]]:
    """Return every comment of a text as a start and an end."""
    found: list[tuple[int, int]] = []
    at = 0
    for start, end in sorted(_scalars(text, root)):
        found += [match.span() for match in _COMMENT.finditer(text, at, start)]
        at = end
    return found + [match.span() for match in _COMMENT.finditer(text, at)]


def _scalars(text: str, branch: Branch) -> Iterator[tuple[int, int]]:
    """Yield where a '#' is no comment: inside keys and values."""
    for entry in branch.entries:
        if branch.is_mapping:
            yield entry.start, entry.after
        if isinstance(entry.value, Branch):
            yield from _scalars(text, entry.value)
        elif entry.value.block:
            # a comment may stand behind the | itself
            header = text.find("\n", entry.value.start)
            yield max(header, entry.value.start), entry.value.end
        else:
            yield entry.value.start, entry.value.end


def leaves(value: Leaf | Branch) -> Iterator[Leaf]:
    """Yield the scalars below a value."""
    if isinstance(value, Leaf):
        yield value
    else:
        for entry in value.entries:
            yield from leaves(entry.value)


def plain(
    value: Leaf | Branch, gone: frozenset[Entry] = frozenset(), new: dict[Leaf, str] | None = None
) -> Tree:
    """Return a value as it is emitted anew, without the entries that are `gone`."""
    changed = new or {}
    if isinstance(value, Leaf):
        written = changed.get(value, value.value)
        simple_word = value.plain and value not in changed and _PLAIN_WORD.fullmatch(written)
        return Plain(written) if simple_word else written
    kept = [entry for entry in value.entries if entry not in gone]
    if value.is_mapping:
        return {entry.key: plain(entry.value, gone, changed) for entry in kept}
    items = [plain(entry.value, gone, changed) for entry in kept]
    short = all(isinstance(item, str) and len(item) <= 30 for item in items)
    return tuple(items) if value.flow or short else items


# looking into the tree -------------------------------------------------------------------


def entry_of(value: Branch | Leaf, key: str) -> Entry | None:
    """Return the entry of a key; None if the value has none."""
    return value.get(key) if isinstance(value, Branch) and value.is_mapping else None


def value_of(value: Branch | Leaf, key: str) -> Branch | Leaf | None:
    """Return what stands under a key; None if nothing does."""
    entry = entry_of(value, key)
    return entry.value if entry else None


def text_of(value: Branch | Leaf, key: str) -> str:
    """Return the text under a key; empty if there is none."""
    found = value_of(value, key)
    return found.value.strip() if isinstance(found, Leaf) else ""


def texts_of(value: Branch | Leaf, key: str) -> tuple[str, ...]:
    """Return the texts under a key: those of a list, or the one."""
    found = value_of(value, key)
    return () if found is None else tuple(leaf.value.strip() for leaf in leaves(found))


def entries_of(value: Branch | Leaf, key: str) -> tuple[Entry, ...]:
    """Return the entries of the list or mapping under a key."""
    found = value_of(value, key)
    return found.entries if isinstance(found, Branch) else ()
