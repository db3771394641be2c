"""One record of a review file changed in its text: one value, or all of it; the rest stays as it is.

What stands around a record (comments, order of keys, line ends) is a person's own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from detente.errors import ConflictProblems, WrongUse
from detente.evidence.reviewing.loading import loads_review
from detente.evidence.reviewing.records import Record, Review
from detente.language.emitting import Tree, emit

_COMMENT = re.compile(r"\s+#.*")


def with_values(
    text: str, file: str, changes: Mapping[str, Mapping[str, str | Sequence[str]]]
) -> str:
    """Return the text of a review file in which records, by id, have other values.

    Raises ConflictProblems if the text has problems, or would have with the new values; WrongUse
    if a record is written in brackets.
    """
    lines = text.split("\n")
    known = {record.id: record for record in loads_review(text, file).records}
    # from below, so that a line that is added moves nothing that comes
    for name in sorted(changes, key=lambda one: -known[one].place.line):
        for key, value in changes[name].items():
            _set(lines, known[name], key, value)
    new = "\n".join(lines)
    if not _arrived(loads_review_or_none(new, file), changes):
        raise WrongUse(f"a record of '{file}' is written in brackets: decide in the file itself")
    return new


def loads_review_or_none(text: str, file: str) -> Review | None:
    """Return the review that a text states, None if it states none that can be read.

    Raises ConflictProblems if what is written cannot be meant: a date that is none.
    """
    try:
        return loads_review(text, file)
    except ConflictProblems as error:
        if all(one.code == "T001" for one in error.problems):
            raise
        return None


def text_of(text: str, record: Record) -> str:
    """Return the text of a record: its key and what stands below it."""
    first, end = _bounds(lines := text.split("\n"), record)
    return "\n".join(line.removesuffix("\r") for line in lines[first:end]) + "\n"


def with_text(text: str, record: Record, new: str) -> str:
    """Return the text of a review file in which a record is written in another way."""
    lines = text.split("\n")
    first, end = _bounds(lines, record)
    mark = "\r" if lines[first].endswith("\r") else ""
    lines[first:end] = [line.rstrip() + mark for line in new.rstrip().split("\n")]
    return "\n".join(lines)


def comments_of(text: str, record: Record) -> list[str]:
    """Return the comments that stand first in a record: what is around its words."""
    found = []
    for line in text_of(text, record).split("\n")[1:]:
        if not line.lstrip().startswith("#"):
            break
        found.append(line.strip().removeprefix("#").strip())
    return found


def _set(lines: list[str], record: Record, key: str, value: str | Sequence[str]) -> None:
    """Write a value behind a key of a record; as the first one if the key is not there."""
    first, end = _bounds(lines, record)
    indent = _indent(lines[first])
    mark = "\r" if lines[first].endswith("\r") else ""
    number = next((n for n in range(first + 1, end) if re.match(rf"\s+{key}:", lines[n])), None)
    told = list(value) if not isinstance(value, str) else value
    tree: Tree = told if isinstance(told, str) else told[0] if len(told) == 1 else told
    inner = indent + 2 if number is None else _indent(lines[number])
    new = [" " * inner + line for line in emit({key: tree}).rstrip("\n").split("\n")]
    if not value:
        new = [f"{' ' * inner}{key}:"]
    last = number = first + 1 if number is None else number
    if number < end and re.match(rf"\s+{key}:", lines[number]):
        new[0] += _comment(lines[number].removesuffix("\r"), key)
        last = number + 1
        while last < end and _goes_on(lines[last], inner):
            last += 1
    lines[number:last] = [line + mark for line in new]


def _comment(line: str, key: str) -> str:
    """Return the comment at the end of a line, with the white space before it."""
    value = line.partition(f"{key}:")[2]
    found = None if value.lstrip()[:1] in ("'", '"') else _COMMENT.search(value)
    return found[0] if found else ""


def _goes_on(line: str, indent: int) -> bool:
    """Tell whether a line belongs to the value of a key that stands at `indent`."""
    told = line.strip()
    return bool(told) and (
        _indent(line) > indent or (_indent(line) == indent and told.startswith("- "))
    )


def _bounds(lines: list[str], record: Record) -> tuple[int, int]:
    """Return the lines of a record, from its key to before what belongs to the next."""
    first = record.place.line - 1
    indent, end = _indent(lines[first]), first + 1
    for number in range(first + 1, len(lines)):
        told = lines[number].strip()
        if told and _indent(lines[number]) <= indent:
            break
        if told:
            end = number + 1
    return first, end


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _arrived(
    review: Review | None, changes: Mapping[str, Mapping[str, str | Sequence[str]]]
) -> bool:
    """Tell whether every value stands where it was meant to."""
    if review is None:
        return False
    found = {record.id: record for record in review.records}
    return all(
        name in found and _has(found[name], key, value)
        for name, values in changes.items()
        for key, value in values.items()
    )


def _has(record: Record, key: str, value: str | Sequence[str]) -> bool:
    if isinstance(value, str):
        return record.text(key) == value
    return list(record.texts(key)) == list(value)
