"""A review file becomes a review, or all its problems at once."""

from __future__ import annotations

import re
from collections.abc import Mapping as Table
from pathlib import Path

from detente.conflict.time import parse_day
from detente.errors import ConflictProblems, Place, Problem, WrongUse, did_you_mean, short
from detente.evidence.reviewing.records import (
    DOCUMENT,
    RECORD,
    SECTIONS,
    TOP,
    Key,
    Record,
    Review,
    ReviewedDocument,
    Value,
    one_line,
)
from detente.language.codes import problem
from detente.language.tree import Mapping, Node, Sequence, Text, read_file, read_tree

# 'attach: US.new demand: steps' is what a person writes, and YAML wants it in quotation marks
_ATTACHED = re.compile(
    r"""^(?P<key>[ ]+(?:-[ ]+)?attach:[ ]+)(?P<words>[^\s"'\[{#|>&*!][^\n#]*?:[ ][^\n#]*?)(?P<rest>[ ]*(?:[ ]\#[^\n]*)?)$""",
    re.MULTILINE | re.VERBOSE,
)


_REVIEW = re.compile(r"""^["'{ ]*review["']?\s*:""", re.MULTILINE)


def load_review(path: str | Path) -> Review:
    """Return the review in a file; `-` reads standard input.

    Raises ConflictProblems with everything that is wrong with it, each with its place; WrongUse
    if it is a folder.
    """
    if str(path) != "-" and Path(path).is_dir():
        raise WrongUse(f"'{path}' is a folder: name the review file in it")
    return loads_review(read_file(path), "<stdin>" if str(path) == "-" else str(path))


def loads_review(text: str, file: str = "<review>") -> Review:
    """Return the review that a text states.

    Raises ConflictProblems with everything that is wrong with it, each with its place.
    """
    problems: list[Problem] = []
    try:
        root = read_tree(mended(text), file)
    except ConflictProblems:
        if _REVIEW.search(text):
            raise
        raise _none(Place(file, 1, 1)) from None
    if not isinstance(root, Mapping):
        raise _none(root.place)
    if root.get("review") is None and root.get("proposals") is None:
        raise _none(root.place, conflict=root.get("detente") is not None)
    known = {**TOP, **dict.fromkeys(SECTIONS, Key("section"))}
    _values(root, known, "the file", problems)
    documents = tuple(
        ReviewedDocument(name.value, name.place, _values(node, DOCUMENT, what, problems)[0])
        for name, node, what in _entries(root, "documents", "document", problems)
    )
    records = tuple(
        Record(name.value, name.place, *_values(node, RECORD, what, problems))
        for name, node, what in _entries(root, "proposals", "proposal", problems)
    )
    review = Review(file, documents, records)
    _check(review, problems)
    if problems:
        raise ConflictProblems(problems)
    return review


def _none(place: Place, *, conflict: bool = False) -> ConflictProblems:
    """Return the problem of a text that is something else than a review."""
    if conflict:
        message = "this is a conflict file, and no review file"
        hint = "name it behind --into, and a file that 'detente read DOCUMENT... --to FILE' wrote first"
    else:
        message = "this is no review file"
        hint = "a review file is written by 'detente read DOCUMENT... --to FILE'"
    return ConflictProblems([problem("S004", place, message, hint)])


def mended(text: str) -> str:
    """Return a review file with what stands behind 'attach:' in quotation marks, if need be."""
    return _ATTACHED.sub(
        lambda m: m["key"] + '"' + m["words"].replace('"', "'") + '"' + m["rest"], text
    )


def _check(review: Review, problems: list[Problem]) -> None:
    """Report what is written in the right form and cannot be meant."""
    known = [one.name for one in review.documents]
    for record in review.records:
        name = record.values.get("document")
        if name is not None and name.text not in known:
            message = f"'{short(name.text)}' is not a document of this file"
            problems.append(problem("N001", name.place, message, did_you_mean(name.text, known)))
    accepted = (one.values for one in review.records if one.text("decide") == "accept")
    for values in (*accepted, *(one.values for one in review.documents)):
        date = values.get("date")
        if date is not None and parse_day(date.text) is None:
            message = f"'{short(date.text)}' is not a date"
            hint = "write 2021, 2021-10 or 2021-10-27, or nothing"
            problems.append(problem("T001", date.place, message, hint))


