"""YAML text as a tree in which every value and key knows its place.

YAML 1.2 gives plain words no hidden meaning here: every scalar is kept as the text that was
written, and the schema says later what it has to be.  PyYAML's event reader is used because
it is fast and gives a place to each event; nothing is ever constructed from a tag.
"""

from __future__ import annotations

import sys
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import yaml

from detente.errors import ConflictProblems, Place, Problem, short
from detente.language.codes import problem
from detente.language.syntax import CONTROL, forbidden, refused, unreadable

LARGEST = 8_000_000  # bytes of a conflict file
DEEPEST = 40  # levels of nesting
MOST = 300_000  # values once aliases are unfolded
LONG = 100  # letters of a text that count as one more value


class Text(NamedTuple):
    """A scalar; `exact` if each letter of it is one letter of the line it starts in."""

    value: str
    place: Place
    plain: bool = True
    exact: bool = True


class Sequence(NamedTuple):
    """A list of values."""

    items: tuple[Node, ...]
    place: Place


class Mapping(NamedTuple):
    """Keys and values; a key that occurs twice is kept twice, for the checker to report."""

    entries: tuple[tuple[Text, Node], ...]
    place: Place

    def get(self, key: str) -> Node | None:
        """Return the value of `key`, or None."""
        for name, value in self.entries:
            if name.value == key:
                return value
        return None

    def key(self, key: str) -> Text | None:
        """Return the key itself, for its place."""
        return next((name for name, _ in self.entries if name.value == key), None)


Node = Text | Sequence | Mapping


def read_file(path: str | Path, *, largest: int = LARGEST) -> str:
    """Return the text of a file of at most `largest` bytes; `-` reads standard input.

    Raises ConflictProblems if it cannot be opened, is too large or is not UTF-8.
    """
    return decode(read_bytes(path, largest=largest), "<stdin>" if str(path) == "-" else str(path))


def read_bytes(path: str | Path, *, largest: int = LARGEST) -> bytes:
    """Return the bytes of a file of at most `largest` of them; `-` reads standard input.

    Raises ConflictProblems if it cannot be opened or is too large.
    """
    name = str(path)
    start = Place("<stdin>" if name == "-" else name, 1, 1)
    try:
        if name == "-" and sys.stdin is None:
            raise ValueError("standard input is closed")
        if name == "-":
            data = sys.stdin.buffer.read(largest + 1)
        else:
            with Path(name).open("rb") as stream:
                data = stream.read(largest + 1)
    except IsADirectoryError:
        hint = "it has no conflict.yaml; name the conflict file inside it"
        raise ConflictProblems(
            [problem("F001", start, f"'{name}' is a folder, not a file", hint)]
        ) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise ConflictProblems(
            [problem("F001", start, f"'{name}' cannot be opened: {why}")]
        ) from None
    if len(data) > largest:
        message = f"'{name}' is larger than {largest // 1_000_000} MB"
        raise ConflictProblems([problem("F002", start, message)])
    return data


