"""Decisions taken outside an editor: written behind `decide`, all else letter for letter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from detente.errors import ConflictProblems, WrongUse, did_you_mean
from detente.evidence.reviewing.loading import loads_review
from detente.files import write_atomically
from detente.language.tree import read_file

_DECIDE = re.compile(r"(?P<key>\s+decide:)[^#]*?(?P<rest>\s+#.*)?")


def decide(file: str | Path, decisions: Mapping[str, str]) -> None:
    """Write decisions into a review file: `accept` or `reject`, by the id of the proposal.

    Raises ConflictProblems if the file has problems; WrongUse for an id that is not there, or
    a file that cannot be written to; nothing is written then.
    """
    if str(file) == "-":
        raise WrongUse("standard input cannot be written to: name a review file")
    text = read_file(file)
    review = loads_review(text, str(file))
    known = {record.id: record for record in review.records}
    for name in decisions:
        if name not in known:
            raise WrongUse(f"there is no proposal '{name}'; {did_you_mean(name, known)}")
    lines = text.split("\n")
    places = {name: known[name].place.line for name in decisions}
    # from below, so that a line that is added moves nothing that comes
    for name in sorted(places, key=lambda one: -places[one]):
        _decide(lines, places[name], decisions[name])
    new = "\n".join(lines)
    if not _arrived(new, str(file), decisions):
        raise WrongUse(f"a record of '{file}' is written in brackets: decide in the file itself")
    if new != text:
        write_atomically(Path(file), new)


def _decide(lines: list[str], first: int, decision: str) -> None:
    """Write a decision into the record whose key stands in the line before `first`."""
    indent = len(lines[first - 1]) - len(lines[first - 1].lstrip())
    for number in range(first, len(lines)):
        line = lines[number].removesuffix("\r")
        told = line.lstrip()
        if told and not told.startswith("#") and len(line) - len(told) <= indent:
            break
        found = _DECIDE.fullmatch(line)
        if found:
            end = "\r" if lines[number].endswith("\r") else ""
            lines[number] = f"{found['key']} {decision}{found['rest'] or ''}{end}"
            return
    lines.insert(first, f"{' ' * (indent + 2)}decide: {decision}")


def _arrived(text: str, file: str, decisions: Mapping[str, str]) -> bool:
    """Tell whether every decision stands where it was meant to."""
    try:
        review = loads_review(text, file)
    except ConflictProblems:
        return False
    found = {record.id: record.text("decide") for record in review.records}
    return all(found.get(name) == decision for name, decision in decisions.items())