def _entries(
    root: Mapping, section: str, what: str, problems: list[Problem]
) -> list[tuple[Text, Mapping, str]]:
    """Return the named mappings of a section, each with how it is called in messages."""
    node = root.get(section)
    if node is None or (isinstance(node, Text) and not node.value):
        return []
    if not isinstance(node, Mapping):
        message = f"'{section}' is not a mapping"
        problems.append(problem("S004", node.place, message, "write one name a line"))
        return []
    found: dict[str, tuple[Text, Mapping, str]] = {}
    for key, value in node.entries:
        called = f"{what} '{short(key.value)}'"
        if key.value in found:
            first = found[key.value][0].place.line
            message = f"{called} stands twice"
            problems.append(problem("S002", key.place, message, f"the other is in line {first}"))
        elif isinstance(value, Mapping):
            found[key.value] = (key, value, called)
        else:
            hint = "write its keys below it"
            problems.append(problem("S004", value.place, f"{called} is not a mapping", hint))
    return list(found.values())


def _values(
    node: Mapping, keys: Table[str, Key], what: str, problems: list[Problem]
) -> tuple[dict[str, Value], dict[str, tuple[Value, ...]]]:
    """Return the texts and the lists of a mapping; report what does not belong there."""
    values: dict[str, Value] = {}
    lists: dict[str, tuple[Value, ...]] = {}
    seen: set[str] = set()
    for key, value in node.entries:
        known = keys.get(key.value)
        if known is None:
            message = f"'{short(key.value)}' is not a key of {what}"
            problems.append(problem("S001", key.place, message, did_you_mean(key.value, keys)))
        elif key.value in seen:
            problems.append(problem("S002", key.place, f"'{key.value}' stands twice in {what}"))
        elif known.form in ("texts", "attach"):
            lists[key.value] = tuple(_several(key.value, value, known, what, problems))
        elif known.form == "text" and not isinstance(value, Text):
            message = f"'{key.value}' of {what} is not one text"
            problems.append(problem("S004", value.place, message, "write one value"))
        elif isinstance(value, Text) and known.form == "text":
            text = one_line(value.value)
            if text and known.choices and text not in known.choices:
                message = f"'{short(text)}' is not a possible '{key.value}' of {what}"
                hint = did_you_mean(text, known.choices)
                problems.append(problem("S005", value.place, message, hint))
            elif text:
                values[key.value] = Value(text, value.place)
        seen.add(key.value)
    for name, known in keys.items():
        if known.needed and name not in values and not _told(problems, node, name):
            message = f"{what} has no '{name}'"
            problems.append(problem("S003", node.place, message, f"add '{name}: ...'"))
    return values, lists


def _told(problems: list[Problem], node: Mapping, name: str) -> bool:
    """Tell whether a key is there, and something is wrong with it that was said already."""
    value = node.get(name)
    return value is not None and any(one.place == value.place for one in problems)


def _several(key: str, node: Node, known: Key, what: str, problems: list[Problem]) -> list[Value]:
    """Return the values of a list, of which there may be one alone, or none."""
    found: list[Value] = []
    for item in node.items if isinstance(node, Sequence) else (node,):
        text, place = _item(item, attach=known.form == "attach"), item.place
        if text is None:
            message = f"'{key}' of {what} is neither a text nor a list of texts"
            problems.append(problem("S004", place, message, "write one a line, behind '- '"))
        elif text:
            found.append(Value(text, _inside(item, place)))
    return found


def _item(node: Node, *, attach: bool) -> str | None:
    """Return an item as one line; `US.new demand: steps` is read as a key by YAML."""
    if isinstance(node, Text):
        return one_line(node.value)
    if attach and isinstance(node, Mapping):
        parts = [(k.value, v) for k, v in node.entries if isinstance(v, Text)]
        if len(parts) == len(node.entries) == 1:
            return one_line(f"{parts[0][0]}: {parts[0][1].value}")
    return None


def _inside(node: Node, place: Place) -> Place:
    return node.entries[0][0].place if isinstance(node, Mapping) else place
