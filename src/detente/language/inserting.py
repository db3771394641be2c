"""Add items to the text of a conflict file; what stands there stays as it was written.

The counterpart of cutting: new entries are put into the text itself, in the style around them,
so that comments, order and line breaks of everything else are untouched.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from detente.conflict.conflict import Conflict
from detente.errors import ConflictProblems, Place
from detente.language.codes import problem
from detente.language.emitting import Tree, emit, flow
from detente.language.loading import loads
from detente.language.spans import Branch, Entry, Leaf, entry_of, simple, spans, texts_of

# where a section stands that is not there yet: before the first of these that is
_BEFORE = {
    "sources": ("quotations", "parties"),
    "quotations": ("parties", "positions", "options"),
    "options": ("rules", "channels", "status_quo", "targets", "parties"),
}
_BARE = {"prefers": "want", "any_order": "want", "conditions": "condition", "rules": "rule"}


@dataclass(frozen=True, slots=True)
class Additions:
    """What is added to a conflict file.

    `statements` and `conditions` go to the end of the lists of parties, `options` become the last.
    `support` and `dispute` give quotations to an item by the place at which the conflict says that
    it stands.
    """

    sources: Mapping[str, Tree] = field(default_factory=dict, hash=False)
    quotations: Mapping[str, Tree] = field(default_factory=dict, hash=False)
    statements: Mapping[str, Sequence[Tree]] = field(default_factory=dict, hash=False)
    conditions: Mapping[str, Sequence[Tree]] = field(default_factory=dict, hash=False)
    options: Mapping[str, Tree] = field(default_factory=dict, hash=False)
    support: Mapping[Place, Sequence[str]] = field(default_factory=dict, hash=False)
    dispute: Mapping[Place, Sequence[str]] = field(default_factory=dict, hash=False)


def inserted(text: str, additions: Additions, *, file: str = "<text>") -> tuple[str, Conflict]:
    """Return the text of a conflict file with the additions, and the conflict it states then.

    Raises ConflictProblems if the text is no conflict file, or would be none with them; or if
    it is written with anchors or tags, which cannot be added to.
    """
    loads(text, file=file)
    clean = unicodedata.normalize("NFC", text.removeprefix("\ufeff").replace("\r\n", "\n"))
    if not simple(clean):
        message = "the file uses anchors, aliases or tags, and cannot be added to"
        hint = "write it out with 'detente export FILE', and add to that"
        raise ConflictProblems([problem("F008", Place(file, 1, 1), message, hint)])
    edits = _Edits(clean if clean.endswith("\n") else clean + "\n")
    _add(edits, spans(edits.text), additions)
    result = edits.result()
    conflict = loads(result, file=file)
    if "\r\n" in text:
        result = result.replace("\n", "\r\n")
    return ("\ufeff" if text.startswith("\ufeff") else "") + result, conflict


@dataclass(slots=True)
class _Edits:
    """Stretches of a text with what takes their place; at one place, the deepest comes first."""

    text: str
    done: list[tuple[int, int, int, int, str]] = field(default_factory=list)

    def put(self, start: int, end: int, words: str, *, depth: int) -> None:
        self.done.append((start, end, -depth, len(self.done), words))

    def result(self) -> str:
        """Return the text with everything put in."""
        parts, at = [], 0
        for start, end, _, _, words in sorted(self.done):
            parts += [self.text[at:start], words]
            at = end
        return "".join([*parts, self.text[at:]])

    def column(self, offset: int) -> int:
        return offset - (self.text.rfind("\n", 0, offset) + 1)

    def line_start(self, offset: int) -> int:
        return offset - self.column(offset)

    def line_end(self, offset: int) -> int:
        """Return the end of a line, its line break included."""
        return self.text.find("\n", offset) + 1 or len(self.text)

    def below(self, offset: int, column: int) -> int:
        """Return the end of a line, and of the comments below it that stand as far in."""
        end = self.line_end(offset)
        while True:
            line = self.text[end : self.line_end(end)]
            told = line.lstrip(" ")
            if not told.startswith("#") or len(line) - len(told) < column:
                return end
            end = self.line_end(end)

    def offset(self, place: Place) -> int:
        start = 0
        for _ in range(place.line - 1):
            start = self.line_end(start)
        return start + place.column - 1

    # entries ---------------------------------------------------------------------------

    def add_keys(self, branch: Branch, tree: Mapping[str, Tree], *, depth: int) -> None:
        """Add keys to a mapping that has some."""
        last = branch.entries[-1]
        if branch.flow:
            words = "".join(f", {flow({key: value})[1:-1]}" for key, value in tree.items())
            self.put(last.end, last.end, words, depth=depth)
            return
        column = self.column(branch.entries[0].start)
        end = self.below(last.end, column)
        self.put(end, end, _block(tree, column), depth=depth)

    def add_items(self, entry: Entry, items: Sequence[Tree], *, depth: int) -> None:
        """Add items to the list that a key holds."""
        value = entry.value
        if not items:
            return
        if isinstance(value, Leaf):
            words = flow((value.value.strip(), *items)) if value.value.strip() else flow(items)
            self.put(value.start, value.end, words, depth=depth)
        elif value.flow:
            inner = ", ".join(map(flow, items))
            at = value.entries[-1].end if value.entries else value.start + 1
            self.put(at, at, f", {inner}" if value.entries else inner, depth=depth)
        else:
            column = self.column(value.entries[0].start)
            end = self.below(value.entries[-1].end, column)
            self.put(end, end, _items(items, column), depth=depth)


def _add(edits: _Edits, root: Branch, additions: Additions) -> None:
    for section in ("sources", "quotations", "options"):
        tree: Mapping[str, Tree] = getattr(additions, section)
        if tree:
            _section(edits, root, section, tree)
    for key, lists in (("prefers", additions.statements), ("conditions", additions.conditions)):
        for party, items in lists.items():
            _list(edits, root, party, key, items)
    wanted: dict[int, dict[str, list[str]]] = {}
    for key, quotations in (("because", additions.support), ("against", additions.dispute)):
        for place, names in quotations.items():
            wanted.setdefault(edits.offset(place), {})[key] = list(names)
    for owner, value, depth in _values(root, "", 0):
        found = wanted.pop(value.start, None)
        if found:
            _quoted(edits, owner, value, found, depth)
    assert not wanted, "an item stands where the conflict says that it stands"


def _section(edits: _Edits, root: Branch, section: str, tree: Mapping[str, Tree]) -> None:
    """Add entries to a section, which may not be there yet."""
    entry = root.get(section)
    if root.flow:
        if entry is None:
            edits.add_keys(root, {section: tree}, depth=0)
            return
        assert isinstance(entry.value, Branch)
    if entry is not None and isinstance(entry.value, Branch) and entry.value.entries:
        edits.add_keys(entry.value, tree, depth=1)
    elif entry is not None and root.flow:
        edits.put(entry.value.start, entry.value.end, flow(tree), depth=1)
    elif entry is not None:
        edits.put(entry.after, entry.value.end, "\n" + _block(tree, 2).rstrip("\n"), depth=1)
    else:
        after = next(root.get(key) for key in _BEFORE[section] if root.get(key))
        assert after is not None
        at = _above(edits, after)
        edits.put(at, at, _block({section: tree}, 0) + "\n", depth=0)


def _above(edits: _Edits, entry: Entry) -> int:
    """Return the start of an entry, or of the comments in the lines directly above it."""
    start = edits.line_start(entry.start)
    while start:
        before = edits.line_start(start - 1)
        if not edits.text[before:start].lstrip().startswith("#"):
            break
        start = before
    # what stands at the very top belongs to the file
    return start or edits.line_start(entry.start)


def _list(edits: _Edits, root: Branch, party: str, key: str, items: Sequence[Tree]) -> None:
    """Add items to a list of a party, which may not be there yet."""
    parties = entry_of(root, "parties")
    owner = entry_of(parties.value, party) if parties else None
    assert owner is not None
    entry = entry_of(owner.value, key)
    if entry is not None:
        edits.add_items(entry, items, depth=3)
    elif isinstance(owner.value, Branch) and owner.value.entries:
        edits.add_keys(owner.value, {key: list(items)}, depth=2)
    else:
        edits.put(owner.value.start, owner.value.end, flow({key: list(items)}), depth=2)


def _values(branch: Branch, owner: str, depth: int) -> Iterator[tuple[str, Branch | Leaf, int]]:
    """Yield every value that can be an item, with the key of its list or mapping, and how deep."""
    for entry in branch.entries:
        key = entry.key or owner
        yield key, entry.value, depth
        if isinstance(entry.value, Branch):
            yield from _values(entry.value, key, depth + 1)


def _quoted(
    edits: _Edits, owner: str, value: Branch | Leaf, found: dict[str, list[str]], depth: int
) -> None:
    """Give quotations to an item, however it is written."""
    if isinstance(value, Leaf):
        # a bare formula becomes a mapping that says what it is
        tree: dict[str, Tree] = {_BARE.get(owner, "formula"): value.value.strip()}
        tree |= {key: tuple(names) for key, names in found.items()}
        indent = edits.column(value.start)
        listed = owner in _BARE and not _in_flow(edits, value)
        words = _block(tree, indent).strip() if listed else flow(tree)
        edits.put(value.start, value.end, words, depth=depth)
        return
    new: dict[str, Tree] = {}
    for key, names in found.items():
        entry = entry_of(value, key)
        if entry is None:
            new[key] = tuple(names)
        else:
            there = texts_of(value, key)
            edits.add_items(entry, [n for n in names if n not in there], depth=depth + 2)
    if new:
        edits.add_keys(value, new, depth=depth + 1)


def _in_flow(edits: _Edits, value: Leaf) -> bool:
    """Tell whether a bare item stands in brackets, and not behind a dash of its own."""
    before = edits.text[edits.line_start(value.start) : value.start].rstrip()
    return not before.endswith("-") or bool(before[:-1].strip(" -"))


def _block(tree: Mapping[str, Tree], indent: int) -> str:
    """Return keys as lines in block style."""
    lines = emit({"x": dict(tree)}).rstrip("\n").split("\n")[1:]
    return "".join(f"{' ' * indent}{line[2:]}".rstrip() + "\n" for line in lines)


def _items(items: Sequence[Tree], indent: int) -> str:
    """Return items as lines in block style."""
    lines = emit({"x": list(items)}).rstrip("\n").split("\n")[1:]
    return "".join(f"{' ' * indent}{line[2:]}".rstrip() + "\n" for line in lines)
