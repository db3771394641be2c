"""Decisions taken outside an editor: written behind `decide`, all else letter for letter."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from detente.errors import WrongUse, did_you_mean
from detente.evidence.reviewing.loading import loads_review
from detente.evidence.reviewing.touching import with_values
from detente.files import may_edit, write_atomically
from detente.language.tree import read_file


def decide(file: str | Path, decisions: Mapping[str, str]) -> None:
    """Write decisions into a review file: `accept` or `reject`, by the id of the proposal.

    Raises ConflictProblems if the file has problems; WrongUse for an id that is not there, or
    a file that cannot be written to; nothing is written then.
    """
    if str(file) == "-":
        raise WrongUse("standard input cannot be written to: name a review file")
    if Path(file).is_dir():
        raise WrongUse(f"'{file}' is a folder: name the review file in it")
    may_edit(file)
    text = read_file(file)
    known = {record.id for record in loads_review(text, str(file)).records}
    for name in decisions:
        if name not in known:
            raise WrongUse(f"there is no proposal '{name}'; {did_you_mean(name, known)}")
    changes = {name: {"decide": decision} for name, decision in decisions.items()}
    new = with_values(text, str(file), changes)
    if new != text:
        write_atomically(file, new)
