"""A review file in pieces of its own text, so that a piece can be kept letter for letter.

A comment belongs to what stands below it, or to the record whose keys it is indented like; what
stands behind the last record is the foot of the file.
"""

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
from detente.language.spans import Branch, Entry, Leaf, comments, entry_of, simple, spans

_HEADING = re.compile(r"\s*# ---- ")
# comments that are written with a record or a document, directly below its name
WORDS = "<WORDS>"
TERMS, TO = "on terms: ", "addressed to "
MODEL, LEFT = "read with ", "not read: "
_OURS = re.compile(rf"\s*# (?:.*{WORDS}|{TERMS}|{TO}|{MODEL}|{LEFT})")


@dataclass(frozen=True, slots=True)
class Slices:
    """The text before the documents, and the text of each document and each proposal.

    `keys` are the lines of the two sections with the comments above them, `foot` what stands
    behind the last entry; `commented` names the entries in which a person has put a comment.
    """

    head: str
    documents: Mapping[str, str] = field(hash=False)
    proposals: Mapping[str, str] = field(hash=False)
    keys: Mapping[str, str] = field(hash=False)
    foot: str
    commented: frozenset[str]

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
    there = [entry for entry in sections.values() if entry]
    first = min(_begin(lines, starts, entry) for entry in there)
    ends = [_end(lines, starts, root, entry) for entry in there]
    at = (bisect_right(starts, start) - 1 for start, _ in comments(clean, root))
    remarks = {number for number in at if not _HEADING.match(lines[number])}
    pieces = {
        key: _pieces(lines, starts, entry, _end(lines, starts, root, entry)) if entry else {}
        for key, entry in sections.items()
    }
    return Slices(
        "\n".join(lines[:first]),
        {name: _text(lines, piece) for name, piece in pieces["documents"].items()},
        {name: _text(lines, piece) for name, piece in pieces["proposals"].items()},
        {key: _key(lines, starts, entry) for key, entry in sections.items() if entry},
        _foot(lines, max(ends)),
        frozenset(
            name
            for section in pieces.values()
            for name, piece in section.items()
            if _remarked(lines, piece, remarks)
        ),
    )


def _key(lines: list[str], starts: list[int], entry: Entry) -> str:
    """Return the line of a section's key, with the comments above it."""
    begin, at = _begin(lines, starts, entry), bisect_right(starts, entry.start) - 1
    told = lines[at].partition("#")[2]
    return "\n".join([*lines[begin:at], entry.key + ":" + (f"  #{told}" if told else "")])


def _foot(lines: list[str], end: int) -> str:
    """Return what stands behind the last entry, without empty lines around it."""
    kept = [line for line in lines[end:] if not _HEADING.match(line)]
    return "\n".join(kept).strip("\n")


def _remarked(lines: list[str], piece: range, remarks: set[int]) -> bool:
    """Tell whether a comment of an entry is a person's: it is none that is written with it."""
    named = next((n for n in piece if lines[n].strip() and not _is_comment(lines[n])), piece.start)
    ours = named + 1
    while ours in piece and _OURS.match(lines[ours]):
        ours += 1
    return any(number in remarks and not named < number < ours for number in piece)


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")


def _in_brackets(entry: Entry | None) -> bool:
    if entry is None or not isinstance(entry.value, Branch):
        return False
    return bool(entry.value.flow and entry.value.entries) or any(
        isinstance(one.value, Branch) and one.value.flow for one in entry.value.entries
    )


def _pieces(lines: list[str], starts: list[int], section: Entry, end: int) -> dict[str, range]:
    """Return the lines of each entry of a section, with the comments that belong to it."""
    if not isinstance(section.value, Branch):
        return {}
    entries = section.value.entries
    begins = [*(_begin(lines, starts, entry) for entry in entries), end]
    return {
        entry.key: range(begins[number], begins[number + 1]) for number, entry in enumerate(entries)
    }


def _end(lines: list[str], starts: list[int], root: Branch, section: Entry) -> int:
    """Return the line behind a section, from 0: before the comments on what comes next."""
    after = [one for one in root.entries if one.start > section.start]
    if after:
        return _begin(lines, starts, after[0])
    inner = section.value.entries if isinstance(section.value, Branch) else ()
    if not inner:
        return bisect_right(starts, section.start)
    last = bisect_right(starts, inner[-1].start) - 1
    indent = _indent(lines[last])
    # comments that are not indented like the keys of the last record are on none
    goes_on = [n for n in range(last + 1, len(lines)) if lines[n].strip()]
    return next((n for n in goes_on if _indent(lines[n]) <= indent), len(lines))


def _begin(lines: list[str], starts: list[int], entry: Entry) -> int:
    """Return the line where an entry begins, from 0: at the comments above it."""
    at = number = bisect_right(starts, entry.start) - 1
    indent = _indent(lines[at])
    begin = at
    while number and (not lines[number - 1].strip() or _is_comment(lines[number - 1])):
        number -= 1
        line = lines[number]
        if _HEADING.match(line) or (line.strip() and _indent(line) > indent):
            break
        begin = number if line.strip() else begin
    return begin


def _text(lines: list[str], piece: range) -> str:
    """Return the text of a piece without the empty lines and headings at its end."""
    kept = lines[piece.start : piece.stop]
    while kept and (not kept[-1].strip() or _HEADING.match(kept[-1])):
        kept.pop()
    return "\n".join(kept) + "\n"


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _leaves(entry: Entry, values: Mapping[str, str]) -> list[tuple[Leaf, str]]:
    found = []
    for key, value in values.items():
        inner = entry_of(entry.value, key)
        if inner is not None and isinstance(inner.value, Leaf):
            found.append((inner.value, value))
    return sorted(found, key=lambda one: one[0].start)