def decode(data: bytes, file: str) -> str:
    """Return UTF-8 bytes as text, without the mark some editors put in front."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before) - (before.rfind(b"\n") + 1) + 1
        message = f"byte {data[error.start]:#04x} is not UTF-8 text"
        raise ConflictProblems([problem("F003", Place(file, line, column), message)]) from None


@dataclass(slots=True)
class _Open:
    """A list or mapping that is still being read."""

    place: Place
    is_mapping: bool
    anchor: str | None
    items: list[Node] = field(default_factory=list)
    size: int = 1


def read_tree(text: str, file: str) -> Node:
    """Return YAML text as a tree.

    Raises ConflictProblems, with one problem: a file that is no YAML has no second one.
    """
    problem_of_text = refused(text, file)
    if problem_of_text is not None:
        raise ConflictProblems([problem_of_text])
    # one letter, one character: 'é' is the same name however it was typed
    text = unicodedata.normalize("NFC", text)
    builder = _Builder(file)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for event in yaml.parse(text, Loader=loader):
            builder.take(event)
    except yaml.YAMLError as error:
        raise ConflictProblems([unreadable(error, text, file)]) from None
    except RecursionError:
        raise ConflictProblems([builder.too_deep(Place(file, 1, 1))]) from None
    if builder.root is None or builder.root == Text("", builder.root.place):
        raise ConflictProblems([problem("F007", Place(file, 1, 1), "the file is empty")])
    return builder.root


class _Builder:
    """Puts the events of one document together; refuses what unfolds beyond the limits."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Node | None = None
        self.stack: list[_Open] = []
        self.anchors: dict[str, tuple[Node | None, int]] = {}

    def take(self, event: yaml.Event) -> None:
        match event:
            case yaml.ScalarEvent():
                place = self.place(event)
                self.refuse_tag(event, place)
                text = self.text(event, place)
                # a long text counts for several, so that aliases of it cannot pile up
                self.add(text, 1 + len(text.value) // LONG, event.anchor)
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                place = self.place(event)
                self.refuse_tag(event, place)
                if len(self.stack) >= DEEPEST:
                    raise ConflictProblems([self.too_deep(place)])
                if event.anchor:
                    self.anchors[event.anchor] = (None, 0)
                is_mapping = isinstance(event, yaml.MappingStartEvent)
                self.stack.append(_Open(place, is_mapping, event.anchor))
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                done = self.stack.pop()
                self.add(self.close(done), done.size, done.anchor)
            case yaml.AliasEvent():
                self.alias(event)
            case yaml.DocumentStartEvent() if self.root is not None:
                message = "a second document starts here"
                raise ConflictProblems([problem("F007", self.place(event), message)])

    def add(self, node: Node, size: int, anchor: str | None) -> None:
        if anchor:
            self.anchors[anchor] = (node, size)
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        top.items.append(node)
        top.size += size
        if top.size > MOST:
            message = f"the file holds more than {MOST:,} values, aliases written out"
            raise ConflictProblems([problem("F006", node.place, message)])

    def alias(self, event: yaml.AliasEvent) -> None:
        place = self.place(event)
        node, size = self.anchors.get(event.anchor or "", (None, -1))
        if node is None:
            what = "contains itself" if size == 0 else "stands for nothing before it"
            hint = "put the text in quotation marks if it is no alias" if size else "write it out"
            message = f"the alias '*{short(str(event.anchor))}' {what}"
            raise ConflictProblems([problem("F006", place, message, hint)])
        self.add(node, size, None)

    def close(self, done: _Open) -> Node:
        if not done.is_mapping:
            return Sequence(tuple(done.items), done.place)
        entries: list[tuple[Text, Node]] = []
        for key, value in zip(done.items[::2], done.items[1::2], strict=True):
            if not isinstance(key, Text):
                message = "a key has to be plain text, not a list or a mapping"
                hint = "quote it if it starts with [ or {"
                raise ConflictProblems([problem("F008", key.place, message, hint)])
            entries.append((key, value))
        return Mapping(tuple(entries), done.place)

    def text(self, event: yaml.ScalarEvent, place: Place) -> Text:
        value = "" if event.value is None else str(event.value)
        control = CONTROL.search(value)
        if control is not None:
            raise ConflictProblems([forbidden(control[0], place)])
        start, end, plain = event.start_mark, event.end_mark, not event.style
        quotes = 0 if plain else 2
        assert start is not None, "the reader gives every text a place"
        assert end is not None, "the reader gives every text a place"
        exact = start.line == end.line and end.column - start.column == len(value) + quotes
        return Text(value, place, plain, exact)

    def place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        if mark is None:
            return Place(self.file, 1, 1)
        return Place(self.file, mark.line + 1, mark.column + 1)

    def refuse_tag(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, place: Place) -> None:
        if event.tag is not None and event.tag != "!":
            tag = short(event.tag).replace("tag:yaml.org,2002:", "!!")
            message = f"the tag '{tag}' has no meaning in a conflict file"
            raise ConflictProblems(
                [problem("F008", place, message, "remove it, and keep the value")]
            )

    def too_deep(self, place: Place) -> Problem:
        return problem("F005", place, f"more than {DEEPEST} levels of nesting")
