"""A review file in pieces of its own text, so that a piece can be kept letter for letter."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate

from detente.errors import ConflictProblems, Place
from detente.evidence.reviewing.loading import mended
from detente.language.codes import problem
from detente.language.emitting import inline
from detente.language.spans import Branch, Entry, Leaf, entry_of, simple, spans

_HEADING = re.compile(r"\s*# ---- ")


@dataclass(frozen=True, slots=True)
class Slices:
    """The text before the documents, and the text of each document and each proposal."""

    head: str
    documents: Mapping[str, str] = field(hash=False)
    proposals: Mapping[str, str] = field(hash=False)

    def with_values(self, name: str, values: Mapping[str, str]) -> str:
        """Return the text of a document with other values, all else as it was written."""
        text = self.documents[name]
        root = spans(text)
        (entry,) = root.entries
        for key, value in reversed(_leaves(entry, values)):
            text = text[: key.start] + inline(value, flow=True) + text[key.end :]
        return text


def slices_of(text: str, file: str) -> Slices:
    """Return the pieces of a review file that has no problems.

    Raises ConflictProblems if it is written in a way that cannot be taken apart.
    """
    written = text.removeprefix("\ufeff").replace("\r\n", "\n")
    # line by line the same, so that places found in the one are those of the other
    clean, lines = mended(written), written.split("\n")
    root = spans(clean) if simple(clean) else None
    sections = {key: entry_of(root, key) if root else None for key in ("documents", "proposals")}
    if root is None or root.flow or any(_in_brackets(entry) for entry in sections.values()):
        message = "the file is written with anchors, tags or brackets, and cannot be added to"
        hint = "write one key a line, as 'detente read --to' does, or name another file"
        raise ConflictProblems([problem("S004", Place(file, 1, 1), message, hint)])
    starts = list(accumulate((len(line) + 1 for line in clean.split("\n")), initial=0))
    first = min(_begin(lines, starts, entry) for entry in sections.values() if entry)
    return Slices(
        "\n".join(lines[:first]),
        _pieces(lines, starts, root, sections["documents"]),
        _pieces(lines, starts, root, sections["proposals"]),
    )


def _in_brackets(entry: Entry | None) -> bool:
    if entry is None or not isinstance(entry.value, Branch):
        return False
    return bool(entry.value.flow and entry.value.entries) or any(
        isinstance(one.value, Branch) and one.value.flow for one in entry.value.entries
    )


def _pieces(
    lines: list[str], starts: list[int], root: Branch, section: Entry | None
) -> dict[str, str]:
    """Return the text of each entry of a section, with the comments that belong to it."""
    if section is None or not isinstance(section.value, Branch):
        return {}
    entries = section.value.entries
    after = [one for one in root.entries if one.start > section.start]
    end = _begin(lines, starts, after[0]) if after else len(lines)
    begins = [*(_begin(lines, starts, entry) for entry in entries), end]
    return {
        entry.key: _trimmed(lines[begins[number] : begins[number + 1]])
        for number, entry in enumerate(entries)
    }


def _begin(lines: list[str], starts: list[int], entry: Entry) -> int:
    """Return the line where an entry begins, from 0: at the comments directly above it."""
    number = bisect_right(starts, entry.start) - 1
    while number and lines[number - 1].lstrip().startswith("#"):
        if _HEADING.match(lines[number - 1]):
            break
        number -= 1
    return number


def _trimmed(lines: list[str]) -> str:
    """Return a piece without the empty lines and headings at its end."""
    while lines and (not lines[-1].strip() or _HEADING.match(lines[-1])):
        lines = lines[:-1]
    return "\n".join(lines) + "\n"


def _leaves(entry: Entry, values: Mapping[str, str]) -> list[tuple[Leaf, str]]:
    found = []
    for key, value in values.items():
        inner = entry_of(entry.value, key)
        if inner is not None and isinstance(inner.value, Leaf):
            found.append((inner.value, value))
    return sorted(found, key=lambda one: one[0].start)
